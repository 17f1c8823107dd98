"""The scorecard of each group of units: its own figures, how many units meet each target, the farthest.

A group is judged over the same span as the whole, so that what groups without a common unit counted adds up
to what the whole counted.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, NamedTuple

from pydantic import Field

from dxscore.model.base import Exact, Id, Written
from dxscore.model.body_scorecard import OfTarget, TargetCounts
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import (
    HeldAgainst,
    LevelReached,
    Reason,
    Remark,
    Result,
    Span,
    UnitResult,
    UnitVerdict,
)

UNITS_NAMED: Final = 5
"""Of each list of units of a group's result."""


class Grouped(NamedTuple):
    """What one target finds in a group, or in the whole, before it travels.

    Args:
        result: the verdict on the figures of its units together; of a part of a sum it is none.
        units: each of its units that is asked for a figure.
    """

    result: Result
    units: tuple[UnitResult, ...]


class UnitCounts(Written):
    """How many units there are, by their own verdicts. `met` to `counted` add up to `units`."""

    units: int = Field(ge=0, description="Units of the group that are asked for a figure.")
    met: int = Field(ge=0, description="Their own figure satisfies the target.")
    missed: int = Field(ge=0, description="The target is due, and their own figure does not satisfy it.")
    pending: int = Field(ge=0, description="It is not due, and their own figure does not satisfy it yet.")
    no_data: int = Field(ge=0, description="Without a usable figure.")
    not_assessable: int = Field(ge=0, description="Nothing that can be judged.")
    not_applicable: int = Field(ge=0, description="Declared not applicable.")
    waived: int = Field(ge=0, description="Excused for a time.")
    counted: int = Field(ge=0, description="Their number is a part of the sum that is judged.")


class GroupResult(OfTarget):
    """The figures of a group's units held against one target, by the rules of the whole."""

    status: UnitVerdict = Field(
        description="The verdict on the group; counted where its number is a part of the sum that is judged."
    )
    reason: Reason | None = Field(default=None, description="Why there is no verdict.")
    provisional: bool = Field(description="Units or months that are missing could still change the verdict.")
    exceeded: bool = Field(description="Met, and beyond a non-strict threshold below 100.")
    period: str | None = Field(default=None, description="Period of the figure (the newest, if mixed).")
    span: Span | None = Field(default=None, description="The months that the figures cover.")
    closes: date | None = Field(default=None, description="The day up to which the figure speaks.")
    numerator: Exact | None = Field(default=None, description="Sum above the line.")
    denominator: Exact | None = Field(default=None, description="Sum below the line.")
    value: Exact | None = Field(default=None, description="Percentage, number, rank; 1 or 0 for yes/no.")
    remarks: tuple[Remark, ...] = Field(default=(), description="What to know beside the verdict.")
    held: HeldAgainst | None = Field(
        default=None, description="What it was held against, where that is not the target's own number."
    )
    level: LevelReached | None = Field(default=None, description="Set where the target has levels.")
    margin: Exact | None = Field(default=None, description="Value minus threshold, signed: positive is good.")
    gap: Exact | None = Field(default=None, description="What is missing, never negative; 0 when satisfied.")
    gap_count: int | None = Field(
        default=None, description="Smallest whole number that would pass; null where nothing can be counted."
    )
    achievement: Exact | None = Field(
        default=None,
        description="Result over target, at most 1; where every unit is judged by itself, units that pass.",
    )
    reported: int = Field(ge=0, description="Reporting units with a usable figure.")
    expected: int = Field(ge=0, description="Reporting units that should have reported.")
    units: UnitCounts = Field(description="The group's units by their own verdicts.")
    worst_units: tuple[Id, ...] = Field(
        default=(), description="Units below the target, the farthest first, five at most."
    )
    missing_units: tuple[Id, ...] = Field(
        default=(), description="The first of the units without a usable figure, five at most."
    )
    waived_until: date | None = Field(default=None, description="Last day of a waiver of the miss.")


class Part(Written):
    """The whole of the units, or one group of them."""

    units: int = Field(ge=0, description="Units that are asked for a figure of any of the targets.")
    counts: TargetCounts = Field(description="Its due targets by verdict; parts of a sum are not among them.")
    results: tuple[GroupResult, ...] = Field(
        description="One for each target that any of its units is asked for, in the catalogue's order."
    )


class GroupScorecard(Part):
    """One group."""

    group: Id = Field(description="Its id.")
    within: tuple[Id, ...] = Field(default=(), description="Ids of the groups that name it as a member.")
    groups: tuple[Id, ...] = Field(default=(), description="Ids of its members that are groups.")


class GroupScorecards(Written):
    """The scorecards of all groups that hold units which are asked for a figure."""

    schema_: Literal["dxscore/groups/1"] = Field(
        default="dxscore/groups/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(description="The version of dxscore that wrote this.")
    plan: Id = Field(description="Id of the plan.")
    catalogue_sha256: str = Field(description="Digest of the catalogue.")
    as_of: date = Field(description="The day of judgement.")
    whole: Part = Field(description="All units: the verdicts of the scorecard.")
    groups: tuple[GroupScorecard, ...] = Field(
        description="Each group once: after the group that holds it, else in the catalogue's order."
    )
    without_units: tuple[Id, ...] = Field(
        default=(), description="Ids of the groups none of whose members is asked for a figure."
    )

    def to_json(self) -> str:
        """The document that `dxscore check --by group --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True))

"""Two scorecards of the same plan held against each other, in the shape in which it leaves as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, get_args

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import CatalogueRef, Exact, InputFile, Result, Status, TargetRef

Kind = Literal["worse", "better", "other", "new", "gone"]
CHANGES: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they are told."""


class Side(Written):
    """One of the two scorecards."""

    as_of: date = Field(description="The day on which its judgement stands.")
    inputs: tuple[InputFile, ...] = Field(description="Which files it was made from.")


class Change(Written):
    """One target, or one reporting unit's figure on it, that stands otherwise than before."""

    kind: Kind = Field(
        description="worse or better by verdict, then by measure; other: only the verdict's name differs, or "
        "it applies on one side only; new or gone: judged on one side only."
    )
    indicator: str = Field(description="Id of the indicator.")
    pillar: str = Field(description="Id of its pillar.")
    reporting_unit: str | None = Field(default=None, description="Set where it is one unit's own figure.")
    target: TargetRef = Field(description="What it was held against.")
    old_status: Status | None = Field(default=None, description="The verdict before; null where new.")
    new_status: Status | None = Field(default=None, description="The verdict now; null where gone.")
    old_value: Exact | None = Field(default=None, description="Percentage, number, rank; 1 or 0 for yes/no.")
    new_value: Exact | None = Field(default=None, description="The same, now.")
    change: Exact | None = Field(
        default=None,
        description="How much the margin to the threshold grew, positive is good; where every unit is judged "
        "by itself, how much the portion of units that pass grew.",
    )


class ChangeCounts(Written):
    """Changes by kind."""

    worse: int = Field(description="Got worse.")
    better: int = Field(description="Got better.")
    other: int = Field(description="Changed, neither better nor worse.")
    new: int = Field(description="Judged now and not before.")
    gone: int = Field(description="Judged before and not now.")
    same: int = Field(description="Stand as they stood.")


class Comparison(Written):
    """Everything that differs between two scorecards."""

    schema_: Literal["dxscore/comparison/1"] = Field(
        default="dxscore/comparison/1", alias="schema", description="Name and version of this shape."
    )
    plan: str = Field(description="Id of the plan.")
    catalogue: CatalogueRef = Field(description="Which catalogue both were judged by.")
    old: Side = Field(description="The scorecard before.")
    new: Side = Field(description="The scorecard now.")
    targets: ChangeCounts = Field(description="Changes of targets, counted.")
    units: ChangeCounts = Field(description="Changes of reporting units' own figures, counted.")
    target_changes: tuple[Change, ...] = Field(description="Changes of targets, worse first.")
    unit_changes: tuple[Change, ...] = Field(description="Changes of units' own figures, worse first.")

    def to_json(self) -> str:
        """The document that `dxscore compare --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True))


class Ratchet(NamedTuple):
    """The gaps of a run, held against those of a baseline.

    Args:
        newly_missed: due and unmet now; not due, met, waived or not judged in the baseline.
        worse: due and unmet in both, and worse now.
        known: due and unmet in both, and no worse: these do not fail a run.
    """

    newly_missed: tuple[Result, ...]
    worse: tuple[Result, ...]
    known: tuple[Result, ...]

"""The scorecard of each body: what it leads, its own figures, its tasks and documents, what it owes.

A body is counted only for what it leads; what it only takes part in stands beside. Nothing here is a grade,
and nothing speaks of a person.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from dxscore.model.base import Exact, Id, Written
from dxscore.model.catalogue import Basis
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import TARGET_BY, Reason, Status, UnitVerdict
from dxscore.model.tasks import TaskCounts, TaskState

Ground = Literal["stated", "inferred", "shared"]
"""On what ground a body leads: a document names it for the indicator; it is read from its tasks; or the lead
is that of a whole group of which it is a member."""


class TargetCounts(Written):
    """How many targets there are. `met` to `waived` add up to `due`."""

    targets: int = Field(ge=0, description="All targets.")
    due: int = Field(ge=0, description="Those that totals speak of: due, with figures of their year.")
    met: int = Field(ge=0, description="Of the due ones: met, for certain or not.")
    provisional: int = Field(ge=0, description="Of those met: met only provisionally.")
    missed: int = Field(ge=0, description="Of the due ones: not met.")
    no_data: int = Field(ge=0, description="Of the due ones: without a usable figure.")
    not_assessable: int = Field(ge=0, description="Of the due ones: nothing that can be judged.")
    not_applicable: int = Field(ge=0, description="Of the due ones: declared not applicable.")
    waived: int = Field(ge=0, description="Of the due ones: excused for a time.")


class OfTarget(Written):
    """Which target is meant."""

    indicator: Id = Field(description="Id of the indicator.")
    target_by: str = Field(description=TARGET_BY)
    due: bool = Field(description="Whether totals speak of it.")


class LedTarget(OfTarget):
    """A target that the body leads; the verdict is that of the whole place."""

    ground: Ground = Field(
        description="stated: a document names the body for the indicator; inferred: read from its tasks; "
        "shared: the lead is that of a group to which it belongs."
    )
    basis: Basis = Field(description="Whether the tie between lead and indicator is stated or inferred.")
    leads_as: Id = Field(description="Id of the body, or of the group through which it leads.")
    status: Status = Field(description="The verdict.")
    provisional: bool = Field(description="Whether what is missing could still change it.")


class OwnFigure(OfTarget):
    """The body's own figure as a reporting unit, held against the same target."""

    status: UnitVerdict = Field(description="Its own verdict; counted where it is a part of a sum.")
    reason: Reason | None = Field(default=None, description="Why there is no verdict.")
    provisional: bool = Field(default=False, description="Whether what is missing could still change it.")
    period: str | None = Field(default=None, description="Period of the figure.")
    value: Exact | None = Field(default=None, description="Percentage, number, rank; 1 or 0 for yes/no.")
    gap: Exact | None = Field(default=None, description="What is missing, in points; 0 when satisfied.")
    gap_count: int | None = Field(default=None, description="What is missing, in whole counts.")


class FigureOwed(Written):
    """A figure that the body is asked for and that due targets lack."""

    indicator: Id = Field(description="Id of the indicator.")
    reporting_unit: Id = Field(description="Id of the unit whose figure it is.")
    target_by: str = Field(description=TARGET_BY)
    parts_only: bool = Field(
        default=False, description="A percentage came without its numerator and denominator."
    )


class BodyScorecard(Written):
    """One body."""

    body: Id = Field(description="Its id.")
    ended: date | None = Field(default=None, description="The last day of its life, where that is past.")
    successors: tuple[Id, ...] = Field(default=(), description="Ids of the bodies that took over, then.")
    led: tuple[LedTarget, ...] = Field(description="What it leads, in the scorecard's order.")
    stated: TargetCounts = Field(description="Counts of what it leads by a document.")
    inferred: TargetCounts = Field(description="Counts of what it leads by inference.")
    shared: TargetCounts = Field(description="Counts of what a group leads to which it belongs.")
    own: tuple[OwnFigure, ...] = Field(description="Its own figures as a reporting unit.")
    own_counts: TargetCounts = Field(description="Counts of them.")
    coordinating_targets: int = Field(ge=0, description="Targets in which it only takes part; counted apart.")
    tasks: TaskCounts | None = Field(
        default=None, description="Its tasks, duties and documents; null where no task list was given."
    )
    items: tuple[TaskState, ...] = Field(default=(), description="The same one by one.")
    coordinating_tasks: int | None = Field(
        default=None, description="Tasks and duties in which it only takes part; counted apart."
    )
    owes: tuple[FigureOwed, ...] = Field(description="Figures that it owes.")


class BodyScorecards(Written):
    """The scorecards of all bodies that lead, report, owe or have anything to do."""

    schema_: Literal["dxscore/bodies/1"] = Field(
        default="dxscore/bodies/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(description="The version of dxscore that wrote this.")
    plan: Id = Field(description="Id of the plan.")
    catalogue_sha256: str = Field(description="Digest of the catalogue.")
    as_of: date = Field(description="The day of judgement.")
    bodies: tuple[BodyScorecard, ...] = Field(description="In the catalogue's order.")

    def to_json(self) -> str:
        """The document that `dxscore check --by body --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True))

"""Two scorecards of one plan held against each other, in the shape in which it leaves as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from dxscore.model.base import Exact, Written
from dxscore.model.json_document import json_document
from dxscore.model.like_for_like import OfBoth, ValueFact, WhyNot
from dxscore.model.scorecard import (
    TARGET_BY,
    CatalogueRef,
    Coverage,
    InputFile,
    Reason,
    Result,
    Span,
    TargetRef,
    UnitVerdict,
)
from dxscore.model.version import VERSION

CalendarFact = Literal["fell_due", "year_turned", "stopped_reporting"]


class Side(Written):
    """One of the two scorecards."""

    as_of: date = Field(description="The day on which its judgement stands.")
    inputs: tuple[InputFile, ...] = Field(description="Which files it was made from.")
    catalogue: CatalogueRef = Field(description="Which catalogue it was judged by.")


class Measured(Written):
    """A figure as it stood on one side."""

    status: UnitVerdict = Field(description="The verdict.")
    reason: Reason | None = Field(default=None, description="Why there is no verdict.")
    provisional: bool = Field(description="What is missing could still change the verdict.")
    due: bool = Field(description="The deadline was reached.")
    target_by: str = Field(description=TARGET_BY)
    period: str | None = Field(default=None, description="Period of the figure.")
    span: Span | None = Field(default=None, description="The months that it covers.")
    numerator: Exact | None = Field(default=None, description="Above the line.")
    denominator: Exact | None = Field(default=None, description="Below the line.")
    figure: Exact | None = Field(
        default=None,
        description="Percentage, number, rank; 1 or 0 for yes/no; where every unit is judged by itself, the "
        "percentage of units that pass.",
    )
    coverage: Coverage | None = Field(default=None, description="Who reported; null of one unit.")


class Compared(Written):
    """One target, or one reporting unit's figure on it, before and now: three facts, each by itself."""

    indicator: str = Field(description="Id of the indicator.")
    pillar: str = Field(description="Id of its pillar.")
    reporting_unit: str | None = Field(default=None, description="Set where it is one unit's own figure.")
    target: TargetRef = Field(description="What it is held against now, or was before.")
    target_by: str = Field(description=TARGET_BY)
    value: ValueFact = Field(description="How the figure stands to the one before, like held against like.")
    difference: Exact | None = Field(
        default=None,
        description="By how much, in points or in the unit of the value; positive is good; null where it "
        "cannot be told.",
    )
    why_not: WhyNot | None = Field(default=None, description="Why the figures are not held together.")
    verdict_before: UnitVerdict | None = Field(default=None, description="Null where it was not judged.")
    verdict_after: UnitVerdict | None = Field(default=None, description="Null where it is not judged.")
    calendar: CalendarFact | None = Field(
        default=None,
        description="fell_due: the deadline lies between; year_turned: the files hold no figure of its year, "
        "and newer ones; stopped_reporting: there was a figure, and there is none.",
    )
    newly_missed: bool = Field(
        default=False, description="Due and missed now, and not known as unmet before."
    )
    unjudged: bool = Field(
        default=False,
        description="Due and without a verdict now, and neither known as unmet before nor stopped reporting.",
    )
    by_each: bool = Field(default=False, description="Every unit is judged by itself.")
    before: Measured | None = Field(default=None, description="The figure before.")
    now: Measured | None = Field(default=None, description="The figure now.")
    of_both: OfBoth | None = Field(
        default=None, description="What the units counted on both sides come to, where others differ."
    )


class FactCounts(Written):
    """How many there are of each fact."""

    better: int = Field(description="The value is better.")
    worse: int = Field(description="The value is worse.")
    same: int = Field(description="The value is the same.")
    not_comparable: int = Field(description="The values are not held together.")
    newly_missed: int = Field(description="Due and missed, and not known as unmet before.")
    unjudged: int = Field(
        default=0,
        description="Due and without a verdict, and neither known as unmet before nor stopped reporting.",
    )
    fell_due: int = Field(description="The deadline lies between.")
    year_turned: int = Field(description="Of the target's year there is no figure, and there are newer ones.")
    stopped_reporting: int = Field(description="There was a figure, and there is none.")


class Comparison(Written):
    """Everything that two scorecards say when they are held against each other."""

    schema_: Literal["dxscore/comparison/2"] = Field(
        default="dxscore/comparison/2", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    plan: str = Field(description="Id of the plan.")
    reporting_unit: str | None = Field(
        default=None, description="Set where one unit alone was judged in both."
    )
    old: Side = Field(description="The scorecard before.")
    new: Side = Field(description="The scorecard now.")
    of_targets: FactCounts = Field(description="Facts on targets, counted.")
    of_units: FactCounts = Field(description="Facts on reporting units' own figures, counted.")
    targets: tuple[Compared, ...] = Field(
        description="Each target, followed by the figures of its units, in the order of the new scorecard; "
        "then what is in the old one alone."
    )

    @property
    def wholes(self) -> tuple[Compared, ...]:
        """The targets alone."""
        return tuple(item for item in self.targets if item.reporting_unit == self.reporting_unit)

    @property
    def of_single_units(self) -> tuple[Compared, ...]:
        """The units' own figures alone."""
        return tuple(item for item in self.targets if item.reporting_unit != self.reporting_unit)

    def to_json(self) -> str:
        """The document that `dxscore compare --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True))


class Ratchet(NamedTuple):
    """The results of a run, held against those of a baseline. One may be in several of the first four.

    Args:
        newly_missed: due and missed now, and not known as unmet.
        unjudged: due and without a verdict now, and not known as unmet.
        worse: the value is worse than it was, due or not, met or not.
        stopped: there was a figure, of the whole or of a unit, and there is none.
        known: due and unmet in both, and none of these: they do not fail a run.
        comparison: both, held against each other.
    """

    newly_missed: tuple[Result, ...]
    unjudged: tuple[Result, ...]
    worse: tuple[Result, ...]
    stopped: tuple[Result, ...]
    known: tuple[Result, ...]
    comparison: Comparison

    @property
    def failing(self) -> tuple[Result, ...]:
        """What fails a run, each once."""
        groups = (*self.newly_missed, *self.unjudged, *self.worse, *self.stopped)
        return tuple({(id(result)): result for result in groups}.values())

    def facts_on(self, result: Result) -> tuple[RatchetFact, ...]:
        """What became of one result: several facts, 'known', or nothing to say."""
        groups: dict[RatchetFact, tuple[Result, ...]] = {
            "newly_missed": self.newly_missed,
            "unjudged": self.unjudged,
            "got_worse": self.worse,
            "stopped": self.stopped,
            "known": self.known,
        }
        return tuple(fact for fact, own in groups.items() if any(each is result for each in own))


RatchetFact = Literal["newly_missed", "unjudged", "got_worse", "stopped", "known"]

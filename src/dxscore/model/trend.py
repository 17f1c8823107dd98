"""Where every figure has come from and what it leads to, in the shape in which it leaves as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from dxscore.model.base import Exact, Written
from dxscore.model.finding import Finding
from dxscore.model.in_order import in_order
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import TARGET_BY, CatalogueRef, InputFile, Outlook, TargetRef
from dxscore.model.version import VERSION
from dxscore.words.say import Language

OutlookReason = Literal[
    "keeps",
    "falls_and_holds",
    "falls_below",
    "wrong_way",
    "would_reach",
    "would_nearly_reach",
    "would_miss",
    "one_point",
    "two_points",
    "three_that_differ",
    "no_points",
    "no_direction",
    "yes_no",
    "by_each",
    "moving_target",
    "within_year",
    "no_base",
    "part_of_sum",
    "due",
]
"""Why an outlook is what it is, or why there is none.

keeps: reached, and not getting worse; falls_and_holds, falls_below: reached and getting worse, so that at the
deadline it would still be enough, or no more; wrong_way: not reached, and not coming closer; would_reach,
would_nearly_reach, would_miss: coming closer, and at the deadline it would be enough, short by little, short;
one_point, two_points, three_that_differ: too few values; no_points: none; no_direction: of `between` and
`exactly` neither more nor less is better; yes_no: nothing to measure; by_each: every unit is judged by
itself, see the units; moving_target: the threshold is the figure of the year before; no_base: the figure that
it follows from is not known; part_of_sum: one unit's number, where the target is for the sum of all; due: the
deadline is reached.
"""

LeftOutReason = Literal["other_units", "other_span", "no_figure"]
"""Why a year is not in a series: other units are counted in it, its figure covers another kind of time than
the rest, or nobody's figure can be counted."""


class SeriesPoint(Written):
    """One figure of a series."""

    period: str = Field(description="Period of the figure.")
    closes: date = Field(description="The day up to which it speaks.")
    value: Exact = Field(description="Percentage, number or rank.")
    numerator: Exact | None = Field(default=None, description="Above the line.")
    denominator: Exact | None = Field(default=None, description="Below the line.")


class LeftOut(Written):
    """A year that cannot be held together with the rest of its series."""

    period: str = Field(description="Period of the figure, or the year.")
    reason: LeftOutReason = Field(description="Why.")


class PathStep(Written):
    """Where the plan says that the figure should be on its way."""

    year: int = Field(description="The year.")
    value: Exact = Field(description="What the plan states for its close.")
    distance: Exact | None = Field(
        default=None, description="Figure of that year minus that value, signed so that positive is good."
    )


class Series(Written):
    """What one figure was, year by year, held towards one target."""

    indicator: str = Field(description="Id of the indicator.")
    pillar: str = Field(description="Id of its pillar.")
    reporting_unit: str | None = Field(default=None, description="Set where it is one unit's own figure.")
    target: TargetRef = Field(description="What it is held towards.")
    target_by: str = Field(description=TARGET_BY)
    due: bool = Field(description="The deadline is reached.")
    points: tuple[SeriesPoint, ...] = Field(
        description="One a year, oldest first: of the same units and of one kind of time."
    )
    left_out: tuple[LeftOut, ...] = Field(default=(), description="Years that could not be joined.")
    change_per_year: Exact | None = Field(
        default=None, description="Mean change a year, over six values and five years at most."
    )
    needed_per_year: Exact | None = Field(
        default=None, description="Change a year that just reaches the target; 0 where it is reached."
    )
    needed_count_per_year: int | None = Field(
        default=None, description="The same in whole counts, the denominator staying as it is."
    )
    projected: Exact | None = Field(
        default=None, description="What the change leads to at the deadline, within what is possible."
    )
    outlook: Outlook | None = Field(default=None, description="A forecast, never a verdict; null where none.")
    provisional: bool = Field(default=False, description="The outlook is told from three values.")
    reason: OutlookReason = Field(description="Why the outlook is what it is, or why there is none.")
    path: PathStep | None = Field(default=None, description="The plan's own value for the newest year.")


class Trend(Written):
    """Every series of one run."""

    schema_: Literal["dxscore/trend/1"] = Field(
        default="dxscore/trend/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    plan: str = Field(description="Id of the plan.")
    as_of: date = Field(description="The day: what closes later is not looked at.")
    catalogue: CatalogueRef = Field(description="Which catalogue the targets are of.")
    inputs: tuple[InputFile, ...] = Field(description="Which files were read.")
    series: tuple[Series, ...] = Field(
        description="Each target's figure of the whole, followed by those of its units."
    )
    findings: Annotated[tuple[Finding, ...], AfterValidator(in_order)] = Field(
        description="Faults in the data, and what could not be joined."
    )

    def to_json(self, lang: Language = "vi") -> str:
        """The document that `dxscore trend --format json` prints; the words of findings in `lang`."""
        return json_document(self.model_dump(mode="json", by_alias=True, context={"lang": lang}))

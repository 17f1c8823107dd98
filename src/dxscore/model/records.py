"""One record a line: what `--format ndjson` and `--format findings` print, told apart by `type`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, RootModel, create_model

from dxscore.model.base import Written
from dxscore.model.comparison import Compared, Comparison
from dxscore.model.finding import Finding
from dxscore.model.scorecard import Gap, Result, Scorecard
from dxscore.model.trend import Series, Trend

_TYPE = "What the line holds."


def _head(kind: str, model: type[BaseModel], *lists: str) -> dict[str, Any]:
    """The fields of a document but its lists, whose items have lines of their own: one definition of each."""
    fields = {name: (info.annotation, info) for name, info in model.model_fields.items() if name not in lists}
    return {"type": (Literal[kind], Field(description=_TYPE)), **fields}


ScorecardRecord = create_model(
    "ScorecardRecord",
    __base__=Written,
    __doc__="The run: the scorecard without its lists, the first line of all.",
    **_head("scorecard", Scorecard, "results", "gaps", "findings"),
)


class ResultRecord(Result):
    """The verdict on one target."""

    type: Literal["result"] = Field(description=_TYPE)


class GapRecord(Gap):
    """One target, or one unit's share of it, that is not satisfied."""

    type: Literal["gap"] = Field(description=_TYPE)


class FindingRecord(Finding):
    """One fault in one place."""

    type: Literal["finding"] = Field(description=_TYPE)


class Record(
    RootModel[
        Annotated[
            ScorecardRecord | ResultRecord | GapRecord | FindingRecord,
            Field(discriminator="type"),
        ]
    ]
):
    """One line of `check --format ndjson`, or of the findings alone, as `lint` prints them, too."""


ComparisonHead = create_model(
    "ComparisonHead",
    __base__=Written,
    __doc__="Two scorecards held against each other, without the list: the first line of all.",
    **_head("comparison", Comparison, "targets"),
)


class TargetRecord(Compared):
    """What became of one target, or of one unit's figure."""

    type: Literal["target"] = Field(description=_TYPE)


class ComparisonRecord(RootModel[Annotated[ComparisonHead | TargetRecord, Field(discriminator="type")]]):
    """One line of `compare --format ndjson`."""


TrendHead = create_model(
    "TrendHead",
    __base__=Written,
    __doc__="The series of one run, without the lists: the first line of all.",
    **_head("trend", Trend, "series", "findings"),
)


class SeriesRecord(Series):
    """What one figure was, year by year."""

    type: Literal["series"] = Field(description=_TYPE)


class TrendRecord(
    RootModel[Annotated[TrendHead | SeriesRecord | FindingRecord, Field(discriminator="type")]]
):
    """One line of `trend --format ndjson`."""

"""One record a line: what `--format ndjson` and `--format findings` print, told apart by `type`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel, create_model

from dxscore.model.base import Written
from dxscore.model.finding import Finding
from dxscore.model.scorecard import Gap, Result, Scorecard

_LISTS = ("results", "gaps", "findings")
_TYPE = "What the line holds."

ScorecardRecord = create_model(
    "ScorecardRecord",
    __base__=Written,
    __doc__="The run: the scorecard without its lists, the first line of all.",
    type=(Literal["scorecard"], Field(description=_TYPE)),
    **{  # type: ignore[call-overload]  # one definition of what a scorecard holds
        name: (info.annotation, info) for name, info in Scorecard.model_fields.items() if name not in _LISTS
    },
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
    """One line."""

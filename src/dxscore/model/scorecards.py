"""Scorecards of several plans, from one run over one set of files."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.scorecard import Scorecard

SCORECARDS: Final = "dxscore/scorecards/1"


class Scorecards(Written):
    """One scorecard for each plan, in the order of their catalogues."""

    schema_: Literal["dxscore/scorecards/1"] = Field(
        default=SCORECARDS, alias="schema", description="Name and version of this shape."
    )
    scorecards: tuple[Scorecard, ...] = Field(description="As `dxscore check` prints each by itself.")

"""The gap list alone, in groups, in the shape in which `dxscore gaps` writes it as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import Gap
from dxscore.model.tasks import OwedTask
from dxscore.model.version import VERSION


class GapGroup(Written):
    """Gaps of one body, unit, pillar or deadline."""

    group: str = Field(description="Title of the group, in the language that was asked for.")
    gaps: tuple[Gap, ...] = Field(description="Its gaps.")


class GapList(Written):
    """What is missing, by who has to act."""

    schema_: Literal["dxscore/gaps/2"] = Field(
        default="dxscore/gaps/2", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    as_of: date = Field(description="The day on which the judgement stands.")
    by: Literal["body", "unit", "pillar", "deadline"] = Field(description="What the groups are.")
    tasks: tuple[OwedTask, ...] = Field(
        default=(), description="Tasks and documents that are overdue or due soon, where a list was given."
    )
    groups: tuple[GapGroup, ...] = Field(description="The groups, in the order in which they are told.")

    def to_json(self) -> str:
        """The document that `dxscore gaps --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True))

"""What each body still owes, in the shape in which `dxscore remind` writes it as JSON."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.json_document import json_document
from dxscore.model.receipt import MissingFigure, RowLeftOut, UnitStatus, Why, WrongCell
from dxscore.model.tasks import OwedTask
from dxscore.model.version import VERSION


class OwedFigure(MissingFigure):
    """A figure that is asked for."""

    name: str = Field(description="Name of the indicator, in the language that was asked for.")
    left_out: tuple[RowLeftOut, ...] = Field(
        default=(), description="The rows that came for it and are the reason why it is still owed."
    )


class OwingBody(Written):
    """A body that owes at least one figure, or what its form asks about tasks."""

    reporting_unit: str = Field(description="Its id.")
    name: str = Field(description="As a letter addresses it, in the language that was asked for.")
    sent: bool = Field(description="Whether anything of it came in for this period, now or before.")
    status: UnitStatus = Field(description="As in the receipt; never complete.")
    expected: int = Field(description="Figures that it was asked for.")
    owes: tuple[OwedFigure, ...] = Field(description="Those that it owes.")
    tasks_asked: int = Field(default=0, description="As in the receipt.")
    tasks_told: int = Field(default=0, description="As in the receipt.")
    tasks_missing: Why | None = Field(default=None, description="As in the receipt.")
    tasks_cells: tuple[WrongCell, ...] = Field(default=(), description="As in the receipt.")
    arrived: date | None = Field(
        default=None, description="As in the receipt, where one tells: when the first thing of it arrived."
    )
    completed: date | None = Field(default=None, description="As in the receipt.")
    days_late: int | None = Field(default=None, description="As in the receipt: of what arrived first.")
    reminded: tuple[date, ...] = Field(
        default=(), description="As in the receipt: the days on which it was reminded."
    )


class ReminderList(Written):
    """Who owes what."""

    schema_: Literal["dxscore/reminder/1"] = Field(
        default="dxscore/reminder/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    plan: str = Field(description="Id of the plan.")
    period: str = Field(description="Whose figures are owed: 2025-Q4.")
    before: date | None = Field(description="The day by which to send; null where none was set.")
    bodies: tuple[OwingBody, ...] = Field(description="In the catalogue's order.")
    tasks: tuple[OwedTask, ...] = Field(
        default=(), description="Tasks and documents that are overdue or due soon, where a list was given."
    )

    def to_json(self) -> str:
        """The bytes of `dxscore remind --format json`."""
        return json_document(self.model_dump(mode="json", by_alias=True))

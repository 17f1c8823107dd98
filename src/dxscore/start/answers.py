"""What is answered before a catalogue is begun."""

from __future__ import annotations

from typing import NamedTuple

from dxscore.model.period import ReportingCalendar
from dxscore.start.place import Level
from dxscore.words.say import Language


class Unit(NamedTuple):
    """A unit below the place: a commune of a province, a hamlet of a commune."""

    name: str
    code: str | None = None


class Answers(NamedTuple):
    """Whose plan it is, and what it is called.

    Args:
        place: 'Xã Minh Phương'.
        level: what it is.
        plan: title of the plan.
        number: number of its document, blanks as '…'.
        year: in which it was issued.
        deadline: the year by which its targets fall due, where a table names none.
        calendar: when a year closes.
        units: units below it, each with its official code where there is one.
        lang: of the comments.
    """

    place: str
    level: Level
    plan: str
    number: str
    year: int
    deadline: int | None
    calendar: ReportingCalendar
    units: tuple[Unit, ...]
    lang: Language

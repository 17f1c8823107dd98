"""What the printed tables of an annex hold: headings, rows with their targets, and what was not read."""

from __future__ import annotations

from typing import NamedTuple

from dxscore.start.questions import Question
from dxscore.start.table import At
from dxscore.words.printed import Printed


class PrintedTarget(NamedTuple):
    """One cell of a column of targets that holds something."""

    at: At
    words: str
    by: str | None
    printed: Printed
    column: str = ""


class Row(NamedTuple):
    """One indicator as printed.

    Args:
        at: the cell of its name.
        number: as printed, '1.2', of a letter with that of the row above it, '1.a'; '' where there is none.
        name: with the name of the row above that it belongs to, where it stands under one.
        unit: as printed.
        pillar: index of its pillar.
        targets: one for each cell of targets that holds something.
        lead, coordinating: bodies as printed, each with its cell.
        definition: how it is counted, as printed; '' where no column says.
    """

    at: At
    number: str
    name: str
    unit: str
    pillar: int
    targets: tuple[PrintedTarget, ...]
    lead: tuple[tuple[str, At], ...]
    coordinating: tuple[tuple[str, At], ...]
    definition: str = ""


class PrintedPillar(NamedTuple):
    """A heading over rows: its number as printed, and its name."""

    number: str
    name: str


class Annex(NamedTuple):
    """What the tables of a file hold.

    Args:
        pillars: headings; none where the tables have none.
        rows: indicators.
        questions: about columns and rows that were not read.
    """

    pillars: tuple[PrintedPillar, ...]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]

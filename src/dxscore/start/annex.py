"""A printed table of targets -> its pillars, indicators and targets, and what a person has to decide.

Nothing is guessed. What cannot be read in one way alone is a question with its cell; the words that stand
there go into the question as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from dxscore.start.columns import Column, Header, Role, find_header
from dxscore.start.table import At, Table
from dxscore.words.folding import name_key, word_key
from dxscore.words.printed import Printed, read_printed

Ask = Literal[
    "no_deadline",
    "unclear",
    "mixed",
    "direction",
    "out_of_range",
    "share_parts",
    "no_unit",
    "lead",
    "not_read",
    "column",
    "merged",
    "same_deadline",
    "group",
    "over_time",
]
_ROMAN: Final = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?")
_NUMBERED: Final = re.compile(r"([0-9]+(?:\.[0-9]+)*)\.?")
_DASH: Final = re.compile(r"^[-–+•*]\s*")
_COLUMN_NUMBER: Final = re.compile(r"\(?([0-9]{1,2})\)?")
_SEVERAL: Final = re.compile(r"\s*;\s*")
_FOOT: Final = re.compile(r"^(?:ghi chú|nguồn|lưu ý|nơi nhận|chú thích)(?!\w)")


class Question(NamedTuple):
    """Something that a person has to decide.

    Args:
        ask: what it is about.
        at: the cell.
        words: what stands there.
        indicator: id of the indicator concerned, where there is one.
        detail: of an unclear target, why it is.
    """

    ask: Ask
    at: At
    words: str
    indicator: str | None = None
    detail: str = ""


class PrintedTarget(NamedTuple):
    """One cell of a column of targets that holds something."""

    at: At
    words: str
    by: int | None
    printed: Printed


class Row(NamedTuple):
    """One indicator as printed.

    Args:
        at: the cell of its name.
        number: as printed, '1.2'; '' where there is none.
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


def read_annex(tables: Sequence[Table], deadline: int | None = None) -> Annex | None:
    """Every table of targets among `tables`; None where there is none.

    Args:
        tables: in the order of the file.
        deadline: the year of a column of targets whose title names no year.
    """
    reader = _Reader(deadline)
    headed = [(table, header) for table in tables if (header := find_header(table)) is not None]
    for table, header in headed:
        reader.read(table, header)
    return Annex(tuple(reader.pillars), tuple(reader.rows), tuple(reader.questions)) if headed else None


class _Reader:
    """Rows, one after another, under the headings that stand above them."""

    def __init__(self, deadline: int | None) -> None:
        self._deadline = deadline
        self.pillars: list[PrintedPillar] = []
        self.rows: list[Row] = []
        self.questions: list[Question] = []
        self._above: list[tuple[str, str]] = []  # rows without targets, which others belong to: number, name

    def read(self, table: Table, header: Header) -> None:
        self._above = []
        self._ask_about_columns(table, header)
        name_column = header.one("name")
        if name_column is None:
            return
        for row in table.numbers:
            if row > header.last:
                self._row(table, header, name_column, row)

    def _ask_about_columns(self, table: Table, header: Header) -> None:
        for column in header.columns:
            at = table.at(header.last, column.place)
            if column.role == "target" and column.by is None and self._deadline is None:
                self.questions.append(Question("no_deadline", at, column.title))
            elif column.role in ("other", "result", "note"):
                self.questions.append(Question("column", at, column.title))
        roles: tuple[Role, ...] = ("lead", "coordinating", "unit")
        for role in roles:
            for column in header.all(role)[1:]:
                self.questions.append(Question("column", table.at(header.last, column.place), column.title))

    def _row(self, table: Table, header: Header, names: Column, row: int) -> None:
        cells = table.row(row)
        numbers = header.one("number")
        number = table.text(row, numbers.place) if numbers else ""
        name = table.text(row, names.place)
        if len(cells) > 1 and _rises(cells):
            return  # (1) (2) (3) under the titles
        if all(text == table.spread(header.last, place) for place, text in cells.items()):
            return  # the titles again, on a new page
        targets = tuple(self._targets(table, header, row))
        unit = self._down(table, header.one("unit"), row)
        if targets and name:
            self._indicator(table, header, names, row, number, name, unit, targets)
        elif name or number:
            self._heading(table, names, row, number, name, unit, cells)
        else:
            at = table.at(row, min(cells))
            self.questions.append(Question("not_read", at, " | ".join(cells.values())))

    def _targets(self, table: Table, header: Header, row: int) -> Iterator[PrintedTarget]:
        for column in header.all("target"):
            at, words = table.at(row, column.place), table.text(row, column.place)
            anchor = table.anchor(row, column.place)
            if not words and anchor != (row, column.place) and anchor[0] > header.last:
                above = table.spread(row, column.place)
                if above and anchor[0] < row:
                    self.questions.append(Question("merged", at, above))
                continue
            printed = read_printed(words)
            if words and printed.kind != "none":
                yield PrintedTarget(at, words, column.by or self._deadline, printed)

    def _indicator(
        self,
        table: Table,
        header: Header,
        names: Column,
        row: int,
        number: str,
        name: str,
        unit: str,
        targets: tuple[PrintedTarget, ...],
    ) -> None:
        at = table.at(row, names.place)
        if not self.pillars:
            self.pillars.append(PrintedPillar("", ""))
        self.rows.append(
            Row(
                at,
                number.rstrip("."),
                self._whole_name(number, name),
                unit,
                len(self.pillars) - 1,
                targets,
                tuple(self._bodies(table, header.one("lead"), row)),
                tuple(self._bodies(table, header.one("coordinating"), row)),
                self._down(table, header.one("definition"), row),
            )
        )

    def _whole_name(self, number: str, name: str) -> str:
        """The name with that of the row above it belongs to: '11.1 Cấp xã' under '11 Hồ sơ trực tuyến'."""
        while self._above and not _belongs(number, name, self._above[-1][0]):
            self._above.pop()
        own = _DASH.sub("", name)
        return ": ".join([*(above for _, above in self._above), own])

    def _heading(
        self, table: Table, names: Column, row: int, number: str, name: str, unit: str, cells: dict[int, str]
    ) -> None:
        at = table.at(row, names.place)
        if not name:  # the heading stands in the first cell of a merged row, or in the column of numbers
            number, name = _split_heading(number)
        if _FOOT.match(word_key(name)):
            self.questions.append(Question("not_read", at, " | ".join(cells.values())))
        elif _NUMBERED.fullmatch(number) or unit or (not number and self._above and _DASH.match(name)):
            while self._above and not _belongs(number, name, self._above[-1][0]):
                self._above.pop()
            if unit or not self._may_be_above(table, names, row, number):
                self.questions.append(Question("not_read", at, " | ".join(cells.values())))
            else:
                self._above.append((number.rstrip("."), _DASH.sub("", name)))
        elif name:
            self._above = []
            self.pillars.append(PrintedPillar(number.rstrip("."), name))

    @staticmethod
    def _may_be_above(table: Table, names: Column, row: int, number: str) -> bool:
        """Whether a row below belongs to this one."""
        later = next((each for each in table.numbers if each > row), None)
        if later is None:
            return False
        first = min(table.row(later), default=1)
        below = table.text(later, first) if first < names.place else ""
        return _belongs(below, table.text(later, names.place), number.rstrip("."))

    def _down(self, table: Table, column: Column | None, row: int) -> str:
        """What stands in a cell, or in the merged one that reaches down to it in the same column."""
        if column is None:
            return ""
        anchor = table.anchor(row, column.place)
        return table.text(*anchor) if anchor[1] == column.place else ""

    def _bodies(self, table: Table, column: Column | None, row: int) -> Iterator[tuple[str, At]]:
        if column is None or table.anchor(row, column.place)[1] != column.place:
            return
        at = table.at(*table.anchor(row, column.place))
        for line in _joined(table.lines(row, column.place)):
            for part in _SEVERAL.split(line):
                name = _DASH.sub("", part).strip(" .,;")
                if name:
                    yield name, at


def _joined(lines: list[str]) -> list[str]:
    """Lines of a cell; one that begins with a small letter goes on with the one before."""
    whole: list[str] = []
    for line in lines:
        goes_on = whole and (line[:1].islower() or whole[-1].endswith((",", " và", " -", "/")))
        if goes_on:
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _rises(cells: dict[int, str]) -> bool:
    """Whether a row numbers the columns: each cell is one more than the one before."""
    found = [_COLUMN_NUMBER.fullmatch(text) for text in cells.values()]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(found) and all(after == before + 1 for before, after in pairwise(numbers))


def _belongs(number: str, name: str, above: str) -> bool:
    """Whether a row belongs under the one of the number `above`: 11.1 under 11, a dash under any."""
    number = number.rstrip(".")
    if number:
        return bool(above) and number.startswith(f"{above}.")
    return bool(_DASH.match(name)) or not name_key(name)


def _split_heading(text: str) -> tuple[str, str]:
    """'I. Chính quyền số' -> its number and its name."""
    first, _, rest = text.partition(" ")
    if rest and (_ROMAN.fullmatch(first) or _NUMBERED.fullmatch(first)):
        return first, rest
    return "", text

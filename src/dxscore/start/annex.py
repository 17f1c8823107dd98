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
from dxscore.start.numbering import NUMBERED, ROMAN, Above, Marked, apart, belongs, marked, path
from dxscore.start.table import At, Table
from dxscore.words.deadlines import deadline_in
from dxscore.words.folding import word_key
from dxscore.words.printed import Printed, read_printed

Ask = Literal[
    "no_deadline",
    "deadline",
    "assumed",
    "continued",
    "table",
    "unclear",
    "mixed",
    "direction",
    "out_of_range",
    "other_unit",
    "growth",
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
_PILLAR: Final = re.compile(r"[IVXLC]+|[A-ZĐ]")
_COLUMN_NUMBER: Final = re.compile(r"\(?([0-9]{1,2})\)?")
_SEVERAL: Final = re.compile(r"\s*;\s*")
_MARK: Final = re.compile(r"^[-–—•*+]\s*")
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
    by: str | None
    printed: Printed


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


def read_annex(tables: Sequence[Table], deadline: int | None = None) -> Annex | None:
    """Every table of targets among `tables`; None where there is none.

    A table of a document that has no titles and as many columns as the one before it goes on with that one:
    a page cut it in two. Any other table is asked about.

    Args:
        tables: in the order of the file.
        deadline: the year of a column of targets whose title names no year.
    """
    reader = _Reader(None if deadline is None else str(deadline))
    before: tuple[Table, Header] | None = None
    left_out: list[Table] = []
    for table in tables:
        header = find_header(table)
        if header is None and before is not None and table.of_document and table.width == before[0].width:
            header = before[1]._replace(first=0, last=0)
            reader.go_on(table)
        if header is None:
            left_out.append(table)
            continue
        reader.read(table, header)
        before = table, header
    if before is None:
        return None
    asked = [*reader.questions, *(_unread(table) for table in left_out if table.numbers)]
    return Annex(tuple(reader.pillars), tuple(reader.rows), tuple(asked))


def _unread(table: Table) -> Question:
    first = table.numbers[0]
    cells = table.row(first)
    return Question("table", table.at(first, min(cells, default=1)), " | ".join(cells.values()))


class _Reader:
    """Rows, one after another, under the headings that stand above them."""

    def __init__(self, deadline: str | None) -> None:
        self._deadline = deadline
        self.pillars: list[PrintedPillar] = []
        self.rows: list[Row] = []
        self.questions: list[Question] = []
        self._above: list[Above] = []  # rows that others may stand under
        self._titles: tuple[str, ...] = ()
        self._heading_by: tuple[str, str] | None = None  # of 'Đến năm 2030' above rows: kind, deadline
        self._undated: set[int] = set()  # columns of this table with a target for which nothing names a year

    def go_on(self, table: Table) -> None:
        """A table follows that has no titles of its own."""
        first = table.numbers[0]
        cells = table.row(first)
        self.questions.append(
            Question("continued", table.at(first, min(cells, default=1)), " | ".join(cells.values()))
        )

    def read(self, table: Table, header: Header) -> None:
        """The rows of a table; those after the same titles on a new page go on under the same headings."""
        titles = tuple(column.title for column in header.columns)
        if titles != self._titles:
            self._above, self._heading_by = [], None
        self._titles, self._undated = titles, set()
        name_column = header.one("name")
        if name_column is None:
            return
        for row in table.numbers:
            if row > header.last:
                self._row(table, header, name_column, row)
        self._ask_about_columns(table, header)

    def _ask_about_columns(self, table: Table, header: Header) -> None:
        if not header.last:
            return  # the titles stand on another page, and are asked about there
        for column in header.columns:
            at = table.at(header.last, column.place)
            if column.assumed:
                self.questions.append(Question("assumed", at, column.title))
            if column.place in self._undated:
                self.questions.append(Question("no_deadline", at, column.title))
            elif column.role in ("other", "result", "note") or self._is_idle(column, header):
                self.questions.append(Question("column", at, column.title))
        self._ask_about_untitled(table, header)
        roles: tuple[Role, ...] = ("lead", "coordinating", "unit", "deadline")
        for role in roles:
            for column in header.all(role)[1:]:
                self.questions.append(Question("column", table.at(header.last, column.place), column.title))

    def _ask_about_untitled(self, table: Table, header: Header) -> None:
        """Cells under no title at all are told of, once a column."""
        titled = {column.place for column in header.columns}
        for place in sorted({*range(1, table.width + 1)} - titled):
            below = (row for row in table.numbers if row > header.last and table.text(row, place))
            first = next(below, None)
            if first is not None:
                self.questions.append(Question("column", table.at(first, place), table.text(first, place)))

    @staticmethod
    def _is_idle(column: Column, header: Header) -> bool:
        """Whether a column of deadlines says nothing, for every column of targets names its own."""
        return column.role == "deadline" and all(each.by is not None for each in header.all("target"))

    def _row(self, table: Table, header: Header, names: Column, row: int) -> None:
        cells = table.row(row)
        numbers = header.one("number")
        number = table.text(row, numbers.place) if numbers else ""
        number, name = apart(number, table.text(row, names.place))
        if len(cells) > 1 and _rises(cells):
            return  # (1) (2) (3) under the titles
        if header.last and all(text == table.spread(header.last, place) for place, text in cells.items()):
            return  # the titles again, on a new page
        targets = tuple(self._targets(table, header, row))
        unit = self._down(table, header.one("unit"), row)
        if targets and name:
            self._indicator(table, header, names, row, marked(number, name), unit, targets)
        elif name or number:
            self._heading(table, names, row, number, name, unit, cells)
        else:
            at = table.at(row, min(cells))
            self.questions.append(Question("not_read", at, " | ".join(cells.values())))

    def _targets(self, table: Table, header: Header, row: int) -> Iterator[PrintedTarget]:
        own = self._own_deadline(table, header, row)
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
                yield PrintedTarget(at, words, self._by(column, own), printed)

    def _own_deadline(self, table: Table, header: Header, row: int) -> str | None:
        """What the row's own cell of deadlines says; '' where that is no single deadline, and is asked."""
        column = header.one("deadline")
        if column is None or self._is_idle(column, header):
            return None
        words = table.text(*table.anchor(row, column.place))
        by = deadline_in(words) if words else None
        if words and by is None and any(table.text(row, each.place) for each in header.all("target")):
            self.questions.append(Question("deadline", table.at(row, column.place), words))
        return (by or "") if words else None

    def _by(self, column: Column, own: str | None) -> str | None:
        if column.by is not None:
            return column.by
        if own is not None:
            return own or None
        by = (self._heading_by[1] if self._heading_by else None) or self._deadline
        if by is None:
            self._undated.add(column.place)
        return by

    def _indicator(
        self,
        table: Table,
        header: Header,
        names: Column,
        row: int,
        mark: Marked,
        unit: str,
        targets: tuple[PrintedTarget, ...],
    ) -> None:
        if not self.pillars:
            self.pillars.append(PrintedPillar("", ""))
        above = self._put_under(mark)
        self.rows.append(
            Row(
                table.at(row, names.place),
                self._above[-1].path,
                ": ".join([*(each.name for each in above), mark.name]),
                unit,
                len(self.pillars) - 1,
                targets,
                tuple(self._bodies(table, header.one("lead"), row)),
                tuple(self._bodies(table, header.one("coordinating"), row)),
                self._down(table, header.one("definition"), row),
            )
        )

    def _put_under(self, mark: Marked) -> tuple[Above, ...]:
        """The rows that one stands under; from now on others may stand under this one."""
        while self._above and not belongs(mark, self._above[-1]):
            self._above.pop()
        above = tuple(self._above)
        self._above.append(Above(mark.kind, path(mark, above[-1] if above else None), mark.name))
        return above

    def _heading(
        self, table: Table, names: Column, row: int, number: str, name: str, unit: str, cells: dict[int, str]
    ) -> None:
        at = table.at(row, names.place)
        if not name:  # the heading stands in the first cell of a merged row, or in the column of numbers
            number, name = _split_heading(number)
        mark = marked(number, name)
        leads = self._may_be_above(table, names, row, mark)
        below = NUMBERED.fullmatch(number) or (mark.kind != "number" and (leads or self._above))
        if _FOOT.match(word_key(name)):
            self.questions.append(Question("not_read", at, " | ".join(cells.values())))
        elif below or unit:
            if unit or not leads:
                self.questions.append(Question("not_read", at, " | ".join(cells.values())))
            else:
                self._put_under(mark)
        elif name:
            self._above = []
            self.pillars.append(PrintedPillar(number.strip(".()"), mark.name))
            self._date(number, name)

    def _date(self, number: str, name: str) -> None:
        """A heading may be a deadline: 'II. Đến năm 2045'. It ends at the next heading of its kind."""
        kind = "number" if _PILLAR.fullmatch(number.rstrip(".)")) else "none"
        by = deadline_in(name)
        if by is not None:
            self._heading_by = kind, by
        elif self._heading_by is not None and self._heading_by[0] == kind:
            self._heading_by = None

    def _may_be_above(self, table: Table, names: Column, row: int, mark: Marked) -> bool:
        """Whether the row below belongs to this one."""
        later = next((each for each in table.numbers if each > row), None)
        if later is None:
            return False
        first = min(table.row(later), default=1)
        below = table.text(later, first) if first < names.place else ""
        return belongs(
            marked(*apart(below, table.text(later, names.place))), Above(mark.kind, mark.number, mark.name)
        )

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
                name = _MARK.sub("", part).strip(" .,;")
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


def _split_heading(text: str) -> tuple[str, str]:
    """'I. Chính quyền số' -> its number and its name."""
    first, _, rest = text.partition(" ")
    if rest and (ROMAN.fullmatch(first) or NUMBERED.fullmatch(first)):
        return first, rest
    return "", text

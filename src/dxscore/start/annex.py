"""A printed table of targets -> its pillars, indicators and targets, and what a person has to decide.

Nothing is guessed. What cannot be read in one way alone is a question with its cell; the words that stand
there go into the question as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dxscore.start.cells import bodies, cut_number, down, rises
from dxscore.start.column_questions import columns_asked, is_idle
from dxscore.start.columns import Column, Header, find_header
from dxscore.start.numbering import NUMBERED, ROMAN, Above, Marked, apart, belongs, marked, path
from dxscore.start.printed_rows import Annex, PrintedPillar, PrintedTarget, Row
from dxscore.start.questions import Question
from dxscore.start.table import Table
from dxscore.words.deadlines import deadline_in
from dxscore.words.folding import word_key
from dxscore.words.printed import read_printed

_PILLAR: Final = re.compile(r"[IVXLC]+|[A-ZĐ]")
_FOOT: Final = re.compile(r"^(?:ghi chú|nguồn|lưu ý|nơi nhận|chú thích)(?!\w)")


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
        self._begins = True  # a table, before its first heading or row
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
        if titles != self._titles or not table.of_document:  # a page of a document goes on
            self._begins = True
        self._titles, self._undated = titles, set()
        name_column = header.one("name")
        if name_column is None:
            return
        for row in table.numbers:
            if row > header.last:
                self._row(table, header, name_column, row)
        self.questions += columns_asked(table, header, self._undated)

    def _row(self, table: Table, header: Header, names: Column, row: int) -> None:
        cells = table.row(row)
        numbers = header.one("number")
        number = table.text(row, numbers.place) if numbers else ""
        number, name = self._named(table, header, number, row)
        if len(cells) > 1 and rises(cells):
            return  # (1) (2) (3) under the titles
        if header.last and all(text == table.spread(header.last, place) for place, text in cells.items()):
            return  # the titles again, on a new page
        cut = cut_number(table, header, row)
        if cut is not None:
            self.questions.append(Question("cut", table.at(row, cut), table.text(row, cut)))
            return
        targets = tuple(self._targets(table, header, row))
        unit = down(table, header.one("unit"), row)
        if targets and name:
            self._indicator(table, header, names, row, marked(number, name), unit, targets)
        elif name or number:
            self._heading(table, names, row, number, name, unit, cells)
        else:
            at = table.at(row, min(cells))
            self.questions.append(Question("not_read", at, " | ".join(cells.values())))

    def _named(self, table: Table, header: Header, number: str, row: int) -> tuple[str, str]:
        """Number and name of a row, under the name of what it is a part of where a column says that."""
        names, group = header.one("name"), header.one("group")
        own = table.text(row, names.place) if names else ""
        if group is None:
            return apart(number, own)
        above = table.spread(row, group.place)
        if not own:
            return apart(number, above)
        inside, name = apart("", own)
        return inside or number, f"{above}: {name}" if above else name

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
                yield PrintedTarget(at, words, self._by(column, own), printed, column.title)
            elif any(character.isalpha() for character in words):  # 'Không thực hiện', and no mere dash
                self.questions.append(Question("no_target", at, words))

    def _own_deadline(self, table: Table, header: Header, row: int) -> str | None:
        """What the row's own cell of deadlines says; '' where that is no single deadline, and is asked."""
        column = header.one("deadline")
        if column is None or is_idle(column, header):
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
        if self._begins:  # no heading stands above it in its own table
            self.pillars.append(PrintedPillar("", table.name if self.pillars else ""))
            self._begins = False
        above = self._put_under(mark)
        self.rows.append(
            Row(
                table.at(row, names.place),
                self._above[-1].path,
                ": ".join([*(each.name for each in above), mark.name]),
                unit,
                len(self.pillars) - 1,
                targets,
                tuple(bodies(table, header.one("lead"), row)),
                tuple(bodies(table, header.one("coordinating"), row)),
                down(table, header.one("definition"), row),
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
            self._above, self._begins = [], False
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


def _split_heading(text: str) -> tuple[str, str]:
    """'I. Chính quyền số' -> its number and its name."""
    first, _, rest = text.partition(" ")
    if rest and (ROMAN.fullmatch(first) or NUMBERED.fullmatch(first)):
        return first, rest
    return "", text

"""Rows of cells, wherever they come from: a delimited text, a sheet of a workbook, a DataFrame.

What a row means is not known here. All readers of tables read a `Grid`, so that one table says the same in
each of its forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from dxscore.read import limits
from dxscore.read.delimited import BrokenRecord, Record, in_one_cell, is_separator_line, records

if TYPE_CHECKING:
    from dxscore.workbooks.sheet import Merge, Sheet  # few runs see a workbook

ROWS_HELD: Final = 200_100
"""Of a text: more than are read of one table, and what may stand above it; more where `limits` says so."""


class Row(NamedTuple):
    """A row with any text.

    Args:
        number: of its first line in a text, of a sheet's row, of a DataFrame's record from 1.
        cells: from the first column to the last one that was written.
        last: number of its last line.
        hidden: whether a sheet does not show it.
        broken: why a text's row cannot be cut into cells; there are none then.
    """

    number: int
    cells: tuple[str, ...]
    last: int
    hidden: bool = False
    broken: BrokenRecord | None = None


class Grid(NamedTuple):
    """Rows of cells.

    Args:
        rows: in ascending order; those without text are left out.
        merges: merged cells of a sheet.
        name: of a sheet; "" for any other grid.
        may_be_cut_at_commas: whether the file, or one that it was made from, may separate cells by commas:
            then a decimal comma may have become two cells.
        lines: of a text, as typed: there a row has to have a cell for each column, for one that was cut in
            the wrong place shows by its number of cells. None where cells are cells.
    """

    rows: Sequence[Row]
    merges: Sequence[Merge] = ()
    name: str = ""
    may_be_cut_at_commas: bool = True
    lines: Sequence[str] | None = None

    @property
    def is_text(self) -> bool:
        """Whether the cells were cut out of lines."""
        return self.lines is not None

    def typed(self, row: Row) -> tuple[str, ...]:
        """A row above a table as it was typed: of a text one line, unless quotes hold its cells apart."""
        if self.lines is None:
            return row.cells
        line = in_one_cell(self.lines[row.number - 1])
        return row.cells if '"' in line and row.broken is None else (line,)


def of_text(lines: Sequence[str], separator: str) -> Grid:
    """The grid in lines of text; a hint on the separator, as Excel writes it, is none of its rows."""
    found = _rows(lines, separator)
    rows = tuple(islice(found, ROWS_HELD))
    if len(rows) == ROWS_HELD:
        rows += tuple(islice(found, ROWS_HELD * (limits.times() - 1)))
    return Grid(rows, may_be_cut_at_commas=separator == ",", lines=lines)


def _rows(lines: Sequence[str], separator: str) -> Iterator[Row]:
    for record in records(lines, separator):
        if isinstance(record, BrokenRecord):
            yield Row(record.line, (), record.line, broken=record)
            continue
        line, cells, last = record
        has_text = cells[0].strip() or "".join(cells).strip()  # nearly always in the first
        if has_text and not is_separator_line(lines[line - 1]):
            yield Row(line, tuple(cells), last)


def of_sheet(sheet: Sheet) -> Grid:
    """The grid of a sheet, in which merged cells stand as they are stored."""
    rows = tuple(Row(row.number, row.cells, row.number, row.hidden) for row in sheet.rows)
    return Grid(rows, sheet.merges, sheet.name)


def of_records(header: Sequence[str], rows: Iterable[Record]) -> Grid:
    """The grid of a DataFrame: its header is row 0."""
    filled = (Row(r.line, tuple(r.cells), r.line) for r in rows if "".join(r.cells).strip())
    return Grid((Row(0, tuple(header), 0), *filled))

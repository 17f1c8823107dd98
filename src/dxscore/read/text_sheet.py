"""A text file laid out as a sheet is: figures across, or unit and period stated once above the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from dxscore.model import rules
from dxscore.read.collected import Collected
from dxscore.read.delimited import BrokenRecord, Record, records
from dxscore.read.header import is_separator_line
from dxscore.read.row_kinds import is_foot
from dxscore.read.sheet_layout import SEARCHED_ROWS, Layout, find
from dxscore.read.sheet_rows import read_table
from dxscore.read.sheet_table import missing_columns
from dxscore.read.table import ROW_LIMIT, Reading, reject, reject_broken
from dxscore.read.vocabulary import Vocabulary
from dxscore.workbooks.sheet import Sheet, SheetRow


def layout_of(lines: list[str], separator: str, vocabulary: Vocabulary) -> Layout | None:
    """Where the table stands, if it can be read in this way."""
    whole = (row for row in _rows(lines, separator) if isinstance(row, Record))
    top = _sheet(islice(whole, SEARCHED_ROWS))
    layout = find(top, vocabulary)
    if layout is None or (layout.across is None and missing_columns(layout, top, vocabulary)):
        return None
    return layout


def read_text_sheet(
    lines: list[str], separator: str, layout: Layout, vocabulary: Vocabulary, findings: Collected
) -> Reading:
    """Everything that the table at `layout` says. Rows of another width than its header are left out."""
    rows = list(islice(_rows(lines, separator), ROW_LIMIT + 1))
    figures = layout.figures(len(rows))
    if figures > ROW_LIMIT:
        findings.add(rules.TOO_MANY_FIGURES, got=figures, limit=ROW_LIMIT)
        return Reading(findings)
    width = max(place for place, label in enumerate(layout.labels, start=1) if label.strip())
    left_out, sound = Reading(findings), []
    for row in rows:
        if isinstance(row, BrokenRecord):
            reject_broken(row, left_out)
        elif row.line > layout.row and not _fits(row.cells, width, layout) and not is_foot(row.cells):
            cells = tuple(row.cells)
            reject(left_out, row.line, cells, rules.ROW_WIDTH, got=len(cells), wanted=width)
        else:
            sound.append(row)
    findings.turn_to(None, once=layout.across is not None)
    return read_table(_sheet(sound), layout, vocabulary, findings, left_out.rows)


def _rows(lines: list[str], separator: str) -> Iterator[Record | BrokenRecord]:
    """The rows with any text, but for a hint that Excel writes."""
    for row in records(lines, separator):
        blank = isinstance(row, Record) and not "".join(row.cells).strip()
        if not blank and not is_separator_line(lines[row.line - 1]):
            yield row


def _fits(cells: list[str], width: int, layout: Layout) -> bool:
    """Whether a row has a cell under each label, and none beyond the header's own blank ones."""
    return len(cells) >= width and not "".join(cells[len(layout.labels) :]).strip()


def _sheet(rows: Iterable[Record]) -> Sheet:
    return Sheet("", False, [SheetRow(row.line, False, tuple(row.cells)) for row in rows])

"""What the columns of one table stand for: a reader for each key of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dxscore.model import rules
from dxscore.model.observation import is_form
from dxscore.read import header
from dxscore.read.collected import Collected
from dxscore.read.column_names import Column, means
from dxscore.read.delimited import COLUMN_LIMIT
from dxscore.read.grid import Grid
from dxscore.read.header import Header, missing
from dxscore.read.layout import Across, Layout, by_key
from dxscore.read.row_cells import Given, RowCells
from dxscore.read.rows import RowReader
from dxscore.read.stated import STATED, stated_above
from dxscore.read.total_rows import TotalReader
from dxscore.read.vocabulary import Vocabulary
from dxscore.read.wide_others import ACROSS, report_unknown, unknown_figures, without_own_figures


@dataclass
class Table:
    """A table that can be read: its header, what holds for all rows, and a reader for each key of it.

    Of totals, there is one reader for each key of rows, and one for each column of totals.
    """

    header: Header
    layout: Layout
    given: Mapping[Column, Given]
    readers: list[RowReader]
    row_totals: list[TotalReader]
    column_totals: list[TotalReader]
    figures: frozenset[int]
    used: frozenset[int]


def missing_columns(layout: Layout, grid: Grid, vocabulary: Vocabulary) -> tuple[Column, ...]:
    """Columns without which the table cannot be read; none where it can."""
    given = _stated(grid, layout, vocabulary, Collected(""))
    return missing(layout.labels, _said_elsewhere(layout, given), layout.taken)


def understand(grid: Grid, layout: Layout, vocabulary: Vocabulary, findings: Collected) -> Table | None:
    """The table at `layout`. Every fault of its header goes into `findings`; None where one is an error."""
    above = grid.rows[: layout.above]
    if above:
        findings.add(rules.LINES_ABOVE, count=len(above))
    if len(layout.labels) > COLUMN_LIMIT:
        findings.add(rules.TOO_MANY_COLUMNS, layout.row, got=len(layout.labels), limit=COLUMN_LIMIT)
        return None
    given = _stated(grid, layout, vocabulary, findings)
    in_form = is_form((row.number, grid.typed(row)) for row in above)
    elsewhere = _said_elsewhere(layout, given)
    unknown = unknown_figures(grid, layout)
    head = header.understand(
        layout.names, layout.row, findings, elsewhere, layout.taken, in_form=in_form, told=unknown
    )
    if head is None:
        return None
    if layout.across is not None:
        head = without_own_figures(head, layout, findings)
        report_unknown(unknown, layout, findings)
        count = len(by_key(layout.wide))
        findings.add(rules.WIDE, layout.row, of=ACROSS[layout.across], count=count)
    table = _table(head, layout, given, vocabulary, findings)
    for reader in () if table is None else table.readers:
        reader.in_form = in_form and layout.across is None
    return table


def _stated(grid: Grid, layout: Layout, vocabulary: Vocabulary, findings: Collected) -> dict[Column, Given]:
    """What stands above the table for columns that it lacks."""
    present = {means(label) for place, label in enumerate(layout.labels) if place not in layout.taken}
    wanted = [column for column in STATED if column != layout.across and column not in present]
    lines = [(row.number, row.cells) for row in grid.rows[: layout.above]]
    return stated_above(lines, wanted, vocabulary, findings)


def _said_elsewhere(layout: Layout, given: Collection[Column]) -> tuple[Column, ...]:
    """Columns that no row has to have, for the header or a line above it says what they would."""
    return tuple(given) if layout.across is None else (layout.across, *given)


def _table(
    head: Header,
    layout: Layout,
    given: Mapping[Column, Given],
    vocabulary: Vocabulary,
    findings: Collected,
) -> Table | None:
    each = [RowCells(head.positions, given)]
    if layout.across is not None:
        each = _cells_by_key(head, layout.across, layout, given, findings)
        if not each:
            return None
    return Table(
        head,
        layout,
        given,
        readers=[RowReader(cells, vocabulary, findings) for cells in each],
        row_totals=[TotalReader(cells, vocabulary, findings) for cells in each],
        column_totals=_column_totals(layout, head.positions, given, vocabulary, findings),
        figures=frozenset(place for cells in each for place in cells.figure_places),
        used=frozenset(place for cells in each for place in cells.positions.values()),
    )


def _cells_by_key(
    head: Header, across: Across, layout: Layout, given: Mapping[Column, Given], findings: Collected
) -> list[RowCells]:
    """The cells of each key of a wide table; none at all where a key has two columns for one part."""
    each = []
    for key, columns in by_key(layout.wide).items():
        parts: dict[Column, int] = {}
        for column in columns:
            if column.part in parts:
                findings.add(
                    rules.DUPLICATE_COLUMN,
                    layout.row,
                    column=column.part,
                    position=column.place + 1,
                    got=layout.labels[column.place].strip(),
                    first=parts[column.part] + 1,
                )
                return []
            parts[column.part] = column.place
        constant: dict[Column, Given] = {**given, across: Given(key, columns[0].place)}
        each.append(RowCells({**head.positions, **parts}, constant))
    return each


def _column_totals(
    layout: Layout,
    own: Mapping[Column, int],
    given: Mapping[Column, Given],
    vocabulary: Vocabulary,
    findings: Collected,
) -> list[TotalReader]:
    """A reader for each total across the units; of two under one name none is read."""
    readers = []
    for label, columns in by_key(layout.totals).items():
        findings.add(rules.TOTAL, layout.row, position=columns[0].place + 1, got=label.strip())
        parts: dict[Column, int] = {column.part: column.place for column in columns}
        if len(parts) == len(columns):
            constant: dict[Column, Given] = {**given, "reporting_unit": Given(label, columns[0].place)}
            cells = RowCells({**own, **parts}, constant)
            readers.append(TotalReader(cells, vocabulary, findings))
    return readers

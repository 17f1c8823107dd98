"""What the columns of one table stand for: a reader for each figure that a row may hold.

Columns come before cells: whether a dot separates thousands, whether a nameless column only counts the rows,
and whether a decimal comma was cut is seen of a whole column, before any row is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Final

from dxscore.model import rules
from dxscore.model.observation import is_form
from dxscore.model.period import Period
from dxscore.read import header
from dxscore.read.collected import FindingsSoFar
from dxscore.read.column_names import Column, header_key, is_usual, means
from dxscore.read.delimited import COLUMN_LIMIT
from dxscore.read.figures import FIGURE_COLUMNS, FigureColumn
from dxscore.read.grid import Grid
from dxscore.read.header import Header, missing
from dxscore.read.layout import Layout, WideColumn, by_key
from dxscore.read.numbers import NO_MARKS, Marks, NumberRead, marks_of, parse
from dxscore.read.row_cells import Given, RowCells
from dxscore.read.rows import RowReader
from dxscore.read.stated import STATED, name_of, stated_above
from dxscore.read.total_rows import TotalReader
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.folding import tidy
from dxscore.words.say import say_of
from dxscore.words.text import in_both

_WORDS: Final[tuple[Column, ...]] = ("evidence", "note")
# Columns that are not read and hold words, even where all that is seen of them are digits.
_HOLD_WORDS: Final = frozenset(
    {"donvitinh", "dvt", "unitofmeasure", "danhgia", "status", "nguoilap", "nguoibaocao"}
)


@dataclass(eq=False, repr=False)
class Table:
    """A table that can be read: its header, what holds for all rows, and a reader for each figure of a row.

    Of totals, there is one reader for each figure of a row, and one for each column of totals.
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
    given = _stated(grid, layout, vocabulary, FindingsSoFar(""))
    return missing(layout.labels, _said_elsewhere(layout, given), layout.taken)


def figure_marks(grid: Grid, layout: Layout) -> Mapping[int, Marks]:
    """What the cells of each column of figures prove about dots and commas, by its place."""
    taken = {column.place for column in (*layout.wide, *layout.totals, *layout.cumulative)}
    own = {place for place, label in enumerate(layout.labels) if means(label) in FIGURE_COLUMNS}
    return {place: marks_of(_with_marks(grid, layout, place)) for place in taken | own}


def _with_marks(grid: Grid, layout: Layout, place: int) -> Collection[str]:
    """The different cells of a column that hold a mark at all."""
    rows = grid.rows[layout.below :]
    cells = {row.cells[place] for row in rows if len(row.cells) > place}
    return [cell for cell in cells if "." in cell or "," in cell or not cell.isascii()]


def joined(marks: Iterable[Mapping[int, Marks]]) -> Marks:
    """What all columns of figures in a file prove together."""
    return reduce(Marks.joined, (each for table in marks for each in table.values()), NO_MARKS)


def understand(
    grid: Grid,
    layout: Layout,
    vocabulary: Vocabulary,
    findings: FindingsSoFar,
    marks: Mapping[int, Marks],
    of_file: Marks,
) -> Table | None:
    """The table at `layout`. Every fault of its header goes into `findings`; None where one is an error.

    Args:
        grid: the rows in which it stands.
        layout: where its header is.
        vocabulary: the catalogue's words.
        findings: where faults go.
        marks: what each of its columns proves about dots and commas.
        of_file: what the columns of all tables of the file prove together.
    """
    above = grid.rows[: layout.above]
    if above:
        findings.add(rules.LINES_ABOVE, count=len(above))
    if len(layout.labels) > COLUMN_LIMIT:
        findings.add(rules.TOO_MANY_COLUMNS, layout.row, got=len(layout.labels), limit=COLUMN_LIMIT)
        return None
    given = _stated(grid, layout, vocabulary, findings)
    in_form = is_form((row.number, grid.typed(row)) for row in above)
    elsewhere = _said_elsewhere(layout, given)
    unknown = _unknown_figures(grid, layout)
    head = header.understand(
        layout.names, layout.row, findings, elsewhere, layout.taken, in_form=in_form, told=unknown
    )
    if layout.across is not None:
        _report_wide(layout, unknown, findings)
    if head is None:
        return None
    head = _without_index(head, grid, layout, findings)
    if layout.across is not None:
        head = _without_own_figures(head, layout, findings)
    if any(column.cumulative for column in (*layout.wide, *layout.cumulative)):
        _report_cumulative(layout, findings)
    cells = _cells(head, layout, given, findings)
    if not cells:
        return None
    for each in cells:
        each.marks = _by_column(each, marks, of_file)
        each.beside = _beside(each, head, grid, layout) if grid.may_be_cut_at_commas else {}
    table = _table(cells, head, layout, given, vocabulary, findings)
    for reader in table.readers:
        reader.in_form = in_form and layout.across is None
    return table


def _stated(
    grid: Grid, layout: Layout, vocabulary: Vocabulary, findings: FindingsSoFar
) -> dict[Column, Given]:
    """What stands above the table, or is the sheet's name, for columns that it lacks."""
    present = {means(label) for place, label in enumerate(layout.labels) if place not in layout.taken}
    wanted = [column for column in STATED if column != layout.across and column not in present]
    lines = [(row.number, row.cells) for row in grid.rows[: layout.above]]
    given = stated_above(lines, wanted, vocabulary, findings)
    for column in wanted:
        text = _in_name(column, grid.name, vocabulary) if column not in given else None
        if text is not None:
            given[column] = Given(text, None)
            findings.add(rules.STATED_BY_SHEET, column=column, column_name=name_of(column), got=text)
    return given


def _in_name(column: Column, name: str, vocabulary: Vocabulary) -> str | None:
    """What a sheet's name says for `column`: all of it, or the part before or behind a mark or a space."""
    for form in _parts_of_name(name):
        if column == "period" and isinstance(vocabulary.period(form), Period):
            return form
        if column == "reporting_unit" and vocabulary.units.find(form).unit is not None:
            return form
    return None


def _parts_of_name(name: str) -> Iterator[str]:
    yield name
    for mark in (" - ", "-", "_", "–", ",", "|", " "):
        places = [place for place in range(len(name)) if name.startswith(mark, place)]
        for place in places:
            yield from (name[:place].strip(" (["), name[place + len(mark) :].strip(" )]"))


def _said_elsewhere(layout: Layout, given: Collection[Column]) -> tuple[Column, ...]:
    """Columns that no row has to have, for the header or a line above it says what they would."""
    return tuple(given) if layout.across is None else (layout.across, *given)


def _without_index(head: Header, grid: Grid, layout: Layout, findings: FindingsSoFar) -> Header:
    """The header without a first column that has no name and counts the rows, as programs write it."""
    if not head.unnamed or head.unnamed[0] != 0:
        return head
    cells = [row.cells[0].strip() for row in grid.rows[layout.below :] if row.cells and row.cells[0].strip()]
    numbers = [int(cell) for cell in cells if cell.isdigit() and cell.isascii()]
    counts = len(numbers) == len(cells) > 0 and all(a < b for a, b in pairwise(numbers))
    if not counts:
        return head
    findings.add(rules.INDEX_COLUMN, layout.row, position=1)
    return head._replace(unnamed=head.unnamed[1:])


def _without_own_figures(head: Header, layout: Layout, findings: FindingsSoFar) -> Header:
    """The header without columns of figures that stand under no key: they are nobody's, and are said."""
    places = {column: place for column, place in head.positions.items() if column in FIGURE_COLUMNS}
    for column, place in places.items():
        findings.add(
            rules.NOBODYS_FIGURES, layout.row, column=column, position=place + 1, got=head.cells[place]
        )
    own = {column: place for column, place in head.positions.items() if column not in places}
    return head._replace(positions=own, unused=tuple(sorted({*head.unused, *places.values()})))


def _unknown_figures(grid: Grid, layout: Layout) -> list[int]:
    """Places of columns of a wide table with a name that is no key and not usual, and a number below it."""
    if layout.across is None:
        return []
    taken = layout.taken
    open_places = {
        place
        for place, label in enumerate(layout.labels)
        if place not in taken and label.strip() and means(label) is None and not is_usual(label)
    }
    found: set[int] = set()
    for row in grid.rows[layout.below :]:
        found |= {p for p in open_places - found if p < len(row.cells) and _is_figure(row.cells[p])}
        if found == open_places:
            break
    return sorted(found)


def _is_figure(cell: str) -> bool:
    return bool(cell) and isinstance(parse(cell), NumberRead)


def _report_wide(layout: Layout, unknown: Collection[int], findings: FindingsSoFar) -> None:
    """A note on what stands across, and a warning for each column of figures that does not."""
    of = in_both(lambda lang: say_of("across", layout.across or "", lang))
    for place in unknown:
        got = tidy(layout.names[place])
        findings.add(rules.UNKNOWN_FIGURES, layout.row, position=place + 1, got=got, of=of)
    count = len({column.key for column in layout.wide})
    findings.add(rules.WIDE, layout.row, of=of, count=count)


def _report_cumulative(layout: Layout, findings: FindingsSoFar) -> None:
    columns = [column for column in (*layout.wide, *layout.cumulative) if column.cumulative]
    names = header.listed([tidy(layout.names[column.place]) for column in columns])
    findings.add(rules.CUMULATIVE, layout.row, position=columns[0].place + 1, columns=names)


def _cells(
    head: Header, layout: Layout, given: Mapping[Column, Given], findings: FindingsSoFar
) -> list[RowCells]:
    """The cells of each figure of a row; none at all where one has two columns for one part."""
    if not layout.holds_several:
        return [RowCells(head.positions, given)]
    others = {column: place for column, place in head.positions.items() if column not in FIGURE_COLUMNS}
    each = []
    if layout.across is None and len(others) < len(head.positions):
        each.append(RowCells(head.positions, given, one_of_several=True))
    for (key, cumulative), columns in by_key((*layout.wide, *layout.cumulative)).items():
        parts = _parts(columns, layout, findings)
        if parts is None:
            return []
        constant = dict(given)
        if layout.across is not None:
            constant[layout.across] = Given(key, columns[0].place)
        positions = {**others, **parts}
        each.append(RowCells(positions, constant, one_of_several=True, cumulative=cumulative))
    return each


def _parts(
    columns: Sequence[WideColumn], layout: Layout, findings: FindingsSoFar
) -> dict[Column, int] | None:
    """The places of the parts of one figure; None where one part has two columns, which is an error."""
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
            return None
        parts[column.part] = column.place
    return parts


def _by_column(cells: RowCells, marks: Mapping[int, Marks], of_file: Marks) -> dict[FigureColumn, Marks]:
    return {
        column: marks.get(cells.positions[column], NO_MARKS).within(of_file)
        for column in FIGURE_COLUMNS
        if column in cells.positions
    }


def _beside(cells: RowCells, head: Header, grid: Grid, layout: Layout) -> dict[FigureColumn, int]:
    """For each column of figures the place to its right, where words stand there and no figures."""
    found: dict[FigureColumn, int] = {}
    words = {head.positions[column] for column in _WORDS if column in head.positions}
    for column in FIGURE_COLUMNS:
        place = cells.positions.get(column, -2) + 1
        outside = place >= head.width > 0 and place > 0
        if place in words or outside or (place in head.unused and _holds_words(place, head, grid, layout)):
            found[column] = place
    return found


def _holds_words(place: int, head: Header, grid: Grid, layout: Layout) -> bool:
    """Whether a column that is not read holds words: by its name, or because a cell of it is no number."""
    if header_key(head.cells[place]) in _HOLD_WORDS:
        return True
    rows = grid.rows[layout.below :]
    return any(
        len(row.cells) > place and row.cells[place].strip() and not _is_figure(row.cells[place])
        for row in rows
    )


def _table(
    cells: Sequence[RowCells],
    head: Header,
    layout: Layout,
    given: Mapping[Column, Given],
    vocabulary: Vocabulary,
    findings: FindingsSoFar,
) -> Table:
    return Table(
        head,
        layout,
        given,
        readers=[RowReader(each, vocabulary, findings) for each in cells],
        row_totals=[TotalReader(each, vocabulary, findings) for each in cells],
        column_totals=_column_totals(layout, head.positions, given, vocabulary, findings),
        figures=frozenset(place for each in cells for place in each.figure_places),
        used=frozenset(place for each in cells for place in each.positions.values()),
    )


def _column_totals(
    layout: Layout,
    own: Mapping[Column, int],
    given: Mapping[Column, Given],
    vocabulary: Vocabulary,
    findings: FindingsSoFar,
) -> list[TotalReader]:
    """A reader for each total across the units; of two under one name none is read."""
    readers = []
    for (label, cumulative), columns in by_key(layout.totals).items():
        findings.add(rules.TOTAL, layout.row, position=columns[0].place + 1, got=label.strip())
        parts: dict[Column, int] = {column.part: column.place for column in columns}
        if len(parts) == len(columns):
            constant: dict[Column, Given] = {**given, "reporting_unit": Given(label, columns[0].place)}
            cells = RowCells({**own, **parts}, constant, one_of_several=True, cumulative=cumulative)
            readers.append(TotalReader(cells, vocabulary, findings))
    return readers

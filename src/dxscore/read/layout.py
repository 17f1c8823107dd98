"""Where the table of a grid stands, and what each of its columns holds.

Two shapes are known. In a tidy table every row is one figure. In a wide one every row is a unit and every
column (or pair of columns) an indicator, or the other way round; headers may take up to three rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from dxscore.read.column_names import Column, means
from dxscore.read.figures import FIGURE_COLUMNS
from dxscore.read.grid import Grid, Row
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.columns import named
from dxscore.workbooks.sheet import Merge

SEARCHED_ROWS: Final = 30
_LEAST_KNOWN = 2
_HEADER_ROWS: Final = 3
_PARTS: Final = (*FIGURE_COLUMNS, "evidence", "note")
_LONGEST_PART = 3
_BETWEEN = " -–—:/([{_\n"
_AROUND = " -–—:/()[]{}_\n"

Across = Literal["indicator", "reporting_unit"]


@dataclass(frozen=True, slots=True)
class WideColumn:
    """A column of figures in a wide table: whose, and which part of them."""

    key: str
    part: Column
    place: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of a table.

    Args:
        labels: one for each column; of a header of several rows the lowest that says something.
        row: number of the header's last row.
        below: index, among the grid's rows, of the first row under the header.
        above: index of the header's first row.
        known: how many different columns were recognised.
        across: what the columns of a wide table stand for; None for a tidy one.
        wide: those columns.
        totals: of units across the top, the columns that add them up.
        under: of other columns of a wide table the key above them, by place.
    """

    labels: tuple[str, ...]
    row: int
    below: int
    above: int
    known: int
    across: Across | None = None
    wide: tuple[WideColumn, ...] = field(default=())
    totals: tuple[WideColumn, ...] = field(default=())
    under: Mapping[int, str] = field(default_factory=dict)

    @property
    def score(self) -> tuple[int, int, int, int]:
        """The better header: known columns; tidy, then wide, then without a key; parts; fewer rows."""
        whole = 1 if self.wide else 2 * ({"indicator", "reporting_unit"} <= {*map(means, self.labels)})
        parts = sum(means(self.labels[column.place]) == column.part for column in self.wide)
        return self.known + len(self.wide), whole, parts, self.above - self.below

    @property
    def taken(self) -> frozenset[int]:
        """Places of the columns of a wide table's figures and totals."""
        return frozenset(column.place for column in (*self.wide, *self.totals))

    @property
    def names(self) -> tuple[str, ...]:
        """The labels as one row that reads the same: with the key above, 'HS Tử số', 'HS Kế hoạch'."""
        names = list(self.labels)
        for place, key in self.under.items():
            if means(names[place]) is None:
                names[place] = f"{key.strip()} {names[place]}"
        for column in (*self.wide, *self.totals):
            if means(names[column.place]) is not None:
                names[column.place] = f"{column.key.strip()} {named(column.part).vi}"
        return tuple(names)

    def figures(self, rows: int) -> int:
        """How many figures there are in so many rows, at most."""
        return rows * max(1, len(by_key(self.wide)))


def find(grid: Grid, vocabulary: Vocabulary) -> Layout | None:
    """The header within the first rows of `grid` in which most columns are recognised, or None."""
    best: Layout | None = None
    rows = grid.rows[:SEARCHED_ROWS]
    for index in range(len(rows)):
        for layout in _candidates(rows, index, grid.merges, vocabulary):
            if _is_table(layout) and (best is None or layout.score > best.score):
                best = layout
    return best


def guess(grid: Grid) -> Layout | None:
    """The row near the top in which most column names stand, where no table is found: it lacks columns."""
    best: Layout | None = None
    for index, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        known = len({*map(means, row.cells)} - {None})
        if known and (best is None or known > best.known):
            best = Layout(row.cells, row.number, index + 1, index, known)
    return best


def _is_table(layout: Layout) -> bool:
    columns = {means(label) for label in layout.labels} - {None}
    keys = len({column.key for column in layout.wide})
    return layout.known + keys >= _LEAST_KNOWN and bool(columns & {"indicator", "reporting_unit"})


def _candidates(
    rows: Sequence[Row], index: int, merges: Sequence[Merge], vocabulary: Vocabulary
) -> Iterator[Layout]:
    lower = rows[index]
    nothing = ("",) * len(lower.cells)
    yield _layout(nothing, lower.cells, lower.number, (index, index), vocabulary)
    for first in range(index - 1, max(index - _HEADER_ROWS, -1), -1):
        if rows[first].last + 1 != rows[first + 1].number:
            return
        width = max(len(row.cells) for row in rows[first : index + 1])
        spread = _spread_rows(rows[first:index], width, merges)
        yield _layout(spread, _padded(lower.cells, width), lower.number, (first, index), vocabulary)


def _spread_rows(rows: Sequence[Row], width: int, merges: Sequence[Merge]) -> tuple[str, ...]:
    """The upper rows of a header as one: in each column the lowest that says something.

    Beside a name, under the same group, a blank stays one: the name reaches over it, and not the group.
    """
    said = ("",) * width
    for row in rows:
        spread = _spread(_padded(row.cells, width), row.number, merges)
        group, joined = "", []
        for up, low in zip(said, spread, strict=True):
            group = up if low.strip() else group
            joined.append(low if low.strip() or (up and up == group) else up)
        said = tuple(joined)
    return said


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _spread(cells: tuple[str, ...], number: int, merges: Sequence[Merge]) -> tuple[str, ...]:
    """A merged cell says the same over all the columns that it spans."""
    spread = list(cells)
    for merge in merges:
        if merge.top <= number <= merge.bottom and merge.left <= len(cells):
            text = cells[merge.left - 1]
            for place in range(merge.left, min(merge.right, len(cells))):
                spread[place] = spread[place] or text
    return tuple(spread)


def _layout(
    upper: tuple[str, ...],
    lower: tuple[str, ...],
    row: int,
    span: tuple[int, int],
    vocabulary: Vocabulary,
) -> Layout:
    labels = tuple(low if low.strip() else up for up, low in zip(upper, lower, strict=True))
    across = _across(labels)
    wide: tuple[WideColumn, ...] = ()
    totals: tuple[WideColumn, ...] = ()
    if across is not None:
        wide = _wide_columns(upper, lower, _finder(across, vocabulary))
    if not wide:
        across = None
    if across == "reporting_unit":
        totals = _wide_columns(upper, lower, lambda text: text if vocabulary.is_total(text) else None)
    taken = {column.place for column in (*wide, *totals)}
    known = len({means(label) for place, label in enumerate(labels) if place not in taken} - {None})
    under = () if across is None else _reaching(upper, lower, _finder(across, vocabulary))
    others = {place: key for place, key in enumerate(under) if key and place not in taken}
    return Layout(labels, row, span[1] + 1, span[0], known, across, wide, totals, others)


def _across(labels: Sequence[str]) -> Across | None:
    """What could stand across the top: indicators where there is no column of them, else units."""
    named = {means(label) for label in labels}
    if "indicator" in named:
        return None if "reporting_unit" in named else "reporting_unit"
    return "indicator" if "reporting_unit" in named else None


def _finder(across: Across, vocabulary: Vocabulary) -> Callable[[str], str | None]:
    if across == "indicator":
        return vocabulary.indicators.find
    return lambda text: vocabulary.units.find(text).unit


def _wide_columns(
    upper: Sequence[str], lower: Sequence[str], find_key: Callable[[str], str | None]
) -> tuple[WideColumn, ...]:
    found: list[WideColumn] = []
    keys = _reaching(upper, lower, find_key)
    for place, (key, up, low) in enumerate(zip(keys, upper, lower, strict=True)):
        column = _wide_column(key or up, low, place, find_key)
        if column is not None:
            found.append(column)
    return tuple(found)


def _reaching(
    upper: Sequence[str], lower: Sequence[str], find_key: Callable[[str], str | None]
) -> tuple[str, ...]:
    """The key above each column, '' where there is none.

    Of merged cells a text file has words in the first alone, so a key reaches to the right: as far as another
    name above, a column without any, or one of the table itself. Such is a note in the row that names the
    units (or indicators) down the side.
    """
    beside_keys = not any(means(up) in ("indicator", "reporting_unit") for up in upper)
    parts = FIGURE_COLUMNS if beside_keys else _PARTS
    reached, left = [], ""
    for up, low in zip(upper, lower, strict=True):
        part = means(low)
        if up.strip():
            left = up if find_key(up) is not None else ""
        elif not low.strip() or not (part is None or part in parts):
            left = ""
        reached.append(left)
    return tuple(reached)


def _wide_column(
    upper: str, lower: str, place: int, find_key: Callable[[str], str | None]
) -> WideColumn | None:
    """The figure column that two header cells name: key above part, key alone, or both in one cell."""
    part = means(lower)
    if part in _PARTS and upper.strip() and find_key(upper) is not None:
        return WideColumn(upper, part, place)
    label = lower if lower.strip() else upper
    if not label.strip() or means(label) is not None:
        return None
    if find_key(label) is not None:
        return WideColumn(label, "value", place)
    words = label.replace("_", " ").split()
    for count in range(1, min(_LONGEST_PART, len(words) - 1) + 1):
        part = means(" ".join(words[-count:]).strip(_AROUND))
        key = " ".join(words[:-count]).rstrip(_BETWEEN)
        if part in _PARTS and key and find_key(key) is not None:
            return WideColumn(key, part, place)
    return None


def by_key(columns: Sequence[WideColumn]) -> dict[str, list[WideColumn]]:
    """Columns of a wide table by what they stand for, in the order of the sheet."""
    groups: dict[str, list[WideColumn]] = {}
    for column in columns:
        groups.setdefault(column.key, []).append(column)
    return groups

"""Where the table of a grid stands, and what each of its columns holds.

Two shapes are known. In a tidy table every row is one figure. In a wide one every column (or pair of columns)
is an indicator, a unit or a period, and the rows are the others; headers may take up to three rows. In both,
columns titled "lũy kế" may stand beside those of the period itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from dxscore.model.period import Period
from dxscore.read.column_names import Column, means, without_cumulative
from dxscore.read.figures import FIGURE_COLUMNS
from dxscore.read.grid import Grid, Row
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.columns import named
from dxscore.words.folding import unaccented, word_key
from dxscore.words.patterns import regex

if TYPE_CHECKING:
    from dxscore.workbooks.sheet import Merge

SEARCHED_ROWS: Final = 30
_LEAST_KNOWN = 2
_HEADER_ROWS: Final = 3
_PARTS: Final = (*FIGURE_COLUMNS, "evidence", "note")
_LONGEST_PART = 3
_BETWEEN = " -–—:/([{_\n"
_AROUND = " -–—:/()[]{}_,;\n"
_REMARK_BEHIND = regex(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_YEAR = regex(r"\b(?:nam|year) ((?:19|20|21)[0-9]{2})\b")

Across = Literal["indicator", "reporting_unit", "period"]


Finder = Callable[[str], str | None]
"""Of a text in a header, the name of what stands across, as rows may have it; None where it names nothing."""


class WideColumn(NamedTuple):
    """A column of figures that a name in the header stands for.

    Args:
        key: the name of the indicator, unit or period that it is of; "" in a tidy table.
        part: which part of the figure.
        place: where it stands, from 0.
        cumulative: whether it counts from the start of the year.
    """

    key: str
    part: Column
    place: int
    cumulative: bool = False


class Layout(NamedTuple):
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
        cumulative: of a tidy table, the columns that count from the start of the year.
    """

    labels: tuple[str, ...]
    row: int
    below: int
    above: int
    known: int
    across: Across | None = None
    wide: tuple[WideColumn, ...] = ()
    totals: tuple[WideColumn, ...] = ()
    under: Mapping[int, str] = MappingProxyType({})
    cumulative: tuple[WideColumn, ...] = ()

    @property
    def score(self) -> tuple[int, int, int, int]:
        """The better header: known columns; tidy, then wide, then without a key; parts; fewer rows."""
        whole = 1 if self.wide else 2 * ({"indicator", "reporting_unit"} <= {*map(means, self.labels)})
        parts = sum(c.part != "value" or means(self.labels[c.place]) == c.part for c in self.wide)
        return self.known + len(self.wide) + len(self.cumulative), whole, parts, self.above - self.below

    @property
    def taken(self) -> frozenset[int]:
        """Places of the columns whose names say more than which part of a figure they hold."""
        return frozenset(column.place for column in (*self.wide, *self.totals, *self.cumulative))

    @property
    def holds_several(self) -> bool:
        """Whether a row may hold more than one figure."""
        return self.across is not None or bool(self.cumulative)

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
        return rows * max(1, len(by_key(self.wide)), 2 * bool(self.cumulative))


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
    keys = len({column.key for column in layout.wide}) or bool(layout.cumulative)
    return layout.known + keys >= _LEAST_KNOWN and bool(columns & {"indicator", "reporting_unit"})


def _candidates(
    rows: Sequence[Row], index: int, merges: Sequence[Merge], vocabulary: Vocabulary
) -> Iterator[Layout]:
    lower = rows[index]
    nothing = ("",) * len(lower.cells)
    yield _layout(nothing, lower.cells, lower.number, (index, index), rows[: index + 1], vocabulary)
    for first in range(index - 1, max(index - _HEADER_ROWS, -1), -1):
        if rows[first].last + 1 != rows[first + 1].number:
            return
        width = max(len(row.cells) for row in rows[first : index + 1])
        spread = _spread_rows(rows[first:index], width, merges)
        yield _layout(
            spread, _padded(lower.cells, width), lower.number, (first, index), rows[: index + 1], vocabulary
        )


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
    above: Sequence[Row],
    vocabulary: Vocabulary,
) -> Layout:
    labels = tuple(low if low.strip() else up for up, low in zip(upper, lower, strict=True))
    across, wide, find_key = _across(upper, lower, labels, above, vocabulary)
    totals: tuple[WideColumn, ...] = ()
    if across == "reporting_unit":
        totals = _wide_columns(upper, lower, lambda text: text if vocabulary.is_total(text) else None)
    cumulative = _cumulative_columns(upper, lower) if across is None else ()
    taken = {column.place for column in (*wide, *totals, *cumulative)}
    known = len({means(label) for place, label in enumerate(labels) if place not in taken} - {None})
    under = () if find_key is None else _reaching(upper, lower, find_key)
    others = {place: key for place, key in enumerate(under) if key and place not in taken}
    return Layout(labels, row, span[1] + 1, span[0], known, across, wide, totals, others, cumulative)


def _across(
    upper: Sequence[str],
    lower: Sequence[str],
    labels: Sequence[str],
    above: Sequence[Row],
    vocabulary: Vocabulary,
) -> tuple[Across | None, tuple[WideColumn, ...], Finder | None]:
    """What stands across the top, of all that could, and its columns: that which has most of them.

    Indicators or units can where there is no column of them; periods where there is none of periods, and no
    column of figures either, for then a year above another column is that of a plan, or of last year.
    """
    named = {means(label) for label in labels}
    possible: list[tuple[Across, Finder]] = []
    if "indicator" in named and "reporting_unit" not in named:
        possible.append(
            ("reporting_unit", lambda t: t if vocabulary.units.find(t).unit is not None else None)
        )
    if "reporting_unit" in named and "indicator" not in named:
        possible.append(("indicator", lambda t: t if vocabulary.indicators.find(t) is not None else None))
    if named & {"indicator", "reporting_unit"} and "period" not in named:
        year = _year_above(above)
        possible.append(("period", lambda text: _period_across(text, vocabulary, year)))
    best: tuple[Across | None, tuple[WideColumn, ...], Finder | None] = None, (), None
    for across, find_key in possible:
        wide = _wide_columns(upper, lower, find_key)
        own = [place for place, label in enumerate(labels) if means(label) in FIGURE_COLUMNS]
        if across == "period" and not {column.place for column in wide}.issuperset(own):
            continue
        if len(wide) > len(best[1]):
            best = across, wide, find_key
    return best


def _period_across(text: str, vocabulary: Vocabulary, year: str) -> str | None:
    """'Năm 2024', '2024 (%)'; 'Quý I' under, or in a table of, one year."""
    said = _REMARK_BEHIND.sub("", text).strip()
    for form in (said, f"{said}/{year}") if year else (said,):
        found = vocabulary.period(form) if form else None
        if isinstance(found, Period):
            return str(found)
    return None


def _year_above(rows: Iterable[Row]) -> str:
    """The one year that the rows above a table speak of; "" where there is none, or several."""
    years = {year for row in rows for cell in row.cells for year in _YEAR.findall(unaccented(word_key(cell)))}
    return next(iter(years)) if len(years) == 1 else ""


def _cumulative_columns(upper: Sequence[str], lower: Sequence[str]) -> tuple[WideColumn, ...]:
    """Columns of figures that count from the start of the year, said beside the part or above it."""
    found: list[WideColumn] = []
    group = ""
    for place, (up, low) in enumerate(zip(upper, lower, strict=True)):
        group = up if up.strip() else group if low.strip() else ""
        part = _cumulative_part(group if up.strip() or low.strip() else "", low)
        if part is not None:
            found.append(WideColumn("", part, place, cumulative=True))
    return tuple(found)


def _cumulative_part(group: str, label: str) -> Column | None:
    """The part of which a column holds the sum from the start of the year; None for any other column."""
    rest = without_cumulative(label)
    if rest is None:
        if not group.strip() or without_cumulative(group) != "":
            return None
        rest = label
    part = "value" if not rest.strip() else means(rest)
    return part if part in FIGURE_COLUMNS else None


def _wide_columns(upper: Sequence[str], lower: Sequence[str], find_key: Finder) -> tuple[WideColumn, ...]:
    found: list[WideColumn] = []
    keys = _reaching(upper, lower, find_key)
    part: Column | None = None
    for place, (key, up, low) in enumerate(zip(keys, upper, lower, strict=True)):
        part = means(up) if up.strip() else part if low.strip() else None
        if part in FIGURE_COLUMNS and (below := find_key(low)) is not None:
            found.append(WideColumn(below, part, place))  # the part above, the periods below
            continue
        column = _wide_column(key or up, low, place, find_key)
        if column is None and (rest := without_cumulative(low)) is not None:
            column = _wide_column(key or up, rest or "value", place, find_key)
            column = None if column is None else column._replace(cumulative=True)
        if column is not None:
            found.append(column)
    return tuple(found)


def _reaching(upper: Sequence[str], lower: Sequence[str], find_key: Finder) -> tuple[str, ...]:
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


def _wide_column(upper: str, lower: str, place: int, find_key: Finder) -> WideColumn | None:
    """The figure column that two header cells name: key above part, key alone, or both in one cell."""
    part = means(lower)
    key = find_key(upper) if upper.strip() else None
    if part in _PARTS and key is not None:
        return WideColumn(key, part, place)
    label = lower if lower.strip() else upper
    group, slash, name = label.rpartition("/")
    if slash and means(name) in _PARTS and (key := find_key(group)) is not None:
        return WideColumn(key, means(name) or "value", place)
    if not label.strip() or means(label) is not None:
        return None
    if (key := find_key(label)) is not None:
        return WideColumn(key, "value", place)
    words = label.replace("_", " ").split()
    for count in range(1, min(_LONGEST_PART, len(words) - 1) + 1):
        behind, before = words[-count:], words[:-count]
        part = means(" ".join(behind).strip(_AROUND))
        if part in _PARTS and (key := find_key(" ".join(before).rstrip(_BETWEEN))) is not None:
            return WideColumn(key, part, place)
        part = means(" ".join(words[:count]).strip(_AROUND))  # 'Tử số 2024'
        if part in _PARTS and (key := find_key(" ".join(words[count:]).lstrip(_AROUND))) is not None:
            return WideColumn(key, part, place)
    return None


def by_key(columns: Sequence[WideColumn]) -> dict[tuple[str, bool], list[WideColumn]]:
    """Columns by what they stand for, and whether they count from the start of the year, in their order."""
    groups: dict[tuple[str, bool], list[WideColumn]] = {}
    for column in columns:
        groups.setdefault((column.key, column.cumulative), []).append(column)
    return groups

"""Columns of a wide table that hold figures, and are no indicator's and no unit's."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from dxscore.model import rules
from dxscore.read.collected import Collected
from dxscore.read.column_names import is_usual, means
from dxscore.read.figures import FIGURE_COLUMNS
from dxscore.read.grid import Grid
from dxscore.read.header import Header
from dxscore.read.layout import Across, Layout
from dxscore.read.numbers import Figure, parse
from dxscore.words.folding import tidy
from dxscore.words.text import Text

ACROSS: Final[dict[Across, Text]] = {
    "indicator": Text(vi="chỉ tiêu", en="indicator"),
    "reporting_unit": Text(vi="đơn vị", en="unit"),
}


def unknown_figures(grid: Grid, layout: Layout) -> list[int]:
    """Places of columns with a name that is neither a key nor usual, and a number below it."""
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
    return bool(cell) and isinstance(parse(cell), Figure)


def report_unknown(places: Collection[int], layout: Layout, findings: Collected) -> None:
    """A warning for each of those columns: under a misspelt name all figures of a unit may stand."""
    if layout.across is None:
        return
    for place in places:
        got, of = tidy(layout.names[place]), ACROSS[layout.across]
        findings.add(rules.UNKNOWN_FIGURES, layout.row, position=place + 1, got=got, of=of)


def without_own_figures(head: Header, layout: Layout, findings: Collected) -> Header:
    """The header without columns of figures that stand under no key: they are nobody's, and are said."""
    places = {column: place for column, place in head.positions.items() if column in FIGURE_COLUMNS}
    for column, place in places.items():
        findings.add(
            rules.NOBODYS_FIGURES, layout.row, column=column, position=place + 1, got=head.cells[place]
        )
    own = {column: place for column, place in head.positions.items() if column not in places}
    return head._replace(positions=own, unused=tuple(sorted({*head.unused, *places.values()})))

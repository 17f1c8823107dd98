"""Where in the rows of one table each column's cell stands, and what is said once for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dxscore.model.period import Period, first_months
from dxscore.read.column_names import Column
from dxscore.read.figures import FIGURE_COLUMNS, ColumnMarks, FigureColumn


class Given(NamedTuple):
    """What is said once for all rows of a table.

    Args:
        text: what is said.
        place: the column that stands for it in findings, from 0; None where the sheet's name says it.
        row: the row above the table that says it; None where it is the head of the column `place`.
    """

    text: str
    place: int | None
    row: int | None = None


class RowCells:
    """The cells of a table's rows, by column.

    Attributes:
        given: what is said once for all rows, by column.
        positions: the places of the columns that the rows have, from 0.
        figure_places: those of the columns of figures.
        places: where faults of a column are placed in a row.
        above: row and place of what is stated above the table, by column.
        cumulative: whether the figures count from the start of the year to the end of the row's period.
        beside: of columns of figures, the place of the column of words to their right.
        marks: what the cells of each column of figures prove about its dots and commas.
        whole_row: in a wide table, whose rows hold many figures, the number of the column that stands for the
            one that is read; else None.
    """

    def __init__(
        self,
        positions: Mapping[Column, int],
        given: Mapping[Column, Given] | None = None,
        *,
        one_of_several: bool = False,
        cumulative: bool = False,
    ) -> None:
        """Cells of one of the figures in a row, or of the only one.

        Args:
            positions: the places of the columns that the rows have, from 0.
            given: what is said once for all rows, by column.
            one_of_several: whether the rows hold more than one figure.
            cumulative: whether this one counts from the start of the year.
        """
        self.given = given or {}
        self.positions: Mapping[str, int] = dict(positions.items())
        self.figure_places = [self.positions[c] for c in FIGURE_COLUMNS if c in self.positions]
        self.places: dict[str, int] = {c: g.place for c, g in self.given.items() if g.place is not None}
        self.places.update(self.positions)
        self.above: dict[str, tuple[int, int]] = {
            c: (g.row, g.place) for c, g in self.given.items() if g.row is not None and g.place is not None
        }
        self.cumulative = cumulative
        self.marks: ColumnMarks = {}
        self.beside: Mapping[FigureColumn, int] = {}
        self.whole_row = self.figure_places[0] + 1 if one_of_several and self.figure_places else None

    def covered(self, period: Period) -> Period:
        """The time that a figure of the row covers, where its row says `period`."""
        return first_months(period.year, period.last_month) if self.cumulative else period

    def is_stated_once(self, column: Column) -> bool:
        """Whether a line above the table or the sheet's name says it: then no row is at fault for it."""
        return column in self.above or (column in self.given and column not in self.places)

    def text(self, row: Sequence[str], column: Column) -> str:
        """What `row` says in `column`, be it once for all rows; nothing where neither is."""
        place = self.positions.get(column)
        if place is None:
            return self.given[column].text if column in self.given else ""
        return row[place]

    def own_text(self, row: Sequence[str], column: Column) -> str:
        """What `row` itself says in `column`."""
        return "" if column in self.given else self.text(row, column)

    def figures(self, row: Sequence[str]) -> dict[FigureColumn, str]:
        """The cells of figures, as typed."""
        return {column: self.text(row, column) for column in FIGURE_COLUMNS}

    def first_figure(self, row: Sequence[str]) -> int | None:
        """The number of the first column with a figure."""
        return next((place + 1 for place in self.figure_places if row[place].strip()), None)

    def names_nothing(self, row: Sequence[str]) -> bool:
        """Whether `row` itself names neither unit nor period."""
        return not (self.own_text(row, "reporting_unit").strip() or self.own_text(row, "period").strip())

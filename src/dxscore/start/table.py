"""A table as it stands in a workbook or a document, with the cells that were merged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from dxscore.start.yaml_text import cleaned
from dxscore.words.folding import tidy
from dxscore.words.say import Language, say
from dxscore.workbooks.cell_texts import PointDecimal
from dxscore.workbooks.sheet import Sheet


class At(NamedTuple):
    """A cell.

    Args:
        table: its table's name as people call it: 'Phụ lục 1', 'bảng 2'.
        row, column: from 1.
        label: how the cell is called: 'Phụ lục 1!D7', 'bảng 2, dòng 7, cột 4'.
    """

    table: str
    row: int
    column: int
    label: str

    def __str__(self) -> str:
        return self.label


def letters(column: int) -> str:
    """A column's letters: 1 -> A, 28 -> AB."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


class Table:
    """The rows of one sheet, or of one table of a document."""

    def __init__(
        self, sheet: Sheet, lang: Language, *, of_document: bool = False, of_text: bool = False
    ) -> None:
        """Nothing is read yet.

        Args:
            sheet: its cells and merges.
            lang: in which its cells are called.
            of_document: whether it stands in a document, where tables have numbers and columns no letters.
            of_text: whether its cells are parted by commas, which numbers hold as well.
        """
        self._sheet = sheet
        self._lang = lang
        self.of_document, self.of_text = of_document, of_text
        # While reading a document's tables are called 'Bảng 1'; here they are called so in either language.
        number = sheet.name.rpartition(" ")[2]
        self.name = say("start.table_name", lang, number=number) if of_document else sheet.name
        self._rows = {row.number: row.cells for row in sheet.rows}

    @property
    def numbers(self) -> Sequence[int]:
        """The rows that hold anything, in their order."""
        return sorted(self._rows)

    @cached_property
    def width(self) -> int:
        """The last column that holds anything."""
        return max((len(cells) for cells in self._rows.values()), default=0)

    def fields(self, row: int) -> int:
        """How many cells a row has, those that hold nothing among them."""
        return len(self._rows.get(row, ()))

    def at(self, row: int, column: int) -> At:
        """The place of a cell."""
        label = f"{self.name}!{letters(column)}{row}"
        if self.of_document:
            label = say("start.cell", self._lang, table=self.name, row=row, column=column)
        return At(self.name, row, column, label)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell itself, on one line."""
        cells = self._rows.get(row, ())
        return _written(cells[column - 1]) if 0 < column <= len(cells) else ""

    def lines(self, row: int, column: int) -> list[str]:
        """The lines of a cell, or of the merged cell that reaches down to it."""
        row, column = self.anchor(row, column)
        cells = self._rows.get(row, ())
        written = str(cells[column - 1]) if 0 < column <= len(cells) else ""
        return [line for each in written.split("\n") if cleaned(each) and (line := tidy(each))]

    def spread(self, row: int, column: int) -> str:
        """What stands in a cell, or in the merged cell of which it is a part."""
        return self.text(*self.anchor(row, column))

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the text of this one: the first of a merged one, else itself."""
        for merge in self._sheet.merges:
            if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
                return merge.top, merge.left
        return row, column

    def row(self, number: int) -> dict[int, str]:
        """The cells of a row that hold anything, by column."""
        cells = self._rows.get(number, ())
        return {place: text for place, cell in enumerate(cells, start=1) if (text := _written(cell))}


def _written(cell: str) -> str:
    """A cell as a Vietnamese document would print it: a program's point before decimals is a comma.

    Three decimals have a 0 behind them, so that they are not taken for thousands.
    """
    if not isinstance(cell, PointDecimal):
        return tidy(cell) if cleaned(cell) else ""  # of what nobody can see, nothing is left
    whole, point, rest = str(cell).partition(".")
    digits = rest.rstrip("%")
    return f"{whole}{',' if point else ''}{digits}{'0' if len(digits) == 3 else ''}{rest[len(digits) :]}"

"""Where something stands in a file, and how people look it up."""

from __future__ import annotations

from typing import NamedTuple

from dxscore.words.visible import visible


class Place(NamedTuple):
    """Where a finding, a figure or a remark stands.

    Args:
        file: as it was named; '-' for standard input, '' for data that came from no file.
        sheet: of a workbook; None of any other file.
        row: the line in the file, as an editor shows it, or the row of a sheet, from 1; None where all of the
            file or sheet is meant.
        cell: the number of the cell in its row, or of the character in its line, from 1; None where the whole
            row is meant.
    """

    file: str = ""
    sheet: str | None = None
    row: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        """FILE:ROW:CELL as far as known; in a workbook FILE:Sheet1!D12, FILE:'Quý IV'!12 or FILE:Sheet1."""
        if self.sheet is None:
            return ":".join(str(part) for part in (visible(self.file), *self[2:]) if part is not None)
        name = visible(self.sheet)
        if not name.replace("_", "").isalnum():
            name = "'{}'".format(name.replace("'", "''"))
        cell = cell_name(self.cell, self.row) if self.cell else self.row
        return f"{visible(self.file)}:{name}" if cell is None else f"{visible(self.file)}:{name}!{cell}"

    @property
    def table(self) -> Place:
        """The file, or the sheet of a workbook, that it stands in."""
        return Place(self.file, self.sheet)

    @property
    def line(self) -> Place:
        """The whole row that it stands in."""
        return Place(self.file, self.sheet, self.row)

    def at(self, row: int, cell: int | None = None) -> Place:
        """A row, or a cell, of the same file or sheet."""
        return Place(self.file, self.sheet, row, cell)

    @property
    def order(self) -> tuple[str, str, int, int]:
        """By which places are put in order: what is meant as a whole comes before its parts."""
        return self.file, self.sheet or "", self.row or 0, self.cell or 0


NOWHERE = Place()
"""Of data that came from no file."""


def cell_name(cell: int, row: int | None) -> str:
    """A cell as spreadsheets name it: 'D12'; a column without a row is 'D'."""
    letters = ""
    while cell > 0:
        cell, letter = divmod(cell - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{'' if row is None else row}"


def cell_number(name: str | None) -> int | None:
    """The column of a cell by its name: 4 of 'D12'; None where none is named."""
    letters = (name or "").rstrip("0123456789")
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number or None

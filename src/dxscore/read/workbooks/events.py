"""What a reader of one format tells of a workbook, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from dxscore.read.workbooks.shown import NOT_STORED, Cell

ROWS_AT_MOST = 200_000
COLUMNS_AT_MOST = 256
CELLS_AT_MOST = 2_500_000
SHEETS_AT_MOST = 200
MERGES_AT_MOST = 20_000
CHARACTERS_AT_MOST = 32_767

Reason = Literal[
    "password",
    "broken",
    "unsafe",
    "too_much",
    "no_library",
    "other",
]
Event = tuple[Any, ...]
"""One of, ready for JSON:

("sheet", name, hidden)           a sheet begins
("row", number, hidden, cells)    a row with any text: cells from the first column to the last filled one
("hidden_columns", first, last)
("merge", first row, last row, first column, last column)
("far", row, column)              a filled cell beyond `COLUMNS_AT_MOST`
("cut", row)                      a sheet of more than `ROWS_AT_MOST` rows ends here
("kind", "XLSX" | "XLS" | "XLSB" | "ODS")
("macros",)                       the workbook carries macros
("comments",)                     comments that belong to no sheet that is read
("remark", kind, row, column, text)  a comment or text box ("comment", "text_box") of the sheet; without a row
                                  where it stands on no cell, without a text where that cannot be read
("more_remarks", kind, count)     those of the sheet that are not told one by one
("refused", reason, detail, values)  nothing more comes; as in `RefusedError`
"""
Events = Iterator[Event]


class RefusedError(Exception):
    """The workbook cannot be read, or must not be."""

    def __init__(self, reason: Reason, detail: str = "", **values: str | int) -> None:
        """`detail` is a key of `causes.CAUSES`, filled with `values`, or a library's own words."""
        super().__init__(reason)
        self.reason: Reason = reason
        self.detail = detail
        self.values = values


class Budget:
    """How many cells the whole workbook may hold, blank ones with a format included."""

    def __init__(self) -> None:
        self._left = CELLS_AT_MOST

    def spend(self, cells: int = 1) -> None:
        """Count `cells`.

        Raises:
            RefusedError: there are too many.
        """
        self._left -= cells
        if self._left < 0:
            raise RefusedError("too_much", "more than {limit} cells", limit=CELLS_AT_MOST)


class RowBuilder:
    """Gathers the filled cells of one sheet, row by row, within the limits.

    Rows and cells must come in ascending order: where a file holds a cell twice, programs disagree on
    which of the two counts.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._rows = 0
        self._last = 0
        self._column = 0
        self._cells: list[Cell] = []
        self.number = 0
        self.hidden = False
        self.far: Event | None = None

    def open(self, number: int, hidden: bool) -> None:
        """A row begins.

        Raises:
            RefusedError: it does not stand below the last one.
        """
        if number <= self._last:
            raise RefusedError("broken", "row {row} after row {last}", row=number, last=self._last)
        self._last = self.number = number
        self.hidden = hidden
        self._cells = []
        self._column = 0

    def put(self, column: int, cell: Cell) -> None:
        """The cell in `column`, from 1; blank ones need not be put.

        Raises:
            RefusedError: it does not stand behind the last one, or the workbook is too large.
        """
        if column <= self._column:
            raise RefusedError(
                "broken",
                "row {row}: column {column} after column {last}",
                row=self.number,
                column=column,
                last=self._column,
            )
        self._column = column
        self._budget.spend()
        if column > COLUMNS_AT_MOST:
            if self.far is None and (cell == NOT_STORED or "".join(cell).strip()):
                self.far = ("far", self.number, column)
            return
        cells = self._cells
        if column > len(cells) + 1:
            cells.extend([""] * (column - len(cells) - 1))
        if isinstance(cell, str) and len(cell) > CHARACTERS_AT_MOST:
            raise RefusedError(
                "too_much", "a cell of {count} characters in row {row}", count=len(cell), row=self.number
            )
        cells.append(cell)

    def close(self) -> Event | None:
        """The row as an event; None where it holds nothing."""
        if not any(cell == NOT_STORED or "".join(cell).strip() for cell in self._cells):
            return None
        self._rows += 1
        if self._rows > ROWS_AT_MOST:
            return ("cut", self.number)
        return ("row", self.number, self.hidden, self._cells)

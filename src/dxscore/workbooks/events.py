"""What a reader of one format tells of a workbook, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from typing import Any, Final, Literal, NamedTuple

Cell = str | list[str]
"""What a cell holds, ready for JSON: text as typed; ``[number]`` where a point stands before decimals, be it
followed by a percent sign or not; ``[]`` for a formula whose result is not stored."""

NOT_STORED: Final[list[str]] = []

# Of one workbook, all of its sheets together.
ROWS_AT_MOST = 200_000
CELLS_AT_MOST = 2_500_000
BLANK_CELLS_AT_MOST = 1_000_000
ALL_CHARACTERS_AT_MOST = 30_000_000
SHEETS_AT_MOST = 200
MERGES_AT_MOST = 20_000
MERGED_ROWS_AT_MOST = 1_000_000  # a merged cell may reach down to the last row there is, but not many can
TEXTS_AT_MOST = 1_000_000  # those kept apart, to which cells refer
FORMATS_AT_MOST = 65_536  # Excel takes 65,490
# Rows and cells that are written once and stand for many; no one types so many of the same.
REPEATED_ROWS_AT_MOST = 20_000
REPEATED_CELLS_AT_MOST = 600_000
# Of one sheet.
COLUMNS_AT_MOST = 256
COLUMNS_THERE_ARE = 16_384
ROWS_THERE_ARE = 1_048_576
# Of one cell.
CHARACTERS_AT_MOST = 32_767

Reason = Literal[
    "password",
    "broken",
    "unsafe",
    "too_much",
    "too_many_rows",
    "no_library",
    "other",
]
Event = tuple[Any, ...]
"""One of, ready for JSON:

("sheet", name, hidden)           a sheet begins
("lost", name)                    a sheet whose cells are not in the file
("module", name)                  a sheet that is a page of macros, which has no cells
("row", number, hidden, cells)    a row with any text: cells from the first column to the last filled one
("hidden_columns", first, last)
("merge", first row, last row, first column, last column)
("far", row, column)              a filled cell beyond `COLUMNS_AT_MOST`
("kind", "XLSX" | "XLS" | "ODS")
("macros",)                       the workbook carries macros
("comments",)                     comments that belong to no sheet that is read
("remark", kind, row, column, text)  a comment or text box ("comment", "text_box") of the sheet; without a row
                                  where it stands on no cell, without a text where that cannot be read
("more_remarks", kind, count)     those of the sheet that are not told one by one
("refused", reason, detail, values, row, column)  nothing more comes; as in `RefusedError`
"""
Events = Iterator[Event]


class Place(NamedTuple):
    """A row, or a cell, of a sheet; from 1."""

    row: int | None = None
    column: int | None = None


class RefusedError(Exception):
    """The workbook cannot be read, or must not be."""

    def __init__(self, reason: Reason, detail: str = "", **values: str | int) -> None:
        """`detail` is a key of `causes.CAUSES`, filled with `values`, or a library's own words."""
        super().__init__(reason)
        self.reason: Reason = reason
        self.detail = detail
        self.values = values
        self.place = Place()

    def at(self, place: Place) -> RefusedError:
        """The same, of a row or cell of the sheet told last; the first place that is known counts."""
        self.place = place if self.place == Place() else self.place
        return self


class Budget:
    """How much the whole workbook may hold. Whoever spends too much is refused (`RefusedError`)."""

    def __init__(self) -> None:
        self._rows = self._cells = self._blank = self._characters = 0
        self._merges = self._merged_rows = self._columns = self._repeated_rows = self._repeated_cells = 0

    def row(self, cells: list[Cell], put: int) -> None:
        """A row with any text. `cells` are those that are told, `put` is how many there were."""
        self._rows += 1
        if self._rows > ROWS_AT_MOST:
            raise RefusedError("too_many_rows")
        self._characters += sum(map(len, cells))
        if self._characters > ALL_CHARACTERS_AT_MOST:
            raise RefusedError("too_much", "more than {limit} characters", limit=ALL_CHARACTERS_AT_MOST)
        blank = cells.count("")
        self.cells(max(0, put - blank), blank)

    def cells(self, filled: int, blank: int) -> None:
        """Cells of a row; the blank ones have a format, or stand between others."""
        self._cells += filled + blank
        self._blank += blank
        if self._cells > CELLS_AT_MOST:
            raise RefusedError("too_much", "more than {limit} cells", limit=CELLS_AT_MOST)
        if self._blank > BLANK_CELLS_AT_MOST:
            raise RefusedError(
                "too_much", "more than {limit} cells without content", limit=BLANK_CELLS_AT_MOST
            )

    def merge(self, rows: int) -> None:
        """A merged cell over so many rows."""
        self._merges += 1
        self._merged_rows += min(rows, ROWS_AT_MOST)
        if self._merged_rows > MERGED_ROWS_AT_MOST:
            raise RefusedError(
                "too_much", "cells merged over more than {limit} rows in all", limit=MERGED_ROWS_AT_MOST
            )
        if self._merges > MERGES_AT_MOST:
            raise RefusedError("too_much", "more than {limit} merged cells", limit=MERGES_AT_MOST)

    def columns(self) -> None:
        """A column, or a run of columns, that is described."""
        self._columns += 1
        if self._columns > COLUMNS_THERE_ARE:
            raise RefusedError("too_much", "more than {limit} columns described", limit=COLUMNS_THERE_ARE)

    def repeated(self, rows: int, cells: int) -> None:
        """A row that stands for `rows` more, all of them with `cells` more than are written."""
        self._repeated_rows += rows
        self._repeated_cells += cells
        if self._repeated_rows >= ROWS_AT_MOST:
            raise RefusedError("too_many_rows")
        if self._repeated_rows > REPEATED_ROWS_AT_MOST:
            raise RefusedError("too_much", "more than {limit} repeated rows", limit=REPEATED_ROWS_AT_MOST)
        if self._repeated_cells > REPEATED_CELLS_AT_MOST:
            raise RefusedError(
                "too_much", "more than {limit} cells that repeat another", limit=REPEATED_CELLS_AT_MOST
            )


def check_pieces(pieces: Sized) -> None:
    """A text in more pieces than it may have characters is one that no program writes.

    Raises:
        RefusedError: it is one.
    """
    if len(pieces) > CHARACTERS_AT_MOST:
        raise RefusedError("too_much", "a cell of more than {limit} characters", limit=CHARACTERS_AT_MOST)


class RowBuilder:
    """Gathers the filled cells of one sheet, row by row, within the limits.

    Rows and cells must come in ascending order: where a file holds a cell twice, programs disagree on
    which of the two counts.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._last = 0
        self._column = self._put = 0
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
        if number > ROWS_THERE_ARE:
            raise RefusedError("broken", "a row {row}", row=number)
        self._last = self.number = number
        self.hidden = hidden
        self._cells = []
        self._column = self._put = 0

    def put(self, column: int, cell: Cell) -> None:
        """The cell in `column`, from 1; blank ones need not be put.

        Raises:
            RefusedError: it does not stand behind the last one, or where no column is, or is too long.
        """
        if column <= self._column:
            raise RefusedError(
                "broken", "column {column} after column {last}", column=column, last=self._column
            ).at(Place(self.number))
        self._column = column
        self._put += 1
        if isinstance(cell, str) and "\r" in cell:  # one line break, however a program writes it
            cell = cell.replace("\r\n", "\n").replace("\r", "\n")
        if column > COLUMNS_AT_MOST:
            self._put_far(column, cell)
            return
        cells = self._cells
        if column > len(cells) + 1:
            cells.extend([""] * (column - len(cells) - 1))
        if len(cell) > CHARACTERS_AT_MOST:
            raise RefusedError("too_much", "a cell of {count} characters", count=len(cell)).at(
                Place(self.number, column)
            )
        cells.append(cell)

    def _put_far(self, column: int, cell: Cell) -> None:
        if column > COLUMNS_THERE_ARE:
            raise RefusedError("broken", "a cell in column {column}", column=column).at(Place(self.number))
        if self.far is None and is_filled(cell):
            self.far = ("far", self.number, column)

    def close(self) -> Event | None:
        """The row as an event; None where it holds nothing.

        Raises:
            RefusedError: the workbook is too large.
        """
        if not any(map(is_filled, self._cells)):
            self._budget.cells(0, self._put)
            return None
        self._budget.row(self._cells, self._put)
        while not is_filled(self._cells[-1]):  # some programs write cells that have nothing but a format
            del self._cells[-1]
        return ("row", self.number, self.hidden, self._cells)


def is_filled(cell: Cell) -> bool:
    """Whether anything stands in a cell: a text that is not blank, a number, a formula without result."""
    return bool(cell.strip()) if isinstance(cell, str) else True

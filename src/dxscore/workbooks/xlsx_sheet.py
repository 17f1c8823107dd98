"""The part of an .xlsx file that holds one sheet, told as events."""

from __future__ import annotations

import re
from typing import Final

from dxscore.workbooks.container import Package
from dxscore.workbooks.events import (
    NOT_STORED,
    ROWS_AT_MOST,
    Budget,
    Cell,
    Event,
    Events,
    Place,
    RefusedError,
    RowBuilder,
    check_pieces,
)
from dxscore.workbooks.markup import Attributes, Parser, Tag
from dxscore.workbooks.parts import REFERENCE, column_number, truth, unescaped, whole
from dxscore.workbooks.shown import Styles, shown_day

_LARGE = 12 * ROWS_AT_MOST  # bytes; so many rows are never shorter
_WHOLE = re.compile(r"[1-9][0-9]{0,14}|0")
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,5})?")
_NO_NUMBERS: Final = frozenset({"nan", "inf", "-inf", "infinity", "-infinity"})
_NOTHING_CALCULATED = re.compile(r"\s*|-?0*\.?0*(?:[eE][-+]?[0-9]+)?")
_TYPES: Final = frozenset({"n", "s", "str", "inlineStr", "b", "d", "e"})
Area = tuple[int, int, int, int]
"""First and last row, first and last column, from 1."""


class SheetReader:
    """The parts of one sheet, as its tags come."""

    def __init__(
        self, strings: list[str], styles: Styles, budget: Budget, asks_to_calculate: bool = False
    ) -> None:
        """Nothing is read yet.

        Args:
            strings: texts that cells refer to.
            styles: cell formats.
            budget: of the whole workbook.
            asks_to_calculate: whether the workbook says that its formulas are still to be calculated: a
                result of nothing, or of 0, is then what its writer put in for want of one.
        """
        self._strings = strings
        self._styles = styles
        self._budget = budget
        self._asks_to_calculate = asks_to_calculate
        self._rows = RowBuilder(budget)
        self._out: list[Event] = []
        self._row = self._column = self._style = self._values = 0
        self._type = ""
        self._formula = False
        self._arrays: list[Area] = []
        self._value: list[str] = []
        self._inline: list[str] = []

    def events(self, package: Package, part: str) -> Events:
        """Rows, hidden columns and merged cells of the sheet in `part`."""
        if package.size(part) > _LARGE and package.count(part, b"</row>", b":row>") > ROWS_AT_MOST:
            raise RefusedError("too_many_rows")
        for _ in Parser({"x:worksheet": self._tags()}).run(package.chunks(part)):
            yield from self._out
            self._out.clear()
        if self._rows.far is not None:
            yield self._rows.far

    def _tags(self) -> Tag:
        text = Tag(start=self._start_text, text=self._inline.append)
        cell = Tag(
            {
                "x:f": Tag(start=self._start_formula),
                "x:v": Tag(start=self._start_value, text=self._value.append),
                "x:is": Tag({"x:t": text, "x:r": Tag({"x:t": text})}),
            },
            start=self._start_cell,
            end=self._end_cell,
        )
        row = Tag({"x:c": cell}, start=self._start_row, end=self._end_row)
        return Tag(
            {
                "x:cols": Tag({"x:col": Tag(start=self._start_column)}),
                "x:sheetData": Tag({"x:row": row}),
                "x:mergeCells": Tag({"x:mergeCell": Tag(start=self._start_merge)}),
            }
        )

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else whole(number)
        self._column = 0
        self._rows.open(self._row, truth(attributes.get("hidden")))

    def _end_row(self) -> None:
        event = self._rows.close()
        if event is not None:
            self._out.append(event)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else self._place(reference)
        style = attributes.get("s")  # some programs write it with nothing in it
        self._style = whole(style) if style else 0
        self._type = attributes.get("t", "n")
        self._formula = False
        self._values = 0
        self._value.clear()
        self._inline.clear()

    def _place(self, reference: str) -> int:
        found = REFERENCE.fullmatch(reference)
        if found is None or int(found[2]) != self._row:
            raise RefusedError("broken", "a cell called {name}", name=reference[:20]).at(Place(self._row))
        return column_number(found[1])

    def _start_formula(self, attributes: Attributes) -> None:
        self._formula = True
        if self._asks_to_calculate and attributes.get("t") in ("array", "dataTable"):
            self._arrays.append(_area(attributes.get("ref", "")))

    def _start_value(self, _: Attributes) -> None:
        self._values += 1
        if self._values > 1:
            raise RefusedError("broken", "two values in one cell").at(Place(self._row, self._column))

    def _start_text(self, _: Attributes) -> None:
        check_pieces(self._inline)

    def _end_cell(self) -> None:
        inline = self._inline and (self._type == "inlineStr" or not self._value)
        text = "".join(self._inline if inline else self._value)
        if self._is_not_calculated(text):
            cell: Cell = NOT_STORED
        else:
            try:
                cell = self._cell(text) if text else ""
            except RefusedError as error:
                raise error.at(Place(self._row, self._column)) from None
        self._rows.put(self._column, cell)

    def _is_not_calculated(self, text: str) -> bool:
        if self._formula and not text and self._type != "str":
            return True
        if not self._asks_to_calculate or not (self._formula or self._arrays):
            return False
        if self._type in ("s", "e", "inlineStr") or not _NOTHING_CALCULATED.fullmatch(text):
            return False
        return self._formula or (bool(text) and any(map(self._is_in, self._arrays)))

    def _is_in(self, area: Area) -> bool:
        top, bottom, left, right = area
        return top <= self._row <= bottom and left <= self._column <= right

    def _cell(self, text: str) -> Cell:
        if self._type == "n":
            if _WHOLE.fullmatch(text) and self._styles.kind(self._style) == "number":
                return text  # what `show` would make of it, in a tenth of the time
            return self._number(text)
        if self._type == "s":
            index = whole(text)
            if index >= len(self._strings):
                raise RefusedError("broken", "a text that is not there")
            return self._strings[index]
        if self._type == "b":
            return "TRUE" if truth(text) else "FALSE"
        if self._type == "d":
            return shown_day(text, self._styles.kind(self._style))
        return self._text(text)

    def _number(self, text: str) -> Cell:
        if _NUMBER.fullmatch(text):
            return self._styles.show(float(text), self._style)
        if text.casefold() in _NO_NUMBERS:
            return "#NUM!"
        raise RefusedError("broken", "a number that is none")

    def _text(self, text: str) -> Cell:
        if self._type not in _TYPES or (self._type == "e" and not text.startswith("#")):
            raise RefusedError("broken", "a cell of an unknown kind")
        return text if self._type == "e" else unescaped(text)

    def _start_column(self, attributes: Attributes) -> None:
        self._budget.columns()
        if truth(attributes.get("hidden")):
            self._out.append(("hidden_columns", whole(attributes.get("min")), whole(attributes.get("max"))))

    def _start_merge(self, attributes: Attributes) -> None:
        top, bottom, left, right = _area(attributes.get("ref", ""))
        self._budget.merge(bottom - top + 1)
        self._out.append(("merge", top, bottom, left, right))


def _area(reference: str) -> Area:
    """'B2:D9', or 'B2' alone.

    Raises:
        RefusedError: it is neither.
    """
    first, colon, last = reference.partition(":")
    corners = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last if colon else first)
    if corners[0] is None or corners[1] is None:
        raise RefusedError("broken", "cells called {name}", name=reference[:40])
    rows = sorted(int(corner[2]) for corner in corners if corner)
    columns = sorted(column_number(corner[1]) for corner in corners if corner)
    return rows[0], rows[1], columns[0], columns[1]

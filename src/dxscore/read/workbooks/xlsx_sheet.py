"""The part of an .xlsx file that holds one sheet, told as events."""

from __future__ import annotations

import re

from dxscore.read.workbooks import markup
from dxscore.read.workbooks.container import Package
from dxscore.read.workbooks.events import (
    ROWS_AT_MOST,
    Budget,
    Event,
    Events,
    RefusedError,
    RowBuilder,
    check_pieces,
)
from dxscore.read.workbooks.parts import REFERENCE, column_number, unescaped, whole
from dxscore.read.workbooks.shown import NOT_STORED, Cell, Styles

_LARGE = 12 * ROWS_AT_MOST  # bytes; so many rows are never shorter
_OTHERS_AT_MOST = 500_000
_WHOLE = re.compile(r"[1-9][0-9]{0,14}|0")


class SheetReader:
    """The parts of one sheet, as its tags come."""

    def __init__(self, strings: list[str], styles: Styles, budget: Budget) -> None:
        self._strings = strings
        self._styles = styles
        self._budget = budget
        self._rows = RowBuilder(budget)
        self._out: list[Event] = []
        self._others = 0
        self._row = self._column = self._style = 0
        self._type = ""
        self._formula = self._inside = self._phonetic = False
        self._pieces: list[str] = []
        self._start = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_text,
            "t": self._start_text,
            "is": _pass_over,
            "rPh": self._start_phonetic,
            "col": self._start_column,
            "mergeCell": self._start_merge,
        }
        self._end = {
            "row": self._end_row,
            "c": self._end_cell,
            "v": self._end_text,
            "t": self._end_text,
            "rPh": self._end_phonetic,
        }

    def events(self, package: Package, part: str) -> Events:
        """Rows, hidden columns and merged cells of the sheet in `part`."""
        if package.size(part) > _LARGE and package.count(part, b"</row>", b":row>") > ROWS_AT_MOST:
            raise RefusedError("too_many_rows")
        for _ in markup.parse(package.chunks(part), self._tag, self._end_tag, self._text):
            yield from self._out
            self._out.clear()
        if self._rows.far is not None:
            yield self._rows.far

    def _tag(self, name: str, attributes: dict[str, str]) -> None:
        handle = self._start.get(name) or self._start.get(markup.local(name))
        if handle is not None:
            handle(attributes)
            return
        self._others += 1
        if self._others > _OTHERS_AT_MOST:
            raise RefusedError(
                "too_much", "a sheet of more than {limit} elements but cells", limit=_OTHERS_AT_MOST
            )

    def _end_tag(self, name: str) -> None:
        handle = self._end.get(name) or self._end.get(markup.local(name))
        if handle is not None:
            handle()

    def _text(self, data: str) -> None:
        if self._inside:
            self._pieces.append(data)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = whole(attributes.get("r")) or self._row + 1
        self._column = 0
        self._rows.open(self._row, attributes.get("hidden") in ("1", "true"))

    def _end_row(self) -> None:
        event = self._rows.close()
        if event is not None:
            self._out.append(event)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = self._column + 1 if reference is None else self._place(reference)
        self._style = whole(attributes.get("s"))
        self._type = attributes.get("t", "n")
        self._formula = False
        self._pieces.clear()

    def _place(self, reference: str) -> int:
        found = REFERENCE.fullmatch(reference)
        if found is None or int(found[2]) != self._row:
            raise RefusedError(
                "broken", "a cell called {name} in row {row}", name=reference[:20], row=self._row
            )
        return column_number(found[1])

    def _start_formula(self, _: dict[str, str]) -> None:
        self._formula = True

    def _start_text(self, _: dict[str, str]) -> None:
        self._inside = not self._phonetic
        check_pieces(self._pieces)

    def _end_text(self) -> None:
        self._inside = False

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        if not text and self._formula and self._type != "str":
            cell: Cell = NOT_STORED
        else:
            cell = self._cell(text) if text else ""
        self._rows.put(self._column, cell)

    def _cell(self, text: str) -> Cell:
        if self._type == "n":
            if _WHOLE.fullmatch(text) and self._styles.kind(self._style) == "number":
                return text  # what `show` would make of it, in a tenth of the time
            return self._styles.show(_number(text, self._row), self._style)
        if self._type == "s":
            index = whole(text)
            if index >= len(self._strings):
                raise RefusedError("broken", "row {row} refers to a text that is not there", row=self._row)
            return self._strings[index]
        if self._type == "b":
            return "TRUE" if text.strip() in ("1", "true") else "FALSE"
        if self._type == "d":
            return text[:10] if text[10:] in ("", "T00:00:00", "T00:00:00.000") else text
        return text if self._type == "e" else unescaped(text)

    def _start_column(self, attributes: dict[str, str]) -> None:
        self._budget.columns()
        if attributes.get("hidden") in ("1", "true"):
            self._out.append(("hidden_columns", whole(attributes.get("min")), whole(attributes.get("max"))))

    def _start_merge(self, attributes: dict[str, str]) -> None:
        first_cell, _, last_cell = attributes.get("ref", "").partition(":")
        first, last = REFERENCE.fullmatch(first_cell), REFERENCE.fullmatch(last_cell)
        if first and last:
            rows, columns = (int(first[2]), int(last[2])), (column_number(first[1]), column_number(last[1]))
            self._budget.merge(rows[1] - rows[0] + 1)
            self._out.append(("merge", *rows, *columns))


def _pass_over(_: dict[str, str]) -> None:
    """What says nothing by itself."""


def _number(text: str, row: int) -> float:
    try:
        return float(text)
    except ValueError:
        raise RefusedError("broken", "a number that is none in row {row}", row=row) from None

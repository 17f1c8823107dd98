"""OpenDocument spreadsheets (.ods), told as events."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from dxscore.read.workbooks import markup
from dxscore.read.workbooks.container import Package
from dxscore.read.workbooks.events import (
    ROWS_AT_MOST,
    SHEETS_AT_MOST,
    Budget,
    Event,
    Events,
    RefusedError,
    RowBuilder,
    check_pieces,
)
from dxscore.read.workbooks.ods_remarks import CONTAINERS, REMARKS, OpenRemarks
from dxscore.read.workbooks.shown import NOT_STORED, Cell, as_decimal

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_NUMBERS = re.compile(r"[0-9]+")
_DAY_PARTS = 3
_TRUTHS = frozenset({"TRUE", "FALSE"})
_LARGE = 30 * ROWS_AT_MOST  # bytes; so many rows are never shorter
_NOT_TEXT = frozenset({*REMARKS, *CONTAINERS, "desc", "title"})


def events(package: Package) -> Events:
    """What the spreadsheet in `package` holds.

    Raises:
        RefusedError: it is damaged, under a password, or beyond the limits.
    """
    if _MANIFEST in package.names:
        for tag, _ in markup.elements(package.chunks(_MANIFEST)):
            if tag == "encryption-data":
                raise RefusedError("password")
    if any(name.startswith("Basic/") and name.endswith("/Module1.xml") for name in package.names):
        yield ("macros",)
    yield from _Reader().events(package)


class _Reader:
    """The sheets of one document, as its tags come."""

    def __init__(self) -> None:
        self._out: list[Event] = []
        self._budget = Budget()
        self._sheets = 0
        self._invisible: set[str] = set()  # styles of hidden sheets
        self._style = ""
        self._rows: RowBuilder | None = None
        self._row = self._column = self._repeat_row = self._repeat_cell = 1
        self._attributes: dict[str, str] = {}
        self._cells: list[tuple[int, int, Cell]] = []
        self._hidden_row = False
        self._paragraphs: list[list[str]] = []
        self._inside = False
        self._passed_over = 0
        self._remarks = OpenRemarks()

    def events(self, package: Package) -> Events:
        """Sheets, rows, hidden columns and merged cells in the order of the file."""
        if package.size(CONTENT) > _LARGE and package.count(CONTENT, b"table-row>") > ROWS_AT_MOST:
            raise RefusedError("too_many_rows")
        chunks = package.chunks(CONTENT)
        for _ in markup.parse(chunks, self._tag, self._end_tag, self._text):
            yield from self._out
            self._out.clear()
        if not self._sheets:
            raise RefusedError("broken", "a document without sheets")

    def _tag(self, name: str, attributes: dict[str, str]) -> None:
        tag = markup.local(name)
        if self._passed_over or tag in _NOT_TEXT:
            self._passed_over += 1
            self._remarks.start(tag, self._row, self._column)
            return
        handle = _STARTS.get(tag)
        if handle is not None:
            handle(self, {markup.local(key): value for key, value in attributes.items()})

    def _end_tag(self, name: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
            self._remarks.end(markup.local(name))
            return
        handle = _ENDS.get(markup.local(name))
        if handle is not None:
            handle(self)

    def _text(self, data: str) -> None:
        if self._passed_over:
            self._remarks.text(data)
        elif self._inside:
            self._paragraphs[-1].append(data)

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get("name", "")

    def _start_table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get("display") == "false":
            self._invisible.add(self._style)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._sheets += 1
        if self._sheets > SHEETS_AT_MOST:
            raise RefusedError("too_much", "more than {limit} sheets", limit=SHEETS_AT_MOST)
        hidden = attributes.get("style-name", "") in self._invisible
        self._out.append(("sheet", attributes.get("name", ""), hidden))
        self._rows = RowBuilder(self._budget)
        self._row, self._column = 1, 1
        self._remarks = OpenRemarks()

    def _end_table(self) -> None:
        if self._rows is not None and self._rows.far is not None:
            self._out.append(self._rows.far)
        self._out += self._remarks.events()
        self._rows = None

    def _start_column(self, attributes: dict[str, str]) -> None:
        self._budget.columns()
        repeated = _repeated(attributes, "number-columns-repeated")
        if attributes.get("visibility", "visible") != "visible" and self._rows is not None:
            self._out.append(("hidden_columns", self._column, self._column + repeated - 1))
        self._column += repeated

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._repeat_row = _repeated(attributes, "number-rows-repeated")
        self._hidden_row = attributes.get("visibility", "visible") != "visible"
        self._column = 1
        self._cells = []

    def _end_row(self) -> None:
        """A row that stands for several of the same content is told as often, within the limits."""
        if self._rows is not None and self._cells:
            repeated = sum(times for _, times, _ in self._cells)
            self._budget.repeated(self._repeat_row - 1, repeated * self._repeat_row - len(self._cells))
            for number in range(self._row, self._row + self._repeat_row):
                self._rows.open(number, self._hidden_row)
                for column, repeated, cell in self._cells:
                    for place in range(column, column + repeated):
                        self._rows.put(place, cell)
                event = self._rows.close()
                if event is not None:
                    self._out.append(event)
        self._row += self._repeat_row

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._repeat_cell = _repeated(attributes, "number-columns-repeated")
        self._paragraphs = []
        down = _repeated(attributes, "number-rows-spanned")
        across = _repeated(attributes, "number-columns-spanned")
        if (down > 1 or across > 1) and self._rows is not None:
            self._budget.merge(down)
            last_row, last_column = self._row + down - 1, self._column + across - 1
            self._out.append(("merge", self._row, last_row, self._column, last_column))

    def _end_cell(self) -> None:
        cell = _cell(self._attributes, "\n".join("".join(pieces) for pieces in self._paragraphs))
        if cell != "":
            self._cells.append((self._column, self._repeat_cell, cell))
        self._column += self._repeat_cell

    def _start_paragraph(self, _: dict[str, str]) -> None:
        check_pieces(self._paragraphs)
        self._paragraphs.append([])
        self._inside = True

    def _end_paragraph(self) -> None:
        self._inside = False

    def _start_spaces(self, attributes: dict[str, str]) -> None:
        if self._inside:
            check_pieces(self._paragraphs[-1])
            self._paragraphs[-1].append(" " * min(_repeated(attributes, "c"), 100))

    def _start_break(self, _: dict[str, str]) -> None:
        if self._inside:
            self._paragraphs[-1].append(" ")


_STARTS = {
    "style": _Reader._start_style,
    "table-properties": _Reader._start_table_properties,
    "table": _Reader._start_table,
    "table-column": _Reader._start_column,
    "table-row": _Reader._start_row,
    "table-cell": _Reader._start_cell,
    "covered-table-cell": _Reader._start_cell,
    "p": _Reader._start_paragraph,
    "s": _Reader._start_spaces,
    "tab": _Reader._start_break,
    "line-break": _Reader._start_break,
}
_ENDS = {
    "table": _Reader._end_table,
    "table-row": _Reader._end_row,
    "table-cell": _Reader._end_cell,
    "covered-table-cell": _Reader._end_cell,
    "p": _Reader._end_paragraph,
}


def _repeated(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key)
    if text is None:
        return 1
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _cell(attributes: dict[str, str], text: str) -> Cell:
    """A cell by the type that it declares; `text` is what it shows."""
    # Newer LibreOffice says 'error' beside a type that older programs know.
    kind = attributes.get("value-type", "")
    if text[:1] == "#" or text.startswith("Err:"):
        return text if text.startswith("#") else "#VALUE!"
    if not kind:
        return NOT_STORED if "formula" in attributes and not text else text
    if kind == "float" and text in _TRUTHS:
        return text  # LibreOffice makes a number of a truth that it read in .xlsx
    if kind in ("float", "percentage", "currency"):
        return _number(attributes.get("value", ""), "%" if kind == "percentage" else "")
    if kind == "boolean":
        return attributes.get("boolean-value", "").upper()
    if kind == "date":
        return _day(attributes.get("date-value", ""), text)
    return text or attributes.get("string-value", "")


def _number(text: str, sign: str) -> Cell:
    try:
        value = Decimal(repr(float(text)))
        return as_decimal(value * 100 if sign else value, sign)
    except (ValueError, InvalidOperation):
        raise RefusedError("broken", "a number that is none") from None


def _day(value: str, text: str) -> str:
    """The day, or the month where no day is shown: to the program, 12/2025 typed into a cell is a day.

    So is 5/12, which shows no year, and is no fraction.
    """
    numbers = _NUMBERS.findall(text)
    return text if value[:4] in numbers and len(numbers) < _DAY_PARTS else value[:10]

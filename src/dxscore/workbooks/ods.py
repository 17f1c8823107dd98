"""OpenDocument spreadsheets (.ods), told as events."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from dxscore.workbooks import markup
from dxscore.workbooks.container import Package
from dxscore.workbooks.events import (
    NOT_STORED,
    ROWS_AT_MOST,
    SHEETS_AT_MOST,
    Budget,
    Cell,
    Event,
    Events,
    Place,
    RefusedError,
    RowBuilder,
    check_pieces,
)
from dxscore.workbooks.markup import Attributes, Parser, Tag, attribute
from dxscore.workbooks.ods_remarks import CONTAINERS, ON_SHEET, REMARKS, OpenRemarks
from dxscore.workbooks.parts import truth, whole
from dxscore.workbooks.shown import as_decimal

CONTENT = "content.xml"
_MANIFEST = "meta-inf/manifest.xml"
_NUMBERS = re.compile(r"[0-9]+")
_DAY_PARTS = 3
_TRUTHS = frozenset({"TRUE", "FALSE"})
_LARGE = 30 * ROWS_AT_MOST  # bytes; so many rows are never shorter
_REPEATED = re.compile(r"[1-9][0-9]{0,8}")
_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,5})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.,]+Z?)?")


def events(package: Package) -> Events:
    """What the spreadsheet in `package` holds.

    Raises:
        RefusedError: it is damaged, under a password, or beyond the limits.
    """
    if _MANIFEST in package.names:
        _refuse_encrypted(package)
    if any(name.startswith("basic/") and name.endswith("/module1.xml") for name in package.names):
        yield ("macros",)
    yield from _Reader().events(package)


def _refuse_encrypted(package: Package) -> None:
    def encrypted(_: Attributes) -> None:
        raise RefusedError("password")

    entry = Tag({"manifest:encryption-data": Tag(start=encrypted)})
    root = Tag({"manifest:file-entry": entry})
    markup.read(package.chunks(_MANIFEST), {"manifest:manifest": root})


class _Reader:
    """The sheets of one document, as its tags come."""

    def __init__(self) -> None:
        self._out: list[Event] = []
        self._budget = Budget()
        self._sheets = 0
        self._invisible: set[str] = set()  # styles of hidden sheets
        self._style = ""
        self._rows = RowBuilder(self._budget)
        self._row = self._column = self._repeat_row = self._repeat_cell = 1
        self._attributes: Attributes = {}
        self._cells: list[tuple[int, int, Cell]] = []
        self._hidden_row = False
        self._paragraphs: list[list[str]] = []
        self._remarks = OpenRemarks()
        self._parser = Parser({"office:document-content": self._document()})

    def events(self, package: Package) -> Events:
        """Sheets, rows, hidden columns and merged cells in the order of the file."""
        if package.size(CONTENT) > _LARGE and package.count(CONTENT, b"table-row>") > ROWS_AT_MOST:
            raise RefusedError("too_many_rows")
        try:
            for _ in self._parser.run(package.chunks(CONTENT)):
                yield from self._out
                self._out.clear()
        except RefusedError:
            yield from self._out  # among it is the sheet of which that is told
            raise
        if not self._sheets:
            raise RefusedError("broken", "a document without sheets")

    def _document(self) -> Tag:
        properties = Tag(start=self._start_table_properties)
        style = Tag({"style:table-properties": properties}, start=self._start_style)
        sheet = Tag(
            {**self._columns(), **self._table_rows(), **self._drawn(ON_SHEET)},
            start=self._start_table,
            end=self._end_table,
        )
        return Tag(
            {
                "office:automatic-styles": Tag({"style:style": style}),
                "office:body": Tag({"office:spreadsheet": Tag({"table:table": sheet})}),
            }
        )

    def _columns(self) -> dict[str, Tag]:
        group = Tag({"table:table-column": Tag(start=self._start_column)})
        names = ("table:table-columns", "table:table-column-group", "table:table-header-columns")
        group.add(dict.fromkeys(names, group))
        return {"table:table-column": Tag(start=self._start_column), **dict.fromkeys(names, group)}

    def _table_rows(self) -> dict[str, Tag]:
        inside = {**self._texts(), **self._drawn(*REMARKS, *CONTAINERS)}
        cell = Tag(inside, start=self._start_cell, end=self._end_cell)
        cells = dict.fromkeys(("table:table-cell", "table:covered-table-cell"), cell)
        row = Tag(cells, start=self._start_row, end=self._end_row)
        group = Tag({"table:table-row": row})
        names = ("table:table-rows", "table:table-row-group", "table:table-header-rows")
        group.add(dict.fromkeys(names, group))
        return {"table:table-row": row, **dict.fromkeys(names, group)}

    def _texts(self) -> dict[str, Tag]:
        """Paragraphs: of what stands in one and is unknown, the text counts (ODF 1.2, 3.17)."""
        inline = Tag(
            {
                "text:s": Tag(start=self._start_spaces),
                "text:tab": Tag(start=self._start_break),
                "text:line-break": Tag(start=self._start_break),
                "text:ruby-text": Tag(),  # how a word in an Asian script is read
                "text:note": Tag(),
                **self._drawn(*REMARKS, *CONTAINERS),
            },
            text=self._add,
        )
        inline.others = inline
        paragraph = Tag(start=self._start_paragraph, text=self._add, others=inline)
        paragraph.within = inline.within
        texts = {"text:p": paragraph, "text:h": paragraph}
        several = Tag(texts)
        names = ("text:list", "text:list-item", "text:list-header", "text:section")
        several.add(dict.fromkeys(names, several))
        return {**texts, **dict.fromkeys(names, several)}

    def _drawn(self, *names: str) -> dict[str, Tag]:
        """What stands on a cell, or on the sheet, and is no text of a cell."""
        return {
            name: Tag(start=partial(self._start_remark, name), end=partial(self._end_remark, name))
            for name in names
        }

    def _start_remark(self, name: str, _: Attributes) -> None:
        self._remarks.begin(name, self._row, self._column)
        self._parser.watch(self._remarks)

    def _end_remark(self, name: str) -> None:
        self._remarks.end(name)

    def _add(self, data: str) -> None:
        self._paragraphs[-1].append(data)

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attribute(attributes, "style:name") or ""

    def _start_table_properties(self, attributes: Attributes) -> None:
        if attribute(attributes, "table:display") == "false":
            self._invisible.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        self._sheets += 1
        if self._sheets > SHEETS_AT_MOST:
            raise RefusedError("too_much", "more than {limit} sheets", limit=SHEETS_AT_MOST)
        hidden = (attribute(attributes, "table:style-name") or "") in self._invisible
        self._out.append(("sheet", attribute(attributes, "table:name") or "", hidden))
        self._rows = RowBuilder(self._budget)
        self._row, self._column = 1, 1
        self._remarks = OpenRemarks()

    def _end_table(self) -> None:
        if self._rows.far is not None:
            self._out.append(self._rows.far)
        self._out += self._remarks.events()

    def _start_column(self, attributes: Attributes) -> None:
        self._budget.columns()
        repeated = _repeated(attribute(attributes, "table:number-columns-repeated"))
        if _is_hidden(attributes):
            self._out.append(("hidden_columns", self._column, self._column + repeated - 1))
        self._column += repeated

    def _start_row(self, attributes: Attributes) -> None:
        self._repeat_row = _repeated(attribute(attributes, "table:number-rows-repeated"))
        self._hidden_row = _is_hidden(attributes)
        self._column = 1
        self._cells = []

    def _end_row(self) -> None:
        """A row that stands for several of the same content is told as often, within the limits."""
        if self._cells:
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

    def _start_cell(self, attributes: Attributes) -> None:
        self._attributes = attributes = markup.by_known_name(attributes)
        self._repeat_cell = self._count("table:number-columns-repeated")
        self._paragraphs = []
        down, across = self._count("table:number-rows-spanned"), self._count("table:number-columns-spanned")
        if down > 1 or across > 1:
            self._budget.merge(down)
            last_row, last_column = self._row + down - 1, self._column + across - 1
            self._out.append(("merge", self._row, last_row, self._column, last_column))

    def _count(self, name: str) -> int:
        try:
            return _repeated(self._attributes.get(name))
        except RefusedError as error:
            raise error.at(Place(self._row, self._column)) from None

    def _end_cell(self) -> None:
        text = "\n".join("".join(pieces) for pieces in self._paragraphs)
        try:
            cell = _cell(self._attributes, text)
        except RefusedError as error:
            raise error.at(Place(self._row, self._column)) from None
        if cell != "":
            self._cells.append((self._column, self._repeat_cell, cell))
        self._column += self._repeat_cell

    def _start_paragraph(self, _: Attributes) -> None:
        check_pieces(self._paragraphs)
        self._paragraphs.append([])

    def _start_spaces(self, attributes: Attributes) -> None:
        check_pieces(self._paragraphs[-1])
        self._paragraphs[-1].append(" " * min(_spaces(attribute(attributes, "text:c")), 100))

    def _start_break(self, _: Attributes) -> None:
        self._paragraphs[-1].append(" ")


def _is_hidden(attributes: Attributes) -> bool:
    return (attribute(attributes, "table:visibility") or "visible") != "visible"


def _spaces(text: str | None) -> int:
    return 1 if text is None else whole(text)


def _repeated(text: str | None) -> int:
    if text is None:
        return 1
    if not _REPEATED.fullmatch(text):
        raise RefusedError("broken", "{name} in place of a whole number", name=text[:40])
    return int(text)


def _cell(attributes: Attributes, text: str) -> Cell:
    """A cell by the type that it declares; `text` is what it shows."""
    kind = attributes.get("office:value-type", "")
    if text[:1] == "#" or text.startswith("Err:"):
        return text if text.startswith("#") else "#VALUE!"
    if not kind:
        return NOT_STORED if "table:formula" in attributes and not text else text
    if kind == "float" and text in _TRUTHS:
        return text  # LibreOffice makes a number of a truth that it read in .xlsx
    if kind in ("float", "percentage", "currency"):
        return _number(attributes.get("office:value", ""), "%" if kind == "percentage" else "")
    if kind == "boolean":
        return "TRUE" if truth(attributes.get("office:boolean-value", "")) else "FALSE"
    if kind == "date":
        return _day(attributes.get("office:date-value", ""), text)
    if kind not in ("string", "time", "void"):
        raise RefusedError("broken", "a cell of an unknown kind")
    return text or attributes.get("office:string-value", "")


def _number(text: str, sign: str) -> Cell:
    if not _NUMBER.fullmatch(text):
        raise RefusedError("broken", "a number that is none")
    number = float(text)
    if number in (float("inf"), float("-inf")):
        return "#NUM!"
    value = Decimal(repr(number))
    return as_decimal(value * 100 if sign else value, sign)


def _day(value: str, text: str) -> str:
    """The day, or the month where no day is shown: to the program, 12/2025 typed into a cell is a day.

    So is 5/12, which shows no year, and is no fraction.
    """
    if not _DAY.fullmatch(value):
        raise RefusedError("broken", "{name} in place of a day", name=value[:40])
    numbers = _NUMBERS.findall(text)
    return text if value[:4] in numbers and len(numbers) < _DAY_PARTS else value[:10]

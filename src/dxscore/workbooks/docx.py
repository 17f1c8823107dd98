"""The tables of a Word document (.docx), told as sheets: one a table, named by its number in the document."""

from __future__ import annotations

from dxscore.workbooks.container import Package
from dxscore.workbooks.events import (
    SHEETS_AT_MOST,
    Budget,
    Event,
    Events,
    RefusedError,
    RowBuilder,
    check_pieces,
)
from dxscore.workbooks.markup import Attributes, Parser, Tag, attribute
from dxscore.workbooks.parts import main_part, whole

_USUAL = "word/document.xml"
_ROWS_AT_MOST = 20_000
_SPAN_AT_MOST = 256


def events(package: Package) -> Events:
    """The tables of the document in `package`, each as a sheet.

    Of tracked changes the text as it stands counts: what was inserted is there, what was deleted is not. A
    table inside a cell is text of that cell.

    Raises:
        RefusedError: the document is damaged or beyond the limits.
    """
    part = main_part(package) or _USUAL
    yield from _Reader().events(package, part)


class _Reader:
    """The tables of one document, as its tags come."""

    def __init__(self) -> None:
        self._out: list[Event] = []
        self._budget = Budget()
        self._rows = RowBuilder(self._budget)
        self._tables = 0
        self._row = self._column = self._width = 0
        self._deleted = False
        self._reached: set[int] = set()  # columns whose vertical merge goes on in this row
        self._continues = self._restarts = False
        self._pieces: list[str] = []
        self._begun: dict[
            int, tuple[int, int]
        ] = {}  # column -> first row and width of an open vertical merge
        self._parser = Parser({"w:document": Tag({"w:body": self._body()})})

    def events(self, package: Package, part: str) -> Events:
        """Sheets, rows and merged cells in the order of the file."""
        for _ in self._parser.run(package.chunks(part)):
            yield from self._out
            self._out.clear()

    def _body(self) -> Tag:
        around = Tag({"w:tbl": self._table()})
        around.others = around  # content controls, inserted blocks
        return around

    def _table(self) -> Tag:
        properties = Tag({"w:gridBefore": Tag(start=self._skip), "w:del": Tag(start=self._start_deleted)})
        row = Tag({"w:trPr": properties}, start=self._start_row, end=self._end_row)
        row.add({"w:tc": self._cell()})
        control = Tag({"w:tc": self._cell()})
        control.add({"w:sdtContent": control})
        row.add({"w:sdt": control})
        rows = Tag({"w:tr": row}, start=self._start_table, end=self._end_table)
        group = Tag({"w:tr": row})
        group.add({"w:sdtContent": group})
        rows.add({"w:sdt": group})
        return rows

    def _cell(self) -> Tag:
        properties = Tag(
            {"w:gridSpan": Tag(start=self._start_span), "w:vMerge": Tag(start=self._start_vertical)}
        )
        texts = Tag(start=self._start_cell, end=self._end_cell)
        texts.add({"w:tcPr": properties, **self._texts()})
        return texts

    def _texts(self) -> dict[str, Tag]:
        inline = Tag(
            {
                "w:t": Tag(text=self._add),
                "w:tab": Tag(start=self._add_space),
                "w:br": Tag(start=self._add_line),
                "w:cr": Tag(start=self._add_line),
                "w:noBreakHyphen": Tag(start=self._add_hyphen),
                "w:del": Tag(),
                "w:pPr": Tag(),
                "w:rPr": Tag(),
            }
        )
        inline.others = inline
        paragraph = Tag(end=self._end_paragraph)
        paragraph.within, paragraph.others = inline.within, inline
        inner = Tag({"w:p": paragraph})  # a table in the cell, a content control
        inner.others = inner
        return {"w:p": paragraph, "w:tbl": inner, "w:sdt": inner}

    def _add(self, data: str) -> None:
        check_pieces(self._pieces)
        self._pieces.append(data)

    def _add_space(self, _: Attributes) -> None:
        self._add(" ")

    def _add_line(self, _: Attributes) -> None:
        self._add("\n")

    def _add_hyphen(self, _: Attributes) -> None:
        self._add("-")

    def _end_paragraph(self) -> None:
        self._add("\n")

    def _start_table(self, _: Attributes) -> None:
        self._tables += 1
        if self._tables > SHEETS_AT_MOST:
            raise RefusedError("too_much", "more than {limit} sheets", limit=SHEETS_AT_MOST)
        self._out.append(("sheet", str(self._tables), False))
        self._rows = RowBuilder(self._budget)
        self._row = 0
        self._begun = {}

    def _end_table(self) -> None:
        for column in list(self._begun):
            self._end_merge(column, self._row)
        if self._rows.far is not None:
            self._out.append(self._rows.far)

    def _start_row(self, _: Attributes) -> None:
        self._row += 1
        if self._row > _ROWS_AT_MOST:
            raise RefusedError("too_many_rows")
        self._column, self._deleted = 1, False
        self._reached = set()
        self._rows.open(self._row, False)

    def _end_row(self) -> None:
        for column in self._begun.keys() - self._reached:
            self._end_merge(column, self._row - 1)
        event = self._rows.close()
        if event is not None and not self._deleted:
            self._out.append(event)

    def _start_deleted(self, _: Attributes) -> None:
        self._deleted = True

    def _skip(self, attributes: Attributes) -> None:
        self._column += _span(attributes)

    def _start_cell(self, _: Attributes) -> None:
        self._width = 1
        self._continues = self._restarts = False
        self._pieces = []

    def _start_span(self, attributes: Attributes) -> None:
        self._width = max(1, _span(attributes))

    def _start_vertical(self, attributes: Attributes) -> None:
        self._restarts = attribute(attributes, "w:val") == "restart"
        self._continues = not self._restarts

    def _end_cell(self) -> None:
        column, width = self._column, self._width
        self._column += width
        text = "".join(self._pieces).strip()
        if self._continues and column in self._begun:
            self._reached.add(column)
            return  # hidden behind the cell above, whatever was left in it
        if column in self._begun:
            self._end_merge(column, self._row - 1)
        if self._restarts:
            self._begun[column] = (self._row, width)
            self._reached.add(column)
        elif width > 1:
            self._merge(self._row, self._row, column, width)
        if text:
            self._rows.put(column, text)

    def _end_merge(self, column: int, last: int) -> None:
        first, width = self._begun.pop(column)
        if last > first or width > 1:
            self._merge(first, last, column, width)

    def _merge(self, first: int, last: int, column: int, width: int) -> None:
        self._budget.merge(last - first + 1)
        self._out.append(("merge", first, last, column, column + width - 1))


def _span(attributes: Attributes) -> int:
    width = whole(attribute(attributes, "w:val"))
    if width > _SPAN_AT_MOST:
        raise RefusedError("broken", "a cell in column {column}", column=width)
    return width

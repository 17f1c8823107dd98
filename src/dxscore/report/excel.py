"""A scorecard as an Excel workbook: real numbers, and text that can never act as a formula."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from dxscore.report.excel_cells import Cell, NumberCell, SheetContent, Tint, Tinted, text_cell
from dxscore.report.excel_figures import data_sheet, units_sheet
from dxscore.report.excel_sheets import findings_sheet, gaps_sheet, results_sheet, summary_sheet
from dxscore.report.excel_tasks import tasks_sheet
from dxscore.report.packages import drawing_packages
from dxscore.report.view import View
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = {"font_name": "Times New Roman", "font_size": 11}
# Tints that the colour-blind tell apart; words or a mark always stand beside them.
TINTS: dict[Tint, str] = {
    "met": "#CDEBDF",
    "missed": "#F9CDB8",
    "pending": "#FFF0B8",
    "no_data": "#E4DCF1",
    "not_assessable": "#E4DCF1",
    "not_applicable": "#ECECEC",
    "waived": "#DDE6F0",
    "counted": "#F4F4F4",
    "error": "#F9CDB8",
    "warning": "#FFF0B8",
    "note": "#ECECEC",
}
_LOCALE: dict[Language, str] = {"vi": "[$-42A]", "en": "[$-409]"}
_DAY: dict[Language, str] = {"vi": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_ACTIVE = ("=", "+", "-", "@")
_A4 = 9
_WIDEST, _WIDEST_OF_NARROW, _NARROWEST, _MEASURED = 34, 16, 9, 500
_LINE, _HIGHEST = 15, 400  # points; no row can be higher than 409


def excel_workbook(view: View) -> bytes:
    """The workbook as an .xlsx file: the same input gives the same bytes.

    Args:
        view: what to report, and in which language; without the rows as read the data sheet holds the figures
            that were judged.

    Raises:
        OutputError: the package that writes workbooks is not installed.
    """
    tasks = () if view.tasks is None else (tasks_sheet(view, view.tasks),)
    sheets = (
        summary_sheet(view),
        results_sheet(view),
        units_sheet(view),
        gaps_sheet(view),
        *tasks,
        findings_sheet(view),
        data_sheet(view),
    )
    return workbook_of(sheets, view.catalogue.targets.plan.name.get(view.lang), view.scorecard.day, view.lang)


def workbook_of(sheets: Iterable[SheetContent], title: str, day: date, lang: Language) -> bytes:
    """Sheets as an .xlsx file that was made on `day`: the same sheets give the same bytes.

    Raises:
        OutputError: the package that writes workbooks is not installed.
    """
    with drawing_packages():
        from xlsxwriter import Workbook
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(out, {**settings, "default_format_properties": dict(FONT)})
    created = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": text_cell(title), "created": created})
    styles = _Styles(book, lang)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, styles)
    book.close()
    return out.getvalue()


class _Styles:
    """Formats of the workbook, each made once."""

    def __init__(self, book: Workbook, lang: Language) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}
        self.lang = lang

    def get(self, **wanted: object) -> Format:
        key = tuple(sorted(wanted.items(), key=lambda item: item[0]))
        if key not in self._made:
            self._made[key] = self._book.add_format({**FONT, "valign": "top", **wanted})
        return self._made[key]

    def tint(self, tint: Tint) -> Format:
        """Only a background, for rules that colour by words."""
        return self._book.add_format({"bg_color": TINTS[tint]})

    def of(self, cell: Cell, **more: object) -> Format:
        """The format in which `cell` is shown."""
        tint = cell.tint if isinstance(cell, NumberCell | Tinted) else None
        if tint is not None:
            more["bg_color"] = TINTS[tint]
        if isinstance(cell, NumberCell):
            return self.get(num_format=self._number(cell), align="right", **more)
        if isinstance(cell, date):
            return self.get(num_format=_DAY[self.lang], align="left", **more)
        if str(cell or "").lstrip().startswith(_ACTIVE):
            more["quote_prefix"] = True  # text it stays when somebody edits the cell and presses Enter
        return self.get(text_wrap=True, align="left", indent=1, **more)

    def _number(self, cell: NumberCell) -> str:
        whole = "#,##0" if cell.grouped and not cell.percent else "0"
        decimals = f".{'0' * cell.places}" if cell.places else ""
        sign = f'" {cell.sign}"' if cell.sign else ""
        return f"{_LOCALE[self.lang]}{whole}{decimals}{'%' if cell.percent else ''}{sign}"


def _write(page: Worksheet, sheet: SheetContent, styles: _Styles) -> None:
    widths = _widths(sheet)
    for row, line in enumerate(sheet.lines):
        for column, cell in enumerate(line):
            _put(page, row, column, cell, _line_format(styles, cell, row, column))
        _spread(page, row, line, widths, styles)
    head = len(sheet.lines)
    for column, title in enumerate(sheet.columns):
        page.write_string(head, column, text_cell(title), _head_format(styles))
    for row, cells in enumerate(sheet.rows, start=head + 1):
        for column, cell in enumerate(cells):
            _put(page, row, column, cell, styles.of(cell, border=1, border_color="#BFBFBF"))
    last = head + len(sheet.rows)
    if sheet.rows_left_out:
        page.write_string(
            last + 1, 0, say("workbook.rows_left_out", styles.lang, more=sheet.rows_left_out), styles.get()
        )
    _colour(page, sheet, styles, head + 1, last)
    _arrange(page, sheet, widths, head, last)
    page.set_footer("&C" + say("workbook.page", styles.lang))


def _put(page: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    """Every text by write_string: nothing that somebody typed is read as a formula or a link."""
    if isinstance(cell, NumberCell):
        page.write_number(row, column, cell.value, style)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, style)
    elif not cell:
        page.write_blank(row, column, None, style)
    else:
        page.write_string(row, column, text_cell(cell.text if isinstance(cell, Tinted) else cell), style)


def _spread(page: Worksheet, row: int, line: Sequence[Cell], widths: Sequence[int], styles: _Styles) -> None:
    """A sentence that ends a line stands across the columns to its right, wrapped, and its row is as high."""
    at, last = len(line) - 1, len(widths) - 1
    if not 0 < at < last or not isinstance(line[at], str) or len(_shown(line[at])) < widths[at]:
        return
    style = styles.of(line[at])
    page.merge_range(row, at, row, last, "", style)
    _put(page, row, at, line[at], style)
    lines = _lines(_shown(line[at]), sum(widths[at:]))
    if lines > 1:
        page.set_row(row, min(lines * _LINE, _HIGHEST))


def _line_format(styles: _Styles, cell: Cell, row: int, column: int) -> Format:
    if row == 0:
        return styles.get(bold=True, font_size=14)
    if isinstance(cell, str):
        return styles.get(bold=column == 0)
    return styles.of(cell)


def _head_format(styles: _Styles) -> Format:
    return styles.get(
        bold=True, text_wrap=True, align="center", valign="vcenter", border=1, bg_color="#D9E2EC"
    )


def _colour(page: Worksheet, sheet: SheetContent, styles: _Styles, first: int, last: int) -> None:
    if last < first:
        return
    for column, words in sheet.tinted:
        for beginning, tint in words:
            rule = {
                "type": "text",
                "criteria": "begins with",
                "value": beginning,
                "format": styles.tint(tint),
            }
            page.conditional_format(first, column, last, column, rule)


def _arrange(page: Worksheet, sheet: SheetContent, widths: Sequence[int], head: int, last: int) -> None:
    """Frozen header and first columns, filter, widths, A4 landscape one page wide, header on every page."""
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    _set_heights(page, sheet, head, widths)
    page.freeze_panes(head + 1, sheet.fixed)
    if sheet.rows:
        page.autofilter(head, 0, last, len(sheet.columns) - 1)
    if sheet.printed:
        page.print_area(0, 0, last, sheet.printed - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.hide_gridlines(2)


def _widths(sheet: SheetContent) -> list[int]:
    """Of every column, in characters: what its cells need, and the longest word of its title."""
    widths = []
    for column, title in enumerate(sheet.columns):
        longest = max((_room(_shown(row[column])) for row in sheet.rows[:_MEASURED]), default=0)
        words = max(len(word) for word in title.split())
        most = _WIDEST_OF_NARROW if column in sheet.narrow else _WIDEST
        widths.append(min(max(longest + 3, words + 3, _NARROWEST), most))
    facts = [len(_shown(line[0])) for line in sheet.lines if len(line) > 1]
    return [max(widths[0], *facts), *widths[1:]] if facts else widths


def _room(text: str) -> int:
    """Columns that `text` takes: a capital is wider than the digit that a column is measured by."""
    return len(text) + sum(letter.isupper() for letter in text) // 3


def _set_heights(page: Worksheet, sheet: SheetContent, head: int, widths: Sequence[int]) -> None:
    """Rows as high as their wrapped text: not every program that opens the file works that out."""
    for row, cells in enumerate((sheet.columns, *sheet.rows), start=head):
        lines = max(
            (_lines(_shown(cell), width) for cell, width in zip(cells, widths, strict=True)), default=1
        )
        if lines > 1:
            page.set_row(row, min(lines * _LINE, _HIGHEST))


def _lines(text: str, width: int) -> int:
    """Lines that `text` takes when words are wrapped; a bold title or wide letters take one column less."""
    return len(textwrap.wrap(text, max(width - 2, 1))) if len(text) >= width else 1


def _shown(cell: Cell) -> str:
    if isinstance(cell, NumberCell):
        return f"{cell.value * (100 if cell.percent else 1):,.{cell.places}f}{cell.sign}%"
    return str(cell.text if isinstance(cell, Tinted) else cell or "")

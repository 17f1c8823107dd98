"""A form as an Excel workbook: A4 landscape, yellow cells to fill in, everything else locked.

What people read and fill in comes first and is printed at full size. The codes by which the reader knows a
row come last and are not printed: title and footer say in words whose form it is and of which period.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from dxscore.errors import missing_package
from dxscore.forms import page
from dxscore.forms.entry_rules import entry_rule
from dxscore.forms.form import Form, FormColumn, FormLine, fixed_cells, headers
from dxscore.forms.frame import DIM, HEADER_ROW, PALE, YELLOW, draw_foot, draw_title, set_up, whose
from dxscore.forms.printed import pillar_number, title_lines
from dxscore.forms.task_sheet import draw_tasks
from dxscore.model.catalogue import Pillar
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FONT: Final = {"font_name": "Times New Roman", "font_size": page.SIZE, "valign": "vcenter"}
_GREY, _FAINT = "#ECECEC", "#F5F5F5"


def form_workbook(built: Form, lang: Language) -> bytes:
    """The workbook's bytes; the same form gives the same bytes.

    Raises:
        OutputError: the installation lacks the package that writes workbooks.
    """
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise missing_package(error) from error
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        closes = built.period.closes(built.catalogue.targets.plan.reporting_calendar)
        created = datetime.combine(closes, time())
        workbook.set_properties({"title": whose(built, lang), "created": created})
        if built.sections:
            sheet = workbook.add_worksheet(say("form.sheet", lang))
            _Drawing(workbook, sheet, built, lang).draw()
        if built.tasks:
            draw_tasks(workbook, built, lang)
        _hidden_sheet(workbook, built, lang)
    return out.getvalue()


def _hidden_sheet(workbook: Workbook, built: Form, lang: Language) -> None:
    sheet = workbook.add_worksheet("dxscore")
    sheet.write_string(0, 0, str(built.stamp))
    sheet.write_string(1, 0, say("form.hidden", lang))
    sheet.protect()
    sheet.hide()


class _Drawing:
    """One sheet being drawn, from top to bottom."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, built: Form, lang: Language) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._form = built
        self._lang = lang
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def draw(self) -> None:
        self._columns()
        self._title()
        self._header()
        row = HEADER_ROW + 1
        numbers = count(1)  # on over the pillars
        for place, (pillar, lines) in enumerate(self._form.sections):
            self._pillar(row, pillar_number(place), pillar)
            for line in lines:
                row += 1
                self._line(row, next(numbers), line)
            row += 1
        set_up(self._sheet, self._foot(row + 1), page.LAST_PRINTED, self._form, self._lang)

    def _style(self, **how: Any) -> Format:
        """A format of the form's font, made once."""
        key = tuple(sorted(how.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**_FONT, **how})
        return self._formats[key]

    def _columns(self) -> None:
        for place, column in enumerate(page.COLUMNS):
            self._sheet.set_column(place, place, page.WIDTHS[column], self._style())
        self._sheet.freeze_panes(HEADER_ROW + 1, page.COLUMNS.index("definition"))

    def _title(self) -> None:
        width = sum(page.PRINTED.values())
        lines = title_lines(self._form, self._lang)
        draw_title(self._sheet, self._style, lines, page.LAST_PRINTED, width)

    def _header(self) -> None:
        style = self._style(bold=True, align="center", text_wrap=True, border=1, bg_color=PALE)
        self._sheet.set_row(HEADER_ROW, 36)
        for place, column in enumerate(page.COLUMNS):
            self._sheet.write_string(HEADER_ROW, place, headers(self._lang)[column], style)

    def _pillar(self, row: int, numeral: str, pillar: Pillar) -> None:
        """A title row: no code, no unit, no figures."""
        style = self._style(bold=True, top=1, bottom=1, bg_color=_FAINT, indent=1)
        self._sheet.set_row(row, 21)
        for place in range(len(page.PRINTED)):
            self._sheet.write_blank(row, place, None, style)
        numbered = self._style(bold=True, border=1, align="center", bg_color=_FAINT)
        self._sheet.write_string(row, 0, numeral, numbered)
        self._sheet.write_string(row, 1, pillar.name.get(self._lang), style)

    def _line(self, row: int, number: int, line: FormLine) -> None:
        fixed = fixed_cells(self._form, line, self._lang)
        asked = line.asked
        self._sheet.set_row(row, page.row_height(fixed))
        for place, column in enumerate(page.COLUMNS):
            if column == "number":
                self._sheet.write_number(row, place, number, self._style(border=1, align="center"))
            elif column in fixed:
                self._sheet.write_string(row, place, fixed[column], self._fixed(column))
            elif column in asked:
                self._sheet.write_blank(row, place, None, self._input(column, line))
                self._validate(row, place, column, line)
            else:
                self._sheet.write_blank(row, place, None, self._style(border=1, bg_color=_GREY))

    def _fixed(self, column: FormColumn) -> Format:
        how: dict[str, Any] = {"border": 1, "text_wrap": True, "font_size": page.letter_size(column)}
        how |= {"align": "center"} if column == "previous" else {"indent": 1}
        return self._style(**how, **({"font_color": DIM} if column in page.CODES else {}))

    def _input(self, column: FormColumn, line: FormLine) -> Format:
        how: dict[str, Any] = {"border": 1, "bg_color": YELLOW, "locked": False, "text_wrap": True}
        if column in ("numerator", "denominator"):
            how |= {"num_format": "#,##0" if line.indicator.whole else "#,##0.###", "text_wrap": False}
        elif column == "value":
            how |= {"align": "center"}
        elif column == "closed_on":
            how |= {"num_format": "dd/mm/yyyy", "align": "center", "text_wrap": False}
        return self._style(**how)

    def _validate(self, row: int, place: int, column: FormColumn, line: FormLine) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        above, below = (xl_rowcol_to_cell(row, page.COLUMNS.index(c)) for c in ("numerator", "denominator"))
        rule = entry_rule(self._form, line, column, (above, below), self._lang)
        if rule is not None:
            self._sheet.data_validation(row, place, row, place, rule)

    def _foot(self, row: int) -> int:
        """Where people sign; the number of the last row."""
        places = page.COLUMNS.index("definition"), page.COLUMNS.index("evidence")
        return draw_foot(self._sheet, self._style, row, places, self._form, self._lang)

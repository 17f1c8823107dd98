"""A form as an Excel workbook: A4 landscape, yellow cells to fill in, everything else locked."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dxscore.errors import OutputError
from dxscore.forms.form import Form, FormColumn, Line, choices, fixed_cells, headers
from dxscore.forms.printed import pillar_number, title_lines
from dxscore.forms.words import day_words, number_words, period_words, say, unit_name
from dxscore.model.base import Language
from dxscore.model.catalogue import Pillar

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTHS: Final[dict[FormColumn, float]] = {
    "number": 4.5,
    "indicator": 12,
    "name": 23,
    "definition": 40,
    "unit": 8.5,
    "period": 8,
    "previous": 13,
    "numerator": 10,
    "denominator": 10,
    "value": 11,
    "evidence": 19,
    "note": 15,
    "closed_on": 11,
}
_COLUMNS: Final = tuple(WIDTHS)
_LAST: Final = len(_COLUMNS) - 1
_HEADER_ROW: Final = 6
_BLANK_ROWS_TO_SIGN: Final = 4
# Times New Roman at 11 points: letters to a unit of column width, and points to a line.
_LETTERS_A_UNIT: Final = 1.1
_POINTS_A_LINE: Final = 14.0
_LEAST_HEIGHT: Final = 34.0
_A4: Final = 9
_FONT: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_YELLOW, _GREY, _PALE, _FAINT = "#FFF9D6", "#ECECEC", "#DCE6F1", "#F5F5F5"
_GREATEST: Final = Decimal(10**15)


@contextmanager
def spreadsheets_extra() -> Iterator[None]:
    """Around an import of the package that writes workbooks.

    Raises:
        OutputError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise OutputError(
            f"thiếu gói {error.name}: cài bằng pip install 'dxscore[spreadsheets]', hoặc dùng --format csv",
            f"the package {error.name} is missing: pip install 'dxscore[spreadsheets]', or use --format csv",
        ) from error


def form_workbook(built: Form, lang: Language) -> bytes:
    """The workbook's bytes; the same form gives the same bytes.

    Raises:
        OutputError: the package that writes workbooks is not installed.
    """
    with spreadsheets_extra():
        import xlsxwriter
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        closes = built.period.closes(built.catalogue.targets.plan.reporting_calendar)
        title = f"{unit_name(built.catalogue, built.unit, lang)} – {period_words(built.period, lang)}"
        workbook.set_properties({"title": title, "created": datetime.combine(closes, time())})
        sheet = workbook.add_worksheet(say("sheet", lang))
        _Drawing(workbook, sheet, built, lang).draw()
        _hidden_sheet(workbook, built, lang)
    return out.getvalue()


def _hidden_sheet(workbook: Workbook, built: Form, lang: Language) -> None:
    sheet = workbook.add_worksheet("dxscore")
    sheet.write_string(0, 0, str(built.stamp))
    sheet.write_string(1, 0, say("hidden", lang))
    sheet.protect()
    sheet.hide()


def _height(fixed: dict[FormColumn, str]) -> float:
    """Points that the longest cell of a row takes: no program fits wrapped rows on opening for certain."""
    lines = max(
        sum(max(1, math.ceil(len(part) / (_LETTERS_A_UNIT * WIDTHS[column]))) for part in text.split("\n"))
        for column, text in fixed.items()
    )
    return max(_LEAST_HEIGHT, lines * _POINTS_A_LINE + 4)


class _Drawing:
    """One sheet being drawn, from top to bottom."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, built: Form, lang: Language) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._form = built
        self._lang = lang
        calendar = built.catalogue.targets.plan.reporting_calendar
        self._opens, self._closes = built.period.opens(calendar), built.period.closes(calendar)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def draw(self) -> None:
        self._page()
        self._title()
        self._header()
        row = _HEADER_ROW + 1
        number = 0
        for place, (pillar, lines) in enumerate(self._form.sections):
            self._pillar(row, pillar_number(place), pillar)
            for number, line in enumerate(lines, start=number + 1):  # noqa: B020  # counted on over pillars
                row += 1
                self._line(row, number, line)
            row += 1
        self._foot(row + 1)
        self._print(row + 3 + _BLANK_ROWS_TO_SIGN)

    def _style(self, **how: Any) -> Format:
        """A format of the form's font, made once."""
        key = tuple(sorted(how.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**_FONT, **how})
        return self._formats[key]

    def _page(self) -> None:
        for place, column in enumerate(_COLUMNS):
            self._sheet.set_column(place, place, WIDTHS[column], self._style())
        self._sheet.hide_gridlines(2)
        self._sheet.freeze_panes(_HEADER_ROW + 1, 3)
        allowed = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
        self._sheet.protect("", allowed)

    def _print(self, last_row: int) -> None:
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(_HEADER_ROW)
        self._sheet.print_area(0, 0, last_row, _LAST)
        self._sheet.center_horizontally()
        self._sheet.set_footer(f'&C&"Times New Roman"&10{say("page", self._lang)}')

    def _title(self) -> None:
        looks: tuple[tuple[int, dict[str, Any]], ...] = (
            (24, {"bold": True, "font_size": 15, "align": "center"}),
            (18, {"italic": True, "align": "center", "text_wrap": True}),
            (19, {"bold": True}),
            (19, {}),
            (38, {"text_wrap": True, "bg_color": _YELLOW, "border": 1, "indent": 1}),
            (15, {"font_size": 8, "font_color": "#808080"}),
        )
        lines = title_lines(self._form, self._lang)
        for row, (text, (height, how)) in enumerate(zip(lines, looks, strict=True)):
            self._sheet.set_row(row, height)
            self._sheet.merge_range(row, 0, row, _LAST, "", self._style(**how))
            self._sheet.write_string(row, 0, text, self._style(**how))

    def _header(self) -> None:
        style = self._style(bold=True, align="center", text_wrap=True, border=1, bg_color=_PALE)
        self._sheet.set_row(_HEADER_ROW, 36)
        for place, text in enumerate(headers(self._lang).values()):
            self._sheet.write_string(_HEADER_ROW, place, text, style)

    def _pillar(self, row: int, numeral: str, pillar: Pillar) -> None:
        """A title row: no code, no unit, no figures."""
        style = self._style(bold=True, top=1, bottom=1, bg_color=_FAINT, indent=1)
        self._sheet.set_row(row, 21)
        for place in range(len(_COLUMNS)):
            self._sheet.write_blank(row, place, None, style)
        numbered = self._style(bold=True, border=1, align="center", bg_color=_FAINT)
        self._sheet.write_string(row, 0, numeral, numbered)
        self._sheet.write_string(row, 1, pillar.name.get(self._lang), style)

    def _line(self, row: int, number: int, line: Line) -> None:
        fixed = fixed_cells(self._form, line, self._lang)
        asked = line.asked
        self._sheet.set_row(row, _height(fixed))
        for place, column in enumerate(_COLUMNS):
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
        if column in ("unit", "period", "indicator"):
            return self._style(border=1, text_wrap=True, font_size=9, font_color="#595959")
        if column == "previous":
            return self._style(border=1, text_wrap=True, font_size=11, align="center")
        if column == "definition":
            return self._style(border=1, text_wrap=True, font_size=11, indent=1)
        return self._style(border=1, text_wrap=True, indent=1)

    def _input(self, column: FormColumn, line: Line) -> Format:
        how: dict[str, Any] = {"border": 1, "bg_color": _YELLOW, "locked": False, "text_wrap": True}
        if column in ("numerator", "denominator"):
            how |= {"num_format": "#,##0" if line.indicator.whole else "#,##0.###", "text_wrap": False}
        elif column == "value":
            how |= {"align": "center"}
        elif column == "closed_on":
            how |= {"num_format": "dd/mm/yyyy", "align": "center", "text_wrap": False}
        return self._style(**how)

    def _validate(self, row: int, place: int, column: FormColumn, line: Line) -> None:
        rule: dict[str, Any] | None = None
        if column in ("numerator", "denominator"):
            rule = self._part_rule(row, place, line)
        elif column == "value":
            rule = self._value_rule(line)
        elif column == "closed_on":
            rule = self._day_rule()
        if rule is not None:
            rule |= {"error_title": say("wrong_entry", self._lang), "ignore_blank": True}
            self._sheet.data_validation(row, place, row, place, rule)

    def _part_rule(self, row: int, place: int, line: Line) -> dict[str, Any]:
        """A number, 0 or more, and numerator ≤ denominator as soon as both stand there."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        here = xl_rowcol_to_cell(row, place)
        above, below = (xl_rowcol_to_cell(row, _COLUMNS.index(c)) for c in ("numerator", "denominator"))
        whole = f",{here}=INT({here})" if line.indicator.whole else ""
        both = f"OR(ISBLANK({above}),ISBLANK({below}),{above}<={below})"
        said = say("want_whole" if line.indicator.whole else "want_amount", self._lang)
        return {
            "validate": "custom",
            "value": f"=AND(ISNUMBER({here}),{here}>=0{whole},{both})",
            "error_message": said,
        }

    def _value_rule(self, line: Line) -> dict[str, Any]:
        offered = choices(line.indicator, self._lang)
        if offered:
            return {
                "validate": "list",
                "source": list(offered),
                "error_message": say("want_choice", self._lang),
            }
        rank = line.indicator.measure == "rank"
        least = (
            line.indicator.minimum if line.indicator.minimum is not None else (Decimal(1) if rank else None)
        )
        least, most = -_GREATEST if least is None else least, line.indicator.maximum or _GREATEST
        ends = (number_words(least, self._lang), number_words(most, self._lang))
        return {
            "validate": "integer" if rank else "decimal",
            "criteria": "between",
            "minimum": int(least) if rank else float(least),
            "maximum": int(most) if rank else float(most),
            "error_message": say("want_number", self._lang, *ends),
        }

    def _day_rule(self) -> dict[str, Any]:
        ends: tuple[date, date] = (self._opens, self._closes)
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": ends[0],
            "maximum": ends[1],
            "error_message": say("want_day", self._lang, *map(day_words, ends)),
        }

    def _foot(self, row: int) -> None:
        """Where people sign."""
        left, right = _COLUMNS.index("definition"), _COLUMNS.index("evidence")
        bold, light = self._style(bold=True, align="center"), self._style(italic=True, align="center")
        free = self._style(align="center", locked=False)
        dated = self._style(italic=True, align="center", locked=False)
        self._sheet.write_string(row, right, say("signed_on", self._lang), dated)
        for place, name in ((left, "prepared_by"), (right, "head")):
            self._sheet.write_string(row + 1, place, say(name, self._lang), bold)
            self._sheet.write_string(row + 2, place, say("signed", self._lang), light)
            self._sheet.write_blank(row + 2 + _BLANK_ROWS_TO_SIGN, place, None, free)

"""Forms for self-scoring: one unit, one period, one row a criterion; read back by `given`."""

from __future__ import annotations

import io
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dxscore.model.cells import csv_text
from dxscore.model.period import Period, period_words, written_period
from dxscore.points.given import COLUMNS, FORM_STAMP
from dxscore.points.view import CriterionLine, PointsView, UnitLine
from dxscore.report.excel_cells import text_cell
from dxscore.report.packages import drawing_packages
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_YELLOW, _PALE, _FAINT = "#FFF9D6", "#DCE6F1", "#F5F5F5"
_WIDTHS: Final = {
    "number": 5,
    "criterion_id": 13,
    "criterion": 34,
    "max": 9,
    "how": 30,
    "computed": 11,
    "self": 10,
    "evidence": 30,
    "verified": 10,
    "explanation": 28,
}
_ENTERED: Final = frozenset({"self", "evidence", "verified", "explanation"})
_LINE: Final = 15


def stamp(view: PointsView, unit: str, period: Period) -> str:
    """By what a form is known again: set, unit and period."""
    return f"{FORM_STAMP} {view.card.set} {unit} {period}"


def form_csv(view: PointsView, line: UnitLine) -> bytes:
    """A tidy file with a row for each criterion, to be filled in under `points`."""
    rows: list[list[object]] = [[*COLUMNS, "name", "max"]]
    unit, period = line.unit.reporting_unit, view.card.period
    for _, criteria in view.criteria(line.unit):
        for each in criteria:
            rows.append([each.id, unit, period, "self", "", "", "", each.name, each.max])
    return b"\xef\xbb\xbf" + csv_text(rows).encode("utf-8", "backslashreplace")


def form_workbook(view: PointsView, line: UnitLine) -> bytes:
    """The printed form as a workbook: what is filled in is yellow, all else is locked.

    Raises:
        OutputError: the package that writes workbooks is not installed.
    """
    with drawing_packages():
        from xlsxwriter import Workbook
    out = io.BytesIO()
    period = written_period(view.card.period)
    closes = period.closes(view.catalogue.targets.plan.reporting_calendar)
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        title = f"{view.text(view.card.name)} – {line.name} – {period_words(period, view.lang)}"
        book.set_properties({"title": text_cell(title), "created": datetime.combine(closes, time())})
        _Form(book, book.add_worksheet(view.say("form_sheet")), view, line).draw(period)
        hidden = book.add_worksheet("dxscore")
        hidden.write_string(0, 0, stamp(view, line.unit.reporting_unit, period))
        hidden.hide()
    return out.getvalue()


class _Form:
    """One sheet, from top to bottom."""

    def __init__(self, book: Workbook, sheet: Worksheet, view: PointsView, line: UnitLine) -> None:
        self._book, self._sheet, self._view, self._line = book, sheet, view, line
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def _style(self, **how: Any) -> Format:
        key = tuple(sorted(how.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_FONT, **how})
        return self._made[key]

    def draw(self, period: Period) -> None:
        view, sheet = self._view, self._sheet
        for place, width in enumerate(_WIDTHS.values()):
            sheet.set_column(place, place, width)
        last = len(_WIDTHS) - 1
        head: tuple[tuple[str, dict[str, Any]], ...] = (
            (view.title.upper(), {"bold": True, "font_size": 14, "align": "center"}),
            (view.say("form_of", unit=self._line.name), {"bold": True}),
            (view.say("contact"), {"locked": False}),
            (view.say("form_fill"), {"bg_color": _YELLOW, "border": 1, "text_wrap": True}),
            (stamp(view, self._line.unit.reporting_unit, period), {"font_size": 8, "font_color": "#595959"}),
        )
        for row, (text, how) in enumerate(head):
            sheet.merge_range(row, 0, row, last, "", self._style(**how))
            sheet.write_string(row, 0, text_cell(text), self._style(**how))
        sheet.set_row(3, 2 * _LINE)
        row = len(head)
        titles = self._style(bold=True, text_wrap=True, align="center", border=1, bg_color=_PALE)
        for place, name in enumerate(_WIDTHS):
            sheet.write_string(row, place, view.say(f"form_{name}"), titles)
        sheet.set_row(row, 3 * _LINE)
        sheet.freeze_panes(row + 1, 3)
        sheet.repeat_rows(row)
        for title, criteria in view.criteria(self._line.unit):
            if title:
                row += 1
                sheet.merge_range(row, 0, row, last, "", self._style(bold=True, border=1, bg_color=_FAINT))
                sheet.write_string(
                    row, 0, text_cell(title), self._style(bold=True, border=1, bg_color=_FAINT)
                )
            for each in criteria:
                row += 1
                self._criterion(row, each)
        sheet.write_string(row + 2, 2, view.say("prepared_by"), self._style(bold=True, align="center"))
        sheet.write_string(row + 2, last, view.say("head_of_unit"), self._style(bold=True, align="center"))
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)

    def _criterion(self, row: int, each: CriterionLine) -> None:
        own = each.points
        texts = {
            "number": each.number,
            "criterion_id": each.id,
            "criterion": each.name,
            "max": each.max,
            "how": "; ".join(part for part in (each.how, self._view.text(each.criterion.documents)) if part),
            "computed": self._view.points(own.computed),
            "evidence": visible(own.evidence or ""),
            "explanation": each.explanation,
        }
        given = {"self": own.self_, "verified": own.verified}
        for place, name in enumerate(_WIDTHS):
            style = self._cell(name)
            value: Decimal | None = given.get(name)
            if value is not None:
                self._sheet.write_number(row, place, float(value), style)
            elif texts.get(name):
                self._sheet.write_string(row, place, text_cell(texts[name]), style)
            else:
                self._sheet.write_blank(row, place, None, style)
            if name in given:
                self._bound(row, place, each)
        lines = max(
            -(-len(texts[name]) // (_WIDTHS[name] - 2)) for name in ("criterion", "how") if texts.get(name)
        )
        self._sheet.set_row(row, max(2, lines) * _LINE)

    def _cell(self, name: str) -> Format:
        how: dict[str, Any] = {"border": 1, "text_wrap": True}
        if name in _ENTERED:
            how |= {"bg_color": _YELLOW, "locked": False}
        if name in ("number", "max", "computed", "self", "verified"):
            how |= {"align": "center"}
        return self._style(**how)

    def _bound(self, row: int, place: int, each: CriterionLine) -> None:
        """Only a number within the criterion's bounds; levels may be named."""
        if each.criterion.levels is not None or each.criterion.may_not_apply:
            return
        most = each.criterion.most
        low = -most if each.criterion.deduction else each.criterion.least
        self._sheet.data_validation(
            row,
            place,
            row,
            place,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": float(low),
                "maximum": float(0 if each.criterion.deduction and low else most),
                "ignore_blank": True,
                "error_title": self._view.say("form_wrong"),
                "error_message": self._view.say("form_bound", max=each.max),
            },
        )


FORMATS: Final = {"xlsx": form_workbook, "csv": form_csv}

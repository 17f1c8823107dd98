"""The sheet on tasks drawn in a form's workbook: yellow cells to fill in, everything else locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dxscore.forms import page
from dxscore.forms.form import Form
from dxscore.forms.task_form import (
    TASK_COLUMNS,
    TASK_INPUTS,
    TASK_WIDTHS,
    stage_choices,
    task_headers,
)
from dxscore.forms.written import unit_name
from dxscore.model.period import period_words
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_HEADER_ROW: Final = 4
_A4: Final = 9
_PRINTED: Final = TASK_COLUMNS.index("note")
_FONT: Final = {"font_name": "Times New Roman", "font_size": page.SIZE, "valign": "vcenter"}
_CODES: Final = frozenset(("task", "body", "as_of"))
_YELLOW, _PALE, _DIM = "#FFF9D6", "#DCE6F1", "#595959"


def draw_tasks(workbook: Workbook, built: Form, lang: Language) -> None:
    """Add the sheet; the codes by which the reader knows a row come last and are not printed."""
    sheet = workbook.add_worksheet(say("form.task_sheet", lang))

    def style(**how: Any) -> Format:
        return workbook.add_format({**_FONT, **how})

    whose = f"{unit_name(built.catalogue, built.unit, lang)} – {period_words(built.period, lang)}"
    fill_in = style(text_wrap=True, bg_color=_YELLOW, border=1, indent=1)
    lines = (
        (say("form.task_title", lang), style(bold=True, font_size=15, align="center")),
        (whose, style(bold=True, align="center")),
        (say("form.task_fill_in", lang), fill_in),
        (say("form.stamp", lang, stamp=built.stamp), style(font_size=9, font_color=_DIM)),
    )
    for row, (text, how) in enumerate(lines):
        sheet.merge_range(row, 0, row, _PRINTED, "", how)
        sheet.write_string(row, 0, text, how)
    sheet.set_row(2, 36)
    head = style(bold=True, align="center", text_wrap=True, border=1, bg_color=_PALE)
    for place, column in enumerate(TASK_COLUMNS):
        sheet.set_column(place, place, TASK_WIDTHS[column])
        sheet.write_string(_HEADER_ROW, place, task_headers(lang)[column], head)
    fixed = style(border=1, text_wrap=True, indent=1)
    code = style(border=1, font_color=_DIM, font_size=10)
    entry = style(border=1, bg_color=_YELLOW, locked=False, text_wrap=True)
    dated = style(border=1, bg_color=_YELLOW, locked=False, num_format="dd/mm/yyyy", align="center")
    for number, line in enumerate(built.tasks, start=1):
        row = _HEADER_ROW + number
        cells = line.fixed_cells(number, built.unit, str(built.period))
        sheet.set_row(row, page.text_height(line.name, TASK_WIDTHS["name"], page.SIZE))
        for place, column in enumerate(TASK_COLUMNS):
            if column in TASK_INPUTS:
                sheet.write_blank(row, place, None, dated if column == "done_on" else entry)
            else:
                how = code if column in _CODES else fixed
                sheet.write_string(row, place, cells[column], how)
    last = _HEADER_ROW + len(built.tasks)
    stages = TASK_COLUMNS.index("stage")
    rule = {"validate": "list", "source": stage_choices(lang), "ignore_blank": True}
    sheet.data_validation(_HEADER_ROW + 1, stages, last, stages, rule)
    sheet.freeze_panes(_HEADER_ROW + 1, 2)
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.print_area(0, 0, last, _PRINTED)

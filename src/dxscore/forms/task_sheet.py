"""The sheet on tasks drawn in a form's workbook: yellow cells to fill in, everything else locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dxscore.forms import page
from dxscore.forms.form import Form
from dxscore.forms.frame import DIM, HEADER_ROW, PALE, YELLOW, draw_foot, draw_title, set_up
from dxscore.forms.printed import title_lines
from dxscore.forms.task_form import (
    TASK_COLUMNS,
    TASK_INPUTS,
    TASK_WIDTHS,
    numbered,
    stage_choices,
    task_headers,
)
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_PRINTED: Final = TASK_COLUMNS.index("note")
_PRINTED_WIDTH: Final = sum(TASK_WIDTHS[column] for column in TASK_COLUMNS[: _PRINTED + 1])
_FONT: Final = {"font_name": "Times New Roman", "font_size": page.SIZE, "valign": "vcenter"}
_CODES: Final = frozenset(("task", "body", "as_of"))
_CENTRED: Final = frozenset(("number", "due"))
_LEAST_HEIGHT: Final = 24.0


def draw_tasks(workbook: Workbook, built: Form, lang: Language) -> None:
    """Add the sheet; the codes by which the reader knows a row come last and are not printed.

    It bears its own foot where it is all that the form asks: else the sheet of figures is signed.
    """
    _Drawing(workbook, built, lang).draw()


class _Drawing:
    """The sheet being drawn, from top to bottom."""

    def __init__(self, workbook: Workbook, built: Form, lang: Language) -> None:
        self._workbook = workbook
        self._sheet: Worksheet = workbook.add_worksheet(say("form.task_sheet", lang))
        self._form = built
        self._lang = lang

    def draw(self) -> None:
        self._title()
        self._header()
        last = self._lines()
        self._offer_stages(last)
        if not self._form.sections:
            places = TASK_COLUMNS.index("name"), TASK_COLUMNS.index("evidence")
            last = draw_foot(self._sheet, self._style, last + 2, places, self._form, self._lang)
        set_up(self._sheet, last, _PRINTED, self._form, self._lang)

    def _style(self, **how: Any) -> Format:
        return self._workbook.add_format({**_FONT, **how})

    def _title(self) -> None:
        lines = title_lines(self._form, self._lang, "form.task_title", "form.task_fill_in")
        draw_title(self._sheet, self._style, lines, _PRINTED, _PRINTED_WIDTH)

    def _header(self) -> None:
        head = self._style(bold=True, align="center", text_wrap=True, border=1, bg_color=PALE)
        self._sheet.set_row(HEADER_ROW, 36)
        for place, column in enumerate(TASK_COLUMNS):
            self._sheet.set_column(place, place, TASK_WIDTHS[column])
            self._sheet.write_string(HEADER_ROW, place, task_headers(self._lang)[column], head)
        self._sheet.freeze_panes(HEADER_ROW + 1, 2)

    def _lines(self) -> int:
        """The tasks; the number of the last row."""
        fixed = self._style(border=1, text_wrap=True, indent=1)
        below = self._style(border=1, text_wrap=True, indent=2)
        centred = self._style(border=1, align="center")
        code = self._style(border=1, font_color=DIM, font_size=10)
        entry = self._style(border=1, bg_color=YELLOW, locked=False, text_wrap=True)
        dated = self._style(border=1, bg_color=YELLOW, locked=False, num_format="dd/mm/yyyy", align="center")
        row = HEADER_ROW
        for number, line in numbered(self._form.tasks):
            row += 1
            cells = line.fixed_cells(number, self._form.unit, str(self._form.period), self._lang)
            height = page.text_height(cells["name"], TASK_WIDTHS["name"] - 2, page.SIZE)
            self._sheet.set_row(row, max(_LEAST_HEIGHT, height))
            for place, column in enumerate(TASK_COLUMNS):
                if column in TASK_INPUTS:
                    self._sheet.write_blank(row, place, None, dated if column == "done_on" else entry)
                    continue
                how = code if column in _CODES else centred if column in _CENTRED else fixed
                how = below if column == "name" and line.of is not None else how
                self._sheet.write_string(row, place, cells[column], how)
        return row

    def _offer_stages(self, last: int) -> None:
        stages = TASK_COLUMNS.index("stage")
        rule = {"validate": "list", "source": stage_choices(self._lang), "ignore_blank": True}
        self._sheet.data_validation(HEADER_ROW + 1, stages, last, stages, rule)

"""What stands around the table of a form's sheet: title, who signs, and how it is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from dxscore.forms import page
from dxscore.forms.form import Form
from dxscore.forms.heads import head_lines, how_signed
from dxscore.forms.written import unit_name
from dxscore.model.period import period_words
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    Style = Callable[..., Format]

HEADER_ROW: Final = 6
YELLOW, PALE, DIM = "#FFF9D6", "#DCE6F1", "#595959"
_A4: Final = 9
_BLANK_ROWS_TO_SIGN: Final = 4
_LOOKS: Final[tuple[tuple[int, dict[str, Any]], ...]] = (
    (24, {"bold": True, "font_size": 15, "align": "center"}),
    (18, {"italic": True, "align": "center", "text_wrap": True}),
    (19, {"bold": True}),
    (0, {"text_wrap": True}),
    (0, {"text_wrap": True, "bg_color": YELLOW, "border": 1, "indent": 1}),
    (16, {"font_size": 9, "font_color": DIM}),
)
"""Of each line above the table its height, 0 where its text tells, and how it looks."""


def draw_title(sheet: Worksheet, style: Style, lines: Sequence[str], last: int, width: float) -> None:
    """The lines above the table, across its printed columns, the last of which stands at `last`."""
    for row, (text, (height, how)) in enumerate(zip(lines, _LOOKS, strict=True)):
        sheet.set_row(row, height or page.text_height(text, width, page.SIZE))
        sheet.merge_range(row, 0, row, last, "", style(**how))
        sheet.write_string(row, 0, text, style(**how))


def draw_foot(
    sheet: Worksheet, style: Style, row: int, places: tuple[int, int], built: Form, lang: Language
) -> int:
    """Who prepared the form and who answers for it, from `row` on in two columns; the last row."""
    left, right = places
    bold, light = style(bold=True, align="center"), style(italic=True, align="center")
    name = style(bold=True, align="center", locked=False)
    dated = style(italic=True, align="center", locked=False)
    sheet.write_string(row, right, say("form.signed_on", lang), dated)
    head = head_lines(built.catalogue, built.unit, lang)
    last = row + 1 + len(head) + _BLANK_ROWS_TO_SIGN
    for place, labels, how in (
        (left, (say("form.prepared_by", lang).upper(),), say("form.signed", lang)),
        (right, head, how_signed(built.catalogue, built.unit, lang)),
    ):
        for below, label in enumerate(labels, start=row + 1):
            sheet.write_string(below, place, label, bold)
        sheet.write_string(row + 1 + len(labels), place, how, light)
        sheet.write_blank(last, place, None, name)
    return last


def set_up(sheet: Worksheet, last_row: int, last_column: int, built: Form, lang: Language) -> None:
    """Lock what is no answer, and print on A4 landscape as far as the last row and column."""
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.center_horizontally()
    font = '&"Times New Roman"&10 '
    whose_ = whose(built, lang).replace("&", "&&")
    sheet.set_footer(f"&L{font}{whose_}&R{font}{say('form.page', lang)}")


def whose(built: Form, lang: Language) -> str:
    """'UBND phường Phổ Hòa – Quý IV/2025'."""
    return f"{unit_name(built.catalogue, built.unit, lang)} – {period_words(built.period, lang)}"

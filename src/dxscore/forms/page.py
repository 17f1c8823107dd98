"""The page of a form: its columns and their widths, the sizes of letters, and the height that text takes."""

from __future__ import annotations

import math
import textwrap
from typing import Final

from dxscore.forms.form import FormColumn

# In units of column width; the printed ones together are as wide as the page at full size.
PRINTED: Final[dict[FormColumn, float]] = {
    "number": 4.5,
    "name": 22,
    "definition": 36,
    "previous": 13,
    "numerator": 9.5,
    "denominator": 9.5,
    "value": 10.5,
    "evidence": 18,
    "note": 14,
    "closed_on": 11,
}
CODES: Final[dict[FormColumn, float]] = {"indicator": 21, "unit": 14, "period": 10}
WIDTHS: Final[dict[FormColumn, float]] = PRINTED | CODES
COLUMNS: Final = tuple(WIDTHS)
LAST_PRINTED: Final = len(PRINTED) - 1
SIZE: Final = 12
_SMALLER: Final[dict[FormColumn, int]] = {
    "definition": 11,
    "previous": 11,
    **dict.fromkeys(CODES, 10),
}
# Times New Roman: letters to a unit of column width at 1 point, and the height of a line, in sizes.
_LETTERS_A_UNIT: Final = 14.0
_LINE_HEIGHT: Final = 1.28
_LEAST_HEIGHT: Final = 40.0


def letter_size(column: FormColumn) -> int:
    """Points of the letters that a form itself has in a column."""
    return _SMALLER.get(column, SIZE)


def row_height(fixed: dict[FormColumn, str]) -> float:
    """Points that the longest cell of a row takes: no program fits wrapped rows on opening for certain."""
    return max(
        _LEAST_HEIGHT,
        *(text_height(text, WIDTHS[column], letter_size(column)) for column, text in fixed.items()),
    )


def text_height(text: str, width: float, size: int) -> float:
    """Points that wrapped text takes in a column of `width` units."""
    letters = math.floor(width * _LETTERS_A_UNIT / size)
    lines = sum(max(1, len(textwrap.wrap(part, letters))) for part in text.split("\n"))
    return lines * size * _LINE_HEIGHT + 6

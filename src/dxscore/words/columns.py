"""The columns of a table of figures, as people call them. Their keys are for machines, and never change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dxscore.words.text import Text, joined

COLUMN_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "indicator": ("Chỉ tiêu", "indicator"),
    "reporting_unit": ("Đơn vị", "reporting_unit"),
    "period": ("Kỳ", "period"),
    "numerator": ("Tử số", "numerator"),
    "denominator": ("Mẫu số", "denominator"),
    "value": ("Giá trị", "value"),
    "evidence": ("Minh chứng", "evidence"),
    "note": ("Ghi chú", "note"),
    "closed_on": ("Ngày chốt", "closed_on"),
}
TASK_COLUMN_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "task": ("Mã nhiệm vụ", "task"),
    "body": ("Cơ quan", "body"),
    "as_of": ("Tính đến", "as_of"),
    "stage": ("Tiến độ", "stage"),
    "done_on": ("Ngày hoàn thành", "done_on"),
}
"""By key, in Vietnamese and English. In English the keys are names that a file may bear in its header."""


def named(*columns: str) -> Text:
    """One column or several in a sentence. Raises KeyError for a key that is none."""
    return joined(Text.of(*COLUMN_NAMES[column]) for column in columns)

"""The columns of a table of figures, as people call them. Their keys are for machines, and never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dxscore.model.base import Text

COLUMN_NAMES: Final[Mapping[str, Text]] = {
    "indicator": Text(vi="Chỉ tiêu", en="indicator"),
    "reporting_unit": Text(vi="Đơn vị", en="reporting_unit"),
    "period": Text(vi="Kỳ", en="period"),
    "numerator": Text(vi="Tử số", en="numerator"),
    "denominator": Text(vi="Mẫu số", en="denominator"),
    "value": Text(vi="Giá trị", en="value"),
    "evidence": Text(vi="Minh chứng", en="evidence"),
    "note": Text(vi="Ghi chú", en="note"),
    "closed_on": Text(vi="Ngày chốt", en="closed_on"),
}
"""By key. In English the keys are names that a file may bear in its header."""


def named(columns: Iterable[str]) -> Text:
    """Several columns in a sentence. Raises KeyError for a key that is none."""
    names = [COLUMN_NAMES[column] for column in columns]
    return Text(vi=", ".join(name.vi for name in names), en=", ".join(name.en for name in names))

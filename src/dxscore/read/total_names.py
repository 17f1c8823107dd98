"""How totals are named in tables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from dxscore.words.folding import name_key, unaccented

_WHOLE: Final = r"(?:tổng cộng|tổng số|tổng|cộng|grand total|total|sum)(?: chung)?"
_OF: Final = (
    r"(?:[0-9]+|[ivx]+|của|các|những|toàn|cả|khối|địa bàn|đơn vị|cơ quan|thị xã|tx|huyện|thành phố|tp|tỉnh"
    r"|xã|phường|thị trấn|thôn|tổ dân phố|of|all|the|units|wards|communes|and|và)"
)
_TOTAL: Final = rf"{_WHOLE}(?: {_OF})*|(?:toàn|cả) (?:thị xã|huyện|thành phố|tỉnh|địa bàn)"
_BEGINNINGS: Final = ("tổng", "tong", "cộng", "cong", "toàn", "toan", "cả", "ca", "grand", "total", "sum")
_LONGEST: Final = 100


@lru_cache(maxsize=1024)
def names_total(text: str) -> bool:
    """Whether `text` calls something a sum: 'Tổng cộng (15 xã, phường)', 'TONG SO', 'Toàn huyện'."""
    if not text.strip() or len(text) > _LONGEST:
        return False
    key = name_key(text)
    return key.startswith(_BEGINNINGS) and any(form.fullmatch(key) for form in _totals())


@lru_cache(maxsize=1)
def _totals() -> tuple[re.Pattern[str], ...]:
    """With accents and without; most files name no total, and need not wait for them."""
    return re.compile(_TOTAL), re.compile(unaccented(_TOTAL))

"""Periods as people read them."""

from __future__ import annotations

from dxscore.model.base import Language
from dxscore.model.period import Period

_ROMAN = ("I", "II", "III", "IV")


def period_words(period: Period, lang: Language) -> str:
    """Quý IV/2025, 6 tháng đầu năm 2025; in English the stable form, for it is what English files have."""
    if lang == "en":
        return str(period)
    if period.kind == "quarter":
        return f"Quý {_ROMAN[period.number - 1]}/{period.year}"
    if period.kind == "half":
        return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}"
    if period.kind == "nine_months":
        return f"9 tháng năm {period.year}"
    if period.kind == "month":
        return f"Tháng {period.number:02d}/{period.year}"
    return f"Năm {period.year}"


def period_inside(period: Period, lang: Language) -> str:
    """As `period_words`, inside a sentence: số liệu năm 2025, số liệu Quý IV/2025."""
    words = period_words(period, lang)
    return words if period.kind == "quarter" else words[:1].lower() + words[1:]

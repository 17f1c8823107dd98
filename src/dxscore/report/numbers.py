"""Numbers and dates as people read them: 82,5% and 15.010 in Vietnamese, 82.5% and 15,010 in English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from dxscore.model.base import Language
from dxscore.model.numbers import ENDS, distinct, number

__all__ = ["day", "distinct", "number", "percent"]


def percent(value: Fraction, thresholds: Iterable[Fraction], lang: Language, least: int = 1) -> str:
    """A percentage that reads like its threshold, like 0% or like 100% only if it is that."""
    return f"{distinct(value, (*thresholds, *ENDS), lang, least)}%"


def day(value: date, lang: Language) -> str:
    """14/12/2025 in Vietnamese; 2025-12-14 in English."""
    return f"{value:%d/%m/%Y}" if lang == "vi" else value.isoformat()

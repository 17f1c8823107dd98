"""Numbers and dates as people read them: 82,5% and 15.010 in Vietnamese, 82.5% and 15,010 in English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from dxscore.model.base import Language
from dxscore.model.numbers import number

__all__ = ["day", "distinct", "number", "percent"]

# Past so many places a difference is told by the gap beside it, not by the percentage.
_PLACES_AT_MOST = 12


def distinct(value: Fraction, unlike: Iterable[Fraction], lang: Language) -> str:
    """`value` to one decimal, or as many more as it takes not to read like any of `unlike` when it is not.

    79,996 against a threshold of 80 never reads as 80,0. A whole number has no decimals.
    """
    others = [other for other in unlike if other != value]
    if value.denominator == 1:
        return number(value, lang, 0)
    places = 1
    while places < _PLACES_AT_MOST and Fraction(round(value * 10**places), 10**places) in others:
        places += 1
    return number(value, lang, places)


def percent(value: Fraction, thresholds: Iterable[Fraction], lang: Language) -> str:
    """A percentage that reads like its threshold, like 0% or like 100% only if it is that."""
    return f"{distinct(value, (*thresholds, Fraction(0), Fraction(100)), lang)}%"


def day(value: date, lang: Language) -> str:
    """14/12/2025 in Vietnamese; 2025-12-14 in English."""
    return f"{value:%d/%m/%Y}" if lang == "vi" else value.isoformat()

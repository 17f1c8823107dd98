"""Numbers as people read them: 82,5 and 15.010 in Vietnamese, 82.5 and 15,010 in English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction

from dxscore.words.say import Language, say

_SWAPPED = str.maketrans(",.", ".,")
_WIDE = Context(prec=400)
ENDS = (Fraction(0), Fraction(100))
"""Nothing and all of it: no percentage and no score may look like either that is not."""
PLACES_AT_MOST = 12
"""More decimals nobody reads: past them words say on which side of a number a figure lies."""


def number(value: Decimal | Fraction | int, lang: Language, places: int | None = None) -> str:
    """`value` with grouped thousands. All its own decimals for a Decimal or int, else `places` of them."""
    if isinstance(value, Fraction) or places is not None:
        value = _to_places(Fraction(value), places or 0)
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.translate(_SWAPPED) if lang == "vi" else text


def _to_places(value: Fraction, places: int) -> Decimal:
    """Half-even to so many decimals; a rounded nothing has no sign."""
    return Decimal(round(value * 10**places)).scaleb(-places, _WIDE)


def distinct(value: Fraction, unlike: Iterable[Fraction], lang: Language, least: int = 1) -> str:
    """`value` to `least` decimals, or as many more as it takes to stand to each of `unlike` as it does.

    This is the one rule by which results, gaps, coverage, achievement and scores are rounded, wherever they
    are printed. Beside 80, 79.996 reads 79.996 and not 80.0; beside 62.37, 62.366 reads 62.366, for 62.4
    would lie beyond it. No number has more decimals than its own. What no reader could tell from a number by
    its decimals is told in words: just under 62.37.
    """
    others = tuple(unlike)
    places = places_apart([value], others, least)
    if places is not None:
        end = places_to_end(value)
        return number(value, lang, places if end is None else min(places, end))
    near = min((other for other in others if other != value), key=lambda other: abs(other - value))
    end = places_to_end(near)
    shown = number(near, lang, PLACES_AT_MOST if end is None else end)
    return say("beside_number.over" if value > near else "beside_number.under", lang, number=shown)


def places_apart(values: Sequence[Fraction], unlike: Iterable[Fraction], least: int = 1) -> int | None:
    """The decimals by which every one of `values` stands to each of `unlike`, and to each other, as it does.

    A tie is never rounded, so that it matters to no program which way it rounds halves. Whole numbers take
    none, and what equals one of `unlike` is shown in full. None where even `PLACES_AT_MOST` are too few.
    """
    if all(value.denominator == 1 for value in values):
        return 0
    others = tuple(unlike)
    ends = [end for value in values if value in others and (end := places_to_end(value))]
    least = max([least, *ends])
    fixed = [other for other in others if other not in values]
    return next((n for n in range(least, max(least, PLACES_AT_MOST) + 1) if _tell(values, fixed, n)), None)


def _tell(values: Sequence[Fraction], fixed: Sequence[Fraction], places: int) -> bool:
    """Whether, to so many places, values stand to each other and to what is `fixed` as they do.

    In whole numbers: comparing and rounding fractions takes ten times as long, and a screen has hundreds.
    """
    scale = 10**places
    shown: list[int] = []
    for value in values:
        whole, rest = divmod(value.numerator * scale, value.denominator)
        if 2 * rest == value.denominator:
            return False  # a tie
        shown.append(whole + (2 * rest > value.denominator))
    return all(
        _sign(seen * other.denominator - other.numerator * scale) == _side(value, other)
        for value, seen in zip(values, shown, strict=True)
        for other in fixed
    ) and all(
        _sign(seen - beside) == _side(value, other)
        for value, seen in zip(values, shown, strict=True)
        for other, beside in zip(values, shown, strict=True)
    )


def _side(value: Fraction, other: Fraction) -> int:
    return _sign(value.numerator * other.denominator - other.numerator * value.denominator)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def places_to_end(value: Fraction) -> int | None:
    """How many decimal places it takes to write `value` in full; None where it never ends."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def percent(value: Fraction, thresholds: Iterable[Fraction], lang: Language, least: int = 1) -> str:
    """A percentage that reads like its threshold, like 0% or like 100% only if it is that."""
    return f"{distinct(value, (*thresholds, *ENDS), lang, least)}%"


def day(value: date, lang: Language) -> str:
    """14/12/2025 in Vietnamese; 2025-12-14 in English."""
    return f"{value:%d/%m/%Y}" if lang == "vi" else value.isoformat()

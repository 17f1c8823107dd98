"""Numbers as people read them: 82,5 and 15.010 in Vietnamese, 82.5 and 15,010 in English."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction

from dxscore.model.base import Language, Text

_SWAPPED = str.maketrans(",.", ".,")
_WIDE = Context(prec=400)


def number(value: Decimal | Fraction | int, lang: Language, places: int | None = None) -> str:
    """`value` with grouped thousands. All its own decimals for a Decimal or int, else `places` of them."""
    if isinstance(value, Fraction) or places is not None:
        value = _to_places(Fraction(value), places or 0)
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.translate(_SWAPPED) if lang == "vi" else text


def _to_places(value: Fraction, places: int) -> Decimal:
    """Half-even to so many decimals; a rounded nothing has no sign."""
    return Decimal(round(value * 10**places)).scaleb(-places, _WIDE)


def one_decimal(value: Fraction, lang: Language) -> str:
    """`value` to one decimal, without it where that is 0: 31 and 82,5."""
    rounded = Fraction(round(value * 10), 10)
    return number(rounded, lang, 0 if rounded.denominator == 1 else 1)


def in_both(written: Callable[[Language], str]) -> Text:
    """What `written` makes of figures in each language, to be put into a finding."""
    return Text(vi=written("vi"), en=written("en"))

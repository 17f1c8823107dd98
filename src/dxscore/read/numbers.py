"""Numbers as Vietnamese offices type them, read exactly or not at all.

Dot after thousands, comma before decimals (Luật Kế toán 2003, Điều 12). A point before decimals is taken
only where it cannot stand for thousands. ``1,234`` may be either: it is a fault, never a guess.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from dxscore.model.finding import SHOWN_AT_MOST
from dxscore.words.text import Text
from dxscore.words.visible import visible
from dxscore.workbooks.sheet import PointDecimal

INTEGER_DIGITS = 15
DECIMAL_DIGITS = 9
_LONGEST = 200

NumberFault = Literal["ambiguous", "approximate", "too_long", "unreadable"]

_NUMBER = re.compile(
    r"(?P<minus>-)?(?:"
    r"(?P<plain>[0-9]+)"
    r"|(?P<grouped>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?P<grouped_decimals>[0-9]+))?"
    r"|(?P<spaced>[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+)(?:,(?P<spaced_decimals>[0-9]+))?"
    r"|(?P<integer>0|[1-9][0-9]*)(?P<mark>[.,])(?P<decimals>[0-9]+)"
    r")(?P<percent>[ \u00a0]?%)?"
)
# Written as text where only an unclear cell needs them: `re` compiles them then, and remembers.
_ENGLISH = r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?[ \u00a0]?%?"
_POINT = r"-?(?P<integer>0|[1-9][0-9]*)\.(?P<decimals>[0-9]+)(?P<percent>%)?"
_FLOAT_DECIMALS = 30
_APPROXIMATE = (
    r"(?s:(?:[≈~≃≅≥≤><±]|>=|<="
    r"|(?:khoảng|gần|hơn|trên|dưới|xấp xỉ|tối thiểu|tối đa|ít nhất|không quá|ước(?: đạt| tính)?|đạt trên"
    r"|about|around|approx\.?|approximately|over|under|nearly|almost|at least|more than|less than)\s"
    r").*[0-9].*)"
)
_RANGE = r"(?:từ\s|from\s)?\s*[0-9][0-9.,]*\s*%?\s*(?:-|–|—|\.\.+|…|đến|tới|to)\s*[0-9][0-9.,]*\s*%?"
_PLUS_MINUS = r"(?s:.*[0-9].*±.*)|[0-9.,]+\s*%?\s*\+"


def quoted(text: str) -> Text | str:
    """A cell as a finding quotes it: as it was typed, or, as nobody typed it, with the reader's own mark."""
    if not isinstance(text, PointDecimal):
        return text.strip()
    shown = visible(text, SHOWN_AT_MOST)
    return Text(vi=shown.replace(".", ","), en=shown)


class Figure(NamedTuple):
    """A number as it was typed.

    Args:
        value: the number; the part above the line where `denominator` is set.
        decimals: digits printed after the decimal mark.
        percent: a percent sign followed.
        point: the decimals stood behind a point, not a comma.
        denominator: the part below the line, for a cell like 12008/15010.
    """

    value: Decimal
    decimals: int = 0
    percent: bool = False
    point: bool = False
    denominator: Decimal | None = None


def parse(text: str) -> Figure | NumberFault:
    """The number in `text`, or why there is none.

    ``1.234`` is 1234, ``1.234,5`` is 1234.5, ``82,5`` and ``82.5`` are 82.5, ``1 234`` is 1234,
    ``12008/15010`` is a pair. Only ASCII digits; no exponent, no nan, no inf, no underscore.
    """
    if isinstance(text, PointDecimal):
        return _point_decimal(text)
    text = text.strip()
    if text.isdigit() and text.isascii() and len(text) <= INTEGER_DIGITS:
        return Figure(Decimal(text))
    above, slash, below = text.partition("/")
    return _pair(above.strip(), below.strip()) if slash else _single(text)


def _point_decimal(text: str) -> Figure | NumberFault:
    """A program's number may have all the digits of a binary float; nine decimals count as printed."""
    found = re.fullmatch(_POINT, text)
    if found is None:
        return _single(str(text))
    if len(found["integer"]) > INTEGER_DIGITS or len(found["decimals"]) > _FLOAT_DECIMALS:
        return "too_long"
    value = Decimal(text.removesuffix("%"))
    return Figure(value, min(len(found["decimals"]), DECIMAL_DIGITS), found["percent"] is not None)


def _pair(above: str, below: str) -> Figure | NumberFault:
    first, second = _single(above), _single(below)
    if isinstance(first, str) or isinstance(second, str):
        return "ambiguous" if "ambiguous" in (first, second) else "unreadable"
    if first.percent or second.percent:
        return "unreadable"
    return Figure(
        first.value, max(first.decimals, second.decimals), False, first.point or second.point, second.value
    )


def _single(text: str) -> Figure | NumberFault:
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return _why_not(text)
    percent, minus = found["percent"] is not None, found["minus"] is not None
    if found["mark"] is not None:
        if _is_ambiguous(found["integer"], found["mark"], found["decimals"], percent):
            return "ambiguous"
        return _figure(found["integer"], found["decimals"], minus, percent, point=found["mark"] == ".")
    if found["grouped"] is not None:
        if percent and found["grouped_decimals"] is None and found["grouped"].count(".") == 1:
            return "ambiguous"  # 12.345%: thousands of percent, or an English decimal point
        return _figure(found["grouped"].replace(".", ""), found["grouped_decimals"] or "", minus, percent)
    if found["spaced"] is not None:
        digits = re.sub(r"\s", "", found["spaced"])
        return _figure(digits, found["spaced_decimals"] or "", minus, percent)
    return _figure(found["plain"], "", minus, percent)


def _is_ambiguous(integer: str, mark: str, decimals: str, percent: bool) -> bool:
    """1,234: a decimal here, a thousand in English. 82,125% is not: no percentage comes in thousands."""
    return mark == "," and len(decimals) == 3 and 1 <= len(integer) <= 3 and integer != "0" and not percent


def _figure(
    integer: str, decimals: str, minus: bool, percent: bool, point: bool = False
) -> Figure | NumberFault:
    if len(integer) > INTEGER_DIGITS or len(decimals) > DECIMAL_DIGITS:
        return "too_long"
    value = Decimal(f"{integer}.{decimals}" if decimals else integer)
    return Figure(-value if minus and value else value, len(decimals), percent, point)


def _why_not(text: str) -> NumberFault:
    if len(text) > _LONGEST:
        return "unreadable"
    if re.fullmatch(_ENGLISH, text):
        return "ambiguous"
    lowered = text.casefold()
    if any(re.fullmatch(form, lowered) for form in (_APPROXIMATE, _RANGE, _PLUS_MINUS)):
        return "approximate"
    return "unreadable"

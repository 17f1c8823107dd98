"""Numbers as Vietnamese offices type them, read exactly or not at all.

Dot after thousands, comma before decimals (Luật Kế toán 2003, Điều 12). A point before decimals is taken
only where it cannot stand for thousands, or where another cell of its column proves that it does not.
``1,234`` may be either: where nothing is proven it is a fault, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from dxscore.model.finding import SHOWN_AT_MOST
from dxscore.words.patterns import regex
from dxscore.words.text import Text
from dxscore.words.visible import visible
from dxscore.workbooks.cell_texts import PointDecimal

INTEGER_DIGITS = 15
DECIMAL_DIGITS = 9
GROUP: Final = 3
_LONGEST = 200

NumberFault = Literal["ambiguous", "dot", "approximate", "too_long", "unreadable"]

_NUMBER = regex(
    r"(?P<minus>-)?(?:"
    r"(?P<plain>[0-9]+)"
    r"|(?P<grouped>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?P<grouped_decimals>[0-9]+))?"
    r"|(?P<spaced>[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+)(?:,(?P<spaced_decimals>[0-9]+))?"
    r"|(?P<english>[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|[1-9][0-9]{0,2},[0-9]{3}(?=\.))(?:\.(?P<english_decimals>[0-9]+))?"
    r"|(?P<integer>0|[1-9][0-9]*)(?P<mark>[.,])(?P<decimals>[0-9]+)"
    r")(?P<percent>[ \u00a0]?%)?"
)
_HALVES = regex(r"[^/()=;]+")
# Digits, signs and marks as a wide East Asian font, or a word processor, writes them.
_PLAIN = str.maketrans("０１２３４５６７８９．，％／－−", "0123456789.,%/--")
# Written as text where only an unclear cell needs them: `re` compiles them then, and remembers.
_POINT = r"-?(?P<integer>0|[1-9][0-9]*)\.(?P<decimals>[0-9]+)(?P<percent>%)?"
_FLOAT_DECIMALS = 30
_APPROXIMATE = (
    r"(?s:(?:[≈~≃≅≥≤><±]|>=|<="
    r"|(?:khoảng|gần|hơn|trên|dưới|xấp xỉ|tối thiểu|tối đa|ít nhất|không quá|ước(?: đạt| tính)?|đạt trên"
    r"|about|around|approx\.?|approximately|over|under|nearly|almost|at least|more than|less than)\s"
    r").*[0-9].*)"
)
_RANGE = r"(?:từ\s|from\s)?\s*[0-9][0-9.,]*\s*%?\s*(?:-|–|—|\.\.+|…|đến|tới|to)\s*[0-9][0-9.,]*\s*%?"
_PAIR_AND_PERCENTAGE = (
    r"(?P<percentage>[^()\[\]/=;]+%)\s*(?:[(\[]|[=;])\s*(?P<pair>[^()\[\]%]+/[^()\[\]%]+?)\s*[)\]]?"
    r"|(?P<pair_first>[^()\[\]%=;]+/[^()\[\]%=;]+?)\s*(?:[(\[]|[=;])\s*(?P<percentage_behind>[^()\[\]/=;]+%)\s*[)\]]?"
)
_ASKED: Final[tuple[NumberFault, ...]] = ("ambiguous", "dot")
_PLUS_MINUS = r"(?s:.*[0-9].*±.*)|[0-9.,]+\s*%?\s*\+"


def quoted(text: str) -> Text | str:
    """A cell as a finding quotes it: as it was typed, or, as nobody typed it, with the reader's own mark."""
    if not isinstance(text, PointDecimal):
        return text.strip()
    shown = visible(text, SHOWN_AT_MOST)
    return Text.of(shown.replace(".", ","), shown)


Mark = Literal["", "decimal", "thousands", "both"]
"""What a mark is for, as far as that is proven; `both` where cells contradict each other."""


class Marks(NamedTuple):
    """What the cells of a column prove about its dots and commas.

    0.62, 82.5 and 1310.25 prove that the dot stands before decimals, 1.234.567 and 1.234,5 that it separates
    thousands; so with the comma. 123.456 and 1,234 prove nothing: they are read by what others prove.
    """

    dot: Mark = ""
    comma: Mark = ""

    def joined(self, other: Marks) -> Marks:
        """What two columns, or two cells, prove together."""
        return Marks(_joined(self.dot, other.dot), _joined(self.comma, other.comma))

    def within(self, file: Marks) -> Marks:
        """What holds in a column: what it proves itself, else what the other columns of its file do."""
        return Marks(self.dot or file.dot, self.comma or file.comma)


NO_MARKS: Final = Marks()


def _joined(one: Mark, other: Mark) -> Mark:
    return one or other if not (one and other) or one == other else "both"


def marks_of(texts: Iterable[str]) -> Marks:
    """What the cells of one column prove together. Numbers that a program stored prove nothing of typing."""
    proven = NO_MARKS
    for text in texts:
        if not isinstance(text, PointDecimal) and len(text) <= _LONGEST:
            for half in _HALVES.findall(plain_text(text)):
                proven = proven.joined(_proof(half.strip()))
    return proven


def _proof(text: str) -> Marks:
    found = _NUMBER.fullmatch(text)
    if found is None or found["plain"] or found["spaced"]:
        return NO_MARKS
    if found["grouped"] is not None:
        comma: Mark = "decimal" if found["grouped_decimals"] else ""
        return Marks("thousands", comma) if comma or found["grouped"].count(".") > 1 else NO_MARKS
    if found["english"] is not None:
        return Marks("decimal" if found["english_decimals"] else "", "thousands")
    if _may_be_thousands(found["integer"], found["decimals"]):
        return NO_MARKS
    return Marks(dot="decimal") if found["mark"] == "." else Marks(comma="decimal")


def _may_be_thousands(integer: str, decimals: str) -> bool:
    return len(decimals) == GROUP and len(integer) <= GROUP and integer != "0"


def plain_text(text: str) -> str:
    """A cell without what cannot be seen, and with full-width digits and the minus sign as plain ones."""
    if text.isascii():
        return text.strip()
    shown = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return shown.translate(_PLAIN).strip()


class NumberRead(NamedTuple):
    """A number as it was typed.

    Args:
        value: the number; the part above the line where `denominator` is set.
        decimals: digits printed after the decimal mark; of parts not told.
        percent: a percent sign followed.
        point: the decimals stood behind a point, not a comma.
        denominator: the part below the line, for a cell like 12008/15010.
        inferred: the form alone might mean thousands or decimals; other cells prove which.
        commas: commas separated thousands.
        stated: the percentage that stands beside a pair, as in 80% (12/15).
    """

    value: Decimal
    decimals: int = 0
    percent: bool = False
    point: bool = False
    denominator: Decimal | None = None
    inferred: bool = False
    commas: bool = False
    stated: NumberRead | None = None


def parse(text: str, marks: Marks = NO_MARKS) -> NumberRead | NumberFault:
    """The number in `text`, or why there is none.

    ``1.234`` is 1234, ``1.234,5`` is 1234.5, ``82,5`` and ``82.5`` are 82.5, ``1 234`` is 1234, ``1,234,567``
    is 1234567, ``12008/15010`` is a pair, ``80% (12/15)`` a pair with its percentage. No exponent, no nan, no
    inf, no underscore; of other digits only full-width ones.

    Args:
        text: what stands in the cell.
        marks: what the cells of its column and file prove about dots and commas: ``123.456`` beside ``0.62``
            is 123.456.
    """
    if isinstance(text, PointDecimal):
        return _point_decimal(text)
    text = plain_text(text)
    if text.isdigit() and text.isascii() and len(text) <= INTEGER_DIGITS:
        return NumberRead(Decimal(text))
    above, slash, below = text.partition("/")
    if not slash:
        return _single(text, marks)
    with_percentage = re.fullmatch(_PAIR_AND_PERCENTAGE, text) if "%" in text else None
    if with_percentage is None:
        return _pair(above.strip(), below.strip(), marks)
    parts = with_percentage.groupdict()
    pair = parse(parts["pair"] or parts["pair_first"], marks)
    stated = _single((parts["percentage"] or parts["percentage_behind"]).strip(), marks)
    if isinstance(pair, str) or isinstance(stated, str):
        return next(found for found in (pair, stated) if isinstance(found, str))
    return pair._replace(stated=stated)


def _point_decimal(text: str) -> NumberRead | NumberFault:
    """A program's number may have all the digits of a binary float; nine decimals count as printed."""
    found = re.fullmatch(_POINT, text)
    if found is None:
        return _single(str(text), NO_MARKS)
    if len(found["integer"]) > INTEGER_DIGITS or len(found["decimals"]) > _FLOAT_DECIMALS:
        return "too_long"
    value = Decimal(text.removesuffix("%"))
    return NumberRead(value, min(len(found["decimals"]), DECIMAL_DIGITS), found["percent"] is not None)


def _pair(above: str, below: str, marks: Marks) -> NumberRead | NumberFault:
    first, second = _single(above, marks), _single(below, marks)
    if isinstance(first, str) or isinstance(second, str):
        return next((fault for fault in _ASKED if fault in (first, second)), "unreadable")
    if first.percent or second.percent:
        return "unreadable"
    return NumberRead(
        first.value,
        point=first.point or second.point,
        denominator=second.value,
        inferred=first.inferred or second.inferred,
        commas=first.commas or second.commas,
    )


def _single(text: str, marks: Marks) -> NumberRead | NumberFault:
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return _why_not(text)
    percent, minus = found["percent"] is not None, found["minus"] is not None
    if found["mark"] is not None:
        return _with_mark(found["integer"], found["mark"], found["decimals"], minus, percent, marks)
    if found["grouped"] is not None:
        return _grouped(found["grouped"], found["grouped_decimals"] or "", minus, percent, marks)
    if found["english"] is not None:
        digits, decimals = found["english"].replace(",", ""), found["english_decimals"] or ""
        read = _figure(digits, decimals, minus, percent, point=bool(decimals))
        return read if isinstance(read, str) else read._replace(commas=True)
    if found["spaced"] is not None:
        digits = re.sub(r"\s", "", found["spaced"])
        return _figure(digits, found["spaced_decimals"] or "", minus, percent)
    return _figure(found["plain"], "", minus, percent)


def _with_mark(
    integer: str, mark: str, decimals: str, minus: bool, percent: bool, marks: Marks
) -> NumberRead | NumberFault:
    """One mark: 82,5, 82.5, or 1,234, which may be a decimal here and a thousand in English."""
    if mark == ".":
        if not percent and decimals == "0":
            return _figure(integer, "", minus, percent)  # 2025.0: a whole number that a program wrote
        return _figure(integer, decimals, minus, percent, point=True)
    # 82,125% is clear: no percentage comes in thousands.
    if percent or not _may_be_thousands(integer, decimals):
        return _figure(integer, decimals, minus, percent)
    if marks.comma == "thousands":
        read = _figure(integer + decimals, "", minus, percent)
        return read if isinstance(read, str) else read._replace(inferred=True, commas=True)
    if marks.comma == "decimal" or (marks.dot == "thousands" and not marks.comma):
        read = _figure(integer, decimals, minus, percent)
        return read if isinstance(read, str) else read._replace(inferred=True)
    return "ambiguous"


def _grouped(
    grouped: str, decimals: str, minus: bool, percent: bool, marks: Marks
) -> NumberRead | NumberFault:
    """Dots after thousands; a single one may be a decimal point, where other cells prove that use."""
    integer, _, rest = grouped.partition(".")
    if decimals or "." in rest:
        return _figure(grouped.replace(".", ""), decimals, minus, percent)
    if marks.dot == "decimal":
        read = _figure(integer, rest, minus, percent, point=True)
        return read if isinstance(read, str) else read._replace(inferred=True)
    if percent:
        return "ambiguous"  # 12.345%: thousands of percent, or an English decimal point
    if marks.dot == "both" or (marks.comma in ("thousands", "both") and not marks.dot):
        return "dot"
    return _figure(integer + rest, "", minus, percent)


def _figure(
    integer: str, decimals: str, minus: bool, percent: bool, point: bool = False
) -> NumberRead | NumberFault:
    if len(integer) > INTEGER_DIGITS or len(decimals) > DECIMAL_DIGITS:
        return "too_long"
    value = Decimal(f"{integer}.{decimals}" if decimals else integer)
    return NumberRead(-value if minus and value else value, len(decimals), percent, point)


def _why_not(text: str) -> NumberFault:
    if len(text) > _LONGEST:
        return "unreadable"
    lowered = text.casefold()
    if any(re.fullmatch(form, lowered) for form in (_APPROXIMATE, _RANGE, _PLUS_MINUS)):
        return "approximate"
    return "unreadable"

"""What a stored number is shown as: number formats of spreadsheets, read as far as they change the meaning.

A cell that shows 82,5% stores 0.825, and one that shows 31/12/2024 stores 45657. Rounding, colours,
currencies and separators of a format do not change what is meant, so the stored number is kept in full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from dxscore.workbooks.events import Cell, RefusedError

Kind = Literal["number", "percent", "day", "month", "year", "time"]

# ECMA-376 part 1, 18.8.30: formats that go by number alone; 27-36 and 50-58 are dates in East Asian versions.
BUILT_IN: dict[int, str] = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 22, *range(27, 37), *range(50, 59)), "dd/mm/yyyy"),
    17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"),
}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ISO_TIME = re.compile(r"T?[0-9]{2}:[0-9]{2}(:[0-9.]+)?Z?")
_ISO_DAY = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})({_ISO_TIME.pattern.replace('T?', 'T')})?")
_DAY_ZERO = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_LAST_SERIAL = 2_958_465  # 31/12/9999
_FICTION_ENDS = 60  # Excel counts a 29 February 1900
_DECIMALS_KEPT = 30
_FORMAT_LENGTH = 255  # no program takes a longer one


@lru_cache(maxsize=1024)
def kind_of(code: str) -> Kind:
    """What a number format shows a number as; only its first section, that for positive numbers, counts."""
    plain = _LITERAL.sub("", code[:_FORMAT_LENGTH]).split(";", 1)[0].casefold()
    if plain in ("general", "standard", "@", ""):
        return "number"
    if "%" in plain:
        return "percent"
    if "d" in plain:
        return "day"
    if "y" in plain and "m" in plain:
        return "month"
    if "y" in plain:
        return "year"
    return "time" if re.search(r"[hs]", plain) else "number"


def shown(number: float, kind: Kind, counts_from_1904: bool = False) -> Cell:
    """A stored number as its cell means it: 12008.0 -> '12008'; 0.825 in per cent -> ['82.5%']; days ISO."""
    if number != number or number in (float("inf"), float("-inf")):
        return "#NUM!"
    if kind not in ("number", "percent"):
        day = _day(number, counts_from_1904)
        if day is not None:
            return _written_day(day, "time" if number < 1 else kind)  # less than a day: no day at all
        kind = "number"
    value = Decimal(repr(number))
    return as_decimal(value * 100 if kind == "percent" else value, "%" if kind == "percent" else "")


def shown_day(written: str, kind: Kind) -> str:
    """A day that is stored as text, as its cell means it: 2025-12-01 -> '2025-12' in mm/yyyy.

    Raises:
        RefusedError: it is no day, nor a time.
    """
    found = _ISO_DAY.fullmatch(written)
    if found is None:
        if _ISO_TIME.fullmatch(written):
            return written
        raise RefusedError("broken", "{name} in place of a day", name=written[:40])
    day: str = found[1]
    if kind in ("month", "year"):
        return day[:7] if kind == "month" else day[:4]
    return day if kind == "day" or not (found[2] or "").strip("T0:.Z") else written


def as_decimal(value: Decimal, sign: str = "") -> Cell:
    """A number and its sign as text, the fraction marked as one."""
    text = format(value, "f")
    if len(text) > _DECIMALS_KEPT and "." in text:
        text = text[: max(_DECIMALS_KEPT, text.index(".") + 1)]
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return [text + sign] if "." in text else text + sign


def _day(serial: float, counts_from_1904: bool) -> datetime | None:
    if not 0 <= serial <= _LAST_SERIAL:
        return None
    if not counts_from_1904 and serial < _FICTION_ENDS:
        serial += 1
    return _DAY_ZERO[counts_from_1904] + timedelta(days=serial)


def _written_day(day: datetime, kind: Kind) -> str:
    if kind == "day":
        return day.date().isoformat()
    if kind == "time":
        return day.time().isoformat("minutes")
    return f"{day.year:04d}-{day.month:02d}" if kind == "month" else f"{day.year:04d}"


@dataclass
class Styles:
    """How the numbers of a workbook are shown: a kind for every cell format."""

    kinds: list[Kind] = field(default_factory=list)
    counts_from_1904: bool = False

    def kind(self, style: int) -> Kind:
        """What the cell format of that number shows a number as.

        Raises:
            RefusedError: there is no such format.
        """
        if style < len(self.kinds):
            return self.kinds[style]
        if style:
            raise RefusedError("broken", "a cell format that is not there")
        return "number"

    def show(self, number: float, style: int) -> Cell:
        """A stored number as its cell means it."""
        return shown(number, self.kind(style), self.counts_from_1904)

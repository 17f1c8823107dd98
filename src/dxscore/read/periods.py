"""Periods and days as Vietnamese offices type them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dxscore.model.period import Period, PeriodKind
from dxscore.words.folding import tidy, unaccented

FIRST_YEAR, LAST_YEAR = 2000, 2100
_LONGEST = 60

PeriodFault = Literal["unreadable", "year"]
DayFault = Literal["unreadable", "no_such_day", "year", "serial"]

_YEAR = r"(?P<year>[0-9]{4})"
_IN_YEAR = rf"(?:\s*[/.,-]\s*|\s+)(?:nam\s+)?{_YEAR}"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALVES = {"dau": 1, "cuoi": 2, "": 1}

_WRITTEN: tuple[tuple[PeriodKind, str], ...] = (
    ("year", rf"(?:ca )?(?:nam |year )?{_YEAR}"),
    ("year", rf"12 thang(?: cua)?{_IN_YEAR}"),
    ("quarter", rf"(?:quy|quarter|q)\s*(?P<quarter>iv|i{{1,3}}|0?[1-4]){_IN_YEAR}"),
    ("quarter", rf"{_YEAR}\s*[-/ ]?\s*q(?P<quarter>[1-4])"),
    ("half", rf"0?6 thang (?P<half>dau|cuoi){_IN_YEAR}"),
    ("half", rf"0?6 thang(?P<half>){_IN_YEAR}"),
    ("half", rf"nua (?P<half>dau|cuoi){_IN_YEAR}"),
    ("half", rf"{_YEAR}\s*[-/ ]?\s*h(?P<number>[12])"),
    ("half", rf"h(?P<number>[12]){_IN_YEAR}"),
    ("nine_months", rf"0?9 thang(?: dau)?{_IN_YEAR}"),
    ("nine_months", rf"{_YEAR}\s*[-/ ]?\s*9m"),
    ("nine_months", rf"9m{_IN_YEAR}"),
    ("month", rf"(?:thang |t)\s*(?P<number>0?[1-9]|1[0-2]){_IN_YEAR}"),
    ("month", rf"(?P<number>0?[1-9]|1[0-2])\s*[/-]\s*{_YEAR}"),
    ("month", rf"{_YEAR}\s*[-/]\s*(?P<number>0?[1-9]|1[0-2])"),
)
# Written as text: `re` compiles a form when it is first needed and remembers it.
_DAYS = (
    r"(?:ngay )?(?P<day>[0-9]{1,2})\s*[/.-]\s*(?P<month>[0-9]{1,2})\s*[/.-]\s*(?P<year>[0-9]{4})",
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
    r"(?:ngay )?(?P<day>[0-9]{1,2}) thang (?P<month>[0-9]{1,2}),? nam (?P<year>[0-9]{4})",
)
_SHORT_DAY = (
    r"(?:ngay )?(?P<day>[0-9]{1,2})\s*[/.-]\s*(?P<month>[0-9]{1,2})(?:\s*[/.-]\s*(?P<year>[0-9]{2}))?"
)
_SERIAL = r"[34567][0-9]{4}(?:[.,][0-9]+)?"
_SERIAL_DAY_ZERO = date(1899, 12, 30)


def parse_period(text: str) -> Period | PeriodFault:
    """The period that `text` names: Quý IV/2025, 6 tháng đầu năm 2025, 2025-Q4, Tháng 02/2026, Năm 2025 …

    Accents and case do not matter: no two of these words differ only in accents. Years 2000 to 2100.
    """
    if len(text) > _LONGEST:
        return "unreadable"
    key = _key(text)
    key = key.removeprefix("ky bao cao ").removeprefix("ky ")
    for kind, form in _WRITTEN:
        found = re.fullmatch(form, key)
        if found is not None:
            year = int(found["year"])
            if not FIRST_YEAR <= year <= LAST_YEAR:
                return "year"
            return Period(kind, year, _number(found.groupdict()))
    return "unreadable"


def _number(found: dict[str, str]) -> int:
    if "quarter" in found:
        return _QUARTERS[found["quarter"].removeprefix("0")]
    if "half" in found:
        return _HALVES[found["half"]]
    return int(found.get("number", 1))


def parse_day(text: str) -> date | DayFault:
    """The day that `text` names: 03/07/2024 is 3 July; also ISO and 'ngày 26 tháng 4 năm 2023'."""
    if len(text) > _LONGEST:
        return "unreadable"
    key = _key(text)
    if re.fullmatch(_SERIAL, key):
        return "serial"
    for form in _DAYS:
        found = re.fullmatch(form, key)
        if found is not None:
            return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    return "unreadable"


def _day(year: int, month: int, day: int) -> date | DayFault:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return "year"
    try:
        return date(year, month, day)
    except ValueError:
        return "no_such_day"


def day_within(text: str, opens: date, closes: date) -> date | None:
    """The one day from `opens` to `closes` that 14/12 or 14.12.25 names; None where there is none."""
    found = re.fullmatch(_SHORT_DAY, _key(text)) if len(text) <= _LONGEST else None
    if found is None:
        return None
    years = [year for year in range(opens.year, closes.year + 1) if str(year).endswith(found["year"] or "")]
    days = [_day(year, int(found["month"]), int(found["day"])) for year in years]
    fitting = [day for day in days if isinstance(day, date) and opens <= day <= closes]
    return fitting[0] if len(fitting) == 1 else None


def serial_day(text: str) -> date:
    """The day that a spreadsheet's serial number stands for; 45657 is 31 December 2024."""
    return _SERIAL_DAY_ZERO + timedelta(days=int(re.split("[.,]", text.strip())[0]))


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    return unaccented(tidy(text).casefold())

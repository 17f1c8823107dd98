"""Periods and days as Vietnamese offices type them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dxscore.model.period import Period, PeriodKind, ReportingCalendar, first_months
from dxscore.words.folding import tidy, unaccented

FIRST_YEAR, LAST_YEAR = 2000, 2100
_LONGEST = 60

PeriodFault = Literal["unreadable", "year", "ambiguous"]
DayFault = Literal["unreadable", "no_such_day", "year", "serial"]

_YEAR = r"(?P<year>[0-9]{4})(?:[.,]0+)?"  # 2025.0 is how a column of numbers leaves a data frame
_IN_YEAR = rf"(?:\s*[/.,-]\s*|\s+)(?:cua )?(?:nam\s+)?{_YEAR}"
_OR_TOGETHER = rf"(?:{_IN_YEAR}|(?P<together>[0-9]{{4}}))"
_MONTH = r"(?P<number>0?[1-9]|1[0-2])"
_QUARTER = r"(?P<quarter>iv|i{1,3}|0?[1-4])"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALVES = {"dau": 1, "cuoi": 2}
_MONTHS_OF_A_QUARTER = 3
_MONTHS_OF_A_YEAR = 12
# What says that a figure counts from the start of the year: "lũy kế từ đầu năm đến hết tháng 11/2025".
_FROM_START = (
    r"(?:so lieu )?(?:(?:luy ke|cong don)(?: (?:tu|ca))? ?)?(?:(?:tu )?dau nam )?(?:tinh )?"
    r"(?:tu (?:ngay )?0?1\s*[/.-]\s*0?1(?:\s*[/.-]\s*(?P<from_year>[0-9]{4}))?(?: |\s*[-–—]\s*))?"
)
_TO = r"(?:(?:den|toi)(?: het)?(?: ngay| cuoi)? |het (?:ngay |cuoi )?)"

_Form = PeriodKind | Literal["to_quarter", "to_day", "last_months"]
_WRITTEN: tuple[tuple[_Form, str], ...] = (
    ("year", rf"(?:ca )?(?:nam |year )?{_YEAR}"),
    ("quarter", rf"(?:qu[yi]|quarter|q)\s*{_QUARTER}{_IN_YEAR}"),
    ("quarter", rf"{_YEAR}\s*[-/ ]?\s*q(?P<quarter>[1-4])"),
    ("half", rf"(?:nua|half) (?P<half>dau|cuoi){_IN_YEAR}"),
    ("half", rf"{_YEAR}\s*[-/ ]?\s*h(?P<number>[12])"),
    ("half", rf"h(?P<number>[12]){_IN_YEAR}"),
    ("months", rf"(?:luy ke )?{_MONTH} thang(?: dau)?{_IN_YEAR}"),
    ("last_months", rf"{_MONTH} thang cuoi{_IN_YEAR}"),
    ("months", rf"(?:the )?first {_MONTH} months of {_YEAR}"),
    ("months", rf"{_YEAR}\s*[-/ ]?\s*{_MONTH}m"),
    ("months", rf"(?:luy ke )?{_MONTH}[mt]{_OR_TOGETHER}"),
    ("month", rf"(?:thang |t)\s*{_MONTH}{_IN_YEAR}"),
    ("month", rf"{_MONTH}\s*[/-]\s*{_YEAR}"),
    ("month", rf"{_YEAR}\s*[-/]\s*{_MONTH}"),
    ("months", rf"{_FROM_START}{_TO}(?:thang |t)?\s*{_MONTH}{_IN_YEAR}"),
    ("months", rf"luy ke (?:thang |t)\s*{_MONTH}{_IN_YEAR}"),
    ("to_quarter", rf"{_FROM_START}{_TO}(?:qu[yi]|q)\s*{_QUARTER}{_IN_YEAR}"),
    ("to_quarter", rf"luy ke (?:qu[yi]|q)\s*{_QUARTER}{_IN_YEAR}"),
    ("year", rf"(?:luy ke (?:ca )?|{_FROM_START}{_TO}(?:cuoi )?)nam {_YEAR}"),
    ("to_day", rf"{_FROM_START}{_TO}(?P<until>.*[0-9].*)"),
)
_NUMBERED = ("ky ", "dot ", "lan ")
# "Kỳ 1/2025" may be its first month, quarter or half, or the first of two reports.
_AMBIGUOUS = rf"(?:ky|dot|lan)(?: bao cao)?(?: thu)? (?:iv|i{{1,3}}|[0-9]{{1,2}}){_IN_YEAR}"
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


def parse_period(text: str, calendar: ReportingCalendar = "calendar") -> Period | PeriodFault:
    """The period that `text` names: Quý IV/2025, 6 tháng đầu năm 2025, 2025-Q4, Tháng 02/2026, Năm 2025 …

    'Lũy kế đến tháng 11/2025', '11 tháng đầu năm 2025', 'Đến 30/11/2025' count from the start of the year.
    Such a day is one on which a month ends, by the Gregorian calendar or by that of the plan. Accents and
    case do not matter: no two of these words differ only in accents. Years 2000 to 2100.

    Args:
        text: what stands in the cell.
        calendar: the plan's reporting calendar.
    """
    if len(text) > _LONGEST:
        return "unreadable"
    key = _key(text)
    if key.startswith(_NUMBERED) and re.fullmatch(_AMBIGUOUS, key) is not None:
        return "ambiguous"
    key = key.removeprefix("ky bao cao ").removeprefix("ky ")
    for form, pattern in _WRITTEN:
        found = re.fullmatch(pattern, key)
        if found is not None:
            return _period(form, {name: said for name, said in found.groupdict().items() if said}, calendar)
    return "unreadable"


def _period(form: _Form, found: dict[str, str], calendar: ReportingCalendar) -> Period | PeriodFault:
    """The period of the words that were `found` in one of the forms."""
    if form == "to_day":
        return _to_day(found, calendar)
    year = int(found.get("year") or found["together"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return "year"
    if found.get("from_year", str(year)) != str(year):
        return "unreadable"
    number = _number(form, found)
    if form == "months":
        return first_months(year, number)
    if form == "to_quarter":
        return first_months(year, number * _MONTHS_OF_A_QUARTER)
    if form == "last_months":
        kinds: dict[int, PeriodKind] = {1: "month", 3: "quarter", 6: "half", 12: "year"}
        kind = kinds.get(number)
        return Period(kind, year, _MONTHS_OF_A_YEAR // number) if kind else "unreadable"
    return Period(form, year, number)


def _number(form: _Form, found: dict[str, str]) -> int:
    if form in ("quarter", "to_quarter"):
        return _QUARTERS[found["quarter"].removeprefix("0")]
    if "half" in found:
        return _HALVES[found["half"]]
    return int(found.get("number", 1))


def _to_day(found: dict[str, str], calendar: ReportingCalendar) -> Period | PeriodFault:
    """'Đến 30/11/2025': eleven months, for on that day the eleventh ends."""
    day = parse_day(found["until"])
    if isinstance(day, str):
        return "year" if day == "year" else "unreadable"
    if found.get("from_year", str(day.year)) != str(day.year):
        return "unreadable"
    month = Period("month", day.year, day.month)
    if day not in (month.closes("calendar"), month.closes(calendar)):
        return "unreadable"
    return first_months(day.year, day.month)


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

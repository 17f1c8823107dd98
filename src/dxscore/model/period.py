"""Periods of reporting and the day on which each closes."""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from dxscore.words.say import Language

ReportingCalendar = Literal["administrative", "calendar"]
PeriodKind = Literal["year", "months", "half", "quarter", "month"]

# Periods that fill a year: how many months each lasts.
_MONTHS_LONG: dict[PeriodKind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_MONTHS_OF_A_YEAR = 12
ADMINISTRATIVE_CLOSING_DAY = 14
_ROMAN = ("I", "II", "III", "IV")


class Period(NamedTuple):
    """The time that a figure covers.

    Args:
        kind: how long it is.
        year: the calendar year it belongs to.
        number: which one of its kind in that year, from 1 (a year is always 1); of `months`, how many months
            from the start of the year it covers. One, three, six and twelve have kinds of their own:
            `first_months` makes any of them.
    """

    kind: PeriodKind
    year: int
    number: int = 1

    @property
    def last_month(self) -> int:
        """The month, 1 to 12, in which the period ends."""
        return self.number if self.kind == "months" else _MONTHS_LONG[self.kind] * self.number

    @property
    def first_month(self) -> int:
        """The month, 1 to 12, in which the period starts by the calendar."""
        return 1 if self.kind == "months" else self.last_month - _MONTHS_LONG[self.kind] + 1

    def closes(self, reporting_calendar: ReportingCalendar) -> date:
        """The last day that the period covers.

        By the administrative calendar that is the 14th of its last month (Nghị định 09/2019/NĐ-CP, as
        quoted in Quyết định 01/2023/QĐ-UBND of Khánh Hòa, article 4): a year closes on 14 December.
        """
        return _closing_day(self, reporting_calendar)

    def opens(self, reporting_calendar: ReportingCalendar) -> date:
        """The first day that the period covers: the day after the month before it closed."""
        year, month = (self.year, self.first_month - 1) if self.first_month > 1 else (self.year - 1, 12)
        return _last_day(year, month, reporting_calendar) + timedelta(days=1)

    def __str__(self) -> str:
        """The stable form: 2025, 2025-H1, 2025-11M, 2025-Q4, 2025-12."""
        return _stable_form(self)


@lru_cache(maxsize=4096)
def _stable_form(period: Period) -> str:
    suffixes: dict[PeriodKind, str] = {
        "year": "",
        "months": f"-{period.number}M",
        "half": f"-H{period.number}",
        "quarter": f"-Q{period.number}",
        "month": f"-{period.number:02d}",
    }
    return f"{period.year}{suffixes[period.kind]}"


@lru_cache(maxsize=4096)
def _closing_day(period: Period, reporting_calendar: ReportingCalendar) -> date:
    return _last_day(period.year, period.last_month, reporting_calendar)


@lru_cache(maxsize=4096)
def _last_day(year: int, month: int, reporting_calendar: ReportingCalendar) -> date:
    if reporting_calendar == "administrative":
        return date(year, month, ADMINISTRATIVE_CLOSING_DAY)
    return date(year, month, gregorian.monthrange(year, month)[1])


def year_closes(year: int, reporting_calendar: ReportingCalendar) -> date:
    """The day on which a target `by: year` falls due."""
    return Period("year", year).closes(reporting_calendar)


def parts_of_year(year: int, kind: PeriodKind) -> tuple[Period, ...]:
    """The periods of a kind that fill a year: itself, or its halves, quarters, months."""
    return tuple(Period(kind, year, number + 1) for number in range(_MONTHS_OF_A_YEAR // _MONTHS_LONG[kind]))


def first_months(year: int, months: int) -> Period:
    """The period from the start of `year` to the end of its month `months`, in its one form.

    Eleven months are 2025-11M; three are 2025-Q1, six 2025-H1, twelve 2025, for the same time has one name.
    """
    for kind, long in _MONTHS_LONG.items():
        if months == long:
            return Period(kind, year)
    return Period("months", year, months)


def written_period(text: str) -> Period:
    """The period whose stable form, that of `str(period)`, is `text`.

    2025-6M is the first half of the year, as 2025-H1 is: every number of months is understood.

    Raises:
        ValueError: no period is written like that.
    """
    year = int(text[:4])
    for kind, long in _MONTHS_LONG.items():
        for number in range(1, _MONTHS_OF_A_YEAR // long + 1):
            if str(Period(kind, year, number)) == text:
                return Period(kind, year, number)
    for months in range(1, _MONTHS_OF_A_YEAR + 1):
        if str(Period("months", year, months)) == text:
            return first_months(year, months)
    raise ValueError(text)


def period_words(period: Period, lang: Language) -> str:
    """Quý IV/2025, 6 tháng đầu năm 2025; in English the stable form, for it is what English files have."""
    if lang == "en":
        return str(period)
    if period.kind == "quarter":
        return f"Quý {_ROMAN[period.number - 1]}/{period.year}"
    if period.kind == "half":
        return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {period.year}"
    if period.kind == "months":
        return f"{period.number} tháng năm {period.year}"
    if period.kind == "month":
        return f"Tháng {period.number:02d}/{period.year}"
    return f"Năm {period.year}"


def period_inside(period: Period, lang: Language) -> str:
    """As `period_words`, inside a sentence: số liệu năm 2025, số liệu Quý IV/2025."""
    words = period_words(period, lang)
    return words if period.kind == "quarter" else words[:1].lower() + words[1:]

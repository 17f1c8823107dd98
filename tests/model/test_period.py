"""Periods and the day on which each closes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from dxscore.model.observation import Observation
from dxscore.model.period import Period, PeriodKind, ReportingCalendar, written_period, year_closes

CLOSES = [
    # kind, number, written, administrative close, calendar close
    ("year", 1, "2025", date(2025, 12, 14), date(2025, 12, 31)),
    ("months", 2, "2025-2M", date(2025, 2, 14), date(2025, 2, 28)),
    ("months", 9, "2025-9M", date(2025, 9, 14), date(2025, 9, 30)),
    ("months", 11, "2025-11M", date(2025, 11, 14), date(2025, 11, 30)),
    ("half", 1, "2025-H1", date(2025, 6, 14), date(2025, 6, 30)),
    ("half", 2, "2025-H2", date(2025, 12, 14), date(2025, 12, 31)),
    ("quarter", 1, "2025-Q1", date(2025, 3, 14), date(2025, 3, 31)),
    ("quarter", 2, "2025-Q2", date(2025, 6, 14), date(2025, 6, 30)),
    ("quarter", 3, "2025-Q3", date(2025, 9, 14), date(2025, 9, 30)),
    ("quarter", 4, "2025-Q4", date(2025, 12, 14), date(2025, 12, 31)),
    ("month", 1, "2025-01", date(2025, 1, 14), date(2025, 1, 31)),
    ("month", 2, "2025-02", date(2025, 2, 14), date(2025, 2, 28)),
    ("month", 12, "2025-12", date(2025, 12, 14), date(2025, 12, 31)),
]


@pytest.mark.parametrize(("kind", "number", "written", "administrative", "calendar"), CLOSES)
def test_closing_days(
    kind: PeriodKind, number: int, written: str, administrative: date, calendar: date
) -> None:
    period = Period(kind, 2025, number)
    assert str(period) == written
    assert period.closes("administrative") == administrative
    assert period.closes("calendar") == calendar


def test_february_of_a_leap_year() -> None:
    assert Period("month", 2024, 2).closes("calendar") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("period", "administrative", "calendar"),
    [
        (Period("year", 2025), date(2024, 12, 15), date(2025, 1, 1)),
        (Period("months", 2025, 9), date(2024, 12, 15), date(2025, 1, 1)),
        (Period("half", 2025, 2), date(2025, 6, 15), date(2025, 7, 1)),
        (Period("quarter", 2024, 1), date(2023, 12, 15), date(2024, 1, 1)),
        (Period("month", 2025, 1), date(2024, 12, 15), date(2025, 1, 1)),
        (Period("month", 2025, 7), date(2025, 6, 15), date(2025, 7, 1)),
    ],
)
def test_opening_days(period: Period, administrative: date, calendar: date) -> None:
    assert period.opens("administrative") == administrative
    assert period.opens("calendar") == calendar


@pytest.mark.parametrize("reporting_calendar", ["administrative", "calendar"])
@pytest.mark.parametrize(("kind", "how_many"), [("month", 12), ("quarter", 4), ("half", 2)])
def test_periods_of_a_kind_fill_the_year(
    reporting_calendar: ReportingCalendar, kind: PeriodKind, how_many: int
) -> None:
    parts = [Period(kind, 2025, number) for number in range(1, how_many + 1)]
    year = Period("year", 2025)
    assert parts[0].opens(reporting_calendar) == year.opens(reporting_calendar)
    assert parts[-1].closes(reporting_calendar) == year.closes(reporting_calendar)
    for one, following in pairwise(parts):
        assert one.closes(reporting_calendar) + timedelta(days=1) == following.opens(reporting_calendar)


def test_first_and_last_months() -> None:
    months = {str(p): (p.first_month, p.last_month) for p in (Period(k, 2025, n) for k, n, *_ in CLOSES)}  # type: ignore[arg-type]
    assert months == {
        "2025": (1, 12),
        "2025-2M": (1, 2),
        "2025-9M": (1, 9),
        "2025-11M": (1, 11),
        "2025-H1": (1, 6),
        "2025-H2": (7, 12),
        "2025-Q1": (1, 3),
        "2025-Q2": (4, 6),
        "2025-Q3": (7, 9),
        "2025-Q4": (10, 12),
        "2025-01": (1, 1),
        "2025-02": (2, 2),
        "2025-12": (12, 12),
    }


def test_a_year_closes_when_its_period_does() -> None:
    assert year_closes(2025, "administrative") == date(2025, 12, 14)
    assert year_closes(2025, "calendar") == date(2025, 12, 31)


@pytest.mark.parametrize("written", [written for _, _, written, _, _ in CLOSES])
def test_a_period_is_found_by_its_written_form(written: str) -> None:
    assert str(written_period(written)) == written
    assert written_period(written).year == 2025


@pytest.mark.parametrize("text", ["", "2025-Q5", "2025-00", "2025-9m", " 2025", "quý IV/2025"])
def test_another_form_is_no_written_period(text: str) -> None:
    with pytest.raises(ValueError):
        written_period(text)


@pytest.mark.parametrize(
    ("closed_on", "closes"),
    [
        (None, date(2025, 12, 14)),
        (date(2025, 9, 30), date(2025, 9, 30)),
        (date(2024, 12, 15), date(2024, 12, 15)),  # the first day of the administrative year
        (date(2024, 12, 14), date(2025, 12, 14)),  # before it opened: moves nothing
        (date(2025, 12, 31), date(2025, 12, 14)),
    ],
)
def test_a_stated_closing_day_counts_within_its_period(closed_on: date | None, closes: date) -> None:
    observation = Observation("X", "an", Period("year", 2025), closed_on=closed_on)
    assert observation.closes("administrative") == closes

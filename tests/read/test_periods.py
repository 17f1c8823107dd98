"""Every form of period and day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.period import Period, first_months, written_period
from dxscore.read.periods import _WRITTEN, _key, day_within, parse_day, parse_period, serial_day

HALF_NAMES = ((1, "đầu"), (2, "cuối"))


@pytest.mark.parametrize(
    ("text", "stable"),
    [
        ("Quý IV/2025", "2025-Q4"),
        ("QUÝ I/2024", "2024-Q1"),
        ("Qúy II/2025", "2025-Q2"),
        ("quy iii/2025", "2025-Q3"),
        ("Q4/2025", "2025-Q4"),
        ("Q1-2025", "2025-Q1"),
        ("2025-Q4", "2025-Q4"),
        ("2025Q3", "2025-Q3"),
        ("quý 4 năm 2025", "2025-Q4"),
        ("Quý IV năm 2025", "2025-Q4"),
        ("Tháng 02/2026", "2026-02"),
        ("tháng 2 năm 2026", "2026-02"),
        ("T12/2025", "2025-12"),
        ("02/2026", "2026-02"),
        ("12-2025", "2025-12"),
        ("2025-12", "2025-12"),
        ("6 tháng đầu năm 2025", "2025-H1"),
        ("06 tháng đầu năm 2025", "2025-H1"),
        ("6 tháng năm 2025", "2025-H1"),
        ("6 tháng cuối năm 2025", "2025-H2"),
        ("2025-H1", "2025-H1"),
        ("H2/2025", "2025-H2"),
        ("9 tháng 2025", "2025-9M"),
        ("11 tháng đầu năm 2025", "2025-11M"),
        ("10 tháng năm 2025", "2025-10M"),
        ("10 tháng của năm 2025", "2025-10M"),
        ("3 tháng đầu năm 2025", "2025-Q1"),
        ("01 tháng đầu năm 2025", "2025-01"),
        ("3 tháng cuối năm 2025", "2025-Q4"),
        ("lũy kế 11 tháng năm 2025", "2025-11M"),
        ("Luỹ kế 11 tháng đầu năm 2025", "2025-11M"),
        ("lũy kế đến tháng 12/2025", "2025"),
        ("lũy kế đến tháng 11 năm 2025", "2025-11M"),
        ("Lũy kế từ đầu năm đến hết tháng 8/2025", "2025-8M"),
        ("Lũy kế tháng 5/2025", "2025-5M"),
        ("lũy kế đến 4/2025", "2025-4M"),
        ("lũy kế đến quý III/2025", "2025-9M"),
        ("Lũy kế quý II/2025", "2025-H1"),
        ("lũy kế năm 2025", "2025"),
        ("lũy kế đến hết năm 2025", "2025"),
        ("Đến 31/12/2025", "2025"),
        ("đến ngày 30/11/2025", "2025-11M"),
        ("Tính đến hết ngày 28/02/2025", "2025-2M"),
        ("Số liệu tính đến tháng 10/2025", "2025-10M"),
        ("Đến ngày 30 tháng 9 năm 2025", "2025-9M"),
        ("từ đầu năm đến 31/7/2025", "2025-7M"),
        ("Từ 01/01/2025 đến 31/05/2025", "2025-5M"),
        ("6T/2025", "2025-H1"),
        ("11T/2025", "2025-11M"),
        ("11T2025", "2025-11M"),
        ("11M/2025", "2025-11M"),
        ("2025-11M", "2025-11M"),
        ("2025-6M", "2025-H1"),
        ("2025-12M", "2025"),
        ("first 11 months of 2025", "2025-11M"),
        ("Quí IV/2025", "2025-Q4"),
        ("2025.0", "2025"),
        ("2025,0", "2025"),
        ("9 tháng đầu năm 2025", "2025-9M"),
        ("9 tháng/2025", "2025-9M"),
        ("2025-9M", "2025-9M"),
        ("Năm 2025", "2025"),
        ("cả năm 2025", "2025"),
        ("12 tháng năm 2025", "2025"),
        ("2025", "2025"),
        ("  Năm\u00a02025 ", "2025"),
        ("Kỳ báo cáo năm 2025", "2025"),
    ],
)
def test_periods(text: str, stable: str) -> None:
    assert str(parse_period(text)) == stable
    assert str(parse_period(unicodedata.normalize("NFD", text))) == stable


MONTHS = {n: f"2025-{n:02}" for n in range(1, 13)}
QUARTERS = {n: f"2025-Q{n}" for n in range(1, 5)}
HALVES = {n: f"2025-H{n}" for n in (1, 2)}
UP_TO = {n: str(first_months(2025, n)) for n in range(1, 13)}
UP_TO_QUARTER = {n: UP_TO[3 * n] for n in range(1, 5)}


@pytest.mark.parametrize(
    ("spelt", "meant"),
    [
        *((spelt, MONTHS) for spelt in ("Tháng {}/2025", "T{}/2025", "{}/2025", "2025-{}", "{}-2025")),
        *((spelt, QUARTERS) for spelt in ("Quý {} năm 2025", "Q{}/2025", "2025-Q{}", "quarter {}/2025")),
        *((spelt, HALVES) for spelt in ("2025-H{}", "H{}/2025")),
        *((spelt, UP_TO) for spelt in ("{} tháng đầu năm 2025", "{}T2025", "2025-{}M", "{}M/2025")),
        *((spelt, UP_TO) for spelt in ("first {} months of 2025", "đến hết tháng {}/2025")),
        *((spelt, UP_TO) for spelt in ("lũy kế tháng {}/2025", "lũy kế {} tháng năm 2025")),
        *((spelt, UP_TO_QUARTER) for spelt in ("đến hết quý {}/2025", "Lũy kế quý {}/2025")),
        ("{} tháng cuối năm 2025", {1: "2025-12", 3: "2025-Q4", 6: "2025-H2", 12: "2025"}),
    ],
)
def test_every_number_in_every_spelling(spelt: str, meant: dict[int, str]) -> None:
    for number in range(16):
        for written in {str(number), f"{number:02}"}:
            text = spelt.format(written)
            told = parse_period(text)
            if number in meant and (written == str(number) or "H{" not in spelt):
                assert str(told) in (meant[number], "unreadable"), text
            else:
                assert told == "unreadable", text
        if number in meant:
            assert str(parse_period(spelt.format(number))) == meant[number]


@pytest.mark.parametrize(
    ("text", "stable"),
    [
        *((f"{half} {which} năm 2025", f"2025-H{n}") for half in ("nửa", "half") for n, which in HALF_NAMES),
        *((f"Quý {roman}/2025", f"2025-Q{n}") for n, roman in enumerate(("I", "II", "III", "IV"), 1)),
        *((f"Năm {year}", str(year)) for year in (2000, 2001, 2099, 2100)),
    ],
)
def test_what_has_names(text: str, stable: str) -> None:
    assert str(parse_period(text)) == stable


def test_every_form_is_spelt_here() -> None:
    """A form that no text here means could be broken unseen."""
    texts = [text for text, _ in test_periods.pytestmark[0].args[1]]  # type: ignore[attr-defined]
    texts += [text for text, _ in test_what_has_names.pytestmark[0].args[1]]  # type: ignore[attr-defined]
    keys = [_key(text) for text in texts]
    unspelt = [pattern for form, pattern in _WRITTEN if not any(re.fullmatch(pattern, key) for key in keys)]
    assert unspelt == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1999", "year"),
        ("Năm 2101", "year"),
        ("Quý I/1998", "year"),
        ("", "unreadable"),
        ("Quý V/2025", "unreadable"),
        ("Quý 5/2025", "unreadable"),
        ("13/2025", "unreadable"),
        ("00/2025", "unreadable"),
        ("2025-13", "unreadable"),
        ("Dec-25", "unreadable"),
        ("45657", "unreadable"),
        ("31/12/2025", "unreadable"),
        ("25", "unreadable"),
        ("Đến 30/12/2025", "unreadable"),
        ("Đến 31/02/2025", "unreadable"),
        ("Từ 01/01/2024 đến 31/05/2025", "unreadable"),
        ("đến hết tháng 13/2025", "unreadable"),
        ("lũy kế đến tháng 3/1998", "year"),
        ("13 tháng năm 2025", "unreadable"),
        ("2025-13M", "unreadable"),
        ("2025-0M", "unreadable"),
        ("2025.5", "unreadable"),
        ("4 tháng cuối năm 2025", "unreadable"),
        ("Kỳ 1/2025", "ambiguous"),
        ("kỳ báo cáo thứ 2 năm 2025", "ambiguous"),
        ("Đợt II/2025", "ambiguous"),
        ("２０２５", "unreadable"),
        ("Quý IV", "unreadable"),
        ("2025-H3", "unreadable"),
        ("x" * 100, "unreadable"),
    ],
)
def test_what_is_no_period(text: str, fault: str) -> None:
    assert parse_period(text) == fault


PERIODS = st.one_of(
    st.builds(Period, st.just("year"), st.integers(2000, 2100), st.just(1)),
    st.builds(first_months, st.integers(2000, 2100), st.integers(1, 12)),
    st.builds(Period, st.just("half"), st.integers(2000, 2100), st.integers(1, 2)),
    st.builds(Period, st.just("quarter"), st.integers(2000, 2100), st.integers(1, 4)),
    st.builds(Period, st.just("month"), st.integers(2000, 2100), st.integers(1, 12)),
)


@pytest.mark.parametrize(
    ("text", "administrative", "calendar"),
    [("Đến 14/12/2025", "2025", "unreadable"), ("Đến 31/12/2025", "2025", "2025")],
)
def test_a_month_may_end_by_the_plan_s_calendar(text: str, administrative: str, calendar: str) -> None:
    assert str(parse_period(text, "administrative")) == administrative
    assert str(parse_period(text, "calendar")) == calendar


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_every_number_of_months_counts_from_the_start_of_the_year(year: int, months: int) -> None:
    meant = first_months(year, months)
    assert (meant.first_month, meant.last_month) == (1, months)
    closes = meant.closes("calendar")
    for text in (
        f"{months} tháng đầu năm {year}",
        f"{months:02d} tháng năm {year}",
        f"lũy kế đến tháng {months}/{year}",
        f"Đến {closes:%d/%m/%Y}",
        f"{year}-{months}M",
    ):
        assert parse_period(text) == meant, text
    assert written_period(f"{year}-{months}M") == meant


@given(PERIODS)
def test_the_stable_form_is_read_back(period: Period) -> None:
    assert parse_period(str(period)) == period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/07/2024", date(2024, 7, 3)),
        ("27/3/2020", date(2020, 3, 27)),
        ("14-12-2025", date(2025, 12, 14)),
        ("14.12.2025", date(2025, 12, 14)),
        ("2025-12-14", date(2025, 12, 14)),
        ("ngày 26 tháng 4 năm 2023", date(2023, 4, 26)),
        ("Ngày 26 tháng 04 năm 2023", date(2023, 4, 26)),
        ("31/02/2025", "no_such_day"),
        ("12/14/2025", "no_such_day"),
        ("14/12/25", "unreadable"),
        ("14/12/1925", "year"),
        ("45657", "serial"),
        ("45657,5", "serial"),
        ("hôm qua", "unreadable"),
        ("1" * 70, "unreadable"),
    ],
)
def test_days(text: str, expected: date | str) -> None:
    assert parse_day(text) == expected


@pytest.mark.parametrize(("text", "day"), [("45657", date(2024, 12, 31)), ("45476", date(2024, 7, 3))])
def test_serial_days(text: str, day: date) -> None:
    assert serial_day(text) == day


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_days_are_read_back(day: date) -> None:
    assert parse_day(f"{day.day}/{day.month}/{day.year}") == day
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14/12", date(2025, 12, 14)),
        ("ngày 20.12", date(2024, 12, 20)),
        ("14.12.25", date(2025, 12, 14)),
        ("1-2-25", date(2025, 2, 1)),
        ("14.12.24", None),  # the day before the year opens
        ("14/12/26", None),
        ("31/02", None),
        ("12/25", None),
        ("82,5", None),
        ("14/12/2025x", None),
    ],
)
def test_a_short_day_is_the_one_that_the_period_holds(text: str, expected: date | None) -> None:
    assert day_within(text, date(2024, 12, 15), date(2025, 12, 14)) == expected


def test_a_short_day_that_two_years_hold_is_neither() -> None:
    assert day_within("14/12", date(2024, 1, 1), date(2025, 12, 31)) is None

"""Periods laid over a year: which are added up, and what they then cover."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product

import pytest
from builders import period, row
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.period import Period, ReportingCalendar, written_period
from dxscore.model.territory import (
    WHOLE_YEAR,
    Life,
    how_many,
    months_between,
    months_of,
)
from dxscore.score.spans import (
    Chosen,
    closed_months,
    closes,
    counts_as_closed_on,
    cover,
    months_covered,
    period_covering,
)

NAMES = ["", "-H1", "-H2", "-9M", "-Q1", "-Q2", "-Q3", "-Q4", "-11M", *(f"-{n:02d}" for n in range(1, 13))]
CALENDARS: tuple[ReportingCalendar, ...] = ("administrative", "calendar")
PERIODS = [period(f"2025{name}") for name in NAMES]
pieces = st.lists(
    st.tuples(st.sampled_from(PERIODS).map(months_of), st.tuples(st.integers(0, 3), st.integers(0, 3))),
    max_size=6,
)
Pieces = list[tuple[int, tuple[int, int]]]


def by_brute_force(given_: Pieces) -> tuple[tuple[int, int, int], set[tuple[int, int]]]:
    """How good the best sets of disjoint pieces are, and what they add up to."""
    found: dict[tuple[int, int, int], set[tuple[int, int]]] = {}
    for size in range(len(given_) + 1):
        for chosen in combinations(given_, size):
            months = [m for m, _ in chosen]
            if sum(map(how_many, months)) != how_many(_united(months)):
                continue
            good = (how_many(_united(months)), -size, max(map(how_many, months), default=0))
            total = sum(a for _, (a, _) in chosen), sum(b for _, (_, b) in chosen)
            found.setdefault(good, set()).add(total)
    best = max(found)
    return best, found[best]


def _united(months: list[int]) -> int:
    united = 0
    for each in months:
        united |= each
    return united


@given(pieces)
def test_the_best_set_is_that_of_brute_force(given_: Pieces) -> None:
    chosen = cover(given_)
    best, sums = by_brute_force(given_)
    assert (how_many(chosen.months), -chosen.pieces, chosen.longest) == best
    assert chosen.contradictory is (len(sums) > 1)
    picked = [given_[number] for number in chosen.members]
    assert (sum(a for _, (a, _) in picked), sum(b for _, (_, b) in picked)) in sums
    assert _united([m for m, _ in picked]) == chosen.months


@given(pieces, st.randoms(use_true_random=False))
def test_the_order_of_pieces_never_matters(given_: Pieces, chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(given_)
    chance.shuffle(shuffled)

    def result(chosen: Chosen) -> tuple[object, ...]:
        return how_many(chosen.months), chosen.pieces, chosen.longest, chosen.contradictory

    assert result(cover(given_)) == result(cover(shuffled))


def test_what_can_be_laid() -> None:
    year, half, quarters = period("2025"), period("2025-H1"), [period(f"2025-Q{n}") for n in range(1, 5)]
    assert cover([(months_of(year), (1,)), (months_of(half), (9,))]).members == (0,)
    assert cover([(months_of(q), (1,)) for q in quarters]).months == WHOLE_YEAR
    # Nine months and December leave out two; of a quarter and its months the one piece is taken.
    nine, december = period("2025-9M"), period("2025-12")
    assert how_many(cover([(months_of(nine), (1,)), (months_of(december), (1,))]).months) == 10
    months = [period(f"2025-{n:02d}") for n in (1, 2, 3)]
    chosen = cover([(months_of(quarters[0]), (7,)), *((months_of(m), (1,)) for m in months)])
    assert chosen.members == (0,) and not chosen.contradictory
    # Two pieces that make the year, in two ways: those with the longest piece speak, in either order.
    ninths = [(months_of(nine), (1,)), (months_of(period("2025-Q4")), (1,))]
    halves = [(months_of(half), (5,)), (months_of(period("2025-H2")), (5,))]
    assert [cover(given_).longest for given_ in (ninths + halves, halves + ninths)] == [9, 9]
    # What adds up with nothing stays what it is, whatever stands before or after it.
    for says in [(("declared",), (1, 2)), ((1, 2), ("declared",))]:
        laid = [(months_of(half), says[0]), (months_of(period("2025-H2")), says[1])]
        assert not cover(laid).contradictory
        assert cover([*laid, (WHOLE_YEAR, ("declared",))]).members == (2,)
    # H1 with Q3 and Q1 with a second "half" of the same length: as good, and they differ.
    assert cover([(months_of(half), (1,)), (months_of(half), (2,))]).contradictory


@pytest.mark.parametrize(
    ("when", "closed_on", "covered"),
    [
        ("2025", None, "2025"),
        ("2025", date(2025, 9, 14), "2025-9M"),
        ("2025", date(2025, 9, 13), "2025-8M"),
        ("2025", date(2025, 12, 1), "2025"),  # within the last month of the period
        ("2025", date(2025, 11, 14), "2025-11M"),
        ("2025", date(2026, 3, 1), "2025"),  # outside its period it moves nothing
        ("2025-Q4", date(2025, 11, 14), None),
    ],
)
def test_a_closing_day_shortens_what_a_count_covers(
    when: str, closed_on: date | None, covered: str | None
) -> None:
    months = months_covered(row("an", "1/2", when, closed_on=closed_on), WHOLE_YEAR, "administrative")
    assert months == (months_between(10, 11) if covered is None else months_of(written_period(covered)))


def test_months_of_a_life() -> None:
    life = Life(date(2025, 7, 1), date(2026, 3, 15))
    assert [life.months(year) for year in (2024, 2025, 2026, 2027)] == [
        0,
        months_between(7, 12),
        months_between(1, 3),
        0,
    ]
    # It lives in a month if it exists on the first of it.
    assert Life(date(2025, 7, 2), None).months(2025) == months_between(8, 12)
    assert Life(date(2025, 12, 31), None).months(2025) == 0
    assert Life(None, None).months(2025) == WHOLE_YEAR


@pytest.mark.parametrize("text", [str(p) for p in PERIODS])
def test_months_have_their_period_back(text: str) -> None:
    when = written_period(text)
    assert period_covering(2025, months_of(when), []) == (
        when if when.kind != "month" or when.number == 1 else None
    )
    assert period_covering(2025, months_of(when), [when]) == when


def test_months_that_no_period_covers_are_those_of_the_last_piece() -> None:
    pieces_ = [period("2025-9M"), period("2025-12")]
    months = months_of(pieces_[0]) | months_of(pieces_[1])
    assert period_covering(2025, months, pieces_) == Period("month", 2025, 12)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(["administrative", "calendar"]))
def test_months_that_have_closed(day: date, calendar: str) -> None:
    expected = sum(
        Period("month", day.year, month).closes(calendar) <= day  # type: ignore[arg-type]
        for month in range(1, 13)
    )
    assert closed_months(day.year, day, calendar) == expected  # type: ignore[arg-type]
    assert closed_months(day.year - 1, day, calendar) == 12  # type: ignore[arg-type]
    assert closed_months(day.year + 1, day, calendar) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("calendar", CALENDARS)
def test_the_day_up_to_which_a_row_speaks(calendar: ReportingCalendar) -> None:
    """Of every period, closing day and end of a life: none outside of the period or after the end counts."""
    days = [date(2024, 12, 1) + timedelta(days=n) for n in range(0, 420, 3)]
    for one, last, taken in product(PERIODS, (None, date(2025, 3, 9), date(2025, 12, 10)), (None, *days)):
        first, close = one.opens(calendar), one.closes(calendar)
        final_month = Period("month", 2025, one.last_month).opens(calendar)
        day = taken if taken and first <= taken <= close else close
        sent = row("an", "1/2", str(one), closed_on=taken)
        life = Life(None, last)
        assert closes(sent, life, calendar) == min(day, last or date.max)
        counted = close if day >= final_month else day
        assert counts_as_closed_on(sent, life, calendar) == min(counted, last or date.max)

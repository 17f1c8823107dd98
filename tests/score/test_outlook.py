"""What the trend says of a target: laws, the edges of the classes, and Germany's official symbols."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dxscore.model.catalogue import Comparator
from dxscore.model.trend import OutlookReason
from dxscore.score.arithmetic import Threshold, satisfies
from dxscore.score.outlook import (
    A_SHARE,
    ANYTHING,
    Point,
    Possible,
    Projection,
    needed_count,
    project,
)

GERMANY = Path(__file__).parent / "germany"
SYMBOLS = {"on_track": "Sonne", "at_risk": "Leicht", "off_track": "Wolke", "moving_away": "Blitz"}
BEST_FIRST = ("on_track", "at_risk", "off_track", "moving_away")

values = st.fractions(0, 100, max_denominator=50)
directed: st.SearchStrategy[Comparator] = st.sampled_from(["at_least", "more_than", "at_most", "less_than"])


@st.composite
def series(draw: st.DrawFn, least: int = 4, most: int = 8) -> list[Point]:
    told = draw(st.lists(values, min_size=least, max_size=most))
    return [Point(Fraction(2025 - len(told) + 1 + n), value) for n, value in enumerate(told)]


def yearly(*told: int | str, last: int = 2025) -> list[Point]:
    return [Point(Fraction(last - len(told) + 1 + n), Fraction(value)) for n, value in enumerate(told)]


def outlook(
    points: Sequence[Point], comparator: Comparator, bound: int | Fraction, by: int = 2030
) -> Projection:
    return project(points, Threshold(comparator, (Fraction(bound),)), Fraction(by))


@given(series(), directed, values, st.integers(2025, 2040))
def test_mirrored_values_have_the_same_outlook(
    points: list[Point], comparator: Comparator, bound: Fraction, by: int
) -> None:
    mirrors: dict[Comparator, Comparator] = {"at_least": "at_most", "more_than": "less_than"}
    mirrors |= {there: here for here, there in mirrors.items()}
    told = project(points, Threshold(comparator, (bound,)), Fraction(by))
    mirrored = [Point(point.at, -point.value) for point in points]
    other = project(mirrored, Threshold(mirrors[comparator], (-bound,)), Fraction(by))
    assert (told.outlook, told.reason, told.missed) == (other.outlook, other.reason, other.missed)


@given(series(), directed, values, st.fractions(1, 9, max_denominator=9), st.fractions(-50, 50))
def test_outlook_does_not_depend_on_the_unit_of_measure(
    points: list[Point], comparator: Comparator, bound: Fraction, times: Fraction, plus: Fraction
) -> None:
    told = outlook(points, comparator, bound)
    scaled = [Point(point.at, point.value * times + plus) for point in points]
    other = outlook(scaled, comparator, bound * times + plus)
    assert (told.outlook, told.missed) == (other.outlook, other.missed)


@given(series(), directed, values, st.fractions(0, 20))
def test_a_harder_target_never_looks_better(
    points: list[Point], comparator: Comparator, bound: Fraction, harder: Fraction
) -> None:
    """Among targets that are not reached; being there already is judged by another rule."""
    way = 1 if comparator in ("at_least", "more_than") else -1
    easy, hard = Threshold(comparator, (bound,)), Threshold(comparator, (bound + way * harder,))
    assume(not satisfies(points[-1].value, easy))
    ranks = [BEST_FIRST.index(str(project(points, t, Fraction(2030)).outlook)) for t in (easy, hard)]
    assert ranks[0] <= ranks[1]


@given(series(), directed, values)
def test_pace_needed_just_reaches_the_threshold(
    points: list[Point], comparator: Comparator, bound: Fraction
) -> None:
    told = outlook(points, comparator, bound)
    now = points[-1].value
    assert told.needed is not None
    if satisfies(now, Threshold(comparator, (bound,))):
        assert told.needed == 0
    else:
        assert now + told.needed * 5 == bound


@given(series(), directed, values, st.integers(2026, 2060))
def test_projection_stays_within_what_is_possible(
    points: list[Point], comparator: Comparator, bound: Fraction, by: int
) -> None:
    told = project(points, Threshold(comparator, (bound,)), Fraction(by), A_SHARE)
    assert told.projected is not None
    assert 0 <= told.projected <= 100


@given(series(), directed, values)
def test_whoever_goes_on_as_told_is_judged_as_told(
    points: list[Point], comparator: Comparator, bound: Fraction
) -> None:
    """The class says of the straight line into the future what that line does there."""
    told, aim = outlook(points, comparator, bound), Threshold(comparator, (bound,))
    assert told.projected is not None
    assert told.change is not None
    assert told.projected == points[-1].value + told.change * 5
    if satisfies(points[-1].value, aim):
        assert (told.outlook == "moving_away") == (not satisfies(told.projected, aim))
    elif satisfies(told.projected, aim):
        assert told.outlook == "on_track"
    else:
        assert told.outlook != "on_track" or comparator in ("at_least", "at_most")


@pytest.mark.parametrize(
    ("points", "by", "expected"),
    [
        # 40 points to go from 50 to 90 at the close of 2029, and x a year: 4x of 40 would be gone.
        (yearly(20, 30, 40, 50), 2029, ("on_track", "would_reach")),
        (yearly("21.47", 30, 40, 50), 2029, ("on_track", "would_nearly_reach")),
        (yearly("21.5", 30, 40, 50), 2029, ("at_risk", "would_nearly_reach")),  # 5 % missed, exactly
        (yearly(26, 30, 40, 50), 2029, ("at_risk", "would_nearly_reach")),  # 20 % missed, exactly
        (yearly("26.01", 30, 40, 50), 2029, ("off_track", "would_miss")),
        (yearly(50, 30, 40, 50), 2029, ("moving_away", "wrong_way")),
        (yearly(60, 30, 40, 50), 2029, ("moving_away", "wrong_way")),
        (yearly(90, 95, 92, 90), 2029, ("on_track", "keeps")),
        (yearly(96, 95, 94, 94), 2029, ("at_risk", "falls_and_holds")),
        (yearly(99, 98, 96, 91), 2029, ("moving_away", "falls_below")),
        (yearly(20, 30, 40, 50), 2025, ("off_track", "would_miss")),  # no time left
        (yearly(20, 30, 40, 50), 2024, (None, "due")),
    ],
)
def test_edges_of_the_classes(
    points: list[Point], by: int, expected: tuple[str | None, OutlookReason]
) -> None:
    told = outlook(points, "at_least", 90, by)
    assert (told.outlook, told.reason) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (yearly(30, 40, 50, 60), "at_risk"),  # leads to exactly 80, which is not above 80
        (yearly(27, 40, 50, 60), "on_track"),
        (yearly("30.1", 40, 50, 60), "at_risk"),
        (yearly(85, 82, 81, 80), "moving_away"),  # on the threshold is not beyond it
        (yearly(70, 75, 78, 80), "on_track"),
        (yearly(90, 89, 88, 86), "at_risk"),
        (yearly(90, 89, 88, 84), "moving_away"),  # would fall onto 80, which is not enough
    ],
)
def test_strict_target_needs_more_than_its_number(points: list[Point], expected: str) -> None:
    assert outlook(points, "more_than", 80, 2027).outlook == expected


@pytest.mark.parametrize(
    ("points", "expected", "provisional", "reason"),
    [
        ([], None, False, "no_points"),
        (yearly(50), None, False, "one_point"),
        (yearly(40, 50), "too_few_points", False, "two_points"),
        (yearly(30, 40, 50), "on_track", True, "would_reach"),
        (yearly(50, 40, 30), "moving_away", True, "wrong_way"),
        (yearly(30, 49, 50), "too_few_points", False, "three_that_differ"),
        (yearly(30, 45, 40), "too_few_points", False, "three_that_differ"),
    ],
)
def test_few_values(
    points: list[Point], expected: str | None, provisional: bool, reason: OutlookReason
) -> None:
    told = outlook(points, "at_least", 80)
    assert (told.outlook, told.provisional, told.reason) == (expected, provisional, reason)
    assert (told.change is None) == (len(points) < 2)
    assert (told.needed is None) == (not points)


def test_values_older_than_five_years_do_not_speak() -> None:
    points = [Point(Fraction(year), Fraction(value)) for year, value in ((2010, 0), (2019, 90), (2020, 30))]
    points += yearly(32, 34, 36, 38, 40)
    told = outlook(points, "at_least", 50)
    assert [point.at for point in told.used] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert told.change == 2
    gapped = [Point(Fraction(2018), Fraction(0)), Point(Fraction(2024), Fraction(40))]
    assert outlook(gapped, "at_least", 50).reason == "one_point"


@pytest.mark.parametrize(
    ("threshold", "reason"),
    [
        (Threshold("done", ()), "yes_no"),
        (Threshold("exactly", (Fraction(1),)), "no_direction"),
        (Threshold("between", (Fraction(1), Fraction(2))), "no_direction"),
    ],
)
def test_no_outlook_without_a_direction(threshold: Threshold, reason: OutlookReason) -> None:
    told = project(yearly(1, 1, 1, 1), threshold, Fraction(2030))
    assert (told.outlook, told.reason, told.needed) == (None, reason, None)


def test_possible_ends() -> None:
    assert ANYTHING.hold(Fraction(-5)) == -5
    assert Possible(least=Fraction(1)).hold(Fraction(-5)) == 1
    assert A_SHARE.hold(Fraction(130)) == 100


@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 100), st.integers(1, 9))
def test_count_needed_a_year_is_the_smallest(a: int, b: int, percent: int, years: int) -> None:
    assume(a <= b)
    aim = Threshold("at_least", (Fraction(percent),))
    count = needed_count(Fraction(a), Fraction(b), aim, Fraction(years))
    assert count is not None
    assert 100 * (a + count * years) >= percent * b
    assert count == 0 or 100 * (a + (count - 1) * years) < percent * b


def official(row: dict[str, str]) -> bool:
    """Whether our function gives the symbol that Germany gave.

    What is reached and falls below is moving_away to us; Germany's symbol is the half-hidden sun.
    """
    points = [
        Point(Fraction(year), Fraction(value))
        for year, value in (pair.split(":") for pair in row["values"].split())
    ]
    comparator: Comparator = "at_least" if row["comparator"] == "at_least" else "at_most"
    told = outlook(points, comparator, Fraction(row["threshold"]), int(row["by"]))
    symbol = "Leicht" if told.reason == "falls_below" else SYMBOLS.get(str(told.outlook))
    return symbol == row["symbol"]


def rows(name: str) -> list[dict[str, str]]:
    with (GERMANY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_germanys_symbols_of_clean_series() -> None:
    clean = rows("clean.csv")
    differ = [(row["indicator"], row["target"], row["year"]) for row in clean if not official(row)]
    assert len(clean) == 105
    assert differ == [("11.1.a", "2", "2022")]  # 99.0 % are the same
    assert {row["symbol"] for row in clean} == set(SYMBOLS.values())


def test_every_symbol_left_out_has_its_reason() -> None:
    clean, left_out = rows("clean.csv"), rows("left_out.csv")
    keys = [(row["indicator"], row["target"], row["year"]) for row in (*clean, *left_out)]
    assert len(set(keys)) == len(keys)
    assert all(row["reason"] for row in left_out)
    checked = sum(row["same"] == "yes" for row in left_out) + len(clean) - 1
    assert (checked, sum(bool(row["year"]) for row in left_out) + len(clean)) == (516, 565)

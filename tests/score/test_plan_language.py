"""What targets ask for beyond one number: laws, then the cases that printed plans have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from builders import CLOSE_2025, TOWN, catalogue, codes, indicator, number, row, scored, seen, target
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.scorecard import Definition, Result
from dxscore.score.arithmetic import Threshold
from dxscore.score.like_for_like import measured_otherwise
from dxscore.score.totals import threshold

WHOLE = st.integers(0, 400)
LIMITS = ("at_least", "more_than", "at_most", "less_than")


def one(asked: dict[str, Any], *rows: Any, as_of: date = CLOSE_2025, **said: Any) -> Result:
    """The due result of a number that the town reports."""
    made = catalogue(number(asked, reported_by=TOWN, over_time="stock", **said))
    due = [result for result in scored(made, *rows, as_of=as_of).results if result.due]
    return due[-1]


def holds(limit: str, value: Fraction, bound: Fraction) -> bool:
    return {
        "at_least": value >= bound,
        "more_than": value > bound,
        "at_most": value <= bound,
        "less_than": value < bound,
    }[limit]


# A change against a base.


@given(base=st.integers(1, 300), value=WHOLE, limit=st.sampled_from(LIMITS), bound=st.integers(-90, 90))
def test_a_change_in_per_cent_is_met_exactly_when_it_is_reached(
    base: int, value: int, limit: str, bound: int
) -> None:
    asked = target(against={"period": 2020, "change": "percent", limit: bound})
    result = one(asked, row(TOWN, str(base), "2020"), row(TOWN, str(value)))
    change = Fraction(100 * (value - base), base)
    assert (result.status == "met") is holds(limit, change, Fraction(bound))


@given(base=WHOLE, value=WHOLE, limit=st.sampled_from(LIMITS), bound=st.integers(-90, 90))
def test_a_change_in_points_is_the_difference(base: int, value: int, limit: str, bound: int) -> None:
    asked = target(against={"period": "previous_year", "change": "points", limit: bound})
    result = one(asked, row(TOWN, str(base), "2024"), row(TOWN, str(value)))
    assert (result.status == "met") is holds(limit, Fraction(value - base), Fraction(bound))


@given(base=st.integers(1, 300), value=WHOLE, bound=st.integers(-90, 90), rising=st.booleans())
def test_the_count_that_is_missing_to_a_change_is_the_least(
    base: int, value: int, bound: int, rising: bool
) -> None:
    limit = "at_least" if rising else "at_most"
    asked = target(against={"period": 2020, "change": "percent", limit: bound})
    result = one(asked, row(TOWN, str(base), "2020"), row(TOWN, str(value)))
    step = 1 if rising else -1
    least = next(
        n for n in count() if holds(limit, Fraction(100 * (value + step * n - base), base), Fraction(bound))
    )
    assert result.gap_count == least


@given(base=st.integers(1, 99), value=st.integers(0, 99), more=st.integers(0, 50))
def test_more_is_never_worse_where_a_rise_is_asked_for(base: int, value: int, more: int) -> None:
    asked = target(against={"period": 2020, "change": "percent", "at_least": 10})
    before = one(asked, row(TOWN, str(base), "2020"), row(TOWN, str(value)))
    after = one(asked, row(TOWN, str(base), "2020"), row(TOWN, str(value + more)))
    assert before.status != "met" or after.status == "met"
    assert after.gap is not None
    assert before.gap is not None
    assert after.gap <= before.gap


def test_a_change_of_a_share_is_pooled_on_both_sides() -> None:
    # 'Cắt giảm 50%', NQ 03/NQ-CP, 11.9 (draft): of a share, by its parts, exact.
    asked = target(against={"period": 2024, "change": "percent", "at_least": 50})
    rows = [row("an", "1/3", "2024"), row("binh", "0/3", "2024"), row("chau", "0/3", "2024")]
    now = [row("an", "1/6"), row("binh", "0/0"), row("chau", "0/0")]
    (result,) = scored(catalogue(indicator(asked, over_time="stock")), *rows, *now, as_of=CLOSE_2025).results
    assert result.status == "met"  # 1/6 is one and a half times 1/9
    assert result.target.rule is not None
    assert result.target.rule.held is not None
    assert result.target.rule.held.threshold == "16.666667"


def test_no_base_is_no_data_and_a_base_of_nothing_no_percentage() -> None:
    percent = target(against={"period": 2020, "change": "percent", "at_least": 20})
    points = target(against={"period": 2020, "change": "points", "at_least": 20})
    missing = one(percent, row(TOWN, "50"))
    assert (missing.status, missing.reason, missing.gap) == ("no_data", "no_base", None)
    nothing = one(percent, row(TOWN, "0", "2020"), row(TOWN, "50"))
    assert (nothing.status, nothing.reason) == ("not_assessable", "base_zero")
    assert one(points, row(TOWN, "0", "2020"), row(TOWN, "50")).status == "met"


def test_a_base_that_is_not_complete_leaves_the_verdict_open() -> None:
    asked = target(against={"period": 2024, "change": "points", "at_least": 5})
    made = catalogue(number(asked, over_time="stock"))
    now = [row(unit, "10") for unit in ("an", "binh", "chau")]
    (result,) = scored(made, row("an", "1", "2024"), row("binh", "1", "2024"), *now, as_of=CLOSE_2025).results
    assert (result.status, result.provisional) == ("met", True)


# Never worse than the year before.


@given(before=WHOLE, value=WHOLE, rising=st.booleans())
def test_never_worse_holds_where_it_is_equal(before: int, value: int, rising: bool) -> None:
    asked = target(keep="rising" if rising else "falling")
    result = one(asked, row(TOWN, str(before), "2024"), row(TOWN, str(value)))
    assert (result.status == "met") is (value >= before if rising else value <= before)


@given(before=WHOLE, value=WHOLE, bound=WHOLE, limit=st.sampled_from(LIMITS))
def test_beside_a_limit_both_have_to_hold(before: int, value: int, bound: int, limit: str) -> None:
    # '≥ 3% và tăng dần', NQ 03/NQ-CP, 17 (draft)
    rising = limit in ("at_least", "more_than")
    asked = target(keep="rising" if rising else "falling", **{limit: bound})
    result = one(asked, row(TOWN, str(before), "2024"), row(TOWN, str(value)))
    kept = value >= before if rising else value <= before
    assert (result.status == "met") is (kept and holds(limit, Fraction(value), Fraction(bound)))


def test_without_the_year_before_a_limit_is_provisional_and_nothing_else_is_judged() -> None:
    beside = target(every="year", **{"from": 2025}, at_least=3, keep="rising")
    met = one(beside, row(TOWN, "4"))
    assert (met.status, met.provisional) == ("met", True)
    alone = one(target(keep="rising"), row(TOWN, "4"))
    assert (alone.status, alone.reason) == ("no_data", "no_base")


# Levels.


@given(
    value=WHOLE, bounds=st.lists(st.integers(0, 300), min_size=2, max_size=4, unique=True), down=st.booleans()
)
def test_met_at_the_lowest_and_the_one_reached_is_the_highest(
    value: int, bounds: list[int], down: bool
) -> None:
    bounds.sort(reverse=down)
    limit = "at_most" if down else "at_least"
    levels = [{"name": {"vi": f"M{n}"}, limit: bound} for n, bound in enumerate(bounds)]
    result = one(target(levels=levels), row(TOWN, str(value)), better="lower" if down else "higher")
    reached = [n for n, bound in enumerate(bounds) if holds(limit, Fraction(value), Fraction(bound))]
    assert (result.status == "met") is bool(reached)
    assert result.level is not None
    assert (result.level.reached.vi if result.level.reached else None) == (
        f"M{reached[-1]}" if reached else None
    )
    if len(reached) == len(bounds):
        assert (result.level.next, result.level.gap) == (None, None)
    else:
        assert result.level.next is not None
        assert result.level.next.vi == f"M{len(reached)}"
        assert result.level.gap_count == abs(bounds[len(reached)] - value)


# Thresholds of units.


@given(figures=st.lists(WHOLE, min_size=3, max_size=3), own=WHOLE, other=WHOLE)
def test_each_unit_is_held_against_its_own_threshold(figures: list[int], own: int, other: int) -> None:
    # Thresholds of some units, others for the rest (invented).
    asked = target(at_least=other, **{"for": [{"units": "an", "at_least": own}]})
    made = catalogue(number(asked, judged_on="each", over_time="stock"))
    rows = [row(unit, str(f)) for unit, f in zip(("an", "binh", "chau"), figures, strict=True)]
    (result,) = scored(made, *rows, as_of=CLOSE_2025).results
    passing = [figures[0] >= own, figures[1] >= other, figures[2] >= other]
    assert [unit.status == "met" for unit in result.units] == passing
    assert (result.status == "met") is all(passing)
    gaps = [max(0, bound - f) for bound, f in zip((own, other, other), figures, strict=True)]
    assert [unit.gap_count for unit in result.units] == gaps


def test_one_unit_asked_for_alone_keeps_its_own_threshold() -> None:
    asked = target(at_least=90, **{"for": [{"units": "an", "at_least": 50}]})
    made = catalogue(number(asked, judged_on="each", over_time="stock"))
    result = scored(made, row("an", "60"), as_of=CLOSE_2025, unit="an").results[0]
    assert (result.status, result.gap) == ("met", Decimal(0))


# Parts of a year.


@pytest.mark.parametrize(
    ("by", "calendar", "due_on"),
    [
        ("2025-Q2", "administrative", date(2025, 6, 14)),
        ("2025-Q2", "calendar", date(2025, 6, 30)),
        ("2025-H1", "calendar", date(2025, 6, 30)),
        ("2025-03", "administrative", date(2025, 3, 14)),
        (date(2025, 6, 30), "administrative", date(2025, 6, 30)),
    ],
)
def test_a_deadline_within_a_year(by: Any, calendar: str, due_on: date) -> None:
    made = catalogue(
        number(target(by=by, at_least=5), reported_by=TOWN, over_time="stock"), calendar=calendar
    )
    before = scored(made, row(TOWN, "4", "2025-01"), as_of=date.fromordinal(due_on.toordinal() - 1)).results[
        0
    ]
    on_it = scored(made, row(TOWN, "4", "2025-01"), as_of=due_on).results[0]
    assert (before.status, on_it.status) == ("pending", "missed")
    assert on_it.target.at == str(by)
    assert on_it.target.by == 2025


def test_what_is_due_in_june_is_judged_on_what_was_known_in_june() -> None:
    made = catalogue(number(target(by="2025-Q2", at_least=5), reported_by=TOWN, over_time="stock"))
    rows = (row(TOWN, "4", "2025-Q2"), row(TOWN, "9", "2025-Q3"))
    assert scored(made, *rows, as_of=CLOSE_2025).results[0].status == "missed"


def test_a_count_is_asked_for_from_the_start_of_the_year() -> None:
    made = catalogue(number(target(by="2025-H1", at_least=5), reported_by=TOWN, over_time="flow", minimum=0))
    rows = (row(TOWN, "2", "2025-Q1"), row(TOWN, "3", "2025-Q2"), row(TOWN, "7", "2025-Q3"))
    result = scored(made, *rows, as_of=CLOSE_2025).results[0]
    assert (result.status, result.value) == ("met", Decimal(5))


@given(figures=st.lists(st.integers(0, 9), min_size=4, max_size=4), month=st.integers(4, 12))
def test_every_quarter_is_judged_on_its_own_figures(figures: list[int], month: int) -> None:
    asked = target(every="quarter", **{"from": 2025}, at_least=5)
    made = catalogue(number(asked, reported_by=TOWN, over_time="flow", minimum=0), calendar="calendar")
    rows = [row(TOWN, str(f), f"2025-Q{n}") for n, f in enumerate(figures, start=1)]
    closed = date(2025, month, 28)
    results = {
        r.target.at: r.status for r in scored(made, *rows, as_of=closed, target_year="all").results if r.due
    }
    ended = [n for n in range(1, 5) if date(2025, 3 * n, 30 if n in (2, 3) else 31) <= closed]
    assert results == {f"2025-Q{n}": "met" if figures[n - 1] >= 5 else "missed" for n in ended}


MONTHS = {"2025": (1, 13), "2025-H1": (1, 7), "2025-H2": (7, 13)}


@given(
    figures=st.lists(st.tuples(st.sampled_from(sorted(MONTHS)), st.integers(0, 99)), min_size=1, max_size=3),
    every=st.sampled_from(("quarter", "month")),
)
def test_a_count_of_a_longer_time_judges_no_part_of_it_and_that_is_said(
    figures: list[tuple[str, int]], every: str
) -> None:
    asked = target(every=every, **{"from": 2025}, at_least=5)
    made = catalogue(number(asked, reported_by=TOWN, over_time="flow", minimum=0), calendar="calendar")
    rows = [row(TOWN, str(value), when) for when, value in dict(figures).items()]
    card = scored(made, *rows, as_of=date(2025, 12, 31), target_year="all")
    for result in (result for result in card.results if result.due and result.target.at):
        last = int((result.target.at or "")[5:].removeprefix("Q")) * (3 if every == "quarter" else 1)
        ends_with_it = any(last + 1 == MONTHS[when][1] for when in dict(figures))
        assert result.status == "no_data"
        assert (result.reason == "longer_period") == ends_with_it, result.target.at


def test_a_quarter_without_figures_is_not_met_by_another() -> None:
    asked = target(every="quarter", **{"from": "2025-Q2"}, at_least=5)
    made = catalogue(number(asked, reported_by=TOWN, over_time="stock"), calendar="calendar")
    results = scored(made, row(TOWN, "9", "2025-Q1"), as_of=date(2025, 7, 1), target_year="all").results
    assert [(r.target.at, r.status) for r in results] == [("2025-Q2", "no_data"), ("2025-Q3", "no_data")]


# Shares above 100, ranks of a field.


def test_a_share_that_may_pass_100() -> None:
    asked = target(at_least=120)
    made = catalogue(indicator(asked, maximum=300, reported_by=TOWN, over_time="stock"))
    (result,) = scored(made, row(TOWN, "130/100"), as_of=CLOSE_2025).results
    assert (result.status, result.value, result.exceeded) == ("met", Decimal(130), True)
    impossible = scored(made, row(TOWN, "130/100"), row(TOWN, "301/100", "2024"), as_of=CLOSE_2025)
    assert "DX301" in codes(impossible)


def test_what_may_pass_100_is_not_settled_at_100() -> None:
    asked = target(at_most=100)
    made = catalogue(indicator(asked, maximum=200, over_time="stock"))
    open_ = scored(made, row("an", "50/100"), as_of=CLOSE_2025).results[0]
    assert (open_.status, open_.provisional) == ("met", True)
    closed = catalogue(indicator(asked, over_time="stock"))
    assert not scored(closed, row("an", "50/100"), as_of=CLOSE_2025).results[0].provisional


def test_the_base_of_a_quarters_target_is_the_whole_named_year() -> None:
    asked = target(by="2025-Q2", against={"period": 2020, "change": "percent", "at_least": 20})
    data = catalogue(number(asked, reported_by=TOWN, over_time="stock"))
    sent = row(TOWN, "100", "2020"), row(TOWN, "130", "2025-Q2")
    (result,) = scored(data, *sent, as_of=date(2025, 6, 14)).results
    assert seen(result, "status", "value") == ("met", 130)
    assert threshold(result) == Threshold("at_least", (Fraction(120),))


def test_the_row_of_the_whole_place_is_a_base_as_well() -> None:
    asked = target(against={"period": 2020, "change": "points", "at_least": 10})
    data = catalogue(indicator(asked, over_time="stock"), total=True)
    now = [row(unit, "7/10") for unit in ("an", "binh", "chau")]
    (result,) = scored(data, row(TOWN, "50/100", "2020"), *now, as_of=CLOSE_2025).results
    assert (result.status, result.reason) == ("met", None)
    assert threshold(result) == Threshold("at_least", (Fraction(60),))


# Shares above 100, bands, ranks, changes in points, never worse: what is missing is the least that would do.


def shares(asked: dict[str, Any], above: int, below: int, **said: Any) -> Result:
    """The one result of a share that the town reports."""
    made = catalogue(indicator(asked, reported_by=TOWN, over_time="stock", **said))
    return scored(made, row(TOWN, f"{above}/{below}"), as_of=CLOSE_2025).results[0]


def least(step: int, value: int, enough: Any) -> int:
    """The least count that passes, by trying one after the other."""
    return next(n for n in count() if enough(value + step * n))


@given(
    above=st.integers(0, 250),
    below=st.integers(1, 100),
    bound=st.integers(1, 240),
    limit=st.sampled_from(("at_least", "more_than")),
)
def test_a_share_above_100_is_met_exactly_when_reached_and_lacks_the_least(
    above: int, below: int, bound: int, limit: str
) -> None:
    def enough(counted: int) -> bool:
        return holds(limit, Fraction(100 * counted, below), Fraction(bound))

    result = shares(target(**{limit: bound}), above, below, maximum=30000)
    assert (result.status == "met") is enough(above)
    assert result.gap_count == least(1, above, enough)
    more = shares(target(**{limit: bound}), above + 1, below, maximum=30000)
    assert result.status != "met" or more.status == "met"


@given(value=WHOLE, low=st.integers(0, 200), width=st.integers(0, 200))
def test_a_band_holds_both_its_ends_and_lacks_the_least(value: int, low: int, width: int) -> None:
    result = one(target(between=[low, low + width]), row(TOWN, str(value)))

    def inside(counted: int) -> bool:
        return low <= counted <= low + width

    assert (result.status == "met") is inside(value)
    assert result.gap_count == least(1 if value < low else -1, value, inside)


@given(value=st.integers(1, 63), bound=st.integers(1, 63))
def test_a_rank_is_met_exactly_when_reached_and_lacks_so_many_places(value: int, bound: int) -> None:
    made = catalogue(
        number(
            target(at_most=bound),
            reported_by=TOWN,
            measure="rank",
            unit_of_measure="rank",
            of=63,
            better="lower",
        )
    )
    result = scored(made, row(TOWN, str(value)), as_of=CLOSE_2025).results[0]
    assert (result.status == "met") is (value <= bound)
    assert result.gap_count == least(-1, value, lambda rank: rank <= bound)


@given(base=WHOLE, value=WHOLE, bound=st.integers(-90, 90), limit=st.sampled_from(LIMITS))
def test_what_is_missing_to_a_change_in_points_is_the_least(
    base: int, value: int, bound: int, limit: str
) -> None:
    asked = target(against={"period": 2020, "change": "points", limit: bound})
    result = one(asked, row(TOWN, str(base), "2020"), row(TOWN, str(value)))
    step = 1 if limit in ("at_least", "more_than") else -1
    assert result.gap_count == least(
        step, value, lambda counted: holds(limit, Fraction(counted - base), Fraction(bound))
    )


@given(before=WHOLE, value=WHOLE, more=st.integers(0, 50), rising=st.booleans())
def test_never_worse_lacks_the_least_and_better_is_never_worse(
    before: int, value: int, more: int, rising: bool
) -> None:
    asked = target(keep="rising" if rising else "falling")
    result = one(asked, row(TOWN, str(before), "2024"), row(TOWN, str(value)))
    step = 1 if rising else -1
    assert result.gap_count == least(
        step, value, lambda counted: counted >= before if rising else counted <= before
    )
    better = one(asked, row(TOWN, str(before), "2024"), row(TOWN, str(max(0, value + step * more))))
    assert result.status != "met" or better.status == "met"


@given(value=WHOLE, more=st.integers(0, 50), bounds=st.lists(st.integers(0, 300), min_size=2, unique=True))
def test_more_never_reaches_a_lower_level(value: int, more: int, bounds: list[int]) -> None:
    levels = [{"name": {"vi": f"M{n}"}, "at_least": bound} for n, bound in enumerate(sorted(bounds))]
    names = [None, *(f"M{n}" for n in range(len(bounds)))]
    before, after = (one(target(levels=levels), row(TOWN, str(v))).level for v in (value, value + more))
    assert before is not None
    assert after is not None
    reached = [None if level.reached is None else level.reached.vi for level in (before, after)]
    assert names.index(reached[0]) <= names.index(reached[1])


@given(value=WHOLE, more=st.integers(0, 50), own=WHOLE)
def test_more_of_one_unit_never_fails_its_own_threshold(value: int, more: int, own: int) -> None:
    asked = target(**{"for": [{"units": "an", "at_least": own}]}, at_least=5)
    made = catalogue(number(asked, judged_on="each", over_time="stock"))
    before, after = (
        scored(made, row("an", str(v)), as_of=CLOSE_2025).results[0].units[0] for v in (value, value + more)
    )
    assert (before.status == "met") is (value >= own)
    assert before.status != "met" or after.status == "met"


@given(value=WHOLE, bound=st.integers(0, 300), steps=st.lists(st.integers(0, 300), min_size=1, max_size=2))
def test_a_path_changes_no_verdict_and_no_gap(value: int, bound: int, steps: list[int]) -> None:
    plain = target(by=2027, at_least=bound)
    stated = {**plain, "path": {2025 + n: step for n, step in enumerate(steps)}}
    without, with_path = (
        scored(
            catalogue(number(asked, reported_by=TOWN, over_time="stock")),
            row(TOWN, str(value)),
            as_of=CLOSE_2025,
        ).results[0]
        for asked in (plain, stated)
    )
    assert with_path.status == without.status
    assert (with_path.gap, with_path.gap_count) == (without.gap, without.gap_count)
    assert [step.year for step in with_path.target.path] == [2025, 2026][: len(steps)]


@pytest.mark.parametrize(("old", "new", "apart"), [(63, 34, True), (63, 63, False), (63, None, False)])
def test_ranks_out_of_other_numbers_are_not_held_together(
    old: int | None, new: int | None, apart: bool
) -> None:
    """20 of 63 provinces is no better and no worse than 20 of 34."""
    first, second = (Definition(measure="rank", unit_of_measure="rank", of=field) for field in (old, new))
    assert measured_otherwise(first, second) is apart

"""What each rule key makes of figures: the published formulas, case by case, then the laws they obey."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from points_sets import number, outcome, said, share

from dxscore.points.outcome import Best, Figure, kept, step_points
from dxscore.points.totals import half_up

MEETINGS = {
    "max": 20,
    "steps": [
        {"at_least": 4, "points": 20},
        {"at_least": 3, "points": 15},
        {"at_least": 2, "points": 10},
        {"at_least": 1, "points": 5},
    ],
}
RANK = {"max": 3, "steps": [{"at_most": 3, "points": 3}, {"at_most": 10, "points": 1}]}
EXACTLY = {"max": 3, "steps": [{"exactly": 2, "points": 3}, {"at_least": 1, "points": 1}]}
LATE = {
    "max": 10,
    "late": [{"up_to_days": 0, "keep": 1}, {"up_to_days": 5, "keep": "3/4"}],
    "later": 0,
}


def full_at(percent: int, most: int = 6, none_arising: str = "zero") -> dict[str, Any]:
    return {"max": most, "share": {"full_at": percent, "none_arising": none_arising}}


@pytest.mark.parametrize(
    ("rule", "figure", "points"),
    [
        (full_at(100), share(309542, 358625), Fraction(6 * 309542, 358625)),
        (full_at(80, 2), share(119, 313), Fraction(5 * 119, 2 * 313)),  # 2,5·B of the payment group
        (full_at(80, 2), share(80, 100), Fraction(2)),
        (full_at(80, 2), share(99, 100), Fraction(2)),
        (full_at(90), share(4, 9), Fraction(6 * 4, 9) / Fraction(9, 10)),
        ({"max": 6, "share": {"nothing_below": 50, "none_arising": "zero"}}, share(49, 100), Fraction(0)),
        ({"max": 6, "share": {"nothing_below": 50, "none_arising": "zero"}}, share(50, 100), Fraction(3)),
        (full_at(100), Figure(None, None, Fraction("82.5")), Fraction("4.95")),  # known by its percentage
        (MEETINGS, number(4), Fraction(20)),
        (MEETINGS, number(9), Fraction(20)),
        (MEETINGS, number(3), Fraction(15)),
        (MEETINGS, number(0), Fraction(0)),
        (
            {"max": 3, "steps": [{"at_most": 3, "points": 3}, {"at_most": 10, "points": 1}]},
            number(4),
            Fraction(1),
        ),
        (
            {"max": 3, "steps": [{"at_most": 3, "points": 3}, {"at_most": 10, "points": 1}]},
            number(3),
            Fraction(3),
        ),
        ({"max": 3, "steps": [{"more_than": 3, "points": 3}]}, number(3), Fraction(0)),
        (
            {"max": 3, "steps": [{"exactly": 2, "points": 3}, {"at_least": 1, "points": 1}]},
            number(2),
            Fraction(3),
        ),
        ({"max": 10, "levels": {"head": 1, "deputy": "1/2", "none": 0}}, number("1/2"), Fraction(5)),
        ({"max": 10, "done": {}}, number(1), Fraction(10)),
        ({"max": 10, "done": {}}, number(0), Fraction(0)),
        ({"each": {"points": 1, "max": 5}}, number(3), Fraction(3)),
        ({"each": {"points": 1, "max": 5}}, number(8), Fraction(5)),
        ({"each": {"points": -2, "min": -6}, "deduction": True}, number(2), Fraction(-4)),
        ({"each": {"points": -2, "min": -6}, "deduction": True}, number(9), Fraction(-6)),
        (LATE, number(0), Fraction(10)),
        (LATE, number(5), Fraction("7.5")),
        (LATE, number(6), Fraction(0)),
        ({"max": 2, "given": {}}, number("1.5"), Fraction("1.5")),
    ],
)
def test_a_rule_gives_what_its_formula_says(rule: dict[str, Any], figure: Figure, points: Fraction) -> None:
    found = outcome(rule, figure)
    assert (found.points, found.low, found.high) == (points, points, points)
    assert found.answered and not found.left_out


@pytest.mark.parametrize(("way", "points", "most"), [("full", 6, 6), ("zero", 0, 6), ("left_out", 0, 0)])
def test_nothing_arising_gives_what_the_criterion_says(way: str, points: int, most: int) -> None:
    found = outcome(full_at(100, 6, way), share(0, 0))
    assert said(found.points, found.max, found.left_out) == (points, most, way == "left_out")
    assert found.reason == "zero_denominator"


@pytest.mark.parametrize(
    ("actual", "best", "points"),
    [
        (8, 12, 4),  # below the target: 0,5·m·A/T
        (10, 12, 5),  # on it: 0,5·m
        (11, 12, Fraction(15, 2)),  # between: 0,5·m + 0,5·m·(A/T−1)/(L−1)
        (12, 12, 10),  # the best: m
        (10, 10, 5),  # nobody exceeds the target
        (20, 10, 10),  # the best is the unit itself, whatever was known
    ],
)
def test_emulation_against_target_and_leader(actual: int, best: int, points: Fraction) -> None:
    rule = {"max": 10, "leader": {"at_target": "1/2"}}
    known = Best(Fraction(10 * best), Fraction(10 * best))
    assert outcome(rule, share(actual, 10), known).points == points
    own_target = {"max": 10, "leader": {"target": 10}}
    assert outcome(own_target, number(actual), known).points == points


def test_against_the_best_unit_only_what_is_still_missing_leaves_it_open() -> None:
    rule = {"max": 40, "share": {"against": "best_unit", "none_arising": "zero"}}
    settled = outcome(rule, share(30, 100), Best(Fraction(60), Fraction(60)))
    assert said(settled.points, settled.low, settled.high) == (20, 20, 20)
    some_missing = outcome(rule, share(30, 100), Best(Fraction(60), Fraction(100)))
    assert said(some_missing.points, some_missing.low, some_missing.high) == (20, 12, 20)
    unbounded = outcome(rule, share(30, 100), Best(Fraction(60), None))
    assert said(unbounded.points, unbounded.low, unbounded.high) == (20, 0, 20)
    none = outcome(rule, share(0, 100), Best(Fraction(0), Fraction(0)))
    assert said(none.points, none.reason) == (0, "best_is_zero")


PARTS = {
    "max": 10,
    "parts": [
        {"max": 5, "done": {"of": "P"}},
        {"max": 8, "indicator": "Q", "share": {"none_arising": "left_out"}},
    ],
}


def test_parts_add_up_to_the_maximum_and_a_missing_one_leaves_it_open() -> None:
    both = outcome(PARTS, {"P": number(1), "Q": share(9, 10)})
    assert said(both.points, both.max) == (10, 10)
    one = outcome(PARTS, {"P": number(1)})
    assert said(one.points, one.low, one.high, one.answered) == (5, 5, 10, False)
    assert one.reason == "not_reported"
    gone = outcome(PARTS, {"P": number(1), "Q": share(0, 0)})
    assert said(gone.points, gone.max, gone.answered) == (5, 5, True)
    none = outcome(PARTS, {})
    assert said(none.low, none.high, none.answered) == (0, 10, False)


BEST_OF = {"max": 10, "best_of": [{"max": 10, "done": {"of": "P"}}, {"max": 6, "done": {"of": "Q"}}]}


def test_the_highest_case_counts_and_a_lower_one_need_not_be_known() -> None:
    assert outcome(BEST_OF, {"P": number(0), "Q": number(1)}).points == 6
    known = outcome(BEST_OF, {"P": number(1)})
    assert said(known.points, known.answered) == (10, True)
    open_ = outcome(BEST_OF, {"Q": number(1)})
    assert said(open_.low, open_.high, open_.answered) == (6, 10, False)


def test_what_is_not_answered_is_not_nothing() -> None:
    for rule in (full_at(80), MEETINGS, LATE, BEST_OF, {"max": 3, "given": {}}):
        found = outcome(rule, Figure(reason="not_reported"))
        assert said(found.low, found.answered, found.reason) == (0, False, "not_reported")
        assert found.high == found.max > 0
    deduction = outcome({"each": {"points": -2, "min": -6}}, Figure(reason="not_reported"))
    assert said(deduction.low, deduction.high, deduction.answered) == (-6, 0, False)


# Laws.

PERCENT = st.integers(1, 120)
COUNTS = st.tuples(st.integers(0, 400), st.integers(1, 400)).map(lambda pair: (min(pair), max(pair)))
RULES = st.one_of(
    st.builds(
        lambda full, floor, most: {
            "max": most,
            "share": {"full_at": full, "nothing_below": min(floor, full), "none_arising": "zero"},
        },
        PERCENT,
        st.integers(0, 60),
        st.integers(1, 50),
    ),
    st.lists(st.integers(0, 100), min_size=1, max_size=5, unique=True).map(
        lambda bounds: {
            "max": 10,
            "none_arising": "zero",
            "steps": [{"at_least": bound, "points": n} for n, bound in enumerate(sorted(bounds))],
        }
    ),
)


@given(RULES, COUNTS)
def test_points_stay_within_the_maximum_and_more_never_loses_any(
    rule: dict[str, Any], counts: tuple[int, int]
) -> None:
    a, b = counts
    now = outcome(rule, share(a, b)).points
    assert 0 <= now <= rule["max"]
    if a < b:
        assert outcome(rule, share(a + 1, b)).points >= now


@given(COUNTS, st.integers(0, 300), st.integers(1, 20))
def test_more_never_loses_points_beside_other_units_either(
    counts: tuple[int, int], others: int, most: int
) -> None:
    a, b = counts
    known = Best(Fraction(others), Fraction(others))
    for rule in (
        {"max": most, "share": {"against": "best_unit", "none_arising": "zero"}},
        {"max": most, "leader": {}},
    ):
        now, more = (outcome(rule, share(n, b), known).points for n in (a, a + 1))
        assert 0 <= now <= more <= most


@given(st.integers(0, 40))
def test_later_never_gives_more(days: int) -> None:
    from dxscore.model.points_rules import LateStep

    late = (LateStep(up_to_days=0, keep=Fraction(1)), LateStep(up_to_days=5, keep=Fraction(3, 4)))
    assert kept(late, Fraction(0), Fraction(days)) >= kept(late, Fraction(0), Fraction(days + 1))


@given(
    st.lists(st.none() | st.integers(0, 1), min_size=2, max_size=2),
    st.lists(st.none() | st.integers(0, 8), min_size=1, max_size=1),
)
def test_low_and_high_hold_for_every_way_of_completing_the_figures(
    flags: list[int | None], counts: list[int | None]
) -> None:
    rule = {
        "max": 10,
        "parts": [
            {"best_of": [{"max": 4, "done": {"of": "P"}}, {"max": 2, "done": {"of": "Q"}}]},
            {"each": {"points": 1, "max": 8, "of": "R"}},
        ],
    }
    given_ = dict(zip("PQR", (*flags, *counts), strict=True))
    known = {key: number(value) for key, value in given_.items() if value is not None}
    found = outcome(rule, known)
    for p in [given_["P"]] if given_["P"] is not None else [0, 1]:
        for q in [given_["Q"]] if given_["Q"] is not None else [0, 1]:
            for r in [given_["R"]] if given_["R"] is not None else range(10):
                whole = outcome(rule, {"P": number(p), "Q": number(q), "R": number(r)}).points
                assert found.low <= whole <= found.high
                assert not found.answered or whole == found.points


@given(st.fractions(min_value=-100, max_value=100, max_denominator=10**6), st.integers(0, 6))
def test_half_up_is_nearest_and_takes_a_half_away_from_zero(value: Fraction, places: int) -> None:
    rounded = half_up(value, places)
    assert abs(rounded - value) * 2 * 10**places <= 1
    assert (rounded * 10**places).denominator == 1
    if abs(rounded - value) * 2 * 10**places == 1:
        assert abs(rounded) > abs(value)
    assert half_up(value, None) == value


def test_the_closest_step_counts_whatever_the_order() -> None:
    from dxscore.model.points_rules import Step

    steps = [Step(at_least=Fraction(n), points=Fraction(5 * n)) for n in (1, 4, 2, 3)]
    for order in (steps, steps[::-1]):
        assert [step_points(tuple(order), Fraction(n)) for n in range(6)] == [0, 5, 10, 15, 20, 20]

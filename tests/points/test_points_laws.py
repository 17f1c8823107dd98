"""Laws of a whole card, from files to ranks: what completing the figures can give, by brute force."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxscore.flows import points as scoring
from dxscore.model.points import PointsCard, UnitPoints
from points_sets import CATALOGUE, UNITS, contents, criterion, metrics, of, unit, written

THREE = UNITS[:3]
BELOW = 2
"""Denominator of every share: small, so that every completion can be tried."""
RULES: dict[str, dict[str, Any]] = {
    "itself": {"max": 4, "share": {"full_at": 80, "none_arising": "zero"}},
    "best_unit": {"max": 4, "share": {"against": "best_unit", "none_arising": "zero"}},
    "leader": {"max": 4, "leader": {"target": 50}, "none_arising": "zero"},
    "steps": {
        "max": 4,
        "steps": [{"at_least": 50, "points": 2}, {"at_least": 100, "points": 4}],
        "none_arising": "zero",
    },
}
FILES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def small_set(*names: str) -> dict[str, Any]:
    """A criterion of 4 points a rule, and one of 16 that everybody has, so that one may be missing."""
    # Copies: the same value twice would be written as an alias, which no set may hold.
    rules = [
        deepcopy(criterion(**RULES[name]) | {"id": id_}) for name, id_ in zip(names, "ABCD", strict=False)
    ]
    indicators = [{"id": each["id"], "name": each["id"], "measure": "share"} for each in rules]
    return contents(
        *rules,
        criterion(id="Z", max=16, done={}),
        scored_for=list(THREE),
        indicators=indicators,
        rounding={"each": 2, "total": 2},
    )


def card_of(folder: Path, loaded: scoring.Loaded, said: Sequence[Sequence[int | None]]) -> PointsCard:
    """The card of numerators by unit and criterion; None is not handed in."""
    rows = [f"Z,{name},,,có" for name in THREE]
    rows += [
        f"{id_},{name},{above},{BELOW},"
        for name, own in zip(THREE, said, strict=True)
        for id_, above in zip("ABCD", own, strict=False)
        if above is not None
    ]
    return scoring.scored(loaded, scoring.read([metrics(folder, rows)], loaded))


def completions(said: Sequence[Sequence[int | None]]) -> Iterator[list[list[int]]]:
    """Every way to say what is not said."""
    choices = [range(BELOW + 1) if n is None else [n] for own in said for n in own]
    width = len(said[0])
    for flat in itertools.product(*choices):
        yield [list(flat[start : start + width]) for start in range(0, len(flat), width)]


def numbers(one: UnitPoints) -> tuple[Fraction, Fraction, Fraction]:
    assert one.total is not None and one.low is not None and one.high is not None
    return Fraction(one.total), Fraction(one.low), Fraction(one.high)


@FILES
@given(
    st.sampled_from(list(itertools.product(RULES, RULES))),
    st.lists(
        st.lists(st.none() | st.integers(0, BELOW), min_size=2, max_size=2), min_size=3, max_size=3
    ).filter(lambda said: 1 <= sum(n is None for own in said for n in own) <= 2),
)
def test_a_rank_range_contains_every_rank_that_completing_the_figures_can_give(
    tmp_path: Path, rules: tuple[str, str], said: list[list[int | None]]
) -> None:
    loaded = scoring.load(written(tmp_path, small_set(*rules)), CATALOGUE)
    now = {one.reporting_unit: one for one in card_of(tmp_path, loaded, said).units}
    for whole in completions(said):
        for after in card_of(tmp_path, loaded, whole).units:
            before = now[after.reporting_unit]
            total, low, high = numbers(before)
            assert low <= Fraction(str(after.total)) <= high
            assert total == low or before.complete
            if before.rank is not None:
                assert before.rank_best is not None and before.rank_worst is not None
                assert after.rank is not None
                assert before.rank_best <= after.rank <= before.rank_worst


@FILES
@given(
    st.sampled_from(sorted(RULES)),
    st.lists(st.lists(st.integers(0, BELOW), min_size=1, max_size=1), min_size=3, max_size=3),
    st.integers(0, 2),
)
def test_more_of_a_good_numerator_never_loses_points_and_moves_others_by_two_rules_alone(
    tmp_path: Path, rule: str, said: list[list[int]], whose: int
) -> None:
    if said[whose][0] == BELOW:
        said[whose][0] -= 1
    more = [[n + (place == whose) for n in own] for place, own in enumerate(said)]
    loaded = scoring.load(written(tmp_path, small_set(rule)), CATALOGUE)
    before, after = card_of(tmp_path, loaded, said), card_of(tmp_path, loaded, more)
    assert before.compared == (("A",) if rule in ("best_unit", "leader") else ())
    for name in THREE:
        old, new = numbers(unit(before, name))[0], numbers(unit(after, name))[0]
        if name == THREE[whose]:
            assert new >= old
        elif not before.compared:
            assert new == old
        else:
            assert new <= old  # another unit's rise never helps


@FILES
@given(st.lists(st.lists(st.none() | st.integers(0, BELOW), min_size=4, max_size=4), min_size=3, max_size=3))
def test_no_criterion_exceeds_its_maximum_and_what_is_not_answered_has_no_points_at_all(
    tmp_path: Path, said: list[list[int | None]]
) -> None:
    loaded = scoring.load(written(tmp_path, small_set(*RULES)), CATALOGUE)
    card = card_of(tmp_path, loaded, said)
    for name, own in zip(THREE, said, strict=True):
        one = unit(card, name)
        for id_, above in zip("ABCD", own, strict=True):
            each = of(card, name, id_)
            if above is None:
                assert each.official is each.computed is None and id_ in one.unanswered
            else:
                assert each.official is not None and 0 <= each.official <= each.max
                assert id_ not in one.unanswered
        total, low, high = numbers(one)
        assert 0 <= low <= total <= high <= 32
        assert total == low or one.complete
        assert one.complete is (None not in own)


@pytest.mark.parametrize("name", sorted(RULES))
def test_each_rule_of_the_brute_force_gives_more_than_one_answer(tmp_path: Path, name: str) -> None:
    """Or its laws would hold of nothing."""
    loaded = scoring.load(written(tmp_path, small_set(name)), CATALOGUE)
    card = card_of(tmp_path, loaded, [[0], [1], [2]])
    assert len({of(card, each).official for each in THREE}) > 1

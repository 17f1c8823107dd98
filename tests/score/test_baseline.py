"""What a baseline knows of a run: newly missed, worse, not reported any more, or known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from builders import catalogue, indicator
from cards import card, result, unit
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.comparison import Ratchet
from dxscore.model.scorecard import Result, Status
from dxscore.score.gate import Gate, failures, failures_of
from dxscore.score.ratchet import ratchet

PLAN = catalogue(indicator(), indicator(id="Y"))
GROUPS = ("newly_missed", "unjudged", "worse", "stopped", "known")
BEFORE = date(2024, 12, 14)
WEIGHTS = {"P": Decimal(1)}


def held(old: Result, new: Result) -> Ratchet:
    return ratchet(PLAN, card(old, as_of=BEFORE), card(new))


@pytest.mark.parametrize(
    ("old", "new", "groups"),
    [
        (result(90, status="met"), result(50), {"newly_missed", "worse"}),
        (result(50, status="pending", due=False), result(50), {"newly_missed"}),
        (result(50, status="waived"), result(50), {"newly_missed"}),
        (result(None, status="not_applicable"), result(50), {"newly_missed"}),
        (result(50, id="Y"), result(50), {"newly_missed"}),
        (result(None, status="no_data", due=False), result(None, status="no_data"), {"unjudged"}),
        (result(90, status="met", due=False), result(None, status="no_data"), {"stopped"}),
        (result(50), result(49), {"worse"}),
        (result(95, status="met"), result(90, status="met"), {"worse"}),  # met, and worse
        (
            result(95, status="met", due=False),
            result(10, status="pending", due=False),
            {"worse"},
        ),  # before the deadline
        (result(1, 3), result(333_333, 1_000_000), {"worse"}),
        (result(50), result(None, status="no_data"), {"stopped"}),
        (result(50), result(None, status="not_assessable"), {"worse"}),
        (result(50), result(50), {"known"}),
        (result(50), result(51), {"known"}),
        (result(None, status="no_data"), result(1), {"known"}),
        (result(None, status="no_data"), result(None, status="not_assessable"), {"known"}),
        (result(90, status="met"), result(90, status="met"), set()),
        (result(90, status="met"), result(None, status="no_data", reason="year_not_in_files"), set()),
        (result(50), result(None, status="not_applicable"), set()),
    ],
)
def test_what_a_baseline_knows(old: Result, new: Result, groups: set[str]) -> None:
    found = held(old, new)
    assert {name for name in GROUPS if getattr(found, name)} == groups
    results = (*found.failing, *found.known)
    facts = {fact.replace("got_worse", "worse") for each in results for fact in found.facts_on(each)}
    assert facts == groups


@pytest.mark.parametrize("status", ["met", "waived", "not_applicable", "pending"])
def test_what_is_better_and_not_missed_is_in_no_group(status: Status) -> None:
    found = held(result(50), result(90, status=status, due=status != "pending"))
    assert not any(getattr(found, name) for name in GROUPS)


def test_one_unit_may_not_fall_while_another_catches_up() -> None:
    old = result(None, units=[unit("an", 90, status="met"), unit("binh", 10)])
    new = result(None, units=[unit("an", 70), unit("binh", 90, status="met")])
    assert len(held(old, new).worse) == 1
    lower = result(None, units=[unit("an", 90, status="met"), unit("binh", 9)])
    assert len(held(old, lower).worse) == 1
    pooled = [result(50, units=units.units) for units in (old, new)]
    assert len(held(*pooled).known) == 1


def test_whole_that_is_not_comparable_is_worse_by_the_units_of_both_sides() -> None:
    old = result(140, 200, units=[unit("an", 60), unit("binh", 80)])
    new = result(79, units=[unit("an", 0, status="no_data"), unit("binh", 79)])
    found = held(old, new)
    assert (len(found.worse), len(found.stopped), len(found.failing)) == (1, 1, 1)
    assert found.facts_on(found.worse[0]) == ("got_worse", "stopped")


def test_known_gaps_do_not_fail_a_run_and_everything_else_does() -> None:
    for old, new, fails in (
        (result(50), result(50), False),
        (result(50), result(49), True),
        (result(95, status="met", due=False), result(90, status="met", due=False), True),
        (result(50), result(None, status="no_data"), True),
    ):
        found = ratchet(PLAN, card(old, as_of=BEFORE), card(new))
        assert bool(failures(card(new), Gate(), WEIGHTS, found)) is fails
        assert not failures(card(new), Gate(frozenset()), WEIGHTS, found)


def test_gate_of_a_comparison_names_each_fact() -> None:
    found = held(result(90, status="met"), result(50))
    assert failures_of(found, frozenset()) == ()
    said = failures_of(found, frozenset({"worse", "missed", "stopped"}))
    assert [text.en for text in said] == ["1 target is worse", "1 target is newly missed"]
    without = held(result(None, status="no_data", due=False), result(None, status="no_data"))
    said = failures_of(without, frozenset({"missed"}))
    assert [text.en for text in said] == ["1 target is due without a verdict"]


figures = st.tuples(st.integers(0, 100), st.sampled_from(["missed", "met", "no_data"]))


@given(figures, figures)
def test_nothing_due_and_unmet_is_in_no_group(before: tuple[int, Status], now: tuple[int, Status]) -> None:
    old, new = (result(a, status=status) for a, status in (before, now))
    found = held(old, new)
    if new.status != "met":
        assert any(getattr(found, name) for name in GROUPS)
    assert not (found.known and found.failing)

"""What changed between two scorecards, and what a baseline knows of a run's gaps."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.errors import ScorecardError
from dxscore.model.catalogue import Comparator
from dxscore.model.comparison import Comparison, Kind
from dxscore.model.scorecard import (
    STATUSES,
    CatalogueRef,
    Coverage,
    Reason,
    Result,
    Scorecard,
    Status,
    Summary,
    TargetRef,
    TargetSource,
    UnitResult,
)
from dxscore.score.compare import compare, ratchet
from dxscore.score.totals import counts

UNITS = ("an", "binh", "chau")
WITHOUT_VERDICT: dict[Status, Reason] = {
    "no_data": "not_reported",
    "not_assessable": "zero_denominator",
    "not_applicable": "declared",
}
OPPOSITE: dict[Kind, Kind] = {
    "better": "worse",
    "worse": "better",
    "new": "gone",
    "gone": "new",
    "other": "other",
}


def unit(name: str, a: int, b: int = 100, status: Status = "missed") -> UnitResult:
    given = status not in WITHOUT_VERDICT
    parts = {"numerator": Decimal(a), "denominator": Decimal(b)} if given else {}
    return UnitResult(reporting_unit=name, status=status, reason=WITHOUT_VERDICT.get(status), **parts)


def result(
    a: int | None = 50,
    b: int = 100,
    *,
    id: str = "X",
    status: Status = "missed",
    by: int = 2025,
    due: bool = True,
    units: Sequence[UnitResult] = (),
    comparator: Comparator = "at_least",
) -> Result:
    """One pooled share against 80; with `a` None every unit is judged by itself, or there is no figure."""
    given = a is not None and status not in WITHOUT_VERDICT
    parts = {"numerator": Decimal(a or 0), "denominator": Decimal(b)} if given else {}
    return Result(
        indicator=id,
        pillar="P",
        target=TargetRef(
            by=by, comparator=comparator, threshold="80", source=TargetSource(document="KH", section="II")
        ),
        due=due,
        status=status,
        reason=WITHOUT_VERDICT.get(status),
        exceeded=False,
        provisional=False,
        coverage=Coverage(reported=1, expected=1, missing=()),
        units=tuple(units),
        **parts,
    )


def card(*results: Result, plan: str = "p", sha256: str = "0" * 64) -> Scorecard:
    return Scorecard.model_validate(
        {
            "plan": plan,
            "as_of": "2025-12-14",
            "catalogue": CatalogueRef(sha256=sha256),
            "inputs": (),
            "summary": Summary(**counts(results), coverage=None, score=None, score_low=None, score_high=None),
            "pillars": (),
            "results": results,
            "gaps": (),
            "findings": (),
        }
    )


def kinds(comparison: Comparison) -> list[tuple[Kind, str]]:
    return [(change.kind, change.indicator) for change in comparison.target_changes]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (result(50), result(51), "better"),
        (result(51), result(50), "worse"),
        (result(50), result(50), None),
        (result(1, 3), result(333_333, 1_000_000), "worse"),  # equal to six places, and less
        (result(20, comparator="at_most"), result(30, comparator="at_most"), "worse"),  # less is better
        (result(79, status="missed"), result(80, status="met"), "better"),
        (result(79, status="pending", due=False), result(79, status="missed"), "worse"),
        (result(50), result(None, status="no_data"), "worse"),
        (result(None, status="no_data"), result(1), "better"),
        (result(None, status="no_data"), result(None, status="not_assessable"), "other"),
        (result(50), result(None, status="not_applicable"), "other"),
        (result(50), result(50, status="waived"), "other"),
        (result(50), result(40, status="waived"), "worse"),  # a waiver changes no figure
        (result(90, status="met"), result(85, status="met"), "worse"),
    ],
)
def test_kind_of_a_change(old: Result, new: Result, kind: Kind | None) -> None:
    found = kinds(compare(card(old), card(new)))
    assert found == ([] if kind is None else [(kind, "X")])


def test_change_is_the_exact_difference_of_margins() -> None:
    (change,) = compare(card(result(50)), card(result(5025, 10_000))).target_changes
    assert (change.change, change.old_value, change.old_status) == (Decimal("0.25"), None, "missed")
    (smaller,) = compare(
        card(result(20, comparator="at_most")), card(result(30, comparator="at_most"))
    ).target_changes
    assert smaller.change == -10


def test_each_by_the_portion_of_units_that_pass() -> None:
    old = result(None, units=[unit("an", 90, status="met"), unit("binh", 10)])
    new = result(None, units=[unit("an", 90, status="met"), unit("binh", 85, status="met")], status="met")
    comparison = compare(card(old), card(new))
    assert [change.kind for change in comparison.target_changes] == ["better"]
    assert [(c.kind, c.reporting_unit, c.change) for c in comparison.unit_changes] == [
        ("better", "binh", Decimal(75))
    ]


def test_new_and_gone_targets_and_units() -> None:
    old = card(result(id="A"), result(id="B", units=[unit("an", 1), unit("binh", 1)]))
    new = card(result(id="B", units=[unit("an", 1), unit("chau", 1)]), result(id="C"))
    comparison = compare(old, new)
    assert kinds(comparison) == [("new", "C"), ("gone", "A")]
    assert [(c.kind, c.reporting_unit) for c in comparison.unit_changes] == [
        ("new", "chau"),
        ("gone", "binh"),
    ]
    assert (comparison.targets.same, comparison.units.same) == (1, 1)


def test_another_year_is_another_target() -> None:
    assert kinds(compare(card(result(by=2024)), card(result(by=2025)))) == [("new", "X"), ("gone", "X")]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (card(result(), plan="q"), "two plans: p and q"),
        (card(result(), sha256="1" * 64), "two versions of the catalogue"),
        (card(result().model_copy(update={"reporting_unit": "an"})), "differ in scope"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(other: Scorecard, reason: str) -> None:
    with pytest.raises(ScorecardError, match=reason):
        compare(card(result()), other)
    with pytest.raises(ScorecardError, match=reason):
        ratchet(card(result()), other)


def units_of(draw: st.DrawFn) -> list[UnitResult]:
    names = draw(st.lists(st.sampled_from(UNITS), unique=True, max_size=3))
    return [unit(n, draw(st.integers(0, 100)), status=draw(st.sampled_from(STATUSES))) for n in names]


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    found = []
    for name in draw(st.lists(st.sampled_from("ABCD"), unique=True, min_size=1, max_size=4)):
        units = units_of(draw)
        pooled = draw(st.booleans()) or not units
        b = draw(st.integers(1, 2_000_000))
        a = draw(st.integers(0, b)) if pooled else None
        status = draw(st.sampled_from(STATUSES))
        found.append(result(a, b, id=name, status=status, due=draw(st.booleans()), units=units))
    return card(*found)


@given(cards())
def test_nothing_changes_between_a_scorecard_and_itself(same: Scorecard) -> None:
    comparison = compare(same, same)
    assert (comparison.target_changes, comparison.unit_changes) == ((), ())
    assert comparison.targets.same == len(same.results)
    held = ratchet(same, same)
    assert (held.newly_missed, held.worse) == ((), ())


@given(cards(), cards())
def test_swapping_old_and_new_swaps_better_and_worse(one: Scorecard, other: Scorecard) -> None:
    there, back = compare(one, other), compare(other, one)

    def seen(comparison: Comparison, swap: bool) -> list[tuple[object, ...]]:
        changes = (*comparison.target_changes, *comparison.unit_changes)
        return sorted(
            (
                OPPOSITE[c.kind] if swap else c.kind,
                c.indicator,
                c.reporting_unit or "",
                str(c.new_status if swap else c.old_status),
                str(c.old_status if swap else c.new_status),
                None if c.change is None else -c.change if swap else c.change,
            )
            for c in changes
        )

    assert [item[:5] for item in seen(there, False)] == [item[:5] for item in seen(back, True)]
    changes = {item[:5]: item[5] for item in seen(back, True)}
    for item in seen(there, False):
        assert item[5] == changes[item[:5]]


@given(cards(), cards())
def test_every_target_is_counted_once(one: Scorecard, other: Scorecard) -> None:
    found = compare(one, other).targets
    both = {r.indicator for r in one.results} & {r.indicator for r in other.results}
    assert found.worse + found.better + found.other + found.same == len(both)
    assert found.gone == len(one.results) - len(both)
    assert found.new == len(other.results) - len(both)


@pytest.mark.parametrize(
    ("old", "new", "group"),
    [
        (result(90, status="met"), result(50), "newly_missed"),
        (result(50, status="pending", due=False), result(50), "newly_missed"),
        (result(50, status="waived"), result(50), "newly_missed"),
        (result(None, status="not_applicable"), result(50), "newly_missed"),
        (result(50, id="Y"), result(50), "newly_missed"),
        (result(None, status="no_data", due=False), result(None, status="no_data"), "newly_missed"),
        (result(50), result(49), "worse"),
        (result(1, 3), result(333_333, 1_000_000), "worse"),
        (result(50), result(None, status="no_data"), "worse"),
        (result(50), result(None, status="not_assessable"), "worse"),
        (result(50), result(50), "known"),
        (result(50), result(51), "known"),
        (result(None, status="no_data"), result(1), "known"),
        (result(None, status="no_data"), result(None, status="not_assessable"), "known"),
    ],
)
def test_what_a_baseline_knows(old: Result, new: Result, group: str) -> None:
    held = ratchet(card(old), card(new))
    assert {name: len(getattr(held, name)) for name in held._fields if getattr(held, name)} == {group: 1}


@pytest.mark.parametrize("status", ["met", "waived", "not_applicable", "pending"])
def test_what_is_not_missed_is_in_no_group(status: Status) -> None:
    new = result(90, status=status, due=status != "pending")
    assert ratchet(card(result(50)), card(new)) == ((), (), ())


def test_one_unit_may_not_fall_while_another_catches_up() -> None:
    old = result(None, units=[unit("an", 90, status="met"), unit("binh", 10)])
    new = result(None, units=[unit("an", 70), unit("binh", 90, status="met")])
    assert ratchet(card(old), card(new)).worse == (new,)
    lower = result(None, units=[unit("an", 90, status="met"), unit("binh", 9)])
    assert ratchet(card(old), card(lower)).worse == (lower,)
    pooled = [result(50, units=units.units) for units in (old, new)]
    assert ratchet(card(pooled[0]), card(pooled[1])).known == (pooled[1],)

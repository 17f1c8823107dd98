"""What a comparison and a baseline list: counts are those of the facts, and what is not listed is told."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from builders import catalogue, indicator, yes_no
from cards import card, result, unit
from hypothesis import given, settings
from hypothesis import strategies as st

from dxscore.model.like_for_like import VALUE_FACTS
from dxscore.model.scorecard import Result, Scorecard, UnitResult
from dxscore.report.baseline import TARGETS_AT_MOST, UNITS_NAMED_AT_MOST, ratchet_lines
from dxscore.report.comparison import ComparisonView, comparison_markdown
from dxscore.report.lines import ResultLine
from dxscore.report.naming import Names
from dxscore.report.view import View
from dxscore.score.compare import compare
from dxscore.score.ratchet import ratchet

UNITS = tuple(f"xa-{number}" for number in range(30))
IDS = tuple(f"X{number}" for number in range(25))
PLAN = catalogue(*(indicator(id=name) for name in IDS), communes=UNITS)
BEFORE = date(2024, 12, 14)
HEADING = re.compile(r"## By (target|unit) · (.+?) \\\((\d+)\\\)\n\n(.*?)(?=\n\n## |\Z)", re.S)
CALLED = {"Worse": "worse", "Better": "better", "The same": "same", "Not comparable": "not_comparable"}


def of(id_: str, figures: list[int | None], by: int = 2025) -> Result:
    units = [
        unit(name, 0, status="no_data") if a is None else unit(name, a)
        for name, a in zip(UNITS, figures, strict=False)
    ]
    known = [a for a in figures if a is not None]
    due, status = by <= 2025, "missed" if by <= 2025 else "pending"
    if not known:
        return result(None, id=id_, status="no_data", by=by, due=due, units=units)
    pooled = (sum(known), 100 * len(known))
    return result(*pooled, id=id_, status=status, by=by, due=due, units=units)  # type: ignore[arg-type]


figures = st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=30, max_size=30)


@settings(max_examples=20)
@given(figures, figures)
def test_headings_count_what_the_facts_count_and_say_what_they_do_not_list(
    before: list[int | None], now: list[int | None]
) -> None:
    sides = [card(*(of("X0", each, by) for by in (2025, 2030))) for each in (before, now)]
    comparison = compare(PLAN, sides[0], sides[1])
    told = comparison_markdown(ComparisonView(comparison, PLAN, "en"))
    for kind, fact, count, body in HEADING.findall(told):
        counted = comparison.of_targets if kind == "target" else comparison.of_units
        assert int(count) == getattr(counted, CALLED[fact])
        rows = body.count("\n| ") - 1
        left = body.partition("Not listed")[2]
        assert rows + sum(map(int, re.findall(r"(\d+) (?:of which|without|figure|more)", left))) == int(count)
    assert set(CALLED.values()) == set(VALUE_FACTS)


def lines(old: Scorecard, new: Scorecard) -> list[str]:
    held = ratchet(PLAN, old, new)
    return ratchet_lines(View(new, PLAN, "en", ratchet=held, baseline=old), old, held)


def test_unit_that_got_worse_is_listed_though_the_sum_did_not() -> None:
    old = card(
        result(90, status="met", units=[unit("xa-0", 90, status="met"), unit("xa-1", 90)]), as_of=BEFORE
    )
    new = card(result(90, status="met", units=[unit("xa-0", 80, status="met"), unit("xa-1", 100)]))
    said = lines(*(each.model_copy(update={"results": _named("X0", each)}) for each in (old, new)))
    assert said[1] == "No worse as a whole, with units that are: 1 indicator (it fails nothing)."
    assert said[2].endswith("units that are worse: Xã xa-0 90% → 80%: worse by 10 percentage points")


def _named(id_: str, of_: Scorecard) -> tuple[Result, ...]:
    return tuple(each.model_copy(update={"indicator": id_}) for each in of_.results)


def test_lists_of_units_and_of_indicators_end_and_say_so() -> None:
    def side(value: int, other: int) -> list[Result]:
        some = UNITS_NAMED_AT_MOST + 2
        return [
            result(
                90,
                id=name,
                status="met",
                units=[*(unit(each, value) for each in UNITS[:some]), unit(UNITS[-1], other)],
            )
            for name in IDS
        ]

    said = lines(card(*side(50, 0), as_of=BEFORE), card(*side(40, 90)))
    assert said[2].endswith("and 2 more")
    assert len(said) == 2 + TARGETS_AT_MOST + 1
    assert said[-1] == f"  and {len(IDS) - TARGETS_AT_MOST} more indicators; dxscore compare lists all"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "chưa hoàn thành"), ("en", "not done")],
)
def test_what_is_missing_of_something_to_be_done_is_no_verdict(lang: str, said: str) -> None:
    plan = catalogue(yes_no())
    missed = result(None, comparator="done", value=Decimal(0), units=(), period="2025").model_copy(
        update={"reason": None}
    )
    assert ResultLine(Names(plan, lang), missed, missed).gap == said  # type: ignore[arg-type]


def test_what_is_missing_of_a_share_that_is_not_known_names_who_gave_no_parts() -> None:
    def bare(name: str) -> UnitResult:
        return unit(name, 0, numerator=None, denominator=None, value=Decimal(60))

    units = [unit("xa-0", 10), *(bare(name) for name in UNITS[1:8])]
    settled = result(None, id="X0", units=units, remarks=["settled_by_percentages"])
    said = ResultLine(Names(PLAN, "en"), settled, settled).gap
    named = "Xã xa-1; Xã xa-2; Xã xa-3; Xã xa-4; Xã xa-5 and 2 more"
    assert said == f"how much cannot be told: {named} gave percentages without parts"

"""Whether a run passes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import MID_2025, TOWN, catalogue, indicator, row, scored, target

from dxscore.model.scorecard import Scorecard
from dxscore.score.gate import FailOn, Gate, failures

WEIGHTS = {"P": Decimal(1)}
OWN = indicator(reported_by=TOWN)
MET = scored(catalogue(OWN), row(TOWN, "8/10"))
MISSED = scored(catalogue(OWN), row(TOWN, "7/10"))
NO_DATA = scored(catalogue(OWN), row(TOWN, "8/10", "2024"))
NOTHING_AROSE = scored(catalogue(OWN), row(TOWN, "0/0"))
NOT_APPLICABLE = scored(catalogue(OWN), row(TOWN, "na"))
PENDING = scored(catalogue(OWN), row(TOWN, "7/10", "2025-Q1"), as_of=MID_2025)
NOT_DUE = scored(catalogue(OWN, indicator(target(by=2030, at_least=80), id="Y")), row(TOWN, "8/10"))
PROVISIONAL = scored(catalogue(indicator()), row("an", "8/10"))
WITH_WARNING = scored(catalogue(OWN), row(TOWN, "8/10"), row(TOWN, "8/10"))
WITH_NOTE = scored(catalogue(OWN), row(TOWN, "8/10"), row(TOWN, "8/10", "2026-01"))


def fails(card: Scorecard, *fail_on: FailOn) -> bool:
    gate = Gate(frozenset(fail_on)) if fail_on else Gate()
    return bool(failures(card, gate, WEIGHTS))


@pytest.mark.parametrize("card", [MISSED, NO_DATA, NOTHING_AROSE, PROVISIONAL])
def test_by_default_whatever_is_due_and_not_met_fails(card: Scorecard) -> None:
    assert fails(card)
    assert fails(card, "unmet")
    assert not fails(card, "never")


@pytest.mark.parametrize("card", [MET, NOT_APPLICABLE, PENDING, NOT_DUE, WITH_WARNING])
def test_by_default_all_else_passes(card: Scorecard) -> None:
    assert not fails(card)


@pytest.mark.parametrize(
    ("fail_on", "failing", "passing"),
    [
        ("missed", [MISSED], [NO_DATA, NOTHING_AROSE, PENDING, MET]),
        ("pending", [PENDING], [MISSED, NO_DATA, MET]),
        ("provisional", [PROVISIONAL], [MET, MISSED]),
        ("finding", [WITH_WARNING], [WITH_NOTE, MET, MISSED]),
    ],
)
def test_each_kind(fail_on: FailOn, failing: list[Scorecard], passing: list[Scorecard]) -> None:
    assert all(fails(card, fail_on) for card in failing)
    assert not any(fails(card, fail_on) for card in passing)


def test_several_kinds_are_all_said() -> None:
    card = scored(catalogue(OWN, indicator(id="Y")), row(TOWN, "7/10"), row("an", "8/10", id="Y"))
    said = failures(card, Gate(frozenset({"unmet", "provisional"})), WEIGHTS)
    assert [text.en for text in said] == [
        "2 due targets are not met: 1 met only provisionally, 1 missed",
        "1 result is provisional",
    ]
    assert [text.vi for text in said] == [
        "2 chỉ tiêu đến hạn mà chưa xác nhận là đạt: 1 mới đạt tạm tính, 1 không đạt",
        "1 kết quả tạm tính",
    ]


def test_what_is_said_of_each_kind() -> None:
    kinds: list[tuple[Scorecard, FailOn, str]] = [
        (MISSED, "missed", "1 target is missed"),
        (PENDING, "pending", "1 target is pending"),
        (WITH_WARNING, "finding", "1 error or warning in the data"),
    ]
    for card, fail_on, sentence in kinds:
        assert [text.en for text in failures(card, Gate(frozenset({fail_on})), WEIGHTS)] == [sentence]


def test_what_is_provisional_and_not_due_is_told_apart() -> None:
    """One met for certain, one due and open, and one that is open and not due yet."""
    plan = catalogue(OWN, indicator(id="Y"), indicator(target(by=2030, at_least=80), id="Z"))
    due = row(TOWN, "8/10"), row("an", "8/10", id="Y")
    for card, told in (
        (scored(plan, *due), "1 result is provisional"),
        (scored(plan, *due, row("an", "8/10", id="Z")), "2 results are provisional, not yet due included"),
    ):
        (text,) = failures(card, Gate(frozenset({"provisional"})), WEIGHTS)
        assert text.en == told


def least(card: Scorecard, **limits: str) -> list[str]:
    gate = Gate(frozenset({"never"}), **{name: Fraction(limit) for name, limit in limits.items()})
    return [text.en for text in failures(card, gate, WEIGHTS)]


def test_least_coverage_on_exact_numbers() -> None:
    # One of three units: 33.333… %.
    assert least(PROVISIONAL, min_coverage="33.33") == []
    assert least(PROVISIONAL, min_coverage="33.34") == ["coverage is below 33.34%: 33.3%"]
    assert least(MET, min_coverage="100") == []
    assert least(PROVISIONAL, min_coverage="99.99999999") == ["coverage is below 99.99999999%: 33.3%"]
    assert least(PROVISIONAL, min_coverage="33.33333334") == ["coverage is below 33.33333334%: 33.3%"]


def test_least_score_on_exact_numbers() -> None:
    # 7 of 10 against 80 %: 87.5.
    assert least(MISSED, min_score="87.5") == []
    assert least(scored(catalogue(OWN), row(TOWN, "79996/100000")), min_score="100") == [
        "the low end of the score is below 100: 99.995"
    ]
    assert least(MISSED, min_score="87.51") == ["the low end of the score is below 87.51: 87.5"]
    gate = Gate(frozenset(), min_score=Fraction("87.51"), min_coverage=Fraction(100))
    assert [text.vi for text in failures(MISSED, gate, WEIGHTS)] == ["điểm thấp nhất có thể dưới 87,51: 87,5"]


def test_what_is_missing_counts_as_nothing_achieved() -> None:
    one_of_two = scored(catalogue(OWN, indicator(id="Y", reported_by=TOWN)), row(TOWN, "8/10"))
    assert least(one_of_two, min_score="50") == []
    assert least(one_of_two, min_score="50.01") == ["the low end of the score is below 50.01: 50"]


def test_nothing_to_measure_fails_closed() -> None:
    assert least(NOT_APPLICABLE, min_coverage="0") == ["coverage is below 0%"]
    assert least(NO_DATA, min_score="0") == ["the low end of the score is below 0"]

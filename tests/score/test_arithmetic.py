"""The arithmetic on figures whose answers are known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from dxscore.model.catalogue import Comparator
from dxscore.score import arithmetic
from dxscore.score.arithmetic import Threshold, as_decimal, round_half_even


def threshold(comparator: Comparator, *bounds: str) -> Threshold:
    return Threshold(comparator, tuple(Fraction(bound) for bound in bounds))


AT_LEAST_80 = threshold("at_least", "80")
MORE_THAN_80 = threshold("more_than", "80")
AT_MOST_10 = threshold("at_most", "10")
LESS_THAN_10 = threshold("less_than", "10")
EXACTLY_5 = threshold("exactly", "5")
BETWEEN = threshold("between", "20", "30")
DONE = threshold("done")


@pytest.mark.parametrize(
    ("against", "passing", "failing"),
    [
        (AT_LEAST_80, ["80", "80.0001", "100"], ["79.9999", "0"]),
        (MORE_THAN_80, ["80.0001", "100"], ["80", "79"]),
        (AT_MOST_10, ["10", "9", "0"], ["10.0001", "63"]),
        (LESS_THAN_10, ["9.9999", "0"], ["10", "11"]),
        (EXACTLY_5, ["5", "5.00"], ["4.9999", "5.0001"]),
        (BETWEEN, ["20", "25", "30"], ["19.9999", "30.0001"]),
        (DONE, ["1"], ["0"]),
    ],
)
def test_satisfies(against: Threshold, passing: list[str], failing: list[str]) -> None:
    assert [value for value in passing if not arithmetic.satisfies(Fraction(value), against)] == []
    assert [value for value in failing if arithmetic.satisfies(Fraction(value), against)] == []


def test_no_binary_float_decides() -> None:
    # 0.5 % of 1,400 is exactly 7; in binary floats 7 / 1400 * 100 is more or less than 0.5 by luck alone.
    value = arithmetic.percentage(Decimal("7"), Decimal("1400"))
    assert value == Fraction(1, 2)
    assert arithmetic.satisfies(value, threshold("at_least", "0.5"))
    assert not arithmetic.satisfies(value, threshold("more_than", "0.5"))


def test_percentage_of_nothing_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        arithmetic.percentage(Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("against", "value", "margin", "gap"),
    [
        (AT_LEAST_80, "82.5", "2.5", "0"),
        (AT_LEAST_80, "72.5", "-7.5", "7.5"),
        (MORE_THAN_80, "80", "0", "0"),
        (AT_MOST_10, "13", "-3", "3"),
        (LESS_THAN_10, "4", "6", "0"),
        (EXACTLY_5, "5", "0", "0"),
        (EXACTLY_5, "7", "-2", "2"),
        (BETWEEN, "22", "2", "0"),
        (BETWEEN, "29", "1", "0"),
        (BETWEEN, "17", "-3", "3"),
        (BETWEEN, "31", "-1", "1"),
    ],
)
def test_margin_and_gap(against: Threshold, value: str, margin: str, gap: str) -> None:
    assert arithmetic.margin(Fraction(value), against) == Fraction(margin)
    assert arithmetic.gap(Fraction(value), against) == Fraction(gap)


def test_yes_and_no_have_no_distance() -> None:
    for value in (Fraction(0), Fraction(1)):
        assert arithmetic.margin(value, DONE) is None
        assert arithmetic.gap(value, DONE) is None
        assert arithmetic.achievement(value, DONE) is None


@pytest.mark.parametrize(
    ("against", "numerator", "denominator", "count"),
    [
        (threshold("at_least", "70"), "9787", "15010", 720),
        (threshold("at_least", "70"), "5614", "8029", 7),
        (MORE_THAN_80, "91484", "114355", 1),  # exactly 80 %
        (MORE_THAN_80, "91485", "114355", 0),
        (MORE_THAN_80, "7", "9", 1),
        (AT_LEAST_80, "8", "10", 0),
        (threshold("at_least", "100"), "99", "100", 1),
        (threshold("at_least", "0.5"), "1234.4", "250000", 16),  # money: 15.6 short
        (AT_MOST_10, "13", "100", 3),
        (LESS_THAN_10, "10", "100", 1),
        (LESS_THAN_10, "9", "100", 0),
        (BETWEEN, "19", "100", 1),
        (BETWEEN, "31", "100", 1),
        (BETWEEN, "25", "100", 0),
        (threshold("exactly", "50"), "0", "3", None),  # no whole number is half of three
        (threshold("exactly", "50"), "3", "3", None),
        (threshold("exactly", "50"), "1", "4", 1),
    ],
)
def test_count_to_pass(against: Threshold, numerator: str, denominator: str, count: int | None) -> None:
    assert arithmetic.count_to_pass(Fraction(numerator), Fraction(denominator), against) == count


def test_count_to_pass_of_a_number_or_rank() -> None:
    assert arithmetic.count_to_pass(Fraction(13), arithmetic.HUNDRED, AT_MOST_10) == 3
    assert arithmetic.count_to_pass(Fraction(143), arithmetic.HUNDRED, threshold("at_least", "150")) == 7


@pytest.mark.parametrize(
    ("against", "value", "achieved"),
    [
        (AT_LEAST_80, "60", "0.75"),
        (AT_LEAST_80, "95", "1"),
        (MORE_THAN_80, "80", "1"),
        (AT_MOST_10, "20", "0.5"),
        (AT_MOST_10, "0", "1"),
        (threshold("at_most", "0"), "5", "0"),
        (threshold("at_least", "0"), "-5", "0"),
        (BETWEEN, "10", "0.5"),
        (BETWEEN, "60", "0.5"),
        (BETWEEN, "25", "1"),
        (EXACTLY_5, "4", "0.8"),
        (AT_LEAST_80, "-1", "0"),
    ],
)
def test_achievement(against: Threshold, value: str, achieved: str) -> None:
    assert arithmetic.achievement(Fraction(value), against) == Fraction(achieved)


def test_units_that_pass_over_units_judged() -> None:
    assert arithmetic.portion_met(["met", "missed", "met", "pending"]) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("against", "value", "exceeded"),
    [
        (AT_LEAST_80, "80.1", True),
        (AT_LEAST_80, "80", False),
        (threshold("at_least", "100"), "100", False),
        (MORE_THAN_80, "90", False),
        (AT_MOST_10, "9", True),
        (AT_MOST_10, "10", False),
        (LESS_THAN_10, "5", False),
        (BETWEEN, "25", False),
    ],
)
def test_exceeds(against: Threshold, value: str, exceeded: bool) -> None:
    assert arithmetic.exceeds(Fraction(value), against) is exceeded


def test_on_strict_threshold() -> None:
    assert arithmetic.on_strict_threshold(Fraction(80), MORE_THAN_80)
    assert arithmetic.on_strict_threshold(Fraction(10), LESS_THAN_10)
    assert not arithmetic.on_strict_threshold(Fraction(80), AT_LEAST_80)
    assert not arithmetic.on_strict_threshold(Fraction(81), MORE_THAN_80)


@pytest.mark.parametrize(
    ("against", "numerator", "denominator", "settled"),
    [
        (threshold("at_least", "100"), "99", "100", True),  # one file short for ever
        (threshold("at_least", "100"), "100", "100", False),
        (AT_LEAST_80, "100", "100", False),
        (AT_LEAST_80, "0", "100", False),
        (threshold("at_least", "0"), "0", "100", True),
        (threshold("more_than", "0"), "0", "100", False),
        (threshold("more_than", "0"), "1", "100", True),
        (threshold("at_most", "0"), "1", "100", True),
        (threshold("at_most", "0"), "0", "100", False),
        (threshold("at_most", "100"), "100", "100", True),
        (threshold("less_than", "100"), "99", "100", True),
        (threshold("less_than", "100"), "100", "100", False),
        (threshold("exactly", "100"), "99", "100", True),
        (threshold("exactly", "0"), "1", "100", True),
        (threshold("between", "0", "100"), "50", "100", True),
        (threshold("between", "0", "50"), "50", "100", False),
        (threshold("between", "0.5", "100"), "50", "100", False),
        (threshold("between", "0", "99.5"), "50", "100", False),
    ],
)
def test_share_is_settled(against: Threshold, numerator: str, denominator: str, settled: bool) -> None:
    verdict = arithmetic.share_verdict(Decimal(numerator), Decimal(denominator), (), True, against)
    assert (verdict is not None) is settled


@pytest.mark.parametrize(
    ("against", "value", "settled"),
    [
        (AT_LEAST_80, "80", True),
        (AT_LEAST_80, "79", False),
        (MORE_THAN_80, "80", False),
        (AT_MOST_10, "10", False),
        (AT_MOST_10, "11", True),
        (LESS_THAN_10, "10", True),
        (LESS_THAN_10, "9", False),
        (EXACTLY_5, "5", False),
        (EXACTLY_5, "6", True),
        (BETWEEN, "31", True),
        (BETWEEN, "25", False),
    ],
)
def test_sum_is_settled(against: Threshold, value: str, settled: bool) -> None:
    assert arithmetic.sum_is_settled(Fraction(value), against) is settled


def test_decimals_travel_exactly_or_to_six_places() -> None:
    assert str(as_decimal(Fraction(1, 8))) == "0.125"
    assert str(as_decimal(Fraction(100))) == "100"
    assert format(as_decimal(Fraction(1, 2**20)), "f") == "0.00000095367431640625"
    assert str(as_decimal(Fraction(2, 3))) == "0.666667"
    assert str(as_decimal(Fraction(-1, 3))) == "-0.333333"


def test_decimals_never_read_like_the_threshold() -> None:
    just_below = Fraction(80) - Fraction(1, 3 * 10**9)
    assert str(as_decimal(80 + Fraction(1, 999_999), Fraction(80))) == "80.000001"
    assert str(as_decimal(just_below)) == "80.000000"
    assert str(as_decimal(just_below, Fraction(80))) == "79.999999999667"
    just_above = Fraction(30) + Fraction(1, 3 * 10**9)
    assert str(as_decimal(just_above, Fraction(20), Fraction(30))) == "30.000000000333"


def test_ties_go_to_the_even_digit() -> None:
    assert [str(round_half_even(Fraction(n, 2), 0)) for n in (1, 3, 5)] == ["0", "2", "2"]


@pytest.mark.parametrize(("value", "reached"), [("0", "1"), ("1", "0")])
def test_none_of_what_should_be_none_is_all_of_it(value: str, reached: str) -> None:
    assert arithmetic.achievement(Fraction(value), threshold("at_most", "0")) == Fraction(reached)

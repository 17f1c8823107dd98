"""The arithmetic against brute force and independent formulas."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.catalogue import COMPARATORS, Comparator
from dxscore.score import arithmetic
from dxscore.score.arithmetic import Threshold, as_decimal

NUMERIC = [comparator for comparator in COMPARATORS if comparator != "done"]
HIGHER: tuple[Comparator, ...] = ("at_least", "more_than")
LOWER: tuple[Comparator, ...] = ("at_most", "less_than")


def decimals(low: int, high: int, places: int = 2) -> st.SearchStrategy[Fraction]:
    """Thresholds and values as people write them."""
    return st.integers(low * 10**places, high * 10**places).map(lambda n: Fraction(n, 10**places))


@st.composite
def thresholds(draw: st.DrawFn, low: int = 0, high: int = 100) -> Threshold:
    comparator = draw(st.sampled_from(NUMERIC))
    bounds = sorted(draw(decimals(low, high)) for _ in range(2 if comparator == "between" else 1))
    return Threshold(comparator, tuple(bounds))


@st.composite
def parts(draw: st.DrawFn, most: int = 300) -> tuple[int, int]:
    denominator = draw(st.integers(1, most))
    return draw(st.integers(0, denominator)), denominator


def meets(numerator: Fraction, denominator: Fraction, against: Threshold) -> bool:
    """The verdict by cross multiplication: 100 · a against t · b, with no division."""
    left = 100 * numerator
    low, high = against.bounds[0] * denominator, against.bounds[-1] * denominator
    return {
        "at_least": left >= low,
        "more_than": left > low,
        "at_most": left <= high,
        "less_than": left < high,
        "exactly": left == low,
        "between": low <= left <= high,
    }[against.comparator]


@given(parts(), thresholds())
def test_verdicts_by_cross_multiplication(figures: tuple[int, int], against: Threshold) -> None:
    a, b = figures
    value = arithmetic.percentage(Decimal(a), Decimal(b))
    assert arithmetic.satisfies(value, against) is meets(Fraction(a), Fraction(b), against)


@given(st.decimals(0, 10**6, places=3), st.decimals(Decimal("0.001"), 10**6, places=3))
def test_parts_with_decimals_are_divided_exactly(above: Decimal, below: Decimal) -> None:
    assert arithmetic.percentage(above, below) == 100 * Fraction(above) / Fraction(below)


@given(parts(), thresholds())
def test_count_to_pass_is_the_smallest_change_that_passes(
    figures: tuple[int, int], against: Threshold
) -> None:
    a, b = figures
    count = arithmetic.count_to_pass(Fraction(a), Fraction(b), against)
    # The whole changes in either direction, the nearest first; beyond b no share can go on.
    passing = [
        k for k in range(b + 2) if any(meets(Fraction(a + s * k), Fraction(b), against) for s in (1, -1))
    ]
    # 'more than 100' may ask for one more than there is; all else lies within the whole.
    assert count == (passing[0] if passing else None)


@given(parts(60), st.sampled_from((2, 5, 10)), thresholds())
def test_count_to_pass_of_parts_with_decimals(figures: tuple[int, int], by: int, against: Threshold) -> None:
    a, b = (Fraction(part, by) for part in figures)
    count = arithmetic.count_to_pass(a, b, against)
    passing = [k for k in range(62) if any(meets(a + s * k, b, against) for s in (1, -1))]
    assert count == (passing[0] if passing else None)


@given(st.integers(0, 400), thresholds(0, 400))
def test_count_to_pass_of_numbers(value: int, against: Threshold) -> None:
    count = arithmetic.count_to_pass(Fraction(value), arithmetic.HUNDRED, against)
    passing = [
        k for k in range(402) if any(arithmetic.satisfies(Fraction(value + s * k), against) for s in (1, -1))
    ]
    assert count == (passing[0] if passing else None)


@given(decimals(0, 100), thresholds(0, 99))
def test_count_to_pass_of_money(numerator: Fraction, against: Threshold) -> None:
    count = arithmetic.count_to_pass(numerator, Fraction(100), against)
    ways = [k for k in range(102) for s in (1, -1) if arithmetic.satisfies(numerator + s * k, against)]
    assert count == (min(ways) if ways else None)


@given(decimals(0, 120), thresholds())
def test_gap_margin_and_achievement_are_bounded(value: Fraction, against: Threshold) -> None:
    margin, gap = arithmetic.margin(value, against), arithmetic.gap(value, against)
    achieved = arithmetic.achievement(value, against)
    assert margin is not None and gap is not None and achieved is not None
    assert gap >= 0 and gap == max(0, -margin)
    assert 0 <= achieved <= 1


@given(decimals(0, 120), thresholds())
def test_met_exactly_when_reached(value: Fraction, against: Threshold) -> None:
    margin = arithmetic.margin(value, against)
    assert margin is not None
    strict = against.comparator in ("more_than", "less_than")
    assert arithmetic.satisfies(value, against) is (margin > 0 if strict else margin >= 0)
    on_it = arithmetic.on_strict_threshold(value, against)
    full = arithmetic.achievement(value, against) == 1
    assert full is (arithmetic.satisfies(value, against) or on_it)
    assert not (on_it and arithmetic.satisfies(value, against))


@given(decimals(0, 120), decimals(0, 120), thresholds(), st.sampled_from((1, -1)))
def test_monotone_in_the_better_direction(
    one: Fraction, other: Fraction, against: Threshold, side: int
) -> None:
    if against.comparator in HIGHER:
        worse, better = sorted((one, other))
    elif against.comparator in LOWER:
        better, worse = sorted((one, other))
    else:  # nearer to the band is better, on each side of it
        middle = (against.low + against.high) / 2
        near, far = sorted((abs(one - middle), abs(other - middle)))
        better, worse = middle + side * near, middle + side * far
    for measure, sign in ((arithmetic.margin, 1), (arithmetic.achievement, 1), (arithmetic.gap, -1)):
        at_worse, at_better = measure(worse, against), measure(better, against)
        assert at_worse is not None and at_better is not None
        assert sign * at_worse <= sign * at_better
    assert arithmetic.satisfies(worse, against) <= arithmetic.satisfies(better, against)


@given(decimals(0, 120), thresholds())
def test_exceeded_is_met_and_beyond(value: Fraction, against: Threshold) -> None:
    if arithmetic.exceeds(value, against):
        assert arithmetic.satisfies(value, against)
        assert value != against.low


def addition_that_changes(a: int, b: int, against: Threshold) -> tuple[Fraction, Fraction] | None:
    """Figures 0 ≤ x ≤ y of missing units that turn the verdict: small ones, then made to land on a bound."""
    verdict = meets(Fraction(a), Fraction(b), against)
    for y in range(6):
        for x in range(y + 1):
            if meets(Fraction(a + x), Fraction(b + y), against) is not verdict:
                return Fraction(x), Fraction(y)
    # Any percentage p strictly between 0 and 100 is reached with enough y: x = p·(b + y)/100 − a. Those on
    # the bounds, midway, and near 0 and 100 are all the kinds of percentages that there are.
    near = Fraction(1, 1000)
    bounds = sorted({Fraction(0), *against.bounds, Fraction(100)})
    candidates = {bound + step for bound, step in product(bounds, (-near, Fraction(0), near))}
    candidates |= {(low + high) / 2 for low, high in pairwise(bounds)}
    for p in (p for p in candidates if 0 < p < 100):
        whole = Fraction(100 * b) / min(p, 100 - p)
        part = p * (b + whole) / 100 - a
        assert 0 <= part <= whole
        if meets(a + part, b + whole, against) is not verdict:
            return part, whole
    return None


@given(parts(60), thresholds())
def test_a_share_is_settled_where_no_addition_changes_it(
    figures: tuple[int, int], against: Threshold
) -> None:
    a, b = figures
    found = addition_that_changes(a, b, against)
    verdict = arithmetic.share_verdict(Decimal(a), Decimal(b), (), True, against)
    assert (verdict is not None) is (found is None), found
    if verdict is not None:
        assert verdict is meets(Fraction(a), Fraction(b), against)


@given(parts(60), thresholds(), st.lists(parts(500), max_size=4))
def test_a_settled_share_stays_whatever_is_added(
    figures: tuple[int, int], against: Threshold, later: list[tuple[int, int]]
) -> None:
    a, b = figures
    if arithmetic.share_verdict(Decimal(a), Decimal(b), (), True, against) is not None:
        more_a, more_b = a + sum(x for x, _ in later), b + sum(y for _, y in later)
        before = meets(Fraction(a), Fraction(b), against)
        assert meets(Fraction(more_a), Fraction(more_b), against) is before


@given(parts(20), st.lists(decimals(0, 100), min_size=1, max_size=3), st.booleans(), thresholds())
def test_shares_without_parts_bound_the_whole(
    figures: tuple[int, int], percentages: list[Fraction], open_: bool, against: Threshold
) -> None:
    """Judged by brute force: whatever weights the shares have, light or heavy, a settled verdict holds."""
    a, b = figures
    verdict = arithmetic.share_verdict(Decimal(a), Decimal(b), percentages, open_, against)
    weights = [Fraction(1, 10**9), Fraction(1), Fraction(10**9)]
    later = [(Fraction(0), Fraction(0)), (Fraction(0), Fraction(10**12)), (Fraction(10**12),) * 2]
    found = set()
    for heavy in product(weights, repeat=len(percentages)):
        above = a + sum((w * p / 100 for w, p in zip(heavy, percentages, strict=True)), Fraction(0))
        below = b + sum(heavy, Fraction(0))
        for x, y in later if open_ else later[:1]:
            found.add(meets(above + x, below + y, against))
    if verdict is not None:
        assert found == {verdict}
    elif against.comparator not in ("exactly", "between"):
        # One threshold, and shares on both sides of it: light and heavy weights bring both about, unless
        # the threshold is so near to one of them that heavier ones would be needed.
        shares = [*percentages, *([Fraction(100 * a, b)] if b else [])]
        room = min((abs(share - bound) for share in shares for bound in against.bounds), default=Fraction(0))
        assert len(found) == 2 or room < Fraction(1, 1000) or open_


@given(decimals(0, 120), thresholds(0, 120))
def test_a_sum_is_settled_where_no_addition_changes_it(value: Fraction, against: Threshold) -> None:
    verdict = arithmetic.satisfies(value, against)
    landings = {
        value,
        *against.bounds,
        *(bound + Fraction(1, 1000) for bound in against.bounds),
        Fraction(10**6),
    }
    changes = any(arithmetic.satisfies(p, against) is not verdict for p in landings if p >= value)
    # 'at least' that is met, and 'at most' that is missed, cannot be undone by adding.
    assert arithmetic.sum_is_settled(value, against) is not changes


@given(st.fractions(), st.lists(decimals(-10, 110), max_size=2))
def test_decimals_are_exact_or_within_half_a_place(value: Fraction, unlike: list[Fraction]) -> None:
    written = as_decimal(value, *unlike)
    exponent = written.as_tuple().exponent
    assert isinstance(exponent, int)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        assert Fraction(written) == value
    else:
        assert exponent <= -6
        assert abs(Fraction(written) - value) <= Fraction(1, 2) * Fraction(1, 10**-exponent)
    assert (Fraction(written) in unlike) is (value in unlike)


@given(st.integers(1, 10**12), st.integers(1, 100))
def test_close_to_a_threshold_never_reads_like_it(denominator: int, bound: int) -> None:
    for value in (bound - Fraction(1, denominator), bound + Fraction(1, denominator)):
        assert as_decimal(value, Fraction(bound)) != bound

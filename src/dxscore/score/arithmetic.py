"""Exact arithmetic of verdicts: whole numbers and fractions, never a binary float.

Everything that decides, measures a gap or an achievement is in this module, and so is the direction (higher
or lower is better). Values of shares are percentages: 82.5 stands for 82,5 %.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from dxscore.model.catalogue import Comparator
from dxscore.model.scorecard import UnitVerdict
from dxscore.words.numbers import places_to_end

PLACES = 6
HUNDRED = Fraction(100)
ALL_OR_NOTHING = (Fraction(0), Fraction(1))
"""What an achievement, or a share of 1, may not look like that is not."""
_NO_GAP = Fraction(0)
_NOTHING = Decimal(0)
_STRICT = frozenset({"more_than", "less_than"})
_ONE_SIDED = frozenset({"at_least", "more_than", "at_most", "less_than"})


class Threshold(NamedTuple):
    """A comparator with its number: two numbers for `between`, none for `done`."""

    comparator: Comparator
    bounds: tuple[Fraction, ...]

    @property
    def low(self) -> Fraction:
        """What a value must reach: of `between` the lower number. Not for `done`, which has none."""
        return self.bounds[0]

    @property
    def high(self) -> Fraction:
        """What a value must not pass: of `between` the upper number. Not for `done`, which has none."""
        return self.bounds[-1]


def percentage(numerator: Decimal, denominator: Decimal) -> Fraction:
    """100 · a / b. `ZeroDivisionError` where b is 0: the caller has to say that nothing arose."""
    (above, above_scale), (below, below_scale) = numerator.as_integer_ratio(), denominator.as_integer_ratio()
    return Fraction(100 * above * below_scale, above_scale * below)


def satisfies(value: Fraction, threshold: Threshold) -> bool:
    """Whether `value` meets the target. For `done`, a value of 1 is yes and 0 is no."""
    match threshold.comparator:
        case "at_least":
            return _above(value, threshold.low) >= 0
        case "more_than":
            return _above(value, threshold.low) > 0
        case "at_most":
            return _above(value, threshold.high) <= 0
        case "less_than":
            return _above(value, threshold.high) < 0
        case "done":
            return value == 1
        case _:  # exactly, between
            return _above(value, threshold.low) >= 0 >= _above(value, threshold.high)


def _above(one: Fraction, other: Fraction) -> int:
    """A whole number that is as positive as `one` is greater: comparing fractions is ten times slower."""
    above, below = one.as_integer_ratio()
    other_above, other_below = other.as_integer_ratio()
    return above * other_below - other_above * below


def margin(value: Fraction, threshold: Threshold) -> Fraction | None:
    """Value minus threshold, signed so that positive is good; None for yes/no.

    For `between` it is the distance to the nearer end, negative outside; for `exactly` 0 or negative.
    """
    match threshold.comparator:
        case "done":
            return None
        case "at_least" | "more_than":
            return value - threshold.low
        case "at_most" | "less_than":
            return threshold.high - value
        case _:
            return min(value - threshold.low, threshold.high - value)


def gap(value: Fraction, threshold: Threshold) -> Fraction | None:
    """What is still missing, in the unit of the value; 0 when satisfied, never negative; None for yes/no.

    A value exactly on a strict threshold is 0 points short and still not enough: `count_to_pass` is then 1.
    """
    if threshold.comparator == "done":
        return None
    if satisfies(value, threshold):
        return _NO_GAP
    missing = margin(value, threshold)
    return None if missing is None else max(_NO_GAP, -missing)


Exactly = Fraction | Decimal
"""A number that both can be: of its two whole numbers nothing is lost."""


def count_to_pass(numerator: Exactly, scale: Exactly, threshold: Threshold) -> int | None:
    """The smallest whole number by which the numerator has to change to pass; 0 when it passes.

    `scale` is what one hundred per cent is: the denominator of a share, or 100 for a number or a rank, whose
    value then stands as the numerator. For `>`: floor(t·b/100) + 1 − a; for `≥`: ceil(t·b/100) − a
    (the usual reckoning of "còn thiếu 1.126 người"; here the difference is rounded, as a may be money with
    decimals). Mirrored where less is better. None where no whole number would do.
    """
    match threshold.comparator:
        case "at_least":
            above, below = _lacking(numerator, scale, threshold.low)
            return max(0, -(-above // below))
        case "more_than":
            above, below = _lacking(numerator, scale, threshold.low)
            return max(0, above // below + 1)
        case "at_most":
            above, below = _lacking(numerator, scale, threshold.high)
            return max(0, -(above // below))
        case "less_than":
            above, below = _lacking(numerator, scale, threshold.high)
            return max(0, -above // below + 1)
        case _:
            low, high = (bound * Fraction(scale) / HUNDRED for bound in (threshold.low, threshold.high))
            return _count_into(Fraction(numerator), low, high)


def _lacking(numerator: Exactly, scale: Exactly, bound: Fraction) -> tuple[int, int]:
    """t·b/100 − a as two whole numbers, the lower one above 0: thousands of units ask for it."""
    (part, part_of), (whole, whole_of) = numerator.as_integer_ratio(), scale.as_integer_ratio()
    above, below = bound.as_integer_ratio()
    return above * whole * part_of - part * below * whole_of * 100, below * whole_of * 100 * part_of


def _count_into(numerator: Fraction, low: Fraction, high: Fraction) -> int | None:
    """Whole steps into a band, from whichever side; None where a whole step jumps over it."""
    if numerator < low:
        steps = ceil(low - numerator)
        return steps if numerator + steps <= high else None
    if numerator > high:
        steps = ceil(numerator - high)
        return steps if numerator - steps >= low else None
    return 0


def achievement(value: Fraction, threshold: Threshold) -> Fraction | None:
    """Result over target, between 0 and 1; target over result where less is better; None for yes/no.

    Baseline-free: it says how much of the threshold is reached, not how much of the way was gone. 1 does not
    mean met: exactly 80 against 'more than 80' has achieved all of 80.
    """
    match threshold.comparator:
        case "done":
            return None
        case "at_least" | "more_than":
            return _portion(value, threshold.low)
        case "at_most" | "less_than":
            return _portion(threshold.high, value)
        case _:
            return min(_portion(value, threshold.low), _portion(threshold.high, value))


def portion_met(verdicts: Sequence[UnitVerdict]) -> Fraction:
    """Achievement where every unit is judged by itself: units that pass over units judged, one at least."""
    return Fraction(sum(status == "met" for status in verdicts), len(verdicts))


def _portion(part: Fraction, whole: Fraction) -> Fraction:
    if part >= whole:
        return Fraction(1)
    return max(Fraction(0), part / whole) if whole > 0 else Fraction(0)


def exceeds(value: Fraction, threshold: Threshold) -> bool:
    """Beyond a non-strict threshold that can be exceeded: what official tables print as 'Vượt'.

    Quảng Bình's published table for 2023 prints 'Vượt' for 95 % against 92 % and 'Đạt' for 97 % against 97 %.
    """
    if threshold.comparator == "at_least":
        return value > threshold.low
    return threshold.comparator == "at_most" and value < threshold.high


def on_strict_threshold(value: Fraction, threshold: Threshold) -> bool:
    """Exactly the number that had to be passed: not met, though it looks so."""
    return threshold.comparator in _STRICT and value == threshold.low


def can_turn(threshold: Threshold, top: Fraction = HUNDRED) -> bool:
    """Whether what is still to come of a share may pull it to either side, whatever it is so far."""
    return threshold.comparator in _ONE_SIDED and 0 < threshold.low < top


def share_verdict(
    numerator: Decimal,
    denominator: Decimal,
    percentages: Sequence[Fraction],
    open_: bool,
    threshold: Threshold,
    top: Fraction = HUNDRED,
) -> bool | None:
    """The verdict on a pooled share that holds whatever else is added; None where both are possible.

    The pooled share is a mean of the shares that went into it, weighted by their denominators. Of the parts
    (`numerator` over `denominator`, 0 over 0 of none) share and weight are known; of `percentages` the
    share, and that it has some weight; of what is still to come (`open_`) neither: it may add any
    0 ≤ x ≤ y, nothing as well; of a share that may pass 100, as much as makes `top` per cent. So every value
    between the least and the greatest of these shares can be had, an end only where nothing lies beside it;
    0 and `top` only where everything is 0 or `top` so far.
    """
    if open_ and can_turn(threshold, top):
        return None
    known = [*percentages]
    if denominator:
        known.append(percentage(numerator, denominator))
    low, high = (min(known), max(known)) if known else (Fraction(0), top)
    reached = [low, high] if low == high or not known else []
    if open_:  # what comes pulls towards 0 and 100, and reaches neither unless nothing is known
        low, high = Fraction(0), top
    # The verdict changes only at the threshold's numbers: one value of each stretch between them will do.
    marks = sorted({low, high, *(bound for bound in threshold.bounds if low < bound < high)})
    between = [(one + other) / 2 for one, other in itertools.pairwise(marks)]
    verdicts = {satisfies(value, threshold) for value in (*reached, *between, *marks[1:-1])}
    return verdicts.pop() if len(verdicts) == 1 else None


def sum_is_settled(value: Fraction, threshold: Threshold) -> bool:
    """The same for a pooled number whose missing parts can only add to it (no part is below 0)."""
    if threshold.comparator in ("at_least", "more_than"):
        return satisfies(value, threshold)
    return value > threshold.high or (threshold.comparator == "less_than" and value == threshold.high)


def as_decimal(value: Fraction, *unlike: Fraction) -> Decimal:
    """`value` as it travels: exact where it terminates, else rounded half-even to six places.

    Places are added until it stands to each of `unlike` (thresholds, or 0) as `value` does: on no other side.
    """
    if not value:
        return _NOTHING
    places = places_to_end(value)
    if places is not None:
        return round_half_even(value, places)
    places = PLACES
    others = [(side, *other.as_integer_ratio()) for other in unlike if (side := _above(value, other))]
    while True:
        whole, scale = _half_even(value, places)
        if all((whole * of - other * scale) * side > 0 for side, other, of in others):
            return Decimal(whole).scaleb(-places, _WIDE)
        places += PLACES


_WIDE = Context(prec=400)


def round_half_even(value: Fraction, places: int) -> Decimal:
    """`value` to so many decimal places, a tie going to the even digit."""
    return Decimal(_half_even(value, places)[0]).scaleb(-places, _WIDE)


def _half_even(value: Fraction, places: int) -> tuple[int, int]:
    """`value` times ten so many times, as a whole number, and what it was multiplied by."""
    (above, below), scale = value.as_integer_ratio(), 10**places
    whole, rest = divmod(above * scale, below)
    if 2 * rest > below or (2 * rest == below and whole % 2):
        whole += 1
    return whole, scale

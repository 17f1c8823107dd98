"""What criteria add up to: rounding, what is left out, bonus and deduction, caps, bands, ranks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from dxscore.model.points_set import Band, Cap, Criterion, PlacedSet
from dxscore.points.outcome import HUNDRED, NONE, holds

UNANSWERED_AT_MOST: Final = Fraction(1, 5)
"""Of the points that count: with more of them not answered there is no rank."""


class Official(NamedTuple):
    """What one criterion of one unit counts with.

    Args:
        criterion: the criterion.
        points: what counts; what is not answered counts with what is certain.
        low, high: the fewest and the most that are still possible.
        max: the most that counts here.
        answered: nothing of it is missing.
        left_out: it does not count.
        may_leave: it is not answered, and may yet turn out to be left out.
    """

    criterion: Criterion
    points: Fraction
    low: Fraction
    high: Fraction
    max: Fraction
    answered: bool = True
    left_out: bool = False
    may_leave: bool = False


class Total(NamedTuple):
    """What a unit's criteria add up to; None where nothing counts at all.

    Args:
        points, low, high: the total, and between what it may still lie.
        unanswered: points of criteria that are not answered.
        counted: the most that counts for this unit, without bonus.
        rescaled: the rest was brought up to the maximum.
        capped_at: the cap that holds the total down.
        bonus, deduction: what stands beside the maximum.
    """

    points: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unanswered: Fraction
    counted: Fraction
    rescaled: bool
    capped_at: Fraction | None
    bonus: Fraction
    deduction: Fraction


def half_up(value: Fraction, places: int | None) -> Fraction:
    """`value` to so many decimal places, a half away from 0; as it is where no places are said."""
    if places is None:
        return value
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**places)


def set_max(placed: PlacedSet) -> Fraction:
    """The most points of the set, without bonus."""
    return sum((c.most for c in placed.criteria if not c.outside), NONE)


def total(placed: PlacedSet, items: Sequence[Official]) -> Total:
    """What `items` add up to under the set, exact: each rounded, added, re-scaled, capped, rounded."""
    own = placed.set
    main = [item for item in items if not item.criterion.outside]
    whole = set_max(placed)
    counted = sum((item.max for item in main if not item.left_out), NONE)
    rescale = own.left_out == "rescale"
    rescaled = rescale and counted != whole
    leaving = [item for item in main if item.may_leave] if rescale else []
    beside = [item for item in items if item.criterion.outside]

    def added(name: str, without: Sequence[Official] = ()) -> Fraction | None:
        kept = [item for item in main if not item.left_out and item not in without]
        points = sum((half_up(getattr(item, name), own.rounding.each) for item in kept), NONE)
        most = counted - sum((item.max for item in without), NONE)
        if rescale:
            if most == 0:
                return None if whole else NONE
            points = points * whole / most
        extra = sum((half_up(getattr(item, name), own.rounding.each) for item in beside), NONE)
        return points + extra

    points = added("points")
    low = _outermost(min, added("low"), added("low", leaving) if leaving else None)
    high = _outermost(max, added("high"), added("high", leaving) if leaving else None)
    certain, possible = _caps(own.caps, items)
    cap = min((cap.total_at_most for cap in possible), default=None)
    capped_at = cap if cap is not None and points is not None and points > cap else None
    firm = min((cap.total_at_most for cap in certain), default=None)
    points, low, high = (
        None if value is None else half_up(value if limit is None else min(value, limit), own.rounding.total)
        for value, limit in ((points, cap), (low, cap), (high, firm))
    )
    return Total(
        points,
        low,
        high,
        sum((item.max for item in main if not item.answered), NONE),
        counted,
        rescaled,
        capped_at,
        sum((half_up(i.points, own.rounding.each) for i in beside if i.criterion.bonus), NONE),
        sum((half_up(i.points, own.rounding.each) for i in beside if i.criterion.deduction), NONE),
    )


def _outermost(
    choose: Callable[[list[Fraction]], Fraction], first: Fraction | None, second: Fraction | None
) -> Fraction | None:
    known = [value for value in (first, second) if value is not None]
    return choose(known) if known else None


def _caps(caps: Sequence[Cap], items: Sequence[Official]) -> tuple[list[Cap], list[Cap]]:
    """Caps that hold whatever is still to come, and caps that may hold."""
    certain: list[Cap] = []
    possible: list[Cap] = []
    for cap in caps:
        named = cap.when.criteria
        about = [
            i
            for i in items
            if not i.left_out and (i.criterion.id in named if named else not i.criterion.outside)
        ]
        if any(_holds(cap, item, every=True) for item in about):
            certain.append(cap)
        if any(_holds(cap, item, every=False) for item in about):
            possible.append(cap)
    return certain, possible


def _holds(cap: Cap, item: Official, *, every: bool) -> bool:
    """Whether the condition holds for all points that are still possible, or for some."""
    when = cap.when
    if when.measured_in == "percent" and item.max == 0:
        return False
    ends = (item.low, item.high)
    if when.measured_in == "percent":
        ends = (HUNDRED * ends[0] / item.max, HUNDRED * ends[1] / item.max)
    if when.comparator == "exactly":
        inside = ends[0] <= when.bound <= ends[1]
        return inside and ends[0] == ends[1] if every else inside
    found = [holds(when.comparator, when.bound, end) for end in ends]
    return all(found) if every else any(found)


def band_of(bands: Sequence[Band], points: Fraction | None) -> Band | None:
    """The highest band that `points` reach."""
    reached = [band for band in bands if points is not None and points >= band.at_least]
    return max(reached, key=lambda band: band.at_least, default=None)


class Ranked(NamedTuple):
    """A rank, and between which ranks completing the data can put the unit."""

    rank: int
    best: int
    worst: int


def ranks(totals: Sequence[Total]) -> list[Ranked | None]:
    """Competition ranks (1-2-2-4), in the order of `totals`.

    Best rank: 1 + other units whose low is above this unit's high. Worst: 1 + other units whose high is above
    its low. None for a unit of whose points more than a fifth is not answered, or that has no total.
    """
    known = [total for total in totals if total.points is not None]
    points = sorted(total.points for total in known if total.points is not None)
    lows = sorted(total.low for total in known if total.low is not None)
    highs = sorted(total.high for total in known if total.high is not None)
    return [_rank(each, points, lows, highs) for each in totals]


def _rank(each: Total, points: list[Fraction], lows: list[Fraction], highs: list[Fraction]) -> Ranked | None:
    if each.points is None or each.low is None or each.high is None:
        return None
    if each.unanswered > UNANSWERED_AT_MOST * each.counted:
        return None
    above = len(points) - bisect_right(points, each.points)
    certainly = len(lows) - bisect_right(lows, each.high)
    # A unit's own high may lie above its own low: it is not above itself.
    possibly = len(highs) - bisect_right(highs, each.low) - (each.high > each.low)
    return Ranked(1 + above, 1 + certainly, 1 + possibly)

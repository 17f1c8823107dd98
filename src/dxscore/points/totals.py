"""What criteria add up to: rounding, what is left out, bonus and deduction, caps, bands, ranks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple

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
    scale = 10**places
    above, below = abs(value.numerator) * scale, value.denominator
    whole = (2 * above + below) // (2 * below)
    return Fraction(whole if value >= 0 else -whole, scale)


def set_max(placed: PlacedSet) -> Fraction:
    """The most points of the set, without bonus."""
    return sum((c.most for c in placed.criteria if not c.outside), NONE)


def total(placed: PlacedSet, items: Sequence[Official]) -> Total:
    """What `items` add up to under the set, exact: each rounded, added, re-scaled, capped, rounded."""
    own = placed.set
    main = [item for item in items if not item.criterion.outside]
    beside = [item for item in items if item.criterion.outside]
    whole, counted = set_max(placed), _counted(main)
    points = _added(placed, items, "points")
    certain, possible = _caps(own.caps, items)
    cap = min((cap.total_at_most for cap in possible), default=None)
    firm = min((cap.total_at_most for cap in certain), default=None)
    capped_at = cap if cap is not None and points is not None and points > cap else None
    if all(item.low is item.points is item.high for item in items):
        low = high = points
    else:
        leaving = [item for item in main if item.may_leave] if own.left_out == "rescale" else []
        low = _outermost(min, _added(placed, items, "low"), _added(placed, items, "low", leaving))
        high = _outermost(max, _added(placed, items, "high"), _added(placed, items, "high", leaving))
    if not all(item.answered for item in items):
        points = low  # of a unit that owes something, also where only other units' figures leave more open
    return Total(
        _final(placed, points, cap),
        _final(placed, low, cap),
        _final(placed, high, firm),
        sum((item.max for item in main if not item.answered), NONE),
        counted,
        own.left_out == "rescale" and counted != whole,
        capped_at,
        sum((half_up(i.points, own.rounding.each) for i in beside if i.criterion.bonus), NONE),
        sum((half_up(i.points, own.rounding.each) for i in beside if i.criterion.deduction), NONE),
    )


def total_points(placed: PlacedSet, items: Sequence[Official]) -> Fraction | None:
    """The points of `total` alone."""
    _, possible = _caps(placed.set.caps, items)
    cap = min((cap.total_at_most for cap in possible), default=None)
    return _final(placed, _added(placed, items, "points"), cap)


def _counted(main: Sequence[Official]) -> Fraction:
    return sum((item.max for item in main if not item.left_out), NONE)


def _added(
    placed: PlacedSet,
    items: Sequence[Official],
    name: Literal["points", "low", "high"],
    without: Sequence[Official] = (),
) -> Fraction | None:
    """The sum of rounded points, re-scaled where the set says so, and what stands beside; None of nothing."""
    own, gone = placed.set, {id(item) for item in without}
    points, beside, counted = NONE, NONE, NONE
    for item in items:
        if item.criterion.outside:
            beside += half_up(getattr(item, name), own.rounding.each)
        elif not item.left_out and id(item) not in gone:
            points += half_up(getattr(item, name), own.rounding.each)
            counted += item.max
    if own.left_out == "rescale":
        whole = set_max(placed)
        if counted == 0:
            return None if whole else beside
        points = points * whole / counted
    return points + beside


def _final(placed: PlacedSet, value: Fraction | None, cap: Fraction | None) -> Fraction | None:
    """Capped, then rounded."""
    if value is None:
        return None
    return half_up(value if cap is None else min(value, cap), placed.set.rounding.total)


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

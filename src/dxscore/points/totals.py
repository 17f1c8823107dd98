"""What criteria add up to: rounding, what is left out, bonus and deduction, caps, bands, ranks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from dxscore.model.points_set import Band, Cap, Criterion, PlacedSet
from dxscore.points.outcome import GONE, HUNDRED, NONE, Way, holds

UNANSWERED_AT_MOST: Final = Fraction(1, 5)
"""Of the points that count: with more of them not answered there is no rank."""


class Official(NamedTuple):
    """What one criterion of one unit counts with.

    Args:
        criterion: the criterion.
        points: what counts; what is not answered counts with what is certain.
        low, high: the fewest and the most that are still possible.
        max: the most that counts here.
        answered: there is a figure for all of it.
        left_out: it does not count.
        may_leave: it is not answered, and may yet turn out to be left out.
        ways: where more than one is still possible, every way in which it may count.
        provisional: its figure is of part of the period; `points` are those of that part.
    """

    criterion: Criterion
    points: Fraction
    low: Fraction
    high: Fraction
    max: Fraction
    answered: bool = True
    left_out: bool = False
    may_leave: bool = False
    ways: tuple[Way, ...] = ()
    provisional: bool = False

    @property
    def all_ways(self) -> tuple[Way, ...]:
        """Every way in which it may count, be it the only one."""
        if self.ways:
            return self.ways
        own = Way(self.low, self.high, self.max)
        return (GONE,) if self.left_out else (own, GONE) if self.may_leave else (own,)

    @property
    def as_it_stands(self) -> Official:
        """The same with what a figure of part of the period gives, as if it were the whole."""
        if not self.provisional:
            return self
        return self._replace(low=self.points, high=self.points, ways=())


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
    points = _added(placed, items)
    if all(item.low == item.points == item.high and not item.ways for item in items):
        low = high = points
    else:
        low, high = _outermost(placed, items, "low"), _outermost(placed, items, "high")
    if not all(item.answered for item in items):
        # Of a unit that owes something, also where only other units' figures leave more open.
        points = _outermost(placed, [item.as_it_stands for item in items], "low")
    certain, possible = _caps(own.caps, items)
    cap = _lowest(possible)
    now = _lowest(_caps_now(own.caps, items))
    capped_at = now if now is not None and points is not None and points > now else None
    return Total(
        _final(placed, points, now),
        _final(placed, low, cap),
        _final(placed, high, _lowest(certain)),
        sum((item.max for item in main if not item.answered), NONE),
        counted,
        own.left_out == "rescale" and counted != whole,
        capped_at,
        sum((half_up(i.points, own.rounding.each) for i in beside if i.criterion.bonus), NONE),
        sum((half_up(i.points, own.rounding.each) for i in beside if i.criterion.deduction), NONE),
    )


def total_points(placed: PlacedSet, items: Sequence[Official]) -> Fraction | None:
    """The points of `total` alone."""
    now = _lowest(_caps_now(placed.set.caps, items))
    return _final(placed, _added(placed, items), now)


def _lowest(caps: Sequence[Cap]) -> Fraction | None:
    return min((cap.total_at_most for cap in caps), default=None)


def _caps_now(caps: Sequence[Cap], items: Sequence[Official]) -> list[Cap]:
    """Caps that hold as things stand; of a unit that owes something those that may hold."""
    if not caps:
        return []
    if not all(item.answered for item in items):
        return _caps(caps, [item.as_it_stands for item in items])[1]
    return _caps(caps, [item._replace(low=item.points, high=item.points, ways=()) for item in items])[0]


def _counted(main: Sequence[Official]) -> Fraction:
    return sum((item.max for item in main if not item.left_out), NONE)


def _added(placed: PlacedSet, items: Sequence[Official]) -> Fraction | None:
    """The points as they stand: rounded, added, re-scaled, with what stands beside; None of nothing.

    The same as `_outermost` where nothing is open, and made once for every next step.
    """
    own = placed.set
    points, beside, counted = NONE, NONE, NONE
    for item in items:
        if item.criterion.outside:
            beside += half_up(item.points, own.rounding.each)
        elif not item.left_out:
            points += half_up(item.points, own.rounding.each)
            counted += item.max
    if own.left_out == "rescale":
        whole = set_max(placed)
        if counted == 0:
            return None if whole else beside
        points = points * whole / counted
    return points + beside


def _outermost(placed: PlacedSet, items: Sequence[Official], end: Literal["low", "high"]) -> Fraction | None:
    """The lowest or the highest sum, whichever of the ways that are possible each criterion counts in."""
    places = placed.set.rounding.each
    main: list[list[Way]] = []
    beside = NONE
    for item in items:
        ways = [
            Way(half_up(way.low, places), half_up(way.high, places), way.max, way.gone)
            for way in item.all_ways
        ]
        if item.criterion.outside:
            beside += _outer(end, [getattr(way, end) for way in ways])
        else:
            main.append(ways)
    if placed.set.left_out != "rescale":
        return beside + sum((_outer(end, [getattr(way, end) for way in ways]) for ways in main), NONE)
    whole, mean = set_max(placed), _outermost_mean(main, end)
    if mean is None:
        return None if whole else beside
    return mean * whole + beside


def _outer(end: Literal["low", "high"], values: Sequence[Fraction]) -> Fraction:
    return min(values) if end == "low" else max(values)


def _outermost_mean(items: Sequence[Sequence[Way]], end: Literal["low", "high"]) -> Fraction | None:
    """The lowest or the highest quotient Σ points / Σ max, one way of each item; None where nothing counts.

    Dinkelbach's method: with a quotient q at hand, each item takes the way in which points − q·max lies
    furthest out; that leads to a better quotient, until none is. Exact, and after few steps.
    """
    sign = 1 if end == "low" else -1

    def quotient(chosen: Sequence[Way]) -> Fraction | None:
        most = sum((way.max for way in chosen), NONE)
        return sum((getattr(way, end) for way in chosen), NONE) / most if most else None

    most_of_each = [max(ways, key=lambda way: way.max) for ways in items]
    now = quotient(most_of_each)
    while now is not None:
        q = now
        chosen = [min(ways, key=lambda way: sign * (getattr(way, end) - q * way.max)) for ways in items]
        better = quotient(chosen)
        if better is None or sign * better >= sign * q:
            return q
        now = better
    return None


def _final(placed: PlacedSet, value: Fraction | None, cap: Fraction | None) -> Fraction | None:
    """Capped, then rounded."""
    if value is None:
        return None
    return half_up(value if cap is None else min(value, cap), placed.set.rounding.total)


def _caps(caps: Sequence[Cap], items: Sequence[Official]) -> tuple[list[Cap], list[Cap]]:
    """Caps that hold whatever is still to come, and caps that may hold."""
    certain: list[Cap] = []
    possible: list[Cap] = []
    for cap in caps:
        named = cap.when.criteria
        about = [i for i in items if (i.criterion.id in named if named else not i.criterion.outside)]
        if any(all(_holds(cap, way, every=True) for way in item.all_ways) for item in about):
            certain.append(cap)
        if any(_holds(cap, way, every=False) for item in about for way in item.all_ways):
            possible.append(cap)
    return certain, possible


def _holds(cap: Cap, way: Way, *, every: bool) -> bool:
    """Whether the condition holds for all points that are possible in this way, or for some."""
    when = cap.when
    if way.gone or (when.measured_in == "percent" and way.max == 0):
        return False
    ends = (way.low, way.high)
    if when.measured_in == "percent":
        ends = (HUNDRED * ends[0] / way.max, HUNDRED * ends[1] / way.max)
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

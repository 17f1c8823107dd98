"""What the trend says of a target that is not due yet: an outlook, never a verdict.

The rule is that of the indicator report of Germany's sustainability strategy (Destatis, «Deutsche
Nachhaltigkeitsstrategie: Status der Indikatoren – Methodik», https://dns-indikatoren.de/status/). With the
yearly values x_s … x_t, the latest six at most, the threshold Z at the close of year T, and d = +1 where
higher is better, else −1:

    m    = (x_t − x_s) / (t − s)               the mean change a year
    p    = x_t + m · (T − t)                   what that leads to, if it goes on
    miss = d · (Z − p) / (d · (Z − x_t))       how much of the way still to go would be missed

    not reached yet:  d · m ≤ 0  moving_away;  miss < 5 %  on_track;  miss ≤ 20 %  at_risk;  else off_track
    reached:          d · m ≥ 0  on_track;  else at_risk

Germany reckons with four values at least. Where ours differs, the rule is ours:

- values older than five years before the newest are left out, so that a gap of years makes no long trend;
- p is held within what is possible (a share ends at 0 and 100);
- reached, but falling so that p is no longer enough: moving_away (Germany: at_risk, while it is reached);
- a strict threshold ("trên", "dưới") is reached by what lies beyond it alone: nothing short of that is
  on_track, and on the threshold itself at_risk is the best;
- three values: an outlook, marked provisional, where both steps and their mean fall in one class; two: none,
  the pace stands beside the pace needed; one: none, but the pace needed.

All values are fractions. Times are years, with months as parts: 2025 is the close of 2025, 2024 + 3/4 that of
its ninth month.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from dxscore.model.scorecard import Outlook
from dxscore.score.arithmetic import HUNDRED, Threshold, count_to_pass, satisfies

if TYPE_CHECKING:
    from dxscore.model.trend import OutlookReason

YEARS_BACK = 5
POINTS_AT_MOST = YEARS_BACK + 1
ON_TRACK_BELOW = Fraction(5, 100)
AT_RISK_UP_TO = Fraction(20, 100)


class Point(NamedTuple):
    """One value of a series.

    Args:
        at: when it closes, in years.
        value: percentage, number or rank.
    """

    at: Fraction
    value: Fraction


class Possible(NamedTuple):
    """The least and the greatest value that there can be; None where there is no such end."""

    least: Fraction | None = None
    greatest: Fraction | None = None

    def hold(self, value: Fraction) -> Fraction:
        """The possible value next to `value`."""
        if self.least is not None and value < self.least:
            return self.least
        if self.greatest is not None and value > self.greatest:
            return self.greatest
        return value


ANYTHING = Possible()
A_SHARE = Possible(Fraction(0), HUNDRED)


class Projection(NamedTuple):
    """What a series says of one target.

    Args:
        outlook: the class; None where there is none.
        reason: why.
        provisional: told from three values.
        used: the values it is told from, oldest first.
        change: m, the mean change a year, in the unit of the value; None for fewer than two values.
        needed: the change a year that would just reach the threshold; 0 where it is reached; None where
            there is no value, no direction, or no time left.
        projected: p, the value at the deadline if the change goes on; None without `change`.
        missed: how much of the way still to go would be missed, 1 for all of it; negative where p lies beyond
            the threshold. None where it is reached already or cannot be told.
    """

    outlook: Outlook | None
    reason: OutlookReason
    provisional: bool = False
    used: tuple[Point, ...] = ()
    change: Fraction | None = None
    needed: Fraction | None = None
    projected: Fraction | None = None
    missed: Fraction | None = None


def direction(threshold: Threshold) -> int | None:
    """+1 where higher is better, −1 where lower is; None where the target has no direction."""
    if threshold.comparator in ("at_least", "more_than"):
        return 1
    return -1 if threshold.comparator in ("at_most", "less_than") else None


def project(
    points: Sequence[Point], threshold: Threshold, deadline: Fraction, possible: Possible = ANYTHING
) -> Projection:
    """The outlook of `threshold` at `deadline`, as this module's head tells it.

    Args:
        points: values of one territory and one kind of span, by time, no two at one time, a whole number of
            years apart.
        threshold: what is to be reached.
        deadline: when, in years.
        possible: within what values can lie.
    """
    used = latest(points)
    if threshold.comparator == "done":
        return Projection(None, "yes_no", used=used)
    change = mean_change(used)
    if direction(threshold) is None:
        return Projection(None, "no_direction", used=used, change=change)
    if not used:
        return Projection(None, "no_points")
    now, left = used[-1].value, deadline - used[-1].at
    if left < 0:
        return Projection(None, "due", used=used, change=change)
    needed = needed_change(now, threshold, left)
    if change is None:
        return Projection(None, "one_point", used=used, needed=needed)
    projected = possible.hold(now + change * left)
    told = Projection(
        *_class(now, change, projected, threshold),
        used=used,
        change=change,
        needed=needed,
        projected=projected,
        missed=_missed(now, projected, threshold),
    )
    if len(used) == 2:
        return told._replace(outlook="too_few_points", reason="two_points")
    if len(used) == 3:
        return _of_three(told, threshold, left, possible)
    return told


def latest(points: Sequence[Point]) -> tuple[Point, ...]:
    """The newest six values at most, none older than five years before the newest."""
    if not points:
        return ()
    oldest = points[-1].at - YEARS_BACK
    return tuple(point for point in points if point.at >= oldest)[-POINTS_AT_MOST:]


def mean_change(points: Sequence[Point]) -> Fraction | None:
    """m = (x_t − x_s) / (t − s); None for fewer than two values."""
    if len(points) < 2:
        return None
    return (points[-1].value - points[0].value) / (points[-1].at - points[0].at)


def needed_change(now: Fraction, threshold: Threshold, left: Fraction) -> Fraction | None:
    """(Z − x_t) / (T − t), 0 where it is reached; None where no time is left.

    Exactly on a strict threshold it is 0 and still not enough: any change would do.
    """
    if satisfies(now, threshold):
        return Fraction(0)
    return (threshold.low - now) / left if left > 0 else None


def needed_count(numerator: Fraction, scale: Fraction, threshold: Threshold, left: Fraction) -> int | None:
    """By how many the numerator has to change a year, rounded up, the denominator staying as it is.

    ceil(count_to_pass / (T − t)); None where no time is left, or no whole number would do.
    """
    count = count_to_pass(numerator, scale, threshold)
    return None if count is None or left <= 0 else ceil(count / left)


def _class(
    now: Fraction, change: Fraction, projected: Fraction, threshold: Threshold
) -> tuple[Outlook, OutlookReason]:
    """The class of one pace, however it was measured."""
    improving = (direction(threshold) or 0) * change
    if satisfies(now, threshold):
        if improving >= 0:
            return "on_track", "keeps"
        return (
            ("at_risk", "falls_and_holds")
            if satisfies(projected, threshold)
            else ("moving_away", "falls_below")
        )
    if improving <= 0:
        return "moving_away", "wrong_way"
    if satisfies(projected, threshold):
        return "on_track", "would_reach"
    missed = _missed(now, projected, threshold) or Fraction(0)
    if missed < ON_TRACK_BELOW and threshold.comparator in ("at_least", "at_most"):
        return "on_track", "would_nearly_reach"
    return ("at_risk", "would_nearly_reach") if missed <= AT_RISK_UP_TO else ("off_track", "would_miss")


def _missed(now: Fraction, projected: Fraction, threshold: Threshold) -> Fraction | None:
    """d(Z − p) / d(Z − x_t); None where it is reached, or stands on a strict threshold."""
    if satisfies(now, threshold) or now == threshold.low:
        return None
    return (threshold.low - projected) / (threshold.low - now)


def _of_three(told: Projection, threshold: Threshold, left: Fraction, possible: Possible) -> Projection:
    """Three values: an outlook where both steps and their mean say the same."""
    first, second, last = told.used
    steps = [mean_change(pair) for pair in ((first, second), (second, last))]
    classes = {
        _class(last.value, step, possible.hold(last.value + step * left), threshold)[0]
        for step in steps
        if step is not None
    }
    if classes == {told.outlook}:
        return told._replace(provisional=True)
    return told._replace(outlook="too_few_points", reason="three_that_differ")

"""Targets held against an earlier figure: a change against a base, and 'never worse than the year before'.

Both come to a threshold in the unit of the figure itself, exact, so that verdict, gap and count are reckoned
as for any other target: 'at least 20 % more than the base b' is 'at least b · (1 + 20/100)'.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from dxscore.model.catalogue import Target
from dxscore.model.scorecard import Reason
from dxscore.score.arithmetic import HUNDRED, Threshold
from dxscore.score.deadlines import DatedTarget
from dxscore.score.figures import Figure


class Held(NamedTuple):
    """What a figure is held against.

    Args:
        threshold: comparator and numbers, in the unit of the figure.
        base: the earlier figure behind it, where there is one.
        lacks: why nothing can be held against it: no base, or a base of which there is no percentage.
        is_open: the base is not complete yet, or is missing beside a limit of the target's own.
    """

    threshold: Threshold
    base: Fraction | None = None
    lacks: Reason | None = None
    is_open: bool = False


def base_year(dated: DatedTarget) -> int | None:
    """The year of the figure that the target is held against; None where it needs none."""
    target = dated.target
    if target.against is not None:
        asked = target.against.period
        return dated.year - 1 if asked == "previous_year" else asked
    return None if target.keep is None else dated.year - 1


def own_threshold(target: Target) -> Threshold:
    """The target's own comparator and number, as the catalogue has them."""
    return Threshold(target.comparator, tuple(Fraction(bound) for bound in target.bounds))


def held_against(target: Target, base: Figure) -> Held:
    """What a figure is held against, given the figure of the base year.

    `against`: percent p is b · (1 + p/100), points d is b + d; a base of 0, or below, has no percentage.
    `keep`: no worse than the base; beside a limit of the target's own, the stricter of the two.
    """
    own = own_threshold(target)
    value = None if base.reason is not None else base.value
    if target.against is not None:
        return _changed(target, own, base, value)
    if value is None:
        if not own.bounds:
            return Held(own, lacks=_why(base))
        return Held(own, is_open=True)
    return Held(_stricter(own, value), value, is_open=not base.is_final)


def _changed(target: Target, own: Threshold, base: Figure, value: Fraction | None) -> Held:
    if value is None:
        return Held(own, lacks=_why(base))
    if target.against is not None and target.against.change == "percent":
        if value <= 0:
            return Held(own, value, lacks="base_zero")
        bounds = tuple(value * (1 + bound / HUNDRED) for bound in own.bounds)
    else:
        bounds = tuple(value + bound for bound in own.bounds)
    return Held(Threshold(own.comparator, bounds), value, is_open=not base.is_final)


def _why(base: Figure) -> Reason:
    """A base that was not reported is missing; one that nobody can judge is no base either."""
    return "no_base" if base.reason != "contradictory" else "contradictory"


def _stricter(own: Threshold, base: Fraction) -> Threshold:
    """`own`, and no worse than `base`."""
    rising = own.comparator in ("at_least", "more_than")
    if not own.bounds or (base > own.low if rising else base < own.high):
        return Threshold("at_least" if rising else "at_most", (base,))
    return own

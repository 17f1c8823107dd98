"""What a figure of part of a period may still become, and the points between which that lies.

Counts over a period only grow, where the catalogue does not say that they may fall below 0; a share of such
counts may become anything, for nothing bounds what the missing months bring; and so may a state, until its
closing day. Of counts over a period, what has arisen has arisen: a denominator above 0 stays above 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from dxscore.model.catalogue import Indicator
from dxscore.model.points_rules import Rule

_HUNDRED = Fraction(100)


class Range(NamedTuple):
    """Between what a figure may still lie.

    Args:
        least, most: of its percentage, or its value; None where nothing bounds it.
        none_arises: its denominator may be 0 when the period is complete.
    """

    least: Fraction | None
    most: Fraction | None
    none_arises: bool = False


def may_become(indicator: Indicator, value: Fraction | None, denominator: Fraction | None) -> Range:
    """Between what an incomplete figure lies when the period is complete.

    Args:
        indicator: what is measured.
        value: the number so far; of a share nothing.
        denominator: of a share so far; None where it is not known.
    """
    least = None if indicator.minimum is None else Fraction(indicator.minimum)
    most = None if indicator.greatest is None else Fraction(indicator.greatest)
    flow = indicator.over_time == "flow"
    if indicator.measure == "yes_no":
        return Range(Fraction(0), Fraction(1))
    if indicator.measure == "share":
        return Range(least or Fraction(0), most, none_arises=not flow or not denominator)
    if indicator.measure == "rank":
        return Range(least or Fraction(1), most)
    grows = flow and (indicator.whole if least is None else least >= 0)
    return Range(value if grows else least, most)


def ratio(above: Range, below: Range) -> Range:
    """100·a/b of two values; nothing bounds it where one of them may be below 0."""
    if above.least is None or below.least is None or above.least < 0 or below.least < 0:
        return Range(None, None, none_arises=True)
    least = Fraction(0) if not below.most else _HUNDRED * above.least / below.most
    most = None if above.most is None or not below.least else _HUNDRED * above.most / below.least
    return Range(least, most, none_arises=not below.least)


def telling_values(rule: Rule, within: Range, *, of_parts: bool) -> Iterator[Fraction]:
    """Values of a range among which a rule that looks at one figure gives its fewest and its most points.

    Such a rule rises, falls or stands still between the values that it names: its own bounds, one on each
    side of them, and the ends of the range are enough. Where an end is open, a value beyond all bounds.
    """
    if rule.levels is not None:  # no other value gives points
        yield from (portion * (_HUNDRED if of_parts else 1) for portion in rule.levels.values())
        return
    bounds = sorted({*_named(rule)})
    known = [each for each in (*bounds, within.least, within.most) if each is not None]
    far = max((abs(each) for each in known), default=Fraction(0)) + 1
    least = -far if within.least is None else within.least
    most = far if within.most is None else within.most
    # A bound may be passed without being reached: a value on each side of it, closer than any other.
    apart = [other - one for one, other in pairwise(sorted({*bounds, least, most}))]
    step = min(apart, default=Fraction(1)) / 2
    beside = (each + by for each in (*bounds, least, most) for by in (-step, step))
    yield from (least, most)
    yield from (each for each in (*bounds, *beside) if least < each < most)


def _named(rule: Rule) -> Iterator[Fraction]:
    """The values at which the points of a rule change their course."""
    if rule.share is not None:
        yield from (rule.share.nothing_below, rule.share.full_at)
    elif rule.steps is not None:
        yield from (step.bound for step in rule.steps)
    elif rule.late is not None:
        yield from (Fraction(step.up_to_days) for step in rule.late)
    elif rule.each is not None and rule.each.points:
        yield from (bound / rule.each.points for bound in (rule.least, rule.most))
        if rule.each.points < 0:
            yield -rule.most / rule.each.points
    elif rule.given is not None:
        yield from (rule.least, rule.most)

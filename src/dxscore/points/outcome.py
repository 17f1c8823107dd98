"""What a rule makes of figures: points, exact, and what they may still be.

The formula of each rule stands in the docstring of the function that works it out. A figure that is missing
gives no points and is not nothing: what is still possible lies between `low` and `high`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Final, NamedTuple

from dxscore.model.points import PointsReason
from dxscore.model.points_rules import Comparator, LateStep, NoneArising, Rule, Step
from dxscore.points.ranges import Range, telling_values
from dxscore.points.taken import Taken

HUNDRED: Final = Fraction(100)
NONE: Final = Fraction(0)


class Figure(NamedTuple):
    """What one unit has for one rule.

    Args:
        numerator, denominator: a and b, where there are both.
        value: a number, a rank, a percentage; 1 or 0 for yes/no.
        reason: why there is no figure, or why one is to be taken with care (`provisional`).
        period: what it covers, where that is not the period asked for.
        evidence: the document behind it.
        whole: whether a and b are counts, so that 'one more' means something.
        may_be: what it may still become; None where it is final.
    """

    numerator: Fraction | None = None
    denominator: Fraction | None = None
    value: Fraction | None = None
    reason: PointsReason | None = None
    period: str | None = None
    evidence: str = ""
    whole: bool = True
    may_be: Range | None = None

    @property
    def is_given(self) -> bool:
        """Whether there is anything to score."""
        return self.value is not None or self.denominator is not None

    @property
    def percentage(self) -> Fraction | None:
        """100·a/b, or the value where the parts are not known; None for b = 0."""
        if self.denominator is not None and self.numerator is not None:
            return HUNDRED * self.numerator / self.denominator if self.denominator else None
        return self.value


class Best(NamedTuple):
    """The best unit's share under a rule that looks at others.

    Args:
        known: the best of the shares that are known, in per cent; None where none is.
        most: the most that it may still become; None where nothing bounds it.
        least: the least that it may still become; None where that is what is known.
    """

    known: Fraction | None = None
    most: Fraction | None = None
    least: Fraction | None = None

    def at_least(self, own: Fraction) -> Fraction:
        """The least that the best may be beside a unit's own."""
        return max((self.known if self.least is None else self.least) or NONE, own)


class Way(NamedTuple):
    """One of the ways in which something may yet count.

    Args:
        low, high: the fewest and the most points in this way.
        max: the most that counts in this way.
        gone: it is left out.
    """

    low: Fraction
    high: Fraction
    max: Fraction
    gone: bool = False


GONE: Final = Way(NONE, NONE, NONE, gone=True)


class Outcome(NamedTuple):
    """What a rule came to.

    Args:
        points: the points; where something is missing, those that are certain.
        low, high: the fewest and the most that are still possible where it counts.
        max: the most that counts, less where a part was left out.
        reason: why something is missing, or what decided.
        answered: there is a figure for all of it.
        left_out: it does not count at all.
        ways: where more than one is still possible, every way in which it may count.
    """

    points: Fraction
    low: Fraction
    high: Fraction
    max: Fraction
    reason: PointsReason | None = None
    answered: bool = True
    left_out: bool = False
    ways: tuple[Way, ...] = ()

    @property
    def all_ways(self) -> tuple[Way, ...]:
        """Every way in which it may count, be it the only one."""
        if self.ways:
            return self.ways
        return (GONE,) if self.left_out else (Way(self.low, self.high, self.max),)


Figures = Callable[[Taken], Figure]
Bests = Mapping[tuple[str, tuple[int, ...]], Best]
"""By criterion and path."""


def worked_out(
    each: Taken, inside: Mapping[tuple[int, ...], Taken], figures: Figures, bests: Bests
) -> Outcome:
    """What a criterion's rule, or a part of it, comes to.

    Args:
        each: the rule.
        inside: every rule of the criterion by its path.
        figures: what the unit has for a rule.
        bests: the best units, for rules that look at them.
    """
    rule = each.rule
    if rule.cases:
        cases = [
            worked_out(inside[(*each.path, place)], inside, figures, bests)
            for place in range(len(rule.cases))
        ]
        return _sum(rule, cases) if rule.parts is not None else _highest(rule, cases)
    figure = figures(each)
    if figure.reason == "declared":
        return left_out("declared")
    if not figure.is_given:
        return _unknown(rule, figure.reason or "not_reported")
    best = bests.get((each.criterion.id, each.path), Best())
    if figure.denominator == 0 and figure.value is None and rule.key not in ("each", "done"):
        found = _none_arising(rule, each.none_arising)
    else:
        found = _of_figure(each, figure, best)
    if figure.may_be is None or not found.answered:
        return found
    return _widened(each, figure, figure.may_be, best, found)


def _widened(each: Taken, figure: Figure, within: Range, best: Best, found: Outcome) -> Outcome:
    """What a figure of part of the period came to, with what it may still come to."""
    rule = each.rule
    values = telling_values(rule, within, of_parts=figure.denominator is not None)
    outcomes = [_of_figure(each, _with_value(figure, value), best) for value in values]
    outcomes = [each for each in outcomes if each.answered]
    if looks_at_others(rule) and within.most is None:  # the best of all, and beyond it
        outcomes.append(_certain(rule, rule.most, None))
    leaves = within.none_arises and each.none_arising == "left_out"
    if within.none_arises and not leaves:
        outcomes.append(_none_arising(rule, each.none_arising))
    if not found.left_out:
        outcomes.append(found)
    low, high = min(each.low for each in outcomes), max(each.high for each in outcomes)
    ways = (Way(low, high, rule.most), GONE) if leaves or found.left_out else ()
    return found._replace(low=low, high=high, max=rule.most, reason="provisional", ways=ways)


def _with_value(figure: Figure, value: Fraction) -> Figure:
    """The same with another percentage or value, of parts or of none as before."""
    if figure.denominator is None:
        return figure._replace(value=value)
    return figure._replace(numerator=value, denominator=HUNDRED)


def looks_at_others(rule: Rule) -> bool:
    """Whether another unit's figure matters for the rule: `against: best_unit` and `leader` alone."""
    return rule.leader is not None or (rule.share is not None and rule.share.against == "best_unit")


def _of_figure(each: Taken, figure: Figure, best: Best) -> Outcome:
    rule, reason = each.rule, figure.reason
    value = figure.percentage
    if value is None:
        return _unknown(rule, "unusable")
    if rule.leader is not None:
        target = rule.leader.target if figure.denominator is None else None
        return _emulation(rule, value / (target or HUNDRED), best, reason)
    if rule.share is not None and rule.share.against == "best_unit":
        return _against_best(rule, value, best, reason)
    points = plain_points(rule, value, of_parts=figure.denominator is not None)
    return _unknown(rule, "unusable") if points is None else _certain(rule, points, reason)


def plain_points(rule: Rule, value: Fraction, *, of_parts: bool) -> Fraction | None:
    """The points of a rule that looks at one figure alone; None where no level is of that portion."""
    if rule.share is not None:
        return share_points(rule, value)
    if rule.steps is not None:
        return step_points(rule.steps, value)
    if rule.levels is not None:
        portion = value / HUNDRED if of_parts else value
        return portion * rule.most if portion in rule.levels.values() else None
    if rule.late is not None:
        return kept(rule.late, rule.later, value) * rule.most
    if rule.done is not None:
        return rule.most if value == 1 else NONE
    return value * rule.each.points if rule.each is not None else value  # else given


def share_points(rule: Rule, percentage: Fraction) -> Fraction:
    """m·p/t, at most m; 0 where p is below the floor. p in per cent, t the per cent that gives all."""
    share = rule.share
    if share is None or percentage < share.nothing_below:
        return NONE
    return rule.most * min(Fraction(1), max(NONE, percentage) / share.full_at)


def _against_best(rule: Rule, own: Fraction, best: Best, reason: PointsReason | None) -> Outcome:
    """m·(own/best)/t: the share is taken of the best unit's share. Where the best is 0, nobody gets any."""
    known = max(best.known or NONE, own)
    if known == 0:
        certain = best.most is not None and best.most <= 0
        return Outcome(NONE, NONE, NONE, rule.most, "best_is_zero" if certain else reason)
    points = share_points(rule, HUNDRED * own / known)
    least = best.at_least(own)
    high = share_points(rule, HUNDRED * own / least) if least else points
    low = NONE if best.most is None else share_points(rule, HUNDRED * own / max(best.most, known))
    return Outcome(points, low, high, rule.most, reason)


def _emulation(rule: Rule, ratio: Fraction, best: Best, reason: PointsReason | None) -> Outcome:
    """k·m·A/T below the target, k·m on it, m for the best, and linear between target and best.

    Source: rules of emulation clusters (0,5·m·A/T; 0,5·m; 0,5·m + 0,5·m·(A/T−1)/(L−1); m).
    """
    at = rule.leader.at_target if rule.leader is not None else Fraction(1, 2)
    base = at * rule.most
    if ratio <= 1:
        return _certain(rule, base * max(NONE, ratio), reason)
    known = max((best.known or NONE) / HUNDRED, ratio)
    beyond = (rule.most - base) * (ratio - 1)
    points = base + beyond / (known - 1)
    high = base + beyond / (best.at_least(HUNDRED * ratio) / HUNDRED - 1)
    low = base if best.most is None else base + beyond / (max(best.most / HUNDRED, known) - 1)
    return Outcome(points, low, high, rule.most, reason)


def step_points(steps: tuple[Step, ...], value: Fraction) -> Fraction:
    """The points of the closest step that holds: of `at_least` the highest, of `at_most` the lowest.

    A step that says `exactly` goes before all others. Where none holds, 0.
    """
    holding = [step for step in steps if holds(step.comparator, step.bound, value)]
    if not holding:
        return NONE
    return min(holding, key=lambda step: _closeness(step, value)).points


def _closeness(step: Step, value: Fraction) -> tuple[Fraction, int]:
    """How far the step's bound lies; of two as far, the strict one is closer."""
    order = {"exactly": 0, "more_than": 1, "less_than": 1}
    return abs(value - step.bound), order.get(step.comparator, 2)


def holds(comparator: Comparator, bound: Fraction, value: Fraction) -> bool:
    """Whether `value` stands to `bound` as the comparator says."""
    match comparator:
        case "at_least":
            return value >= bound
        case "more_than":
            return value > bound
        case "at_most":
            return value <= bound
        case "less_than":
            return value < bound
        case _:
            return value == bound


def kept(late: tuple[LateStep, ...], later: Fraction, days: Fraction) -> Fraction:
    """The portion kept for so many days late: of the first step that reaches as far, else `later`."""
    return next((step.keep for step in late if days <= step.up_to_days), later)


def _sum(rule: Rule, cases: list[Outcome]) -> Outcome:
    """The sum of the parts, no more than the rule's maximum, nor than that of the parts that count."""
    counted = [case for case in cases if not case.left_out]

    def whole(low: Fraction, high: Fraction, most: Fraction, some_gone: bool) -> Way:
        within = min(rule.most, most) if some_gone else rule.most
        low, high = (max(min(value, within), rule.least) for value in (low, high))
        return Way(low, high, within)

    def added(chosen: Iterable[Way]) -> Way:
        lows, highs, maxima, gone = zip(*chosen, strict=True)
        if all(gone):
            return GONE
        return whole(sum(lows, NONE), sum(highs, NONE), sum(maxima, NONE), any(gone))

    most, points = (sum((getattr(case, name) for case in counted), NONE) for name in ("max", "points"))
    now = whole(points, points, most, len(counted) < len(cases))
    return _of_cases(now.low, now.max, cases, [added(each) for each in _choices(cases)])


def _highest(rule: Rule, cases: list[Outcome]) -> Outcome:
    """The highest of the cases. A case that is missing matters only where it could be higher."""
    points = [case.points for case in cases if not case.left_out]

    def best(chosen: Iterable[Way]) -> Way:
        there = [way for way in chosen if not way.gone]
        if not there:
            return GONE
        low, high = max(way.low for way in there), max(way.high for way in there)
        return Way(min(low, rule.most), min(high, rule.most), rule.most)

    now = min(max(points, default=NONE), rule.most)
    return _of_cases(now, rule.most, cases, [best(each) for each in _choices(cases)])


def _choices(cases: list[Outcome]) -> Iterator[tuple[Way, ...]]:
    """Every combination of the ways in which the cases may count; of most rules there is one."""
    yield from product(*(case.all_ways for case in cases))


def _of_cases(points: Fraction, most: Fraction, cases: list[Outcome], ways: list[Way]) -> Outcome:
    """What several cases came to, with why it may still change; left out where all of them are."""
    there = [way for way in ways if not way.gone]
    if not there:
        return left_out(cases[0].reason)
    counted = [case for case in cases if not case.left_out]
    low, high = min(way.low for way in there), max(way.high for way in there)
    distinct = tuple(dict.fromkeys(ways))
    several = distinct if len(distinct) > 1 else ()
    settled = low == high and not several
    answered = all(case.answered for case in counted) or settled
    reasons: list[PointsReason | None] = [case.reason for case in counted if not case.answered]
    if answered:
        early = any(case.reason == "provisional" for case in cases) and not settled
        reasons = ["provisional"] if early else []
    if not counted:
        most = max(way.max for way in there)
    return Outcome(points, low, high, most, next(iter(reasons), None), answered, not counted, several)


def _certain(rule: Rule, points: Fraction, reason: PointsReason | None) -> Outcome:
    """Points within the rule's bounds."""
    within = max(min(points, rule.most), least_of(rule))
    return Outcome(within, within, within, rule.most, reason)


def least_of(rule: Rule) -> Fraction:
    """The fewest points: a deduction that is written as points below 0 goes as far as its bound."""
    if rule.min is None and rule.each is not None and rule.each.points < 0 and rule.each.min is None:
        return -rule.most  # a deduction's maximum is the most that it takes off
    return rule.least


def _unknown(rule: Rule, reason: PointsReason) -> Outcome:
    low = least_of(rule)
    high = NONE if rule.each is not None and rule.each.points < 0 else rule.most
    return Outcome(min(NONE, high), low, high, rule.most, reason, answered=rule.most == 0 and low == 0)


def left_out(reason: PointsReason | None) -> Outcome:
    """It counts neither for points nor for the maximum."""
    return Outcome(NONE, NONE, NONE, NONE, reason, left_out=True)


def _none_arising(rule: Rule, said: NoneArising | None) -> Outcome:
    """Không phát sinh: all points, none, or left out, as the set says."""
    if said == "left_out":
        return left_out("zero_denominator")
    if said is None:
        return _unknown(rule, "zero_denominator")
    return _certain(rule, rule.most if said == "full" else NONE, "zero_denominator")

"""The cheapest next points of a unit: for each criterion the change of one figure that brings it further."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

from dxscore.model.points_rules import Share, Step
from dxscore.points.outcome import HUNDRED, Best, Bests, Figure, Figures
from dxscore.points.taken import Taken

To = Literal["full", "target", "next_step", "done"]


class Move(NamedTuple):
    """A change of one figure.

    Args:
        rule: whose figure it is.
        amount: how many more, below 0 fewer; None for yes/no.
        figure: the figure after it.
        to: what is reached.
    """

    rule: Taken
    amount: Fraction | None
    figure: Figure
    to: To


def moves(rules: list[Taken], figures: Figures, bests: Bests) -> Iterator[Move]:
    """What would bring the criterion further, by one figure each; only from figures that are there."""
    for each in rules:
        if not each.rule.cases:
            figure = figures(each)
            if figure.is_given and figure.reason in (None, "provisional"):
                yield from _moves(each, figure, bests.get((each.criterion.id, each.path), Best()))


def _moves(each: Taken, figure: Figure, best: Best) -> Iterator[Move]:
    rule = each.rule
    if rule.share is not None:
        yield from _share(each, rule.share, figure, best)
    elif rule.leader is not None and figure.numerator is not None and figure.denominator:
        missing = figure.denominator - figure.numerator
        if missing > 0:
            yield _counted(each, figure, _whole(figure, missing), "target")
    elif rule.steps is not None:
        yield from _scale(each, rule.steps, figure)
    elif rule.done is not None and figure.value == 0:
        yield Move(each, None, figure._replace(value=Fraction(1)), "done")
    elif rule.each is not None and rule.each.points > 0 and figure.value is not None:
        missing = rule.most / rule.each.points - figure.value
        if missing > 0:
            count = _whole(figure, missing)
            yield Move(each, count, figure._replace(value=figure.value + count), "full")
    elif rule.each is not None and rule.each.points < 0 and figure.value:
        yield Move(each, -figure.value, figure._replace(value=Fraction(0)), "full")


def _share(each: Taken, share: Share, figure: Figure, best: Best) -> Iterator[Move]:
    """As many as it takes to get all points: ⌈t·b/100⌉ − a, or the best unit's share of b."""
    if figure.numerator is None or not figure.denominator:
        return
    wanted = share.full_at
    if share.against == "best_unit":
        wanted = share.full_at * (best.known or Fraction(0)) / HUNDRED
    missing = wanted * figure.denominator / HUNDRED - figure.numerator
    room = None if len(each.indicators) == 2 else figure.denominator - figure.numerator
    if missing > 0:
        count = _whole(figure, missing)
        yield _counted(each, figure, count if room is None else min(count, room), "full")


def _counted(each: Taken, figure: Figure, count: Fraction, to: To) -> Move:
    return Move(each, count, figure._replace(numerator=(figure.numerator or Fraction(0)) + count), to)


def _whole(figure: Figure, missing: Fraction) -> Fraction:
    return Fraction(ceil(missing)) if figure.whole else missing


def _scale(each: Taken, steps: tuple[Step, ...], figure: Figure) -> Iterator[Move]:
    """The nearest step up, and the nearest one down where less is better."""
    value = figure.percentage
    if value is None:
        return
    rising = [s for s in steps if s.comparator in ("at_least", "more_than") and s.bound >= value]
    falling = [s for s in steps if s.comparator in ("at_most", "less_than") and s.bound <= value]
    for step in (min(rising, key=_bound, default=None), max(falling, key=_bound, default=None)):
        if step is not None:
            yield from _to_step(each, step, figure)


def _bound(step: Step) -> Fraction:
    return step.bound


def _to_step(each: Taken, step: Step, figure: Figure) -> Iterator[Move]:
    strict = step.comparator in ("more_than", "less_than")
    up = step.comparator in ("at_least", "more_than")
    scale = (
        figure.denominator / HUNDRED if figure.denominator and figure.numerator is not None else Fraction(1)
    )
    now = figure.numerator if figure.denominator and figure.numerator is not None else figure.value
    if now is None:
        return
    away = step.bound * scale - now
    count = _past(away, up=up, strict=strict)
    if count == 0:
        return
    if figure.denominator and figure.numerator is not None:
        if len(each.indicators) == 1 and not 0 <= now + count <= figure.denominator:
            return
        yield _counted(each, figure, count, "next_step")
    else:
        yield Move(each, count, figure._replace(value=now + count), "next_step")


def _past(away: Fraction, *, up: bool, strict: bool) -> Fraction:
    """The least whole change that reaches the bound, or passes it."""
    if up:
        return Fraction(floor(away) + 1 if strict else ceil(away))
    return Fraction(ceil(away) - 1 if strict else floor(away))


def one_case(each: Taken, figure: Figure, points: Callable[[Figure], Fraction]) -> Fraction | None:
    """Points that a single case moves: one more, or one fewer where there are no more."""
    if each.rule.share is None or figure.numerator is None or not figure.denominator or not figure.whole:
        return None
    a, b = figure.numerator, figure.denominator
    now = points(figure)
    fewer = now - points(figure._replace(numerator=a - 1)) if a >= 1 else Fraction(0)
    more = points(figure._replace(numerator=a + 1)) - now if a < b else Fraction(0)
    return max(abs(fewer), abs(more))

"""What would bring a unit further: what is missing to all points, what one case moves, the next points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from dxscore.model.points import NextStep
from dxscore.points.outcome import NONE, Bests, Figure, Outcome, share_points, worked_out
from dxscore.points.steps import Move, moves, one_case
from dxscore.points.taken import Taken
from dxscore.points.task import Scored, ScoredUnit, Task, maybe, of_unit
from dxscore.points.totals import total_points
from dxscore.score.arithmetic import as_decimal
from dxscore.words.text import Text

NEXT_AT_MOST: Final = 5
SMALL: Final = Fraction(1, 20)
"""A denominator is small where one case moves at least so much of the criterion's points."""


def missing_count(task: Task, unit: str, each: Scored) -> int | None:
    """How many more would bring all points, where that is a count of one figure."""
    if each.official.criterion.cases or each.stage != "computed":
        return None
    own = list(task.rules[each.official.criterion.id].values())
    found = [move for move in moves(own, of_unit(task, unit), {}) if move.to == "full"]
    count = found[0].amount if len(found) == 1 else None
    return int(count) if count is not None and count.denominator == 1 and count > 0 else None


def one_case_of(task: Task, each: Scored) -> tuple[Fraction | None, bool]:
    """Points that a single case moves, and whether the denominator is so small that it has to be said."""
    criterion = each.official.criterion
    own = task.rules[criterion.id]
    if criterion.cases or criterion.share is None or criterion.share.against == "best_unit":
        return None, False

    def points(figure: Figure) -> Fraction:
        share = figure.percentage
        return NONE if share is None else share_points(criterion, share)

    case = one_case(own[()], each.figure, points)
    return case, case is not None and criterion.most > 0 and case >= SMALL * criterion.most


def next_steps(task: Task, best: Bests, unit: ScoredUnit) -> Iterator[NextStep]:
    """The cheapest next points: by points for each case, then by points."""
    found: list[tuple[Fraction, Fraction, int, Move]] = []
    for place, each in enumerate(unit.scored):
        if each.stage != "computed" or each.official.left_out or each.official.criterion.outside:
            continue
        own = task.rules[each.official.criterion.id]
        for move in moves(list(own.values()), of_unit(task, unit.id), best):
            gain = _after(task, unit.id, own, move, best).points - each.outcome.points
            if gain > 0:
                cost = abs(move.amount) if move.amount else Fraction(1)
                found.append((gain / cost, gain, place, move))
    found.sort(key=lambda item: (-item[0], -item[1], item[2]))
    for _, _, place, move in found[:NEXT_AT_MOST]:
        gain_ = _total_gain(task, unit, place, move, best)
        if gain_ > 0:
            criterion = unit.scored[place].official.criterion
            yield NextStep(
                criterion=criterion.id,
                part=getattr(move.rule.rule, "name", None) if move.rule.path else None,
                count=maybe(move.amount),
                counted_in=_noun(task, move),
                points=as_decimal(gain_),
                to=move.to,
            )


def _after(task: Task, unit: str, own: Mapping[tuple[int, ...], Taken], move: Move, best: Bests) -> Outcome:
    figures = of_unit(task, unit)
    return worked_out(
        own[()], own, lambda each: move.figure if each.path == move.rule.path else figures(each), best
    )


def _total_gain(task: Task, unit: ScoredUnit, place: int, move: Move, best: Bests) -> Fraction:
    """What the change adds to the total, after rounding, re-scaling and caps."""
    scored = unit.scored[place]
    own = task.rules[scored.official.criterion.id]
    after = _after(task, unit.id, own, move, best)
    items = [each.official for each in unit.scored]
    items[place] = scored.official._replace(points=after.points, low=after.low, high=after.high)
    changed = total_points(task.placed, items)
    return (changed or NONE) - (unit.total.points or NONE)


def _noun(task: Task, move: Move) -> Text | None:
    """What is counted: as the set or the catalogue calls it."""
    if move.amount is None:
        return None
    if move.rule.criterion.counted_in is not None:
        return move.rule.criterion.counted_in
    indicator = task.catalogue.indicators.get(move.rule.indicators[0]) if move.rule.indicators else None
    return indicator.counted_in if indicator is not None else None

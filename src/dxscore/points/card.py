"""The points card as it travels: decimals of exact fractions, a unit at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from dxscore.model.points import CriterionPoints, GroupPoints, UnitPoints, WhatIf
from dxscore.points.next_steps import missing_count, next_steps, one_case_of
from dxscore.points.outcome import NONE, Bests, looks_at_others
from dxscore.points.task import Scored, ScoredUnit, Task, maybe
from dxscore.points.totals import Official, Ranked, Total, band_of, half_up, set_max
from dxscore.score.arithmetic import as_decimal


def written_unit(task: Task, best: Bests, unit: ScoredUnit, ranked: Ranked | None) -> UnitPoints:
    """One unit as it travels.

    Args:
        task: what was scored.
        best: the best units, for what would bring this one further.
        unit: what its criteria came to.
        ranked: its rank; None where it has none.
    """
    own, whole = task.placed.set, unit.total
    band, low, high = (band_of(own.bands, points) for points in (whole.points, whole.low, whole.high))
    unanswered = tuple(s.official.criterion.id for s in unit.scored if not s.official.answered)
    return UnitPoints(
        reporting_unit=unit.id,
        name=task.catalogue.name(unit.id),
        total=maybe(whole.points),
        low=maybe(whole.low),
        high=maybe(whole.high),
        max=as_decimal(set_max(task.placed)),
        complete=not unanswered,
        unanswered=unanswered,
        unanswered_points=as_decimal(whole.unanswered),
        rank=ranked.rank if ranked else None,
        rank_best=ranked.best if ranked else None,
        rank_worst=ranked.worst if ranked else None,
        band=band.name if band else None,
        band_low=low.name if low and low != band else None,
        band_high=high.name if high and high != band else None,
        bonus=as_decimal(whole.bonus),
        deduction=as_decimal(whole.deduction),
        left_out=tuple(s.official.criterion.id for s in unit.scored if s.official.left_out),
        rescaled=whole.rescaled,
        capped_at=maybe(whole.capped_at),
        groups=tuple(_groups(task, unit)),
        criteria=tuple(_written_criterion(task, unit, each) for each in unit.scored),
        next=tuple(next_steps(task, best, unit)),
    )


def _groups(task: Task, unit: ScoredUnit) -> Iterator[GroupPoints]:
    places = task.placed.set.rounding.each
    for group in task.placed.set.groups:
        own = [s.official for s in unit.scored if s.official.criterion.group == group.id]
        counted = [item for item in own if not item.left_out]

        def added(name: str, items: list[Official] = counted) -> Decimal:
            return as_decimal(sum((half_up(getattr(item, name), places) for item in items), NONE))

        most = sum((item.criterion.most for item in own if not item.criterion.outside), NONE)
        yield GroupPoints(
            group=group.id, max=as_decimal(most), total=added("points"), low=added("low"), high=added("high")
        )


def _written_criterion(task: Task, unit: ScoredUnit, each: Scored) -> CriterionPoints:
    item, places = each.official, task.placed.set.rounding.each
    criterion = item.criterion
    known = item.answered and not item.left_out
    points = half_up(item.points, places)
    case, small = one_case_of(task, each)
    missing = half_up(item.max, places) - points if known and not criterion.outside else None
    return CriterionPoints(
        criterion=criterion.id,
        max=as_decimal(item.max),
        computed=maybe(each.numbers["computed"]),
        self_=maybe(each.numbers["self"]),
        verified=maybe(each.numbers["verified"]),
        official=as_decimal(points) if known else None,
        low=as_decimal(half_up(item.low, places)),
        high=as_decimal(half_up(item.high, places)),
        left_out=item.left_out,
        cause=each.reason,
        reason=each.explanation or None,
        evidence=each.evidence or None,
        numerator=maybe(each.figure.numerator),
        denominator=maybe(each.figure.denominator),
        value=maybe(each.figure.percentage),
        period=each.figure.period,
        missing=maybe(missing),
        missing_count=missing_count(task, unit.id, each),
        one_case=maybe(None if case is None else half_up(case, places)),
        small=small,
        depends_on_others=any(looks_at_others(own.rule) for own in task.rules[criterion.id].values()),
    )


def what_if(
    task: Task,
    units: Sequence[ScoredUnit],
    ranked: Sequence[Ranked | None],
    before: Mapping[str, tuple[Total, Ranked | None]],
) -> Iterator[WhatIf]:
    """Of each figure that is supposed, the unit's total and rank without and with all that is supposed."""
    after = {unit.id: (unit.total, rank) for unit, rank in zip(units, ranked, strict=True)}
    for item in task.supposed:
        old, new = before[item.reporting_unit], after[item.reporting_unit]
        yield WhatIf(
            criterion=item.criterion,
            reporting_unit=item.reporting_unit,
            figure=item.typed,
            total_before=maybe(old[0].points),
            total_after=maybe(new[0].points),
            rank_before=old[1].rank if old[1] else None,
            rank_after=new[1].rank if new[1] else None,
        )

"""A set, figures and given points in; every unit's points out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dxscore.model.finding import Finding
from dxscore.model.in_order import in_order
from dxscore.model.points import PointsCard
from dxscore.model.points_set import Criterion
from dxscore.model.scorecard import InputFile
from dxscore.points.card import what_if, written_unit
from dxscore.points.criteria import scored_criterion
from dxscore.points.figures import bests
from dxscore.points.findings import findings_of
from dxscore.points.outcome import Bests
from dxscore.points.taken import taken
from dxscore.points.task import ScoredUnit, Task
from dxscore.points.totals import Ranked, ranks, set_max, total
from dxscore.score.arithmetic import as_decimal
from dxscore.score.findings import capped


def score(
    task: Task,
    inputs: tuple[InputFile, ...] = (),
    findings: Sequence[Finding] = (),
    periods: tuple[str, ...] = (),
) -> PointsCard:
    """Every unit's points, ranks and next steps; the same input gives the same card."""
    before = None
    if task.supposed:
        plain = _scored(_without(task))
        before = {unit.id: (unit.total, rank) for unit, rank in zip(plain, _ranks(plain), strict=True)}
    units = _scored(task)
    best = _bests(task)
    ranked = _ranks(units)
    found = [*findings, *capped(findings_of(task, units)).findings]
    order = sorted(range(len(units)), key=lambda n: _order(units[n], ranked[n], n))
    own = task.placed.set
    return PointsCard(
        set=own.id,
        name=own.name,
        sha256=task.placed.sha256,
        period=str(task.period),
        periods=periods,
        max=as_decimal(set_max(task.placed)),
        illustrative=own.illustrative,
        remarks=own.remarks,
        compared=tuple(dict.fromkeys(criterion for criterion, _ in best)),
        inputs=inputs,
        units=tuple(written_unit(task, best, units[n], ranked[n]) for n in order),
        what_if=tuple(what_if(task, units, ranked, before)) if before is not None else (),
        findings=in_order(found),
    )


def _without(task: Task) -> Task:
    return Task(
        task.placed, task.catalogue, task.units, task.period, task.source, task.chosen, task.beside, ()
    )


def _bests(task: Task) -> Bests:
    """The best units, by the figures with what is supposed in them."""
    task.source.supposed = {
        (item.reporting_unit, indicator): item.figure
        for item in task.supposed
        for indicator in _supposable(task.placed.criterion(item.criterion), task)
    }
    return bests(task.placed, task.units, task.source, task.catalogue)


def _supposable(criterion: Criterion, task: Task) -> tuple[str, ...]:
    """The one indicator whose figure is supposed."""
    own = [each for each in taken(criterion, task.placed.set) if not each.rule.cases]
    return own[0].indicators[:1] if own else ()


def _scored(task: Task) -> list[ScoredUnit]:
    best = _bests(task)
    units = []
    for unit in task.units:
        scored = tuple(
            scored_criterion(task, unit, criterion, task.rules[criterion.id], best)
            for criterion in task.placed.criteria
        )
        units.append(ScoredUnit(unit, scored, total(task.placed, [each.official for each in scored])))
    return units


def _ranks(units: Sequence[ScoredUnit]) -> list[Ranked | None]:
    return ranks([unit.total for unit in units])


def _order(unit: ScoredUnit, ranked: Ranked | None, place: int) -> tuple[bool, int, Fraction, int]:
    """Best rank first; those without one after them, by their total."""
    points = unit.total.points if unit.total.points is not None else Fraction(-1)
    return ranked is None, ranked.rank if ranked else 0, -points, place

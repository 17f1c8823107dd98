"""One target, the figures that speak on it, one result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from dxscore.model.assignments import Basis, Duty, Task
from dxscore.model.catalogue import Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Coverage, Owner, Remark, Result, TargetRef, TargetSource
from dxscore.score import arithmetic
from dxscore.score.arithmetic import ALL_OR_NOTHING, Threshold, as_decimal
from dxscore.score.deadlines import DatedTarget
from dxscore.score.figures import Bench, Figure
from dxscore.score.outcomes import Outcome, outcome
from dxscore.score.select import Selection, Usable, select


def judge(
    catalogue: Catalogue,
    indicator: Indicator,
    dated: DatedTarget,
    usable: Usable,
    as_of: date,
    unit: str | None = None,
) -> Result:
    """The result of `dated` on `as_of`; with `unit`, on that unit's own figures alone."""
    each = indicator.judged_on == "each"  # a figure for the whole place says nothing of each unit
    selection = select(
        usable.by_indicator.get(indicator.id, ()),
        (unit,) if unit else catalogue.reporting_units(indicator.id),
        None if unit or each else catalogue.total_unit(indicator.id),
        dated,
        as_of,
        catalogue.targets.plan.reporting_calendar,
    )
    threshold = Threshold(dated.target.comparator, tuple(Fraction(bound) for bound in dated.target.bounds))
    bench = Bench(indicator, dated, threshold, usable.contradicted)
    figures = {name: _figure(bench, selection, name) for name in selection.units}
    units = tuple(bench.unit_result(name, figure) for name, figure in figures.items())
    outcome_ = outcome(bench, figures, selection.stale)
    result = _result(bench, outcome_, _remarks(bench, selection, figures, outcome_.figure))
    serving = catalogue.serving(indicator.id)
    lead = _united((body, _basis(item, indicator.id)) for item in serving for body in _leading(item))
    leading = {owner.body for owner in lead}
    beside = _united((body, _basis(item, indicator.id)) for item in serving for body in item.coordinating)
    return result.model_copy(
        update={
            "reporting_unit": unit,
            "units": units if len(units) > 1 else (),
            "tasks": tuple(item.id for item in serving),
            "lead": lead,
            "coordinating": tuple(owner for owner in beside if owner.body not in leading),
        }
    )


def _leading(item: Task | Duty) -> tuple[str, ...]:
    return item.lead if isinstance(item, Task) else item.bodies


_GROUNDS: tuple[Basis, ...] = ("stated", "inferred")


def _basis(item: Task | Duty, indicator: str) -> Basis:
    """On what ground `item` is said to serve the indicator: stated, where both are said."""
    return min((served.basis for served in item.serves if served.indicator == indicator), key=_GROUNDS.index)


def _united(owners: Iterable[tuple[str, Basis]]) -> tuple[Owner, ...]:
    """Every body once, on the best ground there is."""
    grounds: dict[str, Basis] = {}
    for body, basis in owners:
        grounds[body] = min(grounds.get(body, basis), basis, key=_GROUNDS.index)
    return tuple(Owner(body=body, basis=basis) for body, basis in grounds.items())


def _figure(bench: Bench, selection: Selection, unit: str) -> Figure:
    if unit in selection.absent:
        return Figure(reason=selection.absent[unit])
    return bench.figure(selection.chosen[unit], selection.stale)


def _result(bench: Bench, outcome: Outcome, remarks: tuple[Remark, ...]) -> Result:
    """The outcome as a result, its owners still to be named."""
    figure, threshold = outcome.figure, bench.threshold
    judged = None if figure.reason is not None else figure.value
    margin = None if judged is None else arithmetic.margin(judged, threshold)
    return Result(
        indicator=bench.indicator.id,
        pillar=bench.indicator.pillar,
        target=_target_ref(bench.dated),
        due=bench.dated.due,
        period=str(figure.period) if figure.period else None,
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=bench.shown(figure.value),
        status=outcome.status,
        reason=figure.reason,
        remarks=remarks,
        exceeded=outcome.status == "met" and _exceeds(bench, judged),
        provisional=outcome.provisional,
        margin=None if margin is None else as_decimal(margin, Fraction(0)),
        gap=bench.gap(figure),
        gap_count=outcome.gap_count,
        achievement=None if outcome.achieved is None else as_decimal(outcome.achieved, *ALL_OR_NOTHING),
        coverage=Coverage(
            reported=outcome.expected - len(outcome.missing),
            expected=outcome.expected,
            missing=outcome.missing,
        ),
    )


def _exceeds(bench: Bench, value: Fraction | None) -> bool:
    """'Vượt': a share that has to reach 100 cannot be exceeded, as no value lies beyond it."""
    return value is not None and arithmetic.exceeds(value, bench.threshold)


def _target_ref(dated: DatedTarget) -> TargetRef:
    target = dated.target
    numbers = [format(bound, "f") for bound in target.bounds]
    threshold = None if not numbers else numbers[0] if len(numbers) == 1 else (numbers[0], numbers[1])
    return TargetRef(
        by=dated.year,
        every=target.every,
        comparator=target.comparator,
        threshold=threshold,
        source=TargetSource(document=target.source.document, section=target.source.section),
    )


def _remarks(
    bench: Bench, selection: Selection, figures: Mapping[str, Figure], whole: Figure
) -> tuple[Remark, ...]:
    """What a reader should know beside the verdict on `whole`."""
    remarks: list[Remark] = []
    strict = whole.value is not None and arithmetic.on_strict_threshold(whole.value, bench.threshold)
    if strict and whole.reason is None:
        remarks.append("on_strict_threshold")
    if len({figure.period for figure in figures.values() if figure.is_given}) > 1:
        remarks.append("mixed_periods")
    if selection.whole_row:
        remarks.append("whole_row")
    return tuple(remarks)

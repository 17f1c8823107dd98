"""One target, the figures that speak on it, one result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.assignments import Duty, Task
from dxscore.model.catalogue import Basis, Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.scorecard import (
    JUDGED,
    Coverage,
    Owner,
    Reason,
    Remark,
    Result,
    Status,
    TargetRef,
    TargetSource,
)
from dxscore.score import arithmetic
from dxscore.score.arithmetic import ALL_OR_NOTHING, Threshold, as_decimal
from dxscore.score.deadlines import DatedTarget
from dxscore.score.figures import Bench, Figure
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


class Outcome(NamedTuple):
    """What the figures come to, before it is dressed as a result.

    Args:
        figure: the figure of the whole; without a value where every unit is judged by itself.
        status: the verdict.
        gap_count: what is missing in whole counts.
        missing: ids of units expected without a figure that could be counted.
        expected: how many units were expected: all but those that declared it not applicable.
        achieved: how much of the target is reached, 0 to 1.
        provisional: the missing units could still change the verdict.
    """

    figure: Figure
    status: Status
    gap_count: int | None
    missing: tuple[str, ...]
    expected: int
    achieved: Fraction | None = None
    provisional: bool = False


def outcome(bench: Bench, figures: Mapping[str, Figure], stale: bool) -> Outcome:
    """The outcome of the units' figures, by the indicator's own way of judging."""
    if bench.indicator.judged_on == "each" and len(figures) > 1:
        return _each(bench, figures)
    counted = {unit: figure for unit, figure in figures.items() if _counts(bench, figure, len(figures))}
    expected = {unit: figure for unit, figure in figures.items() if figure.reason != "declared"}
    missing = tuple(unit for unit in expected if stale or unit not in counted)
    figure = _whole(bench, figures, tuple(counted.values()))
    value = figure.value if figure.reason is None else None
    return Outcome(
        figure,
        bench.verdict(figure),
        bench.gap_count(figure),
        missing,
        len(expected),
        None if value is None else arithmetic.achievement(value, bench.threshold),
        provisional=bool(missing) and value is not None and not _settled(bench, figure, value),
    )


def _each(bench: Bench, figures: Mapping[str, Figure]) -> Outcome:
    """Every unit by itself: one failing unit settles it, and the gap is the number of failing units.

    A unit where nothing arose has reported; it can neither pass nor fail.
    """
    expected = {unit: figure for unit, figure in figures.items() if figure.reason != "declared"}
    verdicts = {unit: bench.verdict(figure) for unit, figure in expected.items()}
    judged = [status for status in verdicts.values() if status in JUDGED]
    missing = tuple(
        unit
        for unit, figure in expected.items()
        if verdicts[unit] not in JUDGED and figure.reason != "zero_denominator"
    )
    if not judged:
        figure = Figure(reason=_why_none(figures.values()))
        return Outcome(figure, bench.verdict(figure), None, missing, len(expected))
    failing = len(judged) - judged.count("met")
    status: Status = "met" if not failing else "missed" if bench.dated.due else "pending"
    return Outcome(
        Figure(period=_newest_period(expected.values())),
        status,
        failing,
        missing,
        len(expected),
        arithmetic.portion_met(judged) if bench.threshold.bounds else None,
        provisional=bool(missing) and not failing,
    )


def _counts(bench: Bench, figure: Figure, units: int) -> bool:
    """Whether a figure can go into the sum: a share needs its parts, unless it is the only one."""
    if bench.indicator.measure == "share" and units > 1:
        return figure.denominator is not None
    return figure.is_given


def _whole(bench: Bench, figures: Mapping[str, Figure], counted: Sequence[Figure]) -> Figure:
    """The figure of the whole, exact: numerators and denominators added up, or the values of a number."""
    if len(figures) == 1:
        return next(iter(figures.values()))
    if not counted:
        return Figure(reason=_why_none(figures.values()))
    period = _newest_period(counted)
    stale: Reason | None = "stale" if all(f.reason == "stale" for f in counted) else None
    if bench.indicator.measure != "share":
        total = sum((f.value or Fraction(0) for f in counted), Fraction(0))
        return Figure(total, reason=stale, period=period)
    numerator = sum((f.numerator or Decimal(0) for f in counted), Decimal(0))
    denominator = sum((f.denominator or Decimal(0) for f in counted), Decimal(0))
    if denominator == 0:
        return Figure(None, numerator, denominator, stale or "zero_denominator", period)
    return Figure(arithmetic.percentage(numerator, denominator), numerator, denominator, stale, period)


def _newest_period(figures: Iterable[Figure]) -> Period | None:
    """The period that ends last, the longest of those."""
    given = (figure.period for figure in figures if figure.period and figure.is_given)
    return max(given, key=lambda p: (p.year, p.last_month, -p.first_month), default=None)


def _why_none(figures: Iterable[Figure]) -> Reason:
    """Why not one unit's figure could be counted: the weightiest of the units' own reasons."""
    given = tuple(figures)
    reasons = {figure.reason for figure in given}
    if any(figure.value is not None and figure.reason is None for figure in given):
        return "no_parts"
    order: tuple[Reason, ...] = (
        "contradictory",
        "no_evidence",
        "zero_denominator",
        "stale",
        "after_deadline",
        "not_reported",
    )
    return next((reason for reason in order if reason in reasons), "declared")


def _settled(bench: Bench, figure: Figure, value: Fraction) -> bool:
    """Whether units that are missing cannot change the verdict."""
    if figure.numerator is not None and figure.denominator is not None:
        return arithmetic.share_is_settled(figure.numerator, figure.denominator, bench.threshold)
    return bench.indicator.only_adds_up and arithmetic.sum_is_settled(value, bench.threshold)

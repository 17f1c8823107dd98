"""Many units' figures, one outcome: pooled, or every unit by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.period import Period
from dxscore.model.scorecard import JUDGED, Reason, Status
from dxscore.score import arithmetic
from dxscore.score.figures import Bench, Figure


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

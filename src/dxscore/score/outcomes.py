"""Many units' figures, one outcome: pooled, or every unit by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dxscore.model.scorecard import Reason, Status
from dxscore.score import arithmetic
from dxscore.score.figures import Bench, Figure


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the figures come to, before it is dressed as a result.

    Args:
        figure: the figure of the whole; without a value where every unit is judged by itself.
        status: the verdict.
        gap_count: what is missing in whole counts.
        missing: ids of units expected without a figure that could be counted.
        expected: how many units were expected: all but those that declared it not applicable.
        provisional: the missing units could still change the verdict.
    """

    figure: Figure
    status: Status
    gap_count: int | None
    missing: tuple[str, ...]
    expected: int
    provisional: bool = False


def outcome(bench: Bench, figures: Mapping[str, Figure], stale: bool) -> Outcome:
    """The outcome of the units' figures, by the indicator's own way of judging."""
    if bench.indicator.judged_on == "each" and len(figures) > 1:
        return _each(bench, figures)
    counted = {unit: figure for unit, figure in figures.items() if _counts(bench, figure, len(figures))}
    expected = {unit: figure for unit, figure in figures.items() if figure.reason != "declared"}
    missing = tuple(unit for unit in expected if stale or unit not in counted)
    figure = _whole(bench, figures, tuple(counted.values()))
    return Outcome(
        figure,
        bench.verdict(figure),
        bench.gap_count(figure),
        missing,
        len(expected),
        provisional=bool(missing) and figure.reason is None and not _settled(bench, figure),
    )


def _each(bench: Bench, figures: Mapping[str, Figure]) -> Outcome:
    """Every unit by itself: one failing unit settles it, and the gap is the number of failing units."""
    expected = {unit: figure for unit, figure in figures.items() if figure.reason != "declared"}
    verdicts = {unit: bench.verdict(figure) for unit, figure in expected.items()}
    missing = tuple(unit for unit, status in verdicts.items() if status in ("no_data", "not_assessable"))
    failing = sum(status in ("missed", "pending") for status in verdicts.values())
    if len(missing) == len(expected):
        figure = Figure(reason=_why_none(figures.values()))
        return Outcome(figure, bench.verdict(figure), None, missing, len(expected))
    period = max((f.period for f in expected.values() if f.period), key=lambda p: (p.year, p.last_month))
    status: Status = "met" if not failing else "missed" if bench.dated.due else "pending"
    provisional = bool(missing) and not failing
    return Outcome(Figure(period=period), status, failing, missing, len(expected), provisional)


def _counts(bench: Bench, figure: Figure, units: int) -> bool:
    """Whether a figure can go into the sum: a share needs its parts, unless it is the only one."""
    if bench.indicator.measure == "share" and units > 1:
        return figure.denominator is not None
    return figure.value is not None or figure.denominator is not None


def _whole(bench: Bench, figures: Mapping[str, Figure], counted: Sequence[Figure]) -> Figure:
    """The figure of the whole, exact: numerators and denominators added up, or the values of a number."""
    if len(figures) == 1:
        return next(iter(figures.values()))
    if not counted:
        return Figure(reason=_why_none(figures.values()))
    period = max(
        (f.period for f in counted if f.period), key=lambda p: (p.year, p.last_month, -p.first_month)
    )
    stale: Reason | None = "stale" if all(f.reason == "stale" for f in counted) else None
    if bench.indicator.measure != "share":
        total = sum((f.value or Fraction(0) for f in counted), Fraction(0))
        return Figure(total, reason=stale, period=period)
    numerator = sum((f.numerator or Decimal(0) for f in counted), Decimal(0))
    denominator = sum((f.denominator or Decimal(0) for f in counted), Decimal(0))
    if denominator == 0:
        return Figure(None, numerator, denominator, stale or "zero_denominator", period)
    return Figure(arithmetic.percentage(numerator, denominator), numerator, denominator, stale, period)


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


def _settled(bench: Bench, figure: Figure) -> bool:
    """Whether units that are missing cannot change the verdict."""
    if figure.value is None:
        return False
    if figure.numerator is not None and figure.denominator is not None:
        return arithmetic.share_is_settled(figure.numerator, figure.denominator, bench.threshold)
    only_adds = bench.indicator.minimum is not None and bench.indicator.minimum >= 0
    return only_adds and arithmetic.sum_is_settled(figure.value, bench.threshold)

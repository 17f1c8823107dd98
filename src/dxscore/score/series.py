"""A series as it travels: its points, what it leads to, and where the plan's own path stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from dxscore.model.catalogue import Indicator, Target
from dxscore.model.trend import LeftOut, PathStep, Series, SeriesPoint
from dxscore.score import arithmetic
from dxscore.score.arithmetic import Threshold
from dxscore.score.deadlines import DatedTarget
from dxscore.score.judge import reference_of
from dxscore.score.trend import Joined, Known, Towards, travels


def series(indicator: Indicator, dated: DatedTarget, told: Towards, unit: str | None) -> Series:
    """The series as it travels."""
    projection, bounds = told.projection, [Fraction(bound) for bound in dated.target.bounds]
    return Series(
        indicator=indicator.id,
        pillar=indicator.pillar,
        reporting_unit=unit,
        target=reference_of(dated, told.held),
        target_by=str(dated.at or dated.year),
        due=dated.due,
        points=tuple(_point(each, indicator, bounds) for each in told.joined.points),
        left_out=tuple(LeftOut(period=o.period, reason=o.reason) for o in told.joined.left_out),
        change_per_year=travels(projection.change, indicator),
        needed_per_year=travels(projection.needed, indicator),
        needed_count_per_year=told.needed_count,
        projected=travels(projection.projected, indicator, *bounds),
        outlook=projection.outlook,
        provisional=projection.provisional,
        reason=projection.reason,
        path=_path(dated.target, told.joined, indicator),
    )


def _point(known: Known, indicator: Indicator, bounds: Sequence[Fraction]) -> SeriesPoint:
    value = travels(known.value, indicator, *bounds)
    return SeriesPoint(
        period=known.period,
        closes=known.closes,
        value=Decimal(0) if value is None else value,
        numerator=known.numerator,
        denominator=known.denominator,
    )


def _path(target: Target, joined: Joined, indicator: Indicator) -> PathStep | None:
    """The plan's own value for the newest year of the series, or for the next year that it names."""
    if not target.path:
        return None
    newest = joined.points[-1] if joined.points else None
    years = sorted(target.path)
    year = next((y for y in reversed(years) if newest is not None and y == newest.months.year), None)
    if year is None:
        after = 0 if newest is None else newest.months.year
        year = next((y for y in years if y > after), years[-1])
    stated = target.path[year]
    distance = None
    if newest is not None and newest.months.year == year:
        distance = arithmetic.margin(newest.value, Threshold(target.comparator, (Fraction(stated),)))
    return PathStep.model_construct(year=year, value=stated, distance=travels(distance, indicator))

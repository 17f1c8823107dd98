"""The figure of the whole, period by period: pooled as in a verdict, but held against no target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dxscore.model.catalogue import Indicator
from dxscore.model.history import History, Point
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.score.arithmetic import percentage
from dxscore.score.select import Usable


def history(
    catalogue: Catalogue, usable: Usable, as_of: date, reporting_unit: str | None = None
) -> tuple[History, ...]:
    """Every indicator's pooled figure in every period known by `as_of`, in the catalogue's order.

    Numerators and denominators are added over the units that reported that very period; coverage stands
    beside each sum, and one row for the whole place is taken where no unit reported. Yes/no indicators and
    those judged unit by unit have no figure of the whole, and so no history.

    Args:
        catalogue: indicators, and who reports them.
        usable: the rows that were judged: of `reporting_unit` alone where it is given.
        as_of: the day of judgement: what closes later is left out.
        reporting_unit: this unit's own figures alone.
    """
    told = (
        History(indicator.id, _points(catalogue, indicator, usable, as_of, reporting_unit))
        for indicator in catalogue.targets.indicators
    )
    return tuple(item for item in told if item.points)


def _points(
    catalogue: Catalogue, indicator: Indicator, usable: Usable, as_of: date, unit: str | None
) -> tuple[Point, ...]:
    reporting = catalogue.reporting_units(indicator.id)
    among = set(reporting)
    units = tuple(each for each in catalogue.units(unit) if each in among) if unit else reporting
    total = catalogue.total_of(unit) if unit else catalogue.total_unit(indicator.id)
    if indicator.measure == "yes_no" or (indicator.judged_on == "each" and len(units) > 1):
        return ()
    calendar = catalogue.targets.plan.reporting_calendar
    by_period: dict[Period, dict[str, Observation]] = defaultdict(dict)
    for o in usable.by_indicator.get(indicator.id, ()):
        contradicted = (o.indicator, o.reporting_unit, o.period) in usable.contradicted
        if o.closes(calendar) <= as_of and not contradicted:
            by_period[o.period][o.reporting_unit] = o
    points = (
        _point(
            indicator,
            period,
            period.closes(calendar),
            own,
            _owing(catalogue, indicator.id, period, units),
            total,
        )
        for period, own in by_period.items()
    )
    told = (point for point in points if point is not None)
    return tuple(sorted(told, key=lambda point: (point.closes, point.period.first_month)))


def _owing(catalogue: Catalogue, indicator: str, period: Period, units: Sequence[str]) -> Sequence[str]:
    """Of `units` those that owe the figure; one unit alone always does."""
    if len(units) < 2:
        return units
    owing = set(catalogue.owing(indicator, period))
    return [unit for unit in units if unit in owing]


def _point(
    indicator: Indicator,
    period: Period,
    closes: date,
    own: Mapping[str, Observation],
    units: Sequence[str],
    total: str | None,
) -> Point | None:
    """The sum over the units, or None where there is nothing to add up."""
    if total is not None and total in own and not any(unit in own for unit in units):
        units = (total,)
    given = [own[unit] for unit in units if unit in own]
    expected = len(units) - sum(o.not_applicable for o in given)
    counted = [o for o in given if not o.not_applicable and _counts(indicator, o, len(units))]
    figure = _sum(indicator, counted)
    return None if figure is None else Point(period, closes, *figure, len(counted), expected)


def _counts(indicator: Indicator, observation: Observation, units: int) -> bool:
    """Whether a row can go into the sum: a share needs its parts, unless it is the only one."""
    if indicator.needs_evidence and not observation.evidence:
        return False
    if indicator.measure == "share" and units > 1:
        return observation.denominator is not None
    return observation.value is not None or observation.denominator is not None


def _sum(
    indicator: Indicator, counted: Sequence[Observation]
) -> tuple[Fraction, Decimal | None, Decimal | None] | None:
    """Value, numerator and denominator; None where there is nothing, or nothing but zeros, to divide by."""
    if any(o.denominator is not None for o in counted):
        numerator = sum((o.numerator or Decimal(0) for o in counted), Decimal(0))
        denominator = sum((o.denominator or Decimal(0) for o in counted), Decimal(0))
        return (percentage(numerator, denominator), numerator, denominator) if denominator else None
    if not counted or indicator.measure != "number":
        single = counted[0].value if len(counted) == 1 else None
        return None if single is None else (Fraction(single), None, None)
    return sum((Fraction(o.value or 0) for o in counted), Fraction(0)), None, None

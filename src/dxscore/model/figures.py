"""What can be read off a scorecard's figures, by scoring and by every report alike."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from dxscore.model.scorecard import Result, UnitResult


def exact_value(figure: Result | UnitResult) -> Fraction | None:
    """The value before rounding: from the parts where there are any."""
    if figure.numerator is not None and figure.denominator:
        above, of = figure.numerator.as_integer_ratio()
        below, of_below = figure.denominator.as_integer_ratio()
        return Fraction(100 * above * of_below, of * below)
    return None if figure.value is None else Fraction(figure.value)


def lagging_units(result: Result) -> list[UnitResult]:
    """Units whose own figure is below the target: the farthest first, then those with more to do."""
    return farthest_first(result.units)


def farthest_first(units: Iterable[UnitResult]) -> list[UnitResult]:
    """Those of `units` below the target: the farthest first, then those with more to do."""
    lagging = [unit for unit in units if unit.status in ("missed", "pending")]
    return sorted(lagging, key=lambda u: (u.gap or Decimal(0), u.gap_count or 0), reverse=True)

"""What is not satisfied, and who has to act."""

from __future__ import annotations

from collections.abc import Sequence

from dxscore.model.figures import lagging_units
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Gap, Result, UnitResult

WORST_AT_MOST = 5


def gaps(catalogue: Catalogue, results: Sequence[Result]) -> tuple[Gap, ...]:
    """One gap for each result that is neither satisfied nor waived, or due and not satisfied for certain.

    Where every unit is judged by itself, one for each failing unit.
    """
    return tuple(gap for result in results for gap in _of_result(catalogue, result))


def _of_result(catalogue: Catalogue, result: Result) -> list[Gap]:
    unconfirmed = result.status == "met" and result.provisional and result.falls_due
    if result.status in ("met", "not_applicable", "waived") and not unconfirmed:
        return []
    lagging = lagging_units(result)
    each = catalogue.indicators[result.indicator].judged_on == "each"
    if each and lagging:
        return [_gap(result, unit) for unit in lagging]
    worst = tuple(unit.reporting_unit for unit in lagging[:WORST_AT_MOST])
    return [
        Gap.model_construct(
            indicator=result.indicator,
            reporting_unit=result.reporting_unit,
            target_by=result.target_by,
            status=result.status,
            reason=result.reason,
            gap=None if unconfirmed else result.gap,
            gap_count=None if unconfirmed else result.gap_count,
            lead=result.lead,
            coordinating=result.coordinating,
            worst_units=worst,
        )
    ]


def _gap(result: Result, unit: UnitResult) -> Gap:
    return Gap.model_construct(
        indicator=result.indicator,
        reporting_unit=unit.reporting_unit,
        target_by=result.target_by,
        status="missed" if unit.status == "missed" else "pending",  # nothing else lags
        reason=unit.reason,
        gap=unit.gap,
        gap_count=unit.gap_count,
        lead=result.lead,
        coordinating=result.coordinating,
        worst_units=(),
    )

"""Waivers held against a scorecard: a waived miss is neither met nor missed, and counts apart.

A waiver changes what a miss is called, never a figure: value, margin, gap and coverage stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import JUDGED, UNMET, Result, Scorecard, UnitResult, WaiverRef, WaiversRef
from dxscore.model.waivers import PlacedWaiver, Waiver, Waivers
from dxscore.score.arithmetic import ALL_OR_NOTHING, as_decimal, portion_met
from dxscore.score.gaps import gaps
from dxscore.score.totals import pillar_counts, summarise

WARNED_DAYS_BEFORE = 30

Held = Mapping[tuple[str, str | None], Waiver]
"""The waivers that hold, by indicator and unit (None: everybody)."""


def waive(catalogue: Catalogue, scorecard: Scorecard, waivers: Waivers) -> Scorecard:
    """The scorecard with every due miss under a waiver as `waived`, and what is to be said of the waivers.

    A waiver holds from its first to its last day, both included, judged on the scorecard's own day. One for a
    unit waives that unit's own figure; of a pooled target only the unit's line. Where every unit is judged by
    itself, the target is waived once no other unit fails it.
    """
    day = scorecard.day
    results = waived_results(catalogue, scorecard.results, waivers, day)
    said = _said(catalogue, results, waivers, day)
    weights = {pillar.id: pillar.weight for pillar in catalogue.targets.pillars}
    waived = scorecard.model_copy(
        update={
            "waivers": WaiversRef(file=waivers.file, sha256=waivers.sha256),
            "summary": summarise(results, weights),
            "pillars": pillar_counts(results, tuple(catalogue.pillars)),
            "results": results,
            "gaps": gaps(catalogue, results),
        }
    )
    return waived.with_findings((*scorecard.findings, *said))


def waived_results(
    catalogue: Catalogue, results: Iterable[Result], waivers: Waivers, day: date
) -> tuple[Result, ...]:
    """The results with every due miss under a waiver that holds on `day` as `waived`."""
    held = {_key(p.waiver): p.waiver for p in waivers.items if p.waiver.from_ <= day <= p.waiver.until}
    return tuple(_held_against(catalogue, result, held) for result in results)


def _key(waiver: Waiver) -> tuple[str, str | None]:
    return waiver.indicator, waiver.reporting_unit


def _held_against(catalogue: Catalogue, result: Result, held: Held) -> Result:
    """The result with its own and its units' misses waived. What is not due has missed nothing yet."""
    if not result.due:
        return result
    everybody = held.get((result.indicator, None)) if result.status in UNMET else None
    units = tuple(
        _unit(unit, held.get((result.indicator, unit.reporting_unit)) or everybody) for unit in result.units
    )
    result = result.model_copy(update={"units": units})
    if catalogue.indicators[result.indicator].judged_on == "each" and units:
        return _each(result)
    waiver = held.get((result.indicator, _sole_unit(catalogue, result))) or everybody
    return _waived(result, waiver) if waiver and result.status in UNMET else result


def _sole_unit(catalogue: Catalogue, result: Result) -> str | None:
    """The id of the unit if the result is one unit's figure alone; None where several are pooled."""
    if result.reporting_unit is not None:
        return result.reporting_unit
    units = catalogue.reporting_units(result.indicator)
    return units[0] if len(units) == 1 else None


def _unit(unit: UnitResult, waiver: Waiver | None) -> UnitResult:
    if waiver is None or unit.status not in UNMET:
        return unit
    return unit.model_copy(update={"status": "waived", "waiver": _ref(waiver)})


def _each(result: Result) -> Result:
    """Waived once no unit without a waiver stands in its way; else counted over the other units."""
    waivers = [unit.waiver for unit in result.units if unit.waiver is not None]
    if not waivers or result.status not in UNMET:
        return result
    open_ = [unit for unit in result.units if unit.status in UNMET]
    failing = sum(unit.status == "missed" for unit in result.units)
    if not failing and (result.status == "missed" or not open_):
        first_to_end = min(waivers, key=lambda waiver: waiver.until)
        update = {"status": "waived", "waiver": first_to_end, "provisional": bool(open_)}
        return result.model_copy(update=update)
    if result.status != "missed":
        return result
    achieved = portion_met([unit.status for unit in result.units if unit.status in JUDGED])
    share = None if result.achievement is None else as_decimal(achieved, *ALL_OR_NOTHING)
    return result.model_copy(update={"gap_count": failing, "achievement": share})


def _waived(result: Result, waiver: Waiver) -> Result:
    return result.model_copy(update={"status": "waived", "waiver": _ref(waiver)})


def _ref(waiver: Waiver) -> WaiverRef:
    return WaiverRef.model_construct(
        reason=waiver.reason,
        document=waiver.document,
        approved_by=waiver.approved_by,
        until=waiver.until,
    )


def _said(
    catalogue: Catalogue, results: tuple[Result, ...], waivers: Waivers, day: date
) -> Iterator[Finding]:
    """What is to be said of each waiver, in the file's order; nothing of one that has not begun."""
    judged_unit = results[0].reporting_unit
    for placed in waivers.items:
        waiver = placed.waiver
        other_unit = judged_unit is not None and waiver.reporting_unit not in (None, judged_unit)
        other_indicator = judged_unit is not None and waiver.indicator not in {r.indicator for r in results}
        if other_unit or other_indicator or day < waiver.from_:
            continue
        if day > waiver.until:
            yield _finding(placed, rules.ENDED, until=waiver.until)
        else:
            yield from _of_one_that_holds(catalogue, results, placed, day)


def _of_one_that_holds(
    catalogue: Catalogue, results: tuple[Result, ...], placed: PlacedWaiver, day: date
) -> Iterator[Finding]:
    concerned = [figure for result in results for figure in _concerned(catalogue, result, placed.waiver)]
    days = (placed.waiver.until - day).days
    if not concerned:
        yield _finding(placed, rules.MATCHES_NOTHING)
    elif any(figure.status == "waived" for figure in concerned):
        if days <= WARNED_DAYS_BEFORE:
            yield _finding(placed, rules.ENDS_SOON, until=placed.waiver.until, days=days)
    elif all(figure.status in ("met", "counted") for figure in concerned):  # a part of a sum misses nothing
        yield _finding(placed, rules.NOT_NEEDED)


def _concerned(catalogue: Catalogue, result: Result, waiver: Waiver) -> Sequence[Result | UnitResult]:
    """The figures of `result` that the waiver is about."""
    if result.indicator != waiver.indicator:
        return []
    if waiver.reporting_unit is None or waiver.reporting_unit == _sole_unit(catalogue, result):
        return [result]
    return [unit for unit in result.units if unit.reporting_unit == waiver.reporting_unit]


def _finding(placed: PlacedWaiver, rule: Rule, **values: date | int) -> Finding:
    waiver = placed.waiver
    what = waiver.indicator + (f" ({waiver.reporting_unit})" if waiver.reporting_unit else "")
    shown: dict[str, Any] = {name: str(value) for name, value in values.items()}
    return rule.finding(placed.place, placed.path, what=what, **shown)

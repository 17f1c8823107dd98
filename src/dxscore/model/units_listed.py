"""A scorecard with fewer units listed, for a country of ten thousand: what is cut is counted."""

from __future__ import annotations

from collections.abc import Sequence

from dxscore.model.figures import lagging_units
from dxscore.model.scorecard import Gap, ListedUnits, Result, Scorecard, UnitsShown

WORST_LISTED = 5
"""Of each target and list."""

_Target = tuple[str, str]


def worst_units(result: Result) -> frozenset[str]:
    """Ids of the units farthest from the target, of those that fall short of it."""
    return frozenset(unit.reporting_unit for unit in lagging_units(result)[:WORST_LISTED])


def with_units(card: Scorecard, which: UnitsShown) -> Scorecard:
    """As `Scorecard.with_units`."""
    if which == "all":
        return card
    most = 0 if which == "none" else WORST_LISTED
    kept = [worst_units(result) if most else frozenset() for result in card.results]
    results = tuple(_with(result, own, most) for result, own in zip(card.results, kept, strict=True))
    units_of: dict[_Target, set[str]] = {}
    for result, own in zip(card.results, kept, strict=True):
        units_of.setdefault(_target(result), set()).update(own)
    alone = {_target(result) for result in card.results if result.reporting_unit is not None}
    gaps = tuple(gap for gap in card.gaps if _is_listed(gap, units_of, alone))
    listed = ListedUnits.model_construct(
        which=which,
        units=sum(len(result.units) for result in card.results),
        units_listed=sum(len(result.units) for result in results),
        gaps=len(card.gaps),
        gaps_listed=len(gaps),
    )
    return card.model_copy(update={"results": results, "gaps": gaps, "units_listed": listed})


def _with(result: Result, kept: frozenset[str], most: int) -> Result:
    coverage = result.coverage
    own = coverage.model_copy(
        update={
            "missing": coverage.missing[:most],
            "not_applicable": coverage.not_applicable[:most],
        }
    )
    units = tuple(unit for unit in result.units if unit.reporting_unit in kept)
    in_all = None if len(units) == len(result.units) else len(result.units)
    return result.model_copy(
        update={
            "coverage": own,
            "units": units,
            "units_in_all": in_all,
            "missing_in_all": _in_all(coverage.missing, most),
            "not_applicable_in_all": _in_all(coverage.not_applicable, most),
        }
    )


def _in_all(names: Sequence[str], most: int) -> int | None:
    return len(names) if len(names) > most else None


def _target(of: Result) -> _Target:
    return of.indicator, of.target_by


def _is_listed(gap: Gap, units_of: dict[_Target, set[str]], alone: set[_Target]) -> bool:
    """A gap of a target, or of the one unit that the whole run is about, or of a unit that is listed."""
    target = (gap.indicator, gap.target_by)
    return gap.reporting_unit is None or target in alone or gap.reporting_unit in units_of[target]

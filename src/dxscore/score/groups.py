"""Groups of units judged by themselves, over the span that is asked of the whole.

The figures of the units are those of the whole; only which of them are added up, or judged side by side, is
the group's own. So the figures of groups without a common unit add up to that of all of them, and a unit that
counts as without a figure in the whole does so in its group. The one row of the whole place says nothing of
a group that holds a part of the units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain

from dxscore.model.catalogue import Indicator
from dxscore.model.group_scorecard import Grouped
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.scorecard import Result, UnitResult
from dxscore.score.deadlines import DatedTarget
from dxscore.score.figures import Figure
from dxscore.score.judge import (
    Standing,
    Weighed,
    base_figures,
    held_together,
    stand,
    verdict,
    weigh,
    without_verdict,
)
from dxscore.score.select import Usable
from dxscore.score.unit_results import UnitResults

Groups = Mapping[str, tuple[str, ...]]
"""Ids of the units behind each group, by the group's id."""


def groups_of(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """The units behind every group, each group once: after the group that holds it, else as in the file."""
    of_groups = {group.id: group.members for group in catalogue.assignments.groups}
    held = {member for members in of_groups.values() for member in members}
    ordered: dict[str, tuple[str, ...]] = {}
    waiting = [id_ for id_ in reversed(of_groups) if id_ not in held]
    while waiting:
        id_ = waiting.pop()
        if id_ not in ordered:
            ordered[id_] = catalogue.units(id_)
            waiting.extend(member for member in reversed(of_groups[id_]) if member in of_groups)
    return ordered


def grouped(
    catalogue: Catalogue,
    indicator: Indicator,
    dated: DatedTarget,
    usable: Usable,
    as_of: date,
    whole: Result,
    groups: Groups,
) -> tuple[Grouped, dict[str, Grouped]]:
    """The whole, and each group that holds a unit which `dated` asks for a figure.

    Args:
        catalogue: whose units they are.
        indicator: what is measured.
        dated: the target.
        usable: the rows that were judged.
        as_of: the day of judgement.
        whole: what was judged of all units, as the scorecard has it.
        groups: the units behind each group.
    """
    units, rows = catalogue.reporting_units(indicator.id), usable.by_indicator.get(indicator.id, ())
    total = None if indicator.judged_on == "each" else catalogue.total_unit(indicator.id)
    standing = stand(catalogue, indicator, dated, usable, as_of, units, total)
    listed = {unit.reporting_unit: unit for unit in whole.units}
    for unit, figure in standing.figures.items():
        if unit not in listed:  # the only one, or one that is silent where the whole place speaks
            alone = len(standing.figures) == 1
            listed[unit] = _as_unit(unit, whole) if alone else UnitResults(standing.bench).told(unit, figure)
    own_bases = standing.base is not None and indicator.judged_on == "pooled"
    bases = _Bases(catalogue, units, rows, as_of) if own_bases else None
    everybody = Grouped(whole, tuple(listed[unit] for unit in standing.figures))
    found: dict[str, Grouped] = {}
    for group, members in groups.items():
        own = {unit: standing.figures[unit] for unit in members if unit in standing.figures}
        if len(own) == len(standing.figures):
            found[group] = everybody
        elif own:
            result = _part(standing, own, None if bases is None else bases.of(standing, members))
            asked = tuple(listed[unit] for unit in own)
            named = {"units": asked if len(own) > 1 else (), "reporting_unit": _named(group, own)}
            found[group] = Grouped(result.model_copy(update=named), asked)
    return everybody, found


def _part(standing: Standing, own: Mapping[str, Figure], base: Weighed | None) -> Result:
    """The verdict on some of the units; of a sum there is none but by a bound of its own."""
    bench, held = held_together(standing.bench, own, base)
    result = verdict(bench, weigh(bench, own, "", None), held)
    return without_verdict(result) if bench.indicator.is_summed and base is None else result


def _named(group: str, own: Mapping[str, Figure]) -> str:
    """Whose figure it is: of a group with a single unit that unit's, whom a waiver may name."""
    return next(iter(own)) if len(own) == 1 else group


def _as_unit(unit: str, result: Result) -> UnitResult:
    """The result of an indicator that one unit alone reports, as that unit's own."""
    shared = {name: getattr(result, name) for name in UnitResult.model_fields if hasattr(result, name)}
    return UnitResult.model_construct(**{**shared, "reporting_unit": unit})


class _Bases:
    """The earlier figures that a change is held against, of any units: each row is looked at by its group."""

    def __init__(
        self, catalogue: Catalogue, units: Sequence[str], rows: Sequence[Observation], as_of: date
    ) -> None:
        self._catalogue = catalogue
        self._reporting = frozenset(units)
        self._as_of = as_of
        self._rows: dict[str | None, list[Observation]] = defaultdict(list)
        for row in rows:
            self._rows[row.reporting_unit].append(row)

    def of(self, standing: Standing, members: tuple[str, ...]) -> Weighed | None:
        """Those of `members` that report the indicator."""
        reporting = tuple(unit for unit in members if unit in self._reporting)
        theirs = self._catalogue.territory.with_formers(reporting)
        rows = list(chain.from_iterable(self._rows[unit] for unit in theirs if unit in self._rows))
        return base_figures(self._catalogue, standing.bench, rows, reporting, None, self._as_of)

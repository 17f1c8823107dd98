"""Codes and names that two units had, one after the other: whose a figure is, on the figure's own day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, SourceTable, finding_on
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.words.text import Text, both, joined

if TYPE_CHECKING:
    from dxscore.read.collected import RowFaults
    from dxscore.read.vocabulary import Vocabulary

Mark = tuple[Place, str]
"""The row of a cell, and the first of the units that it may mean."""


class Unclear(NamedTuple):
    """A cell that means one of two units, both of which lived in the row's period.

    Args:
        text: as typed.
        candidates: ids of the units, by the time in which they lived.
    """

    text: str
    candidates: tuple[str, ...]


def report_no_life(vocabulary: Vocabulary, units: Sequence[str], period: Period, faults: RowFaults) -> None:
    """A figure of a unit for a time in which it did not exist: who was there, and since or until when."""
    catalogue = vocabulary.catalogue
    life = catalogue.territory.lives
    ended = [unit for unit in units if (last := life[unit].last) and last < period.closes("calendar")]
    if ended:
        unit = ended[-1]
        end = _shown(life[unit].last or date.max)
        said = {"meant": catalogue.name(unit), "period": str(period), "heirs": _heirs(catalogue, unit)}
        faults.add(rules.UNIT_ENDED, "reporting_unit", end=end, **said)
        return
    unit = units[0]
    start = _shown(life[unit].first or date.min)
    said = {"meant": catalogue.name(unit), "period": str(period), "formers": _formers(catalogue, unit)}
    faults.add(rules.UNIT_NOT_YET, "reporting_unit", start=start, **said)


def _heirs(catalogue: Catalogue, unit: str) -> Text | str:
    """'; nay thuộc …', or nothing."""
    into = catalogue.territory.successors(unit)
    return both("units.taken_over_by", names=named(catalogue, into)) if into else ""


def _formers(catalogue: Catalogue, unit: str) -> Text | str:
    """'; lập từ …', or nothing."""
    before = catalogue.territory.formers(unit)
    return both("units.formed_of", names=named(catalogue, before)) if before else ""


def report_outside_life(
    vocabulary: Vocabulary, unit: str, period: Period, closed_on: date, faults: RowFaults
) -> None:
    """A closing day within the period on which the unit did not exist."""
    life = vocabulary.catalogue.territory.lives[unit]
    within = period.opens(vocabulary.calendar) <= closed_on <= period.closes(vocabulary.calendar)
    if life.on(closed_on) or not within:
        return
    catalogue = vocabulary.catalogue
    later = life.last is not None and closed_on > life.last
    limit = life.last if later else life.first
    faults.add(
        rules.CLOSED_OUTSIDE_LIFE,
        "closed_on",
        got=_shown(closed_on),
        meant=catalogue.name(unit),
        life=both("units.lived_to" if later else "units.lived_from", day=_shown(limit or closed_on)),
        others=_heirs(catalogue, unit) if later else _formers(catalogue, unit),
    )


def settled(metrics: Metrics, catalogue: Catalogue, unclear: Mapping[Mark, Unclear]) -> Metrics:
    """`metrics` with every unclear unit settled by the rows around it, or left out with a question.

    The rows of one file, indicator and period settle each other: where some bear a code or name that only one
    generation had, and none bears one of the other's, all are of that generation. What is left open is asked
    once a file; a closing day answers it.
    """
    if not unclear:
        return metrics
    witnesses: dict[tuple[str, str, Period], set[str]] = defaultdict(set)
    for o in metrics.observations:
        if _mark(o) not in unclear:
            witnesses[o.place.file, o.indicator, o.period].add(o.reporting_unit)
    kept: list[Observation] = []
    asked: dict[str, list[Observation]] = defaultdict(list)
    told: dict[str, list[Observation]] = defaultdict(list)
    for o in metrics.observations:
        found = unclear.get(_mark(o))
        if found is None:
            kept.append(o)
            continue
        unit = _by_witnesses(catalogue, found.candidates, witnesses[o.place.file, o.indicator, o.period])
        if unit is None:
            asked[o.place.file].append(o)
        else:
            kept.append(o._replace(reporting_unit=unit))
            told[o.place.file].append(kept[-1])
    findings = [
        *metrics.findings,
        *(_question(catalogue, rows, unclear) for rows in asked.values()),
        *(_note(catalogue, rows) for rows in told.values()),
    ]
    gone = {o.place.line for rows in asked.values() for o in rows}
    tables = tuple(_rejecting(table, gone) for table in metrics.tables)
    return metrics._replace(observations=tuple(kept), findings=tuple(findings), tables=tables)


def named(catalogue: Catalogue, units: Sequence[str]) -> Text:
    """The names of several bodies, one after the other."""
    return joined((catalogue.name(unit) for unit in units), "; ")


def _mark(observation: Observation) -> Mark:
    return observation.place.line, observation.reporting_unit


def _by_witnesses(catalogue: Catalogue, candidates: Sequence[str], others: Collection[str]) -> str | None:
    """The one of `candidates` in whose time all units around it lived that lived in one time only."""
    lives = catalogue.territory.lives
    fitting = set()
    for other in others:
        life = lives[other]
        side = [
            unit
            for unit in candidates
            if not _apart((life.first, life.last), (lives[unit].first, lives[unit].last))
        ]
        if len(side) == 1:
            fitting.add(side[0])
    return fitting.pop() if len(fitting) == 1 else None


def _apart(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    return (one[1] or date.max) < (other[0] or date.min) or (other[1] or date.max) < (one[0] or date.min)


def _question(catalogue: Catalogue, rows: Sequence[Observation], unclear: Mapping[Mark, Unclear]) -> Finding:
    first = rows[0]
    found = unclear[_mark(first)]
    lives = [catalogue.territory.lives[unit] for unit in found.candidates]
    return finding_on(
        rules.GENERATION_UNCLEAR,
        first,
        "reporting_unit",
        got=found.text,
        count=len(rows),
        names=named(catalogue, found.candidates),
        period=str(first.period),
        end=_shown(lives[0].last or date.max),
        start=_shown(lives[-1].first or date.min),
    )


def _note(catalogue: Catalogue, rows: Sequence[Observation]) -> Finding:
    units = tuple(dict.fromkeys(o.reporting_unit for o in rows))
    return finding_on(
        rules.GENERATION_SETTLED, rows[0], "reporting_unit", count=len(rows), names=named(catalogue, units)
    )


def _rejecting(table: SourceTable, gone: Collection[Place]) -> SourceTable:
    lines = {place.row or 0 for place in gone if place.table == table.place}
    return table._replace(rejected=tuple(sorted(lines.union(table.rejected)))) if lines else table


def _shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")

"""Which observation of each reporting unit speaks on a target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dxscore.model.observation import Observation
from dxscore.model.period import Period, ReportingCalendar
from dxscore.model.scorecard import Reason
from dxscore.score.deadlines import DatedTarget

Key = tuple[str, str, Period]
"""Indicator, reporting unit, period: one figure is expected for each."""


def key_of(observation: Observation) -> Key:
    """For which figure a row speaks."""
    return observation.indicator, observation.reporting_unit, observation.period


class Usable(NamedTuple):
    """Observations that passed the row checks, at most one for each key.

    Args:
        by_indicator: observations by indicator id.
        contradicted: keys for which rows say different things; one stands in `by_indicator` for all.
    """

    by_indicator: Mapping[str, tuple[Observation, ...]]
    contradicted: frozenset[Key]


class Selection(NamedTuple):
    """The figures that speak on one target.

    Args:
        units: the reporting units expected, in the catalogue's order.
        chosen: the newest usable observation of each unit that has one.
        absent: of every other unit, why it has none.
        stale: nothing is current; `chosen` holds old figures, to be shown and not judged.
        whole_row: the one row for the whole place stands in for the units.
    """

    units: tuple[str, ...]
    chosen: Mapping[str, Observation]
    absent: Mapping[str, Reason]
    stale: bool
    whole_row: bool = False


def select(
    observations: Iterable[Observation],
    units: tuple[str, ...],
    total: str | None,
    dated: DatedTarget,
    as_of: date,
    calendar: ReportingCalendar,
) -> Selection:
    """The observations that speak on `dated`; why these is docs/decisions/0003-when-a-figure-speaks.md.

    An observation counts if it closes by both the as-of date and the deadline. Once the target is due it has
    to be of the deadline's year, as it always has to be for a yearly target. Of several, each unit's newest
    within the newest year counts. Where no unit has one in that year, one row by `total` is taken instead.
    """
    mine = [o for o in observations if o.reporting_unit in units or o.reporting_unit == total]
    last_day = min(as_of, dated.deadline)
    known = [o for o in mine if o.closes(calendar) <= last_day]
    in_year = [o for o in known if o.period.year == dated.year]
    fresh = in_year if dated.due or dated.target.every else known
    newest = _newest(fresh or known, calendar)
    by_units = {unit: newest[unit] for unit in units if unit in newest}
    if total in newest and not by_units:
        return Selection((total,), {total: newest[total]}, {}, stale=not fresh, whole_row=True)
    # Where no unit has any row, those of the whole place speak for each of them.
    rows = [o for o in mine if o.reporting_unit in units] or mine
    absent = {
        unit: _why_absent([o for o in rows if o.reporting_unit in (unit, total)], last_day, calendar)
        for unit in units
        if unit not in by_units
    }
    return Selection(units, by_units, absent, stale=bool(known) and not fresh)


def _newest(observations: list[Observation], calendar: ReportingCalendar) -> dict[str, Observation]:
    """Each unit's newest observation within the newest year that any unit has."""
    year = max((o.period.year for o in observations), default=None)
    in_year = (o for o in observations if o.period.year == year)
    return {o.reporting_unit: o for o in sorted(in_year, key=lambda o: _newness(o, calendar))}


def _newness(observation: Observation, calendar: ReportingCalendar) -> tuple[date, int, int]:
    """Later closes later; of two that close together the longer period speaks: the year, not its December."""
    period = observation.period
    length = period.last_month - period.first_month
    return observation.closes(calendar), length, period.last_month


def _why_absent(own: list[Observation], last_day: date, calendar: ReportingCalendar) -> Reason:
    """Why none of a unit's `own` observations was chosen."""
    if not own:
        return "not_reported"
    return "stale" if any(o.closes(calendar) <= last_day for o in own) else "after_deadline"

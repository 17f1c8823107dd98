"""Which observation of each reporting unit speaks on a target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dxscore.model.observation import Observation
from dxscore.model.period import Period, ReportingCalendar
from dxscore.model.scorecard import Reason
from dxscore.score.deadlines import DatedTarget

Key = tuple[str, str, Period]
"""Indicator, reporting unit, period: one figure is expected for each."""


@dataclass(frozen=True, slots=True)
class Usable:
    """Observations that passed the row checks, at most one for each key.

    Args:
        by_indicator: observations by indicator id.
        contradicted: keys for which rows say different things; one stands in `by_indicator` for all.
    """

    by_indicator: Mapping[str, tuple[Observation, ...]]
    contradicted: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Selection:
    """The figures that speak on one target.

    Args:
        units: the reporting units expected, in the catalogue's order.
        chosen: the newest usable observation of each unit that has one.
        reason: why nothing current was chosen: with 'stale', `chosen` holds the old figures, to be shown.
        whole_row: the one row for the whole place stands in for the units.
    """

    units: tuple[str, ...]
    chosen: Mapping[str, Observation]
    reason: Reason | None = None
    whole_row: bool = False


def select(
    observations: Iterable[Observation],
    units: tuple[str, ...],
    total: str | None,
    dated: DatedTarget,
    as_of: date,
    calendar: ReportingCalendar,
) -> Selection:
    """The observations that speak on `dated`: see design section 6.

    An observation counts if it closes by both the as-of date and the deadline. Once the target is due it has
    to be of the deadline's year, as it always has to be for a yearly target. Of several, each unit's newest
    within the newest year counts. Where no unit has one in that year, one row by `total` is taken instead.
    """
    mine = [o for o in observations if o.reporting_unit in units or o.reporting_unit == total]
    known = [o for o in mine if o.closes(calendar) <= min(as_of, dated.deadline)]
    in_year = [o for o in known if o.period.year == dated.year]
    fresh = in_year if dated.due or dated.target.every else known
    if not known:
        return Selection(units, {}, "after_deadline" if mine else "not_reported")
    reason: Reason | None = None if fresh else "stale"
    year = max(o.period.year for o in fresh or known)
    newest: dict[str, Observation] = {}
    for observation in sorted(fresh or known, key=lambda o: _newness(o, calendar)):
        if observation.period.year == year:
            newest[observation.reporting_unit] = observation
    by_units = {unit: newest[unit] for unit in units if unit in newest}
    if by_units or total is None:
        return Selection(units, by_units, reason)
    return Selection((total,), {total: newest[total]}, reason, whole_row=True)


def _newness(observation: Observation, calendar: ReportingCalendar) -> tuple[date, int, str, int]:
    """Later closes later; of two that close together the longer period speaks: the year, not its December."""
    period = observation.period
    length = period.last_month - period.first_month
    return observation.closes(calendar), length, observation.file, observation.row

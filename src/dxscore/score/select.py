"""Which rows may speak on a target at all, and over which months and units it asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.scorecard import Reason
from dxscore.model.territory import Life, Months, months_between
from dxscore.score.deadlines import DatedTarget
from dxscore.score.spans import closed_months, closes

Key = tuple[str, str, Period]
"""Indicator, reporting unit, period: one figure is expected for each."""

FOREVER = Life(None, None)


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


class Asked(NamedTuple):
    """Over what a target asks for figures on a day.

    Args:
        year: the year whose figures count.
        months: those of its months that they should cover.
        last_day: what closes later is not looked at: the day of judgement, or the deadline before it.
    """

    year: int
    months: Months
    last_day: date


class Selection(NamedTuple):
    """The rows that may speak on one target.

    Args:
        asked: the year and the months that they should cover.
        units: the reporting units expected, in the catalogue's order.
        rows: of the asked year, by unit; of former units and of the whole place as well.
        older: of every other unit with rows that were known, its newest row.
        later: units that only have rows that close too late.
        turned: of a due target, no row is of its year, and units have newer ones: the year has turned.
        among: all who ever report the indicator: a successor that is none of them takes over nothing.
        stale: nothing is current; the rows are old ones, to be shown and not judged.
    """

    asked: Asked
    units: tuple[str, ...]
    rows: Mapping[str, tuple[Observation, ...]]
    older: Mapping[str, Observation]
    later: frozenset[str]
    stale: bool
    turned: bool
    among: frozenset[str]

    def why_absent(self, unit: str) -> Reason:
        """Why `unit` has no row that may speak."""
        if unit in self.older:
            return "stale"
        return "after_deadline" if unit in self.later else "not_reported"


def select(
    catalogue: Catalogue,
    observations: Iterable[Observation],
    units: tuple[str, ...],
    total: str | None,
    dated: DatedTarget,
    as_of: date,
) -> Selection:
    """The rows that may speak on `dated`; why these is docs/decisions/0026-what-a-figure-covers.md.

    A row counts if it closes by both the as-of date and the deadline. Once the target is due it has to be of
    the deadline's year, as it always has to be for a yearly target; before, of the newest year of which the
    units, those that they were formed of, or the whole place have any.

    Args:
        catalogue: whose units live and take over one another.
        observations: usable rows of the indicator, whoever's.
        units: who reports the indicator, whenever they live.
        total: the body whose one row may stand for all of them.
        dated: the target.
        as_of: the day of judgement.
    """
    calendar, lives = catalogue.targets.plan.reporting_calendar, catalogue.territory.lives
    concerned = catalogue.territory.with_formers([*units, *([total] if total else [])])
    last_day = min(as_of, dated.deadline)
    known: list[Observation] = []
    later: set[str] = set()
    in_time: list[Observation] = []
    of_year = False
    theirs = [o for o in observations if o.reporting_unit in concerned]
    last: tuple[Period, date | None, Life] | None = None
    day, asked_for = last_day, False
    for o in theirs:
        moment = o.period, o.closed_on, lives.get(o.reporting_unit, FOREVER)
        if moment != last:  # thousands of rows, one after the other, are of the same time
            last, day = moment, closes(o, moment[2], calendar)
            asked_for = dated.asks_for(o.period, day)
        of_year = of_year or o.period.year == dated.year
        if day > last_day:
            later.add(o.reporting_unit)
            continue
        known.append(o)
        if asked_for:
            in_time.append(o)
    newer_ones = (o for o in theirs if dated.is_before(o.period) and o.closes(calendar) <= as_of)
    if total in later and later == {total} and not known:
        later.update(units)  # the row of the whole place speaks for each of them, too late
    fresh = in_time if dated.due or dated.target.every else known
    year = max((o.period.year for o in fresh or known), default=dated.year)
    # Of a part of a year, what was counted before it speaks on nothing.
    before = dated.opens if fresh and (dated.due or dated.target.every) else None
    rows: dict[str, list[Observation]] = defaultdict(list)
    others: list[Observation] = []
    # Nor do old parts of a year together: what is shown of them is the newest.
    one_part = bool(known) and not fresh and dated.opens is not None
    lately = max((o.period.last_month for o in known if o.period.year == year), default=0) if one_part else 0
    for o in known:
        own = not one_part or o.period.last_month == lately
        if o.period.year == year and own and (before is None or o.closes(calendar) >= before):
            rows[o.reporting_unit].append(o)
        else:
            others.append(o)
    older: dict[str, Observation] = {}
    for o in others:
        if o.reporting_unit not in rows and newer(o, older.get(o.reporting_unit)):
            older[o.reporting_unit] = o
    stale = bool(known) and not fresh
    asked = _asked(dated, year, last_day, catalogue)
    owed = dated.year if dated.due or dated.target.every else asked.year
    closed = months_between(1, max(1, closed_months(owed, last_day, calendar)))
    months = (dated.months & closed or closed) if owed == dated.year else closed
    expected = catalogue.territory.expected(units, owed, months) if len(units) > 1 else units
    return Selection(
        asked,
        expected,
        {unit: tuple(own) for unit, own in rows.items()},
        older,
        frozenset(later - rows.keys()),
        stale,
        dated.due and not of_year and any(newer_ones),
        frozenset(units),
    )


def _asked(dated: DatedTarget, year: int, last_day: date, catalogue: Catalogue) -> Asked:
    """The months of the deadline's year; of an earlier year, those that had closed."""
    if year == dated.year:
        return Asked(year, dated.months, last_day)
    closed = closed_months(year, last_day, catalogue.targets.plan.reporting_calendar)
    return Asked(year, months_between(1, closed), last_day)


def newer(observation: Observation, than: Observation | None) -> bool:
    """Whether a row is of a later time: it ends later, or as late and is longer."""
    if than is None:
        return True
    return _time(observation.period) > _time(than.period)


def _time(period: Period) -> tuple[int, int, int]:
    return period.year, period.last_month, period.last_month - period.first_month

"""Which targets are looked at, and when each falls due."""

from __future__ import annotations

from datetime import MAXYEAR, date
from typing import Literal, NamedTuple

from dxscore.model.catalogue import Indicator, Target
from dxscore.model.period import ReportingCalendar, year_closes
from dxscore.model.territory import WHOLE_YEAR, Months

TargetYear = int | Literal["all"] | None


class DatedTarget(NamedTuple):
    """One target with one deadline; `every: year` gives one of these a year.

    Args:
        target: as the catalogue has it.
        year: the year at whose close it falls due.
        deadline: that day.
        due: whether the as-of date has reached it.
    """

    target: Target
    year: int
    deadline: date
    due: bool

    @property
    def months(self) -> Months:
        """The months of its year over which it asks for figures."""
        return WHOLE_YEAR


def dated_targets(
    indicator: Indicator, calendar: ReportingCalendar, as_of: date, target_year: TargetYear = None
) -> tuple[DatedTarget, ...]:
    """The targets of `indicator` to judge, by deadline.

    With no `target_year` those are the two in force: the newest that has fallen due by `as_of`, and the next
    one ahead; the totals speak of what is due, and the way to the next one stands beside it. A year picks
    what falls due when it closes; 'all' every dated target, and of the yearly ones each year up to the next.
    """
    dated = sorted(
        (
            _dated(target, year, calendar, as_of)
            for target in indicator.targets
            for year in _years(target, calendar, as_of, target_year)
        ),
        key=lambda item: item.deadline,
    )
    if target_year == "all":
        return tuple(dated)
    if target_year is not None:
        return tuple(item for item in dated if item.year == target_year)
    due = [item for item in dated if item.due]
    ahead = [item for item in dated if not item.due]
    return (*due[-1:], *ahead[:1])


def falls_due_on(indicator: Indicator, calendar: ReportingCalendar, day: date) -> bool:
    """Whether a dated target of `indicator` has its deadline on `day`."""
    return any(item.deadline == day for item in dated_targets(indicator, calendar, day, "all"))


def _dated(target: Target, year: int, calendar: ReportingCalendar, as_of: date) -> DatedTarget:
    deadline = year_closes(year, calendar)
    return DatedTarget(target, year, deadline, due=as_of >= deadline)


def _years(target: Target, calendar: ReportingCalendar, as_of: date, target_year: TargetYear) -> range:
    if target.by is not None:
        return range(target.by, target.by + 1)
    first = target.from_ or 0
    if isinstance(target_year, int):
        return range(target_year, target_year + 1) if first <= target_year <= MAXYEAR else range(0)
    # Up to the first one that is not due yet.
    ahead = as_of.year if as_of < year_closes(as_of.year, calendar) else as_of.year + 1
    return range(first, min(max(first, ahead), MAXYEAR) + 1)

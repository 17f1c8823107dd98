"""Which targets are looked at, and when each falls due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date
from typing import Literal, NamedTuple

from dxscore.model.catalogue import Indicator, Target
from dxscore.model.period import Period, ReportingCalendar, parts_of_year, written_period, year_closes
from dxscore.model.scorecard import TargetRef
from dxscore.model.target import KINDS, By, period_of
from dxscore.model.territory import WHOLE_YEAR, Months, first_of, last_of, months_between, months_of
from dxscore.score.spans import closed_months

TargetYear = int | Literal["all"] | None


class DatedTarget(NamedTuple):
    """One target with one deadline; `every` gives one of these a year, a quarter, a month.

    Args:
        target: as the catalogue has it.
        year: the year in which it falls due.
        deadline: the day.
        due: whether the as-of date has reached it.
        months: the months of its year over which it asks for figures.
        at: the deadline where it is not the close of a year: '2025-Q2', '2025-06-30'.
        opens: the first day of the part of a year of which it asks for figures, where it asks for one.
    """

    target: Target
    year: int
    deadline: date
    due: bool
    months: Months = WHOLE_YEAR
    at: str | None = None
    opens: date | None = None

    def asks_for(self, period: Period, closes: date) -> bool:
        """Whether a figure of this period, that closes on this day, is one of the time that it asks for."""
        return period.year == self.year and (self.opens is None or self.opens <= closes)

    def is_before(self, period: Period) -> bool:
        """Whether a figure of this period ends after all months that it asks for."""
        return (period.year, period.last_month) > (self.year, last_of(self.months))

    def of_year(self, year: int, calendar: ReportingCalendar) -> DatedTarget:
        """The same, as if it had fallen due in another year: over the same months, or the whole of it."""
        if self.target.against is not None and self.target.against.period != "previous_year":
            return DatedTarget(self.target, year, year_closes(year, calendar), due=True)
        last = Period("month", year, last_of(self.months))
        opens = None if self.opens is None else Period("month", year, first_of(self.months)).opens(calendar)
        at = None if self.at is None else str(last)
        return DatedTarget(self.target, year, last.closes(calendar), True, self.months, at, opens)


def dated_targets(
    indicator: Indicator, calendar: ReportingCalendar, as_of: date, target_year: TargetYear = None
) -> tuple[DatedTarget, ...]:
    """The targets of `indicator` to judge, by deadline.

    With no `target_year` those are the two in force: the newest that has fallen due by `as_of`, and the next
    one ahead; the totals speak of what is due, and the way to the next one stands beside it. A year picks
    what falls due when it closes; 'all' every dated target, and of the yearly ones each year up to the next.
    """
    every = (each for target in indicator.targets for each in _all(target, calendar, as_of, target_year))
    dated = sorted(every, key=lambda item: item.deadline)
    if target_year == "all":
        next_ = {id(item.target): item for item in reversed(dated) if item.target.every and not item.due}
        return tuple(i for i in dated if i.due or not i.target.every or next_[id(i.target)] is i)
    if target_year is not None:
        return tuple(item for item in dated if item.year == target_year)
    due = [item for item in dated if item.due]
    ahead = [item for item in dated if not item.due]
    return (*due[-1:], *ahead[:1])


def deadline_of(target: TargetRef, calendar: ReportingCalendar) -> date:
    """The day on which a target of a scorecard falls due.

    Raises:
        ValueError: it names no such day.
    """
    if target.at is None:
        return year_closes(target.by, calendar)
    try:
        return written_period(target.at).closes(calendar)
    except ValueError:
        return date.fromisoformat(target.at)


def falls_due_on(indicator: Indicator, calendar: ReportingCalendar, day: date) -> bool:
    """Whether a dated target of `indicator` has its deadline on `day`."""
    return any(item.deadline == day for item in dated_targets(indicator, calendar, day, "all"))


def _all(
    target: Target, calendar: ReportingCalendar, as_of: date, target_year: TargetYear
) -> Iterator[DatedTarget]:
    """A target with each of its deadlines: of a repeated one as many as are asked for."""
    if target.by is not None:
        yield _by(target, target.by, calendar, as_of)
        return
    kind = KINDS[target.every or "year"]
    first = period_of(target.from_ or 0)
    if isinstance(target_year, int):
        years = range(target_year, target_year + 1) if first.year <= target_year <= MAXYEAR else range(0)
    else:  # up to the first one that is not due yet
        years = range(first.year, max(min(as_of.year + 1, MAXYEAR), first.year) + 1)
    for each in years:
        for period in parts_of_year(each, kind):
            if each > first.year or period.first_month >= first.first_month:
                whole = kind == "year"
                day = period.closes(calendar)
                yield DatedTarget(
                    target,
                    each,
                    day,
                    as_of >= day,
                    WHOLE_YEAR if whole else months_of(period),
                    None if whole else str(period),
                    None if whole else period.opens(calendar),
                )


def _by(target: Target, by: By, calendar: ReportingCalendar, as_of: date) -> DatedTarget:
    """A target with one deadline: figures are asked for from the first month of its year."""
    if isinstance(by, date):
        months = months_between(1, closed_months(by.year, by, calendar))
        return DatedTarget(target, by.year, by, as_of >= by, months, by.isoformat())
    period = period_of(by)
    day = period.closes(calendar)
    months = months_between(1, period.last_month)
    at = None if period.kind == "year" else str(by)
    return DatedTarget(target, period.year, day, as_of >= day, months, at)

"""Which periods together cover most of a year: spans of months laid over the span that a target asks for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dxscore.model.observation import Observation
from dxscore.model.period import Period, PeriodKind, ReportingCalendar, first_months
from dxscore.model.territory import (
    Life,
    Months,
    first_of,
    how_many,
    last_of,
    months_between,
    months_of,
)


def closes(observation: Observation, life: Life, calendar: ReportingCalendar) -> date:
    """The day up to which a row speaks: the close of its period, its closing day, or its unit's last day."""
    day = observation.closes(calendar)
    return day if life.last is None else min(day, life.last)


def counts_as_closed_on(observation: Observation, life: Life, calendar: ReportingCalendar) -> date:
    """As `closes`; a closing day within the last month of the period counts as the period's close."""
    if _taken_in_last_month(observation, calendar):
        day = observation.period.closes(calendar)
        return day if life.last is None else min(day, life.last)
    return closes(observation, life, calendar)


def _taken_in_last_month(observation: Observation, calendar: ReportingCalendar) -> bool:
    period, day = observation.period, observation.closed_on
    if day is None:  # nearly always
        return False
    last = Period("month", period.year, period.last_month)
    return last.opens(calendar) <= day <= period.closes(calendar)


def months_covered(observation: Observation, lived: Months, calendar: ReportingCalendar) -> Months:
    """The months of its year that a row's count covers: those of its period in which its unit lived.

    A closing day within the period ends them with the last month that had closed by then.
    """
    period, day = observation.period, observation.closed_on
    months = months_of(period) & lived
    if day is None or not period.opens(calendar) <= day < period.closes(calendar):
        return months
    if _taken_in_last_month(observation, calendar):
        return months
    return months & months_between(1, closed_months(period.year, day, calendar))


def closed_months(year: int, day: date, calendar: ReportingCalendar) -> int:
    """How many months of `year` have closed by `day`, 0 to 12."""
    if day.year != year:
        return 12 if day.year > year else 0
    closed = Period("month", year, day.month).closes(calendar) <= day
    return day.month if closed else day.month - 1


class Chosen(NamedTuple):
    """Pieces that were laid over a span.

    Args:
        months: those that they cover.
        pieces: how many there are.
        longest: months of the longest.
        members: their numbers in the order of the sequence that was given; of several sets that are equally
            good and say the same, one.
        contradictory: several sets are equally good, and do not say the same.
    """

    months: Months
    pieces: int
    longest: int
    members: tuple[int, ...]
    contradictory: bool = False


class _Best(NamedTuple):
    months: Months
    members: tuple[int, ...]
    total: Hashable


_States = dict[tuple[int, int, int], list[_Best]]
"""For a number of months covered, of pieces and of months of the longest piece: the sums that there are."""


def cover(pieces: Sequence[tuple[Months, Sequence[Hashable]]]) -> Chosen:
    """The disjoint pieces that cover most months; of several such sets the one of fewest pieces, then the one
    whose longest piece is longest.

    Each piece is a run of months and what it says, numbers that add up; sets of pieces that are equally good
    contradict each other where their sums differ. A piece whose first number is a text adds up with nothing:
    it says that itself, and a set with it says so.

    Every set of disjoint runs is built month by month, and of those that end alike only what can still become
    the best is kept: no more than a handful for each month. Pieces that all lie apart are the set themselves.
    """
    apart = _apart(pieces)
    if apart is not None:
        return apart
    ending: dict[int, list[int]] = {}
    for number, (months, _) in enumerate(pieces):
        ending.setdefault(last_of(months), []).append(number)
    after: list[_States] = [{(0, 0, 0): [_Best(0, (), ())]}]
    for month in range(1, 13):
        here: _States = {key: list(best) for key, best in after[month - 1].items()}
        for number in ending.get(month, ()):
            months, says = pieces[number]
            length = how_many(months)
            for (covered, count, longest), bests in after[first_of(months) - 1].items():
                key = covered + length, count + 1, max(longest, length)
                known = here.setdefault(key, [])
                for best in bests:
                    total = _added(best.total, tuple(says))
                    if len(known) < 2 and all(other.total != total for other in known):
                        known.append(_Best(best.months | months, (*best.members, number), total))
        after.append(_worth_keeping(here))
    (covered, count, longest), bests = max(
        after[12].items(), key=lambda item: (item[0][0], -item[0][1], item[0][2])
    )
    best = bests[0]
    return Chosen(best.months, count, longest, best.members, contradictory=len(bests) > 1)


def _apart(pieces: Sequence[tuple[Months, Sequence[Hashable]]]) -> Chosen | None:
    """All pieces, in the order of their months, where none shares a month with another: nearly always."""
    covered = longest = 0
    for months, _ in pieces:
        if covered & months or not months:
            return None
        covered |= months
        longest = max(longest, how_many(months))
    members = sorted(range(len(pieces)), key=lambda number: pieces[number][0])
    return Chosen(covered, len(pieces), longest, tuple(members))


def _worth_keeping(
    states: dict[tuple[int, int, int], list[_Best]],
) -> dict[tuple[int, int, int], list[_Best]]:
    """Without states that can never win: another covers more, or as much in fewer pieces.

    How long the longest piece is may still be made up for, so states that differ in it alone all stay.
    """
    most = max(covered for covered, _, _ in states)
    fewest = min(count for covered, count, _ in states if covered == most)
    return {key: best for key, best in states.items() if key[:2] == (most, fewest)}


def _added(total: Hashable, says: tuple[Hashable, ...]) -> Hashable:
    """Numbers added place by place; a text stays what it is."""
    if total == ():
        return says
    if not isinstance(total, tuple) or isinstance(total[0], str):
        return total
    if isinstance(says[0], str):
        return says
    return tuple(one + other for one, other in zip(total, says, strict=True))


def period_covering(year: int, months: Months, pieces: Iterable[Period]) -> Period | None:
    """The period that covers exactly `months`; where there is none, the last of `pieces`."""
    given = sorted(pieces, key=lambda p: (p.last_month, p.last_month - p.first_month))
    exact = [period for period in given if months_of(period) == months]
    if exact:
        return exact[-1]
    if months and first_of(months) == 1 and months == months_between(1, last_of(months)):
        return first_months(year, last_of(months))
    kinds: tuple[tuple[PeriodKind, int], ...] = (("half", 2), ("quarter", 4))
    for kind, count in kinds:
        for number in range(1, count + 1):
            if months_of(Period(kind, year, number)) == months:
                return Period(kind, year, number)
    return given[-1] if given else None

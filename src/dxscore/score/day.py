"""The day of judgement, where nobody named one: found from the closes of the rows' periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.scorecard import AsOfReason
from dxscore.score.deadlines import falls_due_on
from dxscore.score.select import FOREVER


class Found(NamedTuple):
    """The day on which a run judges.

    Args:
        day: the day of judgement.
        reason: why that day.
        reached: units whose figures reach it.
        concerned: units that it concerns.
        behind: id of a body or group all of whose figures close later, and the first day on which one does;
            the day is then not to be guessed.
    """

    day: date
    reason: AsOfReason
    reached: int
    concerned: int
    behind: tuple[str, date] | None = None


def find_day(catalogue: Catalogue, observations: Iterable[Observation]) -> Found:
    """The latest close that more than half of the units concerned have reached.

    Concerned are the units that sent figures and exist on that day, and those that sent a figure for a period
    that closes on it. Where exactly half of them have reached a later close, the earlier is the day if a
    target falls due on it, else the later. So one mistyped year, or one stranger's row, moves nothing.

    Only periods count: a closing day, or the end of a unit's life, shortens what a figure covers and moves
    no day. There has to be at least one observation.
    """
    calendar, lives = catalogue.targets.plan.reporting_calendar, catalogue.territory.lives
    closing: dict[str, set[date]] = defaultdict(set)
    first_by: dict[str, date] = {}
    for o in observations:
        close = o.period.closes(calendar)
        closing[o.reporting_unit].add(close)
        reporter = catalogue.indicators[o.indicator].reported_by
        first_by[reporter] = min(first_by.get(reporter, close), close)
    newest = {unit: max(days) for unit, days in closing.items()}
    days = sorted({day for days in closing.values() for day in days})
    found: tuple[date, int, int] | None = None
    half: tuple[date, int, int] | None = None
    for day in days:
        concerned = [u for u, own in closing.items() if day in own or lives.get(u, FOREVER).on(day)]
        reached = sum(newest[unit] >= day for unit in concerned)
        if 2 * reached > len(concerned):
            found, half = (day, reached, len(concerned)), None
        elif 2 * reached == len(concerned) and found is not None:
            half = day, reached, len(concerned)
    if found is None:  # on the first of all days every unit concerned has reached it
        raise ValueError("no observation closes")
    reason: AsOfReason = "most_units"
    if half is not None:
        due = any(falls_due_on(indicator, calendar, found[0]) for indicator in catalogue.targets.indicators)
        reason = "half_and_due" if due else "half_and_later"
        found = found if due else half
    behind = min(((who, day) for who, day in first_by.items() if day > found[0]), default=None)
    return Found(found[0], reason, found[1], found[2], behind)

"""Which body lived when, and which took over which: what a unit covers survives mergers.

Months of one year are a bit mask: bit 0 is January, so that "covers", "is left" and "lies inside" are one
operation each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from dxscore.model.assignments import Body
from dxscore.model.period import Period

Months = int
"""Months of one year as a bit mask, January the lowest bit."""
WHOLE_YEAR: Final[Months] = (1 << 12) - 1


def months_between(first: int, last: int) -> Months:
    """The months from `first` to `last`, 1 to 12, both included; none where `last` comes before."""
    first, last = max(first, 1), min(last, 12)
    return 0 if last < first else ((1 << last) - 1) & ~((1 << (first - 1)) - 1)


@lru_cache(maxsize=4096)
def months_of(period: Period) -> Months:
    """The months that a period covers, by its name: a quarter three, whatever the closing days."""
    return months_between(period.first_month, period.last_month)


def last_of(months: Months) -> int:
    """The last of `months`, 1 to 12; 0 of none."""
    return months.bit_length()


def first_of(months: Months) -> int:
    """The first of `months`, 1 to 12; 0 of none."""
    return (months & -months).bit_length()


def how_many(months: Months) -> int:
    """How many months there are."""
    return months.bit_count()


class Life(NamedTuple):
    """From which day to which a body exists; None where no end is known.

    It lives in a month if it exists on the first of that calendar month.
    """

    first: date | None
    last: date | None

    def on(self, day: date) -> bool:
        """Whether the body exists on `day`."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def months(self, year: int) -> Months:
        """The months of `year` in which the body lives."""
        first, last = 1, 12
        if self.first is not None and self.first > date(year, 1, 1):
            if self.first.year > year:
                return 0
            first = self.first.month + (self.first.day > 1)
        if self.last is not None and self.last.year <= year:
            if self.last.year < year:
                return 0
            last = self.last.month
        return months_between(first, last)


class Territory:
    """The lives of all bodies of a catalogue, and who took over whom.

    Args:
        bodies: in the order of the file.
    """

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.lives: dict[str, Life] = {}
        self._successors: dict[str, tuple[str, ...]] = {}
        self._formers: dict[str, tuple[str, ...]] = {}
        self._lived: dict[tuple[str, int], Months] = {}
        for body in bodies:
            self.lives[body.id] = Life(body.valid_from, body.valid_to)
            self._successors[body.id] = body.successors
            for successor in body.successors if len(body.successors) == 1 else ():
                self._formers[successor] = (*self.formers(successor), body.id)
        self.changes = any(life.first or life.last for life in self.lives.values())
        """Whether any unit begins or ends at all."""
        self.steady = frozenset(filter(self._is_steady, self.lives))
        """Who neither begins nor ends, was formed of nobody and goes into nobody: nearly everybody."""

    def _is_steady(self, body: str) -> bool:
        return self.lives[body] == (None, None) and not self._successors[body] and body not in self._formers

    def successors(self, unit: str) -> tuple[str, ...]:
        """Who took over `unit`: one, several where it was divided, or none."""
        return self._successors.get(unit, ())

    def formers(self, unit: str) -> tuple[str, ...]:
        """The units that went into `unit` whole, in the order of the file."""
        return self._formers.get(unit, ())

    def with_formers(self, units: Iterable[str]) -> set[str | None]:
        """`units`, those that they were formed of, and those before them."""
        waiting = list(units)
        met: set[str | None] = set(waiting)
        while waiting:
            for former in self.formers(waiting.pop()):
                if former not in met:
                    met.add(former)
                    waiting.append(former)
        return met

    def formed_on(self, unit: str) -> date | None:
        """The day from which `unit` covers all that it was formed of; None where nothing went into it."""
        ends = [last for former in self.formers(unit) if (last := self.lives[former].last) is not None]
        return max(ends) + timedelta(days=1) if ends else None

    def expected(self, units: tuple[str, ...], year: int, months: Months) -> tuple[str, ...]:
        """Of `units` those that owe a figure of these months of `year`.

        That is who lives in the last of them, and who ended within them without a successor among the units;
        all of them where nobody is left, for then somebody has to say so.
        """
        if not self.changes:
            return units
        among = set(units)
        last = 1 << (last_of(months) - 1)

        def owes(unit: str) -> bool:
            lived = self.lived(unit, year)
            return bool(lived & last) or (bool(lived & months) and among.isdisjoint(self.successors(unit)))

        return tuple(unit for unit in units if owes(unit)) or units

    def lived(self, unit: str, year: int) -> Months:
        """The months of `year` in which the unit lived."""
        known = self._lived.get((unit, year))
        if known is None:  # asked for again with every figure
            life = self.lives.get(unit)
            known = self._lived[unit, year] = WHOLE_YEAR if life is None else life.months(year)
        return known

    def ended(self, unit: str, year: int, among: Collection[str]) -> date | None:
        """The last day of a unit that ended in `year` without a successor among `among`, else None."""
        life = self.lives.get(unit)
        if life is None or life.last is None or life.last.year != year:
            return None
        return life.last if all(successor not in among for successor in self.successors(unit)) else None

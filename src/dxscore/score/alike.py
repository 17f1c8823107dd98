"""Like for like: whether two figures cover the same territory, and the same kind of time.

What a figure covers is told in months and in units; what a unit covers survives mergers as the set of the
units that it was formed of, so that fifteen communes and the five that took them over cover the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date
from functools import cached_property
from typing import NamedTuple

from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, written_period
from dxscore.model.scorecard import WITH_FIGURE, Result, Span, UnitResult

Ground = frozenset[str]
"""Units that were formed of no others: a territory, as the catalogue can tell it."""

_LONG = frozenset({1, 3, 6, 12})


class Months(NamedTuple):
    """The months that a figure covers.

    Args:
        year: that of all of them.
        first, last: 1 to 12.
        long: how many; fewer than from first to last where some in between are missing.
    """

    year: int
    first: int
    last: int
    long: int

    @property
    def is_run(self) -> bool:
        """Whether none in between is missing."""
        return self.long == self.last - self.first + 1

    @property
    def is_regular(self) -> bool:
        """A month, quarter, half-year or year."""
        return self.is_run and self.long in _LONG and (self.first - 1) % self.long == 0


def months_of(figure: Result | UnitResult) -> Months | None:
    """The months that a figure covers: of an old scorecard, those of its period; None of neither."""
    if figure.span is not None:
        return _of_span(figure.span)
    try:
        period = written_period(figure.period or "")
    except ValueError:
        return None
    long = period.last_month - period.first_month + 1
    return Months(period.year, period.first_month, period.last_month, long)


def _of_span(span: Span) -> Months | None:
    (year, _, first), (_, _, last) = span.from_.partition("-"), span.to.partition("-")
    try:
        months = Months(int(year), int(first), int(last), span.months)
    except ValueError:  # a scorecard file says what it likes
        return None
    possible = MINYEAR < months.year <= MAXYEAR and 1 <= months.first <= months.last <= 12
    return months if possible else None


class Alike:
    """What of two scorecards may be held together, by a catalogue's indicators and territories."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def spans(self, indicator: str, one: Months | None, other: Months | None) -> bool:
        """Whether two spans are of one kind.

        A state is what it is on its closing day, whatever it is called. Counts: the same months, of whichever
        years; a quarter with a quarter, and so months and half-years. Shares of counts: besides, two spans
        from the start of one and the same year.
        """
        if self._is_state(indicator):
            return True
        if one is None or other is None:
            return one is other
        if one[1:] == other[1:]:
            return True
        if one.is_regular and other.is_regular and one.long == other.long:
            return True
        to_date = one.first == other.first == 1 and one.is_run and other.is_run and one.year == other.year
        return to_date and not self._is_count(indicator)

    def _is_state(self, indicator: str) -> bool:
        known = self._catalogue.indicators.get(indicator)
        return known is not None and (known.over_time == "stock" or known.measure in ("rank", "yes_no"))

    def _is_count(self, indicator: str) -> bool:
        known = self._catalogue.indicators.get(indicator)
        return known is not None and known.measure == "number"

    def ground(self, unit: str) -> Ground:
        """The units that `unit` was formed of, and those before them; itself where nothing went into it."""
        found = self._grounds.get(unit)
        if found is None:
            formers = self._catalogue.territory.formers(unit)
            found = self._united(formers) if formers else frozenset({unit})
            self._grounds[unit] = found
        return found

    @cached_property
    def _grounds(self) -> dict[str, Ground]:
        return {}

    def _united(self, units: Iterable[str]) -> Ground:
        return frozenset().union(*(self.ground(unit) for unit in units))

    def of_unit(self, unit: UnitResult) -> Ground:
        """What one unit's figure covers: what it was formed of, without former units that gave none."""
        ground = self.ground(unit.reporting_unit)
        return ground - self._united(unit.absent_formers) if unit.absent_formers else ground

    def asked(self, result: Result) -> Ground | None:
        """What should be covered by the figure of the whole; None where the result does not say."""
        if "whole_row" in result.remarks or not result.units:
            return None
        return self._united(unit.reporting_unit for unit in result.units)

    def covered(self, result: Result) -> Ground:
        """What is covered by the figure of the whole."""
        if "whole_row" in result.remarks or not result.units:
            units = self._catalogue.reporting_units(result.indicator) if self._knows(result) else ()
            return self._united([result.reporting_unit] if result.reporting_unit else units)
        return frozenset().union(*(self.of_unit(unit) for unit in result.units if counts(unit)))

    def _knows(self, result: Result) -> bool:
        return result.indicator in self._catalogue.indicators

    def closing(self, figure: Result | UnitResult, months: Months) -> date:
        """The day up to which a figure speaks: of an old scorecard, the close of its last month."""
        if figure.closes is not None:
            return figure.closes
        last = Period("month", months.year, months.last)
        return last.closes(self._catalogue.targets.plan.reporting_calendar)

    def has_ended(self, unit: str, year: int, month: int) -> bool:
        """Whether a unit does not live any more in a month."""
        life = self._catalogue.territory.lives.get(unit)
        return (
            life is not None and life.last is not None and (life.last.year, life.last.month) < (year, month)
        )


def counts(unit: UnitResult) -> bool:
    """Whether a unit's figure is there: held against the target, in its sum, waived or a share of nothing."""
    return unit.status in WITH_FIGURE or unit.reason == "zero_denominator" or is_waived_miss(unit)


def is_waived_miss(figure: Result | UnitResult) -> bool:
    """A waiver is looked through: the miss stands where it would stand without it."""
    return figure.status == "waived" and figure.reason is None

"""The catalogue's words, as cells have them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.read.column_names import is_vietnamese_name
from dxscore.read.generations import Mark, Unclear
from dxscore.read.indicator_names import Indicators
from dxscore.read.other_plans import OtherPlans, other_names, other_units
from dxscore.read.periods import DayFault, PeriodFault, parse_day, parse_period
from dxscore.read.total_names import names_total
from dxscore.read.unit_names import Units


class Vocabulary:
    """The catalogue's words and what was looked up in them, shared by all files of one run.

    Args:
        catalogue: whose words.
        others: catalogues of other plans that the same files are read for.

    Attributes:
        others: what those know; None where there are none.
    """

    def __init__(self, catalogue: Catalogue, others: Sequence[Catalogue] = ()) -> None:
        self.catalogue = catalogue
        self.calendar = catalogue.targets.plan.reporting_calendar
        self.units = Units(catalogue)
        self.indicators = Indicators(catalogue, other_names(catalogue, others))
        self.others = OtherPlans(catalogue, others) if others else None
        for id_, text in other_units(self.units, others):
            self.units.also(id_, text)
        self.unclear: dict[Mark, Unclear] = {}
        """Where a cell stands that two units had in turn, both within the row's period."""
        self._expected: dict[str, frozenset[str]] = {}
        self._periods: dict[str, Period | PeriodFault] = {}
        self._days: dict[str, date | DayFault] = {}

    def knows(self, word: str) -> bool:
        """Whether `word` is a column, a unit or an indicator, accents and all."""
        unit = self.units.find(word)
        named = (unit.unit is not None or unit.fault in ("ambiguous", "successor")) and not unit.unaccented
        return named or is_vietnamese_name(word) or self.indicators.find(word) is not None

    def is_total(self, word: str) -> bool:
        """Whether `word` names a sum and no unit: some catalogues know a unit as 'toàn thị xã'."""
        return names_total(word) and self.units.find(word).fault == "unknown"

    def expects(self, indicator: str, unit: str) -> bool:
        """Whether `unit`'s row on `indicator` is wanted: as a reporting unit, or as the whole of them."""
        if indicator not in self._expected:
            total = self.catalogue.total_unit(indicator)
            units = self.catalogue.reporting_units(indicator)
            self._expected[indicator] = frozenset(units if total is None else (*units, total))
        return unit in self._expected[indicator]

    def period(self, text: str) -> Period | PeriodFault:
        """`parse_period`, remembered."""
        if text not in self._periods:
            self._periods[text] = parse_period(text, self.calendar)
        return self._periods[text]

    def day(self, text: str) -> date | DayFault:
        """`parse_day`, remembered."""
        if text not in self._days:
            self._days[text] = parse_day(text)
        return self._days[text]

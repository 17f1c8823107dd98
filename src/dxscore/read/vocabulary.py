"""The catalogue's words, as cells have them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.read.column_names import is_vietnamese_name
from dxscore.read.generations import Mark, Unclear
from dxscore.read.indicator_names import Indicators
from dxscore.read.other_plans import OtherPlans, other_names, other_units
from dxscore.read.periods import DayFault, PeriodFault, parse_day, parse_period
from dxscore.read.unit_names import Units
from dxscore.words.folding import name_key, unaccented

_WHOLE: Final = r"(?:tổng cộng|tổng số|tổng|cộng|grand total|total|sum)(?: chung)?"
_OF: Final = (
    r"(?:[0-9]+|[ivx]+|của|các|những|toàn|cả|khối|địa bàn|đơn vị|cơ quan|thị xã|tx|huyện|thành phố|tp|tỉnh"
    r"|xã|phường|thị trấn|thôn|tổ dân phố|of|all|the|units|wards|communes|and|và)"
)
_TOTAL: Final = rf"{_WHOLE}(?: {_OF})*|(?:toàn|cả) (?:thị xã|huyện|thành phố|tỉnh|địa bàn)"
_BEGINNINGS: Final = ("tổng", "tong", "cộng", "cong", "toàn", "toan", "cả", "ca", "grand", "total", "sum")
_LONGEST: Final = 100


@lru_cache(maxsize=1024)
def names_total(text: str) -> bool:
    """Whether `text` calls something a sum: 'Tổng cộng (15 xã, phường)', 'TONG SO', 'Toàn huyện'."""
    if not text.strip() or len(text) > _LONGEST:
        return False
    key = name_key(text)
    return key.startswith(_BEGINNINGS) and any(form.fullmatch(key) for form in _totals())


@lru_cache(maxsize=1)
def _totals() -> tuple[re.Pattern[str], ...]:
    """With accents and without; most files name no total, and need not wait for them."""
    return re.compile(_TOTAL), re.compile(unaccented(_TOTAL))


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
        return unit in self.expected(indicator)

    def expected(self, indicator: str) -> frozenset[str]:
        """Ids of the bodies whose rows on `indicator` are wanted."""
        if indicator not in self._expected:
            total = self.catalogue.total_unit(indicator)
            units = self.catalogue.reporting_units(indicator)
            self._expected[indicator] = frozenset(units if total is None else (*units, total))
        return self._expected[indicator]

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

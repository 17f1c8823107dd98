"""The short way to add up a unit's plain rows: shares with both parts, of periods that lie apart.

Nearly every unit of a large run has them, and thousands of units have rows of the same periods: how these
lie is found once. Any other rows are left to `coverage`, which gives the same for plain ones, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from dxscore.model.observation import Observation
from dxscore.model.period import Period, ReportingCalendar
from dxscore.model.territory import Life, Months, months_of
from dxscore.score.figures import Bench, Figure, share_of_parts
from dxscore.score.spans import period_covering

_NOTHING: Final = Decimal(0)


class _Laid(NamedTuple):
    """Periods laid over the months that are asked for: all of them count.

    Args:
        order: their numbers, the earliest first.
        months: those that they cover.
        period: the one that they make up.
        closes: the day up to which their sum speaks.
        whole: nothing that is asked for is left out.
    """

    order: tuple[int, ...]
    months: Months
    period: Period | None
    closes: date
    whole: bool


_Pattern = tuple[tuple[Period, ...], Months, Months, date | None, date | None]


class PlainCounts:
    """Adds up plain rows of the units of one target."""

    def __init__(self, bench: Bench, calendar: ReportingCalendar, year: int) -> None:
        self._bench = bench
        self._calendar = calendar
        self._year = year
        self._may_be_refused = bool(bench.contradicted) or bench.indicator.needs_evidence
        self._laid: dict[_Pattern, _Laid | None] = {}
        self._last: tuple[_Pattern | None, _Laid | None] = None, None

    def count(
        self, rows: Sequence[Observation], asked: Months, lived: Months, life: Life, ended: date | None
    ) -> Figure | None:
        """The sum of a unit's rows; None where they are not plain, or not all of them count.

        Args:
            rows: of one unit.
            asked: the months that they should cover.
            lived: the months in which the unit lived.
            life: from when to when it did.
            ended: its last day, where it has ended and nobody goes on for it.
        """
        if not self._are_plain(rows):
            return None
        laid = self._laid_out((tuple([row.period for row in rows]), asked, lived, life.last, ended))
        if laid is None:
            return None
        chosen = tuple([rows[number] for number in laid.order])
        numerator = sum([row.numerator or _NOTHING for row in chosen], _NOTHING)
        denominator = sum([row.denominator or _NOTHING for row in chosen], _NOTHING)
        value, reason = share_of_parts(numerator, denominator)
        return Figure(
            value=value,
            numerator=numerator,
            denominator=denominator,
            reason=reason,
            period=laid.period,
            year=self._year,
            months=laid.months,
            asked=asked,
            closes=laid.closes,
            whole=laid.whole,
            ended=ended if laid.whole else None,
            rows=chosen,
        )

    def _are_plain(self, rows: Sequence[Observation]) -> bool:
        """Whether each row has both parts, was taken at its period's end, and may be used."""
        for row in rows:
            if row.numerator is None or row.denominator is None:
                return False
            if row.closed_on is not None or row.not_applicable:
                return False
            if self._may_be_refused and self._bench.refused(row) is not None:
                return False
        return True

    def _laid_out(self, pattern: _Pattern) -> _Laid | None:
        """How the periods of a unit lie: nearly always as those of the unit before it."""
        last, laid = self._last
        if pattern == last:
            return laid
        if pattern not in self._laid:
            self._laid[pattern] = self._lay(*pattern)
        laid = self._laid[pattern]
        self._last = pattern, laid
        return laid

    def _lay(
        self,
        periods: tuple[Period, ...],
        asked: Months,
        lived: Months,
        last: date | None,
        ended: date | None,
    ) -> _Laid | None:
        each = [months_of(period) & lived for period in periods]
        covered = 0
        for months in each:
            if not months or months & ~asked or months & covered:
                return None
            covered |= months
        order = tuple(sorted(range(len(each)), key=each.__getitem__))
        chosen = [periods[number] for number in order]
        whole = not asked & ~covered
        closes = max(period.closes(self._calendar) for period in chosen)
        return _Laid(
            order,
            covered,
            chosen[0] if len(chosen) == 1 else period_covering(self._year, covered, chosen),
            ended if whole and ended else closes if last is None else min(closes, last),
            whole,
        )

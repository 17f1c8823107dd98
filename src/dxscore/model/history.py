"""What an indicator measured in each period that the data speak of: values only, no verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.period import Period


class Point(NamedTuple):
    """The figure of the whole in one period.

    Args:
        period: the time it covers.
        closes: the last day of that period.
        value: percentage, number or rank, exact.
        numerator, denominator: the parts of a share, added up over the units.
        reported, expected: reporting units with a usable figure, of those that should have one.
    """

    period: Period
    closes: date
    value: Fraction
    numerator: Decimal | None
    denominator: Decimal | None
    reported: int
    expected: int

    @property
    def complete(self) -> bool:
        """Whether every unit that should have reported did."""
        return self.reported == self.expected


class History(NamedTuple):
    """One indicator's figures, oldest first.

    Args:
        indicator: id of the indicator.
        points: one for each period with a figure of the whole, by closing day; never empty.
    """

    indicator: str
    points: tuple[Point, ...]

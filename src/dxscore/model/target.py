"""What a target may ask for beyond a number by the end of a year: finer deadlines, levels, units, changes."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from dxscore.model.base import Id, Model
from dxscore.model.period import Period, PeriodKind, written_period
from dxscore.words.patterns import regex
from dxscore.words.text import Text

Asked = Literal["year", "half_year", "quarter", "month"]
Comparator = Literal["at_least", "more_than", "at_most", "less_than", "exactly", "between", "done"]
COMPARATORS: tuple[Comparator, ...] = (
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "exactly",
    "between",
    "done",
)
KEPT: dict[Literal["rising", "falling"], tuple[Comparator, Comparator]] = {
    "rising": ("at_least", "more_than"),
    "falling": ("at_most", "less_than"),
}
"""The comparators beside which `keep` can stand."""
KINDS: dict[Asked, PeriodKind] = {"year": "year", "half_year": "half", "quarter": "quarter", "month": "month"}
"""The kind of period that `every` repeats."""


def _number(value: object) -> object:
    """Refuse what Decimal alone would take: True, '1_000', full-width digits."""
    if isinstance(value, bool) or (isinstance(value, str) and not _PLAIN_NUMBER.fullmatch(value)):
        raise ValueError("a number is wanted")
    return value


_PLAIN_NUMBER = regex(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
Number = Annotated[Decimal, BeforeValidator(_number)]
# Strictness by Field: pydantic's own Strict types cost 8 ms of start-up to import.
Year = Annotated[int, Field(strict=True, ge=1975, le=2100)]
YesNo = Annotated[bool, Field(strict=True)]


def _year_of_key(value: object) -> object:
    """A year as the key of a mapping, which in YAML and JSON is text."""
    return int(value) if isinstance(value, str) and re.fullmatch("[0-9]{4}", value) else value


YearKey = Annotated[Year, BeforeValidator(_year_of_key)]
PeriodText = Annotated[
    str, Field(pattern=r"^(?:19|20)[0-9]{2}-(?:Q[1-4]|H[12]|(?:0[1-9]|1[0-2])|(?:[1-9]|1[0-2])M)$")
]
"""A part of a year, as files write it: 2025-Q2, 2025-H1, 2025-06, 2025-9M."""
By = Year | date | PeriodText
"""When a target falls due: at the close of a year or a period, or on a day."""


def period_of(by: Year | PeriodText) -> Period:
    """The period that `by` names."""
    return Period("year", by) if isinstance(by, int) else written_period(by)


def year_of(by: By) -> int:
    """The year in which a deadline lies."""
    if isinstance(by, date):
        return by.year
    return by if isinstance(by, int) else int(by[:4])


class Asking(Model):
    """A comparator with its number: exactly one of them."""

    at_least: Number | None = Field(default=None, description="Result ≥ this ('tối thiểu', a bare '80%').")
    more_than: Number | None = Field(default=None, description="Result > this ('trên').")
    at_most: Number | None = Field(default=None, description="Result ≤ this.")
    less_than: Number | None = Field(default=None, description="Result < this.")
    exactly: Number | None = Field(default=None, description="Result = this.")
    between: tuple[Number, Number] | None = Field(default=None, description="a ≤ result ≤ b.")

    @model_validator(mode="after")
    def _one_of_them(self) -> "Asking":
        if len(self.comparators) != 1:
            raise ValueError(f"exactly one comparator is wanted, not {', '.join(self.comparators) or 'none'}")
        if self.between is not None and self.between[0] > self.between[1]:
            raise ValueError("between: [a, b] wants a ≤ b")
        return self

    @property
    def comparators(self) -> list[Comparator]:
        """Those that are set."""
        return [name for name in COMPARATORS if getattr(self, name, None) is not None]

    @property
    def comparator(self) -> Comparator:
        """The one that is set."""
        return self.comparators[0]

    @property
    def bounds(self) -> tuple[Decimal, ...]:
        """Its number; two for `between`."""
        if self.between is not None:
            return self.between
        value: Decimal = getattr(self, self.comparator)
        return (value,)


class Level(Asking):
    """One of several levels on one date: 'Đạt' from 60, 'Tốt' from 80."""

    name: Text = Field(description="What a result at this level is called.")


class ForUnits(Asking):
    """The threshold of some units."""

    units: Id = Field(description="Id of a body, or group of bodies.")


class Against(Asking):
    """A change against an earlier figure of the same units."""

    period: Year | Literal["previous_year"] = Field(
        description="The year of the figure that is the base; or the year before the deadline's."
    )
    change: Literal["percent", "points"] = Field(
        description="percent: 100 · (result - base) / base; points: result - base."
    )

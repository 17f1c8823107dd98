"""The normalised file that collected figures are written to: one observation a row, house header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from dxscore.model.cells import csv_text, plain_cell
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.place import NOWHERE
from dxscore.words.columns import COLUMN_NAMES

HOUSE_HEADER: Final = tuple(COLUMN_NAMES)
# A longer fraction is a spreadsheet's binary one; the reader takes no more from a text.
_DECIMALS: Final = Decimal("1e-9")
_AMBIGUOUS_DECIMALS: Final = 3

Series = tuple[str, str]
"""Ids of an indicator and of a reporting unit: what is reported once in a period."""


class KeptRow(NamedTuple):
    """A row that stays as it was typed.

    Args:
        cells: under the house header.
        observation: what it says; None where it holds no figure.
    """

    cells: tuple[str, ...]
    observation: Observation | None


def series_of(observation: Observation) -> Series:
    """Whose figure it is, and of what."""
    return observation.indicator, observation.reporting_unit


def as_written(observation: Observation) -> Observation:
    """`observation` as the normalised file gives it back: without its place, nine decimals at most."""

    def shortened(number: Decimal | None) -> Decimal | None:
        if number is None or number == number.quantize(_DECIMALS):
            return number
        return number.quantize(_DECIMALS).normalize()

    return observation._replace(
        numerator=shortened(observation.numerator),
        denominator=shortened(observation.denominator),
        value=shortened(observation.value),
        evidence=plain_cell(observation.evidence),
        note=plain_cell(observation.note),
        place=NOWHERE,
        evidence_cell=None,
    )


def as_answered(observation: Observation) -> Observation:
    """`as_written`, without a percentage beside its parts: it was held against them and only repeats them."""
    written = as_written(observation)
    return written if written.denominator is None else written._replace(value=None)


def cells(catalogue: Catalogue, observation: Observation) -> tuple[str, ...]:
    """One row under the house header, which reads back as the same observation."""
    indicator = catalogue.indicators[observation.indicator]
    if observation.not_applicable:
        value = "not applicable"
    elif observation.value is None:
        value = ""
    elif indicator.measure == "yes_no":
        value = "yes" if observation.value else "no"
    else:
        # Its decimals are held against the parts, so none may be added. 0,825 alone may be meant as 82,5 %:
        # a sign that nobody typed would end the question.
        percent = indicator.unit_of_measure == "percent"
        sure = percent and (observation.numerator is not None or abs(observation.value) > 1)
        value = _number(observation.value if percent else _count(observation.value), "%" if sure else "0")
    parts = (observation.numerator, observation.denominator)
    return (
        observation.indicator,
        observation.reporting_unit,
        str(observation.period),
        *("" if part is None else _number(_count(part)) for part in parts),
        value,
        observation.evidence,
        observation.note,
        "" if observation.closed_on is None else observation.closed_on.isoformat(),
    )


def _count(number: Decimal) -> Decimal:
    """874.0 is 874: of a count, unlike of a percentage, noughts behind the mark say nothing."""
    whole = number.to_integral_value()
    return whole if whole == number else number


def _number(number: Decimal, ending: str = "0") -> str:
    """With a decimal comma; behind three decimals, which could be read as thousands, stands `ending`."""
    whole, _, decimals = format(number, "f").partition(".")
    if not decimals:
        return whole
    return f"{whole},{decimals}{ending if len(decimals) == _AMBIGUOUS_DECIMALS else ''}"


def normalised_csv(catalogue: Catalogue, rows: Iterable[Observation], kept: Sequence[KeptRow]) -> str:
    """Collected and kept rows by period, indicator and unit; rows without a figure come first, as they stood.

    The order depends on the rows alone, so collecting the same again gives the same text.
    """
    calendar = catalogue.targets.plan.reporting_calendar
    indicators = {id_: number for number, id_ in enumerate(catalogue.indicators)}
    bodies = {id_: number for number, id_ in enumerate(catalogue.bodies)}

    def order(row: Observation) -> tuple[date, str, int, int]:
        period, unit = row.period, bodies[row.reporting_unit]
        return period.closes(calendar), str(period), indicators[row.indicator], unit

    written = [(order(row), cells(catalogue, row)) for row in rows]
    written += [(order(row.observation), row.cells) for row in kept if row.observation is not None]
    written.sort(key=lambda item: item[0])
    without_figure = (row.cells for row in kept if row.observation is None)
    return csv_text([HOUSE_HEADER, *without_figure, *(row for _, row in written)])

"""Cells of the workbook as values: text that stays text, numbers that a spreadsheet can count with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeVar

from dxscore.model.base import Language
from dxscore.model.scorecard import Status
from dxscore.model.text import visible
from dxscore.report.numbers import distinct, number

Tint = Status | Literal["error", "warning", "note"]

LONGEST_TEXT = 32_767  # UTF-16 units that one cell holds
MOST_ROWS = 1_048_576
FIRST_YEAR = 1900  # the first that a spreadsheet's calendar knows
_DIGITS_HELD = 15
_ANY = TypeVar("_ANY")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the format that shows it.

    Args:
        value: what the cell holds; a percentage is held as a share of 1.
        places: decimals shown.
        percent: shown with a percent sign.
        sign: what stands after the number (a verdict's mark).
        tint: the colour behind it, of a verdict.
        grouped: shown with separators of thousands (a year, a row of a file are not).
    """

    value: float
    places: int = 0
    percent: bool = False
    sign: str = ""
    tint: Status | None = None
    grouped: bool = True


@dataclass(frozen=True, slots=True)
class Tinted:
    """Words with the colour of a verdict behind them."""

    text: str
    tint: Status


Cell = str | date | Figure | Tinted | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines on top, then a table.

    Args:
        name: on the tab.
        lines: rows above the table; the first is its title.
        columns: titles of the table.
        rows: one cell for each column.
        tinted: places of columns whose words are coloured, with the words' beginnings and their colours.
        fixed: columns that stay in sight.
        narrow: columns of words that are wrapped early, so that the sheet is not printed small.
        printed: how many columns are printed, from the left; all where none is said.
        rows_left_out: rows that no sheet can hold.
    """

    name: str
    lines: tuple[tuple[Cell, ...], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    tinted: tuple[tuple[int, tuple[tuple[str, Tint], ...]], ...] = ()
    fixed: int = 0
    narrow: tuple[int, ...] = ()
    printed: int = 0
    rows_left_out: int = 0


def text_cell(text: str) -> str:
    """`text` with nothing hidden in it, cut to what one cell holds."""
    shown = visible(text)
    if len(shown) * 2 <= LONGEST_TEXT or len(shown.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return shown
    held = shown.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)]
    return held.decode("utf-16-le", "ignore") + "…"


def percent_figure(
    points: Fraction, unlike: Iterable[Fraction], sign: str = "", tint: Status | None = None
) -> Figure:
    """A percentage of so many points, with the decimals it takes not to read like any of `unlike`."""
    places = shown_places(points, (*unlike, Fraction(0), Fraction(100)))
    return Figure(float(points / 100), places, percent=True, sign=sign, tint=tint)


def number_cell(
    value: Decimal | int | None, lang: Language, sign: str = "", tint: Status | None = None
) -> Cell:
    """A number with all its own decimals; as text where a spreadsheet would lose digits of it."""
    if value is None:
        return None
    exact = Decimal(value)
    digits, places = len(exact.normalize().as_tuple().digits), max(0, -int(exact.as_tuple().exponent))
    if digits > _DIGITS_HELD or exact.adjusted() >= _DIGITS_HELD:
        return number(exact, lang)
    return Figure(float(exact), places, sign=sign, tint=tint)


def shown_places(value: Fraction, unlike: Iterable[Fraction]) -> int:
    """Decimals that tell `value` from each of `unlike`, however a spreadsheet rounds a half."""
    _, _, decimals = distinct(value, unlike, "en").partition(".")
    places = len(decimals)
    while (
        places < _DIGITS_HELD
        and (value * 10**places * 2).denominator == 1 != (value * 10**places).denominator
    ):
        places += 1
    return places


def date_cell(day: date | None) -> Cell:
    """A day; as text where it lies before a spreadsheet's calendar."""
    return day.isoformat() if day is not None and day.year < FIRST_YEAR else day


def fitting(rows: Sequence[_ANY], used: int, most: int = MOST_ROWS) -> tuple[tuple[_ANY, ...], int]:
    """The rows that fit under `used` others, and how many do not: the last line is left to say so."""
    room = most - used
    if len(rows) <= room:
        return tuple(rows), 0
    return tuple(rows[: room - 1]), len(rows) - room + 1

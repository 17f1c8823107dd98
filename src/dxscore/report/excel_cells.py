"""Cells of the workbook as values: text that stays text, numbers that a spreadsheet can count with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal, TypeVar

from dxscore.model.scorecard import UnitVerdict
from dxscore.words.numbers import ENDS, distinct, number
from dxscore.words.say import Language
from dxscore.words.visible import visible

Tint = UnitVerdict | Literal["error", "warning", "note"]

LONGEST_TEXT = 32_767  # UTF-16 units that one cell holds
MOST_ROWS = 1_048_576
FIRST_YEAR = 1900  # the first that a spreadsheet's calendar knows
_DIGITS_HELD = 15
_DECIMALS_SHOWN = 30  # the most that a number format may ask for
_ANY = TypeVar("_ANY")


@dataclass(frozen=True, slots=True)
class NumberCell:
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
    tint: UnitVerdict | None = None
    grouped: bool = True


@dataclass(frozen=True, slots=True)
class Tinted:
    """Words with the colour of a verdict behind them."""

    text: str
    tint: UnitVerdict


Cell = str | date | NumberCell | Tinted | None


@dataclass(frozen=True, slots=True)
class SheetContent:
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


def percent_cell(
    points: Fraction,
    unlike: Iterable[Fraction],
    lang: Language,
    sign: str = "",
    tint: UnitVerdict | None = None,
) -> Cell:
    """A percentage of so many points, with the decimals that it has everywhere."""
    return _rounded_cell(points, (*unlike, *ENDS), lang, "%", sign, tint)


def gap_cell(gap: Fraction, unlike: Iterable[Fraction], lang: Language) -> Cell:
    """What is missing, with the decimals that it has everywhere: never 0 where it is more."""
    return _rounded_cell(gap, (*unlike, Fraction(0)), lang)


def _rounded_cell(
    value: Fraction,
    unlike: Iterable[Fraction],
    lang: Language,
    percent: str = "",
    sign: str = "",
    tint: UnitVerdict | None = None,
) -> Cell:
    """A number rounded by its format; as text where a spreadsheet would show another than the other formats.

    It holds fifteen digits and rounds those: what takes more to be told from a threshold it cannot show.
    """
    said = distinct(value, unlike, lang)
    digits = distinct(value, unlike, "en").replace(",", "")
    held = value / 100 if percent else value
    places = len(digits.partition(".")[2])
    if digits == _as_a_spreadsheet_shows(float(held), places, 100 if percent else 1):
        return NumberCell(float(held), places, percent=bool(percent), sign=sign, tint=tint)
    words = f"{said}{percent} {sign}".rstrip()
    return words if tint is None else Tinted(words, tint)


def _as_a_spreadsheet_shows(held: float, places: int, times: int) -> str:
    """`held` times 1 or 100 to so many places: of the fifteen digits that it holds, halves away from zero."""
    digits = Decimal(f"{held:.{_DIGITS_HELD - 1}e}") * times
    return format(digits.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")


def number_cell(
    value: Decimal | int | None,
    lang: Language,
    sign: str = "",
    tint: UnitVerdict | None = None,
    percent: str = "",
) -> Cell:
    """A number with all its own decimals; as text where a spreadsheet would lose digits of it."""
    if value is None:
        return None
    exact = Decimal(value)
    digits, places = len(exact.normalize().as_tuple().digits), max(0, -int(exact.as_tuple().exponent))
    if digits > _DIGITS_HELD or exact.adjusted() >= _DIGITS_HELD or places > _DECIMALS_SHOWN:
        words = f"{number(exact, lang)}{percent} {sign}".rstrip()
        return words if tint is None else Tinted(words, tint)
    held = float(exact / 100 if percent else exact)
    return NumberCell(held, places, percent=bool(percent), sign=sign, tint=tint)


def date_cell(day: date | None) -> Cell:
    """A day; as text where it lies before a spreadsheet's calendar."""
    return day.isoformat() if day is not None and day.year < FIRST_YEAR else day


def fitting(rows: Sequence[_ANY], used: int, most: int = MOST_ROWS) -> tuple[tuple[_ANY, ...], int]:
    """The rows that fit under `used` others, and how many do not: the last line is left to say so."""
    room = most - used
    if len(rows) <= room:
        return tuple(rows), 0
    return tuple(rows[: room - 1]), len(rows) - room + 1

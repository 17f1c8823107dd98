"""The figure cells of one row -> numerator, denominator, value, as the indicator's measure takes them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Literal, NamedTuple

from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.finding import Rule
from dxscore.read.collected import RowFaults
from dxscore.read.markers import Answer, Marker, answer, is_unclear_answer, marker
from dxscore.read.numbers import Figure, NumberFault, parse, quoted
from dxscore.words.numbers import ENDS, distinct, in_both, number
from dxscore.words.say import Language
from dxscore.words.text import Text

FigureColumn = Literal["numerator", "denominator", "value"]
FIGURE_COLUMNS: tuple[FigureColumn, ...] = ("numerator", "denominator", "value")
Typed = Mapping[FigureColumn, str]
Cells = Mapping[FigureColumn, Figure | Marker]

_COLUMN_NAMES: dict[FigureColumn, Text] = {
    "numerator": Text(vi="tử số", en="numerator"),
    "denominator": Text(vi="mẫu số", en="denominator"),
    "value": Text(vi="giá trị", en="value"),
}
_NUMBER_FAULTS: dict[NumberFault, Rule] = {
    "ambiguous": rules.AMBIGUOUS_NUMBER,
    "approximate": rules.NOT_A_MEASUREMENT,
    "too_long": rules.TOO_MANY_DIGITS,
    "unreadable": rules.UNREADABLE_NUMBER,
}
_OR_FRACTION = Text(
    vi="; thêm số 0 sau phần thập phân (1,2340) nếu là số lẻ",
    en="; add a zero after the decimals (1,2340) for a fraction",
)


class Figures(NamedTuple):
    """The figures of one row.

    Args:
        numerator, denominator: parts of a share; 0 and 0 where nothing arose.
        value: a number, a rank, a percentage, or 1 and 0 for yes and no.
        not_applicable: declared so.
    """

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    not_applicable: bool = False


def is_blank(typed: Typed) -> bool:
    """Whether no cell says anything but 'no data'."""
    return all(marker(text) in (Marker.MISSING, Marker.SPREADSHEET_ERROR) for text in typed.values())


def understand(indicator: Indicator, typed: Typed, faults: RowFaults) -> Figures | None:
    """What the figure cells say. None where there is an error, or no figure at all: `faults` says which."""
    before = faults.errors
    if indicator.measure == "yes_no":
        return _yes_no(typed, faults)
    read = _read(indicator, typed, faults)
    if faults.errors > before:
        return None
    if Marker.NOT_APPLICABLE in read.values():
        return _not_applicable(read, typed, faults)
    if Marker.NOTHING_AROSE in read.values():
        return _nothing_arose(indicator, read, typed, faults)
    if not any(isinstance(cell, Figure) for cell in read.values()):
        faults.add(rules.NO_FIGURE)
        return None
    if indicator.measure == "share":
        return _share(read, typed, faults)
    value = read["value"]
    return Figures(value=value.value) if isinstance(value, Figure) else None


def _read(indicator: Indicator, typed: Typed, faults: RowFaults) -> dict[FigureColumn, Figure | Marker]:
    read: dict[FigureColumn, Figure | Marker] = {}
    for column in FIGURE_COLUMNS:
        text = typed[column]
        found = marker(text) or parse(text)
        if isinstance(found, str):
            faults.add(
                _NUMBER_FAULTS[found],
                column,
                got=quoted(text),
                or_fraction=_or_fraction(indicator, column, text),
            )
            continue
        read[column] = found
        if found is Marker.SPREADSHEET_ERROR:
            faults.add(rules.SPREADSHEET_ERROR, column, got=text)
        elif isinstance(found, Figure):
            _check(indicator, column, found, text, faults)
    return read


def _check(indicator: Indicator, column: FigureColumn, figure: Figure, text: str, faults: RowFaults) -> None:
    """Whether a number can stand where it does."""
    pair = figure.denominator is not None
    part = pair or column != "value"
    if part and (indicator.measure != "share" or (pair and column == "denominator")):
        rule = rules.UNREADABLE_NUMBER if pair else rules.FIGURE_NOT_TAKEN
        faults.add(rule, column, got=quoted(text), column_name=_COLUMN_NAMES[column])
    elif figure.percent and (part or indicator.unit_of_measure != "percent"):
        faults.add(rules.PERCENT_NOT_WANTED, column, got=quoted(text))
    elif figure.value < 0 and not _may_be_negative(indicator):
        faults.add(rules.NEGATIVE, column, got=quoted(text))
    elif part and indicator.whole and not _is_whole(figure):
        faults.add(rules.NOT_WHOLE, column, got=quoted(text))
    elif indicator.measure != "share" and not _is_possible(indicator, figure.value):
        faults.add(rules.OUT_OF_RANGE, column, got=quoted(text), range=_range(indicator))
    elif figure.point:
        faults.add(rules.DECIMAL_POINT, column, got=quoted(text), meant=partial(_meant, figure))


def _or_fraction(indicator: Indicator, column: FigureColumn, text: str) -> Text | str:
    """How to write 1,234 as a fraction, where one can stand."""
    part = column != "value" or "/" in text
    if (part and indicator.whole) or indicator.measure == "rank":
        return ""
    return _OR_FRACTION


def _may_be_negative(indicator: Indicator) -> bool:
    return indicator.measure == "number" and (indicator.minimum is None or indicator.minimum < 0)


def _is_whole(figure: Figure) -> bool:
    return figure.value % 1 == 0 and (figure.denominator or 0) % 1 == 0


def _least(indicator: Indicator) -> Decimal | None:
    if indicator.minimum is None and indicator.measure == "rank":
        return Decimal(1)
    return indicator.minimum


def _is_possible(indicator: Indicator, value: Decimal) -> bool:
    least, most = _least(indicator), indicator.maximum
    if indicator.measure == "rank" and value % 1:
        return False
    return (least is None or value >= least) and (most is None or value <= most)


def _range(indicator: Indicator) -> Text:
    least, most = _least(indicator), indicator.maximum
    whole = indicator.measure == "rank"
    words: dict[Language, str] = {"vi": "số nguyên, ", "en": "whole, "}

    def written(lang: Language) -> str:
        low = "−∞" if least is None else number(least, lang)
        high = "∞" if most is None else number(most, lang)
        return f"{words[lang] if whole else ''}{low} – {high}"

    return in_both(written)


def _not_applicable(read: Cells, typed: Typed, faults: RowFaults) -> Figures | None:
    """'Không áp dụng' speaks for the whole row: no figure may stand beside it."""
    silent = (Marker.NOT_APPLICABLE, Marker.MISSING, Marker.SPREADSHEET_ERROR)
    if all(cell in silent for cell in read.values()):
        return Figures(not_applicable=True)
    _contradiction(Marker.NOT_APPLICABLE, read, typed, faults)
    return None


def _nothing_arose(indicator: Indicator, read: Cells, typed: Typed, faults: RowFaults) -> Figures | None:
    """'Không phát sinh' is a share of nothing; beside it only zeros may stand."""
    if indicator.measure != "share":
        faults.add(rules.UNREADABLE_NUMBER, "value", got=typed["value"])
        return None
    for cell in read.values():
        if isinstance(cell, Figure) and (cell.value or cell.denominator):
            _contradiction(Marker.NOTHING_AROSE, read, typed, faults)
            return None
    return Figures(Decimal(0), Decimal(0))


def _contradiction(declared: Marker, read: Cells, typed: Typed, faults: RowFaults) -> None:
    column = next(column for column in FIGURE_COLUMNS if read[column] is declared)
    faults.add(rules.CONTRADICTORY_FIGURES, column, got=quoted(typed[column]))


def _share(read: Cells, typed: Typed, faults: RowFaults) -> Figures | None:
    before = faults.errors
    numerator, denominator = _parts(read, typed, faults)
    if faults.errors > before:
        return None
    percentage = read["value"]
    if not isinstance(percentage, Figure) or percentage.denominator is not None:
        percentage = Marker.MISSING
    value = percentage.value if isinstance(percentage, Figure) else None
    if numerator is None or denominator is None:
        if numerator is not None or denominator is not None:
            _half(numerator is None, faults)
            return None
        if isinstance(percentage, Figure):
            _warn_of_fraction(percentage, typed["value"], faults)
        return Figures(value=value)
    if isinstance(percentage, Figure) and not _agrees(numerator, denominator, percentage):
        _disagreement(numerator, denominator, percentage, typed["value"], faults)
        return None
    return Figures(numerator, denominator, value)


def _parts(read: Cells, typed: Typed, faults: RowFaults) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator, be they in two cells or in one (12008/15010)."""
    parts: dict[FigureColumn, Decimal] = {}
    for column in FIGURE_COLUMNS:
        cell = read[column]
        if not isinstance(cell, Figure) or (column == "value" and cell.denominator is None):
            continue
        given: dict[FigureColumn, Decimal] = {column: cell.value}
        if cell.denominator is not None:
            given = {"numerator": cell.value, "denominator": cell.denominator}
        if any(parts.get(name, part) != part for name, part in given.items()):
            faults.add(rules.PARTS_DISAGREE, column, got=quoted(typed[column]))
        parts |= given
    return parts.get("numerator"), parts.get("denominator")


def _half(numerator_missing: bool, faults: RowFaults) -> None:
    missing: FigureColumn = "numerator" if numerator_missing else "denominator"
    given: FigureColumn = "denominator" if numerator_missing else "numerator"
    faults.add(rules.HALF_A_SHARE, missing, given=_COLUMN_NAMES[given], missing=_COLUMN_NAMES[missing])


def _warn_of_fraction(percentage: Figure, text: str, faults: RowFaults) -> None:
    """0,825 for a percentage: a spreadsheet stores 82,5% so, and 100% as 1."""
    if not percentage.percent and 0 < percentage.value <= 1:
        faults.add(rules.LOOKS_LIKE_FRACTION, "value", got=quoted(text), meant=_plain(percentage.value * 100))


def _agrees(numerator: Decimal, denominator: Decimal, percentage: Figure) -> bool:
    """Whether the percentage is 100·a/b rounded to its own printed decimals: at most half a last digit off.

    Multiplied out, |v·b − 100·a| · 2·10^d ≤ b: nothing is divided, so nothing is rounded.
    """
    off = abs(percentage.value * denominator - 100 * numerator)
    return denominator > 0 and off * 2 * 10**percentage.decimals <= denominator


def _disagreement(
    numerator: Decimal, denominator: Decimal, percentage: Figure, text: str, faults: RowFaults
) -> None:
    def parts() -> Text:
        return in_both(lambda lang: f"{number(numerator, lang)}/{number(denominator, lang)}")

    def meant() -> Text | str:
        if not denominator:
            return "—"
        share = 100 * Fraction(numerator) / Fraction(denominator)
        unlike = (Fraction(percentage.value), *ENDS)
        return in_both(lambda lang: f"{distinct(share, unlike, lang, percentage.decimals + 1)}%")

    faults.add(rules.VALUE_DISAGREES, "value", got=quoted(text), parts=parts, meant=meant)


def _yes_no(typed: Typed, faults: RowFaults) -> Figures | None:
    text = typed["value"]
    before = faults.errors
    for column in ("numerator", "denominator"):
        if marker(typed[column]) not in (Marker.MISSING, Marker.SPREADSHEET_ERROR):
            faults.add(rules.FIGURE_NOT_TAKEN, column, column_name=_COLUMN_NAMES[column])
    said, found = answer(text), marker(text)
    if said is not None:
        if said is Answer.UNDER_WAY:
            faults.add(rules.UNDER_WAY, "value", got=text.strip())
        figures = Figures(value=Decimal(said is Answer.YES))
        return figures if faults.errors == before else None
    if found is Marker.NOT_APPLICABLE:
        return Figures(not_applicable=True) if faults.errors == before else None
    if found in (Marker.MISSING, Marker.SPREADSHEET_ERROR) and not is_unclear_answer(text):
        if found is Marker.SPREADSHEET_ERROR:
            faults.add(rules.SPREADSHEET_ERROR, "value", got=text)
        if faults.errors == before:
            faults.add(rules.NO_FIGURE)
        return None
    faults.add(rules.NOT_YES_OR_NO, "value", got=text)
    return None


def _plain(value: Decimal) -> Decimal:
    """`value` without zeros at the end of its decimals."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _meant(figure: Figure) -> str:
    """A number as it is to be typed, whatever the reader's language: 1.234,5."""
    percent = "%" if figure.percent else ""
    if figure.denominator is not None:
        return f"{number(_plain(figure.value), 'vi')}/{number(_plain(figure.denominator), 'vi')}"
    return f"{number(_plain(figure.value), 'vi')}{percent}"

"""The figure cells of one row -> numerator, denominator, value, as the indicator's measure takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final, Literal, NamedTuple

from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.finding import SHOWN_AT_MOST, Rule
from dxscore.read.collected import RowFaults
from dxscore.read.markers import Answer, Marker, answer, is_unclear_answer, marker
from dxscore.read.numbers import NO_MARKS, Marks, NumberFault, NumberRead, parse, plain_text, quoted
from dxscore.words.folding import unaccented, word_key
from dxscore.words.numbers import ENDS, distinct, number
from dxscore.words.patterns import regex
from dxscore.words.say import Language, say, say_of
from dxscore.words.text import Text, both, in_both
from dxscore.words.visible import visible

FigureColumn = Literal["numerator", "denominator", "value"]
FIGURE_COLUMNS: tuple[FigureColumn, ...] = ("numerator", "denominator", "value")
Typed = Mapping[FigureColumn, str]
Cells = Mapping[FigureColumn, NumberRead | Marker]
ColumnMarks = Mapping[FigureColumn, Marks]
_NO_MARKS: ColumnMarks = {}
_LONGEST: Final = 80  # with a noun behind it

_NUMBER_FAULTS: dict[NumberFault, Rule] = {
    "ambiguous": rules.AMBIGUOUS_NUMBER,
    "dot": rules.DOT_IN_DOUBT,
    "approximate": rules.NOT_A_MEASUREMENT,
    "too_long": rules.TOO_MANY_DIGITS,
    "unreadable": rules.UNREADABLE_NUMBER,
}
_UNCLEAR = regex(r"-?[1-9][0-9]{0,2},[0-9]{3}")
_AND = regex(r"\s*(?:,|;|/|\bvà\b|\bhoặc\b|\band\b|\bor\b)\s*")
_BEHIND_NUMBER = regex(r"(?s)(.*[0-9%])\s*([^\W\d_].*)")
_BEFORE_BRACKET = regex(r"(?s)([^(\[]*[0-9])\s*([^\W\d_][^(\[]*?)\s*([(\[].*)")


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


def understand(
    indicator: Indicator, typed: Typed, faults: RowFaults, marks: ColumnMarks = _NO_MARKS
) -> Figures | None:
    """What the figure cells say. None where there is an error, or no figure at all: `faults` says which.

    Args:
        indicator: what they are figures of.
        typed: the cells.
        faults: where it is said what is wrong.
        marks: what the cells of each column prove about its dots and commas.
    """
    before = faults.errors
    if indicator.measure == "yes_no":
        return _yes_no(typed, faults)
    read = _read(indicator, typed, faults, marks)
    if faults.errors > before:
        return None
    if Marker.NOT_APPLICABLE in read.values():
        return _not_applicable(read, typed, faults)
    if Marker.NOTHING_AROSE in read.values():
        return _nothing_arose(indicator, read, typed, faults)
    if not any(isinstance(cell, NumberRead) for cell in read.values()):
        report_no_figure(typed, faults)
        return None
    if indicator.measure == "share":
        return _share(indicator, read, typed, faults)
    value = read["value"]
    return Figures(value=value.value) if isinstance(value, NumberRead) else None


def report_no_figure(typed: Typed, faults: RowFaults) -> None:
    """Say that a row has no figure, with the words that stand in its place: a marker is read, never a 0."""
    said = [text.strip() for text in typed.values() if marker(text) is Marker.MISSING and plain_text(text)]
    quoted_ = ", ".join(dict.fromkeys(f"“{visible(text, SHOWN_AT_MOST)}”" for text in said))
    faults.add(rules.NO_FIGURE, said=both("reading.marked", said=quoted_) if said else "")


def _read(
    indicator: Indicator, typed: Typed, faults: RowFaults, marks: ColumnMarks
) -> dict[FigureColumn, NumberRead | Marker]:
    read: dict[FigureColumn, NumberRead | Marker] = {}
    for column in FIGURE_COLUMNS:
        text = typed[column]
        if column == "value" and text and (named := _value_named(indicator, text)) is not None:
            read[column] = named
            continue
        found = marker(text) or _number(indicator, text, marks.get(column, NO_MARKS))
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
        elif isinstance(found, NumberRead):
            _check(indicator, column, found, text, faults)
    return read


def _value_named(indicator: Indicator, text: str) -> NumberRead | None:
    """The value that a cell names, where it names one: a level of a points set."""
    names = indicator.value_names
    value = names.get(word_key(text)) if names else None
    return None if value is None else NumberRead(value)


def _number(indicator: Indicator, text: str, marks: Marks) -> NumberRead | NumberFault:
    """The number in a cell, with or without the noun that the indicator is counted in: '12 hồ sơ'."""
    found = parse(text, marks)
    if found != "unreadable" or len(text) > _LONGEST:
        return found
    bracketed = _BEFORE_BRACKET.fullmatch(text.strip())  # '12/15 xã (80%)'
    if bracketed is not None and _names_count(indicator, bracketed[2]):
        return parse(f"{bracketed[1]} {bracketed[3]}", marks)
    named = _BEHIND_NUMBER.fullmatch(text.strip(" ()") if text.endswith(")") else text.strip())
    if named is None or not _names_count(indicator, named[2]):
        return found
    inside = named[1].replace("(", " (") + (")" if "(" in named[1] else "")  # '80% (12/15 xã)'
    return parse(inside, marks)


def _names_count(indicator: Indicator, words: str) -> bool:
    """Whether `words` are the indicator's own noun, or one of several: 'xã' of 'xã, phường'."""
    if indicator.counted_in is None:
        return False
    key = word_key(words.rstrip(" .)"))
    nouns = {word_key(indicator.counted_in.vi), word_key(indicator.counted_in.en)}
    nouns |= {noun for name in nouns for noun in _AND.split(name)}
    return key in nouns or (key.isascii() and key in map(unaccented, nouns))


def _check(
    indicator: Indicator, column: FigureColumn, figure: NumberRead, text: str, faults: RowFaults
) -> None:
    """Whether a number can stand where it does."""
    if _is_place(indicator, column, figure):
        if not _is_whole(figure) or not 1 <= figure.value <= (figure.denominator or 0):
            faults.add(rules.OUT_OF_RANGE, column, got=quoted(text), range=_range(indicator))
            return
        if indicator.of is not None and figure.denominator != indicator.of:
            faults.add(rules.RANK_OF_OTHER_FIELD, column, got=quoted(text), of=indicator.of)
        figure = figure._replace(denominator=None)  # 25/63 is the rank 25, of 63
    pair = figure.denominator is not None
    part = pair or column != "value"
    if figure.inferred and not _may_have_decimals(indicator, part) and not _is_whole(figure):
        rule = rules.DOT_IN_DOUBT if figure.point else rules.AMBIGUOUS_NUMBER
        faults.add(rule, column, got=quoted(text), or_fraction="")
    elif part and (indicator.measure != "share" or (pair and column == "denominator")):
        rule = rules.UNREADABLE_NUMBER if pair else rules.FIGURE_NOT_TAKEN
        faults.add(rule, column, got=quoted(text), column_name=_named(column))
    elif figure.percent and (part or indicator.unit_of_measure != "percent"):
        faults.add(rules.PERCENT_NOT_WANTED, column, got=quoted(text))
    elif figure.value < 0 and not _may_be_negative(indicator):
        faults.add(rules.NEGATIVE, column, got=quoted(text))
    elif part and indicator.whole and not _is_whole(figure):
        faults.add(rules.NOT_WHOLE, column, got=quoted(text))
    elif indicator.measure != "share" and not _is_possible(indicator, figure.value):
        faults.add(rules.OUT_OF_RANGE, column, got=quoted(text), range=_range(indicator))
    else:
        _tell_reading(column, figure, text, faults)


def _tell_reading(column: FigureColumn, figure: NumberRead, text: str, faults: RowFaults) -> None:
    """A note on marks that are not those of the country."""
    if figure.point or figure.commas:
        rule = rules.DECIMAL_POINT if figure.point else rules.COMMAS_OF_THOUSANDS
        read, typed = partial(_in_words, figure), partial(_to_type, figure)
        faults.add(rule, column, got=quoted(text), meant=read, typed=typed)


def _is_place(indicator: Indicator, column: FigureColumn, figure: NumberRead) -> bool:
    """25/63 of a rank: the place, and how many are ranked."""
    return indicator.measure == "rank" and column == "value" and figure.denominator is not None


def _may_have_decimals(indicator: Indicator, part: bool) -> bool:
    return not ((part and indicator.whole) or indicator.measure == "rank")


def _or_fraction(indicator: Indicator, column: FigureColumn, text: str) -> Text | str:
    """How to write 1,234 as a fraction, where one can stand."""
    part = column != "value" or "/" in text
    return both("reading.or_fraction") if _may_have_decimals(indicator, part) else ""


def _named(column: FigureColumn) -> Text:
    return in_both(lambda lang: say_of("figure_column", column, lang))


def _may_be_negative(indicator: Indicator) -> bool:
    return indicator.measure == "number" and (indicator.minimum is None or indicator.minimum < 0)


def _is_whole(figure: NumberRead) -> bool:
    return figure.value % 1 == 0 and (figure.denominator or 0) % 1 == 0


def _least(indicator: Indicator) -> Decimal | None:
    if indicator.minimum is None and indicator.measure == "rank":
        return Decimal(1)
    return indicator.minimum


def _is_possible(indicator: Indicator, value: Decimal) -> bool:
    least, most = _least(indicator), indicator.greatest
    if indicator.measure == "rank" and value % 1:
        return False
    return (least is None or value >= least) and (most is None or value <= most)


def can_be(indicator: Indicator, value: Decimal) -> bool:
    """Whether a whole number, not below 0, can be the value of a number."""
    return _is_possible(indicator, value)


def _range(indicator: Indicator) -> Text:
    least, most = _least(indicator), indicator.greatest
    whole = indicator.measure == "rank"

    def written(lang: Language) -> str:
        low = "−∞" if least is None else number(least, lang)
        high = "∞" if most is None else number(most, lang)
        return say("reading.whole_range" if whole else "reading.range", lang, low=low, high=high)

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
        if isinstance(cell, NumberRead) and (cell.value or cell.denominator):
            _contradiction(Marker.NOTHING_AROSE, read, typed, faults)
            return None
    return Figures(Decimal(0), Decimal(0))


def _contradiction(declared: Marker, read: Cells, typed: Typed, faults: RowFaults) -> None:
    column = next(column for column in FIGURE_COLUMNS if read[column] is declared)
    faults.add(rules.CONTRADICTORY_FIGURES, column, got=quoted(typed[column]))


def _share(indicator: Indicator, read: Cells, typed: Typed, faults: RowFaults) -> Figures | None:
    before = faults.errors
    numerator, denominator = _parts(read, typed, faults)
    if faults.errors > before:
        return None
    column, percentage = _percentage(read)
    value = None if percentage is None else percentage.value
    if numerator is None or denominator is None:
        if numerator is None and denominator is None:
            if percentage is not None:
                _warn_of_fraction(percentage, typed["value"], faults)
            return Figures(value=value)
        return _half(indicator, numerator, denominator, value, typed, faults)
    if percentage is not None and not _agrees(numerator, denominator, percentage):
        if not _is_cut_off(numerator, denominator, percentage):
            _disagreement(numerator, denominator, percentage, typed[column], faults, rules.VALUE_DISAGREES)
            return None
        _disagreement(numerator, denominator, percentage, typed[column], faults, rules.CUT_OFF)
    return Figures(numerator, denominator, value)


def _percentage(read: Cells) -> tuple[FigureColumn, NumberRead | None]:
    """The percentage of a share and its column: in the value, or beside a pair as in 80% (12/15)."""
    value = read["value"]
    if isinstance(value, NumberRead) and value.denominator is None:
        return "value", value
    for column in FIGURE_COLUMNS:
        cell = read[column]
        if isinstance(cell, NumberRead) and cell.stated is not None:
            return column, cell.stated
    return "value", None


def _parts(read: Cells, typed: Typed, faults: RowFaults) -> tuple[Decimal | None, Decimal | None]:
    """Numerator and denominator, be they in two cells or in one (12008/15010)."""
    parts: dict[FigureColumn, Decimal] = {}
    for column in FIGURE_COLUMNS:
        cell = read[column]
        if not isinstance(cell, NumberRead) or (column == "value" and cell.denominator is None):
            continue
        given: dict[FigureColumn, Decimal] = {column: cell.value}
        if cell.denominator is not None:
            given = {"numerator": cell.value, "denominator": cell.denominator}
        for name, part in given.items():
            if parts.setdefault(name, part) != part:
                faults.add(rules.PARTS_DISAGREE, column, got=quoted(typed[column]))
                break
    return parts.get("numerator"), parts.get("denominator")


def _half(
    indicator: Indicator,
    numerator: Decimal | None,
    denominator: Decimal | None,
    value: Decimal | None,
    typed: Typed,
    faults: RowFaults,
) -> Figures | None:
    """One part without the other: no figure where a marker says that it is missing, else it was forgotten."""
    missing: FigureColumn = "numerator" if numerator is None else "denominator"
    given: FigureColumn = "denominator" if numerator is None else "numerator"
    if plain_text(typed[missing]) and marker(typed[missing]) is Marker.MISSING:
        report_no_figure({missing: typed[missing]}, faults)
        return None if value is None else Figures(value=value)
    if indicator.parts == "apart" and value is None:
        return Figures(numerator, denominator)
    faults.add(rules.HALF_A_SHARE, missing, given=_named(given), missing=_named(missing))
    return None


def _warn_of_fraction(percentage: NumberRead, text: str, faults: RowFaults) -> None:
    """0,825 for a percentage: a spreadsheet stores 82,5% so, and 100% as 1."""
    if not percentage.percent and 0 < percentage.value <= 1:
        faults.add(rules.LOOKS_LIKE_FRACTION, "value", got=quoted(text), meant=_plain(percentage.value * 100))


def _agrees(numerator: Decimal, denominator: Decimal, percentage: NumberRead) -> bool:
    """Whether the percentage is 100·a/b rounded to its own printed decimals: at most half a last digit off.

    Multiplied out, |v·b − 100·a| · 2·10^d ≤ b: nothing is divided, so nothing is rounded.
    """
    off = abs(percentage.value * denominator - 100 * numerator)
    return denominator > 0 and off * 2 * 10**percentage.decimals <= denominator


def _is_cut_off(numerator: Decimal, denominator: Decimal, percentage: NumberRead) -> bool:
    """Whether the percentage is 100·a/b without the digits behind its last: 0 ≤ 100·a − v·b < b/10^d."""
    off = 100 * numerator - percentage.value * denominator
    return off >= 0 and off * 10**percentage.decimals < denominator


def _disagreement(
    numerator: Decimal, denominator: Decimal, percentage: NumberRead, text: str, faults: RowFaults, rule: Rule
) -> None:
    def parts() -> Text:
        return in_both(lambda lang: f"{number(numerator, lang)}/{number(denominator, lang)}")

    def meant() -> Text | str:
        if not denominator:
            return "—"
        share = 100 * Fraction(numerator) / Fraction(denominator)
        unlike = (Fraction(percentage.value), *ENDS)
        return in_both(lambda lang: f"{distinct(share, unlike, lang, percentage.decimals + 1)}%")

    faults.add(rule, "value", got=quoted(text), parts=parts, meant=meant)


def _yes_no(typed: Typed, faults: RowFaults) -> Figures | None:
    text = typed["value"]
    before = faults.errors
    for column in ("numerator", "denominator"):
        if marker(typed[column]) not in (Marker.MISSING, Marker.SPREADSHEET_ERROR):
            faults.add(rules.FIGURE_NOT_TAKEN, column, column_name=_named(column))
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
            report_no_figure({"value": text}, faults)
        return None
    faults.add(rules.NOT_YES_OR_NO, "value", got=text)
    return None


def _plain(value: Decimal) -> Decimal:
    """`value` without zeros at the end of its decimals."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _in_words(figure: NumberRead) -> Text:
    """What was read, as the reader of the message writes numbers: 1.310,5 or 1,310.5."""
    return in_both(lambda lang: _written(figure, lambda value: number(value, lang)))


def _to_type(figure: NumberRead) -> str:
    """The same as it is to be typed, whatever the reader's language: 1310,5; 1,2340, for 1,234 is unclear."""
    return _written(figure, _typed)


def _typed(value: Decimal) -> str:
    text = format(value, "f").replace(".", ",")
    return f"{text}0" if _UNCLEAR.fullmatch(text) else text


def _written(figure: NumberRead, write: Callable[[Decimal], str]) -> str:
    if figure.denominator is not None:
        return f"{write(_plain(figure.value))}/{write(_plain(figure.denominator))}"
    return f"{write(_plain(figure.value))}{'%' if figure.percent else ''}"

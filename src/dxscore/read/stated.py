"""Unit and period as the lines above a table state them: 'Kỳ báo cáo: Quý IV/2025 (từ 15/09/2025 …)'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from dxscore.model import rules
from dxscore.model.assignments import COMMITTEES
from dxscore.model.period import Period, period_inside
from dxscore.read.collected import FindingsSoFar
from dxscore.read.column_names import Column, header_key, means
from dxscore.read.row_cells import Given
from dxscore.read.rows import RowReader
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.patterns import regex
from dxscore.words.say import say_of
from dxscore.words.text import Text, alike, in_both, joined

STATED: Final[tuple[Column, ...]] = ("reporting_unit", "period")
_REMARK_BEHIND = regex(r"\s*\([^()]*\)\s*$")
# "Thời gian: 01/2026" may be when the form was signed.
_NO_LABELS = frozenset({"", header_key("thời gian")})
_NAMES_SHOWN = 3

Line = tuple[int, Sequence[str]]
"""A line above a table: its number and its cells."""


def name_of(column: Column) -> Text:
    """A column that may be stated once, as it is called inside a sentence."""
    return in_both(lambda lang: say_of("stated_column", column, lang))


class _Told(NamedTuple):
    """What a cell says, where, and which period or unit that is; None where it is not understood."""

    text: str
    row: int
    place: int
    label: str
    meant: Period | str | None


def stated_above(
    lines: Iterable[Line], wanted: Sequence[Column], vocabulary: Vocabulary, findings: FindingsSoFar
) -> dict[Column, Given]:
    """Unit and period where the table has no column of them and a cell above says them.

    A label before it is needed, save for a cell that is nothing but a period. Where two cells say different
    things, none is taken. What is stated and not understood is taken all the same, for its fault to be said.
    """
    given: dict[Column, Given] = {}
    lines = tuple(lines)
    for column in wanted:
        told = [each for line in lines for each in _told(line, column, vocabulary)]
        understood = [each for each in told if each.meant is not None]
        said = {each.meant for each in understood} if understood else {each.text for each in told}
        if len(said) == 1:
            first = (understood or told)[0]
            given[column] = Given(first.text, first.place, first.row)
            if first.meant is not None:
                findings.add(
                    rules.STATED_ABOVE,
                    first.row,
                    column=column,
                    position=first.place + 1,
                    column_name=name_of(column),
                    got=first.text,
                )
    return given


def _told(line: Line, column: Column, vocabulary: Vocabulary) -> Iterator[_Told]:
    """Every cell of `line` that says what `column` would."""
    row, cells = line
    for place, cell in enumerate(cells):
        label, colon, rest = cell.partition(":")
        if means(label) == column:
            at, text = place, rest.strip() if colon else ""
            if not text:
                after = ((p, c.strip()) for p, c in enumerate(cells) if p > place and c.strip())
                at, text = next(after, (0, ""))
            if text:
                text, meant = _understood(text, column, vocabulary)
                yield _Told(text, row, at, header_key(label), meant)
        elif column == "period" and isinstance(found := vocabulary.period(cell.strip(" ()")), Period):
            yield _Told(cell.strip(" ()"), row, place, "", found)


def _understood(text: str, column: Column, vocabulary: Vocabulary) -> tuple[str, Period | str | None]:
    """The text, without a remark in brackets behind it where it then has a meaning, and that meaning."""
    for form in (text, _REMARK_BEHIND.sub("", text)):
        period = vocabulary.period(form)
        meant = vocabulary.units.find(form).unit if column == "reporting_unit" else period
        if meant is not None and not (column == "period" and isinstance(meant, str)):
            return form, meant
    return text, None


def report_others(
    lines: Iterable[Line], readers: Sequence[RowReader], vocabulary: Vocabulary, findings: FindingsSoFar
) -> None:
    """A warning for each line above the table that is labelled with another unit or period than its rows.

    Args:
        lines: what stands above the table.
        readers: those that have read its rows.
        vocabulary: the catalogue's words.
        findings: where warnings go.
    """
    units = sorted({unit for reader in readers for unit in reader.units})
    periods = sorted({period for reader in readers for period in reader.periods})
    names: dict[Column, list[Text]] = {
        "reporting_unit": [vocabulary.catalogue.name(unit) for unit in units],
        "period": [in_both(partial(period_inside, period)) for period in periods],
    }
    for line in lines:
        for column in STATED:
            for told in _told(line, column, vocabulary):
                if told.label not in _NO_LABELS and _is_other(told.meant, units, periods, vocabulary):
                    findings.add(
                        rules.OTHER_STATED_ABOVE,
                        told.row,
                        column=column,
                        position=told.place + 1,
                        column_name=name_of(column),
                        got=told.text,
                        names=_joined(names[column]),
                    )


def states_other(line: Line, given: Mapping[Column, Given], vocabulary: Vocabulary) -> bool:
    """Whether a row without figures states another unit or period than what its table stands under.

    Args:
        line: a row under the header that names no indicator.
        given: what is stated above the table.
        vocabulary: the catalogue's words.
    """
    said = [cell for cell in line[1] if cell.strip()]
    for column, first in given.items():
        told = [each.meant for each in _told(line, column, vocabulary) if each.label or len(said) == 1]
        if column == "reporting_unit":
            told += [vocabulary.units.find(cell).unit for cell in said]
        if {*told} - {None, _understood(first.text, column, vocabulary)[1]}:
            return True
    return False


def _is_other(
    meant: Period | str | None, units: Sequence[str], periods: Sequence[Period], vocabulary: Vocabulary
) -> bool:
    """Whether what a line says surely is none of the units or periods of the rows."""
    if meant is None:
        return False
    if isinstance(meant, Period):
        return bool(periods) and not any(_covers(meant, period, vocabulary) for period in periods)
    return _is_other_unit(meant, units, vocabulary)


def _covers(stated: Period, period: Period, vocabulary: Vocabulary) -> bool:
    """Whether `period` lies in `stated`: 'Năm 2025' may stand above a quarter's rows."""
    calendar = vocabulary.calendar
    opens = stated.opens(calendar) <= period.opens(calendar)
    return opens and period.closes(calendar) <= stated.closes(calendar)


def _is_other_unit(stated: str, units: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a table of one unit stands under another's name.

    The whole place may stand above any rows, and so may one of its offices above a commune's: it compiles.
    """
    if len(units) != 1 or stated == units[0]:
        return False
    bodies = vocabulary.catalogue.bodies
    kind, of_place = bodies[stated].kind, bodies[units[0]].kind in COMMITTEES
    return kind != "area" and (kind in COMMITTEES or not of_place)


def _joined(names: Sequence[Text]) -> Text:
    return joined([*names[:_NAMES_SHOWN], *([alike("…")] if len(names) > _NAMES_SHOWN else [])], "; ")

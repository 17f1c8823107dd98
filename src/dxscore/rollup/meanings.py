"""What the texts of a log mean. Each distinct text is read once; after that records are only counted.

A text is first brought to its detail, which is what two records of one case are compared by, and then to its
meaning, of which there are few: the unit, the period, yes or no. Whoever counts needs no more than the codes
of the meanings.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from dxscore.model import rules
from dxscore.model.cells import typed_cell
from dxscore.model.counts import ANSWERS, Column, Operator
from dxscore.model.finding import Finding, Rule
from dxscore.model.period import Period, PeriodKind, ReportingCalendar
from dxscore.model.place import Place
from dxscore.read.markers import Marker, marker
from dxscore.read.periods import DayFault, parse_day
from dxscore.read.unit_names import UnitMatch, Units
from dxscore.words.folding import word_key
from dxscore.words.text import Text, alike, both, joined

REMEMBERED: Final = 100_000
"""Texts of one column whose meaning is kept in mind; a log has few, unless it is full of faults or hours."""
TOLD: Final = 100
"""Texts of one column about which there is a doubt to tell."""

_FAULT, _SOUND, _BETWEEN = "!", "=", "\x1f"


class Meaning(NamedTuple):
    """What a text comes to.

    Args:
        value: a unit, a period with a day, a value of a column; None where there is a fault.
        fault: the code of the finding that rejects the record, or ''.
    """

    value: Any
    fault: str = ""


class Axis:
    """One thing that is read of each record, from one or two of its texts.

    Args:
        headers: the columns that it is read from.
        places: where their texts stand among those that are read of a record.
    """

    def __init__(self, headers: Sequence[str], places: Sequence[int]) -> None:
        self.headers = tuple(headers)
        self.places = tuple(places)
        self.meanings: list[Meaning] = []
        self.told: dict[str, Any] = {}
        self.doubts: dict[tuple[str, str], dict[str, Any]] = {}
        self._codes: dict[Meaning, int] = {}
        self._known: dict[str, int] = {}
        self._details: dict[str, str] = {}

    def codes(self, texts: Sequence[Sequence[str]]) -> list[int]:
        """A code for each record, an index into `meanings`, from the columns of its texts."""
        return _looked_up(texts[self.places[0]], self._known, self._code_of_text)

    def details(self, texts: Sequence[Sequence[str]]) -> list[str]:
        """What each record says, by which two of them are the same or not."""
        return _looked_up(texts[self.places[0]], self._details, self.detail)

    def detail(self, text: str) -> str:
        """What one text says, in one spelling. Compared columns say it together, in `details`."""
        raise NotImplementedError

    def meaning(self, detail: str) -> Meaning:
        """What a detail comes to; every kind of column has its own way."""
        raise NotImplementedError

    def finding(self, fault: str, detail: str, file: str, row: int | None) -> Finding:
        """The finding that rejects a record for this detail."""
        column, _, text = detail.removeprefix(_FAULT).partition(_BETWEEN)[2].partition(_BETWEEN)
        column = column or self.headers[0]
        told = {"got": text, "name": column, **self.told}
        return rules.RULES[fault].finding(Place(file, None, row), column, **told)

    def code(self, meaning: Meaning) -> int:
        """The code of a meaning."""
        known = self._codes.get(meaning)
        if known is None:
            known = self._codes[meaning] = len(self.meanings)
            self.meanings.append(meaning)
        return known

    def _code_of_text(self, text: str) -> int:
        return self.code(self.meaning(self.detail(text)))

    def _faulty(self, rule: Rule, text: str, header: str = "") -> str:
        return f"{_FAULT}{rule.code}{_BETWEEN}{header}{_BETWEEN}{text}"


def fault_of(detail: str) -> str:
    """The code of the finding for a detail that is a fault; else ''."""
    return detail[1:].partition(_BETWEEN)[0] if detail.startswith(_FAULT) else ""


Known = TypeVar("Known")


def _looked_up(texts: Sequence[str], known: dict[str, Known], read: Callable[[str], Known]) -> list[Known]:
    """What each text is known as; those not known yet are read, each once."""
    try:
        return list(map(known.__getitem__, texts))
    except KeyError:
        pass
    for text in sorted(set(texts).difference(known)):  # in one order, whatever their hashes are
        known[text] = read(text)
    found = list(map(known.__getitem__, texts))
    if len(known) > REMEMBERED:
        known.clear()
    return found


class UnitAxis(Axis):
    """Whose a record is."""

    def __init__(self, headers: Sequence[str], places: Sequence[int], units: Units) -> None:
        super().__init__(headers, places)
        self._units = units
        self._matches: dict[str, UnitMatch] = {}
        self._suggested = 0

    def detail(self, text: str) -> str:
        """The unit's id; of a code or name that several had in turn, theirs."""
        said = typed_cell(text)
        if not said.strip():
            return self._faulty(rules.NO_UNIT, "")
        match = self._units.find(said)
        self._units.forget(said)
        if match.unit is None:
            return self._faulty(_UNIT_FAULTS[match.fault or "unknown"], text)
        self._doubt(match, said)
        return _SOUND + _BETWEEN.join(match.generations or (match.unit,))

    def meaning(self, detail: str) -> Meaning:
        """The ids of the units that may be meant; the day says which."""
        if fault := fault_of(detail):
            return Meaning(None, fault)
        return Meaning(tuple(detail[1:].split(_BETWEEN)))

    def finding(self, fault: str, detail: str, file: str, row: int | None) -> Finding:
        """As of any axis, with the names that may be meant."""
        said = typed_cell(detail.split(_BETWEEN, 2)[2])
        match = self._units.find(said)
        self._units.forget(said)
        self.told = {"hint": self._hint(said), "names": _joined(match.candidates)}
        return super().finding(fault, detail, file, row)

    def _hint(self, text: str) -> Text | str:
        """'Did you mean …?', looked for only while there are few: many have another cause."""
        self._suggested += 1
        near = self._units.nearest(text) if self._suggested <= _SUGGESTIONS_AT_MOST else None
        return "" if near is None else both("rollup.did_you_mean", name=near)

    def _doubt(self, match: UnitMatch, text: str) -> None:
        """Remember what is taken, and yet should be mended."""
        unit = match.unit or ""
        told = {"got": text, "meant": self._units.name(unit), "actual_kind": match.actual_kind or ""}
        for doubtful, rule in (
            (match.unaccented, rules.UNACCENTED_UNIT),
            (match.actual_kind, rules.WRONG_UNIT_TYPE),
            (match.hidden, rules.HIDDEN_CHARACTERS),
        ):
            if doubtful and len(self.doubts) < TOLD:
                self.doubts[rule.code, text] = told


_SUGGESTIONS_AT_MOST: Final = 20
_UNIT_FAULTS: Final = {
    "unknown": rules.UNKNOWN_UNIT,
    "ambiguous": rules.AMBIGUOUS_UNIT,
    "successor": rules.SUCCESSOR_UNIT,
}


def _joined(names: Iterable[Text]) -> Text | str:
    listed = list(names)
    return joined(listed) if listed else ""


_HOUR = re.compile(
    r"(?P<day>.*\S)[ T]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
)
_DAY_FAULTS: Final[dict[DayFault, Rule]] = {
    "unreadable": rules.RECORD_DATE_UNREADABLE,
    "serial": rules.RECORD_DATE_UNREADABLE,
    "no_such_day": rules.RECORD_NO_SUCH_DAY,
    "year": rules.RECORD_YEAR,
}
_HOURS, _MINUTES = 24, 60


class Moments:
    """Texts that say a day, perhaps with an hour, each day read once."""

    def __init__(self) -> None:
        self._days: dict[str, date | DayFault] = {}

    def read(self, text: str) -> tuple[date, str] | Rule:
        """The day and the hour, 'HH:MM:SS' or ''; or the rule that a text breaks which says none."""
        said = typed_cell(text).strip()
        if not said or (said not in self._days and marker(said) is Marker.MISSING):
            return rules.RECORD_NO_DATE
        hour = ""
        if ":" in said and (found := _HOUR.fullmatch(said)):
            if (
                int(found["hour"]) >= _HOURS
                or max(int(found["minute"]), int(found["second"] or 0)) >= _MINUTES
            ):
                return rules.RECORD_DATE_UNREADABLE
            said, hour = found["day"], f"{int(found['hour']):02d}:{found['minute']}:{found['second'] or '00'}"
        day = self._days.get(said)
        if day is None:
            if len(self._days) > REMEMBERED:
                self._days.clear()
            day = self._days[said] = parse_day(said)
        return (day, hour) if isinstance(day, date) else _DAY_FAULTS[day]


class DateAxis(Axis):
    """When a case was: the period that the day falls into, and a day of that stretch for the units' lives.

    Args:
        kind: how long the periods are.
        calendar: when they close.
        changes: first days of stretches: nothing about any unit changes between two of them.
        until: the last day that the log covers, or None.
    """

    def __init__(
        self,
        headers: Sequence[str],
        places: Sequence[int],
        kind: PeriodKind,
        calendar: ReportingCalendar,
        changes: Iterable[date],
        until: date | None,
    ) -> None:
        super().__init__(headers, places)
        self._kind, self._calendar, self._until = kind, calendar, until
        self._changes = sorted(changes)
        self._moments = Moments()
        self.told = {"until": until or ""}

    def detail(self, text: str) -> str:
        """The day, by ISO 8601."""
        read = self._moments.read(text)
        if isinstance(read, Rule):
            return self._faulty(read, text)
        day = read[0]
        if self._until is not None and day > self._until:
            return self._faulty(rules.RECORD_AFTER_UNTIL, text)
        if period_of(day, self._kind, self._calendar) is None:
            return self._faulty(rules.RECORD_YEAR, text)
        return f"{_SOUND}{day.isoformat()}"

    def meaning(self, detail: str) -> Meaning:
        """The period and the first day in it on which the units were the same as on this one."""
        if fault := fault_of(detail):
            return Meaning(None, fault)
        day = date.fromisoformat(detail[1:])
        period = period_of(day, self._kind, self._calendar)
        if period is None:
            raise ValueError(detail)  # `detail` let none pass
        change = bisect_right(self._changes, day)
        since = self._changes[change - 1] if change else date.min
        return Meaning((period, max(since, period.opens(self._calendar))))


_MONTHS: Final[dict[PeriodKind, int]] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_LAST_YEAR, _LAST_MONTH = 2100, 12


def period_of(day: date, kind: PeriodKind, calendar: ReportingCalendar) -> Period | None:
    """The period that `day` falls into: 20/12/2025 is of 2026-Q1 by the administrative calendar.

    None beyond the years that a period can have.
    """
    year, month = day.year, day.month
    if day > Period("month", year, month).closes(calendar):
        year, month = (year, month + 1) if month < _LAST_MONTH else (year + 1, 1)
    return Period(kind, year, (month - 1) // _MONTHS[kind] + 1) if year <= _LAST_YEAR else None


class ValueAxis(Axis):
    """Which of its values a column has."""

    def __init__(self, headers: Sequence[str], places: Sequence[int], column: Column) -> None:
        super().__init__(headers, places)
        said = (
            [(text, text) for text in column.one_of]
            if column.one_of is not None
            else [(text, "yes") for text in column.yes or ()] + [(text, "no") for text in column.no or ()]
        )
        self._values = {word_key(text): value for text, value in said}
        allowed = ", ".join(text for text, _ in said)
        self.told = {"allowed": alike(allowed)}
        self._blank = column.blank

    def detail(self, text: str) -> str:
        """The value: texts are the same whatever their case, Unicode form, spaces or tone placement."""
        said = typed_cell(text)
        value = self._values.get(word_key(said) if len(said) <= _LONGEST_VALUE else said)
        if value is not None:
            return f"{_SOUND}{value}"
        if not said.strip() or (len(said) <= _LONGEST_VALUE and marker(said) is Marker.MISSING):
            return (
                f"{_SOUND}{self._blank}"
                if self._blank is not None
                else self._faulty(rules.RECORD_NO_VALUE, text)
            )
        return self._faulty(rules.RECORD_OTHER_VALUE, text)

    def meaning(self, detail: str) -> Meaning:
        """The value."""
        fault = fault_of(detail)
        return Meaning(None, fault) if fault else Meaning(detail[1:])


_LONGEST_VALUE: Final = 400
_COMPARE: Final[dict[Operator, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_Moment = int | str
"""A day without an hour as its number; what has an hour, or is a fault, as its detail."""


class CompareAxis(Axis):
    """Yes or no from two columns of days. Hours count where both have one, else the days alone."""

    def __init__(self, headers: Sequence[str], places: Sequence[int], column: Column) -> None:
        super().__init__(headers, places)
        if column.compare is None:
            raise ValueError("no comparison")
        self._holds = _COMPARE[column.compare.op]
        self._blank = column.blank
        self._moments = Moments()
        self._sides: tuple[dict[str, _Moment], dict[str, _Moment]] = ({}, {})
        self._pairs: dict[tuple[_Moment, _Moment], int] = {}
        self._answers = [self.code(Meaning(answer)) for answer in reversed(ANSWERS)]  # no is 0, yes is 1

    def codes(self, texts: Sequence[Sequence[str]]) -> list[int]:
        """Yes or no for each record, or the fault."""
        left, right = self._both_sides(texts)
        if {*map(type, left), *map(type, right)} == {int}:
            return list(map(self._answers.__getitem__, map(self._holds, left, right)))
        return [
            self._answers[self._holds(a, b)] if type(a) is type(b) is int else self._pair(a, b)
            for a, b in zip(left, right, strict=True)
        ]

    def details(self, texts: Sequence[Sequence[str]]) -> list[str]:
        """Both moments."""
        left, right = self._both_sides(texts)
        return [self._detail(a, b) for a, b in zip(left, right, strict=True)]

    def meaning(self, detail: str) -> Meaning:
        """Yes or no."""
        if fault := fault_of(detail):
            return Meaning(None, fault)
        left, _, right = detail[1:].partition(_BETWEEN)
        if not left or not right:
            return Meaning(self._blank)
        if len(left) != len(right):
            left, right = left[:_ISO_DAY], right[:_ISO_DAY]
        return Meaning(ANSWERS[0] if self._holds(left, right) else ANSWERS[1])

    def _both_sides(self, texts: Sequence[Sequence[str]]) -> tuple[list[_Moment], list[_Moment]]:
        left, right = (
            _looked_up(texts[place], known, self._reader(header))
            for place, known, header in zip(self.places, self._sides, self.headers, strict=True)
        )
        return left, right

    def _reader(self, header: str) -> Callable[[str], _Moment]:
        def read(text: str) -> _Moment:
            moment = self._moments.read(text)
            if isinstance(moment, Rule):
                blank = moment is rules.RECORD_NO_DATE and self._blank is not None
                return "" if blank else self._faulty(moment, text, header)
            day, hour = moment
            return f"{day.isoformat()}T{hour}" if hour else day.toordinal()

        return read

    def _pair(self, left: _Moment, right: _Moment) -> int:
        known = self._pairs.get((left, right))
        if known is None:
            if len(self._pairs) > REMEMBERED:
                self._pairs.clear()
            known = self._pairs[left, right] = self.code(self.meaning(self._detail(left, right)))
        return known

    @staticmethod
    def _detail(left: _Moment, right: _Moment) -> str:
        a, b = (
            side if isinstance(side, str) else date.fromordinal(side).isoformat() for side in (left, right)
        )
        return next((side for side in (a, b) if side.startswith(_FAULT)), f"{_SOUND}{a}{_BETWEEN}{b}")


_ISO_DAY: Final = 10

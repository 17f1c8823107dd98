"""The short way for plain rows of a text: known ids, a known period, digits, and nothing to be said.

Nearly every row of a large file is one. Whatever is not (a name without accents, a total, a marker, a day,
another plan's row) is left to the careful reader in `table` and `rows`, which also decides what each text
means the first time that it is met. Both give the same (`tests/read/test_plain_rows.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Final, NamedTuple

from dxscore.model.catalogue import Indicator
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.read.columns import Table
from dxscore.read.figures import FIGURE_COLUMNS, can_be
from dxscore.read.grid import Grid, Row
from dxscore.read.numbers import INTEGER_DIGITS
from dxscore.read.row_kinds import RowKinds
from dxscore.read.rows import RowReader
from dxscore.read.vocabulary import Vocabulary

NUMBERS_REMEMBERED: Final = 20_000
_KEYS: Final = ("indicator", "reporting_unit", "period")


class _Asked(NamedTuple):
    """An indicator that a cell means.

    Args:
        indicator: as the catalogue has it.
        units: ids of the bodies whose rows on it are wanted.
        one, other: places of its figures: of a share the two parts, of a number its value twice.
        blank: places of the other figures, and of the closing day.
        rest: the cells of all columns but the figures' own and those that say whose they are.
    """

    indicator: Indicator
    units: frozenset[str]
    one: int
    other: int
    blank: tuple[int, ...]
    rest: Callable[[tuple[str, ...]], Iterable[str]]


class _Time(NamedTuple):
    """A period that a cell means, and the units that cells mean in it."""

    period: Period
    units: dict[str, str]


def plain_rows(
    grid: Grid, table: Table, kinds: RowKinds, vocabulary: Vocabulary, file: str
) -> PlainRows | None:
    """The short way for a table; None where none of its rows can be plain.

    It has to be a tidy table of a text, with a name above each column, read for one plan.
    """
    head = table.header
    tidy = grid.is_text and not grid.merges and len(table.readers) == 1 and not table.column_totals
    named = head.width == len(head.cells) and not head.unnamed and not table.given
    keyed = all(column in head.positions for column in _KEYS)
    if not (tidy and named and keyed) or table.layout.across is not None or vocabulary.others is not None:
        return None
    return PlainRows(table, kinds, vocabulary, file)


class PlainRows:
    """Reads the plain rows of one table, and remembers what their texts mean."""

    def __init__(self, table: Table, kinds: RowKinds, vocabulary: Vocabulary, file: str) -> None:
        self._kinds = kinds
        self._vocabulary = vocabulary
        self._file = file
        self._reader: RowReader = table.readers[0]
        places = self._places = table.header.positions
        self._width = table.header.width
        self._indicator, self._unit = places["indicator"], places["reporting_unit"]
        self._period = places["period"]
        self._beside = [place for place in self._reader.beside if place < self._width]
        self._words = [column for column in ("evidence", "note") if column in places]
        self._asked: dict[str, _Asked] = {}
        self._times: dict[str, _Time] = {}
        self._last_time: _Time | None = None
        self._numbers: dict[str, Decimal] = {}

    def read(self, row: Row) -> Observation | None:
        """What `row` says, where it is plain; None where the careful reader has to say it."""
        cells = row.cells
        if len(cells) != self._width or self._kinds.other_table is not None:
            return None
        asked = self._asked.get(cells[self._indicator]) or self._learn_indicator(cells[self._indicator])
        time = self._times.get(cells[self._period]) or self._learn_period(cells[self._period])
        if asked is None or time is None:
            return None
        text = cells[self._unit]
        unit = time.units.get(text) or self._learn_unit(text, time)
        beside = any(asked.rest(cells))
        if unit not in asked.units or (beside and not self._is_plain(cells, asked)):
            return None
        one, other = self._number(cells[asked.one]), self._number(cells[asked.other])
        if one is None or other is None:
            return None
        share = asked.one != asked.other
        if not share and not can_be(asked.indicator, one):
            return None
        evidence, note = self._evidence_and_note(cells, row.number) if beside else ("", "")
        self._kinds.is_data()
        self._reader.units.add(unit)
        if time is not self._last_time:
            self._reader.periods.add(time.period)
            self._last_time = time
        return Observation(
            asked.indicator.id,
            unit,
            time.period,
            one if share else None,
            other if share else None,
            None if share else one,
            False,
            evidence,
            note,
            None,
            Place(self._file, None, row.number),
        )

    def _is_plain(self, cells: tuple[str, ...], asked: _Asked) -> bool:
        """Whether nothing stands where a plain row has nothing, nor a part of a number beside its figures."""
        for place in asked.blank:
            if cells[place]:
                return False
        return not any(cells[place] and cells[place].strip()[:1].isdigit() for place in self._beside)

    def _evidence_and_note(self, cells: tuple[str, ...], line: int) -> tuple[str, str]:
        said = {
            column: self._reader.words(cells, column, line) if cells[self._places[column]] else ""
            for column in self._words
        }
        return said.get("evidence", ""), said.get("note", "")

    def _learn_indicator(self, text: str) -> _Asked | None:
        """The indicator that `text` means, where it is one of shares or numbers and the text names no sum."""
        vocabulary, places = self._vocabulary, self._places
        found = vocabulary.indicators.find(text)
        if found is None or vocabulary.is_total(text):
            return None
        indicator = vocabulary.catalogue.indicators[found]
        wanted = {"share": FIGURE_COLUMNS[:2], "number": FIGURE_COLUMNS[2:]}.get(indicator.measure)
        if wanted is None or indicator.value_names or any(column not in places for column in wanted):
            return None
        others = [c for c in (*FIGURE_COLUMNS, "closed_on") if c in places and c not in wanted]
        keys_and_figures = {self._indicator, self._unit, self._period, places[wanted[0]], places[wanted[-1]]}
        keys_and_figures -= set(self._beside)
        asked = self._asked[text] = _Asked(
            indicator,
            vocabulary.expected(found),
            places[wanted[0]],
            places[wanted[-1]],
            tuple(places[column] for column in others),
            _cells_at([place for place in range(self._width) if place not in keys_and_figures]),
        )
        return asked

    def _learn_period(self, text: str) -> _Time | None:
        found = self._vocabulary.period(text)
        if not isinstance(found, Period):
            return None
        time = self._times[text] = _Time(found, {})
        return time

    def _learn_unit(self, text: str, time: _Time) -> str | None:
        """The unit that `text` means in that time, where the careful reader has nothing to say of it."""
        unit = self._reader.plain_unit(text, time.period)
        if unit is not None:
            time.units[text] = unit
        return unit

    def _number(self, text: str) -> Decimal | None:
        """The number in a cell of plain digits."""
        known = self._numbers.get(text)
        if known is not None:
            return known
        if not (text.isascii() and text.isdigit() and len(text) <= INTEGER_DIGITS):
            return None
        if len(self._numbers) >= NUMBERS_REMEMBERED:
            self._numbers.clear()
        number = self._numbers[text] = Decimal(text)
        return number


def _cells_at(places: Sequence[int]) -> Callable[[tuple[str, ...]], Iterable[str]]:
    """The cells at some places of a row: a hundred thousand rows ask whether they are all blank."""
    return itemgetter(*places) if places else lambda _: ()

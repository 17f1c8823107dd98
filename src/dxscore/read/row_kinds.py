"""What kind of row each one under a header is: data, a header again, or what stands around the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from dxscore.model import rules
from dxscore.model.finding import Rule
from dxscore.read.column_names import REQUIRED, Column, means
from dxscore.read.figures import FIGURE_COLUMNS
from dxscore.read.markers import Marker, marker
from dxscore.read.numbers import NumberRead, parse
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.folding import word_key
from dxscore.words.patterns import regex
from dxscore.workbooks.cell_texts import NotStored

CELLS_IN_FOOT: Final = 3
_NO_FIGURE: Final = frozenset({Marker.MISSING, Marker.SPREADSHEET_ERROR})
_KEYS: Final = frozenset({"indicator", "reporting_unit"})
_FOOT = regex(
    r"(?:người lập|người báo cáo|người tổng hợp|thủ trưởng|chủ tịch|phó chủ tịch|trưởng phòng|xác nhận"
    r"|nơi nhận|\(ký|kt\.|tm\.|.*\bngày\b.*\btháng\b.*\bnăm\b|prepared by|head of the unit|date: )"
)
_COLUMN_NUMBER = regex(r"\(?\[?(?:[0-9]{1,2}|[A-ZĐ])\)?\]?(?:\s*=.*)?")
_UNIT_OF_MEASURE = regex(r"\([^()0-9]+\)|%|(?:đvt|đơn vị tính)\b[^0-9]*", re.IGNORECASE)


def is_foot(cells: Sequence[str]) -> bool:
    """'Người lập biểu', 'Đức Phổ, ngày … tháng … năm …': what stands under the table of a form."""
    said = [cell for cell in cells if cell.strip()]
    return len(said) <= CELLS_IN_FOOT and _FOOT.match(word_key(" ".join(said))) is not None


class RowKinds:
    """The rows under one header, told apart as they come, from the first to the last.

    Attributes:
        other_table: the row at which another table begins; None as long as there is none.
        beside: whether the last row stood among the table's, and not right under its header or in its foot.
    """

    def __init__(
        self,
        header: Sequence[Sequence[str]],
        positions: Mapping[Column, int],
        figures: Collection[int],
        vocabulary: Vocabulary,
        wide: bool = False,
        states_other: Callable[[int, Sequence[str]], bool] | None = None,
    ) -> None:
        """Rows under a table's header.

        Args:
            header: its rows, as typed.
            positions: the columns that every row has; in a wide table those of figures are not among them.
            figures: places of the columns of figures.
            vocabulary: the catalogue's words.
            wide: whether the table is a wide one.
            states_other: whether a row without figures states another unit or period than stands above.
        """
        self.other_table: int | None = None
        self.beside = True
        self._header = [[word_key(cell) for cell in row] for row in header]
        self._positions = positions
        self._figures = figures
        self._key = positions.get("indicator", positions.get("reporting_unit"))
        self._vocabulary = vocabulary
        self._wide = wide
        self._states_other = states_other
        self._repeated = 0
        self._under_header = True
        self._in_foot = False

    def why_no_data(self, line: int, cells: Sequence[str]) -> Rule | None:
        """Why the next row is none of this table's data; None where it may be.

        Args:
            line: the row's number.
            cells: its cells, at least as many as the header has.
        """
        if self.other_table is not None:
            return rules.OTHER_TABLE
        known = self._names_key(cells)
        if not (known and "indicator" in self._positions) and self._begins_another(line, cells):
            self.other_table = line
            return rules.OTHER_TABLE
        if known:
            self.is_data()
            return None
        header = self._header_again(cells)
        if header is rules.OTHER_TABLE:
            self.other_table = line
        if header is not None:
            return header
        self._under_header = self._under_header and _explains_columns(cells)
        self._in_foot = self._in_foot or is_foot(cells)
        self.beside = not (self._under_header or self._in_foot)
        return rules.NOT_DATA if self._under_header or self._is_around(cells) else None

    def is_data(self) -> None:
        """The last row was one of the table's, as who read it already knows."""
        self._under_header, self.beside = False, True

    def _names_key(self, cells: Sequence[str]) -> bool:
        """Whether the row is about an indicator or, where these stand across the top, about a unit."""
        if self._key is None:
            return False
        text = cells[self._key]
        if "indicator" in self._positions:
            return self._vocabulary.indicators.find(text) is not None
        return self._vocabulary.units.find(text).fault != "unknown"

    def _begins_another(self, line: int, cells: Sequence[str]) -> bool:
        if self._states_other is None or self._in_foot or not self._has_names_alone(cells):
            return False
        return self._states_other(line, cells)

    def _header_again(self, cells: Sequence[str]) -> Rule | None:
        """Whether this row is one of the header's, or of another header: then its columns are others, too."""
        if self._is_header_row(cells, self._repeated):
            self._repeated = (self._repeated + 1) % len(self._header)
            return rules.REPEATED_HEADER
        self._repeated = 0
        of_keys = self._key is not None and means(cells[self._key]) in _KEYS and not _has_number(cells)
        if not of_keys and not _is_header(cells, self._vocabulary):
            return None
        return rules.REPEATED_HEADER if not self._wide and self._means_the_same(cells) else rules.OTHER_TABLE

    def _is_header_row(self, cells: Sequence[str], index: int) -> bool:
        """Whether `cells` say what the header's row `index` says, or what was merged from above over it."""
        if not any(self._header[index]):
            return False
        for place, cell in enumerate(cells):
            above = [row[place] for row in self._header[: index + 1] if place < len(row)] or [""]
            said = word_key(cell)
            if said != above[-1] and (above[-1] or said not in above):
                return False
        return True

    def _means_the_same(self, cells: Sequence[str]) -> bool:
        """Whether a header in other words has the same columns in the same places."""
        for column, place in self._positions.items():
            if (column in REQUIRED or column in FIGURE_COLUMNS) and means(cells[place]) != column:
                return False
        named = {means(cell) for cell in cells}
        return not any(column in named and column not in self._positions for column in FIGURE_COLUMNS)

    def _is_around(self, cells: Sequence[str]) -> bool:
        """A title of a group, or what stands under the table. No row of it names a key of the catalogue."""
        markers = [marker(cells[place]) for place in self._figures]
        if not self._wide and self._names_nothing(cells) and _NO_FIGURE.issuperset(markers):
            return True
        if self._has_figures(cells) and not (self._in_foot and self._has_names_alone(cells)):
            return self._in_foot and is_foot(cells)
        said = [cell for cell in cells if cell.strip()]
        return self._wide or (self._in_foot and len(said) <= CELLS_IN_FOOT)

    def _names_nothing(self, cells: Sequence[str]) -> bool:
        """Whether the row itself names neither unit nor period."""
        places = (self._positions.get("reporting_unit"), self._positions.get("period"))
        return not any(cells[place].strip() for place in places if place is not None)

    def _has_figures(self, cells: Sequence[str]) -> bool:
        return any(
            isinstance(cells[place], NotStored) or marker(cells[place]) is not Marker.MISSING
            for place in self._figures
        )

    def _has_names_alone(self, cells: Sequence[str]) -> bool:
        """Whether what stands in the columns of figures has no digit at all, as signatures have not."""
        return not any(character.isdigit() for place in self._figures for character in cells[place])


def _has_number(cells: Sequence[str]) -> bool:
    return any(isinstance(parse(cell), NumberRead) for cell in cells if cell)


def _is_header(cells: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a row names columns: of keys and of figures, or keys across from the others."""
    named = {means(cell) for cell in cells if cell} - {None}
    if not named or _has_number(cells):
        return False
    parts = len(named.intersection(FIGURE_COLUMNS))
    across = ("indicator" in named and any(vocabulary.units.find(cell).unit for cell in cells)) or (
        "reporting_unit" in named and any(vocabulary.indicators.find(cell) for cell in cells)
    )
    return parts > 1 or bool(named & _KEYS and (parts or across))


def table_above(rows: Iterable[tuple[int, Sequence[str]]], vocabulary: Vocabulary) -> int | None:
    """The row at which another table begins, with at least one number, among those above a header."""
    begins = None
    for number, cells in rows:
        if begins is not None and _has_number(cells):
            return begins
        if begins is None and _is_header(cells, vocabulary):
            begins = number
    return None


def _explains_columns(cells: Sequence[str]) -> bool:
    """Numbers of columns, '(1)', 'A', or units of measure, '(%)', and nothing else."""
    said = [cell.strip() for cell in cells if cell.strip()]
    if all(_UNIT_OF_MEASURE.fullmatch(cell) for cell in said):
        return bool(said)
    return len(said) > 1 and all(
        _COLUMN_NUMBER.fullmatch(cell) or _UNIT_OF_MEASURE.fullmatch(cell) for cell in said
    )

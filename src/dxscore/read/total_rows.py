"""Rows and columns that add up others ('Tổng cộng'): no unit's data, and yet worth holding against them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.read.collected import FindingsSoFar, RowFaults
from dxscore.read.figures import understand
from dxscore.read.row_cells import RowCells
from dxscore.read.vocabulary import Vocabulary

Said = TypeVar("Said")


class TotalReader:
    """Reads the totals of one table."""

    def __init__(self, cells: RowCells, vocabulary: Vocabulary, findings: FindingsSoFar) -> None:
        """A reader of the same rows as a `RowReader`."""
        self._cells = cells
        self._vocabulary = vocabulary
        self._findings = findings
        positions = cells.positions
        used = set(positions.values())
        before = min(cells.figure_places, default=0)
        # 'Tổng cộng' is often merged over number and name: it then stands in the column of the number.
        self._margin = [place for place in range(before) if place not in used]
        self._keys = [positions[column] for column in ("reporting_unit", "indicator") if column in positions]

    def label_place(self, row: Sequence[str]) -> int | None:
        """The place of the cell that makes `row` a total; None where it is none.

        That is the cell of the unit or of the indicator; where the unit's is blank or missing, also one in a
        column without a meaning, before the figures.
        """
        unit = self._cells.positions.get("reporting_unit")
        blank = unit is None or not row[unit].strip()
        places = [*self._keys, *self._margin] if blank else self._keys
        return next((place for place in places if self._vocabulary.is_total(row[place])), None)

    def skips(self, line: int, row: Sequence[str]) -> bool:
        """Whether `row` is a total, which is then said."""
        place = self.label_place(row)
        if place is not None:
            self._findings.add(rules.TOTAL, line, position=place + 1, got=row[place].strip())
        return place is not None

    def read(self, line: int, row: Sequence[str], above: Sequence[Observation]) -> Observation | None:
        """What the total in `row` claims; None where that cannot be understood: it is no fault then.

        A blank cell of indicator or period says what all rows `above` say, if they say one thing.
        The label stands for the reporting unit.
        """
        place = self.label_place(row)
        if place is not None and "reporting_unit" in self._cells.given:
            return None  # it adds up one unit's rows, not units
        indicator, period = self._indicator(row, above), self._period(row, above)
        if indicator is None or period is None:
            return None
        unheard = RowFaults(FindingsSoFar(self._findings.file), line, {})
        typed = self._cells.figures(row)
        figures = understand(indicator, typed, unheard, self._cells.marks)
        if figures is None or figures.not_applicable or unheard.errors:
            return None
        if (figures.numerator is None) != (figures.denominator is None):
            return None
        return Observation(
            indicator=indicator.id,
            reporting_unit=self._cells.text(row, "reporting_unit") if place is None else row[place].strip(),
            period=period,
            numerator=figures.numerator,
            denominator=figures.denominator,
            value=figures.value,
            place=Place(
                self._findings.file,
                self._findings.sheet,
                line,
                self._cells.first_figure(row) if self._findings.sheet else None,
            ),
        )

    def _indicator(self, row: Sequence[str], above: Sequence[Observation]) -> Indicator | None:
        text = self._cells.text(row, "indicator")
        found = self._vocabulary.indicators.find(text)
        if not text.strip():
            found = _only({o.indicator for o in above})
        return None if found is None else self._vocabulary.catalogue.indicators[found]

    def _period(self, row: Sequence[str], above: Sequence[Observation]) -> Period | None:
        text = self._cells.text(row, "period")
        if not text.strip():
            return _only({o.period for o in above})
        found = self._vocabulary.period(text)
        return self._cells.covered(found) if isinstance(found, Period) else None


def _only(said: set[Said]) -> Said | None:
    return next(iter(said)) if len(said) == 1 else None

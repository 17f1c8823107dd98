"""Each unit's own figure on each target as a table: what a scorecard of thousands of units puts beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from dxscore.model.cells import csv_text
from dxscore.model.group_scorecard import Grouped
from dxscore.model.scorecard import UnitResult
from dxscore.report.lines import ResultLine
from dxscore.report.machine import Json, cell
from dxscore.report.naming import written
from dxscore.report.parquet import parquet_file
from dxscore.report.view import View
from dxscore.words.visible import visible

SUFFIXES: Final = (".csv", ".parquet")
"""Of the files that hold such a table."""
_AT_A_TIME: Final = 20_000
_OF_UNIT: Final = (
    *("period", "closes", "numerator", "denominator", "value", "status", "reason", "provisional"),
    *("gap", "gap_count", "formers", "absent_formers"),
)
COLUMNS: Final = (
    *("as_of", "indicator", "name", "target_by", "comparator", "threshold", "due"),
    *("reporting_unit", "unit_name", "groups", "held_comparator", "held_threshold", "level"),
    *("span_from", "span_to", "span_months", "span_of", *_OF_UNIT, "waived_until"),
)


class UnitRows:
    """A row a unit and target, in the scorecard's order: ids and numbers in their stable form.

    Args:
        view: the scorecard of all units, and the words.
        whole: every target with each unit that it asks for a figure.
        groups: the units behind every group.
        only: the units to list; None for all.
    """

    def __init__(
        self,
        view: View,
        whole: Iterable[Grouped],
        groups: Mapping[str, Sequence[str]],
        only: Collection[str] | None = None,
    ) -> None:
        self._view = view
        self._whole = whole
        self._only = only
        self._groups: dict[str, list[str]] = {}
        for group, units in groups.items():
            for unit in units:
                self._groups.setdefault(unit, []).append(group)
        self._names = {id_: view.names.body(id_) for id_ in view.catalogue.bodies}

    def as_csv(self) -> bytes:
        """Guarded against formulas; several ids in a cell are parted by a space."""
        parts = [csv_text([COLUMNS]).encode()]
        for rows in self._batches():  # a part at a time, as bytes, which are half of what the text is
            text = csv_text([cell(record[name]) for name in COLUMNS] for record in rows)
            parts.append(text.encode("utf-8", "backslashreplace"))
        return b"".join(parts)

    def as_parquet(self) -> bytes:
        """With types.

        Raises:
            OutputError: a number has more digits than such a file holds.
        """
        return parquet_file("dxscore/units/1", self._view.scorecard, COLUMNS, self._batches())

    def _batches(self) -> Iterator[list[Json]]:
        records = self._records()
        while batch := list(islice(records, _AT_A_TIME)):
            yield batch

    def _records(self) -> Iterator[Json]:
        lines = {(line.id, line.result.target.due_by): line for line in self._view.results}
        for part in self._whole:
            line = lines[part.result.indicator, part.result.target.due_by]
            of_target = self._of_target(line)
            for unit in part.units:
                if self._only is None or unit.reporting_unit in self._only:
                    yield {**of_target, **self._of_unit(unit)}

    def _of_target(self, line: ResultLine) -> Json:
        return {
            "as_of": self._view.scorecard.day,
            "indicator": line.id,
            "name": line.name,
            "target_by": line.result.target.due_by,
            "comparator": line.result.target.comparator,
            "threshold": ";".join(line.bounds),
            "due": line.result.falls_due,
        }

    def _of_unit(self, unit: UnitResult) -> Json:
        span, held, level = unit.span, unit.held, unit.level
        reached = None if level is None else level.reached
        return {
            "reporting_unit": unit.reporting_unit,
            "unit_name": self._names[unit.reporting_unit],
            "groups": self._groups.get(unit.reporting_unit, []),
            "held_comparator": None if held is None else held.comparator,
            "held_threshold": None if held is None else ";".join(written(held.threshold)),
            "level": None if reached is None else visible(reached.get(self._view.lang)),
            "span_from": None if span is None else span.from_,
            "span_to": None if span is None else span.to,
            "span_months": None if span is None else span.months,
            "span_of": None if span is None else span.of,
            **{name: getattr(unit, name) for name in _OF_UNIT},
            "waived_until": None if unit.waiver is None else unit.waiver.until,
        }

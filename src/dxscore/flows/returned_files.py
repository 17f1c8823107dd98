"""What reading gave -> what each returned file says: its figures, its blanks, its faults, its other words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from dxscore.forms.annotations import (
    Annotations,
    SheetAnnotation,
    annotations_around,
    annotations_of_rows,
    figure_columns_missing,
)
from dxscore.forms.normalised import Series
from dxscore.forms.printed import printed
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.stamp import Stamp
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, SheetRemark, SourceTable
from dxscore.model.place import Place
from dxscore.model.rules import FORM_COLUMN_MISSING
from dxscore.read.breakdown import breakdown
from dxscore.read.column_names import is_usual
from dxscore.read.header import listed
from dxscore.read.indicator_names import Indicators
from dxscore.read.periods import parse_day
from dxscore.read.unit_names import Units

# 'Đức Phổ, ' before 'ngày 20 tháng 12 năm 2025', 'Date: ' before a day.
_BEFORE_DAY: Final = re.compile(r"(?:[^,;.:]{0,40}[,:])?\s*")


def returned_files(
    metrics: Metrics,
    stamps: Mapping[str, tuple[Stamp, ...]],
    faulty: Collection[str],
    catalogue: Catalogue,
    saved: Mapping[str, date],
) -> tuple[tuple[ReturnedFile, ...], tuple[Finding, ...]]:
    """Each file that was read, and a finding on each on which the program broke down meanwhile.

    Args:
        metrics: what was read.
        stamps: of every file, by its name.
        faulty: names of the files with errors.
        catalogue: whose indicators and units they speak of.
        saved: of the files that say so the day on which they were last saved.
    """
    observations: dict[str, list[Observation]] = defaultdict(list)
    tables: dict[str, list[SourceTable]] = defaultdict(list)
    remarks: dict[str, list[SheetAnnotation]] = defaultdict(list)
    for observation in metrics.observations:
        observations[observation.place.file].append(observation)
    for table in metrics.tables:
        tables[table.file].append(table)
    for remark in metrics.remarks:
        remarks[remark.place.file].append(_remark(remark))
    digests = {source.file: source.sha256 for source in metrics.inputs}
    names = _NamesInRows(catalogue)
    files, broken = [], []
    for name, found in stamps.items():
        bare = ReturnedFile(name, digests.get(name, ""), found, unreadable=True, refused=True)
        try:
            rows = _RowsWithoutFigure(names, tables[name])
            annotations = tuple(_annotations(tables[name], observations[name], printed(catalogue, found)))
            file = bare._replace(
                observations=tuple(observations[name]),
                blank=frozenset(rows.blank),
                faulty=frozenset(rows.faulty),
                faulty_units=frozenset(rows.faulty_units),
                unreadable=name in faulty,
                refused=name in faulty and not any(table.rows for table in tables[name]),
                annotations=annotations,
                signed_day=_signed_day(annotations),
                saved_day=saved.get(name),
                remarks=tuple(remarks[name]),
                notes=rows.notes,
                faulty_at={series: tuple(places) for series, places in rows.faulty_at.items()},
            )
        except BaseException as error:
            broken.append(breakdown(name, error))
            file = bare
        files.append(file)
    return tuple(files), tuple(broken)


def _signed_day(annotations: Iterable[Annotations]) -> date | None:
    """The one day that stands where its tables are signed; None where there are none, or two."""
    told = {each.signed.signed_on for each in annotations if each.signed.signed_on}
    days = {parse_day(text[_BEFORE_DAY.match(text).end() :]) for text in told}  # type: ignore[union-attr]
    found = [day for day in days if isinstance(day, date)]
    return found[0] if len(days) == len(found) == 1 else None


def _annotations(
    tables: Iterable[SourceTable], observations: Iterable[Observation], own: Collection[str]
) -> Iterator[Annotations]:
    """What stands beside the figures of each table of one file, words of uncounted rows too, cell by cell."""
    read: dict[str | None, set[int | None]] = defaultdict(set)
    for observation in observations:
        read[observation.place.sheet].add(observation.place.row)
    for table in tables:
        usual = [place for place in table.unused if is_usual(table.header[place])]
        told = annotations_around(table, own, usual)
        uncounted = annotations_of_rows(table, read[table.sheet])
        words = {each.place.order: each for each in (*uncounted, *told.items)}
        yield told._replace(items=tuple(words[cell] for cell in sorted(words)))


def _remark(remark: SheetRemark) -> SheetAnnotation:
    return SheetAnnotation(remark.place, remark.text, receipt_only=True)


def form_faults(metrics: Metrics) -> Iterator[Finding]:
    """Forms whose columns of figures no longer bear their names: what stands there could not be read."""
    for table in metrics.tables:
        missing = figure_columns_missing(table)
        if missing:
            unread = [table.header[place].strip() for place in table.unused]
            others = listed([cell for cell in unread if not is_usual(cell)] or ["–"])
            yield FORM_COLUMN_MISSING.finding(table.place, columns=", ".join(missing), unread=others)


class _RowsWithoutFigure:
    """The rows of one file that gave no figure."""

    def __init__(self, names: _NamesInRows, tables: Iterable[SourceTable]) -> None:
        self._names = names
        self.blank: set[Series] = set()
        self.faulty: set[Series] = set()
        self.faulty_units: set[str] = set()
        self.notes: dict[Series, str] = {}
        self.faulty_at: dict[Series, list[Place]] = defaultdict(list)
        for table in tables:
            self._add(table)

    def _add(self, table: SourceTable) -> None:
        self.faulty |= {(indicator, unit) for _, indicator, unit in table.faulty}
        for line, *series in table.faulty:
            self.faulty_at[series[0], series[1]].append(table.place.at(line))
        others = {*table.rejected} - {line for line, *_ in table.faulty}
        for line, cells in table.rows:
            if line in others:
                self._add_faulty(cells, table.place.at(line))
        places = {(indicator, unit) for _, indicator, unit in table.blank}
        if figure_columns_missing(table):
            # Under a form's header that was renamed, a cell that was not read is not blank.
            self.faulty |= places
            return
        self.blank |= places
        column, by_line = dict(table.columns).get("note"), dict(table.rows)
        for line, indicator, unit in table.blank:
            note = _cell(by_line[line], column)
            if note:
                self.notes[indicator, unit] = note

    def _add_faulty(self, cells: tuple[str, ...], place: Place) -> None:
        """A row that was not understood as one of the table's: what it names, wherever in it that stands."""
        indicator, unit = self._names.of(cells)
        if unit is not None and indicator is not None:
            self.faulty.add((indicator, unit))
            self.faulty_at[indicator, unit].append(place)
        elif unit is not None:
            self.faulty_units.add(unit)


def _cell(cells: tuple[str, ...], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


class _NamesInRows:
    """Which indicator and unit a row names, wherever in the row they stand."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._indicators = Indicators(catalogue)
        self._units = Units(catalogue)

    def of(self, cells: tuple[str, ...]) -> tuple[str | None, str | None]:
        """Ids of indicator and unit, as far as the row names them."""
        said = [cell for cell in cells if cell.strip()]
        indicator = next((i for i in map(self._indicators.find, said) if i is not None), None)
        unit = next((m.unit for m in map(self._units.find, said) if m.unit is not None), None)
        return indicator, unit

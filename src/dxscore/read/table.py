"""A table in a grid -> observations, findings, and the rows as they were typed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.observation import Observation, SheetRemark, SourceTable
from dxscore.read import limits
from dxscore.read.collected import FindingsSoFar
from dxscore.read.column_names import Column
from dxscore.read.columns import Table, figure_marks, joined, understand
from dxscore.read.delimited import CELL_LIMIT, WIDTH_LIMIT, BrokenRecord, FaultKind, cell_limit
from dxscore.read.grid import Grid, Row
from dxscore.read.header import Header
from dxscore.read.layout import Layout
from dxscore.read.numbers import Marks
from dxscore.read.plain_rows import plain_rows
from dxscore.read.row_cells import Given
from dxscore.read.row_kinds import RowKinds, table_above
from dxscore.read.stated import report_others, states_other
from dxscore.read.total_rows import TotalReader
from dxscore.read.vocabulary import Vocabulary
from dxscore.workbooks.cell_texts import NotStored, PointDecimal

ROW_LIMIT: Final = 200_000  # of a tidy table, and of the figures in a wide one; of a tidy text often more
_STRANGERS_AT_LEAST: Final = 2
_STRANGERS_LOOKED_AT: Final = 20
_FEW: Final = 5  # one of so many
_AMBIGUOUS_DECIMALS: Final = 3
_BROKEN: dict[FaultKind, tuple[Rule, int]] = {
    "unclosed": (rules.UNCLOSED_QUOTE, 0),
    "stray": (rules.STRAY_QUOTE, 0),
    "long": (rules.LONG_CELL, CELL_LIMIT),
    "wide": (rules.WIDE_ROW, WIDTH_LIMIT),
    "many": (rules.TOO_MANY_CELLS, 0),
}


@dataclass(eq=False, repr=False)
class Reading:
    """What one file gave."""

    findings: FindingsSoFar
    observations: list[Observation] = field(default_factory=list)
    totals: list[Observation] = field(default_factory=list)
    halves: list[Observation] = field(default_factory=list)
    header: Header | None = None
    cells: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    rejected: list[int] = field(default_factory=list)
    blank: list[tuple[int, str, str]] = field(default_factory=list)
    faulty: list[tuple[int, str, str]] = field(default_factory=list)
    of_others: list[int] = field(default_factory=list)
    above: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    aside: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    total_rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)
    legacy: Finding | None = None
    stated: tuple[tuple[str, str], ...] = ()
    sheet: str | None = None
    remarks: list[SheetRemark] = field(default_factory=list)

    def table(self) -> SourceTable:
        """The rows as typed."""
        return SourceTable(
            file=self.findings.file,
            header=self.cells,
            rows=tuple(self.rows),
            rejected=tuple(self.rejected),
            blank=tuple(self.blank),
            faulty=tuple(self.faulty),
            of_others=tuple(self.of_others),
            sheet=self.sheet,
            columns=() if self.header is None else tuple(self.header.positions.items()),
            unused=() if self.header is None else self.header.unused,
            above=tuple(self.above),
            aside=tuple(self.aside),
            totals=tuple(self.total_rows),
            stated=self.stated,
        )

    def set_above(self, grid: Grid, rows: Sequence[Row], vocabulary: Vocabulary) -> None:
        """Keep what stands above the header; rows of another table that begins there are an error."""
        if not rows:
            return
        for row in rows:
            if row.broken is not None and row.broken.kind == "wide":
                report_broken(row.broken, self.findings)
        begins = table_above([(row.number, row.cells) for row in rows], vocabulary)
        for row in rows:
            if begins is None or row.number < begins:
                self.above.append((row.number, grid.typed(row)))
            else:
                reject(self, row.number, grid.typed(row), rules.OTHER_TABLE, got=begins)

    def take(self, observation: Observation) -> None:
        """One more figure. One part of a share waits for the other, which another row may have."""
        if (observation.numerator is None) != (observation.denominator is None):
            self.halves.append(observation)
            return
        before = self.observations[-1] if self.observations else None
        if before is not None and before.place.row == observation.place.row and _is_same(before, observation):
            return  # from the start of the year, and of the year's first period: one figure, written twice
        self.observations.append(observation)

    def pass_over(self, line: int, cells: Sequence[str], rule: Rule) -> None:
        """Say that a row is no data, and keep what it says. A header that stands there again says nothing."""
        if rule is rules.REPEATED_HEADER:
            self.findings.add(rule, line)
            return
        self.findings.add(rule, line, got=" · ".join(cell.strip() for cell in cells if cell.strip()))
        self.aside.append((line, tuple(cells)))


def read_table(
    grid: Grid, layout: Layout, vocabulary: Vocabulary, findings: FindingsSoFar, of_file: Marks | None = None
) -> Reading:
    """Everything that the table at `layout` says.

    Args:
        grid: the rows in which it stands.
        layout: where its header is, and what stands across it.
        vocabulary: the catalogue's words.
        findings: where faults go.
        of_file: what all tables of the file prove about dots and commas; None where this is the only one.
    """
    reading = Reading(findings, cells=layout.names, sheet=findings.sheet)
    if layout.across is not None and layout.figures(len(grid.rows)) > ROW_LIMIT:
        findings.add(rules.TOO_MANY_FIGURES, got=layout.figures(len(grid.rows)), limit=ROW_LIMIT)
        return Reading(findings)
    reading.set_above(grid, grid.rows[: layout.above], vocabulary)
    marks = figure_marks(grid, layout)
    table = understand(grid, layout, vocabulary, findings, marks, of_file or joined([marks]))
    if table is None:
        return reading
    reading.header = table.header
    reading.stated = tuple((column, said.text) for column, said in table.given.items())
    before = findings.mark()
    _read_rows(grid, table, vocabulary, reading)
    for reader in table.readers:
        reading.unknown |= reader.unknown
        reading.blank += reader.blank
        reading.faulty += reader.faulty
        reading.legacy = reading.legacy or reader.legacy
    above = [(row.number, row.cells) for row in grid.rows[: layout.above]][: len(reading.above)]
    report_others(above, table.readers, vocabulary, findings)
    if not reading.rows:
        findings.add(rules.HEADER_ONLY, layout.row)
    elif not reading.observations and not reading.halves:
        stranger = _stranger(table, reading, vocabulary)
        if stranger is None:
            findings.add(rules.NO_USABLE_ROW, layout.row, rows=len(reading.rows))
        else:
            findings.back_to(before)
            plan = vocabulary.catalogue.targets.plan.id
            findings.add(rules.OF_OTHER_PLAN, layout.row, rows=len(reading.rows), got=stranger, plan=plan)
    return reading


def _stranger(table: Table, reading: Reading, vocabulary: Vocabulary) -> str | None:
    """The first indicator of a table that is of another plan: not one of its rows names one of this plan.

    A row, or names that are nearly those of this plan, are rather misspelt, and told one by one.
    """
    names = [name for reader in table.readers for name in reader.strangers]
    of_others = sum(count for reader in table.readers for count in reader.strangers.values())
    if of_others < max(len(reading.rows), _STRANGERS_AT_LEAST):
        return None
    looked_at = names[:_STRANGERS_LOOKED_AT]
    near = sum(vocabulary.indicators.nearest(name) is not None for name in looked_at)
    return names[0] if near * _FEW <= len(looked_at) else None


def _is_same(one: Observation, other: Observation) -> bool:
    of = one.indicator, one.reporting_unit, one.period, one.figure
    return of == (other.indicator, other.reporting_unit, other.period, other.figure)


def _states_other(
    given: Mapping[Column, Given], vocabulary: Vocabulary
) -> Callable[[int, Sequence[str]], bool] | None:
    return (lambda line, cells: states_other((line, cells), given, vocabulary)) if given else None


def _with_merged(grid: Grid, table: Table, findings: FindingsSoFar) -> tuple[Sequence[Row], dict[int, int]]:
    """The rows under the header with merged texts in each; and the place of a merged figure, by row."""
    layout = table.layout
    rows = grid.rows[layout.below :]
    spanning = [m for m in grid.merges if m.bottom > m.top and m.bottom > layout.row]
    if not spanning:
        return rows, {}
    by_number = {row.number: list(row.cells) for row in rows}
    numbers = list(by_number)
    shared: dict[int, int] = {}
    filled = 0
    for merge in spanning:
        place, top = merge.left - 1, by_number.get(merge.top, [])
        text = top[place] if place < len(top) else ""
        if not text.strip() or place not in table.used:
            continue
        spanned = numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]
        if place in table.figures:
            shared |= dict.fromkeys(spanned, place)
            continue
        filled += 1
        for number in spanned:
            cells = by_number[number]
            cells.extend([""] * (place + 1 - len(cells)))
            cells[place] = cells[place] or text
    if filled:
        findings.add(rules.MERGED_TEXT, count=filled)
    return [row._replace(cells=tuple(by_number[row.number])) for row in rows], shared


def _read_rows(grid: Grid, table: Table, vocabulary: Vocabulary, reading: Reading) -> None:
    rows, shared = _with_merged(grid, table, reading.findings)
    kinds = RowKinds(
        [row.cells for row in grid.rows[table.layout.above : table.layout.below]],
        table.header.positions,
        table.figures,
        vocabulary,
        table.layout.across is not None,
        _states_other(table.given, vocabulary),
    )
    reader = _Rows(table, kinds, shared, grid.is_text, reading)
    plain = plain_rows(grid, table, kinds, vocabulary, reading.findings.file)
    most = ROW_LIMIT
    for row in rows:
        count = len(reading.rows) + len(reading.aside) + len(reading.total_rows)
        if count >= most and grid.is_text and table.layout.across is None:
            most = ROW_LIMIT * limits.times()
        if count >= most:
            reading.findings.add(rules.TOO_MANY_ROWS, row.number, limit=most)
            break
        observation = None if plain is None else plain.read(row)
        if observation is None:
            reader.read(row)
        else:
            reading.rows.append((row.number, row.cells))
            reading.observations.append(observation)


class _Rows:
    """Reads the rows of one table, one after the other."""

    def __init__(
        self, table: Table, kinds: RowKinds, shared: Mapping[int, int], is_text: bool, reading: Reading
    ) -> None:
        self._table = table
        self._kinds = kinds
        self._shared = shared
        self._is_text = is_text
        self._reading = reading

    def read(self, row: Row) -> None:
        """Add what one row says. It is read as if it had all the header's cells, and kept as it was typed."""
        table, reading, number = self._table, self._reading, row.number
        if row.broken is not None:
            reject_broken(row.broken, reading)
            return
        cells = table.header.padded(row.cells)
        why = self._kinds.why_no_data(number, cells)
        if why is rules.OTHER_TABLE:
            reject(reading, number, self._typed(row, cells), why, got=self._kinds.other_table)
            return
        beside = why is rules.NOT_DATA and self._kinds.beside
        cut_wrong = self._is_text and _is_cut_wrong(row.cells, table.header)
        if why is not None and not (cut_wrong and self._kinds.beside):
            if beside:
                _report_outside(number, cells, table.header, reading.findings)
            reading.pass_over(number, row.cells, why)
        elif cut_wrong:
            wanted = table.header.width
            reject(reading, number, row.cells, rules.ROW_WIDTH, got=len(row.cells), wanted=wanted)
        else:
            if len(cells) > table.header.width:
                _report_outside(number, cells, table.header, reading.findings)
            if not read_total(number, cells, table.row_totals, reading):
                self._read_data(row, cells)

    def _read_data(self, row: Row, cells: tuple[str, ...]) -> None:
        table, reading, number = self._table, self._reading, row.number
        fault = _fault(cells, self._shared.get(number), table, may_be_formulas=not self._is_text)
        if fault is not None:
            rule, place = fault
            reject(reading, number, self._typed(row, cells), rule, position=place + 1, got=place + 1)
            for reader in table.readers:
                reader.remember_faulty(cells, number)
            return
        reading.rows.append((number, self._typed(row, cells)))
        rejected = False
        for reader in table.readers:
            observation, faulty = reader.read(number, cells)
            rejected |= faulty
            if observation is not None:
                reading.take(observation)
        if table.column_totals:
            claims = (reader.read(number, cells, ()) for reader in table.column_totals)
            reading.totals += [claim for claim in claims if claim is not None]
        if rejected:
            reading.rejected.append(number)

    def _typed(self, row: Row, cells: tuple[str, ...]) -> tuple[str, ...]:
        return row.cells if self._is_text else tuple(map(_as_typed, cells))


def _is_cut_wrong(cells: Sequence[str], head: Header) -> bool:
    """Whether a row of a text has fewer cells than its header has names, or more than it has cells."""
    return len(cells) < head.width or "".join(cells[len(head.cells) :]).strip() != ""


def _report_outside(number: int, cells: Sequence[str], head: Header, findings: FindingsSoFar) -> None:
    """What somebody wrote beside the table, to the right of the last column that has a name."""
    for place in range(head.width, len(cells)):
        if cells[place].strip():
            findings.add(rules.OUTSIDE_TABLE, number, position=place + 1, got=cells[place].strip())


def _fault(
    cells: Sequence[str], merged: int | None, table: Table, may_be_formulas: bool
) -> tuple[Rule, int] | None:
    """What makes the row unusable before its cells are understood, and where."""
    if merged is not None:
        return rules.MERGED_FIGURE, merged
    for place in sorted(table.used) if may_be_formulas else ():
        if isinstance(cells[place], NotStored):
            return rules.NOT_STORED, place
    for place in table.header.unnamed:
        if cells[place].strip():
            return rules.UNNAMED_COLUMN, place
    return None


def _as_typed(cell: str) -> str:
    """A cell as it may be typed into a CSV file and read back: 1.234 from a program is not 1234."""
    if not isinstance(cell, PointDecimal):
        return str(cell)
    number, percent = cell.removesuffix("%"), cell.endswith("%")
    whole, _, decimals = number.partition(".")
    decimals += "0" if len(decimals) == _AMBIGUOUS_DECIMALS and not percent else ""
    return f"{whole},{decimals}{'%' if percent else ''}"


def read_total(line: int, cells: Sequence[str], readers: Sequence[TotalReader], reading: Reading) -> bool:
    """Whether the row is a total: then it is said and kept, and what it claims is added to `reading`."""
    if not readers[0].skips(line, cells):
        return False
    reading.total_rows.append((line, tuple(cells)))
    above = [] if reading.rejected else reading.observations
    claims = (reader.read(line, cells, above) for reader in readers)
    reading.totals += [claim for claim in claims if claim is not None]
    return True


def reject_broken(row: BrokenRecord, reading: Reading) -> None:
    """A row with wrong quotes is placed where its faulty cell starts, but kept under its own line."""
    reading.rows.append((row.line, (row.text,)))
    reading.rejected.append(row.line)
    report_broken(row, reading.findings)
    if row.last and row.kind != "many":
        reading.findings.add(rules.TOO_MANY_BROKEN, row.line)


def report_broken(row: BrokenRecord, findings: FindingsSoFar) -> None:
    """Say why a row cannot be cut into cells, at the cell that is at fault."""
    rule, limit = _BROKEN[row.kind]
    limit = cell_limit() if row.kind == "many" else limit
    of_cell = row.kind not in ("wide", "many")
    findings.add(rule, row.fault_line, position=row.position if of_cell else None, limit=limit)


def reject(
    reading: Reading,
    line: int,
    cells: tuple[str, ...],
    rule: Rule,
    *,
    position: int | None = None,
    got: int | None = None,
    wanted: int | None = None,
) -> None:
    """Leave a row out, for `rule`."""
    reading.rows.append((line, cells))
    reading.rejected.append(line)
    reading.of_others += [line] if rule is rules.OTHER_TABLE else []
    reading.findings.add(rule, line, position=position, got=got, wanted=wanted)

"""A table's header and rows -> observations, findings, and the rows as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.observation import Observation, SheetRemark, SourceTable, is_form
from dxscore.read import header
from dxscore.read.collected import Collected
from dxscore.read.delimited import (
    CELL_LIMIT,
    CELLS_AT_MOST,
    COLUMN_LIMIT,
    WIDTH_LIMIT,
    BrokenRecord,
    FaultKind,
    Record,
    in_one_cell,
    records,
)
from dxscore.read.header import Header
from dxscore.read.row_cells import RowCells
from dxscore.read.row_kinds import RowKinds, table_above
from dxscore.read.rows import RowReader
from dxscore.read.total_rows import TotalReader
from dxscore.read.vocabulary import Vocabulary

ROW_LIMIT: Final = 200_000  # of a tidy table, and of the figures in a wide one
_AROUND_LINE: Final = ' ";,\t'
_BROKEN: dict[FaultKind, tuple[Rule, int]] = {
    "unclosed": (rules.UNCLOSED_QUOTE, 0),
    "stray": (rules.STRAY_QUOTE, 0),
    "long": (rules.LONG_CELL, CELL_LIMIT),
    "wide": (rules.WIDE_ROW, WIDTH_LIMIT),
    "many": (rules.TOO_MANY_CELLS, CELLS_AT_MOST),
}


@dataclass
class Reading:
    """What one file gave."""

    findings: Collected
    observations: list[Observation] = field(default_factory=list)
    totals: list[Observation] = field(default_factory=list)
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

    def set_above(self, lines: Sequence[tuple[int, tuple[str, ...]]], begins: int | None) -> None:
        """Keep what stands above the header; rows of the table that `begins` there are not read: an error."""
        self.above = [line for line in lines if begins is None or line[0] < begins]
        for number, cells in lines[len(self.above) :]:
            reject(self, number, cells, rules.OTHER_TABLE, got=begins)

    def pass_over(self, line: int, cells: Sequence[str], rule: Rule) -> None:
        """Say that a row is no data, and keep what it says. A header that stands there again says nothing."""
        if rule is rules.REPEATED_HEADER:
            self.findings.add(rule, line)
            return
        self.findings.add(rule, line, got=" · ".join(cell.strip() for cell in cells if cell.strip()))
        self.aside.append((line, tuple(cells)))


def read_header(
    record: Record, lines: list[str], separator: str, vocabulary: Vocabulary, reading: Reading
) -> Header | None:
    """What the header row says, with a word on text that stands above it; None where it cannot be used."""
    findings = reading.findings
    if record.line > 1:
        _report_above(lines[: record.line - 1], separator, vocabulary, reading)
    if len(record.cells) > COLUMN_LIMIT:
        findings.add(rules.TOO_MANY_COLUMNS, record.line, got=len(record.cells), limit=COLUMN_LIMIT)
        return None
    return header.understand(record.cells, record.line, findings, in_form=is_form(reading.above))


def _report_above(lines: list[str], separator: str, vocabulary: Vocabulary, reading: Reading) -> None:
    """Keep what stands above the header: lines as typed, in cells where a program put quotes around them."""
    told: list[tuple[int, tuple[str, ...]]] = []
    cut: list[tuple[int, tuple[str, ...]]] = []
    for row in records(lines, separator):
        line = in_one_cell(lines[row.line - 1])
        if isinstance(row, BrokenRecord) and row.kind == "wide":
            report_broken(row, reading.findings)
        cells = tuple(row.cells) if isinstance(row, Record) else (line,)
        if "".join(cells).strip() and not header.is_separator_line(line):
            cut.append((row.line, cells))
            told.append((row.line, cells if '"' in line else (line,)))
    if told:
        reading.findings.add(rules.LINES_ABOVE, count=len(told))
        reading.set_above(told, table_above(cut, vocabulary))


def read_rows(rows: Iterable[Record | BrokenRecord], reading: Reading, vocabulary: Vocabulary) -> None:
    """Add what the rows under `reading.header` say to `reading`. Rows without any text are passed over."""
    head = reading.header
    if head is None:
        return
    cells = RowCells(head.positions)
    reader = RowReader(cells, vocabulary, reading.findings)
    reader.in_form = is_form(reading.above)
    totals = TotalReader(cells, vocabulary, reading.findings)
    kinds = RowKinds([head.cells], head.positions, cells.figure_places, vocabulary)
    for row in rows:
        if isinstance(row, Record) and not "".join(row.cells).strip():
            continue
        if len(reading.rows) + len(reading.aside) + len(reading.total_rows) >= ROW_LIMIT:
            reading.findings.add(rules.TOO_MANY_ROWS, row.line, limit=ROW_LIMIT)
            break
        if isinstance(row, BrokenRecord):
            reject_broken(row, reading)
        else:
            _read_row(row, kinds, reader, totals, reading)
    reading.unknown = reader.unknown
    reading.blank = reader.blank
    reading.faulty = reader.faulty
    reading.legacy = reader.legacy
    _report_others(reading, reader, vocabulary)
    if not reading.rows:
        reading.findings.add(rules.HEADER_ONLY)
    elif not reading.observations:
        reading.findings.add(rules.NO_USABLE_ROW, rows=len(reading.rows))


def _report_others(reading: Reading, reader: RowReader, vocabulary: Vocabulary) -> None:
    """Lines above that name another unit or period; the separators that end them are no part of the name."""
    if reading.above:
        from dxscore.read.stated import report_others  # most files have no line above

        lines = [(number, (cells[0].strip(_AROUND_LINE),)) for number, cells in reading.above]
        report_others(lines, [reader], vocabulary, reading.findings)


def _read_row(row: Record, kinds: RowKinds, reader: RowReader, totals: TotalReader, reading: Reading) -> None:
    """What one row says. It is read as if it had all the header's cells, and kept as it was typed."""
    head = reading.header
    if head is None:
        return
    typed, cells = tuple(row.cells), head.padded(row.cells)
    place = unnamed_place(cells, head)
    cut_wrong = len(typed) < head.width or "".join(typed[head.width :]).strip() != ""
    why = kinds.why_no_data(row.line, cells)
    if why is rules.OTHER_TABLE:
        reject(reading, row.line, typed, why, got=kinds.other_table)
        return
    if why is not None and not (cut_wrong and kinds.beside):
        reading.pass_over(row.line, typed, why)
        return
    # Text under a blank header at the table's edge is said to be that, and not a cell too many.
    if cut_wrong and (place is None or not head.width <= len(typed) <= len(head.cells)):
        reject(reading, row.line, typed, rules.ROW_WIDTH, got=len(typed), wanted=head.width)
        return
    if read_total(row.line, cells, [totals], reading):
        return
    if place is not None:
        number = place + 1
        reject(reading, row.line, typed, rules.UNNAMED_COLUMN, position=number, got=number)
        return
    observation, faulty = reader.read(row.line, cells)
    reading.rows.append((row.line, typed))
    if faulty:
        reading.rejected.append(row.line)
    elif observation is not None:
        reading.observations.append(observation)


def read_total(line: int, cells: Sequence[str], readers: Sequence[TotalReader], reading: Reading) -> bool:
    """Whether the row is a total: then it is said and kept, and what it claims is added to `reading`."""
    if not readers[0].skips(line, cells):
        return False
    reading.total_rows.append((line, tuple(cells)))
    above = [] if reading.rejected else reading.observations
    claims = (reader.read(line, cells, above) for reader in readers)
    reading.totals += [claim for claim in claims if claim is not None]
    return True


def unnamed_place(cells: Sequence[str], head: Header) -> int | None:
    """The place of the first cell with text under a blank header."""
    return next((place for place in head.unnamed if place < len(cells) and cells[place].strip()), None)


def reject_broken(row: BrokenRecord, reading: Reading) -> None:
    """A row with wrong quotes is placed where its faulty cell starts, but kept under its own line."""
    reading.rows.append((row.line, (row.text,)))
    reading.rejected.append(row.line)
    report_broken(row, reading.findings)
    if row.last and row.kind != "many":
        reading.findings.add(rules.TOO_MANY_BROKEN, row.line)


def report_broken(row: BrokenRecord, findings: Collected) -> None:
    """Say why a row cannot be cut into cells, at the cell that is at fault."""
    rule, limit = _BROKEN[row.kind]
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

"""The rows of one sheet's table -> observations, findings, and the rows as they were typed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

from dxscore.model import rules
from dxscore.model.finding import Rule
from dxscore.model.observation import is_form
from dxscore.read.collected import Collected
from dxscore.read.column_names import Column
from dxscore.read.row_cells import Given
from dxscore.read.row_kinds import RowKinds, table_above
from dxscore.read.sheet_layout import Layout
from dxscore.read.sheet_table import Table, understand
from dxscore.read.stated import report_others, states_other
from dxscore.read.table import Reading, read_total, reject, unnamed_place
from dxscore.read.vocabulary import Vocabulary
from dxscore.workbooks.sheet import NotStored, PointDecimal, Sheet, SheetRow

_AMBIGUOUS_DECIMALS = 3


def read_table(
    sheet: Sheet,
    layout: Layout,
    vocabulary: Vocabulary,
    findings: Collected,
    left_out: Sequence[tuple[int, tuple[str, ...]]] = (),
) -> Reading:
    """Everything that the table of `sheet` says; rows that were left out before are kept with the others."""
    reading = Reading(findings, cells=layout.names, sheet=findings.sheet)
    above = [(row.number, row.cells) for row in sheet.rows[: layout.above]]
    reading.set_above(above, table_above(above, vocabulary))
    table = understand(sheet, layout, vocabulary, findings)
    if table is None:
        return reading
    reading.header = table.header
    reading.stated = tuple((column, said.text) for column, said in table.given.items())
    for reader in table.readers:
        reader.in_form = layout.across is None and is_form(reading.above)
    rows, shared = _with_merged(sheet, layout, table, findings)
    header = [row.cells for row in sheet.rows[layout.above : layout.below]]
    kinds = RowKinds(
        header,
        table.header.positions,
        table.figures,
        vocabulary,
        layout.across is not None,
        _states_other(table.given, vocabulary),
    )
    _read_rows(rows, shared, table, kinds, reading)
    reading.rows = sorted([*reading.rows, *left_out])
    reading.rejected = sorted([*reading.rejected, *(number for number, _ in left_out)])
    for reader in table.readers:
        reading.unknown |= reader.unknown
        reading.blank += reader.blank
        reading.faulty += reader.faulty
        reading.legacy = reading.legacy or reader.legacy
    report_others(reading.above, table.readers, vocabulary, findings)
    if not reading.rows:
        findings.add(rules.HEADER_ONLY, layout.row)
    elif not reading.observations:
        findings.add(rules.NO_USABLE_ROW, layout.row, rows=len(reading.rows))
    return reading


def _states_other(
    given: Mapping[Column, Given], vocabulary: Vocabulary
) -> Callable[[int, Sequence[str]], bool] | None:
    return (lambda line, cells: states_other((line, cells), given, vocabulary)) if given else None


def _with_merged(
    sheet: Sheet, layout: Layout, table: Table, findings: Collected
) -> tuple[list[SheetRow], dict[int, int]]:
    """The rows under the header with merged texts in each; and the place of a merged figure, by row."""
    rows = sheet.rows[layout.below :]
    spanning = [m for m in sheet.merges if m.bottom > m.top and m.bottom > layout.row]
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
    return [SheetRow(row.number, row.hidden, tuple(by_number[row.number])) for row in rows], shared


def _read_rows(
    rows: Sequence[SheetRow],
    shared: Mapping[int, int],
    table: Table,
    kinds: RowKinds,
    reading: Reading,
) -> None:
    for row in rows:
        cells = table.header.padded(row.cells)
        why = kinds.why_no_data(row.number, cells)
        if why is rules.OTHER_TABLE:
            typed = tuple(_as_typed(cell) for cell in cells)
            reject(reading, row.number, typed, why, got=kinds.other_table)
            continue
        if why is None or (why is rules.NOT_DATA and kinds.beside):
            _report_outside(row.number, cells, table, reading.findings)
        if why is not None:
            reading.pass_over(row.number, cells, why)
        elif not read_total(row.number, cells, table.row_totals, reading):
            _read_row(row.number, cells, shared.get(row.number), table, reading)


def _report_outside(number: int, cells: Sequence[str], table: Table, findings: Collected) -> None:
    """What somebody wrote beside the table, where the header has no cell at all."""
    for place in range(len(table.header.cells), len(cells)):
        if cells[place].strip():
            findings.add(rules.OUTSIDE_TABLE, number, position=place + 1, got=cells[place].strip())


def _read_row(number: int, cells: Sequence[str], merged: int | None, table: Table, reading: Reading) -> None:
    reading.rows.append((number, tuple(_as_typed(cell) for cell in cells)))
    fault = _fault(cells, merged, table)
    if fault is not None:
        rule, place = fault
        reading.findings.add(rule, number, position=place + 1, got=place + 1)
        reading.rejected.append(number)
        for reader in table.readers:
            reader.remember_faulty(cells, number)
        return
    rejected = False
    for reader in table.readers:
        observation, faulty = reader.read(number, cells)
        rejected |= faulty
        if observation is not None:
            reading.observations.append(observation)
    claims = (reader.read(number, cells, ()) for reader in table.column_totals)
    reading.totals += [claim for claim in claims if claim is not None]
    if rejected:
        reading.rejected.append(number)


def _fault(cells: Sequence[str], merged: int | None, table: Table) -> tuple[Rule, int] | None:
    """What makes the row unusable before its cells are understood, and where."""
    if merged is not None:
        return rules.MERGED_FIGURE, merged
    for place in sorted(table.used):
        if isinstance(cells[place], NotStored):
            return rules.NOT_STORED, place
    unnamed = unnamed_place(cells, table.header)
    return None if unnamed is None else (rules.UNNAMED_COLUMN, unnamed)


def _as_typed(cell: str) -> str:
    """A cell as it may be typed into a CSV file and read back: 1.234 from a program is not 1234."""
    if not isinstance(cell, PointDecimal):
        return str(cell)
    number, percent = cell.removesuffix("%"), cell.endswith("%")
    whole, _, decimals = number.partition(".")
    decimals += "0" if len(decimals) == _AMBIGUOUS_DECIMALS and not percent else ""
    return f"{whole},{decimals}{'%' if percent else ''}"

"""The rows of one sheet's table -> observations, findings, and the rows as they were typed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from dxscore.model.finding import Rule
from dxscore.model.observation import is_form
from dxscore.model.rules import files
from dxscore.model.rules import workbooks as rules
from dxscore.read.collected import Collected
from dxscore.read.markers import Marker, marker
from dxscore.read.numbers import PointDecimal
from dxscore.read.sheet_layout import Layout
from dxscore.read.sheet_table import Table, understand
from dxscore.read.stated import report_others
from dxscore.read.table import Reading, is_foot, read_total, unnamed_place
from dxscore.read.vocabulary import Vocabulary
from dxscore.read.workbooks.worker import NotStored, Sheet, SheetRow

_CELLS_IN_FOOT: Final = 3
_COLUMN_NUMBER = re.compile(r"\(?\[?(?:[0-9]{1,2}|[A-ZĐ])\)?\]?(?:\s*=.*)?")
_AMBIGUOUS_DECIMALS = 3


def read_table(
    sheet: Sheet,
    layout: Layout,
    vocabulary: Vocabulary,
    findings: Collected,
    left_out: Sequence[tuple[int, tuple[str, ...]]] = (),
) -> Reading:
    """Everything that the table of `sheet` says; rows that were left out before are kept with the others."""
    reading = Reading(findings, cells=layout.names, sheet=sheet.name)
    reading.above = [(row.number, row.cells) for row in sheet.rows[: layout.above]]
    table = understand(sheet, layout, vocabulary, findings)
    if table is None:
        return reading
    reading.header = table.header
    reading.stated = tuple((column, said.text) for column, said in table.given.items())
    for reader in table.readers:
        reader.in_form = layout.across is None and is_form(reading.above)
    rows, shared = _with_merged(sheet, layout, table, findings)
    _read_rows(rows, shared, table, vocabulary, reading)
    reading.rows = sorted([*reading.rows, *left_out])
    reading.rejected = sorted([*reading.rejected, *(number for number, _ in left_out)])
    for reader in table.readers:
        reading.unknown |= reader.unknown
        reading.blank += reader.blank
        reading.legacy = reading.legacy or reader.legacy
    report_others(reading.above, table.readers, vocabulary, findings)
    if not reading.rows:
        findings.add(files.HEADER_ONLY, layout.row)
    elif not reading.observations:
        findings.add(files.NO_USABLE_ROW, layout.row, rows=len(reading.rows))
    return reading


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
    vocabulary: Vocabulary,
    reading: Reading,
) -> None:
    width = max(table.header.width, len(table.header.cells))
    foot_begun = False
    for index, row in enumerate(rows):
        cells = row.cells + ("",) * (width - len(row.cells))
        foot_begun = foot_begun or is_foot(cells)
        if _is_no_data(index, cells, table, vocabulary, foot_begun):
            reading.pass_over(row.number, cells, files.NOT_DATA)
            continue
        _report_outside(row.number, cells, table, reading.findings)
        passed_over = table.readers[0].no_data(cells) if table.layout.across is None else None
        if passed_over is not None:
            reading.pass_over(row.number, cells, passed_over)
        elif not read_total(row.number, cells, table.row_totals, reading):
            _read_row(row.number, cells, shared.get(row.number), table, reading)


def _report_outside(number: int, cells: Sequence[str], table: Table, findings: Collected) -> None:
    """What somebody wrote beside the table, where the header has no cell at all."""
    for place in range(len(table.header.cells), len(cells)):
        if cells[place].strip():
            findings.add(rules.OUTSIDE_TABLE, number, position=place + 1, got=cells[place].strip())


def _is_no_data(
    index: int, cells: Sequence[str], table: Table, vocabulary: Vocabulary, foot_begun: bool
) -> bool:
    """A title of a group, column numbers under the header, or what stands under the table."""
    said = [cell.strip() for cell in cells if cell.strip()]
    if index == 0 and len(said) > 1 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in said):
        return True
    if _figures(cells, table) and not (foot_begun and _names_of_people(cells, table)):
        return foot_begun and is_foot(cells)
    key = table.header.positions.get("indicator", table.header.positions.get("reporting_unit"))
    text = "" if key is None else cells[key]
    named = vocabulary.indicators.find(text) is not None or vocabulary.units.find(text).fault != "unknown"
    if foot_begun and len(said) <= _CELLS_IN_FOOT and not named:
        return True
    return table.layout.across is not None and not named


def _figures(cells: Sequence[str], table: Table) -> bool:
    return any(
        isinstance(cells[place], NotStored) or marker(cells[place]) is not Marker.MISSING
        for place in table.figures
    )


def _names_of_people(cells: Sequence[str], table: Table) -> bool:
    """Whether what stands in the columns of figures has no digit at all, as signatures have not."""
    return not any(character.isdigit() for place in table.figures for character in cells[place])


def _read_row(number: int, cells: Sequence[str], merged: int | None, table: Table, reading: Reading) -> None:
    reading.rows.append((number, tuple(_as_typed(cell) for cell in cells)))
    fault = _fault(cells, merged, table)
    if fault is not None:
        rule, place = fault
        reading.findings.add(rule, number, position=place + 1, got=place + 1)
        reading.rejected.append(number)
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
    return None if unnamed is None else (files.UNNAMED_COLUMN, unnamed)


def _as_typed(cell: str) -> str:
    """A cell as it may be typed into a CSV file and read back: 1.234 from a program is not 1234."""
    if not isinstance(cell, PointDecimal):
        return str(cell)
    number, percent = cell.removesuffix("%"), cell.endswith("%")
    whole, _, decimals = number.partition(".")
    decimals += "0" if len(decimals) == _AMBIGUOUS_DECIMALS and not percent else ""
    return f"{whole},{decimals}{'%' if percent else ''}"

"""Workbooks of Excel 97-2003 (.xls), told as events. Needs xlrd."""

from __future__ import annotations

import io
from typing import Any

from dxscore.workbooks import xls_remarks
from dxscore.workbooks.events import Budget, Cell, Events, RefusedError, RowBuilder
from dxscore.workbooks.remarks import Remarks, Words
from dxscore.workbooks.shown import Kind, kind_of, shown

_NEWEST = 80  # BIFF8, of Excel 97 and later
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def events(content: bytes) -> Events:
    """What the workbook holds.

    Raises:
        RefusedError: xlrd is missing, or the workbook is damaged or under a password.
    """
    try:
        import xlrd  # type: ignore[import-untyped]  # has no types
    except ImportError:
        raise RefusedError("no_library", "xlrd") from None
    try:
        # Read on demand, xlrd keeps the stream in which remarks are looked for; with ragged rows, a cell far
        # off does not fill up all the rows above it.
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
            on_demand=True,
        )
        sheets = book.sheets()
        new = book.biff_version == _NEWEST
        places = xls_remarks.sheet_places(book.mem, book.base) if new else [0] * len(sheets)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # on damaged files xlrd raises whatever its reading stumbles over
        encrypted = "encrypted" in str(error).casefold()
        raise RefusedError("password" if encrypted else "broken", str(error)[:200]) from error
    kinds = [_kind(book, xf.format_key) for xf in book.xf_list]
    budget = Budget()
    for sheet, place in zip(sheets, places, strict=True):
        yield ("sheet", sheet.name, bool(sheet.visibility))
        yield from _sheet_events(book, sheet, kinds, budget)
        yield from xls_remarks.events(book.mem, place) if new else _old_comments(sheet)


def _old_comments(sheet: Any) -> Events:
    """Comments as Excel 5.0 and 95 kept them. Its text boxes are not looked for."""
    remarks = Remarks()
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        words = Words()
        words.add(note.text)
        remarks.add("comment", words.text(), row + 1, column + 1)
    return remarks.events()


def _kind(book: Any, key: int) -> Kind:
    form = book.format_map.get(key)
    return "number" if form is None else kind_of(form.format_str)


def _sheet_events(book: Any, sheet: Any, kinds: list[Kind], budget: Budget) -> Events:
    rows = RowBuilder(budget)
    for number in range(sheet.nrows):
        info = sheet.rowinfo_map.get(number)
        rows.open(number + 1, bool(info and info.hidden))
        for column, cell in enumerate(sheet.row(number), start=1):
            rows.put(column, _cell(book, cell, kinds))
        event = rows.close()
        if event is not None:
            yield event
    for column, info in sorted(sheet.colinfo_map.items()):
        if info.hidden:
            yield ("hidden_columns", column + 1, column + 1)
    for first, after, left, right in sheet.merged_cells:
        budget.merge(after - first)
        yield ("merge", first + 1, after, left + 1, right)
    if rows.far is not None:
        yield rows.far


def _cell(book: Any, cell: Any, kinds: list[Kind]) -> Cell:
    if cell.ctype == _TEXT:
        return str(cell.value)
    if cell.ctype in (_NUMBER, _DATE):
        index = cell.xf_index
        kind: Kind = kinds[index] if index is not None and index < len(kinds) else "number"
        return shown(float(cell.value), kind, bool(book.datemode))
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == _ERROR:
        from xlrd.biffh import error_text_from_code  # type: ignore[import-untyped]  # has no types

        return str(error_text_from_code.get(cell.value, "#VALUE!"))
    return ""

"""Scorecards of groups as an Excel workbook: counts of all groups, then every target over them, to filter."""

from __future__ import annotations

from typing import Final

from dxscore.report.by_group import GroupRow, GroupsView, Table
from dxscore.report.excel import workbook_of
from dxscore.report.excel_cells import Cell, NumberCell, SheetContent, Tinted
from dxscore.words.say import say_of

_DEEPER: Final = "– "


def groups_workbook(own: GroupsView) -> bytes:
    """The workbook as an .xlsx file: the same input gives the same bytes.

    Raises:
        OutputError: the package that writes workbooks is not installed.
    """
    title = own.view.catalogue.targets.plan.name.get(own.view.lang)
    sheets = (_overview(own), _results(own))
    return workbook_of(sheets, title, own.view.scorecard.day, own.view.lang)


def _overview(own: GroupsView) -> SheetContent:
    lines: tuple[tuple[Cell, ...], ...] = ((own.closing,), (own.title,), *((note,) for note in own.notes), ())
    table = own.overview(every=True)
    rows = tuple(
        (_name(row), *(NumberCell(int(text)) if text.isdecimal() else text for text in row.cells[1:]))
        for row in table.rows
    )
    return SheetContent(own.view.say("bodies.sheet"), lines, table.columns, rows, fixed=1)


def _results(own: GroupsView) -> SheetContent:
    """All targets in one table that can be filtered; the first column says which."""
    tables = [own.of_target(line, every=True) for line in own.targets(every=True)]
    rows = tuple(_cells(table, row) for table in tables for row in table.rows)
    names = ("group", "result", "status", "gap", "units_met", "worst")
    columns = (
        say_of("bodies_column", "asked", own.view.lang),
        *(say_of("groups_column", name, own.view.lang) for name in names),
    )
    return SheetContent(own.view.say("workbook.sheet_results"), ((own.title,), ()), columns, rows, fixed=2)


def _cells(table: Table, row: GroupRow) -> tuple[Cell, ...]:
    others: list[Cell] = [
        Tinted(text, row.tint) if row.tint and place == table.verdict else text
        for place, text in enumerate(row.cells[1:], 1)
    ]
    return (table.title, _name(row), *others)


def _name(row: GroupRow) -> str:
    """Moved in by as much as it is deep; a filter or a sort keeps that."""
    return _DEEPER * row.depth + row.cells[0]

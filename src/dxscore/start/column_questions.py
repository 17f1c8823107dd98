"""What is to be asked about the columns of a printed table: those that are not read, or not for certain."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dxscore.start.columns import Column, Header, Role
from dxscore.start.questions import Question
from dxscore.start.table import Table


def columns_asked(table: Table, header: Header, undated: Collection[int]) -> Iterator[Question]:
    """What is to be asked about the columns of a table.

    Args:
        table: its cells.
        header: its columns.
        undated: places of columns with targets for which nothing names a year.
    """
    if not header.last:
        return  # the titles stand on another page, and are asked about there
    for column in header.columns:
        at = table.at(header.last, column.place)
        if column.assumed:
            yield Question("assumed", at, column.title)
        if column.place in undated:
            yield Question("no_deadline", at, column.title)
        elif column.role in ("other", "result", "note") or is_idle(column, header):
            yield Question("column", at, column.title)
    yield from _untitled(table, header)
    roles: tuple[Role, ...] = ("lead", "coordinating", "unit", "deadline")
    for role in roles:
        for column in header.all(role)[1:]:
            yield Question("column", table.at(header.last, column.place), column.title)


def _untitled(table: Table, header: Header) -> Iterator[Question]:
    """Cells under no title at all are told of, once a column."""
    titled = {column.place for column in header.columns}
    for place in sorted({*range(1, table.width + 1)} - titled):
        below = (row for row in table.numbers if row > header.last and table.text(row, place))
        first = next(below, None)
        if first is not None:
            yield Question("column", table.at(first, place), table.text(first, place))


def is_idle(column: Column, header: Header) -> bool:
    """Whether a column of deadlines says nothing, for every column of targets names its own."""
    return column.role == "deadline" and all(each.by is not None for each in header.all("target"))

"""What single cells and rows of a printed table say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dxscore.start.columns import Column, Header, Role
from dxscore.start.table import At, Table

_WORDED: Final[tuple[Role, ...]] = ("unit", "lead", "coordinating")
_COLUMN_NUMBER: Final = re.compile(r"\(?([0-9]{1,2})\)?")
_SEVERAL: Final = re.compile(r"\s*;\s*")
_MARK: Final = re.compile(r"^[-–—•*+]\s*")


def cut_number(table: Table, header: Header, row: int) -> int | None:
    """The column of a number whose decimal comma may have parted it, in a file of cells parted by commas.

    Such a row has more cells than the titles; or the cell behind a target begins with digits where words are
    to stand. None of its cells is then known to stand in its own column.
    """
    if not table.of_text or not header.last:
        return None
    longer = table.fields(row) > max(table.fields(n) for n in range(header.first, header.last + 1))
    targets = {column.place for column in header.all("target")}
    worded = {column.place for role in _WORDED for column in header.all(role)}
    for place in range(1, table.width):
        before, after = table.text(row, place), table.text(row, place + 1)
        parted = before[-1:].isdigit() and after[:1].isdigit()
        if parted and (longer or (place in targets and place + 1 in worded)):
            return place
    return None


def down(table: Table, column: Column | None, row: int) -> str:
    """What stands in a cell, or in the merged one that reaches down to it in the same column."""
    if column is None:
        return ""
    anchor = table.anchor(row, column.place)
    return table.text(*anchor) if anchor[1] == column.place else ""


def bodies(table: Table, column: Column | None, row: int) -> Iterator[tuple[str, At]]:
    """Names in a cell of bodies, each with its cell: one a line, or parted by semicolons."""
    if column is None or table.anchor(row, column.place)[1] != column.place:
        return
    at = table.at(*table.anchor(row, column.place))
    for line in _joined(table.lines(row, column.place)):
        for part in _SEVERAL.split(line):
            name = _MARK.sub("", part).strip(" .,;")
            if name:
                yield name, at


def _joined(lines: list[str]) -> list[str]:
    """Lines of a cell; one that begins with a small letter goes on with the one before."""
    whole: list[str] = []
    for line in lines:
        goes_on = whole and (line[:1].islower() or whole[-1].endswith((",", " và", " -", "/")))
        if goes_on:
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def rises(cells: dict[int, str]) -> bool:
    """Whether a row numbers the columns: each cell is one more than the one before."""
    found = [_COLUMN_NUMBER.fullmatch(text) for text in cells.values()]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(found) and all(after == before + 1 for before, after in pairwise(numbers))

"""What single cells and rows of a printed table say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from dxscore.start.columns import Column
from dxscore.start.table import At, Table

_COLUMN_NUMBER: Final = re.compile(r"\(?([0-9]{1,2})\)?")
_SEVERAL: Final = re.compile(r"\s*;\s*")
_MARK: Final = re.compile(r"^[-–—•*+]\s*")


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

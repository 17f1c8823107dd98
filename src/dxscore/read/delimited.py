"""Text -> records of cells, each with the line on which it starts as an editor counts lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from dxscore.model.cells import typed_cell

SEPARATORS = (";", ",", "\t")
FAULTS_AT_MOST = 100
CELL_LIMIT = 32_767

FaultKind = Literal["unclosed", "stray", "long"]


class Record(NamedTuple):
    """One row of cells, with the lines on which it starts and ends, from 1."""

    line: int
    cells: list[str]
    last_line: int


class BrokenRecord(NamedTuple):
    """A row that cannot be cut into cells.

    Args:
        kind: unclosed: a quote without its end; stray: a quote where none can be; long: more than
            `CELL_LIMIT` characters in one cell.
        line: where the row starts.
        fault_line: where the cell at fault starts.
        position: number of that cell in its row, from 1.
        text: the physical line on which the row starts, without its end.
        last: reading stops here, because the file has too many such faults.
    """

    kind: FaultKind
    line: int
    fault_line: int
    position: int
    text: str
    last: bool = False


def split_lines(text: str) -> list[str]:
    """The physical lines of `text` with their ends; LF, CRLF and CR end a line, nothing else does."""
    return list(io.StringIO(text, newline=""))


def records(lines: list[str], separator: str, start: int = 0) -> Iterator[Record | BrokenRecord]:
    """The rows of `lines[start:]`; blank lines are passed over.

    After a broken row, reading goes on with the next physical line, so that one missing quote does not
    swallow the rows that follow it. After `FAULTS_AT_MOST` of them it stops.
    """
    for count in range(1, FAULTS_AT_MOST + 1):
        broken = yield from _until_broken(lines, separator, start)
        if broken is None:
            return
        begin, kind, fault_line, position = broken
        text = lines[begin].rstrip("\r\n")
        yield BrokenRecord(kind, begin + 1, fault_line, position, text, last=count == FAULTS_AT_MOST)
        start = begin + 1


Broken = tuple[int, FaultKind, int, int]
"""Index of the line on which the row starts; kind; line and number of the cell at fault."""


def _until_broken(lines: list[str], separator: str, start: int) -> Generator[Record, None, Broken | None]:
    reader = csv.reader(lines[start:] if start else lines, delimiter=separator, strict=True)
    begin = start
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            return begin, *_cell_at_fault(lines[begin : start + reader.line_num], separator, begin)
        if cells is None:
            return None
        end = start + reader.line_num
        if _is_whole(lines, begin, end, cells, separator):
            if cells:
                if any("'" in line for line in lines[begin:end]):
                    cells = [typed_cell(cell) for cell in cells]
                yield Record(begin + 1, cells, end)
        else:
            return begin, *_cell_at_fault(lines[begin:end], separator, begin)
        begin = end


def _is_whole(lines: list[str], begin: int, end: int, cells: list[str], separator: str) -> bool:
    """csv in strict mode still takes a quote inside an unquoted cell for a letter: a"b. This does not."""
    if end - begin == 1:
        line = lines[begin]
        if len(line) <= CELL_LIMIT and '"' not in line:
            return True
    if max(map(len, cells), default=0) > CELL_LIMIT:
        return False
    return _patterns(separator)[1].fullmatch("".join(lines[begin:end])) is not None


@lru_cache(maxsize=len(SEPARATORS))
def _patterns(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One cell, and a whole row."""
    cell = rf'(?:"[^"]*(?:""[^"]*)*"|[^"\r\n{separator}]*)'
    return re.compile(cell), re.compile(rf"{cell}(?:{separator}{cell})*[\r\n]*")


def _cell_at_fault(lines: list[str], separator: str, begin: int) -> tuple[FaultKind, int, int]:
    """Why a row cannot be cut: the kind of fault, the line and the number of its cell."""
    text = "".join(lines)
    cell = _patterns(separator)[0]
    place, position = 0, 1
    while True:
        found = cell.match(text, place)
        end = found.end() if found else place
        if end - place > CELL_LIMIT or end == len(text) or text[end] != separator:
            break
        place, position = end + 1, position + 1
    line = begin + len(split_lines(text[:place] + "x"))
    if end - place > CELL_LIMIT:
        return "long", line, position
    # An unclosed quote matches as an empty unquoted cell, in front of the quote that opens it.
    unclosed = end == place and text[place : place + 1] == '"'
    return ("unclosed" if unclosed else "stray"), line, position

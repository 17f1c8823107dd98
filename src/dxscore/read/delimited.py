"""Text -> records of cells, each with the line on which it starts as an editor counts lines.

A row is looked at before it is cut, so that twenty million separators on one line cost no more memory than
the line: what is too wide or too long is a `BrokenRecord`, and never becomes cells.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Generator, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, Literal, NamedTuple

from dxscore.model.cells import typed_cell
from dxscore.read import limits
from dxscore.words.patterns import regex

SEPARATORS = (";", ",", "\t")
FAULTS_AT_MOST = 100
CELL_LIMIT = 32_767
COLUMN_LIMIT: Final = 256
"""Of a table. Blank cells beyond are passed over: spreadsheets write them by the thousand."""
WIDTH_LIMIT: Final = 16_384  # columns of a sheet of Excel: no row has more cells
LINE_LIMIT: Final = 1_000_000
CELLS_AT_MOST: Final = 4_000_000  # with text, of one file; as `LINE_LIMIT`, more where `limits` says so

TEXTS_KEPT: Final = 50_000

FaultKind = Literal["unclosed", "stray", "long", "wide", "many"]


class Record(NamedTuple):
    """One row of cells, with the lines on which it starts and ends, from 1."""

    line: int
    cells: list[str]
    last_line: int


class BrokenRecord(NamedTuple):
    """A row that cannot be cut into cells.

    Args:
        kind: unclosed: a quote without its end; stray: a quote where none can be; long: more than
            `CELL_LIMIT` characters in one cell; wide: more than `WIDTH_LIMIT` cells, or separators in a row
            of several lines; many: with it the file has more than `cell_limit` cells.
        line: where the row starts.
        fault_line: where the cell at fault starts.
        position: number of that cell in its row, from 1.
        text: the physical line on which the row starts, without its end, as far as a cell can hold it.
        last: reading stops here, because the file has too many such faults, or cells.
    """

    kind: FaultKind
    line: int
    fault_line: int
    position: int
    text: str
    last: bool = False


_SEPARATOR_LINE = regex(r'"?sep=.?"?')
_LINE = regex(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")


def split_lines(text: str) -> list[str]:
    """The physical lines of `text` with their ends; LF, CRLF and CR end a line, nothing else does.

    At most one more than `line_limit`, which tells that there are more.
    """
    found = _LINE.finditer(text)
    lines = [line.group() for line in islice(found, LINE_LIMIT + 1)]
    if len(lines) > LINE_LIMIT:
        lines += [line.group() for line in islice(found, line_limit() - LINE_LIMIT)]
    return lines


def line_limit() -> int:
    """How many lines of one text are read: where memory bears more rows, as many more."""
    return LINE_LIMIT + LINE_LIMIT // 5 * (limits.times() - 1)


def cell_limit() -> int:
    """How many cells with text are read of one file."""
    return CELLS_AT_MOST * limits.times()


def is_separator_line(line: str) -> bool:
    """Whether `line` is the hint that Excel writes above a header: 'sep=;'."""
    return "sep=" in line and _SEPARATOR_LINE.fullmatch(line.strip()) is not None


def in_one_cell(line: str) -> str:
    """A line without its end, cut to what a cell can hold."""
    said = line.rstrip("\r\n")
    return said if len(said) <= CELL_LIMIT else f"{said[: CELL_LIMIT - 1]}…"


def records(
    lines: Sequence[str], separator: str, start: int = 0, *, guarded: bool = False
) -> Iterator[Record | BrokenRecord]:
    """The rows of `lines[start:]`; blank lines are passed over.

    With `guarded`, cells keep the apostrophes that other programs put before them.

    After a broken row, reading goes on with the next physical line, so that one missing quote does not
    swallow the rows that follow it. After `FAULTS_AT_MOST` of them it stops.
    """
    for count in range(1, FAULTS_AT_MOST + 1):
        broken = yield from _until_broken(lines, separator, start, guarded)
        if broken is None:
            return
        begin, kind, fault_line, position = broken
        text, last = in_one_cell(lines[begin]), count == FAULTS_AT_MOST or kind == "many"
        yield BrokenRecord(kind, begin + 1, fault_line, position, text, last)
        if last:
            return
        start = begin + 1


Broken = tuple[int, FaultKind, int, int]
"""Index of the line on which the row starts; kind; line and number of the cell at fault."""


class _TooWideError(Exception):
    """The next line would make a row of more cells than are cut."""


class _Fed:
    """Lines of one row as the csv module asks for them; it is never given those of a row that is too wide."""

    def __init__(self, lines: Sequence[str], separator: str, start: int) -> None:
        self._lines = lines
        self._start = self._next = start
        self._separator = separator
        self._count = 0

    def __iter__(self) -> _Fed:
        return self

    def __next__(self) -> str:
        if self._next == len(self._lines):
            raise StopIteration
        line = self._lines[self._next]
        self._count += line.count(self._separator)
        single = self._next == self._start
        if self._count >= WIDTH_LIMIT and not (single and _is_sound(line, self._separator)):
            raise _TooWideError
        self._next += 1
        return line


def _is_sound(line: str, separator: str) -> bool:
    """Whether a line with many separators is a whole row of fewer cells: the others stand inside quotes."""
    cell, place = _patterns(separator)[0], 0
    for _ in range(WIDTH_LIMIT):
        found = cell.match(line, place)
        place = found.end() if found else place
        if line[place : place + 1] != separator:
            return not line[place:].strip("\r\n")
        place += 1
    return False


def _until_broken(
    lines: Sequence[str], separator: str, start: int, guarded: bool
) -> Generator[Record, None, Broken | None]:
    begin, filled = start, 0
    known: dict[str, str] = {}  # cells repeat each other: of each text one is kept, a quarter of the memory
    while begin < len(lines):
        line = lines[begin]
        cells = _plain_cells(line, separator)
        as_typed = guarded or (cells is not None and "'" not in line)
        if cells is not None:
            end = begin + 1
        else:
            fed = _Fed(lines, separator, begin)
            reader = csv.reader(fed, delimiter=separator, strict=True)
            try:
                cells = next(reader)
            except csv.Error:
                return begin, *_cell_at_fault(lines[begin : begin + reader.line_num], separator, begin)
            except _TooWideError:
                read = lines[begin : begin + reader.line_num + 1]
                return begin, *_cell_at_fault(read, separator, begin, wide=True)
            end = begin + reader.line_num
            if not _is_whole(lines, begin, end, cells, separator):
                return begin, *_cell_at_fault(lines[begin:end], separator, begin)
        filled += len(cells) - cells.count("")
        if filled > CELLS_AT_MOST and filled > cell_limit():
            return begin, "many", begin + 1, 1
        if cells:
            if len(known) > TEXTS_KEPT:
                known.clear()
            kept = cells if as_typed else _kept(cells)
            yield Record(begin + 1, [known.setdefault(cell, cell) if cell else "" for cell in kept], end)
        begin = end
    return None


def _plain_cells(line: str, separator: str) -> list[str] | None:
    """The cells of a line without a quote, which csv would cut in the same places; None of any other.

    A blank line has no cells.
    """
    if '"' in line or len(line) > CELL_LIMIT or line.count(separator) >= COLUMN_LIMIT:
        return None
    text = line.rstrip("\r\n")
    return text.split(separator) if text else []


def _kept(cells: list[str]) -> list[str]:
    """The cells of a row without what other programs put in or before them: blank ones, apostrophes."""
    while len(cells) > COLUMN_LIMIT and not cells[-1]:
        cells.pop()
    return [typed_cell(cell) if "'" in cell else cell for cell in cells] if "'" in "".join(cells) else cells


def _is_whole(lines: Sequence[str], begin: int, end: int, cells: list[str], separator: str) -> bool:
    """csv in strict mode still takes a quote inside an unquoted cell for a letter: a"b. This does not."""
    if end - begin == 1:
        line = lines[begin]
        if len(line) <= CELL_LIMIT and '"' not in line:
            return True
    if max(map(len, cells), default=0) > CELL_LIMIT:
        return False
    return _patterns(separator)[1].fullmatch("".join(lines[begin:end])) is not None


def whole_row(separator: str) -> re.Pattern[str]:
    """What a row that is cut well looks like, with its end."""
    return _patterns(separator)[1]


@lru_cache(maxsize=len(SEPARATORS))
def _patterns(separator: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One cell, and a whole row; possessive there, for a cell ends in one way only."""
    cell = rf'(?:"[^"]*(?:""[^"]*)*"|[^"\r\n{separator}]*)'
    whole = rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^"\r\n{separator}]*+)'
    return re.compile(cell), re.compile(rf"{whole}(?:{separator}{whole})*+[\r\n]*")


_QUOTED = regex(r'"[^"]*+(?:""[^"]*+)*+"')


def _cell_at_fault(
    lines: Sequence[str], separator: str, begin: int, wide: bool = False
) -> tuple[FaultKind, int, int]:
    """Why a row cannot be cut: the kind of fault, the line and the number of its cell.

    No more than a cell can hold is looked at from where each begins. Where nothing else is wrong with a row
    that is `wide`, it is that.
    """
    text = "".join(lines)
    cell = _patterns(separator)[0]
    place, position = 0, 1
    while True:
        within = min(len(text), place + 2 * CELL_LIMIT + 3)  # every character a quote, which counts as two
        found = cell.match(text, place, within)
        end = found.end() if found else place
        if end - place > CELL_LIMIT or end == len(text) or text[end] != separator or position > WIDTH_LIMIT:
            break
        place, position = end + 1, position + 1
    line = begin + _lines_begun(text, place)
    quote = text[place : place + 1] == '"'
    if position > WIDTH_LIMIT or (wide and text[end:].strip("\r\n") == ""):
        return "wide", begin + 1, min(position, WIDTH_LIMIT)
    closes_far_off = end == place and quote and _QUOTED.match(text, place) is not None
    if end - place > CELL_LIMIT or closes_far_off:
        return "long", line, position
    # An unclosed quote matches as an empty unquoted cell, in front of the quote that opens it.
    unclosed = end == place and quote
    return ("wide" if wide and unclosed else "unclosed" if unclosed else "stray"), line, position


def _lines_begun(text: str, place: int) -> int:
    """On which of the lines of `text`, from 1, the character at `place` stands."""
    return len(re.findall(r"\r\n?|\n", text[:place])) + 1

"""A log as text, CSV or TSV: found out about once, then read in blocks, every record with its line.

A block without quotes is cut by its separators all at once and held against the header's width; one with
quotes that close on their line goes through the csv module; whatever is not plain goes through the careful
reader of metrics files. All three say the same.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final, NamedTuple, Protocol

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.place import Place
from dxscore.read.delimited import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    FAULTS_AT_MOST,
    SEPARATORS,
    WIDTH_LIMIT,
    BrokenRecord,
    FaultKind,
    Record,
    records,
    whole_row,
)
from dxscore.read.encoding import NotUnicode, decode, posing_as_text
from dxscore.read.other_formats import other_format
from dxscore.rollup.headers import NotThere, found_in

BLOCK: Final = 1 << 19
"""Bytes that are read at a time: with all their cells they take some 15 MiB."""
HEAD: Final = 1 << 20
"""Bytes in which the header has to stand."""
LONGEST_LINE: Final = 1 << 24
_ROWS_ABOVE: Final = 30
_LONGEST_RECORD: Final = 1 << 20
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")
_BROKEN: Final[dict[FaultKind, Rule]] = {
    "unclosed": rules.UNCLOSED_QUOTE,
    "stray": rules.STRAY_QUOTE,
    "long": rules.LONG_CELL,
    "wide": rules.WIDE_ROW,
    "many": rules.WIDE_ROW,
}

Texts = Sequence[Sequence[str]]
"""The texts of some records, column by column."""


class LogLayout(NamedTuple):
    """How a log is laid out.

    Args:
        encoding: of its bytes.
        start: the byte at which the line behind the header begins.
        line: that line's number.
        separator: between cells.
        width: how many cells the header has.
        used: how many of them there are up to the last with a name.
        places: where the plan's columns stand.
        key: where the key stands; None where none is asked for.
    """

    encoding: str
    start: int
    line: int
    separator: str
    width: int
    used: int
    places: tuple[int, ...]
    key: int | None


class RefusedError(Exception):
    """A log that gives no figures at all; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class NotPlainError(Exception):
    """A record stands on several lines, or is broken: parts of the file cannot be read apart."""


class Sink(Protocol):
    """What takes the records of a log."""

    def add(self, texts: Texts, keys: Sequence[str] | None, rows: Sequence[int]) -> None:
        """Records: the texts of their columns, their keys, the line of each."""

    def reject(self, rule: Rule, row: int, cell: int | None = None, **values: Any) -> None:
        """A record that cannot be cut into cells."""


def layout_of(file: str, head: bytes, headers: Sequence[str], key: str | None) -> LogLayout:
    """The layout that the first bytes of a log show.

    Args:
        file: how findings name it.
        head: its first `HEAD` bytes, or all.
        headers: the columns that are needed.
        key: the column of the key, where one is asked for.

    Raises:
        RefusedError: it is no text, or not all columns are there.
    """
    if not head.strip(b" \t\r\n" + codecs.BOM_UTF8):
        raise RefusedError(rules.EMPTY.finding(Place(file)))
    kind = posing_as_text(head)
    if kind is not None:
        raise RefusedError(other_format(file, kind))
    encoding, mark = _encoding(head)
    lines = lines_of(_beginning(file, head, encoding, mark))
    needed = (*headers, *(() if key is None else (key,)))
    closest: NotThere | None = None
    for separator in SEPARATORS:
        for number, row in enumerate(records(lines, separator)):
            if isinstance(row, BrokenRecord) or number >= _ROWS_ABOVE:
                break
            found = found_in(row.cells, needed)
            if isinstance(found, NotThere):
                closest = found if closest is None or found.better_than(closest) else closest
                continue
            if len(row.cells) > COLUMN_LIMIT:
                raise RefusedError(
                    rules.TOO_MANY_COLUMNS.finding(
                        Place(file, None, row.line), got=len(row.cells), limit=COLUMN_LIMIT
                    )
                )
            return LogLayout(
                encoding=encoding,
                start=mark + len("".join(lines[: row.last_line]).encode(encoding)),
                line=row.last_line + 1,
                separator=separator,
                width=len(row.cells),
                used=max(place for place, cell in enumerate(row.cells, start=1) if cell.strip()),
                places=found[: len(headers)],
                key=None if key is None else found[-1],
            )
    raise RefusedError((closest or NotThere(needed, ())).finding(file))


def _encoding(head: bytes) -> tuple[str, int]:
    """The encoding, and how many bytes its mark takes. What it is not is said when it is decoded."""
    if not head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        if head.startswith(codecs.BOM_UTF16_LE):
            return "utf-16-le", 2
        if head.startswith(codecs.BOM_UTF16_BE):
            return "utf-16-be", 2
    return "utf-8", 3 if head.startswith(codecs.BOM_UTF8) else 0


def _beginning(file: str, head: bytes, encoding: str, mark: int) -> str:
    """The whole lines of the first bytes."""
    cut = len(head) >= HEAD
    text = ""
    with contextlib.suppress(UnicodeDecodeError):
        text = codecs.getincrementaldecoder(encoding)().decode(head[mark:], final=not cut)
    if not text or "\0" in text:
        found = decode(file, head)
        if isinstance(found, NotUnicode):
            found = _not_unicode(file, *found)
        if isinstance(found, Finding):
            raise RefusedError(found)
    if cut:
        text = text[: max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1]
    return text


def _not_unicode(file: str, line: int, byte: int, value: int) -> Finding:
    return rules.NOT_UTF8.finding(Place(file, None, line, byte), value=f"0x{value:02X}", byte=byte)


def lines_of(text: str) -> list[str]:
    """The physical lines of `text` with their ends; LF, CRLF and CR end a line, nothing else does."""
    if "\r" in text:
        return _LINE.findall(text)
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


class LineCount:
    """Counts the physical lines of a text from its bytes alone, block by block."""

    def __init__(self, encoding: str) -> None:
        self._decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)("replace")
        self._lines = 0
        self._last = b""

    def add(self, block: bytes) -> None:
        """Count on."""
        if self._decoder is not None:
            block = self._decoder.decode(block).encode("utf-8", "surrogatepass")
        # CRLF is one end of a line, also where two blocks meet in it.
        self._lines += block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
        self._lines -= self._last == b"\r" and block.startswith(b"\n")
        self._last = block[-1:] or self._last

    def result(self) -> int:
        """The lines so far; one without an end is one, too."""
        return self._lines + (self._last not in (b"", b"\n", b"\r"))


def blocks(stream: BinaryIO, layout: LogLayout, size: int | None = None) -> Iterator[tuple[bytes, bool]]:
    """The bytes of `stream`, cut behind the ends of lines, in UTF-8 whatever they were in; the last is told.

    Args:
        stream: stands where the first record begins.
        layout: of the log.
        size: how many bytes to take; None for all.

    Raises:
        UnicodeDecodeError: UTF-16 that is broken.
    """
    wide = layout.encoding != "utf-8"
    decoder = codecs.getincrementaldecoder(layout.encoding)() if wide else None
    rest = b""
    while True:
        taken = stream.read(BLOCK if size is None else min(BLOCK, size))
        if size is not None:
            size -= len(taken)
        last = not taken
        if decoder is not None:
            taken = decoder.decode(taken, final=last).encode("utf-8", "surrogatepass")
        rest += taken
        if last:
            yield rest, True
            return
        # A CR that ends what was read may be half of a CRLF.
        end = max(rest.rfind(b"\n"), rest.rfind(b"\r", 0, -1)) + 1
        if end:
            yield rest[:end], False
            rest = rest[end:]
        elif len(rest) > LONGEST_LINE:
            yield rest, False
            rest = b""


class TextReader:
    """Reads a log, or a part of one, block by block, and hands its records to a sink.

    Args:
        file: how findings name it.
        layout: how it is laid out.
        sink: where records go.
        plain: whether every record has to stand on a line of its own, and whole.

    Attributes:
        lines: how many lines have been read.
        between: how many of them hold no record of their own: blank ones, and those that go on with a record.
    """

    def __init__(self, file: str, layout: LogLayout, sink: Sink, *, plain: bool = False) -> None:
        self.lines = self.between = 0
        self._file, self._layout, self._sink, self._plain = file, layout, sink, plain
        self._rest = ""
        self._broken = 0
        self._row = whole_row(layout.separator)

    def block(self, data: bytes, last: bool) -> None:
        """Read on.

        Raises:
            RefusedError: bytes that are no UTF-8, a NUL, a line without an end, or too many broken records.
            NotPlainError: a record that stands on several lines, or is broken, where all have to be plain.
        """
        if b"\0" in data:
            before = data[: data.index(b"\0")]
            raise RefusedError(rules.HAS_NUL.finding(Place(self._file, None, self._line_of(before))))
        if len(data) > LONGEST_LINE:
            raise RefusedError(
                rules.LONG_CELL.finding(Place(self._file, None, self._line_of(b""), 1), limit=CELL_LIMIT)
            )
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            before = data[: error.start]
            byte = error.start - max(before.rfind(b"\n"), before.rfind(b"\r"))
            line = self._line_of(before)
            raise RefusedError(_not_unicode(self._file, line, byte, data[error.start])) from None
        text, self._rest = self._rest + text, ""
        if text and not (self._cut_at_once(text) if '"' not in text else self._cut_line_by_line(text)):
            self._cut_carefully(text, last)

    def _line_of(self, before: bytes) -> int:
        """The number of the line in which `before`, from what is read next on, ends."""
        so_far = self._rest.encode() + before
        return self._next + so_far.count(b"\n") + so_far.count(b"\r") - so_far.count(b"\r\n")

    @property
    def _next(self) -> int:
        return self._layout.line + self.lines

    def _cut_at_once(self, text: str) -> bool:
        """Take records in which nothing is quoted; False where they are not all plain, and none is taken."""
        if "\r" in text:
            text = text.replace("\r\n", "\n")
            if "\r" in text:
                return False
        if not text.endswith("\n"):
            text += "\n"
        separator, width = self._layout.separator, self._layout.width
        blank = separator * (width - 1) + "\n"
        if text.startswith(blank) or f"\n{blank}" in text:
            return False
        if len(text) > CELL_LIMIT and max(map(len, text.split("\n"))) > CELL_LIMIT:
            return False
        count, step = text.count("\n"), width + 1
        # The end of each line becomes a cell: where all stand in their places, each row has the right width.
        cells = text.replace("\n", f"{separator}\n{separator}").split(separator)
        if len(cells) != count * step + 1 or cells[width::step].count("\n") != count:
            return False
        cells.pop()
        return self._take([cells[place::step] for place in range(width)], count)

    def _cut_line_by_line(self, text: str) -> bool:
        """Take records whose quotes close on their own lines; False where they do not all."""
        lines, width = lines_of(text), self._layout.width
        row = self._row
        for line in lines:
            if len(line) > CELL_LIMIT or ('"' in line and row.fullmatch(line) is None):
                return False
        try:
            cut = list(csv.reader(lines, delimiter=self._layout.separator, strict=True))
        except csv.Error:
            return False
        if len(cut) != len(lines) or {*map(len, cut)} != {width} or not all(map(any, cut)):
            return False
        return self._take(list(zip(*cut, strict=True)), len(cut))

    def _take(self, columns: Texts, count: int) -> bool:
        """Hand records on, unless a cell stands where the header has none."""
        layout = self._layout
        if any(cell.strip() for column in columns[layout.used :] for cell in {*column}):
            return False
        keys = None if layout.key is None else columns[layout.key]
        rows = range(self._next, self._next + count)
        self._sink.add([columns[place] for place in layout.places], keys, rows)
        self.lines += count
        return True

    def _cut_carefully(self, text: str, last: bool) -> None:
        """Take records one by one, whatever they are like."""
        lines, layout, first = lines_of(text), self._layout, self._next
        kept: list[Record] = []
        end = 0  # lines that belong to the records so far
        for record in records(lines, layout.separator, guarded=True):
            begin = record.line - 1
            self.between += _blank(lines[end:begin])
            end = record.last_line if isinstance(record, Record) else begin + 1
            if self._plain and (isinstance(record, BrokenRecord) or end > begin + 1):
                raise NotPlainError
            if isinstance(record, Record):
                self.between += end - begin - 1
                if not any(cell.strip() for cell in record.cells) and _is_blank(record.cells):
                    self.between += 1
                else:
                    kept.append(record)
                continue
            if record.kind == "unclosed" and not last and _length(lines[begin:]) < _LONGEST_RECORD:
                self._rest, lines, end = "".join(lines[begin:]), lines[:begin], begin
                break
            self._hand_on(kept, first)
            kept = []
            self._reject_broken(record, first)
        self.between += _blank(lines[end:])
        self._hand_on(kept, first)
        self.lines += len(lines)

    def _hand_on(self, kept: Sequence[Record], first: int) -> None:
        """Records of the right width to be counted, the others rejected."""
        layout = self._layout
        sound = []
        for record in kept:
            if len(record.cells) < layout.used or any(cell.strip() for cell in record.cells[layout.used :]):
                self._sink.reject(
                    rules.ROW_WIDTH, first + record.line - 1, got=len(record.cells), wanted=layout.used
                )
            else:
                sound.append(record)
        if not sound:
            return
        texts = [[record.cells[place] for record in sound] for place in layout.places]
        keys = None if layout.key is None else [record.cells[layout.key] for record in sound]
        self._sink.add(texts, keys, [first + record.line - 1 for record in sound])

    def _reject_broken(self, record: BrokenRecord, first: int) -> None:
        self._broken += 1
        row = first + record.fault_line - 1
        limit = WIDTH_LIMIT if record.kind in ("wide", "many") else CELL_LIMIT
        if self._broken >= FAULTS_AT_MOST or record.last:
            raise RefusedError(rules.TOO_MANY_BROKEN.finding(Place(self._file, None, row)))
        self._sink.reject(_BROKEN[record.kind], row, record.position, limit=limit)


def _is_blank(cells: Sequence[str]) -> bool:
    """Whether a row is none: no cell holds anything, or the line is white space."""
    return len(cells) == 1 or not any(cells)


def _blank(lines: Sequence[str]) -> int:
    """How many of `lines` are blank; others would be records that nobody has read."""
    return sum(not line.strip() for line in lines)


def _length(lines: Sequence[str]) -> int:
    return sum(map(len, lines))

"""Excel binary workbooks (.xlsb, [MS-XLSB]), told as events: the parts of .xlsx, in records, not XML."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from dxscore.read.workbooks.container import Package
from dxscore.read.workbooks.events import (
    FORMATS_AT_MOST,
    NOT_STORED,
    TEXTS_AT_MOST,
    Budget,
    Cell,
    Events,
    RefusedError,
    RowBuilder,
)
from dxscore.read.workbooks.office_remarks import Comment, OfficeRemarks
from dxscore.read.workbooks.parts import Relations, main_part, of_kind, related, unescaped
from dxscore.read.workbooks.remarks import Words
from dxscore.read.workbooks.shown import BUILT_IN, Kind, Styles, kind_of
from dxscore.read.workbooks.xlsx import Book

# Record types of [MS-XLSB] 2.3.2.
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _INLINE, _SHARED = range(8)
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_BOOL, _FORMULA_ERROR = range(8, 12)
_STRING_ITEM, _FORMAT, _XF, _COLUMN, _WORKBOOK, _SHEET, _MERGE = 19, 44, 47, 60, 153, 156, 176
_XFS, _XFS_END = 617, 618
_COMMENT_AUTHOR, _COMMENT, _COMMENT_TEXT = 632, 635, 637
_CALCULATION, _CALCULATION_FLAGS = 157, 24
# fSomeUncalced of BrtCalcProp. Excel itself saves .xlsb files with fFullCalcOnLoad, and with right results.
_UNFINISHED = 0b1_0000
_CELL = struct.Struct("<II")
_HIDDEN_ROW = 0x10
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def events(package: Package) -> Events:
    """What the workbook in `package` holds.

    Raises:
        RefusedError: it is damaged, or beyond the limits.
    """
    try:
        yield from _events(package)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise RefusedError("broken", "a record cut short") from error


def _events(package: Package) -> Events:
    workbook = main_part(package) or "xl/workbook.bin"
    relations = related(package, workbook)
    book = _book(package, workbook, relations)
    styles_part, strings_part = of_kind(relations, "styles"), of_kind(relations, "sharedStrings")
    styles = Styles(_kinds(package.read(styles_part)) if styles_part else [], book.from_1904)
    strings = _shared_strings(package.read(strings_part)) if strings_part else []
    yield from book.told(package)
    budget = Budget()
    remarks = OfficeRemarks(package, _comments)
    for sheet in book.sheets:
        yield ("sheet", sheet.name, sheet.hidden)
        data = package.read(sheet.part)
        yield from _SheetReader(strings, styles, budget, book.asks_to_calculate).events(data)
        yield from remarks.of_sheet(sheet.part)
    yield from remarks.elsewhere()


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and content of every record; type and size are written seven bits a byte."""
    place = 0
    while place < len(data):
        kind, shift = data[place], 7
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[place] << shift)
            place += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = data[place]
            place += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if place + size > len(data):
            raise RefusedError("broken", "a record cut short")
        yield kind, data[place : place + size]
        place += size


def _text(data: bytes, place: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends. 0xFFFFFFFF is no text."""
    (length,) = struct.unpack_from("<I", data, place)
    if length == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * length
    if end > len(data):
        raise RefusedError("broken", "a text cut short")
    return unescaped(data[place + 4 : end].decode("utf-16-le", "replace")), end


def _book(package: Package, workbook: str, relations: Relations) -> Book:
    book = Book()
    for kind, record in records(package.read(workbook)):
        if kind == _WORKBOOK:
            book.from_1904 = bool(record[0] & 1)
        elif kind == _CALCULATION:
            book.asks_to_calculate = bool(record[_CALCULATION_FLAGS] & _UNFINISHED)
        elif kind == _SHEET:
            hidden = struct.unpack_from("<I", record)[0] != 0
            relation, end = _text(record, 8)
            book.add(_text(record, end)[0], hidden, relation, package, relations)
    return book


def _shared_strings(data: bytes) -> list[str]:
    strings: list[str] = []
    for kind, record in records(data):
        if kind == _STRING_ITEM:
            strings.append(_text(record, 1)[0])
            if len(strings) > TEXTS_AT_MOST:
                raise RefusedError("too_much", "more than {limit} different texts", limit=TEXTS_AT_MOST)
    return strings


def _kinds(data: bytes) -> list[Kind]:
    codes = dict(BUILT_IN)
    kinds: list[Kind] = []
    inside = False
    for kind, record in records(data):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", record)[0]] = _text(record, 2)[0]
        elif kind in (_XFS, _XFS_END):
            inside = kind == _XFS
        elif kind == _XF and inside:
            kinds.append(kind_of(codes.get(struct.unpack_from("<H", record, 2)[0], "")))
            if len(kinds) > FORMATS_AT_MOST:
                raise RefusedError("too_much", "more than {limit} cell formats", limit=FORMATS_AT_MOST)
    return kinds


class _SheetReader:
    """The records of one sheet."""

    def __init__(self, strings: list[str], styles: Styles, budget: Budget, asks_to_calculate: bool) -> None:
        self._strings = strings
        self._styles = styles
        self._budget = budget
        self._asks_to_calculate = asks_to_calculate

    def events(self, data: bytes) -> Events:
        """Rows, hidden columns and merged cells."""
        rows = RowBuilder(self._budget)
        for kind, record in records(data):
            if kind == _ROW:
                event = rows.close()
                if event is not None:
                    yield event
                rows.open(struct.unpack_from("<I", record)[0] + 1, bool(record[11] & _HIDDEN_ROW))
            elif _BLANK < kind <= _FORMULA_ERROR:
                column, style = _CELL.unpack_from(record)
                rows.put(column + 1, self._cell(kind, record, style & 0xFFFFFF))
            elif kind == _COLUMN:
                self._budget.columns()
                if struct.unpack_from("<H", record, 16)[0] & 1:
                    first, last = _CELL.unpack_from(record)
                    yield ("hidden_columns", first + 1, last + 1)
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack_from("<IIII", record)
                self._budget.merge(bottom - top + 1)
                yield ("merge", top + 1, bottom + 1, left + 1, right + 1)
        event = rows.close()
        if event is not None:
            yield event
        if rows.far is not None:
            yield rows.far

    def _cell(self, kind: int, record: bytes, style: int) -> Cell:
        if kind == _SHARED:
            index: int = struct.unpack_from("<I", record, 8)[0]
            if index >= len(self._strings):
                raise RefusedError("broken", "a text that is not there")
            return self._strings[index]
        if kind in (_INLINE, _FORMULA_TEXT):
            text = _text(record, 8)[0]
            return NOT_STORED if self._is_not_calculated(kind) and not text.strip() else text
        if kind in (_REAL, _FORMULA_REAL):
            number = float(struct.unpack_from("<d", record, 8)[0])
            if number == 0 and self._is_not_calculated(kind):
                return NOT_STORED
            return self._styles.show(number, style)
        if kind == _RK:
            return self._styles.show(_packed_number(struct.unpack_from("<I", record, 8)[0]), style)
        if kind in (_BOOL, _FORMULA_BOOL):
            if not record[8] and self._is_not_calculated(kind):
                return NOT_STORED
            return "TRUE" if record[8] else "FALSE"
        return _ERRORS.get(record[8], "#VALUE!")

    def _is_not_calculated(self, kind: int) -> bool:
        return self._asks_to_calculate and kind >= _FORMULA_TEXT


def _packed_number(packed: int) -> float:
    """RkNumber, 2.5.122: an integer of 30 bits or the upper half of a float, perhaps times 100."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = float(struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0])
    return number / 100 if packed & 1 else number


def _comments(package: Package, part: str) -> Iterator[Comment]:
    """Comments of a part in records; older .xlsb files hold no others.

    Raises:
        RefusedError: it is damaged.
    """
    authors: list[str] = []
    author, row, column = "", 0, 0
    try:
        for kind, record in records(package.read(part)):
            if kind == _COMMENT_AUTHOR:
                authors.append(_beginning(record, 0))
            elif kind == _COMMENT:
                index, row, _, column, _ = struct.unpack_from("<5I", record)
                author = authors[index] if index < len(authors) else ""
            elif kind == _COMMENT_TEXT:
                yield Comment(row + 1, column + 1, author, _beginning(record, 1))
    except (struct.error, IndexError) as error:
        raise RefusedError("broken", "a record cut short") from error


def _beginning(record: bytes, place: int) -> str:
    """As much of a text as is ever shown of a comment, which may be longer than a cell may."""
    (length,) = struct.unpack_from("<I", record, place)
    words = Words()
    words.add(record[place + 4 : place + 4 + 2 * length].decode("utf-16-le", "replace"))
    return words.text()

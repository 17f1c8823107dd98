"""Comments and text boxes of .xls workbooks (BIFF8, [MS-XLS]). xlrd tells comments alone, and not all."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from dxscore.workbooks.events import Events
from dxscore.workbooks.remarks import Remarks, Words

# Record types of [MS-XLS] 2.3.1.
_EOF, _NOTE, _CONTINUE, _OBJECT, _BOUND_SHEET, _DRAWING, _TEXT, _BOF = (
    0x0A,
    0x1C,
    0x3C,
    0x5D,
    0x85,
    0xEC,
    0x1B6,
    0x809,
)
_WORKSHEET = 0
_COMMENT_OBJECT = 0x19
_ANCHOR = 0xF010  # OfficeArtClientAnchorSheet
_CONTAINER = 0xF


def sheet_places(stream: bytes, base: int) -> list[int]:
    """Where in `stream` the worksheets begin, in their order."""
    places = []
    for kind, data in _records(stream, base):
        if kind == _EOF:
            break
        if kind == _BOUND_SHEET:
            offset, _, form = struct.unpack_from("<IBB", data)
            places += [base + offset] if form == _WORKSHEET else []
    return places


def events(stream: bytes, place: int) -> Events:
    """The remarks of the worksheet that begins at `place`."""
    sheet = _Sheet()
    try:
        sheet.read(_records(stream, place))
    except struct.error:
        sheet.remarks.add("text_box", None)
    return sheet.remarks.events()


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Type and content of every record from `place` on."""
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        place += 4
        yield kind, stream[place : place + size]
        place += size


class _Sheet:
    """One worksheet: a drawing says where a shape stands, an object what it is, a text what it says."""

    def __init__(self) -> None:
        self.remarks = Remarks()
        self._place = (0, 0)
        self._object = self._object_id = 0
        self._words = Words()
        self._wanted = 0  # characters of a text that are still to come
        self._texts: dict[int, str | None] = {}
        self._comments: list[tuple[int, int, int]] = []
        self._take = {
            _DRAWING: self._take_drawing,
            _OBJECT: self._take_object,
            _TEXT: self._take_text,
            _CONTINUE: self._take_more,
            _NOTE: self._take_note,
        }

    def read(self, records: Iterator[tuple[int, bytes]]) -> None:
        """Take the records of the sheet, without those of charts in it."""
        depth = 0
        for kind, data in records:
            if self._wanted and kind != _CONTINUE:
                self._end_text()
            if kind == _BOF:
                depth += 1
            elif kind == _EOF:
                depth -= 1
                if depth <= 0:
                    break
            elif depth == 1 and kind in self._take:
                self._take[kind](data)
        for row, column, identity in self._comments:
            self.remarks.add("comment", self._texts.get(identity), row + 1, column + 1)

    def _take_drawing(self, data: bytes) -> None:
        place = 0
        while place + 8 <= len(data):
            version, kind, size = struct.unpack_from("<HHI", data, place)
            place += 8
            if kind == _ANCHOR:
                column, _, row = struct.unpack_from("<3H", data, place + 2)
                self._place = (row + 1, column + 1)
            place += 0 if version & 0xF == _CONTAINER else size

    def _take_object(self, data: bytes) -> None:
        self._object, self._object_id = struct.unpack_from("<HH", data, 4)

    def _take_text(self, data: bytes) -> None:
        (self._wanted,) = struct.unpack_from("<H", data, 10)
        self._words = Words()

    def _take_more(self, data: bytes) -> None:
        """A piece of a text, one or two bytes a character; what comes after it are formats."""
        if not self._wanted or not data:
            return
        wide = data[0] & 1
        piece = data[1:].decode("utf-16-le" if wide else "latin-1", "replace")[: self._wanted]
        self._words.add(piece)
        self._wanted -= len(data[1:]) // (1 + wide)
        if self._wanted <= 0:
            self._end_text()

    def _end_text(self) -> None:
        """A text is whole, or breaks off."""
        text = self._words.text()
        said = None if self._wanted > 0 and not text else text
        self._wanted = 0
        if self._object == _COMMENT_OBJECT:
            self._texts[self._object_id] = said
        else:
            self.remarks.add("text_box", said, *self._place)

    def _take_note(self, data: bytes) -> None:
        row, column, _, identity = struct.unpack_from("<4H", data)
        self._comments.append((row, column, identity))

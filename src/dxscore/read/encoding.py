"""Bytes -> text. Unicode only, and no guessing: other bytes are left for `legacy_fonts` to recognise."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.words.patterns import regex

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "XLSX/ODS/DOCX/ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS/DOC"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"\x28\xb5\x2f\xfd", "ZSTD"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
WORKBOOKS = frozenset({_MAGIC[0][1], _MAGIC[2][1]})
"""Kinds of content that may be a workbook."""
WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".xlsb", ".ods", ".ots")
TEXT_SUFFIXES = (".csv", ".tsv", ".txt")


def _in_utf_16(text: str) -> bytes:
    """ASCII in little-endian UTF-16; for a few words Python's own codec need not be loaded."""
    return b"".join(bytes((ord(character), 0)) for character in text)


# Names of parts stand uncompressed in a zip file; those of a compound file are in UTF-16. A document of Word
# comes first, for a workbook may lie in it.
_SUFFIX_MARKS: tuple[tuple[bytes, str | None], ...] = (
    (b"word/document.xml", None),
    (_in_utf_16("WordDocument"), None),
    (b"xl/vbaProject.bin", ".xlsm"),
    (b"xl/workbook.bin", None),
    (b"xl/workbook.xml", ".xlsx"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
    (_in_utf_16("Workbook\0"), ".xls"),
    (_in_utf_16("Book\0"), ".xls"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<table", "HTML"),
    (b"<meta", "HTML"),
    (b"<?xml", "XML"),
)


_LATIN_1 = regex("[\u00a1-\u00ff]")
_VIETNAMESE_ONLY = regex("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")


class NotUnicode(NamedTuple):
    """Bytes that are no Unicode text, and the first that shows it: line and byte in the line, from 1."""

    line: int
    byte: int
    value: int


def posing_as_text(content: bytes) -> str | None:
    """What `content` really is, where it is no table of text at all: 'XLSX/…', 'PDF', 'HTML'; else None."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return kind
    start = content[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return next((kind for magic, kind in _MARKUP if start.startswith(magic)), None)


def workbook_suffix(content: bytes) -> str | None:
    """The suffix that belongs to the workbook `content`, as far as a glance can tell; it is not opened."""
    if posing_as_text(content) not in WORKBOOKS:
        return None
    return next((suffix for mark, suffix in _SUFFIX_MARKS if mark in content), None)


def may_be_legacy(text: str) -> bool:
    """Whether Unicode may hide an old encoding: Latin-1 beyond ASCII, and no letter of Vietnamese alone."""
    return not text.isascii() and bool(_LATIN_1.search(text)) and not _VIETNAMESE_ONLY.search(text)


def decode(file: str, content: bytes) -> str | Finding | NotUnicode:
    """The text of `content`: UTF-8 with or without BOM, or UTF-16 with BOM.

    Returns:
        The text without its BOM; a finding where the file is refused whatever its words are (UTF-32, UTF-16
        without BOM or cut short, a NUL); `NotUnicode` where another encoding may still explain it.
    """
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return rules.OTHER_UNICODE.finding(Place(file), encoding="UTF-32")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf_16(file, content)
    text: str | NotUnicode
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind the BOM.
        start = error.start + (3 if content.startswith(codecs.BOM_UTF8) else 0)
        line, byte = _place(content, start)
        text = NotUnicode(line, byte, content[start])
    if 0 in content:
        return _nul(file, content)
    return text


def _decode_utf_16(file: str, content: bytes) -> str | Finding:
    codec = "utf-16-le" if content.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    try:
        text = content[2:].decode(codec)
    except UnicodeDecodeError as error:
        before = content[2 : 2 + error.start].decode(codec, errors="replace")
        return rules.BROKEN_UTF_16.finding(Place(file, row=_line_of(before)), byte=error.start + 3)
    nul = text.find("\0")
    return text if nul < 0 else rules.HAS_NUL.finding(Place(file, row=_line_of(text[:nul])))


def _nul(file: str, content: bytes) -> Finding:
    """A NUL in bytes that should be UTF-8: every other byte of UTF-16 text in Latin letters is one."""
    start = content[:200]
    if max(start[0::2].count(0), start[1::2].count(0)) * 4 > len(start):
        return rules.OTHER_UNICODE.finding(Place(file), encoding="UTF-16")
    line, byte = _place(content, content.index(0))
    return rules.HAS_NUL.finding(Place(file, row=line, cell=byte))


def _place(content: bytes, offset: int) -> tuple[int, int]:
    before = content[:offset].decode("latin-1")
    return _line_of(before), offset - max(before.rfind("\n"), before.rfind("\r"))


def _line_of(before: str) -> int:
    """The number of the line that `before` ends in, with LF, CRLF and CR each ending a line once."""
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1

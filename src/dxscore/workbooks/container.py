"""Zip files, looked over before anything in them is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO
from urllib.parse import unquote

from dxscore.workbooks.events import RefusedError

ENTRIES_AT_MOST = 1_000
RATIO_AT_MOST = 100
UNPACKED_AT_MOST = 100 * 1024 * 1024
# What is this small unpacked does no harm, however well it was packed.
RATIO_FROM = 1024 * 1024
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_CHUNK = 64 * 1024


def folded(name: str) -> str:
    """The name of a part as it is compared: case, a backslash and a percent sign's code make no other name.

    So says the standard of packages (ECMA-376 part 2), save for the backslash, which some programs write.
    """
    return unquote(name.replace("\\", "/")).lstrip("/").casefold()


class Package:
    """The parts of a zip file that was found harmless. Names are `folded`, those that are asked for too."""

    def __init__(self, content: bytes) -> None:
        """Look the directory over.

        Raises:
            RefusedError: it is no sound zip file, or one made to do harm.
        """
        self._content = content
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
            raise RefusedError("broken", "no sound zip file") from error
        _check_sizes(entries)
        self._entries = _by_name(entries)
        _check_places(entries, content, self._zip.start_dir)
        self.names = frozenset(self._entries)

    def open(self, name: str) -> IO[bytes]:
        """A part, to be read as a stream.

        Raises:
            RefusedError: there is no such part.
        """
        try:
            return self._zip.open(self._entries[name])
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise RefusedError("broken", "part {name} cannot be read", name=name) from error

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces.

        Raises:
            RefusedError: it is not there, or damaged.
        """
        with self.open(name) as stream:
            while True:
                try:
                    chunk = stream.read(_CHUNK)
                except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
                    raise RefusedError("broken", "part {name} is damaged", name=name) from error
                if not chunk:
                    return
                yield chunk

    def count(self, name: str, *words: bytes) -> int:
        """How often any of `words` stands in a part, save a few at the ends of pieces; a fast guess."""
        return sum(chunk.count(word) for chunk in self.chunks(name) for word in words)

    def size(self, name: str) -> int:
        """Bytes of a part when unpacked, as the directory has it; 0 where there is no such part."""
        return self._entries[name].file_size if name in self._entries else 0

    def read(self, name: str) -> bytes:
        """A whole part."""
        return b"".join(self.chunks(name))


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > ENTRIES_AT_MOST:
        raise RefusedError(
            "unsafe", "{count} parts, at most {limit}", count=len(entries), limit=ENTRIES_AT_MOST
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_AT_MOST:
        raise RefusedError(
            "unsafe",
            "{count} bytes when unpacked, at most {limit}",
            count=unpacked,
            limit=UNPACKED_AT_MOST,
        )
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > RATIO_AT_MOST * max(1, entry.compress_size):
            ratio = entry.file_size // max(1, entry.compress_size)
            raise RefusedError(
                "unsafe", "packed {count} to 1, at most {limit} to 1", count=ratio, limit=RATIO_AT_MOST
            )


def _by_name(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Programs disagree on which of two parts of one name counts, and on what one name is."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = folded(entry.filename)
        if name in found:
            raise RefusedError("unsafe", "two parts of one name")
        found[name] = entry
        if entry.flag_bits & _ENCRYPTED:
            raise RefusedError("password")
    return found


def _check_places(entries: list[zipfile.ZipInfo], content: bytes, directory: int) -> None:
    """No part may lie over another (CVE-2024-0450): a few bytes would unpack to any size."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if start < end or start + _LOCAL_HEADER.size > len(content):
            raise RefusedError("unsafe", "parts that lie over each other")
        *_, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, start)
        end = start + _LOCAL_HEADER.size + name_length + extra_length + entry.compress_size
    if end > directory:
        raise RefusedError("unsafe", "parts that lie over each other")

"""The process that opens untrusted workbooks. It reads one after another from standard input.

A request is the bytes of a workbook. The answer is lines of JSON, one an event, and an empty line. Memory
and processor time are limited where the system can; how long an answer may take is for the other side to
watch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from dxscore.isolated.child import limit_memory, limit_time, open_answers, requests
from dxscore.workbooks import markup, ods, parts, xls, xlsx
from dxscore.workbooks.container import Package
from dxscore.workbooks.deadline import SECONDS_AT_FIRST, Deadline
from dxscore.workbooks.events import Events, RefusedError

MEMORY_AT_MOST = 480 * 1024 * 1024
# The deadline below ends what Python does; this ends what a library does without coming back.
PROCESSOR_SECONDS = 25
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LINES_AT_ONCE = 500
_LONG_LINE = 1024 * 1024


Readers = Mapping[str, Callable[[Package], Events]]
"""By kind of zip file, what reads it."""
READERS: Final[Readers] = {"XLSX": xlsx.events, "ODS": ods.events}


def main(readers: Readers = READERS) -> None:
    """Answer requests until standard input ends."""
    answers = open_answers()
    limit_memory(MEMORY_AT_MOST)
    for content in requests():
        limit_time(PROCESSOR_SECONDS)
        answer(content, answers, readers=readers)


def answer(
    content: bytes, out: BinaryIO, seconds: float = SECONDS_AT_FIRST, readers: Readers = READERS
) -> None:
    """Write what `content` holds, or why it is refused, to `out`. Nothing is raised for a bad workbook.

    Args:
        content: a workbook.
        out: where the lines go.
        seconds: of processor time, until something is told.
        readers: of zip files, what is read.
    """
    lines: list[str] = []
    write: Callable[[object], str] = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
    try:
        with Deadline(seconds) as deadline:
            for event in events(content, readers):
                lines.append(write(event))
                if len(lines) >= _LINES_AT_ONCE or len(lines[-1]) > _LONG_LINE:
                    with deadline.held():
                        out.write(("\n".join(lines) + "\n").encode("ascii"))
                    deadline.more(len(lines))
                    lines.clear()
    except RefusedError as error:
        lines.append(write(("refused", error.reason, error.detail, error.values, *error.place)))
    except MemoryError:
        lines = [write(("refused", "too_much", "memory", {}, None, None))]
    except Exception as error:  # whatever a reader stumbles over costs this file one finding, and no other
        name = {"name": type(error).__name__}
        lines.append(write(("refused", "broken", "not as the format asks ({name})", name, None, None)))
    out.write(("\n".join(lines) + "\n\n").encode("ascii"))
    out.flush()


def events(content: bytes, readers: Readers = READERS) -> Events:
    """What a workbook of any known format holds; the format goes by content, never by name.

    Raises:
        RefusedError: it is no workbook, damaged, under a password, or beyond the limits.
    """
    if content.startswith(_CFB):
        yield ("kind", "XLS")
        yield from _old_workbook(content)
        return
    package = Package(content)
    kind = _kind_of_zip(package)
    read = readers.get(kind)
    if read is None:
        raise RefusedError("other", kind)
    yield ("kind", kind)
    yield from read(package)


def _kind_of_zip(package: Package) -> str:
    """What the package is about: its main part says so, whatever that is called."""
    main = parts.main_part(package)
    if main is not None and main.endswith(".bin"):
        return "XLSB"
    begins = "" if main is None else markup.root(package.chunks(main))
    in_usual_place = any(name.startswith("xl/") for name in package.names)
    if begins == "x:workbook" or (in_usual_place and begins != "w:document"):
        return "XLSX"
    if ods.CONTENT in package.names:
        return "ODS" if _is_spreadsheet(package) else "ODT/ODP"
    return "DOCX" if begins == "w:document" or "word/document.xml" in package.names else "ZIP"


def _is_spreadsheet(package: Package) -> bool:
    if "mimetype" not in package.names:
        return True
    return b"spreadsheet" in next(package.chunks("mimetype"), b"")[:100]


def _old_workbook(content: bytes) -> Events:
    """Directory entries of a compound file are named in UTF-16: they tell what it is."""
    if _names(content, "EncryptedPackage"):
        raise RefusedError("password")
    if _names(content, "Workbook") or _names(content, "Book"):
        return xls.events(content)
    if _names(content, "WordDocument"):
        raise RefusedError("other", "DOC")
    raise RefusedError("broken", "no sound compound file")


def _names(content: bytes, name: str) -> bool:
    return f"{name}\0".encode("utf-16-le") in content

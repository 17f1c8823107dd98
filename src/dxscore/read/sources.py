"""The one place where metrics files are opened: regular files and standard input, nothing else."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.read.limits import SIZE_LIMIT, size_limit
from dxscore.words.patterns import regex
from dxscore.words.system import system_words

STANDARD_INPUT = "-"
_URL = regex(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# Without O_NONBLOCK, a FIFO put in place between the check and the opening would hang the program.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Source(NamedTuple):
    """One file as it was handed in.

    Args:
        name: the name as given; '-' is standard input.
        content: its bytes, at most as many as `limits` allow.
        fault: why it could not be read; `content` is then empty.
    """

    name: str
    content: bytes = b""
    fault: Finding | None = None


def expand(patterns: Iterable[str]) -> tuple[str, ...]:
    """File names behind names and glob patterns, sorted, each file once.

    A pattern that matches nothing stays as it is: `open_source` then says so.
    """
    by_file: dict[str, str] = {}
    for pattern in sorted(patterns):
        for name in sorted(_matches(pattern)):
            by_file.setdefault(_identity(name), name)
    return tuple(sorted(by_file.values()))


def _identity(name: str) -> str:
    """What two names of one file have in common; the name itself where the current folder is gone."""
    if name == STANDARD_INPUT or _URL.match(name):
        return name
    try:
        return os.path.realpath(name)
    except OSError:
        return name


def _matches(pattern: str) -> list[str]:
    if pattern == STANDARD_INPUT or not glob.has_magic(pattern) or os.path.lexists(pattern):
        return [pattern]
    # glob passes over names that begin with a dot, as a shell does.
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 -- keeps the name as given
    # A file that is called like standard input is a file all the same.
    return [f".{os.sep}{name}" if name == STANDARD_INPUT else name for name in found] or [pattern]


def open_source(name: str, standard_input: BinaryIO | None = None) -> Source:
    """The bytes behind `name`, or the finding that says why not. Never hangs on a special file.

    Args:
        name: a path, or '-' for standard input.
        standard_input: read in place of the process's own for '-'.
    """
    if name == STANDARD_INPUT:
        return _standard_input(standard_input)
    if _URL.match(name):
        return Source(name, fault=rules.IS_URL.finding(Place(name)))
    try:
        return _open_regular(name)
    except FileNotFoundError:
        rule = rules.NO_MATCH if glob.has_magic(name) else rules.NO_FILE
        return Source(name, fault=rule.finding(Place(name)))
    except (OSError, ValueError) as error:
        return Source(name, fault=rules.CANNOT_READ.finding(Place(name), reason=system_words(error)))


def input_stream(given: BinaryIO | None) -> BinaryIO | Finding:
    """`given`, or the process's own standard input; the finding that says so where that is closed."""
    stream = given or (sys.stdin.buffer if sys.stdin is not None else None)
    if stream is not None:
        return stream
    closed = OSError(errno.EBADF, os.strerror(errno.EBADF))
    return rules.CANNOT_READ.finding(Place(STANDARD_INPUT), reason=system_words(closed))


def why_not(name: str) -> Finding | None:
    """Why the file `name` cannot be read however large it is; None where it can. Never hangs."""
    if _URL.match(name):
        return rules.IS_URL.finding(Place(name))
    try:
        fault = _special(name, Path(name).stat().st_mode)
        if fault is None:
            os.close(os.open(name, _FLAGS))
        return fault
    except FileNotFoundError:
        return (rules.NO_MATCH if glob.has_magic(name) else rules.NO_FILE).finding(Place(name))
    except (OSError, ValueError) as error:
        return rules.CANNOT_READ.finding(Place(name), reason=system_words(error))


def _standard_input(given: BinaryIO | None) -> Source:
    """What stands on `given`, or on the process's own standard input, which may be closed."""
    name = STANDARD_INPUT
    stream = input_stream(given)
    if isinstance(stream, Finding):
        return Source(name, fault=stream)
    try:
        return _within_limit(name, _read_stream(stream))
    except OSError as error:
        return Source(name, fault=rules.CANNOT_READ.finding(Place(name), reason=system_words(error)))


def _open_regular(name: str) -> Source:
    fault = _special(name, Path(name).stat().st_mode)
    if fault is not None:
        return Source(name, fault=fault)
    descriptor = os.open(name, _FLAGS)
    with os.fdopen(descriptor, "rb") as stream:
        fault = _special(name, os.fstat(descriptor).st_mode)
        return Source(name, fault=fault) if fault else _within_limit(name, _read_stream(stream))


def _special(name: str, mode: int) -> Finding | None:
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return rules.IS_DIRECTORY.finding(Place(name))
    return rules.NOT_REGULAR.finding(Place(name))


def _read_stream(stream: BinaryIO) -> bytes:
    """The bytes of a stream, one more than are taken where there are more."""
    content = stream.read(SIZE_LIMIT + 1)
    if len(content) <= SIZE_LIMIT:
        return content
    return content + stream.read(size_limit(content) - SIZE_LIMIT)


def _within_limit(name: str, content: bytes) -> Source:
    if len(content) > SIZE_LIMIT and len(content) > (limit := size_limit(content)):
        return Source(name, fault=rules.TOO_LARGE.finding(Place(name), limit=f"{limit // 1024 // 1024} MiB"))
    return Source(name, content)

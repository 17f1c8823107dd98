"""Standard output and standard error. Results are written whole or the run fails: nothing is lost quietly."""

from __future__ import annotations

import contextlib
import io
import os
import sys

from dxscore.errors import OutputError


class PipeClosed(BaseException):
    """The reader of standard output has gone. Not an OSError: the command-line library would answer 1."""


def prepare() -> None:
    """Make both streams take any text, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write_result(text: str) -> None:
    """Write results to standard output.

    With an `os.write` loop that checks every count: in a container (PYTHONUNBUFFERED) Python cuts a large
    text on a nearly full disk and reports success (python/cpython#86210).

    Raises:
        OutputError: standard output is closed or full.
        PipeClosed: the reader has gone; the caller ends quietly.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError("đầu ra chuẩn đã đóng, kết quả không ghi được", "standard output is closed")
    try:
        if stream.isatty() or not _has_descriptor(stream):
            stream.write(text)
            stream.flush()
            return
        stream.flush()
        _write_all(stream.fileno(), text.encode("utf-8", "backslashreplace"))
    except BrokenPipeError:
        raise PipeClosed from None
    except OSError as error:
        from dxscore.model.system_words import system_words  # loads the models: only where something failed

        why = system_words(error)
        raise OutputError(
            f"không ghi được ra đầu ra chuẩn: {why.vi}", f"cannot write to standard output: {why.en}"
        ) from error


def _has_descriptor(stream: object) -> bool:
    try:
        stream.fileno()  # type: ignore[attr-defined]  # any stream may stand in for standard output
    except (AttributeError, OSError):
        return False
    return True


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def say(*lines: str) -> None:
    """Write lines for people to standard error; where that is closed there is nobody to tell."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write("".join(f"{line}\n" for line in lines))
            sys.stderr.flush()


def silence_output() -> None:
    """After a broken pipe: let the interpreter close standard output without a second complaint."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""Standard output and standard error. Results are written whole or the run fails: nothing is lost quietly.

Everything that the program says goes through here, so here it is seen to that nothing in it acts: a CI
service that reads the log finds no command, a terminal no escape character (docs/decisions/0004-streams.md).
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys

from dxscore.errors import OutputError
from dxscore.words.patterns import regex
from dxscore.words.runner_lines import without_commands
from dxscore.words.say import pair
from dxscore.words.visible import visible

_COLOUR_OR_END = regex(r"(\x1b\[[0-9;]*m|\n)")


class PipeClosed(BaseException):
    """The reader of standard output has gone. Not an OSError: the command-line library would answer 1."""


def prepare() -> None:
    """Make both streams take any text, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write_result(text: str, *, commands: bool = False) -> None:
    """Write results to standard output; lines that are `commands` to a CI service only where that is meant.

    With an `os.write` loop that checks every count: in a container (PYTHONUNBUFFERED) Python cuts a large
    text on a nearly full disk and reports success (python/cpython#86210).

    Raises:
        OutputError: standard output is closed or full.
        PipeClosed: the reader has gone; the caller ends quietly.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError(*pair("refusal.output_closed"))
    text = text if commands else without_commands(text)
    try:
        if stream.isatty() or not _has_descriptor(stream):
            stream.write(_on_terminal(text) if stream.isatty() else text)
            stream.flush()
            return
        stream.flush()
        _write_all(stream.fileno(), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise _ended_by(error) from error


def to_terminal() -> bool:
    """Whether somebody looks at standard output."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_bytes(data: bytes) -> None:
    """Write a file that is no text to standard output, as `write_result` writes text.

    Raises:
        OutputError: standard output is closed or full.
        PipeClosed: the reader has gone; the caller ends quietly.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError("đầu ra chuẩn đã đóng, kết quả không ghi được", "standard output is closed")
    try:
        stream.flush()
        if _has_descriptor(stream):
            _write_all(stream.fileno(), data)
        else:
            stream.buffer.write(data)
            stream.flush()
    except OSError as error:
        raise _ended_by(error) from error


def _ended_by(error: OSError) -> BaseException:
    """What a failed write comes to: nothing to say where the reader has gone, which Windows calls EINVAL."""
    if isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL):
        return PipeClosed()
    return _not_written(error)


def _not_written(error: OSError) -> OutputError:
    # They load the models: only where something failed.
    from dxscore.words.system import system_words
    from dxscore.words.text import both

    said = both("refusal.output_not_written", why=system_words(error))
    return OutputError(said.vi, said.en)


def _on_terminal(text: str) -> str:
    """Lines and colours as they are, any other character that a terminal obeys, or hides, as an escape."""
    parts = _COLOUR_OR_END.split(text)  # the odd ones are what it splits at
    return "".join(part if place % 2 else visible(part) for place, part in enumerate(parts))


def flush() -> None:
    """Write what others have left in standard output.

    Raises:
        OutputError: it cannot be written.
        PipeClosed: the reader has gone.
    """
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError as error:
            raise _ended_by(error) from error


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
    """Write lines for people to standard error, each on one line, with all characters that act or hide shown.

    Where standard error is closed there is nobody to tell.
    """
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write("".join(f"{without_commands(visible(line))}\n" for line in lines))
            sys.stderr.flush()


def silence_output() -> None:
    """After a broken pipe: let the interpreter close standard output without a second complaint."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

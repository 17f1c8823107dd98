"""The summary of a GitHub Actions step: appended to the file that GITHUB_STEP_SUMMARY names.

The one file of GitHub's that is ever written: what a stranger typed into a table must not reach GITHUB_ENV,
GITHUB_OUTPUT or GITHUB_PATH, where it would act.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable

from dxscore.cli import streams
from dxscore.flows.asked import shown
from dxscore.report.github import SUMMARY_BYTES_AT_MOST, step_summary
from dxscore.report.view import View
from dxscore.words.say import Language, say
from dxscore.words.system import system_words

# Never through a link, and never waiting for the reader of a FIFO.
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def append_step_summary(view: View) -> None:
    """Append the report to the step's summary, where there is one; a failure is told, and is no more."""
    append_to_summary(lambda: step_summary(view), view.lang)


def append_to_summary(made: Callable[[], str], lang: Language) -> None:
    """Append what is `made`, which is called only where there is a summary."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        _append(name, made().encode("utf-8", "backslashreplace"), lang)
    except (OSError, ValueError) as error:
        why = system_words(error).get(lang)
        _warn(say("step_summary.not_written", lang, file=_name(), why=why))


def _append(name: str, summary: bytes, lang: Language) -> None:
    descriptor = os.open(name, _FLAGS | getattr(os, "O_BINARY", 0), 0o666)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            _warn(say("step_summary.not_regular", lang, file=_name()))
        elif found.st_size + len(summary) + 1 > SUMMARY_BYTES_AT_MOST and found.st_size:
            _warn(say("step_summary.full", lang, file=_name()))
        else:
            _write(descriptor, b"\n" + summary if found.st_size else summary, found.st_size)
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes, size_before: int) -> None:
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except OSError:
        os.ftruncate(descriptor, size_before)
        raise


def _warn(said: str) -> None:
    streams.say(f"dxscore: {said}")


def _name() -> str:
    return shown(os.environ["GITHUB_STEP_SUMMARY"])

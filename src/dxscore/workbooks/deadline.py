"""How much processor time one workbook may take: a little to begin with, more with every line that it tells.

A workbook of figures tells its rows as fast as they are read; one that is made to keep the program busy has
little to tell. Processor time and not the clock: a busy machine must not turn a good workbook into a bad one.
Where the system has no such timer, the clock of the other side holds (`worker`).
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

from dxscore.workbooks.events import RefusedError

SECONDS_AT_FIRST = 2.0
SECONDS_A_LINE = 1 / 10_000  # about three times what a row of ten cells takes
_AGAIN_AFTER = 0.05
_TIMER = getattr(signal, "ITIMER_PROF", None)


class Deadline:
    """The time of one workbook, as a context; in the main thread alone, as signals are.

    Args:
        seconds: of processor time, before any line is told.
    """

    def __init__(self, seconds: float = SECONDS_AT_FIRST) -> None:
        self._seconds = seconds
        self._held = False

    def __enter__(self) -> Deadline:
        if _TIMER is not None:
            signal.signal(signal.SIGPROF, self._late)
            signal.setitimer(_TIMER, self._seconds, _AGAIN_AFTER)
        return self

    def __exit__(self, *_: object) -> None:
        if _TIMER is not None:
            signal.setitimer(_TIMER, 0)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts, nothing is raised: an answer must not break off within a line."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def more(self, lines: int) -> None:
        """So many lines were told."""
        if _TIMER is not None:
            left, _ = signal.getitimer(_TIMER)
            signal.setitimer(_TIMER, left + lines * SECONDS_A_LINE, _AGAIN_AFTER)

    def _late(self, *_: object) -> None:
        if not self._held:
            raise RefusedError("too_much", "too much time for what it holds")

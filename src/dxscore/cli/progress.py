"""How far reading has come: on standard error, only on a terminal, only when it takes a while."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

SECONDS_UNSEEN: Final = 0.5
Item = TypeVar("Item")


class Progress:
    """A bar that appears after half a second and is gone at the end. rich is loaded only when it appears."""

    def __init__(self, files: int, *, in_bytes: bool = False) -> None:
        self._files = files
        self._in_bytes = in_bytes
        self._done = 0
        self._lock = threading.Lock()
        self._ended = False
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Progress:
        if sys.stderr is not None and sys.stderr.isatty():
            self._timer = threading.Timer(SECONDS_UNSEEN, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._ended = True
            if self._bar is not None:
                self._bar.stop()

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """`items` as they are, one for each file; whoever takes the next has finished the one before."""
        for number, item in enumerate(items):
            self._advance(number)
            yield item
        self._advance(self._files)

    def begin(self, whole: int) -> None:
        """How much there is to do turns out only now."""
        with self._lock:
            self._files = whole
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, total=whole or None)

    def read(self, more: int) -> None:
        """So much more of the whole has been done."""
        self._advance(self._done + more)

    def _advance(self, done: int) -> None:
        with self._lock:
            self._done = done
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, completed=done)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            MofNCompleteColumn,
            SpinnerColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as Bar

        with self._lock:
            if self._ended:
                return
            how_far = (DownloadColumn(), TimeRemainingColumn()) if self._in_bytes else (MofNCompleteColumn(),)
            columns = (SpinnerColumn(), BarColumn(), *how_far, TimeElapsedColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("", total=self._files or None, completed=self._done)
            self._bar.start()


def watched(files: int, sources: Iterable[Item]) -> Iterator[Item]:
    """`sources` as they are, with the bar while they are read."""
    with Progress(files) as progress:
        yield from progress.watched(sources)


@contextmanager
def bytes_read() -> Iterator[Callable[[int], Callable[[int], None]]]:
    """The bar for bytes: whoever reads tells it how many there are, and then how many have been read."""
    with Progress(0, in_bytes=True) as progress:

        def begin(total: int) -> Callable[[int], None]:
            progress.begin(total)
            return progress.read

        yield begin

"""One run at a time on a file that is read, added to and written again.

The lock is the system's own, on an empty file beside the other: it ends with the process that holds it,
however that ends. What a killed run leaves behind is a file that nobody holds; the next run takes it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dxscore.cli.files import failure
from dxscore.cli.held import hold, is_there
from dxscore.errors import OutputError
from dxscore.words.say import pair

SECONDS_AT_MOST = 60.0
_SECONDS_UNSAID, _SECONDS_BETWEEN = 1.0, 0.05
# Never through a link, and never waiting for the reader of a FIFO.
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


@contextlib.contextmanager
def alone_with(path: Path, say_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of `path`. Who has waited for a second says so; nobody waits for ever.

    Raises:
        OutputError: another run kept it for too long, or there can be no file beside `path`.
    """
    name = path.parent / f".{path.name}.lock"
    began, said = time.monotonic(), False
    while (descriptor := _taken(name)) is None:
        waited = time.monotonic() - began
        if waited > SECONDS_AT_MOST:
            raise OutputError(*pair("refusal.locked", file=path, seconds=f"{SECONDS_AT_MOST:g}"))
        if waited > _SECONDS_UNSAID and not said:
            say_waiting()
            said = True
        time.sleep(_SECONDS_BETWEEN)
    try:
        yield
    finally:
        _give_back(name, descriptor)


def _taken(name: Path) -> int | None:
    """The open file with the lock on it; None where somebody else has it.

    Raises:
        OutputError: the file cannot be made, or is none.
    """
    try:
        descriptor = _opened(name)
    except OSError as error:
        if sys.platform == "win32" and isinstance(error, PermissionError):
            return None  # so it answers while the file is being taken away by who had the lock
        raise failure(str(name), error) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        # Where files cannot be held nobody is alone: whoever writes still compares before replacing.
        if hold(descriptor) is not False and is_there(name, descriptor):
            return descriptor
    except OSError as error:
        os.close(descriptor)
        raise failure(str(name), error) from error
    os.close(descriptor)
    return None


def _opened(name: Path) -> int:
    try:
        return os.open(name, os.O_RDWR | os.O_CREAT | _FLAGS, 0o666)
    except PermissionError as error:
        try:  # left behind by somebody else's run: reading is enough to lock it
            return os.open(name, os.O_RDONLY | _FLAGS)
        except FileNotFoundError:
            raise error from None


def _give_back(name: Path, descriptor: int) -> None:
    """Take the file away while the lock is held; on Windows, where that cannot be, afterwards."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            name.unlink()
    os.close(descriptor)
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            name.unlink()

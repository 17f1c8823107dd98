"""The file that is written beside its place before it is moved there, and what is left of killed runs.

Whoever writes holds the file; one that nobody holds is a killed run's, and the next run that writes to the
same place takes it away.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dxscore.cli.held import hold, is_there

# On Windows an open file cannot be taken away, but one that is just being moved can.
_SECONDS_OLD_ON_WINDOWS = 3600
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def begin(path: Path) -> tuple[int, Path]:
    """A new file beside `path`, open and held, and its name.

    Raises:
        OSError: there can be none.
    """
    while True:
        descriptor, text = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        name = Path(text)
        try:
            # Another run may have come upon it before it was held, and taken it for a killed run's.
            if hold(descriptor) is not False and is_there(name, descriptor):
                return descriptor, name
        except OSError:
            os.close(descriptor)
            remove(name)
            raise
        os.close(descriptor)
        remove(name)


def sweep(path: Path) -> None:
    """Take away what killed runs left beside `path`. What cannot be looked at or taken away stays."""
    for name in _left(path):
        with contextlib.suppress(OSError):
            _take_away(name)


def remove(name: Path) -> None:
    """Take a file away, if it is there and that can be done."""
    with contextlib.suppress(OSError):
        name.unlink()


def _left(path: Path) -> Iterator[Path]:
    ours = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\.tmp")
    try:
        with os.scandir(path.parent) as entries:
            found = [Path(entry.path) for entry in entries if ours.fullmatch(entry.name) and _is_file(entry)]
    except OSError:
        return
    yield from found


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _take_away(name: Path) -> None:
    if sys.platform == "win32":
        if time.time() - name.stat().st_mtime > _SECONDS_OLD_ON_WINDOWS:
            name.unlink()
        return
    descriptor = os.open(name, _FLAGS)
    try:
        if hold(descriptor) and is_there(name, descriptor):
            name.unlink()
    finally:
        os.close(descriptor)

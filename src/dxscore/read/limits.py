"""How much text is read at a time: as much as the memory that a run may have can hold.

Every limit of a text (its size, its rows, lines and cells) has a least value, which 800 MiB bear. Where a run
may have more memory, each is as many times larger. Where the system does not say how much there is, the least
ones hold. Workbooks have limits of their own.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from dxscore.read import encoding

SIZE_LIMIT: Final = 20 * 1024 * 1024
"""Of any file; of a text, the least limit."""
_BORNE_BY: Final = 800 * 1024 * 1024  # the least limits: 4 KiB for each of 200,000 rows; plain ones need 1.1
_TIMES_AT_MOST: Final = 10
_CONTAINER: Final = (  # of a container that sees its own group as the root: second version, first
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def times() -> int:
    """By how much the least limits of a text may be passed in this run."""
    return min(_TIMES_AT_MOST, max(1, memory() // _BORNE_BY))


def size_limit(content: bytes) -> int:
    """How many bytes a file may have that begins like this: more than the least only where it may be text."""
    return SIZE_LIMIT if encoding.posing_as_text(content) else SIZE_LIMIT * times()


@lru_cache(maxsize=1)
def memory() -> int:
    """How many bytes of memory this run may have at most; 0 where that is not known."""
    known = [each for each in (_machine(), _of_process(), *map(_of_container, _CONTAINER)) if each > 0]
    return min(known, default=0)


def _machine() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):  # Windows has none of these
        return 0


def _of_process() -> int:
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrlimit(resource.RLIMIT_AS)[0]  # -1 where there is none


def _of_container(file: Path) -> int:
    try:
        text = file.read_text("ascii").strip()
    except (OSError, ValueError):
        return 0
    return int(text) if text.isdigit() else 0  # "max" where there is none

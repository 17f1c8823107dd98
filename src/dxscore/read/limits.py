"""How much text is read at a time: as much as the memory that a run may have can hold.

Every limit of a text (its size, its rows, lines and cells) has a least value, which 800 MiB bear. Where a run
may have more memory, each is as many times larger. Where the system does not say how much there is, the least
ones hold. Workbooks have limits of their own.
"""

from __future__ import annotations

from typing import Final

from dxscore.read import encoding
from dxscore.read.memory import memory

SIZE_LIMIT: Final = 20 * 1024 * 1024
"""Of any file; of a text, the least limit."""
_BORNE_BY: Final = 800 * 1024 * 1024  # the least limits: 4 KiB for each of 200,000 rows; plain ones need 1.1
_TIMES_AT_MOST: Final = 10


def times() -> int:
    """By how much the least limits of a text may be passed in this run."""
    return min(_TIMES_AT_MOST, max(1, memory() // _BORNE_BY))


def size_limit(content: bytes) -> int:
    """How many bytes a file may have that begins like this: more than the least only where it may be text."""
    return SIZE_LIMIT if encoding.posing_as_text(content) else SIZE_LIMIT * times()

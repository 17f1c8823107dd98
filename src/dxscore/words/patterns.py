"""Regular expressions that are compiled when they are first used.

Compiling all that a check knows takes a twentieth of its start, and of good figures half of them see nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any


class _Regex:
    """What is asked of it, it asks of the compiled expression, and knows from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and its like look for
            raise AttributeError(name)
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    regex = re.compile
else:

    def regex(pattern: str, flags: int = 0) -> _Regex:
        """`re.compile`, put off until the first use: a mistake in `pattern` shows then, and not before."""
        return _Regex(pattern, flags)

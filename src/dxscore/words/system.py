"""What the system, or a library, says of a file that it does not open, read or write, in both languages."""

from __future__ import annotations

import errno

from dxscore.words.say import phrases, say_of
from dxscore.words.text import Text, both, in_both
from dxscore.words.visible import visible


def system_words(error: OSError | ValueError) -> Text:
    """Why a file could not be used. Of a fault without words of ours the system's are kept, and marked.

    A ValueError is what Python makes of a name with a NUL in it.
    """
    if isinstance(error, ValueError):
        return both("system.name")
    name = errno.errorcode.get(error.errno or 0, "")
    if name in phrases("vi")["system"]:
        return in_both(lambda lang: say_of("system", name, lang))
    return both("system.system", said=visible(error.strerror or str(error), 120) or type(error).__name__)


def library_words(said: str) -> Text:
    """Words of a library for which there are none of ours: kept, and marked in Vietnamese as not ours."""
    return both("system.library", said=visible(said, 200))

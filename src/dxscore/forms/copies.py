"""Files that came in and hold nothing that can be read as figures: a PDF, a photo, an archive, a letter.

Whoever sent one has sent something: it is asked for figures in a form, and never told that it sent nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from dxscore.model.receipt import CopyKind

_KINDS: Final[Mapping[str, CopyKind]] = {
    ".pdf": "pdf",
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp"), "picture"),
    **dict.fromkeys((".doc", ".docx", ".docm", ".odt", ".rtf"), "word"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"), "archive"),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv"), "table"),
}


class Copy(NamedTuple):
    """A file that was not read.

    Args:
        file: its name, from the folder.
        kind: what it is.
        units: ids of the units that its name may mean: one, or those that bore the name one after the other.
        arrived: the day of the file, as the folder tells.
    """

    file: str
    kind: CopyKind
    units: tuple[str, ...]
    arrived: date | None = None


def kind_of(name: str) -> CopyKind:
    """What a file is by its suffix, for people to be told."""
    return _KINDS.get(PurePosixPath(name).suffix.lower(), "other")


def by_body(copies: Iterable[Copy], bodies: Mapping[str, object]) -> dict[str, tuple[Copy, ...]]:
    """Of each body that is asked for figures what it sent; a name that two of them bear is neither's."""
    found: dict[str, tuple[Copy, ...]] = {}
    for copy in copies:
        asked = [unit for unit in copy.units if unit in bodies]
        if len(asked) == 1:
            found[asked[0]] = (*found.get(asked[0], ()), copy)
    return found

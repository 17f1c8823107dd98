"""What to do with a file that holds no table of figures: it depends on what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.words.text import both

if TYPE_CHECKING:
    from dxscore.words.keys import Key

_COPY: Final = "other_format.copy"
_KINDS: Final[Mapping[str, tuple[Key | None, Key]]] = {
    **dict.fromkeys(("DOC", "DOCX", "RTF"), ("other_format.word", _COPY)),
    **dict.fromkeys(("PNG", "JPEG"), ("other_format.picture", _COPY)),
    **dict.fromkeys(
        ("ZIP", "GZIP", "BZIP2", "XZ", "ZSTD", "7Z", "RAR"), ("other_format.archive", "other_format.unpack")
    ),
    **dict.fromkeys(("PDF", "ODT/ODP", "XLSX/ODS/DOCX/ZIP", "XLS/DOC"), (None, _COPY)),
    "XLSB": ("other_format.binary", "other_format.export"),
    "HTML": ("other_format.page", "other_format.export"),
}
"""What each kind is in words, where its short name is not enough, and the advice on it."""


def other_format(file: str, kind: str, suffix: str | None = None) -> Finding:
    """The finding that says what `file` is, and how its figures can be handed in.

    Args:
        file: its name.
        kind: what its content is: 'PDF', 'DOCX', 'ZIP'.
        suffix: the one that belongs to it, where it is a workbook under the name of a text.
    """
    if suffix is not None:
        advice = both("other_format.rename", suffix=suffix, otherwise=both("other_format.export"))
        return rules.OTHER_FORMAT.finding(Place(file), kind=suffix.removeprefix(".").upper(), advice=advice)
    words, advice_key = _KINDS.get(kind, (None, "other_format.export"))
    said = kind if words is None else both(words, kind=kind)
    return rules.OTHER_FORMAT.finding(Place(file), kind=said, advice=both(advice_key))

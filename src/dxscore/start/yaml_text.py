"""Text that stands in a YAML file as it was, whatever it holds: names and cells that strangers have typed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable

from dxscore.words.folding import LOOK_ALIKES

_STROKES = str.maketrans(dict.fromkeys(LOOK_ALIKES, "đ") | {"\u00d0": "Đ"})
_REFUSED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def cleaned(text: str) -> str:
    """`text` in NFC on one line, without characters that a catalogue refuses: controls, hidden, private ones.

    An Icelandic Ð is the Vietnamese Đ that it was typed for.
    """
    composed = unicodedata.normalize("NFC", text).translate(_STROKES)
    spaced = "".join(" " if character.isspace() else character for character in composed)
    kept = "".join(c for c in spaced if unicodedata.category(c) not in _REFUSED and c != "\ufffd")
    return " ".join(kept.split())


def quoted(text: str) -> str:
    """`text`, cleaned, as a YAML scalar in double quotes: never a key, a comment, a number or a date."""
    return json.dumps(cleaned(text), ensure_ascii=False)


def comment(text: str, indent: int = 0) -> list[str]:
    """Lines of a comment; each line of `text` is one."""
    return [f"{' ' * indent}# {cleaned(line)}".rstrip() for line in text.split("\n")]


def named(text: str) -> str:
    """A name in Vietnamese alone."""
    return f"{{vi: {quoted(text)}}}"


def listed(ids: Iterable[str]) -> str:
    """Ids in brackets."""
    return f"[{', '.join(ids)}]"

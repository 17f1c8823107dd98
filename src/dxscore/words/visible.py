"""Making untrusted text safe to look at, without changing what it says."""

from __future__ import annotations

import unicodedata

# Letters that only pretend: U+00D0 is the Icelandic Eth, drawn like the Vietnamese Đ (U+0110).
_LOOK_ALIKES = frozenset("\u00d0\u00f0")
# Cc controls, Cf formats (bidi marks, zero-width, soft hyphen), Cs surrogates, Co private, Zl/Zp separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str, limit: int | None = None) -> str:
    """`text` with every character that acts or hides shown as an escape, cut to `limit` characters.

    ESC becomes ``\\x1b``, a right-to-left override ``\\u202e``; letters, accents and spaces stay. The result
    holds no control, format or separator character, so it can be printed on a terminal or one line of a log.
    """
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isprintable() and _LOOK_ALIKES.isdisjoint(text):
        return text
    return "".join(_escape(c) if unicodedata.category(c) in _HIDDEN or c in _LOOK_ALIKES else c for c in text)


def _escape(character: str) -> str:
    point = ord(character)
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"

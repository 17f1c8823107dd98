"""Keys under which written words are compared: what a difference in spelling may and may not hide.

Unicode form, case, tone placement, punctuation and runs of spaces never matter. Accents do: the unaccented
key is only for a second look, after the exact one has failed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import filterfalse

from dxscore.words.patterns import regex

_TONED = {"oa": "òóỏõọ", "oe": "òóỏõọ", "uy": "ùúủũụ"}
_SECOND = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
# òa -> oà and so on, for the end of a syllable: "hòa" and "hoà" are both right, "toàn" has one spelling.
_NEW_PLACEMENT = {
    first + pair[1]: pair[0] + second
    for pair, firsts in _TONED.items()
    for first, second in zip(firsts, _SECOND[pair[1]], strict=True)
}
_OLD_PLACEMENT = regex(rf"(?<!q)(?:{'|'.join(_NEW_PLACEMENT)})(?!\w)")
_PUNCTUATION = regex(r"[^\w]+|_+")
# U+00D0 (Icelandic Eth) is drawn like Đ; casefolded it is U+00F0.
_STROKE = str.maketrans({"ð": "đ"})
_UNACCENT_STROKE = str.maketrans({"đ": "d", "Đ": "D"})
LOOK_ALIKES = frozenset("\u00d0\u00f0")


def tidy(text: str) -> str:
    """`text` in NFC, with every run of white space (no-break spaces too) as one space, none at the ends."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def has_hidden(text: str) -> bool:
    """Whether `text` holds a character that cannot be seen, or that is drawn like another."""
    if text.isascii():
        return False
    return not LOOK_ALIKES.isdisjoint(text) or "Cf" in map(unicodedata.category, text)


def _without_hidden(text: str) -> str:
    if text.isascii() or "Cf" not in map(unicodedata.category, text):
        return text
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


@lru_cache(maxsize=8192)
def word_key(text: str) -> str:
    """The key of a short word or token: NFC, casefold, one tone placement, single spaces.

    Punctuation stays, so that '-' and 'n/a' are words of their own.
    """
    folded = tidy(_without_hidden(text)).casefold().translate(_STROKE)
    return _OLD_PLACEMENT.sub(lambda m: _NEW_PLACEMENT[m.group()], folded)


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """The key of a name: as `word_key`, with every run of punctuation as one space."""
    return _PUNCTUATION.sub(" ", word_key(text)).strip()


def unaccented(key: str) -> str:
    """`key` without accents and with d for đ (which has no decomposition, so it is mapped first)."""
    if key.isascii():
        return key
    parts = unicodedata.normalize("NFD", key.translate(_UNACCENT_STROKE))
    return "".join(filterfalse(unicodedata.combining, parts))

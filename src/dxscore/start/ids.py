"""Stable keys made of names: 'Xã Tịnh Khê' -> xa-tinh-khe."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dxscore.words.folding import name_key, unaccented

_MOST = 40
_NO_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str, otherwise: str = "muc") -> str:
    """A key of a name: unaccented small letters and digits, words joined by hyphens, 40 at most.

    `otherwise` is the key where nothing of the name is left, and stands before one that YAML would take for a
    number or a truth.
    """
    words = _OTHER.sub("-", unaccented(name_key(name)).casefold()).strip("-").split("-")
    key = ""
    for word in words:
        if key and len(key) + 1 + len(word) > _MOST:
            break
        key = f"{key}-{word}" if key else word[:_MOST]
    return key if is_word(key) else f"{otherwise}-{key}".rstrip("-")[:_MOST]


def is_word(key: str) -> bool:
    """Whether a key is text to every reader of YAML: it begins with a letter, and is no truth or nothing."""
    return key[:1].isalpha() and key.casefold() not in _NO_WORDS


def told_apart(names: Iterable[tuple[str, str | None]]) -> list[str]:
    """A key for each name with its official code; where two names give one, all of them carry the code.

    'Xã Sơn Hạ' and 'Xã Sơn Hà' are one word without accents. Where there is no code, they are counted.
    """
    given = list(names)
    plain = [slug(name) for name, _ in given]
    shared = {key for key in plain if plain.count(key) > 1}
    keys: list[str] = []
    taken: set[str] = set()
    for key, (_, code) in zip(plain, given, strict=True):
        wanted = f"{key}-{code}" if key in shared and code else key
        keys.append(free(wanted, taken))
        taken.add(keys[-1])
    return keys


def free(key: str, taken: Iterable[str]) -> str:
    """`key`, or the first of key-2, key-3 … that is not taken, compared without regard to capitals."""
    used = {each.casefold() for each in taken}
    number, found = 1, key
    while found.casefold() in used:
        number += 1
        found = f"{key}-{number}"
    return found

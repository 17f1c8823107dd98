"""Slips of the hand that YAML takes for something else, each told as what it is.

A key in the reader's own language is the key that it stands for; a comma inside {} ends a value, so that the
rest of a text, or of a decimal number, becomes a key of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from dxscore.words.folding import name_key
from dxscore.words.say import LANGUAGES, phrases

if TYPE_CHECKING:
    from dxscore.read.marked_yaml import Value


def meant_key(wrong: str, allowed: Collection[str]) -> str | None:
    """The key among `allowed` that a word of people's own stands for: 'trên' for more_than."""
    typed = name_key(wrong)
    for lang in LANGUAGES:
        for key, words in phrases(lang).get("catalogue_keys", {}).items():
            if key in allowed and typed in {name_key(word) for word in words.split(";")}:
                return str(key)
    return None


def text_before(container: Mapping[str, Value], wrong: str) -> tuple[str, str] | None:
    """The key and the text that end just before the key `wrong`, where that one holds nothing.

    So it looks where a comma cut a text: {vi: Hồ sơ, giấy tờ} is the keys 'vi' and 'giấy tờ'.
    """
    if container.get(wrong, "") is not None:
        return None
    keys = list(container)
    at = keys.index(wrong)
    before = container[keys[at - 1]] if at else None
    return (keys[at - 1], before) if isinstance(before, str) else None

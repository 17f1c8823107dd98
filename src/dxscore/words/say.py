"""One way to say things: a phrase by its key, in the language asked for, with its values put in.

The phrases stand in `vi.json` and `en.json` beside this file, by topic and name. A key is `topic.name`; the
type checker knows all of them (`keys.pyi`, which `scripts/word_keys.py` makes from the Vietnamese file).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from dxscore.words.keys import Key, Topic

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")


@cache
def phrases(lang: Language) -> dict[str, dict[str, Any]]:
    """Every phrase of a language, by topic and name; one that is counted has the forms `one` and `other`."""
    return json.loads(Path(__file__).with_name(f"{lang}.json").read_bytes())  # type: ignore[no-any-return]


def say(key: Key, lang: Language, **named: object) -> str:
    """A phrase with its values put in. One that is counted takes the form for the value named `count`."""
    topic, _, name = key.partition(".")
    return _filled(phrases(lang)[topic][name], named)


def say_of(topic: Topic, name: str, lang: Language, **named: object) -> str:
    """The phrase of a topic that has one for each of a model's values: a status, a comparator, a severity."""
    return _filled(phrases(lang)[topic][name], named)


def pair(key: Key, **named: object) -> tuple[str, str]:
    """A phrase in Vietnamese and in English, as errors take it."""
    return say(key, "vi", **named), say(key, "en", **named)


def _filled(words: str | dict[str, str], named: dict[str, object]) -> str:
    if isinstance(words, dict):
        words = words["one" if str(named["count"]) == "1" else "other"]
    return words.format_map(named) if named else words

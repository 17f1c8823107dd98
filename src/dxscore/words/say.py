"""One way to say things: a phrase by its key, in the language asked for, with its values put in.

The phrases stand in `vi.json` and `en.json` beside this file, by topic and name. A key is `topic.name`; the
type checker knows all of them (`keys.pyi`, which `scripts/word_keys.py` makes from the Vietnamese file).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from dxscore.words.patterns import regex

if TYPE_CHECKING:
    from dxscore.words.keys import Key, Topic

_FORMS: Final = regex(r"\{(?P<name>\w+)\|(?P<one>[^{}|]*)\|(?P<other>[^{}|]*)\}")
Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")


@cache
def phrases(lang: Language) -> dict[str, dict[str, Any]]:
    """Every phrase of a language, by topic and name; one that is counted has the forms `one` and `other`."""
    return json.loads(Path(__file__).with_name(f"{lang}.json").read_bytes())  # type: ignore[no-any-return]


def say(key: Key, lang: Language, /, **named: object) -> str:
    """A phrase with its values put in. One that is counted takes the form for the value named `count`."""
    topic, _, name = key.partition(".")
    return _filled(phrases(lang)[topic][name], named)


def say_of(topic: Topic, name: str, lang: Language, /, **named: object) -> str:
    """The phrase of a topic that has one for each of a model's values: a status, a comparator, a severity."""
    return _filled(phrases(lang)[topic][name], named)


def pair(key: Key, /, **named: object) -> tuple[str, str]:
    """A phrase in Vietnamese and in English, as errors take it."""
    return say(key, "vi", **named), say(key, "en", **named)


def _filled(words: str | dict[str, str], named: dict[str, object]) -> str:
    if isinstance(words, dict):
        words = words["one" if str(named["count"]) == "1" else "other"]
    return fill(words, named) if named else words


def fill(words: str, named: Mapping[str, object]) -> str:
    """`words` with values put in for their {names}, and the form that a count asks for.

    '{rows} {rows|row|rows}' is '1 row', '2 rows': the first form where the value is 1, else the second.
    """
    return (_counted(words, named) if "|" in words else words).format_map(named)


def _counted(words: str, named: Mapping[str, object]) -> str:
    return _FORMS.sub(lambda form: form["one" if str(named[form["name"]]) == "1" else "other"], words)


def shape(words: str) -> str:
    """`words` with '…' wherever a value is put in, in the form for more than one."""
    return re.sub(r"\{\w+\}", "…", _FORMS.sub(r"\g<other>", words))

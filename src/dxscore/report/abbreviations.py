"""Abbreviations in an official text: spelled out where one stands first in running text, once.

Where a text has no room for both, as in an address or a table that stands by itself, the words stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from dxscore.words.say import Language, phrases, say_of

# Neither a part of a longer word, nor of a document's number: 13-NQ/TU, 05/KH-UBND.
_BORDER_BEFORE, _BORDER_AFTER = r"(?<![\w/\-&])", r"(?![\w/\-&])"


def spelled_out(texts: Iterable[str], lang: Language, names: Iterable[str] = ()) -> Iterator[str]:
    """Each text in turn, the first of every known abbreviation written as 'Ủy ban nhân dân (UBND)'.

    Where the words stand before it already, in a bracket or not, it stays: 'trung tâm điều hành (IOC)'.
    So it does inside `names`, which are proper: 'Văn phòng HĐND và UBND'; not where a name begins with it.
    """
    unknown = set(phrases(lang)["abbreviations"])
    pattern = _pattern(lang)
    held = {name for name in names if pattern.search(name) and not pattern.match(name)}
    proper = sorted(held, key=len, reverse=True)
    inside = re.compile("|".join(map(re.escape, proper))) if proper else None
    for text in texts:
        kept = [found.span() for found in inside.finditer(text)] if inside else []
        yield _expanded(text, unknown, lang, kept)


def in_words(text: str, lang: Language) -> str:
    """`text` with every known abbreviation in words, and the abbreviation nowhere: 'Ủy ban nhân dân xã …'."""

    def words(found: re.Match[str]) -> str:
        said = say_of("abbreviations", found[0], lang)
        return said[:1].upper() + said[1:] if not found.start() else said

    return _pattern(lang).sub(words, text)


def _expanded(text: str, unknown: set[str], lang: Language, kept: Sequence[tuple[int, int]]) -> str:
    def first(found: re.Match[str]) -> str:
        short = found[0]
        if any(start <= found.start() < end for start, end in kept):
            return short
        before = text[: found.start()].rstrip()
        is_first = short in unknown
        unknown.discard(short)
        if not is_first or before.endswith("("):
            return short
        words = say_of("abbreviations", short, lang)
        if not before or before.endswith((".", ":", ";", "-")):
            words = words[:1].upper() + words[1:]
        return f"{words} ({short})"

    return _pattern(lang).sub(first, text) if unknown else text


@cache
def _pattern(lang: Language) -> re.Pattern[str]:
    each = sorted(phrases(lang)["abbreviations"], key=len, reverse=True)
    return re.compile(_BORDER_BEFORE + "(?:" + "|".join(map(re.escape, each)) + ")" + _BORDER_AFTER)

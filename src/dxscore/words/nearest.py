"""The name that somebody may have meant: the nearest by edits, where one is near enough."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

LONGEST: Final = 200
_BETWEEN: Final = re.compile(r"[-_./\s]+")
_STROKE = str.maketrans({"đ": "d\u0335"})  # a letter and its stroke, as the other accents are letter and mark


def nearest(key: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that take the fewest edits from `key`, in the order of the alphabet; none if too many.

    One edit puts in, takes out or replaces a letter, or swaps two neighbours; of names that take as many,
    the accents decide. A name is near enough where of the words in which both differ no more than a third of
    the letters is edited, or of all letters no more than a fifth, and then they share a word that one other
    name may have at most: sharing 'Phổ' with fifteen others is no likeness.

    Args:
        key: what was typed, folded, at most `LONGEST` letters of it.
        names: what it may have been, folded alike.
    """
    typed = key[:LONGEST]
    plain = {name: _plain(name) for name in sorted({*names})}
    counted = Counter(_plain(typed))
    bounds = sorted((_at_least(counted, letters), name) for name, letters in plain.items())
    best, found = (len(typed) + 1, 0), list[str]()
    for bound, name in bounds:
        if bound > best[0]:
            break
        distance = far(typed, name)
        if distance < best:
            best, found = distance, []
        if distance == best:
            found.append(name)
    words = Counter(word for letters in plain.values() for word in {*_words(letters)})
    return tuple(name for name in sorted(found) if _is_near(_plain(typed), plain[name], best[0], words))


def far(a: str, b: str) -> tuple[int, int]:
    """How far a name `b` is from what was typed, `a`.

    The edits without accents; of as many, those of letters and accents decide, where `a` has any accent.
    """
    plain = edits(_plain(a), _plain(b))
    return plain, 0 if a.isascii() else edits(_apart(a), _apart(b))


def edits(a: str, b: str) -> int:
    """How many letters have to be put in, taken out, replaced or swapped with the next to make `b` of `a`."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a):
        older, before, row = before, row, [i + 1]
        for j, other in enumerate(b):
            cost = min(before[j] + (letter != other), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == b[j - 1] and a[i - 1] == other:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
    return row[-1]


def _plain(text: str) -> str:
    return "".join(c for c in _apart(text) if not unicodedata.combining(c))


def _apart(text: str) -> str:
    """Letters and accents one by one."""
    return unicodedata.normalize("NFD", text.translate(_STROKE))


def _at_least(counted: Counter[str], letters: str) -> int:
    """No fewer edits than this, for so many letters are in one and not in the other."""
    other = Counter(letters)
    return max((counted - other).total(), (other - counted).total())


def _is_near(typed: str, name: str, distance: int, words: Counter[str]) -> bool:
    differing = max(len(" ".join(_without(a, b))) for a, b in ((typed, name), (name, typed)))
    if 3 * distance <= differing + 1:
        return True
    telling = any(words[word] <= 2 for word in {*_words(typed)} & {*_words(name)})
    return telling and 5 * distance <= max(len(typed), len(name))


def _words(text: str) -> list[str]:
    """Also of an id: 'pho-hoa' is two."""
    return _BETWEEN.sub(" ", text).split()


def _without(text: str, other: str) -> Iterator[str]:
    """The words of `text` that `other` has not."""
    left = Counter(_words(other))
    for word in _words(text):
        if left[word]:
            left[word] -= 1
        else:
            yield word

"""Free text in an old Vietnamese encoding: notes and evidence, which no list of names can confirm.

Vietnamese is written in syllables, and there are few: an onset, a rime, a tone over the right vowel. Text in
a TCVN3 or VNI font that passes as Unicode is full of words that are no syllables ('liÖu', '®·', 'lieäu'), and
undoing the right encoding makes syllables of nearly all of them. In other languages it does not: 'résumé'
does not become one. Where one letter is all there is, it may be chance ('10 m²'), and nothing is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import Final, NamedTuple

from dxscore.read.legacy_fonts import DECODERS

_TONES: Final = {
    "": "",
    "grave": "\u0300",
    "acute": "\u0301",
    "hook": "\u0309",
    "tilde": "\u0303",
    "dot": "\u0323",
}
_ONSETS: Final = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p"),
    *("ph", "q", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
_RIMES: Final = (
    "a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong "
    "ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut "
    "uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu"
)
_VOWELS: Final = "aăâeêioôơuưy"
_MARKED: Final = "ăâêôơư"
_EITHER_PLACE: Final = ("oa", "oe", "uy")
_STOPS: Final = ("c", "ch", "p", "t")

_WORD = re.compile(r"[A-Za-z\u0080-\uffff]+")
_PUNCTUATION = re.compile(r"[\u00a0\u2000-\u206f]+")
_ENOUGH: Final = 2
_GOOD_FOR_ONE_BAD: Final = 4
_LONGEST: Final = 2_000
_ENCODINGS: Final = ("double-encoded UTF-8", "TCVN3 (.VnTime)", "VNI")
_BYTES: Final = _ENCODINGS[0]
"""In it, a character that looks like punctuation may be half a letter."""


class _Weighed(NamedTuple):
    """How well one encoding explains a text: words that it turns into syllables, and words that it does not.

    Args:
        evidence: words that are syllables only when decoded; one in which two characters changed is two.
        good, bad: words beyond ASCII that are, and are not, syllables when decoded; not abbreviations.
        strange: words in ASCII that are no syllables, less those that are.
    """

    evidence: int
    good: int
    bad: int
    strange: int

    @property
    def is_certain(self) -> bool:
        enough = self.evidence >= _ENOUGH and self.bad * _GOOD_FOR_ONE_BAD <= self.good
        return enough and self.strange <= self.good


def recognise_text(text: str) -> tuple[str, str] | None:
    """The encoding in which `text` surely is, and what it says; None for any other text.

    Only for texts that `encoding.may_be_legacy` lets through.
    """
    found = None
    most = 0
    for name in _ENCODINGS:
        decode = DECODERS[name]
        weighed = _weigh(text[:_LONGEST], decode, whole=name == _BYTES)
        if weighed.is_certain and weighed.evidence > most:
            most = weighed.evidence
            found = name, _WORD.sub(partial(_replaced, decode), text)
    return found


def _weigh(text: str, decode: Callable[[str], str], whole: bool) -> _Weighed:
    evidence: dict[str, int] = {}
    good = bad = strange = 0
    for word in _words(text, whole):
        if word.isascii():
            if len(word) > 1 and not word.isupper():
                strange += -1 if is_syllable(word) else 1
            continue
        decoded = _decoded(word, decode)
        if decoded == word or not all(map(is_syllable, decoded.split())):
            bad += not decoded.isupper()
            continue
        good += 1
        if len(word) > 1 and not is_syllable(word):
            evidence[word] = min(_ENOUGH, sum(not character.isascii() for character in word))
    return _Weighed(sum(evidence.values()), good, bad, strange)


def _replaced(decode: Callable[[str], str], word: re.Match[str]) -> str:
    return _decoded(word.group(), decode)


def _decoded(word: str, decode: Callable[[str], str]) -> str:
    return unicodedata.normalize("NFC", decode(word))


def _words(text: str, whole: bool) -> Iterator[str]:
    for run in _WORD.findall(text):
        yield from (run,) if whole else filter(None, _PUNCTUATION.split(run))


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Whether `word` can be one syllable of Vietnamese, in NFC, with the tone on one of its right places."""
    key = word.casefold()
    return any(key.startswith(onset) and key[len(onset) :] in _TONED for onset in _ONSETS)


def _toned(rime: str) -> Iterator[str]:
    """`rime` in all tones that it can have: before c, ch, p and t there are two."""
    for name, mark in _TONES.items():
        if rime.endswith(_STOPS) and name not in ("acute", "dot"):
            continue
        for place in _tone_places(rime) if mark else (0,):
            yield unicodedata.normalize("NFC", rime[: place + 1] + mark + rime[place + 1 :])


def _tone_places(rime: str) -> tuple[int, ...]:
    """On the last vowel with a mark of its own, or the middle one; of two, the second before a consonant."""
    vowels = [place for place, letter in enumerate(rime) if letter in _VOWELS]
    marked = [place for place in vowels if rime[place] in _MARKED]
    if marked:
        return (marked[-1],)
    if rime in _EITHER_PLACE:
        return (0, 1)
    closed = len(vowels) < len(rime)
    return (vowels[(len(vowels) - (not closed)) // 2],)


_TONED: Final = frozenset(toned for rime in _RIMES.split() for toned in _toned(rime))

"""Printed numbers read back, as a reader would take them."""

from __future__ import annotations

from fractions import Fraction

from dxscore.words.say import Language

BARELY = Fraction(1, 10**40)
_BESIDE = {"chưa tới ": -BARELY, "hơn ": BARELY, "just under ": -BARELY, "just over ": BARELY}


def read_back(text: str, lang: Language) -> Fraction:
    """'1.234,5' in Vietnamese, '1,234.5' in English; 'chưa tới 80' lies just below 80."""
    beside = next((step for words, step in _BESIDE.items() if text.startswith(words)), Fraction(0))
    digits = text
    for words in _BESIDE:
        digits = digits.removeprefix(words)
    plain = digits.replace(".", "").replace(",", ".") if lang == "vi" else digits.replace(",", "")
    return Fraction(plain) + beside

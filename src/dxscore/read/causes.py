"""Why a workbook was refused, in each language. Readers say it in English, by which `words` has it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from dxscore.words.numbers import in_both, number
from dxscore.words.say import Language, phrases, say_of
from dxscore.words.text import Text, both
from dxscore.words.visible import visible


def cause(said: str, values: Mapping[str, object]) -> Text:
    """`said`, a phrase of the topic `cause`, with its values; other words are marked as a library's own."""
    if said not in phrases("en")["cause"]:
        return both("sheet.library_says", words=visible(said, 120))

    def filled(lang: Language) -> str:
        shown = {name: _shown(value, lang) for name, value in values.items()}
        return say_of("cause", said, lang, **shown)

    return in_both(filled)


def _shown(value: object, lang: Language) -> str:
    return number(value, lang) if isinstance(value, (int, Decimal)) else visible(str(value), 60)

"""A change since the version collected before, in words: from what to what, in which file, by whom, why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from dxscore.forms.changes import Change
from dxscore.forms.form import FormColumn, headers
from dxscore.forms.words import day_words, one_line, row_words, say, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.words.numbers import number
from dxscore.words.say import Language
from dxscore.words.visible import visible

_LONGEST: Final = 80
_BESIDE: Final[tuple[FormColumn, ...]] = ("value", "evidence", "note", "closed_on")


def change_words(catalogue: Catalogue, change: Change, lang: Language) -> str:
    """'XH-DTTM · UBND phường Phổ Hòa: 3/20 → 9/20 (tệp …); ghi chú: …', or what changed beside the figure."""
    indicator, unit = change.key
    named = (indicator, unit_name(catalogue, unit, lang))
    old, new = row_words(catalogue, change.old, lang), row_words(catalogue, change.new, lang)
    if old == new and change.old is not None and change.new is not None:
        beside = "; ".join(_beside(change.old, change.new, lang))
        return say("change_beside", lang, *named, new, beside, _by(change, lang))
    note = one_line(change.reason, _LONGEST)
    return say(
        "change", lang, *named, old, new, _by(change, lang), say("because", lang, note) if note else ""
    )


def _beside(old: Observation, new: Observation, lang: Language) -> Iterator[str]:
    """What differs in the columns beside a figure that itself is the same: 'minh chứng: (trống) → BC 20'."""
    titles = headers(lang)
    for column in _BESIDE:
        before, now = getattr(old, column), getattr(new, column)
        if before != now:
            yield say("from_to", lang, titles[column].lower(), _said(before, lang), _said(now, lang))


def _said(content: str | Decimal | date | None, lang: Language) -> str:
    if isinstance(content, date):
        return day_words(content)
    if isinstance(content, Decimal):
        return number(content, lang)
    return one_line(content, _LONGEST) if content else say("blank", lang)


def _by(change: Change, lang: Language) -> str:
    """The file, the people who signed it, and the day."""
    signed = change.signed
    people = [
        say(name, lang, one_line(text, _LONGEST))
        for name, text in (
            ("signed_by", signed and signed.prepared_by),
            ("signed_head", signed and signed.head),
            ("signed_day", signed and signed.signed_on),
        )
        if text
    ]
    return say("files_of", lang, "; ".join([visible(change.file), *people]))

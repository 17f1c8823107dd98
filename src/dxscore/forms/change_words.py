"""A change since the version collected before, in words: from what to what, in which file, by whom, why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from dxscore.forms.changes import Change
from dxscore.forms.form import FormColumn, headers
from dxscore.forms.written import day_words, one_line, row_words, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.words.numbers import number
from dxscore.words.say import Language, say
from dxscore.words.visible import visible

_LONGEST: Final = 80
_BESIDE: Final[tuple[FormColumn, ...]] = ("value", "evidence", "note", "closed_on")


def change_words(catalogue: Catalogue, change: Change, lang: Language) -> str:
    """'XH-DTTM · UBND phường Phổ Hòa: 3/20 → 9/20 (tệp …); ghi chú: …', or what changed beside the figure."""
    indicator, unit = change.key
    named = {"indicator": indicator, "unit": unit_name(catalogue, unit, lang), "by": _by(change, lang)}
    old, new = row_words(catalogue, change.old, lang), row_words(catalogue, change.new, lang)
    if old == new and change.old is not None and change.new is not None:
        columns = "; ".join(_columns(change.old, change.new, lang))
        return say("collection.change_beside", lang, figure=new, columns=columns, **named)
    note = one_line(change.reason, _LONGEST)
    because = say("collection.because", lang, note=note) if note else ""
    return say("collection.change", lang, old=old, new=new, because=because, **named)


def _columns(old: Observation, new: Observation, lang: Language) -> Iterator[str]:
    """What differs in the columns beside a figure that itself is the same: 'minh chứng: (trống) → BC 20'."""
    titles = headers(lang)
    for column in _BESIDE:
        before, now = getattr(old, column), getattr(new, column)
        if before != now:
            yield say(
                "collection.from_to",
                lang,
                column=titles[column].lower(),
                old=_content(before, lang),
                new=_content(now, lang),
            )


def _content(content: str | Decimal | date | None, lang: Language) -> str:
    if isinstance(content, date):
        return day_words(content)
    if isinstance(content, Decimal):
        return number(content, lang)
    return one_line(content, _LONGEST) if content else say("form.blank", lang)


def _by(change: Change, lang: Language) -> str:
    """The file, the people who signed it, and the day."""
    signed = change.signed
    by = [visible(change.file)]
    if signed is not None:
        prepared_by, head, day = (one_line(text, _LONGEST) for text in signed.who_and_when)
        by += [say("collection.signed_by", lang, name=prepared_by)] if prepared_by else []
        by += [say("collection.signed_head", lang, name=head)] if head else []
        by += [day] if day else []
    return say("collection.files_of", lang, files="; ".join(by))

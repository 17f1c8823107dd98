"""What a form says by itself, so that what people add to it can be told from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from dxscore.forms.expected import Expected
from dxscore.forms.form import (
    DEFINITION_MARK,
    Form,
    covered,
    definition,
    definition_words,
    form,
    headers,
    name_words,
)
from dxscore.forms.heads import all_heads
from dxscore.forms.stamp import Stamp
from dxscore.forms.written import collector_words, day_words, one_line, unit_name
from dxscore.model.loaded import Catalogue
from dxscore.model.period import period_words, written_period
from dxscore.words.names import inside
from dxscore.words.say import Language, say

if TYPE_CHECKING:
    from dxscore.words.keys import Key

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LANGUAGES: tuple[Language, ...] = ("vi", "en")
_LONGEST_ADDRESS = 200
_FIXED: tuple[Key, ...] = (
    "form.hidden",
    "form.prepared_by",
    "form.signed",
    "form.sealed",
    "form.signed_on",
)


def title_lines(
    built: Form, lang: Language, title: Key = "form.title", fill_in: Key = "form.fill_in"
) -> tuple[str, str, str, str, str, str]:
    """What stands above the table: title, plan, reporting unit, period, how to fill in, version stamp."""
    plan = built.catalogue.targets.plan
    opens, closes = covered(built)
    return (
        say(title, lang),
        say("form.of_plan", lang, plan=plan.name.get(lang), place=inside(plan.place.get(lang), lang)),
        say("form.reporting", lang, unit=unit_name(built.catalogue, built.unit, lang)),
        say(
            "form.covering",
            lang,
            period=period_words(built.period, lang),
            opens=day_words(opens),
            closes=day_words(closes),
        )
        + send_back(built, lang),
        say(fill_in, lang),
        say("form.stamp", lang, stamp=built.stamp),
    )


def send_back(built: Form, lang: Language) -> str:
    """'. Gửi về Phòng Văn hóa và Thông tin trước ngày 16/12/2025'; '' where neither is told."""
    to, due = one_line(built.send.to, _LONGEST_ADDRESS), built.send.due
    if not to and due is None:
        return ""
    where = say("form.send_to", lang, to=to or collector_words(built.catalogue, lang))
    return f". {where}" + ("" if due is None else say("form.send_by", lang, day=day_words(due)))


def is_printed(text: str, printed_: Collection[str]) -> bool:
    """Whether a form says `text` by itself, be it with where to send it behind: that is the office's own.

    Args:
        text: as typed.
        printed_: what `printed` gives.
    """
    if folded(text) in printed_:
        return True
    parted = (text.partition(". " + say("form.send_to", lang, to="")) for lang in _LANGUAGES)
    return any(mark and folded(before) in printed_ for before, mark, _ in parted)


def line_above_csv(built: Form, lang: Language) -> str:
    """The version stamp without a comma, which would cut the line once it has been saved again."""
    return say("form.stamp", lang, stamp=built.stamp).replace(",", " –")


def pillar_number(place: int) -> str:
    """The number before a pillar's name, from 0: I, II, III."""
    return _ROMAN[place] if place < len(_ROMAN) else str(place + 1)


def printed(catalogue: Catalogue, stamps: Iterable[Stamp]) -> frozenset[str]:
    """All texts around the tables of the forms that bear `stamps`, and around those of any form, folded."""
    texts = {text for lang in _LANGUAGES for text in _anywhere(catalogue, lang)}
    for each in stamps:
        for lang in _LANGUAGES:
            texts.update(_of_one(catalogue, each, lang))
    return frozenset(map(folded, texts))


def _of_one(catalogue: Catalogue, of: Stamp, lang: Language) -> Iterator[str]:
    """What the form that bears a stamp says, above its table and in it, be it of another catalogue."""
    try:
        expected = Expected(catalogue, written_period(of.period))
    except ValueError:  # a stamp that no form of any period bears
        return
    if of.unit not in catalogue.bodies:
        return
    built = Form(catalogue, of.unit, expected.period, ())
    if of.unit in expected.of:
        built = form(expected, of.unit)
    for text in (*title_lines(built, lang), line_above_csv(built, lang)):
        yield text.replace(str(built.stamp), str(of))
    for _, lines in built.sections:
        for line in lines:
            for cell in (name_words(built, line, lang), "\n".join(definition_words(built, line, lang))):
                yield cell
                yield cell.replace("\n", DEFINITION_MARK)


def _anywhere(catalogue: Catalogue, lang: Language) -> Iterator[str]:
    yield from (say(name, lang) for name in _FIXED)
    yield from all_heads(lang)
    yield f"{say('form.prepared_by', lang)}:"
    yield from headers(lang).values()
    for place, pillar in enumerate(catalogue.targets.pillars):
        yield pillar_number(place)
        yield pillar.name.get(lang)
    for indicator in catalogue.targets.indicators:
        yield indicator.name.get(lang)
        yield from (mark.join(definition(indicator, lang)) for mark in ("\n", DEFINITION_MARK))


def folded(text: str) -> str:
    """`text` without what spelling may hide: Unicode form, case, runs of spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())

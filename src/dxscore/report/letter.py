"""A letter as a Word document, laid out as NĐ 30/2020/NĐ-CP asks of a công văn, with its annex.

Number, day and signature are left blank: they are given by whoever registers and signs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final

from dxscore.model.letter import Letter
from dxscore.report.abbreviations import in_words, spelled_out
from dxscore.report.word_xml import PORTRAIT_TWIPS, document_of, inner, paragraph, side_by_side, table
from dxscore.words.say import Language, say

_INDENT: Final = 720
_HANGING: Final = 160
_BODY: Final = 26
_SHARES: Final = (8, 38, 26, 16, 12)


def letter_document(letter: Letter, lang: Language) -> bytes:
    """The letter as a .docx file: the same letter gives the same bytes.

    Raises:
        OutputError: the packages that write Word files are not installed.
    """
    return document_of(_pieces(_spelled_out(letter, lang), lang), letter.subject, letter.day)


def _spelled_out(letter: Letter, lang: Language) -> Letter:
    """The letter with abbreviations in words where they stand first, and in an address.

    The annex names bodies as they write themselves.
    """
    texts = (*letter.paragraphs, *(row.what for row in letter.rows))
    said = list(spelled_out(texts, lang, letter.names))
    whats = said[len(letter.paragraphs) :]
    return letter._replace(
        recipients=tuple(in_words(name, lang) for name in letter.recipients),
        paragraphs=tuple(said[: len(letter.paragraphs)]),
        rows=tuple(row._replace(what=what) for row, what in zip(letter.rows, whats, strict=True)),
    )


def _pieces(letter: Letter, lang: Language) -> Iterator[str]:
    yield _head(letter, lang)
    yield paragraph("", size=12)
    yield from _recipients(letter, lang)
    for said in letter.paragraphs:
        yield paragraph(said, align="both", size=_BODY, indent=_INDENT, before=120, after=0)
    yield paragraph("", size=12)
    yield _foot(lang)
    if letter.rows:
        yield from _annex(letter, lang)


def _head(letter: Letter, lang: Language) -> str:
    number = say("letter.number", lang, symbol=letter.symbol)
    left = [
        *([inner(letter.above.upper(), align="center", size=24)] if letter.above else []),
        inner(in_words(letter.office, lang).upper(), align="center", size=24, bold=True),
        inner(say("letter.rule", lang), align="center", size=12),
        inner(number, align="center", size=26, before=60),
        inner(say("letter.about", lang, subject=letter.subject), align="center", size=24),
    ]
    right = [
        inner(say("word_template.nation", lang), align="center", size=24, bold=True),
        inner(say("word_template.motto", lang), align="center", size=26, bold=True),
        inner(say("letter.rule", lang), align="center", size=12),
        inner(say("word_template.day", lang), align="center", size=26, italic=True, before=60),
    ]
    return side_by_side((left, right), (38, 62))


def _recipients(letter: Letter, lang: Language) -> Iterator[str]:
    """'Kính gửi: …' on one line where one is addressed, else a line each."""
    to = say("letter.to", lang)
    if len(letter.recipients) <= 1:
        yield paragraph(f"{to} {''.join(letter.recipients)}", align="center", size=_BODY, after=120)
        return
    yield paragraph(to, size=_BODY, indent=_INDENT * 2)
    for number, name in enumerate(letter.recipients, start=1):
        end = "." if number == len(letter.recipients) else ";"
        yield paragraph(f"- {name}{end}", size=_BODY, left=_INDENT * 3, indent=-_HANGING)


def _foot(lang: Language) -> str:
    left = [
        inner(say("word_template.sent_to", lang), bold=True, italic=True, size=24),
        *(inner(say(key, lang), size=22) for key in ("word_template.sent_1", "word_template.sent_3")),
    ]
    right = [
        inner(say("word_template.signer", lang), bold=True, align="center", size=_BODY),
        inner("", before=900),
        inner(say("word_template.name", lang), bold=True, align="center", size=_BODY),
    ]
    return side_by_side((left, right), (50, 50))


def _annex(letter: Letter, lang: Language) -> Iterator[str]:
    yield paragraph(say("bodies.annex", lang), bold=True, align="center", size=_BODY, new_page=True)
    yield paragraph(letter.annex.upper(), bold=True, align="center", size=26)
    annexed = say("letter.annexed", lang, symbol=letter.symbol, office=letter.office)
    yield paragraph(annexed, italic=True, align="center", size=26, after=120)
    yield table(letter.columns, _SHARES, list(_table(letter)), PORTRAIT_TWIPS)


def _table(letter: Letter) -> Iterator[tuple[str, ...] | str]:
    """Under the name of each body, unless it is the only one, what is asked of it."""
    several = len({row.body for row in letter.rows}) > 1
    body, numbers = "", count(1)
    for row in letter.rows:
        if several and row.body != body:
            yield row.body
            numbers = count(1)
        body = row.body
        yield str(next(numbers)), row.what, row.wrong, row.owed, row.late

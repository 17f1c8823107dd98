"""What a person has to decide before a begun catalogue is theirs: each with its cell, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dxscore.start.annex import Question
from dxscore.start.table import At
from dxscore.start.yaml_text import cleaned
from dxscore.words.say import Language, say, say_of

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#&~!])")
_SHOWN = 200


def decision_lines(questions: Sequence[Question], bare: Sequence[At], lang: Language) -> list[str]:
    """A line for each question, numbered in the order of the table, and one for all that is read by rule."""
    lines = [f"{number}. {_line(question, lang)}" for number, question in enumerate(questions, start=1)]
    if bare:
        cells = ", ".join(map(str, bare))
        lines.append(f"{len(lines) + 1}. {say('start.bare', lang, count=len(bare), cells=cells)}")
    return lines


def _line(question: Question, lang: Language) -> str:
    words = cleaned(question.words)
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    why = say_of("start_unclear", question.detail, lang) if question.ask == "unclear" else ""
    named = {"words": shown, "id": question.indicator or "", "why": why, "unit": cleaned(question.detail)}
    asked = say_of("start_ask", question.ask, lang, **named)
    return f"{cleaned(str(question.at))}: {asked}"


def decisions_page(lines: Sequence[str], file: str, lang: Language) -> str:
    """The same as a Markdown file: nothing that stood in a cell is markup."""
    head = say("start.decisions_title", lang), say("start.decisions_lead", lang, file=_plain(cleaned(file)))
    body = "\n".join(_plain(line) for line in lines) if lines else say("start.nothing_to_decide", lang)
    return f"# {head[0]}\n\n{head[1]}\n\n{body}\n"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)

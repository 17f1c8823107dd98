"""What a person has to decide, asked once for each kind with all its cells: on the screen, and as a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dxscore.start.questions import Question
from dxscore.start.table import At
from dxscore.start.yaml_text import cleaned
from dxscore.words.say import Language, say, say_of

_SHOWN: Final = 200
# What acts in Markdown within a line. Everything else stays as it was printed, for the page is also read as
# plain text: an underscore inside a word, 'a < b' and a full stop are nothing but themselves.
_ACTS: Final = re.compile(r"([\\`*\[]|~(?=~)|<(?=[/!?a-zA-Z])|&(?=#|\w+;)|(?<!\w)_|_(?!\w)|!(?=\[))")


class Decision(NamedTuple):
    """One thing to decide.

    Args:
        asked: the question.
        cells: where it comes up, each cell with what stands there and the indicator's id; none where the
            question names them itself.
    """

    asked: str
    cells: tuple[str, ...] = ()

    def lines(self, number: int) -> tuple[str, ...]:
        """As printed: one line, or of several cells one for each below the question."""
        if not self.cells:
            return (f"{number}. {self.asked}",)
        if len(self.cells) == 1:
            return (f"{number}. {self.cells[0]}: {self.asked}",)
        colon = "" if self.asked.endswith("?") else ":"
        asked = f"{self.asked[:1].upper()}{self.asked[1:]}{colon}"
        return (f"{number}. {asked}", *(f"   - {cell}" for cell in self.cells))


def decisions_of(questions: Sequence[Question], bare: Sequence[At], lang: Language) -> tuple[Decision, ...]:
    """Questions of one kind together, in the order of the first cell of each, and what is read by rule."""
    cells: dict[str, list[str]] = {}
    for question in questions:
        cells.setdefault(_asked(question, lang), []).append(_cell(question, lang))
    asked = [Decision(kind, tuple(own)) for kind, own in cells.items()]
    if bare:
        listed = ", ".join(map(str, bare))
        asked.append(Decision(say("start.bare", lang, count=len(bare), cells=listed)))
    return tuple(asked)


def _asked(question: Question, lang: Language) -> str:
    if question.ask == "unclear":
        return say_of("start_unclear", question.detail, lang)
    return say_of("start_ask", question.ask, lang, unit=cleaned(question.detail))


def _cell(question: Question, lang: Language) -> str:
    """'Phụ lục I!D8: «Trên 80%» (I-1)'."""
    words = cleaned(question.words)
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    said = f"{cleaned(str(question.at))}: {say('start.quoted', lang, words=shown)}"
    return f"{said} ({question.indicator})" if question.indicator else said


def decision_lines(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """All of them, numbered."""
    return tuple(line for number, each in enumerate(decisions, start=1) for line in each.lines(number))


def decisions_page(decisions: Sequence[Decision], file: str, lang: Language) -> str:
    """The same as a Markdown file: nothing that stood in a cell is markup."""
    head = say("start.decisions_title", lang), say("start.decisions_lead", lang, file=_plain(cleaned(file)))
    lines = [_plain(line) for line in decision_lines(decisions)]
    body = "\n".join(lines) if lines else say("start.nothing_to_decide", lang)
    return f"# {head[0]}\n\n{head[1]}\n\n{body}\n"


def _plain(text: str) -> str:
    return _ACTS.sub(r"\\\1", text)

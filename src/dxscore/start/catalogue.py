"""Answers, and the tables of a printed annex where there are any -> the files of a new catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dxscore.start.annex import Question, read_annex
from dxscore.start.answers import Answers
from dxscore.start.bodies import Bodies, Led, assignments_text
from dxscore.start.indicators import Begun, interpret
from dxscore.start.table import At, Table
from dxscore.start.targets import EXAMPLES, targets_of_annex, targets_of_example
from dxscore.start.yaml_text import cleaned
from dxscore.words.say import Language, say, say_of


class NewCatalogue(NamedTuple):
    """The files of a catalogue that begins.

    Args:
        files: contents by name.
        decisions: what a person has to decide, a line each; nothing where nothing was read from a table.
        indicators, targets: how many can be judged.
        left_out: how many indicators stand in the file as comments.
    """

    files: dict[str, str]
    decisions: tuple[str, ...]
    indicators: int
    targets: int
    left_out: int


class NoTargetsError(Exception):
    """Nothing that can be judged was found; `decisions` say what there was."""

    def __init__(self, decisions: Sequence[str]) -> None:
        super().__init__("no targets")
        self.decisions = tuple(decisions)


def new_catalogue(answers: Answers) -> NewCatalogue:
    """A catalogue with the bodies of the place and three indicators to write over."""
    bodies = Bodies(answers, all_offices=True)
    targets = targets_of_example(answers, bodies)
    files = {
        "targets.yaml": targets,
        "assignments.yaml": assignments_text(answers, bodies, (), "III", EXAMPLES),
    }
    return NewCatalogue(files, (), 3, 3, 0)


def catalogue_of_annex(answers: Answers, tables: Sequence[Table], file: str) -> NewCatalogue:
    """A catalogue of the targets that tables print, and what a person has to decide.

    Raises:
        NoTargetsError: there is no table of targets, or none of its targets can be judged as it stands.
    """
    annex = read_annex(tables, answers.deadline)
    if annex is None:
        raise NoTargetsError(())
    read = interpret(annex)
    bodies = Bodies(answers, all_offices=False)
    led, asked = _led(bodies, read.indicators)
    questions = sorted((*read.questions, *asked), key=_order(tables))
    lines = decision_lines(questions, read.bare, answers.lang)
    usable = [indicator for indicator in read.indicators if indicator.usable]
    if not usable:
        raise NoTargetsError(lines)
    files = {
        "targets.yaml": targets_of_annex(answers, bodies, annex, read.indicators, file),
        "assignments.yaml": assignments_text(answers, bodies, led, usable[0].row.at.table),
        "decisions.md": decisions_page(lines, file, answers.lang),
    }
    judged = sum(target.comparator is not None for indicator in usable for target in indicator.targets)
    left_out = len(read.indicators) - len(usable)
    return NewCatalogue(files, tuple(lines), len(usable), judged, left_out)


def _order(tables: Sequence[Table]) -> Callable[[Question], tuple[int, int, int]]:
    places = {table.name: place for place, table in enumerate(tables)}
    return lambda question: (places[question.at.table], question.at.row, question.at.column)


def _led(bodies: Bodies, indicators: Iterable[Begun]) -> tuple[list[Led], list[Question]]:
    """Who leads which indicators, as printed; indicators that the same bodies lead together."""
    together: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    asked: dict[At, Question] = {}
    for indicator in indicators:
        if not indicator.usable:
            continue
        lead = tuple(_ids(bodies, indicator.row.lead, asked))
        beside = tuple(id_ for id_ in _ids(bodies, indicator.row.coordinating, asked) if id_ not in lead)
        if lead:
            printed = tuple(dict.fromkeys(name for name, _ in indicator.row.lead))
            together.setdefault((printed, lead, beside), []).append(indicator.id)
    led = [Led(printed, lead, beside, tuple(ids)) for (printed, lead, beside), ids in together.items()]
    return led, list(asked.values())


def _ids(bodies: Bodies, named: Iterable[tuple[str, At]], asked: dict[At, Question]) -> Iterator[str]:
    found: dict[str, None] = {}
    for name, at in named:
        parts, doubtful = bodies.parts(name)
        if doubtful:
            asked.setdefault(at, Question("lead", at, name))
        found |= {bodies.find(part): None for part in parts}
    yield from found


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

"""Answers, and the tables of a printed annex where there are any -> the files of a new catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from dxscore.start.annex import read_annex
from dxscore.start.answers import Answers
from dxscore.start.bodies import Bodies, Led, assignments_text
from dxscore.start.decisions import decision_lines, decisions_of, decisions_page
from dxscore.start.indicators import Begun, interpret
from dxscore.start.questions import Question
from dxscore.start.table import At, Table
from dxscore.start.targets import EXAMPLES, targets_of_annex, targets_of_example


class NewCatalogue(NamedTuple):
    """The files of a catalogue that begins.

    Args:
        files: contents by name.
        decisions: what a person has to decide, numbered, each with its cells on lines below it where it has
            several; nothing where nothing was read from a table.
        indicators, targets: how many can be judged.
        left_out: how many indicators stand in the file as comments.
        to_decide: how many things are to be decided.
    """

    files: dict[str, str]
    decisions: tuple[str, ...]
    indicators: int
    targets: int
    left_out: int
    to_decide: int = 0


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
    decisions = decisions_of(questions, read.bare, answers.lang)
    usable = [indicator for indicator in read.indicators if indicator.usable]
    if not usable:
        raise NoTargetsError(decision_lines(decisions))
    files = {
        "targets.yaml": targets_of_annex(answers, bodies, annex, read.indicators, file),
        "assignments.yaml": assignments_text(answers, bodies, led, usable[0].row.at.table),
        "decisions.md": decisions_page(decisions, file, answers.lang),
    }
    judged = sum(target.comparator is not None for indicator in usable for target in indicator.targets)
    left_out = len(read.indicators) - len(usable)
    return NewCatalogue(files, decision_lines(decisions), len(usable), judged, left_out, len(decisions))


def _order(tables: Sequence[Table]) -> Callable[[Question], tuple[int, int, int]]:
    places = {table.name: place for place, table in enumerate(tables)}
    return lambda question: (places[question.at.table], question.at.row, question.at.column)


def _led(bodies: Bodies, indicators: Iterable[Begun]) -> tuple[list[Led], list[Question]]:
    """Who leads which indicators, as printed; indicators that the same bodies lead together."""
    together: dict[tuple[tuple[str, ...], ...], list[Begun]] = {}
    asked: dict[At, Question] = {}
    for indicator in indicators:
        lead = tuple(_ids(bodies, indicator.row.lead, asked))
        beside = tuple(id_ for id_ in _ids(bodies, indicator.row.coordinating, asked) if id_ not in lead)
        if lead:
            printed = tuple(dict.fromkeys(name for name, _ in indicator.row.lead))
            together.setdefault((printed, lead, beside), []).append(indicator)
    led = [
        Led(
            *(printed, lead, beside),
            tuple(each.id for each in own if each.usable),
            tuple(each.id for each in own if not each.usable),
        )
        for (printed, lead, beside), own in together.items()
    ]
    return led, list(asked.values())


def _ids(bodies: Bodies, named: Iterable[tuple[str, At]], asked: dict[At, Question]) -> Iterator[str]:
    found: dict[str, None] = {}
    for name, at in named:
        parts, doubtful = bodies.parts(name)
        if doubtful:
            asked.setdefault(at, Question("lead", at, name))
        found |= {bodies.find(part): None for part in parts}
    yield from found

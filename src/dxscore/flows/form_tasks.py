"""Which tasks, duties and documents the form of a period asks each body about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dxscore.forms.expected import Expected
from dxscore.forms.task_form import TaskLine
from dxscore.model.assignments import BodyKind
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.tasks import TaskLog
from dxscore.model.territory import months_of
from dxscore.score.task_items import Item, items
from dxscore.score.tasks import judge_tasks
from dxscore.words.say import Language

_NOBODY: frozenset[BodyKind] = frozenset(("community",))
"""Those who owe something and have no office: nobody there fills in a form or signs it."""


def expected(catalogue: Catalogue, period: Period) -> Expected:
    """All that the forms of a period ask for: figures, and how far tasks and documents have come."""
    figures = Expected(catalogue, period)
    asked = tasks_asked(catalogue, period, "vi", figures)
    return Expected(catalogue, period, {body: tuple(line.task for line in of) for body, of in asked.items()})


def tasks_asked(
    catalogue: Catalogue, period: Period, lang: Language, figures: Expected | None = None
) -> Mapping[str, tuple[TaskLine, ...]]:
    """By body, what it owes at the close of the period, for the period's year, documents under their task.

    What a whole group owes together is asked of each of its members. A body that lived in no month of the
    period is asked only where it gets a form for figures all the same.
    """
    figures = figures or Expected(catalogue, period)
    closes = period.closes(catalogue.targets.plan.reporting_calendar)
    titles = catalogue.task_titles(lang)
    asked: dict[str, list[TaskLine]] = defaultdict(list)
    for row in judge_tasks(catalogue, TaskLog(), closes, period.year).rows:
        if row.body in figures.of or _answers(catalogue, row.body, period):
            asked[row.body].append(TaskLine(row.task, titles[row.task], row.due))
    below = {item.id: item for item in items(catalogue) if item.of}
    return {body: tuple(_under_their_task(lines, below)) for body, lines in asked.items()}


def _answers(catalogue: Catalogue, body: str, period: Period) -> bool:
    """Whether somebody of the body is there to fill in a form of the period."""
    lived = catalogue.territory.lived(body, period.year) & months_of(period)
    return bool(lived) and catalogue.bodies[body].kind not in _NOBODY


def _under_their_task(lines: list[TaskLine], below: Mapping[str, Item]) -> Iterator[TaskLine]:
    """Each task, duty and then what it has to bring about; such a thing whose task is another's by itself."""
    own = {line.task for line in lines}
    results: dict[str | None, list[TaskLine]] = defaultdict(list)
    for line in lines:
        item = below.get(line.task)
        if item is not None and item.of in own:
            results[item.of].append(line._replace(of="document" if item.document else "result"))
    for line in lines:
        item = below.get(line.task)
        if item is None or item.of not in own:
            yield line
            yield from results[line.task]

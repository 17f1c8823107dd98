"""Which tasks, duties and documents the form of a period asks each body about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from dxscore.forms.task_form import TaskLine
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.tasks import TaskLog
from dxscore.score.tasks import judge_tasks
from dxscore.words.say import Language


def tasks_asked(catalogue: Catalogue, period: Period, lang: Language) -> Mapping[str, tuple[TaskLine, ...]]:
    """By body, what it owes at the close of the period, for the period's year.

    What a whole group owes together is asked of each of its members.
    """
    closes = period.closes(catalogue.targets.plan.reporting_calendar)
    titles = catalogue.task_titles(lang)
    asked: dict[str, list[TaskLine]] = defaultdict(list)
    for row in judge_tasks(catalogue, TaskLog(), closes, period.year).rows:
        asked[row.body].append(TaskLine(row.task, titles[row.task], row.due))
    return {body: tuple(lines) for body, lines in asked.items()}

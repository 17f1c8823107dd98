"""The sheet of a form on which a body tells how far its tasks and documents have come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from dxscore.forms.written import day_words
from dxscore.model.tasks import STAGES
from dxscore.words.say import Language, say_of

TaskFormColumn = Literal[
    "number", "name", "due", "stage", "done_on", "evidence", "note", "task", "body", "as_of"
]
TASK_COLUMNS: Final[tuple[TaskFormColumn, ...]] = get_args(TaskFormColumn)
TASK_INPUTS: Final[frozenset[TaskFormColumn]] = frozenset(("stage", "done_on", "evidence", "note"))
TASK_WIDTHS: Final[dict[TaskFormColumn, float]] = {
    "number": 4.5,
    "name": 46,
    "due": 11,
    "stage": 16,
    "done_on": 13,
    "evidence": 40,
    "note": 24,
    "task": 14,
    "body": 14,
    "as_of": 12,
}


class TaskLine(NamedTuple):
    """One task, duty or document that a body is asked about.

    Args:
        task: its id.
        name: what it is.
        due: the day on which it is due; None where no document names one.
        of: that it is a document or a result of the task above it; None where it stands by itself.
    """

    task: str
    name: str
    due: date | None
    of: Literal["document", "result"] | None = None

    def fixed_cells(self, number: str, unit: str, period: str, lang: Language) -> dict[TaskFormColumn, str]:
        """The cells of its row that are printed, as the one of that number in `unit`'s form for `period`."""
        return {
            "number": number,
            "name": self.name if self.of is None else say_of("form_task", self.of, lang, title=self.name),
            "due": "" if self.due is None else day_words(self.due),
            "task": self.task,
            "body": unit,
            "as_of": period,
        }


def numbered(lines: Iterable[TaskLine]) -> Iterator[tuple[str, TaskLine]]:
    """Each with its number: 1, 2, and 2.1 of what belongs to the task 2."""
    own = below = 0
    for line in lines:
        own, below = (own + 1, 0) if line.of is None else (own, below + 1)
        yield (f"{own}.{below}" if below else str(own)), line


def task_headers(lang: Language) -> dict[TaskFormColumn, str]:
    """Titles of the columns, which the reader of task lists understands or passes over."""
    return {column: say_of("form_task_column", column, lang) for column in TASK_COLUMNS}


def stage_choices(lang: Language) -> list[str]:
    """What the column on progress offers."""
    return [say_of("stage", stage, lang) for stage in STAGES]

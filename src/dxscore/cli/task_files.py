"""Task lists given beside metrics: where tasks stand on the scorecard's own day, with what is wrong told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from dxscore.cli import streams
from dxscore.flows.judge import Judgement
from dxscore.report.findings import finding_lines
from dxscore.words.say import Language

if TYPE_CHECKING:
    from dxscore.model.tasks import TaskList


class TasksRead(NamedTuple):
    """What task lists gave.

    Args:
        listed: where tasks stand; None where no list was given.
        faulty: a row of theirs was left out.
    """

    listed: TaskList | None = None
    faulty: bool = False

    def tell(self, lang: Language) -> None:
        """What is wrong with the lists, on standard error."""
        if self.listed is not None:
            streams.say(*finding_lines(self.listed.findings, lang))


def tasks_on_day(files: Sequence[str] | None, judged: Judgement) -> TasksRead:
    """Where tasks stand on the day of judgement.

    Raises:
        MetricsError: the lists are faulty and say nothing.
    """
    if not files:
        return TasksRead()
    from dxscore.flows.tasks import read_task_files, tasks

    found = tasks(judged.catalogue, read_task_files(files, judged.catalogue), judged.scorecard.day)
    return TasksRead(found, any(finding.severity == "error" for finding in found.findings))

"""Task lists given beside metrics: where tasks stand on the scorecard's own day, with what is wrong told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dxscore.cli import streams
from dxscore.errors import RequestError
from dxscore.flows.judge import Judgement
from dxscore.model.tasks import TaskList
from dxscore.report.findings import finding_lines
from dxscore.words.say import Language
from dxscore.words.text import both


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


def tasks_on_day(files: Sequence[str] | None, judged: Judgement, lang: Language) -> TasksRead:
    """Where tasks stand on the day of judgement.

    Raises:
        RequestError: the lists are faulty and say nothing: 'none done' would be made up.
    """
    if not files:
        return TasksRead()
    from dxscore.flows.tasks import read_task_files, says_nothing, tasks

    log = read_task_files(files, judged.catalogue)
    if says_nothing(log):
        streams.say(*finding_lines(log.findings, lang))
        said = both("task_list.nothing_usable")
        raise RequestError(said.vi, said.en)
    found = tasks(judged.catalogue, log, judged.scorecard.day)
    return TasksRead(found, any(finding.severity == "error" for finding in found.findings))

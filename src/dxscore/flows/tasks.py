"""Task lists and a catalogue in, where everything stands out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from dxscore.errors import MetricsError
from dxscore.model.loaded import Catalogue
from dxscore.model.tasks import TaskList, TaskLog
from dxscore.score.tasks import judge_tasks
from dxscore.words.text import Text, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxscore.flows.judge import Watched
    from dxscore.read.sources import Source

FAIL_ON: Final = ("overdue", "never")


def read_task_files(names: Sequence[str], catalogue: Catalogue, watched: Watched | None = None) -> TaskLog:
    """Read task lists, name patterns and '-' for standard input, one at a time."""
    from dxscore.read.sources import expand, open_source
    from dxscore.read.tasks import read_tasks

    files = expand(names)
    sources: Iterable[Source] = (open_source(name) for name in files)
    return read_tasks(sources if watched is None else watched(len(files), sources), catalogue)


def tasks(
    catalogue: Catalogue, log: TaskLog | None = None, as_of: date | None = None, year: int | None = None
) -> TaskList:
    """Where the catalogue's tasks, duties and deliverables stand.

    Args:
        catalogue: what is owed, by whom and when.
        log: what was reported; nothing where none is given.
        as_of: the day of judgement; by default that of the newest report.
        year: for which year standing tasks are judged; by default the one in force.

    Raises:
        MetricsError: the lists are faulty and hold no good row: 'none done' would be made up; or nothing was
            reported, and no day was given.
    """
    log = log or TaskLog()
    if not log.records and any(finding.severity == "error" for finding in log.findings):
        said = both("task_list.nothing_usable")
        raise MetricsError(said.vi, said.en, log.findings)
    return judge_tasks(catalogue, log, as_of, year)


def task_failures(listed: TaskList, fail_on: str) -> tuple[Text, ...]:
    """A sentence for what fails the gate; empty when it holds."""
    overdue = sum(item.state == "overdue" for item in listed.items)
    if fail_on != "overdue" or not overdue:
        return ()
    return (both("task_list.gate", count=overdue),)

"""Returned forms in: what counts of them, what they change in the metrics file, and what is to be said.

Nothing is written here: the bytes of the metrics file and of its receipt are part of what is given back.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from dxscore.errors import OutputError
from dxscore.flows import returned_rows
from dxscore.flows.asked import shown
from dxscore.flows.collected_tasks import CollectedTasks, collected_tasks
from dxscore.flows.form_tasks import expected as all_expected
from dxscore.flows.returned_folder import NOTHING_IN_IT, Folder
from dxscore.forms.arrivals import Arrivals, Days, arrivals
from dxscore.forms.copies import Copy
from dxscore.forms.normalised import HOUSE_HEADER, KeptRow, normalised_csv, series_of
from dxscore.forms.receipt import receipt
from dxscore.forms.returned import Collected, collect
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.summary import summary_text
from dxscore.forms.wrong_cells import with_wrong_cells
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.receipt import Receipt, TaskReturns
from dxscore.model.tasks import TaskRecord
from dxscore.read.metrics import read
from dxscore.read.sources import open_source
from dxscore.score.strict import promoted
from dxscore.words.say import Language, pair

_NO_DAYS: Final = Days()
# What a normalised file has none of, and what writing it again would lose.
_WOULD_BE_LOST: Final = (
    rules.LINES_ABOVE.code,
    rules.NOT_DATA.code,
    rules.REPEATED_HEADER.code,
)


def read_kept(name: str, catalogue: Catalogue) -> tuple[bytes | None, tuple[KeptRow, ...]]:
    """The normalised file as it stands, and its rows; (None, ()) where there is none yet.

    Raises:
        OutputError: it is no normalised file, or has faults: writing it again would lose something.
    """
    if not os.path.lexists(name):
        return None, ()
    source = open_source(name)
    metrics = read([source], catalogue)
    lossy = [
        finding
        for finding in metrics.findings
        if finding.code in _WOULD_BE_LOST
        or (finding.severity == "error" and finding.code not in NOTHING_IN_IT)
    ]
    if lossy or any(table.header != HOUSE_HEADER for table in metrics.tables):
        columns = ",".join(HOUSE_HEADER)
        raise OutputError(*pair("collect.no_metrics_file", file=shown(name), columns=columns), tuple(lossy))
    by_row = {observation.place.row: observation for observation in metrics.observations}
    rows = tuple(KeptRow(cells, by_row.get(line)) for table in metrics.tables for line, cells in table.rows)
    return source.content, rows


class Collection(NamedTuple):
    """What came of one collection.

    Args:
        collected: which figures count, what each unit sent and owes, and what changed.
        files: the returned files, without what cannot be true.
        findings: all that is to be said of their rows.
        new: the rows that it brings, or brings anew.
        staying: those of the metrics file that it does not decide.
        complete: no figure is missing, and every form is of today's catalogue; of tasks `collected` tells.
        faulty: something handed in could not be counted.
        copies: what came and is not read.
        tasks: what came of the rows on tasks.
        days: today, and the day by which to send.
        not_read: names of the files that were passed over, by why.
    """

    collected: Collected
    files: tuple[ReturnedFile, ...]
    findings: tuple[Finding, ...]
    new: tuple[Observation, ...]
    staying: tuple[KeptRow, ...]
    complete: bool
    faulty: bool
    copies: tuple[Copy, ...] = ()
    tasks: CollectedTasks = CollectedTasks()
    days: Days = Days()
    not_read: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def summary(self, catalogue: Catalogue, earlier: Receipt | None = None, lang: Language = "vi") -> str:
        """Who has sent, who has not, what does not count and why, as `dxscore collect` prints it."""
        timed = self.arrivals(earlier)
        return summary_text(catalogue, self.collected, self.files, self.not_read, lang, timed)

    def metrics_file(self, catalogue: Catalogue) -> bytes:
        """The metrics file as it is to be; without any row where nothing has come so far."""
        return normalised_csv(catalogue, self.new, self.staying).encode("utf-8-sig")

    def arrivals(self, earlier: Receipt | None = None) -> Arrivals:
        """When what came arrived, by file and by unit; `earlier` is the receipt that stands there."""
        of_period = None if earlier is None else earlier.collections.get(str(self.collected.period))
        return arrivals(self.collected, self.files, self.copies, self.days, of_period)

    def receipt(
        self,
        catalogue: Catalogue,
        name: str,
        written: bytes,
        earlier: Receipt | None,
        before: bytes | None,
        tasks: TaskReturns | None = None,
    ) -> str:
        """The receipt for the metrics file `name`, with the bytes `written` where `before` stood."""
        timed, files = self.arrivals(earlier), self.files
        return receipt(catalogue, self.collected, files, name, written, earlier, before, timed, tasks)


def collection(
    catalogue: Catalogue,
    period: Period,
    returned: Folder,
    kept: Sequence[KeptRow] = (),
    strict: bool = False,
    days: Days = _NO_DAYS,
    tasks_before: Sequence[TaskRecord] = (),
) -> Collection:
    """What counts of the returned files, beside what was collected before.

    Args:
        catalogue: whose forms they are.
        period: what is collected; rows of another period are left out and said.
        returned: the files, read.
        kept: the rows of the metrics file as it stands.
        strict: leave out rows with a warning, too.
        days: today, and the day by which to send.
        tasks_before: the rows of the task list as it stands.
    """
    expected = all_expected(catalogue, period)
    tasks = collected_tasks(catalogue, period, returned, tasks_before)
    told = tasks.told(period, catalogue.targets.plan.reporting_calendar, returned.files)
    known = [row.observation for row in kept if row.observation is not None]
    possible = returned_rows.without_impossible(expected, returned.files)
    counted = collect(expected, possible.files, known, possible.rejected, returned.copies, told)
    doubts = returned_rows.warned(catalogue, counted, possible.files, known)
    read_, said, files = returned.findings, returned_rows.warnings(doubts), possible.files
    if strict:
        rest = returned_rows.without_warned(possible, doubts, read_, expected)
        read_, said, files = promoted(read_), rest.findings, rest.files
        taken_out = (*possible.rejected, *rest.rejected)
        counted = collect(expected, files, known, taken_out, returned.copies, told)
    rejected = returned_rows.rejection_errors(counted)
    findings = (*read_, *possible.findings, *rejected, *said)
    old = any(item.remark == "old_form" for item in counted.remarks)
    return Collection(
        collected=with_wrong_cells(counted, read_),
        files=files,
        findings=findings,
        new=tuple(row for row in counted.rows if series_of(row) in counted.decided),
        staying=tuple(row for row in kept if _stays(row, counted)),
        complete=not old and not any(unit.missing for unit in counted.units),
        faulty=bool(counted.rejected)
        or any(file.unreadable for file in files)
        or (strict and any(finding.severity == "error" for finding in findings)),
        copies=returned.copies,
        tasks=tasks,
        days=days,
        not_read=returned.listing.not_read,
    )


def _stays(row: KeptRow, counted: Collected) -> bool:
    """Whether a row of the metrics file is one that this collection does not decide anew."""
    observation = row.observation
    return (
        observation is None
        or not counted.expected.takes(observation)
        or series_of(observation) not in counted.decided
    )

"""Task rows of returned forms in: which of them count, and what they change in the task list that is kept."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from dxscore.errors import OutputError
from dxscore.flows.asked import shown
from dxscore.flows.returned_folder import Folder
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import Told
from dxscore.forms.written import unit_name
from dxscore.forms.wrong_cells import CELLS_AT_MOST, wrong_cell
from dxscore.model import rules
from dxscore.model.cells import csv_text
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, ReportingCalendar
from dxscore.model.receipt import ReportedTask, TaskChange, TaskReturns, WrongCell
from dxscore.model.tasks import TaskRecord
from dxscore.read.sources import open_source
from dxscore.read.task_columns import TASK_COLUMNS
from dxscore.read.tasks import read_tasks
from dxscore.words.say import Language, pair, say, say_of
from dxscore.words.visible import visible

_CHANGES_TOLD: Final = 5
HEADER: Final = ",".join(TASK_COLUMNS)
_TOLD: Final = (rules.SHEETS_NOT_READ.code,)  # the sheets of figures, which are read beside

Key = tuple[str, str, date, int | None]


class CollectedTasks(NamedTuple):
    """What came of the task rows of returned forms.

    Args:
        rows: the task list as it is to be, older rows first.
        taken: those of them that came in now.
        before: those that stood there.
        changes: what came in now and says otherwise than what stood there.
        findings: all that is to be said of the rows.
    """

    rows: tuple[TaskRecord, ...] = ()
    taken: tuple[TaskRecord, ...] = ()
    before: tuple[TaskRecord, ...] = ()
    changes: tuple[TaskChange, ...] = ()
    findings: tuple[Finding, ...] = ()

    def told(self, period: Period, calendar: ReportingCalendar, files: Iterable[ReturnedFile]) -> Told:
        """Of which tasks each body told for the period, now or before, and which of its cells are wrong."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            if period.opens(calendar) <= row.as_of <= period.closes(calendar):
                found[row.body].add(row.task)
        return Told({body: frozenset(tasks) for body, tasks in found.items()}, self._wrong(files))

    def _wrong(self, files: Iterable[ReturnedFile]) -> Mapping[str, tuple[WrongCell, ...]]:
        """The first wrong cells by the body whose form it is, or of which alone a list tells."""
        whose = {file.file: file.forms or {body for body, _ in file.on_tasks} for file in files}
        found: dict[str, list[WrongCell]] = defaultdict(list)
        for finding in self.findings:
            bodies = whose.get(finding.file, ())
            if finding.severity == "error" and len(bodies) == 1:
                found[next(iter(bodies))].append(wrong_cell(finding))
        return {body: tuple(cells[:CELLS_AT_MOST]) for body, cells in found.items()}

    @property
    def faulty(self) -> bool:
        """Whether a row that came could not be counted."""
        return any(finding.severity == "error" for finding in self.findings)

    def task_list(self, catalogue: Catalogue) -> bytes:
        """The task list as a CSV file, which reads back as the same records."""
        calendar = catalogue.targets.plan.reporting_calendar
        rows = [TASK_COLUMNS, *(_cells(record, calendar) for record in self.rows)]
        return csv_text(rows).encode("utf-8-sig")

    def for_receipt(self, file: str, content: bytes) -> TaskReturns | None:
        """What the receipt keeps of it; None where no form brought a task row."""
        if not self.taken:
            return None
        sha256 = hashlib.sha256(content).hexdigest()
        return TaskReturns(file=file, sha256=sha256, rows=len(self.taken), changes=self.changes)

    def lines(self, catalogue: Catalogue, file: object, lang: Language) -> Iterator[str]:
        """What is said of it to people; nothing where no form brought a task row."""
        if self.taken:
            bodies = len({record.body for record in self.taken})
            taken = len(self.taken)
            yield say("collection.tasks_taken", lang, file=file, count=taken, bodies=bodies)
        by_body: dict[str, list[TaskChange]] = defaultdict(list)
        for change in self.changes:
            by_body[change.body].append(change)
        for body, changes in by_body.items():
            yield _changed(catalogue, body, changes, lang)


def _changed(catalogue: Catalogue, body: str, changes: Sequence[TaskChange], lang: Language) -> str:
    """'Nhiệm vụ của UBND phường Phổ Hòa, 12 mục báo cáo lại: NV-1a: đang thực hiện → hoàn thành; …'"""
    told = [
        say("collection.task_change", lang, task=change.task, old=old, new=new)
        for change in changes[:_CHANGES_TOLD]
        for old, new in [(_words(change.old, lang), _words(change.new, lang))]
    ]
    more = len(changes) - len(told)
    told += [say("collection.and_more", lang, more=more)] if more else []
    name = unit_name(catalogue, body, lang)
    return say("collection.tasks_changed", lang, body=name, count=len(changes), changes="; ".join(told))


def kept_tasks(name: str, catalogue: Catalogue) -> tuple[bytes | None, tuple[TaskRecord, ...]]:
    """The task list as it stands, and its rows; (None, ()) where there is none yet.

    Raises:
        OutputError: it is none that collecting writes, or has faults: writing it again would lose something.
    """
    if not os.path.lexists(name):
        return None, ()
    source = open_source(name)
    log = read_tasks([source], catalogue)
    first = source.content.decode("utf-8-sig", "replace").partition("\n")[0].strip()
    faults = [finding for finding in log.findings if finding.severity == "error"]
    if faults or first != HEADER:
        raise OutputError(*pair("collect.no_task_list", file=shown(name), columns=HEADER), tuple(faults))
    return source.content, log.records


def collected_tasks(
    catalogue: Catalogue, period: Period, returned: Folder, before: Sequence[TaskRecord] = ()
) -> CollectedTasks:
    """What counts of the task rows of returned forms, beside what was collected before.

    Args:
        catalogue: whose tasks they are.
        period: what is collected; rows of another period, or in another body's form, are left out and said.
        returned: the files, read.
        before: the rows of the task list as it stands.
    """
    forms = {file.file: file.forms for file in returned.files}
    refused = {
        id(row): why for row in returned.tasks.records if (why := _refused(catalogue, period, row, forms))
    }
    taken = tuple(row for row in returned.tasks.records if id(row) not in refused)
    old = {_key(row): row for row in before}
    new = {_key(row): row for row in taken}
    said = [finding for finding in returned.tasks.findings if finding.code not in _TOLD]
    changed = [
        (old[key], row) for key, row in new.items() if key in old and _content(old[key]) != _content(row)
    ]
    return CollectedTasks(
        rows=tuple((old | new).values()),
        taken=taken,
        before=tuple(before),
        changes=tuple(_change(catalogue, *each) for each in changed),
        findings=(*said, *refused.values()),
    )


def _refused(
    catalogue: Catalogue, period: Period, row: TaskRecord, forms: Mapping[str, frozenset[str]]
) -> Finding | None:
    """Why a row does not count; None where it does."""
    calendar = catalogue.targets.plan.reporting_calendar
    if not period.opens(calendar) <= row.as_of <= period.closes(calendar):
        return rules.TASK_OTHER_PERIOD.finding(row.place, "as_of", got=row.as_of, asked=period)
    own = forms.get(row.place.file, frozenset())
    if own and row.body not in own:
        names = ", ".join(sorted(own))
        return rules.TASK_OTHER_FORM.finding(row.place, "body", got=catalogue.name(row.body), form=names)
    return None


def _key(row: TaskRecord) -> Key:
    return row.task, row.body, row.as_of, row.year


def _content(row: TaskRecord) -> ReportedTask:
    return ReportedTask(stage=row.stage, done_on=row.done_on, evidence=row.evidence, note=row.note)


def _change(catalogue: Catalogue, old: TaskRecord, new: TaskRecord) -> TaskChange:
    return TaskChange(
        task=new.task,
        body=new.body,
        as_of=_as_of(new, catalogue.targets.plan.reporting_calendar),
        old=_content(old),
        new=_content(new),
        file=new.place.file,
    )


def _words(reported: ReportedTask, lang: Language) -> str:
    """'hoàn thành 05/12/2025 (Kế hoạch số …)'."""
    day = "" if reported.done_on is None else f" {reported.done_on:%d/%m/%Y}"
    evidence = f" ({visible(reported.evidence, 160)})" if reported.evidence else ""
    return f"{say_of('stage', reported.stage, lang)}{day}{evidence}"


def _cells(row: TaskRecord, calendar: ReportingCalendar) -> Iterable[str]:
    done_on = "" if row.done_on is None else row.done_on.isoformat()
    return (row.task, row.body, _as_of(row, calendar), row.stage, done_on, row.evidence, row.note)


def _as_of(row: TaskRecord, calendar: ReportingCalendar) -> str:
    """The day, or a period of the year for which it was told that closes on it."""
    if row.year is None:
        return row.as_of.isoformat()
    month = row.as_of.month
    each: tuple[Period, ...] = (
        Period("year", row.year),
        Period("half", row.year, month // 6),
        Period("quarter", row.year, month // 3),
        Period("month", row.year, month),
    )
    fitting = (period for period in each if period.number and period.closes(calendar) == row.as_of)
    return str(next(fitting, row.as_of))

"""One plan's returned forms taken in: what stands already, what is to stand, and what is to be said of it.

Nothing is written here: whoever writes the files holds their locks from `what_stands` on.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from dxscore.errors import OutputError
from dxscore.flows.collect import Collection, collection, read_kept
from dxscore.flows.collected_tasks import CollectedTasks, kept_tasks
from dxscore.flows.many_plans import load_plans, of_plan
from dxscore.flows.returned_folder import Folder
from dxscore.forms.arrivals import Days
from dxscore.forms.expected import Expected
from dxscore.forms.normalised import KeptRow
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period, written_period
from dxscore.model.place import Place
from dxscore.model.receipt import Receipt
from dxscore.model.rules import (
    BESIDE_DIFFERS,
    CHANGED_SINCE,
    CONTRADICTION,
    SENT_AGAIN,
    TASK_CONTRADICTION,
    TASK_REPEATED,
)
from dxscore.model.tasks import TaskRecord
from dxscore.report.findings import finding_lines
from dxscore.words.say import Language, say
from dxscore.words.text import Text, both, in_both, joined

_TASKS = "tasks.csv"
_BETWEEN_FILES: Final = frozenset(
    rule.code
    for rule in (
        CONTRADICTION,
        BESIDE_DIFFERS,
        SENT_AGAIN,
        TASK_CONTRADICTION,
        TASK_REPEATED,
    )
)
"""Findings that come once a row where a unit sent two files."""
_ONE_BY_ONE: Final = 2


class Plan(NamedTuple):
    """One plan, and where what comes for it is collected.

    Args:
        catalogue: the plan's.
        metrics, receipt, tasks: the files.
        named: whether it is one of several, whose names are said.
    """

    catalogue: Catalogue
    metrics: Path
    receipt: Path
    tasks: Path
    named: bool

    @property
    def files(self) -> tuple[Path, Path, Path]:
        """All that is written for it."""
        return self.metrics, self.receipt, self.tasks


def plans_of(
    folders: Sequence[Path] | None, output: str, receipt: str | None, tasks: str | None
) -> list[Plan]:
    """The plans whose forms are collected; of several each has its own files, named after it."""
    from dxscore.read.catalogue import load

    loaded = load_plans(folders) if folders else (load(None),)
    several = len(loaded) > 1

    def own(file: str, catalogue: Catalogue) -> str:
        return of_plan(file, catalogue.targets.plan.id) if several else file

    made = []
    for catalogue in loaded:
        metrics = own(output, catalogue)
        beside = f"{metrics}.receipt.json" if receipt is None else own(receipt, catalogue)
        listed = own(tasks or str(Path(output).with_name(_TASKS)), catalogue)
        made.append(Plan(catalogue, Path(metrics), Path(beside), Path(listed), several))
    return made


class Standing(NamedTuple):
    """What was collected before.

    Args:
        metrics: the metrics file's bytes, and `rows` in it; None and none where there is none yet.
        receipt: beside it.
        tasks: the task list's bytes, and `records` in it.
    """

    metrics: bytes | None = None
    rows: tuple[KeptRow, ...] = ()
    receipt: Receipt | None = None
    tasks: bytes | None = None
    records: tuple[TaskRecord, ...] = ()


def what_stands(plan: Plan, receipt: Receipt | None, returned: Folder) -> Standing:
    """What stands where a plan's figures are collected.

    Raises:
        OutputError: a file that would be written is none that collecting has written.
    """
    metrics, rows = read_kept(str(plan.metrics), plan.catalogue)
    try:
        tasks, records = kept_tasks(str(plan.tasks), plan.catalogue)
    except OutputError:
        if returned.tasks.records:
            raise
        tasks, records = None, ()  # somebody's own list, which is not touched
    return Standing(metrics, rows, receipt, tasks, records)


class TakenIn(NamedTuple):
    """What is to stand now.

    Args:
        plan: whose.
        before: what stood there.
        found: what came.
    """

    plan: Plan
    before: Standing
    found: Collection

    @property
    def tasks(self) -> CollectedTasks:
        """What came of the rows on tasks."""
        return self.found.tasks

    @property
    def task_list(self) -> bytes | None:
        """The task list as it is to be; None where it stays as it is."""
        if not self.tasks.taken:
            return None
        content = self.tasks.task_list(self.plan.catalogue)
        return None if content == self.before.tasks else content

    @property
    def metrics_file(self) -> bytes:
        """The metrics file as it is to be."""
        return self.found.metrics_file(self.plan.catalogue)

    def receipt(self, metrics: bytes) -> str:
        """The receipt as it is to be, beside these bytes of the metrics file."""
        catalogue, before = self.plan.catalogue, self.before
        listed = self.tasks.task_list(catalogue) if self.tasks.taken else b""
        on_tasks = self.tasks.for_receipt(self.plan.tasks.name, listed)
        name = self.plan.metrics.name
        return self.found.receipt(catalogue, name, metrics, before.receipt, before.metrics, on_tasks)

    @property
    def has_nothing(self) -> bool:
        """Whether there is nothing to keep: neither a figure, now or before, nor a word on tasks."""
        return not (self.found.new or self.before.rows or self.tasks.rows)

    @property
    def faulty(self) -> bool:
        """Whether something handed in could not be counted."""
        return self.found.faulty or self.tasks.faulty

    def summary(self, lang: Language) -> str:
        """What came, for people; under the plan's name where there are several."""
        catalogue = self.plan.catalogue
        title = f"{catalogue.targets.plan.name.get(lang)}\n" if self.plan.named else ""
        return title + self.found.summary(catalogue, self.before.receipt, lang)

    def lines(self, lang: Language) -> Iterator[str]:
        """What is wrong, and what was taken of tasks, a line each."""
        told = [*_changed_since(self.plan, self.before), *self.found.findings, *self.tasks.findings]
        yield from finding_lines(_together(told), lang)
        yield from self.tasks.lines(self.plan.catalogue, self.plan.tasks, lang)

    def written_line(self, lang: Language) -> str:
        """'Đã ghi so-lieu.csv: 31 dòng, trong đó kỳ này 31.'"""
        rows, of_period = len(self.found.new) + len(self.found.staying), len(self.found.collected.rows)
        return say("collection.written", lang, file=self.plan.metrics, rows=rows, of_period=of_period)


def _together(findings: Sequence[Finding]) -> list[Finding]:
    """The same, what two files say otherwise row by row in the words of the first row: it is one cause."""
    groups: dict[tuple[str, str, str | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.code in _BETWEEN_FILES:
            groups[finding.code, finding.file, finding.sheet].append(finding)
    words = {key: _words(group) for key, group in groups.items() if len(group) > _ONE_BY_ONE}
    return [
        finding.model_copy(update={"message": words[key]})
        if (key := (finding.code, finding.file, finding.sheet)) in words
        else finding
        for finding in findings
    ]


def _words(group: Sequence[Finding]) -> Text:
    return in_both(lambda lang: group[0].message.get(lang) + say("collection.and_so_on", lang))


def take_in(
    plan: Plan, period: Period, returned: Folder, before: Standing, days: Days, *, strict: bool = False
) -> TakenIn:
    """Add what came to what stands."""
    rows, records = before.rows, before.records
    return TakenIn(plan, before, collection(plan.catalogue, period, returned, rows, strict, days, records))


def _changed_since(plan: Plan, before: Standing) -> Iterator[Finding]:
    """A warning where the metrics file is not the one that the receipt speaks of."""
    earlier = before.receipt
    if earlier is None or earlier.output.sha256 == hashlib.sha256(before.metrics or b"").hexdigest():
        return
    held = [row.observation for row in before.rows if row.observation is not None]
    rows = {name: _rows_of(plan.catalogue, name, held) for name in earlier.collections}
    differ = {name: c.rows for name, c in earlier.collections.items() if c.rows != rows[name]}
    each = [
        both("collection.rows_differ", period=name, reported=reported, found=rows[name])
        for name, reported in differ.items()
    ] or [both("collection.rows_agree")]
    yield CHANGED_SINCE.finding(Place(str(plan.metrics)), how=joined(each, "; "))


def _rows_of(catalogue: Catalogue, period: str, rows: Iterable[Observation]) -> int:
    """How many rows a collection of `period` would take for its own."""
    try:
        expected = Expected(catalogue, written_period(period))
    except ValueError:  # somebody else's receipt
        return 0
    return sum(map(expected.takes, rows))

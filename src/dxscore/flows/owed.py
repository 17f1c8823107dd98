"""What each body still owes to each plan: figures, tasks and documents, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dxscore.flows.asked import refused, shown
from dxscore.flows.judge import Watched
from dxscore.flows.many_plans import expected_once, of_plan, others_of, units_asked
from dxscore.flows.remind import collected_so_far, receipt_of, timely
from dxscore.flows.returned_folder import Folder, read_folders
from dxscore.forms.arrivals import Days, arrivals
from dxscore.forms.expected import Expected
from dxscore.forms.letter import Dates, letter
from dxscore.forms.reminders import Reminder, reminder, reminder_list, reminder_text
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.receipt import Receipt
from dxscore.model.reminder import ReminderList
from dxscore.model.tasks import TaskList
from dxscore.report.outputs import OUTPUTS
from dxscore.words.say import Language
from dxscore.words.text import both


class OwedRequest(NamedTuple):
    """What is asked, of every plan alike.

    Args:
        period: whose figures are owed.
        today: the day on which it is asked.
        before: the day by which to send now.
        due: the day by which the figures were to come.
        to: where to send them, in words.
        unit: the one body that is asked about, as somebody types it.
        definitions: whether numerator and denominator are explained.
        tasks: files of task lists.
        lang: of all words.
    """

    period: Period
    today: date
    before: date | None = None
    due: date | None = None
    to: str | None = None
    unit: str | None = None
    definitions: bool = False
    tasks: tuple[str, ...] = ()
    lang: Language = "vi"


class Owed(NamedTuple):
    """What is owed to one plan.

    Args:
        catalogue: the plan's.
        source: from which it is known what has come.
        reminder: who owes what, as `dxscore remind` says it.
        findings: what is to be said of figures that came.
        told: what is to be said of task lists.
        failed: something handed in could not be counted, so that more may be owed than its senders know.
        dates: the days of a letter.
    """

    catalogue: Catalogue
    source: str
    reminder: Reminder
    findings: tuple[Finding, ...]
    told: tuple[Finding, ...]
    failed: bool
    dates: Dates

    @property
    def bodies(self) -> ReminderList:
        """Who owes what, in the shape of `dxscore remind --format json`."""
        return reminder_list(self.reminder)

    @property
    def text(self) -> str:
        """Paragraphs to paste into a letter, one for each body."""
        return reminder_text(self.reminder)

    def letter(self) -> bytes:
        """One letter to all who owe, as a Word document.

        Raises:
            OutputError: the package that makes it is not installed.
        """
        made = letter(self.reminder, self.dates)
        return OUTPUTS["docx"].render_letter(made, self.reminder.lang)


def owed(
    plans: Sequence[Catalogue], source: str, request: OwedRequest, watched: Watched | None = None
) -> list[Owed]:
    """What is owed, plan by plan; a figure that an earlier plan asks for is asked for once.

    Args:
        plans: each with what it asks for.
        source: a folder of returned files, or a metrics file that was collected: of several plans each may
            have its own beside it.
        request: what is asked.
        watched: told of the files while a folder is read.

    Raises:
        RequestError: no plan asks the body that is named for anything.
        MetricsError: nothing could be read.
    """
    every = expected_once(plans, request.period)
    units = units_asked(every, request.unit)
    is_folder = Path(source).is_dir()
    folders = read_folders(Path(source), plans, watched=watched) if is_folder else [None] * len(plans)
    found = []
    for place, (expected, only) in enumerate(zip(every, units, strict=True)):
        if request.unit is None or only is not None:
            known = _known_of(source, expected.catalogue, several=len(plans) > 1)
            others = others_of(plans, place)
            found.append(_owed_to(expected, known, only, others, request, folders[place]))
    return found


def _known_of(source: str, catalogue: Catalogue, *, several: bool) -> str:
    """Where what came for a plan is collected: in its own file, where there are several and it is there."""
    own = of_plan(source, catalogue.targets.plan.id)
    return own if several and not Path(source).is_dir() and Path(own).exists() else source


def _owed_to(
    expected: Expected,
    source: str,
    only: str | None,
    others: Sequence[Catalogue],
    request: OwedRequest,
    returned: Folder | None,
) -> Owed:
    catalogue, period = expected.catalogue, request.period
    collected, findings = collected_so_far(source, catalogue, period, only, others, expected, returned)
    listed = _tasks(request.tasks, catalogue, request.today)
    pressing = () if listed is None else listed.pressing(catalogue.task_titles(request.lang))
    asked = reminder(collected, request.lang, request.before, request.to, only, request.definitions, pressing)
    receipt, due = receipt_beside(source, catalogue, period), request.due
    if receipt is not None:
        asked = asked._replace(timely=timely(receipt, period))
        due = due or receipt.collections[str(period)].due
    elif returned is not None:  # files tell themselves when they came
        days = Days(None, due)
        of_files = arrivals(collected, returned.files, returned.copies, days, None)
        asked = asked._replace(timely=of_files.units)
    told = () if listed is None else listed.findings
    failed = any(
        only is None or only in collected.expected.bodies_of(item.observation) for item in collected.rejected
    ) or any(finding.severity == "error" for finding in (*findings, *told))
    return Owed(catalogue, source, asked, findings, told, failed, Dates(request.today, due))


def receipt_beside(
    source: str, catalogue: Catalogue, period: Period, *, needed: bool = False
) -> Receipt | None:
    """The receipt beside a collected file; none is of a folder.

    Raises:
        RequestError: it is needed, and there is none that fits.
    """
    known = None if Path(source).is_dir() else receipt_of(source, catalogue, period)
    if needed and known is None:
        raise refused(both("refusal.no_receipt_to_note", file=shown(source), period=period))
    return known


def _tasks(files: Sequence[str], catalogue: Catalogue, today: date) -> TaskList | None:
    """Where tasks stand today; None where no list was given."""
    if not files:
        return None
    from dxscore.flows.tasks import read_task_files, tasks

    return tasks(catalogue, read_task_files(files, catalogue), today)

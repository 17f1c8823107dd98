"""What the catalogue orders: tasks, duties and deliverables as items, when each falls due and who owes it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from dxscore.model.assignments import Deliverable, Duty, Task
from dxscore.model.catalogue import Basis, Source
from dxscore.model.loaded import Catalogue
from dxscore.model.period import ReportingCalendar, written_period, year_closes
from dxscore.model.tasks import ItemKind
from dxscore.words.text import Text

LATE_DAYS: Final = 31
"""How long after a year's due day a report still speaks of that year: as long as January is open."""
DOCUMENTS: Final = frozenset(("plan", "report", "decision"))


class Item(NamedTuple):
    """One thing that is owed, once or every year.

    Args:
        id: as task lists name it.
        kind: task, duty or deliverable.
        of: the task or duty of a deliverable.
        title: what it is.
        source: the words behind it.
        owners: bodies and groups that owe it, as the catalogue names them.
        coordinating: bodies and groups that take part.
        standing: whether it is owed every year.
        first: the first year of what is owed every year, where it is known.
        by: the deadline as the catalogue has it.
        document: whether it is proved by number, day and summary of a document.
        is_plan: whether it is a plan: a year's plan is made in that year, not after its close.
        shared: whether all its bodies owe one together.
        basis: whether the document asks for it, or it was read from the subject.
    """

    id: str
    kind: ItemKind
    of: str | None
    title: Text
    source: Source
    owners: tuple[str, ...]
    coordinating: tuple[str, ...]
    standing: bool
    first: int | None
    by: int | date | str | None
    document: bool
    is_plan: bool
    shared: bool
    basis: Basis

    def due(self, year: int, calendar: ReportingCalendar) -> date | None:
        """The day on which it is due, for `year` where it is owed every year; None without one."""
        if not self.standing:
            return None if self.by is None else _deadline(self.by, calendar)
        if isinstance(self.by, str):
            month, _, day = self.by.partition("-")
            return _day_of(year, int(month), int(day))
        return year_closes(year, calendar)

    def year_of(self, day: date, calendar: ReportingCalendar) -> int:
        """For which year a report of `day` speaks: within `LATE_DAYS` of a due day, of the year before."""
        before = self.due(day.year - 1, calendar)
        if not self.is_plan and before is not None and day <= before + timedelta(days=LATE_DAYS):
            return day.year - 1
        return day.year


def items(catalogue: Catalogue) -> Iterator[Item]:
    """Everything that is reported on, each task and duty followed by its deliverables."""
    for task in catalogue.assignments.tasks:
        standing = task.by is None and task.to is None
        by = task.by if task.by is not None else task.to
        if task.reported:
            yield _item(task, "task", task.lead, standing, task.from_, by)
        yield from _deliverables(task, task.lead, task.from_)
    for duty in catalogue.assignments.duties:
        first = catalogue.documents[duty.source.document].issued
        year = first if isinstance(first, int) else first.year
        yield _item(duty, "duty", duty.bodies, duty.frequency == "yearly", year, duty.by)
        yield from _deliverables(duty, duty.bodies, year)


def _item(
    item: Task | Duty,
    kind: ItemKind,
    owners: tuple[str, ...],
    standing: bool,
    first: int,
    by: int | date | str | None,
) -> Item:
    return Item(
        id=item.id,
        kind=kind,
        of=None,
        title=item.title,
        source=item.source,
        owners=owners,
        coordinating=item.coordinating,
        standing=standing,
        first=first,
        by=by,
        document=False,
        is_plan=False,
        shared=False,
        basis=item.basis if isinstance(item, Duty) else "stated",
    )


def _deliverables(item: Task | Duty, owners: tuple[str, ...], first: int) -> Iterator[Item]:
    for each in item.deliverables:
        yield _deliverable(item, each, each.bodies or owners, first)


def _deliverable(item: Task | Duty, each: Deliverable, owners: tuple[str, ...], first: int) -> Item:
    return Item(
        id=each.id,
        kind="deliverable",
        of=item.id,
        title=each.title or item.title,
        source=each.source or item.source,
        owners=owners,
        coordinating=(),
        standing=each.every == "year",
        first=each.from_ or first,
        by=each.by,
        document=each.kind in DOCUMENTS,
        is_plan=each.kind == "plan",
        shared=not each.per_body,
        basis=each.basis,
    )


def _deadline(by: int | date | str, calendar: ReportingCalendar) -> date:
    if isinstance(by, date):
        return by
    return year_closes(by, calendar) if isinstance(by, int) else written_period(by).closes(calendar)


def _day_of(year: int, month: int, day: int) -> date:
    """29 February falls on the 28th where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def owing(
    catalogue: Catalogue, item: Item, day: date, year: int, reported: Collection[str]
) -> tuple[str, ...]:
    """Ids of the bodies that owe a part of `item` on `day`, in the catalogue's order of the groups.

    A body that took over others owes their part, but where it has reported nothing and one of them has, each
    of them counts for its own. Who ended without a successor owes what it owed in its last year, and nothing
    of later years, unless it reported.

    Args:
        catalogue: whose bodies they are.
        item: what is owed.
        day: the day of judgement, or the due day where that came earlier.
        year: the year for which it is owed, or that of the run.
        reported: ids of the bodies that have reported on it.
    """
    members = list(dict.fromkeys(unit for owner in item.owners for unit in catalogue.units(owner)))
    alive = {member for member in members if _lives(catalogue, member, day)}
    formers: dict[str, list[str]] = {}
    owed: dict[str, None] = {}
    for member in members:
        body = catalogue.bodies[member]
        if member in alive or (body.valid_from is not None and body.valid_from > day):
            continue
        heirs = [heir for heir in body.successors if heir in alive]
        for heir in heirs:
            formers.setdefault(heir, []).append(member)
        if not heirs and (member in reported or (body.valid_to or day).year >= year):
            owed[member] = None
    for member in members:
        if member in alive:
            told = [former for former in formers.get(member, ()) if former in reported]
            for each in formers[member] if told and member not in reported else (member,):
                owed[each] = None
    return tuple(member for member in members if member in owed)


def _lives(catalogue: Catalogue, member: str, day: date) -> bool:
    body = catalogue.bodies[member]
    return (body.valid_from or date.min) <= day <= (body.valid_to or date.max)

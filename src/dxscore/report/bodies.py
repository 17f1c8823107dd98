"""Scorecards of bodies put into words once: the pages that every format lays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from dxscore.model.body_scorecard import BodyScorecard, BodyScorecards, Ground, TargetCounts
from dxscore.model.scorecard import Status, UnitVerdict
from dxscore.model.tasks import DONE, State, TaskCounts, TaskList, TaskState
from dxscore.report.lines import ResultLine
from dxscore.report.naming import SIGN
from dxscore.report.summary import closing
from dxscore.report.tasks import TaskView, share
from dxscore.report.view import View
from dxscore.words.numbers import day
from dxscore.words.say import say_of
from dxscore.words.visible import visible

GROUNDS: Final[tuple[Ground, ...]] = ("stated", "inferred", "shared")
_ORDER: Final[tuple[UnitVerdict, ...]] = (
    *("missed", "no_data", "not_assessable", "pending", "met", "counted", "waived", "not_applicable"),
)
_STATE_TINT: Final[Mapping[State, Status]] = {
    "overdue": "missed",
    "due_soon": "pending",
    "in_progress": "pending",
    "not_started": "no_data",
    "done_late": "met",
    "done_in_time": "met",
}
_STATE_ORDER: Final[tuple[State, ...]] = tuple(_STATE_TINT)


class Row(NamedTuple):
    """A row of a section.

    Args:
        cells: texts, one for each column.
        tint: the verdict that colours it.
    """

    cells: tuple[str, ...]
    tint: UnitVerdict | None = None


class Section(NamedTuple):
    """A table of a page: what it is, what is asked and when, the figure or the proof, how it stands, the gap.

    Args:
        title: what it holds, and how many.
        columns: titles of its columns.
        rows: its rows, worst first.
        verdict: place of the column that `tint` speaks of; None where there is none.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    verdict: int | None = None


class Page(NamedTuple):
    """One body.

    Args:
        id: its id.
        name: what it is called.
        answer: how it stands, a sentence for each thing, the most pressing first.
        remarks: what to know beside.
        sections: its tables; none is empty.
    """

    id: str
    name: str
    answer: tuple[str, ...]
    remarks: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class BodiesView:
    """Scorecards of bodies as somebody wants to see them.

    Args:
        cards: what was found.
        view: the scorecard from which they were made, in one language.
        tasks: where tasks stand; None where no list was given.
        body: only this body; all where none was asked for.
    """

    cards: BodyScorecards
    view: View
    tasks: TaskList | None = None
    body: str | None = None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """A page for each body, in the catalogue's order."""
        return tuple(_page(self, card) for card in self.cards.bodies if self.body in (None, card.body))

    @cached_property
    def closing(self) -> str:
        """How the whole stands; '' where one body was asked for, whose page has its own answer."""
        return closing(self.view.scorecard, self.view.lang) if self.body is None else ""

    @cached_property
    def title(self) -> str:
        """'Kế hoạch …'."""
        return self.view.names.plan()

    @cached_property
    def lines(self) -> Mapping[tuple[str, str], ResultLine]:
        """The line of each target, by indicator and deadline."""
        return {(line.id, line.result.target.due_by): line for line in self.view.results}

    @cached_property
    def task_view(self) -> TaskView | None:
        """Words of tasks."""
        return None if self.tasks is None else TaskView(self.tasks, self.view.catalogue, self.view.lang)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """How the pages are meant, said once."""
        view = self.view
        said = [
            view.say("report.as_of", day=day(view.scorecard.day, view.lang)) + ".",
            view.say("bodies.how_counted"),
        ]
        if self.tasks is None:
            said.append(view.say("bodies.no_task_list"))
        return tuple(said)

    @cached_property
    def overview(self) -> Section:
        """All bodies in one table: counts and nothing else, for counts are no grades."""
        view = self.view
        names = ("body", "stated", "inferred", "shared", "own", "tasks", "overdue", "owes")
        rows = tuple(
            Row(_overview(self, card)) for card in self.cards.bodies if self.body in (None, card.body)
        )
        columns = tuple(say_of("bodies_column", name, view.lang) for name in names)
        return Section(view.say("bodies.overview"), columns, rows)


def _overview(own: BodiesView, card: BodyScorecard) -> tuple[str, ...]:
    return (
        own.view.names.body(card.body),
        *(_of_due(counts) for counts in (card.stated, card.inferred, card.shared, card.own_counts)),
        ""
        if card.tasks is None
        else f"{card.tasks.done}/{card.tasks.assigned}"
        if card.tasks.assigned
        else "",
        "" if card.tasks is None else str(card.tasks.overdue or ""),
        str(len(card.owes) or ""),
    )


def _of_tasks(counts: TaskCounts | None) -> tuple[str, str]:
    """Done of assigned, and what is overdue; nothing where there is none or nobody knows."""
    if counts is None or not counts.assigned:
        return "", ""
    return f"{counts.done}/{counts.assigned}", str(counts.overdue or "")


def _of_due(counts: TargetCounts) -> str:
    """'2/4' of what is due; of what is not due yet nothing is counted."""
    return f"{counts.met}/{counts.due}" if counts.due else ""


def _page(own: BodiesView, card: BodyScorecard) -> Page:
    return Page(
        card.body,
        own.view.names.body(card.body),
        tuple(_answer(own, card)),
        tuple(_remarks(own, card)),
        tuple(section for section in _sections(own, card) if section.rows),
    )


def _answer(own: BodiesView, card: BodyScorecard) -> Iterator[str]:
    """Counts, a sentence each; what is owed and overdue is said before what only stands."""
    view = own.view
    if card.owes:
        yield view.say("bodies.owes", count=len(card.owes))
    if card.tasks is not None and card.tasks.overdue:
        yield view.say("bodies.overdue", count=card.tasks.overdue)
    for ground in GROUNDS:
        counts: TargetCounts = getattr(card, ground)
        if counts.targets:
            yield _counted(own, say_of("bodies_ground", ground, view.lang), counts)
    if card.own_counts.targets:
        yield _counted(own, view.say("bodies.own_figures"), card.own_counts)
    if card.tasks is not None and card.tasks.assigned:
        done = share(card.tasks.done, card.tasks.assigned, view.lang)
        said = view.say("bodies.tasks_done", share=done)
        if card.tasks.due:
            due = share(card.tasks.done_of_due, card.tasks.due, view.lang)
            said += "; " + view.say("bodies.tasks_due", share=due)
        if card.tasks.due_today:
            said += "; " + view.say("task_report.due_today", count=card.tasks.due_today)
        yield said + "."


def _counted(own: BodiesView, of: str, counts: TargetCounts) -> str:
    """'Chủ trì theo văn bản: 2/4 chỉ tiêu đến hạn đạt; 1 không đạt; 1 chưa có số liệu.'"""
    view = own.view
    if not counts.due:
        return view.say("bodies.none_due", of=of, count=counts.targets)
    said = [view.say("bodies.met", of=of, share=share(counts.met, counts.due, view.lang))]
    for name in ("missed", "no_data", "not_assessable", "not_applicable", "waived"):
        number = getattr(counts, name)
        if number:
            said.append(say_of("closing_unmet", name, view.lang, count=number))
    if counts.provisional:
        said.append(view.say("closing.provisional", count=counts.provisional))
    if counts.targets > counts.due:
        said.append(view.say("bodies.not_due", count=counts.targets - counts.due))
    return "; ".join(said) + "."


def _remarks(own: BodiesView, card: BodyScorecard) -> Iterator[str]:
    view = own.view
    if card.ended is not None:
        last = day(card.ended, view.lang)
        heirs = view.names.bodies(card.successors)
        yield (
            view.say("bodies.ended_into", day=last, heirs=heirs)
            if heirs
            else view.say("bodies.ended", day=last)
        )
    beside = []
    if card.coordinating_targets:
        beside.append(view.say("bodies.beside_targets", count=card.coordinating_targets))
    if card.coordinating_tasks:
        beside.append(view.say("bodies.beside_tasks", count=card.coordinating_tasks))
    if beside:
        yield view.say("bodies.beside", what="; ".join(beside))


def _sections(own: BodiesView, card: BodyScorecard) -> Iterator[Section]:
    """What is owed and overdue first, then what it leads, then its own figures, then all its tasks."""
    yield _owed(own, card)
    for ground in GROUNDS:
        yield _led(own, card, ground)
    yield _own(own, card)
    yield _tasks(own, card)


def _owed(own: BodiesView, card: BodyScorecard) -> Section:
    view = own.view
    rows = []
    for each in card.owes:
        whose = "" if each.reporting_unit == card.body else view.names.body(each.reporting_unit)
        what = view.say("bodies.parts_owed" if each.parts_only else "bodies.figure_owed")
        rows.append(Row((view.names.indicator(each.indicator), each.target_by, whose, what)))
    columns = _columns(own, "indicator", "year", "whose", "what")
    return Section(_title(own, "owed", len(rows)), columns, tuple(rows))


def _led(own: BodiesView, card: BodyScorecard, ground: Ground) -> Section:
    led = [each for each in card.led if each.ground == ground]
    led.sort(key=lambda each: (not each.due, _ORDER.index(each.status)))
    rows = []
    for each in led:
        line = own.lines[each.indicator, each.target_by]
        through = f" ({own.view.names.body(each.leads_as)})" if ground == "shared" else ""
        rows.append(
            Row((line.name + through, line.target, line.figures, line.verdict, line.gap), each.status)
        )
    columns = _columns(own, "indicator", "target", "result", "status", "gap")
    return Section(_title(own, ground, len(rows)), columns, tuple(rows), verdict=3)


def _own(own: BodiesView, card: BodyScorecard) -> Section:
    figures = sorted(card.own, key=lambda each: (not each.due, _ORDER.index(each.status)))
    rows = []
    for each in figures:
        line = own.lines[each.indicator, each.target_by]
        unit = line.unit_of.get(card.body)
        if unit is None:
            cells = (line.name, line.target, line.figures, line.verdict, line.gap)
        else:
            value = f"{unit.value}; {unit.time}" if unit.time else unit.value
            cells = (line.name, unit.own_threshold or line.target, value, unit.verdict, unit.gap)
        rows.append(Row(cells, each.status))
    columns = _columns(own, "indicator", "target", "own_figure", "status", "gap")
    return Section(_title(own, "own", len(rows)), columns, tuple(rows), verdict=3)


def _tasks(own: BodiesView, card: BodyScorecard) -> Section:
    """Open ones first, the most overdue on top."""
    told = own.task_view
    items = sorted(card.items, key=_most_pressing) if told is not None else ()
    rows = tuple(
        Row(
            (told.title(item.task), told.due(item), _evidence(item), told.state(item)),
            _STATE_TINT[item.state],
        )
        for item in items
        if told is not None
    )
    columns = _columns(own, "task", "deadline", "evidence", "state")
    return Section(_title(own, "tasks", len(rows)), columns, rows, verdict=3)


def _most_pressing(item: TaskState) -> tuple[int, int, date]:
    return _STATE_ORDER.index(item.state), -item.days_overdue, item.due or date.max


def _evidence(item: TaskState) -> str:
    return visible(item.evidence or "") if item.state in DONE else ""


def _title(own: BodiesView, name: str, count: int) -> str:
    return f"{say_of('bodies_title', name, own.view.lang)} ({count})"


def _columns(own: BodiesView, *names: str) -> tuple[str, ...]:
    return tuple(say_of("bodies_column", name, own.view.lang) for name in names)


def sign(row: Row) -> str:
    """The verdict's mark, for the screen."""
    return "" if row.tint is None else SIGN[row.tint]


def with_signs(section: Section) -> Sequence[tuple[str, ...]]:
    """The rows' cells with marks before the verdicts: for screens, never for official texts."""
    at = section.verdict
    return [
        row.cells
        if at is None
        else (*row.cells[:at], f"{sign(row)} {row.cells[at]}".strip(), *row.cells[at + 1 :])
        for row in section.rows
    ]

"""Tasks, duties and deliverables: what was reported of them, and where they stand on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final, Literal, NamedTuple, get_args

from pydantic import Field

from dxscore.model.base import Id, Written
from dxscore.model.finding import Finding
from dxscore.model.json_document import json_document
from dxscore.model.place import Place
from dxscore.model.scorecard import InputFile

Stage = Literal["not_started", "in_progress", "submitted", "done"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
State = Literal["done_in_time", "done_late", "overdue", "due_soon", "in_progress", "not_started"]
STATES: Final[tuple[State, ...]] = get_args(State)
DONE: Final[frozenset[State]] = frozenset(("done_in_time", "done_late"))
SOON_DAYS: Final = 30
ItemKind = Literal["task", "duty", "deliverable"]


class NamedDocument(NamedTuple):
    """A document as the evidence of a row names it: 'Kế hoạch số 12/KH-UBND ngày 05/01/2025 về …'.

    Args:
        number: its number and symbol.
        day: the day on which it was signed.
        summary: what it is about.
    """

    number: str | None = None
    day: date | None = None
    summary: str | None = None

    @property
    def lacking(self) -> tuple[Literal["number", "day", "summary"], ...]:
        """What is not said."""
        parts: tuple[Literal["number", "day", "summary"], ...] = ("number", "day", "summary")
        return tuple(part for part in parts if getattr(self, part) is None)


class TaskRecord(NamedTuple):
    """One row of a task list, understood.

    Args:
        task: id of a task, a duty or a deliverable.
        body: id of the body whose work it is.
        as_of: the day on which this was the state.
        year: the year for which it was done, where the row names a year or a period of one; else None.
        stage: how far the body has come.
        done_on: the day on which it was done.
        evidence: number, day and summary of the document, or what else proves it.
        document: the document that the evidence names.
        note: whatever else was said.
        place: where the row stands.
    """

    task: str
    body: str
    as_of: date
    year: int | None
    stage: Stage
    done_on: date | None
    evidence: str
    document: NamedDocument
    note: str
    place: Place


class TaskLog(NamedTuple):
    """What task lists said.

    Args:
        records: all good rows, in the order of files and rows.
        findings: what is wrong, by file and row.
        inputs: the files, each with its digest and number of rows.
        rejected: how many rows were left out for an error.
    """

    records: tuple[TaskRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    rejected: int = 0


class TaskState(Written):
    """One item of one body, on the day of judgement."""

    task: Id = Field(description="Id of the task, duty or deliverable.")
    body: Id = Field(description="Id of the body that owes it.")
    year: int | None = Field(description="The year for which it is owed; null where it is owed once.")
    due: date | None = Field(description="The day on which it is due; null where no document names one.")
    state: State = Field(description="Decided in the order in which the values stand.")
    days_overdue: int = Field(ge=0, description="Days past the due day: of what is overdue or was done late.")
    stage: Stage | None = Field(description="How far the body says it has come; null where it said nothing.")
    done_on: date | None = Field(description="The day on which it was done.")
    reported_on: date | None = Field(description="The day of the newest report; null where there is none.")
    evidence: str | None = Field(description="What proves it: number, day and summary of a document.")
    provisional: bool = Field(
        default=False, description="Whether something about it is not known for certain."
    )
    reason: str | None = Field(
        default=None,
        description="Why it is provisional or not counted as done: no_day (done, without the day),"
        " no_evidence (a document without number, day or summary).",
    )
    shared: bool = Field(
        default=False, description="Whether all its bodies owe one together; each is shown, one is counted."
    )


class ItemState(Written):
    """One task, duty or deliverable as a whole: it is done when all its bodies have done their part."""

    task: Id = Field(description="Id of the task, duty or deliverable.")
    kind: ItemKind = Field(description="task, duty or deliverable.")
    of: Id | None = Field(default=None, description="The task or duty to which a deliverable belongs.")
    basis: Literal["stated", "inferred"] = Field(
        default="stated", description="Whether the document asks for it, or it was read from the subject."
    )
    year: int | None = Field(description="The year for which it is owed; null where it is owed once.")
    due: date | None = Field(description="The day on which it is due; null where no document names one.")
    state: State = Field(description="The state of the whole.")
    days_overdue: int = Field(ge=0, description="Days past the due day: of what is overdue or was done late.")
    bodies: int = Field(ge=1, description="How many bodies owe a part of it; 1 where they owe one together.")
    bodies_done: int = Field(ge=0, description="How many of them have done theirs.")


class TaskCounts(Written):
    """How many there are of what. The six states add up to `assigned`; done_of_due and overdue to `due`."""

    assigned: int = Field(ge=0, description="All that is owed.")
    done: int = Field(ge=0, description="Done, in time or late.")
    done_in_time: int = Field(ge=0, description="Done by the due day, or without one.")
    done_late: int = Field(ge=0, description="Done after the due day.")
    overdue: int = Field(ge=0, description="Not done, and the due day is past.")
    due_soon: int = Field(ge=0, description="Not done, and due within 30 days.")
    in_progress: int = Field(ge=0, description="Begun or submitted, and due later or on no day.")
    not_started: int = Field(
        ge=0, description="Nothing begun or nothing reported, and due later or on no day."
    )
    due: int = Field(ge=0, description="Fallen due: done_of_due + overdue.")
    done_of_due: int = Field(ge=0, description="Done, of what has fallen due by the day of judgement.")
    due_today: int = Field(
        default=0,
        ge=0,
        description="Not done, and due on the day of judgement itself: among due_soon, not yet in due.",
    )
    not_reported: int = Field(
        default=0, ge=0, description="Nothing was reported of it, neither stage nor document, in any state."
    )

    @property
    def states(self) -> Mapping[State, int]:
        """The six states in their order."""
        return {state: getattr(self, state) for state in STATES}


class BodyTasks(Written):
    """What one body owes, of tasks, duties and deliverables together; coordinating is counted apart."""

    body: Id = Field(description="Id of the body.")
    counts: TaskCounts = Field(description="What it leads or owes itself.")
    coordinating: int = Field(ge=0, description="Tasks and duties in which it only takes part.")


class OwedTask(Written):
    """Something that a body has to do now: overdue, or due within 30 days."""

    body: Id = Field(description="Id of the body that owes it.")
    task: Id = Field(description="Id of the task, duty or deliverable.")
    title: str = Field(description="What it is, in the language that was asked for.")
    due: date | None = Field(description="The day on which it is due.")
    state: State = Field(description="overdue or due_soon.")
    days_overdue: int = Field(ge=0, description="Days past the due day.")


class TaskList(Written):
    """Where tasks, duties and deliverables stand on one day."""

    schema_: Literal["dxscore/tasks/1"] = Field(
        default="dxscore/tasks/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(description="The version of dxscore that wrote this.")
    plan: Id = Field(description="Id of the plan.")
    catalogue_sha256: str = Field(description="Digest of the catalogue.")
    as_of: date = Field(description="The day of judgement.")
    year: int = Field(description="The year for which standing tasks are judged.")
    years: tuple[int, ...] = Field(description="Years of which the files say anything, in order.")
    tasks: tuple[TaskState, ...] = Field(description="Tasks, one row for each body that owes one.")
    duties: tuple[TaskState, ...] = Field(description="Duties, one row for each body that owes one.")
    deliverables: tuple[TaskState, ...] = Field(description="Deliverables, one row for each body and year.")
    earlier: tuple[TaskState, ...] = Field(
        default=(), description="The same of earlier years of which the files speak; not counted."
    )
    items: tuple[ItemState, ...] = Field(description="Each task, duty and deliverable as a whole.")
    summary: TaskCounts = Field(description="Counts of tasks, each as a whole.")
    duty_summary: TaskCounts = Field(description="Counts of duties, each as a whole.")
    deliverable_summary: TaskCounts = Field(description="Counts of deliverables, of each body its own.")
    bodies: tuple[BodyTasks, ...] = Field(description="Counts by body, in the catalogue's order.")
    ended: tuple[Id, ...] = Field(
        default=(), description="What nobody owes any more, for its bodies ended without a successor."
    )
    inputs: tuple[InputFile, ...] = Field(description="The files that were read.")
    rejected: int = Field(ge=0, description="Rows that were left out for an error.")
    findings_total: int = Field(ge=0, description="How many findings there are.")
    findings: tuple[Finding, ...] = Field(description="What is wrong with the files.")

    def pressing(
        self, titles: Mapping[str, str], bodies: Collection[str] | None = None
    ) -> tuple[OwedTask, ...]:
        """What is overdue or due soon, by body, the most overdue first.

        Args:
            titles: of every task, duty and deliverable.
            bodies: ids of those that are asked about; all where none is said.
        """
        found = [
            OwedTask(
                body=row.body,
                task=row.task,
                title=titles[row.task],
                due=row.due,
                state=row.state,
                days_overdue=row.days_overdue,
            )
            for row in self.rows
            if row.state in ("overdue", "due_soon") and (bodies is None or row.body in bodies)
        ]
        order = [each.body for each in self.bodies]
        return tuple(
            sorted(found, key=lambda one: (order.index(one.body), -one.days_overdue, one.due or date.max))
        )

    def to_json(self) -> str:
        """The document that `dxscore tasks --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True))

    @property
    def rows(self) -> tuple[TaskState, ...]:
        """Tasks, duties and deliverables, one row for each body."""
        return (*self.tasks, *self.duties, *self.deliverables)

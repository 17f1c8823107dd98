"""assignments.yaml: bodies, groups, tasks and duties."""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from dxscore.model.base import Id, Model
from dxscore.model.catalogue import Basis, Source, Year, YesNo
from dxscore.words.text import Text

BodyKind = Literal[
    "area",
    "ward",
    "commune",
    "township",
    "special_zone",
    "hamlet",
    "office",
    "party",
    "organisation",
    "enterprise",
    "community",
]
COMMITTEES: Final[frozenset[BodyKind]] = frozenset({"area", "ward", "commune", "township", "special_zone"})
"""The kinds of bodies that a People's Committee speaks for."""
Deadline = (
    Year
    | Annotated[date, Field(strict=True)]
    | Annotated[
        str, Field(pattern=r"^([0-9]{4}-(H[12]|Q[1-4]|[0-9]{1,2}M|(0[1-9]|1[0-2]))|[0-9]{2}-[0-9]{2})$")
    ]
)
"""2025, 2025-H1, 2025-Q2, 2025-9M, 2025-06, 2025-06-30; of what is owed every year 06-30."""
OfficialCode = Annotated[str, Field(pattern=r"^[0-9]{2,6}$")]


class Body(Model):
    """An organisation that reports, leads, coordinates or has a duty."""

    id: Id = Field(description="Stable key, used in metrics files and scorecards.")
    name: Text = Field(description="Official name.")
    kind: BodyKind = Field(
        description="area: a whole place; special_zone: đặc khu; hamlet: thôn, tổ dân phố."
    )
    code: OfficialCode | None = Field(default=None, description="Official code of an administrative unit.")
    aliases: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        default=(), description="Other written names that mean this body and no other."
    )
    valid_from: date | None = Field(default=None, description="First day of the unit, where known.")
    valid_to: date | None = Field(default=None, description="Last day of the unit.")
    successor: Id | tuple[Id, ...] | None = Field(
        default=None, description="Id of the successor that took it over; several where it was divided."
    )

    @property
    def successors(self) -> tuple[str, ...]:
        """Ids of the bodies that took it over: none, one, or several where it was divided."""
        if self.successor is None:
            return ()
        return (self.successor,) if isinstance(self.successor, str) else self.successor


class Successor(Model):
    """A unit that came after the plan, as the first version of the file listed it: a body apart.

    A successor that reports is a body like any other, and a member of the groups.
    """

    id: Id = Field(description="Stable key.")
    name: Text = Field(description="Official name.")
    kind: Literal["ward", "commune", "special_zone"] = Field(description="What it is.")
    code: OfficialCode = Field(description="Official code; codes of former units are used again.")
    valid_from: date = Field(description="First day of the unit.")


class Group(Model):
    """Bodies named together."""

    id: Id = Field(description="Stable key.")
    name: Text = Field(description="Name as the documents write it.")
    members: tuple[Id, ...] = Field(min_length=1, description="Ids of bodies, or of other groups.")
    total: Id | None = Field(
        default=None, description="Body whose one row is accepted in place of rows by the members."
    )


class Served(Model):
    """An indicator that a task serves, and on what ground it is said so."""

    indicator: Id = Field(description="Id of the indicator.")
    basis: Basis = Field(
        description="stated: the document ties them; inferred: read from the subject matter."
    )


class Deliverable(Model):
    """A document, an event or a system that a task or a duty must bring about."""

    id: Id = Field(description="Stable key, used in task lists.")
    title: Text | None = Field(
        default=None, description="What it is, in short; that of its task or duty where none is given."
    )
    kind: Literal["plan", "report", "decision", "event", "system"] = Field(
        description="plan, report, decision: done when number, day and summary of the document are given."
    )
    every: Literal["year", "once"] = Field(description="How often it is owed.")
    by: Deadline | None = Field(
        default=None,
        description="When it is due: of `every: once` a year (its close), a half-year, a quarter, a month or"
        " a day; of `every: year` month and day, such as 06-30. Without it, what is owed every year is due at"
        " the year's close, and what is owed once is never overdue.",
    )
    from_: Year | None = Field(
        default=None, alias="from", description="First year of what is owed every year, where it is known."
    )
    per_body: YesNo = Field(
        default=False, description="Whether each body owes one of its own, or all of them one together."
    )
    bodies: tuple[Id, ...] = Field(
        default=(), description="Bodies or groups that owe it, where not all of its task or duty do."
    )
    basis: Basis = Field(
        default="stated", description="stated: the document asks for it; inferred: read from its subject."
    )
    source: Source | None = Field(
        default=None, description="The words behind it; those of its task or duty where none are given."
    )


class Task(Model):
    """A task of the plan."""

    id: Id = Field(description="Stable key, after the plan's own numbering.")
    title: Text = Field(description="What is to be done, in short.")
    source: Source = Field(description="The document, section and opening words.")
    lead: tuple[Id, ...] = Field(min_length=1, description="Leading bodies or groups.")
    coordinating: tuple[Id, ...] = Field(default=(), description="Coordinating bodies or groups.")
    from_: Year = Field(alias="from", description="First year of the time frame.")
    to: Year | None = Field(default=None, description="Last year; open where the plan names none.")
    by: Deadline | None = Field(
        default=None,
        description="When it is due, where the plan says so: a year (its close), a half-year, a quarter, a"
        " month or a day. Without it a task is due at the close of its last year, or of every year.",
    )
    serves: tuple[Served, ...] = Field(default=(), description="Indicators that the task serves.")
    reported: bool = Field(
        default=True,
        description="Whether its bodies say how far they have come; false where it only names who leads "
        "indicators.",
    )
    deliverables: tuple[Deliverable, ...] = Field(
        default=(), description="Documents, events and systems that it must bring about."
    )


class Duty(Model):
    """A duty that a document lays on bodies outside its list of tasks."""

    id: Id = Field(description="Stable key.")
    title: Text = Field(description="What is to be done, in short.")
    source: Source = Field(description="The document, section and opening words.")
    bodies: tuple[Id, ...] = Field(min_length=1, description="Bodies or groups that owe it.")
    coordinating: tuple[Id, ...] = Field(default=(), description="Bodies or groups that take part.")
    basis: Basis = Field(
        default="stated",
        description="stated: the document names who owes it; inferred: read from its subject.",
    )
    kind: Literal["measured", "yes_no", "document", "qualitative"] = Field(
        description="How one could tell that it was done."
    )
    frequency: Literal["once", "yearly", "periodic", "continuous", "when_needed", "not_stated"] = Field(
        description="How often it is owed."
    )
    by: Deadline | None = Field(
        default=None,
        description="When it is due, where the document says so: a year (its close), a half-year, a quarter,"
        " a month or a day; of `frequency: yearly` month and day, such as 06-30.",
    )
    serves: tuple[Served, ...] = Field(default=(), description="Indicators that the duty serves.")
    deliverables: tuple[Deliverable, ...] = Field(
        default=(), description="Documents, events and systems that it must bring about."
    )


class AssignmentsFile(Model):
    """The whole of assignments.yaml."""

    version: Literal[1] = Field(description="Version of this file format.")
    bodies: tuple[Body, ...] = Field(min_length=1, description="Every body that is named elsewhere.")
    successors: tuple[Successor, ...] = Field(default=(), description="Units that came after the plan.")
    groups: tuple[Group, ...] = Field(default=(), description="Bodies named together.")
    tasks: tuple[Task, ...] = Field(default=(), description="Tasks of the plan.")
    duties: tuple[Duty, ...] = Field(default=(), description="Duties outside the list of tasks.")

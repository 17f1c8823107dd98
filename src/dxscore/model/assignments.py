"""assignments.yaml: bodies, groups, tasks and duties."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from dxscore.model.base import Id, Model
from dxscore.model.catalogue import Basis, Source, Year
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


class Task(Model):
    """A task of the plan."""

    id: Id = Field(description="Stable key, after the plan's own numbering.")
    title: Text = Field(description="What is to be done, in short.")
    source: Source = Field(description="The document, section and opening words.")
    lead: tuple[Id, ...] = Field(min_length=1, description="Leading bodies or groups.")
    coordinating: tuple[Id, ...] = Field(default=(), description="Coordinating bodies or groups.")
    from_: Year = Field(alias="from", description="First year of the time frame.")
    to: Year | None = Field(default=None, description="Last year; open where the plan names none.")
    serves: tuple[Served, ...] = Field(default=(), description="Indicators that the task serves.")


class Duty(Model):
    """A duty that a document lays on bodies outside its list of tasks."""

    id: Id = Field(description="Stable key.")
    title: Text = Field(description="What is to be done, in short.")
    source: Source = Field(description="The document, section and opening words.")
    bodies: tuple[Id, ...] = Field(min_length=1, description="Bodies or groups that owe it.")
    coordinating: tuple[Id, ...] = Field(default=(), description="Bodies or groups that take part.")
    kind: Literal["measured", "yes_no", "document", "qualitative"] = Field(
        description="How one could tell that it was done."
    )
    frequency: Literal["once", "yearly", "periodic", "continuous", "when_needed", "not_stated"] = Field(
        description="How often it is owed."
    )
    serves: tuple[Served, ...] = Field(default=(), description="Indicators that the duty serves.")


class AssignmentsFile(Model):
    """The whole of assignments.yaml."""

    version: Literal[1] = Field(description="Version of this file format.")
    bodies: tuple[Body, ...] = Field(min_length=1, description="Every body that is named elsewhere.")
    successors: tuple[Successor, ...] = Field(default=(), description="Units that came after the plan.")
    groups: tuple[Group, ...] = Field(default=(), description="Bodies named together.")
    tasks: tuple[Task, ...] = Field(default=(), description="Tasks of the plan.")
    duties: tuple[Duty, ...] = Field(default=(), description="Duties outside the list of tasks.")

"""A loaded catalogue: both files, checked against each other, with the look-ups that scoring needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from dxscore.model.assignments import AssignmentsFile, Body, Duty, Group, Task
from dxscore.model.catalogue import Document, Indicator, Pillar, TargetsFile
from dxscore.model.period import Period
from dxscore.model.territory import Territory, months_of
from dxscore.words.say import Language
from dxscore.words.text import Text

if TYPE_CHECKING:
    from dxscore.model.place import Place
    from dxscore.model.scorecard import TargetRef


@dataclass(frozen=True)
class Catalogue:
    """Targets and assignments whose references have been checked.

    Args:
        targets: the contents of targets.yaml.
        assignments: the contents of assignments.yaml.
        sha256: hex digest over both files' bytes, targets first.
        places: where each target stands, by its indicator's id and its number from 0; empty where nothing is
            known of the files.
    """

    targets: TargetsFile
    assignments: AssignmentsFile
    sha256: str
    places: Mapping[tuple[str, int], Place] = field(default_factory=dict, compare=False, repr=False)

    def place_of(self, indicator: str, target: TargetRef) -> Place | None:
        """Where a target stands in targets.yaml; None where it does not, or nobody knows."""
        known = self.indicators.get(indicator)
        if known is None or not self.places:
            return None
        from dxscore.model.reference import target_ref  # only services ask for it

        wanted = target.plain
        for number, own in enumerate(known.targets):
            reference = target_ref(own, target.by, target.at).plain
            if reference == wanted and (own.by is None or target_ref(own).by == target.by):
                return self.places.get((indicator, number))
        return None

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Indicators by id, in the order of print."""
        return {indicator.id: indicator for indicator in self.targets.indicators}

    @cached_property
    def pillars(self) -> dict[str, Pillar]:
        """Pillars by id, in the order of print."""
        return {pillar.id: pillar for pillar in self.targets.pillars}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id, in the order of the file."""
        return {document.id: document for document in self.targets.documents}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Bodies by id, in the order of the file."""
        return {body.id: body for body in self.assignments.bodies}

    @cached_property
    def came_later(self) -> dict[str, Body]:
        """The successors that the file lists apart from the bodies, by id: they report nothing."""
        return {
            item.id: Body(
                id=item.id, name=item.name, kind=item.kind, code=item.code, valid_from=item.valid_from
            )
            for item in self.assignments.successors
        }

    @cached_property
    def territory(self) -> Territory:
        """When each body lived, and which took over which."""
        return Territory((*self.assignments.bodies, *self.came_later.values()))

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Tasks by id, in the plan's order."""
        return {task.id: task for task in self.assignments.tasks}

    @cached_property
    def duties(self) -> dict[str, Duty]:
        """Duties by id, in the documents' order."""
        return {duty.id: duty for duty in self.assignments.duties}

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return {group.id: group.members for group in self.assignments.groups}

    @cached_property
    def _names(self) -> dict[str, Text]:
        named: tuple[Body | Group, ...] = (
            *self.assignments.bodies,
            *self.came_later.values(),
            *self.assignments.groups,
        )
        return {item.id: item.name for item in named}

    def task_titles(self, lang: Language) -> dict[str, str]:
        """What each task, duty and deliverable is, by id."""
        found: dict[str, str] = {}
        items: tuple[Task | Duty, ...] = (*self.assignments.tasks, *self.assignments.duties)
        for item in items:
            found[item.id] = item.title.get(lang)
            found |= {each.id: (each.title or item.title).get(lang) for each in item.deliverables}
        return found

    def units(self, body_or_group: str) -> tuple[str, ...]:
        """Ids of the bodies behind a body or a group, each once, in the order of the group."""
        found = self._units.get(body_or_group)
        if found is None:  # asked again for every indicator
            found = self._units[body_or_group] = self._opened(body_or_group)
        return found

    @cached_property
    def _units(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _opened(self, body_or_group: str) -> tuple[str, ...]:
        units: dict[str, None] = {}
        opened: set[str] = set()
        waiting = [body_or_group]
        while waiting:  # each group once: nested groups may name each other's members many times over
            id_ = waiting.pop()
            members = self._members.get(id_)
            if members is None:
                units[id_] = None
            elif id_ not in opened:
                opened.add(id_)
                waiting.extend(reversed(members))
        return tuple(units)

    def reporting_units(self, indicator: str) -> tuple[str, ...]:
        """Ids of the bodies that should report `indicator`."""
        return self.units(self.indicators[indicator].reported_by)

    def total_unit(self, indicator: str) -> str | None:
        """Id of the body whose one row stands for all reporting units, where one is accepted."""
        return self.total_of(self.indicators[indicator].reported_by)

    def total_of(self, body_or_group: str) -> str | None:
        """Id of the body whose one row stands for all of a group, where one is accepted."""
        return next((g.total for g in self.assignments.groups if g.id == body_or_group), None)

    def owing(self, indicator: str, period: Period) -> tuple[str, ...]:
        """Ids of the bodies that owe a figure of `indicator` for `period`, in the catalogue's order.

        Who lives in its last month, and who ended within it without a successor among them. Forms, reminders,
        coverage and gates all ask this one question.
        """
        units = self.reporting_units(indicator)
        if len(units) < 2:
            return units
        return self.territory.expected(units, period.year, months_of(period))

    def name(self, body_or_group: str) -> Text:
        """What it is called in both languages. Raises KeyError for an id that is neither."""
        return self._names[body_or_group]

    def serving(self, indicator: str) -> tuple[Task | Duty, ...]:
        """Tasks and duties that serve `indicator`: the stated ones where there are any, else the inferred.

        Only where a document ties a task to an indicator is an owner stated; everything else is read from
        the subject matter, and is used only where nothing better is known.
        """
        items: tuple[Task | Duty, ...] = (*self.assignments.tasks, *self.assignments.duties)
        ties = [
            (item, served.basis) for item in items for served in item.serves if served.indicator == indicator
        ]
        stated = tuple(item for item, basis in ties if basis == "stated")
        return stated or tuple(item for item, _ in ties)

"""Which task, duty or deliverable a cell means: by id or by its exact title, never by a near match."""

from __future__ import annotations

from dxscore.model.assignments import Deliverable, Duty, Task
from dxscore.model.loaded import Catalogue
from dxscore.words.folding import name_key
from dxscore.words.text import Text

_LONGEST = 300


class TaskNames:
    """Look-up of tasks, duties and deliverables of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._ids: dict[str, str] = {}
        self._titles: dict[str, set[str]] = {}
        self._owners: dict[str, tuple[str, ...]] = {}
        for task in catalogue.assignments.tasks:
            self._add(task, task.lead)
        for duty in catalogue.assignments.duties:
            self._add(duty, duty.bodies)

    def _add(self, item: Task | Duty, owners: tuple[str, ...]) -> None:
        self._know(item, item.title, owners)
        for each in item.deliverables:
            self._know(each, each.title, each.bodies or owners)

    def _know(self, item: Task | Duty | Deliverable, title: Text | None, owners: tuple[str, ...]) -> None:
        self._ids[item.id.casefold()] = item.id
        self._owners[item.id] = owners
        for name in () if title is None else (title.vi, title.en):
            self._titles.setdefault(name_key(name), set()).add(item.id)

    def find(self, text: str) -> str | None:
        """The id that `text` is, or whose title it is; None where there is none, or more than one."""
        if len(text) > _LONGEST:
            return None
        id_ = self._ids.get(text.strip().casefold())
        titled = self._titles.get(name_key(text), set())
        return id_ or (next(iter(titled)) if len(titled) == 1 else None)

    def nearest(self, text: str) -> Text | None:
        """An id to suggest to a person."""
        from dxscore.words.nearest import nearest  # only for faults

        near = nearest(text.strip().casefold(), self._ids)
        return Text.of(self._ids[near[0]], self._ids[near[0]]) if len(near) == 1 else None

    def owners(self, id_: str) -> frozenset[str]:
        """Ids of the bodies that owe it."""
        return frozenset(unit for owner in self._owners[id_] for unit in self._catalogue.units(owner))

    def owner_names(self, id_: str) -> Text:
        """The bodies or groups that owe it."""
        names = [self._catalogue.name(owner) for owner in self._owners[id_]]
        return Text.of(", ".join(name.vi for name in names), ", ".join(name.en for name in names))

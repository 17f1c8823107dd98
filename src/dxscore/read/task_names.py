"""Which task, duty or deliverable a cell means, and which document it names.

A task by id or by its exact title, never by a near match; a document as people write it: 'Kế hoạch số
12/KH-UBND ngày 05/01/2025 về hoạt động …'.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from dxscore.model.assignments import Deliverable, Duty, Task
from dxscore.model.loaded import Catalogue
from dxscore.model.tasks import NamedDocument
from dxscore.words.folding import name_key, tidy
from dxscore.words.text import Text, alike, joined

_LONGEST_NAME: Final = 300


class TaskNames:
    """Look-up of tasks, duties and deliverables of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._ids: dict[str, str] = {}
        self._titles: dict[str, set[str]] = {}
        self._owners: dict[str, tuple[str, ...]] = {}
        for task in catalogue.assignments.tasks:
            if task.reported:
                self._add(task, task.lead)
            else:
                self._add_deliverables(task, task.lead)
        for duty in catalogue.assignments.duties:
            self._add(duty, duty.bodies)

    def _add(self, item: Task | Duty, owners: tuple[str, ...]) -> None:
        self._know(item, item.title, owners)
        self._add_deliverables(item, owners)

    def _add_deliverables(self, item: Task | Duty, owners: tuple[str, ...]) -> None:
        for each in item.deliverables:
            self._know(each, each.title, each.bodies or owners)

    def _know(self, item: Task | Duty | Deliverable, title: Text | None, owners: tuple[str, ...]) -> None:
        self._ids[item.id.casefold()] = item.id
        self._owners[item.id] = owners
        for name in () if title is None else (title.vi, title.en):
            self._titles.setdefault(name_key(name), set()).add(item.id)

    def find(self, text: str) -> str | None:
        """The id that `text` is, or whose title it is; None where there is none, or more than one."""
        if len(text) > _LONGEST_NAME:
            return None
        id_ = self._ids.get(text.strip().casefold())
        titled = self._titles.get(name_key(text), set())
        return id_ or (next(iter(titled)) if len(titled) == 1 else None)

    def nearest(self, text: str) -> Text | None:
        """An id to suggest to a person."""
        from dxscore.words.nearest import nearest  # only for faults

        near = nearest(text.strip().casefold(), self._ids)
        return alike(self._ids[near[0]]) if len(near) == 1 else None

    def owners(self, id_: str) -> frozenset[str]:
        """Ids of the bodies that owe it."""
        return frozenset(unit for owner in self._owners[id_] for unit in self._catalogue.units(owner))

    def owner_names(self, id_: str) -> Text:
        """The bodies or groups that owe it."""
        return joined(self._catalogue.name(owner) for owner in self._owners[id_])


_LONGEST_DOCUMENT: Final = 2_000
_NUMBER: Final = re.compile(
    r"(?<![\w/])(?:số\s*:?\s*)?(?P<number>[0-9]{1,6}[a-zđ]?\s?[/-]\s?[A-ZĐ][\w.&-]*(?:/[\w.&-]+)*|[0-9]{1,6}/[0-9]{4}/[A-ZĐ][\w.&-]*)"
)
_DAYS: Final = (
    re.compile(
        r"(?:ngày\s*)?(?<![0-9])(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})(?![0-9])"
    ),
    re.compile(
        r"(?:ngày\s*)?(?P<day>[0-9]{1,2})\s*tháng\s*(?P<month>[0-9]{1,2})\s*năm\s*(?P<year>[0-9]{4})", re.I
    ),
    re.compile(r"(?<![0-9])(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])"),
)
# Kinds of documents and what stands between kind, number and day: behind them the summary begins.
_BEFORE: Final = re.compile(
    r"(?:[\s,;:.()–-]|\b(?:kế hoạch|báo cáo|quyết định|công văn|tờ trình|thông báo|chương trình|nghị quyết"
    r"|chỉ thị|hướng dẫn|quy chế|đề án|biên bản|giấy mời|kh|bc|qđ|cv|plan|report|decision|letter|notice|số|no"
    r"|ngày|dated)\b)+",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def named_document(text: str) -> NamedDocument:
    """Number, day and summary of the document that `text` names, each as far as it is there.

    The summary is at least two words behind the kind of document, its number and its day.
    """
    text = unicodedata.normalize("NFC", tidy(text[:_LONGEST_DOCUMENT]))
    number = _NUMBER.search(text)
    rest = text if number is None else text[: number.start()] + " " + text[number.end() :]
    day, rest = _day(rest)
    begins = _BEFORE.match(rest)
    said = tidy(rest[begins.end() :] if begins else rest).strip(" ,;:.()-–")
    return NamedDocument(
        number["number"] if number else None, day, said if len(_LETTERS.findall(said)) >= 2 else None
    )


def _day(text: str) -> tuple[date | None, str]:
    """The first day in `text`, and the text without it."""
    for form in _DAYS:
        for found in form.finditer(text):
            try:
                day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                continue
            return day, text[: found.start()] + " " + text[found.end() :]
    return None, text

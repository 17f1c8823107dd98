"""A catalogue file as it was written, asked for what it holds without minding what is wrong elsewhere.

The models refuse a file at its first wrong type. References and thresholds are checked on this lenient view
instead, so that one run reports the faults of every kind at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from dxscore.model.finding import Finding, Rule
from dxscore.model.place import Place
from dxscore.read.marked_yaml import MAX_FINDINGS, MarkedYaml, Value
from dxscore.read.yaml_items import named
from dxscore.read.yaml_marks import KeyPath, Mark, key_path
from dxscore.words.text import Text, both

_QUOTED_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
NOTHING_MEANT = Text.model_construct(vi="", en="")  # a Text read from a file may not be empty
MAX_COMPARED = 64
MAX_CANDIDATES = 1000


@dataclass
class CatalogueFile:
    """One file on its way through the checks, gathering findings.

    Args:
        name: how findings name it.
        content: what was read.
        findings: what the checks found, 100 errors at most; `content.findings` not among them.
        left_out: how many more errors there were.
        reported: key paths of those findings.
    """

    name: str
    content: MarkedYaml
    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0
    reported: list[KeyPath] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        """The file was read to its end and is a mapping: what it does not hold, it does not hold."""
        return self.content.complete and isinstance(self.content.value, dict)

    @property
    def root(self) -> Item:
        """The whole file; empty where it is no mapping."""
        value = self.content.value
        return Item(self, (), value if isinstance(value, dict) else {})

    def report(
        self,
        rule: Rule,
        path: KeyPath,
        *,
        at: Literal["key", "value"] = "value",
        nearest: tuple[str, Collection[str]] | None = None,
        **values: object,
    ) -> None:
        """A finding at the key or the value of `path`, or the nearest enclosing place there is.

        With `nearest`, a wrong word and the known ones, `{meant}` is 'did you mean' the most similar one.
        The words begin with the id of the item that they are about, unless they name it anyway.
        """
        self.reported.append(path)
        if rule.severity == "error" and len(self.findings) >= MAX_FINDINGS:
            self.left_out += 1
            return
        if nearest is not None:
            values["meant"] = _meant(*nearest)
        values.setdefault("what", NOTHING_MEANT)
        marks = self.content.marks
        mark = marks.key(path) if at == "key" else marks.value(path)
        found = rule.finding(Place(self.name, None, mark.line, mark.column), key_path(path), **values)
        self.findings.append(named(found, self._id_at(path)))

    def _id_at(self, path: KeyPath) -> str | None:
        """The id of the innermost item of a list that `path` leads into; None where none has one."""
        value, found = self.content.value, None
        for step in path:
            if isinstance(value, dict) and isinstance(step, str) and step in value:
                value = value[step]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
                id_ = value.get("id") if isinstance(value, dict) else None
                found = id_ if isinstance(id_, str) and id_ else found
            else:
                break
        return found


class Item(NamedTuple):
    """One mapping of a file. Every question gives None, or nothing, where the value is of another type."""

    file: CatalogueFile
    path: KeyPath
    data: dict[str, Value]

    def text(self, key: str) -> str | None:
        """The text under `key`."""
        value = self.data.get(key)
        return value if isinstance(value, str) else None

    def number(self, key: str) -> Decimal | None:
        """The number under `key`, in quotes or not."""
        return _number(self.data.get(key))

    def numbers(self, key: str) -> list[Decimal | None]:
        """The numbers of the list under `key`."""
        value = self.data.get(key)
        return [_number(each) for each in value] if isinstance(value, list) else []

    def year(self, key: str) -> int | None:
        """The whole number under `key`."""
        value = self.data.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def date(self, key: str) -> date | None:
        """The date under `key`."""
        value = self.data.get(key)
        return value if isinstance(value, date) else None

    def has(self, key: str) -> bool:
        """There is a value under `key`, of whatever type."""
        return self.data.get(key) is not None

    def texts(self, key: str) -> Iterator[tuple[KeyPath, str]]:
        """The texts of the list under `key`, each with its path."""
        values = self.data.get(key)
        if isinstance(values, list):
            for index, value in enumerate(values):
                if isinstance(value, str):
                    yield (*self.path, key, index), value

    def item(self, key: str) -> Item | None:
        """The mapping under `key`."""
        value = self.data.get(key)
        return Item(self.file, (*self.path, key), value) if isinstance(value, dict) else None

    def items(self, key: str) -> Iterator[Item]:
        """The mappings of the list under `key`."""
        values = self.data.get(key)
        if isinstance(values, list):
            for index, value in enumerate(values):
                if isinstance(value, dict):
                    yield Item(self.file, (*self.path, key, index), value)

    def report(self, rule: Rule, *keys: str, **values: object) -> None:
        """A finding at the value under `keys`, or at this item."""
        self.file.report(rule, (*self.path, *keys), at="value", nearest=None, **values)

    @property
    def mark(self) -> Mark:
        """Where the item begins."""
        return self.file.content.marks.value(self.path)


def _number(value: Value) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str) and _QUOTED_NUMBER.fullmatch(value):
        return Decimal(value)
    return value if isinstance(value, Decimal) else None


def _meant(wrong: str, known: Collection[str]) -> Text:
    if len(known) > MAX_CANDIDATES:
        return NOTHING_MEANT
    from dxscore.words.nearest import nearest  # only for faults

    folded = {word.casefold(): word for word in known}
    near = nearest(wrong.casefold()[:MAX_COMPARED], folded)
    if len(near) != 1:
        return NOTHING_MEANT
    word = folded[near[0]]
    return both("catalogue_found.meant", word=word)

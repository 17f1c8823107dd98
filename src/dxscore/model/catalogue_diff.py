"""Two catalogues held against each other, item by item and key by key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.json_document import json_document
from dxscore.model.loaded import Catalogue
from dxscore.model.version import VERSION

Item = Literal["plan", "document", "pillar", "indicator", "target", "body", "group", "task", "duty"]
# Keys that say what something is called, or why: no verdict follows from them.
_SAID_ONLY: Final = frozenset(
    {
        "name",
        "title",
        "number",
        "issuer",
        "issued",
        "url",
        "notes",
        "source",
        "choice",
        "numerator",
        "denominator",
    }
    | {"excludes", "counted_in", "place", "wording"}
)
_LISTS: Final[dict[str, Item]] = {
    "documents": "document",
    "pillars": "pillar",
    "indicators": "indicator",
    "bodies": "body",
    "successors": "body",
    "groups": "group",
    "tasks": "task",
    "duties": "duty",
}
_JUDGING: Final[frozenset[Item]] = frozenset({"plan", "pillar", "indicator", "target", "body", "group"})


class KeyChange(Written):
    """One key that says something else."""

    key: str = Field(description="The key.")
    old: str | None = Field(description="What it said, as JSON; null where it was not there.")
    new: str | None = Field(description="What it says now.")


class ItemChange(Written):
    """One item that came, went or says something else."""

    item: Item = Field(description="What it is.")
    id: str = Field(description="Its id; of a target its indicator's and its deadline.")
    change: Literal["added", "removed", "changed"] = Field(description="What became of it.")
    judges: bool = Field(description="Whether a verdict can follow from it: it is no matter of words alone.")
    keys: tuple[KeyChange, ...] = Field(default=(), description="The keys that changed.")


class CatalogueDiff(Written):
    """What differs between two catalogues."""

    schema_: Literal["dxscore/catalogue-diff/1"] = Field(
        default="dxscore/catalogue-diff/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    old: str = Field(description="SHA-256 of the old catalogue's files.")
    new: str = Field(description="SHA-256 of the new catalogue's files.")
    changes: tuple[ItemChange, ...] = Field(description="In the order of the files.")

    def to_json(self) -> str:
        """The document that `dxscore catalogue diff --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True))


def diff_catalogues(old: Catalogue, new: Catalogue) -> CatalogueDiff:
    """What differs from `old` to `new`. The order of items, and comments, are no difference."""
    before, after = dict(_items(old)), dict(_items(new))
    known = [*before, *(key for key in after if key not in before)]
    changes = [
        change for key in known if (change := _change(key, before.get(key), after.get(key))) is not None
    ]
    return CatalogueDiff(old=old.sha256, new=new.sha256, changes=tuple(changes))


_Key = tuple[Item, str]
_Said = dict[str, Any]


def _items(catalogue: Catalogue) -> Iterator[tuple[_Key, _Said]]:
    targets: _Said = catalogue.targets.model_dump(mode="json", by_alias=True, exclude_none=True)
    assignments: _Said = catalogue.assignments.model_dump(mode="json", by_alias=True, exclude_none=True)
    yield ("plan", targets["plan"]["id"]), targets["plan"]
    for name, item in _LISTS.items():
        for said in (*targets.get(name, ()), *assignments.get(name, ())):
            own = {key: value for key, value in said.items() if key not in ("targets", "id")}
            yield (item, said["id"]), own
            for target in said.get("targets", ()):
                when = target.get("by", f"{target.get('every')} {target.get('from')}")
                yield ("target", f"{said['id']} {when}"), target


def _change(key: _Key, old: _Said | None, new: _Said | None) -> ItemChange | None:
    item, id_ = key
    if old is None or new is None:
        kind: Literal["added", "removed"] = "added" if old is None else "removed"
        return ItemChange(item=item, id=id_, change=kind, judges=item in _JUDGING)
    keys = tuple(_keys(old, new))
    if not keys:
        return None
    judges = item in _JUDGING and any(each.key not in _SAID_ONLY for each in keys)
    return ItemChange(item=item, id=id_, change="changed", judges=judges, keys=keys)


def _keys(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[KeyChange]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield KeyChange(key=key, old=_written(old, key), new=_written(new, key))


def _written(said: Mapping[str, Any], key: str) -> str | None:
    return json.dumps(said[key], ensure_ascii=False) if key in said else None

"""Which change of a published JSON Schema needs a new version, and which does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# What says nothing about which files are right.
_REMARKS = frozenset({"$schema", "$id", "$comment", "title", "description", "default", "examples"})
_NAMED = frozenset({"properties", "$defs"})


def incompatible(old: Any, new: Any, *, written_by_people: bool, path: str = "") -> Iterator[str]:
    """A sentence for every change from `old` to `new` that needs a new version.

    Of a file that people write: whatever would refuse a file that was right before (a key removed or newly
    required, a value no longer allowed, a bound added or moved). Of a file that dxscore writes: whatever a
    program that reads it relies on (a key removed or no longer always there, another type). New optional
    keys, and new values of an enumeration in files that dxscore writes, are no such change.
    Anything else that is not known to be harmless counts as incompatible.
    """
    if not isinstance(old, dict) or not isinstance(new, dict):
        if old != new:
            yield f"{path or '/'}: {old!r} became {new!r}"
        return
    old, new = (_bare(_as_enumeration(each)) for each in (old, new))
    if written_by_people and "enum" in old and "enum" not in new and all(_fits(v, new) for v in old["enum"]):
        return  # an enumeration that was opened: every value that was right still is
    for key in sorted((old.keys() | new.keys()) - _REMARKS):
        yield from _of_keyword(key, old, new, written_by_people, f"{path}/{key}")


def _as_enumeration(schema: dict[str, Any]) -> dict[str, Any]:
    """A constant is an enumeration of one value."""
    if "const" not in schema:
        return schema
    return {**{key: value for key, value in schema.items() if key != "const"}, "enum": [schema["const"]]}


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    """A reference alone in `allOf`, so that a description may stand beside it, is that reference."""
    parts = schema.get("allOf")
    if not isinstance(parts, list) or len(parts) != 1 or parts[0].keys() != {"$ref"} or "$ref" in schema:
        return schema
    return {**{key: value for key, value in schema.items() if key != "allOf"}, "$ref": parts[0]["$ref"]}


def _fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a text is right by a schema that bounds nothing but its length."""
    known = schema.keys() - _REMARKS <= {"type", "minLength", "maxLength"}
    length = len(value) if isinstance(value, str) else -1
    return known and schema.get("minLength", 0) <= length <= schema.get("maxLength", length)


def _of_keyword(
    key: str, old: dict[str, Any], new: dict[str, Any], written_by_people: bool, path: str
) -> Iterator[str]:
    if key in _NAMED:
        yield from _named(old.get(key, {}), new.get(key, {}), written_by_people, path)
    elif key == "required":
        yield from _required(old.get(key, []), new.get(key, []), written_by_people, path)
    elif key not in old:
        yield f"{path}: is new"
    elif key == "additionalProperties" and old[key] is False and key not in new:
        return  # opened: files that were right stay so, and readers must expect new keys anyhow
    elif key not in new:
        if not written_by_people:
            yield f"{path}: is gone"
    elif key == "enum":
        if written_by_people and (gone := [value for value in old[key] if value not in new[key]]):
            yield f"{path}: {gone} are no longer allowed"
    else:
        for before, after, place in _paired(old[key], new[key], path, written_by_people):
            yield from incompatible(before, after, written_by_people=written_by_people, path=place)


def _paired(old: Any, new: Any, path: str, written_by_people: bool) -> Iterator[tuple[Any, Any, str]]:
    """Two lists of one length item by item, anything else as it is."""
    if written_by_people and path.endswith(("/anyOf", "/oneOf")) and all(one in new for one in old):
        return  # one more form is taken, and none less: of `oneOf`, one that asks for a key of its own
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            yield before, after, f"{path}/{number}"
    else:
        yield old, new, path


def _named(old: dict[str, Any], new: dict[str, Any], written_by_people: bool, path: str) -> Iterator[str]:
    for name, was in old.items():
        if name not in new:
            yield f"{path}/{name}: is gone"
        else:
            yield from incompatible(
                was, new[name], written_by_people=written_by_people, path=f"{path}/{name}"
            )


def _required(old: list[str], new: list[str], written_by_people: bool, path: str) -> Iterator[str]:
    if written_by_people and (added := sorted(set(new) - set(old))):
        yield f"{path}: {added} are newly required"
    if not written_by_people and (dropped := sorted(set(old) - set(new))):
        yield f"{path}: {dropped} are no longer always there"

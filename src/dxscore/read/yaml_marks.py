"""Where each value of a YAML file stands."""

from __future__ import annotations

from typing import Any, NamedTuple

from dxscore.words.visible import visible

KeyPath = tuple[str | int, ...]
MAX_BYTES = 4 * 1024 * 1024
"""Of a file of YAML. More is not read."""
MAX_SHOWN_KEY = 40


class Mark(NamedTuple):
    """A place in a file, both from 1, columns in characters."""

    line: int
    column: int


class Marks:
    """Where each value of a read file stands, by key path such as ``("plan", "name", "vi")``.

    A path that does not exist gives the place of the nearest enclosing one that does.
    """

    def __init__(self, root: Any = None) -> None:
        # A scalar's entry is PyYAML's mark. A mapping's is (mark, {key: (mark of the key, entry)}), a
        # list's is (mark, [entry, …]). Paths are walked only when a fault is to be placed.
        self._root = root

    def value(self, path: KeyPath) -> Mark:
        """Where the value at `path` begins."""
        return self._find(path)[1]

    def key(self, path: KeyPath) -> Mark:
        """Where the last key of `path` begins; for an item of a list, where the item does."""
        return self._find(path)[0]

    def _find(self, path: KeyPath) -> tuple[Mark, Mark]:
        entry = self._root
        key = value = place_of(entry)
        for step in path:
            found = _child(entry, step)
            if found is None:
                break
            key_mark, entry = found
            value = place_of(entry)
            key = value if key_mark is None else place_of(key_mark)
        return key, value


def _child(entry: Any, step: str | int) -> tuple[Any, Any] | None:
    children = entry[1] if isinstance(entry, tuple) else None
    if isinstance(children, dict):
        return children.get(step)
    if isinstance(children, list) and isinstance(step, int) and 0 <= step < len(children):
        return None, children[step]
    return None


def place_of(entry: Any) -> Mark:
    """The place of an entry of the tree, or of a mark of PyYAML's."""
    mark = entry[0] if isinstance(entry, tuple) else entry
    return Mark(mark.line + 1, mark.column + 1) if mark is not None else Mark(1, 1)


def key_path(path: KeyPath) -> str | None:
    """A key path as people read it: ``indicators[3].targets[0].at_least``; None for the whole file."""
    shown = "".join(
        f"[{step}]" if isinstance(step, int) else f".{visible(step, MAX_SHOWN_KEY)}" for step in path
    )
    return shown.removeprefix(".") or None

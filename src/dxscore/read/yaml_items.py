"""Which item of a list a line of a YAML file belongs to, for faults that leave no values to look into.

Where the syntax is wrong, or a character is refused before anything is read, there are lines alone. An item
begins with a dash; its id stands on that line or further down at the depth of its keys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dxscore.model.finding import Finding
from dxscore.words.text import Text
from dxscore.words.visible import visible

_SHOWN_AT_MOST = 64
_DASH = re.compile(r"( *)((?:- +)+)(?=\S)")
_ID = re.compile(r"""\{?\s*(?:[^\s{}'":]+: [^{}'":]*, *)?id: *["']?([\w.-]+)""")


def id_at(lines: Sequence[str], number: int) -> str | None:
    """The id of the innermost item with one that line `number`, from 1, lies in; None where there is none."""
    at = min(number, len(lines)) - 1
    if at < 0:
        return None
    depth = _depth(lines[at]) + (_DASH.match(lines[at]) is not None)
    for above in range(at, -1, -1):
        line = lines[above]
        dash = _DASH.match(line)
        if dash is not None and len(dash[1]) < depth:
            found = _own_id(lines, above, dash)
            if found is not None:
                return found
        if above < at and line and not line.lstrip().startswith("#"):
            depth = min(depth, _depth(line))
        if depth <= 0:
            return None
    return None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _own_id(lines: Sequence[str], first: int, dash: re.Match[str]) -> str | None:
    """The id of the item that begins on a line: there, or among its keys below."""
    keys = dash.end()
    found = _ID.match(lines[first], keys)
    if found is not None:
        return found[1]
    for line in lines[first + 1 :]:
        depth = _depth(line)
        if line and depth < keys:
            return None
        if depth == keys and (found := re.match(r"""id: *["']?([\w.-]+)""", line[keys:])):
            return found[1]
    return None


def named(finding: Finding, id_: str | None) -> Finding:
    """The finding with the id of its item in front, unless the words hold it."""
    said = finding.message
    if id_ is None or id_ in said.vi:
        return finding
    shown = visible(id_, _SHOWN_AT_MOST)
    return finding.model_copy(
        update={"message": Text.model_construct(vi=f"{shown}: {said.vi}", en=f"{shown}: {said.en}")}
    )

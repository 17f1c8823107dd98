"""How much memory this run may have: of the machine, of the process (`ulimit`), of the groups that it is in.

The memory of a container or a service is limited by control groups. These lie one in another: a process is in
all of them from its own up to the root, and the least limit holds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

_PROCESS: Final = Path("/proc/self")
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")  # a blank or a backslash in a list of mounts


@lru_cache(maxsize=1)
def memory() -> int:
    """How many bytes of memory this run may have at most; 0 where that is not known."""
    return least([_machine(), _of_process(), *of_groups(_PROCESS)])


def least(limits: list[int]) -> int:
    """The least of the limits that are known; 0 where none is. One that is not known is no more than 0."""
    return min((each for each in limits if each > 0), default=0)


def of_groups(process: Path) -> list[int]:
    """The limits of the control groups that a process is in, of either version; none where there are none.

    Args:
        process: the folder in which the system tells of it: `cgroup`, the paths of its groups, and
            `mountinfo`, where the trees of groups are to be found and from which group on.
    """
    groups = dict(_groups(_text(process / "cgroup")))
    return [
        limit
        for name, root, top, file in _trees(_text(process / "mountinfo"))
        if name in groups
        for folder in _folders(groups[name], root, top)
        if (limit := _limit(folder / file))
    ]


def _groups(text: str) -> Iterator[tuple[str, str]]:
    """What limits memory, and the path of the group: `4:memory:/a`, or `0::/a` of the second version."""
    for line in text.splitlines():
        _, _, told = line.partition(":")
        names, _, path = told.partition(":")
        for name in names.split(","):
            if name in ("", "memory"):
                yield name, path


def _trees(text: str) -> Iterator[tuple[str, str, Path, str]]:
    """What limits memory: its name among groups, the group at the top, its folder, the file of a limit."""
    for line in text.splitlines():
        mount, _, system = line.partition(" - ")
        place, kind = mount.split(" "), system.split(" ")
        if len(place) > 4 and len(kind) > 2:
            root, top = map(_plain, place[3:5])
            if kind[0] == "cgroup2":
                yield "", root, Path(top), "memory.max"
            elif kind[0] == "cgroup" and "memory" in kind[2].split(","):
                yield "memory", root, Path(top), "memory.limit_in_bytes"


def _plain(path: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), path)


def _folders(path: str, root: str, top: Path) -> list[Path]:
    """A group's folder and those above it, up to the top; the top alone where the group is not below it."""
    below = PurePosixPath(path)
    if ".." in below.parts or not below.is_relative_to(root):
        return [top]  # a container that sees its own group at the top, and is told a path outside
    inside = below.relative_to(root)
    return [top / each for each in (inside, *inside.parents)] if inside.parts else [top]


def _limit(file: Path) -> int:
    text = _text(file).strip()
    return int(text) if text.isdecimal() else 0  # "max" where there is none


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _machine() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):  # Windows has none of these
        return 0


def _of_process() -> int:
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrlimit(resource.RLIMIT_AS)[0]  # -1 where there is none

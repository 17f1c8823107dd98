"""Which configuration file holds: named, none at all, or found upwards from the current folder.

Every run comes through here, so this looks for names and loads nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dxscore.errors import RequestError

NAME: Final = "dxscore.toml"
SHARED: Final = "pyproject.toml"
SIZE_LIMIT: Final = 128 * 1024
"""Far more than any configuration needs; some texts cost the TOML reader time by the square of their size."""

_TABLE = re.compile(rb"""\btool["'\s.\]]+dxscore\b""")


class Asked(NamedTuple):
    """What the command line says: a file, or that none is to be read."""

    file: str | None = None
    none: bool = False


class Found(NamedTuple):
    """A configuration file, and whether somebody named it or it was merely found."""

    path: str
    named: bool


def asked(arguments: Sequence[str]) -> tuple[list[str], Asked]:
    """The arguments without --config FILE and --no-config, which stand before or after any command.

    Raises:
        RequestError: --config has no file, or both are given.
    """
    rest: list[str] = []
    file, none = None, False
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--no-config":
            none = True
        elif word == "--config":
            file = next(words, "")
        elif word.startswith("--config="):
            file = word.removeprefix("--config=")
        else:
            rest.append(word)
    if file == "":
        raise RequestError("--config cần tên một tệp", "--config needs the name of a file")
    if file is not None and none:
        raise RequestError("--config không đi cùng --no-config", "--config does not go with --no-config")
    return rest, Asked(file, none)


def find(said: Asked) -> Found | None:
    """The file that holds. What is named comes before what is found, the command line before variables."""
    if said.file is not None:
        return Found(said.file, named=True)
    if said.none:
        return None
    variable = os.environ.get("DXSCORE_CONFIG")
    if variable:
        return Found(variable, named=True)
    if os.environ.get("DXSCORE_NO_CONFIG"):
        return None
    path = _upwards()
    return None if path is None else Found(path, named=False)


def _upwards() -> str | None:
    """The nearest file from the current folder up to the one that holds `.git`, or the topmost.

    Named relative to the current folder, as everything that a reader is told of.
    """
    try:
        folder = os.getcwd()  # noqa: PTH109  # every run comes here; strings are quicker than paths
    except OSError:
        return None
    prefix = ""
    while True:
        if os.path.lexists(os.path.join(folder, NAME)):  # noqa: PTH118  # the same
            return prefix + NAME
        if _has_table(os.path.join(folder, SHARED)):  # noqa: PTH118  # the same
            return prefix + SHARED
        above = os.path.dirname(folder)  # noqa: PTH120  # the same
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118  # the same
            return None
        folder, prefix = above, f"..{os.sep}{prefix}"


def _has_table(path: str) -> bool:
    """Whether a pyproject.toml speaks of dxscore at all; what cannot be read is somebody else's."""
    if not os.path.isfile(path):  # noqa: PTH113  # the same
        return False
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # the same
            return _TABLE.search(file.read(SIZE_LIMIT)) is not None
    except OSError:
        return False

"""The configuration file: which one holds (named, none at all, or found upwards from the current folder), and
what is written in it.

Every run looks for one here; the TOML reader is loaded only for a file that is there. Its text may be a
stranger's, and is not trusted to be small or sound.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dxscore.flows.asked import refused
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.words.system import library_words, system_words
from dxscore.words.text import Text, both

if TYPE_CHECKING:
    from dxscore.words.keys import Key

NAME: Final = "dxscore.toml"
SHARED: Final = "pyproject.toml"
SIZE_LIMIT: Final = 128 * 1024
"""Far more than any configuration needs; some texts cost the TOML reader time by the square of their size."""

_TABLE = re.compile(rb"""\btool["'\s.\]]+dxscore\b""")


class ConfigAsked(NamedTuple):
    """What the command line says: a file, or that none is to be read."""

    file: str | None = None
    none: bool = False


class ConfigFound(NamedTuple):
    """A configuration file, and whether somebody named it or it was merely found."""

    path: str
    named: bool


def asked(arguments: Sequence[str]) -> tuple[list[str], ConfigAsked]:
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
        raise refused(both("config.no_file_named"))
    if file is not None and none:
        raise refused(both("config.both"))
    return rest, ConfigAsked(file, none)


def find_config(said: ConfigAsked) -> ConfigFound | None:
    """The file that holds. What is named comes before what is found, the command line before variables."""
    if said.file is not None:
        return ConfigFound(said.file, named=True)
    if said.none:
        return None
    variable = os.environ.get("DXSCORE_CONFIG")
    if variable:
        return ConfigFound(variable, named=True)
    if os.environ.get("DXSCORE_NO_CONFIG"):
        return None
    path = _upwards()
    return None if path is None else ConfigFound(path, named=False)


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


# Opening a FIFO that somebody left here must not wait for its writer.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_DOTS_AT_MOST = 500
"""A key of 64,000 parts, a.a.a…, keeps the TOML reader busy for half a minute."""
_HEADER = re.compile(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*dxscore[ \t]*\]", re.MULTILINE)


# What Python's TOML reader says, by how it begins.
_SAID: Final[dict[str, Key]] = {
    "Cannot declare": "toml.declared_twice",
    "Cannot mutate": "toml.closed",
    "Cannot overwrite": "toml.two_values",
    "Cannot redefine": "toml.redefined",
    "Duplicate inline table key": "toml.inline_twice",
    "Expected '='": "toml.no_equals",
    "Expected ']": "toml.no_bracket",
    "Expected newline": "toml.more_after_value",
    "Expected": "toml.no_quote",
    "Found invalid character": "toml.character",
    "Illegal character '\\n'": "toml.no_quote_in_line",
    "Illegal character": "toml.character",
    "Invalid date": "toml.date",
    "Invalid hex value": "toml.escape",
    "Escaped character": "toml.escape",
    "Unescaped": "toml.backslash",
    "Invalid initial character": "toml.key_start",
    "Invalid statement": "toml.statement",
    "Invalid value": "toml.value",
    "Unclosed array": "toml.open_list",
    "Unclosed inline table": "toml.open_table",
    "Unterminated string": "toml.no_quote",
}


class _UnreadableError(Exception):
    """Why the file cannot be read."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def read_settings(found: ConfigFound, faults: list[Finding]) -> dict[str, tuple[object, int | None]]:
    """Value and line, where that can be told, of every key in our table of the file.

    Empty, with one more of `faults`, where the file cannot be read or is no sound TOML.
    """
    import tomllib  # most runs have no file

    try:
        text = _text(found.path)
        content = tomllib.loads(text, parse_float=Decimal)
    except _UnreadableError as error:
        faults.append(rules.CONFIGURATION_UNREADABLE.finding(Place(found.path), reason=error.reason))
        return {}
    except (ValueError, ArithmeticError, RecursionError) as error:
        faults.append(_syntax_fault(found.path, str(error)))
        return {}
    shared = Path(found.path).name == SHARED
    header = _HEADER.search(text) if shared else None
    start = header.start() if header else 0
    table = _ours(content) if shared else content
    return {name: (value, _line_of(text, name, start)) for name, value in table.items()}


def _text(path: str) -> str:
    try:
        descriptor = os.open(path, _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _UnreadableError(both("config.not_regular"))
            content = file.read(SIZE_LIMIT + 1)
        if len(content) > SIZE_LIMIT:
            raise _UnreadableError(both("config.too_large"))
        text = content.decode("utf-8-sig")
        if any(line.count(".") > _DOTS_AT_MOST for line in text.splitlines()):
            raise _UnreadableError(both("config.too_many_dots"))
        return text
    except UnicodeDecodeError:
        raise _UnreadableError(both("config.not_utf8")) from None
    except (OSError, ValueError) as error:
        raise _UnreadableError(system_words(error)) from error


def _syntax_fault(path: str, said: str) -> Finding:
    where = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line, cell = (int(where[1]), int(where[2])) if where else (None, None)
    return rules.NOT_TOML.finding(Place(path, None, line, cell), reason=_reason(said.partition(" (at ")[0]))


def _reason(said: str) -> Text:
    known = next((key for start, key in _SAID.items() if said.startswith(start)), None)
    return library_words(said) if known is None else both(known)


def _ours(content: dict[str, Any]) -> dict[str, Any]:
    """`[tool.dxscore]` of a pyproject.toml; where it is no table, under its own name, which is unknown."""
    tools = content.get("tool", {})
    table = tools.get("dxscore", {}) if isinstance(tools, dict) else {}
    return table if isinstance(table, dict) else {"tool.dxscore": table}


def _line_of(text: str, name: str, start: int) -> int | None:
    """Where a key is written; the TOML reader does not tell."""
    written = re.compile(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(name)}[\"']?[ \t]*[=.\]]", re.MULTILINE)
    place = written.search(text, start)
    return None if place is None else text.count("\n", 0, place.start()) + 1

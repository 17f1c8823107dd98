"""Which files lint looks at, and what a YAML file says that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Final

from dxscore.forms import stamp
from dxscore.model.lint import FileKind
from dxscore.read.sources import STANDARD_INPUT, Source, expand, open_source

_YAML: Final = frozenset((".yaml", ".yml"))
_TEXTS: Final = frozenset((".csv", ".tsv", ".txt"))
_TABLES: Final = _TEXTS | frozenset((".xlsx", ".xlsm", ".xls", ".ods"))
# By which a YAML file says that it is ours: the schema that its first comment names, or its top-level keys.
_SCHEMA: Final = re.compile(
    rb"^#.*\$schema=\S*/(targets|assignments|waivers|points|points-set|counts|cases)-[0-9]+\.json",
    re.MULTILINE,
)
_KEY: Final = re.compile(rb"^([a-z_]+):", re.MULTILINE)
_OURS: Final[tuple[tuple[frozenset[bytes], FileKind], ...]] = (
    (frozenset((b"plan", b"indicators")), "catalogue"),
    (frozenset((b"version", b"bodies")), "catalogue"),
    (frozenset((b"version", b"waivers")), "waivers"),
    (frozenset((b"version", b"criteria")), "points"),
    (frozenset((b"records", b"indicators")), "counts"),
    (frozenset((b"version", b"cases")), "cases"),
)


def files_in(names: Sequence[str]) -> tuple[str, ...]:
    """Files behind names, patterns and folders; of a folder those that may be ours, by their suffix."""
    found: list[str] = []
    for name in names:
        folder = Path(name)
        if name != STANDARD_INPUT and folder.is_dir():
            found += sorted(
                str(path)
                for path in folder.rglob("*")
                if path.suffix.casefold() in _YAML | _TABLES
                and path.is_file()
                and not _is_hidden(path, folder)
            )
        else:
            found.append(name)
    return expand(found)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def opened(names: Sequence[str], stdin_filename: str | None) -> list[Source]:
    """The files behind names, each opened; standard input under the name that it has elsewhere."""
    return [_named(open_source(name), stdin_filename) for name in files_in(names)]


def is_yaml(source: Source) -> bool:
    """Whether it is to be read as YAML, by its suffix."""
    return PurePath(source.name).suffix.casefold() in _YAML


def holds_figures_too(source: Source) -> bool:
    """Whether a file with tasks is a workbook of ours, whose first sheet asks for figures."""
    return PurePath(source.name).suffix.casefold() not in _TEXTS and bool(stamp.find(source.content))


def _named(source: Source, stdin_filename: str | None) -> Source:
    if source.name != STANDARD_INPUT or stdin_filename is None:
        return source
    fault = source.fault and source.fault.model_copy(update={"file": stdin_filename})
    return Source(stdin_filename, source.content, fault)


def yaml_kind(content: bytes) -> FileKind:
    """What a YAML file says that it is; other where it says nothing of ours."""
    schema = _SCHEMA.search(content)
    if schema is not None:
        kinds: dict[bytes, FileKind] = {
            b"waivers": "waivers",
            b"points": "points",
            b"points-set": "points",
            b"counts": "counts",
            b"cases": "cases",
        }
        return kinds.get(schema[1], "catalogue")
    keys = frozenset(_KEY.findall(content))
    return next((kind for ours, kind in _OURS if ours <= keys), "other")

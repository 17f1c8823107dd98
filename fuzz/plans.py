"""Plans and figures that inputs are made from."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Sequence
from typing import Any, Final

import yaml

from laws import PROJECT

CATALOGUE: Final = ("targets.yaml", "assignments.yaml")
SMALL: Final = "tests/report/every_kind"
FOLDERS: Final = {
    SMALL: "tests/screens/given/new.csv",
    "tests/catalogues/good/language": None,
    "tests/catalogues/good/small": None,
    "examples/quang-binh-2023": "examples/quang-binh-2023/metrics.csv",
    "examples/binh-dinh": "examples/binh-dinh/metrics.csv",
    "data": "examples/duc-pho-2025/metrics.csv",
}
"""Folders with a catalogue, and figures of it where there are some."""


@functools.cache
def content(name: str) -> bytes:
    """A file of the project."""
    return (PROJECT / name).read_bytes()


def catalogue_files(folder: str, into: str = "plan") -> dict[str, bytes]:
    """Both files of a catalogue, as files of a case."""
    found = {name: PROJECT / folder / name for name in CATALOGUE}
    return {f"{into}/{name}": path.read_bytes() for name, path in found.items() if path.exists()}


@functools.cache
def tree(name: str) -> Any:
    """What a YAML file of the project holds; not to be changed."""
    return yaml.safe_load(content(name))


@functools.cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a CSV file of the project, its header first."""
    return tuple(map(tuple, csv.reader(io.StringIO(content(name).decode("utf-8-sig")))))


def names(folder: str) -> tuple[list[str], list[str]]:
    """Ways to call indicators, and bodies."""
    targets, assignments = (tree(f"{folder}/{name}") for name in CATALOGUE)
    indicators = [name for item in targets["indicators"] for name in _called(item)]
    return indicators, [name for item in assignments["bodies"] for name in _called(item)]


def _called(item: dict[str, Any]) -> Sequence[str]:
    name = item.get("name", {})
    every = [item["id"], *name.values(), item.get("code"), *item.get("aliases", [])]
    return [str(one) for one in every if one]

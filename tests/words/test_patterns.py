"""Expressions that are compiled late are sound all the same, and do what compiled ones do."""

from __future__ import annotations

import copy
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dxscore
from dxscore.words.patterns import regex

ROOT = Path(dxscore.__file__).parent
LATE = type(regex("."))


def late() -> Iterator[tuple[str, object]]:
    """Every expression of the program that waits, by where it stands."""
    for file in sorted(ROOT.rglob("*.py")):
        if "import regex" in file.read_text("utf-8"):
            name = ".".join(("dxscore", *file.relative_to(ROOT).with_suffix("").parts))
            for key, value in vars(importlib.import_module(name)).items():
                for one in value.values() if isinstance(value, dict) else (value,):
                    if isinstance(one, LATE):
                        yield f"{name}.{key}", one


def test_every_one_compiles() -> None:
    found = dict(late())
    assert len(found) > 40
    for one in found.values():
        re.compile(one.pattern, one.flags)  # type: ignore[attr-defined]  # as of an expression


def test_it_does_what_the_compiled_one_does() -> None:
    one = regex(r"\b(?P<year>[0-9]{4})\b", re.ASCII)
    compiled = re.compile(r"\b(?P<year>[0-9]{4})\b", re.ASCII)
    assert one.sub("·", "năm 2025, 20256") == compiled.sub("·", "năm 2025, 20256") == "năm ·, 20256"
    found = one.search("năm 2025")
    assert found is not None and found["year"] == "2025"
    assert (one.pattern, one.flags) == (compiled.pattern, compiled.flags)
    assert copy.copy(one).fullmatch("2025") is not None


def test_a_mistake_shows_at_the_first_use() -> None:
    one = regex("(")
    with pytest.raises(re.error):
        one.match("")

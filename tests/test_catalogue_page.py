"""docs/catalogue.md names every key that a catalogue may hold, and shows each in use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dxscore.model.schemas import SchemaName, json_schema

PAGE = (Path(__file__).parents[1] / "docs" / "catalogue.md").read_text(encoding="utf-8")


def keys() -> Iterator[str]:
    """Every key of both files, wherever it stands."""
    files: tuple[SchemaName, ...] = ("targets", "assignments")
    for name in files:
        schema = json_schema(name)
        for part in (schema, *schema["$defs"].values()):
            yield from part.get("properties", {})


def test_no_key_is_missing() -> None:
    assert [key for key in dict.fromkeys(keys()) if not re.search(rf"(?<![\w-]){key}(?![\w-])", PAGE)] == []


def test_each_key_of_an_indicator_and_a_target_has_a_row_with_an_example() -> None:
    schema = json_schema("targets")["$defs"]
    rows = dict(re.findall(r"^\| (`[^|]*`) \| (`[^|]*`[^|]*) \|", PAGE, re.MULTILINE))
    named = {key for cell in rows for key in re.findall(r"`(\w+)`", cell)}
    wanted = {*schema["Indicator"]["properties"], *schema["Target"]["properties"]}
    assert wanted - named <= {"targets"}  # the list itself


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    vietnamese, english = PAGE.split("\n## English\n")
    rows = [re.findall(r"^\| (`[^|]*`) \|", part, re.MULTILINE) for part in (vietnamese, english)]
    assert len(rows[0]) > 40
    assert rows[0] == rows[1]
    assert "| meaning |" in english and "| nghĩa |" not in english

"""Faults below the level of values name the item that they are in by its id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.read import marked_yaml
from dxscore.read.yaml_items import id_at

FILE = """version: 1
indicators:
  - id: ONE
    name: {vi: A}
    targets:
      - {by: 2025}
  # a comment
  - name: {vi: B}

    pillar: C
    id: "TWO"
  - {id: THREE, by: 1}
  - {name: {vi: D, en: E}, id: FOUR}
plan: x
bodies:
- id: FIVE
  kind: area
groups: x
"""
LINES = FILE.split("\n")


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        *((1, None), (2, None), (3, "ONE"), (4, "ONE"), (6, "ONE"), (8, "TWO"), (10, "TWO"), (11, "TWO")),
        *((12, "THREE"), (14, None), (15, None), (16, "FIVE"), (17, "FIVE"), (18, None), (99, None)),
        (0, None),
    ],
)
def test_the_item_of_a_line(line: int, id_: str | None) -> None:
    assert id_at(LINES, line) == id_


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- id: CQ-1\n  name: {vi: Ð}\n", "DX403"),
        ("- id: CQ-1\n  name: {vi: a: b}\n", "DX404"),
        ("- name: [a\n  id: CQ-1\n", "DX404"),
        ("- id: CQ-1\n  name: *x\n", "DX410"),
        ("- {id: CQ-1, at_least: 70,5}\n", "DX417"),
        ("- name: x\n  pillar: N\n  id: CQ-1\n", "DX414"),
    ],
)
def test_faults_name_their_item(text: str, code: str) -> None:
    found = marked_yaml.read(f"indicators:\n{text}".encode(), "targets.yaml").findings
    assert [each.code for each in found] == [code]
    assert found[0].message.vi.startswith("CQ-1: ")
    assert found[0].message.en.startswith("CQ-1: ")


@given(st.text(alphabet="- id:\n{}'\"abÐ,[]", max_size=80))
def test_any_text_is_looked_through(text: str) -> None:
    for found in marked_yaml.read(text.encode(), "x").findings:
        assert found.code.startswith("DX4")

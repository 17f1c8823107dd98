"""Two catalogues held against each other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import dxscore
from dxscore.model.catalogue_diff import CatalogueDiff
from dxscore.model.schemas import json_schema

SMALL = Path(__file__).parents[1] / "catalogues" / "good" / "small"
PROGRAM = Path(sys.executable).with_name("dxscore")


def edited(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of the small catalogue in which `old`, found once, is replaced."""
    folder = tmp_path / "catalogue"
    shutil.copytree(SMALL, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def diff(folder: Path) -> CatalogueDiff:
    return dxscore.diff_catalogues(dxscore.load_catalogue(SMALL), dxscore.load_catalogue(folder))


def test_a_comment_is_no_difference(tmp_path: Path) -> None:
    found = diff(edited(tmp_path, "targets.yaml", "version: 1", "# a comment\nversion: 1"))
    assert found.old != found.new
    assert found.changes == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "item", "id_", "judges", "key"),
    [
        ("targets.yaml", "at_least: 70", "at_least: 75", "target", "CQ-HS 2025", True, "at_least"),
        ("targets.yaml", 'wording: "70%"', "wording: 70 %", "target", "CQ-HS 2025", False, "source"),
        ("targets.yaml", "maximum: 63", "maximum: 34", "indicator", "CQ-HANG", True, "maximum"),
        ("targets.yaml", "vi: Thứ hạng", "vi: Hạng", "indicator", "CQ-HANG", False, "name"),
        (
            "targets.yaml",
            "calendar: calendar",
            "calendar: administrative",
            "plan",
            "small",
            True,
            "reporting_calendar",
        ),
        (
            "assignments.yaml",
            "members: [north, south]",
            "members: [north]",
            "group",
            "communes",
            True,
            "members",
        ),
        (
            "assignments.yaml",
            "coordinating: [communes]",
            "coordinating: [north]",
            "task",
            "T1",
            False,
            "coordinating",
        ),
    ],
)
def test_each_change_is_named_by_its_key(
    tmp_path: Path, file: str, old: str, new: str, item: str, id_: str, judges: bool, key: str
) -> None:
    (change,) = diff(edited(tmp_path, file, old, new)).changes
    assert (change.item, change.id, change.change, change.judges) == (item, id_, "changed", judges)
    assert [each.key for each in change.keys] == [key]


def test_another_deadline_is_another_target(tmp_path: Path) -> None:
    found = diff(edited(tmp_path, "targets.yaml", "by: 2030", "by: 2031"))
    assert [(c.item, c.id, c.change) for c in found.changes] == [
        ("target", "CQ-HS 2030", "removed"),
        ("target", "CQ-HS 2031", "added"),
    ]


def test_the_command_says_the_same(tmp_path: Path) -> None:
    folder = edited(tmp_path, "targets.yaml", "at_least: 70", "at_least: 75")
    command: list[str | Path] = [PROGRAM, "catalogue", "diff", SMALL, folder]
    told = subprocess.run([*command, "--format", "json"], capture_output=True, check=True)
    document = json.loads(told.stdout)
    assert told.stdout.decode() == diff(folder).to_json()
    jsonschema.Draft202012Validator(json_schema("catalogue-diff")).validate(document)
    table = subprocess.run([*command, "--lang", "vi"], capture_output=True, check=True, text=True).stdout
    assert table == (
        "1 điều khác nhau, trong đó 1 điều có thể đổi kết luận.\n\nCó thể đổi kết luận\n"
        "mục tiêu CQ-HS 2025: đổi\n    at_least: 70 → 75\n"
    )

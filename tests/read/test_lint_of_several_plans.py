"""Files of several plans in one run of lint: each is held against the catalogue in whose folder it lies."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from dxscore.flows.lint import lint
from dxscore.flows.lint_request import LintRequest

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = ("nq03", "xa-va-thon", "points-illustrative")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in PLANS:
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    return tmp_path


def test_each_file_is_held_against_its_own(folder: Path) -> None:
    listed = lint([str(folder)]).listed
    assert (listed.errors, listed.warnings) == (0, 0)
    kinds = Counter(each.kind for each in listed.files)
    assert kinds == {"catalogue": 6, "metrics": 3, "points": 2}, "a set, and the points that people gave"
    assert sum(each.rows or 0 for each in listed.files if each.kind == "metrics") == 13 + 18 + 57


def test_a_faulty_catalogue_leaves_the_files_of_others_checked(folder: Path) -> None:
    path = folder / "nq03" / "targets.yaml"
    path.write_text(path.read_text("utf-8").replace("indicators:", "indicatos:"), "utf-8")
    listed = lint([str(folder)]).listed
    unchecked = [each.file for each in listed.findings if each.code == "DX492"]
    assert unchecked == [str(folder / "nq03" / "metrics.csv")]
    assert {each.file for each in listed.findings if each.severity == "error"} == {str(path)}


def test_a_named_catalogue_holds_for_all(folder: Path) -> None:
    listed = lint([str(folder)], LintRequest(catalogue=folder / "nq03")).listed
    codes = Counter(Path(each.file).parent.name for each in listed.findings if each.code == "DX179")
    assert codes == {"xa-va-thon": 1, "points-illustrative": 1}


def test_given_points_are_looked_through(folder: Path) -> None:
    path = folder / "points-illustrative" / "scores.csv"
    path.write_text(path.read_text("utf-8").replace("Xã Một", "Xã Mốt"), "utf-8")
    wrong = [each for each in lint([str(folder)]).listed.findings if each.severity == "error"]
    assert {(each.file, each.code) for each in wrong} == {(str(path), "DX231")}

"""Every input that fuzzing once found is asked again; and what fuzzers call a fault is one.

The laws are in fuzz/laws.py.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

FUZZ = Path(__file__).parents[2] / "fuzz"
sys.path.append(str(FUZZ))

import all as every  # noqa: E402  # from the folder that the line above names
import laws  # noqa: E402
import plans  # noqa: E402
import tables  # noqa: E402
import trees  # noqa: E402
from laws import Broken, Case, Said  # noqa: E402

FIGURES = "tests/screens/given/new.csv"


def case(*arguments: str, **files: bytes) -> Case:
    """The small plan, and these files under names with a dot for each underscore."""
    named = {name.replace("_", "."): content for name, content in files.items()}
    return Case((*arguments, "--catalogue", "plan"), plans.catalogue_files(plans.SMALL) | named)


def test_what_was_found_breaks_no_law() -> None:
    assert [(folder.name, found) for folder, found in laws.replayed()] == []


def test_a_sound_run_breaks_no_law() -> None:
    assert laws.broken(case("check", "a.csv", "--format", "json", a_csv=plans.content(FIGURES))) is None


def test_a_faulty_file_breaks_no_law() -> None:
    assert laws.broken(case("check", "a.csv", "--format", "json", a_csv=b"x,\x00\n")) is None


@pytest.mark.parametrize(
    ("said", "law"),
    [
        (Said(3, "", "dxscore: a bug"), "exit"),
        (Said(2, "", ""), "silent"),
        (Said(2, "", "dxscore: not enough memory\n"), "memory"),
        (Said(0, "", "Traceback (most recent call last):\n"), "traceback"),
        (Said(0, "a\x1b[31m\n", ""), "plain"),
        (Said(0, "", "  ::error::x\n"), "command"),
        (Said(0, "{", ""), "json"),
        (Said(0, '{"a": NaN}', ""), "json"),
        (Said(2, "", "a.csv:1: error DX201: no indicator {name}\n"), "unfilled"),
        (Said(2, '{"findings": [{"code": "DX201", "severity": "error", "message": " "}]}', "x"), "findings"),
        (Said(0, '{"findings": [{"code": "DX201", "severity": "error", "message": "m"}]}', ""), "findings"),
    ],
)
def test_each_law_can_be_broken(said: Said, law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laws, "ask", lambda *_, **__: said)
    found = laws.broken(case("check", "a.csv", "--format", "json"))
    assert found is not None and found.law == law


@pytest.mark.parametrize(
    ("name", "law"), [("left.tmp", "litter"), ("a.csv", "input"), ("../up.json", "litter")]
)
def test_what_is_written_besides_is_seen(name: str, law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def writes(*_: str, **__: str) -> Said:
        Path(name).write_text("x")
        return Said(0, "", "")

    monkeypatch.setattr(laws, "ask", writes)
    found = laws.broken(case("check", "a.csv", a_csv=b"indicator\n"))
    assert found is not None and found.law == law


def test_two_answers_that_differ_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(range(9))
    monkeypatch.setattr(laws, "ask", lambda *_, **__: Said(0, f"{next(answers)}\n", ""))
    found = laws.broken(case("check", "a.csv"))
    assert found is not None and found.law == "same"


def test_a_find_is_kept_and_read_back(tmp_path: Path) -> None:
    asked = case("check", "a.csv", a_csv=b"\xff\x00", sub_b=b"")
    folder = laws.keep(
        asked, Broken("exit", "there", "seen"), "tables", "tables --seed 1 --first 2", tmp_path
    )
    assert laws.kept(folder) == asked
    assert laws.all_kept(tmp_path) == [folder]


def test_a_find_is_shrunk_to_the_lines_that_matter() -> None:
    def breaks(asked: Case) -> Broken | None:
        return Broken("exit", "x", "") if b"bad" in asked.files["a.csv"] else None

    lines = b"".join(b"%d\n" % number for number in range(50))
    found = laws.shrunk(case("check", a_csv=lines + b"bad\n" + lines), Broken("exit", "x", ""), breaks)
    assert found.files["a.csv"] == b"bad\n"


def test_the_same_number_makes_the_same_input() -> None:
    assert [tables.make(Random(f"t:{n}")) for n in range(5)] == [
        tables.make(Random(f"t:{n}")) for n in range(5)
    ]


def test_a_tree_that_was_changed_is_another_and_the_old_one_stays() -> None:
    tree = {"a": [1, {"b": "c"}], "d": {"e": None}}
    changed = [trees.changed(Random(n), tree, ["w"]) for n in range(40)]
    assert tree == {"a": [1, {"b": "c"}], "d": {"e": None}}
    assert sum(one != tree for one in changed) > 30


def test_every_fuzzer_is_run_by_all() -> None:
    runs = {path.stem for path in FUZZ.glob("*.py") if "__main__" in path.read_text(encoding="utf-8")}
    assert runs - {"all"} == set(every.FUZZERS)

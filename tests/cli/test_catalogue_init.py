"""`dxscore catalogue init`, as somebody at a desk and as a script run it."""

from __future__ import annotations

from pathlib import Path

import printed_tables
import pytest
from program import POSIX, answered, run

ASKED = ("Xã Minh Phương", "", "2026", "", "", "", "Thôn Một, Thôn Hai")


def test_every_default_is_taken_and_nothing_asked(tmp_path: Path) -> None:
    done = run("catalogue", "init", "xa", "--place", "Xã Mới", "--yes", cwd=tmp_path, DXSCORE_LANG="vi")
    assert done.code == 0
    assert done.out.splitlines()[:2] == ["xa/targets.yaml", "xa/assignments.yaml"]
    assert "dxscore catalogue check xa" in done.err
    checked = run("catalogue", "check", "xa", cwd=tmp_path)
    assert checked.code == 0
    assert [line.split(" ")[3] for line in checked.err.splitlines()] == ["DX468:"] * 2
    assert " 0 " not in done.out  # nothing waits, and nothing is said of it


def test_nothing_is_overwritten_unless_that_is_said(tmp_path: Path) -> None:
    command = ("catalogue", "init", "xa", "--place", "Xã Mới", "--yes")
    assert run(*command, cwd=tmp_path).code == 0
    (tmp_path / "xa" / "targets.yaml").write_text("mine", encoding="utf-8")
    assert run(*command, cwd=tmp_path).code == 2
    assert (tmp_path / "xa" / "targets.yaml").read_text(encoding="utf-8") == "mine"
    assert run(*command, "--force", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--yes"),
        (("--yes",), "--place"),
        (("--yes", "--place", "Xã A", "--level", "huyen"), "level"),
        (("--yes", "--place", "Xã A", "--from", "none.xlsx"), "DX101"),
        (("--yes", "--place", "Xã A", "--units", "none.csv"), "DX101"),
        (("--yes", "--place", "Xã A", "--unit", "Thôn 1", "--unit", "Thôn 1"), "DX433"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    done = run("catalogue", "init", "xa", *options, cwd=tmp_path)
    assert (done.code, done.out) == (2, "") or said == "DX433"
    assert said in done.err
    assert "Traceback" not in done.err


def test_from_a_printed_table_to_verdicts(tmp_path: Path) -> None:
    (tmp_path / "annex.docx").write_bytes(printed_tables.document())
    made = run(
        *("catalogue", "init", "tinh", "--place", "Tỉnh A", "--from", "annex.docx", "--yes", "--lang", "vi"),
        cwd=tmp_path,
    )
    assert made.code == 0
    assert ". bảng 1, dòng 8, cột 5: «40 - 50» (I-2.2): là khoảng (between) hay ít nhất số đầu" in made.out
    page = (tmp_path / "tinh" / "decisions.md").read_text(encoding="utf-8")
    assert page.startswith("# Điều phải quyết định\n")
    metrics = tmp_path / "m.csv"
    metrics.write_text("indicator,reporting_unit,period,value\nII-1,Tỉnh A,2025,4\n", encoding="utf-8")
    checked = run("check", "m.csv", "--catalogue", "tinh", "--format", "csv", cwd=tmp_path)
    assert "II-1" in checked.out
    asked = ("--catalogue", "tinh", "--for", "all", "--period", "2026", "--output", "f")
    forms = run("template", *asked, cwd=tmp_path)
    assert forms.code == 0


@POSIX
def test_questions_are_asked_at_a_answered(tmp_path: Path) -> None:
    done = answered("catalogue", "init", "xa", "--lang", "vi", typed=ASKED, cwd=tmp_path)
    assert done.code == 0
    text = (tmp_path / "xa" / "assignments.yaml").read_text(encoding="utf-8")
    assert "members: [thon-mot, thon-hai]" in text

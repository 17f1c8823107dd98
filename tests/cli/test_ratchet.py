"""`check --baseline` and `compare`, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from program import EXAMPLE, PROJECT, metrics, run

from dxscore.model.schemas import json_schema

MISSED = "KT-DNNVV,duc-pho,2025,209,451,,,,"
WORSE = "KT-DNNVV,duc-pho,2025,208,451,,,,"
BETTER = "KT-DNNVV,duc-pho,2025,210,451,,,,"
MET = "KT-DNNVV,duc-pho,2025,400,451,,,,"
UNIT = "CQ-HSCV-XP,{0},2025,{1},873,,,,"


def baseline(folder: Path, *rows: str) -> Path:
    path = folder / "old.json"
    done = run("check", metrics(folder, *rows, name="old.csv"), "--output", path)
    assert done.code in (0, 1), done.err
    return path


def check(folder: Path, old: Path, *rows: str) -> tuple[int, str]:
    done = run("check", metrics(folder, *rows), "--baseline", old, "--format", "csv", "--lang", "en")
    return done.code, done.err


@pytest.mark.parametrize(
    ("now", "code", "said"),
    [
        (MISSED, 0, "0 newly missed, 0 worse"),
        (BETTER, 0, "0 newly missed, 0 worse"),
        (WORSE, 1, "0 newly missed, 1 worse"),
    ],
)
def test_only_what_became_worse_fails(tmp_path: Path, now: str, code: int, said: str) -> None:
    found, err = check(tmp_path, baseline(tmp_path, MISSED), now)
    assert found == code
    assert said in err
    assert ("worse than in the baseline" in err) is (code == 1)


def test_newly_missed_fails_and_known_gaps_are_listed_apart(tmp_path: Path) -> None:
    code, err = check(tmp_path, baseline(tmp_path, MET), MISSED)
    assert code == 1
    assert "  newly missed: KT-DNNVV" in err
    assert "  known: CQ-DVC" in err
    assert err.index("newly missed:") < err.index("known:")
    assert "dxscore: 1 due target is newly missed" in err


def test_the_shipped_example_against_itself_passes(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    assert run("check", EXAMPLE, "--output", old).code == 1
    done = run("check", EXAMPLE, "--baseline", old)
    assert done.code == 0
    assert "đã biết: XH-CHUKYSO" in done.err


def test_other_gates_still_hold(tmp_path: Path) -> None:
    old = baseline(tmp_path, MISSED)
    data = metrics(tmp_path, MISSED)
    assert run("check", data, "--baseline", old, "--fail-on", "pending").code in (0, 1)
    done = run("check", data, "--baseline", old, "--min-coverage", "100", "--lang", "en")
    assert (done.code, "coverage is below 100%" in done.err) == (1, True)


def test_rejected_rows_are_2_whatever_the_baseline(tmp_path: Path) -> None:
    code, err = check(tmp_path, baseline(tmp_path, MISSED), MISSED, "KT-DNNVV,nobody,2025,1,2,,,,")
    assert code == 2
    assert "0 newly missed" in err


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not valid JSON"),
        ('{"schema": "dxscore/scorecard/3"}', "dxscore/scorecard/3"),
        (None, "no-such.json"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_2(tmp_path: Path, text: str | None, reason: str) -> None:
    old = tmp_path / "no-such.json"
    if text is not None:
        old.write_text(text)
    done = run("check", EXAMPLE, "--baseline", old, "--output", tmp_path / "new.json", "--lang", "en")
    assert done.code == 2
    assert reason in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "new.json").exists()


def test_another_catalogue_is_refused_with_the_reason(tmp_path: Path) -> None:
    elsewhere = PROJECT / "examples" / "binh-dinh"
    old = tmp_path / "old.json"
    run("check", elsewhere / "metrics.csv", "--catalogue", elsewhere, "--output", old)
    done = run("check", EXAMPLE, "--baseline", old, "--lang", "en")
    assert done.code == 2
    assert "its plan is binh-dinh, not duc-pho" in done.err
    data = json.loads(old.read_text(encoding="utf-8"))
    old.write_text(json.dumps(data | {"plan": "duc-pho"}), encoding="utf-8")
    done = run("check", EXAMPLE, "--baseline", old, "--lang", "en")
    assert done.code == 2
    assert "another version of the catalogue" in done.err


def test_the_baseline_is_never_overwritten_by_the_run_it_judges(tmp_path: Path) -> None:
    old = baseline(tmp_path, MISSED)
    before = old.read_bytes()
    assert run("check", metrics(tmp_path, WORSE), "--baseline", old, "--output", old).code == 2
    assert old.read_bytes() == before


def test_compare_scorecards_and_data_files_alike(tmp_path: Path) -> None:
    old = baseline(tmp_path, MISSED, UNIT.format("pho-hoa", 700))
    new = metrics(tmp_path, BETTER, UNIT.format("pho-hoa", 600))
    done = run("compare", old, new, "--format", "json")
    assert (done.code, done.err) == (0, "")
    comparison = json.loads(done.out)
    jsonschema.Draft202012Validator(json_schema("comparison")).validate(comparison)
    changes = [(c["kind"], c["indicator"]) for c in comparison["target_changes"]]
    assert changes == [("worse", "CQ-HSCV-XP"), ("better", "KT-DNNVV")]
    (unit,) = comparison["unit_changes"]
    assert (unit["kind"], unit["reporting_unit"]) == ("worse", "pho-hoa")
    scored = tmp_path / "new.json"
    run("check", new, "--output", scored)
    assert run("compare", old, scored, "--format", "json").out == done.out
    back = json.loads(run("compare", new, old, "--format", "json").out)
    assert [c["kind"] for c in back["target_changes"]] == ["worse", "better"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_compare_for_people(tmp_path: Path, format_: str, lang: str) -> None:
    baseline(tmp_path, MISSED)
    metrics(tmp_path, MET)
    asked = ("compare", "old.json", "metrics.csv", "--format", format_, "--lang", lang)
    for width in ("40", "100"):
        done = run(*asked, cwd=tmp_path, COLUMNS=width)
        assert done.code == 0
        better = {"vi": ("Tốt lên", "Không đạt"), "en": ("Better", "Missed")}[lang]
        assert all(word in done.out for word in better)
        if format_ == "table":
            lines = [line for line in done.out.splitlines() if "old.csv" not in line]
            assert max(map(len, lines)) <= int(width)


def test_compare_with_itself(tmp_path: Path) -> None:
    old = baseline(tmp_path, MISSED)
    done = run("compare", old, old, "--lang", "en")
    assert (done.code, done.out.splitlines()[-1]) == (0, "Nothing has changed.")


def test_compare_rejected_rows_and_broken_files_are_2(tmp_path: Path) -> None:
    old = baseline(tmp_path, MISSED)
    faulty = metrics(tmp_path, MISSED, "KT-DNNVV,nobody,2025,1,2,,,,")
    done = run("compare", old, faulty)
    assert done.code == 2
    assert ":3:2:" in done.err
    (tmp_path / "broken.json").write_text("[]")
    assert run("compare", tmp_path / "broken.json", old).code == 2

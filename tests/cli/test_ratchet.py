"""`check --baseline`, `--write-baseline` and `compare`, as a user runs them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from program import EXAMPLE, PROJECT, run

from dxscore.model.schemas import json_schema

BODIES = """version: 1
bodies:
  - {id: a, name: {vi: Cơ quan A, en: A}, kind: office}
  - {id: b, name: {vi: Cơ quan B, en: B}, kind: office}
groups: [{id: g, name: {vi: G, en: G}, members: [a, b]}]
"""
TARGETS = """version: 1
plan: {id: p, name: {vi: Kế hoạch, en: Plan}, place: {vi: p, en: p}, reporting_calendar: administrative}
documents: [{id: KH, number: "1", issuer: {vi: U, en: U}, issued: 2024, title: {vi: K, en: K}}]
pillars: [{id: P, name: {vi: P, en: P}}]
indicators:
  - id: HS
    pillar: P
    name: {vi: Hồ sơ, en: Files}
    measure: share
    over_time: stock
    unit_of_measure: percent
    counted_in: {vi: hồ sơ, en: files}
    numerator: {vi: a, en: a}
    denominator: {vi: b, en: b}
    reported_by: g
    targets:
      - {by: 2025, at_least: 80, source: {document: KH, section: II, wording: "80%"}}
      - {by: 2030, at_least: 90, source: {document: KH, section: II, wording: "90%"}}
"""
HEADER = "indicator,reporting_unit,period,numerator,denominator\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An illustrative plan with one indicator that two offices report."""
    (tmp_path / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "assignments.yaml").write_text(BODIES, encoding="utf-8")
    return tmp_path


def data(folder: Path, name: str, **figures: str) -> Path:
    """Rows of both offices: `a="2025-Q2 95/100"`."""
    path = folder / name
    rows = [
        f"HS,{unit},{period},{parts.replace('/', ',')}"
        for unit, said in figures.items()
        for period, parts in [said.split()]
    ]
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def compare(folder: Path, old: str | Path, new: str | Path, *more: str) -> tuple[int, dict[str, Any]]:
    done = run("compare", old, new, "--catalogue", folder, "--format", "json", *more, cwd=folder)
    document = json.loads(done.out)
    jsonschema.Draft202012Validator(json_schema("comparison")).validate(document)
    return done.code, document


def facts(document: dict[str, Any]) -> list[tuple[object, ...]]:
    keys = (
        "target_by",
        "reporting_unit",
        "value",
        "difference",
        "verdict_before",
        "verdict_after",
        "calendar",
    )
    return [tuple(row[key] for key in keys) for row in document["targets"] if row["target_by"] == "2025"]


def test_much_better_and_missed_are_two_facts(folder: Path) -> None:
    data(folder, "old.csv", a="2024 10/100", b="2024 10/100")
    data(folder, "new.csv", a="2025 79/100", b="2025 79/100")
    code, document = compare(folder, "old.csv", "new.csv")
    assert code == 0
    assert facts(document)[0] == ("2025", None, "better", "69.0", "pending", "missed", "fell_due")
    assert [row["value"] for row in document["targets"]] == ["better"] * 6
    assert compare(folder, "old.csv", "new.csv", "--fail-on", "missed")[0] == 1
    assert compare(folder, "old.csv", "new.csv", "--fail-on", "worse,stopped")[0] == 0


def test_other_units_are_not_compared_and_the_unit_of_both_is(folder: Path) -> None:
    data(folder, "old.csv", a="2024 60/100", b="2024 80/100")
    data(folder, "new.csv", b="2025 95/100")
    code, document = compare(folder, "old.csv", "new.csv", "--fail-on", "stopped")
    assert code == 1
    whole, a, b = facts(document)
    assert whole[:4] == ("2025", None, "not_comparable", None)
    assert a[-1] == "stopped_reporting"
    assert b[:4] == ("2025", "b", "better", "15.0")
    now = document["targets"][0]["now"]
    assert (now["provisional"], now["coverage"]["reported"], now["coverage"]["expected"]) == (True, 1, 2)
    asked = ("compare", "old.csv", "new.csv", "--catalogue", folder, "--format", "markdown")
    shown = run(*asked, "--lang", "vi", cwd=folder).out.replace("\\", "")
    assert "tính riêng 1 đơn vị có ở cả hai bên: 80% → 95%, tốt lên 15 điểm phần trăm" in shown
    assert "tạm tính; 1/2 đơn vị" in shown


def test_worse_before_the_deadline_fails_against_a_baseline(folder: Path) -> None:
    data(folder, "q2.csv", a="2025-Q2 95/100", b="2025-Q2 95/100")
    data(folder, "q3.csv", a="2025-Q3 10/100", b="2025-Q3 10/100")
    run("check", "q2.csv", "--catalogue", folder, "--output", "q2.json", cwd=folder)
    done = run("check", "q3.csv", "--catalogue", folder, "--baseline", "q2.json", "--lang", "en", cwd=folder)
    assert done.code == 1
    assert "got_worse" not in done.err
    assert "worse: HS Files" in done.err
    assert "95% (2025-Q2) → 10% (2025-Q3): worse by 85 percentage points" in done.err


def test_year_that_has_turned_is_said_and_does_not_fail(folder: Path) -> None:
    data(folder, "q4.csv", a="2025-Q4 95/100", b="2025-Q4 95/100")
    data(folder, "q1.csv", a="2026-Q1 95/100", b="2026-Q1 95/100")
    code, document = compare(folder, "q4.csv", "q1.csv", "--fail-on", "worse,missed,stopped")
    assert code == 0
    assert facts(document)[0][-1] == "year_turned"
    assert document["of_targets"]["same"] == 1  # towards 2030 the figures are alike
    run("check", "q4.csv", "--catalogue", folder, "--write-baseline", "b.json", cwd=folder)
    done = run("check", "q1.csv", "--catalogue", folder, "--baseline", "b.json", cwd=folder)
    assert done.code == 0


def test_either_side_may_be_a_scorecard_or_standard_input(folder: Path) -> None:
    old = data(folder, "old.csv", a="2024 10/100", b="2024 10/100")
    new = data(folder, "new.csv", a="2025 79/100", b="2025 79/100")
    for name in ("old", "new"):
        run("check", f"{name}.csv", "--catalogue", folder, "--output", f"{name}.json", cwd=folder)
    wanted = facts(compare(folder, "old.csv", "new.csv")[1])
    assert facts(compare(folder, "old.json", "new.csv")[1]) == wanted
    assert facts(compare(folder, "old.json", "new.json")[1]) == wanted
    for stream in (new.read_bytes(), (folder / "new.json").read_bytes()):
        done = run(
            "compare", "old.csv", "-", "--catalogue", folder, "--format", "json", cwd=folder, stdin=stream
        )
        assert facts(json.loads(done.out)) == wanted
    assert run("compare", "-", "-", "--catalogue", folder, stdin=old.read_bytes()).code == 2


def test_old_shapes_of_scorecards_are_read(folder: Path) -> None:
    data(folder, "old.csv", a="2024 10/100", b="2024 10/100")
    data(folder, "new.csv", a="2025 79/100", b="2025 79/100")
    run("check", "old.csv", "--catalogue", folder, "--output", "old.json", cwd=folder)
    told = json.loads((folder / "old.json").read_text(encoding="utf-8"))
    for result in told["results"]:
        for figure in (result, *result["units"]):
            figure.pop("span", None)
            figure.pop("closes", None)
        result["coverage"].pop("not_applicable")
        for key in ("lead", "coordinating"):
            result[key] = [owner["body"] for owner in result[key]]
    for gap in told["gaps"]:
        for key in ("lead", "coordinating"):
            gap[key] = [owner["body"] for owner in gap[key]]
    told["schema"] = "dxscore/scorecard/1"
    (folder / "first.json").write_text(json.dumps(told), encoding="utf-8")
    assert facts(compare(folder, "first.json", "new.csv")[1])[0][2:4] == ("better", "69.0")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "\n# a note\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("en: Files", "en: Work files"),
        lambda text: text + text[text.index("  - id: HS") :].replace("id: HS", "id: MOI"),
    ],
)
def test_what_does_not_judge_breaks_no_baseline(folder: Path, change: Any) -> None:
    data(folder, "old.csv", a="2025 50/100", b="2025 50/100")
    run("check", "old.csv", "--catalogue", folder, "--write-baseline", "b.json", cwd=folder)
    (folder / "targets.yaml").write_text(change(TARGETS), encoding="utf-8", newline="")
    done = run("check", "old.csv", "--catalogue", folder, "--baseline", "b.json", "--lang", "en", cwd=folder)
    assert "0 worse, 0 stopped reporting, 1 known" in done.err
    assert "another version of the catalogue" in done.err
    added = "MOI" in (folder / "targets.yaml").read_text(encoding="utf-8")
    assert done.code == int(added)  # its due target is not met, and no baseline knew it


def test_threshold_that_changed_is_another_target(folder: Path) -> None:
    data(folder, "old.csv", a="2025 50/100", b="2025 50/100")
    run("check", "old.csv", "--catalogue", folder, "--write-baseline", "b.json", cwd=folder)
    (folder / "targets.yaml").write_text(TARGETS.replace("80", "70"), encoding="utf-8")
    done = run("check", "old.csv", "--catalogue", folder, "--baseline", "b.json", "--lang", "en", cwd=folder)
    assert done.code == 1
    assert "newly missed: HS Files (At least 70%)" in done.err
    assert "not compared with the baseline: HS Files (At least 80% (2025)): there before only" in done.err


def test_baseline_holds_every_target_and_unit(folder: Path) -> None:
    data(folder, "old.csv", a="2025 90/100", b="2025 90/100")
    done = run("check", "old.csv", "--catalogue", folder, "--write-baseline", "b.json", cwd=folder)
    assert done.code == 0
    told = json.loads((folder / "b.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json_schema("scorecard")).validate(told)
    assert [(each["target"]["by"], each["due"], len(each["units"])) for each in told["results"]] == [
        (2025, True, 2),
        (2030, False, 2),
    ]
    assert {each["span"]["months"] for each in told["results"]} == {12}


def test_baseline_is_moved_forward_only_by_a_run_that_holds_against_it(folder: Path) -> None:
    data(folder, "old.csv", a="2025 50/100", b="2025 50/100")
    asked = ("--catalogue", folder, "--lang", "en")
    run("check", "old.csv", *asked, "--write-baseline", "b.json", cwd=folder)
    before = (folder / "b.json").read_bytes()
    data(folder, "worse.csv", a="2025 49/100", b="2025 50/100")
    both = ("--baseline", "b.json", "--write-baseline", "b.json")
    done = run("check", "worse.csv", *asked, *both, cwd=folder)
    assert (done.code, (folder / "b.json").read_bytes()) == (1, before)
    assert "was not written anew" in done.err
    data(folder, "better.csv", a="2025 51/100", b="2025 50/100")
    assert run("check", "better.csv", *asked, *both, cwd=folder).code == 0
    assert (folder / "b.json").read_bytes() != before
    assert run("check", "old.csv", *asked, "--baseline", "b.json", "--output", "b.json", cwd=folder).code == 2


def test_baseline_newer_than_the_data_is_said(folder: Path) -> None:
    data(folder, "old.csv", a="2024 50/100", b="2024 50/100")
    data(folder, "new.csv", a="2025 50/100", b="2025 50/100")
    run("check", "new.csv", "--catalogue", folder, "--write-baseline", "b.json", cwd=folder)
    done = run("check", "old.csv", "--catalogue", folder, "--baseline", "b.json", "--lang", "en", cwd=folder)
    assert "The baseline (2025-12-14) is newer than the data that are judged (2024-12-14)." in done.err


def test_baseline_of_one_unit_is_refused_for_the_whole(folder: Path) -> None:
    data(folder, "old.csv", a="2025 50/100", b="2025 50/100")
    asked = ("--catalogue", folder, "--lang", "en")
    run("check", "old.csv", *asked, "--for", "a", "--write-baseline", "b.json", cwd=folder)
    done = run("check", "old.csv", *asked, "--baseline", "b.json", cwd=folder)
    assert done.code == 2
    assert "one is of a single unit alone" in done.err
    assert run("check", "old.csv", *asked, "--for", "a", "--baseline", "b.json", cwd=folder).code == 0


def services(folder: Path, at: Path, *more: str | Path) -> dict[str, str]:
    return {
        name: run(
            "check", *more, "--baseline", folder / "b.json", "--format", name, "--lang", "en", cwd=at
        ).out
        for name in ("junit", "sarif", "github", "gitlab")
    }


def test_services_follow_the_baseline_from_any_folder(folder: Path) -> None:
    subprocess.run(["git", "init", "-q", folder], check=True)
    (folder / "sub").mkdir()
    data(folder, "sub/old.csv", a="2025 50/100", b="2025 50/100")
    run("check", "sub/old.csv", "--catalogue", folder, "--write-baseline", "b.json", cwd=folder)
    known = services(folder, folder / "sub", "old.csv", "--catalogue", "..")
    suite = ET.fromstring(known["junit"])
    assert suite.get("failures") == "0"
    (result,) = json.loads(known["sarif"])["runs"][0]["results"]
    assert (result["baselineState"], result["level"]) == ("unchanged", "note")
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("sub/old.csv", 2)
    assert known["github"].startswith("::notice file=sub/old.csv,line=2,title=HS 2025::")
    assert json.loads(known["gitlab"])[0]["severity"] == "info"

    data(folder, "sub/new.csv", a="2025 40/100", b="2025 50/100")
    worse = services(folder, folder / "sub", "new.csv", "--catalogue", "..")
    assert ET.fromstring(worse["junit"]).get("failures") == "2"  # both targets of the worse figure
    results = json.loads(worse["sarif"])["runs"][0]["results"]
    assert [(each["baselineState"], each["level"]) for each in results] == [("updated", "error")] * 2
    fingerprints = [each["partialFingerprints"] for each in (result, results[0])]
    assert fingerprints[0] == fingerprints[1]

    data(folder, "sub/none.csv", a="2025-Q1 40/100", b="2025-Q1 50/100")
    silent = services(folder, folder / "sub", "none.csv", "--catalogue", "..", "--as-of", "2026-01-01")
    assert "::error file=sub/none.csv" in silent["github"]


def test_target_without_a_figure_stands_on_its_line_of_the_catalogue(folder: Path) -> None:
    subprocess.run(["git", "init", "-q", folder], check=True)
    other = TARGETS[TARGETS.index("  - id: HS") :].replace("id: HS", "id: KHONG")
    (folder / "targets.yaml").write_text(TARGETS + other, encoding="utf-8")
    data(folder, "new.csv", a="2025 90/100", b="2025 90/100")
    done = run("check", "new.csv", "--catalogue", folder, "--format", "github", cwd=folder)
    lines = (TARGETS + other).splitlines()
    line = 1 + max(n for n, text in enumerate(lines) if "by: 2025" in text)
    assert f"::warning file=targets.yaml,line={line},title=KHONG 2025::" in done.out


@pytest.mark.parametrize(
    "format_", ["table", "markdown", "csv", "ndjson", "junit", "sarif", "github", "gitlab"]
)
def test_formats_of_a_comparison(folder: Path, format_: str) -> None:
    data(folder, "old.csv", a="2024 60/100", b="2024 80/100")
    data(folder, "new.csv", a="2025 50/100", b="2025 95/100")
    asked = ("compare", "old.csv", "new.csv", "--catalogue", folder, "--format", format_)
    for width in ("40", "100"):
        done = run(*asked, cwd=folder, COLUMNS=width)
        assert (done.code, done.err) == (0, "")
        if format_ == "table":
            assert max(map(len, done.out.splitlines())) <= int(width)
    assert run(*asked, cwd=folder, COLUMNS="100").out == done.out
    assert "HS" in done.out


def test_shipped_example_against_itself_passes(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    assert run("check", EXAMPLE, "--write-baseline", old).code == 1
    done = run("check", EXAMPLE, "--baseline", old)
    assert done.code == 0
    assert "đã biết: XH-CHUKYSO" in done.err


def test_rejected_rows_are_2_whatever_the_baseline(folder: Path) -> None:
    path = data(folder, "old.csv", a="2025 50/100", b="2025 50/100")
    run("check", "old.csv", "--catalogue", folder, "--write-baseline", "b.json", cwd=folder)
    path.write_text(path.read_text(encoding="utf-8") + "HS,nobody,2025,1,2\n", encoding="utf-8")
    assert run("check", path, "--catalogue", folder, "--baseline", folder / "b.json").code == 2
    assert run("compare", folder / "b.json", path, "--catalogue", folder).code == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not valid JSON"),
        ('{"schema": "dxscore/scorecard/3"}', "dxscore/scorecard/3"),
        (None, "no-such.json"),
    ],
)
def test_baseline_that_cannot_be_used_is_2(tmp_path: Path, text: str | None, reason: str) -> None:
    old = tmp_path / "no-such.json"
    if text is not None:
        old.write_text(text)
    done = run("check", EXAMPLE, "--baseline", old, "--output", tmp_path / "new.json", "--lang", "en")
    assert done.code == 2
    assert reason in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "new.json").exists()


def test_another_plan_is_refused(tmp_path: Path) -> None:
    elsewhere = PROJECT / "examples" / "binh-dinh"
    old = tmp_path / "old.json"
    run("check", elsewhere / "metrics.csv", "--catalogue", elsewhere, "--output", old)
    done = run("check", EXAMPLE, "--baseline", old, "--lang", "en")
    assert done.code == 2
    assert "its plan is binh-dinh, not duc-pho" in done.err


@pytest.mark.parametrize(
    ("key", "value"),
    [("threshold", "1e9999999"), ("threshold", "abc"), ("threshold", None), ("by", 0), ("by", 123456789)],
)
def test_target_that_cannot_be_is_refused(folder: Path, key: str, value: object) -> None:
    data(folder, "old.csv", a="2025 50/100", b="2025 50/100")
    run("check", "old.csv", "--catalogue", folder, "--output", "old.json", cwd=folder)
    told = json.loads((folder / "old.json").read_text(encoding="utf-8"))
    told["results"][0]["target"][key] = value
    (folder / "old.json").write_text(json.dumps(told), encoding="utf-8")
    done = run("compare", "old.json", "old.csv", "--catalogue", folder, "--lang", "en", cwd=folder)
    assert done.code == 2
    assert "a target that cannot be" in done.err

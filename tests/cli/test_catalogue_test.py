"""`dxscore catalogue test`: cases beside a catalogue."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from program import PROJECT, metrics, run

from dxscore.model.schemas import json_schema

CASES = """\
# yaml-language-server: $schema=../schemas/cases-1.json
version: 1
cases:
  - name: bảy mươi phần trăm là đạt
    as_of: 2025-12-14
    rows:
      - {indicator: CQ-HSCV-TX, reporting_unit: duc-pho, period: 2025, numerator: 80, denominator: 100}
      - {indicator: CQ-KTRA, reporting_unit: duc-pho, period: 2025, numerator: 1, denominator: 100}
    expect:
      - {indicator: CQ-HSCV-TX, target_by: 2025, status: met, value: 80, gap: 0}
      - {indicator: CQ-KTRA, target_by: 2025, status: missed, provisional: false}
      - {indicator: CQ-NGANSACH, target_by: 2025, status: no_data, reason: not_reported}
  - name: số liệu trong tệp
    as_of: 2025-12-14
    files: [met.csv]
    expect:
      - {indicator: CQ-HSCV-TX, target_by: 2025, status: met}
  - name: tử số lớn hơn mẫu số thì bị loại
    as_of: 2025-12-14
    rows:
      - {indicator: CQ-HSCV-TX, reporting_unit: duc-pho, period: 2025, numerator: 80, denominator: 100}
      - {indicator: CQ-KTRA, reporting_unit: duc-pho, period: 2025, numerator: 200, denominator: 100}
    expect:
      - {indicator: CQ-KTRA, target_by: 2025, status: no_data}
    findings: [DX301]
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    folder.mkdir()
    for name in ("targets.yaml", "assignments.yaml"):
        shutil.copy(PROJECT / "data" / name, folder)
    metrics(folder, "CQ-HSCV-TX,duc-pho,2025,80,100,,,,", name="met.csv")
    ids = (folder / "targets.yaml").read_text("utf-8")
    silent = next(i for i in ("CQ-NGANSACH", "CQ-NEIN", "KT-DNNVV") if f"id: {i}\n" in ids)
    (folder / "cases.yaml").write_text(CASES.replace("CQ-NGANSACH", silent), "utf-8")
    return folder


def test_what_comes_out_as_written_passes(plan: Path) -> None:
    done = run("catalogue", "test", plan, "--lang", "en", COLUMNS="300")
    assert done.code == 0, done.out + done.err
    *lines, last = done.out.splitlines()
    assert last == "3 of 3 cases came out as written."
    assert f"{plan / 'cases.yaml'}:4: bảy mươi phần trăm là đạt: as expected" in lines
    checked = subprocess.run(
        [
            Path(sys.executable).with_name("check-jsonschema"),
            "--schemafile", PROJECT / "schemas" / "cases-1.json",
            plan / "cases.yaml",
        ],
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    found = json.loads(run("lint", plan, "--format", "json").out)
    assert {Path(f["file"]).name: f["kind"] for f in found["files"]}["cases.yaml"] == "cases"


def test_a_changed_threshold_is_caught_with_what_came_out(plan: Path) -> None:
    targets = plan / "targets.yaml"
    text = targets.read_text("utf-8")
    start = text.index("id: CQ-HSCV-TX\n")
    where = text.index("at_least: ", start)
    end = text.index("\n", where)
    line = text[where:end]
    targets.write_text(
        text[:where] + line.replace(line.split()[1].rstrip(",}"), "95", 1) + text[end:], "utf-8"
    )
    done = run("catalogue", "test", plan, "--format", "json")
    assert done.code == 1, done.out + done.err
    document = json.loads(done.out)
    jsonschema.Draft202012Validator(json_schema("catalogue-test")).validate(document)
    assert (document["passed"], document["failed"]) == (1, 2)
    wrong = {
        (d["indicator"], d["key"], d["expected"], d["found"]) for d in document["cases"][0]["differences"]
    }
    assert ("CQ-HSCV-TX", "status", "met", "missed") in wrong
    assert ("CQ-HSCV-TX", "gap", "0", "15") in wrong
    said = run("catalogue", "test", plan, "--lang", "en", COLUMNS="300").out
    assert "CQ-HSCV-TX 2025: status: expected met, found missed" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "target_by: 2025, status: met, value",
            "target_by: 2031, status: met, value",
            "target: expected met, found nothing",
        ),
        ("    findings: [DX301]\n", "", "findings: expected nothing, found DX301"),
        ("gap: 0", "gap: 1", "gap: expected 1, found 0"),
    ],
)  # fmt: skip
def test_what_differs_is_said(plan: Path, old: str, new: str, said: str) -> None:
    cases = plan / "cases.yaml"
    text = cases.read_text("utf-8")
    assert old in text
    cases.write_text(text.replace(old, new, 1), "utf-8")
    done = run("catalogue", "test", plan, "--lang", "en", COLUMNS="300")
    assert done.code == 1, done.out + done.err
    assert said in done.out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("indicator: CQ-KTRA, target_by", "indicator: CQ-KTRAA, target_by", "DX430"),
        ("findings: [DX301]", "findings: [DX999]", "DX430"),
        ("name: số liệu trong tệp", "name: bảy mươi phần trăm là đạt", "DX494"),
        ("status: met, value", "status: great, value", "DX"),
        ("    expect:\n      - {indicator: CQ-HSCV-TX, target_by: 2025, status: met}\n", "", "DX"),
        ("version: 1\n", "version: 1\n<<: *x\n", "DX"),
    ],
)
def test_faulty_cases_are_refused_with_their_place(plan: Path, old: str, new: str, code: str) -> None:
    cases = plan / "cases.yaml"
    text = cases.read_text("utf-8")
    assert old in text
    cases.write_text(text.replace(old, new, 1), "utf-8")
    for command in (("catalogue", "test", plan), ("lint", plan)):
        done = run(*command)
        assert done.code in (1, 2)
        assert "cases.yaml:" in done.out + done.err
        assert code in done.out + done.err
    assert run("catalogue", "test", plan).code == 2


def test_without_cases_nothing_passes(plan: Path) -> None:
    (plan / "cases.yaml").unlink()
    done = run("catalogue", "test", plan)
    assert done.code == 2
    assert "DX493" in done.err
    (plan / "targets.yaml").write_text("x: 1\n", "utf-8")
    assert run("catalogue", "test", plan).code == 2

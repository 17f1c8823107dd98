"""One data file for several plans: a scorecard each, each figure asked for once."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from program import PROJECT, Finished, run

import dxscore

COMMUNE = PROJECT / "examples" / "xa-va-thon"
PROVINCE_TARGETS = """
version: 1
plan: {id: tinh, name: {vi: "Kế hoạch tỉnh"}, place: {vi: "Tỉnh"}, reporting_calendar: administrative}
documents: [{id: D, number: "1/KH", issuer: {vi: "UBND tỉnh"}, issued: 2026, title: {vi: "Kế hoạch"}}]
pillars: [{id: T, name: {vi: "Trụ cột"}}]
indicators:
  - id: T-1
    pillar: T
    name: {vi: "Hồ sơ trực tuyến của các xã"}
    measure: share
    over_time: flow
    unit_of_measure: percent
    counted_in: {vi: "hồ sơ"}
    numerator: {vi: "Hồ sơ nộp trực tuyến"}
    denominator: {vi: "Tất cả hồ sơ"}
    reported_by: cac-xa
    same_as: [CQ-HSTT]
    targets:
      - {by: 2026-Q2, more_than: 70, source: {document: D, section: "1", wording: "trên 70% hết quý II/2026"}}
  - id: T-2
    pillar: T
    name: {vi: "Máy chủ"}
    measure: number
    over_time: stock
    unit_of_measure: number
    minimum: 0
    reported_by: cac-xa
    targets:
      - {by: 2026-Q2, at_least: 1, source: {document: D, section: "2", wording: "ít nhất 1 hết quý II/2026"}}
"""
PROVINCE_BODIES = """
version: 1
bodies:
  - {id: tinh, name: {vi: "Tỉnh"}, kind: area}
  - {id: mp, name: {vi: "Xã Minh Phương"}, kind: commune}
  - {id: khac, name: {vi: "Xã Khác"}, kind: commune}
groups: [{id: cac-xa, name: {vi: "Các xã"}, members: [mp, khac], total: tinh}]
"""
MORE = (
    "T-1,Xã Khác,Quý I/2026,50,100,,\n"  # by the id of the province
    "CQ-HSTT,khac,Quý II/2026,50,100,,\n"  # and by that of the commune
    "T-2,xa-minh-phuong,Quý II/2026,,,1,\n"  # by the id that the commune's plan has
    "T-2,khac,Quý II/2026,,,1,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A province's catalogue, and figures for it and for the commune's."""
    province = tmp_path / "tinh"
    province.mkdir()
    (province / "targets.yaml").write_text(PROVINCE_TARGETS, encoding="utf-8")
    (province / "assignments.yaml").write_text(PROVINCE_BODIES, encoding="utf-8")
    figures = (COMMUNE / "metrics.csv").read_text(encoding="utf-8") + MORE
    (tmp_path / "m.csv").write_text(figures, encoding="utf-8")
    return tmp_path


def check(folder: Path, *arguments: str) -> Finished:
    both = ("--catalogue", str(COMMUNE), "--catalogue", "tinh")
    return run("check", "m.csv", *both, *arguments, cwd=folder, DXSCORE_LANG="vi")


def test_each_plan_gets_its_scorecard_from_one_file(folder: Path) -> None:
    done = check(folder, "--format", "json")
    document = json.loads(done.out)
    schema = json.loads((PROJECT / "schemas" / "scorecards-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    commune, province = document["scorecards"]
    assert (commune["plan"], province["plan"]) == ("xa-minh-phuong", "tinh")
    own = next(r for r in commune["results"] if r["indicator"] == "CQ-HSTT" and r["due"])
    assert (own["numerator"], own["denominator"]) == ("653", "930")
    theirs = {r["indicator"]: r for r in province["results"]}
    assert (theirs["T-1"]["numerator"], theirs["T-1"]["denominator"]) == (
        "753",
        "1130",
    )  # and 100 of 200
    assert (theirs["T-1"]["status"], theirs["T-2"]["status"]) == ("missed", "met")
    assert done.code == 1
    alone = run("check", COMMUNE / "metrics.csv", "--catalogue", COMMUNE, "--format", "json")
    assert json.loads(alone.out)["results"] == commune["results"]


def test_a_row_of_the_other_plan_is_noted_and_a_row_of_no_plan_is_an_error(folder: Path) -> None:
    done = check(folder)
    assert done.out.index("xã Minh Phương năm 2026") < done.out.index("Kế hoạch tỉnh")
    assert "DX334 (4 chỗ, dòng 20–23)" in done.err and "DX334 (16 chỗ, dòng 4–19)" in done.err
    with (folder / "m.csv").open("a", encoding="utf-8") as file:
        file.write("T-2,Xã Không Có,Quý II/2026,,,1,\nX-9,Xã Minh Phương,Quý II/2026,,,1,\n")
    faulty = check(folder)
    assert faulty.code == 2
    assert faulty.err.count("m.csv:24:2: lỗi DX231") == 1
    assert faulty.err.count("m.csv:24") == 1  # by the plan whose indicator it is
    assert faulty.err.count("m.csv:25:1: lỗi DX201") == faulty.err.count("m.csv:25") == 1  # said once


def test_files_carry_the_id_of_their_plan_and_one_format_alone_needs_one(folder: Path) -> None:
    done = check(folder, "--output", "kq.json", "--output", "bao-cao.md")
    assert (done.code, done.out) == (1, "")
    assert {path.name for path in folder.iterdir()} >= {
        "kq-tinh.json",
        "kq-xa-minh-phuong.json",
        "bao-cao-tinh.md",
        "bao-cao-xa-minh-phuong.md",
    }
    refused = check(folder, "--format", "junit")
    assert (refused.code, refused.out) == (2, "") and "--output" in refused.err
    assert "--waivers" in check(folder, "--waivers", "w.yaml").err


def test_forms_ask_for_each_figure_once(folder: Path) -> None:
    both = ("--catalogue", str(COMMUNE), "--catalogue", "tinh")
    made = run(
        *("template", *both, "--for", "all", "--period", "2026-Q2", "--output", "f", "--format", "csv"),
        cwd=folder,
        DXSCORE_LANG="vi",
    )
    assert made.code == 0

    def asked(name: str) -> list[str]:
        with (folder / "f" / name).open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines, delimiter=";"))
        return [row[0] for row in rows[rows.index(next(r for r in rows if r[:1] == ["Mã chỉ tiêu"])) + 1 :]]

    assert asked("xa-minh-phuong_2026-Q2.csv") == ["CQ-HSTT"]
    assert asked("mp_2026-Q2-tinh.csv") == ["T-2"]  # T-1 is asked for above
    assert asked("khac_2026-Q2-tinh.csv") == ["T-1", "T-2"]
    one = run(*("template", *both, "--for", "Xã Khác", "--period", "2026-Q2", "--output", "g"), cwd=folder)
    assert one.out.splitlines() == ["g/khac_2026-Q2-tinh.xlsx"]
    none = run(*("template", *both, "--for", "Xã Lạ", "--period", "2026-Q2", "--output", "h"), cwd=folder)
    assert none.code == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: T-2", "id: XH-MANG", "same_as: [XH-MANG]"),
        ('id: tinh, name: {vi: "Kế hoạch tỉnh"}', 'id: xa-minh-phuong, name: {vi: "Kế hoạch"}', "plan.id"),
        ("over_time: flow", "over_time: stock", "over_time"),
    ],
)
def test_plans_that_cannot_be_read_together_are_refused(folder: Path, old: str, new: str, said: str) -> None:
    path = folder / "tinh" / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = check(folder)
    assert (done.code, done.out) == (2, "") and said in done.err


def test_standard_input_is_read_once_for_all(folder: Path) -> None:
    both = ("--catalogue", str(COMMUNE), "--catalogue", "tinh")
    data = (folder / "m.csv").read_bytes()
    piped = run("check", "-", *both, "--format", "json", cwd=folder, stdin=data)
    results = [card["results"] for card in json.loads(piped.out)["scorecards"]]
    named = [card["results"] for card in json.loads(check(folder, "--format", "json").out)["scorecards"]]
    assert results == named


def test_a_catalogue_in_the_configuration_is_one(folder: Path) -> None:
    (folder / "dxscore.toml").write_text('catalogue = "tinh"\n', encoding="utf-8")
    done = run("check", "m.csv", "--format", "json", cwd=folder)
    assert json.loads(done.out)["plan"] == "tinh"


def test_the_library_reads_for_several_plans(folder: Path) -> None:
    commune, province = dxscore.load_catalogue(COMMUNE), dxscore.load_catalogue(folder / "tinh")
    metrics = dxscore.read_metrics(folder / "m.csv", province, others=[commune])
    assert not [finding for finding in metrics.findings if finding.severity == "error"]
    assert len(metrics.observations) == 6  # two of the commune's own, and the four rows behind

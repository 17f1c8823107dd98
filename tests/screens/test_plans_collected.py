"""Several plans, one folder of returned files: collected for each, and each figure reminded of once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from asked import Said, ask

ROOT = Path(__file__).parents[2]
COMMUNE = ROOT / "examples" / "xa-va-thon"
TARGETS = """
version: 1
plan: {id: tinh, name: {vi: "Kế hoạch tỉnh"}, place: {vi: "Tỉnh"}, reporting_calendar: administrative}
documents: [{id: D, number: "1/KH", issuer: {vi: "UBND tỉnh"}, issued: 2026, title: {vi: "Kế hoạch"}}]
pillars: [{id: T, name: {vi: "Trụ cột"}}]
indicators:
  - {id: T-1, pillar: T, name: {vi: "Hồ sơ của các xã"}, measure: share, over_time: flow,
     unit_of_measure: percent, counted_in: {vi: "hồ sơ"}, numerator: {vi: "Trực tuyến"},
     denominator: {vi: "Tất cả hồ sơ"}, reported_by: cac-xa, same_as: [CQ-HSTT],
     targets: [{by: 2026-Q2, more_than: 70, source: {document: D, section: "1", wording: "trên 70%"}}]}
  - {id: T-2, pillar: T, name: {vi: "Máy chủ"}, measure: number, over_time: stock, minimum: 0,
     unit_of_measure: number, reported_by: cac-xa,
     targets: [{by: 2026-Q2, at_least: 1, source: {document: D, section: "2", wording: "ít nhất 1"}}]}
"""
BODIES = """
version: 1
bodies:
  - {id: tinh, name: {vi: "Tỉnh"}, kind: area}
  - {id: mp, name: {vi: "Xã Minh Phương"}, kind: commune}
  - {id: khac, name: {vi: "Xã Khác"}, kind: commune}
groups: [{id: cac-xa, name: {vi: "Các xã"}, members: [mp, khac], total: tinh}]
"""
BOTH = ("--catalogue", str(COMMUNE), "--catalogue", "tinh", "--period", "2026-Q2", "--lang", "vi")
FIGURES = "chỉ tiêu,đơn vị,kỳ,tử số,mẫu số\n{indicator},Xã Minh Phương,2026-Q2,80,100\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forms of both plans, blank, beside the one figure that both count."""
    monkeypatch.chdir(tmp_path)
    Path("tinh").mkdir()
    Path("tinh", "targets.yaml").write_text(TARGETS, encoding="utf-8")
    Path("tinh", "assignments.yaml").write_text(BODIES, encoding="utf-8")
    assert ask("template", *BOTH, "--for", "all", "--output", "forms", "--format", "csv").code == 0
    back = tmp_path / "back"
    back.mkdir()
    for form in Path("forms").iterdir():
        if form.name.startswith(("mp_", "xa-minh-phuong")):
            (back / form.name).write_bytes(form.read_bytes())
    (back / "so-lieu.csv").write_text(FIGURES.format(indicator="CQ-HSTT"), encoding="utf-8")
    return tmp_path


def collected() -> Said:
    return ask("collect", "back", *BOTH, "--output", "s.csv")


def test_each_plan_has_its_own_file_and_a_figure_of_both_stands_in_both(folder: Path) -> None:
    done = collected()
    assert done.code == 1  # hamlets owe
    assert done.out.index("xã Minh Phương năm 2026\nThu biểu") < done.out.index("Kế hoạch tỉnh\nThu biểu")
    assert "biểu mẫu cũ" not in done.out  # a form of the other plan is no old one of this
    rows = {
        name: (folder / f"s-{name}.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        for name in ("tinh", "xa-minh-phuong")
    }
    assert rows["xa-minh-phuong"] == ["CQ-HSTT,xa-minh-phuong,2026-Q2,80,100,,,,"]
    assert rows["tinh"][0] == "T-1,mp,2026-Q2,80,100,,,,"
    assert (folder / "s-tinh.csv.receipt.json").is_file()
    again = collected()
    assert again.code == 1 and "không có gì thay đổi" in again.err
    checked = ask(
        *("check", "s-tinh.csv", "s-xa-minh-phuong.csv", *BOTH[:4], "--lang", "vi", "--format", "json")
    )
    assert checked.code == 1 and checked.out.count('"numerator": "80"') >= 2


def test_each_figure_is_reminded_of_once(folder: Path) -> None:
    assert collected().code == 1
    assert (folder / "s-tinh.csv").is_file()
    from_file = ask("remind", "s.csv", *BOTH)
    from_folder = ask("remind", "back", *BOTH)
    for said in (from_file, from_folder):
        assert said.code == 0
        commune, province = said.out.split("Kế hoạch tỉnh\n")
        assert "T-1" not in said.out
        assert "Thôn An Bình" in commune and "Minh Phương khẩn trương" not in commune
        assert re.search(r"UBND xã Khác khẩn trương(.|\n)*Hồ sơ của các xã", province)
        assert "gửi về UBND tỉnh" in province
    one = ask("remind", "s.csv", *BOTH, "--for", "khac")
    assert one.out.startswith("Đề nghị UBND xã Khác")


def test_what_belongs_to_one_plan_wants_a_file_or_is_refused(folder: Path) -> None:
    refused = ask("remind", "back", *BOTH, "--format", "json")
    assert (refused.code, refused.out) == (2, "") and "--output" in refused.err
    assert ask("remind", "back", *BOTH, "--format", "json", "--output", "owed.json").code == 0
    assert {path.name for path in folder.glob("owed-*")} == {"owed-tinh.json", "owed-xa-minh-phuong.json"}
    assert "--tasks" in ask("remind", "back", *BOTH, "--tasks", "t.csv").err
    assert ask("remind", "back", *BOTH, "--output", "nhac.docx").code == 0
    assert (folder / "nhac-tinh.docx").is_file()
    assert ask("remind", "back", *BOTH, "--for", "Xã Lạ").code == 2

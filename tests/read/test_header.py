"""Column names in both languages, and what is wrong with a header."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from dxscore.model.observation import Metrics
from dxscore.read.collected import FindingsSoFar
from dxscore.read.column_names import means
from dxscore.read.header import understand

Read = Callable[[str | bytes], Metrics]


@pytest.mark.parametrize(
    ("column", "names"),
    [
        ("indicator", ["indicator", "Chỉ tiêu", "Mã chỉ tiêu", "MÃ CHỈ TIÊU", "chi tieu", "machitieu"]),
        (
            "reporting_unit",
            ["reporting_unit", "Reporting Unit", "đơn vị", "Đơn vị báo cáo", "don_vi", "ĐƠN VỊ"],
        ),
        ("period", ["period", "kỳ", "Kỳ báo cáo", "ky bao cao"]),
        ("numerator", ["numerator", "Tử số", "tu so"]),
        ("denominator", ["denominator", "Mẫu số", "MAU SO"]),
        ("value", ["value", "giá trị", "Kết quả", "Tỷ lệ (%)"]),
        ("evidence", ["evidence", "minh chứng", "Tài liệu kiểm chứng"]),
        ("note", ["note", "Ghi chú", "ghi_chu"]),
        ("closed_on", ["closed_on", "ngày chốt", "Ngày chốt số liệu"]),
    ],
)
def test_names(column: str, names: list[str]) -> None:
    for name in names:
        assert means(name) == column
        assert means(unicodedata.normalize("NFD", f" {name}\u00a0")) == column


@pytest.mark.parametrize("name", ["", "STT", "Đơn vị tính", "unit of measure", "Mục tiêu", "lãnh đạo", "Ky`"])
def test_other_names(name: str) -> None:
    assert means(name) is None


GOOD = ["indicator", "reporting_unit", "period", "numerator", "denominator"]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (GOOD, []),
        ([*GOOD, "value", "STT", "Đơn vị tính"], ["DX126"]),
        (GOOD[:4], []),
        ([*GOOD[:3], "giá trị"], []),
        (GOOD[:3], ["DX122"]),
        (GOOD[1:], ["DX122"]),
        ([*GOOD, "Tử số"], ["DX123"]),
        ([*GOOD, "lạ", "lạ"], ["DX123"]),
        ([*GOOD, "Tên chỉ tiêu", "Tên đơn vị"], ["DX126"]),
        (["Mã chỉ tiêu", "Chỉ tiêu", *GOOD[1:]], ["DX126"]),
        ([*GOOD[:4], "denominater"], ["DX125"]),
        ([*GOOD[:3], "valeu"], ["DX122", "DX125"]),
        ([*GOOD, "Ghi chus"], ["DX125"]),
        ([*GOOD[:3], "Tử số\n(1)", "Mẫu số (người)"], []),
        (
            ["Chỉ tiêu (A)", "Đơn vị [1]", "Kỳ (2)", "Tỷ lệ (%) (3) = (1)/(2)", "Ngày chốt (ngày/tháng/năm)"],
            [],
        ),
        ([*GOOD, "Giá trị (kỳ trước)"], ["DX126"]),
        ([*GOOD[:3], "Giá trị (kỳ trước)"], ["DX122"]),
        ([*GOOD, "Đơn vị (tính)"], ["DX126"]),
        ([*GOOD, "Tử số (hồ sơ)"], ["DX126"]),
        ([*GOOD[:3], "Tử số (hồ sơ)", "Tử số (người)"], ["DX123"]),
        ([*GOOD, "Mẫu", "Tử"], ["DX126"]),
        ([*GOOD, "Minh chứng", "Minh chứng 2"], ["DX126"]),
        ([*GOOD, "numerators"], ["DX126"]),
        ([*GOOD, "Giải trình", "Kế hoạch", "Nguyên nhân"], ["DX126"]),
        ([*GOOD[:2], "Kỳ báo cao1", *GOOD[3:]], ["DX122", "DX125"]),
        ([*GOOD, "", ""], []),
    ],
)
def test_faults(cells: list[str], codes: list[str]) -> None:
    findings = FindingsSoFar("f")
    header = understand(cells, 1, findings)
    assert sorted(f.code for f in findings.result()) == codes
    assert (header is None) == any(f.severity == "error" for f in findings.result())


def test_faults_name_the_column_and_its_place(read: Read) -> None:
    (finding,) = read("indicator,reporting_unit,period,value,numerater\nHS,21469,2025,8,10\n").findings
    assert (finding.code, finding.row, finding.position, finding.column) == ("DX125", 1, 5, "numerater")
    assert "numerator" in finding.remedy.en and "Tử số" in finding.remedy.vi
    (finding,) = read("indicator,reporting_unit,period,value,giá trị\nHS,21469,2025,8,10\n").findings
    assert (finding.code, finding.position, finding.column) == ("DX123", 5, "value")


def test_a_remark_behind_a_name_is_understood_and_never_another_figure() -> None:
    assert means("Tử số\n(1)") == means("Tử số (hồ sơ)") == means("tử số [1]") == "numerator"
    assert means("Tỷ lệ (%) (3) = (1)/(2)") == "value"
    assert means("Giá trị (mục tiêu)") is means("Kết quả (năm 2024)") is means("Đơn vị (hồ sơ)") is None
    assert means("Kỳ (trước)") is means("Chỉ tiêu (kế hoạch)") is None
    assert [means(cell) for cell in ("Đơn vị (xã)", "Chỉ tiêu (mã số)", "Kỳ (quý)")] == [
        "reporting_unit",
        "indicator",
        "period",
    ]


def test_columns_that_are_not_read_are_named_on_one_line(read: Read) -> None:
    found = read('indicator,reporting_unit,period,value,"Lũy kế\n(2)"\nHS,21469,2025,8,9\n')
    assert "Lũy kế (2)" in next(f for f in found.findings if f.code == "DX126").message.vi


def test_codes_win_over_names(read: Read) -> None:
    text = "Tên chỉ tiêu;Mã chỉ tiêu;Tên đơn vị;Mã đơn vị;kỳ;tử số;mẫu số\nlạ;HS;lạ;21469;2025;8;10\n"
    (observation,) = read(text).observations
    assert (observation.indicator, observation.reporting_unit) == ("HS", "pho-hoa")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_makes_a_header(read: Read, separator: str) -> None:
    text = f"{separator.join(GOOD)}\n{separator.join(['HS', '21469', '2025', '8', '10'])}\n"
    assert len(read(text).observations) == 1


def test_a_title_above_the_header_is_passed_over_with_a_note(read: Read) -> None:
    text = "PHỤ LỤC;;;;\nBiểu số 1, năm 2025;;;;\n\n" + ";".join(GOOD) + "\nHS;21469;2025;8;10\n"
    metrics = read(text)
    assert [(f.code, f.severity) for f in metrics.findings] == [("DX127", "note")]
    assert [o.place.row for o in metrics.observations] == [5]


def test_headers_over_two_lines(read: Read) -> None:
    metrics = read('indicator,reporting_unit,period,"tử\nsố",mẫu số\nHS,21469,2025,8,10\n')
    assert [o.place.row for o in metrics.observations] == [3]


def test_no_header_at_all(read: Read) -> None:
    (finding,) = read("1,2,3\n4,5,6\n").findings
    assert finding.code == "DX121"


def test_too_many_columns(read: Read) -> None:
    (finding,) = read(",".join([*GOOD, *[f"c{n}x" for n in range(300)]]) + "\n").findings
    assert finding.code == "DX136"

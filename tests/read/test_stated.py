"""Unit and period in the lines above a table: taken where no column has them, held against the rows else."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from workbook_answers import read_there

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.period import Period
from dxscore.read import metrics
from dxscore.read.sources import Source

FULL = ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"]
HOA = ["HS", "Phổ Hòa", "2025-Q1", 8, 10]
BARE = ["Chỉ tiêu", "Tử số", "Mẫu số"]


def read(catalogue: Catalogue, above: list[Any], *rows: list[Any]) -> Metrics:
    book = openpyxl.Workbook()
    for cells in ([line] if isinstance(line, str) else line for line in above):
        book.worksheets[0].append(cells)
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    read_there(out.getvalue())
    return metrics.read([Source("bieu.xlsx", out.getvalue())], catalogue)


def told(found: Metrics, *codes: str) -> list[tuple[str, int | None, int | None, str | None]]:
    return [(f.code, f.row, f.position, f.column) for f in found.findings if f.code in codes]


def only(found: Metrics, code: str) -> Finding:
    (finding,) = [f for f in found.findings if f.code == code]
    return finding


def test_another_unit_above_the_table_is_a_warning_at_its_cell(catalogue: Catalogue) -> None:
    found = read(catalogue, ["BIỂU SỐ LIỆU", "Đơn vị báo cáo: UBND xã Phổ An"], FULL, HOA)
    finding = only(found, "DX129")
    assert (finding.severity, finding.row, finding.position) == ("warning", 2, 1)
    assert finding.column == "reporting_unit"
    assert "“UBND xã Phổ An”" in finding.message.vi and "Phường Phổ Hòa" in finding.message.vi
    assert [o.reporting_unit for o in found.observations] == ["pho-hoa"]


@pytest.mark.parametrize(
    "line",
    [
        "Kỳ báo cáo: Quý II/2025",
        "Kỳ báo cáo: Quý II/2025 (từ 15/03/2025 đến 14/06/2025)",
        ["Kỳ:", None, "Quý I/2026"],
        "Năm: 2026",
        "Kỳ báo cáo: Tháng 02/2025",
    ],
)
def test_another_period_above_the_table_is_a_warning(catalogue: Catalogue, line: Any) -> None:
    found = read(catalogue, [line], FULL, HOA)
    assert told(found, "DX129") == [("DX129", 1, 1 if isinstance(line, str) else 3, "period")]
    said = only(found, "DX129").message
    assert "Quý I/2025" in said.vi and "2025-Q1" in said.en
    assert len(found.observations) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Đơn vị báo cáo: UBND phường Phổ Hòa",
        "Đơn vị: P. Phổ Hòa, TX Đức Phổ",
        "Đơn vị báo cáo: UBND thị xã Đức Phổ",
        "Đơn vị báo cáo: Phòng Văn hóa và Thông tin",
        "Đơn vị: hồ sơ",
        "Đơn vị báo cáo: ………………",
        "UBND xã Phổ An",
        "Kính gửi: UBND xã Phổ An",
        "Kỳ báo cáo: Quý I/2025 (từ 15/12/2024 đến 14/03/2025)",
        "Kỳ báo cáo: Năm 2025",
        "Kỳ báo cáo: ………",
        "Thời gian: 04/2025",
        "(Quý II/2025)",
        "Kỳ trước: Quý IV/2024",
    ],
)
def test_a_title_that_fits_its_rows_is_passed_over(catalogue: Catalogue, line: str) -> None:
    assert told(read(catalogue, [line], FULL, HOA), "DX129") == []


def test_a_table_of_many_units_may_stand_under_any_of_them(catalogue: Catalogue) -> None:
    rows = HOA, ["HS", "Phổ Minh", "2025-Q1", 8, 10]
    assert told(read(catalogue, ["Đơn vị báo cáo: UBND xã Phổ An"], FULL, *rows), "DX129") == []


def test_an_office_s_own_table_under_another_office(catalogue: Catalogue) -> None:
    row = ["AT", "Công an thị xã", "2025", 1, 2]
    found = read(catalogue, ["Đơn vị báo cáo: Phòng VH&TT"], FULL, row)
    assert told(found, "DX129") == [("DX129", 1, 1, "reporting_unit")]


def test_a_text_file_is_held_against_its_title_too(catalogue: Catalogue) -> None:
    lines = ["Đơn vị báo cáo: UBND xã Phổ An;;;;", ";".join(FULL), ";".join(map(str, HOA)), ""]
    found = metrics.read([Source("bieu.csv", "\n".join(lines).encode())], catalogue)
    assert told(found, "DX129") == [("DX129", 1, 1, "reporting_unit")]


def test_the_form_s_own_lines_serve_where_its_columns_were_deleted(catalogue: Catalogue) -> None:
    above = ["Đơn vị báo cáo: Phường Phổ Hòa", "Kỳ báo cáo: Quý I/2025 (từ 15/12/2024 đến 14/03/2025)"]
    found = read(catalogue, above, BARE, ["HS", 8, 10])
    assert [(o.reporting_unit, o.period) for o in found.observations] == [
        ("pho-hoa", Period("quarter", 2025, 1))
    ]
    assert told(found, "DX164", "DX129") == [
        ("DX164", 1, 1, "reporting_unit"),
        ("DX164", 2, 1, "period"),
    ]


def test_a_fault_of_what_is_stated_is_said_once_at_its_cell(catalogue: Catalogue) -> None:
    above = ["Đơn vị báo cáo: xã Phổ Hòa", "Kỳ báo cáo: Quý 5/2025"]
    found = read(catalogue, above, BARE, ["HS", 8, 10], ["TIEN", 1, 2])
    assert told(found, "DX234", "DX241") == [("DX234", 1, 1, "reporting_unit"), ("DX241", 2, 1, "period")]
    assert found.observations == ()
    assert found.tables[0].rejected == (4, 5)


def test_an_indicator_that_the_stated_unit_does_not_report_is_said_in_its_row(catalogue: Catalogue) -> None:
    above = ["Đơn vị báo cáo: Công an thị xã", "Kỳ báo cáo: Quý I/2025"]
    found = read(catalogue, above, BARE, ["HS", 8, 10], ["TIEN", 1, 2])
    assert told(found, "DX237") == [("DX237", 4, 1, "indicator"), ("DX237", 5, 1, "indicator")]


def test_a_unit_of_measure_is_not_taken_for_the_unit_that_is_named_too(catalogue: Catalogue) -> None:
    above = ["Đơn vị: hồ sơ", "Đơn vị: Phổ Hòa", "Kỳ: 2025"]
    found = read(catalogue, above, BARE, ["HS", 8, 10])
    assert [o.reporting_unit for o in found.observations] == ["pho-hoa"]


def test_what_two_lines_say_differently_is_not_taken(catalogue: Catalogue) -> None:
    above = ["Đơn vị: Phổ Minh", "Đơn vị: Phổ Hòa", "Kỳ: 2025"]
    found = read(catalogue, above, BARE, ["HS", 8, 10])
    assert found.observations == ()
    assert "DX122" in {f.code for f in found.findings}


def test_the_place_of_evidence_is_kept_where_a_row_holds_one_figure(catalogue: Catalogue) -> None:
    found = read(catalogue, [], [*FULL, "Minh chứng"], [*HOA, "BC 1"])
    assert [(o.place.cell, o.evidence_cell) for o in found.observations] == [(4, 6)]
    wide = read(catalogue, [], ["Đơn vị", "Kỳ", "SO", "DUONG", "Minh chứng"], ["Phổ Hòa", 2025, 8, 9, "BC 1"])
    assert [(o.place.cell, o.evidence_cell) for o in wide.observations] == [(3, None), (4, None)]

"""template -> a workbook filled in -> collect -> check, through other programs too."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from answers import OFFICE, PERIOD, collect, form, receipt, rows
from filled import convert, fill, office, reorder, rows_of
from program import EXAMPLE, HEADER, run


def test_a_filled_workbook_is_checked_as_it_is(tmp_path: Path) -> None:
    path = form(tmp_path, "pho-hoa")
    fill(path, {"CQ-HSCV-XP": {"numerator": 612, "denominator": 874}})
    done = run("check", path, "--format", "json", "--for", "pho-hoa", "--fail-on", "never")
    result = next(r for r in json.loads(done.out)["results"] if r["indicator"] == "CQ-HSCV-XP")
    assert (done.code, result["numerator"], result["denominator"]) == (0, "612", "874")


@pytest.mark.office
@office
@pytest.mark.parametrize("to", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_libreoffice_is_collected_judged_and_reminded_of(tmp_path: Path, to: str) -> None:
    sent = form(tmp_path / "out", "pho-hoa", "--previous", str(EXAMPLE))
    typed: dict[str, dict[str, Any]] = {
        "CQ-HSCV-XP": {
            "numerator": 612,
            "denominator": 874,
            "evidence": "15/BC-UBND",
            "closed_on": "10/12/2024",
        },
        "XH-DTTM": {"numerator": 3600, "denominator": 4500, "note": "-12 người đi xa, “x”"},
        "XH-TKTT": {"value": "Không phát sinh"},
        "AT-MADOC-CAIDAT": {"value": "Không áp dụng", "note": "không có máy tính dùng chung"},
    }
    filled = fill(sent, typed, to=tmp_path / "Bieu so lieu (1).xlsx")
    reorder(filled)
    convert(filled, to, tmp_path / "back")
    output = tmp_path / "m.csv"
    done = collect(tmp_path / "back", output)
    assert done.code == 1, done.out + done.err
    assert "1/33 đơn vị đã gửi; 0 đơn vị đủ số liệu; 4/209 số liệu." in done.out
    by_indicator = {row["indicator"]: row for row in rows(output)}
    assert by_indicator["CQ-HSCV-XP"] == {
        **dict.fromkeys(HEADER.split(","), ""),
        "indicator": "CQ-HSCV-XP",
        "reporting_unit": "pho-hoa",
        "period": "2024-Q4",
        "numerator": "612",
        "denominator": "874",
        "evidence": "15/BC-UBND",
        "closed_on": "2024-12-10",
    }
    assert (by_indicator["XH-TKTT"]["numerator"], by_indicator["XH-TKTT"]["denominator"]) == ("0", "0")
    assert by_indicator["XH-DTTM"]["note"] == "'-12 người đi xa, “x”"
    assert by_indicator["AT-MADOC-CAIDAT"]["value"] == "not applicable"
    assert receipt(output)["remarks"] == []
    assert len(receipt(output)["files"][0]["forms"]) == 1
    judged = run("check", output, "--for", "pho-hoa", "--format", "json", "--fail-on", "never")
    result = next(r for r in json.loads(judged.out)["results"] if r["indicator"] == "XH-DTTM")
    assert (judged.code, result["numerator"], result["value"]) == (0, "3600", "80")
    letter = run("remind", output, *PERIOD, "--for", "pho-hoa", "--lang", "vi")
    assert sum(line[:1].isdigit() for line in letter.out.splitlines()) == 6


@pytest.mark.office
@office
@pytest.mark.parametrize("to", ["xlsx", "ods", "xls"])
def test_a_word_beside_the_table_leaves_no_row_out_in_any_format(tmp_path: Path, to: str) -> None:
    filled = fill(form(tmp_path, "pho-hoa"), {"CQ-HSCV-XP": {"numerator": 612, "denominator": 874}})
    book = openpyxl.load_workbook(filled)
    sheet, cell = book.worksheets[0], f"O{rows_of(filled)['CQ-HSCV-XP']}"
    header = next(cell.row for cell in sheet["K"] if cell.value == "Mã chỉ tiêu")
    sheet[f"O{header}"], sheet[cell] = " ", "ghi thêm"  # a blank is no title
    book.save(filled)
    done = run("check", convert(filled, to, tmp_path / "back"), "--lang", "vi", "--for", "pho-hoa")
    assert [line for line in done.err.splitlines() if cell in line and "cảnh báo DX168" in line], done.err
    assert "lỗi" not in done.err


@office
@pytest.mark.parametrize(
    ("to", "unit", "name"),
    [
        ("xlsx", "pho-hoa", "UBND phường Phổ Hòa"),
        ("xlsx", "phong-noi-vu", "Phòng Nội vụ"),
        ("ods", "pho-hoa", "UBND phường Phổ Hòa"),
        ("xls", "pho-hoa", "UBND phường Phổ Hòa"),
    ],
)
def test_who_changed_a_figure_and_what_was_written_under_it_is_told(
    tmp_path: Path, to: str, unit: str, name: str
) -> None:
    output = tmp_path / "m.csv"
    sent = form(tmp_path / "out", unit)
    first = fill(sent, {OFFICE[0]: {"numerator": 3, "denominator": 20}}, to=tmp_path / "a.xlsx")
    collect(convert(first, to, tmp_path / "back").parent, output)
    again = fill(first, {OFFICE[0]: {"numerator": 4, "note": "đếm lại"}})
    book = openpyxl.load_workbook(again)
    sheet = book.worksheets[0]
    (row,) = (cell.row for cell in sheet["H"] if cell.value == "…………, ngày …… tháng …… năm ……")
    foot = sheet.max_row
    sheet[f"H{row}"] = "Đức Phổ, ngày 15 tháng 12 năm 2024"
    sheet[f"C{foot}"], sheet[f"H{foot}"] = "Nguyễn Văn A", "Trần Thị B"
    sheet[f"B{foot + 2}"] = "Gửi thay bản ngày 14"
    book.save(again)
    convert(again, to, tmp_path / "back")
    done = collect(tmp_path / "back", output)
    people = "người lập: Nguyễn Văn A; thủ trưởng: Trần Thị B; Đức Phổ, ngày 15 tháng 12 năm 2024"
    change = f"{OFFICE[0]} · {name}: 3/20 → 4/20 (tệp a.{to}; {people}); ghi chú: đếm lại"
    assert f"  {change}\n" in done.out
    assert f"  a.{to}:'Biểu số liệu'!B{foot + 2}: “Gửi thay bản ngày 14”\n" in done.out
    told = receipt(output)
    by = {"sheet": "Biểu số liệu", "prepared_by": "Nguyễn Văn A", "head": "Trần Thị B"}
    by["signed_on"] = "Đức Phổ, ngày 15 tháng 12 năm 2024"
    assert [each["by"] for each in told["changes"]] == [by]
    (file,) = told["files"]
    assert file["signed"] == [by]
    assert [(words["cell"], words["text"]) for words in file["words"]] == [
        (f"B{foot + 2}", "Gửi thay bản ngày 14")
    ]

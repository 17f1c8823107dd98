"""Nothing that anyone typed is lost: renamed columns, notes on blank rows, words of all kinds."""

import shutil
from pathlib import Path
from typing import Any

import answers
import openpyxl
import pytest
from answers import OFFICE, PERIOD, form
from filled import fill, rows_of
from openpyxl.comments import Comment
from program import Finished, run

ARRIVALS = Path(__file__).parents[1] / "arrivals"
CAIDAT, KETNOI, *_ = OFFICE
SHEET = "'Biểu số liệu'"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The form of the police, with two figures."""
    figures = {CAIDAT: {"numerator": 3, "denominator": 20}, KETNOI: {"numerator": 4, "denominator": 20}}
    return fill(form(tmp_path / "back"), figures)


def typed(path: Path, cells: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(path)


def collect(sent: Path) -> Finished:
    """Collect the folder of a returned file."""
    return answers.collect(sent.parent, sent.parent.parent / "m.csv")


def collected(sent: Path) -> dict[str, str]:
    rows = answers.rows(sent.parent.parent / "m.csv")
    return {row["indicator"]: f"{row['numerator']}/{row['denominator']}" for row in rows}


def told(sent: Path) -> Any:
    return answers.receipt(sent.parent.parent / "m.csv")


def test_a_column_of_figures_under_another_name_takes_nothing_back(sent: Path) -> None:
    collect(sent)
    row = rows_of(sent)[CAIDAT]
    typed(sent, {"E7": "Số đã thực hiện", "F7": "Tổng số"})
    done = collect(sent)
    assert done.code == 2
    assert f"phong-noi-vu_2024-Q4.xlsx:{SHEET}: lỗi DX325" in done.err
    assert "Số đã thực hiện, Tổng số" in done.err and "Tử số, Mẫu số" in done.err
    assert f"phong-noi-vu_2024-Q4.xlsx:{SHEET}!E{row}: “3”" in done.out
    assert collected(sent) == {CAIDAT: "3/20", KETNOI: "4/20"}
    assert told(sent)["changes"] == []


def test_why_a_figure_was_taken_back_is_told(sent: Path) -> None:
    collect(sent)
    row = rows_of(sent)[CAIDAT]
    typed(sent, {f"E{row}": None, f"F{row}": None, f"I{row}": "Rút số liệu, chờ kiểm tra"})
    done = collect(sent)
    assert (
        f"{CAIDAT} · Phòng Nội vụ: 3/20 → (trống) (tệp phong-noi-vu_2024-Q4.xlsx); ghi chú: Rút số liệu"
        in done.out
    )
    (change,) = told(sent)["changes"]
    assert (change["new"], change["reason"]) == (None, "Rút số liệu, chờ kiểm tra")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("I{blank}", "đang rà soát, gửi sau"),
        ("H{blank}", "BC 15"),
        ("C{blank}", "Chỉ tính phường, xã"),
        ("C{group}", "Phần này do Văn phòng báo cáo"),
        ("A4", "Kỳ báo cáo: số tạm tính"),
    ],
)
def test_words_anywhere_on_a_form_are_told(sent: Path, cell: str, text: str) -> None:
    blank = rows_of(sent)["AT-CAPDO-PHEDUYET"]
    where = cell.format(blank=blank, group=8)
    typed(sent, {where: text})
    done = collect(sent)
    assert f"  phong-noi-vu_2024-Q4.xlsx:{SHEET}!{where}: “{text}”\n" in done.out
    (file,) = told(sent)["files"]
    assert [(words["cell"], words["text"]) for words in file["words"]] == [(where, text)]


def test_a_column_that_somebody_added_is_told(sent: Path) -> None:
    row = rows_of(sent)[CAIDAT]
    typed(sent, {"N7": "Nguyên nhân", f"N{row}": "thiếu máy chủ"})
    done = collect(sent)
    assert f"  phong-noi-vu_2024-Q4.xlsx:{SHEET}!N{row}: “thiếu máy chủ”\n" in done.out


def test_a_form_as_it_was_sent_out_has_no_words(sent: Path) -> None:
    assert "Chữ không tính vào số liệu" not in collect(sent).out


def test_what_was_taken_for_not_done_is_told(tmp_path: Path) -> None:
    path = fill(form(tmp_path / "back", "phong-vhtt"), {"XH-DIDONG": {"value": "đang thực hiện"}})
    assert "“đang thực hiện” được tính là chưa thực hiện xong" in collect(path).err


def test_a_total_that_its_units_contradict_is_told_and_its_cells_are_no_words(tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    path = tmp_path / "back" / "a.csv"
    lines = (
        "mã chỉ tiêu;đơn vị;kỳ;tử số;mẫu số;ghi chú",
        "CQ-HSCV-XP;Phổ Hòa;2024-Q4;10;20;",
        "CQ-HSCV-XP;Phổ Minh;2024-Q4;11;20;",
        "CQ-HSCV-XP;Tổng cộng;2024-Q4;25;40;số tạm cộng",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    done = collect(path)
    assert "a.csv:4: cảnh báo DX316" in done.err
    assert "cần người đọc (1)\n  a.csv:4:6: “số tạm cộng”\n" in done.out


def test_a_form_refused_whole_is_not_blank_and_what_stood_is_named(sent: Path) -> None:
    collect(sent)
    row = rows_of(sent)[CAIDAT]
    typed(sent, {f"I{row}": "Sè liÖu ®· rµ so¸t"})
    done = collect(sent)
    assert (done.code, "DX111" in done.err) == (2, True)
    stands = f"Giữ số thu lần trước, vì số mới gửi không tính được (1)\n  Phòng Nội vụ: {CAIDAT}, {KETNOI}"
    assert f"{stands} (tệp không đọc được)\n" in done.out
    letter = run("remind", sent.parent, *PERIOD, "--for", "phong-noi-vu", "--lang", "vi")
    assert "\nTệp đã gửi không đọc được, đề nghị gửi lại:\n1. " in letter.out and "\n4. " in letter.out


def test_a_wide_row_without_its_period_and_its_blank_cells_are_the_units_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Đơn vị", "Kỳ", "XH-DTTM", None, "XH-TKTT", None])
    sheet.append([None, None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"])
    for cells in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        sheet.merge_cells(cells)
    sheet.append(["Xã Phổ An", None, 3000, 4000, 2000, 4000])
    sheet.append(["Phường Phổ Văn", "2024-Q4", 3100, 4000, "chưa có", None])
    (tmp_path / "back").mkdir()
    book.save(tmp_path / "back" / "a.xlsx")
    done = collect(tmp_path / "back" / "a.xlsx")
    states = {unit["reporting_unit"]: unit for unit in told(tmp_path / "back" / "a.xlsx")["units"]}
    assert states["pho-an"]["status"] == "set_aside"
    reasons = {item["indicator"]: item["reason"] for item in states["pho-an"]["missing"]}
    assert {name for name, why in reasons.items() if why == "faulty"} == {"XH-DTTM", "XH-TKTT"}
    assert {*reasons.values()} == {"faulty", "not_sent"}
    reasons = {item["indicator"]: item["reason"] for item in states["pho-van"]["missing"]}
    assert (reasons["XH-TKTT"], reasons["XH-KYNANG"]) == ("left_blank", "not_listed")
    assert "XH-TKTT (để trống)" in done.out


def test_a_blank_cell_beside_a_faulty_one_in_a_wide_table_was_left_blank(tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    wide = tmp_path / "back" / "a.csv"
    header = f"Đơn vị;Kỳ;{OFFICE[0]};{OFFICE[1]};{OFFICE[2]};Ghi chú\n"
    wide.write_text(f"{header}phong-noi-vu;2024-Q4;tám;;5/20;chưa tổng hợp\n", encoding="utf-8")
    done = collect(wide)
    (police,) = (unit for unit in told(wide)["units"] if unit["reporting_unit"] == "phong-noi-vu")
    reasons = {item["indicator"]: item["reason"] for item in police["missing"]}
    assert reasons == {OFFICE[0]: "faulty", OFFICE[1]: "left_blank", OFFICE[3]: "not_listed"}
    assert "chưa tổng hợp" in done.out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Đơn vị;Kỳ;XH-DTTM;XH-TKTT;XH-KYNANG\nXã Phổ An;2024-Q4;x;;1/2\n", "left_blank"),
        ("Chỉ tiêu;Kỳ;Xã Phổ An;Phổ Văn\nXH-DTTM;2024-Q4;x;1/2\nXH-KYNANG;2024-Q4;1/2;\n", "not_listed"),
        ("Đơn vị: Xã Phổ An;\nKỳ: 2024-Q4;\nChỉ tiêu;Giá trị\nXH-DTTM;x\nXH-KYNANG;1/2\n", "not_listed"),
    ],
)
def test_a_faulty_figure_of_any_table_is_the_fault_of_no_other(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    sent = tmp_path / "back" / "a.csv"
    sent.write_text(text, encoding="utf-8")
    collect(sent)
    states = {unit["reporting_unit"]: unit for unit in told(sent)["units"]}
    reasons = {item["indicator"]: item["reason"] for item in states["pho-an"]["missing"]}
    assert [name for name, reason in reasons.items() if reason.startswith("faulty")] == ["XH-DTTM"]
    assert reasons["XH-TKTT"] == why


def test_a_second_table_stands_whole_in_the_receipt(tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    sent = tmp_path / "back" / "a.csv"
    head = "Đơn vị: Xã Phổ An;;\nKỳ: 2024-Q4;;\nChỉ tiêu;Giá trị;STT\nXH-DTTM;1/2;1\n"
    sent.write_text(f"{head}Đơn vị: Phổ Văn;;\nXH-KYNANG;3/4;chốt 14/12\n", encoding="utf-8")
    done = collect(sent)
    assert (done.code, "DX146 (2 chỗ, dòng 5–6)" in done.err) == (2, True)
    (file,) = told(sent)["files"]
    words = [words["text"] for words in file["words"] if words["row"] > 4]
    assert words == ["Đơn vị: Phổ Văn", "XH-KYNANG", "3/4", "chốt 14/12"]


def test_what_stands_in_no_cell_is_told_once_and_is_whole_in_the_receipt(sent: Path) -> None:
    row = rows_of(sent)[CAIDAT]
    long = " ".join(f"lời {number}" for number in range(200))
    book = openpyxl.load_workbook(sent)
    book.worksheets[0][f"E{row}"].comment = Comment(long, "X")
    book.worksheets[0][f"P{row}"] = "bên cạnh bảng"
    book.create_sheet("Khác")["B2"].comment = Comment("ở trang khác", "X")
    book.save(sent)
    done = collect(sent)
    assert (
        all(code in done.err for code in ("DX168", "DX169")) and "Chữ không tính vào số liệu" not in done.out
    )
    (file,) = told(sent)["files"]
    assert [(words["sheet"], words["cell"], words["text"]) for words in file["words"]] == [
        ("Biểu số liệu", f"P{row}", "bên cạnh bảng"),
        ("Biểu số liệu", f"E{row}", long),
        ("Khác", "B2", "ở trang khác"),
    ]


def test_comments_and_text_boxes_are_told_when_checked_and_when_collected(tmp_path: Path) -> None:
    back = tmp_path / "back"
    back.mkdir()
    shutil.copy(ARRIVALS / "nhan-xet.xlsx", back / "a.xlsx")
    taken_in = answers.collect(back, tmp_path / "m.csv", period="2024")
    for done, name in (
        (taken_in, "a.xlsx"),
        (run("check", back / "a.xlsx", "--lang", "vi"), back / "a.xlsx"),
    ):
        assert f"{name}:'Biểu 01'!D2: cảnh báo DX169: nhận xét gắn vào ô" in done.err, done.err
        assert "“Chưa chính thức, chờ đối chiếu với Một cửa”" in done.err
        assert f"{name}:'Ghi chép'!B2: cảnh báo DX170" in done.err


def test_a_change_says_who_signed_and_when_and_lines_of_a_cell_stand_beside_each_other(sent: Path) -> None:
    collect(sent)
    row = rows_of(sent)[CAIDAT]
    foot = {"H22": "ngày 15/12/2024", "H24": "GIÁM ĐỐC\nTrần Thị B", "C30": "Thôn 4\nchưa gửi"}
    typed(sent, {f"E{row}": 5, **foot})
    done = collect(sent)
    assert "3/20 → 5/20 (tệp phong-noi-vu_2024-Q4.xlsx; thủ trưởng: Trần Thị B; ngày 15/12/2024)" in done.out
    assert f"{SHEET}!C30: “Thôn 4 / chưa gửi”" in done.out


def test_of_a_rejected_row_nothing_is_lost(sent: Path) -> None:
    row = rows_of(sent)[CAIDAT]
    typed(sent, {f"E{row}": "khoảng 3", f"H{row}": "BC 15", f"I{row}": "ước tính"})
    done = collect(sent)
    assert f"!H{row}: “BC 15”" in done.out and f"!I{row}: “ước tính”" in done.out
    assert "“khoảng 3”" in done.err and "“khoảng 3”" not in done.out
    (file,) = told(sent)["files"]
    assert {(words["cell"], words["text"]) for words in file["words"]} == {
        (f"E{row}", "khoảng 3"),
        (f"F{row}", "20"),
        (f"H{row}", "BC 15"),
        (f"I{row}", "ước tính"),
    }


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("CQ-HSCV-XP;Phổ Hòa;2024-Q4;khoảng 5;20;tạm tính", {(2, "khoảng 5"), (2, "20"), (2, "tạm tính")}),
        ("CQ-HSCV-XP;Phổ Hòa;2024-Q4;5;20;lời; dài", {(2, "lời"), (2, "dài"), (2, "5"), (2, "Phổ Hòa")}),
        ('CQ-HSCV-XP;Phổ Hòa;2024-Q4;5;20;"lời', {(2, 'CQ-HSCV-XP;Phổ Hòa;2024-Q4;5;20;"lời')}),
    ],
)
def test_of_a_rejected_line_nothing_is_lost(tmp_path: Path, line: str, cells: set[tuple[int, str]]) -> None:
    path = tmp_path / "back" / "a.csv"
    path.parent.mkdir()
    good = "AT-MADOC-CAIDAT;Phổ Hòa;2024-Q4;5;20;"
    path.write_text("\n".join(("mã chỉ tiêu;đơn vị;kỳ;tử số;mẫu số;ghi chú", line, good)), encoding="utf-8")
    collect(path)
    (file,) = told(path)["files"]
    assert cells <= {(words["row"], words["text"]) for words in file["words"]}


def test_words_in_a_column_of_a_units_own_table_are_told(tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    path = tmp_path / "back" / "a.csv"
    lines = (
        "STT;mã chỉ tiêu;đơn vị tính;đơn vị;kỳ;tử số;mẫu số;giải trình",
        "1;CQ-HSCV-XP;hồ sơ;Phổ Hòa;2024-Q4;10;20;mất điện hai tuần",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "cần người đọc (1)\n  a.csv:2:8: “mất điện hai tuần”\n" in collect(path).out
    (file,) = told(path)["files"]
    assert [words["text"] for words in file["words"]] == ["hồ sơ", "mất điện hai tuần"]


def test_a_figure_in_a_row_without_a_code_is_quoted_once_and_its_words_are_told(sent: Path) -> None:
    typed(sent, {"E8": 5821, "I8": "cộng dồn", "B30": "Trong đó: nữ", "E30": 700, "F30": 900})
    done = collect(sent)
    assert done.code == 2
    for cell, figure in (("E8", "5821"), ("E30", "700/900")):
        assert f"{SHEET}!{cell}: lỗi DX223" in done.err and f"“{figure}” ghi ở dòng không có mã" in done.err
    assert not any(code in done.err for code in ("DX202", "DX230", "DX240"))
    assert "!I8: “cộng dồn”" in done.out and "!B30: “Trong đó: nữ”" in done.out
    (file,) = told(sent)["files"]
    cells = {words["cell"]: words["text"] for words in file["words"]}
    assert (cells["E8"], cells["E30"], cells["F30"]) == ("5821", "700", "900")
    assert collected(sent) == {CAIDAT: "3/20", KETNOI: "4/20"}


def test_a_row_of_which_only_the_indicator_is_lost_lacks_its_indicator(sent: Path) -> None:
    typed(sent, {f"K{rows_of(sent)[CAIDAT]}": None})
    err = collect(sent).err
    assert "DX202" in err and "DX223" not in err


def test_one_column_under_another_name_is_told_once_with_all_its_cells(sent: Path) -> None:
    row = rows_of(sent)[CAIDAT]
    typed(sent, {"E7": "Số đã thực hiện"})
    done = collect(sent)
    assert "biểu mẫu không còn cột Tử số; các cột không đọc được: Số đã thực hiện;" in done.err
    assert not any(code in done.err for code in ("DX126", "DX214", "DX139"))
    assert f"!E{row}: “3”" in done.out and f"!F{row}: “20”" in done.out
    assert "có lỗi" in done.out


def test_half_a_share_is_told_where_another_column_bears_another_name(sent: Path) -> None:
    typed(sent, {"G7": "Kết luận", f"E{rows_of(sent)[CAIDAT]}": None})
    err = collect(sent).err
    assert "DX325" in err and "DX214" in err


def test_of_columns_that_are_not_read_a_forms_own_are_not_named_and_no_name_is_cut(sent: Path) -> None:
    names = (
        "Nguyên nhân chưa hoàn thành chỉ tiêu được giao trong kỳ",
        "Kiến nghị với Ủy ban nhân dân thị xã",
    )
    typed(sent, {"N7": names[0], "O7": names[1]})
    assert f"các cột không dùng để chấm: {', '.join(names)};" in collect(sent).err


def test_a_table_with_a_column_for_each_unit_is_no_form_even_under_a_stamp(tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    book = openpyxl.Workbook()
    for row in (
        (f"dxscore-form/1/pho-hoa/2024-Q4/{'0' * 16}",),
        ("Mã chỉ tiêu", "Kỳ", "Phường Phổ Hòa", None, "Xã Phổ An", None),
        (None, None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"),
        ("CQ-HSCV-XP", "2024-Q4", 5, 10, 6, 10),
        (None, None, None, None, 7, 10),
    ):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("C2:D2")
    book.worksheets[0].merge_cells("E2:F2")
    book.save(tmp_path / "back" / "a.xlsx")
    err = collect(tmp_path / "back" / "a.xlsx").err
    assert "DX202" in err and "DX223" not in err

"""`dxscore remind --output cong-van.docx`: one letter to all who owe, with an annex."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from program import run

from dxscore.model.place import cell_name, cell_number

PERIOD = ("--period", "2025", "--lang", "vi")
UNIT = "phuong-sa-huynh"


@pytest.fixture
def back(tmp_path: Path) -> Path:
    """A form with a figure that cannot be read, one that cannot be true and a copy of another unit."""
    folder = tmp_path / "back"
    run("template", "--for", UNIT, "--period", "2025", "--output", folder)
    path = folder / f"{UNIT}_2025.xlsx"
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=8):
        texts = [cell.value for cell in row]
        if "XH-DTTM" in texts:
            row[4].value, row[5].value = "khoảng mười nghìn", 12993
        if "XH-TKTT" in texts:
            row[4].value, row[5].value = 900, 800
        if "XH-CAPQUANG-HO" in texts:
            row[4].value, row[5].value = 700, 800
    book.save(path)
    (folder / "Công an thị xã.pdf").write_bytes(b"%PDF-1.7")
    return folder


def written(source: Path, letter: Path, *more: str) -> tuple[list[str], list[list[str]]]:
    """Its paragraphs, those of its head too, and the rows of its annex: whose each is, then its cells."""
    done = run("remind", source, *PERIOD, "--output", letter, *more)
    assert done.out == ""
    document = Document(str(letter))
    texts = [p.text for p in document.paragraphs]
    texts += [p.text for t in document.tables[:2] for c in t._cells for p in c.paragraphs]
    rows, body = [], ""
    for row in document.tables[2].rows[1:]:
        cells = [cell.text for cell in row.cells]
        if len(set(cells)) == 1:
            body = cells[0]
        else:
            rows.append([body, *cells])
    return texts, rows


def test_a_letter_says_who_owes_what_which_cell_was_wrong_and_how_late_it_is(back: Path) -> None:
    letter = back.parent / "cong-van.docx"
    days = ("--before", "20/12/2025", "--due", "05/12/2025", "--today", "15/12/2025")
    texts, rows = written(back, letter, *days)
    assert "PHÒNG VĂN HÓA VÀ THÔNG TIN" in texts
    assert any(text.endswith("cơ quan, đơn vị có tên tại Phụ lục kèm theo.") for text in texts)
    assert any("trước ngày 20/12/2025" in text for text in texts)
    own = {row[2]: row for row in rows if row[0] == "UBND phường Sa Huỳnh"}
    phones = own["Người trưởng thành có điện thoại thông minh"]
    assert "ô E12, trang “Biểu số liệu”, tệp phuong-sa-huynh_2025.xlsx: “khoảng mười nghìn”" in phones[3]
    assert "900/800" in own["Người trưởng thành có tài khoản giao dịch thanh toán"][3]
    blank = next(what for what in own if what.startswith("- "))
    assert own[blank][3] == "Đã gửi nhưng để trống", "one reason is said once"
    assert len(blank.splitlines()) == 7 and "Hộ gia đình được phủ mạng băng rộng cáp quang" not in blank
    assert {row[5] for row in rows} == {"10 ngày"}
    unread = "Đã gửi bản PDF, chưa đọc được, đề nghị gửi bằng biểu số liệu"
    assert unread in {row[3] for row in rows if row[0] == "Công an thị xã"}
    assert not {row[0] for row in rows} & {"Phòng Văn hóa và Thông tin"}, (
        "the office writes to no one but others"
    )
    again = back.parent / "lai.docx"
    written(back, again, *days)
    assert again.read_bytes() == letter.read_bytes()


def test_a_letter_to_one_unit_speaks_to_that_unit(back: Path) -> None:
    letter = back.parent / "cong-van.docx"
    done = run("remind", back, *PERIOD, "--for", UNIT, "--before", "20/12/2025", "--output", letter)
    assert "đã ghi " in done.err
    texts = [p.text for p in Document(str(letter)).paragraphs]
    assert "Kính gửi: Ủy ban nhân dân phường Sa Huỳnh" in texts
    said = "\n".join(texts)
    assert "Đề nghị UBND phường Sa Huỳnh khẩn trương rà soát" in said
    assert (
        "Ủy ban nhân dân (UBND) phường Sa Huỳnh chưa gửi đủ: thiếu 9 số liệu, 1 biểu tiến độ nhiệm vụ."
        in said
    )
    assert "các cơ quan, đơn vị" not in said


def test_without_a_day_nothing_is_late(back: Path) -> None:
    _, rows = written(back, back.parent / "cong-van.docx")
    assert {row[5] for row in rows} == {""}


def test_the_receipt_beside_a_collected_file_knows_why(back: Path) -> None:
    output = back.parent / "m.csv"
    run("collect", back, "--period", "2025", "--output", output)
    _, from_folder = written(back, back.parent / "a.docx")
    _, from_file = written(output, back.parent / "b.docx")
    assert from_file == from_folder, "cells and words too: the receipt keeps them"
    tkt = next(row for row in from_file if row[0].endswith("Sa Huỳnh") and "tài khoản" in row[2])
    assert "900/800" in tkt[3]
    (back.parent / "m.csv.receipt.json").unlink()
    _, alone = written(output, back.parent / "c.docx")
    assert not any("PDF" in row[3] for row in alone)


def test_a_receipt_of_another_state_of_the_file_tells_nothing(back: Path) -> None:
    output = back.parent / "m.csv"
    run("collect", back, "--period", "2025", "--output", output)
    output.write_bytes(output.read_bytes() + b"\r\n")
    _, rows = written(output, back.parent / "b.docx")
    assert not any("PDF" in row[3] for row in rows)


@given(st.integers(1, 20_000), st.integers(1, 10**6))
def test_the_name_of_a_cell_says_its_column(column: int, row: int) -> None:
    assert cell_number(cell_name(column, row)) == column
    assert cell_number(None) is None

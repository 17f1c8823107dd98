"""A table of targets as a province prints one (made up), as a workbook, a Word document and a text file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import docx
import openpyxl

Cells = Sequence[Sequence[str | int | None]]
TITLES: Cells = [
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu", None, "Cơ quan chủ trì"),
    (None, None, None, 2025, 2030, None),
]
ROWS: Cells = [
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    ("I", "Chính quyền số", None, None, None, None),
    (1, "Tỷ lệ hồ sơ trực tuyến toàn trình", "%", "Trên 80%", "100%", "Sở Khoa học và Công nghệ"),
    (2, "Thủ tục hành chính", None, None, None, None),
    ("2.1", "Cấp tỉnh", "%", "70", "90", "Văn phòng UBND tỉnh; Sở Nội vụ"),
    ("2.2", "Cấp xã", "%", "≥ 60", "40 - 50", "UBND cấp xã"),
    ("II", "Kinh tế số", None, None, None, None),
    (1, "Số doanh nghiệp công nghệ số", "doanh nghiệp", "≥ 3", "05", "Sở Công Thương, Sở Tài chính"),
    (2, "Tỷ trọng kinh tế số", "% GRDP", "0,7", "> 20", "Sở Tài chính"),
    (3, "Xếp hạng DTI", "Hạng", "-", "10", "Sở Văn hóa, Thể thao và Du lịch"),
    (4, "Tỷ lệ hộ nghèo", "%", "3", "2", "Sở Y tế"),
    (5, "Phê duyệt đề án đô thị thông minh", None, "Đạt", None, "Sở Xây dựng"),
    (6, "Năng suất lao động", "%", "Tăng 10%", "mức tiên tiến", "Sở Tài chính"),
    ("Ghi chú: số liệu ước", None, None, None, None, None),
]
HEAD: Cells = [("PHỤ LỤC",), ("Kèm theo Kế hoạch số 12/KH-UBND năm 2025",)]


def workbook(rows: Cells = ROWS) -> bytes:
    """An .xlsx with titles merged over each other, as they are drawn."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Phụ lục I"
    for number, row in enumerate((*HEAD, (), *TITLES, *rows), start=1):
        for column, cell in enumerate(row, start=1):
            sheet.cell(number, column, cell)
    sheet.merge_cells("D4:E4")
    for letter in "ABCF":
        sheet.merge_cells(f"{letter}4:{letter}5")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def document(rows: Cells = ROWS) -> bytes:
    """A .docx with the same table."""
    whole = [*TITLES, *rows]
    made = docx.Document()
    made.add_paragraph("PHỤ LỤC")
    table = made.add_table(len(whole), len(TITLES[0]))
    for number, row in enumerate(whole):
        for column, cell in enumerate(row):
            if cell is not None:
                table.cell(number, column).text = str(cell)
    table.cell(0, 3).merge(table.cell(0, 4))
    for column in (0, 1, 2, 5):
        table.cell(0, column).merge(table.cell(1, column))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text(rows: Cells = ROWS) -> bytes:
    """A .csv of the same cells, as a spreadsheet saves merged ones: the first full, the others blank."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(
        [["" if cell is None else cell for cell in row] for row in (*TITLES, *rows)]
    )
    return out.getvalue().encode("utf-8-sig")

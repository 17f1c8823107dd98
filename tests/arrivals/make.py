"""Makes the files of this folder. Run by hand: the files are kept, so that tests see what was once sent.

    python tests/arrivals/make.py FOLDER

Needs openpyxl, XlsxWriter, msoffcrypto-tool and LibreOffice. Times and ids in the
files differ from run to run.
"""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

HEADER = ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Giá trị", "Ghi chú"]
ROWS: list[list[Any]] = [
    ["CQ-HSCV-XP", "Phường Phổ Hòa", "Năm 2025", 812, 1015, None, None],
    ["CQ-HSCV-XP", "Phường Phổ Minh", "Năm 2025", 640, 800, None, None],
]
COMMENTS = {
    "D2": "Chưa chính thức,\nchờ đối chiếu với Một cửa",
    "E3": "Số này đã gồm hồ sơ cấp thị xã",
}
MAKERS: dict[str, Callable[[], bytes]] = {}


def arrival(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Registers a function as the maker of the file `name`."""

    def register(maker: Callable[[], bytes]) -> Callable[[], bytes]:
        MAKERS[name] = maker
        return maker

    return register


def new(title: str = "Sheet1") -> tuple[openpyxl.Workbook, Worksheet]:
    """An empty workbook and its sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tidy(rows: Iterable[list[Any]] = ROWS) -> bytes:
    """A plain table, saved."""
    book, sheet = new()
    for row in [HEADER, *rows]:
        sheet.append(row)
    return saved(book)


def converted(content: bytes, suffix: str, to: str) -> bytes:
    """What LibreOffice makes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"in{suffix}")
        source.write_bytes(content)
        command = ["soffice", f"-env:UserInstallation={Path(folder, 'p').as_uri()}", "--headless"]
        command += ["--convert-to", to, "--outdir", f"{folder}/out", str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, "out", f"in.{to}").read_bytes()


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A zip file with parts changed; None leaves one out."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                target.writestr(name, part)
    return out.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """A zip file with parts added."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return out.getvalue()


@arrival("bieu-mau.xlsx")
def form() -> bytes:
    """Title, period and unit above the table, column numbers, group rows, a percent format, a foot."""
    book, sheet = new("Biểu 01")
    for row in (
        ["UBND THỊ XÃ ĐỨC PHỔ"],
        ["BIỂU TỔNG HỢP KẾT QUẢ CHUYỂN ĐỔI SỐ"],
        ["Đơn vị báo cáo:", None, "Phường Phổ Hòa"],
        ["Kỳ báo cáo: Quý IV/2025"],
        [],
        ["STT", "Chỉ tiêu", "Đơn vị tính", "Tử số", "Mẫu số", "Tỷ lệ", "Ghi chú"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["I", "Chính quyền số (01 chỉ tiêu)"],
        [1, "CQ-HSCV-XP", "%", 812.0, 1015, 0.8, None],
        ["II", "Xã hội số (03 chỉ tiêu)"],
        [2, "XH-CAPQUANG-HO", "%", None, None, 0.825, None],
        [3, "Người trưởng thành có điện thoại thông minh", "%", None, None, 0.825, "không định dạng"],
        [4, "XH-TKTT", "%", None, None, None, None],
        [],
        [None, None, None, None, "Phổ Hòa, ngày 15 tháng 12 năm 2025"],
        [None, "Người lập biểu", None, None, "KT. CHỦ TỊCH"],
        [None, "Nguyễn Văn A", None, None, "Trần Thị B"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:G2")
    sheet["F9"].number_format = sheet["F11"].number_format = "0.0%"
    return saved(book)


@arrival("bieu-mau.ods")
def form_ods() -> bytes:
    """The same, opened in LibreOffice and saved in its own format."""
    return converted(form(), ".xlsx", "ods")


@arrival("bieu-mau.xls")
def form_xls() -> bytes:
    """The same, saved for Excel 97-2003."""
    return converted(form(), ".xlsx", "xls")


@arrival("ngang-chi-tieu.xlsx")
def wide_by_indicator() -> bytes:
    """A row for each unit; indicators across the top, in merged cells over their parts."""
    book, sheet = new("Quý IV")
    sheet.append(["TT", "Đơn vị", "Kỳ báo cáo", "CQ-HSCV-XP", None, "XH-TKTT (giá trị)"])
    sheet.append([None, None, None, "Tử số", "Mẫu số", None])
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"):
        sheet.merge_cells(cells)
    sheet.append(["I", "Các phường"])
    sheet.append([1, "Phường Phổ Hòa", "2025-Q4", 812, 1015, 0.903])
    sheet.append([2, "P. Phổ Minh", "2025-Q4", 640, 800, "chưa có số liệu"])
    sheet.append(["II", "Các xã"])
    sheet.append([3, "Xã Phổ An", "2025-Q4", 77, 70, 0.95])
    sheet.append([4, "Phổ Khánh X", "2025-Q4", 1, 2, 0.5])
    for cell in sheet["F"][3:]:
        cell.number_format = "0.0%"
    return saved(book)


@arrival("ngang-don-vi.ods")
def wide_by_unit() -> bytes:
    """A row for each indicator; units across the top; the period above the table."""
    book, sheet = new("Tổng hợp")
    sheet.append(["Năm 2025"])
    sheet.append(["Chỉ tiêu", "Phường Phổ Hòa", "Phường Phổ Minh", "Xã Phổ An", "Đơn vị tính"])
    sheet.append(["CQ-HSCV-XP", "812/1015", "640/800", "65/70", "hồ sơ"])
    sheet.append(["XH-TKTT", 0.9, 0.875, None, "%"])
    for cell in sheet[4]:
        cell.number_format = "0.0%"
    return converted(saved(book), ".xlsx", "ods")


@arrival("nhieu-trang.xlsx")
def several_sheets() -> bytes:
    """Guidance, two tables, a summary without unit and period, a hidden sheet, row and column."""
    book, sheet = new("Hướng dẫn")
    sheet.append(["Đơn vị nhập số liệu vào các trang sau."])
    for title, row in zip(("Phổ Hòa", "Phổ Minh"), ROWS, strict=True):
        table = book.create_sheet(title)
        table.append(HEADER)
        table.append(row)
    summary = book.create_sheet("Tổng hợp")
    summary.append(["Chỉ tiêu", "Kết quả"])
    summary.append(["CQ-HSCV-XP", "80%"])
    book["Phổ Minh"].sheet_state = "hidden"
    book["Phổ Hòa"].row_dimensions[2].hidden = True
    book["Phổ Hòa"].column_dimensions["G"].hidden = True
    return saved(book)


@arrival("o-gop.xlsx")
def merged() -> bytes:
    """One indicator over three rows, in a merged cell; one figure over two."""
    book, sheet = new()
    sheet.append(HEADER)
    for unit, part, whole in (("Phổ Hòa", 812, 1015), ("Phổ Minh", 640, 800), ("Xã Phổ An", None, 70)):
        sheet.append([None, unit, "2025", part, whole])
    sheet["A2"] = "CQ-HSCV-XP"
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("D3:D4")
    return saved(book)


@arrival("cong-thuc.xlsx")
def formulas() -> bytes:
    """Formulas that no program has calculated, a date among the counts, an error value, true and false."""
    rows = [row.copy() for row in ROWS]
    rows[0][3] = "=406*2"
    rows[1][4] = date(2025, 12, 14)
    rows.append(["XH-TKTT", "Phường Phổ Hòa", 2025, None, None, "#DIV/0!", None])
    rows.append(["XH-DIDONG", "UBND thị xã Đức Phổ", 2025, None, None, True, "Công văn 12/CV"])
    return tidy(rows)


@arrival("cong-thuc.ods")
def calculated_formulas() -> bytes:
    """The same with LibreOffice's results stored."""
    book = openpyxl.load_workbook(io.BytesIO(formulas()))
    book.worksheets[0]["F4"] = "=1/0"
    book.worksheets[0]["F5"] = "=E2>3"
    return converted(saved(book), ".xlsx", "ods")


@arrival("ngay-thang.xlsx")
def dates() -> bytes:
    """Periods and days that the spreadsheet has turned into dates."""
    book, sheet = new()
    sheet.append([*HEADER[:5], "Ngày chốt"])
    sheet.append(["CQ-HSCV-XP", "Phổ Hòa", date(2025, 12, 1), 812, 1015, date(2025, 12, 10)])
    sheet.append(["CQ-HSCV-XP", "Phổ Minh", date(2025, 12, 1), 640, 800, None])
    sheet["C2"].number_format = "mm/yyyy"
    sheet["F2"].number_format = "dd/mm/yyyy"
    return saved(book)


@arrival("ngay-thang.ods")
def dates_ods() -> bytes:
    """The same in LibreOffice's own format."""
    return converted(dates(), ".xlsx", "ods")


@arrival("ngay-thang.xls")
def dates_xls() -> bytes:
    """The same for Excel 97-2003."""
    return converted(dates(), ".xlsx", "xls")


@arrival("tcvn3.xlsx")
def old_font() -> bytes:
    """Unit names typed in a font of the time before Unicode."""
    return tidy(
        [
            [
                "CQ-HSCV-XP",
                "Phường Phổ Hòa".replace("ư", "\u00ad").replace("ờ", "ê").replace("ổ", "æ").replace("ò", "ß"),
                2025,
                1,
                2,
            ]
        ]
    )


@arrival("nfd.xlsx")
def decomposed() -> bytes:
    """Letters and accents as characters of their own, and no-break spaces."""
    return tidy(
        [
            [
                unicodedata.normalize("NFD", str(c)).replace(" ", "\u00a0") if isinstance(c, str) else c
                for c in ROWS[0]
            ]
        ]
    )


@arrival("mat-khau.xlsx")
def password() -> bytes:
    """Protected by a password."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(tidy())).encrypt("mật khẩu", out)
    return out.getvalue()


@arrival("mat-khau.ods")
def password_ods() -> bytes:
    """The manifest of a spreadsheet under a password; its parts are no XML then."""
    manifest = (
        b'<?xml version="1.0"?>'
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
    )
    content = converted(tidy(), ".xlsx", "ods")
    parts = {"META-INF/manifest.xml": manifest, "content.xml": b"\x8f\x01\x02encrypted"}
    return repacked(content, lambda name, part: parts.get(name, part))


@arrival("cat-ngan.xlsx")
def cut_short() -> bytes:
    """The first two thirds of a file."""
    content = tidy()
    return content[: len(content) * 2 // 3]


@arrival("hong-giua.xlsx")
def damaged() -> bytes:
    """Ten bytes of a part overwritten."""
    content = bytearray(tidy())
    place = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[place : place + 10] = b"\xff" * 10
    return bytes(content)


@arrival("bom-nen.xlsx")
def bomb() -> bytes:
    """Sixty megabytes of spaces in sixty kilobytes."""
    return with_parts(
        repacked(tidy(), lambda name, part: None if "sharedStrings" in name else part),
        {"xl/sharedStrings.xml": b"<sst><si><t>" + b" " * 60_000_000 + b"</t></si></sst>"},
    )


@arrival("trung-ten.xlsx")
def two_of_one_name() -> bytes:
    """Two sheets under one name: programs disagree on which counts."""
    content = tidy()
    other = zipfile.ZipFile(io.BytesIO(tidy(ROWS[:1]))).read("xl/worksheets/sheet1.xml")
    return with_parts(content, {"xl/worksheets/Sheet1.xml": other})


@arrival("chong-nhau.xlsx")
def overlapping() -> bytes:
    """Two entries of the directory that point at one part."""
    content = bytearray(tidy())
    end = content.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", content, end + 16)[0]
    first = struct.unpack_from("<I", content, start + 42)[0]
    second = content.index(b"PK\x01\x02", start + 4)
    struct.pack_into("<I", content, second + 42, first)
    return bytes(content)


@arrival("dtd.xlsx")
def document_type() -> bytes:
    """A part that declares entities."""
    declared = b'<!DOCTYPE worksheet [<!ENTITY e SYSTEM "file:///etc/hostname">]><worksheet'
    return repacked(
        tidy(), lambda name, part: part.replace(b"<worksheet", declared) if "sheet1" in name else part
    )


@arrival("xa-tan-cung.xlsx")
def far_cell() -> bytes:
    """A word in the last cell there is; and a dimension that says A1."""
    book = openpyxl.load_workbook(io.BytesIO(tidy()))
    book.worksheets[0]["XFD1048576"] = "ẩn"
    return repacked(saved(book), lambda _, part: part.replace(b'ref="A1:XFD1048576"', b'ref="A1"'))


@arrival("macro.xlsm")
def macros() -> bytes:
    """A workbook with a macro project."""
    kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    content = repacked(tidy(), lambda _, part: part.replace(plain, kind))
    return with_parts(content, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)})


@arrival("strict.xlsx")
def strict() -> bytes:
    """'Strict Open XML', which some programs open as a workbook without sheets."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }

    def change(_: str, part: bytes) -> bytes:
        for old, other in names.items():
            part = part.replace(old, other)
        return part

    return repacked(tidy(), change)


@arrival("ten-sai.xls")
def wrong_suffix() -> bytes:
    """A workbook of today under the name of an old one."""
    return tidy()


@arrival("ten-sai.csv")
def workbook_as_text() -> bytes:
    """A workbook renamed to .csv."""
    return tidy()


@arrival("van-ban.xlsx")
def text_as_workbook() -> bytes:
    """A CSV file renamed to .xlsx."""
    return b"indicator,reporting_unit,period,value\nXH-TKTT,pho-hoa,2025,90%\n"


@arrival("trang-web.xls")
def page_as_workbook() -> bytes:
    """What many web systems hand out as Excel: a page with a table."""
    return b"<html><table><tr><td>indicator</td></tr></table></html>"


@arrival("cong-van.xlsx")
def letter_as_workbook() -> bytes:
    """A Word file renamed to .xlsx."""
    return converted("Kính gửi Phòng VH-TT".encode(), ".txt", "docx")


@arrival("nhan-xet.xlsx")
def remarks() -> bytes:
    """Comments on cells and text boxes, on the sheet of the table and on one without any."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, other = book.add_worksheet("Biểu 01"), book.add_worksheet("Ghi chép")
    for number, row in enumerate([HEADER, *ROWS]):
        sheet.write_row(number, 0, row)
    for cell, text in COMMENTS.items():
        sheet.write_comment(cell, text)
    sheet.insert_textbox("I5", "Đề nghị sửa mẫu số của Phổ Minh:\n805, vì còn 5 hồ sơ nộp muộn")
    other.insert_textbox("B2", "Phổ Nhơn chưa gửi báo cáo")
    other.write_comment("C20", "Hỏi lại chị Hoa")
    book.close()
    return out.getvalue()


@arrival("nhan-xet.ods")
def remarks_ods() -> bytes:
    """The same, opened in LibreOffice and saved in its own format."""
    return converted(remarks(), ".xlsx", "ods")


@arrival("nhan-xet.xls")
def remarks_xls() -> bytes:
    """The same, saved for Excel 97-2003."""
    return converted(remarks(), ".xlsx", "xls")


@arrival("nhi-phan.xlsb")
def binary() -> bytes:
    """An Excel binary workbook, as far as it takes to be known as one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        package.writestr(zipfile.ZipInfo("xl/workbook.bin"), b"\x83\x01\x00\x84\x01\x00")
    return out.getvalue()


def main(folder: str) -> None:
    """Write every file into `folder`."""
    for name, maker in MAKERS.items():
        Path(folder, name).write_bytes(maker())


if __name__ == "__main__":
    main(*sys.argv[1:])

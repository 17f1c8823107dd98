"""Workbooks read in a process of their own: formats of numbers, packages, limits, and the missing library."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from workbook_answers import MAIN, read_there

import beside
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read import sources as opened
from dxscore.workbooks.cell_texts import NOT_STORED, PointDecimal
from dxscore.workbooks.container import ENTRIES_AT_MOST, Package
from dxscore.workbooks.events import CELLS_AT_MOST, COLUMNS_AT_MOST, ROWS_AT_MOST, RefusedError
from dxscore.workbooks.sheet import Refusal, Workbook
from dxscore.workbooks.shown import Kind, kind_of, shown
from dxscore.workbooks.worker import Worker

Fill = Callable[[Worksheet], object]
HEADER = ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Giá trị", "Ghi chú"]


def workbook(fill: Fill) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    fill(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(*rows: list[Any]) -> bytes:
    def fill(sheet: Worksheet) -> None:
        for row in (HEADER, *rows):
            sheet.append(row)

    return workbook(fill)


def read(catalogue: Catalogue, content: bytes, name: str = "so-lieu.xlsx") -> Metrics:
    read_there(content)
    return metrics.read([opened.Source(name, content)], catalogue)


opened_by_worker = read_there


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "number"),
        ("", "number"),
        ("@", "number"),
        ("0.0%", "percent"),
        ("0%;[Red]-0%", "percent"),
        ('0.0"%"', "number"),
        (r"0.0\%", "number"),
        ("#,##0", "number"),
        ("#,##0.00 [$₫-42A]", "number"),
        ("0.00E+00", "number"),
        ("[Red]#,##0_);(#,##0)", "number"),
        ("dd/mm/yyyy", "day"),
        ("[$-42A]dd mmmm yyyy", "day"),
        ('"ngày" dd "tháng" mm', "day"),
        ("mm/yyyy", "month"),
        ("mmm-yy", "month"),
        ("yyyy", "year"),
        ("h:mm", "time"),
        ("[h]:mm", "time"),
    ],
)
def test_a_format_says_what_a_number_is(code: str, kind: Kind) -> None:
    assert kind_of(code) == kind


@pytest.mark.parametrize(
    ("number", "kind", "cell"),
    [
        (12008.0, "number", "12008"),
        (1e15, "number", "1000000000000000"),
        (-3.0, "number", "-3"),
        (0.82499999999999996, "number", ["0.825"]),
        (1.234, "number", ["1.234"]),
        (0.825, "percent", ["82.5%"]),
        (0.07, "percent", "7%"),
        (1.0, "percent", "100%"),
        (45657.0, "day", "2024-12-31"),
        (45476.5, "day", "2024-07-03"),
        (45657.0, "month", "2024-12"),
        (45657.0, "year", "2024"),
        (0.5, "time", "12:00"),
        (0.3125, "day", "07:30"),  # a time typed where a day is expected
        (1.0, "day", "1900-01-01"),
        (-1.0, "day", "-1"),
        (1e9, "day", "1000000000"),
        (float("inf"), "number", "#NUM!"),
        (float("nan"), "percent", "#NUM!"),
    ],
)
def test_a_number_as_its_cell_shows_it(number: float, kind: Kind, cell: str | list[str]) -> None:
    assert shown(number, kind) == cell


def test_days_of_workbooks_that_count_from_1904() -> None:
    assert shown(44195.0, "day", counts_from_1904=True) == "2024-12-31"


def test_a_very_small_fraction_is_written_without_exponent() -> None:
    assert shown(1.5e-7, "number") == ["0.00000015"]


def test_all_digits_of_a_quotient_agree_with_its_parts(catalogue: Catalogue) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["HS", "Phổ Hòa", 2025, 9787, 15010, 9787 / 15010])
        sheet["F2"].number_format = "0.0%"

    read_metrics = read(catalogue, workbook(fill))
    assert read_metrics.findings == ()
    assert read_metrics.observations[0].value == Decimal(repr(9787 / 15010)) * 100


def test_a_number_with_a_point_needs_no_note_and_is_never_thousands(catalogue: Catalogue) -> None:
    found = read(catalogue, table(["SO", "Phổ Hòa", 2025, None, None, 1.234]))
    assert [(o.value, *o.place[1:]) for o in found.observations] == [(Decimal("1.234"), "Sheet1", 2, 6)]
    assert found.findings == ()


def test_a_number_that_nobody_typed_is_quoted_with_the_readers_mark(catalogue: Catalogue) -> None:
    found = read(
        catalogue,
        table(["HS", "Phổ Hòa", 2025, 1500.5, 2000, None], ["HS", "Phổ Minh", 2025, None, None, 0.825]),
    )
    said = {finding.code: finding for finding in found.findings}
    assert "“1500,5”" in said["DX209"].message.vi and "“1500.5”" in said["DX209"].message.en
    assert said["DX213"].message.vi == "“0,825” được đọc là 0,825 phần trăm"
    assert "if 0.825% is right" in said["DX213"].remedy.en


def test_a_number_keeps_its_value_when_its_row_is_written_out_again(catalogue: Catalogue) -> None:
    found = read(catalogue, table(["SO", "Phổ Văn", 2025, None, None, 1.234]))
    assert found.tables[0].sheet == "Sheet1"
    assert found.tables[0].rows[0][1][5] == "1,2340"


def test_findings_name_sheet_and_cell(catalogue: Catalogue) -> None:
    found = read(catalogue, table(["HS", "Phổ Hòa", 2025, 12, date(2025, 12, 14)]))
    assert [(f.code, f.sheet, f.row, f.position) for f in found.findings if f.severity == "error"] == [
        ("DX139", "Sheet1", 1, None),
        ("DX203", "Sheet1", 2, 5),
    ]


def test_text_cells_are_read_as_in_a_csv_file(catalogue: Catalogue) -> None:
    found = read(catalogue, table(["HS", "pho-hoa", "Quý IV/2024", "1.234", "2.000", "61,7%"]))
    assert [(o.numerator, o.denominator, o.value) for o in found.observations] == [
        (Decimal(1234), Decimal(2000), Decimal("61.7"))
    ]


def test_a_table_of_header_only_and_an_empty_workbook(catalogue: Catalogue) -> None:
    assert [f.code for f in read(catalogue, table()).findings] == ["DX128"]
    assert [f.code for f in read(catalogue, workbook(lambda _: None)).findings] == ["DX120"]


def test_two_columns_for_one_part_of_a_wide_table(catalogue: Catalogue) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Đơn vị", "Kỳ", "HS - tử số", "HS (tử số)", "HS mẫu số"])
        sheet.append(["Phổ Hòa", 2025, 1, 2, 3])

    found = read(catalogue, workbook(fill))
    assert [(f.code, f.position) for f in found.findings if f.severity == "error"] == [("DX123", 4)]
    assert found.observations == ()


def test_an_unknown_unit_of_a_wide_table_is_said_once(catalogue: Catalogue) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Đơn vị", "Kỳ", "HS", "SO", "TIEN"])
        sheet.append(["Phổ Văn", 2025, "1/2", 3, "4/5"])

    found = read(catalogue, workbook(fill))
    assert [(f.code, f.row, f.position) for f in found.findings if f.code == "DX231"] == [("DX231", 2, 1)]
    assert found.tables[0].rejected == (2,)


def test_a_period_that_is_stated_twice_and_differently_is_not_taken(catalogue: Catalogue) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Năm 2024"])
        sheet.append(["Kỳ báo cáo:", "Năm 2025"])
        sheet.append(["Chỉ tiêu", "Đơn vị", "Tử số", "Mẫu số"])
        sheet.append(["HS", "Phổ Hòa", 1, 2])

    found = read(catalogue, workbook(fill))
    assert [f.code for f in found.findings if f.severity == "error"] == ["DX122"]


def test_standard_input_may_be_a_workbook(catalogue: Catalogue) -> None:
    found = read(catalogue, table(["HS", "Phổ Hòa", 2025, 1, 2]), "-")
    assert found.findings == () and len(found.observations) == 1


def test_the_worker_reads_on_after_a_refusal() -> None:
    content = table(["HS", "Phổ Hòa", 2025, 1, 2.5])
    with Worker() as worker:
        assert worker.read(b"PK\x03\x04 no zip") == Refusal("broken", "no sound zip file")
        book = worker.read(content)
    assert isinstance(book, Workbook) and book.kind == "XLSX"
    assert book.sheets[0].rows[1].cells == ("HS", "Phổ Hòa", "2025", "1", "2.5")
    assert isinstance(book.sheets[0].rows[1].cells[4], PointDecimal)


def test_a_formula_without_result_is_no_empty_cell() -> None:
    book = opened_by_worker(workbook(lambda sheet: sheet.append(["=1+1", "x"])))
    assert isinstance(book, Workbook)
    assert book.sheets[0].rows[0].cells[0] is NOT_STORED


def test_time_runs_out() -> None:
    content = workbook(lambda sheet: [sheet.append([n] * 40) for n in range(3_000)])
    with Worker(seconds=0.05) as worker:
        assert worker.read(content) == Refusal(
            "too_much", "no answer in {seconds} seconds", {"seconds": Decimal("0.05")}
        )


def test_a_process_that_dies_is_one_refusal_and_the_next_file_is_read() -> None:
    with Worker() as worker:
        process = worker._running()
        process.kill()
        process.wait()
        assert isinstance(worker.read(table()), Workbook)


def _sheet_xml(rows: str) -> bytes:
    """A workbook whose one sheet holds `rows` as they are."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(table()))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()
            target.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>', "broken"),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>', "broken"),
        ('<row r="1"><c r="A7"><v>1</v></c></row>', "broken"),
        ('<row r="1"><c r="A1" t="s"><v>999</v></c></row>', "broken"),
        ('<row r="1"><c r="A1"><v>1_000x</v></c></row>', "broken"),
        ("<row>", "broken"),
        (f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>', "too_much"),
    ],
    ids=["row twice", "cell twice", "cell elsewhere", "no such text", "no number", "not closed", "long cell"],
)
def test_a_sheet_that_programs_would_read_differently(rows: str, reason: str) -> None:
    answer = opened_by_worker(_sheet_xml(rows))
    assert isinstance(answer, Refusal) and answer.reason == reason


def test_cells_without_end_stop_at_the_limit() -> None:
    row = "<row>" + "<c/>" * 1000 + "</row>"
    answer = opened_by_worker(_sheet_xml(row * (CELLS_AT_MOST // 1000 + 1)))
    assert isinstance(answer, Refusal) and answer.reason in ("too_much", "unsafe")


def test_as_many_rows_as_may_be_are_read() -> None:
    rows = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(ROWS_AT_MOST))
    with Worker() as worker:
        answer = worker.read(_sheet_xml(rows))
    assert isinstance(answer, Workbook) and len(answer.sheets[0].rows) == ROWS_AT_MOST


def test_a_cell_beyond_the_columns_that_are_read() -> None:
    answer = opened_by_worker(workbook(lambda sheet: sheet.cell(3, COLUMNS_AT_MOST + 1, "x")))
    assert isinstance(answer, Workbook) and answer.sheets[0].far == (3, COLUMNS_AT_MOST + 1)


def _zipped(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts:
            target.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_zipped(*((f"{n}", b"") for n in range(ENTRIES_AT_MOST + 1))), "unsafe"),
        (_zipped(("a", bytes(30_000_000))), "unsafe"),
        (_zipped(("a", b"1"), ("A", b"2")), "unsafe"),
        (b"PK\x05\x06" + bytes(3), "broken"),
    ],
    ids=["many parts", "bomb", "one name", "cut short"],
)
def test_packages_that_are_not_opened(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        Package(content)
    assert caught.value.reason == reason


def test_parts_that_declare_more_than_may_be_unpacked() -> None:
    content = bytearray(_zipped(("a", os.urandom(100))))
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, directory + 24, 200 * 1024 * 1024)
    with pytest.raises(RefusedError) as caught:
        Package(bytes(content))
    assert caught.value.reason == "unsafe"


def test_without_the_library_for_xls_one_finding_says_what_to_install() -> None:
    """In a process of its own, in which xlrd cannot be imported."""
    source = Path(__file__).parents[1] / "arrivals" / "bieu-mau.xls"
    code = (
        "import sys; sys.modules['xlrd'] = None\n"
        "from dxscore.workbooks.child import events\n"
        "from dxscore.workbooks.events import RefusedError\n"
        "try:\n    list(events(open(sys.argv[1], 'rb').read()))\n"
        "except RefusedError as error:\n    print(error.reason, error.detail)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(source)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["no_library", "xlrd"]


def test_a_csv_file_loads_nothing_for_workbooks(tmp_path: Path) -> None:
    source = tmp_path / "m.csv"
    source.write_text("indicator,reporting_unit,period,numerator,denominator\nCQ-HSCV-XP,pho-hoa,2025,1,2\n")
    code = (
        "import json, sys; import dxscore; dxscore.read_metrics(sys.argv[1]);"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(source)], capture_output=True, text=True, check=True
    )
    heavy = {"xlrd", "openpyxl", "subprocess", "dxscore.read.workbook", "xml.parsers.expat"}
    assert heavy.isdisjoint(json.loads(done.stdout))


@beside.needs("corpora")
def test_every_public_file_has_an_answer() -> None:
    """Every file of the public sets, opened as a workbook: an answer, never an exception."""
    names = [path for path in beside.found("corpora").rglob("*") if path.is_file()]
    assert names
    with Worker() as worker:
        for path in names:
            assert isinstance(worker.read(path.read_bytes()), Workbook | Refusal), path


@beside.needs("corpora")
@pytest.mark.parametrize("name", ["far-cell.xlsx", "lying-dimension.xlsx"])
def test_a_far_cell_costs_nothing_and_a_lying_dimension_hides_nothing(name: str) -> None:
    book = opened_by_worker((beside.found("corpora") / "made" / name).read_bytes())
    assert isinstance(book, Workbook)
    assert [row.cells for row in book.sheets[0].rows] == [("code", "value"), ("C1", "5")]


def test_a_header_of_three_rows(catalogue: Catalogue) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Chỉ tiêu", "Đơn vị", "Kỳ", "Kết quả"])
        sheet.append([None, None, None, "Số liệu", None, "Tỷ lệ"])
        sheet.append([None, None, None, "Tử số", "Mẫu số"])
        sheet.append(["HS", "Phổ Hòa", "2025", 81, 100])
        for merged in ("A1:A3", "B1:B3", "C1:C3", "D1:F1", "D2:E2", "F2:F3"):
            sheet.merge_cells(merged)

    found = read(catalogue, workbook(fill))
    (observation,) = found.observations
    assert (observation.numerator, observation.denominator) == (Decimal(81), Decimal(100))
    assert found.findings == ()


def test_a_wide_header_of_three_rows(catalogue: Catalogue) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Kỳ: Quý IV/2024"])
        sheet.append([])
        sheet.append(["STT", "Đơn vị", "Các chỉ tiêu"])
        sheet.append([None, None, "HS", None, "AT"])
        sheet.append([None, None, "Tử số", "Mẫu số", "Tử số", "Mẫu số"])
        sheet.append([1, "Phường Phổ Hòa", 81, 100, 90, 100])
        for merged in ("A3:A5", "B3:B5", "C3:F3", "C4:D4", "E4:F4"):
            sheet.merge_cells(merged)

    found = read(catalogue, workbook(fill))
    assert [(o.indicator, o.numerator, o.denominator) for o in found.observations] == [
        ("HS", Decimal(81), Decimal(100)),
        ("AT", Decimal(90), Decimal(100)),
    ]
    assert not [finding for finding in found.findings if finding.severity == "error"]


def test_what_stands_beside_the_table_is_told_and_its_row_counts(catalogue: Catalogue) -> None:
    row = ["HS", "Phổ Hòa", "2025", 812, 1015, None, "", "", "chưa chính thức"]
    found = read(catalogue, table(row))
    (finding,) = found.findings
    assert (finding.code, finding.row, finding.position) == ("DX168", 2, 9)
    assert "chưa chính thức" in finding.message.vi
    assert len(found.observations) == 1


def test_comments_on_cells_are_told(catalogue: Catalogue) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["HS", "Phổ Hòa", "2025", 812, 1015])
        sheet["D2"].comment = Comment("chưa chính thức", "A")

    found = read(catalogue, workbook(fill))
    assert [finding.code for finding in found.findings] == ["DX169"]
    assert len(found.observations) == 1


def test_all_that_stands_under_a_table_is_told(catalogue: Catalogue) -> None:
    row = ["HS", "Phổ Hòa", "2025", 812, 1015]
    found = read(catalogue, table(row, ["", "Người lập biểu"], ["", "Lê Thị C", "", "", "", "Nguyễn B"]))
    assert "Lê Thị C · Nguyễn B" in found.findings[-1].message.vi
    (read_table,) = found.tables
    assert [[cell for cell in cells if cell] for _, cells in read_table.aside] == [
        ["Người lập biểu"],
        ["Lê Thị C", "Nguyễn B"],
    ]

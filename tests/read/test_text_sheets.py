"""Text files laid out as sheets are: figures across, parts under merged names, unit and period once above."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from as_workbook import as_workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.read import metrics, workbook
from dxscore.read.sources import Source
from dxscore.read.table import ROW_LIMIT
from dxscore.report.rejects import ADDED, rejects_text
from placed import placed

Read = Callable[[str | bytes], Metrics]
INDICATORS_ACROSS = """Biểu tổng hợp;;;;
Kỳ báo cáo: Quý IV/2024;;;;
;HS;;AT;
Đơn vị;Tử số;Mẫu số;Tử số;Mẫu số
Phổ Hòa;81;100;90;100
Phổ Minh;82;100;91;100
Người lập biểu;;;;
"""


def figures(found: Metrics) -> list[tuple[object, ...]]:
    said = found.observations
    return [(o.indicator, o.reporting_unit, str(o.period), o.numerator, o.denominator) for o in said]


def codes(found: Metrics, severity: str = "error") -> list[tuple[str, int | None, int | None]]:
    return [(f.code, f.row, f.position) for f in found.findings if f.severity == severity]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_indicators_across_under_names_that_were_merged(separator: str, read: Read) -> None:
    found = read(INDICATORS_ACROSS.replace(";", separator))
    assert codes(found) == []
    assert figures(found) == [
        ("HS", "pho-hoa", "2024-Q4", 81, 100),
        ("AT", "pho-hoa", "2024-Q4", 90, 100),
        ("HS", "pho-minh", "2024-Q4", 82, 100),
        ("AT", "pho-minh", "2024-Q4", 91, 100),
    ]
    (table,) = found.tables
    assert [number for number, _ in table.above] == [1, 2]
    assert [cells[0] for _, cells in table.aside] == ["Người lập biểu"]


def test_units_across(read: Read) -> None:
    found = read("Chỉ tiêu;Kỳ;Phổ Hòa;Phổ Minh;Tổng cộng\nSO;2024;3;4;7\nHS;2024;82,5%;70%;\n")
    said = [(o.indicator, o.reporting_unit, o.value) for o in found.observations]
    assert said == [
        ("SO", "pho-hoa", 3),
        ("SO", "pho-minh", 4),
        ("HS", "pho-hoa", Decimal("82.5")),
        ("HS", "pho-minh", 70),
    ]
    assert [(claim.reporting_unit, claim.value, claim.place.row) for claim in found.totals] == [
        ("Tổng cộng", Decimal(7), 2)
    ]
    assert codes(found) == []


def test_one_indicator_above_its_parts(read: Read) -> None:
    assert figures(read(";;HS;\nĐơn vị;Kỳ;Tử số;Mẫu số\nPhổ Hòa;2024;81;100\n")) == [
        ("HS", "pho-hoa", "2024", 81, 100)
    ]


def test_unit_and_period_above_a_tidy_table(read: Read) -> None:
    text = "sep=;\nĐơn vị: Phường Phổ Hòa;;\nKỳ báo cáo: Năm 2024;;\nChỉ tiêu;Tử số;Mẫu số\nHS;81;100\n"
    found = read(text)
    assert figures(found) == [("HS", "pho-hoa", "2024", 81, 100)]
    assert [code for code, *_ in codes(found, "note")] == ["DX127", "DX164", "DX164"]


def test_rows_of_another_width_and_open_quotes_are_left_out_and_kept(read: Read) -> None:
    found = read(
        'Đơn vị,Kỳ,SO,DUONG\nPhổ Hòa,2024,3,4\nPhổ Minh,2024,3,5,4\nPhổ An,2024,7\nPhổ Ninh,2024,"1,2\n'
    )
    assert codes(found) == [("DX134", 3, None), ("DX134", 4, None), ("DX130", 5, 3)]
    assert [o.value for o in found.observations] == [3, 4]
    (table,) = found.tables
    assert [number for number, _ in table.rows] == [2, 3, 4, 5]
    assert table.rejected == (3, 4, 5)


def test_only_rows_of_another_width(read: Read) -> None:
    assert codes(read("Đơn vị,Kỳ,SO,DUONG\nPhổ Minh,2024,3,5,4\n")) == [
        ("DX139", 1, None),
        ("DX134", 2, None),
    ]


def test_a_column_of_figures_that_is_nobodys_is_said(read: Read) -> None:
    found = read("Đơn vị;Kỳ;SO;DUONG;Kết quả;Ghi chú\nPhổ Hòa;2024;3;4;5;x\n")
    assert codes(found, "warning") == [("DX144", 1, 5)]
    assert [o.value for o in found.observations] == [3, 4]
    assert found.tables[0].unused == (4,)


def test_what_cannot_be_read_either_way_is_told_as_ever(read: Read) -> None:
    assert codes(read("Chỉ tiêu;Tử số;Mẫu số\nHS;81;100\n")) == [("DX122", 1, None)]
    assert codes(read("Đơn vị;SO;DUONG\nPhổ Hòa;3;4\n")) == [("DX122", 1, None)]


def test_more_figures_than_are_read_make_one_finding(read: Read) -> None:
    rows = "Phổ Hòa;2024;3;4\n" * (ROW_LIMIT // 2)
    assert codes(read(f"Đơn vị;Kỳ;SO;DUONG\n{rows}")) == [("DX143", None, None)]


def test_the_figures_of_all_sheets_are_counted(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.worksheets[0], book.create_sheet()):
        sheet.append(["Đơn vị", "Kỳ", "SO", "DUONG"])
        sheet.append(["Phổ Hòa", 2024, 3, 4])
    saved = io.BytesIO()
    book.save(saved)
    sources = [Source("f.xlsx", saved.getvalue())]
    monkeypatch.setattr(workbook, "ROW_LIMIT", 8)  # two sheets of two rows, the header among them
    assert codes(metrics.read(sources, catalogue)) == []
    monkeypatch.setattr(workbook, "ROW_LIMIT", 7)
    assert codes(metrics.read(sources, catalogue)) == [("DX143", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        INDICATORS_ACROSS.replace("Phổ Minh;82", "Phổ Mình;82").replace("90;100", "90;x"),
        "Đơn vị: Phổ Hòa;\nKỳ: 2024;\nChỉ tiêu;Giá trị\nSOO;3\nSO;-\nSO;3\n",
        "Chỉ tiêu;Kỳ;Phổ Hòa;Phổ Minh\nSOO;2024;3;4\nSO;2024;3;4\n",
    ],
)
def test_rejects_name_what_stood_above_and_are_read_back(text: str, read: Read) -> None:
    first = read(text)
    rejected = {table.place.at(row) for table in first.tables for row in table.rejected}
    assert rejected
    written = rejects_text(first.tables, first.findings, rejected, "vi")
    again = read(written)

    def faults(found: Metrics) -> list[tuple[str, str]]:
        said = [f for f in found.findings if f.severity == "error" and f.code != "DX139"]
        return sorted((f.code, f.message.en) for f in said)

    assert faults(again) == faults(first)
    header = next(csv.reader(io.StringIO(written)))
    assert tuple(header[-len(ADDED) :]) == ADDED


SHAPES = {
    "targets beside the figures": """Kỳ: 2024;;;;
Đơn vị;HS;;AT;
;Mục tiêu;Kết quả;Mục tiêu;Kết quả
Phổ Hòa;70%;83%;80%;76%
""",
    "targets between key and figures": """Kỳ: 2024;;;;
Đơn vị;HS;;AT;
;Kế hoạch;Kết quả;Kế hoạch;Kết quả
Phổ Hòa;-;83%;-;76%
""",
    "groups above": """Kỳ: 2024;;;;
Đơn vị;Các chỉ tiêu;;;
;HS;;AT;
;Mục tiêu;Kết quả;Mục tiêu;Kết quả
Phổ Hòa;70%;83%;80%;76%
""",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_columns_beside_the_figures_of_a_key_are_no_figures(
    text: str, read: Read, catalogue: Catalogue
) -> None:
    merges = ("B2:E2", "B3:C3", "D3:E3") if "Các" in text else ("B2:C2", "D2:E2")
    merged = metrics.read([Source("f.xlsx", as_workbook(text, merges))], catalogue)
    for found in (read(text), metrics.read([Source("f.xlsx", as_workbook(text))], catalogue), merged):
        assert [(o.indicator, str(o.value)) for o in found.observations] == [("HS", "83"), ("AT", "76")]
        assert codes(found) == [] and "DX145" not in [code for code, *_ in codes(found, "warning")]
        assert found.tables[0].header[1].startswith("HS ")  # so that rejects of two keys are read back


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (";HS;;AT;;\nĐơn vị;Tử số;Mẫu số;Tử số;Mẫu số;Ghi chú\nPhổ Hòa;8;10;9;10;x\n", ["x", "x"]),
        ("Đơn vị;HS;;;AT;;\n;Tử số;Mẫu số;Ghi chú;Tử số;Mẫu số;Ghi chú\nPhổ Hòa;8;10;x;9;10;y\n", ["x", "y"]),
        ("Đơn vị;HS;;;AT;;Ghi chú\n;Tử số;Mẫu số;Ghi chú;Tử số;Mẫu số;\nPhổ Hòa;8;10;x;9;10;z\n", ["x", "z"]),
    ],
)
def test_a_note_is_its_keys_where_it_stands_below_the_names_of_the_table(
    text: str, notes: list[str], read: Read
) -> None:
    found = read("Kỳ: 2024\n" + text)
    assert [o.note for o in found.observations] == notes and codes(found) == []


def test_only_the_top_row_of_groups_is_merged(catalogue: Catalogue) -> None:
    text = "Đơn vị;Kỳ;Trụ cột;;;\n;;HS;;AT;\n;;Tử số;Mẫu số;Tử số;Mẫu số\nPhổ Hòa;2024;81;100;90;100\n"
    found = metrics.read([Source("f.xlsx", as_workbook(text, ("C1:F1",)))], catalogue)
    assert figures(found) == [("HS", "pho-hoa", "2024", 81, 100), ("AT", "pho-hoa", "2024", 90, 100)]


def test_figures_under_a_name_that_nobody_knows_are_told_once(read: Read) -> None:
    found = read("Chỉ tiêu;Kỳ;Phổ Hòa;Phổ Mình;ĐVT;Nơi lưu\nSO;2024;3;4;km;CV 12\nHS;2024;1/2;3/4;;\n")
    assert codes(found, "warning") == [("DX145", 1, 4)]
    (unknown,) = [f.message.vi for f in found.findings if f.code == "DX145"]
    assert unknown.startswith("cột “Phổ Mình” có số, nhưng danh mục không có đơn vị nào")
    assert codes(found, "note") == [("DX126", 1, None), ("DX166", 1, None)]
    (extra,) = [f.message.vi for f in found.findings if f.code == "DX126"]
    assert extra.endswith(": ĐVT, Nơi lưu")


@pytest.mark.parametrize("beside", ["", "Phổ"])
def test_a_figure_under_no_name_is_told_in_rows_that_go_on(beside: str, catalogue: Catalogue) -> None:
    text = f"Chỉ tiêu;Đơn vị;Kỳ;;Giá trị\nSO;Phổ Hòa;2024;99;3;{beside}\n"
    found = metrics.read([Source("f.xlsx", as_workbook(text))], catalogue)
    assert ("DX124", 2, 4) in codes(found) and found.observations == ()


@pytest.mark.parametrize("header", ["Chỉ tiêu;Đơn vị;Kỳ;;Giá trị", "Đơn vị;Kỳ;SO;;DUONG"])
def test_a_figure_under_no_name_is_told_before_blanks_at_the_end(header: str, read: Read) -> None:
    row = "SO;Phổ Hòa;2024;99;3;;" if header.startswith("Chỉ") else "Phổ Hòa;2024;3;99;4;;"
    found = read(f"{header}\n{row}\n")
    assert ("DX124", 2, 4) in codes(found) and found.observations == ()


def test_figures_under_the_blank_end_of_a_header_are_no_wider_row(read: Read) -> None:
    found = read("Đơn vị;Kỳ;SO;DUONG;\nPhổ Hòa;2024;3;4;5\n")
    assert codes(found) == []
    assert codes(found, "warning") == [("DX168", 2, 5)]


CELLS = st.sampled_from(["", "3", "4/5", "82,5%", "x", "Có", "12.5", "1.234", "-"])
TITLES = st.sampled_from(
    [
        [["Đơn vị", "Kỳ", "HS", "SO", "CK"]],
        [["Đơn vị", "Kỳ", "HS Tử số", "HS Mẫu số", "SO"]],
        [["", "", "HS", "", "AT"], ["Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Giá trị"]],
        [["Kỳ báo cáo: 2024", "", "", "", ""], ["Chỉ tiêu", "Phổ Hòa", "Phổ Minh", "Phổ An", "Ghi chú"]],
    ]
)


@settings(max_examples=40)
@given(TITLES, st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_a_sheet_saved_as_text_says_the_same(
    catalogue: Catalogue, titles: list[list[str]], rows: list[tuple[str, str, str]]
) -> None:
    units, indicators = ("Phổ Hòa", "Phổ Minh", "Phổ An", "Phổ Ninh"), ("HS", "SO", "AT", "TIEN")
    across = titles[-1][0] == "Chỉ tiêu"
    filled = [
        [indicators[index], *cells, ""] if across else [units[index], "2024", *cells]
        for index, cells in enumerate(rows)
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows((*titles, *filled))
    as_book, as_text = (
        metrics.read([Source(name, content)], catalogue)
        for name, content in (("f.xlsx", as_workbook(text.getvalue())), ("f.csv", text.getvalue().encode()))
    )

    def bare(observations: tuple[Observation, ...]) -> list[Observation]:
        return [placed(o, file="", sheet=None) for o in observations]  # and placed alike

    assert bare(as_book.observations) == bare(as_text.observations)
    assert [(f.code, f.row) for f in as_book.findings] == [(f.code, f.row) for f in as_text.findings]

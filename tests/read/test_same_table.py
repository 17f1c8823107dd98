"""One table says the same as delimited text, as a workbook and as a DataFrame."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import docx
import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.place import Place
from dxscore.read.frame import FILE, read_frame
from dxscore.read.metrics import read
from dxscore.read.sources import Source

Table = Sequence[Sequence[str]]

HEADERS: list[Table] = [
    [["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Giá trị", "Minh chứng", "Ghi chú"]],
    [["indicator", "reporting_unit", "period", "value", "note"]],
    [["Chỉ tiêu", "Đơn vị", "Kỳ", "Giá trị", "Ghi riêng"]],
    [["Chỉ tiêu", "Đơn vị", "Kỳ", "thôn", "Tử số", "Mẫu số"]],
    [["STT", "Chỉ tiêu", "", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"]],
    [["", "Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"]],
    [["Đơn vị", "Kỳ", "HS", "SO", "AT", "Tổng"]],
    [["Đơn vị", "Kỳ", "HS Tử số", "HS Mẫu số", "SO", "Ghi chú"]],
    [["Chỉ tiêu", "Kỳ", "Phổ Hòa", "Phổ Minh", "Tổng cộng"]],
    [["Chỉ tiêu", "Đơn vị", "2023", "2024", "Quý IV/2024", "Ghi chú"]],
    [["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Tử số lũy kế", "Mẫu số lũy kế"]],
    [["g/indicator", "g/reporting_unit", "g/period", "h/numerator", "h/denominator"]],
    [["", "", "HS", "", "AT"], ["Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Giá trị"]],
    [
        ["", "", "", "Trong kỳ", "", "Lũy kế", ""],
        ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Tử số", "Mẫu số"],
    ],
    [["Biểu 1", "", "", ""], ["Kỳ báo cáo: 2024", "", "", ""], ["Chỉ tiêu", "Đơn vị", "Giá trị", "Ghi chú"]],
    [["Chỉ tiêu", "Tử số", "Mẫu số"]],
    [["Họ tên", "Ngày sinh"]],
]
CELLS = [
    *(
        "",
        "",
        "HS",
        "SO",
        "CO",
        "AT",
        "Phổ Hòa",
        "Phổ Minh",
        "21469",
        "2024",
        "Quý IV/2024",
        "7",
        "81",
        "100",
    ),
    *(
        "82,5",
        "82,5%",
        "9/10",
        "1.234",
        "1,234",
        "0,5",
        "x",
        "có",
        "-",
        "chưa có",
        "không áp dụng",
        "Tổng cộng",
    ),
    *(
        "0.62",
        "123.456",
        "1.234.567",
        "1,234,567",
        "80% (8/10)",
        "7 hồ sơ",
        "đang cập nhật",
        "2024.0",
        "0",
        "1",
    ),
    *(
        "Tháng 11/2024",
        "11 tháng năm 2024",
        "Thôn 1",
        "Thôn 2",
        "Người lập biểu",
        "I. Chính quyền số",
        "(1)",
        "Đơn vị",
        "Chỉ tiêu",
        "đã đối chiếu",
        "#N/A",
    ),
]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A header of some shape, with rows that fit it more or less, all as wide as the widest."""
    header = draw(st.sampled_from(HEADERS))
    titles = list(header[-1])
    likely = {
        "Chỉ tiêu": ["HS", "SO", "AT"],
        "indicator": ["HS", "SO", "CO"],
        "Đơn vị": ["Phổ Hòa", "Phổ Minh", "21469"],
        "reporting_unit": ["Phổ Hòa", "pho-an"],
        "Kỳ": ["2024", "Quý IV/2024", "Tháng 11/2024"],
        "thôn": ["Thôn 1", "Thôn 2"],
        "period": ["2024", "2023"],
    }
    beside = draw(st.integers(0, 2))
    cells = [st.one_of(st.sampled_from(likely.get(title, CELLS)), st.sampled_from(CELLS)) for title in titles]
    rows = draw(st.lists(st.tuples(*cells, *[st.sampled_from(CELLS)] * beside), max_size=5))
    if titles[0] == "" and draw(st.booleans()):
        rows = [(str(number), *row[1:]) for number, row in enumerate(rows)]
    above = [[*row, *[""] * beside] for row in header]
    return [*above, *(list(row) for row in rows)]


def as_csv(table: Table, name: str = "f.csv") -> Source:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return Source(name, text.getvalue().encode())


def as_workbook(table: Table, name: str = "f.xlsx") -> Source:
    book = openpyxl.Workbook()
    for row in table:
        book.worksheets[0].append([cell or None for cell in row])
    saved = io.BytesIO()
    book.save(saved)
    return Source(name, saved.getvalue())


def as_document(table: Table, name: str = "f.docx") -> Source:
    document = docx.Document()
    grid = document.add_table(len(table), len(table[0]))
    for row, cells in zip(grid.rows, table, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return Source(name, saved.getvalue())


def as_frame(table: Table) -> pd.DataFrame:
    return pd.DataFrame([list(row) for row in table[1:]], columns=list(table[0]), dtype=object)


def said(metrics: Metrics, file: str, row_of_header: int = 1) -> tuple[object, ...]:
    """What was read and found in one file, whatever it is called and however its rows are counted."""
    moved = 1 - row_of_header
    bare = [
        o._replace(place=Place("", row=(o.place.row or 0) + moved), evidence_cell=None)
        for o in (*metrics.observations, *metrics.totals)
        if o.place.file == file
    ]
    found = [(f.code, None if f.row is None else f.row + moved) for f in metrics.findings if f.file == file]
    return bare, found


def say_the_same(tables: Sequence[Table], catalogue: Catalogue) -> None:
    texts = [as_csv(table, f"{number}.csv") for number, table in enumerate(tables)]
    books = [as_workbook(table, f"{number}.xlsx") for number, table in enumerate(tables)]
    from_texts, from_books = read(texts, catalogue), read(books, catalogue)
    for number, table in enumerate(tables):
        expected = said(from_texts, f"{number}.csv")
        assert said(from_books, f"{number}.xlsx") == expected
        assert said(read_frame(as_frame(table), catalogue), FILE, row_of_header=0) == expected


TIDY = ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"]
BESIDE = [[*TIDY, ""], ["HS", "Phổ Hòa", "2024", "81", "100", "đã đối chiếu"]]


@settings(max_examples=15, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=12))
@example([BESIDE])
def test_a_table_says_the_same_in_each_of_its_forms(catalogue: Catalogue, several: list[Table]) -> None:
    say_the_same(several, catalogue)


@settings(max_examples=15, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=6))
@example([BESIDE])
def test_a_table_of_a_document_says_the_same_or_is_no_table_of_figures(
    catalogue: Catalogue, several: list[Table]
) -> None:
    """A document without such a table is told to be one: what a letter's head lacks is nobody's fault."""
    texts = [as_csv(table, f"{number}.csv") for number, table in enumerate(several)]
    documents = [as_document(table, f"{number}.docx") for number, table in enumerate(several)]
    from_texts, from_documents = read(texts, catalogue), read(documents, catalogue)
    for number in range(len(several)):
        found = said(from_documents, f"{number}.docx")
        expected = said(from_texts, f"{number}.csv")
        if found == ([], [("DX108", None)]):
            assert expected[0] == []
        else:
            assert found == expected


def test_several_tables_of_a_document_are_read_and_places_name_them(catalogue: Catalogue) -> None:
    document = docx.Document()
    document.add_paragraph("Kính gửi: Phòng Văn hóa và Thông tin")
    document.add_table(1, 2).rows[0].cells[0].text = "ỦY BAN NHÂN DÂN"
    for unit in ("Phổ Hòa", "Phổ Minh"):
        grid = document.add_table(2, 5)
        for row, cells in zip(grid.rows, (TIDY, ["HS", unit, "2024", "81", "100"]), strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    metrics = read([Source("b.docx", saved.getvalue())], catalogue)
    assert [str(o.place) for o in metrics.observations] == ["b.docx:'Bảng 2'!D2", "b.docx:'Bảng 3'!D2"]
    assert not [f for f in metrics.findings if f.severity != "note"]


def test_a_remark_beside_a_table_is_said_and_the_row_counts(catalogue: Catalogue) -> None:
    metrics = read([as_csv(BESIDE)], catalogue)
    assert [o.numerator for o in metrics.observations] == [81]
    assert [(f.code, f.row, f.position) for f in metrics.findings] == [("DX168", 2, 6)]


@pytest.mark.parametrize("blank", [1, 2])
def test_text_between_the_columns_is_an_error_in_each_form(catalogue: Catalogue, blank: int) -> None:
    header, row = list(TIDY), ["HS", "Phổ Hòa", "2024", "81", "100"]
    for place in range(1, 1 + blank):
        header.insert(place, "")
        row.insert(place, "x")
    table = [header, row]
    say_the_same([table], catalogue)
    assert ("DX124", 2) in [(f.code, f.row) for f in read([as_csv(table)], catalogue).findings]

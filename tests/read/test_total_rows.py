"""Rows and columns of totals: what is one, what it claims, and what stays a fault."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read import sources as opened
from dxscore.read.vocabulary import names_total

Read = Callable[[str | bytes], Metrics]
HEADER = "TT;Chỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;Ghi chú\n"
UNITS = HEADER + "1;HS;Phổ Minh;2025;8;10;\n2;HS;Phổ Ninh;2025;9;10;\n"


def claims(told: Metrics) -> list[tuple[str, str, str, Decimal | None, Decimal | None, int | None]]:
    return [
        (t.reporting_unit, t.indicator, str(t.period), t.numerator, t.denominator, t.place.row)
        for t in told.totals
    ]


def codes(told: Metrics, *, above: str = "") -> list[tuple[str, int | None]]:
    """Codes with their rows, without what is said of every such table: extra columns, its shape."""
    return [(f.code, f.row) for f in told.findings if f.code not in ("DX126", "DX164", "DX166", above)]


LABELS = """Tổng cộng|TỔNG SỐ:|Tổng|Cộng|Tổng cộng (15 xã, phường)|Cộng (I+II)|Toàn huyện|Total|cả tỉnh
Tổng cộng toàn thị xã|TONG CONG|Cộng khối phường|Tổng chung"""


@pytest.mark.parametrize("label", LABELS.replace("\n", "|").split("|"))
def test_names_of_totals(label: str) -> None:
    assert names_total(label)


@pytest.mark.parametrize(
    "label",
    [
        "Cộng Hòa",
        "xã Cộng Hòa",
        "Tổng hợp",
        "Tổng công ty",
        "Toàn Thắng",
        "Toàn",
        "",
        "Cộng đồng",
        "Tổng " * 30,
    ],
)
def test_other_names(label: str) -> None:
    assert not names_total(label)


@pytest.mark.parametrize(
    "line",
    [
        ";HS;Tổng cộng;2025;17;20;",
        "Tổng cộng;HS;;2025;17;20;",
        "Tổng cộng;;;;17;20;",
        ";;TỔNG CỘNG;;17;20;",
        ";Tổng cộng;;;17;20;",
    ],
)
def test_a_total_is_no_row_of_data(read: Read, line: str) -> None:
    told = read(f"{UNITS}{line}\n")
    assert codes(told) == [("DX142", 4)]
    assert [o.reporting_unit for o in told.observations] == ["pho-minh", "pho-ninh"]
    assert [row for row, _ in told.tables[0].rows] == [2, 3]
    assert [";".join(cells) for _, cells in told.tables[0].totals] == [line]
    known = [] if ";Tổng cộng;" in line and ";HS;" not in line else [(Decimal(17), Decimal(20))]
    assert [(t.numerator, t.denominator) for t in told.totals] == known


def test_the_place_of_the_label_is_named(read: Read) -> None:
    (finding,) = (f for f in read(f"{UNITS}Tổng cộng;HS;;2025;17;20;\n").findings if f.code == "DX142")
    assert (finding.severity, finding.row, finding.position) == ("note", 4, 1)
    assert "“Tổng cộng”" in finding.message.vi


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (";HS;Toàn thị xã;2025;17;20;", None),  # a name that the catalogue knows
        (";HS;;2025;17;20;", "DX230"),
        (";HS;;2025;17;20;Tổng cộng", "DX230"),  # a note is no label
        (";HS;Tổng công ty;2025;17;20;", "DX231"),
        (";HS;Cộng Hòa;2025;17;20;", "DX231"),
    ],
)
def test_what_stays_a_row(read: Read, line: str, code: str | None) -> None:
    told = read(f"{UNITS}{line}\n")
    assert told.totals == ()
    assert codes(told) == ([] if code is None else [(code, 4)])
    assert len(told.observations) == (3 if code is None else 2)


@pytest.mark.parametrize(
    "line",
    [
        ";HS;Tổng cộng;2025;khoảng 17;20;",
        ";HS;Tổng cộng;2025;17;;",
        ";HS;Tổng cộng;2025;;;",
        ";HS;Tổng cộng;lũy kế;17;20;",
        ";lạ;Tổng cộng;2025;17;20;",
    ],
)
def test_a_total_that_is_not_understood_claims_nothing_and_is_no_fault(read: Read, line: str) -> None:
    told = read(f"{UNITS}{line}\n")
    assert (codes(told), told.totals) == ([("DX142", 4)], ())


@pytest.mark.parametrize(
    "other", ["3;HS;Phổ Hòa;2024;9;10;", "3;AT;Phổ Hòa;2025;9;10;", "3;HS;Phổ Lạ;2025;9;10;"]
)
def test_a_blank_is_filled_only_where_all_rows_say_one_thing(read: Read, other: str) -> None:
    told = read(f"{UNITS}{other}\n;;Tổng cộng;;26;30;\n")
    assert told.totals == ()
    assert ("DX142", 5) in codes(told)


def test_a_file_of_nothing_but_a_total_has_no_data(read: Read) -> None:
    assert codes(read(f"{HEADER};HS;Tổng cộng;2025;17;20;\n")) == [("DX128", 1), ("DX142", 2)]


def sheet(catalogue: Catalogue, *rows: list[Any], merged: tuple[str, ...] = ()) -> Metrics:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return metrics.read([opened.Source("so-lieu.xlsx", out.getvalue())], catalogue)


def test_a_total_under_indicators_across(catalogue: Catalogue) -> None:
    told = sheet(
        catalogue,
        ["Kỳ: 2025"],
        ["TT", "Đơn vị", "HS", None, "SO"],
        [None, None, "Tử số", "Mẫu số", "Giá trị"],
        [1, "Phổ Minh", 8, 10, 3],
        [2, "Phổ Ninh", 9, 10, 4],
        ["Tổng cộng", None, 17, 20, 7],
        merged=("C2:D2", "A6:B6"),
    )
    assert codes(told, above="DX127") == [("DX142", 6)]
    assert claims(told) == [
        ("Tổng cộng", "HS", "2025", Decimal(17), Decimal(20), 6),
        ("Tổng cộng", "SO", "2025", None, None, 6),
    ]
    assert [(t.value, t.place.cell, t.place.sheet) for t in told.totals] == [
        (None, 3, "Sheet"),
        (7, 5, "Sheet"),
    ]
    assert len(told.observations) == 4


def test_a_total_beside_units_across(catalogue: Catalogue) -> None:
    told = sheet(
        catalogue,
        ["Chỉ tiêu", "Kỳ", "Phổ Minh", None, "Phổ Ninh", None, "Tổng cộng", None],
        [None, None, *["Tử số", "Mẫu số"] * 3],
        ["HS", "2025", 8, 10, 9, 10, 17, "=D3+F3"],
        ["AT", "2025", 1, 2, 1, 2, 2, 4],
        ["Tổng cộng", None, 9, 12, 10, 12, 19, 24],
        merged=("C1:D1", "E1:F1", "G1:H1"),
    )
    assert codes(told) == [("DX142", 2), ("DX142", 5)]
    assert claims(told) == [("Tổng cộng", "AT", "2025", Decimal(2), Decimal(4), 4)]
    assert len(told.observations) == 4


def test_two_columns_of_totals_under_one_name_claim_nothing(catalogue: Catalogue) -> None:
    told = sheet(
        catalogue,
        ["Chỉ tiêu", "Kỳ", "Phổ Minh", "Cộng", "Phổ Ninh", "Cộng"],
        ["HS", "2025", "8/10", "8/10", "9/10", "9/10"],
    )
    assert (codes(told), told.totals) == ([("DX142", 1)], ())
    assert len(told.observations) == 2


def test_a_column_named_total_in_a_tidy_table_is_only_not_used(catalogue: Catalogue) -> None:
    told = sheet(
        catalogue,
        ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số", "Tổng"],
        ["HS", "Phổ Minh", "2025", 8, 10, 18],
    )
    assert (codes(told), told.totals) == ([], ())
    assert len(told.observations) == 1

"""Rows that are none of the table's data, in a text file and in a workbook alike."""

from __future__ import annotations

import pytest
from as_workbook import as_workbook

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read.sources import Source

TIDY = "STT;Chỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;Ghi chú"
PARTS = "Kỳ: 2024;;;;\nĐơn vị;HS;;AT;\n;Tử số;Mẫu số;Tử số;Mẫu số"
STATED = "Đơn vị: Phổ Hòa;;\nKỳ: 2024;;"


def both(text: str, catalogue: Catalogue, *merges: str) -> tuple[Metrics, Metrics]:
    """What is read of `text` as a CSV file, and of the same cells as a workbook."""
    sources = Source("f.csv", text.encode()), Source("f.xlsx", as_workbook(text, merges))
    as_text, as_book = (metrics.read([source], catalogue) for source in sources)
    return as_text, as_book


def said(found: Metrics, *severities: str) -> list[tuple[str, int | None]]:
    return [(f.code, f.row) for f in found.findings if f.severity in severities]


def values(found: Metrics) -> list[tuple[str, str, str]]:
    return [(o.indicator, o.reporting_unit, f"{o.numerator}/{o.denominator}") for o in found.observations]


@pytest.mark.parametrize(
    ("rows", "around"),
    [
        ("(1);(2);(3);(4);(5);(6);(7)\n{}", [2]),
        ("A;B;C;D;1;2;\n{}", [2]),
        (";;;;(hồ sơ);(hồ sơ);\n{}", [2]),
        (";;;;ĐVT: hồ sơ;(hồ sơ);\n(1);(2);(3);(4);(5);(6);(7)\n{}", [2, 3]),
        ("{}\n;Nơi nhận:;;;;;\n;- Phường Phổ Minh;;;;;\n;Phổ Minh;;;;;", [3, 4, 5]),
        ("{}\n;Người lập biểu;;;Chủ tịch;;\n;(ký);;;(ký tên, đóng dấu);;\n;Lê Văn A;;;Võ B;;", [3, 4, 5]),
    ],
)
def test_what_explains_columns_and_who_signs_is_no_data(
    rows: str, around: list[int], catalogue: Catalogue
) -> None:
    for found in both(f"{TIDY}\n{rows.format('1;HS;Phổ Hòa;2024;8;10;')}\n", catalogue):
        assert values(found) == [("HS", "pho-hoa", "8/10")]
        assert said(found, "error", "warning") == []
        assert [number for number, _ in found.tables[0].aside] == around


def test_units_of_measure_under_a_wide_header(catalogue: Catalogue) -> None:
    for found in both("Kỳ: 2024;;\nĐơn vị;HS;AT\n;(%);(%)\nPhổ Hòa;8/10;9/10\n", catalogue):
        assert values(found) == [("HS", "pho-hoa", "8/10"), ("AT", "pho-hoa", "9/10")]
        assert said(found, "error") == []


def test_a_figure_with_a_dated_note_is_no_foot(catalogue: Catalogue) -> None:
    note = "chốt ngày 14 tháng 12 năm 2024"
    wide = f"Kỳ: 2024;;\nĐơn vị;HS;Ghi chú\nPhổ Hòa;8/10;{note}\nPhổ Minh;9/10;\n"
    tidy = f"{STATED}\nChỉ tiêu;Giá trị;Ghi chú\nHS;8/10;{note}\nAT;9/10;\n"
    for text in (wide, tidy):
        for found in both(text, catalogue):
            assert [o.note for o in found.observations] == [note, ""]


@pytest.mark.parametrize(
    "text",
    [
        f"{TIDY}\n1;HS;Phổ Hòa;2024;8;10;\n{TIDY}\n2;AT;Phổ Hòa;2024;9;10;\n",
        f"{TIDY}\n1;HS;Phổ Hòa;2024;8;10;\nTT;Mã chỉ tiêu;Tên đơn vị;Năm;Tử;Mẫu;\n2;AT;Phổ Hòa;2024;9;10;\n",
        "Kỳ: 2024;;\nĐơn vị;HS;AT\nPhổ Hòa;8/10;-\nĐơn vị;HS;AT\nPhổ Hòa;-;9/10\n",
        f"{PARTS}\nPhổ Hòa;8;10;;\nĐơn vị;HS;;AT;\n;Tử số;Mẫu số;Tử số;Mẫu số\nPhổ Hòa;;;9;10\n",
    ],
)
def test_a_header_again_is_passed_over(text: str, catalogue: Catalogue) -> None:
    for found in both(text, catalogue):
        assert values(found) == [("HS", "pho-hoa", "8/10"), ("AT", "pho-hoa", "9/10")]
        assert said(found, "error", "warning") == []


def test_a_merged_header_again_is_passed_over(catalogue: Catalogue) -> None:
    header = "Đơn vị;HS;;AT;\n;Tử số;Mẫu số;Tử số;Mẫu số"
    text = f"Kỳ: 2024;;;;\n{header}\nPhổ Hòa;8;10;;\n{header}\nPhổ Hòa;;;9;10\n"
    merges = ("A2:A3", "B2:C2", "D2:E2", "A5:A6", "B5:C5", "D5:E5")
    for found in both(text, catalogue, *merges):
        assert values(found) == [("HS", "pho-hoa", "8/10"), ("AT", "pho-hoa", "9/10")]
        assert said(found, "error") == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            f"{TIDY}\n1;HS;Phổ Hòa;2024;8;10;\nTT;Chỉ tiêu;Đơn vị;Kỳ;Mẫu số;Tử số;\n;AT;Phổ Hòa;2024;9;9;\n",
            3,
        ),
        (f"{TIDY}\n1;HS;Phổ Hòa;2024;8;10;\nChỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;;\nAT;Phổ Hòa;2024;9;10;;\n", 3),
        ("Kỳ: 2024;;\nĐơn vị;HS;AT\nPhổ Hòa;8/10;-\nĐơn vị;CK;AT\nPhổ Hòa;7/10;9/10\nPhổ Minh;1/2;1/2\n", 4),
        (f"{PARTS}\nPhổ Hòa;8;10;;\nĐơn vị;CK;;AT;\n;Tử số;Mẫu số;Tử số;Mẫu số\nPhổ Hòa;;;9;10\n", 5),
        ("Chỉ tiêu;Kỳ;Phổ Hòa;Phổ Minh\nHS;2024;8/10;\nChỉ tiêu;Kỳ;Phổ An;Phổ Minh\nHS;2024;1/2;1/2\n", 3),
    ],
)
def test_nothing_is_read_under_the_header_of_another_table(
    text: str, first: int, catalogue: Catalogue
) -> None:
    rows = range(first, text.count("\n") + 1)
    for found in both(text, catalogue):
        assert values(found) == [("HS", "pho-hoa", "8/10")]
        assert said(found, "error") == [("DX146", row) for row in rows]
        assert found.tables[0].rejected == tuple(rows)
        assert f"từ dòng {first} " in found.findings[-1].message.vi


@pytest.mark.parametrize("text", ["Đơn vị;HS\nPhổ Hòa;8/10\n", "Chỉ tiêu;Phổ Hòa\nHS;8/10\n"])
def test_a_table_of_one_indicator_or_one_unit(text: str, catalogue: Catalogue) -> None:
    for found in both(f"Kỳ: 2024;\n{text}", catalogue):
        assert values(found) == [("HS", "pho-hoa", "8/10")]
        assert said(found, "error") == []


STACKED = f"{STATED}\nChỉ tiêu;Giá trị;Ghi chú\nHS;8/10;\nAT;;\n"


@pytest.mark.parametrize(
    "below",
    [
        "Đơn vị: Phổ Minh;;\nChỉ tiêu;Giá trị;Ghi chú\nHS;;\nAT;9/10;\n",
        "Phường Phổ Minh;;\nAT;9/10;\n",
        "II;Phường Phổ Minh;\nAT;9/10;\n",
        "Kỳ báo cáo: Năm 2025;;\nAT;9/10;\n",
        "Năm 2025;;\nAT;9/10;\n",
    ],
)
def test_what_is_stated_above_holds_until_something_else_is(below: str, catalogue: Catalogue) -> None:
    for found in both(STACKED + below, catalogue):
        assert values(found) == [("HS", "pho-hoa", "8/10")]
        assert said(found, "error") == [("DX146", row) for row in range(6, 6 + below.count("\n"))]


@pytest.mark.parametrize(
    "below",
    [
        "Đơn vị: Phường Phổ Hòa;;\nAT;9/10;\n",
        "AT;9/10;Đơn vị: Phổ Minh\n",
        "AT;9/10;\nNgười lập biểu;;\nNăm 2025;;\n",
    ],
)
def test_the_same_unit_or_words_of_a_row_begin_no_other_table(below: str, catalogue: Catalogue) -> None:
    for found in both(STACKED + below, catalogue):
        assert values(found) == [("HS", "pho-hoa", "8/10"), ("AT", "pho-hoa", "9/10")]
        assert said(found, "error") == []


def test_a_table_above_the_one_that_is_read_is_no_title(catalogue: Catalogue) -> None:
    text = f"Bảng 1;;;;;;\nChỉ tiêu;Giá trị;Đơn vị;;;;\nHS;70%;Phổ Hòa;;;;\n{TIDY}\n1;AT;Phổ Hòa;2024;9;10;\n"
    for found in both(text, catalogue):
        assert values(found) == [("AT", "pho-hoa", "9/10")]
        assert said(found, "error") == [("DX146", 2), ("DX146", 3)]
        assert [number for number, _ in found.tables[0].above] == [1]


def test_labels_and_figures_above_a_table_are_no_table(catalogue: Catalogue) -> None:
    text = f"Đơn vị:;Phổ Hòa;Kỳ:;2024;;;\nTổng số hộ:;1200;;;;;\n{TIDY}\n1;AT;Phổ Hòa;2024;9;10;\n"
    for found in both(text, catalogue):
        assert values(found) == [("AT", "pho-hoa", "9/10")] and said(found, "error") == []


def test_rejects_of_two_shapes_are_refused_where_the_second_begins(catalogue: Catalogue) -> None:
    added = "rejected_from;rejected_line;rejected_because"
    text = f"Đơn vị;HS;AT;Kỳ;{added}\nPhổ Hòa;8/10;;2024;a.csv;3;DX203\nChỉ tiêu;Giá trị;Đơn vị;Kỳ;{added}\n"
    for found in both(f"{text}HS;70%;Phổ Minh;2024;b.csv;2;DX203\n", catalogue):
        assert said(found, "error") == [("DX146", 3), ("DX146", 4)] or said(found, "error") == [
            ("DX146", 1),
            ("DX146", 2),
        ]
        assert "DX145" not in [code for code, _ in said(found, "warning")]


def test_quotes_around_a_title_are_not_its_words(catalogue: Catalogue) -> None:
    text = f'"Biểu ""1"", xã";;;;;;\n;;;;;;\n{TIDY}\n1;AT;Phổ Hòa;2024;9;10;\n'
    as_text, as_book = both(text, catalogue)
    assert [(n, [c for c in cells if c]) for n, cells in as_text.tables[0].above] == [(1, ['Biểu "1", xã'])]
    assert [n for n, _ in as_book.tables[0].above] == [1]

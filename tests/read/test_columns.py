"""What is seen of whole columns, before any cell is read, and what several rows say together."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read.sources import Source

Read = Callable[[str | bytes], Metrics]


def figures(found: Metrics) -> list[tuple[object, ...]]:
    return [
        (
            o.indicator,
            o.reporting_unit,
            str(o.period),
            o.value if o.denominator is None else (o.numerator, o.denominator),
        )
        for o in found.observations
    ]


def codes(found: Metrics, severity: str = "error") -> list[tuple[str, int | None]]:
    return [(f.code, f.row) for f in found.findings if f.severity == severity]


def workbook(**sheets: list[list[object]]) -> Source:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return Source("f.xlsx", saved.getvalue())


# -- cumulative columns --


@pytest.mark.parametrize(
    "header",
    [
        "Chỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;Tử số lũy kế;Mẫu số lũy kế",
        "Chỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;Tử số (luỹ kế từ đầu năm);Mẫu số (luỹ kế từ đầu năm)",
        "Chỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;Lũy kế tử số;Lũy kế mẫu số",
        "Chỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;Cộng dồn - Tử số;Cộng dồn - Mẫu số",
        "indicator;reporting_unit;period;numerator;denominator;cumulative numerator;denominator (YTD)",
        ";;;Trong tháng;;Lũy kế;\nChỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;Tử số;Mẫu số",
        ";;;Tháng này;;Từ đầu năm đến nay;\nChỉ tiêu;Đơn vị;Kỳ;Tử số;Mẫu số;Tử số;Mẫu số",
    ],
)
def test_cumulative_columns_are_the_period_from_the_start_of_the_year(header: str, read: Read) -> None:
    found = read(f"{header}\nHS;Phổ Hòa;Tháng 11/2024;9;10;64;100\n")
    assert codes(found) == []
    assert figures(found) == [
        ("HS", "pho-hoa", "2024-11", (9, 10)),
        ("HS", "pho-hoa", "2024-11M", (64, 100)),
    ]
    assert [code for code, _ in codes(found, "note")].count("DX178") == 1


def test_cumulative_columns_alone_under_indicators_and_in_totals(read: Read) -> None:
    found = read("Chỉ tiêu;Đơn vị;Kỳ;Lũy kế\nSO;Phổ Hòa;Quý III/2024;7\n")
    assert figures(found) == [("SO", "pho-hoa", "2024-9M", 7)]
    found = read(
        "Đơn vị;Kỳ;SO;SO lũy kế\nPhổ Hòa;Tháng 2/2024;3;7\nPhổ Minh;Tháng 2/2024;4;\n"
        "Tổng cộng;Tháng 2/2024;7;7\n"
    )
    assert figures(found) == [
        ("SO", "pho-hoa", "2024-02", 3),
        ("SO", "pho-hoa", "2024-2M", 7),
        ("SO", "pho-minh", "2024-02", 4),
    ]
    assert [(str(total.period), str(total.value)) for total in found.totals] == [
        ("2024-02", "7"),
        ("2024-2M", "7"),
    ]


def test_a_first_period_and_its_sum_so_far_are_one_figure_unless_they_differ(read: Read) -> None:
    header = "Chỉ tiêu;Đơn vị;Kỳ;Giá trị;Giá trị lũy kế\n"
    assert figures(read(f"{header}SO;Phổ Hòa;Quý I/2024;7;7\n")) == [("SO", "pho-hoa", "2024-Q1", 7)]
    assert len(read(f"{header}SO;Phổ Hòa;Quý I/2024;7;8\n").observations) == 2


@pytest.mark.parametrize(
    "title", ["Lũy kế cùng kỳ năm trước", "Lũy kế năm 2023", "Kế hoạch lũy kế", "Mục tiêu"]
)
def test_other_sums_are_not_read(title: str, read: Read) -> None:
    found = read(f"Chỉ tiêu;Đơn vị;Kỳ;Giá trị;{title}\nSO;Phổ Hòa;Tháng 2/2024;7;9\n")
    assert figures(found) == [("SO", "pho-hoa", "2024-02", 7)]


# -- periods across --


@pytest.mark.parametrize(
    "header",
    [
        "Chỉ tiêu;Đơn vị;2023;2024",
        "Chỉ tiêu;Đơn vị;Năm 2023;Năm 2024 (%)",
        "STT;Chỉ tiêu;Đơn vị;Năm 2023;Năm 2024",
        "Đơn vị: Phổ Hòa;;;\nChỉ tiêu;Năm 2023;Năm 2024",
    ],
)
def test_a_column_for_each_period(header: str, read: Read) -> None:
    row = {3: "HS;82,5;90", 4: "HS;Phổ Hòa;82,5;90", 5: "1;HS;Phổ Hòa;82,5;90"}
    found = read(f"{header}\n{row[header.splitlines()[-1].count(';') + 1]}\n")
    assert codes(found) == []
    assert figures(found) == [("HS", "pho-hoa", "2023", Decimal("82.5")), ("HS", "pho-hoa", "2024", 90)]


@pytest.mark.parametrize(
    "header",
    [
        "Chỉ tiêu;Đơn vị;2023 Tử số;2023 Mẫu số;Tử số 2024;Mẫu số 2024",
        ";;Năm 2023;;Năm 2024;\nChỉ tiêu;Đơn vị;Tử số;Mẫu số;Tử số;Mẫu số",
    ],
)
def test_parts_of_each_period(header: str, read: Read) -> None:
    found = read(f"{header}\nHS;Phổ Hòa;8;10;9;10\n")
    assert figures(found) == [("HS", "pho-hoa", "2023", (8, 10)), ("HS", "pho-hoa", "2024", (9, 10))]


def test_periods_below_their_part(read: Read) -> None:
    found = read(";;Tử số;;Mẫu số;\nChỉ tiêu;Đơn vị;2023;2024;2023;2024\nHS;Phổ Hòa;8;9;10;11\n")
    assert figures(found) == [("HS", "pho-hoa", "2023", (8, 10)), ("HS", "pho-hoa", "2024", (9, 11))]


def test_quarters_of_a_year_that_is_stated_above(read: Read) -> None:
    found = read("Biểu tổng hợp năm 2024;;;\nChỉ tiêu;Đơn vị;Quý I;Quý II\nSO;Phổ Hòa;3;4\n")
    assert figures(found) == [("SO", "pho-hoa", "2024-Q1", 3), ("SO", "pho-hoa", "2024-Q2", 4)]
    unclear = read("So với năm 2023, năm 2024;;;\nChỉ tiêu;Đơn vị;Quý I;Quý II\nSO;Phổ Hòa;3;4\n")
    assert unclear.observations == ()


def test_a_year_beside_the_figures_is_none_of_them(read: Read) -> None:
    found = read("Kỳ báo cáo: 2024;;;\nChỉ tiêu;Đơn vị;Giá trị;2023\nSO;Phổ Hòa;3;2\n")
    assert figures(found) == [("SO", "pho-hoa", "2024", 3)]


def test_periods_across_without_units_are_named_as_that(read: Read) -> None:
    found = read("STT;Chỉ tiêu;Đơn vị tính;Năm 2023;Năm 2024\n1;HS;%;82;94\n")
    assert codes(found) == [("DX122", 1)]
    assert "DX166" in [code for code, _ in codes(found, "note")]


# -- sheets, groups, row numbers --


@pytest.mark.parametrize(
    ("name", "header", "row", "expected"),
    [
        ("Phổ Hòa", ["Chỉ tiêu", "Kỳ", "Giá trị"], ["SO", "2024", 3], ("SO", "pho-hoa", "2024", 3)),
        (
            "Quý IV-2024",
            ["Chỉ tiêu", "Đơn vị", "Giá trị"],
            ["SO", "Phổ Hòa", 3],
            ("SO", "pho-hoa", "2024-Q4", 3),
        ),
        (
            "T11.2024",
            ["Chỉ tiêu", "Đơn vị", "Giá trị"],
            ["SO", "Phổ Hòa", 3],
            ("SO", "pho-hoa", "2024-11", 3),
        ),
        ("Phổ Hòa - 2024", ["Chỉ tiêu", "Giá trị"], ["SO", 3], ("SO", "pho-hoa", "2024", 3)),
        ("21469", ["Kỳ", "SO", "HS"], ["2024", 3, None], ("SO", "pho-hoa", "2024", 3)),
    ],
)
def test_a_sheet_named_after_a_unit_or_a_period(
    name: str, header: list[object], row: list[object], expected: tuple[object, ...], catalogue: Catalogue
) -> None:
    if "Chỉ tiêu" not in header:
        header, row = ["Chỉ tiêu", "Kỳ", "Giá trị"], ["SO", "2024", 3]
    found = metrics.read([workbook(**{name: [header, row]})], catalogue)
    assert codes(found) == [] and figures(found) == [expected]
    assert "DX176" in [code for code, _ in codes(found, "note")]


def test_a_sheet_s_name_says_nothing_where_a_column_does(catalogue: Catalogue) -> None:
    rows: list[list[object]] = [["Chỉ tiêu", "Đơn vị", "Kỳ", "Giá trị"], ["SO", "Phổ Minh", "2024", 3]]
    found = metrics.read([workbook(**{"Phổ Hòa": rows})], catalogue)
    assert figures(found) == [("SO", "pho-minh", "2024", 3)]


def test_groups_in_headers(read: Read) -> None:
    header = "start,info/reporting_unit,info/period,d.hs/indicator,d.hs/numerator,d.hs/denominator,_id"
    found = read(f"{header}\n2024-12-01,pho-hoa,2024,HS,7,10,1\n")
    assert figures(found) == [("HS", "pho-hoa", "2024", (7, 10))]
    assert figures(read("reporting_unit,period,HS/numerator,HS/denominator\npho-hoa,2024,7,10\n")) == [
        ("HS", "pho-hoa", "2024", (7, 10))
    ]


@pytest.mark.parametrize("first", [0, 1, 5])
def test_a_nameless_column_of_row_numbers_is_a_note(first: int, read: Read) -> None:
    rows = "".join(f"{first + n},SO,{unit},2024,3\n" for n, unit in enumerate(("pho-hoa", "pho-minh")))
    found = read(f",indicator,reporting_unit,period,value\n{rows}")
    assert codes(found) == [] and len(found.observations) == 2
    assert ("DX177", 1) in codes(found, "note")


@pytest.mark.parametrize("cells", [("x", "y"), ("2", "1"), ("1", "x"), ("1", "1")])
def test_other_cells_without_a_name_are_errors(cells: tuple[str, str], read: Read) -> None:
    rows = "".join(
        f"{cell},SO,{unit},2024,3\n" for cell, unit in zip(cells, ("pho-hoa", "pho-minh"), strict=True)
    )
    assert ("DX124", 2) in codes(read(f",indicator,reporting_unit,period,value\n{rows}"))


# -- a decimal comma that was cut --


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("indicator,reporting_unit,period,value,note\nHS,pho-hoa,2024,82,5\n", True),
        ("indicator,reporting_unit,period,value,evidence\nHS,pho-hoa,2024,82,5%\n", True),
        ("indicator,reporting_unit,period,value,\nHS,pho-hoa,2024,82,5\n", True),
        ("indicator,reporting_unit,period,value,Đơn vị tính\nHS,pho-hoa,2024,82,5\n", True),
        ("indicator,reporting_unit,period,value,note\nHS,pho-hoa,2024,82,ba lần\n", False),
        ("indicator,reporting_unit,period,value,note\nHS,pho-hoa,2024,82,\n", False),
        ('indicator,reporting_unit,period,value,note\nHS,pho-hoa,2024,"82,5",5\n', False),
        ("indicator;reporting_unit;period;value;note\nHS;pho-hoa;2024;82;5\n", False),
        ("indicator\treporting_unit\tperiod\tvalue\tnote\nHS\tpho-hoa\t2024\t82\t5\n", False),
        ("indicator,reporting_unit,period,value,Kế hoạch\nHS,pho-hoa,2024,82,85\n", False),
        ("indicator,reporting_unit,period,numerator,denominator,note\nHS,pho-hoa,2024,8,10,5\n", False),
        ("indicator,reporting_unit,period,numerator,denominator,note\nTIEN,pho-hoa,2024,8,10,5\n", True),
    ],
)
def test_bare_digits_of_words_right_of_a_number_are_asked_about(text: str, asked: bool, read: Read) -> None:
    found = read(text)
    assert [code for code, _ in codes(found) if code != "DX139"] == (["DX227"] if asked else [])
    assert bool(found.observations) is not asked


# -- marks of a column, then of a file --


def test_a_point_in_one_column_is_one_in_the_file(read: Read) -> None:
    header = "indicator;reporting_unit;period;numerator;denominator\n"
    found = read(f"{header}TIEN;pho-hoa;2024;1.234;1310.5\n")
    assert figures(found) == [("TIEN", "pho-hoa", "2024", (Decimal("1.234"), Decimal("1310.5")))]
    assert figures(read(f"{header}TIEN;pho-hoa;2024;1.234;1.310.500\n")) == [
        ("TIEN", "pho-hoa", "2024", (1234, 1310500))
    ]


def test_a_count_is_asked_about_where_the_file_has_points(read: Read) -> None:
    header = "indicator;reporting_unit;period;numerator;denominator;value\n"
    found = read(f"{header}HS;pho-hoa;2024;1.234;1500;\nHS;pho-minh;2024;;;82.5\n")
    assert codes(found) == [("DX224", 2)]


def test_a_point_on_one_sheet_is_one_in_the_workbook(catalogue: Catalogue) -> None:
    header: list[object] = ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"]
    source = workbook(
        A=[header, ["TIEN", "Phổ Hòa", "2024", "1.234", "2.345"]],
        B=[header, ["TIEN", "Phổ Minh", "2024", "0.5", "82.5"]],
    )
    found = metrics.read([source], catalogue)
    assert found.observations[0].numerator == Decimal("1.234")


# -- figures as offices write them --


@pytest.mark.parametrize(
    ("indicator", "cells", "expected"),
    [
        ("HS", "12 hồ sơ;15 hồ sơ;", (12, 15)),
        ("HS", "12 HỒ SƠ;15 ho so;", (12, 15)),
        ("HS", ";;12/15 hồ sơ", (12, 15)),
        ("HS", ";;80% (12/15)", (12, 15)),
        ("HS", ";;12/15 hồ sơ (80%)", (12, 15)),
        ("HS", ";;80% (12/15 hồ sơ)", (12, 15)),
        ("HS", ";;12/15 files", (12, 15)),
        ("HS", "１２;１５;", (12, 15)),
        ("HS", "1\u200b2;\ufeff15;", (12, 15)),
        ("HS", "12.0;15.0;80.0", (12, 15)),
        ("HS", "1,234,567;2,345,678;", (1234567, 2345678)),
        ("HANG", ";;25/63", 25),
    ],
)
def test_a_figure_in_its_usual_dress(indicator: str, cells: str, expected: object, read: Read) -> None:
    unit = "duc-pho" if indicator == "HANG" else "pho-hoa"
    found = read(
        f"indicator;reporting_unit;period;numerator;denominator;value\n{indicator};{unit};2024;{cells}\n"
    )
    assert codes(found) == []
    assert figures(found) == [(indicator, unit, "2024", expected)]
    assert "." not in str(found.observations[0].figure)


@pytest.mark.parametrize(
    ("indicator", "cells", "code"),
    [
        ("HS", "12 người;15 người;", "DX203"),
        ("HS", ";;12/15 xã", "DX203"),
        ("HS", ";;80% (11/15)", "DX212"),
        ("SO", ";;12/15", "DX203"),
        ("HANG", ";;64/63", "DX221"),
        ("HANG", ";;0/63", "DX221"),
    ],
)
def test_other_nouns_and_shares_are_refused(indicator: str, cells: str, code: str, read: Read) -> None:
    unit = "duc-pho" if indicator == "HANG" else "pho-hoa"
    found = read(
        f"indicator;reporting_unit;period;numerator;denominator;value\n{indicator};{unit};2024;{cells}\n"
    )
    assert code in [each for each, _ in codes(found)]


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 3))
def test_a_share_cut_off_or_rounded_agrees_and_nothing_else_does(
    numerator: int, denominator: int, places: int
) -> None:
    """The percentage printed with so many decimals, one unit of the last of them to either side."""
    from dxscore.read.figures import _agrees, _is_cut_off
    from dxscore.read.numbers import NumberRead

    step = Decimal(1).scaleb(-places)
    cut = (100 * numerator * 10**places // denominator) * step
    a, b = Decimal(numerator), Decimal(denominator)
    assert _is_cut_off(a, b, NumberRead(cut, places))
    fitting = [
        value
        for value in (cut - step, cut, cut + step, cut + 2 * step)
        if _agrees(a, b, NumberRead(value, places))
    ]
    assert fitting and all(2 * abs(value * b - 100 * a) <= b * step for value in fitting)
    assert not _is_cut_off(a, b, NumberRead(cut - step, places)) and not _is_cut_off(
        a, b, NumberRead(cut + step, places)
    )


@pytest.mark.parametrize(
    "mark", ["n.a.", "nd", "NA", "null", "None", "nan", "k", "KXĐ", "?", "tbd", "đang cập nhật", "-"]
)
def test_a_marker_beside_one_part_is_missing_and_quoted(mark: str, read: Read) -> None:
    found = read(f"indicator;reporting_unit;period;numerator;denominator\nHS;pho-hoa;2024;{mark};100\n")
    assert found.observations == () and [code for code, _ in codes(found)] == ["DX139"]
    (note,) = (f for f in found.findings if f.code == "DX215")
    assert f"“{mark}”" in note.message.vi and note.row == 2


def test_a_blank_part_is_forgotten_and_words_are_errors(read: Read) -> None:
    header = "indicator;reporting_unit;period;numerator;denominator\n"
    assert ("DX214", 2) in codes(read(f"{header}HS;pho-hoa;2024;;100\n"))
    for word in ("High", "x", "*", "không", "đang họp"):
        assert ("DX203", 2) in codes(read(f"{header}HS;pho-hoa;2024;{word};100\n")), word


def test_words_that_say_why_stay_in_a_note(read: Read) -> None:
    header = "indicator;reporting_unit;period;value;note\n"
    found = read(f"{header}SO;pho-hoa;2024;3;đang rà soát\nSO;pho-minh;2024;3;n/a\n")
    assert [o.note for o in found.observations] == ["đang rà soát", ""]


# -- rows of one key --


@pytest.mark.parametrize("column", ["thôn", "Giới tính", "Độ tuổi", "Tên đơn vị con"])
def test_rows_that_a_column_tells_apart_are_no_repeats(column: str, read: Read) -> None:
    header = f"indicator;reporting_unit;{column};period;numerator;denominator\n"
    found = read(f"{header}HS;pho-hoa;A;2024;5;10\nHS;pho-hoa;B;2024;5;10\nHS;pho-minh;A;2024;5;10\n")
    assert codes(found) == [("DX323", 2), ("DX323", 3)]
    assert all(column in f.message.vi for f in found.findings if f.code == "DX323")
    assert [o.reporting_unit for o in found.observations] == ["pho-minh"]
    assert found.tables[0].rejected == (2, 3)


@pytest.mark.parametrize("numbers", ["STT", "TT", "_id", "Chỉ tiêu"])
def test_row_numbers_and_names_tell_nothing_apart(numbers: str, read: Read) -> None:
    header = f"{numbers};Mã chỉ tiêu;reporting_unit;period;numerator;denominator\n"
    found = read(f"{header}1;HS;pho-hoa;2024;5;10\n2;HS;pho-hoa;2024;5;10\n")
    assert codes(found) == [] and len(found.observations) == 2


def test_notes_tell_rows_of_one_figure_apart(read: Read) -> None:
    header = "indicator;reporting_unit;period;numerator;denominator;note\n"
    found = read(f"{header}HS;pho-hoa;2024;5;10;Thôn 1\nHS;pho-hoa;2024;5;10;Thôn 2\n")
    assert codes(found) == [("DX323", 2), ("DX323", 3)]
    assert codes(read(f"{header}HS;pho-hoa;2024;5;10;Thôn 1\nHS;pho-hoa;2024;5;10;\n")) == []


def test_rows_are_told_apart_across_files(catalogue: Catalogue) -> None:
    header = "indicator,reporting_unit,thôn,period,numerator,denominator\n"
    sources = [
        Source(f"{name}.csv", f"{header}HS,pho-hoa,{name},2024,5,10\n".encode()) for name in ("A", "B")
    ]
    found = metrics.read(sources, catalogue)
    assert [(f.file, f.code) for f in found.findings if f.severity == "error"] == [
        ("A.csv", "DX323"),
        ("B.csv", "DX323"),
    ]


# -- parts of a share from two rows --


@pytest.fixture
def apart(catalogue: Catalogue) -> Catalogue:
    targets = catalogue.targets
    indicators = tuple(
        i.model_copy(update={"parts": "apart"}) if i.id == "HS" else i for i in targets.indicators
    )
    return Catalogue(targets.model_copy(update={"indicators": indicators}), catalogue.assignments, "0" * 64)


HEADER = "indicator,reporting_unit,period,numerator,denominator,evidence,note,closed_on\n"


def both_read(catalogue: Catalogue, *rows: str) -> Metrics:
    sources = [Source(f"{n}.csv", f"{HEADER}{row}\n".encode()) for n, row in enumerate(rows)]
    return metrics.read(sources, catalogue)


def test_parts_of_two_offices_are_joined_with_the_evidence_of_both(apart: Catalogue) -> None:
    found = both_read(
        apart,
        "HS,pho-hoa,2024,80,,Phòng VHTT,đếm,30/11/2024",
        "HS,pho-hoa,2024,,100,Chi cục Thống kê,,14/12/2024",
    )
    (figure,) = found.observations
    assert (str(figure.numerator), str(figure.denominator)) == ("80", "100")
    assert figure.evidence == "Phòng VHTT; Chi cục Thống kê" and figure.note == "đếm"
    assert figure.closed_on == date(2024, 11, 30) and figure.place.file == "0.csv"
    assert codes(found) == [] and ("DX324", None) in codes(found, "note")


@pytest.mark.parametrize(
    "rows",
    [
        ("HS,pho-hoa,2024,80,,,,", "HS,pho-hoa,2023,,100,,,"),
        ("HS,pho-hoa,2024,80,,,,", "HS,pho-minh,2024,,100,,,"),
        ("HS,pho-hoa,2024,80,,,,", "AT,phong-vhtt,2024,9,10,,,"),
    ],
)
def test_a_part_without_the_other_stays_half_a_share(rows: tuple[str, ...], apart: Catalogue) -> None:
    assert ("DX214", 2) in codes(both_read(apart, *rows))


def test_parts_that_differ_contradict_each_other(apart: Catalogue) -> None:
    found = both_read(apart, "HS,pho-hoa,2024,80,,,,", "HS,pho-hoa,2024,81,,,,", "HS,pho-hoa,2024,,100,,,")
    assert found.observations == ()
    assert [f.code for f in found.findings if f.severity == "error"] == ["DX305", "DX305", "DX214"]


def test_the_order_of_files_joins_the_same(apart: Catalogue) -> None:
    rows = (
        "HS,pho-hoa,2024,80,,A,,",
        "HS,pho-hoa,2024,,100,B,,",
        "HS,pho-minh,2024,,50,C,,",
        "HS,pho-minh,2024,40,,D,,",
    )
    said = {frozenset(figures(both_read(apart, *order))) for order in (rows, rows[::-1], rows[1:] + rows[:1])}
    assert said == {frozenset({("HS", "pho-hoa", "2024", (80, 100)), ("HS", "pho-minh", "2024", (40, 50))})}


def test_parts_stand_together_unless_the_catalogue_says_otherwise(catalogue: Catalogue) -> None:
    found = both_read(catalogue, "HS,pho-hoa,2024,80,,,,", "HS,pho-hoa,2024,,100,,,")
    assert found.observations == () and ("DX214", 2) in codes(found)

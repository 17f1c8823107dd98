"""Rows to observations: what is taken, every fault placed, nothing dropped in silence."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.read import metrics as reading
from dxscore.read.sources import Source

Read = Callable[[str | bytes], Metrics]
HEADER = "indicator;reporting_unit;period;numerator;denominator;value;evidence;note;closed_on"


def row(
    indicator: str = "HS",
    unit: str = "pho-hoa",
    period: str = "2024",
    figures: str = ";;",
    evidence: str = "",
    note: str = "",
    closed_on: str = "",
) -> str:
    return f"{indicator};{unit};{period};{figures};{evidence};{note};{closed_on}"


def one(read: Read, line: str) -> tuple[Observation | None, list[Finding]]:
    """What one row under the full header gives, without the remark that the file then has no usable row."""
    metrics = read(f"{HEADER}\n{line}\n")
    observation = metrics.observations[0] if metrics.observations else None
    assert len(metrics.observations) <= 1
    return observation, [f for f in metrics.findings if f.code != "DX139"]


def codes(findings: list[Finding]) -> list[str]:
    return [f.code for f in findings]


def decimals(*numbers: str | None) -> tuple[Decimal | None, ...]:
    return tuple(None if number is None else Decimal(number) for number in numbers)


@pytest.mark.parametrize(
    ("indicator", "figures", "expected", "found"),
    [
        ("HS", "12008;15010;", ("12008", "15010", None), []),
        ("HS", "12008;15010;80%", ("12008", "15010", "80"), []),
        ("HS", "12008;15010;80,0", ("12008", "15010", "80.0"), []),
        ("HS", "2;3;66,7", ("2", "3", "66.7"), []),
        ("HS", "2;3;67%", ("2", "3", "67"), []),
        ("HS", "1;8;12,5%", ("1", "8", "12.5"), []),
        ("HS", "1;8;13%", ("1", "8", "13"), []),
        ("HS", "1;8;12%", ("1", "8", "12"), []),
        ("HS", "1.200;1.500;", ("1200", "1500", None), []),
        ("HS", "12008/15010;;", ("12008", "15010", None), []),
        ("HS", ";;12008/15010", ("12008", "15010", None), []),
        ("HS", "12008/15010;15010;80%", ("12008", "15010", "80"), []),
        ("HS", ";;82,5%", (None, None, "82.5"), []),
        ("HS", ";;82,5", (None, None, "82.5"), []),
        ("HS", "-;…;82.5", (None, None, "82.5"), ["DX206"]),
        ("HS", ";;0,825", (None, None, "0.825"), ["DX213"]),
        ("HS", ";;0,825%", (None, None, "0.825"), []),
        ("HS", ";;1", (None, None, "1"), ["DX213"]),
        ("HS", ";;1%", (None, None, "1"), []),
        ("HS", ";;1,01", (None, None, "1.01"), []),
        ("HS", "0;0;", ("0", "0", None), []),
        ("HS", "không phát sinh;;", ("0", "0", None), []),
        ("HS", ";;0 phát sinh", ("0", "0", None), []),
        ("HS", "0;0;không phát sinh", ("0", "0", None), []),
        ("HS", "#N/A;#N/A;80%", (None, None, "80"), ["DX216", "DX216"]),
        ("HS", "16;10;", ("16", "10", None), []),
        ("TIEN", "1,5;300,25;", ("1.5", "300.25", None), []),
        ("TIEN", "1.5;300;0,5%", ("1.5", "300", "0.5"), ["DX206"]),
        ("SO", ";;-5", (None, None, "-5"), []),
        ("SO", ";;1.234", (None, None, "1234"), []),
        ("DUONG", ";;0", (None, None, "0"), []),
        ("CK", ";;x", (None, None, "1"), []),
        ("CK", ";;Đạt", (None, None, "1"), []),
        ("CK", ";;chưa", (None, None, "0"), []),
        ("CK", ";;đang thực hiện", (None, None, "0"), ["DX219"]),
    ],
)
def test_figures(
    read: Read, indicator: str, figures: str, expected: tuple[str | None, ...], found: list[str]
) -> None:
    observation, findings = one(read, row(indicator, figures=figures))
    assert observation is not None
    assert (observation.numerator, observation.denominator, observation.value) == decimals(*expected)
    assert codes(findings) == found
    assert all(f.severity != "error" for f in findings)


@pytest.mark.parametrize(
    ("indicator", "figures", "found"),
    [
        ("HS", "8;9;80%", {("DX212", "value")}),
        ("HS", "100;101;100%", {("DX212", "value")}),
        ("HS", "2;3;66,5%", {("DX212", "value")}),
        ("HS", "33;40;0,825", {("DX212", "value")}),
        ("HS", "0;0;0%", {("DX212", "value")}),
        ("HS", "8;;", {("DX214", "denominator")}),
        ("HS", ";10;80%", {("DX214", "numerator")}),
        ("HS", "8,5;10;", {("DX209", "numerator")}),
        ("HS", "8;10,5;", {("DX209", "denominator")}),
        ("HS", "80%;100%;", {("DX207", "numerator"), ("DX207", "denominator")}),
        ("HS", "-8;10;", {("DX208", "numerator")}),
        ("HS", ";;-8%", {("DX208", "value")}),
        ("HS", "8/10;11;", {("DX211", "denominator")}),
        ("HS", "8/10;;9/10", {("DX211", "value")}),
        ("HS", ";8/10;", {("DX203", "denominator")}),
        ("HS", "8,5/10;;", {("DX209", "numerator")}),
        ("HS", "1,234;2.000;", {("DX204", "numerator")}),
        ("HS", ";;khoảng 80%", {("DX205", "value")}),
        ("HS", ";;x", {("DX203", "value")}),
        ("HS", "1234567890123456;2;", {("DX210", "numerator")}),
        ("HS", "1e3;1e4;inf", {("DX203", "numerator"), ("DX203", "denominator"), ("DX203", "value")}),
        ("HS", "không phát sinh;10;", {("DX222", "numerator")}),
        ("HS", "không áp dụng;10;", {("DX222", "numerator")}),
        ("SO", "8;10;", {("DX217", "numerator"), ("DX217", "denominator")}),
        ("SO", ";;8/10", {("DX203", "value")}),
        ("SO", ";;8%", {("DX207", "value")}),
        ("SO", ";;không phát sinh", {("DX203", "value")}),
        ("DUONG", ";;-5", {("DX208", "value")}),
        ("DUONG", ";;101", {("DX221", "value")}),
        ("CK", ";;82", {("DX218", "value")}),
        ("CK", ";;không phát sinh", {("DX218", "value")}),
        ("CK", ";;chưa có", {("DX218", "value")}),
        ("CK", ";;Không có", {("DX218", "value")}),
        ("CK", "8;10;x", {("DX217", "numerator"), ("DX217", "denominator")}),
    ],
)
def test_figures_that_are_refused(
    read: Read, indicator: str, figures: str, found: set[tuple[str, str]]
) -> None:
    observation, findings = one(read, row(indicator, figures=figures))
    assert observation is None
    assert {(f.code, f.column) for f in findings} == found
    places = {"numerator": 4, "denominator": 5, "value": 6}
    assert all(f.position == places[f.column or ""] and f.row == 2 for f in findings)


@pytest.mark.parametrize("value", ["0", "64", "1,5", "-1"])
def test_a_rank_is_whole_and_within_bounds(read: Read, value: str) -> None:
    observation, findings = one(read, row("HANG", "duc-pho", figures=f";;{value}"))
    assert observation is None
    assert codes(findings) in (["DX221"], ["DX208"])
    observation, findings = one(read, row("HANG", "duc-pho", figures=";;26"))
    assert observation is not None
    assert not findings


@pytest.mark.parametrize("figures", [";;", "-;–;…", "chưa có số liệu;;", "n/a;n/a;n/a", "\u00a0; ;KCSL"])
@pytest.mark.parametrize("indicator", ["HS", "SO", "CK"])
def test_missing_stays_missing(read: Read, indicator: str, figures: str) -> None:
    observation, findings = one(read, row(indicator, figures=figures))
    if indicator == "HS":
        assert observation is None
        assert [(f.code, f.severity) for f in findings] == [("DX215", "note")]
    assert observation is None
    assert not any(f.severity == "error" for f in findings)


def test_formula_errors_are_missing_with_a_warning(read: Read) -> None:
    _, findings = one(read, row(figures="#DIV/0!;;"))
    assert codes(findings) == ["DX215", "DX216"]
    _, findings = one(read, row("CK", figures=";;#REF!"))
    assert codes(findings) == ["DX215", "DX216"]


@pytest.mark.parametrize("indicator", ["HS", "SO", "CK"])
def test_not_applicable_wants_a_reason(read: Read, indicator: str) -> None:
    declared = ";;không áp dụng"
    observation, findings = one(read, row(indicator, figures=declared, note="không có hệ thống thông tin"))
    assert observation is not None
    assert observation.not_applicable
    assert not findings
    for note in ("", "-", "chưa có số liệu"):
        observation, findings = one(read, row(indicator, figures=declared, note=note))
        assert observation is None
        assert [(f.code, f.column) for f in findings] == [("DX220", "value")]


@pytest.mark.parametrize(
    ("unit", "period", "found"),
    [
        ("Phường Phổ Hòa", "2024", []),
        ("pho hoa", "2024", ["DX233"]),
        ("xã Phổ Hòa", "2024", ["DX234"]),
        ("Phổ Hòa\u200b", "2024", ["DX238"]),
        ("Thị xã Ðức Phổ", "2024", ["DX238"]),
        ("21439", "2025", []),
        ("21439", "2025-H1", []),
        ("nguyen-nghiem", "2025-Q2", []),
        ("nguyen-nghiem", "2025-Q4", ["DX239"]),
        ("phường Nguyễn Nghiêm", "2025-Q4", ["DX239"]),
        ("21463", "2025-Q4", ["DX239"]),
        ("", "2024", ["DX230"]),
        ("Phổ Linh", "2024", ["DX231"]),
        ("Đức Phổ", "2024", ["DX232"]),
        ("xã Nguyễn Nghiêm", "2024", ["DX235"]),
        ("phường Đức Phổ", "2024", ["DX235"]),
        ("21439", "2025-Q4", ["DX236"]),
        ("21457", "2025-12", ["DX236"]),
        ("21439", "2026", ["DX236"]),
        ("Nguyễn Nghiêm", "2025-Q4", ["DX236"]),
        ("VH-TT", "2024", ["DX237"]),
        ("duc-pho", "2024", []),
        ("pho-hoa", "", ["DX240"]),
        ("pho-hoa", "quý 5/2025", ["DX241"]),
        ("pho-hoa", "1999", ["DX242"]),
    ],
)
def test_units_and_periods(read: Read, unit: str, period: str, found: list[str]) -> None:
    observation, findings = one(read, row(unit=unit, period=period, figures="8;10;"))
    assert codes(findings) == found
    assert (observation is None) == any(f.severity == "error" for f in findings)
    place = {"DX24": 3}.get(found[0][:4], 2) if found else None
    assert all(f.position == place for f in findings)


@pytest.mark.parametrize(
    ("closed_on", "day", "found"),
    [
        ("", None, []),
        ("-", None, []),
        ("14/12/2024", date(2024, 12, 14), []),
        ("15/12/2023", date(2023, 12, 15), []),
        ("15/12/2024", date(2024, 12, 15), ["DX247"]),
        ("14/12/2023", date(2023, 12, 14), ["DX247"]),
    ],
)
def test_closing_days(read: Read, closed_on: str, day: date | None, found: list[str]) -> None:
    observation, findings = one(read, row(figures="8;10;", closed_on=closed_on))
    assert observation is not None
    assert observation.closed_on == day
    assert codes(findings) == found


@pytest.mark.parametrize(
    ("closed_on", "found"),
    [("45657", "DX246"), ("31/02/2024", "DX245"), ("14/12/1924", "DX245"), ("14/13", "DX245")],
)
def test_closing_days_that_are_not_used(read: Read, closed_on: str, found: str) -> None:
    observation, findings = one(read, row(figures="8;10;", closed_on=closed_on))
    assert observation is not None
    assert (observation.numerator, observation.closed_on) == (Decimal(8), None)
    assert [(f.code, f.position, f.severity) for f in findings] == [(found, 9, "warning")]
    if found == "DX246":
        assert "31/12/2024" in findings[0].remedy.vi


def test_a_short_closing_day_is_the_one_within_the_period(read: Read) -> None:
    observation, findings = one(read, row(figures="8;10;", closed_on="30/9"))
    assert observation is not None and observation.closed_on == date(2024, 9, 30)
    assert findings == []


def test_every_faulty_cell_of_a_row_is_reported(read: Read) -> None:
    observation, findings = one(read, "LA;Phổ Linh;hôm qua;1e3;1,234;khoảng 8;;;45657")
    assert observation is None
    assert codes(findings) == ["DX201", "DX231", "DX241", "DX246"]
    _, findings = one(read, "HS;Phổ Linh;hôm qua;1e3;1,234;khoảng 8;;;45657")
    assert codes(findings) == ["DX231", "DX241", "DX203", "DX204", "DX205", "DX246"]
    assert [f.position for f in findings] == [2, 3, 4, 5, 6, 9]


def test_good_rows_are_kept_and_bad_ones_listed(read: Read) -> None:
    lines = [HEADER, row(figures="8;10;"), row(figures="x;10;"), "", row(figures=";;"), row(figures="9;10;")]
    metrics = read("\n".join(lines))
    assert [o.place.row for o in metrics.observations] == [2, 6]
    (table,) = metrics.tables
    assert table.header == tuple(HEADER.split(";"))
    assert [line for line, _ in table.rows] == [2, 3, 5, 6]
    assert table.rejected == (3,)
    assert table.rows[1][1] == tuple(lines[2].split(";"))
    assert metrics.inputs[0].rows == 4


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("HS;pho-hoa;2024;8;10;;;", "DX134"),
        ("HS;pho-hoa;2024;8;10;;;;;x", "DX134"),
        ("HS,pho-hoa,2024,8,10", "DX134"),
        ('HS;pho-hoa;2024;8;10;;a"b;;', "DX131"),
        ('HS;pho-hoa;2024;8;10;;"a;;', "DX130"),
    ],
)
def test_rows_that_cannot_be_cut(read: Read, line: str, code: str) -> None:
    metrics = read(f"{HEADER}\n{line}\n{row(figures='9;10;')}\n")
    assert [o.place.row for o in metrics.observations] == [3]
    assert [(f.code, f.row) for f in metrics.findings] == [(code, 2)]
    assert metrics.tables[0].rejected == (2,)


def test_blank_trailing_cells_are_harmless(read: Read) -> None:
    metrics = read(f"{HEADER};;;\n{row(figures='8;10;')};;;;;\n;;;;;;;\n{row(figures='9;10;')}\n")
    assert [o.place.row for o in metrics.observations] == [2, 4]
    assert not metrics.findings


def test_data_under_a_blank_header_is_refused_and_what_stands_beside_the_table_is_said(read: Read) -> None:
    head = "indicator;;reporting_unit;period;value;"
    metrics = read(f"{head}\nHS;;21469;2024;80%;\nHS;x;21469;2024;80%;\nHS;;21469;2024;80%;y\n")
    assert [o.place.row for o in metrics.observations] == [2, 4]
    assert [(f.code, f.row, f.position) for f in metrics.findings] == [("DX124", 3, 2), ("DX168", 4, 6)]


def test_what_is_no_data_is_skipped_with_a_note(read: Read) -> None:
    lines = [
        "Biểu số liệu; bản nháp",
        HEADER,
        "I. Chính quyền số (05 chỉ tiêu);;;;;;;;",
        row(figures="8;10;"),
        HEADER,
        "HS;;;;;;;;",
        "Người lập biểu;;;;;;;;",
        ";;;;;;Đức Phổ, ngày 15 tháng 12 năm 2024;;",
        "Người lập biểu",
    ]
    metrics = read("\n".join(lines))
    assert [(f.code, f.row) for f in metrics.findings] == [
        ("DX127", None),
        ("DX138", 3),
        ("DX137", 5),
        ("DX215", 6),
        ("DX138", 7),
        ("DX138", 8),
        ("DX138", 9),
    ]
    assert {f.severity for f in metrics.findings} == {"note"}
    assert len(metrics.observations) == 1
    (table,) = metrics.tables
    assert table.above == ((1, ("Biểu số liệu; bản nháp",)),)
    assert [(line, "".join(cells)) for line, cells in table.aside] == [
        (3, "I. Chính quyền số (05 chỉ tiêu)"),
        (7, "Người lập biểu"),
        (8, "Đức Phổ, ngày 15 tháng 12 năm 2024"),
        (9, "Người lập biểu"),
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f"{HEADER}\n", ["DX128"]),
        (f"{HEADER}\n\n;;;;;;;;\n", ["DX128"]),
        (f"{HEADER}\n{HEADER}\n", ["DX128", "DX137"]),
        (f"{HEADER}\nHS;pho-hoa;2024;;;;;;\n", ["DX139", "DX215"]),
        (f"{HEADER}\nLA;pho-hoa;2024;1;2;;;;\n", ["DX139", "DX201"]),
    ],
)
def test_nothing_to_judge_is_an_error(read: Read, content: str, found: list[str]) -> None:
    metrics = read(content)
    assert sorted(codes(list(metrics.findings))) == found
    assert any(f.severity == "error" for f in metrics.findings)


def test_a_missing_indicator(read: Read) -> None:
    _, findings = one(read, ";pho-hoa;2024;8;10;;;;")
    assert [(f.code, f.position) for f in findings] == [("DX202", 1)]


def test_suggestions_stand_in_the_remedy_only(read: Read) -> None:
    _, findings = one(read, "HANGG;Phổ Hoaf;2024;8;10;;;;")
    assert "HANG" in findings[0].remedy.en
    assert "Phường Phổ Hòa" in findings[1].remedy.vi
    assert "Phường Phổ Hòa" not in findings[1].message.vi


def test_text_is_tidied_and_kept(read: Read) -> None:
    content = (
        f'{HEADER}\nHS;pho-hoa;2024;8;10;;"BC 12/BC-UBND\nngày 1";{unicodedata.normalize("NFD", " đủ ")};\n'
    )
    (observation,) = read(content).observations
    assert (observation.evidence, observation.note) == ("BC 12/BC-UBND ngày 1", "đủ")


def test_findings_are_capped_and_counted(read: Read) -> None:
    good, bad, noted = row(figures="8;10;"), row(figures="x;10;"), row("SO", figures=";;8.5")
    metrics = read("\n".join([HEADER, *[noted] * 900, *[bad] * 1500, *[good] * 10]))
    assert len(metrics.observations) == 910
    assert len(metrics.findings) == 1001
    last = metrics.findings[-1]
    assert (last.code, last.severity) == ("DX140", "error")
    assert "1400" in last.message.en
    assert "500" in last.message.en
    assert len(metrics.tables[0].rejected) == 1500
    metrics = read("\n".join([HEADER, *[noted] * 1200, bad]))
    assert [f.code for f in metrics.findings[-2:]] == ["DX203", "DX141"]


def test_too_many_rows_stop_the_reading(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dxscore.read.table.ROW_LIMIT", 3)
    monkeypatch.setattr("dxscore.read.limits.memory", lambda: 0)
    metrics = read("\n".join([HEADER, *[row(figures="8;10;")] * 5]))
    assert len(metrics.observations) == 3
    assert [(f.code, f.row) for f in metrics.findings] == [("DX135", 5)]


def test_many_broken_rows_stop_the_reading(read: Read) -> None:
    metrics = read("\n".join([HEADER, *['HS;a"b;2024;8;10;;;;'] * 200]))
    assert codes(list(metrics.findings)).count("DX131") == 100
    assert {f.code for f in metrics.findings} == {"DX131", "DX133", "DX139"}


def test_several_files(catalogue: Catalogue) -> None:
    files = [
        Source("a.csv", f"{HEADER}\n{row(figures='8;10;')}\n".encode()),
        Source("b.csv", b""),
        Source("c.csv", f"{HEADER}\n{row('SO', figures=';;3')}\n".encode()),
    ]
    metrics = reading.read(files, catalogue)
    assert [(o.place.file, o.indicator) for o in metrics.observations] == [("a.csv", "HS"), ("c.csv", "SO")]
    assert [(f.file, f.code) for f in metrics.findings] == [("b.csv", "DX120")]
    assert [(i.file, i.rows) for i in metrics.inputs] == [("a.csv", 1), ("b.csv", 0), ("c.csv", 1)]


def test_control_characters_are_shown_never_sent(read: Read) -> None:
    _, findings = one(read, row(unit="\x1b[31mPhổ\u202e", figures="8;10;"))
    assert "\\x1b[31m" in findings[0].message.vi
    assert "\x1b" not in findings[0].message.vi + findings[0].remedy.vi


def test_numbers_with_an_unquoted_comma_are_never_shifted(read: Read) -> None:
    metrics = read("indicator,reporting_unit,period,value\nHS,21469,2024,82,5\n")
    assert [f.code for f in metrics.findings] == ["DX139", "DX134"]


NASTY = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["HS", "CK", "pho-hoa", "21469", "2024", "Quý I/2025", "8", "10", "80%", "-", "8/10", "x"]
    ),
)


@settings(max_examples=200)
@given(
    table=st.lists(st.lists(NASTY, min_size=9, max_size=9), max_size=4), ends=st.sampled_from(["\n", "\r"])
)
def test_any_table_gives_observations_or_findings(
    catalogue: Catalogue, table: list[list[str]], ends: str
) -> None:
    text = ends.join([HEADER, *(";".join(cells) for cells in table)])
    content = text.encode("utf-8", "replace")
    first = reading.read([Source("f.csv", content)], catalogue)
    assert first == reading.read([Source("f.csv", content)], catalogue)
    assert first.observations or any(f.severity == "error" for f in first.findings)
    rejected = set(first.tables[0].rejected)
    assert rejected.isdisjoint(o.place.row for o in first.observations)
    assert all(o.value is None or o.value.is_finite() for o in first.observations)


@settings(max_examples=200)
@given(content=st.binary(max_size=200))
def test_any_bytes_give_findings(catalogue: Catalogue, content: bytes) -> None:
    metrics = reading.read([Source("f.csv", content)], catalogue)
    assert any(f.severity == "error" for f in metrics.findings)


def test_mutations_of_a_good_file_never_escape(catalogue: Catalogue) -> None:
    lines = [HEADER, row(figures="8;10;80%", note="ghi chú"), '"HS";"Phổ Minh";2024;1.234;2.345;;;;', ""]
    good = "\n".join(lines).encode()
    chance = random.Random(20251214)
    for _ in range(500):
        content = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(content))
            content[place : place + chance.randint(0, 2)] = chance.randbytes(chance.randint(0, 2))
        metrics = reading.read([Source("f.csv", bytes(content))], catalogue)
        assert metrics.observations or metrics.findings


def test_what_was_typed_is_quoted_and_what_was_computed_is_written_as_the_reader_does(read: Read) -> None:
    head = "indicator;reporting_unit;period;numerator;denominator;value\n"
    (finding,) = (f for f in read(f"{head}HS;pho-hoa;2025;1001;1200;80.5%\n").findings if f.code == "DX212")
    assert "“80.5%”" in finding.message.vi and "(1.001/1.200 = 83,42%)" in finding.message.vi
    assert "“80.5%”" in finding.message.en and "(1,001/1,200 = 83.42%)" in finding.message.en
    (doubt,) = (f for f in read(f"{head}HS;pho-hoa;2025;;;0,825\n").findings if f.code == "DX213")
    assert "82,5% không" in doubt.remedy.vi and "should it be 82.5%" in doubt.remedy.en
    (point,) = (f for f in read(f"{head}HS;pho-hoa;2025;;;82.5\n").findings if f.code == "DX206")
    assert "“82.5” was read as 82.5" in point.message.en
    assert point.remedy.en.endswith("82,5")  # how to type it, for every reader


@pytest.mark.parametrize(
    ("row", "may_be_fraction"),
    [
        ("HS;pho-hoa;2025;1,234;2000;", False),
        ("HS;pho-hoa;2025;;;1,234", True),
        ("SO;pho-hoa;2025;;;1,234", True),
    ],
)
def test_a_fraction_is_proposed_only_where_one_can_stand(read: Read, row: str, may_be_fraction: bool) -> None:
    head = "indicator;reporting_unit;period;numerator;denominator;value\n"
    (finding,) = (f for f in read(f"{head}{row}\n").findings if f.code == "DX204")
    assert ("1,2340" in finding.remedy.vi) is may_be_fraction
    assert finding.remedy.vi.startswith("ghi 1234 (hoặc 1.234) nếu là nghìn")

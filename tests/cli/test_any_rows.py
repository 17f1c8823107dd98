"""Rows of any width under headers with blank cells: nothing breaks down, and every row is answered for."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxscore.flows import returned_rows
from dxscore.flows.judge import judge
from dxscore.flows.returned_folder import read_folder
from dxscore.forms.expected import Expected
from dxscore.forms.form import headers
from dxscore.forms.returned import collect
from dxscore.forms.summary import summary_text
from dxscore.model.observation import FORM_MARK, Metrics
from dxscore.model.period import Period
from dxscore.model.rules import BROKE_DOWN
from dxscore.read.catalogue import load
from dxscore.read.frame import read_frame
from dxscore.read.metrics import read
from dxscore.read.sources import Source
from dxscore.report.rejects import rejects_text
from dxscore.words.columns import COLUMN_NAMES
from dxscore.words.say import LANGUAGES

CATALOGUE = load()
PERIOD = Period("quarter", 2024, 4)
STAMP = f"{FORM_MARK}1/pho-an/2024-Q4/{CATALOGUE.sha256[:16]}"
HEADINGS = [
    *(name for names in COLUMN_NAMES.values() for name in names),
    *(name for lang in LANGUAGES for name in headers(lang).values()),
    *(
        "",
        "",
        "",
        " ",
        "STT",
        "Ghi riêng",
        "CQ-HSCV-XP",
        "CQ-HSCV-XP Tử số",
        "XH-DTTM",
        "Phổ An",
        "Phổ Hòa",
        "Tổng",
    ),
]
CELLS = [
    *("", "", "", "CQ-HSCV-XP", "XH-DTTM", "CQ-HSCV-TX", "Phổ An", "pho-hoa", "duc-pho", "2024", "2024-Q4"),
    *("Quý IV/2024", "9", "10", "82,5", "82,5%", "9/10", "1,234", "x", "chưa có", "không áp dụng", "—", "0"),
    *(
        "Tổng cộng",
        "Người lập biểu",
        "I. Chính quyền số",
        "(1)",
        "A",
        "Đơn vị",
        "Chỉ tiêu",
        "Tử số",
        "12/12/2024",
    ),
]
TYPICAL = ("indicator", "reporting_unit", "period", "numerator", "denominator", "value", "note")

headings = st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=9)
typical = st.permutations(TYPICAL).flatmap(
    lambda names: st.lists(st.sampled_from(["", "", "STT", *names]), min_size=0, max_size=2).map(
        lambda more: [*more[:1], *names[:3], *more[1:], *names[3:]]
    )
)
rows = st.lists(st.lists(st.sampled_from(CELLS), max_size=11), max_size=8)
above = st.lists(
    st.sampled_from([STAMP, "Biểu tổng hợp", "Kỳ báo cáo: Quý IV/2024", "Đơn vị: Phổ An"]), max_size=2
)


def written(table: list[list[str]], separator: str) -> bytes:
    """As a program writes it that puts quotes only where they are needed."""
    lines = (separator.join(f'"{c}"' if separator in c else c for c in cells) for cells in table)
    return "".join(f"{line}\n" for line in lines).encode()


def is_of_another_plan(found: Metrics) -> bool:
    """Whether one finding tells of all rows: none of them names an indicator of the plan."""
    return any(finding.code == "DX179" for finding in found.findings)


def unanswered(found: Metrics, table: list[list[str]]) -> set[int]:
    """Lines with text that are neither read nor told of, though the file's table was understood."""
    if not any(t.columns for t in found.tables):
        assert any(f.severity == "error" for f in found.findings)
        return set()
    if is_of_another_plan(found):
        return set()
    (read_table,) = found.tables
    said = {o.place.row for o in found.observations} | {f.row for f in found.findings}
    said |= {line for line, *_ in read_table.blank}
    above = [line for line, _ in read_table.above]
    left = [n for n, cells in enumerate(table, start=1) if "".join(cells).strip() and n not in above]
    tidy = {"indicator", "reporting_unit", "period"} <= {name for name, _ in read_table.columns}
    header = left[: 1 if tidy else 5]  # a wide table's may take several rows
    return {*left} - {*header} - said


@settings(max_examples=300)
@given(above, typical | headings, rows, st.sampled_from([",", ";", "\t"]))
@example([], ["indicator", "", "period", "value", "reporting_unit"], [["CQ-HSCV-XP", "x"]], ",")
@example([], ["", "Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"], [["2", "CQ-HSCV-XP", "Tổng cộng"]], ";")
def test_rows_of_any_width_are_read_or_told(
    lines: list[str], header: list[str], body: list[list[str]], separator: str
) -> None:
    table = [*([line] for line in lines), header, *body]
    content = written(table, separator)
    found = read([Source("m.csv", content)], CATALOGUE)
    assert BROKE_DOWN.code not in {f.code for f in found.findings}
    assert unanswered(found, table) == set()
    for lang in LANGUAGES:
        rejects_text(found.tables, found.findings, judge(CATALOGUE, found).rejected, lang)


@settings(max_examples=150)
@given(above, typical | headings, rows, st.sampled_from([",", ";"]))
def test_a_folder_of_them_is_collected(
    lines: list[str], header: list[str], body: list[list[str]], separator: str
) -> None:
    table = [*([line] for line in lines), header, *body]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.csv").write_bytes(written(table, separator))
        (folder / "b.csv").write_bytes(
            b"indicator,reporting_unit,period,value\nXH-DTTM,pho-an,2024-Q4,82.5%\n"
        )
        found = read_folder(folder, CATALOGUE)
    assert BROKE_DOWN.code not in {f.code for f in found.findings}
    assert [len(file.observations) for file in found.files if file.file == "b.csv"] == [1]
    possible = returned_rows.without_impossible(Expected(CATALOGUE, PERIOD), found.files)
    collected = collect(Expected(CATALOGUE, PERIOD), possible.files, taken_out=possible.rejected)
    assert summary_text(CATALOGUE, collected, possible.files, found.listing.not_read, "vi")


@given(typical | headings, rows)
def test_a_frame_of_them_is_read_or_told(header: list[str], body: list[list[str]]) -> None:
    cut = [[*cells[: len(header)], *[""] * (len(header) - len(cells))] for cells in body]
    found = read_frame(pd.DataFrame(cut, columns=header), CATALOGUE)
    said = {o.place.row for o in found.observations} | {f.row for f in found.findings}
    said |= {line for line, *_ in found.tables[0].blank}
    with_text = {n for n, cells in enumerate(cut, start=1) if "".join(cells).strip()}
    assert not found.tables[0].columns or is_of_another_plan(found) or with_text <= said

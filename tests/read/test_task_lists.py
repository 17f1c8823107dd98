"""Task lists as they arrive: every cell read right or refused with its place; nothing guessed."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from dxscore.model.loaded import Catalogue
from dxscore.model.tasks import STAGES, NamedDocument, TaskLog, TaskRecord
from dxscore.read.catalogue import load
from dxscore.read.sources import Source
from dxscore.read.task_columns import stage_of
from dxscore.read.task_names import named_document
from dxscore.read.tasks import read_task_files, read_tasks

HEADER = "task,body,as_of,stage,done_on,evidence,note"
GOOD = "NV-4d,cong-an,2025-06-10,done,2025-05-20,Báo cáo số 12/BC-CA ngày 20/05/2025 về Đề án 06,"


@pytest.fixture(scope="module")
def plan() -> Catalogue:
    return load()


def read(plan: Catalogue, *rows: str, header: str = HEADER, name: str = "t.csv") -> TaskLog:
    return read_tasks([Source(name, "\n".join((header, *rows)).encode())], plan)


def said(log: TaskLog) -> list[tuple[str, int | None, int | None]]:
    return [(finding.code, finding.row, finding.position) for finding in log.findings]


def only(log: TaskLog) -> TaskRecord:
    (record,) = log.records
    return record


def test_a_row_is_read_with_its_document(plan: Catalogue) -> None:
    log = read(plan, GOOD)
    assert (said(log), log.rejected, log.inputs[0].rows) == ([], 0, 1)
    record = only(log)
    assert (record.task, record.body, record.stage) == ("NV-4d", "cong-an", "done")
    assert (record.as_of, record.year, record.done_on) == (date(2025, 6, 10), None, date(2025, 5, 20))
    assert record.document == NamedDocument("12/BC-CA", date(2025, 5, 20), "về Đề án 06")
    assert str(record.place) == "t.csv:2"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_headers_in_vietnamese_in_any_order_with_lines_above(plan: Catalogue, separator: str) -> None:
    header = ["STT", "Cơ quan thực hiện", "Nhiệm vụ", "Tiến độ", "Tính đến ngày", "Ngày hoàn thành"]
    row = ["1", "Công an thị xã", "nv-4D", "Đã hoàn thành", "10/06/2025", "20.05.2025"]
    text = "\n".join(["THEO DÕI NHIỆM VỤ", separator.join(header), separator.join(row)])
    log = read_tasks([Source("t.csv", text.encode("utf-8-sig"))], plan)
    assert said(log) == []
    assert only(log)[:6] == ("NV-4d", "cong-an", date(2025, 6, 10), None, "done", date(2025, 5, 20))


def test_a_workbook_says_the_same(plan: Catalogue) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Nhiệm vụ"
    sheet.append(["Nhiệm vụ", "Cơ quan", "Tính đến", "Tiến độ", "Ngày hoàn thành"])
    sheet.append(["(1)", "(2)", "(3)", "(4)", "(5)"])
    sheet.append(["I. Nhóm nhiệm vụ chung"])
    sheet.append(["NV-4d", "Công an thị xã", date(2025, 6, 10), "hoàn thành", date(2025, 5, 20)])
    sheet.append(["NV-99", "Công an thị xã", date(2025, 6, 10), "hoàn thành", None])
    book.create_sheet("Khác").append(["không phải", "bảng này"])
    out = io.BytesIO()
    book.save(out)
    log = read_tasks([Source("t.xlsx", out.getvalue())], plan)
    assert only(log)[:6] == ("NV-4d", "cong-an", date(2025, 6, 10), None, "done", date(2025, 5, 20))
    assert {finding.code for finding in log.findings} == {"DX158", "DX138", "DX712"}
    assert str(next(f.place for f in log.findings if f.code == "DX712")) == "t.xlsx:'Nhiệm vụ'!A5"
    assert log.rejected == 1


def test_a_formula_without_a_result_is_no_blank(plan: Catalogue) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Nhiệm vụ", "Cơ quan", "Tính đến", "Tiến độ", "Ngày hoàn thành"])
    sheet.append(["NV-4d", "Công an thị xã", date(2025, 6, 10), "hoàn thành", "=C2-1"])
    out = io.BytesIO()
    book.save(out)
    log = read_tasks([Source("t.xlsx", out.getvalue())], plan)
    assert [(f.code, f.row, f.position) for f in log.findings] == [("DX163", 2, 5)]
    assert (log.rejected, log.records) == (1, ())


@pytest.mark.parametrize(
    ("row", "code", "position"),
    [
        (",cong-an,2025-06-10,done,,x,", "DX711", 1),
        ("NV-99,cong-an,2025-06-10,done,,x,", "DX712", 1),
        ("NV-4d,phong-y-te,2025-06-10,done,,x,", "DX713", 2),
        ('NV-1a,"UBND các xã, phường",2025-06-10,done,,x,', "DX714", 2),
        ("NV-4d,cong-an,2025-06-10,,2025-05-20,x,", "DX715", 4),
        ("NV-4d,cong-an,2025-06-10,gần xong,,x,", "DX716", 4),
        ("NV-4d,cong-an,,done,2025-05-20,x,", "DX717", 3),
        ("NV-4d,cong-an,hôm qua,done,,x,", "DX718", 3),
        ("NV-4d,cong-an,2025-06-10,done,31/02/2025,x,", "DX718", 5),
        ("NV-4d,cong-an,45657,done,,x,", "DX719", 3),
        ("NV-4d,cong-an,2025-06-10,in_progress,2025-05-20,x,", "DX720", 5),
        ("NV-4d,cong-an,2025-06-10,done,2025-06-11,x,", "DX721", 5),
        ("NV-4d,,2025-06-10,done,,x,", "DX230", 2),
        ("NV-4d,Công an huyện,2025-06-10,done,,x,", "DX231", 2),
        ("NV-4d,cong-an,2025-06-10,done", "DX134", None),
    ],
)
def test_a_faulty_cell_leaves_its_row_out(plan: Catalogue, row: str, code: str, position: int | None) -> None:
    log = read(plan, GOOD, row)
    assert said(log) == [(code, 3, position)]
    assert (len(log.records), log.rejected) == (1, 1)


@pytest.mark.parametrize(("day", "codes"), [("14/12/2025", []), ("15/12/2025", ["DX739"])])
def test_a_day_of_completion_after_the_period_of_the_form_is_said(
    plan: Catalogue, day: str, codes: list[str]
) -> None:
    log = read(plan, f"NV-4d,cong-an,2025,done,{day},x,")
    assert [code for code, *_ in said(log)] == codes
    assert len(log.records) == 1, "it may have been done late, and counts from that day on"


def test_all_faults_of_a_row_are_said_at_once(plan: Catalogue) -> None:
    assert [code for code, *_ in said(read(plan, "NV-99,nobody,never,perhaps,soon,x,"))] == [
        "DX712",
        "DX231",
        "DX718",
        "DX716",
        "DX718",
    ]


def test_a_blank_row_of_a_form_says_nothing(plan: Catalogue) -> None:
    log = read(plan, "NV-4d,cong-an,2025-06-10,,,,", "NV-5a,,,,,,", GOOD)
    assert said(log) == [("DX722", 2, 4), ("DX138", 3, None)]
    assert (len(log.records), log.rejected) == (1, 0)


def test_a_period_is_the_day_on_which_it_closes_and_names_the_year(plan: Catalogue) -> None:
    record = only(read(plan, "NV-4d,cong-an,Quý II/2025,done,2025-06-20,x,"))
    assert (record.as_of, record.year) == (date(2025, 6, 14), 2025)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("a,b,c", "DX701"),
        ("task,stage,as_of", "DX702"),
        (f"{HEADER},task", "DX123"),
        ("task,body,as_of,stage,evidences", "DX125"),
        (HEADER, "DX704"),
    ],
)
def test_a_header_that_cannot_be_used(plan: Catalogue, header: str, code: str) -> None:
    assert [finding.code for finding in read(plan, header=header).findings] == [code]


def test_other_columns_are_kept_out_and_named(plan: Catalogue) -> None:
    log = read(plan, "1,NV-4d,cong-an,2025-06-10,đang làm,tốt", header="stt,task,body,as_of,stage,Đánh giá")
    assert [finding.code for finding in log.findings] == ["DX703"]
    assert "Đánh giá" in log.findings[0].message.vi


def test_two_rows_that_disagree_both_stay_out_and_repeats_count_once(plan: Catalogue) -> None:
    log = read(plan, GOOD, "NV-4d,Công an thị xã,10/06/2025,đang làm,,,")
    assert (said(log), log.records, log.rejected) == ([("DX731", 2, None), ("DX731", 3, None)], (), 2)
    log = read(plan, GOOD, GOOD)
    assert (said(log), len(log.records)) == ([("DX732", 3, None)], 1)


def test_units_that_ended_or_had_not_begun(plan: Catalogue) -> None:
    log = read(plan, "NV-1a,pho-an,2025-12-10,done,2025-05-01,x,")
    assert (said(log), len(log.records)) == ([("DX723", 2, 3)], 1)
    assert said(read(plan, "NV-1a,pho-an,2025,done,2025-05-01,x,")) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "DX120"),
        (b"%PDF-1.7", "DX108"),
        ("task,stage\nh\u1ecd".encode("cp1258", "ignore") + b"\xe9\xff", "DX110"),
        (b"PK\x03\x04broken", "DX108"),
    ],
)
def test_what_is_no_table_is_refused_by_its_name(plan: Catalogue, content: bytes, code: str) -> None:
    assert [finding.code for finding in read_tasks([Source("t.csv", content)], plan).findings] == [code]


def test_files_and_patterns_and_what_is_not_there(plan: Catalogue, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        month = 4 + (name == "b.csv")
        (tmp_path / name).write_text(f"{HEADER}\nNV-4d,cong-an,2025-0{month}-10,đang làm,,,\n")
    log = read_task_files([str(tmp_path / "*.csv"), str(tmp_path / "c.csv")], plan)
    assert [record.as_of.month for record in log.records] == [4, 5]
    assert [finding.code for finding in log.findings] == ["DX101"]


@settings(max_examples=200)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=9), max_size=6))
def test_anything_is_read_or_refused_and_every_row_is_accounted_for(drawn: list[list[str]]) -> None:
    import csv

    out = io.StringIO()
    csv.writer(out).writerows([HEADER.split(","), *drawn])
    content = out.getvalue().encode("utf-8", "replace")
    log = read_tasks([Source("t.csv", content)], load())
    assert not any(finding.code == "DX147" for finding in log.findings)  # nothing broke down
    assert len(log.records) + log.rejected <= sum(file.rows for file in log.inputs)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_is_its_own_key(stage: str) -> None:
    assert stage_of(stage) == stage_of(stage.upper().replace("_", " ")) == stage


@pytest.mark.parametrize("words", ["gần xong", "50%", "", "đạt", "hoàn thành một phần", "x"])
def test_other_words_are_no_stage(words: str) -> None:
    assert stage_of(words) is None


@pytest.mark.parametrize(
    ("text", "number", "day", "summary"),
    [
        ("Kế hoạch số 12/KH-UBND ngày 05/01/2025 về hoạt động", "12/KH-UBND", (2025, 1, 5), "về hoạt động"),
        (
            "Báo cáo 123/BC-VHTT ngày 5 tháng 12 năm 2025: kết quả chuyển đổi số",
            "123/BC-VHTT",
            (2025, 12, 5),
            "kết quả chuyển đổi số",
        ),
        (
            "QĐ 7/2025/QĐ-UBND, 2025-03-01, kiện toàn Ban Chỉ đạo",
            "7/2025/QĐ-UBND",
            (2025, 3, 1),
            "kiện toàn Ban Chỉ đạo",
        ),
        ("số 45/CV", "45/CV", None, None),
        ("có báo cáo rồi", None, None, "có báo cáo rồi"),
        ("12/BC ngày 31/02/2025 về việc gì đó", "12/BC", None, None),
        ("", None, None, None),
    ],
)
def test_a_document_by_number_day_and_summary(
    text: str, number: str | None, day: tuple[int, int, int] | None, summary: str | None
) -> None:
    found = named_document(text)
    assert (found.number, found.day) == (number, date(*day) if day else None)
    assert summary is None or found.summary == summary

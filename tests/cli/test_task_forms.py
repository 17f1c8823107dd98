"""The sheet on tasks of our own forms, out and in; tasks in gaps, letters and reminders."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from filled import convert, office
from program import EXAMPLE, run

from dxscore.api import load_catalogue
from dxscore.model.tasks import TaskLog
from dxscore.score.tasks import judge_tasks

SHEET = "Nhiệm vụ"
TITLES = ["STT", "Tên nhiệm vụ", "Hạn", "Tiến độ", "Ngày hoàn thành", "Minh chứng", "Ghi chú"]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    run("template", "--for", "cong-an", "--period", "2025", "--output", tmp_path, "--lang", "vi")
    return tmp_path / "cong-an_2025.xlsx"


def fill(form: Path, **said: tuple[str, str, str]) -> None:
    """Stage, day and evidence by the end of a task's id."""
    book = openpyxl.load_workbook(form)
    for row in book[SHEET].iter_rows(min_row=8):
        for name, (stage, day, evidence) in said.items():
            if row[7].value == name.replace("_", "-"):
                row[3].value, row[4].value, row[5].value = stage, day or None, evidence or None
    book.save(form)


def listed(*files: Path) -> dict[str, dict[str, object]]:
    said = run("tasks", *files, "--as-of", "2025-12-14", "--format", "json")
    assert said.code == 0, said.err
    return {row["task"]: row for row in json.loads(said.out)["tasks"] if row["body"] == "cong-an"}


def test_a_form_asks_about_all_that_its_body_owes(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)[SHEET]
    assert [cell.value for cell in sheet[7]][:7] == TITLES
    states = judge_tasks(load_catalogue(), TaskLog(), date(2025, 12, 14), 2025).rows
    mine = {row.task for row in states if row.body == "cong-an"}
    asked = [row[7].value for row in sheet.iter_rows(min_row=8)]
    assert set(asked) == mine
    assert len(asked) == len(set(asked))
    assert {row[8].value for row in sheet.iter_rows(min_row=8)} == {"cong-an"}


def test_what_is_filled_in_is_read_back_and_blank_rows_say_nothing(form: Path) -> None:
    fill(form, NV_4d=("hoàn thành", "20/05/2025", "Báo cáo số 12/BC-CA ngày 20/05/2025"), NV_8_6=("", "", ""))
    rows = listed(form)
    assert rows["NV-4d"]["state"] == "done_in_time"
    assert rows["NV-8.6"]["stage"] is None


@office
def test_a_form_saved_by_another_program_says_the_same(form: Path, tmp_path: Path) -> None:
    fill(form, NV_4d=("hoàn thành", "20/05/2025", "Báo cáo số 12/BC-CA ngày 20/05/2025"))
    for kind in ("ods", "xlsx"):
        assert listed(convert(form, kind, tmp_path / kind))["NV-4d"]["state"] == "done_in_time"


def test_a_form_without_tasks_filled_in_has_no_finding(form: Path) -> None:
    said = run("tasks", form, "--as-of", "2025-12-14", "--lang", "vi")
    assert said.code == 0
    assert "lỗi" not in said.err


def test_figures_are_read_as_before_and_a_filled_sheet_is_told(form: Path) -> None:
    blank = run("lint", form, "--format", "json")
    assert SHEET not in blank.out
    back = form.parent / "back"
    back.mkdir()
    (back / form.name).write_bytes(form.read_bytes())
    quiet = run("collect", back, "--period", "2025", "--output", form.parent / "m.csv", "--lang", "vi")
    assert SHEET not in quiet.err
    assert "Nhiệm vụ, văn bản: 0/23 cơ quan, đơn vị được hỏi đã báo cáo." in quiet.out
    fill(back / form.name, NV_4d=("hoàn thành", "20/05/2025", "Báo cáo số 12/BC-CA ngày 20/05/2025"))
    linted = json.loads(run("lint", back / form.name, "--format", "json").out)
    assert linted["files"][0]["rows"] == 6, "both sheets were read"
    assert not {"DX158", "DX725"} & {finding["code"] for finding in linted["findings"]}
    assert SHEET in run("check", back / form.name, "--lang", "vi").err, "what was typed is never passed over"
    told = run("collect", back, "--period", "2025", "--output", form.parent / "m.csv", "--lang", "vi")
    assert "tasks.csv" in told.err and SHEET not in told.err
    assert "NV-4d,cong-an,2025,done,2025-05-20," in (form.parent / "tasks.csv").read_text("utf-8-sig")


TASKS = """\
task,body,as_of,stage,done_on,evidence,note
NV-4d,cong-an,2025-06-20,done,2025-05-20,Báo cáo số 12/BC-CA ngày 20/05/2025 về Đề án 06,
"""


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.csv"
    path.write_text(TASKS, encoding="utf-8")
    return path


def test_gaps_list_tasks_that_press_under_their_bodies(tasks: Path) -> None:
    said = json.loads(run("gaps", EXAMPLE, "--tasks", tasks, "--format", "json", "--as-of", "2026-01-02").out)
    own = {task["task"]: task for task in said["tasks"] if task["body"] == "cong-an"}
    assert "NV-4d" not in own
    assert (own["NV-8.6"]["state"], own["NV-8.6"]["days_overdue"]) == ("overdue", 19)
    screen = run("gaps", EXAMPLE, "--tasks", tasks, "--as-of", "2026-01-02", "--lang", "vi").out
    assert "Nhiệm vụ, văn bản quá hạn hoặc sắp đến hạn" in screen
    assert "tasks" in said and not json.loads(run("gaps", EXAMPLE, "--format", "json").out)["tasks"]


def test_a_reminder_and_a_letter_ask_for_tasks(tasks: Path, tmp_path: Path) -> None:
    asked = ("--period", "2025", "--tasks", tasks, "--today", "2026-01-02", "--lang", "vi")
    text = run("remind", EXAMPLE, *asked, "--for", "cong-an").out
    assert "Kính đề nghị Công an thị xã quan tâm, phối hợp hoàn thành" in text
    assert "\nHạn 14/12/2025, quá hạn 19 ngày:\n1. " in text and "An ninh, an toàn xã hội" in text
    letter = tmp_path / "cong-van.docx"
    run("remind", EXAMPLE, *asked, "--output", letter)
    rows = [[cell.text for cell in row.cells] for row in Document(str(letter)).tables[2].rows]
    below = rows[rows.index(["Công an thị xã"] * 5) + 1 :]
    late = next(row for row in below if "An ninh, an toàn xã hội" in row[1])
    assert late[2:] == ["Quá hạn", "Hoàn thành, gửi văn bản (hạn 14/12/2025)", "19 ngày"]
    assert ["Phòng Văn hóa và Thông tin"] * 5 not in rows, "the office that writes urges others"
    town = rows[rows.index(["UBND thị xã Đức Phổ"] * 5) + 1 :][:4]
    assert not any("Ban Chỉ đạo" in row[1] for row in town), "figures are asked of it, and no task is urged"


COUNCIL = "hdnd"
"""It owes two documents and not one figure."""


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A folder with the one form of a body that is asked about tasks alone."""
    back = tmp_path / "back"
    run("template", "--for", COUNCIL, "--period", "2025", "--output", back, "--lang", "vi")
    return back / f"{COUNCIL}_2025.xlsx"


def collected(form: Path, *more: str) -> tuple[int, str, dict[str, object]]:
    """Exit code, what was printed, and what the receipt says of the body."""
    output = form.parent.parent / "m.csv"
    days = ("--due", "10/12/2025", "--today", "12/12/2025", "--lang", "vi")
    said = run("collect", form.parent, "--period", "2025", "--output", output, *days, *more)
    told = json.loads(Path(f"{output}.receipt.json").read_text("utf-8")) if output.exists() else {}
    units = told["collections"]["2025"]["units"] if told else []
    return said.code, said.out, next((unit for unit in units if unit["reporting_unit"] == COUNCIL), {})


def test_a_form_without_figures_has_the_sheet_on_tasks_and_where_to_sign(council: Path) -> None:
    book = openpyxl.load_workbook(council)
    assert book.sheetnames == [SHEET, "dxscore"]
    texts = {cell.value for row in book[SHEET].iter_rows() for cell in row}
    assert {"NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", "Đơn vị báo cáo: HĐND thị xã"} <= texts
    assert run("lint", council, "--lang", "vi").code == 0, "its foot is no row of tasks"
    folder = council.parent
    run("template", "--for", COUNCIL, "--period", "2025", "--output", folder, "--format", "csv")
    assert {path.name for path in folder.glob("*.csv")} == {f"{COUNCIL}_2025.tasks.csv"}


def test_what_a_task_brings_about_stands_under_it(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)[SHEET]
    rows = [[cell.value for cell in row][:2] for row in sheet.iter_rows(min_row=8)]
    names = [name for _, name in rows]
    task = names.index("Từng cơ quan có chương trình, kế hoạch riêng")
    below = "– Văn bản: Chương trình, kế hoạch riêng của từng cơ quan"
    assert rows[task + 1] == [f"{rows[task][0]}.1", below]


def test_a_body_that_is_asked_about_tasks_alone_is_waited_for_and_reminded(council: Path) -> None:
    (council.parent / "note.csv").write_text("indicator,reporting_unit,period,value\n", encoding="utf-8")
    code, out, state = collected(council)
    assert "HĐND thị xã (tệp hdnd_2025.xlsx): biểu tiến độ 2 nhiệm vụ, văn bản: để trống" in out
    book = openpyxl.load_workbook(council)
    book[SHEET]["D8"] = "đang thực hiện"
    book[SHEET]["E18"] = "Nguyễn Văn A"
    book.save(council)
    code, out, state = collected(council)
    assert code == 1, "figures of others are still waited for"
    assert "  HĐND thị xã (tệp hdnd_2025.xlsx)\n" in out
    assert (state["status"], state["tasks_asked"], state["tasks_told"]) == ("complete", 2, 1)
    assert (state["tasks_missing"], state["days_late"]) == (None, 2)
    output = council.parent.parent / "m.csv"
    asked = ("--period", "2025", "--lang", "vi", "--before", "20/12/2025")
    for source in (output, council.parent):
        text = run("remind", source, *asked).out
        assert "HĐND thị xã" not in text
        assert (
            "Kính đề nghị các đảng ủy, chi bộ trực thuộc Thị ủy phối hợp gửi biểu tiến độ 2 nhiệm vụ, "
            "văn bản được giao của năm 2025 về Phòng Văn hóa và Thông tin trước ngày 20/12/2025."
        ) in text


def test_who_owes_figures_is_asked_for_its_form_on_tasks_as_well(form: Path, tmp_path: Path) -> None:
    back, output = tmp_path / "back", tmp_path / "m.csv"
    back.mkdir()
    asked = ("--period", "2025", "--lang", "vi")
    own = (*asked, "--for", "cong-an")
    (back / "nobody.csv").write_text("indicator,reporting_unit,period,value\n", encoding="utf-8")
    (back / "Công an thị xã.pdf").write_bytes(b"%PDF-1.7")
    text = run("remind", back, *own).out
    assert "phối hợp rà soát, bổ sung số liệu năm 2025" in text
    assert "gửi biểu tiến độ 23 nhiệm vụ, văn bản được giao của năm 2025" in text
    fill(form, NV_4d=("xong từ lâu", "", ""), NV_4a=("đang thực hiện", "", ""))
    (back / form.name).write_bytes(form.read_bytes())
    run("collect", back, "--period", "2025", "--output", output)
    for source in (back, output):
        letter = tmp_path / f"{source.name}.docx"
        run("remind", source, *own, "--output", letter)
        document = Document(str(letter))
        rows = [[cell.text for cell in row.cells] for row in document.tables[2].rows]
        (told,) = (row for row in rows if row[1] == "Biểu tiến độ nhiệm vụ, văn bản được giao")
        assert told[2].startswith("Đã gửi nhưng có dòng lỗi") and "ô D" in told[2]
        assert "“xong từ lâu”" in told[2], "one row that does not count is told, though another one counts"
        assert "biểu tiến độ nhiệm vụ" in document.tables[0].rows[0].cells[0].text, (
            "it is what the letter is about"
        )


def test_a_copy_of_a_form_on_tasks_has_come(council: Path) -> None:
    council.unlink()
    (council.parent / "HĐND thị xã.pdf").write_bytes(b"%PDF-1.7")
    text = run("remind", council.parent, "--period", "2025", "--lang", "vi", "--for", COUNCIL).out
    assert "đã gửi bản PDF, chưa đọc được" in text

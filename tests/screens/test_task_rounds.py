"""Tasks out in forms and in again: what counts, what is replaced, and what the task list says in the end."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from asked import ask

PERIOD, BODY, OTHER = "2025-Q2", "cong-an", "phong-y-te"
TITLES = 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def forms(kind: str, period: str = PERIOD) -> None:
    asked = ("--period", period, "--format", kind, "--output", "forms", "--force", "--lang", "vi")
    assert ask("template", "--for", BODY, *asked).code == 0


def task_file() -> Path:
    """A task list that was asked for, in a file of its own."""
    return next(Path("forms").glob("*.tasks.csv"))


def fill(path: Path, stage: str, evidence: str, body: str | None = None) -> Path:
    """The list with its first task filled in, as it comes back."""
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    first = rows[TITLES + 1]
    titles = rows[TITLES]
    first[titles.index("Tiến độ")], first[titles.index("Minh chứng")] = stage, evidence
    first[titles.index("Mã cơ quan")] = body or first[titles.index("Mã cơ quan")]
    Path("back").mkdir(exist_ok=True)
    to = Path("back") / path.name
    with to.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return to


def collect(*more: str) -> tuple[int, str]:
    said = ask("collect", "back", "--period", PERIOD, "--output", "m.csv", "--lang", "vi", *more)
    return said.code, said.err


def listed() -> list[dict[str, str]]:
    with Path("tasks.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def receipt() -> Any:
    return json.loads(Path("m.csv.receipt.json").read_text("utf-8"))["collections"][PERIOD]["tasks"]


def figures() -> None:
    Path("back").mkdir(exist_ok=True)
    text = "indicator,reporting_unit,period,numerator,denominator\nCQ-HSCV-XP,pho-hoa,2025-Q2,3,5\n"
    Path("back", "pho-hoa.csv").write_text(text, "utf-8")


@pytest.mark.usefixtures("folder")
def test_a_list_of_its_own_goes_out_beside_a_text_and_comes_back() -> None:
    forms("csv")
    figures()
    fill(task_file(), "đang thực hiện", "Kế hoạch số 3/KH ngày 02/01/2025")
    code, said = collect()
    assert (code, len(listed())) == (1, 1)
    assert "tasks.csv" in said
    (row,) = listed()
    assert (row["stage"], row["as_of"]) == ("in_progress", "2025-H1")
    assert receipt() == {**receipt(), "file": "tasks.csv", "rows": 1, "changes": []}
    # Again: nothing is written. Then otherwise: replaced, and told with what stood there.
    before = Path("tasks.csv").stat().st_mtime_ns
    assert collect()[0] == 1 and Path("tasks.csv").stat().st_mtime_ns == before
    fill(task_file(), "đã trình", "Tờ trình số 4/TTr ngày 03/02/2025")
    assert "đang thực hiện" in collect()[1]
    assert [row["stage"] for row in listed()] == ["submitted"]
    (change,) = receipt()["changes"]
    assert (change["old"]["stage"], change["new"]["stage"]) == ("in_progress", "submitted")
    collect()
    assert receipt()["changes"] == [change], "told once"
    judged = ask("tasks", "tasks.csv", "--as-of", "2025-06-14", "--format", "json")
    stages = {task["stage"] for task in json.loads(judged.out)["tasks"] if task["task"] == row["task"]}
    assert "submitted" in stages


@pytest.mark.usefixtures("folder")
def test_rows_of_another_period_or_in_another_form_are_left_out_and_said() -> None:
    forms("csv", "2025-Q1")
    figures()
    fill(task_file(), "hoàn thành", "")
    code, said = collect()
    assert code == 2 and "DX726" in said and not Path("tasks.csv").exists()
    shutil.rmtree("forms")
    forms("csv")
    Path("back", f"{BODY}_2025-Q1.tasks.csv").unlink()
    fill(task_file(), "hoàn thành", "", OTHER)
    code, said = collect()
    assert code == 2 and "DX727" in said and not Path("tasks.csv").exists()


@pytest.mark.usefixtures("folder")
def test_of_two_workbooks_the_one_saved_later_stands_and_a_foreign_list_is_not_written_to() -> None:
    forms("xlsx")
    figures()
    (form,) = Path("forms").iterdir()
    for name, stage in (("a.xlsx", "đang thực hiện"), ("b.xlsx", "hoàn thành")):
        book = openpyxl.load_workbook(form)
        sheet = book["Nhiệm vụ"]
        (head,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Tiến độ"]
        sheet.cell(head.row + 1, head.column).value = stage
        book.save(Path("back") / name)
    code, said = collect()
    assert code == 2 and "DX731" in said, "both were saved on this very day"
    assert not Path("tasks.csv").exists()
    Path("back", "a.xlsx").unlink()
    Path("tasks.csv").write_text("mine\n", "utf-8")
    code, said = collect()
    assert code == 2 and "tasks.csv" in said and Path("tasks.csv").read_text("utf-8") == "mine\n"
    code, _ = collect("--tasks", "other.csv")
    assert code == 1 and "done" in Path("other.csv").read_text("utf-8-sig")

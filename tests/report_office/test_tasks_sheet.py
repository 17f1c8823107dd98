"""The workbook's sheet on tasks: every row that is owed, what presses first, nothing that acts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from office import LANGUAGES, book, example

import dxscore
from dxscore.model.tasks import TaskList
from dxscore.report.excel import excel_workbook
from dxscore.words.say import Language, say_of

_ROWS = """task,body,as_of,stage,done_on,evidence,note
NV-1c,phong-vhtt,2025-11-30,done,2025-10-05,=1+1 (số 12 ngày 05/10/2025 minh họa),
NV-2b,phong-vhtt,2025-11-30,in progress,,,minh họa
"""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> TaskList:
    """The town's tasks on the last day of 2025: some overdue, one done."""
    path: Path = tmp_path_factory.mktemp("tasks") / "tasks.csv"
    path.write_text(_ROWS, "utf-8")
    return dxscore.tasks(path, as_of=date(2025, 12, 31))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_that_is_owed_stands_there_and_what_presses_first(listed: TaskList, lang: Language) -> None:
    view = replace(example(lang), tasks=listed)
    page = book(excel_workbook(view))[{"vi": "Nhiệm vụ", "en": "Tasks"}[lang]]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(place for place, row in enumerate(rows) if all(row))
    shown = rows[head + 1 :]
    words = {say_of("task_state", state, lang): state for state in listed.summary.states}
    states = [words[row[4]] for row in shown]
    assert Counter(states) == Counter(row.state for row in listed.rows)
    assert Counter((str(row[0]).rstrip("*"), row[2]) for row in shown) == Counter(
        (row.task, view.names.body(row.body)) for row in listed.rows
    )
    late = [row[5] for row in shown if row[5]]
    overdue = states.count("overdue")
    assert states[:overdue] == ["overdue"] * overdue
    assert overdue
    assert late[:overdue] == sorted(late[:overdue], reverse=True)


def test_evidence_is_text_whatever_it_begins_with(listed: TaskList) -> None:
    page = book(excel_workbook(replace(example(), tasks=listed)))["Nhiệm vụ"]
    (cell,) = [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith("=1+1")]
    assert cell.data_type == "s"


def test_without_a_task_list_there_is_no_sheet() -> None:
    assert "Nhiệm vụ" not in book(excel_workbook(example())).sheetnames

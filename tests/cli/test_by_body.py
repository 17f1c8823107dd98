"""`dxscore check --by body`: pages and sheets of bodies, as people get them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from docx import Document
from program import EXAMPLE, run

import dxscore
from dxscore.model.schemas import json_schema

TASKS = """\
task,body,as_of,stage,done_on,evidence,note
NV-4d,cong-an,2025-06-20,done,2025-05-20,Báo cáo số 12/BC-CA ngày 20/05/2025 về Đề án 06,
NV-8.6,Công an thị xã,20/06/2025,đang thực hiện,,,
"""


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.csv"
    path.write_text(TASKS, encoding="utf-8")
    return path


def test_json_is_of_its_schema_and_what_the_library_says(tasks: Path) -> None:
    said = run("check", EXAMPLE, "--by", "body", "--tasks", tasks, "--format", "json")
    document = json.loads(said.out)
    jsonschema.validate(document, json_schema("bodies"))
    judged = dxscore.judge(str(EXAMPLE))
    listed = dxscore.tasks(tasks, as_of=judged.scorecard.as_of)
    assert dxscore.bodies(judged.scorecard, tasks=listed).to_json() == said.out


def test_a_sheet_and_a_page_for_each_body(tasks: Path, tmp_path: Path) -> None:
    names = [tmp_path / f"bodies.{kind}" for kind in ("xlsx", "docx", "html", "json")]
    said = run("check", EXAMPLE, "--by", "body", "--tasks", tasks, *(f"--output={name}" for name in names))
    assert said.code == 1, "the gate is that of check"
    bodies = json.loads(names[3].read_text("utf-8"))["bodies"]
    book = openpyxl.load_workbook(names[0])
    assert len(book.sheetnames) == len(bodies) + 1
    assert book.worksheets[0]["A1"].value.startswith("Có 9/19 chỉ tiêu đạt")
    texts = [paragraph.text for paragraph in Document(io.BytesIO(names[1].read_bytes())).paragraphs]
    page = names[2].read_text("utf-8")
    for body in bodies:
        name = dxscore.load_catalogue().name(body["body"]).vi
        assert name in texts
        assert f'id="cq-{body["body"]}"' in page


def test_official_texts_have_no_signs(tasks: Path, tmp_path: Path) -> None:
    name = tmp_path / "bodies.docx"
    run("check", EXAMPLE, "--by", "body", "--tasks", tasks, f"--output={name}")
    document = Document(io.BytesIO(name.read_bytes()))
    words = [paragraph.text for paragraph in document.paragraphs]
    words += [cell.text for table in document.tables for cell in table._cells]
    assert not {"✓", "✗", "?", "…", "*"} & set("".join(words).replace("……", ""))


def test_one_body_is_the_page_out_of_the_run_of_all() -> None:
    every = run("check", EXAMPLE, "--by", "body").out
    own = run("check", EXAMPLE, "--by", "body", "--for", "Công an thị xã").out
    assert own.startswith("Công an thị xã ─")
    page, _, meant = own.rpartition("\n\n")
    assert page.strip() in every
    assert meant.strip() in every
    assert "Phòng Kinh tế ─" not in own


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--tasks", "t.csv"), "--tasks"),
        (("--by", "unit"), "--by"),
        (("--by", "body", "--format", "sarif"), "sarif"),
        (("--by", "body", "--output", "x.sarif"), "sarif"),
        (("--by", "body", "--for", "Phòng Không Có"), "Phòng Không Có"),
    ],
)
def test_what_cannot_be_had_is_refused(asked: tuple[str, ...], said: str) -> None:
    refused = run("check", EXAMPLE, *asked)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_a_faulty_task_list_ends_with_2(tmp_path: Path) -> None:
    file = tmp_path / "tasks.csv"
    file.write_text("task,body,as_of,stage\nNV-KHONG,cong-an,2025-06-20,done\n", encoding="utf-8")
    said = run("check", EXAMPLE, "--by", "body", "--tasks", file, "--fail-on", "never")
    assert said.code == 2
    assert f"{file}:2" in said.err

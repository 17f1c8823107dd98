"""Whole rounds in one folder: cases of a catalogue, two plans at once, forms out and in, letters, bodies.

golden.py says how to renew the files.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
from asked import ask

from golden import assert_golden

HERE = Path(__file__).parent
GOLDEN = HERE / "golden-rounds"
PLAN = HERE.parent / "report" / "every_kind"
LANGUAGES = ("vi", "en")
GAPS = (("body", "csv"), ("deadline", "csv"), ("pillar", "markdown"))
DAY = ("--as-of", "2025-12-14")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The given files, and the plan."""
    shutil.copytree(HERE / "given", tmp_path, dirs_exist_ok=True)
    shutil.copytree(PLAN, tmp_path / "plan")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(path: Path) -> str:
    """The text of a Word document: its paragraphs, then its tables, a line each."""
    document = docx.Document(str(path))
    lines = [paragraph.text for paragraph in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return "\n".join([*lines, *(" | ".join(row) for row in rows)]) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cases_of_a_catalogue(folder: Path, lang: str) -> None:
    for name in ("cases.yaml", "new.csv"):
        shutil.copy(folder / name, folder / "plan")
    said = ask("catalogue", "test", "plan", "--lang", lang)
    assert_golden(GOLDEN / f"cases-{lang}.txt", str(said))
    assert said.code == 1
    assert '"passed"' in ask("catalogue", "test", "plan", "--format", "json").out


def test_cases_that_cannot_be_read_are_said_with_their_places(folder: Path) -> None:
    text = (folder / "cases.yaml").read_text("utf-8")
    faulty = text.replace("CQ-STRICT, target_by", "CQ-NOBODY, target_by").replace(
        "status: missed", "status: lost"
    )
    (folder / "plan" / "cases.yaml").write_text(faulty.replace("new.csv", "nowhere.csv"), "utf-8")
    said = ask("catalogue", "test", "plan", "--lang", "en")
    assert_golden(GOLDEN / "cases-faulty-en.txt", str(said))
    assert said.code == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_plans_in_one_run(lang: str) -> None:
    both = ("--catalogue", "plan", "--catalogue", "tinh", "--lang", lang)
    said = ask("check", "new.csv", *DAY, "--brief", *both)
    assert_golden(GOLDEN / f"two-plans-{lang}.txt", str(said))
    assert (
        ask("check", "new.csv", *DAY, *both, "--output", "two.json", "--output", "two.csv").code == said.code
    )
    assert ask("template", "--for", "all", "--period", "2025", "--output", "forms", *both).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_forms_out_and_in_and_what_is_still_owed(folder: Path, lang: str) -> None:
    plan = ("--catalogue", "plan", "--lang", lang)
    sent = ("--period", "2025", "--output", "sent", "--due", "16/12/2025", *plan)
    for unit in ("an", "mau"):
        assert ask("template", "--for", unit, *sent, "--to", "Phòng VH-TT, vhtt@example.vn").code == 0
    figures = "indicator,reporting_unit,period,numerator,denominator\n"
    (folder / "sent" / "binh.csv").write_text(f"{figures}CQ-MISSED,binh,2025,3087,khoảng 5000\n", "utf-8")
    (folder / "sent" / "cat.csv").write_text(f"{figures}CQ-MISSED,cat,2025,3500,5000\n", "utf-8")
    (folder / "sent" / "Phường An, công văn.pdf").write_bytes(b"%PDF-1.7 nothing else")
    os.utime(folder / "sent" / "cat.csv", (0, 0))  # long ago, the others as of this very day
    into = ("collect", "sent", "--period", "2025", "--output", "collected.csv", *plan)
    collected = ask(*into, "--due", "16/12/2025", "--today", "2025-12-20")
    assert_golden(GOLDEN / f"collect-{lang}.txt", str(collected))
    asked = ("remind", "sent", "--period", "2025", "--before", "2025-12-31", "--today", "2025-12-24", *plan)
    assert_golden(GOLDEN / f"remind-{lang}.txt", str(ask(*asked)))
    letter = ask(*asked, "--due", "2025-12-16", "--tasks", "tasks.csv", "--output", "cong-van.docx")
    assert letter.code == 2  # a row of what arrived could not be read; the letter says which
    assert_golden(GOLDEN / f"letter-{lang}.txt", written(folder / "cong-van.docx"))
    again = ask("remind", "collected.csv", *asked[2:], "--sent", "--output", "from-receipt.docx")
    late = {"vi": "8 ngày", "en": "8 days"}[lang]  # since the due day that the receipt keeps
    assert again.code == 0 and late in written(folder / "from-receipt.docx")
    again = ask("remind", "collected.csv", *asked[2:], "--format", "json")
    reminded = {body["reporting_unit"]: body["reminded"] for body in json.loads(again.out)["bodies"]}
    assert reminded.pop("mau") == [], "the office that writes reminds nobody but others"
    assert {tuple(days) for days in reminded.values()} == {("2025-12-24",)}
    assert_golden(GOLDEN / f"reminded-{lang}.txt", str(ask(*into, "--today", "2025-12-25")))
    assert ask("remind", "sent", *asked[2:], "--sent").code == 2  # a folder has no receipt to note it in


@pytest.mark.parametrize("lang", LANGUAGES)
def test_scorecards_of_bodies_as_documents(folder: Path, lang: str) -> None:
    asked = (
        "check",
        "new.csv",
        *DAY,
        "--by",
        "body",
        "--tasks",
        "tasks.csv",
        "--catalogue",
        "plan",
        "--lang",
        lang,
    )
    said = ask(*asked, "--output", "b.docx", "--output", "b.xlsx", "--output", "b.html", "--output", "b.md")
    assert said.code in (0, 1)
    assert_golden(GOLDEN / f"bodies-{lang}.txt", written(folder / "b.docx"))
    sheets = openpyxl.load_workbook(folder / "b.xlsx").sheetnames
    assert len(sheets) > 2
    assert "cong-an" in (folder / "b.html").read_text("utf-8")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_gaps_with_tasks_as_files(lang: str) -> None:
    asked = ("gaps", "new.csv", *DAY, "--tasks", "tasks.csv", "--catalogue", "plan", "--lang", lang)
    made = [ask(*asked, "--by", by, "--format", kind).out for by, kind in GAPS]
    assert_golden(GOLDEN / f"gaps-{lang}.txt", "\n".join(made))


def test_no_file_is_left_over() -> None:
    each = ("cases", "two-plans", "collect", "remind", "letter", "bodies", "reminded", "gaps")
    compared = {f"{name}-{lang}.txt" for name in each for lang in LANGUAGES} | {"cases-faulty-en.txt"}
    assert {path.name for path in GOLDEN.iterdir()} == compared

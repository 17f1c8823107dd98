"""`dxscore points` as it is run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import openpyxl
import pytest
from points_sets import EXAMPLE, PHU_THO

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
from program import Finished, run

METRICS = [str(EXAMPLE / "metrics.csv"), str(EXAMPLE / "scores.csv")]
SET = ["--catalogue", str(EXAMPLE), "--set", str(EXAMPLE / "points.yaml")]


def points(*arguments: object) -> Finished:
    return run("points", *map(str, arguments))


def test_it_answers_on_standard_output_and_says_what_is_wrong_on_the_other_stream() -> None:
    done = points(*METRICS, *SET)
    assert done.code == 0
    assert done.out.startswith("Bộ chỉ số minh họa – Năm 2026\nXếp hạng 4/4 đơn vị.")
    assert "DX643" in done.err and "DX640" in done.err


def test_json_names_the_set_and_a_supposition_stands_beside_the_file_of_the_set() -> None:
    done = points(*METRICS, *SET, "--set", "HS/Xã Ba=10/12", "--format", "json")
    card = json.loads(done.out)
    assert (done.code, card["set"]) == (0, "MINH-HOA")
    assert card["what_if"][0]["figure"] == "10/12"


def test_a_set_beside_the_catalogue_is_taken_where_none_is_named() -> None:
    assert points(*METRICS, "--catalogue", EXAMPLE) == points(*METRICS, *SET)


def test_a_shipped_set_is_known_by_its_id() -> None:
    done = points(PHU_THO / "metrics.csv", "--catalogue", PHU_THO, "--set", "766", "--format", "json")
    assert (done.code, json.loads(done.out)["set"]) == (0, "766")


def test_files_are_written_by_their_suffix_and_forms_into_a_folder(tmp_path: Path) -> None:
    names = [tmp_path / f"diem.{suffix}" for suffix in ("html", "docx", "xlsx", "csv", "json")]
    done = points(*METRICS, *SET, *(f"--output={name}" for name in names))
    assert (done.code, done.out) == (0, "") and all(name.stat().st_size > 1000 for name in names)
    forms = points(*METRICS, *SET, "--form", tmp_path / "forms")
    assert (forms.code, len(forms.out.splitlines())) == (0, 4)
    again = points(*METRICS, *SET, "--form", tmp_path / "forms")
    assert again.code == 2 and "--force" in again.err
    blank = points(*SET, "--form", tmp_path / "blank", "--period", "2027", "--for", "xa-hai")
    assert (blank.code, len(blank.out.splitlines()), blank.err) == (0, 1, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([*METRICS, "--catalogue", PHU_THO], "--set"),
        ([*METRICS, *SET, "--for", "Xã Năm"], "Xã Năm"),
        ([*METRICS, *SET, "--format", "sarif"], "sarif"),
        ([*METRICS, *SET, "--by", "pillar"], "pillar"),
        ([*METRICS, *SET, "--set", "HS/Xã Năm=1/2"], "Xã Năm"),
        ([*METRICS, *SET, "--period", "bao giờ"], "bao giờ"),
        ([*METRICS, "--catalogue", EXAMPLE, "--set", "none.yaml"], "none.yaml"),
        ([*SET], "tệp"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(arguments: list[object], words: str) -> None:
    done = points(*arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err and "Traceback" not in done.err


def test_a_row_that_was_left_out_makes_the_exit_code_2(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    header = "criterion,reporting_unit,period,stage,points\n"
    bad.write_text(header + "HOP,xa-mot,2026,self,21\n", encoding="utf-8")
    done = points(*METRICS, bad, *SET)
    assert done.code == 2 and "DX625" in done.err and done.out.startswith("Bộ chỉ số")


def test_a_form_filled_in_comes_back_and_no_cell_of_it_is_lost(tmp_path: Path) -> None:
    """Points, a level's proof and a reason count; what holds no number is told with its cell."""
    metrics = METRICS[0]
    points(metrics, *SET, "--form", tmp_path, "--for", "xa-ba")
    (form,) = tmp_path.glob("*.xlsx")
    book = openpyxl.load_workbook(form)
    sheet = book.active
    assert sheet is not None
    rows = {str(row[1].value): row[0].row for row in sheet.iter_rows() if row[1].value}
    titles = {str(cell.value): cell.column for cell in sheet[rows["Mã tiêu chí"]]}

    def fill(criterion: str, title: str, value: object) -> str:
        cell = sheet.cell(rows[criterion], titles[title])
        cell.value = value
        return str(cell.coordinate)

    fill("KHAO-SAT", "Tự chấm", "8,5")
    fill("KHAO-SAT", "Tài liệu kiểm chứng", "BC 12 ngày 05/12/2026")
    fill("KHAO-SAT", "Thẩm định", 8)
    fill("KHAO-SAT", "Giải trình", "thiếu hai thôn")
    formula, broken = fill("HOP", "Tự chấm", "=8+1"), fill("DU-HOP", "Tự chấm", "#REF!")
    book.save(form)
    done = points(metrics, form, *SET, "--for", "xa-ba", "--format", "json")
    (unit,) = json.loads(done.out)["units"]
    (survey,) = (each for each in unit["criteria"] if each["criterion"] == "KHAO-SAT")
    assert (survey["self"], survey["verified"], survey["official"]) == ("8.5", "8", "8")
    assert (survey["reason"], survey["evidence"]) == ("thiếu hai thôn", "BC 12 ngày 05/12/2026")
    assert done.code == 2
    assert f"{form}:'Tự chấm'!{formula}: lỗi DX163" in done.err
    assert f"{form}:'Tự chấm'!{broken}: cảnh báo DX216" in done.err

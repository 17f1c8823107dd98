"""template -> filled in -> collect -> check, as an officer would do it."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filled import convert, fill, office, reorder, rows_of
from program import EXAMPLE, HEADER, PROGRAM, environment, metrics, run
from shape import kept_to

PERIOD = ("--period", "2025-Q4")
POLICE = ("AT-MADOC-CAIDAT", "AT-MADOC-KETNOI", "AT-CAPDO-PHEDUYET", "AT-CAPDO-PHUONGAN")
Figures = Mapping[str, tuple[int, int]]
ALL: Figures = {name: (number, 20) for number, name in enumerate(POLICE, start=3)}


def form(folder: Path, unit: str = "cong-an", *more: str) -> Path:
    """The workbook that `dxscore template` writes for one unit."""
    done = run("template", "--for", unit, *PERIOD, "--output", folder, *more)
    assert done.code == 0, done.err
    return folder / f"{unit}_2025-Q4.xlsx"


def csv_form(folder: Path, unit: str = "cong-an") -> Path:
    form(folder, unit, "--format", "csv")
    return folder / f"{unit}_2025-Q4.csv"


def type_into(path: Path, figures: Figures, note: str = "", to: Path | None = None) -> Path:
    """Fill in a CSV form by hand."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines):
        cells = line.split(";")
        if cells[0] in figures:
            cells[6], cells[7] = map(str, figures[cells[0]])
            cells[10] = note
            lines[number] = ";".join(cells)
    (to or path).write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    return to or path


def returned(tmp_path: Path, figures: Figures = ALL, unit: str = "cong-an", note: str = "") -> Path:
    folder = tmp_path / "back"
    type_into(csv_form(folder, unit), figures, note)
    return folder


def collect(folder: Path, output: Path, *more: str | Path, period: str = "2025-Q4", lang: str = "vi") -> Any:
    return run("collect", folder, "--period", period, "--output", output, "--lang", lang, *more)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def receipt(output: Path, period: str = "2025-Q4") -> Any:
    text = Path(f"{output}.receipt.json").read_text(encoding="utf-8")
    return kept_to("receipt-1", text)["collections"][period]


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()
    }


# --- template ---


def test_all_units_get_a_form_named_by_ids(tmp_path: Path) -> None:
    done = run("template", "--for", "all", *PERIOD, "--output", tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert (done.code, len(names)) == (0, 28)
    assert {"pho-hoa_2025-Q4.xlsx", "cong-an_2025-Q4.xlsx", "duc-pho_2025-Q4.xlsx"} <= set(names)
    assert len(done.out.splitlines()) == 28
    told = "16 đơn vị đã sáp nhập hoặc chấm dứt hoạt động trước khi Quý IV/2025 bắt đầu (15/09/2025)"
    assert told in done.err
    assert "UBND thị xã Đức Phổ (chấm dứt hoạt động từ 01/07/2025)" in done.err
    assert "UBND phường Phổ Hòa (sáp nhập vào phường Đức Phổ từ 01/07/2025)" in done.err
    one = run("template", "--for", "pho-hoa", *PERIOD, "--output", tmp_path / "one", "--lang", "en")
    assert "1 of the units ended before 2025-Q4 opens" in one.err


def test_a_unit_can_be_named_as_people_name_it(tmp_path: Path) -> None:
    assert (
        run("template", "--for", "Phường Phổ Hòa", "--period", "Quý IV/2025", "--output", tmp_path).code == 0
    )
    assert (tmp_path / "pho-hoa_2025-Q4.xlsx").is_file()


def test_existing_forms_stay_unless_forced(tmp_path: Path) -> None:
    path = csv_form(tmp_path)
    path.write_text("typed", encoding="utf-8")
    again = ("template", "--for", "all", *PERIOD, "--output", tmp_path, "--format", "csv")
    refused = run(*again)
    assert (refused.code, path.read_text(encoding="utf-8")) == (2, "typed")
    assert [path.name for path in tmp_path.iterdir()] == ["cong-an_2025-Q4.csv"]
    assert "--force" in refused.err
    assert run(*again, "--force").code == 0
    assert path.read_text(encoding="utf-8") != "typed"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "hdnd", *PERIOD), "không báo cáo chỉ tiêu nào"),
        (("--for", "Phổ Hoa Nam", *PERIOD), "không có đơn vị"),
        (
            ("--for", "phường Trà Câu", *PERIOD),
            "là đơn vị mới từ 01/07/2025, không báo cáo theo kế hoạch này",
        ),
        (("--for", "all", "--period", "Q5"), "--period"),
        (("--for", "all", *PERIOD, "--format", "docx"), "--format"),
        (("--for", "all", *PERIOD, "--previous", "no.csv"), "no.csv"),
    ],
)
def test_what_cannot_be_done_is_refused(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("template", *arguments, "--output", tmp_path / "out", LANG="vi_VN.UTF-8")
    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "out").exists()


def test_last_figures_stand_beside(tmp_path: Path) -> None:
    run(
        "template",
        "--for",
        "pho-hoa",
        *PERIOD,
        "--output",
        tmp_path,
        "--format",
        "csv",
        "--previous",
        EXAMPLE,
    )
    lines = (tmp_path / "pho-hoa_2025-Q4.csv").read_text(encoding="utf-8-sig").splitlines()
    with EXAMPLE.open(encoding="utf-8-sig") as file:
        last = [r for r in csv.DictReader(file) if (r["indicator"], r["period"]) == ("CQ-HSCV-XP", "2025")]
    own = next(row for row in last if row["reporting_unit"].endswith("Phổ Hòa"))
    assert f"{own['numerator']}/{own['denominator']} | Năm 2025" in lines[3]


def test_without_the_package_the_message_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "xlsxwriter.py").write_text("raise ModuleNotFoundError(name='xlsxwriter')", encoding="utf-8")
    done = run(
        "template", "--for", "cong-an", *PERIOD, "--output", tmp_path / "out", PYTHONPATH=str(tmp_path)
    )
    assert done.code == 2
    assert "pip install 'dxscore[spreadsheets]'" in done.err
    csv_form(tmp_path / "out")


def test_checking_a_csv_loads_nothing_of_forms() -> None:
    script = (
        "import sys; from dxscore.cli.main import main\n"
        "try: main(['check', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if 'xlsx' in m or 'openpyxl' in m or 'dxscore.forms' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(EXAMPLE)],
        capture_output=True,
        env=environment(),
        check=True,
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"


# --- collect ---


def test_figures_land_in_one_tidy_file_with_a_receipt(tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    folder = returned(tmp_path, note="số liệu chốt")
    done = collect(folder, output)
    assert done.code == 1  # the other units are missing
    assert "1/28 đơn vị đã gửi; 1 đơn vị đủ số liệu; 4/209 số liệu." in done.out
    assert {row["indicator"]: (int(row["numerator"]), int(row["denominator"])) for row in rows(output)} == ALL
    assert {row["note"] for row in rows(output)} == {"số liệu chốt"}
    assert output.read_text(encoding="utf-8-sig").splitlines()[0] == HEADER
    (file,) = receipt(output)["files"]
    assert file["sha256"] == hashlib.sha256((folder / file["file"]).read_bytes()).hexdigest()


def test_collecting_again_changes_nothing(tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    folder = returned(tmp_path)
    collect(folder, output)
    before = state(tmp_path)
    again = collect(folder, output)
    assert state(tmp_path) == before
    assert f"{output}: không có gì thay đổi." in again.err


def test_all_sent_and_clean_is_zero(tmp_path: Path) -> None:
    small = tmp_path / "catalogue"
    shutil.copytree(EXAMPLE.parents[1] / "quang-ngai-province", small)
    run(
        "template",
        "--for",
        "all",
        "--period",
        "2023",
        "--output",
        tmp_path / "back",
        "--format",
        "csv",
        "--catalogue",
        small,
    )
    for path in (tmp_path / "back").iterdir():
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        cells = [line.split(";") for line in lines]
        filled = [row if number < 3 else [*row[:8], "21", *row[9:]] for number, row in enumerate(cells)]
        path.write_text("\n".join(map(";".join, filled)), encoding="utf-8")
    done = collect(tmp_path / "back", tmp_path / "m.csv", "--catalogue", small, period="2023")
    assert (done.code, done.err.count("m.csv")) == (0, 1), done.out + done.err


def test_a_change_is_told_with_old_new_file_and_reason_and_stays_in_the_receipt(tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    folder = returned(tmp_path)
    collect(folder, output)
    type_into(folder / "cong-an_2025-Q4.csv", {POLICE[0]: (9, 20)}, note="đếm lại")
    done = collect(folder, output)
    told = f"{POLICE[0]} · Công an thị xã: 3/20 → 9/20 (tệp cong-an_2025-Q4.csv); ghi chú: đếm lại"
    assert told in done.out
    collect(folder, output)
    (change,) = receipt(output)["changes"]
    assert (change["old"]["numerator"], change["new"]["numerator"]) == ("3", "9")


def test_two_answers_that_differ_are_not_chosen_between(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    type_into(folder / "cong-an_2025-Q4.csv", {POLICE[0]: (9, 20)}, to=folder / "sửa lại.csv")
    done = collect(folder, tmp_path / "m.csv")
    assert done.code == 2
    assert [row["indicator"] for row in rows(tmp_path / "m.csv")] == list(POLICE[1:])
    assert "Gửi hai lần, số liệu khác nhau" in done.out
    assert f"sửa lại.csv:4: {POLICE[0]} · Công an thị xã · Quý IV/2025: 9/20" in done.out


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    shutil.copy(folder / "cong-an_2025-Q4.csv", folder / "Copy of form.csv")
    done = collect(folder, tmp_path / "m.csv")
    assert len(rows(tmp_path / "m.csv")) == 4
    assert "Gửi hai lần, số liệu giống nhau; tính một lần" in done.out


def test_another_period_is_left_out_and_an_old_form_is_told(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    late = folder / "late.csv"
    late.write_text(
        (folder / "cong-an_2025-Q4.csv").read_text(encoding="utf-8-sig").replace("2025-Q4", "2025-Q3"),
        encoding="utf-8",
    )
    done = collect(folder, tmp_path / "m.csv")
    assert done.code == 2
    assert "Sai kỳ; không tính (1)\n  late.csv: 4 dòng của Quý III/2025; dòng đầu: late.csv:4\n" in done.out
    late.unlink()
    form_ = folder / "cong-an_2025-Q4.csv"
    digest = receipt(tmp_path / "m.csv")["catalogue"]["sha256"][:16]
    form_.write_text(form_.read_text(encoding="utf-8-sig").replace(digest, "0" * 16), encoding="utf-8")
    done = collect(folder, tmp_path / "m.csv")
    assert "Biểu mẫu cũ" in done.out
    assert len(rows(tmp_path / "m.csv")) == 4


def test_a_faulty_row_is_placed_and_left_out_and_the_rest_counts(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    path = folder / "cong-an_2025-Q4.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";3;20;", ";ba;20;"), encoding="utf-8")
    done = collect(folder, tmp_path / "m.csv")
    assert done.code == 2
    assert "cong-an_2025-Q4.csv:4:7: lỗi DX" in done.err
    assert len(rows(tmp_path / "m.csv")) == 3
    police = next(u for u in receipt(tmp_path / "m.csv")["units"] if u["reporting_unit"] == "cong-an")
    assert police["missing"] == [{"indicator": POLICE[0], "reason": "faulty"}]


def test_what_is_left_out_or_stands_outside_the_table_is_told_with_sheet_and_cell(tmp_path: Path) -> None:
    back = tmp_path / "back"
    path = fill(form(back), {"AT-MADOC-CAIDAT": {"numerator": 3, "denominator": 20}})
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["O9"] = "chưa chính thức"
    book.create_sheet("Giải trình")["A1"] = "Đề nghị xem xét"
    book.save(path)
    done = collect(back, tmp_path / "other.csv", period="2025-Q3")
    assert "1 dòng của Quý IV/2025; dòng đầu: cong-an_2025-Q4.xlsx:'Biểu số liệu'!E9" in done.out
    assert "'Biểu số liệu'!O9: cảnh báo DX168" in done.err
    (passed_over,) = [line for line in done.err.splitlines() if "DX158" in line]
    assert "Giải trình" in passed_over
    assert "dxscore," not in passed_over


def test_other_periods_and_hand_typed_rows_stay(tmp_path: Path) -> None:
    typed = ("CQ-HSCV-XP,UBND phường Phổ Hòa,Quý III/2025,612,874,,,theo BC 9,", "XH-DTTM,pho-hoa,2025,,,,,,")
    output = metrics(tmp_path, *typed, name="m.csv")
    collect(returned(tmp_path), output)
    lines = output.read_text(encoding="utf-8-sig").splitlines()
    assert set(typed) < set(lines)
    assert len(lines) == 7


@pytest.mark.parametrize(
    "content",
    [
        "mã chỉ tiêu,đơn vị,kỳ,tử số,mẫu số\nCQ-HSCV-XP,pho-hoa,2025-Q3,1,2\n",
        f"{HEADER}\nCQ-HSCV-XP,pho-hoa,2025-Q3,mười,2,,,,\n",
        f"Bảng số liệu\n{HEADER}\nCQ-HSCV-XP,pho-hoa,2025-Q3,1,2,,,,\n",
        f"{HEADER}\nCQ-HSCV-XP,pho-hoa,2025-Q3,1,2,,,,\nNgười lập biểu,,,,,,,,\n",
        "x",
        "",
    ],
)
def test_a_file_that_would_lose_something_is_not_written_to(tmp_path: Path, content: str) -> None:
    output = tmp_path / "m.csv"
    output.write_text(content, encoding="utf-8")
    done = collect(returned(tmp_path), output)
    assert (done.code, output.read_text(encoding="utf-8")) == (2, content)
    assert "--output" in done.err
    assert not Path(f"{output}.receipt.json").exists()


def test_something_else_is_not_overwritten_by_a_receipt(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    done = collect(returned(tmp_path), tmp_path / "m.csv", "--receipt", other)
    assert (done.code, other.read_text(encoding="utf-8")) == (2, "{}")
    assert not (tmp_path / "m.csv").exists()
    assert "cùng một tệp" in collect(tmp_path / "back", tmp_path / "m", "--receipt", tmp_path / "m").err


def test_the_output_may_lie_among_the_returned_files(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    collect(folder, folder / "m.csv")
    again = collect(folder, folder / "m.csv")
    assert "không có gì thay đổi" in again.err
    assert [file["file"] for file in receipt(folder / "m.csv")["files"]] == ["cong-an_2025-Q4.csv"]


def test_files_of_other_kinds_are_named_and_locks_passed_over(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    (folder / "ban-ky.pdf").write_bytes(b"%PDF")
    (folder / "~$cong-an.xlsx").write_bytes(b"lock")
    (folder / "pho-hoa").mkdir()
    shutil.move(folder / "cong-an_2025-Q4.csv", folder / "pho-hoa" / "bieu so 1.csv")
    done = collect(folder, tmp_path / "m.csv")
    assert "không đọc (1)\n  ban-ky.pdf" in done.out
    assert "(tệp pho-hoa/bieu so 1.csv)" in done.out
    assert "~$" not in done.out + done.err


@pytest.mark.parametrize("name", ["no-such-folder", "empty"])
def test_nothing_to_collect_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    done = collect(tmp_path / name, tmp_path / "m.csv")
    assert done.code == 2
    assert not (tmp_path / "m.csv").exists()


def test_empty_forms_write_nothing(tmp_path: Path) -> None:
    csv_form(tmp_path / "back")
    done = collect(tmp_path / "back", tmp_path / "m.csv")
    assert done.code == 2
    assert "chưa có số liệu nào dùng được" in done.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back"]


def test_an_interrupted_run_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """Where the new file cannot be put in place, the old one stands, and the next run tells the same."""
    output = tmp_path / "m.csv"
    folder = returned(tmp_path)
    collect(folder, output, "--receipt", tmp_path / "r.json")
    old = output.read_bytes()
    type_into(folder / "cong-an_2025-Q4.csv", {POLICE[0]: (9, 20)})
    limited = subprocess.run(
        [
            *("bash", "-c", 'ulimit -f 0; exec "$0" "$@"', str(PROGRAM), "collect", str(folder), *PERIOD),
            *("--output", str(output), "--receipt", str(tmp_path / "r.json")),
        ],
        capture_output=True,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        check=False,
    )
    assert limited.returncode != 0
    assert output.read_bytes() == old
    done = collect(folder, output, "--receipt", tmp_path / "r.json")
    assert "3/20 → 9/20" in done.out
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["collections"]["2025-Q4"]
    assert len(told["changes"]) == 1
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_hostile_name_or_note_acts_nowhere(tmp_path: Path) -> None:
    folder = returned(tmp_path, note="=HYPERLINK(1)")
    (folder / "cong-an_2025-Q4.csv").rename(folder / "\x1b[31m.csv")
    done = collect(folder, tmp_path / "m.csv")
    assert "\x1b" not in done.out + done.err
    assert {row["note"] for row in rows(tmp_path / "m.csv")} == {"'=HYPERLINK(1)"}
    before = state(tmp_path)
    collect(folder, tmp_path / "m.csv")
    assert state(tmp_path) == before


def test_a_name_that_is_no_text_is_told_escaped(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    (folder / "cong-an_2025-Q4.csv").rename(folder / os.fsdecode(b"\xff.csv"))
    done = collect(folder, tmp_path / "m.csv")
    assert done.code == 1, done.err
    assert "\\udcff.csv" in done.out
    assert len(receipt(tmp_path / "m.csv")["files"]) == 1
    assert "không có gì thay đổi" in collect(folder, tmp_path / "m.csv").err


# --- remind ---


def test_a_letter_is_the_same_from_the_folder_and_from_the_collected_file(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    collect(folder, tmp_path / "m.csv")
    letters = [run("remind", source, *PERIOD, "--lang", "vi") for source in (folder, tmp_path / "m.csv")]
    assert [letter.code for letter in letters] == [0, 0]
    assert letters[0].out == letters[1].out
    paragraphs = [part.partition(" ")[0] for part in letters[0].out.split("\n\n")]
    assert [paragraphs.count(word) for word in ("Đề", "Kính", "Phòng")] == [15, 11, 1]
    assert "Công an" not in letters[0].out


def test_a_letter_can_be_for_one_body_with_a_day_and_a_recipient(tmp_path: Path) -> None:
    more = (
        "--for",
        "Phổ Hòa",
        "--before",
        "20/12/2025",
        "--to",
        "Văn phòng",
        "--output",
        tmp_path / "letter.txt",
    )
    done = run("remind", returned(tmp_path), *PERIOD, *more, "--lang", "vi")
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert done.code == 0
    assert text.startswith("Đề nghị UBND phường Phổ Hòa khẩn trương")
    assert "gửi về Văn phòng trước ngày 20/12/2025:" in text


def test_a_letter_as_json(tmp_path: Path) -> None:
    done = run("remind", returned(tmp_path), *PERIOD, "--format", "json")
    bodies = kept_to("reminder-1", done.out)["bodies"]
    assert len(bodies) == 27


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--before", "31/11/2025"), "--before: không có ngày 31/11/2025"),
        (("--before", "hôm qua"), "--before: «hôm qua» không phải ngày như 20/12/2025"),
        (("--format", "docx"), "--format"),
        (("--for", "nowhere"), "không có đơn vị"),
        (("--for", "hdnd"), "không báo cáo chỉ tiêu nào"),
    ],
)
def test_a_letter_that_cannot_be_written_is_refused(tmp_path: Path, more: tuple[str, str], said: str) -> None:
    done = run("remind", returned(tmp_path), *PERIOD, *more, LANG="vi_VN.UTF-8")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("name", ["nothere", "cut.xlsx", "forms"])
def test_no_letter_is_written_where_nothing_could_be_read(tmp_path: Path, name: str) -> None:
    whole = form(tmp_path, "pho-hoa").read_bytes()
    (tmp_path / "forms").mkdir()
    for cut in (tmp_path / "cut.xlsx", tmp_path / "forms" / "cut.xlsx"):
        cut.write_bytes(whole[: len(whole) // 2])
    done = run("remind", tmp_path / name, *PERIOD, "--lang", "vi", "--output", tmp_path / "letter.txt")
    assert (done.code, done.out) == (2, "")
    assert not (tmp_path / "letter.txt").exists()
    assert ": lỗi DX1" in done.err
    assert "không đọc được gì trong" in done.err


def test_a_collected_file_without_rows_is_one_that_could_be_read(tmp_path: Path) -> None:
    done = run("remind", metrics(tmp_path), *PERIOD, "--lang", "vi")
    assert "Đề nghị UBND phường Phổ Hòa" in done.out


def test_for_one_body_only_what_may_be_its_own_is_said(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    type_into(csv_form(folder, "pho-hoa"), {"CQ-HSCV-XP": (9, 8)})
    (folder / "whose.csv").write_text("indicator;numerator\n", encoding="utf-8")
    told = {
        unit: run("remind", folder, *PERIOD, "--for", unit, "--lang", "vi") for unit in ("cong-an", "pho-hoa")
    }
    assert "DX301" in told["pho-hoa"].err and "DX301" not in told["cong-an"].err
    assert all("whose.csv" in done.err and done.code == 2 for done in told.values())
    (folder / "whose.csv").unlink()
    done = run("remind", folder, *PERIOD, "--for", "cong-an", "--lang", "vi")
    assert (done.code, done.err) == (0, "")


def test_a_body_that_owes_nothing_is_named(tmp_path: Path) -> None:
    done = run("remind", returned(tmp_path), *PERIOD, "--for", "cong-an", "--lang", "vi")
    assert done.out == "Công an thị xã đã gửi đủ số liệu Quý IV/2025.\n"


def test_a_letter_explains_what_is_counted_where_asked(tmp_path: Path) -> None:
    letter = ("remind", returned(tmp_path), *PERIOD, "--for", "Phổ Hòa", "--lang", "vi")
    assert "Mẫu số" not in run(*letter).out
    assert "Mẫu số: Dân số trưởng thành" in run(*letter, "--definitions").out


# --- workbooks ---


def test_a_filled_workbook_is_checked_as_it_is(tmp_path: Path) -> None:
    path = form(tmp_path, "pho-hoa")
    fill(path, {"CQ-HSCV-XP": {"numerator": 612, "denominator": 874}})
    done = run("check", path, "--format", "json", "--for", "pho-hoa", "--fail-on", "never")
    result = next(r for r in json.loads(done.out)["results"] if r["indicator"] == "CQ-HSCV-XP")
    assert (done.code, result["numerator"], result["denominator"]) == (0, "612", "874")


@pytest.mark.office
@office
@pytest.mark.parametrize("to", ["xlsx", "ods", "xls"])
def test_round_trip_through_libreoffice(tmp_path: Path, to: str) -> None:
    sent = form(tmp_path / "out", "pho-hoa", "--previous", str(EXAMPLE))
    typed: dict[str, dict[str, Any]] = {
        "CQ-HSCV-XP": {
            "numerator": 612,
            "denominator": 874,
            "evidence": "15/BC-UBND",
            "closed_on": "10/12/2025",
        },
        "XH-DTTM": {"numerator": 3600, "denominator": 4500, "note": "-12 người đi xa, “x”"},
        "XH-TKTT": {"value": "Không phát sinh"},
        "AT-MADOC-CAIDAT": {"value": "Không áp dụng", "note": "không có máy tính dùng chung"},
    }
    filled = fill(sent, typed, to=tmp_path / "Bieu so lieu (1).xlsx")
    reorder(filled)
    convert(filled, to, tmp_path / "back")
    output = tmp_path / "m.csv"
    done = collect(tmp_path / "back", output)
    assert done.code == 1, done.out + done.err
    assert "1/28 đơn vị đã gửi; 0 đơn vị đủ số liệu; 4/209 số liệu." in done.out
    by_indicator = {row["indicator"]: row for row in rows(output)}
    assert by_indicator["CQ-HSCV-XP"] == {
        **dict.fromkeys(HEADER.split(","), ""),
        "indicator": "CQ-HSCV-XP",
        "reporting_unit": "pho-hoa",
        "period": "2025-Q4",
        "numerator": "612",
        "denominator": "874",
        "evidence": "15/BC-UBND",
        "closed_on": "2025-12-10",
    }
    assert (by_indicator["XH-TKTT"]["numerator"], by_indicator["XH-TKTT"]["denominator"]) == ("0", "0")
    assert by_indicator["XH-DTTM"]["note"] == "'-12 người đi xa, “x”"
    assert by_indicator["AT-MADOC-CAIDAT"]["value"] == "not applicable"
    assert receipt(output)["remarks"] == []
    assert len(receipt(output)["files"][0]["forms"]) == 1
    judged = run("check", output, "--for", "pho-hoa", "--format", "json", "--fail-on", "never")
    result = next(r for r in json.loads(judged.out)["results"] if r["indicator"] == "XH-DTTM")
    assert (judged.code, result["numerator"], result["value"]) == (0, "3600", "80")
    letter = run("remind", output, *PERIOD, "--for", "pho-hoa", "--lang", "vi")
    assert len(letter.out.splitlines()) == 1 + 6


@pytest.mark.office
@office
@pytest.mark.parametrize("to", ["xlsx", "ods", "xls"])
def test_a_word_beside_the_table_leaves_no_row_out_in_any_format(tmp_path: Path, to: str) -> None:
    filled = fill(form(tmp_path, "pho-hoa"), {"CQ-HSCV-XP": {"numerator": 612, "denominator": 874}})
    book = openpyxl.load_workbook(filled)
    sheet, cell = book.worksheets[0], f"O{rows_of(filled)['CQ-HSCV-XP']}"
    header = next(cell.row for cell in sheet["K"] if cell.value == "Mã chỉ tiêu")
    sheet[f"O{header}"], sheet[cell] = " ", "ghi thêm"  # a blank is no title
    book.save(filled)
    done = run("check", convert(filled, to, tmp_path / "back"), "--lang", "vi", "--for", "pho-hoa")
    assert [line for line in done.err.splitlines() if cell in line and "cảnh báo DX168" in line], done.err
    assert "lỗi" not in done.err


@office
@pytest.mark.parametrize(
    ("to", "unit", "name"),
    [
        ("xlsx", "pho-hoa", "UBND phường Phổ Hòa"),
        ("xlsx", "cong-an", "Công an thị xã"),
        ("ods", "pho-hoa", "UBND phường Phổ Hòa"),
        ("xls", "pho-hoa", "UBND phường Phổ Hòa"),
    ],
)
def test_who_changed_a_figure_and_what_was_written_under_it_is_told(
    tmp_path: Path, to: str, unit: str, name: str
) -> None:
    output = tmp_path / "m.csv"
    sent = form(tmp_path / "out", unit)
    first = fill(sent, {POLICE[0]: {"numerator": 3, "denominator": 20}}, to=tmp_path / "a.xlsx")
    collect(convert(first, to, tmp_path / "back").parent, output)
    again = fill(first, {POLICE[0]: {"numerator": 4, "note": "đếm lại"}})
    book = openpyxl.load_workbook(again)
    sheet = book.worksheets[0]
    (row,) = (cell.row for cell in sheet["H"] if cell.value == "…………, ngày …… tháng …… năm ……")
    foot = sheet.max_row
    sheet[f"H{row}"] = "Đức Phổ, ngày 15 tháng 12 năm 2025"
    sheet[f"C{foot}"], sheet[f"H{foot}"] = "Nguyễn Văn A", "Trần Thị B"
    sheet[f"B{foot + 2}"] = "Gửi thay bản ngày 14"
    book.save(again)
    convert(again, to, tmp_path / "back")
    done = collect(tmp_path / "back", output)
    people = "người lập: Nguyễn Văn A; thủ trưởng: Trần Thị B; Đức Phổ, ngày 15 tháng 12 năm 2025"
    change = f"{POLICE[0]} · {name}: 3/20 → 4/20 (tệp a.{to}; {people}); ghi chú: đếm lại"
    assert f"  {change}\n" in done.out
    assert f"  a.{to}:'Biểu số liệu'!B{foot + 2}: “Gửi thay bản ngày 14”\n" in done.out
    told = receipt(output)
    by = {"sheet": "Biểu số liệu", "prepared_by": "Nguyễn Văn A", "head": "Trần Thị B"}
    by["signed_on"] = "Đức Phổ, ngày 15 tháng 12 năm 2025"
    assert [each["by"] for each in told["changes"]] == [by]
    (file,) = told["files"]
    assert file["signed"] == [by]
    assert [(words["cell"], words["text"]) for words in file["words"]] == [
        (f"B{foot + 2}", "Gửi thay bản ngày 14")
    ]

"""`dxscore collect` from outside: what lands in the metrics file and in the receipt."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from answers import ALL, OFFICE, PERIOD, collect, csv_form, form, receipt, returned, rows, type_into
from filled import fill
from program import EXAMPLE, HEADER, PROGRAM, environment, metrics, run


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """What its files hold, and when they were written."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()
    }


def test_figures_land_in_one_tidy_file_with_a_receipt(tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    folder = returned(tmp_path, note="số liệu chốt")
    done = collect(folder, output)
    assert done.code == 1  # the other units are missing
    assert "1/33 đơn vị đã gửi; 1 đơn vị đủ số liệu; 4/209 số liệu." in done.out
    assert {row["indicator"]: (int(row["numerator"]), int(row["denominator"])) for row in rows(output)} == ALL
    assert {row["note"] for row in rows(output)} == {"số liệu chốt"}
    assert output.read_text(encoding="utf-8-sig").splitlines()[0] == HEADER
    file, tasks = receipt(output)["files"]
    assert tasks["file"] == "phong-noi-vu_2024-Q4.tasks.csv", "left blank, and kept in mind"
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
        place, word = (2, "đang thực hiện") if path.name.endswith(".tasks.csv") else (8, "21")
        first = 2 if place == 2 else 3
        filled = [
            row if number < first else [*row[:place], word, *row[place + 1 :]]
            for number, row in enumerate(cells)
        ]
        path.write_text("\n".join(map(";".join, filled)), encoding="utf-8")
    done = collect(tmp_path / "back", tmp_path / "m.csv", "--catalogue", small, period="2023")
    assert (done.code, done.err.count("/m.csv")) == (0, 1), done.out + done.err


def test_a_change_is_told_with_old_new_file_and_reason_and_stays_in_the_receipt(tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    folder = returned(tmp_path)
    collect(folder, output)
    type_into(folder / "phong-noi-vu_2024-Q4.csv", {OFFICE[0]: (9, 20)}, note="đếm lại")
    done = collect(folder, output)
    told = f"{OFFICE[0]} · Phòng Nội vụ: 3/20 → 9/20 (tệp phong-noi-vu_2024-Q4.csv); ghi chú: đếm lại"
    assert told in done.out
    collect(folder, output)
    (change,) = receipt(output)["changes"]
    assert (change["old"]["numerator"], change["new"]["numerator"]) == ("3", "9")


def test_two_answers_that_differ_are_not_chosen_between(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    type_into(folder / "phong-noi-vu_2024-Q4.csv", {OFFICE[0]: (9, 20)}, to=folder / "sửa lại.csv")
    done = collect(folder, tmp_path / "m.csv")
    assert done.code == 2
    assert [row["indicator"] for row in rows(tmp_path / "m.csv")] == list(OFFICE[1:])
    assert "Gửi hai lần, số liệu khác nhau" in done.out
    assert f"sửa lại.csv:4: {OFFICE[0]} · Phòng Nội vụ · Quý IV/2024: 9/20" in done.out


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    shutil.copy(folder / "phong-noi-vu_2024-Q4.csv", folder / "Copy of form.csv")
    done = collect(folder, tmp_path / "m.csv")
    assert len(rows(tmp_path / "m.csv")) == 4
    assert "Gửi hai lần, số liệu giống nhau; tính một lần" in done.out


def test_another_period_is_left_out_and_an_old_form_is_told(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    late = folder / "late.csv"
    late.write_text(
        (folder / "phong-noi-vu_2024-Q4.csv").read_text(encoding="utf-8-sig").replace("2024-Q4", "2024-Q3"),
        encoding="utf-8",
    )
    done = collect(folder, tmp_path / "m.csv")
    assert done.code == 2
    assert "Sai kỳ; không tính (1)\n  late.csv: 4 dòng của Quý III/2024; dòng đầu: late.csv:4\n" in done.out
    late.unlink()
    form_ = folder / "phong-noi-vu_2024-Q4.csv"
    digest = receipt(tmp_path / "m.csv")["catalogue"]["sha256"][:16]
    form_.write_text(form_.read_text(encoding="utf-8-sig").replace(digest, "0" * 16), encoding="utf-8")
    done = collect(folder, tmp_path / "m.csv")
    assert "Biểu mẫu cũ" in done.out
    assert len(rows(tmp_path / "m.csv")) == 4


def test_a_faulty_row_is_placed_and_left_out_and_the_rest_counts(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    path = folder / "phong-noi-vu_2024-Q4.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";3;20;", ";ba;20;"), encoding="utf-8")
    done = collect(folder, tmp_path / "m.csv")
    assert done.code == 2
    assert "phong-noi-vu_2024-Q4.csv:4:7: lỗi DX" in done.err
    assert len(rows(tmp_path / "m.csv")) == 3
    police = next(u for u in receipt(tmp_path / "m.csv")["units"] if u["reporting_unit"] == "phong-noi-vu")
    (owed,) = police["missing"]
    (cell,) = owed["cells"]
    assert (owed["indicator"], owed["reason"], cell["row"]) == (OFFICE[0], "faulty", 4)
    assert cell["said"] == {"vi": "“ba” không phải là số", "en": "“ba” is not a number"}


def test_what_is_left_out_or_stands_outside_the_table_is_told_with_sheet_and_cell(tmp_path: Path) -> None:
    back = tmp_path / "back"
    path = fill(form(back), {"AT-MADOC-CAIDAT": {"numerator": 3, "denominator": 20}})
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["O9"] = "chưa chính thức"
    book.create_sheet("Giải trình")["A1"] = "Đề nghị xem xét"
    book.save(path)
    done = collect(back, tmp_path / "other.csv", period="2024-Q3")
    assert "1 dòng của Quý IV/2024; dòng đầu: phong-noi-vu_2024-Q4.xlsx:'Biểu số liệu'!E9" in done.out
    assert "'Biểu số liệu'!O9: cảnh báo DX168" in done.err
    (passed_over,) = [line for line in done.err.splitlines() if "DX158" in line]
    assert "Giải trình" in passed_over
    assert "dxscore," not in passed_over


def test_other_periods_and_hand_typed_rows_stay(tmp_path: Path) -> None:
    typed = ("CQ-HSCV-XP,UBND phường Phổ Hòa,Quý III/2024,612,874,,,theo BC 9,", "XH-DTTM,pho-hoa,2024,,,,,,")
    output = metrics(tmp_path, *typed, name="m.csv")
    collect(returned(tmp_path), output)
    lines = output.read_text(encoding="utf-8-sig").splitlines()
    assert set(typed) < set(lines)
    assert len(lines) == 7


@pytest.mark.parametrize(
    "content",
    [
        "mã chỉ tiêu,đơn vị,kỳ,tử số,mẫu số\nCQ-HSCV-XP,pho-hoa,2024-Q3,1,2\n",
        f"{HEADER}\nCQ-HSCV-XP,pho-hoa,2024-Q3,mười,2,,,,\n",
        f"Bảng số liệu\n{HEADER}\nCQ-HSCV-XP,pho-hoa,2024-Q3,1,2,,,,\n",
        f"{HEADER}\nCQ-HSCV-XP,pho-hoa,2024-Q3,1,2,,,,\nNgười lập biểu,,,,,,,,\n",
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
    assert [file["file"] for file in receipt(folder / "m.csv")["files"]] == [
        "phong-noi-vu_2024-Q4.csv",
        "phong-noi-vu_2024-Q4.tasks.csv",
    ]


def test_files_of_other_kinds_are_named_and_locks_passed_over(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    (folder / "ban-ky.pdf").write_bytes(b"%PDF")
    (folder / "~$phong-noi-vu.xlsx").write_bytes(b"lock")
    (folder / "pho-hoa").mkdir()
    shutil.move(folder / "phong-noi-vu_2024-Q4.csv", folder / "pho-hoa" / "bieu so 1.csv")
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
    type_into(folder / "phong-noi-vu_2024-Q4.csv", {OFFICE[0]: (9, 20)})
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
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["collections"]["2024-Q4"]
    assert len(told["changes"]) == 1
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_hostile_name_or_note_acts_nowhere(tmp_path: Path) -> None:
    folder = returned(tmp_path, note="=HYPERLINK(1)")
    (folder / "phong-noi-vu_2024-Q4.csv").rename(folder / "\x1b[31m.csv")
    done = collect(folder, tmp_path / "m.csv")
    assert "\x1b" not in done.out + done.err
    assert {row["note"] for row in rows(tmp_path / "m.csv")} == {"'=HYPERLINK(1)"}
    before = state(tmp_path)
    collect(folder, tmp_path / "m.csv")
    assert state(tmp_path) == before


def test_a_name_that_is_no_text_is_told_escaped(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    (folder / "phong-noi-vu_2024-Q4.csv").rename(folder / os.fsdecode(b"\xff.csv"))
    done = collect(folder, tmp_path / "m.csv")
    assert done.code == 1, done.err
    assert "\\udcff.csv" in done.out
    assert len(receipt(tmp_path / "m.csv")["files"]) == 2
    assert "không có gì thay đổi" in collect(folder, tmp_path / "m.csv").err

"""`dxscore remind` from outside: letters on what is owed."""

from pathlib import Path

import pytest
from answers import PERIOD, collect, csv_form, form, returned, type_into
from program import metrics, run
from shape import kept_to


def test_a_letter_is_the_same_from_the_folder_and_from_the_collected_file(tmp_path: Path) -> None:
    folder = returned(tmp_path)
    collect(folder, tmp_path / "m.csv")
    letters = [run("remind", source, *PERIOD, "--lang", "vi") for source in (folder, tmp_path / "m.csv")]
    assert [letter.code for letter in letters] == [0, 0]
    assert letters[0].out == letters[1].out
    paragraphs = [part.partition(" ")[0] for part in letters[0].out.split("\n\n")]
    # Fifteen communes; eleven bodies that hold figures and five that are asked about tasks alone; the office.
    assert [paragraphs.count(word) for word in ("Đề", "Kính", "Phòng")] == [15, 16, 1]
    assert "Phòng Nội vụ" not in letters[0].out


def test_a_letter_can_be_for_one_body_with_a_day_and_a_recipient(tmp_path: Path) -> None:
    more = (
        "--for",
        "Phổ Hòa",
        "--before",
        "20/12/2024",
        "--to",
        "Văn phòng",
        "--output",
        tmp_path / "letter.txt",
    )
    done = run("remind", returned(tmp_path), *PERIOD, *more, "--lang", "vi")
    text = (tmp_path / "letter.txt").read_text(encoding="utf-8")
    assert done.code == 0
    assert text.startswith("Đề nghị UBND phường Phổ Hòa khẩn trương")
    assert "gửi về Văn phòng trước ngày 20/12/2024:" in text


def test_a_letter_as_json(tmp_path: Path) -> None:
    done = run("remind", returned(tmp_path), *PERIOD, "--format", "json")
    bodies = kept_to("reminder-1", done.out)["bodies"]
    assert len(bodies) == 32
    assert [body["tasks_missing"] for body in bodies if not body["owes"]] == ["not_sent"] * 5


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--before", "31/11/2024"), "--before: không có ngày 31/11/2024"),
        (("--before", "hôm qua"), "--before: «hôm qua» không phải ngày như 20/12/2025"),
        (("--format", "docx"), "--format"),
        (("--for", "nowhere"), "không có đơn vị"),
        (("--for", "cong-dong"), "không phải báo cáo chỉ tiêu, nhiệm vụ nào"),
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
        unit: run("remind", folder, *PERIOD, "--for", unit, "--lang", "vi")
        for unit in ("phong-noi-vu", "pho-hoa")
    }
    assert "DX301" in told["pho-hoa"].err and "DX301" not in told["phong-noi-vu"].err
    assert all("whose.csv" in done.err and done.code == 2 for done in told.values())
    (folder / "whose.csv").unlink()
    unknown = "indicator;reporting_unit;period;numerator;denominator\nNOPE;pho-hoa;2024-Q4;1;2\n"
    (folder / "more.csv").write_text(unknown, encoding="utf-8")
    done = run("remind", folder, *PERIOD, "--for", "phong-noi-vu", "--lang", "vi")
    assert (done.code, done.err) == (0, "")


def test_a_body_that_owes_nothing_is_named(tmp_path: Path) -> None:
    done = run("remind", returned(tmp_path), *PERIOD, "--for", "phong-noi-vu", "--lang", "vi")
    assert done.out == "Phòng Nội vụ đã gửi đủ số liệu Quý IV/2024.\n"


def test_a_letter_explains_what_is_counted_where_asked(tmp_path: Path) -> None:
    letter = ("remind", returned(tmp_path), *PERIOD, "--for", "Phổ Hòa", "--lang", "vi")
    assert "Mẫu số" not in run(*letter).out
    assert "Mẫu số: Dân số trưởng thành" in run(*letter, "--definitions").out

"""What `collect` and `remind` tell of returned files: progress, doubtful figures."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from program import PROGRAM, metrics, on_terminal, run

ARRIVALS = Path(__file__).parents[1] / "arrivals"
PERIOD = ("--period", "2025-Q4")


# --- progress ---


@pytest.mark.parametrize("command", ["collect", "remind"])
def test_progress_is_shown_on_a_terminal_while_a_folder_is_read(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "back"
    folder.mkdir()
    long = (f"CQ-HSCV-XP,pho-hoa,2025-Q4,1,2,,văn bản số {number},," for number in range(60_000))
    metrics(folder, *long)
    more = ("--output", tmp_path / "m.csv") if command == "collect" else ()
    assert b"0/1" in on_terminal(PROGRAM, command, folder, *PERIOD, *more)


# --- figures held against each other ---


def test_a_numerator_over_its_denominator_is_placed_and_left_out(tmp_path: Path) -> None:
    back, output = tmp_path / "back", tmp_path / "m.csv"
    back.mkdir()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Quý IV"
    sheet.append(["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"])
    sheet.append(["AT-MADOC-CAIDAT", "Công an thị xã", "2025-Q4", 30, 20])
    sheet.append(["AT-MADOC-KETNOI", "Công an thị xã", "2025-Q4", 10, 20])
    book.save(back / "a.xlsx")
    done = run("collect", back, *PERIOD, "--output", output, "--lang", "vi")
    assert done.code == 2
    assert "a.xlsx:'Quý IV'!D2: lỗi DX301" in done.err
    assert "Số liệu không thể đúng; không tính (1)\n  a.xlsx:'Quý IV'!D2: AT-MADOC-CAIDAT" in done.out
    told = json.loads(Path(f"{output}.receipt.json").read_text(encoding="utf-8"))["collections"]["2025-Q4"]
    (left_out,) = told["left_out"]
    found = {key: left_out[key] for key in ("reason", "code", "file", "sheet", "cell")}
    assert found == {
        "reason": "impossible",
        "code": "DX301",
        "file": "a.xlsx",
        "sheet": "Quý IV",
        "cell": "D2",
    }
    (police,) = (unit for unit in told["units"] if unit["reporting_unit"] == "cong-an")
    assert {"indicator": "AT-MADOC-CAIDAT", "reason": "faulty"} in police["missing"]
    assert "AT-MADOC-CAIDAT" not in output.read_text(encoding="utf-8-sig")
    letter = run("remind", back, *PERIOD, "--for", "cong-an", "--lang", "vi")
    assert letter.code == 2 and "đã gửi nhưng có lỗi" in letter.out


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("CQ-HSCV-XP,pho-hoa,2025-Q4,95,100,,BC 1,,", "DX314"),
        ("CQ-HSCV-XP,pho-hoa,2025-Q4,,,45%,BC 1,,", "DX308"),
    ],
)
def test_a_doubtful_figure_is_told_at_its_place_and_counts(tmp_path: Path, row: str, code: str) -> None:
    back = tmp_path / "back"
    back.mkdir()
    metrics(back, row, name="a.csv")
    output = metrics(tmp_path, "CQ-HSCV-XP,pho-hoa,2025-Q3,40,100,,BC 1,,", name="m.csv")
    done = run("collect", back, *PERIOD, "--output", output, "--lang", "vi")
    assert done.code == 1, done.out + done.err
    assert [line for line in done.err.splitlines() if line.startswith("a.csv:2") and code in line], done.err
    assert "2025-Q4" in output.read_text(encoding="utf-8-sig")


def _told(tmp_path: Path, *forms: tuple[str, ...]) -> list[str]:
    """The lines of warnings on these files, one of each unit."""
    back = tmp_path / "back"
    back.mkdir()
    for name, form in zip("abc", forms, strict=False):
        metrics(back, *form, name=f"{name}.csv")
    done = run("collect", back, *PERIOD, "--output", tmp_path / "m.csv", "--lang", "vi")
    assert done.code == 1, done.out + done.err
    return [line for line in done.err.splitlines() if "cảnh báo" in line]


UNITS = ("pho-hoa", "pho-minh", "pho-ninh")
SHARES = ("XH-DTTM", "XH-TKTT", "XH-CHUKYSO")


def test_a_form_filled_by_copying_down_is_told_where_it_begins(tmp_path: Path) -> None:
    (line,) = _told(tmp_path, tuple(f"{name},pho-hoa,2025-Q4,812,1000,,BC 1,," for name in SHARES))
    assert line.startswith("a.csv:2") and "DX312" in line and "812/1" in line and "XH-TKTT" in line


def test_one_form_sent_by_several_units_is_told_once(tmp_path: Path) -> None:
    (line,) = _told(tmp_path, *((f"XH-DTTM,{unit},2025-Q4,812,1000,,BC 1,,",) for unit in UNITS))
    assert line.startswith("a.csv:2") and "DX313" in line and "cả 3 đơn vị" in line


def test_figures_that_differ_are_not_questioned(tmp_path: Path) -> None:
    forms = ((f"XH-DTTM,{unit},2025-Q4,81{place},1000,,BC 1,,",) for place, unit in enumerate(UNITS))
    assert _told(tmp_path, *forms) == []


# --- what stands in no cell ---


def test_comments_and_text_boxes_are_told_when_checked_and_when_collected(tmp_path: Path) -> None:
    back = tmp_path / "back"
    back.mkdir()
    shutil.copy(ARRIVALS / "nhan-xet.xlsx", back / "a.xlsx")
    collected = run("collect", back, "--period", "2025", "--output", tmp_path / "m.csv", "--lang", "vi")
    for done, name in (
        (collected, "a.xlsx"),
        (run("check", back / "a.xlsx", "--lang", "vi"), back / "a.xlsx"),
    ):
        assert f"{name}:'Biểu 01'!D2: cảnh báo DX169: nhận xét gắn vào ô" in done.err, done.err
        assert "“Chưa chính thức, chờ đối chiếu với Một cửa”" in done.err
        assert f"{name}:'Ghi chép'!B2: cảnh báo DX170" in done.err

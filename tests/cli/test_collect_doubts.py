"""Returned figures that do not count, or count in doubt: what `collect` and `remind` tell of them."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from answers import OFFICE, PERIOD, collect, receipt
from filled import fill
from program import Finished, metrics, run

CAIDAT = OFFICE[0]
UNITS = ("pho-hoa", "pho-minh", "pho-ninh")
SHARES = ("XH-DTTM", "XH-TKTT", "XH-CHUKYSO")


@pytest.fixture
def back(tmp_path: Path) -> Path:
    """The folder of returned files."""
    folder = tmp_path / "back"
    folder.mkdir()
    return folder


# --- what came, and does not count ---


def form(back: Path, numerator: int, period: str, name: str) -> Path:
    """The police's form for a period, with one figure, among the returned files."""
    out = back.parent / "out"
    done = run("template", "--for", "phong-noi-vu", "--period", period, "--output", out, "--force")
    assert done.code == 0, done.err
    figures = {CAIDAT: {"numerator": numerator, "denominator": 20}}
    return fill(out / f"phong-noi-vu_{period}.xlsx", figures, to=back / name)


def told(done: Finished, code: str) -> list[str]:
    """The lines of findings of a code."""
    return [line for line in done.err.splitlines() if code in line]


def test_a_form_of_another_period_is_placed_and_its_unit_is_not_called_silent(
    tmp_path: Path, back: Path
) -> None:
    form(back, 3, "2024-Q3", "a.xlsx")
    done = collect(back, tmp_path / "m.csv")
    assert done.code == 2
    assert (
        "Có gửi nhưng không có số liệu nào của kỳ này tính được (1)\n"
        f"  Phòng Nội vụ (tệp a.xlsx): {CAIDAT} (số liệu Quý III/2024);" in done.out
    )
    assert "Phòng Nội vụ" not in done.out.partition("\nChưa gửi (32)")[2].partition("\n\n")[0]
    assert told(done, "DX321") == [
        "a.xlsx:'Biểu số liệu'!E9: lỗi DX321: số liệu Quý III/2024, không phải kỳ đang thu (Quý IV/2024):"
        " không tính; đề nghị đơn vị gửi số liệu Quý IV/2024; nếu chỉ ghi nhầm kỳ thì sửa cột"
        " kỳ rồi thu lại"
    ]
    letter = run("remind", back, *PERIOD, "--for", "phong-noi-vu", "--lang", "vi")
    assert (letter.code, told(letter, "DX321")) == (2, told(done, "DX321"))
    assert "– đã gửi nhưng là số liệu Quý III/2024, đề nghị gửi số liệu Quý IV/2024" in letter.out


def test_a_figure_in_another_units_form_is_placed_and_both_units_are_told(tmp_path: Path, back: Path) -> None:
    path = form(back, 3, "2024-Q4", "a.xlsx")
    book = openpyxl.load_workbook(path)
    (unit,) = (cell for cell in book.worksheets[0][9] if cell.value == "phong-noi-vu")
    unit.value = "phong-y-te"
    book.save(path)
    done = collect(back, tmp_path / "m.csv")
    (finding,) = told(done, "DX322")
    assert finding.startswith(
        "a.xlsx:'Biểu số liệu'!E9: lỗi DX322: số liệu của Phòng Y tế ghi trong biểu của Phòng Nội vụ:"
        " không tính; hỏi lại hai đơn vị số liệu là của ai"
    )
    for name, words in (
        ("phong-noi-vu", "biểu của đơn vị gửi về ghi số liệu của Phòng Y tế"),
        ("phong-y-te", "số liệu chỉ có trong biểu của Phòng Nội vụ"),
    ):
        assert words in run("remind", back, *PERIOD, "--for", name, "--lang", "vi").out


def test_two_forms_that_differ_are_both_placed_each_naming_the_other(tmp_path: Path, back: Path) -> None:
    form(back, 3, "2024-Q4", "a.xlsx")
    form(back, 4, "2024-Q4", "b.xlsx")
    done = collect(back, tmp_path / "m.csv")
    remedy = "hỏi lại đơn vị, giữ một dòng đúng; hiện cả hai dòng đều không được tính"
    assert told(done, "lỗi DX305") == [
        "a.xlsx:'Biểu số liệu'!E9: lỗi DX305: 3/20 trái với 4/20 ở b.xlsx:'Biểu số liệu'!E9, cùng chỉ tiêu,"
        f" đơn vị và kỳ; {remedy}",
        "b.xlsx:'Biểu số liệu'!E9: lỗi DX305: 4/20 trái với 3/20 ở a.xlsx:'Biểu số liệu'!E9, cùng chỉ tiêu,"
        f" đơn vị và kỳ; {remedy}",
    ]
    letter = run("remind", back, *PERIOD, "--for", "phong-noi-vu", "--lang", "vi")
    assert "– đã gửi các số khác nhau (3/20; 4/20), đề nghị xác nhận;" in letter.out


# --- figures held against each other ---


def test_a_numerator_over_its_denominator_is_placed_and_left_out(tmp_path: Path, back: Path) -> None:
    output = tmp_path / "m.csv"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Quý IV"
    sheet.append(["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"])
    sheet.append(["AT-MADOC-CAIDAT", "Phòng Nội vụ", "2024-Q4", 30, 20])
    sheet.append(["AT-MADOC-KETNOI", "Phòng Nội vụ", "2024-Q4", 10, 20])
    book.save(back / "a.xlsx")
    done = collect(back, output)
    assert done.code == 2
    assert "a.xlsx:'Quý IV'!D2: lỗi DX301" in done.err
    assert "Số liệu không thể đúng; không tính (1)\n  a.xlsx:'Quý IV'!D2: AT-MADOC-CAIDAT" in done.out
    told = receipt(output)
    (left_out,) = told["left_out"]
    found = {key: left_out[key] for key in ("reason", "code", "file", "sheet", "cell")}
    assert found == {
        "reason": "impossible",
        "code": "DX301",
        "file": "a.xlsx",
        "sheet": "Quý IV",
        "cell": "D2",
    }
    (police,) = (unit for unit in told["units"] if unit["reporting_unit"] == "phong-noi-vu")
    owed = [(item["indicator"], item["reason"]) for item in police["missing"]]
    assert ("AT-MADOC-CAIDAT", "impossible") in owed
    assert "AT-MADOC-CAIDAT" not in output.read_text(encoding="utf-8-sig")
    letter = run("remind", back, *PERIOD, "--for", "phong-noi-vu", "--lang", "vi")
    assert letter.code == 2 and "đã gửi nhưng số liệu không thể đúng (30/20)" in letter.out


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("CQ-HSCV-XP,pho-hoa,2024-Q4,95,100,,BC 1,,", "DX314"),
        ("CQ-HSCV-XP,pho-hoa,2024-Q4,,,45%,BC 1,,", "DX308"),
    ],
)
def test_a_doubtful_figure_is_told_at_its_place_and_counts(
    tmp_path: Path, back: Path, row: str, code: str
) -> None:
    metrics(back, row, name="a.csv")
    output = metrics(tmp_path, "CQ-HSCV-XP,pho-hoa,2024-Q3,40,100,,BC 1,,", name="m.csv")
    done = collect(back, output)
    assert done.code == 1, done.out + done.err
    assert [line for line in done.err.splitlines() if line.startswith("a.csv:2") and code in line], done.err
    assert "2024-Q4" in output.read_text(encoding="utf-8-sig")


def warnings_on(back: Path, *forms: tuple[str, ...]) -> list[str]:
    """The lines of warnings on these files, one of each unit."""
    for name, form in zip("abc", forms, strict=False):
        metrics(back, *form, name=f"{name}.csv")
    done = collect(back, back.parent / "m.csv")
    assert done.code == 1, done.out + done.err
    return [line for line in done.err.splitlines() if "cảnh báo" in line]


def test_a_form_filled_by_copying_down_is_told_where_it_begins(back: Path) -> None:
    (line,) = warnings_on(back, tuple(f"{name},pho-hoa,2024-Q4,812,1000,,BC 1,," for name in SHARES))
    assert line.startswith("a.csv:2") and "DX312" in line and "812/1" in line and "XH-TKTT" in line


def test_one_form_sent_by_several_units_is_told_once(back: Path) -> None:
    (line,) = warnings_on(back, *((f"XH-DTTM,{unit},2024-Q4,812,1000,,BC 1,,",) for unit in UNITS))
    assert line.startswith("a.csv:2") and "DX313" in line and "cả 3 đơn vị" in line


def test_figures_that_differ_are_not_questioned(back: Path) -> None:
    forms = ((f"XH-DTTM,{unit},2024-Q4,81{place},1000,,BC 1,,",) for place, unit in enumerate(UNITS))
    assert warnings_on(back, *forms) == []


def test_what_copies_a_figure_collected_before_is_told_in_the_new_file(tmp_path: Path) -> None:
    first, second, output = tmp_path / "first", tmp_path / "second", tmp_path / "m.csv"
    first.mkdir()
    second.mkdir()
    for unit in ("pho-hoa", "pho-minh"):
        metrics(first, f"CQ-HSCV-XP,{unit},2024-Q4,82,100,,BC 1,,", name=f"{unit}.csv")
    metrics(second, "CQ-HSCV-XP,pho-ninh,2024-Q4,82,100,,BC 1,,", name="z.csv")
    done = [collect(back, output) for back in (first, second)]
    assert "DX313" not in done[0].err
    (line,) = (line for line in done[1].err.splitlines() if "DX313" in line)
    assert line.startswith("z.csv:2") and "(3/15)" in line


# --- --strict ---


def strictly(back: Path, output: Path) -> tuple[Finished, dict[str, Any]]:
    """The run, and its receipt's part on the period."""
    done = collect(back, output, "--strict")
    return done, receipt(output)


def test_strict_leaves_out_every_row_that_a_warning_speaks_of(tmp_path: Path, back: Path) -> None:
    for name, unit in zip("abc", UNITS, strict=True):
        metrics(
            back,
            f"XH-DTTM,{unit},2024-Q4,812,1000,,BC 1,,",
            f"XH-TKTT,{unit},2024-Q4,70{name == 'b':d},1000,,BC 1,,",
            name=f"{name}.csv",
        )
    output = tmp_path / "m.csv"
    done, told = strictly(back, output)
    assert done.code == 2
    assert (
        ": cảnh báo DX" not in done.err
        and done.err.count("lỗi DX313") == 1
        and done.err.count("lỗi DX318") == 2
    )
    assert "Số liệu có cảnh báo (--strict); không tính (3)\n  a.csv:2: XH-DTTM" in done.out
    left_out = [(row["file"], row["row"], row["reason"], row["code"]) for row in told["left_out"]]
    assert left_out == [
        ("a.csv", 2, "doubtful", "DX313"),
        ("b.csv", 2, "doubtful", "DX318"),
        ("c.csv", 2, "doubtful", "DX318"),
    ]
    missing = {
        item["indicator"]: item["reason"] for u in told["units"] for item in u["missing"] if u["files"]
    }
    assert missing["XH-DTTM"] == "doubtful" and "XH-TKTT" not in missing
    written = output.read_text(encoding="utf-8-sig")
    assert "XH-DTTM" not in written and written.count("XH-TKTT") == 3


def test_strict_leaves_out_all_copies_of_a_doubtful_row_and_keeps_what_was_collected(
    tmp_path: Path, back: Path
) -> None:
    for name in ("a.csv", "b.csv"):
        metrics(back, "CQ-HSCV-XP,pho-hoa,2024-Q4,95,100,,BC 1,,", name=name)
    output = metrics(
        tmp_path,
        "CQ-HSCV-XP,pho-hoa,2024-Q3,40,100,,BC 1,,",
        "CQ-HSCV-XP,pho-hoa,2024-Q4,45,100,,BC 1,,",
        name="m.csv",
    )
    done, told = strictly(back, output)
    assert done.code == 2 and "lỗi DX314" in done.err
    assert [(row["file"], row["code"]) for row in told["left_out"]] == [
        ("a.csv", "DX314"),
        ("b.csv", "DX314"),
    ]
    assert "2024-Q4,45,100" in output.read_text(encoding="utf-8-sig") and told["changes"] == []


def test_strict_takes_warnings_on_cells_for_errors(tmp_path: Path, back: Path) -> None:
    metrics(
        back,
        'NL-NGANSACH,duc-pho,2024,,,"0,6",BC 1,,',
        "KT-DNNVV,duc-pho,2024-Q4,200,450,,BC 1,,",
        name="a.csv",
    )
    done, told = strictly(back, tmp_path / "m.csv")
    assert done.code == 2 and "a.csv:2:6: lỗi DX213" in done.err
    assert [(row["indicator"], row["code"]) for row in told["left_out"]] == [("NL-NGANSACH", "DX213")]


def test_strict_changes_nothing_where_there_are_no_warnings(tmp_path: Path, back: Path) -> None:
    metrics(back, "KT-DNNVV,duc-pho,2024-Q4,200,450,,BC 1,,", name="a.csv")
    lenient = collect(back, tmp_path / "m.csv")
    strict, _ = strictly(back, tmp_path / "n.csv")
    assert (lenient.code, lenient.out) == (strict.code, strict.out)
    assert (tmp_path / "m.csv").read_bytes() == (tmp_path / "n.csv").read_bytes()

"""Workbooks, --strict and the progress of long reads, from the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
from program import EXAMPLE, PROGRAM, metrics, on_terminal, run

WARNED = "CQ-HSCV-XP,pho hoa,2025,812,1015,,,,"
SOUND = "CQ-HSCV-XP,Phường Phổ Minh,2025,640,800,,,,"


def test_a_workbook_and_a_csv_file_are_judged_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Quý IV"
    sheet.append(["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"])
    sheet.append(["CQ-HSCV-XP", "Phường Phổ Hòa", "2025", 812, "1015 hồ sơ"])
    book.save(tmp_path / "phổ hòa.xlsx")
    metrics(tmp_path, SOUND)
    done = run("check", tmp_path / "*.*", "--format", "json", "--lang", "en")
    assert done.code == 2
    assert f"{tmp_path}/phổ hòa.xlsx:'Quý IV'!E2: error DX203: denominator:" in done.err
    assert '"sheet": "Quý IV"' in done.out


def test_strict_turns_warnings_into_errors(tmp_path: Path) -> None:
    source = metrics(tmp_path, WARNED, SOUND)
    lenient, strict = (run("check", source, "--lang", "en", *more) for more in ((), ("--strict",)))
    assert (lenient.code, strict.code) == (1, 2)
    assert "warning DX233" in lenient.err
    assert "error DX233" in strict.err and "warning DX" not in strict.err
    rejects = tmp_path / "loai.csv"
    run("check", source, "--strict", "--rejects", rejects)
    assert "pho hoa" in rejects.read_text(encoding="utf-8")


def test_strict_changes_nothing_where_there_are_no_warnings() -> None:
    lenient, strict = (run("check", EXAMPLE, *more) for more in ((), ("--strict",)))
    assert (lenient.code, lenient.out, lenient.err) == (strict.code, strict.out, strict.err)


_SLOW = """
import sys, time
from dxscore.cli.progress import Progress
def files():
    for number in range(3):
        time.sleep({seconds})
        yield number
with Progress(3) as progress:
    assert list(progress.watched(files())) == [0, 1, 2]
print("rich" in sys.modules, file=sys.stderr)
"""


def test_progress_is_shown_on_a_terminal_when_reading_takes_a_while() -> None:
    written = on_terminal(sys.executable, "-c", _SLOW.format(seconds=0.8)).decode()
    assert "1/3" in written and "True" in written


def test_short_reads_show_nothing_and_load_nothing() -> None:
    assert on_terminal(sys.executable, "-c", _SLOW.format(seconds=0)).split() == [b"False"]


def test_nothing_is_shown_where_standard_error_is_no_terminal() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SLOW.format(seconds=0.3)], capture_output=True, text=True, check=True
    )
    assert done.stderr.split() == ["False"]


def test_help_says_what_strict_does() -> None:
    assert PROGRAM.exists()
    assert "--strict" in run("check", "--help", COLUMNS="120").out

"""The progress of long reads: on a terminal, and nowhere else."""

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from program import PROGRAM, on_terminal

SLOW = """
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
    written = on_terminal(sys.executable, "-c", SLOW.format(seconds=0.8)).decode()
    assert "1/3" in written and "True" in written


def test_short_reads_show_nothing_and_load_nothing() -> None:
    assert on_terminal(sys.executable, "-c", SLOW.format(seconds=0)).split() == [b"False"]


def test_nothing_is_shown_where_standard_error_is_no_terminal() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW.format(seconds=0.3)], capture_output=True, text=True, check=True
    )
    assert done.stderr.split() == ["False"]


@pytest.mark.parametrize("command", ["collect", "remind"])
def test_progress_is_shown_on_a_terminal_while_a_folder_is_read(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "back"
    folder.mkdir()
    # A workbook: while another process reads it, this one is free to draw.
    with xlsxwriter.Workbook(folder / "a.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"])
        for number in range(1, 50_000):
            sheet.write_row(number, 0, ["CQ-HSCV-XP", "pho-hoa", "2025-Q4", 1, 2])
    more = ("--output", tmp_path / "m.csv") if command == "collect" else ()
    assert b"0/1" in on_terminal(PROGRAM, command, folder, "--period", "2025-Q4", *more)

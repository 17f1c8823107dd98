"""What `collect` and `remind` tell of returned files: progress, doubtful figures."""

from pathlib import Path

import pytest
from program import PROGRAM, metrics, on_terminal

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

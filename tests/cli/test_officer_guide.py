"""docs/officer.md is walked as an officer walks it, block by block, in an empty folder, and measured."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

import pytest
from program import POSIX, PROGRAM, PROJECT, environment

from readme_commands import blocks

PAGE = PROJECT / "docs" / "officer.md"
MINUTES = 15


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], float]:
    """The folder after the last block, what each printed, and the seconds that all took."""
    folder = tmp_path_factory.mktemp("officer")
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    told = []
    began = time.monotonic()
    for expected, commands in blocks(PAGE.read_text(encoding="utf-8")):
        done = subprocess.run(
            ["bash", "-e", "-c", commands],
            cwd=folder,
            env=environment(PATH=path, DXSCORE_LANG="vi"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expected, (commands, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        told.append(done.stdout)
    return folder, told, time.monotonic() - began


@POSIX
def test_the_walk_ends_with_verdicts_and_reports(walk: tuple[Path, list[str], float]) -> None:
    folder, told, _ = walk
    init, checked, forms, came, reminded, again, verdicts, explained, _ = told
    assert "Đã ghi 4 chỉ tiêu với 5 mục tiêu" in init and "Còn 3 điều phải quyết định" in init
    assert checked.startswith("Danh mục dùng được: 6 mục tiêu, 4 chỉ tiêu")
    assert len(forms.splitlines()) == 4
    assert "3/4 đơn vị đã gửi" in came and "4/4 đơn vị đã gửi" in again
    assert (
        reminded.startswith("Đề nghị Thôn Ba ")
        and "gửi về UBND xã Minh Phương trước ngày 16/12/2026" in reminded
    )
    assert "Có 3/4 chỉ tiêu đạt" in verdicts and "40 trường hợp" in verdicts
    assert "38%" in explained
    for name in ("bao-cao.docx", "bao-cao.html", "bao-cao.xlsx"):
        assert (folder / name).stat().st_size > 5000


@POSIX
def test_it_takes_fifteen_minutes_and_no_round_of_errors(walk: tuple[Path, list[str], float]) -> None:
    """What can be counted: the annex, hand edits, faults on the way, and the program's own time."""
    folder, told, seconds = walk
    page = PAGE.read_text(encoding="utf-8")
    assert len((folder / "phu-luc.csv").read_text(encoding="utf-8").splitlines()) - 1 == 6
    assert page.count("sed -i ") == 3 and "**ba chỗ sửa tay**" in page
    assert not [line for screen in told for line in screen.splitlines() if re.search(r"\blỗi DX\d", line)]
    assert (
        seconds < MINUTES * 60 / 3
    )  # the rest is for reading and deciding; about half a minute on two slow cores


def test_every_picture_is_there_and_drawn_by_the_script() -> None:
    script = (PROJECT / "docs" / "pictures" / "make.py").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]+\]\((pictures/[\w.-]+)\)", PAGE.read_text(encoding="utf-8"))
    assert len(pictures) == 5
    for picture in pictures:
        assert (PAGE.parent / picture).is_file()
        assert Path(picture).stem in script

"""docs/another-place.md is run as a reader runs it: block by block, in an empty folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from program import POSIX, PROGRAM, PROJECT, environment

from readme_commands import blocks

PAGE = PROJECT / "docs" / "another-place.md"


@POSIX
def test_the_walk_ends_as_the_page_says(tmp_path: Path) -> None:
    found = blocks(PAGE.read_text(encoding="utf-8"))
    assert [code for code, _ in found] == [0, 0, 0, 0, 1]
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    told = []
    for expected, commands in found:
        done = subprocess.run(
            ["bash", "-e", "-c", commands],
            cwd=tmp_path,
            env=environment(PATH=path, DXSCORE_LANG="vi"),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expected, (commands, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        told.append(done.stdout)
    assert "«40 - 50» (I-2): là khoảng (between) hay ít nhất số đầu (at_least)?" in told[1]
    assert "Có 3/4 chỉ tiêu đạt" in told[4]
    assert "20 trường hợp" in told[4]
    forms = {path.name for path in (tmp_path / "bieu-mau").iterdir()}
    assert {"thon-mot_2026.xlsx", "thon-hai_2026.xlsx"} <= forms

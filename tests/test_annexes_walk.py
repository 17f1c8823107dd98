"""Three printed annexes are walked from table to verdicts again: the kept transcript is what comes of it."""

from __future__ import annotations

import runpy
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "annexes"


def test_the_transcript_is_what_a_new_walk_says() -> None:
    walk = runpy.run_path(str(FOLDER / "walk.py"))
    kept = walk["TRANSCRIPT"].read_text(encoding="utf-8")
    assert kept == walk["transcript"](), "python docs/annexes/walk.py"
    assert "Số lần sửa tay: **2**" in kept
    assert (
        "Có 7/8 chỉ tiêu đạt (trong đó 2 vượt); 1 chỉ tiêu chưa có số liệu." in kept
    )  # as the table's authors say

"""Text files made to fill the memory: they are refused within bounds, and the line is named."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from program import POSIX, PROGRAM, environment

pytestmark = POSIX
SIZE = 19 * 1024 * 1024
ADDRESSES = 600 * 1024 * 1024
HEADER = b"indicator,reporting_unit,period,value"
ROW = b"\nXH-DTTM,pho-an,2025,82.5%"
CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "commas": (lambda: b"," * SIZE, ":1: error DX148"),
    "semicolons": (lambda: b";" * SIZE, ":1: error DX148"),
    "cells": (lambda: b"ab," * (SIZE // 3), ":1: error DX148"),
    "utf16": (lambda: b"\xff\xfe" + b",\0" * (SIZE // 2), ":1: error DX148"),
    "tabs": (lambda: b"\t" * SIZE, "error DX120"),
    "lines": (lambda: b"\n" * SIZE, "error DX120"),
    "quotes": (lambda: b'"' * SIZE, "error DX121"),
    "one line": (lambda: b"a" * SIZE, "error DX121"),
    "one column": (lambda: b"a\n" * (SIZE // 2), ":1000001: error DX135"),
    "wide header": (lambda: HEADER + b",x" * (SIZE // 2) + ROW, ":1: error DX148"),
    "wide row": (lambda: HEADER + ROW + b"," * SIZE + ROW, ":2: error DX148"),
    "wide line above": (lambda: b"," * (SIZE - 99) + b"\n" + HEADER + ROW, ":1: error DX148"),
    "quoted": (lambda: HEADER + b"\n" + b'"",' * (SIZE // 3), ":2: error DX148"),
    "row of many lines": (lambda: HEADER + b"\n" + b'"\n",' * (SIZE // 4), ":2: error DX148"),
    "long row": (lambda: HEADER + b"\n" + b'"' * SIZE, ":2:1: error DX132"),
    "blank lines": (lambda: HEADER + b"\n" * SIZE, ":1000001: error DX135"),
    "blank columns": (lambda: HEADER + (ROW + b"," * 16_000) * 1200, "due targets are not met"),
}


def limited(*arguments: str | Path) -> str:
    """What the program says with no more than so many bytes of addresses."""
    done = subprocess.run(
        [PROGRAM, *arguments, "--lang", "en"],
        env=environment(),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES)),
    )
    return done.stderr.decode()


@pytest.mark.parametrize("case", CASES)
def test_check_tells_the_line_within_bounds(case: str, tmp_path: Path) -> None:
    content, told = CASES[case]
    (tmp_path / "m.csv").write_bytes(content())
    assert told in limited("check", tmp_path / "m.csv")


def test_collect_reads_the_other_files(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "m.csv"
    folder.mkdir()
    for name in ("commas", "wide row", "one column"):
        (folder / f"{name}.csv").write_bytes(CASES[name][0]())
    (folder / "good.csv").write_bytes(HEADER + ROW + b"\n")
    said = limited("collect", folder, "--period", "2025", "--output", output)
    assert "commas.csv:1: error DX148" in said
    assert "wide row.csv:2: error DX148" in said
    assert output.read_text(encoding="utf-8-sig").splitlines()[1:] == ['XH-DTTM,pho-an,2025,,,"82,5",,,']

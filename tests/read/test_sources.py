"""Opening: regular files and standard input, nothing else; and never a hang."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dxscore.read import limits
from dxscore.read.limits import SIZE_LIMIT
from dxscore.read.sources import expand, open_source
from plain_user import AS_PLAIN_USER, needs_permissions


def code(name: str) -> str | None:
    fault = open_source(name).fault
    return fault.code if fault else None


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"x")
    assert (open_source(str(file)).content, code(str(file))) == (b"x", None)


def test_standard_input_is_a_dash() -> None:
    assert open_source("-", io.BytesIO(b"x")).content == b"x"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no/such.csv", "DX101"),
        ("no/such/*.csv", "DX102"),
        ("/", "DX103"),
        ("/dev/null", "DX104"),
        ("http://example.org/a.csv", "DX105"),
        ("FILE:///etc/passwd", "DX105"),
        ("s3://bucket/a.csv", "DX105"),
        ("a\0b", "DX107"),
        ("x" * 5000, "DX107"),
    ],
)
def test_what_is_refused(name: str, expected: str) -> None:
    assert code(name) == expected


def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert code(str(tmp_path / "pipe.csv")) == "DX104"


def test_a_link_to_itself_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    assert code(str(tmp_path / "loop.csv")) == "DX107"


@needs_permissions
def test_a_forbidden_file_is_one_finding(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"x")
    file.chmod(0)
    script = "import sys; from dxscore.read.sources import open_source as o; print(o(sys.argv[1]).fault.code)"
    asked = [*AS_PLAIN_USER, sys.executable, "-c", script, str(file)]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "DX107\n"


def test_the_size_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "memory", lambda: 0)
    with (tmp_path / "big.csv").open("wb") as stream:
        stream.truncate(SIZE_LIMIT)
    assert code(str(tmp_path / "big.csv")) is None
    os.truncate(tmp_path / "big.csv", SIZE_LIMIT + 1)
    assert code(str(tmp_path / "big.csv")) == "DX106"
    assert open_source("-", io.BytesIO(b"x" * (SIZE_LIMIT + 1))).fault is not None


def test_patterns_are_sorted_and_each_file_comes_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.csv", "a.csv", "c.txt", "[x].csv"):
        Path(name).write_bytes(b"")
    assert expand(["*.csv", "./a.csv", "b.csv"]) == ("[x].csv", "a.csv", "b.csv")
    assert expand(["*.none", "-", "[x].csv"]) == ("*.none", "-", "[x].csv")
    assert expand(["b.csv", "a.csv"]) == expand(["a.csv", "b.csv"])

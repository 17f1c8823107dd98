"""A bug of the program, as whoever meets it sees it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from program import environment

SECRET = "Nguyễn Văn A, 612/874"
# The program with a fault in its middle that carries a cell of the data.
BROKEN = f"""
from dxscore.cli import main
def broken(arguments):
    raise LookupError({SECRET!r})
main._dispatch = broken
main.main()
"""


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BROKEN, "check", "metrics.csv", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment(**variables),
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("lang", "said"), [("vi", "lỗi của chương trình"), ("en", "internal error")])
def test_a_bug_is_one_line_without_what_it_was_about(lang: str, said: str) -> None:
    done = run(DXSCORE_LANG=lang)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "LookupError" in done.stderr and said in done.stderr
    assert SECRET not in done.stderr and "Traceback" not in done.stderr


def test_debug_lets_the_traceback_through() -> None:
    done = run("--debug")
    assert "Traceback" in done.stderr and SECRET in done.stderr

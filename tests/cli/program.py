"""The installed program, run as a user would run it."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "examples" / "duc-pho-2025" / "metrics.csv"
PROGRAM = Path(sys.executable).with_name("dxscore")
HEADER = "indicator,reporting_unit,period,numerator,denominator,value,evidence,note,closed_on"
MET = "CQ-HSCV-TX,duc-pho,2025,80,100,,,,"
"""A row whose target is met."""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell, devices, links and signals")


@dataclass(frozen=True)
class Finished:
    """How a run ended."""

    code: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    """This environment without what would change the program's output, and with `changes`."""
    dropped = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANG", "LC_ALL", "LC_MESSAGES", "TERM")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in dropped and not name.startswith("DXSCORE_")
    }
    return kept | changes


def run(
    *arguments: str | Path,
    stdin: bytes | None = None,
    cwd: Path | None = None,
    before: tuple[str, ...] = (),
    **changes: str,
) -> Finished:
    """Run `dxscore` with `arguments`, by the command `before`; other keywords are environment variables."""
    done = subprocess.run(
        [*before, PROGRAM, *map(str, arguments)],
        input=stdin if stdin is not None else b"",
        capture_output=True,
        cwd=cwd,
        env=environment(**changes),
        timeout=60,
        check=False,
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


def shell(command: str, *arguments: str | Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run `command` in bash with pipefail; the program is `$1`, then come `arguments`."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command, "bash", PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(**changes),
        timeout=60,
        check=False,
    )


def on_terminal(*command: str | Path) -> bytes:
    """What a command writes to standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        list(map(str, command)), stderr=theirs, stdout=subprocess.DEVNULL, env=environment(TERM="xterm")
    )
    os.close(theirs)
    written = b""
    until = time.monotonic() + 20
    while time.monotonic() < until and select.select([ours], [], [], 20)[0]:
        try:
            chunk = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end has closed
            break
        written += chunk
        if not chunk:
            break
    process.wait(timeout=20)
    os.close(ours)
    return written


def answered(*arguments: str | Path, typed: Sequence[str], cwd: Path) -> Finished:
    """Run `dxscore` with somebody at a terminal who types these lines."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, *map(str, arguments)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(TERM="xterm"),
        cwd=cwd,
    )
    os.close(theirs)
    os.write(ours, "".join(f"{line}\n" for line in typed).encode())
    out, err = process.communicate(timeout=60)
    os.close(ours)
    return Finished(process.returncode, out.decode(), err.decode())


def metrics(folder: Path, *rows: str, name: str = "metrics.csv") -> Path:
    """A metrics file with these rows under the usual header."""
    path = folder / name
    path.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return path

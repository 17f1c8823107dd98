"""Every call by which a command writes its file fails, or the run is killed in it: the file is old or new."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from answers import ALL, type_into
from program import EXAMPLE, POSIX, PROGRAM, PROJECT, environment, run
from test_pipes import needs_strace, traced

from dxscore.cli.files import write_whole

pytestmark = POSIX

GIVEN = PROJECT / "tests" / "screens" / "given"
PLAN = ("--catalogue", PROJECT / "tests" / "report" / "every_kind")
FAILING = ("write:error=EIO", "write:error=ENOSPC", "fsync:error=EIO", "close:error=EIO", "rename:error=EIO")
KILLING = tuple(f"{call}:signal=SIGKILL" for call in ("write", "fsync", "close", "rename"))


@dataclass(frozen=True)
class Command:
    """What is run in a folder, the file that it writes there, and how it ends where all goes well."""

    arguments: tuple[str | Path, ...]
    file: str
    code: int
    replaces: bool = True


ROLLUP = ("rollup", GIVEN / "records.csv", "--counts", GIVEN / "counts.yaml", *PLAN, "--output", "out.csv")
FORM = (
    "template",
    "--for",
    "phong-noi-vu",
    "--period",
    "2024-Q4",
    "--output",
    ".",
    "--format",
    "csv",
    "--force",
)
COMMANDS = {
    "check": Command(("check", EXAMPLE, "--output", "out.json"), "out.json", 1),
    "report": Command(("report", EXAMPLE, "--output", "out.md", "--force"), "out.md", 0),
    "remind": Command(
        ("remind", EXAMPLE, "--period", "2024", "--format", "json", "--output", "out.json"), "out.json", 0
    ),
    "rollup": Command(ROLLUP, "out.csv", 2),
    "template": Command(FORM, "phong-noi-vu_2024-Q4.csv", 0),
    "collect": Command(
        ("collect", "in", "--period", "2024-Q4", "--output", "m.csv"), "m.csv", 1, replaces=False
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An answered form."""
    folder = tmp_path_factory.mktemp("form")
    done = run(*FORM[:-1], cwd=folder)
    assert done.code == 0, done.err
    path = folder / COMMANDS["template"].file
    type_into(path, ALL)
    return path


def folder_for(command: Command, form: Path, folder: Path) -> Path:
    (folder / "in").mkdir()
    shutil.copy(form, folder / "in")
    if command.replaces:
        (folder / command.file).write_bytes(b"old")
    return folder


def at(folder: Path, command: Command) -> bytes | None:
    path = folder / command.file
    return path.read_bytes() if path.exists() else None


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def place_of(call: str, command: Command, folder: Path) -> int:
    """Which of the calls of its kind touches the file that is written beside the output's place."""
    log = folder / "log"
    tracer = ["strace", "-qq", "-y", "-e", f"trace={call}", "-o", str(log)]
    subprocess.run(
        [*tracer, sys.executable, str(PROGRAM), *map(str, command.arguments)],
        cwd=folder, capture_output=True, env=environment(), check=False, timeout=120,
    )  # fmt: skip
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.startswith(call)]
    log.unlink()
    return 1 + next(n for n, line in enumerate(lines) if re.search(r"\.[a-z0-9_]{8}\.tmp", line))


def broken_run(
    fault: str, command: Command, form: Path, tmp_path: Path
) -> tuple[Path, subprocess.CompletedProcess[bytes], bytes]:
    """The folder after a run with a fault, how that run ended, and what a sound one writes."""
    sound = tmp_path / "sound"
    sound.mkdir()
    folder_for(command, form, sound)
    number = place_of(fault.partition(":")[0], command, sound)
    new = at(sound, command)
    assert new is not None and new != b"old"
    folder = tmp_path / "broken"
    folder.mkdir()
    folder_for(command, form, folder)
    here = Path.cwd()
    os.chdir(folder)
    try:
        done = traced(f"{fault}:when={number}", *command.arguments, "--lang", "en")
    finally:
        os.chdir(here)
    return folder, done, new


@needs_strace
@pytest.mark.parametrize("fault", FAILING)
@pytest.mark.parametrize("name", COMMANDS)
def test_each_call_of_writing_fails_and_the_old_file_stands(
    name: str, fault: str, form: Path, tmp_path: Path
) -> None:
    command = COMMANDS[name]
    folder, done, _ = broken_run(fault, command, form, tmp_path)
    assert done.returncode == 2
    said = done.stderr.decode().splitlines()
    assert [line for line in said if line.startswith("dxscore: cannot write")] == said[-1:]
    assert b"Traceback" not in done.stderr
    assert at(folder, command) == (b"old" if command.replaces else None)
    assert left_over(folder) == []


@needs_strace
@pytest.mark.parametrize("fault", KILLING)
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_in_any_call_the_file_is_old_or_new(name: str, fault: str, form: Path, tmp_path: Path) -> None:
    """And the next run takes away what the killed one left."""
    command = COMMANDS[name]
    folder, done, new = broken_run(fault, command, form, tmp_path)
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    assert at(folder, command) in (b"old" if command.replaces else None, new)
    again = run(*command.arguments, cwd=folder)
    assert again.code == command.code, again.err
    assert at(folder, command) == new
    assert left_over(folder) == []


@pytest.mark.skipif(sys.platform != "linux", reason="limits on memory as Linux has them")
@pytest.mark.parametrize("megabytes", [40, 56])
@pytest.mark.parametrize("name", ["check", "collect"])
def test_with_little_memory_it_is_one_line_and_the_old_file(
    name: str, megabytes: int, form: Path, tmp_path: Path
) -> None:
    """By hand every command, from 40 MB up: scripts/faults.py."""
    command = COMMANDS[name]
    folder_for(command, form, tmp_path)
    old = at(tmp_path, command)
    limited = ("bash", "-c", f'ulimit -v {megabytes * 1024}; exec "$0" "$@"')
    done = run(*command.arguments, "--lang", "en", cwd=tmp_path, before=limited)
    if done.code == command.code:  # enough, on this machine
        assert at(tmp_path, command) != old
        return
    said = ("not enough memory", "không đủ bộ nhớ / not enough memory")  # the other where no word can be read
    assert done.code == 2 and done.err in {f"dxscore: {words}\n" for words in said}
    assert at(tmp_path, command) == old
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_two_of_a_command_at_once_leave_one_whole_file(name: str, form: Path, tmp_path: Path) -> None:
    command = COMMANDS[name]
    sound = tmp_path / "sound"
    sound.mkdir()
    run(*command.arguments, cwd=folder_for(command, form, sound))
    folder = tmp_path / "at-once"
    folder.mkdir()
    folder_for(command, form, folder)
    running = [
        subprocess.Popen(
            [PROGRAM, *map(str, command.arguments)], cwd=folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(),
        )
        for _ in range(2)
    ]  # fmt: skip
    said = [process.communicate(timeout=120)[1] for process in running]
    assert {process.returncode for process in running} == {command.code}, said
    assert at(folder, command) == at(sound, command)
    assert left_over(folder) == []


def test_what_a_killed_run_left_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    others = [
        ".out.json.abc.tmp",
        ".other.json.abcd1234.tmp",
        ".out.json.ABCD1234.tmp",
        "out.json.abcd1234.tmp",
    ]
    for name in [*others, ".out.json.abcd1234.tmp"]:
        (tmp_path / name).write_text("x")
    (tmp_path / ".out.json.linklink.tmp").symlink_to(tmp_path / others[0])
    (tmp_path / ".out.json.foldfold.tmp").mkdir()
    write_whole(target, b"new")
    kept = {*others, ".out.json.linklink.tmp", ".out.json.foldfold.tmp", target.name}
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_what_a_living_run_writes_is_left_to_it(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    theirs = tmp_path / ".out.json.abcd1234.tmp"
    with theirs.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_whole(tmp_path / "out.json", b"new")
        assert theirs.exists()
    write_whole(tmp_path / "out.json", b"newer")
    assert not theirs.exists()

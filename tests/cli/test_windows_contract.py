"""What is done otherwise on Windows, held here to what it promises.

The system is told to be Windows, and in the place of its locks stands a module with their contract, made of
this system's own. What Windows itself does nobody has run yet (docs/windows.md).
"""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from program import EXAMPLE, POSIX, environment

from dxscore.cli import streams
from dxscore.cli.files import write_whole
from dxscore.cli.held import hold
from dxscore.cli.lock import alone_with
from dxscore.errors import OutputError
from dxscore.isolated import child
from dxscore.workbooks import deadline

pytestmark = POSIX


def locking(descriptor: int, _mode: int, _bytes: int) -> None:
    """As msvcrt's: the byte is ours, or an OSError, and never any waiting."""
    import fcntl

    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=locking))


@pytest.mark.usefixtures("windows")
def test_a_file_is_held_by_one_and_free_again_when_that_one_closes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    mine, theirs = (os.open(path, os.O_RDWR) for _ in range(2))
    assert hold(mine) is True
    assert hold(theirs) is False
    os.close(mine)
    assert hold(theirs) is True
    os.close(theirs)


@pytest.mark.usefixtures("windows")
def test_the_lock_is_taken_away_after_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    took_away: list[str] = []
    unlink = Path.unlink

    def closed_first(path: Path, missing_ok: bool = False) -> None:
        assert not is_open(path), "Windows takes away no open file"
        took_away.append(path.name)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", closed_first)
    with alone_with(tmp_path / "m.csv", lambda: None):
        assert (tmp_path / ".m.csv.lock").exists()
    assert took_away == [".m.csv.lock"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("windows")
def test_a_file_is_closed_before_it_is_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[bool] = []
    replace = Path.replace

    def closed_first(path: Path, target: Path) -> Path:
        moved.append(is_open(path))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", closed_first)
    write_whole(tmp_path / "out.json", b"new")
    assert moved == [False]
    assert (tmp_path / "out.json").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("windows")
def test_a_file_that_another_program_has_open_stays_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    (tmp_path / "out.json").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(OutputError, match="cannot write"):
        write_whole(tmp_path / "out.json", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.usefixtures("windows")
def test_what_a_killed_run_left_is_taken_away_after_an_hour(tmp_path: Path) -> None:
    old, young = (tmp_path / f".out.json.{name}.tmp" for name in ("aaaaaaaa", "bbbbbbbb"))
    for path, age in ((old, 3700), (young, 3000)):
        path.write_bytes(b"x")
        os.utime(path, (time.time() - age,) * 2)
    write_whole(tmp_path / "out.json", b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"out.json", young.name}


def is_open(path: Path) -> bool:
    """Whether this process has the file open."""
    places = Path("/proc/self/fd")
    if not places.exists():
        pytest.skip("this system does not tell what is open")
    return path.resolve() in {place.resolve() for place in places.iterdir()}


@pytest.mark.usefixtures("windows")
def test_a_pipe_without_a_reader_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows answers EINVAL where others say that the pipe is broken."""

    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(sys, "stdout", Gone())
    with pytest.raises(streams.PipeClosed):
        streams.write_result("a\n")


def test_the_same_answer_elsewhere_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(sys, "stdout", Failing())
    with pytest.raises(OutputError):
        streams.write_result("a\n")


def test_a_system_without_limits_of_its_own_reads_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    child.limit_memory(1)
    child.limit_time(1)
    monkeypatch.setattr(deadline, "_TIMER", None)
    monkeypatch.delattr("signal.SIGPROF")
    with deadline.Deadline(0.001) as held:
        held.more(10)
        with held.held():
            pass


@pytest.mark.parametrize("console", ["cp1252", "cp1258", "cp437"])
def test_a_console_of_another_code_page_is_written_in_utf_8(
    console: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=console))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding=console))
    streams.prepare()
    streams.write_result("Đạt: phường Nguyễn Nghiêm ₫ \udc80\n")
    assert written.getvalue() == "Đạt: phường Nguyễn Nghiêm ₫ \\udc80\n".encode()


def test_by_module_as_py_starts_it_with_the_consoles_code_page() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dxscore", "check", str(EXAMPLE), "--fail-on", "never", "--brief"],
        capture_output=True,
        env=environment(PYTHONIOENCODING="cp1258:strict"),
        check=False,
    )
    assert done.returncode == 0
    assert "chỉ tiêu đạt" in done.stdout.decode("utf-8")

"""Results in pipes and files under pressure: readers that leave, signals, kills and failing disks."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from program import EXAMPLE, MET, POSIX, PROGRAM, environment, metrics, run, shell

from plain_user import AS_PLAIN_USER, needs_permissions

pytestmark = POSIX


def can_trace() -> bool:
    strace = shutil.which("strace")
    if strace is None:
        return False
    return (
        subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    )


needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace here")


def test_every_line_of_ndjson_is_a_whole_object() -> None:
    done = run("check", EXAMPLE, "--format", "ndjson")
    lines = done.out.splitlines()
    assert len(lines) > 21
    assert all(isinstance(json.loads(line), dict) for line in lines)
    assert done.out.endswith("\n")


@pytest.mark.parametrize("form", ["json", "ndjson", "table", "sarif", "github"])
def test_a_reader_that_takes_one_line_is_not_told_of_it(form: str) -> None:
    done = shell('"$1" check "$2" --format "$3" 2>/dev/null | head -n 1', EXAMPLE, form)
    assert done.returncode in (1, 141), "head left early, or the pipe held everything"
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_files_are_written_for_a_reader_that_leaves(tmp_path: Path) -> None:
    done = shell('cd "$3"; "$1" check "$2" --format json --output a.sarif | true', EXAMPLE, tmp_path)
    assert "Traceback" not in done.stderr
    assert json.loads((tmp_path / "a.sarif").read_text())["version"] == "2.1.0"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_full_standard_output_is_exit_2_beside_files(tmp_path: Path) -> None:
    done = shell('cd "$3"; "$1" check "$2" --format ndjson --output a.json > /dev/full', EXAMPLE, tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    json.loads((tmp_path / "a.json").read_text())


@needs_permissions
def test_an_unreadable_file_is_one_line(tmp_path: Path) -> None:
    file = metrics(tmp_path, MET)
    file.chmod(0)
    done = run("check", file, "--format", "ndjson", before=AS_PLAIN_USER)
    assert done.code == 2
    assert json.loads(done.out.splitlines()[-1])["code"] == "DX107"
    lines = done.err.splitlines()
    assert lines[0].startswith(f"{file}: lỗi DX107")
    assert len(lines) == 2, "and that nothing could be judged"


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_writing_ends_with_its_code(sent: signal.Signals, code: int) -> None:
    fcntl = pytest.importorskip("fcntl")
    reader, writer = os.pipe()
    size = getattr(fcntl, "F_SETPIPE_SZ", None)
    if size is None:
        pytest.skip("the size of a pipe can be set on Linux only")
    fcntl.fcntl(writer, size, 4096)
    command = [str(PROGRAM), "check", str(EXAMPLE), "--format", "json"]
    with subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE, env=environment()) as process:
        os.close(writer)
        os.read(reader, 1)  # it writes, and nobody takes the rest
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(sent)
        _, said = process.communicate(timeout=30)
    os.close(reader)
    assert process.returncode == code
    assert said.count(b"\n") <= 1
    assert b"Traceback" not in said


def test_killed_at_any_moment_a_file_is_old_or_new(tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    command = [str(PROGRAM), "check", str(EXAMPLE), "--output", str(target)]
    began = time.monotonic()
    subprocess.run(command, env=environment(), capture_output=True, check=False)
    whole, new = time.monotonic() - began, target.read_bytes()
    for part in range(12):
        target.write_bytes(b"old")
        with subprocess.Popen(
            command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(whole * (0.4 + part / 18))
            process.kill()
        assert target.read_bytes() in (b"old", new)


def traced(
    inject: str, *arguments: str | Path, only: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run dxscore, with system calls that fail or kill as strace's `inject` says."""
    narrowed = ["-P", str(only)] if only is not None else []
    tracer = ["strace", "-f", "-o", os.devnull, *narrowed, "-e", f"inject={inject}"]
    return subprocess.run(
        [*tracer, sys.executable, str(PROGRAM), *map(str, arguments)],
        capture_output=True,
        env=environment(),
        timeout=120,
        check=False,
    )


@needs_strace
@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_killed_at_the_worst_moments_the_old_file_stands(call: str, tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    target.write_bytes(b"old")
    done = traced(f"{call}:signal=SIGKILL:when=1", "check", EXAMPLE, "--output", target)
    assert done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    if call == "fsync":
        assert target.read_bytes() == b"old"
    else:  # the signal may come after the call was made
        assert target.read_bytes() == b"old" or json.loads(target.read_bytes())


@needs_strace
@pytest.mark.parametrize("call", ["fsync:error=EIO", "rename:error=EIO", "fsync:error=ENOSPC"])
def test_a_failing_disk_is_one_line_and_the_old_file_stands(call: str, tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    target.write_bytes(b"old")
    done = traced(f"{call}:when=1", "check", EXAMPLE, "--output", target, "--lang", "en")
    assert done.returncode == 2
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    assert done.stderr.decode().startswith(f"dxscore: cannot write '{target}'")
    assert done.stderr.count(b"\n") == 1


@needs_strace
@pytest.mark.parametrize("call", ["read", "openat"])
def test_a_file_that_fails_while_it_is_read_is_a_finding(call: str, tmp_path: Path) -> None:
    file = metrics(tmp_path, MET)
    done = traced(f"{call}:error=EIO:when=1+", "check", file, "--format", "ndjson", only=file)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert str(file).encode() in done.stderr


def test_runs_at_the_same_time_on_one_output_leave_one_whole(tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    other = metrics(tmp_path, MET)
    texts = {run("check", file, "--format", "json").out.encode() for file in (EXAMPLE, other)}
    running = [
        subprocess.Popen(
            [PROGRAM, "check", file, "--output", target],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        for file in (EXAMPLE, other) * 3
    ]
    assert {process.wait(60) for process in running} <= {0, 1}
    assert target.read_bytes() in texts
    assert {path.name for path in tmp_path.iterdir()} == {target.name, other.name}

"""`dxscore collect` run several times at once, killed between its two files, and beside other hands."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from answers import ALL, OFFICE, collect, returned, rows, type_into
from program import POSIX, PROGRAM, environment, run
from test_pipes import needs_strace, traced

from dxscore.cli import held, lock
from dxscore.cli.lock import alone_with
from dxscore.errors import OutputError

PERIODS = ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4")


def returned_for(folder: Path, period: str) -> Path:
    """A folder with one answered form of a period."""
    done = run("template", "--for", "phong-noi-vu", "--period", period, "--output", folder, "--format", "csv")
    assert done.code == 0, done.err
    type_into(folder / f"phong-noi-vu_{period}.csv", ALL)
    return folder


def told(output: Path) -> dict[str, object]:
    """The receipt's collections; it is the one of the metrics file as it stands."""
    document = json.loads(Path(f"{output}.receipt.json").read_text(encoding="utf-8"))
    assert document["output"]["sha256"] == hashlib.sha256(output.read_bytes()).hexdigest()
    collections: dict[str, object] = document["collections"]
    return collections


def left_beside(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    top = tmp_path_factory.mktemp("answered")
    return {period: returned_for(top / period, period) for period in PERIODS}


@pytest.mark.parametrize("turn", range(3))
def test_of_collections_at_once_none_is_lost(turn: int, answered: dict[str, Path], tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    command = [str(PROGRAM), "collect", "--output", str(output)]
    running = [
        subprocess.Popen(
            [*command, str(folder), "--period", period],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        for period, folder in list(answered.items())[turn:] + list(answered.items())[:turn]
    ]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert {process.returncode for process in running} == {1}, said
    assert {row["period"] for row in rows(output)} == set(told(output)) == set(PERIODS)
    assert len(rows(output)) == len(PERIODS) * len(ALL)
    assert not left_beside(tmp_path)


@needs_strace
@pytest.mark.parametrize(
    ("call", "when"), [("rename", 1), ("rename", 2), ("rename", 3), ("fsync", 1), ("fsync", 2), ("unlink", 1)]
)
def test_killed_at_any_step_the_next_run_makes_the_pair_whole(
    call: str, when: int, answered: dict[str, Path], tmp_path: Path
) -> None:
    output = tmp_path / "m.csv"
    collect(answered["2024-Q3"], output, period="2024-Q3")
    old = output.read_bytes()
    command = ("collect", answered["2024-Q4"], "--period", "2024-Q4", "--output", output)
    done = traced(f"{call}:signal=SIGKILL:when={when}", *command)
    killed = done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    assert killed or done.returncode == 1
    collected = output.read_bytes() != old
    # Not the same again, which would mend anything: a third period, which only adds to what it finds.
    after = collect(answered["2024-Q2"], output, period="2024-Q2")
    assert after.code == 1, after.err
    assert "DX906" not in after.err
    periods = {"2024-Q2", "2024-Q3"} | ({"2024-Q4"} if collected else set())
    assert {row["period"] for row in rows(output)} == set(told(output)) == periods
    assert not left_beside(tmp_path)


@needs_strace
@pytest.mark.parametrize("when", [1, 2, 3])
def test_a_disk_that_fails_leaves_the_old_pair_or_one_that_the_next_run_mends(
    when: int, answered: dict[str, Path], tmp_path: Path
) -> None:
    output = tmp_path / "m.csv"
    collect(answered["2024-Q3"], output, period="2024-Q3")
    old = output.read_bytes()
    done = traced(
        f"rename:error=EIO:when={when}",
        *("collect", answered["2024-Q4"], "--period", "2024-Q4", "--output", output, "--lang", "en"),
    )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1].startswith("dxscore: cannot write")
    if when < 3:
        assert output.read_bytes() == old
        assert told(output).keys() == {"2024-Q3"}
        assert not left_beside(tmp_path)
        return
    assert "the next collection writes the receipt" in done.stderr.decode()
    again = collect(answered["2024-Q4"], output)
    assert f"đã ghi nốt biên nhận {output}.receipt.json" in again.err
    assert f"{output}: không có gì thay đổi." in again.err
    assert told(output).keys() == {"2024-Q3", "2024-Q4"}


def test_a_change_of_an_interrupted_run_is_told_once(tmp_path: Path) -> None:
    """The receipt that waited carries the change; the run that finds it in place has none to tell."""
    output = tmp_path / "m.csv"
    folder = returned(tmp_path)
    collect(folder, output)
    receipt, waiting = tmp_path / "m.csv.receipt.json", tmp_path / ".m.csv.receipt.json.new"
    first = receipt.read_bytes()
    type_into(folder / "phong-noi-vu_2024-Q4.csv", {OFFICE[0]: (9, 20)})
    collect(folder, output)
    receipt.rename(waiting)
    receipt.write_bytes(first)
    assert "3/20 → 9/20" not in collect(folder, output).out
    assert len(json.loads(receipt.read_text(encoding="utf-8"))["collections"]["2024-Q4"]["changes"]) == 1


def test_a_metrics_file_that_lost_a_period_is_told(answered: dict[str, Path], tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    collect(answered["2024-Q2"], output, period="2024-Q2")
    old = output.read_bytes()
    collect(answered["2024-Q3"], output, period="2024-Q3")
    output.write_bytes(old)
    done = collect(answered["2024-Q4"], output)
    assert "cảnh báo DX906" in done.err
    assert "2024-Q3: biên nhận 4 dòng, tệp 0" in done.err
    assert "DX906" not in collect(answered["2024-Q4"], output).err
    assert told(output)


@POSIX
def test_who_waits_says_so_and_does_not_wait_for_ever(answered: dict[str, Path], tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    arguments = ["collect", str(answered["2024-Q4"]), "--period", "2024-Q4", "--output", str(output)]
    with alone_with(output, lambda: None):
        code = (
            "import sys; from dxscore.cli import lock; lock.SECONDS_AT_MOST = 1.5;"
            "from dxscore.cli.main import main; main(sys.argv[1:])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments, "--lang", "en"],
            capture_output=True,
            text=True,
            env=environment(),
            timeout=60,
            check=False,
        )
    first, last = done.stderr.splitlines()
    assert done.returncode == 2
    assert first == f"Waiting for another collection to finish with {output}…"
    assert last.startswith(f"dxscore: another run has been writing '{output}' for more than 1.5 seconds")
    assert not output.exists()
    assert collect(answered["2024-Q4"], output).code == 1


@POSIX
def test_a_lock_goes_with_the_process_that_held_it(
    answered: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS_AT_MOST", 0.2)
    output = tmp_path / "m.csv"
    code = (
        "import sys, time; from pathlib import Path; from dxscore.cli.lock import alone_with\n"
        "with alone_with(Path(sys.argv[1]), lambda: None):\n    print('held', flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, output], stdout=subprocess.PIPE, env=environment()
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(OutputError), alone_with(output, lambda: None):
            pass
        holder.kill()
        holder.wait()
    assert left_beside(tmp_path) == [".m.csv.lock"]
    assert collect(answered["2024-Q4"], output).code == 1
    assert not left_beside(tmp_path)


@POSIX
def test_a_lock_is_no_way_out_of_the_folder(answered: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / ".m.csv.lock").symlink_to(tmp_path / "elsewhere")
    done = collect(answered["2024-Q4"], tmp_path / "m.csv")
    assert done.code == 2
    assert not (tmp_path / "elsewhere").exists()
    (tmp_path / ".m.csv.lock").unlink()
    os.mkfifo(tmp_path / ".m.csv.lock")
    assert collect(answered["2024-Q4"], tmp_path / "m.csv").code == 2


def test_what_another_program_writes_meanwhile_is_not_written_over(
    tmp_path: Path,
) -> None:
    from dxscore.cli import collected_pair

    pair = collected_pair.Pair(tmp_path / "m.csv", tmp_path / "r.json")
    pair.metrics.write_bytes(b"saved by hand")
    with pytest.raises(OutputError, match="another program has just changed"):
        collected_pair.write(pair, b"as it was read", b"new", "receipt")
    assert pair.metrics.read_bytes() == b"saved by hand"
    assert {path.name for path in tmp_path.iterdir()} == {"m.csv"}


def test_where_there_are_no_locks_it_still_collects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: object) -> None:
        raise OSError(held._NO_LOCKS_HERE[0], os.strerror(held._NO_LOCKS_HERE[0]))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with alone_with(tmp_path / "m.csv", lambda: None):
        assert left_beside(tmp_path) == [".m.csv.lock"]
    assert not left_beside(tmp_path)


def test_a_reader_that_leaves_takes_no_file_with_it(answered: dict[str, Path], tmp_path: Path) -> None:
    output = tmp_path / "m.csv"
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [PROGRAM, "collect", answered["2024-Q4"], "--period", "2024-Q4", "--output", output],
        stdout=writer,
        stderr=subprocess.PIPE,
        env=environment(),
        check=False,
    )
    os.close(writer)
    assert done.returncode == 141
    assert told(output).keys() == {"2024-Q4"}

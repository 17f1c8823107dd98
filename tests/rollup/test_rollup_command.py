"""`dxscore rollup` as a user runs it: what it says, what it writes, how it ends."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from counting import COUNTS, KEYED, SOUND, catalogue_in, csv_of

import dxscore

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "examples" / "ho-so"
PROGRAM = str(Path(sys.executable).with_name("dxscore"))


def run(folder: Path, *arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a run in `folder`."""
    done = subprocess.run(
        [PROGRAM, "rollup", *map(str, arguments), "--lang", "en"],
        cwd=folder,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a catalogue, a counts.yaml and a log: one record of three is faulty."""
    catalogue_in(tmp_path / "catalogue")
    (tmp_path / "counts.yaml").write_text(COUNTS, encoding="utf-8")
    rows = [SOUND, SOUND, (SOUND[0], "Phổ X=cmd", *SOUND[2:])]
    (tmp_path / "log.csv").write_text(csv_of(rows), encoding="utf-8")
    return tmp_path


COMMON = ("--counts", "counts.yaml", "--catalogue", "catalogue")


def test_figures_go_to_the_file_and_the_sentence_to_standard_output(folder: Path) -> None:
    code, out, err = run(folder, "log.csv", *COMMON, "--output", "m.csv")
    assert code == 2
    assert out == "2 of 3 records were counted into 2 figures; 0 repeated, 1 rejected.\n"
    assert err == (
        "log.csv:4: error DX231: don_vi: the catalogue has no unit “Phổ X=cmd”; give the official name or the"
        " unit's code\n"
        "DX231 (1 record): Phổ Minh, Phổ Ninh and Phổ Vinh differ by one letter: a near name is never taken"
        " instead.\n"
    )
    lines = (folder / "m.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "indicator,reporting_unit,period,numerator,denominator,value,evidence,note,closed_on"
    assert [line.split(",")[:6] for line in lines[1:]] == [
        ["TT", "pho-hoa", "2025-Q1", "2", "2", ""],
        ["SL", "pho-hoa", "2025-Q1", "", "", "0"],
    ]


def test_without_a_file_figures_go_to_standard_output(folder: Path) -> None:
    code, out, err = run(folder, "-", *COMMON, stdin=csv_of([SOUND]).encode())
    assert code == 0
    assert out.startswith("indicator,")
    assert err == "1 of 1 record was counted into 2 figures; 0 repeated, 0 rejected.\n"


def test_json_adds_up_and_names_places(folder: Path) -> None:
    (folder / "counts.yaml").write_text(KEYED, encoding="utf-8")
    rows = [SOUND, SOUND, ("H2", *SOUND[1:]), ("H2", *SOUND[1:-2], "1", ""), ("", *SOUND[1:])]
    (folder / "log.csv").write_text(csv_of(rows), encoding="utf-8")
    code, out, err = run(folder, "log.csv", *COMMON, "--output", "m.csv", "--format", "json")
    assert (code, err) == (2, "")
    told = json.loads(out)
    assert told["schema"] == "dxscore/rollup/1"
    assert [told[name] for name in ("records", "counted", "repeated", "rejected")] == [5, 1, 1, 3]
    assert told["rejected_for"] == [{"code": "DX830", "records": 1}, {"code": "DX831", "records": 2}]
    assert [(each["code"], each["row"]) for each in told["findings"]] == [
        ("DX831", 4),
        ("DX831", 5),
        ("DX830", 6),
        ("DX832", 2),
    ]


def test_faulty_counts_write_nothing(folder: Path) -> None:
    (folder / "counts.yaml").write_text(COUNTS.replace("level: xa,", "level: xã,"), encoding="utf-8")
    code, out, err = run(folder, "log.csv", *COMMON, "--output", "m.csv")
    assert (code, out) == (2, "")
    assert "counts.yaml:9:" in err
    assert "did you mean xa?" in err
    assert err.endswith("dxscore: counts.yaml has 1 error\n")
    assert not (folder / "m.csv").exists()


def test_a_log_that_cannot_be_read_whole_writes_nothing_and_leaves_what_was_there(folder: Path) -> None:
    (folder / "m.csv").write_text("earlier\n", encoding="utf-8")
    (folder / "log.csv").write_bytes(csv_of([SOUND]).encode() + b"\xff\n")
    code, out, err = run(folder, "log.csv", *COMMON, "--output", "m.csv")
    assert (code, out) == (2, "")
    assert "log.csv:3:1: error DX110" in err
    assert (folder / "m.csv").read_text(encoding="utf-8") == "earlier\n"


def test_the_log_and_the_counts_are_never_written_over(folder: Path) -> None:
    for name in ("log.csv", "counts.yaml"):
        before = (folder / name).read_bytes()
        code, _, _ = run(folder, "log.csv", *COMMON, "--output", name)
        assert code == 2
        assert (folder / name).read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell, devices, links and signals")
def test_a_run_that_is_cut_off_leaves_no_file_and_no_process(folder: Path) -> None:
    (folder / "counts.yaml").write_text(KEYED, encoding="utf-8")
    with (folder / "log.csv").open("w", encoding="utf-8") as file:
        file.write(csv_of([]))
        for number in range(300_000):
            file.write(",".join((f"H{number}", *SOUND[1:])) + "\n")
    scratch = folder / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [PROGRAM, "rollup", "log.csv", *COMMON, "--output", "m.csv", "--processes", "2"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"TMPDIR": str(scratch)},
    )
    until = time.monotonic() + 60
    while not list(scratch.glob("*/*")) and time.monotonic() < until:
        time.sleep(0.02)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143
    assert not list(scratch.iterdir())
    assert {path.name for path in folder.iterdir()} == {"catalogue", "counts.yaml", "log.csv", "scratch"}


def test_the_library_says_what_the_command_writes(folder: Path) -> None:
    run(folder, "log.csv", *COMMON, "--output", "m.csv")
    catalogue = dxscore.load_catalogue(folder / "catalogue")
    before = Path.cwd()
    try:
        os.chdir(folder)
        came = dxscore.roll_up("log.csv", "counts.yaml", catalogue=catalogue)
    finally:
        os.chdir(before)
    assert came.metrics == (folder / "m.csv").read_text(encoding="utf-8")
    with pytest.raises(dxscore.RequestError):
        dxscore.roll_up("log.csv", catalogue=catalogue)


def test_the_example_is_what_its_script_and_the_program_make(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EXAMPLE / "make.py", tmp_path], check=True, timeout=60)
    log = gzip.decompress((EXAMPLE / "ho-so.csv.gz").read_bytes())
    assert gzip.decompress((tmp_path / "ho-so.csv.gz").read_bytes()) == log
    code, out, _ = run(
        tmp_path, "-", "--counts", EXAMPLE / "counts.yaml", "--output", "metrics.csv", stdin=log
    )
    assert (code, out) == (
        2,
        "19,980 of 20,000 records were counted into 42 figures; 10 repeated, 10 rejected.\n",
    )
    assert (tmp_path / "metrics.csv").read_bytes() == (EXAMPLE / "metrics.csv").read_bytes()
    kept = json.loads((EXAMPLE / "scorecard.json").read_text(encoding="utf-8"))
    made = json.loads(dxscore.score(EXAMPLE / "metrics.csv").to_json())
    for key in ("as_of", "summary"):
        assert made[key] == kept[key]
    values = [
        [(each["indicator"], each["status"], each["value"]) for each in card["results"]]
        for card in (made, kept)
    ]
    assert values[0] == values[1]

"""Faults found by a second reader of the main job, each held here so that it stays mended."""

import csv
import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from program import EXAMPLE, PROGRAM, environment, metrics, run

import dxscore

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell, devices and limits")
BAD = "CQ-HSCV-XP,pho-hoa,2025,tám mươi,100,,,,"


def bash(command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `command` in bash; the program is `$1`, then come `arguments`."""
    return subprocess.run(
        ["bash", "-c", command, "bash", PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=60,
        check=False,
    )


def test_rejects_are_written_where_no_row_is_left_to_judge(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    done = run("check", metrics(tmp_path, BAD, BAD), "--rejects", rejects)
    assert done.code == 2
    assert "DX203" in done.err
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["numerator"] for row in rows] == ["tám mươi", "tám mươi"]
    assert [row["rejected_line"] for row in rows] == ["2", "3"]


@POSIX
def test_closed_standard_input_is_a_finding() -> None:
    done = bash('"$1" check - --lang en <&-')
    assert done.returncode == 2
    assert "-: error DX1" in done.stderr


@POSIX
@pytest.mark.parametrize("name", ["metrics.csv", "*.csv"])
def test_a_current_folder_that_is_gone_is_a_finding(tmp_path: Path, name: str) -> None:
    done = bash('mkdir "$2" && cd "$2" && rmdir "$2" && "$1" check "$3"', tmp_path / "gone", name)
    assert done.returncode == 2
    assert " DX10" in done.stderr


@POSIX
@pytest.mark.parametrize("asked", ["--help", "check --help", "catalogue --help", "catalogue show -h"])
@pytest.mark.parametrize("stream", [">/dev/full", ">&-"])
def test_help_that_cannot_be_printed_is_exit_2(asked: str, stream: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = bash(f'"$1" {asked} {stream}')
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@POSIX
def test_too_little_memory_is_said_and_is_no_bug(tmp_path: Path) -> None:
    row = "CQ-HSCV-XP,pho-hoa,2025,1,100,,," + "x" * 180 + ","
    file = metrics(tmp_path, *[row] * 90_000)
    done = bash('ulimit -v 110000 && "$1" check "$2" --lang en', file)
    if sys.platform != "linux" or "memory" not in done.stderr.lower():
        pytest.skip("the limit on memory does not hold here")
    assert done.returncode == 2
    assert done.stderr == "dxscore: not enough memory\n"


def test_json_holds_no_character_that_a_terminal_obeys(tmp_path: Path) -> None:
    name = "a\x9b31m\u202eb\u200bc.csv"
    file = metrics(tmp_path, "CQ-HSCV-TX,duc-pho,2025,80,100,,,,", name=name)
    for form in ("json", "ndjson"):
        done = run("check", file.name, "--format", form, "--fail-on", "never", cwd=tmp_path)
        assert done.code == 0
        assert not {"\x9b", "\u202e", "\u200b"} & set(done.out)
    document = json.loads(run("check", file.name, "--format", "json", cwd=tmp_path).out)
    assert document["inputs"][0]["file"] == name


def test_a_time_of_day_judges_on_its_day() -> None:
    read = dxscore.read_metrics(os.fspath(EXAMPLE))
    at_noon = dxscore.score(read, as_of=datetime(2025, 12, 14, 12, 0))
    assert at_noon == dxscore.score(read, as_of=date(2025, 12, 14))


@pytest.mark.parametrize("subject", ["CQ-HSCV-XP", "DX305", "NV-4a", "pho-hoa", "TC-2.1"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_explanations_keep_to_the_width_and_lose_no_word(subject: str, lang: str) -> None:
    wide = run("explain", subject, "--lang", lang, COLUMNS="100").out
    for columns in (40, 80):
        narrow = run("explain", subject, "--lang", lang, COLUMNS=str(columns)).out
        assert narrow.split() == wide.split()
        assert max(map(len, narrow.splitlines())) <= columns

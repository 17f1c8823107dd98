"""Pipes, full disks, signals, terminals, output files."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from program import EXAMPLE, MET, POSIX, PROGRAM, environment, metrics, run, shell


@POSIX
def test_a_closed_pipe_ends_quietly() -> None:
    done = shell('"$1" check "$2" --format json | true; exit "${PIPESTATUS[0]}"', EXAMPLE)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


@POSIX
@pytest.mark.parametrize("buffering", [{}, {"PYTHONUNBUFFERED": "1"}])
def test_a_full_disk_is_exit_2(buffering: dict[str, str]) -> None:
    done = shell('"$1" check "$2" --format json > /dev/full', EXAMPLE, **buffering)
    assert done.returncode == 2
    assert done.stderr.count("dxscore: không ghi được") == 1


@POSIX
def test_a_closed_standard_output_is_exit_2() -> None:
    done = shell('"$1" check "$2" --format json >&-', EXAMPLE)
    assert done.returncode == 2
    assert "đầu ra chuẩn đã đóng" in done.stderr


@POSIX
def test_a_closed_standard_error_loses_nothing() -> None:
    done = shell('"$1" check "$2" --format json 2>&-', EXAMPLE)
    assert done.returncode == 1
    json.loads(done.stdout)


@POSIX
def test_closed_standard_input_is_a_finding() -> None:
    done = shell('"$1" check - --lang en <&-')
    assert done.returncode == 2
    assert "-: error DX1" in done.stderr


@POSIX
@pytest.mark.parametrize("name", ["metrics.csv", "*.csv"])
def test_a_current_folder_that_is_gone_is_a_finding(tmp_path: Path, name: str) -> None:
    done = shell('mkdir "$2" && cd "$2" && rmdir "$2" && "$1" check "$3"', tmp_path / "gone", name)
    assert done.returncode == 2
    assert " DX10" in done.stderr


@POSIX
@pytest.mark.parametrize("asked", ["--help", "check --help", "catalogue --help", "catalogue show -h"])
@pytest.mark.parametrize("stream", [">/dev/full", ">&-"])
def test_help_that_cannot_be_printed_is_exit_2(asked: str, stream: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = shell(f'"$1" {asked} {stream}')
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


@POSIX
def test_too_little_memory_is_said_and_is_no_bug(tmp_path: Path) -> None:
    row = "CQ-HSCV-XP,pho-hoa,2025,1,100,,," + "x" * 180 + ","
    file = metrics(tmp_path, *[row] * 90_000)
    done = shell('ulimit -v 110000 && "$1" check "$2" --lang en', file)
    if sys.platform != "linux" or "memory" not in done.stderr.lower():
        pytest.skip("the limit on memory does not hold here")
    assert done.returncode == 2
    assert done.stderr == "dxscore: not enough memory\n"


@POSIX
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_with_their_code(sent: signal.Signals, code: int, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    with subprocess.Popen(
        [PROGRAM, "check", "-", "--output", target],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"x" * 1024 * 1024)  # more than a pipe holds: once this is done, it is reading
        process.stdin.flush()
        process.send_signal(sent)
        _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.parametrize("name", ["/dev/zero", ".", "fifo", "http://localhost/m.csv"])
def test_only_regular_files_are_read(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    done = run("check", name, cwd=tmp_path)
    assert done.code == 2
    assert "DX1" in done.err


def test_output_goes_to_a_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "card.json"
    done = run("check", EXAMPLE, "--output", target)
    assert (done.code, done.out) == (1, "")
    assert "chỉ tiêu đạt" in done.err
    assert json.loads(target.read_text())["schema"] == "dxscore/scorecard/2"
    assert list(tmp_path.iterdir()) == [target]
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~os.umask(os.umask(0o022) or 0o022)


def test_csv_for_excel_starts_with_a_byte_order_mark(tmp_path: Path) -> None:
    target = tmp_path / "results.csv"
    run("check", EXAMPLE, "--output", target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbfindicator,")
    assert run("check", EXAMPLE, "--format", "csv").out.startswith("indicator,")


@POSIX
def test_an_output_that_would_do_harm_is_refused(tmp_path: Path) -> None:
    file = metrics(tmp_path, MET)
    before = file.read_bytes()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "elsewhere.json")
    for target in (file, link, tmp_path):
        done = run("check", file, "--format", "json", "--output", target)
        assert (done.code, done.out) == (2, ""), target
    assert file.read_bytes() == before
    assert not (tmp_path / "elsewhere.json").exists()


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_line_is_wider_than_the_terminal(width: int, lang: str) -> None:
    done = run("check", EXAMPLE.name, cwd=EXAMPLE.parent, COLUMNS=str(width), DXSCORE_LANG=lang)
    assert max(len(line) for line in done.out.splitlines()) <= width
    assert "…\n" not in done.out.replace("…\n\n", "")


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b" not in run("check", EXAMPLE).out
    assert "\x1b[" in run("check", EXAMPLE, FORCE_COLOR="1").out
    assert "\x1b" not in run("check", EXAMPLE, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b" not in run("check", EXAMPLE, FORCE_COLOR="1", TERM="dumb").out


def test_any_locale_will_do() -> None:
    plain = run("check", EXAMPLE)
    others = [
        run("check", EXAMPLE, LC_ALL="C"),
        run("check", EXAMPLE, LC_ALL="POSIX", PYTHONUTF8="0"),
        run("check", EXAMPLE, PYTHONIOENCODING="ascii"),
    ]
    assert all((done.code, done.out) == (plain.code, plain.out) for done in others)


def test_the_same_input_gives_the_same_bytes() -> None:
    for form in ("json", "sarif", "csv"):
        first, second = (run("check", EXAMPLE, "--format", form, LC_ALL=f"{x}.UTF-8") for x in ("en_US", "C"))
        assert first.out == second.out, form
    for form in ("json", "ndjson", "csv", "markdown", "table"):
        first = run("check", EXAMPLE, "--format", form, PYTHONHASHSEED="1", TZ="Asia/Ho_Chi_Minh")
        second = run("check", EXAMPLE, "--format", form, PYTHONHASHSEED="2", TZ="America/Lima")
        assert first == second, form


@POSIX
def test_hostile_text_never_acts(tmp_path: Path) -> None:
    hostile = "[bold]\x1b]0;x\x07[/]\u202e:smile:\x9b31m"
    quoted = '"' + hostile + '"'
    file = metrics(
        tmp_path,
        f"{quoted},duc-pho,2025,1,2,,,,",
        f"CQ-KTRA,{quoted},2025,1,2,,,,",
        f"CQ-KTRA,duc-pho,2025,{quoted},2,,,,",
        MET,
        name="::error::x.csv",
    )
    for form in ("table", "markdown", "csv"):
        done = run("check", file.name, "--format", form, FORCE_COLOR="", cwd=tmp_path)
        assert done.code == 2
        for stream in (done.out, done.err):
            assert not any(c in stream for c in "\x1b\x07\x9b\u202e"), form
            assert not any(line.startswith(("::", "##[")) for line in stream.splitlines())
    assert "[bold]" in done.err


def test_json_holds_no_character_that_a_terminal_obeys(tmp_path: Path) -> None:
    name = "a\x9b31m\u202eb\u200bc.csv"
    file = metrics(tmp_path, MET, name=name)
    for form in ("json", "ndjson"):
        done = run("check", file.name, "--format", form, "--fail-on", "never", cwd=tmp_path)
        assert done.code == 0
        assert not {"\x9b", "\u202e", "\u200b"} & set(done.out)
    document = json.loads(run("check", file.name, "--format", "json", cwd=tmp_path).out)
    assert document["inputs"][0]["file"] == name


def test_help_speaks_both_languages() -> None:
    for command in ([], ["check"], ["gaps"], ["explain"], ["catalogue"], ["catalogue", "check"]):
        vi, en = run(*command, "-h"), run(*command, "--help", "--lang", "en")
        assert (vi.code, en.code) == (0, 0)
        assert "Cách dùng:" in vi.out
        assert "Usage:" in en.out
        assert "¦" not in vi.out + en.out
        if command not in ([], ["catalogue"]):
            assert "dxscore" in vi.out.split("Ví dụ:")[1]
            assert "dxscore" in en.out.split("Example:")[1]
    assert run("--version").out.startswith("dxscore ")

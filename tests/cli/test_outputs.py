"""Several formats at once, where each goes, and the summary of a GitHub step."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from program import EXAMPLE, MET, POSIX, PROGRAM, environment, metrics, run


def test_several_formats_in_one_run(tmp_path: Path) -> None:
    done = run(
        "check", EXAMPLE, "--format", "table", "--lang", "vi",
        "--output", "results.sarif", "--output", "junit.xml", "--output", "gitlab=report.json",
        "--output", "github=log", "--output", "figures.csv",
        cwd=tmp_path,
    )  # fmt: skip
    assert done.code == 1
    assert done.out == run("check", EXAMPLE, "--lang", "vi").out
    assert json.loads((tmp_path / "results.sarif").read_text())["version"] == "2.1.0"
    assert ElementTree.parse(tmp_path / "junit.xml").getroot().tag == "testsuites"
    assert json.loads((tmp_path / "report.json").read_text())[0]["fingerprint"]
    assert (tmp_path / "log").read_text().startswith("::")
    assert (tmp_path / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(list(tmp_path.iterdir())) == 5


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "md"])
def test_check_writes_the_files_that_report_writes(suffix: str, tmp_path: Path) -> None:
    names = (f"check.{suffix}", f"report.{suffix}")
    checked = run("check", EXAMPLE, "--output", names[0], "--lang", "en", cwd=tmp_path)
    reported = run("report", EXAMPLE, "--output", names[1], "--lang", "en", cwd=tmp_path)
    assert (checked.code, checked.out, reported.code) == (1, "", 0)  # a report is no gate
    by_check, by_report = ((tmp_path / name).read_bytes() for name in names)
    assert by_check == by_report


def test_a_file_that_is_no_text_goes_into_a_pipe_and_onto_no_terminal(tmp_path: Path) -> None:
    command = [str(PROGRAM), "check", str(EXAMPLE), "--format", "xlsx", "--lang", "en"]
    piped = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, env=environment())
    run("check", EXAMPLE, "--output", "a.xlsx", "--lang", "en", cwd=tmp_path)
    assert piped.returncode == 1 and piped.stdout == (tmp_path / "a.xlsx").read_bytes()
    if sys.platform == "win32":
        return
    import pty

    reader, terminal = pty.openpty()
    seen = subprocess.run(
        command, stdout=terminal, stderr=subprocess.PIPE, check=False, cwd=tmp_path, env=environment()
    )
    os.close(terminal)
    os.close(reader)
    assert seen.returncode == 2
    assert b"xlsx is a file that no terminal shows; write --output FILE" in seen.stderr


def test_standard_output_has_the_format_that_was_asked_for(tmp_path: Path) -> None:
    both = run("check", EXAMPLE, "--format", "csv", "--output", "card.json", cwd=tmp_path)
    assert both.out == run("check", EXAMPLE, "--format", "csv").out
    assert run("check", EXAMPLE, "--output", "card.json", cwd=tmp_path).out == ""
    assert (tmp_path / "card.json").read_text() == run("check", EXAMPLE, "--format", "json").out


@pytest.mark.parametrize(
    "name", ["json=C_drive.json", "json=a=b.txt", "json=x", "./json=x.csv", "yaml=x.json", "a:b.json"]
)
def test_a_format_stands_before_a_name_only_where_it_is_one(name: str, tmp_path: Path) -> None:
    if sys.platform == "win32" and ":" in name:
        pytest.skip("a colon is part of no file name there")
    file = metrics(tmp_path, MET)
    assert run("check", file, "--output", name, "--fail-on", "never", cwd=tmp_path).code == 0
    written = {path.name for path in tmp_path.iterdir()} - {file.name}
    assert written == {name.removeprefix("./") if name[0] in ".ya" else name.partition("=")[2]}


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["card"], "json=card"),
        (["=card"], "FORMAT=FILE"),
        (["json="], "FORMAT=FILE"),
        (["card.pdf"], "json=card.pdf"),
        (["a.json", "./a.json"], "twice"),
        (["a.json", "sarif=a.json"], "twice"),
        (["a.json", "metrics.csv"], "one of the inputs"),
        (["a.json", "nowhere/b.json"], "no folder"),
    ],
)
def test_an_output_that_cannot_be_is_refused_before_any_is_written(
    outputs: list[str], said: str, tmp_path: Path
) -> None:
    file = metrics(tmp_path, MET)
    before = file.read_bytes()
    asked = [word for output in outputs for word in ("--output", output)]
    done = run("check", "metr*.csv", *asked, "--lang", "en", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        ("collect", ".", "--period", "2025", "--output", "o.xlsx"),
        ("collect", ".", "--period", "2025", "--output", "o.csv", "--receipt", "o.csv.txt"),
        ("check", "metrics.csv", "--rejects", "o.XLSX"),
        ("gaps", "metrics.csv", "--output", "o.csv"),
        ("gaps", "metrics.csv", "--format", "csv", "--output", "o.json"),
        ("remind", "metrics.csv", "--period", "2025", "--format", "json", "--output", "o.docx"),
        ("schema", "targets", "--output", "o.yaml"),
    ],
)
def test_a_name_that_promises_another_kind_of_file_is_refused(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    file = metrics(tmp_path, MET)
    done = run(*command, "--lang", "en", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert ", so the file must end in ." in done.err or "the suffix of" in done.err
    assert list(tmp_path.iterdir()) == [file]


def test_a_name_without_a_suffix_promises_nothing(tmp_path: Path) -> None:
    file = metrics(tmp_path, MET)
    assert run("gaps", file, "--output", tmp_path / "gaps", "--format", "csv").code == 0
    assert (tmp_path / "gaps").read_bytes().startswith(b"\xef\xbb\xbfgroup,")


@POSIX
def test_two_names_of_one_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    done = run("check", EXAMPLE, "--output", "real/a.json", "--output", "link/a.json", cwd=tmp_path)
    assert (done.code, list((tmp_path / "real").iterdir())) == (2, [])


def test_rejected_rows_are_written_with_the_rest_or_not_at_all(tmp_path: Path) -> None:
    file = metrics(tmp_path, MET, "CQ-KTRA,duc-pho,2025,x,2,,,,")
    done = run("check", file, "--rejects", "r.csv", "--output", "r.csv", cwd=tmp_path)
    assert (done.code, list(tmp_path.iterdir())) == (2, [file])
    done = run("check", file, "--rejects", "r.csv", "--output", "a.json", cwd=tmp_path)
    assert done.code == 2
    assert {path.name for path in tmp_path.iterdir()} == {file.name, "r.csv", "a.json"}


def test_names_for_services_are_relative_to_the_current_folder(tmp_path: Path) -> None:
    file = metrics(tmp_path, MET, "CQ-KTRA,duc-pho,2025,x,2,,,,", name="số liệu.csv")
    out = run("check", file, "--format", "github", cwd=tmp_path).out
    assert "file=số liệu.csv,line=3" in out
    sarif = json.loads(run("check", file, "--format", "sarif", cwd=tmp_path).out)
    places = [result["locations"][0]["physicalLocation"] for result in sarif["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"s%E1%BB%91%20li%E1%BB%87u.csv"}


def test_the_step_summary_is_appended_to(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# Trước\n", "utf-8")
    run("check", EXAMPLE, "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    once = summary.read_text("utf-8")
    run("check", EXAMPLE, "--output", "github=log", cwd=tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    twice = summary.read_text("utf-8")
    assert once.startswith("# Trước\n\n#")
    assert "CQ-HSCV-XP" in once or "xã, phường" in once
    assert twice.startswith(once)
    assert twice.count(once.removeprefix("# Trước\n\n")) == 2


def test_no_other_format_writes_a_summary(tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    run("check", EXAMPLE, "--format", "sarif", GITHUB_STEP_SUMMARY=str(summary))
    assert not summary.exists()


@POSIX
def test_a_summary_that_cannot_be_written_is_a_warning(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "real").touch()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "full").write_bytes(b"x" * 1024 * 1024)
    usual = run("check", EXAMPLE, "--format", "github", "--lang", "en")
    for name in ("fifo", "link", "full", ".", "nowhere/summary.md", "/dev/full"):
        path = str(tmp_path / name)
        done = run("check", EXAMPLE, "--format", "github", "--lang", "en", GITHUB_STEP_SUMMARY=path)
        assert (done.code, done.out) == (usual.code, usual.out), name
        assert done.err.startswith("dxscore: GITHUB_STEP_SUMMARY '"), name
        assert done.err.partition("\n")[2] == usual.err
    assert (tmp_path / "real").read_bytes() == b""
    assert (tmp_path / "full").stat().st_size == 1024 * 1024


def test_a_stranger_reaches_no_other_file_of_github(tmp_path: Path) -> None:
    names = {name: tmp_path / name for name in ("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STATE")}
    for path in names.values():
        path.touch()
    file = metrics(tmp_path, '"PATH=/evil\nGITHUB_TOKEN=x",duc-pho,2025,1,2,,,,', MET)
    variables: dict[str, Any] = {name: str(path) for name, path in names.items()}
    done = run("check", file, "--format", "github", **variables)
    assert done.code == 2
    assert all(line.startswith("::") for line in done.out.splitlines())
    assert all(path.read_bytes() == b"" for path in names.values())

"""`dxscore check` from outside: what it prints where, and how it ends."""

import contextlib
import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from program import EXAMPLE, HEADER, MET, PROGRAM, environment, metrics, run

MISSED = "CQ-HSCV-TX,duc-pho,2025,79,100,,,,"
FAULTY = "CQ-HSCV-TX,duc-pho,2025,tám mươi,100,,,,"
WARNED = "CQ-HSCV-XP,pho hoa,2025,812,1015,,,,"
SOUND = "CQ-HSCV-XP,Phường Phổ Minh,2025,640,800,,,,"


def test_an_unmet_target_is_exit_1_with_the_report_on_standard_output() -> None:
    done = run("check", EXAMPLE)
    assert done.code == 1
    assert "Chính quyền số" in done.out
    assert done.out.startswith("Có 9/19 chỉ tiêu đạt")
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX terminal")
def test_on_a_terminal_the_closing_sentence_stands_first_and_last(tmp_path: Path) -> None:
    import pty

    command = [str(PROGRAM), "check", str(EXAMPLE), "--lang", "vi"]
    for more in ((), ("--brief",)):
        reader, terminal = pty.openpty()
        program = subprocess.Popen(
            [*command, *more], stdin=terminal, stdout=terminal, stderr=terminal, cwd=tmp_path,
            env=environment(COLUMNS="300", TERM="xterm"),
        )  # fmt: skip
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal says that its last writer has gone
            while part := os.read(reader, 65536):
                shown += part
        os.close(reader)
        assert program.wait() == 1
        lines = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).replace("\r", "").rstrip("\n").split("\n")
        assert lines[0] == lines[-1] and lines[0].startswith("Có 9/19 chỉ tiêu đạt")
        assert "\x1b[1;31mCó 9/19" in shown.decode(), "in red, for something is missed"
    assert run("check", EXAMPLE, "--brief").out.count("Có 9/19 chỉ tiêu đạt") == 1  # in a pipe once


def test_english_by_option_environment_and_locale(tmp_path: Path) -> None:
    file = metrics(tmp_path, MET)
    spoken = [
        run("check", file, "--lang", "en"),
        run("check", file, DXSCORE_LANG="en"),
        run("check", file, LANG="en_US.UTF-8"),
    ]
    assert all("1 of 19 targets is met" in done.out for done in spoken)
    assert "chỉ tiêu đạt" in run("check", file, LANG="C.UTF-8").out
    assert "chỉ tiêu đạt" in run("check", file, "--lang", "vi", LANG="en_US.UTF-8").out


def test_the_gate(tmp_path: Path) -> None:
    met, missed = metrics(tmp_path, MET, name="met.csv"), metrics(tmp_path, MISSED, name="missed.csv")
    assert run("check", met, "--fail-on", "missed").code == 0
    assert run("check", missed, "--fail-on", "missed").code == 1
    assert run("check", missed, "--fail-on", "never").code == 0
    assert run("check", met, "--fail-on", "missed", "--min-coverage", "50").code == 1
    # One figure of nineteen: the low end of the score is far below its mean of 100.
    assert run("check", met, "--fail-on", "missed", "--min-score", "100").code == 1
    assert run("check", met, "--fail-on", "missed", "--min-score", "5").code == 0
    assert run("check", missed, "--fail-on", "never", "--min-score", "100").code == 1
    assert run("check", missed, "--fail-on", "provisional").code == 0
    assert run("check", missed, "--fail-on", "pending").code == 1  # on the way to 2030


def test_a_rejected_row_is_exit_2_and_the_good_rows_are_still_judged(tmp_path: Path) -> None:
    file = metrics(tmp_path, FAULTY, "KT-DNNVV,duc-pho,2025,51,100,,,,")
    done = run("check", file, "--fail-on", "never")
    assert done.code == 2
    assert "51%" in done.out
    fault = next(line for line in done.err.splitlines() if line.startswith(f"{file}:2:4: lỗi DX2"))
    assert "tám mươi" in fault


def test_rejected_rows_can_be_mended_and_handed_in_again(tmp_path: Path) -> None:
    file = metrics(tmp_path, FAULTY, MET.replace("CQ-HSCV-TX", "CQ-KTRA"))
    rejects = tmp_path / "rejects.csv"
    assert run("check", file, "--rejects", rejects).code == 2
    text = rejects.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == f"{HEADER},rejected_from,rejected_line,rejected_because"
    assert FAULTY in text
    assert "CQ-KTRA" not in text
    rejects.write_text(text.replace("tám mươi", "80"), encoding="utf-8")
    again = run("check", rejects, "--fail-on", "missed")
    assert again.code == 0
    assert "80% (80/100)" in again.out


def test_rejects_are_written_where_no_row_is_left_to_judge(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    done = run("check", metrics(tmp_path, FAULTY, FAULTY), "--rejects", rejects)
    assert done.code == 2
    assert "DX203" in done.err
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["numerator"] for row in rows] == ["tám mươi", "tám mươi"]
    assert [row["rejected_line"] for row in rows] == ["2", "3"]


def test_nothing_to_judge_is_exit_2(tmp_path: Path) -> None:
    for content in ("", HEADER, f"{HEADER}\nXX-YY,duc-pho,2025,1,2,,,,"):
        file = tmp_path / "empty.csv"
        file.write_text(content)
        done = run("check", file, "--fail-on", "never")
        assert (done.code, done.out) == (2, ""), content
        assert done.err


def test_a_file_that_is_not_there_does_not_hide_the_one_that_is(tmp_path: Path) -> None:
    done = run("check", metrics(tmp_path, MET), tmp_path / "gone.csv", "--fail-on", "never")
    assert done.code == 2
    assert "gone.csv: lỗi DX101" in done.err
    assert "80% (80/100)" in done.out


def test_standard_input_and_globs(tmp_path: Path) -> None:
    file = metrics(tmp_path, MET)
    metrics(tmp_path, "KT-DNNVV,duc-pho,2025,51,100,,,,", name="second.csv")
    piped = run("check", "-", "--format", "json", stdin=file.read_bytes())
    assert json.loads(piped.out)["inputs"][0]["file"] == "-"
    both = run("check", str(tmp_path / "*.csv"), "--format", "json")
    assert [Path(i["file"]).name for i in json.loads(both.out)["inputs"]] == ["metrics.csv", "second.csv"]


def test_one_unit(tmp_path: Path) -> None:
    file = metrics(
        tmp_path,
        "CQ-HSCV-XP,Phường Phổ Hòa,2025,60,100,,,,",
        "CQ-HSCV-XP,pho-minh,2025,90,100,,,,",
    )
    for name in ("pho-hoa", "21469", "UBND phường Phổ Hoà"):
        card = json.loads(run("check", file, "--for", name, "--format", "json").out)
        found = {
            r["indicator"]: (r["reporting_unit"], r["status"], r["gap_count"])
            for r in card["results"]
            if r["due"]
        }
        assert found["CQ-HSCV-XP"] == ("pho-hoa", "missed", 10)
        assert "KT-DNNVV" not in found
        assert "DX310" in {finding["code"] for finding in card["findings"]}
    unknown = run("check", file, "--for", "pho-hoaa")
    assert unknown.code == 2
    assert "Phổ Hòa" in unknown.err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--as-of", "14/12/2025"),
        ("--target-year", "hai nghìn"),
        ("--target-year", "2021"),
        ("--format", "yaml"),
        ("--fail-on", "everything"),
        ("--fail-on", "never,missed"),
        ("--min-coverage", "101"),
        ("--min-score", "a lot"),
        ("--units", "some"),
        ("--lang", "fr"),
        ("--catalogue", "no-such-folder"),
        ("--no-such-option", "1"),
        ("--output", "no-such-folder/out.json"),
    ],
)
def test_wrong_use_is_one_clear_line_and_exit_2(option: str, value: str, tmp_path: Path) -> None:
    file = metrics(tmp_path, MET)
    for lang in ("vi", "en"):
        done = run("check", file, option, value, DXSCORE_LANG=lang, cwd=tmp_path)
        assert done.code == 2
        assert done.out == ""
        assert "Traceback" not in done.err
        said = [line for line in done.err.splitlines() if "dxscore: " in line or ": " in line]
        assert said, done.err
        if lang == "vi":
            assert not any(word in done.err for word in ("No such", "Invalid", "Missing", "Error"))


def test_target_year_and_as_of(tmp_path: Path) -> None:
    file = metrics(tmp_path, "CQ-KTRA,duc-pho,2024,60,100,,,,", "CQ-KTRA,duc-pho,2025,65,100,,,,")

    def judged(*options: str) -> dict[int, str]:
        card = json.loads(run("check", file, "--format", "json", *options).out)
        return {r["target"]["by"]: r["status"] for r in card["results"] if r["indicator"] == "CQ-KTRA"}

    assert judged() == {2025: "met", 2030: "pending"}
    assert judged("--target-year", "2030") == {2030: "pending"}
    assert judged("--target-year", "all") == {2025: "met", 2030: "pending"}
    assert judged("--as-of", "2030-12-14") == {2030: "no_data"}


def test_no_heavy_package_is_imported_for_a_csv() -> None:
    heavy = ("pandas", "numpy", "openpyxl", "xlsxwriter", "docx", "docxtpl", "jinja2", "altair", "vl_convert")
    for form in ("table", "json"):
        code = (
            "import sys; sys.argv = ['dxscore', 'check', sys.argv[1], '--format', sys.argv[2]]\n"
            "import atexit; atexit.register(lambda: sys.stderr.write('\\n'.join(sorted(sys.modules))))\n"
            "from dxscore.cli.main import main; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(EXAMPLE), form],
            capture_output=True,
            text=True,
            env=environment(),
            check=False,
        )
        loaded = {name.partition(".")[0] for name in done.stderr.splitlines()}
        assert "dxscore" in loaded
        assert loaded.isdisjoint(heavy)
        assert "rich" not in loaded, "nothing is coloured"


def test_every_rejected_row_comes_back_however_many_there_are(tmp_path: Path) -> None:
    periods = [f"{year}-{month:02d}" for year in range(2000, 2100) for month in range(1, 13)]
    typed = [f"CQ-KTRA,duc-pho,{period},nhiều,9,,,," for period in periods]
    over = [f"CQ-HSCV-TX,duc-pho,{period},10,9,,,," for period in periods]
    file = metrics(tmp_path, *typed, *over, MET.replace("CQ-HSCV-TX", "CQ-DDXT"))
    rejects = tmp_path / "rejects.csv"
    done = run("check", file, "--rejects", rejects, "--fail-on", "never")
    assert done.code == 2
    assert len(rejects.read_text(encoding="utf-8-sig").splitlines()) == 1 + len(typed) + len(over)
    assert "80% (80/100)" in done.out


@pytest.mark.parametrize("form", ["json", "ndjson", "sarif", "junit", "github", "gitlab"])
def test_what_is_wrong_is_said_where_nothing_could_be_judged(form: str, tmp_path: Path) -> None:
    done = run("check", metrics(tmp_path, FAULTY), "--format", form, "--fail-on", "never")
    assert done.code == 2
    assert "DX203" in done.out and "tám mươi" in done.out
    if form == "json":
        card = json.loads(done.out)
        assert (card["as_of"], card["results"], card["summary"]["score"]) == (None, [], None)


def test_no_verdict_is_drawn_where_nothing_could_be_judged(tmp_path: Path) -> None:
    for form in ("table", "markdown", "csv"):
        done = run("check", metrics(tmp_path, FAULTY), "--format", form, "--fail-on", "never")
        assert (done.code, done.out) == (2, "")
    measured = run("check", metrics(tmp_path, FAULTY), "--format", "openmetrics", "--fail-on", "never")
    assert (measured.code, measured.out.endswith("# EOF\n")) == (2, True)  # a file cut off has no such end
    assert "dxscore_target_status{" not in measured.out


def test_a_workbook_and_a_csv_file_are_judged_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Quý IV"
    sheet.append(["Chỉ tiêu", "Đơn vị", "Kỳ", "Tử số", "Mẫu số"])
    sheet.append(["CQ-HSCV-XP", "Phường Phổ Hòa", "2025", 812, "khoảng 1015"])
    book.save(tmp_path / "phổ hòa.xlsx")
    metrics(tmp_path, SOUND)
    done = run("check", tmp_path / "*.*", "--format", "json", "--lang", "en")
    assert done.code == 2
    assert f"{tmp_path}/phổ hòa.xlsx:'Quý IV'!E2: error DX205: denominator:" in done.err
    assert '"sheet": "Quý IV"' in done.out


def test_strict_turns_warnings_into_errors(tmp_path: Path) -> None:
    source = metrics(tmp_path, WARNED, SOUND)
    lenient, strict = (run("check", source, "--lang", "en", *more) for more in ((), ("--strict",)))
    assert (lenient.code, strict.code) == (1, 2)
    assert "warning DX233" in lenient.err
    assert "error DX233" in strict.err and "warning DX" not in strict.err
    rejects = tmp_path / "loai.csv"
    run("check", source, "--strict", "--rejects", rejects)
    assert "pho hoa" in rejects.read_text(encoding="utf-8")


def test_strict_changes_nothing_where_there_are_no_warnings() -> None:
    lenient, strict = (run("check", EXAMPLE, *more) for more in ((), ("--strict",)))
    assert (lenient.code, lenient.out, lenient.err) == (strict.code, strict.out, strict.err)

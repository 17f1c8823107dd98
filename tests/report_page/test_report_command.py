"""`dxscore report`: which files it makes, what it refuses, how it ends."""

import json
import os
import select
import stat
import subprocess
import sys
from pathlib import Path

import pages
import pytest

from plain_user import AS_PLAIN_USER, needs_permissions

PROGRAM = Path(sys.executable).with_name("dxscore")


def _report(
    *arguments: str | Path,
    cwd: Path,
    files: tuple[str | Path, ...] = (pages.EXAMPLE,),
    before: tuple[str, ...] = (),
) -> tuple[int, str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "DXSCORE"))
    }
    done = subprocess.run(
        [*before, PROGRAM, "report", *map(str, files), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=cwd,
        env=kept,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_several_files_of_one_run_by_their_suffixes(tmp_path: Path) -> None:
    code, out, err = _report("--output", "a.html", "--output", "B.MD", cwd=tmp_path)
    assert (code, out) == (0, "")
    assert (tmp_path / "a.html").read_bytes() == pages.example_page()
    assert (tmp_path / "B.MD").read_text(encoding="utf-8").startswith("# Kế hoạch")
    assert "đã ghi a.html" in err and "đã ghi B.MD" in err


def test_the_page_speaks_the_language_asked_for(tmp_path: Path) -> None:
    _report("--output", "a.html", "--lang", "en", cwd=tmp_path)
    assert pages.parse((tmp_path / "a.html").read_bytes()).all("h2")[1].words == "Results"


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    old = tmp_path / "a.md"
    old.write_text("old", encoding="utf-8")
    code, _, err = _report("--output", "a.md", "--output", "b.md", cwd=tmp_path)
    assert (code, err) == (2, "dxscore: «a.md» đã có; dùng --force để ghi đè\n")
    assert old.read_text(encoding="utf-8") == "old" and not (tmp_path / "b.md").exists()
    assert _report("--output", "a.md", "--force", cwd=tmp_path)[0] == 0
    assert old.read_text(encoding="utf-8") != "old"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "a.pdf"), "không lập được loại tệp của «a.pdf»; chọn đuôi .html, .docx, .xlsx, .md"),
        (("--output", "a"), "không lập được loại tệp của «a»"),
        (("--output", "a.md", "--output", "a.md"), "«a.md» ghi hai lần"),
        (("--output", "a.md", "--output", "./a.md"), "«./a.md» ghi hai lần"),
        (("--output", "a.md", "--template", "t.docx"), "--template: chỉ dùng cho tệp Word (.docx)"),
        (("--output", "a.docx", "--template", "t.docx"), "--template: không đọc được «t.docx»"),
        (("--output", "no/a.md"), "không có thư mục của «no/a.md»"),
        ((), "thiếu"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = _report(*arguments, cwd=tmp_path)
    assert (code, out) == (2, "")
    assert said in err and "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_is_left_out_ends_in_2_and_the_rest_is_written(tmp_path: Path) -> None:
    rows = ("CQ-HSCV-TX,duc-pho,2025,9,10,,,,", "CQ-HSCV-XP,pho-an,2025,11,10,,,,")
    (tmp_path / "m.csv").write_text("\n".join((pages.HEADER, *rows, "")), encoding="utf-8")
    code, _, err = _report("--output", "a.html", cwd=tmp_path, files=("m.csv",))
    assert code == 2 and "m.csv:3" in err
    assert "m.csv:3" in pages.parse((tmp_path / "a.html").read_bytes()).words


def test_an_input_is_never_written_over(tmp_path: Path) -> None:
    data = tmp_path / "m.md"
    data.write_bytes(pages.EXAMPLE.read_bytes())
    code, _, err = _report("--output", "m.md", "--force", cwd=tmp_path, files=("m.md",))
    assert code == 2 and "là tệp đầu vào" in err
    assert data.read_bytes() == pages.EXAMPLE.read_bytes()


def test_a_template_a_glob_and_a_catalogue_are_inputs_too(tmp_path: Path) -> None:
    (tmp_path / "m.md").write_bytes(pages.EXAMPLE.read_bytes())
    (tmp_path / "own.docx").write_bytes(b"own")
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "notes.md").write_text("kept", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    for arguments in (
        ("--output", "m.md"),
        ("--output", "own.docx", "--template", "own.docx"),
        ("--output", "catalogue/notes.md", "--catalogue", "catalogue"),
    ):
        code, _, err = _report(*arguments, "--force", cwd=tmp_path, files=("*.md",))
        assert code == 2 and "là tệp đầu vào" in err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


@pytest.mark.parametrize(("answer", "kept"), [(b"n\n", True), (b"y\n", False)])
def test_on_a_terminal_it_asks_before_a_file_is_overwritten(
    tmp_path: Path, answer: bytes, kept: bool
) -> None:
    import pty  # there is none on Windows

    old = tmp_path / "a.md"
    old.write_text("old", encoding="utf-8")
    master, slave = pty.openpty()
    os.write(master, answer)
    code = subprocess.run(
        [PROGRAM, "report", pages.EXAMPLE, "--output", "a.md", "--lang", "en"],
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=slave,
        cwd=tmp_path,
        timeout=120,
        check=False,
    ).returncode
    said = ""
    while select.select([master], [], [], 0.5)[0]:  # what was typed comes back first, on its own
        said += os.read(master, 10_000).decode()
    os.close(slave)
    os.close(master)
    assert "'a.md' exists, overwrite it? [y/N]" in said
    assert (code, old.read_text(encoding="utf-8") == "old") == ((2, True) if kept else (0, False))


def test_the_workbook_lists_the_rows_as_read_with_their_evidence(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows = (
        "XH-DIDONG,duc-pho,2025,,,có,Biên bản 03/BB,đã gửi,",
        "CQ-HSCV-XP,pho-an,2025,9,10,,=1+1,,",
        "CQ-HSCV-XP,pho-an,2024,8,10,,,,",
    )
    (tmp_path / "m.csv").write_text("\n".join((pages.HEADER, *rows, "")), encoding="utf-8")
    for arguments, evidence in (
        ((), ["Biên bản 03/BB", "=1+1", None]),
        (("--for", "pho-an"), ["=1+1", None]),
    ):
        _report("--output", "a.xlsx", "--force", *arguments, cwd=tmp_path, files=("m.csv",))
        sheet = load_workbook(tmp_path / "a.xlsx")["Số liệu"]
        titles = [cell.value for cell in sheet[3]]
        column = titles.index("Minh chứng")
        cells = [row[column] for row in sheet.iter_rows(min_row=4)]
        assert [cell.value for cell in cells] == evidence
        assert {cell.data_type for cell in cells if cell.value} == {"s"}
        assert [cell.quotePrefix for cell in cells] == [cell.value == "=1+1" for cell in cells]


@needs_permissions
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    code, _, err = _report("--output", folder / "a.html", cwd=tmp_path, before=AS_PLAIN_USER)
    assert code == 2 and "không ghi được" in err


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    limited = f"ulimit -f 50; exec {PROGRAM} report {pages.EXAMPLE} --output {tmp_path}/a.html"
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {limited}"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 2 and "không ghi được" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_missing_package_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "vl_convert.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'vl_convert'\", name='vl_convert')\n", encoding="utf-8"
    )
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from dxscore.cli.main import main; "
        "main(['report', sys.argv[2], '--output', sys.argv[1] + '/a.html', '--lang', 'en'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path, pages.EXAMPLE],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "lacks vl_convert: install dxscore again from its folder or wheel" in done.stderr


def test_check_imports_nothing_of_it(tmp_path: Path) -> None:
    code = (
        "import json, sys\nfrom dxscore.cli.main import main\n"
        "try:\n    main(['check', sys.argv[1], '--output', sys.argv[2]])\nfinally:\n"
        "    print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, pages.EXAMPLE, tmp_path / "a.txt"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    loaded = set(json.loads(done.stdout))
    assert "dxscore.score.scorer" in loaded
    unwanted = {"jinja2", "vl_convert", "altair", "docxtpl", "docx", "xlsxwriter", "openpyxl", "lxml"}
    assert not loaded & unwanted
    assert not [name for name in loaded if name.startswith(("dxscore.report.charts", "dxscore.report.page"))]

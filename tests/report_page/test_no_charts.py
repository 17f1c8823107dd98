"""Where charts cannot be drawn, a report says so and is otherwise whole; nothing of it shows a traceback."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pages
import pytest

from dxscore.report.charts import draw
from dxscore.report.charts.chart import Chart, whole_spec
from dxscore.words.text import Text

PROGRAM = Path(sys.executable).with_name("dxscore")
NOT_DRAWN = "Không vẽ được biểu đồ trên máy này"
POSIX = pytest.mark.skipif(sys.platform != "linux", reason="limits on memory as Linux has them")


def report(before: str, *arguments: str, cwd: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run `dxscore report` on the example, after the shell has done `before`."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("LC_", "LANG", "DXSCORE"))}
    return subprocess.run(
        ["bash", "-c", f'{before}; exec "$0" "$@"', str(PROGRAM), "report", str(pages.EXAMPLE), *arguments],
        capture_output=True, text=True, cwd=cwd, env=kept | changes, timeout=120, check=False,
    )  # fmt: skip


def words_of_word(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


@POSIX
@pytest.mark.parametrize("megabytes", [200, 300, 500, 2000, 8000])
def test_with_little_memory_the_report_is_made_without_charts(megabytes: int, tmp_path: Path) -> None:
    files = ("a.html", "a.docx", "a.xlsx", "a.md")
    done = report(
        f"ulimit -v {megabytes * 1024}",
        *(word for name in files for word in ("--output", name)),
        cwd=tmp_path,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(f"dxscore: {NOT_DRAWN}")
    assert "Traceback" not in done.stderr and "stack" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(files)
    page = pages.parse((tmp_path / "a.html").read_bytes())
    assert NOT_DRAWN in page.words and not page.all("svg")
    assert NOT_DRAWN in words_of_word(tmp_path / "a.docx")


@POSIX
@pytest.mark.parametrize("megabytes", [16, 32, 50, 64, 68, 71, 72, 80, 90, 110, 140])
def test_with_less_memory_still_it_is_one_line(megabytes: int, tmp_path: Path) -> None:
    done = report(f"ulimit -v {megabytes * 1024}", "--output", "a.html", "--output", "a.docx", cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr and "stack" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("dxscore: không đủ bộ nhớ") or NOT_DRAWN in last


def test_it_needs_no_home_and_no_folder_for_temporary_files(tmp_path: Path) -> None:
    files = ("--output", "a.html", "--output", "a.docx", "--output", "a.xlsx")
    done = report("unset HOME", *files, cwd=tmp_path, TMPDIR="/nonexistent")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.html").read_bytes() == pages.example_page()


def can_trace() -> bool:
    strace = shutil.which("strace")
    tried = strace and subprocess.run([strace, "-o", os.devnull, "true"], capture_output=True, check=False)
    return bool(tried) and tried.returncode == 0  # type: ignore[union-attr]  # it was tried


@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace here")
@pytest.mark.parametrize(
    "inject",
    [
        "write:error=ENOSPC:when=30+",
        "write:error=EIO:when=3+",
        "openat:error=EMFILE:when=900+",
        "mmap:error=ENOMEM:when=500+",
        "clone3:error=EAGAIN:when=1+",
        "fsync:error=ENOSPC:when=1",
    ],
)
def test_a_call_that_fails_anywhere_is_no_traceback(inject: str, tmp_path: Path) -> None:
    traced = ["strace", "-f", "-o", os.devnull, "-e", f"inject={inject}", sys.executable, str(PROGRAM)]
    done = subprocess.run(
        [*traced, "report", str(pages.EXAMPLE), "--output", "a.html", "--output", "a.docx"],
        capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and "panicked" not in done.stderr


@pytest.fixture
def pen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A pen of its own: one that has failed draws nothing more."""
    own = draw._Pen()
    monkeypatch.setattr(draw, "_PEN", own)
    yield
    own.close()


def chart(**spec: object) -> Chart:
    return Chart("title", "description", whole_spec({"mark": "bar", "data": {"values": []}, **spec}), "en")


@pytest.mark.usefixtures("pen")
def test_a_chart_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw, "_SECONDS_OF_SILENCE", 0.01)
    with pytest.raises(draw.NotDrawnError, match="no answer in 0"):
        draw.svg(chart(), "a")
    told = draw.not_drawn()
    assert isinstance(told, Text) and "no answer" in told.en and "quá 0.01 giây" in told.vi


@pytest.mark.usefixtures("pen")
def test_what_the_library_refuses_is_told_and_nothing_more_is_drawn() -> None:
    assert draw.not_drawn() is None
    assert draw.svg(chart(), "a").startswith("<svg")
    with pytest.raises(draw.NotDrawnError):
        draw.svg(chart(mark="no such mark"), "b")
    with pytest.raises(draw.NotDrawnError):
        draw.svg(chart(), "c")


def test_a_panic_is_no_traceback(tmp_path: Path) -> None:
    """A library in Rust raises what is no Exception."""
    code = (
        "import json, sys\n"
        "from dxscore.report import markdown\n"
        "class PanicException(BaseException): pass\n"
        "def panic(*_): raise PanicException('called `Result::unwrap()` on an `Err` value')\n"
        "markdown.markdown_text = panic\n"
        "from dxscore.cli.main import main\n"
        "main(json.loads(sys.argv[1]))"
    )
    arguments = ["report", str(pages.EXAMPLE), "--output", "a.md", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(arguments)],
        capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.startswith("dxscore: ") and "(PanicException)" in done.stderr
    assert done.stderr.count("\n") == 1

"""Every screen again, of a plan and of files whose every text tries to act: nothing of it does."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from asked import Said, ask
from openpyxl import load_workbook
from test_screens import HERE, PLAN, screens

sys.path.insert(0, str(HERE.parent / "cli"))

from log_reader import HIDDEN, commands

ORDERS = (
    "::error::tam giac",
    "\u00a0::set-output name=a::b",
    "x ##[error file=a.py;line=1]y",
    "##vso[task.setvariable variable=a]b",
    "section_start:1:a",
    "%0A::warning::z",
)
"""For CI services."""
FORMULAS = ('=HYPERLINK("http://e.example","x")', "+1+1", "-2+3|cmd", "@SUM(1)")
MARKS = (
    "[bold red]x[/]",
    "[/nope]",
    "<script>alert(1)</script>",
    "](javascript:x) `y` **z**",
    "]]>",
    "--output=x",
)
ESCAPES = ("\x1b[31mx\x9b1m", "a\u202eb\u200bc", "a\r\n::error::b")
PRINTABLE = (*ORDERS, *FORMULAS, *MARKS)
FOLDER, FILE = "##[error]", " ::error::"
"""How names of folders and files begin."""


def in_every_text(node: Any, told: Any) -> Any:
    """A catalogue's value with something in front of every name that people read, or behind it."""
    if isinstance(node, list):
        return [in_every_text(item, told) for item in node]
    if isinstance(node, dict):
        return {
            key: next(told).format(value) if key in ("vi", "en") else in_every_text(value, told)
            for key, value in node.items()
        }
    return node


def hostile_plan(source: Path, folder: Path) -> None:
    told = cycle([form for text in PRINTABLE for form in (f"{text} {{}}", f"{{}} {text}")])
    folder.mkdir()
    for path in source.glob("*.yaml"):
        data = yaml.safe_load(path.read_text("utf-8"))
        said = yaml.safe_dump(in_every_text(data, told), allow_unicode=True, sort_keys=False)
        (folder / path.name).write_text(said, "utf-8")


def hostile_table(path: Path, to: Path) -> None:
    """The rows of a table; and after them each cell of the last one in turn with every text of ours."""
    header, *rows = csv.reader(path.read_text("utf-8").splitlines())
    told = [*rows]
    for at in range(len(header)):
        told += [[*rows[-1][:at], text, *rows[-1][at + 1 :]] for text in (*PRINTABLE, *ESCAPES)]
    for row in told[: len(rows)]:  # what is read in the usual way brings words along, too
        row += [""] * (len(header) - len(row))
        for name in ("evidence", "note"):
            if name in header:
                row[header.index(name)] = f"{PRINTABLE[len(row[0]) % len(PRINTABLE)]} x"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *told])
    to.write_text(out.getvalue(), "utf-8", newline="")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stranger") / f"{FOLDER}\x1b[31m"
    folder.mkdir()
    hostile_plan(PLAN, folder / f"{FOLDER}plan")
    for path in (HERE / "given").iterdir():
        if path.suffix == ".csv":
            hostile_table(path, folder / f"{FILE}{path.name}")
        elif path.is_file():
            shutil.copy(path, folder / f"{FILE}{path.name}")
    shutil.copy(HERE / "given" / "cases.yaml", folder / f"{FOLDER}plan")
    shutil.copytree(PLAN, folder / "plain")
    return folder


def is_inert(said: Said, form: str) -> None:
    """What is shown and written gives no order to a terminal, a service, a spreadsheet or a browser."""
    assert said.code in (0, 1, 2), said
    for text in (said.out, said.err):
        assert HIDDEN.findall(text.replace("\r", "")) == []
    assert commands(said.err) == []
    LOOKS.get(form, no_commands)(said.out)


def no_commands(out: str) -> None:
    assert commands(out) == []


def of_csv(out: str) -> None:
    no_commands(out)
    for row in csv.reader(io.StringIO(out)):
        for cell in row:
            assert not re.match(r"[=+@\t\r]|-(?![0-9]+(?:\.[0-9]+)?$)", cell), cell


def of_json(out: str) -> None:
    no_commands(out)
    if out:
        json.loads(out)


def of_lines(out: str) -> None:
    no_commands(out)
    for line in out.splitlines():
        json.loads(line)


def of_xml(out: str) -> None:
    no_commands(out)
    if out:
        ElementTree.fromstring(out)


def of_markdown(out: str) -> None:
    no_commands(out)
    assert not re.search(r"(?<!\\)<(?!br>)[a-z/!]|(?<!\\)\]\(javascript", out)


def of_github(out: str) -> None:
    """Every line is one command of ours, taken as a whole: the runner looks at its beginning first."""
    for line in out.splitlines():
        assert re.match(r"::(?:error|warning|notice) [^:]*::", line), line


def of_page(out: str) -> None:
    assert "<script>alert" not in out
    assert "javascript:" not in re.sub(r">[^<]*<", "><", out)


LOOKS: dict[str, Callable[[str], None]] = {
    "csv": of_csv,
    "json": of_json,
    "sarif": of_json,
    "gitlab": of_json,
    "rdjson": of_json,
    "ndjson": of_lines,
    "junit": of_xml,
    "checkstyle": of_xml,
    "markdown": of_markdown,
    "github": of_github,
}


def strangers(words: tuple[str, ...]) -> list[str]:
    """What is asked, of the stranger's files."""
    files = {path.name for path in (HERE / "given").iterdir()}
    return [f"{FILE}{word}" if word in files else word for word in words]


@pytest.mark.parametrize(("place", "name"), list(enumerate(screens())))
def test_screen(place: int, name: str, stranger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(stranger)
    lang = ("vi", "en")[place % 2]
    plan = "plain" if name.startswith(("rollup", "trend-of-a-unit")) else f"{FOLDER}plan"
    asked = (*strangers(screens()[name]), "--catalogue", plan, "--lang", lang)
    said = ask(*asked, width=(40, 100, 200)[place % 3])
    if not name.startswith(("explain", "show", "schema")):
        assert "tam giac" in said.out + said.err, "what tries to act is shown"
    is_inert(said, name.rpartition(".")[2])


OTHERS: tuple[tuple[str, ...], ...] = (
    ("catalogue", "diff", "plain", f"{FOLDER}plan"),
    ("catalogue", "diff", "plain", f"{FOLDER}plan", "--format", "json"),
    ("catalogue", "test", f"{FOLDER}plan"),
    ("catalogue", "test", f"{FOLDER}plan", "--format", "json"),
    ("catalogue", "check", f"{FOLDER}plan"),
    ("lint", ".", "--statistics"),
    ("lint", ".", "--select", "::error::x"),
    ("lint", "-", "--stdin-filename", "::error::\x1b[1m.csv", "--exit-zero"),
    ("trend", f"{FILE}nothing\x1b[1m.csv"),
    ("tasks", f"{FILE}nothing\x1b[1m.csv", "--for", "##[error]x"),
    ("compare", f"{FILE}old.csv", f"{FILE}new.csv", "--for", "<script>::error::x"),
    ("rollup", f"{FILE}records.csv", "--counts", f"{FILE}cases.yaml"),
    ("rollup", f"{FILE}records.csv", "--counts", f"{FILE}counts.yaml", "--output", f"no\x1b[1m/{FILE}x.csv"),
    ("points", f"{FILE}new.csv", "--set", "766"),
    ("points", f"{FILE}new.csv", "--set", f"{FILE}counts.yaml"),
    ("points", f"{FILE}new.csv", "--set", "766", "--set", "::error::/x=1/2"),
    ("catalogue", "init", "made", "--place", "::error::\x1b[1m", "--level", "commune", "--yes"),
    ("catalogue", "init", "made2", "--place", "=1+1", "--unit", "<script>", "--level", "commune", "--yes"),
    ("catalogue", "init", "made3", "--from", f"{FILE}faulty.csv", "--yes"),
)


@pytest.mark.parametrize(("place", "words"), list(enumerate(OTHERS)))
def test_other_commands(
    place: int, words: tuple[str, ...], stranger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(stranger)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a,b\n::error::x,=1\n")))
    said = ask(*words, "--lang", ("vi", "en")[place % 2], width=(40, 120)[place % 2])
    assert said.out or said.err
    is_inert(said, "json" if words[-1] == "json" else "table")


def test_written_files(stranger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A page, a workbook and CSV of a check, of bodies and of points."""
    monkeypatch.chdir(stranger)
    every = [
        part for name in ("a.html", "a.xlsx", "a.csv", "a.md") for part in ("--output", str(tmp_path / name))
    ]
    plan = ("--catalogue", f"{FOLDER}plan")
    assert ask("check", f"{FILE}new.csv", *plan, *every).code == 2
    of_page((tmp_path / "a.html").read_text("utf-8"))
    of_csv((tmp_path / "a.csv").read_text("utf-8-sig"))
    of_markdown((tmp_path / "a.md").read_text("utf-8"))
    book = load_workbook(tmp_path / "a.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "s" in kinds and "f" not in kinds

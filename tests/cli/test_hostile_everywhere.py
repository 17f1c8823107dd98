"""Text that tries to act, wherever the program meets it: no command in any log, no escape on any screen."""

from __future__ import annotations

import gc
import json
import os
import pty
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from log_reader import HIDDEN, commands
from program import HEADER, MET, POSIX, PROGRAM, PROJECT, environment
from texts import TEXTS as FORMATS

from dxscore.cli.main import main
from dxscore.words.runner_lines import json_without_commands, without_commands, xml_without_commands

pytestmark = POSIX  # such names are none on Windows

ORDERS = (
    "::error::tam giac",
    " ::set-output name=a::b",
    "\u00a0\u2003::add-mask::quan trong",
    "##[add-mask]quan trong",
    "a b ##[error file=app.py;line=1]tam giac",
    "x\r::stop-commands::t",
    "x\n  ::warning::y",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildProblem description='x']",
    "section_start:1:a",
)
ESCAPES = "\x1b[31m\x9b1m\u202e\u200b"
PIECES = st.sampled_from(
    ["::", "error", "::error::x", "##", "#", "[", "##[", "add-mask", "]", " ", "\n", "\r", "\t", "\x0b",
     "\u00a0", "\u2003", "\ufeff", "\x1b[31m", "\\", '"', "&", "<b>", "section_start:1:a", "vso", "ă"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS)
def test_no_text_is_a_command_and_little_else_is_changed(text: str) -> None:
    safe = without_commands(text)
    assert commands(safe) == []
    assert safe.replace(r"\x3a", ":").replace(r"\x23", "#").replace(r"\x73", "s") == text
    assert without_commands(safe) == safe


@given(TEXTS)
def test_text_without_orders_stays_as_it_is(text: str) -> None:
    plain = text.replace("::", "").replace("##", "").replace("section_", "")
    assert without_commands(plain) == plain


@given(st.lists(TEXTS))
def test_json_reads_back_as_the_same(texts: list[str]) -> None:
    for indent in (None, 2):
        document = json_without_commands(json.dumps(texts, ensure_ascii=False, indent=indent))
        assert json.loads(document) == texts
        assert commands(document) == []


@given(TEXTS)
def test_xml_reads_back_as_the_same(text: str) -> None:
    text = re.sub("[\x00-\x08\x0b-\x1f]", "", text)
    element = ElementTree.Element("a", b=text)
    element.text = text
    document = xml_without_commands(ElementTree.tostring(element, encoding="unicode"))
    assert commands(document) == []
    plain = ElementTree.fromstring(ElementTree.tostring(element, encoding="unicode"))
    back = ElementTree.fromstring(document)
    assert (back.text, back.get("b")) == (plain.text, plain.get("b"))


def test_what_it_costs_grows_with_the_text_alone() -> None:
    """Blank lines before an order must not be gone through again and again."""
    from calls import calls

    def cost(lines: int) -> int:
        text = "\n" * lines + "::error::x\n" * lines
        return calls(lambda: without_commands(text))

    assert cost(1000) < 12 * cost(100)


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a stranger: names of folders and files, cells, a catalogue and a configuration that act."""
    top = tmp_path_factory.mktemp("stranger") / f"::error::{ESCAPES}##[group]"
    (top / "plan ##[error]").mkdir(parents=True)
    source = PROJECT / "examples" / "binh-dinh"
    for name in ("targets.yaml", "assignments.yaml"):
        shutil.copy(source / name, top / "plan ##[error]" / name)
    orders = [order.replace('"', "'") for order in ORDERS]
    rows = [f'"{order}",duc-pho,2025,1,2,,,,' for order in orders]
    rows += [f'CQ-KTRA,"{order}",2025,1,2,,,,' for order in orders]
    rows += [f'CQ-KTRA,duc-pho,"{order}",1,2,,,,' for order in orders]
    rows += [f'CQ-KTRA,duc-pho,2025,"{order}",2,,"{order}","{order}",' for order in orders]
    text = "\n".join((HEADER + ",##[warning]x", MET + ",", *(f"{row}##[debug]y" for row in rows), ""))
    for name in ("m.csv", "::error::n.csv", " ::warning::o.csv", "##[error]p.csv", f"q{ESCAPES}.csv"):
        (top / name).write_text(text, encoding="utf-8", newline="")
    (top / "back").mkdir()
    (top / "back" / "##[error]z.csv").write_text(text, encoding="utf-8", newline="")
    return top


IN_YAML = ("::error::tam giac {}", "##[error file=app.py;line=1]{}", "a {}\n  ::warning::y\n::add-mask::z")


@pytest.fixture(scope="module")
def own(stranger: Path) -> str:
    """The shipped catalogue in that folder, with orders in every text that people read."""
    folder = stranger / "own"
    folder.mkdir()
    orders = cycle(IN_YAML)

    def acting(node: Any) -> Any:
        if isinstance(node, list):
            return [acting(item) for item in node]
        if isinstance(node, dict):
            texts = {key: next(orders).format(node[key]) for key in ("vi", "en") if key in node}
            return {key: texts.get(key) or acting(value) for key, value in node.items()}
        return node

    for name in ("targets.yaml", "assignments.yaml"):
        data = yaml.safe_load((PROJECT / "data" / name).read_text(encoding="utf-8"))
        text = yaml.safe_dump(acting(data), allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


Said = tuple[int, str, str]


@pytest.fixture
def here(
    stranger: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Said]]:
    """Runs a command in that folder, in this process: there are many."""
    monkeypatch.chdir(stranger)
    threshold = gc.get_threshold()

    def run_here(*arguments: str, **changes: str) -> Said:
        with monkeypatch.context() as changed:
            for name, value in changes.items():
                changed.setenv(name, value)
            changed.setattr("sys.argv", ["dxscore", *arguments])
            with pytest.raises(SystemExit) as ended:
                main(arguments)
        out, err = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out, err

    yield run_here
    gc.set_threshold(*threshold)
    gc.unfreeze()


def harmless(said: Said, *, orders: bool = False) -> None:
    code, out, err = said
    assert code in (0, 1, 2), err
    assert commands(err) == []
    assert HIDDEN.findall(err) == []
    assert HIDDEN.findall(out.replace("\r", "")) == []
    assert orders or commands(out) == []


WIDTHS = ("20", "40", "80", "200")
FILES = ("m.csv", "./::error::n.csv", " ::warning::o.csv", "./##[error]p.csv", f"q{ESCAPES}.csv")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_check(format_: str, lang: str, here: Callable[..., Said]) -> None:
    for width in WIDTHS if format_ == "table" else WIDTHS[-1:]:
        said = here("check", *FILES, "--format", format_, "--lang", lang, COLUMNS=width)
        harmless(said, orders=format_ == "github")
        assert said[0] == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_catalogue_full_of_orders(format_: str, lang: str, own: str, here: Callable[..., Said]) -> None:
    example = str(PROJECT / "examples" / "duc-pho-2025" / "metrics.csv")
    for width in WIDTHS if format_ == "table" else WIDTHS[-1:]:
        said = here("check", example, "--catalogue", own, "--format", format_, "--lang", lang, COLUMNS=width)
        assert said[0] == 2 and said[1]  # units are renamed; their rows are refused, the others judged
        harmless(said, orders=format_ == "github")


OTHERS = (
    ("gaps", "EXAMPLE", "--catalogue", "own"),
    ("gaps", "EXAMPLE", "--catalogue", "own", "--format", "csv"),
    ("gaps", "EXAMPLE", "--catalogue", "own", "--format", "json"),
    ("gaps", "EXAMPLE", "--catalogue", "own", "--by", "unit"),
    ("explain", "CQ-HSCV-XP", "EXAMPLE", "--catalogue", "own"),
    ("explain", "pho-an", "--catalogue", "own"),
    ("explain", "::error::x"),
    ("compare", "EXAMPLE", "EXAMPLE", "--catalogue", "own"),
    ("compare", "EXAMPLE", "EXAMPLE", "--catalogue", "own", "--format", "json"),
    ("compare", "::error::n.csv", "##[error]p.csv"),
    ("catalogue", "check", "own", "plan ##[error]"),
    ("catalogue", "check", f"no{ESCAPES}::error::"),
    ("catalogue", "show", "--catalogue", "own"),
    ("catalogue", "show", "--catalogue", "own", "--format", "json"),
    ("catalogue", "show", "--catalogue", f"no{ESCAPES}"),
    ("catalogue", "schema", "##[error]"),
    ("schema", "metrics", "##[error]p.csv", "--catalogue", "own"),
    ("schema", "::error::"),
    ("remind", "back", "--period", "2025-Q4", "--catalogue", "own", "--to", "##[error]x"),
    ("remind", "back", "--period", "2025-Q4", "--format", "json", "--to", f"{ESCAPES}##[error]x"),
    ("remind", "##[error]p.csv", "--period", "2025-Q4"),
    ("collect", "back", "--period", "2025-Q4", "--output", f"##[error]{ESCAPES}.csv"),
    ("collect", "back", "--period", "##[error]", "--output", "x.csv"),
    ("collect", f"::error::{ESCAPES}", "--period", "2025-Q4", "--output", "x.csv"),
    ("template", "--for", "::error::x", "--period", "2025-Q4", "--output", "forms"),
    ("template", "--for", "cong-an", "--period", "2024-Q4", "--output", f"##[error]{ESCAPES}/x"),
    ("template", "--for", "cong-an", "--period", "2024-Q4", "--format", "csv", "--output", f"##[g]{ESCAPES}"),
    ("report", "m.csv", "--output", f"##[error]{ESCAPES}.md"),
    ("report", "m.csv", "--output", f"##[error]{ESCAPES}.xyz"),
    ("check", "m.csv", "--output", f"no{ESCAPES}/##[error].json"),
    ("check", "m.csv", "--output", "json=##[error]"),
    ("check", "m.csv", "--rejects", f"::error::{ESCAPES}"),
    ("check", "m.csv", "--for", "::error::x"),
    ("check", "m.csv", "--as-of", "##[error]x"),
    ("check", "m.csv", "--fail-on", "::error::x"),
    ("check", "m.csv", "--waivers", f"##[error]{ESCAPES}"),
    ("check", "m.csv", "--baseline", f"##[error]{ESCAPES}"),
    ("check", "m.csv", "--config", f"##[error]{ESCAPES}.toml"),
    ("check", f"--no-such{ESCAPES}::error::"),
    ("check", "m.csv", "--lang", f"::error::{ESCAPES}"),
    ("##[error]x",),
    (f"::error::{ESCAPES}",),
    ("config",),
    ("config", "--format", "json"),
    ("--help",),
    (),
)  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "arguments", OTHERS, ids=lambda arguments: " ".join(arguments).encode("unicode_escape").decode()
)
def test_other_commands(arguments: tuple[str, ...], lang: str, own: str, here: Callable[..., Said]) -> None:
    assert Path(own).name == "own"
    example = str(PROJECT / "examples" / "duc-pho-2025" / "metrics.csv")
    for width in ("30", "120"):
        given = [example if word == "EXAMPLE" else word for word in arguments]
        harmless(here(*given, COLUMNS=width, DXSCORE_LANG=lang))


CONFIGURATIONS = (
    f'"key{ESCAPES.encode("unicode_escape").decode().replace(chr(92) + "x", chr(92) + "u00")}" = 1',
    '"::error::key" = 1\n"##[error]" = 2',
    'fail_on = "\\u001b[31m::error::##[error]"',
    'catalogue = "\\u001b]0;x\\u0007::error::##[error]"',
    'waivers = "\\u009b31m\\u202e.yaml"\nfail_on = "never"',
    'output = "\\u001b[31m.json"',
    'output = "../\\u001b[31m.json"',
    "= ::error::",
    "a = \x1b[31m",
)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("text", CONFIGURATIONS, ids=range(len(CONFIGURATIONS)))
def test_configurations(text: str, lang: str, stranger: Path, here: Callable[..., Said]) -> None:
    path = stranger / "dxscore.toml"
    path.write_text(text, encoding="utf-8")
    try:
        for arguments in (("check", "m.csv"), ("config",), ("config", "--format", "json"), ("gaps", "m.csv")):
            harmless(here(*arguments, DXSCORE_LANG=lang))
    finally:
        path.unlink()


@pytest.mark.parametrize("value", [f"::error::{ESCAPES}", "##[error]x"])
def test_environment(value: str, here: Callable[..., Said]) -> None:
    for name in ("FAIL_ON", "CATALOGUE", "AS_OF", "OUTPUT", "CONFIG", "WAIVERS", "MIN_SCORE", "STRICT"):
        harmless(here("check", "m.csv", "--lang", "en", **{f"DXSCORE_{name}": value}))
        harmless(here("config", "--lang", "en", **{f"DXSCORE_{name}": value}))
    harmless(here("check", "m.csv", "--format", "github", GITHUB_STEP_SUMMARY=value), orders=True)


def on_screen(folder: Path, *arguments: str) -> str:
    """What a terminal is sent, both streams."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [PROGRAM, *arguments], cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment(TERM="xterm"),
    ) as process:  # fmt: skip
        os.close(theirs)
        written = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end has closed
                break
            if not chunk:
                break
            written += chunk
        process.wait(timeout=60)
    os.close(ours)
    return written.decode()


def test_a_terminal_gets_colours_and_nothing_else(stranger: Path) -> None:
    (stranger / "dxscore.toml").write_text('waivers = "\\u001b[8m\\u009b.yaml"\n', encoding="utf-8")
    try:
        for arguments in (
            ("check", "--no-config", *FILES),
            ("check", "--no-config", "--format", "csv", f"q{ESCAPES}.csv"),
            ("check", "m.csv"),
            ("config",),
            ("collect", "back", "--period", "2025-Q4", "--output", f"{ESCAPES}.csv"),
            ("catalogue", "show", "--catalogue", f"no{ESCAPES}"),
            (f"{ESCAPES}",),
        ):
            said = on_screen(stranger, *arguments)
            own = re.sub(r"\x1b\[(?:0|1|2|1;31|3[0-7])m", "", said).replace("\r\n", "\n")
            bar = re.sub(r"\x1b\[(?:\?25[lh]|1?A|2K)|\r", "", own)  # how far reading has come
            assert HIDDEN.findall(bar) == [], arguments
            assert commands(re.sub(r"\x1b\[[0-9;]*m", "", said)) == []
    finally:
        (stranger / "dxscore.toml").unlink()

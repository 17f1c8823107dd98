"""The pages for maintainers name what is there: files, tests, finding codes, options, rooms, decisions."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dxscore.cli.app import build
from dxscore.cli.configuration import KEYS
from dxscore.model.rules import RULES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dxscore"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
INDEX = ROOT / "docs" / "decisions" / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
SECURITY = ROOT / "SECURITY.md"
DEMANDS = ROOT / "docs" / "demands.md"
RELEASING = ROOT / "docs" / "releasing.md"
WINDOWS = ROOT / "docs" / "windows.md"
PAGES = [ROOT / "CONTRIBUTING.md", SECURITY, ARCHITECTURE, DEMANDS, RELEASING, WINDOWS, INDEX, *DECISIONS]
PARTS = ["Context", "Decision", "Consequences", "Alternatives"]
TOP_FOLDERS = ("src", "tests", "docs", "data", "schemas", "examples", "benchmarks", ".ci")
# Read before the commands are: by `cli/main.py` and `cli/configuration_file.py`.
OPTIONS_OF_ANY_COMMAND = {"--config", "--no-config", "--debug", "--help", "--version"}
# Modules by which a program reaches a network.
NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "asyncio", "requests", "httpx"}
# Who may start another process.
STARTS_A_PROCESS = {"isolated/parent.py"}

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
every_decision = pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """Without blocks of code, which show what is to be typed or filled in."""
    return re.sub(r"^```.*?^```", "", text(page), flags=re.DOTALL | re.MULTILINE)


def spans(page: Path) -> list[str]:
    """What stands between backticks, on one line."""
    return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose(page))]


def sections(page: Path) -> dict[str, str]:
    """Headings of the second level in their order, each with its text."""
    parts = re.split(r"^## (.+)$", text(page), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def is_path(span: str) -> bool:
    """'src/dxscore/read', 'forms/printed.py', 'action.yml'; not 'metrics.csv', 'n/a' or 'dxscore.toml'."""
    name, _, test = span.partition("::")
    if not re.fullmatch(r"[\w.*/-]+", name) or (test and not test.isidentifier()):
        return False
    at_top = re.fullmatch(r"[A-Z]+\.md|pyproject\.toml|action\.yml", name)
    below_top = name.partition("/")[0] in TOP_FOLDERS and "/" in name
    return bool(at_top or below_top or re.search(r"/[\w.-]+\.(?:py|md|ya?ml|json|css|js|j2)$", name))


def named_paths(page: Path) -> Iterator[str]:
    yield from filter(is_path, spans(page))


@cache
def functions(file: Path) -> frozenset[str]:
    tree = ast.parse(text(file))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@every_page
def test_every_file_and_test_that_a_page_names_exists(page: Path) -> None:
    for span in named_paths(page):
        name, _, test = span.partition("::")
        assert list(ROOT.glob(name)), span
        assert not test or test in functions(ROOT / name), span


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", re.sub(r"`[^`]+`", "", prose(page)))
    for target in links:
        assert target.startswith("https://") or (page.parent / target).exists(), target


@every_page
def test_every_finding_code_exists(page: Path) -> None:
    assert set(re.findall(r"\bDX[0-9]{3}\b", text(page))) <= set(RULES)


@cache
def options() -> frozenset[str]:
    """Every option of every command."""
    found = set(OPTIONS_OF_ANY_COMMAND)
    groups: list[Any] = [build("en", [])]
    while groups:
        for command in groups.pop().commands.values():
            found |= {name for parameter in command.params for name in parameter.opts}
            if hasattr(command, "commands"):
                groups.append(command)
    return frozenset(found)


@every_page
def test_every_option_exists(page: Path) -> None:
    own = [span for span in spans(page) if span.startswith(("--", "dxscore "))]
    for span in own:
        assert set(re.findall(r"(?<!\S)--[a-z-]+", span)) <= options(), span


@every_page
def test_every_variable_is_read_somewhere(page: Path) -> None:
    files = [*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    known = {variable for file in files for variable in re.findall(r"DXSCORE_[A-Z_]+", text(file))}
    known |= {key.variable for key in KEYS.values()}
    assert set(re.findall(r"\bDXSCORE_[A-Z_]+\b", text(page))) <= known


@every_decision
def test_a_decision_has_every_part(page: Path) -> None:
    head = re.match(r"# ([0-9]+)\. \S.*\n\n- Date: ([0-9-]{10})\n- Status: (.+)\n", text(page))
    assert head is not None
    assert int(head[1]) == int(page.name[:4])
    assert re.match(r"accepted\b|replaced by \[decision [0-9]+\]\([0-9]{4}-.+\.md\)", head[3])
    assert list(sections(page)) == PARTS
    assert all(part.strip() for part in sections(page).values())


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    assert [int(page.name[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    rows = re.findall(r"^\| ([0-9]+) \| \[(.+)\]\((.+)\) \| (\S+) \|$", text(INDEX), flags=re.MULTILINE)
    said = [re.match(r"# ([0-9]+)\. (.+)\n\n- Date: (\S+)", text(page)) for page in DECISIONS]
    assert rows == [(s[1], s[2], page.name, s[3]) for s, page in zip(said, DECISIONS, strict=True) if s]


def test_the_rooms_are_the_folders() -> None:
    listed = re.findall(
        r"^\| `([a-z_/]+)/` \| (.+) \|$", sections(ARCHITECTURE)["The rooms"], flags=re.MULTILINE
    )
    found = [file.parent.relative_to(SOURCE).as_posix() for file in SOURCE.rglob("__init__.py")]
    assert sorted(room for room, _ in listed) == sorted(room for room in found if room != ".")
    purposes = [purpose for _, purpose in listed]
    assert len(purposes) == len(set(purposes)) and all(len(purpose) > 20 for purpose in purposes)


def test_every_promise_of_safety_names_a_test_that_holds_it() -> None:
    promises = re.findall(
        r"^\| (?!promise)([^|]+) \| ([^|]+) \| ([^|]+) \|$",
        sections(SECURITY)["What is promised"],
        flags=re.MULTILINE,
    )
    assert len(promises) > 10
    for promise, _, held_by in promises:
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", held_by), promise


def test_every_demand_names_a_test_that_holds_it() -> None:
    rows = re.findall(r"^\| (R[0-9]{2}) \| ([^|]+) \| ([^|]+) \|$", text(DEMANDS), flags=re.MULTILINE)
    assert [number for number, _, _ in rows] == [f"R{number:02}" for number in range(1, 58)]
    for number, _, held_by in rows:
        assert re.fullmatch(r"(?:`tests/[\w/]+\.py::test_\w+`(?:, )?)+", held_by), number


def test_the_change_log_has_a_place_for_what_comes_and_the_version_that_is() -> None:
    headings = re.findall(r"^## (.+)$", text(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)
    version = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]["version"]
    assert headings[0] == "[Unreleased]"
    assert re.fullmatch(rf"\[{re.escape(version)}\] - [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}", headings[1])
    groups = re.findall(r"^### (.+)$", text(ROOT / "CHANGELOG.md"), flags=re.MULTILINE)
    assert set(groups) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_code_names_no_document_that_is_not_here() -> None:
    for folder in ("src", "tests", "benchmarks", "docs"):
        for file in (ROOT / folder).rglob("*.py"):
            for name in re.findall(r"\bdocs/[\w/-]+\.[a-z]+", text(file)):
                assert (ROOT / name).exists(), f"{file}: {name}"


def imported(file: Path) -> set[str]:
    """Top names of every module that `file` imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(text(file))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


def test_nothing_reaches_a_network_and_one_module_starts_a_process() -> None:
    starts = set()
    for file in SOURCE.rglob("*.py"):
        names = imported(file)
        assert not {name.partition(".")[0] for name in names} & NETWORK, file
        assert "urllib.request" not in names, file
        assert not {"multiprocessing", "concurrent.futures.process"} & names, file
        if re.search(r"\bsubprocess\.(Popen|run|call|check_\w+)\(", file.read_text(encoding="utf-8")):
            starts.add(file.relative_to(SOURCE).as_posix())
    assert starts == STARTS_A_PROCESS


LINKING = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])


@pytest.mark.parametrize("page", LINKING, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", prose(page))):
        if "://" in target:
            continue
        name, _, heading = target.partition("#")
        there = page if not name else (page.parent / name).resolve()
        assert there.exists(), target
        if heading:
            titles = re.findall(r"^#+ (.+)$", prose(there), flags=re.MULTILINE)
            assert heading in [
                re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles
            ], target

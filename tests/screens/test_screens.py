"""Whole screens and documents of every command that has no scorecard, in both languages.

golden.py says how to renew the files. The scorecard's own formats are in tests/report/test_golden.py.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from asked import ask

from golden import assert_golden

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
PLAN = HERE.parent / "report" / "every_kind"
DAY = ("--as-of", "2025-12-14")
SUFFIXES = {
    "table": "txt",
    "concise": "concise.txt",
    "markdown": "md",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "xml",
}


def screens() -> dict[str, tuple[str, ...]]:
    """Name of a screen -> what is asked; the plan is named with each."""
    found: dict[str, tuple[str, ...]] = {}
    for format_ in ("table", "json", "ndjson", "csv", "markdown"):
        found[f"trend.{format_}"] = ("trend", "new.csv", *DAY, "--format", format_)
    found["trend-of-2025-all-units.table"] = ("trend", "new.csv", "--to", "2025", "--units", "all")
    found["trend-of-a-unit.table"] = ("trend", "new.csv", "--for", "Xã Bình", *DAY)
    for format_ in ("table", "json", "ndjson", "csv", "markdown", "junit", "sarif", "github", "gitlab"):
        found[f"compare.{format_}"] = ("compare", "old.csv", "new.csv", "--format", format_)
    found["compare-all-units.table"] = ("compare", "old.csv", "new.csv", "--units", "all")
    found["compare-backwards.table"] = ("compare", "new.csv", "old.csv", "--fail-on", "worse,missed,stopped")
    for format_ in ("table", "json", "csv", "markdown"):
        found[f"tasks.{format_}"] = ("tasks", "tasks.csv", "--as-of", "2026-01-10", "--format", format_)
    found["tasks-all.table"] = ("tasks", "tasks.csv", "--as-of", "2025-12-01", "--all")
    found["tasks-of-a-body.table"] = ("tasks", "tasks.csv", "--as-of", "2026-01-10", "--for", "cong-an")
    for format_ in ("table", "json", "csv", "markdown"):
        asked = ("check", "new.csv", *DAY, "--by", "body", "--tasks", "tasks.csv", "--format", format_)
        found[f"check-by-body.{format_}"] = asked
    found["check-by-body-brief.table"] = ("check", "new.csv", *DAY, "--by", "body", "--brief")
    for format_ in ("table", "json", "csv", "markdown"):
        found[f"check-by-group.{format_}"] = ("check", "new.csv", *DAY, "--by", "group", "--format", format_)
    formats = "table concise json ndjson junit sarif github gitlab checkstyle rdjson"
    for format_ in formats.split():
        found[f"lint.{format_}"] = ("lint", "faulty.csv", "tasks.csv", "--format", format_)
    found["lint-statistics.table"] = ("lint", "faulty.csv", "--statistics")
    for id_ in ("CQ-MISSED", "XH-RANK", "XH-NO-BASE", "NV-2", "vh-tt", "DX203"):
        found[f"explain-{id_}.table"] = ("explain", id_)
    found["explain-with-figures.table"] = ("explain", "CQ-MISSED", "new.csv", *DAY)
    found["explain-by-each.table"] = ("explain", "XH-EACH", "new.csv", *DAY)
    found["explain-nothing.table"] = ("explain", "CQ-MISED")
    found["show.table"] = ("catalogue", "show")
    found["rollup.table"] = ("rollup", "records.csv", "--counts", "counts.yaml", "--output", "counted.csv")
    found["rollup.json"] = (*found["rollup.table"], "--format", "json")
    found["rollup.csv"] = ("rollup", "records.csv", "--counts", "counts.yaml")
    for format_ in ("frictionless", "datapackage", "table-schema"):
        found[f"schema-metrics-{format_}.json"] = ("schema", "metrics", "new.csv", "--format", format_)
    return found


SCREENS = screens()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The given files, the plan, and a plan in which one target is another."""
    shutil.copytree(HERE / "given", tmp_path, dirs_exist_ok=True)
    shutil.copytree(PLAN, tmp_path / "plan")
    other = shutil.copytree(PLAN, tmp_path / "other") / "targets.yaml"
    text = other.read_text("utf-8").replace("at_least: 70,", "at_least: 75,").replace("Hồ sơ ký số", "Ký số")
    other.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kept(name: str, lang: str) -> Path:
    name, _, kind = name.rpartition(".")
    return GOLDEN / f"{name}-{lang}.{SUFFIXES.get(kind, kind)}"


def settled(text: str) -> str:
    """Without the tool's version, which changes with every release."""
    return re.sub(r'("(?:version|dxscore|semanticVersion)": ?)"\d+\.\d+\.\d+"', r'\1"0"', text)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, lang: str) -> None:
    said = ask(*SCREENS[name], "--catalogue", "plan", "--lang", lang)
    assert said.code != 3, "a bug"
    assert_golden(kept(name, lang), settled(str(said)))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", ["table", "json"])
def test_difference_of_catalogues(kind: str, lang: str) -> None:
    said = ask("catalogue", "diff", "plan", "other", "--format", kind, "--lang", lang)
    assert_golden(kept(f"diff.{kind}", lang), settled(str(said)))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_report_with_its_section_on_tasks(folder: Path, lang: str) -> None:
    asked = ("report", "new.csv", "--tasks", "tasks.csv", "--as-of", "2026-01-10", "--output", "r.md")
    said = ask(*asked, "--catalogue", "plan", "--lang", lang)
    assert said.code == 0
    assert_golden(kept("report.markdown", lang), (folder / "r.md").read_text("utf-8"))


def test_no_file_is_left_over() -> None:
    names = [*SCREENS, "diff.table", "diff.json", "report.markdown"]
    compared = {kept(name, lang).name for name in names for lang in ("vi", "en")}
    assert {path.name for path in GOLDEN.iterdir()} == compared

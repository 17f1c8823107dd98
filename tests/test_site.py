"""The site of guides has every page; that its links hold is checked where it is built, in `.ci/run`."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest

from dxscore.model.scorecard import Status
from dxscore.words.say import phrases

ROOT = Path(__file__).parents[1]
SITE = ROOT / "docs" / "site"
NAV = re.findall(r": (\S+\.md)$", (SITE / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_guide_and_every_example_is_in_the_navigation() -> None:
    guides = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    examples = {f"examples/{path.parent.name}/README.md" for path in (ROOT / "examples").glob("*/README.md")}
    assert (guides | examples) - {*NAV} == set()
    assert [page for page in NAV if not (ROOT / page).is_file()] == [] and len(NAV) == len({*NAV})


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("[a](../examples/nq03/)", "[a](../examples/nq03/README.md)"),
        ("[a](../examples/nq03)", "[a](../examples/nq03/README.md)"),
        ("[a](using.md#english)", "[a](using.md#english)"),
        ("[a](../src/dxscore/cli/check.py)", "a"),  # on no page of the site
        ("[a](../tests)", "a"),
        ("[a](nowhere.md)", "[a](nowhere.md)"),  # --strict refuses it
        ("[a](https://example.org/x)", "[a](https://example.org/x)"),
        ("![a](pictures/check.svg)", "![a](pictures/check.svg)"),
    ],
)
def test_links_that_only_a_repository_has_are_led_elsewhere(link: str, led: str) -> None:
    hook = runpy.run_path(str(SITE / "folders.py"))["on_page_markdown"]
    page = SimpleNamespace(file=SimpleNamespace(src_uri="docs/points.md"))
    assert hook(link, page, SimpleNamespace(docs_dir=str(ROOT))) == led


def test_the_page_on_verdicts_knows_every_verdict_by_its_printed_word() -> None:
    page = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
    words = phrases("vi")["status"]
    assert [words[status] for status in get_args(Status) if f"**{words[status]}" not in page] == []

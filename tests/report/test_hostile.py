"""Text that tries to act comes out as text, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import get_args

import pytest
from hostile import strings, views
from lxml import etree
from markdown_it import MarkdownIt
from metric_text import read_metrics
from texts import TEXTS, as_text

from dxscore.report.github import step_summary
from dxscore.report.markdown import markdown_text
from dxscore.report.summary import misses
from dxscore.report.view import View
from dxscore.words.say import Language
from dxscore.words.visible import visible

# JSON and CSV carry names as they are, for programs; everything else is looked at by people.
AS_TYPED = ("json", "ndjson", "findings", "csv")
ACTING = {"html_block", "html_inline", "link_open", "image", "code_block", "fence"}
LANGUAGES: tuple[Language, ...] = get_args(Language)
VIEWS = {lang: views(lang) for lang in LANGUAGES}


def outputs(format_: str) -> Iterator[tuple[View, str]]:
    for lang in LANGUAGES:
        for view in VIEWS[lang]:
            yield view, as_text(format_, view)


@pytest.mark.parametrize("format_", [name for name in TEXTS if name not in AS_TYPED])
def test_nothing_in_it_acts_or_hides(format_: str) -> None:
    for _, text in outputs(format_):
        assert text.endswith("\n")
        assert [line for line in text.split("\n") if visible(line) != line] == []


def test_junit_parses_and_keeps_every_message() -> None:
    for view, text in outputs("junit"):
        root = etree.fromstring(text.encode())
        assert len(root.findall(".//testcase")) == len(view.scorecard.results) + len(view.scorecard.findings)
        errors = [str(error.get("message")) for error in root.iterfind(".//error")]
        said = [f for f in view.scorecard.findings if f.severity == "error"]
        for finding, message in zip(said, errors, strict=True):
            assert visible(finding.message.get(view.lang)) in message


def test_json_formats_parse() -> None:
    for format_ in ("json", "sarif", "gitlab"):
        for _, text in outputs(format_):
            assert json.loads(text)
    for _, text in outputs("ndjson"):
        assert all(json.loads(line)["type"] for line in text.split("\n")[:-1])


def test_csv_has_a_row_for_each_result_and_no_formula() -> None:
    acting = re.compile(r"\0|[\s\"]*(?:[=@]|[+-](?![0-9.,]+%?$))")
    for view, text in outputs("csv"):
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(rows) == len(view.scorecard.results) + 1
        assert [name for _, name, *_ in rows if acting.match(name)] == []


def test_openmetrics_parses() -> None:
    for view, text in outputs("openmetrics"):
        assert len(read_metrics(text)["dxscore_target_status"].samples) == 7 * len(view.scorecard.results)


@pytest.mark.parametrize("render", [markdown_text, step_summary])
def test_markdown_has_no_links_pictures_or_html_and_whole_tables(render: object) -> None:
    assert callable(render)
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for lang in LANGUAGES:
        for view in VIEWS[lang]:
            blocks = parser.parse(render(view))
            tokens = [child for block in blocks for child in (block, *(block.children or ()))]
            kinds = {token.type for token in tokens}
            assert kinds.isdisjoint(
                {"html_block", "html_inline", "link_open", "image", "code_block", "fence"}
            )
            every = len(view.scorecard.findings)
            shown = every if render is step_summary else min(100, every)
            unmet = len(misses(view))
            tables = len(view.scorecard.pillars) + bool(shown) + bool(unmet)
            assert sum(token.type == "tr_open" for token in tokens) == (
                len(view.scorecard.results) + shown + unmet + tables
            )


def test_there_is_something_hostile() -> None:
    assert len(strings()) >= 25

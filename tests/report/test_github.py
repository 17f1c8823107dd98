"""Workflow commands, read back the way the runner reads them, and the summary of a step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest
from every_kind import catalogue, scorecard, view
from hostile import views

from dxscore.model.in_order import SEVERITIES
from dxscore.model.loaded import Catalogue
from dxscore.report.github import (
    SUMMARY_BYTES_AT_MOST,
    escape_data,
    escape_property,
    github_text,
    step_summary,
)
from dxscore.report.markdown import markdown_text
from dxscore.report.places import shown_path
from dxscore.report.view import View
from dxscore.words.text import Text
from dxscore.words.visible import visible


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    message: str


def read(line: str) -> Command:
    """The runner's own order: cut at the second '::', split properties, undo the escapes."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    name, _, properties = head.partition(" ")
    pairs = [pair.partition("=") for pair in properties.split(",")]
    return Command(name, {key: plain(value) for key, _, value in pairs}, plain(data))


def plain(text: str) -> str:
    for escaped, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, character)
    return text


def plain_markdown(text: str) -> str:
    return text.replace("\\", "")


def commands(item: View) -> list[Command]:
    return [read(line) for line in github_text(item).splitlines()]


def test_every_line_is_one_command_of_ours() -> None:
    for item in (view("vi"), view("en"), *views("vi")):
        for command in commands(item):
            assert command.name in ("error", "warning", "notice")
            assert set(command.properties) in ({"title"}, {"file", "line", "title"})


def test_file_line_and_message_come_through() -> None:
    item = views("en")[0]
    told = [command for command in commands(item) if command.properties["title"].startswith("DX203")]
    in_order = sorted(item.scorecard.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    said_of = [
        finding
        for severity, room in (("error", 10), ("warning", 10), ("note", 9))
        for finding in [finding for finding in in_order if finding.severity == severity][:room]
    ]
    assert said_of
    for command, finding in zip(told, said_of, strict=True):
        place = {"file": shown_path(finding.file), "line": str(finding.row)} if finding.file != "-" else {}
        column = visible(finding.column or "")
        assert command.properties == {**place, "title": f"DX203 ({column})"}
        said = visible(f"{finding.column}: {finding.message.en}; {finding.remedy.en}")
        sheet, row, words = command.message.removesuffix(said).rpartition("!")[0], finding.row, said
        assert command.message == f"{sheet}!{row}: {words}"
        assert visible(finding.sheet or "").replace("'", "''") in sheet


def test_unmet_targets_have_no_file_and_the_last_line_sums_up() -> None:
    *before, last = commands(replace(view("en"), scorecard=scorecard().with_findings(())))
    assert {"title": "XH-AFTER 2025"} in [command.properties for command in before]
    assert last.name == "notice"
    assert last.message.startswith("7 of 26 targets are met")


def test_no_more_is_marked_than_is_shown_and_the_summary_has_all() -> None:
    """GitHub shows ten annotations of each severity of a step."""
    error = scorecard().findings[0]
    many = [
        error.model_copy(update={"row": row, "severity": kind}) for row in range(300) for kind in SEVERITIES
    ]
    item = replace(view("en"), scorecard=scorecard().with_findings(many))
    names = Counter(command.name for command in commands(item))
    assert names == {"error": 10, "warning": 10, "notice": 10}
    summary = step_summary(item)
    assert summary.count("| DX101 (") == 900
    assert "900 findings: 300 errors, 300 warnings, 300 notes" in plain_markdown(summary)


def test_standard_input_is_no_file() -> None:
    finding = scorecard().findings[0].model_copy(update={"file": "-"})
    item = View(scorecard().model_copy(update={"findings": (finding,)}), catalogue())
    assert commands(item)[0].properties == {"title": "DX101"}


@pytest.mark.parametrize(
    ("text", "data", "value"),
    [
        ("50%", "50%25", "50%25"),
        ("a%0Ab", "a%250Ab", "a%250Ab"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
        ("a:b,c", "a:b,c", "a%3Ab%2Cc"),
    ],
)
def test_escapes(text: str, data: str, value: str) -> None:
    assert escape_data(text) == data
    assert escape_property(text) == value


def test_summary_is_the_markdown_report() -> None:
    assert step_summary(view()) == markdown_text(view())


@pytest.mark.parametrize("letter", ["ệ", "|"])
def test_a_long_summary_is_cut_after_a_line_with_a_sentence(letter: str) -> None:
    name = Text(vi=letter * 60_000, en=letter)
    targets = catalogue().targets
    indicators = tuple(item.model_copy(update={"name": name}) for item in targets.indicators)
    long = Catalogue(
        targets.model_copy(update={"indicators": indicators}), catalogue().assignments, catalogue().sha256
    )
    item = View(scorecard(), long)
    whole, text = markdown_text(item), step_summary(item)
    assert len(whole.encode()) > SUMMARY_BYTES_AT_MOST >= len(text.encode())
    kept, sentence, end = text.partition("\n\nBáo cáo dài quá giới hạn")
    assert whole.startswith(f"{kept}\n")
    assert sentence
    assert whole.endswith(end.partition("\n\n")[2])
    assert end.count("(lỗi)") == whole.count("(lỗi)") > 0

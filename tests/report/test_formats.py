"""The registry of formats."""

from __future__ import annotations

from importlib import import_module
from typing import get_args

import pytest
from every_kind import view
from texts import TEXTS, as_text

from dxscore.report.outputs import DOCUMENTS, OUTPUTS, Of, choices, format_of_file


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.json", "json"),
        ("a.ndjson", "ndjson"),
        ("a.findings.ndjson", "findings"),
        ("bao cao.DOCX", "docx"),
        ("a.parquet", "parquet"),
        ("junit.XML", "junit"),
        ("out/results.sarif", "sarif"),
        ("dxscore.prom", "openmetrics"),
        ("bao-cao.md", "markdown"),
        ("a", None),
        ("a.pdf.bak", None),
    ],
)
def test_format_of_a_file(name: str, format_: str | None) -> None:
    assert format_of_file(name) == format_


def test_no_two_formats_claim_one_suffix() -> None:
    suffixes = [item.suffix for item in OUTPUTS.values() if item.suffix]
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize("format_", TEXTS)
def test_the_same_scorecard_gives_the_same_text(format_: str) -> None:
    assert as_text(format_, view()) == as_text(format_, view())


@pytest.mark.parametrize("of", get_args(Of))
def test_every_maker_that_the_list_names_is_there(of: Of) -> None:
    for name in choices(of):
        module, _, function = getattr(OUTPUTS[name], of).rpartition(".")
        assert callable(getattr(import_module(f"dxscore.report.{module}"), function))


def test_a_file_for_people_is_told_by_its_suffix() -> None:
    assert DOCUMENTS == (".html", ".docx", ".xlsx", ".md")

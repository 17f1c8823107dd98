"""The registry of formats."""

from __future__ import annotations

import pytest
from every_kind import view
from texts import TEXTS, as_text

from dxscore.report.outputs import OUTPUTS, format_of_file


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.json", "json"),
        ("a.ndjson", "ndjson"),
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

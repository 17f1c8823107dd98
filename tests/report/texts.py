"""Formats that are text, as text."""

from __future__ import annotations

from dxscore.report.groups import GroupBy
from dxscore.report.outputs import OUTPUTS
from dxscore.report.view import View

TEXTS = [
    name for name, output in OUTPUTS.items() if output.scorecard and not output.binary and name != "html"
]
"""Names of the scorecard's formats that a terminal can show; the page is tested as a page."""


def as_text(format_: str, view: View) -> str:
    """The scorecard in a format."""
    return OUTPUTS[format_].render(view).decode()


def gaps_as_text(format_: str, view: View, by: GroupBy) -> str:
    """The gap list in a format."""
    return OUTPUTS[format_].render_gaps(view, by).decode()

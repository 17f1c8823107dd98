"""The formats of a points card, by name: suffix and kind are those of `report/outputs.py`."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from dxscore.points.view import PointsView
from dxscore.report.outputs import OUTPUTS
from dxscore.report.packages import drawing_packages
from dxscore.words.runner_lines import without_commands

MAKERS: Final = {
    "table": "screen.table_text",
    "json": "machine.json_text",
    "csv": "machine.csv_text",
    "html": "page.html_page",
    "docx": "word.word_document",
    "xlsx": "excel.excel_workbook",
}
"""What makes each format of a `PointsView`: 'module.function' of this folder, imported where it is used."""


def render(view: PointsView, format_: str) -> bytes:
    """The card as the bytes of a file.

    Raises:
        OutputError: a package that makes it is not installed.
    """
    OUTPUTS[format_].check_installed()
    module, _, function = MAKERS[format_].rpartition(".")
    with drawing_packages():
        make = getattr(import_module(f"dxscore.points.{module}"), function)
    made: str | bytes = make(view)
    if isinstance(made, bytes):
        return made
    return without_commands(made).encode("utf-8", "backslashreplace")

"""The formats that a scorecard can be printed in, by name: the choices of `--format` are read from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dxscore.report.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """One way to print a scorecard.

    Args:
        render: the scorecard as text, ending with a newline.
        suffix: the file suffix that stands for this format.
        for_people: drawn for a terminal; gets the closing sentence after the findings.
        bom: files get a byte order mark, without which Excel misreads UTF-8.
    """

    render: Callable[[View], str]
    suffix: str
    for_people: bool = False
    bom: bool = False


def _table(view: View) -> str:
    from dxscore.report.table import table_text  # rich is loaded only when something is drawn

    return table_text(view)


def _markdown(view: View) -> str:
    from dxscore.report.markdown import markdown_text

    return markdown_text(view)


def _json(view: View) -> str:
    from dxscore.report.machine import json_text

    return json_text(view)


def _ndjson(view: View) -> str:
    from dxscore.report.machine import ndjson_text

    return ndjson_text(view)


def _csv(view: View) -> str:
    from dxscore.report.machine import csv_text

    return csv_text(view)


FORMATS: dict[str, Format] = {
    "table": Format(_table, ".txt", for_people=True),
    "json": Format(_json, ".json"),
    "ndjson": Format(_ndjson, ".ndjson"),
    "csv": Format(_csv, ".csv", bom=True),
    "markdown": Format(_markdown, ".md"),
}


def format_of_file(name: str) -> str | None:
    """The format that a file's suffix stands for, if any."""
    return next((key for key, item in FORMATS.items() if name.lower().endswith(item.suffix)), None)

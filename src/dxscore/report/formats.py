"""The formats that a scorecard can be printed in, by name: the choices of `--format` are read from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dxscore.report.view import View


class Format(NamedTuple):
    """One way to print a scorecard.

    Args:
        render: the scorecard as text, ending with a newline.
        suffix: the file suffix that stands for this format, where one does.
        for_people: drawn for a terminal; gets the closing sentence after the findings.
        bom: files get a byte order mark, without which Excel misreads UTF-8.
        commands: its lines are meant for a CI service to act on.
        findings_alone: has something to say where nothing could be judged: what is wrong with the data.
    """

    render: Callable[[View], str]
    suffix: str | None
    for_people: bool = False
    bom: bool = False
    commands: bool = False
    findings_alone: bool = False


def _table(view: View) -> str:
    from dxscore.report.table import table_text

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


def _junit(view: View) -> str:
    from dxscore.report.junit import junit_text

    return junit_text(view)


def _sarif(view: View) -> str:
    from dxscore.report.sarif import sarif_text

    return sarif_text(view)


def _github(view: View) -> str:
    from dxscore.report.github import github_text

    return github_text(view)


def _gitlab(view: View) -> str:
    from dxscore.report.gitlab import gitlab_text

    return gitlab_text(view)


def _openmetrics(view: View) -> str:
    from dxscore.report.openmetrics import openmetrics_text

    return openmetrics_text(view)


FORMATS: dict[str, Format] = {
    "table": Format(_table, ".txt", for_people=True),
    "json": Format(_json, ".json", findings_alone=True),
    "ndjson": Format(_ndjson, ".ndjson", findings_alone=True),
    "csv": Format(_csv, ".csv", bom=True),
    "markdown": Format(_markdown, ".md"),
    "junit": Format(_junit, ".xml", findings_alone=True),
    "sarif": Format(_sarif, ".sarif", findings_alone=True),
    "github": Format(_github, None, commands=True, findings_alone=True),
    "gitlab": Format(_gitlab, None, findings_alone=True),
    "openmetrics": Format(_openmetrics, ".prom"),
}


def format_of_file(name: str) -> str | None:
    """The format that a file's suffix stands for, if any."""
    suffixes = {item.suffix: key for key, item in FORMATS.items() if item.suffix is not None}
    return next((key for suffix, key in suffixes.items() if name.lower().endswith(suffix)), None)

"""Reviewdog Diagnostic Format: one JSON document of diagnostics (rdjson)."""

from __future__ import annotations

from dxscore.model.json_document import json_document
from dxscore.report.lines import FindingLine
from dxscore.report.places import character, shown_path
from dxscore.report.view import View

_SEVERITY = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def rdjson_text(view: View) -> str:
    """The findings as diagnostics. Of a table only the line is given: a cell has no column there."""
    diagnostics = [_diagnostic(view, line) for line in view.findings]
    return json_document({"source": {"name": "dxscore"}, "diagnostics": diagnostics})


def _diagnostic(view: View, line: FindingLine) -> dict[str, object]:
    finding = line.finding
    location: dict[str, object] = {"path": shown_path(finding.file, view.root, view.here)}
    if finding.row is not None and finding.sheet is None:
        start = {"line": max(1, finding.row)}
        column = character(finding)
        location["range"] = {"start": start if column is None else {**start, "column": column}}
    return {
        "message": line.advice if finding.sheet is None else f"{line.place}: {line.advice}",
        "location": location,
        "severity": _SEVERITY[finding.severity],
        "code": {"value": line.code},
    }

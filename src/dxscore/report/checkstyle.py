"""Checkstyle's XML, which reviewdog and many servers read: findings by file, line and column."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from dxscore.report.lines import FindingLine
from dxscore.report.places import character, shown_path
from dxscore.report.view import View
from dxscore.words.runner_lines import xml_without_commands

_SEVERITY = {"error": "error", "warning": "warning", "note": "info"}


def checkstyle_text(view: View) -> str:
    """The findings as one checkstyle document."""
    root = ET.Element("checkstyle", version="8.0")
    files: dict[str, ET.Element] = {}
    for line in view.findings:
        name = shown_path(line.finding.file, view.root, view.here)
        if name not in files:
            files[name] = ET.SubElement(root, "file", name=name)
        ET.SubElement(files[name], "error", _attributes(line))
    ET.indent(root)
    text = xml_without_commands(ET.tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _attributes(line: FindingLine) -> dict[str, str]:
    finding = line.finding
    place = {"line": str(max(1, finding.row or 1))}
    column = character(finding)
    if column is not None:
        place["column"] = str(column)
    return {
        **place,
        "severity": _SEVERITY[finding.severity],
        "message": line.advice if finding.sheet is None else f"{line.place}: {line.advice}",
        "source": f"dxscore.{line.code}",
    }

"""GitLab's code quality report: a JSON list of what a merge request shows beside the changed lines."""

from __future__ import annotations

from dxscore.model.finding import Severity
from dxscore.model.json_document import json_document
from dxscore.report.annotations import home_of_targets, to_annotate
from dxscore.report.places import shown_path
from dxscore.report.view import View

_SEVERITY: dict[Severity, str] = {"error": "critical", "warning": "minor", "note": "info"}


def gitlab_text(view: View) -> str:
    """Findings at their file and row, and due targets that are not met at the first data file."""
    issues = [
        {
            "description": item.message,
            "check_name": item.rule,
            "fingerprint": item.fingerprint,
            "severity": _SEVERITY[item.level],
            "location": {
                "path": shown_path(item.file or home_of_targets(view), view.root, view.here),
                "lines": {"begin": item.row},
            },
        }
        for item in to_annotate(view)
    ]
    return json_document(issues)

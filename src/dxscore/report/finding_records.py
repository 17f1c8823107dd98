"""What is wrong with the data, one JSON object a line, and nothing else: for editors, hooks and pipes."""

from __future__ import annotations

from dxscore.report.machine import records
from dxscore.report.view import View


def findings_text(view: View) -> str:
    """A record for each finding, as `--format ndjson` has it (schema record/1); may be empty."""
    return records(view, "finding")

"""What stays the same about a finding or a target from run to run, as a short digest.

Services match results of two runs by it, so that a finding that only moved is not shown as new.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence

from dxscore.model.finding import Finding
from dxscore.model.scorecard import Result
from dxscore.report.places import relative_path

# Rows that a message points at, 'other.csv:12' or 'dòng 12': they move when rows are put in above.
_ROWS = re.compile(r"(:|\b(?:dòng|line|row)\s)[0-9]+")
_DIGITS = 32


def finding_fingerprints(findings: Sequence[Finding], root: str = "") -> tuple[str, ...]:
    """One for each finding, in their order, all different.

    Made from code, file, sheet, column and what the message says, without any row number and always in
    Vietnamese, so that neither inserted rows nor the language change it. Findings that agree in all of
    these are told apart by their order in the file: 'digest:1', 'digest:2'.
    """
    seen: Counter[str] = Counter()
    fingerprints = []
    for finding in findings:
        said = _ROWS.sub(r"\1", finding.message.vi)
        place = (relative_path(finding.file, root), finding.sheet or "", finding.column or "")
        digest = _digest("finding", finding.code, *place, said)
        seen[digest] += 1
        fingerprints.append(f"{digest}:{seen[digest]}")
    return tuple(fingerprints)


def target_fingerprint(plan: str, result: Result) -> str:
    """The same for a target in every run, whatever its verdict and figures."""
    year, unit = str(result.target.by), result.reporting_unit or ""
    return f"{_digest('target', plan, result.indicator, year, unit)}:1"


def _digest(*parts: str) -> str:
    text = json.dumps(parts)  # ASCII, and no two lists of parts read alike
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_DIGITS]

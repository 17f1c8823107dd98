"""Many findings kept within bounds: a file of nothing but faults stays readable, and fits into memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding, Severity
from dxscore.score.doubt import Unwritten

KEPT_AT_MOST = 1000
Row = tuple[str, str, int]
"""File, sheet ('' where there is none) and row."""
Cell = tuple[str, str, int, int | None]
"""A row, and the cell in it; None where the whole row is meant."""


class Capped(NamedTuple):
    """Findings, with every cell or row that one was made on.

    Args:
        findings: of each file and severity the first thousand, then one that counts the rest.
        cells: where they were made, by severity, also those that are only counted.
    """

    findings: tuple[Finding, ...]
    cells: Mapping[Severity, frozenset[Cell]]


def capped(found: Iterable[Finding | Unwritten]) -> Capped:
    """Take findings as they are made; past the cap they are counted, and dropped unwritten."""
    kept: list[Finding] = []
    counts: Counter[tuple[str, Severity]] = Counter()
    cells: dict[Severity, set[Cell]] = defaultdict(set)
    for finding in found:
        counts[finding.file, finding.severity] += 1
        if counts[finding.file, finding.severity] <= KEPT_AT_MOST:
            kept.append(finding if isinstance(finding, Finding) else finding.written())
        if finding.row is not None:
            cells[finding.severity].add((finding.file, finding.sheet or "", finding.row, finding.position))
    kept += [
        _more(file, counts) for file in dict.fromkeys(file for file, _ in counts) if _left_out(file, counts)
    ]
    return Capped(tuple(kept), {severity: frozenset(places) for severity, places in cells.items()})


def _left_out(file: str, counts: Counter[tuple[str, Severity]]) -> int:
    return sum(max(0, n - KEPT_AT_MOST) for (name, _), n in counts.items() if name == file)


def _more(file: str, counts: Counter[tuple[str, Severity]]) -> Finding:
    errors = max(0, counts[file, "error"] - KEPT_AT_MOST)
    rule = rules.MORE_WITH_ERRORS if errors else rules.MORE
    total = sum(n for (name, _), n in counts.items() if name == file)
    return rule.finding(file, more=_left_out(file, counts), errors=errors, total=total)

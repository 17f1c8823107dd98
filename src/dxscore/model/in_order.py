"""The one order of findings: whatever is cut, no error stands behind a warning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dxscore.model import rules
from dxscore.model.finding import Finding, Severity

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")
_COUNTS_THE_REST: Final = frozenset({rules.MORE.code, rules.MORE_WITH_ERRORS.code})


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By severity, then file, sheet, row and column; what only counts the unlisted ends its file's."""
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[int, str, bool, str, int, int, str]:
    return (
        SEVERITIES.index(finding.severity),
        finding.file,
        finding.code in _COUNTS_THE_REST,
        *finding.place.order[1:],
        finding.code,
    )

"""How many findings there are, those that are only counted too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pydantic import Field

from dxscore.model import rules
from dxscore.model.base import Written
from dxscore.model.finding import Finding, Severity, Unlisted
from dxscore.model.place import Place


class FindingCounts(Written):
    """How many findings a run made, and how many rows they cost."""

    total: int = Field(description="How many findings there are, those that are not listed too.")
    listed: int = Field(description="How many are listed: a thousand of one file at most.")
    errors: int = Field(description="Errors, listed or not.")
    warnings: int = Field(description="Warnings, listed or not.")
    notes: int = Field(description="Notes, listed or not.")
    rejected: int | None = Field(
        default=None, description="Rows that were left out; null where no rows were looked at."
    )


def counted(findings: Iterable[Finding]) -> Counter[tuple[str, Severity]]:
    """How often each code was found at each severity, listed or not."""
    found: Counter[tuple[str, Severity]] = Counter()
    for finding in findings:
        if not finding.more:
            found[finding.code, finding.severity] += 1
        for unlisted in finding.more:
            found[unlisted.code, unlisted.severity] += unlisted.times
    return found


def unlisted_finding(file: str, unlisted: Counter[tuple[str, Severity]], total: int) -> Finding:
    """What stands at the end of a file's findings where some are only counted.

    Args:
        file: the file.
        unlisted: how many are not listed, by code and severity.
        total: how many the file has in all.
    """
    errors = sum(count for (_, severity), count in unlisted.items() if severity == "error")
    rule = rules.MORE_WITH_ERRORS if errors else rules.MORE
    said = rule.finding(Place(file), more=unlisted.total(), errors=errors, total=total)
    more = tuple(Unlisted(*key, count) for key, count in sorted(unlisted.items()))
    return said.model_copy(update={"more": more})


def counts(findings: Iterable[Finding]) -> tuple[int, int, int]:
    """How many errors, warnings and notes, listed or not."""
    by_severity: Counter[Severity] = Counter()
    for (_, severity), count in counted(findings).items():
        by_severity[severity] += count
    return by_severity["error"], by_severity["warning"], by_severity["note"]


def finding_counts(findings: Iterable[Finding], rejected: int | None = None) -> FindingCounts:
    """The counts of these findings, and of `rejected` rows."""
    found = tuple(findings)
    errors, warnings, notes = counts(found)
    return FindingCounts.model_construct(
        total=errors + warnings + notes,
        listed=sum(not finding.more for finding in found),
        errors=errors,
        warnings=warnings,
        notes=notes,
        rejected=rejected,
    )

"""What services show beside a file's lines: every finding, and every due target that is not met."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dxscore.model.finding import Finding, Severity
from dxscore.model.in_order import SEVERITIES
from dxscore.model.scorecard import Result, Status
from dxscore.report.lines import FindingLine, ResultLine
from dxscore.report.places import relative_path
from dxscore.report.view import View
from dxscore.words.visible import visible

LEVEL: dict[Status, Severity] = {"missed": "error", "no_data": "warning", "not_assessable": "warning"}
"""Of a due target that is not met: how loudly it is said. A waived one is no issue, and is left out."""

CATALOGUE_FILE = "targets.yaml"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One thing to say in one place. `title` and `message` hold no character that acts or hides.

    Args:
        level: how loudly.
        rule: finding code, or id of the indicator.
        title: the rule and what of it.
        message: one line.
        file: the file as it was named; None for a target, which stands in no file.
        row: line in the file, from 1; 1 where the whole file is meant.
        column: column of the table, where known.
        waiver: why a target that is not met is excused; "" where it is not.
        fingerprint: what stays the same from run to run.
    """

    level: Severity
    rule: str
    title: str
    message: str
    fingerprint: str
    file: str | None = None
    row: int = 1
    column: str | None = None
    waiver: str = ""


def to_annotate(view: View, waived: bool = False) -> list[Annotation]:
    """Findings and due targets that are not met, errors of both first; waived ones only if asked for."""
    fingerprints = finding_fingerprints(view.scorecard.findings, view.root)
    said = [_of_finding(*pair) for pair in zip(view.findings, fingerprints, strict=True)]
    return sorted([*said, *_of_targets(view, waived)], key=lambda item: SEVERITIES.index(item.level))


def _of_finding(line: FindingLine, fingerprint: str) -> Annotation:
    finding = line.finding
    return Annotation(
        level=finding.severity,
        rule=line.code,
        title=f"{line.code} ({line.column})" if line.column else line.code,
        message=_cell_of_sheet(finding) + line.advice,
        fingerprint=fingerprint,
        file=finding.file,
        row=max(1, finding.row or 1),
        column=visible(finding.column) if finding.column else None,
    )


def _of_targets(view: View, waived: bool) -> Iterator[Annotation]:
    for line in view.results:
        result = line.result
        excused = waived and result.waiver is not None
        if result.falls_due and (result.status in LEVEL or excused):
            yield Annotation(
                level=LEVEL.get(result.status, "error" if result.reason is None else "warning"),
                rule=line.id,
                title=f"{line.id} {line.by}",
                message=target_sentence(view, line),
                fingerprint=target_fingerprint(view.scorecard.plan, result),
                waiver=line.gap if excused else "",
            )


def home_of_targets(view: View) -> str:
    """The file to show a target at, as results without a place are dropped: the first data file.

    That is where its figure came from, or should have come from; without one, the catalogue's.
    """
    return next((i.file for i in view.scorecard.inputs if i.file != "-"), CATALOGUE_FILE)


def _cell_of_sheet(finding: Finding) -> str:
    """'Sheet1!D12: ' in a workbook, which has no lines to mark."""
    if finding.sheet is None:
        return ""
    return str(finding.place._replace(file="")).removeprefix(":") + ": "


def target_sentence(view: View, line: ResultLine) -> str:
    """Name, target, result, verdict, gap and who leads, on one line."""
    parts = [
        line.name,
        f"{view.say('column.target')}: {line.target}",
        f"{view.say('column.result')}: {line.figures}",
        f"{view.say('column.status')}: {line.verdict}" + (f" – {line.gap}" if line.gap else ""),
        lead_words(view, line),
    ]
    return ". ".join(parts)


def lead_words(view: View, line: ResultLine) -> str:
    """'Chủ trì: …', with the ground where no document names a lead body for the target itself."""
    if not line.result.lead:
        return view.say("report.no_lead")
    return f"{view.say('column.lead')}: {line.lead_in_words}"


# Services match results of two runs by what stays the same about a finding or a target, as a short digest, so
# that a finding that only moved is not shown as new. Rows that a message points at, 'other.csv:12',
# 'dòng 12', move when rows are put in above.
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
    year, unit = str(result.target.due_by), result.reporting_unit or ""
    return f"{_digest('target', plan, result.indicator, year, unit)}:1"


def _digest(*parts: str) -> str:
    text = json.dumps(parts)  # ASCII, and no two lists of parts read alike
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_DIGITS]

"""What services show beside a file's lines: every finding, and every due target that is not met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dxscore.model.finding import Finding, Severity
from dxscore.model.in_order import SEVERITIES
from dxscore.model.scorecard import Result, Status
from dxscore.report.fingerprints import finding_fingerprints, target_fingerprint
from dxscore.report.view import View
from dxscore.report.words import finding_column, with_column
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
    findings = view.scorecard.findings
    said = [
        _of_finding(view, finding, fingerprint)
        for finding, fingerprint in zip(findings, finding_fingerprints(findings, view.root), strict=True)
    ]
    return sorted([*said, *_of_targets(view, waived)], key=lambda item: SEVERITIES.index(item.level))


def _of_finding(view: View, finding: Finding, fingerprint: str) -> Annotation:
    column = finding_column(finding.column, view.lang) if finding.column else None
    return Annotation(
        level=finding.severity,
        rule=finding.code,
        title=f"{finding.code} ({column})" if column else finding.code,
        message=_cell_of_sheet(finding) + finding_words(view, finding),
        fingerprint=fingerprint,
        file=finding.file,
        row=max(1, finding.row or 1),
        column=visible(finding.column) if finding.column else None,
    )


def _of_targets(view: View, waived: bool) -> Iterator[Annotation]:
    for result in view.scorecard.results:
        excused = waived and result.waiver is not None
        if result.due and (result.status in LEVEL or excused):
            yield Annotation(
                level=LEVEL.get(result.status, "error" if result.reason is None else "warning"),
                rule=result.indicator,
                title=f"{result.indicator} {result.target.by}",
                message=target_sentence(view, result),
                fingerprint=target_fingerprint(view.scorecard.plan, result),
                waiver=view.gap(result, result) if excused else "",
            )


def home_of_targets(view: View) -> str:
    """The file to show a target at, as results without a place are dropped: the first data file.

    That is where its figure came from, or should have come from; without one, the catalogue's.
    """
    return next((i.file for i in view.scorecard.inputs if i.file != "-"), CATALOGUE_FILE)


def finding_words(view: View, finding: Finding) -> str:
    """What is wrong and what to do, on one line, without the place."""
    return visible(f"{with_column(finding, view.lang)}; {finding.remedy.get(view.lang)}")


def _cell_of_sheet(finding: Finding) -> str:
    """'Sheet1!D12: ' in a workbook, which has no lines to mark."""
    if finding.sheet is None:
        return ""
    return str(finding.place._replace(file="")).removeprefix(":") + ": "


def target_sentence(view: View, result: Result) -> str:
    """Name, target, result, verdict, gap and who leads, on one line."""
    gap = view.gap(result, result)
    status = view.status(result)
    parts = [
        visible(view.indicator(result).name.get(view.lang)),
        f"{view.say('target')}: {view.target(result)}",
        f"{view.say('result')}: {view.figures(result)}",
        f"{view.say('status')}: {status} – {gap}" if gap else f"{view.say('status')}: {status}",
        lead_words(view, result),
    ]
    return ". ".join(parts)


def lead_words(view: View, result: Result) -> str:
    """'Chủ trì: …', with the ground where no document names a lead body for the target itself."""
    if not result.lead:
        return view.say("no_lead")
    return f"{view.say('lead')}: {view.lead_in_words(result)}"

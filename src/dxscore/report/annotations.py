"""What services show beside a file's lines: every finding, and every due target that is not met."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dxscore.model.finding import Finding, Severity
from dxscore.model.in_order import SEVERITIES
from dxscore.model.scorecard import Result, Status
from dxscore.report.lines import FindingLine, ResultLine
from dxscore.report.places import relative_path
from dxscore.report.view import View
from dxscore.words.numbers import day
from dxscore.words.say import say_of
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.comparison import RatchetFact
    from dxscore.model.scorecard import Scorecard

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
        file: the file as it was named; None for a target that stands in none that a service knows.
        row: line in the file, from 1; 1 where the whole file is meant.
        column: column of the table, where known.
        waiver: why a target that is not met is excused; "" where it is not.
        state: what it is to the baseline; "" where there is none.
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
    state: BaselineState = ""


BaselineState = Literal["", "new", "unchanged", "updated"]


def to_annotate(view: View, waived: bool = False) -> list[Annotation]:
    """Findings and due targets that are not met, errors of both first; waived ones only if asked for."""
    fingerprints = finding_fingerprints(view.scorecard.findings, view.root, view.here)
    known = None if view.baseline is None else _known_findings(view, view.baseline)
    said = [_of_finding(*pair, known) for pair in zip(view.findings, fingerprints, strict=True)]
    return sorted([*said, *_of_targets(view, waived)], key=lambda item: SEVERITIES.index(item.level))


def _known_findings(view: View, baseline: Scorecard) -> frozenset[str]:
    return frozenset(finding_fingerprints(baseline.findings, view.root, view.here))


def _of_finding(line: FindingLine, fingerprint: str, known: frozenset[str] | None) -> Annotation:
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
        state="" if known is None else "unchanged" if fingerprint in known else "new",
    )


def _of_targets(view: View, waived: bool) -> Iterator[Annotation]:
    """Due targets that are not met; against a baseline what it knew is a note, and what fails is an error."""
    for line in view.results:
        result = line.result
        excused = waived and result.waiver is not None
        facts = () if view.ratchet is None else view.ratchet.facts_on(result)
        if not facts and not (result.falls_due and (result.status in LEVEL or excused)):
            continue
        file, row = place_of_target(view, line)
        yield Annotation(
            level=_level(result, facts),
            rule=line.id,
            title=f"{line.id} {line.by}",
            message=target_sentence(view, line),
            fingerprint=target_fingerprint(view.scorecard.plan, result),
            file=file,
            row=row,
            waiver=line.gap if excused else "",
            state=_state(view, facts),
        )


def _level(result: Result, facts: Sequence[RatchetFact]) -> Severity:
    if facts:
        return "note" if "known" in facts else "error"
    return LEVEL.get(result.status, "error" if result.reason is None else "warning")


def _state(view: View, facts: Sequence[RatchetFact]) -> BaselineState:
    if view.ratchet is None:
        return ""
    if "newly_missed" in facts or "unjudged" in facts:
        return "new"
    return "updated" if facts and "known" not in facts else "unchanged"


def place_of_target(view: View, line: ResultLine) -> tuple[str | None, int]:
    """Where a target is shown: file and line.

    That is the row that decided; where none did, the target in the catalogue; None where that lies outside of
    the checkout.
    """
    place = view.places.get(
        (line.id, line.result.target.due_by, line.result.target.every)
    ) or view.names.place(line.result)
    if place is not None and _is_inside(place.file, view):
        return place.file, max(1, place.row or 1)
    return None, 1


def _is_inside(file: str, view: View) -> bool:
    """Whether services that know the checkout alone will find a file."""
    path = relative_path(file, view.root, view.here)
    return file != "-" and not path.startswith(("/", "../")) and ":" not in path[:3]


def home_of_targets(view: View) -> str:
    """The file to show a target at that stands in none, for services that drop what has no place.

    The first data file: its figure should have come from there; without one, the catalogue's.
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
        *against(view, line),
        line.name,
        f"{view.say('column.target')}: {line.target}",
        f"{view.say('column.result')}: {line.figures}",
        f"{view.say('column.status')}: {line.verdict}" + (f" – {line.gap}" if line.gap else ""),
        lead_words(view, line),
    ]
    return ". ".join(parts)


def against(view: View, line: ResultLine) -> list[str]:
    """What a baseline knew of the target, said first; nothing without one."""
    ratchet, baseline = view.ratchet, view.baseline
    facts = () if ratchet is None else ratchet.facts_on(line.result)
    if ratchet is None or baseline is None or not facts:
        return []
    from dxscore.report.baseline import against_baseline

    when = day(baseline.day, view.lang)
    if facts == ("known",):
        return [view.say("comparison.known_gap", day=when)]
    said = [", ".join(say_of("comparison", fact, view.lang) for fact in facts)]
    against = against_baseline(view, ratchet, line.result)
    said += [against] if against else []
    return [view.say("comparison.against", day=when, fact="; ".join(said))]


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


def finding_fingerprints(findings: Sequence[Finding], root: str = "", here: str = "") -> tuple[str, ...]:
    """One for each finding, in their order, all different.

    Made from code, file, sheet, column and what the message says, without any row number and always in
    Vietnamese, so that neither inserted rows nor the language change it. Findings that agree in all of
    these are told apart by their order in the file: 'digest:1', 'digest:2'.
    """
    seen: Counter[str] = Counter()
    fingerprints = []
    for finding in findings:
        said = _ROWS.sub(r"\1", finding.message.vi)
        place = (relative_path(finding.file, root, here), finding.sheet or "", finding.column or "")
        digest = _digest("finding", finding.code, *place, said)
        seen[digest] += 1
        fingerprints.append(f"{digest}:{seen[digest]}")
    return tuple(fingerprints)


def target_fingerprint(plan: str, result: Result) -> str:
    """The same for a target in every run, whatever its verdict and figures."""
    year, unit = result.target.due_by, result.reporting_unit or ""
    return f"{_digest('target', plan, result.indicator, year, unit)}:1"


def _digest(*parts: str) -> str:
    text = json.dumps(parts)  # ASCII, and no two lists of parts read alike
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_DIGITS]

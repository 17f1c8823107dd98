"""What is wrong with files of any kind that dxscore reads, and no verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from dxscore.errors import DxscoreError
from dxscore.flows.lint_files import opened
from dxscore.flows.lint_request import LintRequest
from dxscore.flows.lint_run import Run
from dxscore.model import rules
from dxscore.model.finding import Finding, Unlisted
from dxscore.model.finding_counts import counted, finding_counts, unlisted_finding
from dxscore.model.in_order import in_order
from dxscore.model.lint import CodeCount, FindingList
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import CatalogueRef, Scorecard
from dxscore.model.version import VERSION
from dxscore.read.catalogue import ASSIGNMENTS, TARGETS


class Linted(NamedTuple):
    """What came of one run.

    Args:
        listed: the findings.
        scorecard: the same in a scorecard without results, which every format for services takes.
        catalogue: names what the findings speak of.
    """

    listed: FindingList
    scorecard: Scorecard
    catalogue: Catalogue


def lint(names: Sequence[str], request: LintRequest | None = None) -> Linted:
    """What is wrong with files: metrics, task lists, catalogues, waivers and points sets, by what each is."""
    asked = request or LintRequest()
    run = Run(asked.catalogue)
    run.look_at(opened(names, asked.stdin_filename))
    return _linted(run, asked, run.catalogue)


def of_error(error: DxscoreError) -> Linted:
    """The findings of an error that kept a run from judging anything, for the services that show them."""
    run = Run(None)
    run.findings += error.findings
    for finding in error.findings:
        run.note(finding.file, "catalogue")
    return _linted(run, LintRequest(), None)


def _linted(run: Run, asked: LintRequest, catalogue: Catalogue | None) -> Linted:
    """What the run found, against its catalogue; None where that is what is faulty."""
    listed = _listed(run, asked)
    plan, digest = (
        ("unread", "0" * 64) if catalogue is None else (catalogue.targets.plan.id, catalogue.sha256)
    )
    card = _without_results(listed, plan, digest)
    return Linted(listed, card, catalogue or run.catalogue)


def _without_results(listed: FindingList, plan: str, sha256: str) -> Scorecard:
    """A scorecard of nothing but findings: what every format for services takes."""
    of_files = [file.rejected for file in listed.files if file.rejected is not None]
    rejected = sum(of_files) if of_files else None
    from dxscore.score.totals import summarise

    return Scorecard(
        plan=plan,
        as_of=None,
        catalogue=CatalogueRef(sha256=sha256),
        dxscore=VERSION,
        inputs=(),
        summary=summarise((), {}),
        pillars=(),
        results=(),
        gaps=(),
        findings=listed.findings,
        finding_counts=finding_counts(listed.findings, rejected),
    )


def _listed(run: Run, asked: LintRequest) -> FindingList:
    for name in {finding.file for finding in run.findings} - run.files.keys():
        # A file of a catalogue that is not there.
        run.note(name, "catalogue" if PurePath(name).name in (TARGETS, ASSIGNMENTS) else "other")
    ordered = sorted(in_order(_chosen(run.findings, asked)), key=lambda finding: finding.place.order)
    by_code: Counter[str] = Counter()
    for (code, _), count in counted(ordered).items():
        by_code[code] += count
    counts = finding_counts(ordered)
    return FindingList(
        dxscore=VERSION,
        total=counts.total,
        listed=counts.listed,
        errors=counts.errors,
        warnings=counts.warnings,
        notes=counts.notes,
        files=tuple(run.files[name] for name in sorted(run.files)),
        codes=tuple(CodeCount(code=code, count=count) for code, count in sorted(by_code.items())),
        findings=tuple(ordered),
    )


def _chosen(findings: Iterable[Finding], asked: LintRequest) -> Iterator[Finding]:
    """What was asked for, each at the severity that was asked for; unlisted findings are chosen likewise."""
    for finding in findings:
        if finding.more:
            more = tuple(
                each._replace(severity=asked.severity.get(each.code, each.severity))
                for each in finding.more
                if _is_wanted(each.code, asked)
            )
            if more:
                yield _counting(finding, more)
        elif _is_wanted(finding.code, asked):
            severity = asked.severity.get(finding.code, finding.severity)
            yield finding.model_copy(update={"severity": severity})


def _is_wanted(code: str, asked: LintRequest) -> bool:
    return (not asked.select or code.startswith(asked.select)) and not (
        asked.ignore and code.startswith(asked.ignore)
    )


def _counting(finding: Finding, more: tuple[Unlisted, ...]) -> Finding:
    """The finding that counts what is not listed, counting `more` and no others."""
    if more == finding.more or finding.code == rules.MORE_FAULTS.code:
        return finding.model_copy(update={"more": more})
    unlisted = Counter({(each.code, each.severity): each.times for each in more})
    return unlisted_finding(finding.file, unlisted, unlisted.total())

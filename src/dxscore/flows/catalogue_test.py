"""The cases beside a catalogue, tried: whether given figures give the verdicts that were written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from dxscore.errors import DxscoreError
from dxscore.flows.judge import Request, judge
from dxscore.model.cases import Case, CaseOutcome, CaseRow, CatalogueTest, Difference, Expected
from dxscore.model.cells import csv_text
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Result, Scorecard, UnitResult
from dxscore.read.cases import CASES, PlacedCase, read_cases
from dxscore.read.catalogue import load
from dxscore.read.metrics import read
from dxscore.read.sources import Source, open_source

_COMPARED = ("status", "reason", "provisional", "exceeded", "value", "gap", "gap_count")


def catalogue_test(folder: Path) -> CatalogueTest:
    """Try every case of the catalogue in `folder`.

    Raises:
        CatalogueError: the catalogue, or its cases.yaml, cannot be used.
    """
    catalogue = load(folder)
    outcomes = tuple(_outcome(catalogue, folder, placed) for placed in read_cases(folder / CASES, catalogue))
    passed = sum(outcome.passed for outcome in outcomes)
    return CatalogueTest(
        plan=catalogue.targets.plan.id,
        catalogue_sha256=catalogue.sha256,
        passed=passed,
        failed=len(outcomes) - passed,
        cases=outcomes,
    )


def _outcome(catalogue: Catalogue, folder: Path, placed: PlacedCase) -> CaseOutcome:
    case = placed.case
    try:
        differences = tuple(_differences(catalogue, folder, case))
    except DxscoreError as error:  # nothing falls due in that year, or the like
        differences = (Difference(key="run", expected=None, found=error.en),)
    return CaseOutcome(
        name=case.name,
        file=placed.place.file,
        row=placed.place.row,
        passed=not differences,
        differences=differences,
    )


def _differences(catalogue: Catalogue, folder: Path, case: Case) -> Iterator[Difference]:
    sources = [open_source(str(folder / name)) for name in case.files]
    if case.rows:
        sources.append(Source(CASES, _as_table(case.rows).encode()))
    judged = judge(
        catalogue, read(sources, catalogue), Request(as_of=case.as_of, target_year=case.target_year)
    )
    found = _codes(judged.scorecard.findings)
    if found != frozenset(case.findings):
        yield Difference(key="findings", expected=_listed(case.findings), found=_listed(found))
    for expected in case.expect:
        yield from _against(judged.scorecard, expected)


def _as_table(rows: Iterable[CaseRow]) -> str:
    """The rows as a metrics file, which is then read as any other."""
    header = tuple(CaseRow.model_fields)
    return csv_text([header, *([_cell(getattr(row, name)) for name in header] for row in rows)])


def _cell(value: str | int | Decimal | date | None) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)


def _codes(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(finding.code for finding in findings if finding.severity != "note")


def _listed(codes: Iterable[str]) -> str | None:
    return ", ".join(sorted(codes)) or None


def _against(scorecard: Scorecard, expected: Expected) -> Iterator[Difference]:
    """What differs from what was expected of one target."""
    where = {
        "indicator": expected.indicator,
        "target_by": str(expected.target_by),
        "reporting_unit": expected.reporting_unit,
    }
    result = _meant(scorecard, expected)
    if result is None:
        yield Difference(**where, key="target", expected=expected.status, found=None)
        return
    for key in _COMPARED:
        wanted = getattr(expected, key)
        came = getattr(result, key, None)
        if wanted is not None and wanted != came:  # numbers as numbers: 70 is 70.0
            yield Difference(**where, key=key, expected=_said(wanted), found=_said(came))


def _meant(scorecard: Scorecard, expected: Expected) -> Result | UnitResult | None:
    by = str(expected.target_by)
    for result in scorecard.results:
        if result.indicator == expected.indicator and result.target.due_by == by:
            if expected.reporting_unit in (None, result.reporting_unit):
                return result
            return next((u for u in result.units if u.reporting_unit == expected.reporting_unit), None)
    return None


def _said(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else _cell(value)  # type: ignore[arg-type]  # a number

"""The page's tables, as rows of finished text: nothing is computed in the template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dxscore.model.figures import exact_value
from dxscore.model.finding import Finding
from dxscore.model.in_order import counts
from dxscore.model.scorecard import STATUSES, Result, Status, UnitResult
from dxscore.report.charts.heat import column_name, heat_results, heat_units
from dxscore.report.view import View
from dxscore.report.words import SEVERITY, SIGN, STATUS, finding_column, pick
from dxscore.words.numbers import number
from dxscore.words.say import Language
from dxscore.words.visible import visible

FINDINGS_AT_MOST = 1_000
_BEHIND = frozenset({"missed", "pending", "no_data", "not_assessable"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter.

    Args:
        key: what rows carry.
        words: what people choose.
    """

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One target in the table of results. Keys are for filters, `sort_…` for sorting."""

    id: str
    year: int
    name: str
    pillar: str
    target: str
    document: str
    section: str
    figures: str
    status: Status
    sign: str
    verdict: str
    gap: str
    lead: str
    lead_keys: str
    unit_keys: str
    sort_value: str
    sort_gap: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's figure on one target; `status` is '' where the unit owes none."""

    status: Status | str
    sign: str
    verdict: str
    words: str
    sort_value: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit across all targets. `statuses` are those of its cells, for the filter."""

    id: str
    name: str
    statuses: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One target across all units."""

    id: str
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The heat map as a table: units down, targets across."""

    columns: tuple[Column, ...]
    rows: tuple[UnitRow, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One fault in a file."""

    place: str
    code: str
    severity: str
    message: str
    remedy: str


def result_rows(view: View) -> tuple[ResultRow, ...]:
    """One row for each result."""
    return tuple(_result_row(view, result) for result in view.scorecard.results)


def _result_row(view: View, result: Result) -> ResultRow:
    return ResultRow(
        id=result.indicator,
        year=result.target.by,
        name=visible(view.indicator(result).name.get(view.lang)),
        pillar=result.pillar,
        target=view.target(result),
        document=result.target.source.document,
        section=visible(result.target.source.section),
        figures=view.figures(result),
        status=result.status,
        sign=SIGN[result.status],
        verdict=view.status(result),
        gap=view.gap(result, result),
        lead=view.lead(result),
        lead_keys="|".join(owner.body for owner in result.lead),
        unit_keys="|".join(units_behind(result)),
        sort_value=_sortable(result),
        sort_gap="" if result.gap is None else format(result.gap, "f"),
    )


def _sortable(figure: Result | UnitResult) -> str:
    """The figure as a plain number for sorting; to nine digits, for nothing is decided by it."""
    exact = exact_value(figure)
    return "" if exact is None else f"{float(exact):.9g}"


def status_choices(view: View, statuses: Iterable[Status]) -> tuple[Choice, ...]:
    """The statuses that occur, in their usual order."""
    present = set(statuses)
    return tuple(Choice(s, f"{SIGN[s]} {pick(STATUS[s], view.lang)}") for s in STATUSES if s in present)


def pillar_choices(view: View) -> tuple[Choice, ...]:
    """The pillars that have results."""
    pillars = view.catalogue.pillars
    return tuple(Choice(p.id, visible(pillars[p.id].name.get(view.lang))) for p in view.scorecard.pillars)


def lead_choices(view: View) -> tuple[Choice, ...]:
    """The bodies that lead anything, by name."""
    bodies = {owner.body for result in view.scorecard.results for owner in result.lead}
    return tuple(sorted((Choice(body, view.body(body)) for body in bodies), key=lambda c: c.words))


def units_behind(result: Result) -> tuple[str, ...]:
    """Ids of the units that fall short of the target, or of whom no figure came in that says."""
    behind = [unit.reporting_unit for unit in result.units if unit.status in _BEHIND]
    return tuple(dict.fromkeys([*behind, *result.coverage.missing]))


def unit_choices(view: View) -> tuple[Choice, ...]:
    """The units that are behind on anything, in the catalogue's order."""
    behind = {unit for result in view.scorecard.results for unit in units_behind(result)}
    return tuple(Choice(body, view.body(body)) for body in view.catalogue.bodies if body in behind)


def matrix(view: View) -> Matrix | None:
    """Every unit's figure on every target that several units report; None where there is no such target."""
    results, units = heat_results(view), heat_units(view)
    if not results:
        return None
    own = {(id(r), unit.reporting_unit): unit for r in results for unit in r.units}
    columns = tuple(
        Column(r.indicator, column_name(view, r), visible(view.indicator(r).name.get(view.lang)))
        for r in results
    )
    rows = []
    for unit in units:
        cells = tuple(_cell(view, r, own.get((id(r), unit))) for r in results)
        statuses = "|".join(sorted({cell.status for cell in cells if cell.status}))
        rows.append(UnitRow(unit, view.body(unit), statuses, cells))
    return Matrix(columns, tuple(rows))


_NO_CELL = Cell("", "", "", "", "")


def _cell(view: View, result: Result, unit: UnitResult | None) -> Cell:
    if unit is None:
        return _NO_CELL
    words = "" if exact_value(unit) is None else view.value(result, unit).split(" (")[0]
    sign, verdict = SIGN[unit.status], pick(STATUS[unit.status], view.lang)
    return Cell(unit.status, sign, verdict, words, _sortable(unit))


def _place(finding: Finding, lang: Language) -> str:
    said = [visible(str(p)) for p in (finding.file, finding.row, finding.position) if p is not None]
    return ":".join([*said, *([finding_column(finding.column, lang)] if finding.column is not None else [])])


def finding_rows(view: View) -> tuple[FindingRow, ...]:
    """The first thousand findings."""
    return tuple(
        FindingRow(
            place=_place(f, view.lang),
            code=f.code,
            severity=pick(SEVERITY[f.severity], view.lang),
            message=visible(f.message.get(view.lang)),
            remedy=visible(f.remedy.get(view.lang)),
        )
        for f in view.scorecard.findings[:FINDINGS_AT_MOST]
    )


def more_findings(view: View) -> str:
    """How many errors, warnings and notes are not listed; '' where all are."""
    rest = view.scorecard.findings[FINDINGS_AT_MOST:]
    return view.say("findings_rest", *(number(n, view.lang) for n in counts(rest))) if rest else ""

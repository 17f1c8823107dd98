"""The page's tables, as rows of finished text: nothing is computed in the template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dxscore.model.scorecard import BEHIND, UNIT_VERDICTS, Result, UnitVerdict
from dxscore.report.charts.heat import heat_results, heat_units, target_names
from dxscore.report.figure_line import FigureLine, UnitLine
from dxscore.report.findings import findings_rest
from dxscore.report.lines import FindingLine, ResultLine
from dxscore.report.naming import SIGN
from dxscore.report.units_shown import Listed
from dxscore.report.view import View
from dxscore.words.say import say_of
from dxscore.words.visible import visible

FINDINGS_AT_MOST = 1_000


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
    """One target in the table of results: its line, what filters look for and what is sorted by."""

    line: ResultLine
    document: str
    section: str
    lead_keys: str
    unit_keys: str
    sort_value: str
    sort_gap: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's figure on one target, in a few words; `line` is None where the unit owes none."""

    line: UnitLine | None
    words: str = ""
    sort_value: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One unit across all targets. `statuses` are those of its cells, for the filter."""

    id: str
    name: str
    statuses: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One target across all units."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The heat map as a table: units down, targets across."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One fault in a file: its line, and its place as the page has it, with the column's name."""

    line: FindingLine
    place: str


def result_rows(view: View, listed: Listed) -> tuple[ResultRow, ...]:
    """One row for each result."""
    return tuple(_result_row(line, listed) for line in view.results)


def _result_row(line: ResultLine, listed: Listed) -> ResultRow:
    result = line.result
    return ResultRow(
        line,
        document=result.target.source.document,
        section=visible(result.target.source.section),
        lead_keys="|".join(owner.body for owner in result.lead),
        unit_keys="|".join(units_behind(result, listed)),
        sort_value=_sortable(line),
        sort_gap="" if result.gap is None else format(result.gap, "f"),
    )


def _sortable(line: FigureLine) -> str:
    """The figure as a plain number for sorting; to nine digits, for nothing is decided by it."""
    return "" if line.exact is None else f"{float(line.exact):.9g}"


def status_choices(view: View, statuses: Iterable[UnitVerdict]) -> tuple[Choice, ...]:
    """The statuses that occur, in their usual order."""
    present = set(statuses)
    return tuple(
        Choice(s, f"{SIGN[s]} {say_of('status', s, view.lang)}") for s in UNIT_VERDICTS if s in present
    )


def pillar_choices(view: View) -> tuple[Choice, ...]:
    """The pillars that have results."""
    return tuple(Choice(pillar.id, view.names.pillar(pillar.id)) for pillar in view.scorecard.pillars)


def lead_choices(view: View) -> tuple[Choice, ...]:
    """The bodies that lead anything, by name."""
    bodies = {owner.body for line in view.results for owner in line.result.lead}
    return tuple(sorted((Choice(body, view.names.body(body)) for body in bodies), key=lambda c: c.words))


def units_behind(result: Result, listed: Listed) -> tuple[str, ...]:
    """Ids of the listed units that fall short of the target, or of whom no figure came in that says."""
    behind = [unit.reporting_unit for unit in result.units if unit.status in BEHIND]
    return tuple(unit for unit in dict.fromkeys([*behind, *result.coverage.missing]) if listed.holds(unit))


def unit_choices(view: View, listed: Listed) -> tuple[Choice, ...]:
    """The listed units that are behind on anything, in the catalogue's order."""
    behind = {unit for line in view.results for unit in units_behind(line.result, listed)}
    return tuple(Choice(body, view.names.body(body)) for body in view.catalogue.bodies if body in behind)


def matrix(view: View, listed: Listed) -> Matrix | None:
    """The figures of listed units on every target that several report; None where there is no such target."""
    lines = heat_results(view)
    if not lines:
        return None
    names = target_names(lines)
    columns = tuple(MatrixColumn(line.id, name) for line, name in zip(lines, names, strict=True))
    figures = [_unit_lines(view, line, listed) for line in lines]
    rows = []
    for unit in (id_ for id_ in heat_units(view) if listed.holds(id_)):
        cells = tuple(_cell(own.get(unit)) for own in figures)
        statuses = "|".join(sorted({cell.line.status for cell in cells if cell.line is not None}))
        rows.append(MatrixRow(unit, view.names.body(unit), statuses, cells))
    return Matrix(columns, tuple(rows))


def _unit_lines(view: View, line: ResultLine, listed: Listed) -> dict[str, UnitLine]:
    own = (unit for unit in line.result.units if listed.holds(unit.reporting_unit))
    return {unit.reporting_unit: UnitLine(view.names, line.result, unit) for unit in own}


def _cell(unit: UnitLine | None) -> Cell:
    if unit is None:
        return Cell(None)
    return Cell(unit, "" if unit.exact is None else unit.amount, _sortable(unit))


def _place(line: FindingLine) -> str:
    finding = line.finding
    said = [visible(str(p)) for p in (finding.file, finding.row, finding.position) if p is not None]
    return ":".join([*said, *([line.column] if finding.column is not None else [])])


def finding_rows(view: View) -> tuple[FindingRow, ...]:
    """The first thousand findings."""
    return tuple(FindingRow(line, _place(line)) for line in view.findings[:FINDINGS_AT_MOST])


def more_findings(view: View) -> str:
    """How many errors, warnings and notes are not listed; '' where all are."""
    return findings_rest(view.scorecard.findings[FINDINGS_AT_MOST:], view.lang)

"""`--strict`: warnings count as errors, and a row with one is left out as a row with an error is.

A warning that speaks of several rows leaves out all of them. Warnings are made once, on all rows together:
what would only be noticed among the rows that are left (a jump over a gap) is no fault of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, SourceTable
from dxscore.model.placed import finding_on, place_of
from dxscore.model.rules import rows
from dxscore.model.scorecard import Scorecard
from dxscore.score.capped import Cell, capped
from dxscore.score.doubt import Doubt
from dxscore.score.plausibility import doubts
from dxscore.score.screen import of_unit, screen
from dxscore.score.table_totals import totals_against_tables


def strictly(catalogue: Catalogue, metrics: Metrics, unit: str | None = None) -> Metrics:
    """`metrics` without the rows that a warning speaks of, and with those warnings as errors.

    Warnings that concern a whole file or sheet become errors, too; they leave out no row.

    Args:
        catalogue: what the figures measure.
        metrics: what was read.
        unit: where only this unit's figures are asked for, its id: the others are not looked at.
    """
    observations = metrics.observations
    if unit is not None:
        observations = tuple(of_unit(catalogue, observations, unit)[0])
    screened = screen(catalogue, observations)
    doubtful = capped(on_each_row(doubts(catalogue, screened.usable)))
    of_tables = capped(totals_against_tables(catalogue, metrics)).findings if unit is None else ()
    warned = [finding for finding in screened.findings if finding.severity == "warning"]
    faulty = {
        *screened.cells.get("warning", ()),
        *doubtful.cells.get("error", ()),
        *_whole_rows(capped(metrics.findings).cells.get("warning", ())),
    }
    return metrics._replace(
        observations=tuple(
            o
            for o in metrics.observations
            if faulty.isdisjoint((o.file, o.sheet, o.row, position) for position in o.positions)
        ),
        findings=promoted([*metrics.findings, *warned, *doubtful.findings, *of_tables]),
        tables=_rejecting(metrics.tables, faulty),
    )


def _whole_rows(cells: Iterable[Cell]) -> Iterator[Cell]:
    """What a warning on one cell, made while reading, is about: in a wide table any figure of its row."""
    return ((file, sheet, row, None) for file, sheet, row, _ in cells)


def on_each_row(doubtful: Iterable[Doubt]) -> Iterator[Finding]:
    """Each doubt as an error on its first row, and one on every other row that says so."""
    for doubt in doubtful:
        yield from promoted([doubt.finding()])
        other = place_of(doubt.observations[0])
        for observation in doubt.observations[1:]:
            yield finding_on(rows.LEFT_OUT_WITH, observation, other=other, code=doubt.rule.code)


def _rejecting(tables: Iterable[SourceTable], faulty: Collection[Cell]) -> tuple[SourceTable, ...]:
    """The tables, faulty rows among those that were left out: each can be handed back, however many."""
    lines: dict[tuple[str, str], set[int]] = defaultdict(set)
    for file, sheet, row, _ in faulty:
        lines[file, sheet].add(row)
    return tuple(
        table._replace(rejected=tuple(sorted(lines[table.file, table.sheet].union(table.rejected))))
        for table in tables
    )


def promoted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings, every warning an error."""
    return tuple(
        finding.model_copy(update={"severity": "error"}) if finding.severity == "warning" else finding
        for finding in findings
    )


def without_warnings(scorecard: Scorecard) -> Scorecard:
    """The scorecard without the warnings that only the rows left over give rise to."""
    findings = tuple(finding for finding in scorecard.findings if finding.severity != "warning")
    return scorecard.model_copy(update={"findings": findings})

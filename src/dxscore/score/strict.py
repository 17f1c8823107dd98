"""`--strict`: warnings count as errors, and a row with one is left out as a row with an error is.

A warning that speaks of several rows leaves out all of them. Warnings are made once, on all rows together:
what would only be noticed among the rows that are left (a jump over a gap) is no fault of theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, SourceTable
from dxscore.model.place import Place
from dxscore.score.findings import Doubt, Unwritten, capped
from dxscore.score.plausibility import doubts
from dxscore.score.rows import Validated, said_of_unit
from dxscore.score.select import key_of
from dxscore.score.sums import totals_against_tables

_FIGURES = frozenset({"numerator", "denominator", "value"})


class Strict(NamedTuple):
    """What is left when rows with a warning are left out.

    Args:
        metrics: without those rows, and with their warnings as errors.
        left_out: where those rows stand.
    """

    metrics: Metrics
    left_out: frozenset[Place]


def strictly(catalogue: Catalogue, metrics: Metrics, validated: Validated, unit: str | None = None) -> Strict:
    """`metrics` without the rows that a warning speaks of, and with those warnings as errors.

    Warnings that concern a whole file or sheet become errors, too; they leave out no row. Of rows that
    contradict each other none is left out for a warning: the others would then decide.

    Args:
        catalogue: what the figures measure.
        metrics: what was read.
        validated: its rows; those of `unit` alone where it is given.
        unit: where only this unit's figures are asked for, its id: the others are not looked at.
    """
    said: Sequence[Finding] = metrics.findings if unit is None else said_of_unit(catalogue, metrics, unit)
    doubtful = capped(on_each_row(doubts(catalogue, validated.usable)))
    of_tables = capped(totals_against_tables(catalogue, metrics)).findings if unit is None else ()
    warned = [finding for finding in validated.findings if finding.severity == "warning"]
    faulty = {
        *validated.cells.get("warning", ()),
        *doubtful.cells.get("error", ()),
        *warned_while_reading(said, metrics.observations),
    }
    contradicted = validated.usable.contradicted
    left_out = [
        o for o in metrics.observations if key_of(o) not in contradicted and not o.places.isdisjoint(faulty)
    ]
    gone = frozenset(left_out)
    stays = metrics._replace(
        observations=tuple(o for o in metrics.observations if o not in gone),
        findings=promoted([*said, *warned, *doubtful.findings, *of_tables]),
        tables=_rejecting(metrics.tables, faulty),
    )
    return Strict(stays, frozenset(o.place for o in left_out))


def warned_while_reading(said: Iterable[Finding], observations: Iterable[Observation]) -> Mapping[Place, str]:
    """What warnings made while reading are about, and their codes.

    That is one figure of a wide table's row where it is about a cell of figures, else all of the row's.
    """
    warned = [f for f in said if f.severity == "warning" and f.row is not None]
    lines = {f.place.line for f in warned}
    cells: dict[Place, list[int]] = defaultdict(list)
    for o in observations:
        if o.place.cell is not None and o.place.line in lines:
            cells[o.place.line].append(o.place.cell)
    codes: dict[Place, str] = {}
    for finding in warned:
        place = finding.place
        figures = cells[place.line] if finding.column in _FIGURES else []
        # A figure's own cells begin with its first one and end where the next figure's begin.
        before = [cell for cell in figures if place.cell is not None and cell <= place.cell]
        about = place._replace(cell=max(before) if len(figures) > 1 and before else None)
        codes.setdefault(about, finding.code)
    return codes


def on_each_row(doubtful: Iterable[Doubt]) -> Iterator[Unwritten]:
    """Each doubt as an error on its first row, and one on every other row that says so."""
    for doubt in doubtful:
        yield doubt.warning("error")
        said = {"other": str(doubt.observations[0].place), "code": doubt.rule.code}
        for observation in doubt.observations[1:]:
            yield Unwritten(rules.LEFT_OUT_WITH, observation, said.copy, "error")


def _rejecting(tables: Iterable[SourceTable], faulty: Collection[Place]) -> tuple[SourceTable, ...]:
    """The tables, faulty rows among those that were left out: each can be handed back, however many."""
    lines: dict[Place, set[int]] = defaultdict(set)
    for place in faulty:
        if place.row is not None:
            lines[place.table].add(place.row)
    return tuple(
        table._replace(rejected=tuple(sorted(lines[table.place].union(table.rejected)))) for table in tables
    )


def promoted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings, every warning an error."""
    return tuple(_promoted(finding) for finding in findings)


def _promoted(finding: Finding) -> Finding:
    more = tuple(
        unlisted._replace(severity="error") if unlisted.severity == "warning" else unlisted
        for unlisted in finding.more
    )
    severity = "error" if finding.severity == "warning" else finding.severity
    return finding.model_copy(update={"severity": severity, "more": more})

"""`--strict`: warnings count as errors, and a row with one is left out as a row with an error is."""

from __future__ import annotations

from collections.abc import Iterable

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.scorecard import Scorecard
from dxscore.score.capped import capped
from dxscore.score.plausibility import implausible
from dxscore.score.screen import screen
from dxscore.score.table_totals import totals_against_tables


def strictly(catalogue: Catalogue, metrics: Metrics) -> Metrics:
    """`metrics` without the rows that a warning was given on, and with those warnings as errors.

    Warnings that concern a whole file or sheet become errors, too; they leave out no row.
    """
    screened = screen(catalogue, metrics.observations)
    doubtful = capped(implausible(catalogue, screened.usable))
    of_tables = capped(totals_against_tables(catalogue, metrics)).findings
    between_rows = (*screened.findings, *doubtful.findings, *of_tables)
    warnings = (finding for finding in between_rows if finding.severity == "warning")
    faulty = {
        *screened.rows.get("warning", ()),
        *doubtful.rows.get("warning", ()),
        *capped(metrics.findings).rows.get("warning", ()),
    }
    kept = tuple(o for o in metrics.observations if (o.file, o.sheet, o.row) not in faulty)
    # The totals have been held against all rows: fewer would be another sum.
    return metrics._replace(observations=kept, findings=promoted([*metrics.findings, *warnings]), totals=())


def promoted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings, every warning an error."""
    return tuple(
        finding.model_copy(update={"severity": "error"}) if finding.severity == "warning" else finding
        for finding in findings
    )


def without_warnings(scorecard: Scorecard) -> Scorecard:
    """The scorecard with what warnings are left, between the rows that stayed, as errors."""
    return scorecard.model_copy(update={"findings": promoted(scorecard.findings)})

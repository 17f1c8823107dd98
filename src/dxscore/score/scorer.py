"""Metrics in, scorecard out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dxscore.errors import MetricsError, RequestError
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.in_order import in_order
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, finding_on
from dxscore.model.period import ReportingCalendar
from dxscore.model.scorecard import CatalogueRef, Result, Scorecard
from dxscore.score.deadlines import TargetYear, dated_targets
from dxscore.score.findings import capped
from dxscore.score.gaps import gaps
from dxscore.score.judge import judge
from dxscore.score.plausibility import implausible
from dxscore.score.rows import Validated, of_unit, said_of_unit, validate, without
from dxscore.score.strict import strictly
from dxscore.score.sums import totals_against_tables
from dxscore.score.totals import pillar_counts, summarise
from dxscore.words.say import pair

if TYPE_CHECKING:
    from dxscore.words.keys import Key


class Scored(NamedTuple):
    """One run over figures.

    Args:
        scorecard: without results or a day where nothing could be judged.
        metrics: what was judged; with `strict` without the rows that have a warning.
        validated: the rows that were looked at.
        nothing: why nothing could be judged, or None.
    """

    scorecard: Scorecard
    metrics: Metrics
    validated: Validated
    nothing: MetricsError | None = None


class Checked(NamedTuple):
    """Figures that were looked at, and not yet judged.

    Args:
        metrics: what can be judged; with `strict` without the rows that have a warning.
        validated: the rows that were looked at.
        findings: what was said while reading, and what is wrong or doubtful in the rows.
    """

    metrics: Metrics
    validated: Validated
    findings: list[Finding]


def check(
    catalogue: Catalogue, metrics: Metrics, *, reporting_unit: str | None = None, strict: bool = False
) -> Checked:
    """Look for what is wrong in `metrics`. The arguments, and what is raised, are those of `score`."""
    observations, said = _asked_for(catalogue, metrics, reporting_unit)
    validated = validate(catalogue, observations)
    if strict:
        metrics, left_out = strictly(catalogue, metrics, validated, reporting_unit)
        validated = without(catalogue, validated, left_out)
        _, said = _asked_for(catalogue, metrics, reporting_unit)
        return Checked(metrics, validated, [*said, *validated.findings])
    findings = [*said, *validated.findings, *capped(implausible(catalogue, validated.usable)).findings]
    if reporting_unit is None:
        findings += capped(totals_against_tables(catalogue, metrics)).findings
    return Checked(metrics, validated, findings)


def score(
    catalogue: Catalogue,
    metrics: Metrics,
    *,
    as_of: date | None = None,
    target_year: TargetYear = None,
    reporting_unit: str | None = None,
    strict: bool = False,
) -> Scored:
    """Judge every target in force on `metrics`.

    Args:
        catalogue: targets, and who reports and owns what.
        metrics: what was read; its findings go into the scorecard.
        as_of: the day of judgement; by default the close of the newest period in the data.
        target_year: judge what falls due when this year closes, or 'all'.
        reporting_unit: judge this unit's own indicators on its own figures.
        strict: leave out rows with a warning, too, and make an error of each.

    Raises:
        RequestError: no such unit, or no target falls due in that year.
    """
    metrics, validated, findings = check(catalogue, metrics, reporting_unit=reporting_unit, strict=strict)

    def nothing(key: Key, **named: object) -> Scored:
        told = in_order(findings)
        empty = _filled(catalogue, metrics, None, (), told)
        return Scored(empty, metrics, validated, MetricsError(*pair(key, **named), told))

    sound = [o for own in validated.usable.by_indicator.values() for o in own]
    if not sound:
        return nothing("scoring.nothing_usable")
    calendar = catalogue.targets.plan.reporting_calendar
    day = as_of or max(o.period.closes(calendar) for o in sound)
    findings += capped(_later_than(day, sound, calendar)).findings
    if all(o.closes(calendar) > day for o in sound):
        return nothing("scoring.nothing_closed", day=day)
    results = tuple(
        judge(catalogue, indicator, dated, validated.usable, day, reporting_unit)
        for indicator in catalogue.targets.indicators
        if reporting_unit is None or reporting_unit in catalogue.reporting_units(indicator.id)
        for dated in dated_targets(indicator, calendar, day, target_year)
    )
    if not results:
        raise RequestError(*pair("scoring.none_due", year=target_year), in_order(findings))
    return Scored(_filled(catalogue, metrics, day, results, in_order(findings)), metrics, validated)


def _asked_for(
    catalogue: Catalogue, metrics: Metrics, unit: str | None
) -> tuple[Sequence[Observation], list[Finding]]:
    """The observations to look at, and what has been said of the data so far."""
    if unit is None:
        return metrics.observations, list(metrics.findings)
    _known_unit(catalogue, unit)
    observations, notes = of_unit(catalogue, metrics.observations, unit)
    return observations, [*said_of_unit(metrics, unit), *notes]


def _later_than(
    day: date, observations: Iterable[Observation], calendar: ReportingCalendar
) -> Iterator[Finding]:
    """A note for every observation that was not known on `day`."""
    for o in observations:
        if o.closes(calendar) > day:
            yield finding_on(
                rules.AFTER_AS_OF, o, "period", period=o.period, closes=o.closes(calendar), as_of=day
            )


def _known_unit(catalogue: Catalogue, unit: str) -> None:
    reporting = {name for indicator in catalogue.indicators for name in catalogue.reporting_units(indicator)}
    if unit not in reporting:
        raise RequestError(*pair("scoring.reports_nothing", unit=unit))


def _filled(
    catalogue: Catalogue,
    metrics: Metrics,
    day: date | None,
    results: tuple[Result, ...],
    findings: tuple[Finding, ...],
) -> Scorecard:
    weights = {pillar.id: pillar.weight for pillar in catalogue.targets.pillars}
    return Scorecard(
        plan=catalogue.targets.plan.id,
        as_of=day,
        catalogue=CatalogueRef(sha256=catalogue.sha256),
        inputs=metrics.inputs,
        summary=summarise(results, weights),
        pillars=pillar_counts(results, tuple(catalogue.pillars)),
        results=results,
        gaps=gaps(catalogue, results),
        findings=findings,
    )

"""Metrics in, scorecard out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dxscore.errors import MetricsError, RequestError
from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.finding_counts import finding_counts
from dxscore.model.in_order import in_order
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, finding_on
from dxscore.model.period import ReportingCalendar
from dxscore.model.place import Place
from dxscore.model.scorecard import AsOfUnits, CatalogueRef, InputFile, Result, Scorecard
from dxscore.model.version import VERSION
from dxscore.score.beside import beside
from dxscore.score.day import Found, find_day
from dxscore.score.deadlines import TargetYear, dated_targets
from dxscore.score.findings import capped
from dxscore.score.gaps import gaps
from dxscore.score.judge import Asking, Judged, judge
from dxscore.score.plausibility import implausible
from dxscore.score.rows import Validated, of_unit, row_fault, said_of_unit, validate, without
from dxscore.score.strict import promoted, strictly
from dxscore.score.sums import totals_against_tables
from dxscore.score.totals import pillar_counts, summarise
from dxscore.words import numbers
from dxscore.words.say import pair
from dxscore.words.text import Text, both, in_both

if TYPE_CHECKING:
    from dxscore.words.keys import Key


class Scored(NamedTuple):
    """One run over figures.

    Args:
        scorecard: without results or a day where nothing could be judged.
        metrics: what was judged; with `strict` without the rows that have a warning.
        validated: the rows that were looked at.
        nothing: why nothing could be judged, or None.
        judged: the results with the rows that decided each.
        rejected: every row that was left out, of whichever unit.
    """

    scorecard: Scorecard
    metrics: Metrics
    validated: Validated
    nothing: MetricsError | None = None
    judged: tuple[Judged, ...] = ()
    rejected: frozenset[Place] = frozenset()


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
        as_of: the day of judgement; by default found from the figures, see `day.find_day`.
        target_year: judge what falls due when this year closes, or 'all'.
        reporting_unit: judge the own indicators of this unit, or group of units, on its own figures.
        strict: leave out rows with a warning, too, and make an error of each.

    Raises:
        RequestError: no such unit, or no target falls due in that year.
    """
    metrics, validated, findings = check(catalogue, metrics, reporting_unit=reporting_unit, strict=strict)
    rejected = rejected_rows(catalogue, metrics, validated, reporting_unit)
    by_file = Counter(place.file for place in rejected)
    inputs = tuple(item.model_copy(update={"rejected": by_file[item.file]}) for item in metrics.inputs)

    def nothing(key: Key, **named: object) -> Scored:
        reported = in_order(findings)
        empty = _filled(catalogue, inputs, None, (), reported)
        said = both(key, **named)
        fault = MetricsError(said.vi, said.en, reported)
        return Scored(empty, metrics, validated, fault, rejected=rejected)

    sound = [o for own in validated.usable.by_indicator.values() for o in own]
    if not sound:
        return nothing("scoring.nothing_usable")
    calendar = catalogue.targets.plan.reporting_calendar
    found = None
    if as_of is None:
        found = find_day(catalogue, sound if reporting_unit is None else _all_sound(catalogue, metrics))
        if found.behind is not None:
            who, other = found.behind
            days = {"day": _day_in_both(found.day), "other": _day_in_both(other)}
            return nothing("scoring.day_unclear", who=catalogue.name(who), **days)
    day = as_of or (found.day if found else date.max)
    later = _later_than(day, sound, calendar, given=as_of is not None)
    findings += promoted(capped(later).findings) if strict else capped(later).findings
    if all(o.closes(calendar) > day for o in sound):
        return nothing("scoring.nothing_closed", day=day)
    judged = tuple(
        judge(catalogue, indicator, dated, validated.usable, day, alone)
        for indicator in catalogue.targets.indicators
        for alone in [asking(catalogue, indicator.id, reporting_unit)]
        if alone is None or alone.units
        for dated in dated_targets(indicator, calendar, day, target_year)
    )
    if not judged:
        raise RequestError(*pair("scoring.none_due", year=target_year), in_order(findings))
    if reporting_unit is None:
        findings += capped(beside(catalogue, validated.usable, judged, findings)).findings
    results = tuple(each.result for each in judged)
    if isinstance(target_year, int):
        results = tuple(of_named_year(result) for result in results)
    card = _filled(catalogue, inputs, day, results, in_order(findings), found)
    return Scored(card, metrics, validated, judged=judged, rejected=rejected)


def of_named_year(result: Result) -> Result:
    """A target whose year was asked for by name counts, whether or not the files hold that year."""
    if result.reason != "year_not_in_files":
        return result
    return result.model_copy(update={"reason": "after_deadline"})


def asking(catalogue: Catalogue, indicator: str, unit: str | None) -> Asking | None:
    """The unit or group to judge by itself, with those of its units that report the indicator."""
    if unit is None:
        return None
    reporting = set(catalogue.reporting_units(indicator))
    total = catalogue.total_of(unit)
    return Asking(unit, tuple(each for each in catalogue.units(unit) if each in reporting), total)


def _all_sound(catalogue: Catalogue, metrics: Metrics) -> list[Observation]:
    """The rows of all units that can be true: the day of a run does not hang on whom it judges."""
    return [o for o in metrics.observations if row_fault(catalogue.indicators[o.indicator], o) is None]


def _asked_for(
    catalogue: Catalogue, metrics: Metrics, unit: str | None
) -> tuple[Sequence[Observation], list[Finding]]:
    """The observations to look at, and what has been said of the data so far."""
    if unit is None:
        return metrics.observations, list(metrics.findings)
    _known_unit(catalogue, unit)
    observations, notes = of_unit(catalogue, metrics.observations, unit)
    return observations, [*said_of_unit(catalogue, metrics, unit), *notes]


def _day_in_both(when: date) -> Text:
    return in_both(lambda lang: numbers.day(when, lang))


def _later_than(
    day: date, observations: Iterable[Observation], calendar: ReportingCalendar, *, given: bool
) -> Iterator[Finding]:
    """What is to be said of every observation that was not known on `day`, which was `given` or found."""
    rule = rules.AFTER_AS_OF if given else rules.CLOSES_LATER
    for o in observations:
        if o.closes(calendar) > day:
            yield finding_on(rule, o, "period", period=o.period, closes=o.closes(calendar), as_of=day)


def _known_unit(catalogue: Catalogue, unit: str) -> None:
    reporting = {name for indicator in catalogue.indicators for name in catalogue.reporting_units(indicator)}
    if reporting.isdisjoint(catalogue.units(unit)):
        raise RequestError(*pair("scoring.reports_nothing", unit=unit))


def _filled(
    catalogue: Catalogue,
    inputs: tuple[InputFile, ...],
    day: date | None,
    results: tuple[Result, ...],
    findings: tuple[Finding, ...],
    found: Found | None = None,
) -> Scorecard:
    weights = {pillar.id: pillar.weight for pillar in catalogue.targets.pillars}
    return Scorecard.model_construct(
        plan=catalogue.targets.plan.id,
        as_of=day,
        as_of_reason=None if day is None else found.reason if found else "given",
        as_of_units=AsOfUnits.model_construct(reached=found.reached, concerned=found.concerned)
        if found
        else None,
        catalogue=CatalogueRef.model_construct(
            sha256=catalogue.sha256, undecided=len(catalogue.targets.undecided or ())
        ),
        dxscore=VERSION,
        inputs=inputs,
        summary=summarise(results, weights),
        pillars=pillar_counts(results, tuple(catalogue.pillars)),
        results=results,
        gaps=gaps(catalogue, results),
        findings=findings,
        finding_counts=finding_counts(findings, sum(item.rejected or 0 for item in inputs)),
    )


def rejected_rows(
    catalogue: Catalogue, metrics: Metrics, validated: Validated, unit: str | None = None
) -> frozenset[Place]:
    """Every row that was left out, while reading or for what stands in other rows.

    Args:
        catalogue: what the rows are held against.
        metrics: what was read.
        validated: the rows that were looked at: of `unit` alone where one is given.
        unit: the one unit that is judged.
    """
    unread = {table.place.at(row) for table in metrics.tables for row in table.rejected}
    if unit is not None:  # the rows of the other units were not looked at
        validated = validate(catalogue, metrics.observations)
    return frozenset(place.line for place in validated.cells.get("error", frozenset())) | unread

"""The figures of metrics files for one period, read and held as `check` does: the one use of `score` here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from dxscore.model.catalogue import Indicator
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation
from dxscore.model.period import Period, ReportingCalendar
from dxscore.model.points import PointsReason
from dxscore.model.points_set import PlacedSet
from dxscore.model.scorecard import Reason
from dxscore.model.territory import months_of
from dxscore.points.outcome import HUNDRED, Best, Figure, looks_at_others
from dxscore.points.ranges import Range, may_become, ratio
from dxscore.points.taken import Taken, taken
from dxscore.score.coverage import Covered
from dxscore.score.figures import Bench
from dxscore.score.figures import Figure as Covering
from dxscore.score.scorer import check
from dxscore.score.select import Asked, Key, Selection, key_of

MISSING = Figure(reason="not_reported")
_REASONS: Final[dict[Reason | None, PointsReason]] = {
    "declared": "declared",
    "contradictory": "contradictory",
    "no_evidence": "no_evidence",
    "no_parts": "unusable",
}
"""Why a figure of `check` gives nothing here; any other reason is that nothing was reported."""


class Read(NamedTuple):
    """The rows that may be scored.

    Args:
        by_key: one row for each indicator, unit and period.
        contradicted: keys for which rows say different things.
        findings: what was said while reading, and what is wrong between rows.
    """

    by_key: Mapping[Key, Observation]
    contradicted: frozenset[Key]
    findings: tuple[Finding, ...]


def checked(catalogue: Catalogue, metrics: Metrics, strict: bool = False) -> Read:
    """The rows of `metrics` that stand the same checks as for `check`."""
    looked_at = check(catalogue, metrics, strict=strict)
    usable = looked_at.validated.usable
    by_key = {key_of(o): o for own in usable.by_indicator.values() for o in own}
    return Read(by_key, usable.contradicted, tuple(looked_at.findings))


def newest_period(
    periods: Iterable[tuple[Period, str]], units: int, calendar: ReportingCalendar
) -> Period | None:
    """Of the periods of figures the newest of which more than half of the units have some; else the newest.

    Of two that close together the longer: the year, not its December.
    """
    counted = Counter(period for period, _ in {*periods})
    ordered = sorted(counted, key=lambda p: (p.closes(calendar), p.last_month - p.first_month), reverse=True)
    return next(
        (period for period in ordered if 2 * counted[period] > units), ordered[0] if ordered else None
    )


class Source:
    """What every unit has for every rule in one period."""

    def __init__(self, catalogue: Catalogue, read: Read, period: Period, units: tuple[str, ...]) -> None:
        self._catalogue = catalogue
        self._read = read
        self._period = period
        self._units = units
        self._rows: dict[str, dict[str, list[Observation]]] = {}
        for row in read.by_key.values():
            self._rows.setdefault(row.indicator, {}).setdefault(row.reporting_unit, []).append(row)
        self._covered: dict[str, Covered] = {}
        self._found: dict[tuple[str, str], Figure] = {}
        self.supposed: dict[tuple[str, str], Figure] = {}

    def figure(self, unit: str, each: Taken) -> Figure:
        """The figure of `unit` for the rule."""
        if len(each.indicators) == 2:
            return self._pair(unit, *each.indicators)
        figure = self.of(unit, each.indicators[0]) if each.indicators else MISSING
        return _of_level(each, figure) if each.rule.levels is not None else figure

    def _pair(self, unit: str, above: str, below: str) -> Figure:
        """The value of one indicator over that of another."""
        if (unit, above) in self.supposed and self.supposed[unit, above].denominator is not None:
            return self.supposed[unit, above]
        a, b = self.of(unit, above), self.of(unit, below)
        for figure in (a, b):
            if figure.value is None:
                return Figure(reason=figure.reason or "not_reported")
        evidence = "; ".join(dict.fromkeys(text for text in (a.evidence, b.evidence) if text))
        may_be = None
        if a.may_be is not None or b.may_be is not None:
            may_be = ratio(*(each.may_be or Range(each.value, each.value) for each in (a, b)))
        return Figure(
            a.value,
            b.value,
            None,
            a.reason or b.reason,
            a.period or b.period,
            evidence,
            a.whole and b.whole,
            may_be,
        )

    def of(self, unit: str, indicator: str) -> Figure:
        """The figure of `unit` on `indicator`, put together as `check` does from what covers the period."""
        key = unit, indicator
        if key in self.supposed:
            return self.supposed[key]
        if key not in self._found:
            self._found[key] = self._figure(unit, indicator)
        return self._found[key]

    def _figure(self, unit: str, indicator: str) -> Figure:
        known = self._catalogue.indicators.get(indicator)
        if known is None:
            return Figure(reason="no_catalogue")
        if indicator not in self._covered:
            self._covered[indicator] = self._laid(known)
        return _put_together(known, self._covered[indicator].figure(unit), self._period)

    def _laid(self, indicator: Indicator) -> Covered:
        """The rows of an indicator, laid over the period."""
        rows = {
            unit: tuple(row for row in own if self._may_speak(indicator, row))
            for unit, own in self._rows.get(indicator.id, {}).items()
        }
        calendar = self._catalogue.targets.plan.reporting_calendar
        asked = Asked(self._period.year, months_of(self._period), self._period.closes(calendar))
        spoken = {unit: own for unit, own in rows.items() if own}
        among = frozenset(self._units)
        selection = Selection(asked, self._units, spoken, {}, frozenset(), False, False, among)
        # No target is judged: of the bench only what a row says and how figures add up is used.
        bench = Bench(indicator, None, None, self._read.contradicted)  # type: ignore[arg-type]
        return Covered(self._catalogue, bench, selection)

    def _may_speak(self, indicator: Indicator, row: Observation) -> bool:
        """A state of the year that closes in time; of anything else, what lies inside the period."""
        if row.period.year != self._period.year:
            return False
        if indicator.over_time == "stock":
            calendar = self._catalogue.targets.plan.reporting_calendar
            return row.closes(calendar) <= self._period.closes(calendar)
        return not months_of(row.period) & ~months_of(self._period)


def _of_level(each: Taken, figure: Figure) -> Figure:
    """A figure that names a level, as its portion (`measures.py` says how a name is kept)."""
    portions = [*(each.rule.levels or {}).values()]
    if figure.value is None or figure.value >= 0 or -figure.value > len(portions):
        return figure
    return figure._replace(value=portions[int(-figure.value) - 1])


def _put_together(indicator: Indicator, found: Covering, asked: Period) -> Figure:
    """A figure of `check` as the rules here take it."""
    evidence = "; ".join(dict.fromkeys(row.evidence for row in found.rows if row.evidence))
    if found.reason not in (None, "zero_denominator"):
        return Figure(reason=_REASONS.get(found.reason, "not_reported"), evidence=evidence)
    if not found.is_given:
        return MISSING
    whole = found.is_final
    period = None if found.period is None or found.period == asked else str(found.period)
    reason: PointsReason | None = None if whole else "provisional"
    below = None if found.denominator is None else Fraction(found.denominator)
    may_be = None if whole else may_become(indicator, found.value, below)
    if found.numerator is not None and below is not None:
        above = Fraction(found.numerator)
        return Figure(above, below, None, reason, period, evidence, indicator.whole, may_be)
    return Figure(None, None, found.value, reason, period, evidence, indicator.whole, may_be)


def bests(
    placed: PlacedSet, units: Sequence[str], source: Source, catalogue: Catalogue
) -> dict[tuple[str, tuple[int, ...]], Best]:
    """For each rule that looks at other units: the best share known, and the most that it may become."""
    found: dict[tuple[str, tuple[int, ...]], Best] = {}
    for criterion in placed.criteria:
        for each in taken(criterion, placed.set):
            if looks_at_others(each.rule):
                found[criterion.id, each.path] = _best(each, units, source, catalogue)
    return found


def _best(each: Taken, units: Sequence[str], source: Source, catalogue: Catalogue) -> Best:
    """The best share that is known, and between what it lies when every figure is complete."""
    known: list[Fraction] = []
    least: list[Fraction] = []
    most: list[Fraction | None] = []
    for unit in units:
        figure = source.figure(unit, each)
        share, may_be = figure.percentage, figure.may_be
        if share is None and (figure.reason == "declared" or (figure.denominator == 0 and may_be is None)):
            continue
        if share is None:
            most.append(_most_possible(each, catalogue))
            continue
        scale = _scale_of(each, figure)
        known.append(scale * share)
        if may_be is None:
            least.append(scale * share)
            most.append(scale * share)
        else:
            if may_be.least is not None and not may_be.none_arises:
                least.append(scale * may_be.least)
            most.append(None if may_be.most is None else scale * may_be.most)
    found = max(known, default=None)
    bounded = [value for value in most if value is not None]
    return Best(
        found,
        max(bounded, default=Fraction(0)) if len(bounded) == len(most) else None,
        max(least, default=Fraction(0)),
    )


def _scale_of(each: Taken, figure: Figure) -> Fraction:
    """By what a unit's figure is multiplied to be per cent of the target."""
    target = each.rule.leader.target if each.rule.leader is not None else None
    return HUNDRED / target if target is not None and figure.denominator is None else Fraction(1)


def _most_possible(each: Taken, catalogue: Catalogue) -> Fraction | None:
    """The most that a figure that is missing may be."""
    single = catalogue.indicators.get(each.indicators[0]) if len(each.indicators) == 1 else None
    bounded = single is not None and single.measure == "share" and each.rule.leader is None
    return HUNDRED if bounded else None

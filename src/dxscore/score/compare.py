"""Two scorecards held against each other: value, verdict and calendar, three facts apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.errors import ScorecardError
from dxscore.model.comparison import (
    VALUE_FACTS,
    CalendarFact,
    Compared,
    Comparison,
    FactCounts,
    Measured,
    OfBoth,
    Side,
    ValueFact,
    WhyNot,
)
from dxscore.model.figures import exact_value
from dxscore.model.loaded import Catalogue
from dxscore.model.period import ReportingCalendar
from dxscore.model.scorecard import JUDGED, UNMET, Reason, Result, Scorecard, TargetRule, UnitResult
from dxscore.score import arithmetic
from dxscore.score.alike import Alike, counts, is_waived_miss, months_of
from dxscore.score.arithmetic import HUNDRED, Threshold, as_decimal, percentage, portion_met
from dxscore.score.deadlines import deadline_of
from dxscore.score.totals import threshold, unit_threshold
from dxscore.words.say import pair

TargetKey = tuple[str, str | None, str | None, str, str | tuple[str, str] | None, str, int, str | None]
_SILENT: frozenset[Reason] = frozenset({"not_reported", "stale", "after_deadline"})
"""Reasons that say: somebody has not reported."""


def key_of(result: Result) -> TargetKey:
    """What makes two results of two scorecards results on the same target."""
    target = result.target
    return (
        result.indicator,
        result.reporting_unit,
        target.every,
        target.comparator,
        target.threshold,
        "" if target.rule is None else _judging(target.rule),
        target.by,
        target.at,
    )


def _judging(rule: TargetRule) -> str:
    """What of a rule judges: not the figure that it was held against, nor what its levels are called."""
    levels = [(level.comparator, level.threshold) for level in rule.levels]
    units = [(each.units, each.comparator, each.threshold) for each in rule.for_]
    against = rule.against and (rule.against.change, None if rule.keep else rule.against.period)
    return repr((levels, units, against, rule.keep))


def check_comparable(old: Scorecard, new: Scorecard) -> None:
    """Refuse what cannot be held against each other at all.

    That their catalogues are two versions is no reason: what judges is compared target by target.

    Raises:
        ScorecardError: they are of two plans, or of two scopes (a unit and the whole), or nothing was judged
            in one of them.
    """
    if old.as_of is None or new.as_of is None:
        raise ScorecardError(*pair("scoring.nothing_judged"))
    if old.plan != new.plan:
        raise ScorecardError(*pair("scoring.two_plans", old=old.plan, new=new.plan))
    scopes = [{result.reporting_unit for result in card.results} for card in (old, new)]
    if all(scopes) and scopes[0] != scopes[1]:
        raise ScorecardError(*pair("scoring.two_scopes", scopes=", ".join(map(_scope, scopes))))


def _scope(units: set[str | None]) -> str:
    return "/".join(sorted(unit or "*" for unit in units))


def compare(catalogue: Catalogue, old: Scorecard, new: Scorecard) -> Comparison:
    """What became of every target, and of every unit's figure on it, from `old` to `new`.

    Args:
        catalogue: how its indicators are measured, and which units took over which.
        old: the scorecard before.
        new: the scorecard now.

    Raises:
        ScorecardError: as `check_comparable`.
    """
    check_comparable(old, new)
    held = _Held(catalogue, old, new)
    targets = tuple(held.rows())
    scope = next((result.reporting_unit for result in (*new.results, *old.results)), None)
    wholes = [row for row in targets if row.reporting_unit == scope]
    units = [row for row in targets if row.reporting_unit != scope]
    return Comparison(
        plan=new.plan,
        reporting_unit=scope,
        old=_side(old),
        new=_side(new),
        of_targets=_counted(wholes),
        of_units=_counted(units),
        targets=targets,
    )


def _side(card: Scorecard) -> Side:
    return Side(as_of=card.day, inputs=card.inputs, catalogue=card.catalogue)


def _counted(rows: Sequence[Compared]) -> FactCounts:
    facts = {fact: sum(row.value == fact for row in rows) for fact in VALUE_FACTS}
    facts_of_days = {
        fact: sum(row.calendar == fact for row in rows)
        for fact in ("fell_due", "year_turned", "stopped_reporting")
    }
    return FactCounts(**facts, **facts_of_days, newly_missed=sum(row.newly_missed for row in rows))


class Value(NamedTuple):
    """The first fact: how a value stands to another, or why that is not told."""

    fact: ValueFact
    difference: Fraction | None = None
    why_not: WhyNot | None = None
    of_both: OfBoth | None = None


def _not(why: WhyNot, of_both: OfBoth | None = None) -> Value:
    return Value("not_comparable", None, why, of_both)


class LikeForLike:
    """Figures of the whole held against each other, over the same units and one kind of time."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.alike = Alike(catalogue)

    def of(self, old: Result | None, new: Result) -> Value:
        """The figures of the whole, before and now."""
        if old is None:
            return _not("only_now")
        why = _unmeasured(old, new)
        if why is not None:
            return _not(why)
        if _by_each(old) != _by_each(new):
            return _not("other_kind")
        asked = self.alike.asked(old), self.alike.asked(new)
        if None not in asked and asked[0] != asked[1]:
            return _not("other_members", self._of_both(old, new))
        if self.alike.covered(old) != self.alike.covered(new):
            return _not("other_units", self._of_both(old, new))
        if not self.alike.spans(new.indicator, months_of(old), months_of(new)):
            return _not("other_span")
        if not self._each_alike(old, new):
            return _not("mixed_spans", self._of_both(old, new))
        return _held_together(_measured(old), _measured(new), threshold(new), _by_each(new))

    def _each_alike(self, old: Result, new: Result) -> bool:
        """Where units' figures cover different times: whether every unit's is like its own before."""
        if "mixed_periods" not in (*old.remarks, *new.remarks):
            return True
        before = {unit.reporting_unit: unit for unit in old.units}
        return all(
            unit.reporting_unit in before
            and self.units_alike(new.indicator, before[unit.reporting_unit], unit)
            for unit in new.units
            if counts(unit)
        )

    def _of_both(self, old: Result, new: Result) -> OfBoth | None:
        """What the units come to that are counted on both sides, over like spans."""
        before = {unit.reporting_unit: unit for unit in old.units if counts(unit)}
        pairs = [
            (before[unit.reporting_unit], unit)
            for unit in new.units
            if counts(unit)
            and unit.reporting_unit in before
            and self.units_alike(new.indicator, before[unit.reporting_unit], unit)
        ]
        was, is_ = self.sum(new, [was for was, _ in pairs]), self.sum(new, [unit for _, unit in pairs])
        told = _held_together(was, is_, threshold(new), _by_each(new))
        if was is None or is_ is None or told.difference is None:
            return None
        return OfBoth(
            units=tuple(unit.reporting_unit for _, unit in pairs),
            before=as_decimal(was),
            now=as_decimal(is_),
            value=told.fact,
            difference=_shown(told.difference) or Decimal(0),
        )

    def sum(self, result: Result, units: Sequence[UnitResult]) -> Fraction | None:
        """The figure of several units together, as the whole's would be."""
        if not units:
            return None
        if _by_each(result):
            return _portion(units)
        indicator = self._catalogue.indicators.get(result.indicator)
        if indicator is not None and indicator.measure == "number":
            return sum((exact_value(unit) or Fraction(0) for unit in units), Fraction(0))
        if any(unit.denominator is None for unit in units):
            return exact_value(units[0]) if len(units) == 1 else None
        above = sum((unit.numerator or Decimal(0) for unit in units), Decimal(0))
        below = sum((unit.denominator or Decimal(0) for unit in units), Decimal(0))
        return percentage(above, below) if below else None

    def units_alike(self, indicator: str, was: UnitResult, unit: UnitResult) -> bool:
        """Whether two figures of one unit cover the same territory and one kind of time."""
        return self.alike.of_unit(was) == self.alike.of_unit(unit) and self.alike.spans(
            indicator, months_of(was), months_of(unit)
        )


class _Held:
    """Two scorecards, with what is needed to hold them together."""

    def __init__(self, catalogue: Catalogue, old: Scorecard, new: Scorecard) -> None:
        self._like = LikeForLike(catalogue)
        self._alike = self._like.alike
        self._calendar: ReportingCalendar = catalogue.targets.plan.reporting_calendar
        self._old, self._new = old, new
        self._before = {key_of(result): result for result in old.results}

    def rows(self) -> Iterator[Compared]:
        used: set[TargetKey] = set()
        for result in self._new.results:
            before = self._same_target(result)
            if before is None:
                stands_for = self._same_indicator(result)
                yield self._whole(stands_for, result, known=False)
                if stands_for is not None:
                    yield from self._units(stands_for, result, known=False)
                continue
            used.add(key_of(before))
            yield self._whole(before, result, known=True)
            yield from self._units(before, result, known=True)
        for key, result in self._before.items():
            if key not in used and not self._is_not_in_force(result):
                yield self._gone(result)

    def _is_not_in_force(self, old: Result) -> bool:
        """Whether another target of its indicator is in force before it: a later one due, a nearer ahead."""
        due = deadline_of(old.target, self._calendar) <= self._new.day
        others = [
            new.target.by for new in self._new.results if new.indicator == old.indicator and new.due is due
        ]
        if old.target.every is not None:
            return bool(others)
        return any(by > old.target.by for by in others) if due else any(by < old.target.by for by in others)

    def _same_target(self, new: Result) -> Result | None:
        """The same target before; of one that comes again every year, that of the year before."""
        same = self._before.get(key_of(new))
        if new.target.every is None or (same is not None and _measured(same) is not None):
            return same
        if not new.due and _measured(new) is None:
            return same
        earlier = [
            old
            for key, old in self._before.items()
            if key[:6] == key_of(new)[:6]
            and old.target.by < new.target.by
            and _part(old) == _part(new)
            and _measured(old) is not None
        ]
        return max(earlier, key=lambda old: old.target.by, default=same)

    def _same_indicator(self, new: Result) -> Result | None:
        """The newest figure of the indicator before: what is measured does not hang on the target.

        A year that has brought no figure yet is held against none: nothing of it can have stopped.
        """
        if new.target.every is not None and not new.due and _measured(new) is None:
            return None
        figures = [
            old
            for old in self._old.results
            if (old.indicator, old.reporting_unit) == (new.indicator, new.reporting_unit)
            and exact_value(old) is not None
            and _measured(old) is not None
        ]
        return max(figures, key=_time, default=None)

    # The figure of the whole.

    def _whole(self, old: Result | None, new: Result, *, known: bool) -> Compared:
        value = self._like.of(old, new)
        was = old if known else None
        return Compared(
            indicator=new.indicator,
            pillar=new.pillar,
            reporting_unit=new.reporting_unit,
            target=new.target,
            target_by=new.target.due_by,
            value=value.fact,
            difference=_shown(value.difference),
            why_not=value.why_not,
            verdict_before=None if was is None else was.status,
            verdict_after=new.status,
            calendar=self._calendar_fact(old, new, new),
            newly_missed=_newly_missed(was, new),
            by_each=_by_each(new),
            before=None if old is None else _side_of(old, old),
            now=_side_of(new, new),
            of_both=value.of_both,
        )

    # Units' own figures.

    def _units(self, old: Result, new: Result, *, known: bool) -> Iterator[Compared]:
        before = {unit.reporting_unit: unit for unit in old.units}
        for unit in new.units:
            was = before.pop(unit.reporting_unit, None)
            took_over = [] if was is not None else self._formers_of(unit, old)
            yield self._unit(was, unit, old, new, took_over, known=known)
        for name, unit in before.items():
            yield self._unit_gone(unit, old, new, name)

    def _formers_of(self, unit: UnitResult, old: Result) -> list[UnitResult]:
        """The figures of all the units that `unit` was formed of; none where one of them is missing."""
        ground = self._alike.of_unit(unit)
        own = [was for was in old.units if counts(was) and self._alike.of_unit(was) <= ground]
        covered = frozenset().union(*(self._alike.of_unit(was) for was in own))
        return own if covered == ground and len(own) > 1 else []

    def _unit(
        self,
        was: UnitResult | None,
        unit: UnitResult,
        old: Result,
        new: Result,
        took_over: Sequence[UnitResult],
        *,
        known: bool,
    ) -> Compared:
        value = self._value_of_unit(was, unit, new, took_over)
        missed_before = known and old.due and was is not None and was.status in UNMET
        return Compared(
            indicator=new.indicator,
            pillar=new.pillar,
            reporting_unit=unit.reporting_unit,
            target=new.target,
            target_by=new.target.due_by,
            value=value.fact,
            difference=_shown(value.difference),
            why_not=value.why_not,
            verdict_before=was.status if known and was is not None else None,
            verdict_after=unit.status,
            calendar=self._calendar_fact(was, unit, new),
            newly_missed=new.due and _fails(unit) and not missed_before,
            before=None if was is None else _side_of(was, old),
            now=_side_of(unit, new),
        )

    def _value_of_unit(
        self, was: UnitResult | None, unit: UnitResult, new: Result, took_over: Sequence[UnitResult]
    ) -> Value:
        if was is None and took_over and _measured(unit) is not None:
            if not all(
                self._alike.spans(new.indicator, months_of(each), months_of(unit)) for each in took_over
            ):
                return _not("other_span")
            aim = unit_threshold(new, unit)
            return _held_together(self._like.sum(new, took_over), _measured(unit), aim, each=False)
        if was is None:
            return _not("only_now")
        why = _unmeasured(was, unit)
        if why is not None:
            return _not(why)
        if self._alike.of_unit(was) != self._alike.of_unit(unit):
            return _not("other_units")
        if not self._alike.spans(new.indicator, months_of(was), months_of(unit)):
            return _not("other_span")
        return _held_together(_measured(was), _measured(unit), unit_threshold(new, unit), each=False)

    def _unit_gone(self, unit: UnitResult, old: Result, new: Result, name: str) -> Compared:
        day = self._new.day
        ended = self._alike.has_ended(name, day.year, day.month)
        return _of_one_side(old, unit, new, "unit_ended" if ended else "only_before")

    def _gone(self, result: Result) -> Compared:
        return _of_one_side(result, result, result, "only_before")

    # The third fact.

    def _calendar_fact(
        self, was: Result | UnitResult | None, now: Result | UnitResult, new: Result
    ) -> CalendarFact | None:
        if now.reason == "year_not_in_files":
            return "year_turned"
        if was is not None and _measured(was) is not None and now.reason in _SILENT:
            return "stopped_reporting"
        if new.due and self._old.day < deadline_of(new.target, self._calendar):
            return "fell_due"
        return None


def _of_one_side(old: Result, figure: Result | UnitResult, seen: Result, why: WhyNot) -> Compared:
    return Compared(
        indicator=old.indicator,
        pillar=old.pillar,
        reporting_unit=figure.reporting_unit,
        target=seen.target,
        target_by=seen.target.due_by,
        value="not_comparable",
        why_not=why,
        verdict_before=figure.status,
        before=_side_of(figure, old),
    )


def _side_of(figure: Result | UnitResult, result: Result) -> Measured:
    measured = _measured(figure)
    exact = exact_value(figure)
    shown = figure.value if measured is None or exact is not None else as_decimal(measured)
    if shown is None and exact is not None:
        shown = as_decimal(exact)
    return Measured(
        status=figure.status,
        reason=figure.reason,
        provisional=figure.provisional,
        due=result.due,
        target_by=result.target.due_by,
        period=figure.period,
        span=figure.span,
        numerator=figure.numerator,
        denominator=figure.denominator,
        figure=shown,
        coverage=figure.coverage if isinstance(figure, Result) else None,
    )


def _part(result: Result) -> str:
    """Which part of its year a target falls due in: '' at its close, 'Q2', '06-30'."""
    return "" if result.target.at is None else result.target.at.partition("-")[2]


def _time(result: Result) -> tuple[int, int, int]:
    months = months_of(result)
    return (0, 0, 0) if months is None else (months.year, months.last, months.long)


def _by_each(result: Result) -> bool:
    """Whether every unit was judged by itself: there is a verdict, and no figure of the whole."""
    return exact_value(result) is None and bool(result.units) and result.reason is None


def _measured(figure: Result | UnitResult) -> Fraction | None:
    """What a figure that was held against its target measured; where each unit was, the share that passes."""
    if figure.status not in JUDGED and not is_waived_miss(figure):
        return None
    value = exact_value(figure)
    if value is None and isinstance(figure, Result):
        return _portion(figure.units)
    return value


def _portion(units: Iterable[UnitResult]) -> Fraction | None:
    judged = [unit.status for unit in units if unit.status in JUDGED or is_waived_miss(unit)]
    return HUNDRED * portion_met(judged) if judged else None


def _unmeasured(old: Result | UnitResult, new: Result | UnitResult) -> WhyNot | None:
    missing = _measured(old) is None, _measured(new) is None
    reasons: dict[tuple[bool, bool], WhyNot] = {
        (True, True): "none",
        (True, False): "none_before",
        (False, True): "none_now",
    }
    return reasons.get(missing)


def _held_together(was: Fraction | None, is_: Fraction | None, aim: Threshold, each: bool) -> Value:
    """Better, worse or the same, and by how much: positive is good."""
    if was is None or is_ is None:
        return _not("none")
    grown = is_ - was
    if not each and aim.comparator != "done":
        before, after = arithmetic.margin(was, aim), arithmetic.margin(is_, aim)
        grown = Fraction(0) if before is None or after is None else after - before
    if not grown:
        return Value("same", grown)
    return Value("better" if grown > 0 else "worse", grown)


def _shown(difference: Fraction | None) -> Decimal | None:
    """A difference as it travels, with one decimal at least: 69.0."""
    if difference is None:
        return None
    told = as_decimal(difference, Fraction(0))
    return told.quantize(Decimal("0.1")) if int(told.as_tuple().exponent) >= 0 else told


def _newly_missed(old: Result | None, new: Result) -> bool:
    known = old is not None and old.due and old.status in UNMET and old.reason != "year_not_in_files"
    return new.due and _fails(new) and not known


def _fails(figure: Result | UnitResult) -> bool:
    """Unmet; but a year of which nothing was handed in has turned, and fails nothing."""
    return figure.status in UNMET and figure.reason != "year_not_in_files"

"""Two scorecards held against each other: value, verdict and calendar, three facts apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dxscore.errors import ScorecardError
from dxscore.model.comparison import CalendarFact, Compared, Comparison, FactCounts, Measured, Side
from dxscore.model.figures import exact_value
from dxscore.model.like_for_like import VALUE_FACTS, WhyNot
from dxscore.model.loaded import Catalogue
from dxscore.model.period import ReportingCalendar
from dxscore.model.scorecard import (
    UNMET,
    Reason,
    Result,
    Scorecard,
    TargetRule,
    UnitResult,
    UnitVerdict,
)
from dxscore.score.alike import counts, months_of
from dxscore.score.arithmetic import as_decimal
from dxscore.score.deadlines import deadline_of
from dxscore.score.like_for_like import (
    LikeForLike,
    Value,
    by_each,
    held_together,
    measured,
    measured_otherwise,
    not_comparable,
    travels,
    unmeasured,
)
from dxscore.score.outlook import direction
from dxscore.score.totals import unit_threshold
from dxscore.words.say import pair
from dxscore.words.text import Text, both, joined

TargetKey = tuple[str, str | None, str | None, str, str | tuple[str, str] | None, str, int, str | None]
_SILENT: frozenset[Reason] = frozenset({"not_reported", "stale", "after_deadline", "longer_period"})
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
        raise two_scopes([unit for scope in scopes for unit in scope])


def two_scopes(units: Iterable[str | None]) -> ScorecardError:
    """That scorecards of one unit do not go together with those of another, or of the whole (None)."""
    whole = both("scoring.whole_scope")
    scopes = joined(whole if unit is None else Text.of(unit, unit) for unit in dict.fromkeys(units))
    told = both("scoring.two_scopes", scopes=scopes)
    return ScorecardError(told.vi, told.en)


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
    return FactCounts(
        **facts,
        **facts_of_days,
        newly_missed=sum(row.newly_missed for row in rows),
        unjudged=sum(row.unjudged for row in rows),
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
        if new.target.every is None or (same is not None and measured(same) is not None):
            return same
        if not new.due and measured(new) is None:
            return same
        earlier = [
            old
            for key, old in self._before.items()
            if key[:6] == key_of(new)[:6]
            and old.target.by < new.target.by
            and _part(old) == _part(new)
            and measured(old) is not None
        ]
        return max(earlier, key=lambda old: old.target.by, default=same)

    def _same_indicator(self, new: Result) -> Result | None:
        """The newest figure of the indicator before: what is measured does not hang on the target.

        A year that has brought no figure yet is held against none: nothing of it can have stopped.
        """
        if new.target.every is not None and not new.due and measured(new) is None:
            return None
        figures = [
            old
            for old in self._old.results
            if (old.indicator, old.reporting_unit) == (new.indicator, new.reporting_unit)
            and exact_value(old) is not None
            and measured(old) is not None
        ]
        return max(figures, key=_time, default=None)

    # The figure of the whole.

    def _whole(self, old: Result | None, new: Result, *, known: bool) -> Compared:
        value = self._like.of(old, new)
        was = old if known else None
        calendar = self._calendar_fact(old, new, new)
        newly = _newly(_newly_unmet(was, new), new.status, calendar)
        return Compared(
            indicator=new.indicator,
            pillar=new.pillar,
            reporting_unit=new.reporting_unit,
            target=new.target,
            target_by=new.target.due_by,
            value=value.fact,
            difference=travels(value.difference),
            why_not=value.why_not,
            verdict_before=None if was is None else was.status,
            verdict_after=new.status,
            calendar=calendar,
            newly_missed=newly == "missed",
            unjudged=newly == "unjudged",
            by_each=by_each(new),
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
        otherwise = measured_otherwise(old.definition, new.definition)
        value = (
            not_comparable("other_definition")
            if otherwise
            else self._value_of_unit(was, unit, new, took_over)
        )
        unmet_before = known and old.due and was is not None and was.status in UNMET
        calendar = self._calendar_fact(was, unit, new)
        newly = _newly(new.due and _fails(unit) and not unmet_before, unit.status, calendar)
        return Compared(
            indicator=new.indicator,
            pillar=new.pillar,
            reporting_unit=unit.reporting_unit,
            target=new.target,
            target_by=new.target.due_by,
            value=value.fact,
            difference=travels(value.difference),
            why_not=value.why_not,
            verdict_before=was.status if known and was is not None else None,
            verdict_after=unit.status,
            calendar=calendar,
            newly_missed=newly == "missed",
            unjudged=newly == "unjudged",
            before=None if was is None else _side_of(was, old),
            now=_side_of(unit, new),
        )

    def _value_of_unit(
        self, was: UnitResult | None, unit: UnitResult, new: Result, took_over: Sequence[UnitResult]
    ) -> Value:
        if was is None and took_over and measured(unit) is not None:
            if not all(
                self._alike.spans(new.indicator, months_of(each), months_of(unit)) for each in took_over
            ):
                return not_comparable("other_span")
            aim = unit_threshold(new, unit)
            return held_together(self._like.added(new.indicator, took_over), measured(unit), aim, each=False)
        if was is None:
            return not_comparable("only_now")
        why = unmeasured(was, unit)
        if why is not None:
            return not_comparable(why)
        if self._alike.of_unit(was) != self._alike.of_unit(unit):
            return not_comparable("other_units")
        if not self._alike.spans(new.indicator, months_of(was), months_of(unit)):
            return not_comparable("other_span")
        aim = unit_threshold(new, unit)
        if unit.status == "counted" and direction(aim) is None:
            return not_comparable("part_of_sum")
        return held_together(measured(was), measured(unit), aim, each=False)

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
        if was is not None and measured(was) is not None and now.reason in _SILENT:
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
    told, exact = measured(figure), exact_value(figure)
    shown = figure.value if told is None or exact is not None else as_decimal(told)
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


def _newly(
    unmet: bool, status: UnitVerdict, calendar: CalendarFact | None
) -> Literal["missed", "unjudged"] | None:
    """What is due and newly unmet is missed, or has no verdict; what is not sent any more is said as that."""
    if not unmet or (status != "missed" and calendar == "stopped_reporting"):
        return None
    return "missed" if status == "missed" else "unjudged"


def _newly_unmet(old: Result | None, new: Result) -> bool:
    known = old is not None and old.due and old.status in UNMET and old.reason != "year_not_in_files"
    return new.due and _fails(new) and not known


def _fails(figure: Result | UnitResult) -> bool:
    """Unmet; but a year of which nothing was handed in has turned, and fails nothing."""
    return figure.status in UNMET and figure.reason != "year_not_in_files"

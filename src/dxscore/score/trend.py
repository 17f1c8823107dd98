"""Series that can be held together, and what they lead to: figures year by year, towards each target.

A year's figure is judged as any figure is, on the day on which the year closes, so that spans are added up,
territories followed and the whole weighed against its units as in a verdict. Joined are figures of the same
units, through mergers, and of one kind of time: years, and where there is no whole year the same months of
each. What cannot be joined is listed with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from dxscore.model.catalogue import Indicator, Target
from dxscore.model.figures import exact_value
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period, year_closes
from dxscore.model.reference import target_ref
from dxscore.model.scorecard import JUDGED, WITH_FIGURE, Result, UnitResult, YearBefore
from dxscore.model.target import year_of
from dxscore.model.territory import last_of
from dxscore.score.alike import Alike, Ground, Months, counts, is_waived_miss, months_of
from dxscore.score.arithmetic import HUNDRED, Threshold, as_decimal, percentage
from dxscore.score.deadlines import DatedTarget, deadline_of
from dxscore.score.figures import Figure
from dxscore.score.judge import Asking, Judged, judge
from dxscore.score.like_for_like import LikeForLike
from dxscore.score.outlook import (
    YEARS_BACK,
    Point,
    Possible,
    Projection,
    latest,
    mean_change,
    needed_count,
    project,
)
from dxscore.score.rules_change import Held, base_year, held_against, own_threshold
from dxscore.score.select import Usable
from dxscore.score.totals import threshold_of

if TYPE_CHECKING:
    from dxscore.model.trend import LeftOutReason, OutlookReason  # whose models only `dxscore trend` needs

_MONTHS = 12
Kind = tuple[int, int, int]
"""First month, last month, how many: of states, twice the month in which they close, and 0."""
_YEAR: Kind = (1, _MONTHS, _MONTHS)
_YEAR_END: Kind = (_MONTHS, _MONTHS, 0)


class Known(NamedTuple):
    """One figure that is known of one time.

    Args:
        months: what it covers.
        ground: whose figure it is, as the units that it was formed of.
        period: as it is written.
        closes: the day up to which it speaks.
        value: percentage, number or rank.
        numerator, denominator: the parts of a share.
    """

    months: Months
    ground: Ground
    period: str
    closes: date
    value: Fraction
    numerator: Decimal | None
    denominator: Decimal | None

    @property
    def at(self) -> Fraction:
        """When it closes, in years."""
        return Fraction(self.months.year - 1) + Fraction(self.months.last, _MONTHS)


class Apart(NamedTuple):
    """A figure that could not be joined: its period, and why."""

    period: str
    reason: LeftOutReason


class Joined(NamedTuple):
    """A series.

    Args:
        points: oldest first, one a year.
        left_out: what was known and could not be joined.
    """

    points: tuple[Known, ...]
    left_out: tuple[Apart, ...]


NOTHING = Joined((), ())


def figures_by_year(
    catalogue: Catalogue,
    indicator: Indicator,
    usable: Usable,
    as_of: date,
    asked_of: Asking | None = None,
    *,
    of_the_whole: bool = False,
    known: Sequence[Judged] = (),
) -> Iterator[Result]:
    """What the indicator measured in each year that has closed or begun by `as_of`, newest first.

    Each is judged on the day on which its year closes, or on `as_of` if that comes first. With
    `of_the_whole`, units are told as far as a series of the whole needs them. `known` are judgements of that
    day: see `judge`.
    """
    calendar = catalogue.targets.plan.reporting_calendar
    by_year: dict[int, list[Observation]] = defaultdict(list)
    for o in usable.by_indicator.get(indicator.id, ()):
        by_year[o.period.year].append(o)
    measuring = _measuring(indicator)
    for year in sorted(by_year, reverse=True):
        deadline = year_closes(year, calendar)
        dated = DatedTarget(measuring, year, deadline, due=True)
        own = Usable({indicator.id: tuple(by_year[year])}, usable.contradicted)
        day = min(as_of, deadline)
        yield judge(
            catalogue, indicator, dated, own, day, asked_of, counted_only=of_the_whole, known=known
        ).result


def _measuring(indicator: Indicator) -> Target:
    """A target that only measures: what a figure is does not hang on what it is held against."""
    asked: dict[str, Any] = {"done": True} if indicator.measure == "yes_no" else {"at_least": Decimal(0)}
    # Not validated: it is made of checked parts, and a validator would have to be built for it.
    return Target.model_construct(None, by=2000, source=indicator.targets[0].source, **asked)


class Figures:
    """The figures of one indicator, of the whole and of its units, that series are joined from."""

    def __init__(self, alike: Alike, indicator: Indicator, results: Sequence[Result]) -> None:
        self._alike = alike
        self._indicator = indicator
        self._results = results
        self._is_state = indicator.over_time == "stock" or indicator.measure in ("rank", "yes_no")
        self._whole_year = _YEAR_END if self._is_state else _YEAR

    def whole(self) -> Joined:
        """The series of the whole."""
        known = (self._known(result, self._alike.covered(result)) for result in self._results)
        return self._joined([each for each in known if each is not None])

    def holds_a_year(self) -> bool:
        """Whether any figure of the whole is one of a whole year, or of its end: then none else is joined."""
        nowhere: Ground = frozenset()
        known = (self._known(result, nowhere) for result in self._results)
        return any(each is not None and self._kind(each.months) == self._whole_year for each in known)

    def units(self) -> Iterator[tuple[str, Joined]]:
        """The series of each unit of the newest year; of a successor, its former units' figures before it."""
        newest = next((result for result in reversed(self._results) if result.units), None)
        for unit in newest.units if newest is not None else ():
            ground = self._alike.ground(unit.reporting_unit)
            known = (self._of_unit(unit.reporting_unit, ground, result) for result in self._results)
            yield unit.reporting_unit, self._joined([each for each in known if each is not None])

    def _of_unit(self, name: str, ground: Ground, result: Result) -> Known | None:
        own = next((unit for unit in result.units if unit.reporting_unit == name), None)
        if own is not None:
            return self._known(own, self._alike.of_unit(own))
        parts = [unit for unit in result.units if counts(unit) and self._alike.of_unit(unit) <= ground]
        covered: Ground = frozenset().union(*(self._alike.of_unit(unit) for unit in parts))
        spans = {months_of(unit) for unit in parts}
        if not parts or covered != ground or len(spans) != 1:
            return None
        return self._added(parts, ground)

    def _added(self, parts: Sequence[UnitResult], ground: Ground) -> Known | None:
        first = self._known(parts[0], ground)
        if first is None or len(parts) == 1:
            return first
        if self._indicator.measure == "number":
            total = sum((exact_value(unit) or Fraction(0) for unit in parts), Fraction(0))
            return first._replace(value=total)
        if self._indicator.measure != "share" or any(unit.denominator is None for unit in parts):
            return None
        above = sum((unit.numerator or Decimal(0) for unit in parts), Decimal(0))
        below = sum((unit.denominator or Decimal(0) for unit in parts), Decimal(0))
        if not below:
            return None
        return first._replace(value=percentage(above, below), numerator=above, denominator=below)

    def _joined(self, known: Sequence[Known]) -> Joined:
        """One figure a year: of units and kind of time of the newest whole year, else of the newest."""
        kinds = {id(each): self._kind(each.months) for each in known}
        wanted = [each for each in known if kinds[id(each)] == self._whole_year]
        if not wanted:
            newest = max(known, key=lambda each: each.at, default=None)
            wanted = [each for each in known if newest and kinds[id(each)] == kinds[id(newest)]]
        if not wanted:
            return NOTHING
        ground = wanted[-1].ground
        points = {each.months.year: each for each in wanted if each.ground == ground}
        left_out: dict[int, LeftOutReason] = {
            each.months.year: "other_units" if kinds[id(each)] == kinds[id(wanted[-1])] else "other_span"
            for each in known
            if each.months.year not in points
        }
        periods = {each.months.year: each.period for each in known}
        return Joined(
            tuple(points[year] for year in sorted(points)),
            tuple(Apart(periods[year], why) for year, why in sorted(left_out.items())),
        )

    def _known(self, figure: Result | UnitResult, ground: Ground) -> Known | None:
        """A figure that was held against a target, whatever the verdict; None where there is none."""
        if figure.status not in WITH_FIGURE and not is_waived_miss(figure):
            return None
        value, months = exact_value(figure), months_of(figure)
        if value is None or months is None or figure.period is None:
            return None
        closes = self._alike.closing(figure, months)
        return Known(months, ground, figure.period, closes, value, figure.numerator, figure.denominator)

    def _kind(self, months: Months) -> Kind:
        return (months.last, months.last, 0) if self._is_state else (months.first, months.last, months.long)


def possible(indicator: Indicator) -> Possible:
    """Within what a figure can lie: a share from 0 to 100, or as the catalogue says."""
    least = None if indicator.minimum is None else Fraction(indicator.minimum)
    greatest = None if indicator.greatest is None else Fraction(indicator.greatest)
    if indicator.measure == "share":
        return Possible(Fraction(0) if least is None else least, HUNDRED if greatest is None else greatest)
    return Possible(least, greatest)


class Yearly:
    """The figures of every indicator year by year, each judged once, when it is first asked for.

    Args:
        catalogue: indicators, and who reports them.
        usable: the rows that were judged.
        as_of: the day of judgement.
        asking: the unit or group that is judged by itself, of an indicator; None for the whole.
        known: what was judged on the same rows and day, by indicator; each is let go once it was of use.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        usable: Usable,
        as_of: date,
        asking: Callable[[str], Asking | None],
        known: Mapping[str, Sequence[Judged]] | None = None,
    ) -> None:
        self._catalogue, self._usable, self._as_of = catalogue, usable, as_of
        self._asking = asking
        self._known = dict(known or {})
        self.like = LikeForLike(catalogue)
        self._figures: dict[str, Figures] = {}
        self._lately: dict[str, Joined] = {}

    def years(self, indicator: str) -> set[int]:
        """Of which years there are rows at all."""
        return {o.period.year for o in self._usable.by_indicator.get(indicator, ())}

    def figures(self, indicator: Indicator) -> Figures:
        """The indicator's figures."""
        found = self._figures.get(indicator.id)
        if found is None:
            results = list(self._newest_first(indicator))[::-1]
            found = self._figures[indicator.id] = Figures(self.like.alike, indicator, results)
        return found

    def lately(self, indicator: Indicator) -> Joined:
        """The series of the whole as far back as an outlook looks."""
        found = self._lately.get(indicator.id)
        if found is None:
            results: list[Result] = []
            oldest = None
            for result in self._newest_first(indicator, of_the_whole=True):
                year = result.target.by
                if oldest is not None and year < oldest:
                    break
                results.insert(0, result)
                if oldest is None and Figures(self.like.alike, indicator, [result]).holds_a_year():
                    oldest = year - YEARS_BACK
            found = self._lately[indicator.id] = Figures(self.like.alike, indicator, results).whole()
        return found

    def _newest_first(self, indicator: Indicator, *, of_the_whole: bool = False) -> Iterator[Result]:
        asking = self._asking(indicator.id)
        return figures_by_year(
            self._catalogue,
            indicator,
            self._usable,
            self._as_of,
            asking,
            of_the_whole=of_the_whole,
            known=self._known.pop(indicator.id, ()),
        )

    def year_before(self, result: Result) -> YearBefore | None:
        """The same months of the year before, held against a result; None where there is nothing of them."""
        months = months_of(result)
        indicator = self._catalogue.indicators[result.indicator]
        if months is None or result.status not in JUDGED or months.year - 1 not in self.years(indicator.id):
            return None
        deadline = Period("month", months.year - 1, months.last).closes(
            self._catalogue.targets.plan.reporting_calendar
        )
        target = _target_of(indicator, result)
        if target is None:
            return None
        dated = DatedTarget(target, months.year - 1, deadline, due=True)
        rows = tuple(o for o in self._usable.by_indicator[indicator.id] if o.period.year == months.year - 1)
        own = Usable({indicator.id: rows}, self._usable.contradicted)
        before = judge(
            self._catalogue, indicator, dated, own, deadline, self._asking(indicator.id)
        ).result.model_copy(update={"target": result.target})
        told = self.like.of(before, result)
        return YearBefore.model_construct(
            period=before.period,
            value=before.value,
            fact=told.fact,
            difference=None if told.difference is None else travels(told.difference, indicator),
            why_not=told.why_not,
            of_both=told.of_both,
        )


def with_outlooks(catalogue: Catalogue, results: Sequence[Result], yearly: Yearly) -> tuple[Result, ...]:
    """Results with what the trend says of those that are not due, and the same months of the year before."""
    return tuple(_with_outlook(catalogue, result, yearly) for result in results)


def _with_outlook(catalogue: Catalogue, result: Result, yearly: Yearly) -> Result:
    update: dict[str, object] = {}
    if len(yearly.years(result.indicator)) > 1:
        update["year_before"] = yearly.year_before(result)
    dated = _dated_as(catalogue, result)
    if (
        dated is not None
        and not result.due
        and not _is_by_each(catalogue.indicators[result.indicator], result)
    ):
        indicator = catalogue.indicators[result.indicator]
        told = towards(indicator, dated, yearly.lately(indicator), held=_held_of(result))
        update |= {
            "outlook": told.projection.outlook,
            "outlook_provisional": told.projection.provisional,
            "change_per_year": travels(told.projection.change, indicator),
            "needed_per_year": travels(told.projection.needed, indicator),
            "needed_count_per_year": told.needed_count,
        }
    return result.model_copy(update=update) if update else result


def _held_of(result: Result) -> Held | None:
    """What the result was held against, where an earlier figure said so."""
    rule = result.target.rule
    return None if rule is None or rule.held is None else Held(threshold_of(rule.held))


def held_in(catalogue: Catalogue, dated: DatedTarget, joined: Joined, unit: str | None = None) -> Held | None:
    """What a series goes towards where that is not the target's own number; None where it is, or not known.

    A change against a year that is named starts from that year's figure in the series: no other is known to
    be of the same units and time.

    Args:
        catalogue: who the units of a group are.
        dated: the target.
        joined: the series.
        unit: whose it is; None of the whole.
    """
    for own in dated.target.for_ or ():
        if unit is not None and unit in catalogue.units(own.units):
            return Held(Threshold(own.comparator, tuple(map(Fraction, own.bounds))))
    year = base_year(dated)
    base = next((each for each in joined.points if each.months.year == year), None)
    if base is None or base.months.last != _MONTHS:
        return None
    return held_against(dated.target, Figure(base.value, base.numerator, base.denominator))


def _target_of(indicator: Indicator, result: Result) -> Target | None:
    """The target of a result as the catalogue has it; of a pooled one, anything that measures does."""
    if not _is_by_each(indicator, result):
        return _measuring(indicator)
    if result.target.rule is not None and (result.target.rule.against or result.target.rule.keep):
        return None  # each unit was held against its own earlier figure
    for target in indicator.targets:
        reference = target_ref(target, result.target.by, result.target.at)
        if reference.plain == result.target.plain:
            return target
    return None


def _dated_as(catalogue: Catalogue, result: Result) -> DatedTarget | None:
    """The target of a result with its deadline, as the catalogue has it."""
    calendar = catalogue.targets.plan.reporting_calendar
    for target in catalogue.indicators[result.indicator].targets:
        reference = target_ref(target, result.target.by, result.target.at)
        same = reference.plain == result.target.plain
        if same and (target.by is None or year_of(target.by) == result.target.by):
            return DatedTarget(
                target,
                result.target.by,
                deadline_of(result.target, calendar),
                result.due,
                at=result.target.at,
            )
    return None


def _is_by_each(indicator: Indicator, result: Result) -> bool:
    return indicator.judged_on == "each" and len(result.units) > 1


class Towards(NamedTuple):
    """A series held towards one target.

    Args:
        joined: the series.
        projection: what it leads to.
        needed_count: the pace needed in whole counts a year.
        held: what it goes towards, where that is not the target's own number.
    """

    joined: Joined
    projection: Projection
    needed_count: int | None
    held: Held | None = None


def towards(
    indicator: Indicator,
    dated: DatedTarget,
    joined: Joined,
    *,
    by_each: bool = False,
    held: Held | None = None,
    is_part: bool = False,
) -> Towards:
    """What a series says of a target; of one that is due, nothing but where it stands.

    Args:
        indicator: what is measured.
        dated: the target.
        joined: the series.
        by_each: every unit is judged by itself, and this is the whole.
        held: what it goes towards where that is not the target's own number: one unit's, or one that follows
            from an earlier figure.
        is_part: it is one unit's number, or some units', where the target is for the sum of all.
    """
    if by_each:
        return Towards(NOTHING, Projection(None, "by_each"), None)
    target = dated.target
    if _counts_within_a_year(indicator, dated):
        return Towards(joined, Projection(None, "due" if dated.due else "within_year"), None, held)
    moves = target.keep is not None or (
        target.against is not None and target.against.period == "previous_year"
    )
    known = held is not None and held.lacks is None
    aim = held.threshold if held is not None and known else own_threshold(target)
    unknown = not known and (target.against is not None or target.keep is not None)
    at = _closes_at(dated)
    points = [Point(each.at, each.value) for each in joined.points]
    apart = is_part and indicator.is_summed and not known
    if moves or unknown or apart:
        change = mean_change(latest(points))
        reason: OutlookReason = "moving_target" if moves else "no_base" if unknown else "part_of_sum"
        return Towards(joined, Projection(None, reason, used=latest(points), change=change), None, held)
    told = project(points, aim, at, possible(indicator))
    if dated.due:
        return Towards(joined, Projection(None, "due", used=told.used, change=told.change), None, held)
    count = None
    if told.needed is not None and joined.points:
        newest = joined.points[-1]
        left = at - newest.at
        if newest.denominator is not None:
            scale = Fraction(newest.denominator)
            count = needed_count(Fraction(newest.numerator or 0), scale, aim, left)
        elif indicator.measure != "share" and indicator.whole:
            count = needed_count(newest.value, HUNDRED, aim, left)
    return Towards(joined, told, count, held)


def _counts_within_a_year(indicator: Indicator, dated: DatedTarget) -> bool:
    """Whether it asks for what is counted over a part of a year, which is no kind of what a year counts."""
    if indicator.over_time != "flow" or dated.at is None:
        return False
    whole_year = dated.target.every is None and last_of(dated.months) == _MONTHS
    return not whole_year and (dated.target.every is not None or indicator.measure != "share")


def _closes_at(dated: DatedTarget) -> Fraction:
    """When a target falls due, in years: with the last month that it asks for."""
    return Fraction(dated.year - 1) + Fraction(last_of(dated.months) or _MONTHS, _MONTHS)


def travels(value: Fraction | None, indicator: Indicator, *unlike: Fraction) -> Decimal | None:
    """A number as it travels; percentages with one decimal at least: 4.0."""
    if value is None:
        return None
    told = as_decimal(value, Fraction(0), *unlike)
    whole = int(told.as_tuple().exponent) >= 0
    return told.quantize(Decimal("0.1")) if whole and indicator.unit_of_measure == "percent" else told

"""One figure, of one row or of several, and what it comes to against one target."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from dxscore.model.catalogue import Indicator
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.scorecard import HeldAgainst, LevelReached, Reason, Span, Status
from dxscore.model.target import Level
from dxscore.model.territory import Months, first_of, how_many, last_of
from dxscore.score import arithmetic
from dxscore.score.arithmetic import Threshold, as_decimal
from dxscore.score.deadlines import DatedTarget
from dxscore.score.rules_levels import reached, threshold_of
from dxscore.score.select import Key, key_of

ABSENT: frozenset[Reason] = frozenset(
    {"not_reported", "stale", "after_deadline", "longer_period", "year_not_in_files", "no_base"}
)
"""Reasons why there is nothing at all to judge."""


def lacks_evidence(indicator: Indicator, observation: Observation) -> bool:
    """Whether a judgement stands without the document it needs; a plain 'no' needs none."""
    admitted = indicator.measure == "yes_no" and observation.value != 1
    claims = not admitted and not observation.not_applicable
    return indicator.needs_evidence and claims and not observation.evidence


class Figure(NamedTuple):
    """A value with its parts and with what it covers, or the reason why there is no value to judge.

    Args:
        value: percentage, number or rank; 1 or 0 for yes/no.
        numerator, denominator: the parts of a share.
        reason: why there is no verdict; a stale figure has both a value and a reason.
        period: the time it covers; of several periods the one that they make up, else the last.
        year: that of its months.
        months: the months that it covers.
        asked: those that it should cover.
        closes: the day up to which it speaks.
        whole: nothing that it should cover is left out.
        fixed: what is there cannot change any more, as a count of the past; a state may.
        ended: the last day of its unit, where that is all that can be had.
        formers: ids of the former units whose figures were added up.
        absent: ids of the former units that gave none.
        percentages: shares without parts that could not be added to it.
        rows: the rows that speak.
        held: what it is held against, where that is not the target's own threshold.
    """

    value: Fraction | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: Reason | None = None
    period: Period | None = None
    year: int = 0
    months: Months = 0
    asked: Months = 0
    closes: date | None = None
    whole: bool = True
    fixed: bool = True
    ended: date | None = None
    formers: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    percentages: tuple[Fraction, ...] = ()
    rows: tuple[Observation, ...] = ()
    held: Threshold | None = None

    @property
    def is_given(self) -> bool:
        """Whether there is anything to count, be it a share of nothing."""
        return self.value is not None or self.denominator is not None

    @property
    def is_final(self) -> bool:
        """Whether nothing of it is open: it covers all it should, and no part of it may still change."""
        return self.whole and not self.absent and not self.percentages

    @property
    def span(self) -> Span | None:
        """What it covers of what it should, as it travels."""
        if not self.months or not self.year:
            return None
        return _span(self.year, self.months, self.asked)


@lru_cache(maxsize=4096)
def _span(year: int, months: Months, asked: Months) -> Span:
    """Thousands of units cover the same."""
    return Span.model_construct(
        from_=f"{year}-{first_of(months):02d}",
        to=f"{year}-{last_of(months):02d}",
        months=how_many(months),
        of=how_many(asked) if asked else how_many(months),
    )


@lru_cache(maxsize=256)
def _exactly(number: Decimal | int) -> Fraction:
    """A bound, made once for all units."""
    return Fraction(number)


class Bench(NamedTuple):
    """The target under judgement, with what every step of it needs."""

    indicator: Indicator
    dated: DatedTarget
    threshold: Threshold
    contradicted: frozenset[Key]

    def figure(self, observation: Observation) -> Figure:
        """What one row says, whatever it covers."""
        rows = (observation,)
        refused = self.refused(observation)
        period = observation.period
        if refused is not None:
            return Figure(reason=refused, period=period, rows=rows)
        if observation.numerator is not None and observation.denominator is not None:
            share = share_of(observation.numerator, observation.denominator)
            return Figure(share.value, share.numerator, share.denominator, share.reason, period, rows=rows)
        if observation.value is None:
            return Figure(reason="not_reported", period=period)
        return Figure(Fraction(observation.value), period=period, rows=rows)

    def refused(self, observation: Observation) -> Reason | None:
        """Why the row's figure is not to be looked at."""
        if self.contradicted and key_of(observation) in self.contradicted:
            return "contradictory"
        if observation.not_applicable:
            return "declared"
        return "no_evidence" if lacks_evidence(self.indicator, observation) else None

    def added(self, figures: Iterable[Figure]) -> Figure:
        """The sum of figures, by the way in which the indicator adds up; what it covers is left to say.

        Shares add their parts; of yes/no answers one 'no' is a 'no' of all; ranks do not add up.
        """
        given = [
            figure for figure in figures if figure.is_given and figure.reason in (None, "zero_denominator")
        ]
        if not given:
            return Figure(reason="not_reported")
        if self.indicator.measure == "share":
            parts = [f for f in given if f.denominator is not None]
            bare = tuple(f.value for f in given if f.denominator is None and f.value is not None)
            bare += tuple(value for f in parts for value in f.percentages)
            if not parts:
                if len(given) == 1:
                    return Figure(given[0].value)
                return Figure(reason="no_parts", percentages=bare)
            numerator = sum((f.numerator or Decimal(0) for f in parts), Decimal(0))
            denominator = sum((f.denominator or Decimal(0) for f in parts), Decimal(0))
            return share_of(numerator, denominator)._replace(percentages=bare)
        values = [f.value or Fraction(0) for f in given]
        if self.indicator.measure == "number":
            return Figure(sum(values, Fraction(0)))
        if self.indicator.measure == "yes_no":
            return Figure(min(values))
        return Figure(values[0]) if len(values) == 1 else Figure(reason="not_reported")

    def verdict(self, figure: Figure) -> Status:
        """Met or not where there is a value to judge; a miss is `pending` until the target is due."""
        if figure.reason is not None:
            if figure.reason == "declared":
                return "not_applicable"
            return "no_data" if figure.reason in ABSENT else "not_assessable"
        if figure.value is not None and arithmetic.satisfies(figure.value, self.held_by(figure)):
            return "met"
        return self.unmet

    def held_by(self, figure: Figure) -> Threshold:
        """What a figure is held against."""
        return self.threshold if figure.held is None else figure.held

    @property
    def top(self) -> Fraction:
        """The greatest value that a share can have: 100, or what the catalogue declares."""
        return _exactly(self.indicator.greatest or 100)

    @property
    def open_can_turn(self) -> bool:
        """Whether what is still to come of a share can turn the verdict, whatever is known of it."""
        return self.indicator.measure == "share" and arithmetic.can_turn(self.threshold, self.top)

    @property
    def unmet(self) -> Status:
        """What a figure that does not satisfy the target is called."""
        return "missed" if self.dated.due else "pending"

    def gap(self, figure: Figure) -> Decimal | None:
        """What is missing, in points; None where there is no verdict to fall short of."""
        if figure.value is None or figure.reason is not None:
            return None
        gap = arithmetic.gap(figure.value, self.held_by(figure))
        return None if gap is None else as_decimal(gap, _exactly(0))

    def gap_count(self, figure: Figure) -> int | None:
        """The smallest whole number more, or less, that would pass; None where nothing whole is counted."""
        if figure.value is None or figure.reason is not None or self.threshold.comparator == "done":
            return None
        if figure.numerator is not None and figure.denominator is not None:
            return arithmetic.count_to_pass(figure.numerator, figure.denominator, self.held_by(figure))
        if self.indicator.measure == "share" or not self.indicator.whole:
            return None
        return arithmetic.count_to_pass(figure.value, arithmetic.HUNDRED, self.held_by(figure))

    def shown(self, figure: Figure) -> Decimal | None:
        """The value as it travels, never rounded onto the threshold, nor onto a level."""
        if figure.value is None:
            return None
        if not self.levels:
            return as_decimal(figure.value, *self.held_by(figure).bounds)
        levels = [bound for level in self.levels for bound in threshold_of(level).bounds]
        return as_decimal(figure.value, *self.held_by(figure).bounds, *levels)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the target, the lowest first; none where it has but one number."""
        return self.dated.target.levels or ()

    def level(self, figure: Figure) -> LevelReached | None:
        """Where a figure stands among the levels; None where there are none, or nothing was judged."""
        if not self.levels or figure.value is None or figure.reason is not None:
            return None
        count = reached(self.levels, figure.value)
        highest = self.levels[count - 1].name if count else None
        if count == len(self.levels):
            return LevelReached.model_construct(reached=highest)
        next_ = self.levels[count]
        wanted = figure._replace(held=threshold_of(next_))
        return LevelReached.model_construct(
            reached=highest, next=next_.name, gap=self.gap(wanted), gap_count=self.gap_count(wanted)
        )

    def is_settled(self, figure: Figure) -> bool:
        """Whether nothing that is still to come can change the verdict on one figure."""
        if figure.value is None or figure.is_final:
            return True
        settled = self.settled_verdict(Known.of(figure), self.held_by(figure))
        return settled is (self.verdict(figure) == "met")

    def settled_verdict(self, known: Known, held: Threshold) -> bool | None:
        """The verdict that holds whatever is still to come: met or not; None where both can be."""
        if self.indicator.measure == "share":
            return arithmetic.share_verdict(
                known.numerator, known.denominator, known.percentages, known.open, held, self.top
            )
        if self.indicator.measure == "number" and known.value is not None:
            verdict = arithmetic.satisfies(known.value, held)
            if not known.open:
                return verdict
            if self.indicator.only_adds_up and arithmetic.sum_is_settled(known.value, held):
                return verdict
        return None


class Known(NamedTuple):
    """What cannot change any more of figures that are added up.

    Args:
        numerator, denominator: parts of shares; 0 and 0 of none.
        percentages: shares without parts, of any size.
        value: the sum of numbers; None of none.
        open: whether anything is still to come.
    """

    numerator: Decimal = Decimal(0)
    denominator: Decimal = Decimal(0)
    percentages: tuple[Fraction, ...] = ()
    value: Fraction | None = None
    open: bool = False

    @classmethod
    def of(cls, figure: Figure) -> Known:
        """What is known of one figure for good."""
        if not figure.fixed or not figure.is_given or figure.reason not in (None, "zero_denominator"):
            return cls(open=True)
        open_ = not figure.whole or bool(figure.absent)
        if figure.denominator is not None:
            return cls(figure.numerator or Decimal(0), figure.denominator, figure.percentages, None, open_)
        bare = () if figure.value is None else (figure.value,)
        return cls(percentages=(*bare, *figure.percentages), value=figure.value, open=open_)

    @classmethod
    def together(cls, each: Iterable[Known]) -> Known:
        """All of them together."""
        numerator = denominator = Decimal(0)
        percentages: list[Fraction] = []
        value: Fraction | None = None
        open_ = False
        for known in each:
            numerator += known.numerator
            denominator += known.denominator
            percentages += known.percentages
            open_ = open_ or known.open
            if known.value is not None:
                value = known.value if value is None else value + known.value
        return cls(numerator, denominator, tuple(percentages), value, open_)


def held_ref(threshold: Threshold) -> HeldAgainst | None:
    """A threshold as it travels: exact where it ends, else to six places."""
    if not threshold.bounds:
        return None
    numbers = [format(as_decimal(bound), "f") for bound in threshold.bounds]
    written = numbers[0] if len(numbers) == 1 else (numbers[0], numbers[1])
    return HeldAgainst.model_construct(comparator=threshold.comparator, threshold=written)


def share_of(numerator: Decimal, denominator: Decimal) -> Figure:
    """The share of two parts; of nothing there is none."""
    value, reason = share_of_parts(numerator, denominator)
    return Figure(value, numerator, denominator, reason)


def share_of_parts(numerator: Decimal, denominator: Decimal) -> tuple[Fraction | None, Reason | None]:
    """The percentage that two parts make, or why there is none."""
    if not denominator:
        return None, "zero_denominator"
    return arithmetic.percentage(numerator, denominator), None

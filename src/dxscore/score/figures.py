"""One reporting unit's figure, and what it comes to against one target."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.catalogue import Indicator
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.scorecard import Reason, Status, UnitResult
from dxscore.score import arithmetic
from dxscore.score.arithmetic import Threshold, as_decimal
from dxscore.score.deadlines import DatedTarget
from dxscore.score.select import Key

_ABSENT: frozenset[Reason] = frozenset({"not_reported", "stale", "after_deadline"})


def lacks_evidence(indicator: Indicator, observation: Observation) -> bool:
    """Whether a judgement stands without the document it needs; a plain 'no' needs none."""
    admitted = indicator.measure == "yes_no" and observation.value != 1
    claims = not admitted and not observation.not_applicable
    return indicator.needs_evidence and claims and not observation.evidence


class Figure(NamedTuple):
    """A value with its parts, or the reason why there is no value to judge.

    Args:
        value: percentage, number or rank; 1 or 0 for yes/no.
        numerator, denominator: the parts of a share.
        reason: why there is no verdict; a stale figure has both a value and a reason.
        period: the time it covers.
    """

    value: Fraction | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: Reason | None = None
    period: Period | None = None

    @property
    def is_given(self) -> bool:
        """Whether there is anything to count, be it a share of nothing."""
        return self.value is not None or self.denominator is not None


class Bench(NamedTuple):
    """The target under judgement, with what every step of it needs."""

    indicator: Indicator
    dated: DatedTarget
    threshold: Threshold
    contradicted: frozenset[Key]

    def figure(self, observation: Observation, stale: bool) -> Figure:
        """What one unit's row says. A stale row is shown where it holds one figure, and never judged."""
        old: Reason | None = "stale" if stale else None
        period = observation.period
        refused = self._refused(observation)
        if refused is not None:
            return Figure(reason=old or refused, period=period)
        if observation.numerator is not None and observation.denominator is not None:
            parts = observation.numerator, observation.denominator
            if observation.denominator == 0:
                return Figure(None, *parts, old or "zero_denominator", period)
            return Figure(arithmetic.percentage(*parts), *parts, old, period)
        if observation.value is None:
            return Figure(reason=old or "not_reported", period=period)
        return Figure(Fraction(observation.value), reason=old, period=period)

    def _refused(self, observation: Observation) -> Reason | None:
        """Why the row's figure is not to be looked at."""
        if (observation.indicator, observation.reporting_unit, observation.period) in self.contradicted:
            return "contradictory"
        if observation.not_applicable:
            return "declared"
        return "no_evidence" if lacks_evidence(self.indicator, observation) else None

    def verdict(self, figure: Figure) -> Status:
        """Met or not where there is a value to judge; a miss is `pending` until the target is due."""
        if figure.reason is not None:
            if figure.reason == "declared":
                return "not_applicable"
            return "no_data" if figure.reason in _ABSENT else "not_assessable"
        if figure.value is not None and arithmetic.satisfies(figure.value, self.threshold):
            return "met"
        return "missed" if self.dated.due else "pending"

    def gap(self, figure: Figure) -> Decimal | None:
        """What is missing, in points; None where there is no verdict to fall short of."""
        if figure.value is None or figure.reason is not None:
            return None
        gap = arithmetic.gap(figure.value, self.threshold)
        return None if gap is None else as_decimal(gap, Fraction(0))

    def gap_count(self, figure: Figure) -> int | None:
        """The smallest whole number more, or less, that would pass; None where nothing whole is counted."""
        if figure.value is None or figure.reason is not None or self.threshold.comparator == "done":
            return None
        if figure.numerator is not None and figure.denominator is not None:
            numerator, scale = Fraction(figure.numerator), Fraction(figure.denominator)
            return arithmetic.count_to_pass(numerator, scale, self.threshold)
        if self.indicator.measure == "share" or not self.indicator.whole:
            return None
        return arithmetic.count_to_pass(figure.value, arithmetic.HUNDRED, self.threshold)

    def shown(self, value: Fraction | None) -> Decimal | None:
        """The value as it travels, never rounded onto the threshold."""
        if value is None:
            return None
        return as_decimal(value, *self.threshold.bounds)

    def unit_result(self, unit: str, figure: Figure) -> UnitResult:
        """One unit's own figure, held against the target."""
        return UnitResult(
            reporting_unit=unit,
            period=str(figure.period) if figure.period else None,
            numerator=figure.numerator,
            denominator=figure.denominator,
            value=self.shown(figure.value),
            status=self.verdict(figure),
            reason=figure.reason,
            gap=self.gap(figure),
            gap_count=self.gap_count(figure),
        )

"""One reporting unit's figure, and what it comes to against one target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dxscore.model.catalogue import Indicator
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.scorecard import Reason, Status, UnitResult
from dxscore.score import arithmetic
from dxscore.score.arithmetic import Threshold, as_decimal
from dxscore.score.deadlines import DatedTarget
from dxscore.score.select import Key

_ABSENT: frozenset[Reason] = frozenset({"not_reported", "stale", "after_deadline"})


@dataclass(frozen=True, slots=True)
class Figure:
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


@dataclass(frozen=True, slots=True)
class Bench:
    """The target under judgement, with what every step of it needs."""

    indicator: Indicator
    dated: DatedTarget
    threshold: Threshold
    contradicted: frozenset[Key]

    def figure(self, observation: Observation | None, reason: Reason | None) -> Figure:
        """What one unit's row says; `reason` is why the selection holds nothing current, if it does."""
        if observation is None:
            return Figure(reason=reason or "not_reported")
        period = observation.period
        key = observation.indicator, observation.reporting_unit, period
        if key in self.contradicted:
            return Figure(reason="contradictory", period=period)
        if observation.not_applicable:
            return Figure(reason="declared", period=period)
        if observation.numerator is not None and observation.denominator is not None:
            parts = observation.numerator, observation.denominator
            if observation.denominator == 0:
                return Figure(None, *parts, reason or "zero_denominator", period)
            return Figure(arithmetic.percentage(*parts), *parts, reason, period)
        if observation.value is None:
            return Figure(reason="not_reported", period=period)
        if self.indicator.needs_evidence and observation.value == 1 and not observation.evidence:
            return Figure(reason="no_evidence", period=period)
        return Figure(Fraction(observation.value), reason=reason, period=period)

    def verdict(self, figure: Figure) -> Status:
        """The status of a figure: design section 6."""
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
        """What is missing in whole counts: design section 5."""
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
        unlike = self.threshold.low if self.threshold.bounds else None
        return as_decimal(value, unlike)

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

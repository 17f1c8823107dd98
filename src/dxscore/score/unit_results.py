"""What is told of each unit's own figure, held against the target; in a country, a hundred thousand times."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dxscore.model.scorecard import UnitResult, UnitVerdict
from dxscore.score.figures import Bench, Figure, held_ref

_NO_GAP: Final = Decimal(0)


class UnitResults:
    """Tells the figures of the units of one target.

    Args:
        bench: the target under judgement.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._is_summed = bench.indicator.is_summed
        self._has_bounds = bool(bench.threshold.bounds)
        self._can_turn = bench.open_can_turn

    def told(self, unit: str, figure: Figure) -> UnitResult:
        """One unit's own figure, held against the target where it can be: a part of a sum cannot."""
        bench, status = self._bench, self._status(figure)
        is_part = status == "counted"
        gap, gap_count = (None, None) if is_part else self._lacking(figure, status)
        return UnitResult.model_construct(
            reporting_unit=unit,
            period=str(figure.period) if figure.period else None,
            span=figure.span,
            closes=figure.closes,
            numerator=figure.numerator,
            denominator=figure.denominator,
            value=bench.shown(figure),
            status=status,
            reason=figure.reason,
            provisional=figure.reason is None and not is_part and not self._is_settled(figure),
            formers=figure.formers,
            absent_formers=figure.absent,
            held=None if figure.held is None else held_ref(figure.held),
            level=None if is_part else bench.level(figure),
            gap=gap,
            gap_count=gap_count,
        )

    def counted(self, unit: str, figure: Figure) -> UnitResult:
        """Of one unit, whether and with which former units its figure counts, and nothing more."""
        return UnitResult.model_construct(
            reporting_unit=unit,
            status=self._status(figure),
            reason=figure.reason,
            absent_formers=figure.absent,
        )

    def _status(self, figure: Figure) -> UnitVerdict:
        """The verdict on one unit of several; of a number that is summed there is none but by its own bound.

        900 households of one hamlet are no miss of the 2,700 that all of them are asked for.
        """
        if self._is_summed and figure.held is None and figure.reason is None:
            return "counted"
        return self._bench.verdict(figure)

    def _lacking(self, figure: Figure, status: UnitVerdict) -> tuple[Decimal | None, int | None]:
        """What is missing, in points and in whole counts: nothing of parts that make enough."""
        has_parts = figure.numerator is not None and figure.denominator is not None
        if status == "met" and has_parts and self._has_bounds:
            return _NO_GAP, 0
        return self._bench.gap(figure), self._bench.gap_count(figure)

    def _is_settled(self, figure: Figure) -> bool:
        """As `Bench.is_settled`; whether an open share can turn is asked once for all units of one bound."""
        if self._can_turn and figure.held is None and figure.value is not None:
            return figure.is_final or (figure.whole and not figure.absent and self._bench.is_settled(figure))
        return self._bench.is_settled(figure)

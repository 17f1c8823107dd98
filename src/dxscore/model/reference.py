"""A target of the catalogue, and how its indicator is measured, as they stand in a scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from dxscore.model.catalogue import Indicator, Target
from dxscore.model.scorecard import (
    AgainstRef,
    Definition,
    ForRef,
    LevelRef,
    PathRef,
    TargetRef,
    TargetRule,
    TargetSource,
)
from dxscore.model.target import By, year_of


def definition_of(indicator: Indicator) -> Definition:
    """How an indicator is measured."""
    return Definition.model_construct(
        measure=indicator.measure,
        unit_of_measure=indicator.unit_of_measure,
        over_time=indicator.over_time,
        of=indicator.of,
        scope=indicator.scope,
        maximum=indicator.maximum,
    )


def target_ref(target: Target, year: int | None = None, at: str | None = None) -> TargetRef:
    """The target as it travels.

    Args:
        target: as the catalogue has it.
        year: in which it falls due; of one that comes again, None for all of them together.
        at: the deadline where it is not the close of a year.
    """
    first = cast("By", target.from_ if target.by is None else target.by)  # it has one of them
    return TargetRef.model_construct(
        by=year_of(first) if year is None else year,
        at=at,
        every=target.every,
        comparator=target.comparator,
        threshold=_written(target.bounds) if target.bounds else None,
        rule=_rule(target, year),
        path=tuple(
            PathRef.model_construct(year=on_the_way, threshold=format(stated, "f"))
            for on_the_way, stated in sorted((target.path or {}).items())
        ),
        source=TargetSource.model_construct(document=target.source.document, section=target.source.section),
    )


def _rule(target: Target, year: int | None) -> TargetRule | None:
    if not (target.levels or target.for_ or target.against or target.keep):
        return None
    levels = [
        LevelRef.model_construct(
            name=level.name, comparator=level.comparator, threshold=_written(level.bounds)
        )
        for level in target.levels or ()
    ]
    units = [
        ForRef.model_construct(units=each.units, comparator=each.comparator, threshold=_written(each.bounds))
        for each in target.for_ or ()
    ]
    against = None
    if target.against is not None:
        period = target.against.period
        if period == "previous_year" and year is not None:
            period = year - 1
        against = AgainstRef.model_construct(period=str(period), change=target.against.change)
    return TargetRule.model_construct(
        levels=tuple(levels), for_=tuple(units), against=against, keep=target.keep
    )


def _written(bounds: Sequence[Decimal]) -> str | tuple[str, str]:
    numbers = [format(bound, "f") for bound in bounds]
    return numbers[0] if len(numbers) == 1 else (numbers[0], numbers[1])

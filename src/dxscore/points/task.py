"""What is scored, and what each criterion of each unit came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.points import PointsReason
from dxscore.model.points_set import PlacedSet, Stage
from dxscore.points.figures import Source
from dxscore.points.given import Beside, GivenPoints
from dxscore.points.outcome import Figure, Figures, Outcome
from dxscore.points.taken import Taken, taken
from dxscore.points.totals import Official, Total
from dxscore.score.arithmetic import as_decimal


class Supposition(NamedTuple):
    """A figure that is supposed for one unit.

    Args:
        criterion, reporting_unit: whose it is.
        figure: the figure.
        typed: as it was typed.
    """

    criterion: str
    reporting_unit: str
    figure: Figure
    typed: str


@dataclass(frozen=True)
class Task:
    """All that scoring needs.

    Args:
        placed: the set.
        catalogue: indicators and bodies.
        units: ids of the units that are scored, in order.
        period: the period.
        source: figures.
        chosen: given points, by criterion, unit and stage.
        beside: evidence and reasons without a number.
        supposed: what-if figures.
    """

    placed: PlacedSet
    catalogue: Catalogue
    units: tuple[str, ...]
    period: Period
    source: Source
    chosen: Mapping[tuple[str, str, Stage], GivenPoints]
    beside: Mapping[tuple[str, str, Period], Beside]
    supposed: tuple[Supposition, ...] = ()

    @cached_property
    def rules(self) -> dict[str, dict[tuple[int, ...], Taken]]:
        """The rules of each criterion by their paths."""
        own = self.placed.set
        return {c.id: {each.path: each for each in taken(c, own)} for c in self.placed.criteria}


class Scored(NamedTuple):
    """One criterion of one unit."""

    official: Official
    outcome: Outcome
    numbers: dict[Stage, Fraction | None]
    stage: Stage | None
    figure: Figure
    reason: PointsReason | None
    explanation: str
    evidence: str


class ScoredUnit(NamedTuple):
    id: str
    scored: tuple[Scored, ...]
    total: Total


def of_unit(task: Task, unit: str) -> Figures:
    """The figures of one unit, by rule."""
    return lambda each: task.source.figure(unit, each)


def maybe(value: Fraction | None) -> Decimal | None:
    """A number as it travels; None stays None."""
    return None if value is None else as_decimal(value)

"""Figures that may be right, and yet look like a slip: said as warnings, never left out by themselves.

Bounds are stated in the messages. They are chosen so that a year of ordinary progress stays silent: the
plan's own targets ask for steps of 10 to 20 points a year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Final

from dxscore.model.base import Text
from dxscore.model.catalogue import Indicator
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.numbers import in_both, one_decimal
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.placed import finding_on, order
from dxscore.model.rules import rows
from dxscore.score.arithmetic import percentage
from dxscore.score.select import Usable
from dxscore.score.sums import written

JUMP_POINTS: Final = 30
"""Percentage points between one period and the next beyond which a share is questioned."""
JUMP_TIMES: Final = 10
"""So many times more, or less: what one digit too many, or too few, does to a number."""
SMALL_COUNT: Final = 10
"""With fewer cases than this, one of them moves a share by more than ten points: jumps say nothing."""
SAME_FROM: Final = 3
"""Different indicators, or units, that must share a figure before it is questioned."""
FEW: Final = 10
"""Units may well have as many of something as each other while they have fewer than this."""
CHANCE_COUNT: Final = 100
"""Counts below this agree by chance, or because both count the same few things (15 communes)."""

Figure = tuple[Decimal | None, Decimal | None, Decimal | None]


def implausible(catalogue: Catalogue, usable: Usable) -> Iterator[Finding]:
    """Warnings on figures copied from one cell to others, and on jumps from one period to the next.

    Args:
        catalogue: what the figures measure.
        usable: one observation for each indicator, unit and period; contradictory ones are passed over.
    """
    by_indicator = {name: _sound(usable, observations) for name, observations in usable.by_indicator.items()}
    everything = [o for observations in by_indicator.values() for o in observations]
    yield from _one_unit_repeats_itself(catalogue, everything)
    for name, observations in by_indicator.items():
        indicator = catalogue.indicators[name]
        if indicator.measure in ("share", "number"):
            yield from _units_repeat_each_other(catalogue, indicator, observations)
            yield from _jumps(catalogue, indicator, observations)


def _sound(usable: Usable, observations: Iterable[Observation]) -> list[Observation]:
    return [
        o
        for o in observations
        if not o.not_applicable and (o.indicator, o.reporting_unit, o.period) not in usable.contradicted
    ]


def _figure(observation: Observation) -> Figure:
    value = observation.value if observation.denominator is None else None
    return observation.numerator, observation.denominator, value


def _one_unit_repeats_itself(catalogue: Catalogue, observations: Iterable[Observation]) -> Iterator[Finding]:
    """One unit, one period, one figure for several indicators: a form filled by copying down."""
    same: dict[tuple[str, Period, Figure], list[Observation]] = defaultdict(list)
    for observation in observations:
        if _is_telling(catalogue.indicators[observation.indicator], observation):
            key = (observation.reporting_unit, observation.period, _figure(observation))
            same[key].append(observation)
    for group in same.values():
        indicators = sorted({o.indicator for o in group})
        if len(indicators) >= SAME_FROM:
            first = min(group, key=order)
            named = ", ".join(indicators)
            yield finding_on(
                rows.SAME_FIGURE, first, figure=written(first), count=len(indicators), names=named
            )


def _is_telling(indicator: Indicator, observation: Observation) -> bool:
    """Whether the figure is such that other indicators do not come to the same by chance.

    All and nothing are not, whatever the denominator: several indicators may be shares of the same people
    (all adults, say), and of each of them all or none may be there.
    """
    numerator, denominator, value = _figure(observation)
    if numerator is not None and denominator is not None:
        return denominator >= CHANCE_COUNT and 0 < numerator < denominator
    if value is None or indicator.measure not in ("share", "number"):
        return False
    return 0 < value < CHANCE_COUNT if indicator.measure == "share" else value >= CHANCE_COUNT


def _units_repeat_each_other(
    catalogue: Catalogue, indicator: Indicator, observations: Iterable[Observation]
) -> Iterator[Finding]:
    """All units say the very same in one period: one unit's form sent by each, or a whole dealt out.

    What would be the same anyhow is passed over: see `_is_coincidence`.
    """
    units = catalogue.reporting_units(indicator.id)
    by_period: dict[Period, list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.reporting_unit in units:
            by_period[observation.period].append(observation)
    for group in by_period.values():
        first = min(group, key=order)
        if (
            len(group) >= SAME_FROM
            and len({_figure(o) for o in group}) == 1
            and _is_coincidence(indicator, first)
        ):
            yield finding_on(rows.SAME_EVERYWHERE, first, figure=written(first), count=len(group))


def _is_coincidence(indicator: Indicator, observation: Observation) -> bool:
    """Whether several units would come to this figure by copying rather than by counting.

    Of a share with parts that lie apart, both had to coincide: 12/15 everywhere is no chance. Where all or
    nothing was reached (500/500, 0/500), one part follows from the other, and only the denominator speaks:
    below `FEW` it may well be the same everywhere, for units that each have 3 systems, or none. Nothing at
    all (0/0) says nothing. Nor do 0 and 100 without parts, behind which denominators may differ, nor yes
    and no: that all did it is what a plan asks for.
    """
    numerator, denominator, value = _figure(observation)
    if numerator is not None and denominator is not None:
        return 0 < numerator < denominator or denominator >= FEW
    if indicator.measure == "number":
        return value is not None and value >= CHANCE_COUNT
    return value is not None and 0 < value < CHANCE_COUNT


def _jumps(
    catalogue: Catalogue, indicator: Indicator, observations: Iterable[Observation]
) -> Iterator[Finding]:
    """Against the unit's last period of the same length: a quarter is not held against a year."""
    calendar = catalogue.targets.plan.reporting_calendar
    by_unit: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        by_unit[observation.reporting_unit, observation.period.kind].append(observation)
    for series in by_unit.values():
        series.sort(key=lambda o: o.period.closes(calendar))
        for before, now in pairwise(series):
            finding = _jump(indicator, before, now)
            if finding is not None:
                yield finding


def _jump(indicator: Indicator, before: Observation, now: Observation) -> Finding | None:
    earlier, later = _measured(before), _measured(now)
    if earlier is None or later is None:
        return None
    change = abs(later - earlier)
    rule, bound = rows.JUMP_OF_NUMBER, JUMP_TIMES
    if indicator.measure == "share":
        if change <= JUMP_POINTS:
            return None
        rule, bound = rows.JUMP, JUMP_POINTS
    elif min(earlier, later) <= 0 or max(earlier, later) < JUMP_TIMES * min(earlier, later):
        return None
    return finding_on(
        rule,
        now,
        period=before.period,
        before=_shown(earlier),
        now=_shown(later),
        change=_shown(change),
        bound=bound,
    )


def _measured(observation: Observation) -> Fraction | None:
    """Percentage or number; None where there are too few cases for it to say anything."""
    numerator, denominator, value = _figure(observation)
    if numerator is not None and denominator is not None:
        return percentage(numerator, denominator) if denominator >= SMALL_COUNT else None
    return None if value is None else Fraction(value)


def _shown(number: Fraction) -> Text:
    return in_both(partial(one_decimal, number))

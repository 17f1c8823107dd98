"""Jumps from one period to the next, of shares, of numbers and of what a share is a share of.

A unit's figure is held against its last period of the same kind: a quarter is not held against a year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Final

from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import ReportingCalendar
from dxscore.score.arithmetic import as_decimal, percentage
from dxscore.score.doubt import Doubt
from dxscore.words.numbers import ENDS, distinct, in_both, places_apart
from dxscore.words.text import Text

JUMP_POINTS: Final = 30
"""Percentage points between one period and the next beyond which a share is questioned."""
JUMP_TIMES: Final = 10
"""So many times more, or less: what one digit too many, or too few, does to a number."""
SMALL_COUNT: Final = 10
"""With fewer cases than this, one of them moves a share by more than ten points: jumps say nothing."""
DENOMINATOR_TIMES: Final = 5
"""So many times more, or less, for a denominator: a digit too many on what has meanwhile halved."""
DENOMINATOR_FROM: Final = 100
"""A denominator that stays below this does not swamp a pool; three inspections may well become twenty."""
BEYOND_TIME: Final = 2
"""So many times what the time covered explains by itself, where a count starts again with each year."""


def jumps(catalogue: Catalogue, indicator: Indicator, observations: Iterable[Observation]) -> Iterator[Doubt]:
    """Doubts on one indicator's figures, each against the unit's last period of the same kind."""
    calendar = catalogue.targets.plan.reporting_calendar
    by_unit: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        by_unit[observation.reporting_unit, observation.period.kind].append(observation)
    for series in by_unit.values():
        series.sort(key=lambda o: o.period.closes(calendar))
        for before, now in pairwise(series):
            yield from _of_result(indicator, before, now)
            yield from _of_denominator(calendar, before, now)


def _of_result(indicator: Indicator, before: Observation, now: Observation) -> Iterator[Doubt]:
    """A share by too many points, or a number by too many times."""
    earlier, later = _measured(before), _measured(now)
    if earlier is None or later is None:
        return
    if indicator.measure == "share":
        change = abs(later - earlier)
        if change > JUMP_POINTS:
            yield Doubt(rules.JUMP, (now,), partial(_by_points, before, earlier, later))
    elif min(earlier, later) > 0 and max(earlier, later) >= JUMP_TIMES * min(earlier, later):
        yield Doubt(rules.JUMP_OF_NUMBER, (now,), partial(_by_times, before, earlier, later))


def _of_denominator(calendar: ReportingCalendar, before: Observation, now: Observation) -> Iterator[Doubt]:
    """A denominator by too many times, even where the share hardly moves: 1.631/2.112 to 15.000/18.000.

    The catalogue says in words alone what a denominator counts: what stands (households), hardly changing,
    or what arises (work files, inspections), which may well double, and which some count from the start of
    the year: December has twelve times January's. The bound holds for all of them. Nothing (0) says nothing:
    none arose.
    """
    if not before.denominator or not now.denominator:
        return
    few, many = sorted((before.denominator, now.denominator))
    if many < DENOMINATOR_FROM or many < DENOMINATOR_TIMES * few:  # nearly always, and far cheaper to know
        return
    earlier, later = Fraction(before.denominator), Fraction(now.denominator)
    less, more = sorted((earlier, later))
    larger, smaller = (now, before) if later > earlier else (before, now)
    # A count from the start of the year is so many times as large for the time covered alone.
    by_time = Fraction(larger.closes(calendar).month, smaller.closes(calendar).month)
    bound = max(Fraction(DENOMINATOR_TIMES), BEYOND_TIME * by_time)
    if more >= bound * less:
        said = partial(_of_parts, before, earlier, later, bound)
        yield Doubt(rules.JUMP_OF_DENOMINATOR, (now,), said)


def _by_points(before: Observation, earlier: Fraction, later: Fraction) -> Mapping[str, object]:
    change = abs(later - earlier)
    bound = Fraction(JUMP_POINTS)
    least = places_apart([change], [bound]) or 1
    told = {name: _shown(share, ENDS, least) for name, share in (("before", earlier), ("now", later))}
    return {**told, "period": before.period, "change": _shown(change, [bound]), "bound": JUMP_POINTS}


def _by_times(before: Observation, earlier: Fraction, later: Fraction) -> Mapping[str, object]:
    return {**_from_to(before, earlier, later), "bound": JUMP_TIMES}


def _of_parts(
    before: Observation, earlier: Fraction, later: Fraction, bound: Fraction
) -> Mapping[str, object]:
    times = max(earlier, later) / min(earlier, later)
    said = {"times": _shown(times, [bound]), "bound": _shown(bound, [times])}
    return {**_from_to(before, earlier, later), **said}


def _measured(observation: Observation) -> Fraction | None:
    """Percentage or number; None where there are too few cases for it to say anything."""
    numerator, denominator = observation.numerator, observation.denominator
    if numerator is not None and denominator is not None:
        return percentage(numerator, denominator) if denominator >= SMALL_COUNT else None
    return None if observation.value is None else Fraction(observation.value)


def _from_to(before: Observation, earlier: Fraction, later: Fraction) -> dict[str, object]:
    """Two numbers as they were given, with all their decimals."""
    told = {name: as_decimal(figure) for name, figure in (("before", earlier), ("now", later))}
    return {"period": before.period, **told}


def _shown(figure: Fraction, unlike: Iterable[Fraction], least: int = 1) -> Text:
    others = tuple(unlike)
    return in_both(lambda lang: distinct(figure, others, lang, least))

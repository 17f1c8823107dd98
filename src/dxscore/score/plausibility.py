"""Figures that may be right, and yet look like a slip: said as warnings, never left out by themselves.

Bounds are stated in the messages. They are chosen so that a year of ordinary progress stays silent: the
plan's own targets ask for steps of 10 to 20 points a year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Final

from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation, order
from dxscore.model.period import Period, ReportingCalendar
from dxscore.score.arithmetic import as_decimal
from dxscore.score.findings import Doubt, Unwritten
from dxscore.score.select import Usable, key_of
from dxscore.score.sums import written
from dxscore.words.numbers import ENDS, distinct, places_apart
from dxscore.words.text import Text, in_both

SAME_FROM: Final = 3
"""Different indicators, or units, that must share a figure before it is questioned."""
FEW: Final = 10
"""Units may well have as many of something as each other while they have fewer than this."""
WHOLE_FORM_FROM: Final = 5
"""Rows of a form that, all alike, are questioned whatever their figure: one computer and one system, each
1/1, fill the four rows of a small office."""
CHANCE_COUNT: Final = 100
"""Counts below this agree by chance, or because both count the same few things (15 communes)."""

Figure = tuple[Decimal | None, Decimal | None, Decimal | None]
_Measured = tuple[int, int]
"""A percentage or a number as a fraction, not shortened; the lower number is above 0."""


def implausible(catalogue: Catalogue, usable: Usable) -> Iterator[Unwritten]:
    """What `doubts` finds, each said once, on the first of its rows."""
    return (doubt.warning() for doubt in doubts(catalogue, usable))


def doubts(catalogue: Catalogue, usable: Usable) -> Iterator[Doubt]:
    """Figures copied from one cell to others, and jumps from one period to the next.

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
            yield from jumps(catalogue, indicator, observations)


def _sound(usable: Usable, observations: Iterable[Observation]) -> list[Observation]:
    figures = [o for o in observations if not o.not_applicable]
    if not usable.contradicted:
        return figures
    return [o for o in figures if key_of(o) not in usable.contradicted]


def _figure(observation: Observation) -> Figure:
    value = observation.value if observation.denominator is None else None
    return observation.numerator, observation.denominator, value


def _one_unit_repeats_itself(catalogue: Catalogue, observations: Iterable[Observation]) -> Iterator[Doubt]:
    """One unit, one period, one figure for several indicators: a form filled by copying down."""
    forms: dict[tuple[str, Period], list[Observation]] = defaultdict(list)
    counted = {name for name, each in catalogue.indicators.items() if each.measure in ("share", "number")}
    for observation in observations:
        if observation.indicator in counted:
            forms[observation.reporting_unit, observation.period].append(observation)
    for form in forms.values():
        for group in _copied(catalogue, form):
            yield Doubt(rules.SAME_FIGURE, tuple(sorted(group, key=order)), partial(_repeated, group))


def _repeated(group: Sequence[Observation]) -> Mapping[str, object]:
    indicators = sorted({o.indicator for o in group})
    names = Text.model_validate(", ".join(indicators))
    return {"figure": written(group[0]), "count": len(indicators), "names": names}


def _copied(catalogue: Catalogue, form: Sequence[Observation]) -> Iterator[Sequence[Observation]]:
    """Rows of one form that share a figure: all there are, or several whose figure is telling by itself."""
    if len(form) < SAME_FROM:
        return
    same: dict[Figure, list[Observation]] = defaultdict(list)
    for observation in form:
        same[_figure(observation)].append(observation)
    if len(same) == 1 and len(form) >= WHOLE_FORM_FROM and not _is_all_or_nothing(form[0]):
        yield form
        return
    for group in same.values():
        if len(group) < SAME_FROM:
            continue
        telling = [o for o in group if _is_telling(catalogue.indicators[o.indicator], o)]
        if len(telling) >= SAME_FROM:
            yield telling


def _is_all_or_nothing(observation: Observation) -> bool:
    """0 or 100 without parts: a unit that did all, or nothing, says so whatever the denominators are."""
    return observation.denominator is None and observation.value in (0, 100)


def _is_telling(indicator: Indicator, observation: Observation) -> bool:
    """Whether the figure is such that other indicators do not come to the same by chance.

    All and nothing are not, whatever the denominator: several indicators may be shares of the same people
    (all adults, say), and of each of them all or none may be there.
    """
    numerator, denominator, value = _figure(observation)
    if denominator is not None:
        return denominator >= CHANCE_COUNT and 0 < (numerator or 0) < denominator
    share = indicator.measure == "share"
    return value is not None and (0 < value < CHANCE_COUNT if share else value >= CHANCE_COUNT)


def _units_repeat_each_other(
    catalogue: Catalogue, indicator: Indicator, observations: Iterable[Observation]
) -> Iterator[Doubt]:
    """All units say the very same in one period: one unit's form sent by each, or a whole dealt out.

    What would be the same anyhow is passed over: see `_is_coincidence`.
    """
    by_period: dict[Period, list[Observation]] = defaultdict(list)
    for observation in observations:
        by_period[observation.period].append(observation)
    for period, every in by_period.items():
        units = frozenset(catalogue.owing(indicator.id, period))
        group = [observation for observation in every if observation.reporting_unit in units]
        if (
            len(group) >= SAME_FROM
            and len({_figure(o) for o in group}) == 1
            and _is_coincidence(indicator, group[0])
        ):
            said = partial(_everywhere, group, len(units))
            yield Doubt(rules.SAME_EVERYWHERE, tuple(sorted(group, key=order)), said)


def _everywhere(group: Sequence[Observation], expected: int) -> Mapping[str, object]:
    return {"figure": written(group[0]), "count": len(group), "expected": expected}


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
        if len(series) == 1:
            continue
        series.sort(key=_period)  # of one kind: by the day on which they close
        measured = [(o, _measured(o)) for o in series]
        for (before, earlier), (now, later) in pairwise(measured):
            if earlier is not None and later is not None:
                yield from _of_result(indicator, before, earlier, now, later)
            yield from _of_denominator(calendar, before, now)


_period = attrgetter("period")


def _of_result(
    indicator: Indicator, before: Observation, earlier: _Measured, now: Observation, later: _Measured
) -> Iterator[Doubt]:
    """A share by too many points, or a number by too many times; by whole numbers alone."""
    (was, was_of), (is_, is_of) = earlier, later
    one, other = was * is_of, is_ * was_of
    less, more = (one, other) if one < other else (other, one)
    if indicator.measure == "share":
        if more - less > JUMP_POINTS * was_of * is_of:
            yield Doubt(rules.JUMP, (now,), partial(_by_points, before, Fraction(*earlier), Fraction(*later)))
    elif less > 0 and more >= JUMP_TIMES * less:
        said = partial(_by_times, before, Fraction(*earlier), Fraction(*later))
        yield Doubt(rules.JUMP_OF_NUMBER, (now,), said)


def _of_denominator(calendar: ReportingCalendar, before: Observation, now: Observation) -> Iterator[Doubt]:
    """A denominator by too many times, even where the share hardly moves: 1.631/2.112 to 15.000/18.000.

    The catalogue says in words alone what a denominator counts: what stands (households), hardly changing,
    or what arises (work files, inspections), which may well double, and which some count from the start of
    the year: December has twelve times January's. The bound holds for all of them. Nothing (0) says nothing:
    none arose.
    """
    if not before.denominator or not now.denominator:
        return
    one, other = before.denominator, now.denominator
    few, many = (one, other) if one < other else (other, one)
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


def _measured(observation: Observation) -> _Measured | None:
    """Percentage or number; None where there are too few cases for it to say anything."""
    numerator, denominator = observation.numerator, observation.denominator
    if numerator is not None and denominator is not None:
        if denominator < SMALL_COUNT:
            return None
        (above, above_of), (below, below_of) = numerator.as_integer_ratio(), denominator.as_integer_ratio()
        return 100 * above * below_of, above_of * below
    return None if observation.value is None else observation.value.as_integer_ratio()


def _from_to(before: Observation, earlier: Fraction, later: Fraction) -> dict[str, object]:
    """Two numbers as they were given, with all their decimals."""
    told = {name: as_decimal(figure) for name, figure in (("before", earlier), ("now", later))}
    return {"period": before.period, **told}


def _shown(figure: Fraction, unlike: Iterable[Fraction], least: int = 1) -> Text:
    others = tuple(unlike)
    return in_both(lambda lang: distinct(figure, others, lang, least))

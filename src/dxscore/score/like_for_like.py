"""The first fact of a comparison: how a value stands to an earlier one, like held against like.

Where the whole is not comparable, the units that stand on both sides are, by themselves: a unit with itself,
and across a merger or a change of names whoever covers a territory now with whoever covered it before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.figures import exact_value
from dxscore.model.like_for_like import OfBoth, ValueFact, WhyNot
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import JUDGED, WITH_FIGURE, Definition, Result, UnitResult
from dxscore.score import arithmetic
from dxscore.score.alike import Alike, Ground, counts, is_waived_miss, months_of
from dxscore.score.arithmetic import HUNDRED, Threshold, as_decimal, percentage, portion_met
from dxscore.score.totals import threshold


class Value(NamedTuple):
    """How a value stands to another, or why that is not told."""

    fact: ValueFact
    difference: Fraction | None = None
    why_not: WhyNot | None = None
    of_both: OfBoth | None = None


def not_comparable(why: WhyNot, of_both: OfBoth | None = None) -> Value:
    """That two values are not held against each other, with what the units of both sides say."""
    return Value("not_comparable", None, why, of_both)


class Pair(NamedTuple):
    """Units before and units now that cover one territory, over like spans."""

    before: tuple[UnitResult, ...]
    now: tuple[UnitResult, ...]


class LikeForLike:
    """Figures held against each other, over the same units and one kind of time."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.alike = Alike(catalogue)

    def of(self, old: Result | None, new: Result) -> Value:
        """The figures of the whole, before and now."""
        if old is None:
            return not_comparable("only_now")
        if measured_otherwise(old.definition, new.definition):
            return not_comparable("other_definition")
        why = unmeasured(old, new)
        if why is not None:
            unknown = why == "no_share"
            return not_comparable(why, self._of_both(old, new) if unknown else None)
        if by_each(old) != by_each(new):
            return not_comparable("other_kind")
        asked = self.alike.asked(old), self.alike.asked(new)
        if None not in asked and asked[0] != asked[1]:
            return not_comparable("other_members", self._of_both(old, new))
        if self.alike.covered(old) != self.alike.covered(new):
            return not_comparable("other_units", self._of_both(old, new))
        if not self.alike.spans(new.indicator, months_of(old), months_of(new)):
            return not_comparable("other_span")
        if not self._each_alike(old, new):
            return not_comparable("mixed_spans", self._of_both(old, new))
        return held_together(measured(old), measured(new), threshold(new), by_each(new))

    def _each_alike(self, old: Result, new: Result) -> bool:
        """Where units' figures cover different times: whether every territory's is like its own before."""
        if "mixed_periods" not in (*old.remarks, *new.remarks):
            return True
        paired = {unit.reporting_unit for pair in self.pairs(old, new) for unit in pair.now}
        return all(unit.reporting_unit in paired for unit in new.units if counts(unit))

    def _of_both(self, old: Result, new: Result) -> OfBoth | None:
        """What the units come to that stand on both sides, over like spans; None where there are none.

        A share without its parts goes into no sum: its unit is left out of both sides.
        """
        pairs = self.pairs(old, new)
        if len(pairs) > 1 and self._needs_parts(new):
            pairs = [
                pair
                for pair in pairs
                if all(unit.denominator is not None for unit in (*pair.before, *pair.now))
            ]
        before = [unit for pair in pairs for unit in pair.before]
        now = [unit for pair in pairs for unit in pair.now]
        was, is_ = self.sum(new, before), self.sum(new, now)
        told = held_together(was, is_, threshold(new), by_each(new))
        if was is None or is_ is None or told.difference is None:
            return None
        units, earlier = (tuple(unit.reporting_unit for unit in side) for side in (now, before))
        return OfBoth.model_construct(
            units=units,
            units_before=() if set(earlier) == set(units) else earlier,
            before=as_decimal(was),
            now=as_decimal(is_),
            value=told.fact,
            difference=travels(told.difference) or Decimal(0),
        )

    def _needs_parts(self, result: Result) -> bool:
        known = self._catalogue.indicators.get(result.indicator)
        return not by_each(result) and (known is None or known.measure == "share")

    def pairs(self, old: Result, new: Result) -> list[Pair]:
        """Units' figures of both sides by the territory that they cover, in the order of the new side.

        Each pair is the smallest that covers the same on both sides: a unit and itself; the former units and
        the one that they went into. What covers more on one side than on the other, or covers something
        twice, is in none; nor is what covers another kind of time.
        """
        before, now = ([unit for unit in result.units if counts(unit)] for result in (old, new))
        return [pair for pair in _paired(before, now, self.alike) if self._spans_alike(new.indicator, pair)]

    def _spans_alike(self, indicator: str, pair: Pair) -> bool:
        before, now = ({months_of(unit) for unit in side} for side in pair)
        return all(self.alike.spans(indicator, was, is_) for was in before for is_ in now)

    def sum(self, result: Result, units: Sequence[UnitResult]) -> Fraction | None:
        """The figure of several units together, as the whole's would be."""
        return _portion(units) if by_each(result) else self.added(result.indicator, units)

    def added(self, indicator: str, units: Sequence[UnitResult]) -> Fraction | None:
        """The sum of several units' own figures; None where there is none, or they cannot be added."""
        known = self._catalogue.indicators.get(indicator)
        if units and known is not None and known.measure == "number":
            return sum((exact_value(unit) or Fraction(0) for unit in units), Fraction(0))
        if any(unit.denominator is None for unit in units):
            return exact_value(units[0]) if len(units) == 1 else None
        above = sum((unit.numerator or Decimal(0) for unit in units), Decimal(0))
        below = sum((unit.denominator or Decimal(0) for unit in units), Decimal(0))
        return percentage(above, below) if below else None


def _paired(before: Sequence[UnitResult], now: Sequence[UnitResult], alike: Alike) -> list[Pair]:
    """Units whose territories overlap, drawn together until none overlaps another; those that fit exactly."""
    of: dict[str, str] = {}

    def root(place: str) -> str:
        while of.setdefault(place, place) != place:
            of[place] = place = of[of[place]]
        return place

    grounds = [[(unit, alike.of_unit(unit)) for unit in side] for side in (before, now)]
    for side in grounds:
        for _, ground in side:
            places = list(ground)
            for other in places[1:]:
                of[root(other)] = root(places[0])
    drawn: list[dict[str, list[tuple[UnitResult, Ground]]]] = [defaultdict(list), defaultdict(list)]
    for side, found in zip(grounds, drawn, strict=True):
        for unit, ground in side:
            if ground:
                found[root(next(iter(ground)))].append((unit, ground))
    was, is_ = drawn
    return [
        Pair(tuple(unit for unit, _ in was[place]), tuple(unit for unit, _ in own))
        for place, own in is_.items()
        if place in was and _covered_once(own) is not None and _covered_once(own) == _covered_once(was[place])
    ]


def _covered_once(units: Sequence[tuple[UnitResult, Ground]]) -> Ground | None:
    """What units cover together; None where two of them cover the same."""
    together: Ground = frozenset().union(*(ground for _, ground in units))
    return together if len(together) == sum(len(ground) for _, ground in units) else None


def measured_otherwise(old: Definition | None, new: Definition | None) -> bool:
    """Whether two figures were measured by two definitions; what is not stated contradicts nothing."""
    if old is None or new is None:
        return False
    if (old.measure, old.unit_of_measure) != (new.measure, new.unit_of_measure):
        return True
    stated = ((old.over_time, new.over_time), (old.of, new.of))
    return any(None not in pair and pair[0] != pair[1] for pair in stated)


def by_each(result: Result) -> bool:
    """Whether every unit was judged by itself: there is a verdict, and no figure of the whole.

    Where shares without parts settle a verdict, there is no figure of the whole either, and it is pooled.
    """
    if "settled_by_percentages" in result.remarks:
        return False
    return exact_value(result) is None and bool(result.units) and result.reason is None


def measured(figure: Result | UnitResult) -> Fraction | None:
    """What a figure that was held against its target measured; where each unit was, the share that passes."""
    if figure.status not in WITH_FIGURE and not is_waived_miss(figure):
        return None
    value = exact_value(figure)
    if value is None and isinstance(figure, Result) and by_each(figure):
        return _portion(figure.units)
    return value


def _portion(units: Iterable[UnitResult]) -> Fraction | None:
    judged = [unit.status for unit in units if unit.status in JUDGED or is_waived_miss(unit)]
    return HUNDRED * portion_met(judged) if judged else None


def unmeasured(old: Result | UnitResult, new: Result | UnitResult) -> WhyNot | None:
    """Why two figures cannot be held together where one of them is not there; None where both are."""
    settled = [isinstance(side, Result) and "settled_by_percentages" in side.remarks for side in (old, new)]
    missing = [measured(side) is None and not known for side, known in zip((old, new), settled, strict=True)]
    if any(settled) and not any(missing):
        return "no_share"
    reasons: dict[tuple[bool, bool], WhyNot] = {
        (True, True): "none",
        (True, False): "none_before",
        (False, True): "none_now",
    }
    return reasons.get((missing[0], missing[1]))


def held_together(was: Fraction | None, is_: Fraction | None, aim: Threshold, each: bool) -> Value:
    """Better, worse or the same, and by how much: positive is good."""
    if was is None or is_ is None:
        return not_comparable("none")
    grown = is_ - was
    if not each and aim.comparator != "done":
        before, after = arithmetic.margin(was, aim), arithmetic.margin(is_, aim)
        grown = Fraction(0) if before is None or after is None else after - before
    if not grown:
        return Value("same", grown)
    return Value("better" if grown > 0 else "worse", grown)


def travels(difference: Fraction | None) -> Decimal | None:
    """A difference as it travels, with one decimal at least: 69.0."""
    if difference is None:
        return None
    told = as_decimal(difference, Fraction(0))
    return told.quantize(Decimal("0.1")) if int(told.as_tuple().exponent) >= 0 else told

"""What changed between two scorecards of the same plan, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from dxscore.errors import ScorecardError
from dxscore.model.comparison import CHANGES, Change, ChangeCounts, Comparison, Kind, Ratchet, Side
from dxscore.model.figures import exact_value
from dxscore.model.scorecard import JUDGED, UNMET, Result, Scorecard, Status, TargetRule, UnitResult
from dxscore.score import arithmetic
from dxscore.score.arithmetic import Threshold, as_decimal, portion_met
from dxscore.score.totals import threshold, unit_threshold
from dxscore.words.say import pair

TargetKey = tuple[str, str | None, int, str | None, str | None, str, str | tuple[str, str] | None, str]
_RANK: dict[Status, int] = {"no_data": 0, "not_assessable": 0, "missed": 1, "pending": 2, "met": 3}


class Standing(NamedTuple):
    """How a figure stands, so that two can be compared: the verdict first, then the measure.

    Args:
        rank: met 3, pending 2, missed 1, no verdict 0; None where the target does not apply.
        measure: margin to the threshold, or the portion of units that pass where each is judged by itself;
            positive is good; None where nothing was measured.
    """

    rank: int | None
    measure: Fraction | None


def key_of(result: Result) -> TargetKey:
    """What makes two results of two scorecards results on the same target."""
    target = result.target
    return (
        result.indicator,
        result.reporting_unit,
        target.by,
        target.at,
        target.every,
        target.comparator,
        target.threshold,
        "" if target.rule is None else _judging(target.rule),
    )


def _judging(rule: TargetRule) -> str:
    """What of a rule judges: not the figure that it was held against, nor what its levels are called."""
    levels = [(level.comparator, level.threshold) for level in rule.levels]
    units = [(each.units, each.comparator, each.threshold) for each in rule.for_]
    return repr((levels, units, rule.against and rule.against.model_dump(), rule.keep))


def standing(result: Result) -> Standing:
    """How a result stands. A waived miss stands where it would stand without the waiver."""
    rank = _rank(result)
    value = exact_value(result)
    if not rank:
        return Standing(rank, None)
    if value is None:  # every unit was judged by itself
        judged = [unit.status for unit in result.units if unit.status in JUDGED or _waived_miss(unit)]
        return Standing(rank, portion_met(judged) if judged else None)
    return Standing(rank, arithmetic.margin(value, threshold(result)))


def unit_standing(unit: UnitResult, held_against: Threshold) -> Standing:
    """How one unit's own figure stands."""
    rank, value = _rank(unit), exact_value(unit)
    return Standing(rank, arithmetic.margin(value, held_against) if rank and value is not None else None)


def _rank(figure: Result | UnitResult) -> int | None:
    if figure.status == "waived":
        return _RANK["missed"] if _waived_miss(figure) else 0
    return _RANK.get(figure.status)


def _waived_miss(figure: Result | UnitResult) -> bool:
    return figure.status == "waived" and figure.reason is None


def change_between(old: Standing, new: Standing) -> Kind | None:
    """'better' or 'worse', 'other' where only one side applies; None where nothing changed."""
    if old.rank is None or new.rank is None:
        return None if old.rank == new.rank else "other"
    if old.rank != new.rank:
        return "better" if new.rank > old.rank else "worse"
    if old.measure is None or new.measure is None or old.measure == new.measure:
        return None
    return "better" if new.measure > old.measure else "worse"


def check_comparable(old: Scorecard, new: Scorecard) -> None:
    """Refuse what cannot be held against each other.

    Raises:
        ScorecardError: they are of two plans, of two catalogues, or of two scopes (a unit and the whole), or
            nothing was judged in one of them.
    """
    if old.as_of is None or new.as_of is None:
        raise ScorecardError(
            "có bảng điểm không có gì được đánh giá", "nothing was judged in one of the scorecards"
        )
    if old.plan != new.plan:
        raise ScorecardError(*pair("scoring.two_plans", old=old.plan, new=new.plan))
    if old.catalogue != new.catalogue:
        digests = f"{old.catalogue.sha256[:12]}, {new.catalogue.sha256[:12]}"
        raise ScorecardError(*pair("scoring.two_catalogues", pair=digests))
    scopes = [{result.reporting_unit for result in card.results} for card in (old, new)]
    if scopes[0] != scopes[1]:
        raise ScorecardError(*pair("scoring.two_scopes"))


def compare(old: Scorecard, new: Scorecard) -> Comparison:
    """What got better, worse, new and gone from `old` to `new`, by target and by reporting unit.

    Raises:
        ScorecardError: as `check_comparable`.
    """
    check_comparable(old, new)
    before = {key_of(result): result for result in old.results}
    after = {key_of(result): result for result in new.results}
    both = [(before[key], result) for key, result in after.items() if key in before]
    targets = [change for pair in both if (change := _target_change(*pair)) is not None]
    targets += [_of_one_side("new", result) for key, result in after.items() if key not in before]
    targets += [_of_one_side("gone", result) for key, result in before.items() if key not in after]
    units = [change for pair in both for change in _unit_changes(*pair)]
    return Comparison(
        plan=new.plan,
        catalogue=new.catalogue,
        old=_side(old),
        new=_side(new),
        targets=_counts(targets, len(both)),
        units=_counts(units, sum(_in_both(*pair) for pair in both)),
        target_changes=_ordered(targets),
        unit_changes=_ordered(units),
    )


def _side(card: Scorecard) -> Side:
    return Side(as_of=card.day, inputs=card.inputs)


def _in_both(old: Result, new: Result) -> int:
    return len({u.reporting_unit for u in old.units} & {u.reporting_unit for u in new.units})


def _counts(changes: Sequence[Change], both: int) -> ChangeCounts:
    counted = {kind: sum(change.kind == kind for change in changes) for kind in CHANGES}
    moved = counted["better"] + counted["worse"] + counted["other"]
    return ChangeCounts(**counted, same=both - moved)


def _ordered(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Worse first, then better, other, new and gone; each in the order of the results."""
    return tuple(sorted(changes, key=lambda change: CHANGES.index(change.kind)))


def _target_change(old: Result, new: Result) -> Change | None:
    standings = standing(old), standing(new)
    kind = change_between(*standings) or _renamed(old, new)
    return None if kind is None else _change(kind, new, old, new, standings)


def _renamed(old: Result | UnitResult, new: Result | UnitResult) -> Kind | None:
    """'other' where the figures stand as they stood and only the verdict's name differs: waived, no data."""
    return "other" if old.status != new.status else None


def _unit_changes(old: Result, new: Result) -> Iterator[Change]:
    before = {unit.reporting_unit: unit for unit in old.units}
    after = {unit.reporting_unit: unit for unit in new.units}
    for name, unit in after.items():
        if name not in before:
            yield _of_one_side("new", new, unit)
            continue
        held_against = unit_threshold(new, unit)
        standings = unit_standing(before[name], held_against), unit_standing(unit, held_against)
        kind = change_between(*standings) or _renamed(before[name], unit)
        if kind is not None:
            yield _change(kind, new, before[name], unit, standings)
    for name, unit in before.items():
        if name not in after:
            yield _of_one_side("gone", old, unit)


def _change(
    kind: Kind,
    result: Result,
    old: Result | UnitResult,
    new: Result | UnitResult,
    standings: tuple[Standing, Standing],
) -> Change:
    was, is_ = (standing.measure for standing in standings)
    by = None if was is None or is_ is None else is_ - was
    return Change(
        kind=kind,
        indicator=result.indicator,
        pillar=result.pillar,
        reporting_unit=new.reporting_unit,
        target=result.target,
        old_status=old.status,
        new_status=new.status,
        old_value=old.value,
        new_value=new.value,
        change=None if by is None else as_decimal(by, Fraction(0)),
    )


def _of_one_side(kind: Kind, result: Result, unit: UnitResult | None = None) -> Change:
    figure = unit or result
    seen = "new" if kind == "new" else "old"
    return Change(
        kind=kind,
        indicator=result.indicator,
        pillar=result.pillar,
        reporting_unit=figure.reporting_unit,
        target=result.target,
        **{f"{seen}_status": figure.status, f"{seen}_value": figure.value},
    )


def ratchet(baseline: Scorecard, scorecard: Scorecard) -> Ratchet:
    """Sort the due, unmet results of `scorecard` by what `baseline` knew of them.

    Worse is: a verdict that is there no more (missed before, no data or not assessable now), a smaller margin
    to the threshold, compared exactly; and where every unit is judged by itself, any unit that fails and did
    not, or fails by more, however many others have caught up.

    Raises:
        ScorecardError: the two cannot be compared: `check_comparable`.
    """
    check_comparable(baseline, scorecard)
    before = {key_of(result): result for result in baseline.results}
    sorted_: dict[str, list[Result]] = {"newly_missed": [], "worse": [], "known": []}
    for result in scorecard.results:
        if result.due and result.status in UNMET:
            sorted_[_standing_of(before.get(key_of(result)), result)].append(result)
    return Ratchet(**{name: tuple(results) for name, results in sorted_.items()})


def _standing_of(old: Result | None, new: Result) -> str:
    if old is None or not old.due or old.status not in UNMET:
        return "newly_missed"
    if change_between(standing(old), standing(new)) == "worse" or _a_unit_fell(old, new):
        return "worse"
    return "known"


def _a_unit_fell(old: Result, new: Result) -> bool:
    """Where every unit is judged by itself: whether any of them fails anew or by more."""
    if new.status != "missed" or exact_value(new) is not None:
        return False  # pooled: one unit's loss is in the sum
    before = {unit.reporting_unit: unit for unit in old.units}
    for unit in new.units:
        was = before.get(unit.reporting_unit)
        if unit.status not in UNMET:
            continue
        if was is None or was.status not in UNMET:
            return True
        held_against = unit_threshold(new, unit)
        if change_between(unit_standing(was, held_against), unit_standing(unit, held_against)) == "worse":
            return True
    return False

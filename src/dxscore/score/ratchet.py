"""The ratchet: gaps that a baseline knows are let be, as long as none of them gets worse."""

from __future__ import annotations

from dxscore.model.comparison import Ratchet
from dxscore.model.figures import exact_value
from dxscore.model.scorecard import UNMET, Result, Scorecard
from dxscore.score.compare import change_between, check_comparable, key_of, standing, unit_standing
from dxscore.score.totals import threshold


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
        held_against = threshold(new)
        if change_between(unit_standing(was, held_against), unit_standing(unit, held_against)) == "worse":
            return True
    return False

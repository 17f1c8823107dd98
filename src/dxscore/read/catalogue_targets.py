"""The sense of indicators and targets: one threshold, one deadline, and both possible."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from dxscore.model import rules
from dxscore.model.catalogue import COMPARATORS, Target
from dxscore.read.catalogue_items import Item
from dxscore.read.catalogue_rules import (
    Moment,
    asking_of,
    check_deadlines,
    check_rules,
    moment_of,
    parts_of,
)
from dxscore.words.text import Text, both
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.words.keys import Key

_NAMED_AT_MOST = 30
_ID_AT_MOST = 64
_PARTS = ("numerator", "denominator", "counted_in")
_NEVER_ADDED_UP: Final[dict[str, Key]] = {
    "rank": "catalogue_measure.rank",
    "yes_no": "catalogue_measure.yes_no",
}
"""Measures of which several make none, and what a figure of each is called."""
_UNITS = {"share": "percent", "rank": "rank", "yes_no": "yes_no"}
_LOWER_LIMITS = ("at_least", "more_than")
_UPPER_LIMITS = ("at_most", "less_than")


def check_targets(targets: Item) -> None:
    """Report indicators and targets that cannot be judged as they are written."""
    for indicator in targets.items("indicators"):
        _check_parts(indicator)
        if indicator.data.get("over_time") == "flow" and indicator.text("measure") in _NEVER_ADDED_UP:
            measure = both(_NEVER_ADDED_UP[indicator.text("measure") or ""])
            indicator.report(rules.FLOW_OF_WHAT_DOES_NOT_ADD_UP, "over_time", measure=measure)
        _check_unit(indicator)
        low, high = _range(indicator)
        if low is not None and high is not None and low > high:
            indicator.report(rules.MINIMUM_ABOVE_MAXIMUM, "minimum", low=low, high=high)
            low = high = None  # no range to hold thresholds to
        for key in ("of", "scope"):
            if indicator.has(key) and indicator.has("measure") and indicator.text("measure") != "rank":
                indicator.report(rules.OF_WITHOUT_RANK, key, key=key)
        for target in indicator.items("targets"):
            _check_deadline(target)
            _check_comparator(indicator, target)
            _check_range(target, low, high)
            check_rules(indicator, target)
            for part in parts_of(target):
                if part.path[-1] != "against":
                    _check_range(part, low, high)
        check_deadlines(indicator)


def check_pooling(targets: Item, assignments: Item) -> None:
    """Report ranks and yes/no answers of several units that would have to be added up."""
    groups = {group.text("id") for group in assignments.items("groups")}
    for indicator in targets.items("indicators"):
        measure, reported_by = indicator.text("measure"), indicator.text("reported_by")
        pooled = indicator.data.get("judged_on", "pooled") == "pooled"
        if measure in _NEVER_ADDED_UP and pooled and reported_by in groups:
            key = "judged_on" if indicator.has("judged_on") else "reported_by"
            indicator.report(
                rules.POOLED_JUDGEMENT, key, measure=both(_NEVER_ADDED_UP[measure]), group=reported_by
            )


def advise_targets(targets: Item) -> None:
    """Report milestones and comparators that are possible but unlikely to be meant."""
    _advise_over_time(targets)
    for indicator in targets.items("indicators"):
        better = indicator.data.get("better", "higher")
        against = _UPPER_LIMITS if better == "higher" else _LOWER_LIMITS
        for target in indicator.items("targets"):
            for comparator in against:
                if target.has(comparator):
                    target.report(rules.AGAINST_DIRECTION, comparator, comparator=comparator, better=better)
        _advise_milestones(indicator, higher=better == "higher")


def _advise_over_time(targets: Item) -> None:
    """Report once, at the first of them, which indicators do not say whether their figures add up."""
    silent = [
        indicator
        for indicator in targets.items("indicators")
        if indicator.text("measure") in ("share", "number") and not indicator.has("over_time")
    ]
    if not silent:
        return
    ids = [visible(indicator.text("id") or "?", _ID_AT_MOST) for indicator in silent]
    more = f" … (+{len(ids) - _NAMED_AT_MOST})" if len(ids) > _NAMED_AT_MOST else ""
    named = ", ".join(ids[:_NAMED_AT_MOST]) + more
    silent[0].report(rules.OVER_TIME_NOT_STATED, "measure", count=len(ids), ids=Text.of(named, named))


def _check_unit(indicator: Item) -> None:
    """Shares are per cent, ranks ranks; only a number has a unit of its own."""
    measure, unit = indicator.text("measure"), indicator.text("unit_of_measure")
    wanted = _UNITS.get(measure or "")
    if unit is None or measure is None:
        return
    if wanted is not None and unit != wanted:
        indicator.report(rules.UNIT_OF_OTHER_MEASURE, "unit_of_measure", measure=measure, wanted=wanted)
    elif measure == "number" and unit in ("rank", "yes_no"):
        indicator.report(rules.UNIT_OF_OTHER_MEASURE, "unit_of_measure", measure=measure, wanted="number")


def _check_parts(indicator: Item) -> None:
    missing = [part for part in _PARTS if not indicator.has(part)]
    if indicator.text("measure") == "share" and missing:
        indicator.report(rules.SHARE_WITHOUT_PARTS, missing=", ".join(missing))


def _range(indicator: Item) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest value that the indicator can have."""
    measure = indicator.text("measure")
    high = indicator.number("maximum")
    if measure == "share":
        return Decimal(0), Decimal(100) if high is None else high
    if measure not in ("number", "rank"):
        return None, None
    first = Decimal(1) if measure == "rank" else None
    low = indicator.number("minimum")
    return first if low is None else low, indicator.number("of") if high is None else high


def _check_deadline(target: Item) -> None:
    by, every, start = (target.has(key) for key in ("by", "every", "from"))
    found: Key | None = None
    if by == every:
        found = "catalogue_found.two_deadlines" if by else "catalogue_found.no_deadline"
    elif every != start:
        found = "catalogue_found.no_start" if every else "catalogue_found.idle_start"
    if found and not _misspelt(target):
        target.report(rules.ONE_DEADLINE, found=both(found))


def _check_comparator(indicator: Item, target: Item) -> None:
    found = asking_of(target)
    if not found and _misspelt(target):
        return
    if len(found) != 1:
        target.report(rules.ONE_COMPARATOR, found=", ".join(found) or both("catalogue_found.nothing"))
    elif indicator.has("measure") and (indicator.data["measure"] == "yes_no") != (found == ["done"]):
        target.report(rules.DONE_AND_YES_NO, found[0])


def _misspelt(target: Item) -> bool:
    """A key is no key of a target: that is a fault of its own, and most likely the one that is missing."""
    known = {field.alias or name for name, field in Target.model_fields.items()}
    return not known.issuperset(target.data)


def _check_range(target: Item, low: Decimal | None, high: Decimal | None) -> None:
    for comparator in COMPARATORS[:-2]:  # all that have one number
        threshold = target.number(comparator)
        if threshold is not None and not _possible(comparator, threshold, low, high):
            _report_range(target, comparator, threshold, low, high)
    between = [number for number in target.numbers("between") if number is not None]
    if len(between) == 2 and between[0] > between[1]:
        target.report(rules.BETWEEN_ORDER, "between", low=between[0], high=between[1])
    for threshold in between:
        if not _possible("exactly", threshold, low, high):
            _report_range(target, "between", threshold, low, high)


def _possible(comparator: str, threshold: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    if (low is not None and threshold < low) or (high is not None and threshold > high):
        return False
    return not (
        (comparator == "more_than" and threshold == high) or (comparator == "less_than" and threshold == low)
    )


def _report_range(
    target: Item, key: str, threshold: Decimal, low: Decimal | None, high: Decimal | None
) -> None:
    ends = ["…" if end is None else str(end) for end in (low, high)]
    target.report(rules.KEY_OUT_OF_RANGE, key, threshold=str(threshold), low=ends[0], high=ends[1])


class _Demand(NamedTuple):
    """How much a target asks for: comparable, more is harder."""

    threshold: Decimal
    strict: bool


def _advise_milestones(indicator: Item, *, higher: bool) -> None:
    dated: list[tuple[Moment, Item, _Demand]] = []
    for target in indicator.items("targets"):
        moment = moment_of(target.data.get("by") if target.has("by") else target.data.get("from"))
        demand = _demand(target, higher=higher)
        if moment is not None and demand is not None:
            dated.append((moment, target, demand))
    dated.sort(key=lambda entry: entry[0])
    hardest: tuple[Moment, Item, _Demand] | None = None
    for entry in dated:
        moment, target, demand = entry
        if hardest and demand < hardest[2]:
            target.report(rules.WEAKER_LATER, year=moment.written, line=hardest[1].mark.line)
        if hardest is None or demand > hardest[2]:
            hardest = entry


def _demand(target: Item, *, higher: bool) -> _Demand | None:
    """The limit on the side that matters: a floor where higher is better, a ceiling where lower is."""
    plain, strict = _LOWER_LIMITS if higher else _UPPER_LIMITS
    levels = list(target.items("levels"))
    target = levels[0] if levels else target
    between = target.numbers("between")
    candidates = (
        (target.number(plain), False),
        (target.number(strict), True),
        (target.number("exactly"), False),
        (between[0 if higher else 1] if len(between) == 2 else None, False),
    )
    for threshold, is_strict in candidates:
        if threshold is not None:
            return _Demand(threshold if higher else -threshold, is_strict)
    return None

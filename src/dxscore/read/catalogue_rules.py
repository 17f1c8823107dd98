"""The sense of what a target asks for beyond one number: levels, units, changes, parts of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dxscore.model import rules
from dxscore.model.catalogue import COMPARATORS
from dxscore.model.period import PeriodKind, written_period
from dxscore.model.target import KEPT, KINDS, Asked
from dxscore.read.catalogue_items import Item
from dxscore.read.marked_yaml import Value
from dxscore.words.text import both

_NUMBERS = tuple(name for name in COMPARATORS if name != "done")
_MONTHS: dict[PeriodKind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}


class Moment(NamedTuple):
    """A deadline that can be put in order: its year, the month in which it lies, the day of that month.

    Args:
        year, month: from 1.
        day: of a deadline that is a day; 31 where it is the close of the month.
        written: as the file has it.
    """

    year: int
    month: int
    day: int
    written: str


def moment_of(value: Value) -> Moment | None:
    """When a `by`, or the first of an `every`, lies; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Moment(value, 12, 31, str(value))
    if isinstance(value, date):
        return Moment(value.year, value.month, value.day, value.isoformat())
    try:
        period = written_period(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return None if period is None else Moment(period.year, period.last_month, 31, str(value))


def asking_of(target: Item) -> list[str]:
    """The keys that say what a target asks for: there is to be one (as `Target.asking`)."""
    own = [key for key in (*COMPARATORS, "levels", "against") if target.has(key)]
    return own or [key for key in ("for", "keep") if target.has(key)][:1]


def parts_of(target: Item) -> Iterator[Item]:
    """Its levels, the thresholds of some units, and its change."""
    yield from target.items("levels")
    yield from target.items("for")
    against = target.item("against")
    if against is not None:
        yield against


def check_rules(indicator: Item, target: Item) -> None:
    """Report levels, units and changes that cannot be judged as they are written."""
    for part in parts_of(target):
        found = [key for key in _NUMBERS if part.has(key)]
        if len(found) != 1:
            part.report(rules.ONE_COMPARATOR, found=", ".join(found) or both("catalogue_found.nothing"))
    _check_levels(list(target.items("levels")))
    if target.has("for"):
        if indicator.data.get("judged_on", "pooled") == "pooled":
            target.report(rules.FOR_POOLED, "for")
        beside = [key for key in ("levels", "against", "keep", "done") if target.has(key)]
        if beside:
            target.report(rules.NOT_TOGETHER, "for", one="for", other=beside[0])
    kept = target.text("keep")
    if kept in KEPT:
        side = KEPT["rising" if kept == "rising" else "falling"]
        beside = [key for key in asking_of(target) if key not in ("keep", "for", *side)]
        if beside:
            target.report(rules.NOT_TOGETHER, "keep", one=f"keep: {kept}", other=beside[0])
    _check_first(target)


def _check_first(target: Item) -> None:
    """`from: 2025-Q2` begins quarters, and nothing but quarters."""
    every, first = target.text("every"), target.text("from")
    if first is None or every not in KINDS:
        return
    try:
        kind = written_period(first).kind
    except ValueError:
        return  # what no period is written like is reported by its form
    asked: Asked = next(each for each in KINDS if each == every)
    if kind != KINDS[asked]:
        target.report(rules.FIRST_OF_OTHER_KIND, "from", first=first, every=every)


def _check_levels(levels: list[Item]) -> None:
    """Each level has to be harder than the one before, by the same comparator or a stricter one."""
    before: tuple[str, Decimal] | None = None
    for level in levels:
        found = [(key, number) for key in _NUMBERS[:4] if (number := level.number(key)) is not None]
        if len(found) != 1:
            if [key for key in ("exactly", "between") if level.has(key)]:
                level.report(rules.LEVELS_NOT_RISING)
            continue
        key, number = found[0]
        if before is not None and not _harder(before, (key, number)):
            level.report(rules.LEVELS_NOT_RISING, key)
        before = (key, number)


def _harder(one: tuple[str, Decimal], other: tuple[str, Decimal]) -> bool:
    rising = ("at_least", "more_than")
    if (one[0] in rising) != (other[0] in rising):
        return False
    if one[1] == other[1]:
        return one[0] in ("at_least", "at_most") and other[0] in ("more_than", "less_than")
    return (other[1] > one[1]) is (one[0] in rising)


def check_deadlines(indicator: Item) -> None:
    """Each deadline has one target; one that comes again has one at every close from its first."""
    dated: dict[tuple[int, int, int], Item] = {}
    repeated: list[tuple[Moment, int, Item]] = []
    for target in indicator.items("targets"):
        by, first = moment_of(target.data.get("by")), moment_of(target.data.get("from"))
        if by is not None and target.has("by"):
            earlier = dated.setdefault(by[:3], target)
            if earlier is not target:
                target.report(rules.SAME_DEADLINE, "by", year=by.written, line=earlier.mark.line)
        every = target.text("every")
        if every in KINDS and first is not None:
            asked: Asked = next(each for each in KINDS if each == every)
            months = _MONTHS[KINDS[asked]]
            # `from: 2025` begins with the first of its parts.
            start = first._replace(month=months) if target.text("from") is None else first
            if repeated:
                written = max(start, repeated[0][0]).written
                target.report(rules.SAME_DEADLINE, "every", year=written, line=repeated[0][2].mark.line)
            else:
                repeated.append((start, months, target))
    for start, months, every_target in repeated:
        for (year, month, day), target in dated.items():
            if (year, month) >= start[:2] and month % months == 0 and day == 31:
                earlier, later = sorted((target, every_target), key=lambda item: item.mark)
                key = "by" if later is target else "every"
                written = str(target.data.get("by"))
                later.report(rules.SAME_DEADLINE, key, year=written, line=earlier.mark.line)


def check_units(targets: Item, assignments: Item) -> None:
    """Report thresholds of units that do not report, of two entries for one unit, and units without one."""
    groups = {
        group.text("id"): [id_ for _, id_ in group.texts("members")] for group in assignments.items("groups")
    }
    bodies = {body.text("id") for body in assignments.items("bodies")}

    def units(id_: str | None, seen: frozenset[str] = frozenset()) -> set[str]:
        if id_ is None or id_ in seen:
            return set()
        if id_ not in groups:
            return {id_} if id_ in bodies else set()
        return {unit for member in groups[id_] for unit in units(member, seen | {id_})}

    for indicator in targets.items("indicators"):
        reporting = units(indicator.text("reported_by"))
        for target in indicator.items("targets"):
            taken: set[str] = set()
            for each in target.items("for"):
                own = units(each.text("units"))
                if own and (own - reporting):
                    each.report(rules.FOR_OTHER_UNITS, "units", units=", ".join(sorted(own - reporting)[:5]))
                elif own & taken:
                    each.report(rules.FOR_TWICE, "units", units=", ".join(sorted(own & taken)[:5]))
                taken |= own
            if asking_of(target) == ["for"] and reporting - taken:
                target.report(rules.FOR_MISSING, "for", units=", ".join(sorted(reporting - taken)[:5]))

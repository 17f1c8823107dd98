"""A second judge: slow, naive, and written from the design alone. It knows nothing of the program.

A figure is laid over cells, one for each territory and month; sets of rows are tried one by one; whatever is
missing is filled in with every figure that could matter, to see whether the verdict turns.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Final, Literal

Pair = tuple[int, int]
"""Above and below the line; a number stands above 1."""
ALL_MONTHS: Final = frozenset(range(1, 13))
_MANY: Final = 10**9


@dataclass(frozen=True)
class Life:
    """When a unit is there, and the former units that it is made of."""

    start: date = date.min
    end: date = date.max
    formers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A unit's figure for the months `first` to `last` of `year`."""

    unit: str
    year: int
    first: int
    last: int
    figure: Pair


@dataclass(frozen=True)
class World:
    """One indicator with one dated target, who reports it, and what was sent.

    Args:
        share: or else a number, which is never below 0.
        flow: or else a stock.
        pooled: or else every unit is judged by itself.
        bounds: comparator and threshold; two for `between`.
        by: the year of the deadline.
        administrative: years close on 14 December, other periods on the 14th of their last month.
        lives: of the members of the group.
        rows: each of them of a time in which its unit lived.
        as_of: the day of judgement.
        waived: days from which until which a waiver for everybody holds.
    """

    share: bool
    flow: bool
    pooled: bool
    comparator: str
    bounds: tuple[int, ...]
    by: int
    administrative: bool
    lives: Mapping[str, Life]
    rows: tuple[Row, ...]
    as_of: date
    waived: tuple[date, date] | None = None


Status = Literal["met", "missed", "pending", "no_data", "not_assessable", "waived"]


@dataclass(frozen=True)
class Verdict:
    """What is said of the target, or of one unit. `provisional` is None where two sentences of the design say
    different things of it: an old state is provisional, and what cannot change is final."""

    status: Status
    provisional: bool | None = False
    figure: Pair | None = None


@dataclass(frozen=True)
class Part:
    """What one unit of today brings: a figure, and whether it is all that was asked."""

    figure: Pair | None
    whole: bool
    contradictory: bool = False


def close(world: World, year: int, month: int) -> date:
    """The day on which a period that ends with this month closes."""
    return date(year, month, 14 if world.administrative else calendar.monthrange(year, month)[1])


def judge(world: World) -> Verdict:
    """The verdict on the target, all units taken together."""
    units = expected(world)
    if not world.pooled:
        whole = all(part(world, unit).whole for unit in units)
        return _waived(world, _of_each([of_unit(world, unit) for unit in units], whole))
    parts = [part(world, unit) for unit in units]
    if all(one.figure is None for one in parts):
        contradictory = any(one.contradictory for one in parts)
        return _waived(world, Verdict("not_assessable" if contradictory else "no_data"))
    return _waived(world, _verdict(world, parts))


def of_unit(world: World, unit: str) -> Verdict:
    """The verdict on one unit's own figure."""
    one = part(world, unit)
    if one.contradictory:
        return Verdict("not_assessable")
    if one.figure is None:
        return Verdict("no_data")
    return _verdict(world, [one])


def _of_each(units: list[Verdict], whole: bool) -> Verdict:
    """One that certainly fails settles it; one that may still change leaves it open. Not said by the design:
    what it is where all units that are not fully reported pass whatever they may report."""
    statuses = {one.status for one in units}
    if statuses == {"no_data"}:
        return Verdict("no_data")
    if "missed" in statuses:
        return Verdict("missed", _all_open([one.provisional for one in units if one.status == "missed"]))
    if "pending" in statuses:
        return Verdict("pending", _all_open([one.provisional for one in units if one.status == "pending"]))
    if statuses <= {"not_assessable", "no_data"}:
        return Verdict("not_assessable")
    # A denominator of 0 is nothing that arose; figures that contradict each other may come to be sound.
    contradictory = any(one.status == "not_assessable" and one.figure is None for one in units)
    if "no_data" in statuses or contradictory or any(one.provisional for one in units):
        return Verdict("met", provisional=True)
    return Verdict("met", None if any(one.provisional is None for one in units) or not whole else False)


def _all_open(failing: list[bool | None]) -> bool | None:
    """Whether every one that fails may still change."""
    if False in failing:
        return False
    return None if None in failing else True


def _waived(world: World, verdict: Verdict) -> Verdict:
    if world.waived is None or not is_due(world) or verdict.status == "met":
        return verdict
    start, end = world.waived
    return Verdict("waived", verdict.provisional, verdict.figure) if start <= world.as_of <= end else verdict


def is_due(world: World) -> bool:
    """Whether the deadline is reached."""
    return close(world, world.by, 12) <= world.as_of


def horizon(world: World) -> date:
    """Figures that close later are not looked at."""
    return min(world.as_of, close(world, world.by, 12))


def _usable(world: World) -> list[Row]:
    return [row for row in world.rows if closes(world, row) <= horizon(world)]


def closes(world: World, row: Row) -> date:
    """The day up to which a row speaks: no unit speaks of what comes after its end."""
    return min(close(world, row.year, row.last), world.lives[row.unit].end)


def year_asked(world: World) -> int:
    """Once due, the year of the deadline; before that, the newest that the units have figures of."""
    if is_due(world):
        return world.by
    return max((row.year for row in _usable(world)), default=world.by)


def months_asked(world: World) -> frozenset[int]:
    """The whole year of the deadline; of an earlier year what has closed by the day of judgement."""
    year = year_asked(world)
    if year == world.by:
        return ALL_MONTHS
    return frozenset(month for month in ALL_MONTHS if close(world, year, month) <= world.as_of)


def expected(world: World) -> list[str]:
    """Who is there at the close of what is judged."""
    day = close(world, year_asked(world), max(months_asked(world), default=12))
    return [unit for unit, life in world.lives.items() if life.start <= min(day, world.as_of) <= life.end]


# ------------------------------------------------------------------ one unit's figure


def months(row: Row, lives: Mapping[str, Life]) -> frozenset[int]:
    """The months of a row in which its unit lived (on the first of the month)."""
    life = lives[row.unit]
    lived = {m for m in range(row.first, row.last + 1) if life.start <= date(row.year, m, 1) <= life.end}
    return frozenset(lived)


def cells(row: Row, lives: Mapping[str, Life]) -> frozenset[tuple[str, int]]:
    """What a row covers. A unit that is made of others covers their territories from the first day."""
    life = lives[row.unit]
    if not life.formers:
        return frozenset((row.unit, month) for month in months(row, lives))
    return frozenset((former, month) for former in life.formers for month in range(row.first, row.last + 1))


def part(world: World, unit: str) -> Part:
    """What a unit brings, by itself or by its former units."""
    mine = [row for row in _usable(world) if row.unit in (unit, *world.lives[unit].formers)]
    mine = [row for row in mine if row.year == year_asked(world)]
    return _added(world, unit, mine) if world.flow else _newest(world, unit, mine)


def _added(world: World, unit: str, rows: list[Row]) -> Part:
    """A unit's own rows; where it has none, those of its former units."""
    own, sums = _best(world, [row for row in rows if row.unit == unit])
    if len(sums) > 1:
        return Part(None, whole=False, contradictory=True)
    if any(_exceeded(world, row, rows) for row in own):
        return Part(None, whole=False, contradictory=True)
    taken = _laid(world, own)
    rest = [row for row in rows if row.unit != unit and not cells(row, world.lives) & taken]
    formers, sums = _best(world, rest)
    if len(sums) > 1:
        return Part(None, whole=False, contradictory=True)
    chosen = (*own, *formers)
    if not chosen:
        return Part(None, whole=False)
    territories = world.lives[unit].formers or (unit,)
    asked = {(territory, month) for territory in territories for month in months_asked(world)}
    return Part(_sum([row.figure for row in chosen]), asked <= _laid(world, chosen))


def _best(world: World, rows: list[Row]) -> tuple[tuple[Row, ...], set[Pair]]:
    """The rows that lie beside each other and cover most, of such sets the fewest, then those with the
    longest; and what sets that are as good add up to."""
    found: dict[tuple[int, int, int], list[tuple[Row, ...]]] = {}
    for chosen in _subsets(rows):
        sizes = [len(cells(row, world.lives)) for row in chosen]
        if sum(sizes) == len(_laid(world, chosen)):
            found.setdefault((sum(sizes), -len(chosen), max(sizes, default=0)), []).append(chosen)
    best = found[max(found)]
    return best[0], {_sum([row.figure for row in chosen]) for chosen in best}


def _laid(world: World, rows: Iterable[Row]) -> frozenset[tuple[str, int]]:
    return frozenset[tuple[str, int]]().union(*(cells(row, world.lives) for row in rows))


def _exceeded(world: World, own: Row, rows: Iterable[Row]) -> bool:
    """Whether former units, inside a row that stands for them, counted more: done, in all, or not done."""
    formers = world.lives[own.unit].formers
    inside = [r for r in rows if r.unit in formers and cells(r, world.lives) <= cells(own, world.lives)]
    above, below = own.figure
    sums = _best(world, inside)[1]
    if not world.share:
        return all(a > above for a, _ in sums)
    return all(a > above or b > below or b - a > below - above for a, b in sums)


def _newest(world: World, unit: str, rows: list[Row]) -> Part:
    """A unit's newest state; where it has none, its former units', together."""
    own = [row for row in rows if row.unit == unit]
    if own:
        newest = max(own, key=lambda row: closes(world, row))
        return Part(newest.figure, closes(world, newest) >= horizon(world))
    formers = world.lives[unit].formers
    states = [
        max((r for r in rows if r.unit == f), key=lambda r: closes(world, r), default=None) for f in formers
    ]
    known = [row.figure for row in states if row is not None]
    return Part(_sum(known) if known else None, whole=False)


def _subsets(rows: list[Row]) -> Iterator[tuple[Row, ...]]:
    for size in range(len(rows) + 1):
        yield from combinations(rows, size)


def _sum(figures: list[Pair]) -> Pair:
    return sum(a for a, _ in figures), sum(b for _, b in figures)


# ------------------------------------------------------------------ the verdict on a figure


def _verdict(world: World, parts: list[Part]) -> Verdict:
    """On what the parts add up to. An old state is open, what is missing only where it matters."""
    figure = _sum([one.figure for one in parts if one.figure is not None])
    if world.share and figure[1] == 0:
        return Verdict("not_assessable", figure=figure)
    holds = satisfied(world, figure)
    old = not world.flow and any(one.figure is not None and not one.whole for one in parts)
    missing = any(not one.whole for one in parts)
    settled = _sum([one.figure for one in parts if one.figure is not None and (world.flow or one.whole)])
    turns = missing and any(satisfied(world, other) != holds for other in _thinkable(world, settled))
    failing: Status = "missed" if is_due(world) else "pending"
    return Verdict("met" if holds else failing, turns or (None if old else False), figure)


def _thinkable(world: World, figure: Pair) -> Iterator[Pair]:
    """What the figure could become, with whatever is added to it."""
    wanted = [value for bound in world.bounds for value in (bound - 1, bound, bound + 1)]
    above, below = figure
    if not world.share:
        yield from ((value, 1) for value in (above, *wanted, _MANY) if value >= above)
        return
    for value in (0, *wanted, 100):
        if 0 <= value <= 100:
            yield above + value * _MANY, below + 100 * _MANY
    # Not just near to a threshold: so much that it is reached exactly, where it can be.
    for bound in world.bounds:
        for more in range(200):
            yield from (
                (above + n, below + more)
                for n in range(more + 1)
                if below + more and (above + n) * 100 == bound * (below + more)
            )


def lacking(world: World, figure: Pair) -> int | None:
    """The smallest whole number by which a figure would have to be another to be what the target asks for;
    None where no whole number does: 80 % of 11."""
    above, below = figure
    for more in range(below + 1 if world.share else 1000):
        others = [above + more, above - more]
        if any(
            other >= 0 and (not world.share or other <= below) and satisfied(world, (other, below))
            for other in others
        ):
            return more
    return None


def satisfied(world: World, figure: Pair) -> bool:
    """Whether a figure is what the target asks for."""
    value = Fraction(figure[0] * 100, figure[1]) if world.share else Fraction(figure[0])
    low, high = world.bounds[0], world.bounds[-1]
    match world.comparator:
        case "at_least":
            return value >= low
        case "more_than":
            return value > low
        case "at_most":
            return value <= low
        case "less_than":
            return value < low
        case "exactly":
            return value == low
        case _:
            return low <= value <= high

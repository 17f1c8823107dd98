"""A second judge: slow, naive, and written from the design alone. It knows nothing of the program.

A figure is laid over cells, one for each territory and month; sets of rows are tried one by one; whatever is
missing is filled in with every figure that could matter, to see whether the verdict turns.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Final, Literal

Pair = tuple[int, int]
"""Above and below the line; a number stands above 1."""
ALL_MONTHS: Final = frozenset(range(1, 13))
_MANY: Final = 10**9


@dataclass(frozen=True)
class Life:
    """When a unit is there, the former units that it is made of, and those that it was divided into."""

    start: date = date.min
    end: date = date.max
    formers: tuple[str, ...] = ()
    divided_into: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A unit's figure for the months `first` to `last` of `year`.

    Args:
        figure: above and below the line; of a bare percentage that and 100.
        closed: the day on which it was taken, where the row says so; in its period and its unit's life.
        bare: a percentage without its parts; the only row of a unit that was always there.
    """

    unit: str
    year: int
    first: int
    last: int
    figure: Pair
    closed: date | None = None
    bare: bool = False


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
        waived: days from which until which a waiver holds.
        waived_unit: whom it is for; None for everybody.
        rank: a number that is a place among others: always a state, of one unit.
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
    waived_unit: str | None = None
    rank: bool = False


Status = Literal["met", "missed", "pending", "no_data", "not_assessable", "waived", "counted"]


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
    bare: bool = False


def close(world: World, year: int, month: int) -> date:
    """The day on which a period that ends with this month closes."""
    return date(year, month, 14 if world.administrative else calendar.monthrange(year, month)[1])


def judge(world: World) -> Verdict:
    """The verdict on the target, all units taken together."""
    units = expected(world)
    if not world.pooled:
        whole = all(part(world, unit).whole for unit in units)
        each = _of_each([of_unit(world, unit) for unit in units], whole)
        return _waived_but_for(world, each) if world.waived_unit else _waived(world, each)
    parts = [part(world, unit) for unit in units]
    if all(one.figure is None for one in parts):
        contradictory = any(one.contradictory for one in parts)
        said = Verdict("not_assessable" if contradictory else "no_data")
    else:
        said = _verdict(world, parts)
    # A waiver for one unit excuses that unit, not the sum.
    return said if world.waived_unit is not None else _waived(world, said)


def of_unit_with_waiver(world: World, unit: str) -> Verdict:
    """The verdict on one unit's own figure, as its line says it; none on a part of a sum."""
    said = of_unit(world, unit)
    if _is_summed(world) and said.status in ("met", "missed", "pending"):
        return Verdict("counted", None)
    return _waived(world, said) if world.waived_unit in (None, unit) else said


def _is_summed(world: World) -> bool:
    """Whether only all units together are held against the target: a number has no share of it."""
    return world.pooled and not world.share and not world.rank


def _waived_but_for(world: World, each: Verdict) -> Verdict:
    """Units judged one by one, of whom one is excused: so is the target, where nobody else fails it."""
    assert world.waived_unit is not None
    units = {unit: of_unit_with_waiver(world, unit).status for unit in expected(world)}
    if each.status == "met" or "waived" not in units.values() or "missed" in units.values():
        return each
    others = set(units.values()) - {"met", "waived"}
    return Verdict("waived", None) if each.status == "missed" or not others else each


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


def usable(world: World) -> list[Row]:
    """The rows that close in time."""
    return [row for row in world.rows if closes(world, row) <= horizon(world)]


def closes(world: World, row: Row) -> date:
    """The day up to which a row speaks: no unit speaks of what comes after its end."""
    return min(row.closed or close(world, row.year, row.last), world.lives[row.unit].end)


def opens(world: World, year: int, month: int) -> date:
    """The first day of a month."""
    before = close(world, year, month - 1) if month > 1 else close(world, year - 1, 12)
    return before + timedelta(days=1)


def in_last_month(world: World, row: Row) -> bool:
    """Whether a row was taken so late that it counts as taken at its period's close."""
    return row.closed is not None and opens(world, row.year, row.last) <= row.closed


def state_of(world: World, row: Row) -> date:
    """The day whose state a row tells."""
    if in_last_month(world, row):
        return min(close(world, row.year, row.last), world.lives[row.unit].end)
    return closes(world, row)


def year_asked(world: World) -> int:
    """Once due, the year of the deadline; before that, the newest that the units have figures of."""
    if is_due(world):
        return world.by
    return max((row.year for row in usable(world)), default=world.by)


def months_asked(world: World) -> frozenset[int]:
    """The whole year of the deadline; of an earlier year what has closed by the day of judgement."""
    year = year_asked(world)
    if year == world.by:
        return ALL_MONTHS
    return frozenset(month for month in ALL_MONTHS if close(world, year, month) <= world.as_of)


def expected(world: World) -> list[str]:
    """Who is there at the close of what is judged."""
    year = year_asked(world)
    day = min(close(world, year, max(months_asked(world), default=12)), world.as_of)
    first = opens(world, year, 1)
    return [
        unit
        for unit, life in world.lives.items()
        if life.start <= day <= life.end or (first <= life.end < day and is_given_up(world, unit))
    ]


def is_given_up(world: World, unit: str) -> bool:
    """Whether nobody goes on with a unit's territory after its end."""
    handed_on = {former for life in world.lives.values() for former in life.formers}
    return unit not in handed_on and not world.lives[unit].divided_into


def owed(world: World, unit: str) -> frozenset[int]:
    """The months asked of a unit: none before it was there, unless it was formed of others, and none after
    its end, unless others go on."""
    life, year = world.lives[unit], year_asked(world)
    months = months_asked(world)
    if not life.formers:
        months = frozenset(month for month in months if life.start <= date(year, month, 1))
    if is_given_up(world, unit):
        months = frozenset(month for month in months if date(year, month, 1) <= life.end)
    return months


# ------------------------------------------------------------------ one unit's figure


def months(world: World, row: Row) -> frozenset[int]:
    """The months that a row speaks of: of its period, up to the day on which it was taken."""
    if row.closed is None or in_last_month(world, row):
        return frozenset(range(row.first, row.last + 1))
    return frozenset(m for m in range(row.first, row.last + 1) if close(world, row.year, m) <= row.closed)


def lived(world: World, unit: str, year: int) -> frozenset[int]:
    """The months on whose first day a unit was there."""
    life = world.lives[unit]
    return frozenset(m for m in ALL_MONTHS if life.start <= date(year, m, 1) <= life.end)


def cells(world: World, row: Row) -> frozenset[tuple[str, int]]:
    """What a row covers. A unit that is made of others covers their territories from the first day."""
    formers = world.lives[row.unit].formers
    if not formers:
        alone = months(world, row) & lived(world, row.unit, row.year)
        return frozenset((row.unit, month) for month in alone)
    return frozenset((former, month) for former in formers for month in months(world, row))


def part(world: World, unit: str) -> Part:
    """What a unit brings, by itself or by its former units."""
    mine = [row for row in usable(world) if row.unit in (unit, *world.lives[unit].formers)]
    mine = [row for row in mine if row.year == year_asked(world)]
    if not world.flow:
        return _newest(world, unit, mine)
    # A month that is not over is not asked for, though somebody closed its figure on its first days.
    asked = months_asked(world)
    return _added(world, unit, [row for row in mine if {month for _, month in cells(world, row)} <= asked])


def _added(world: World, unit: str, rows: list[Row]) -> Part:
    """A unit's own rows; where it has none, those of its former units."""
    own, sums = _best(world, [row for row in rows if row.unit == unit])
    if len(sums) > 1:
        return Part(None, whole=False, contradictory=True)
    if any(_exceeded(world, row, rows) for row in own):
        return Part(None, whole=False, contradictory=True)
    taken = _laid(world, own)
    rest = [row for row in rows if row.unit != unit and not cells(world, row) & taken]
    formers, sums = _best(world, rest)
    if len(sums) > 1:
        return Part(None, whole=False, contradictory=True)
    chosen = (*own, *formers)
    if not chosen:
        return Part(None, whole=False)
    territories = world.lives[unit].formers or (unit,)
    asked = {(territory, month) for territory in territories for month in owed(world, unit)}
    bare = any(row.bare for row in chosen)
    return Part(_sum([row.figure for row in chosen]), asked <= _laid(world, chosen), bare=bare)


def _best(world: World, rows: list[Row]) -> tuple[tuple[Row, ...], set[Pair]]:
    """The rows that lie beside each other and cover most, of such sets the fewest, then those with the
    longest; and what sets that are as good add up to."""
    found: dict[tuple[int, int, int], list[tuple[Row, ...]]] = {}
    for chosen in _subsets(rows):
        sizes = [len(cells(world, row)) for row in chosen]
        if sum(sizes) == len(_laid(world, chosen)):
            found.setdefault((sum(sizes), -len(chosen), max(sizes, default=0)), []).append(chosen)
    best = found[max(found)]
    return best[0], {_sum([row.figure for row in chosen]) for chosen in best}


def _laid(world: World, rows: Iterable[Row]) -> frozenset[tuple[str, int]]:
    return frozenset[tuple[str, int]]().union(*(cells(world, row) for row in rows))


def _exceeded(world: World, own: Row, rows: Iterable[Row]) -> bool:
    """Whether former units, inside a row that stands for them, counted more: done, in all, or not done."""
    formers = world.lives[own.unit].formers
    inside = [r for r in rows if r.unit in formers and cells(world, r) <= cells(world, own)]
    above, below = own.figure
    sums = _best(world, inside)[1]
    if not world.share:
        return all(a > above for a, _ in sums)
    return all(a > above or b > below or b - a > below - above for a, b in sums)


def _newest(world: World, unit: str, rows: list[Row]) -> Part:
    """A unit's newest state; where it has none, its former units', together."""
    own = [row for row in rows if row.unit == unit]
    if own:
        newest = newest_row(world, own)
        assert newest is not None
        wanted = min(horizon(world), world.lives[unit].end)
        return Part(newest.figure, state_of(world, newest) >= wanted, bare=newest.bare)
    formers = world.lives[unit].formers
    states = [newest_row(world, [row for row in rows if row.unit == former]) for former in formers]
    known = [row.figure for row in states if row is not None]
    return Part(_sum(known) if known else None, whole=False)


def newest_row(world: World, rows: list[Row]) -> Row | None:
    """The row that tells the newest state."""
    return max(rows, key=lambda row: state_of(world, row), default=None)


def best_rows(world: World, rows: list[Row]) -> tuple[Row, ...]:
    """Of the sets of rows that cover most, one."""
    return _best(world, rows)[0]


def _subsets(rows: list[Row]) -> Iterator[tuple[Row, ...]]:
    for size in range(len(rows) + 1):
        yield from combinations(rows, size)


def _sum(figures: list[Pair]) -> Pair:
    return sum(a for a, _ in figures), sum(b for _, b in figures)


# ------------------------------------------------------------------ the verdict on a figure


def _verdict(world: World, parts: list[Part]) -> Verdict:
    """On what the parts add up to. An old state is open, what is missing only where it matters."""
    if any(one.bare for one in parts):
        return _verdict_with_percentages(world, parts)
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


def _verdict_with_percentages(world: World, parts: list[Part]) -> Verdict:
    """Percentages whose weight nobody knows lie on one side with all else, or settle nothing."""
    failing: Status = "missed" if is_due(world) else "pending"
    counted = _sum([one.figure for one in parts if one.figure is not None and not one.bare])
    if len(parts) == 1:
        assert parts[0].figure is not None
        counted = parts[0].figure
    known = {Fraction(one.figure[0], one.figure[1]) for one in parts if one.figure and one.figure[1]}
    sums = [one.figure for one in parts if one.figure and not one.bare and (world.flow or one.whole)]
    sides = {Fraction(*one.figure) for one in parts if one.bare and one.figure and (world.flow or one.whole)}
    if sums and _sum(sums)[1]:
        sides.add(Fraction(*_sum(sums)))
    old = not world.flow and any(one.figure is not None and not one.whole for one in parts)
    said = {satisfied_by(world, 100 * one) for one in _between(sides, not all(one.whole for one in parts))}
    if len(said) == 1:
        (holds,) = said
        stands = counted[1] > 0 and satisfied(world, counted) == holds
        return Verdict("met" if holds else failing, None if old else False, counted if stands else None)
    if not counted[1]:
        return Verdict("not_assessable")
    assert known
    return Verdict("met" if satisfied(world, counted) else failing, True, counted)


def _between(known: set[Fraction], anything: bool) -> Iterator[Fraction]:
    """Shares that may come of some of unknown weight, a few of each kind: none reaches 0 or 1 alone."""
    if len(known) == 1 and not anything:
        yield from known
        return
    low, high = (Fraction(0), Fraction(1)) if anything else (min(known), max(known))
    if anything:
        yield from (end for end in (Fraction(0), Fraction(1)) if known <= {end})
    yield from (low + (high - low) * Fraction(n, 10000) for n in range(1, 10000, 7))
    near = (Fraction(n, 100) + Fraction(more, 10**9) for n in range(101) for more in (-1, 0, 1))
    yield from (value for value in near if low < value < high)


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
    # From 0 of 50, all of 200 more make 80 %; 99 % takes a hundred times as many.
    for bound in world.bounds:
        for more in range(100 * below + 200):
            wanted_more = bound * (below + more) - 100 * above
            if below + more and wanted_more % 100 == 0 and 0 <= wanted_more <= 100 * more:
                yield above + wanted_more // 100, below + more
                break


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
    return satisfied_by(world, Fraction(figure[0] * 100, figure[1]) if world.share else Fraction(figure[0]))


def satisfied_by(world: World, value: Fraction) -> bool:
    """As `satisfied`, of a percentage or a number."""
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

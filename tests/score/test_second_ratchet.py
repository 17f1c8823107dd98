"""What got worse since a baseline, beside a second reckoning written from the contract alone.

Worlds of one year, told twice: newly missed, worse over the units of both, or silent now.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from naive_judge import Row, World, judge
from random_worlds import LASTING, judged_by_program

from dxscore.score.ratchet import ratchet

PAIRS = int(os.environ.get("DXSCORE_WORLDS", "600")) // 2
Told = tuple[bool, bool, bool]
"""Newly missed, worse, stopped reporting."""


def pair(rng: Random) -> tuple[World, World]:
    """A world, and the same once more: figures corrected, units that came and units that went."""
    share, pooled, flow = (rng.random() < chance for chance in (0.6, 0.6, 0.5))
    comparator = rng.choice(("at_least", "more_than", "at_most", "less_than"))
    bound = rng.choice((50, 70, 80)) if share else rng.choice((5, 20))
    day = date(2025, 12, 14)
    made = World(share, flow, pooled, comparator, (bound,), 2025, True, LASTING, (), day)
    rows = {unit: Row(unit, 2025, 1, 12, _figure(rng, share)) for unit in LASTING if rng.random() < 0.9}
    again = {unit: one for unit, one in rows.items() if rng.random() < 0.9}
    for unit in LASTING:
        if rng.random() < 0.4 and (unit in again or unit not in rows):
            again[unit] = Row(unit, 2025, 1, 12, _figure(rng, share))
    return replace(made, rows=tuple(rows.values())), replace(made, rows=tuple(again.values()))


def _figure(rng: Random, share: bool) -> tuple[int, int]:
    if not share:
        return rng.choice((0, 1, 4, 5, 6, 10, 20)), 1
    below = rng.choice((1, 5, 10, 20))
    return rng.randrange(below + 1), below


def reckoned(before: World, now: World) -> Told:
    """The same, by the contract's own words: value over the same units, verdict, and who fell silent."""
    newly = judge(now).status == "missed" and judge(before).status != "missed"
    then, later = ({row.unit: row for row in world.rows} for world in (before, now))
    both = sorted(then.keys() & later.keys())
    groups = [both] if now.pooled else [[unit] for unit in both]
    worse = any(_is_worse(now, [then[u] for u in group], [later[u] for u in group]) for group in groups)
    return newly, worse, bool(then.keys() - later.keys())


def _is_worse(world: World, then: Iterable[Row], now: Iterable[Row]) -> bool:
    before, after = (_value(world, rows) for rows in (then, now))
    if before is None or after is None:
        return False
    return after < before if world.comparator in ("at_least", "more_than") else after > before


def _value(world: World, rows: Iterable[Row]) -> Fraction | None:
    figures = [row.figure for row in rows]
    if not figures:
        return None
    above, below = (sum(side) for side in zip(*figures, strict=True))
    return Fraction(above, below) if world.share else Fraction(above)


def told(before: World, now: World) -> Told | None:
    """By the program; None where one of the two has nothing to judge."""
    first, second = judged_by_program(before), judged_by_program(now)
    if first is None or second is None:
        return None
    found = ratchet(second[0], first[1], second[1])
    return bool(found.newly_missed), bool(found.worse), bool(found.stopped)


def test_what_got_worse_is_the_same_by_both() -> None:
    differing, seen = {}, set()
    for number in range(PAIRS):
        before, now = pair(Random(number))
        by_program = told(before, now)
        seen.add(by_program)
        if by_program is not None and by_program != reckoned(before, now):
            differing[number] = by_program, reckoned(before, now), before, now
    assert not differing
    assert {one[part] for one in seen if one for part in range(3)} == {True, False}
    assert len(seen - {None}) >= 6

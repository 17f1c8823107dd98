"""What got worse since a baseline, of targets that come again and of levels, by a second reckoning.

The reckoning knows nothing of the program. A target of every year is held against that of the year before,
one of every quarter against the same quarter of the year before, where the baseline does not have its own
figure yet; several levels are one target, met at its lowest.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any, Literal, NamedTuple

from builders import COMMUNES, catalogue, indicator, number, row, scored, target, words

from dxscore.errors import MetricsError
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Result, Scorecard
from dxscore.score.ratchet import ratchet

PAIRS = int(os.environ.get("DXSCORE_WORLDS", "600")) // 2
Kind = Literal["year", "quarter", "levels"]
Time = tuple[int, int]
"""A year and its quarter; quarter 4 of a whole year."""
Figures = Mapping[tuple[str, Time], tuple[int, int]]
Told = tuple[frozenset[Time], frozenset[Time], frozenset[Time], frozenset[Time], frozenset[Time]]
"""Newly missed, without a verdict now, worse, silent now, known gaps."""


class Again(NamedTuple):
    """One indicator whose target comes again, and what was sent of it by two days.

    Args:
        days: the times with whose close the baseline and the newer scorecard were judged.
        before, now: above and below the line, by unit and time; below 1 of a number.
    """

    kind: Kind
    share: bool
    flow: bool
    pooled: bool
    comparator: str
    bound: int
    days: tuple[Time, Time]
    before: Figures
    now: Figures


def again(rng: Random) -> Again:
    """Figures corrected, units that came and went, a later time or none, at most one that nobody knew of."""
    kind: Kind = rng.choice(("year", "year", "quarter", "quarter", "levels"))
    share, flow, pooled = (rng.random() < chance for chance in (0.6, 0.5, 0.5))
    quarters = range(1, 5) if kind == "quarter" else (4,)
    times = [
        (year, quarter) for year in ((2025,) if kind == "levels" else (2024, 2025)) for quarter in quarters
    ]
    later = rng.randrange(len(times))
    earlier = max(0, later - rng.randrange(2))
    made = Again(
        kind, share, flow, pooled, rng.choice(("at_least", "more_than", "at_most", "less_than")),
        rng.choice((50, 70)) if share else rng.choice((5, 20)), (times[earlier], times[later]), {}, {},
    )  # fmt: skip
    old = {(unit, time): _figure(rng, share) for time in times for unit in COMMUNES if rng.random() < 0.85}
    new = {
        at: _figure(rng, share) if rng.random() < 0.25 else one
        for at, one in old.items()
        if rng.random() < 0.92
    }
    before = {at: one for at, one in old.items() if at[1] <= made.days[0]}
    return made._replace(before=before, now={at: one for at, one in new.items() if at[1] <= made.days[1]})


def _figure(rng: Random, share: bool) -> tuple[int, int]:
    if not share:
        return rng.choice((0, 1, 4, 5, 6, 10, 20)), 1
    below = rng.choice((1, 5, 10, 20))
    return rng.randrange(below + 1), below


# ------------------------------------------------------------------ the second reckoning


def reckoned(made: Again) -> Told:
    """By the contract's own words, time by time."""
    newly, unjudged, worse, silent, known = (set[Time]() for _ in range(5))
    for time in times(made, made.days[1]):
        sent = _of(made.now, time)
        years = {year for _, (year, _) in made.now}
        if time > made.days[1] or (time[0] not in years and any(year > time[0] for year in years)):
            continue  # not due, and nothing was sent of it yet; or its year has turned: said, and not counted
        old = time
        if not _of(made.before, time):
            earlier = [at for at in times(made, made.days[0]) if _comes_before(at, time)]
            old = max((at for at in earlier if _of(made.before, at)), default=time)
        was = _of(made.before, old)
        verdict, verdict_before = judged(made, sent), judged(made, was) if old <= made.days[0] else None
        unmet_before = verdict_before in ("missed", "no_data")
        if was.keys() - sent.keys():
            silent.add(time)
        if verdict == "missed" and not unmet_before:
            newly.add(time)
        elif verdict == "no_data" and not unmet_before and not was:
            unjudged.add(time)
        if is_worse(made, was, sent):
            worse.add(time)
        if verdict != "met" and time not in newly | unjudged | worse | silent:
            known.add(time)
    return frozenset(newly), frozenset(unjudged), frozenset(worse), frozenset(silent), frozenset(known)


def times(made: Again, day: Time) -> list[Time]:
    """The times for which a target falls due by a day, or is the next one ahead."""
    every = [
        (year, quarter)
        for year in range(2024, 2028)
        for quarter in ((1, 2, 3, 4) if made.kind == "quarter" else (4,))
    ]
    if made.kind == "levels":
        return [(2025, 4)]
    return [time for time in every if time <= day] + [next(time for time in every if time > day)]


def _comes_before(one: Time, other: Time) -> bool:
    return one[0] < other[0] and one[1] == other[1]


def _of(figures: Figures, time: Time) -> dict[str, tuple[int, int]]:
    return {unit: one for (unit, at), one in figures.items() if at == time}


def judged(made: Again, sent: Mapping[str, tuple[int, int]]) -> str:
    """Met, missed, or no_data of a target that is due."""
    if not sent:
        return "no_data"
    groups = [list(sent.values())] if made.pooled else [[one] for one in sent.values()]
    return "met" if all(holds(made, value(made, group)) for group in groups) else "missed"


def value(made: Again, figures: Iterable[tuple[int, int]]) -> Fraction:
    above, below = (sum(side) for side in zip(*figures, strict=True))
    return Fraction(100 * above, below) if made.share else Fraction(above)


def holds(made: Again, figure: Fraction) -> bool:
    return {
        "at_least": figure >= made.bound,
        "more_than": figure > made.bound,
        "at_most": figure <= made.bound,
        "less_than": figure < made.bound,
    }[made.comparator]


def is_worse(made: Again, was: Mapping[str, tuple[int, int]], sent: Mapping[str, tuple[int, int]]) -> bool:
    """Over the units of both: their sum, or any one of them where each is judged by itself."""
    both = sorted(was.keys() & sent.keys())
    groups = [both] if made.pooled else [[unit] for unit in both]
    for group in filter(None, groups):
        before, after = (value(made, [side[unit] for unit in group]) for side in (was, sent))
        if after < before if made.comparator in ("at_least", "more_than") else after > before:
            return True
    return False


# ------------------------------------------------------------------ the program


def plan(made: Again) -> Catalogue:
    said: dict[str, Any] = {
        "over_time": "flow" if made.flow else "stock",
        "judged_on": "pooled" if made.pooled else "each",
    }
    beyond = made.bound + 10 if made.comparator in ("at_least", "more_than") else made.bound - 5
    levels = [
        {"name": words("Đạt"), made.comparator: made.bound},
        {"name": words("Tốt"), made.comparator: beyond},
    ]
    if made.comparator in ("at_most", "less_than"):
        said["better"] = "lower"
    asked = (
        target(levels=levels)
        if made.kind == "levels"
        else target(every=made.kind, **{"from": 2024, made.comparator: made.bound})
    )
    return catalogue(
        indicator(asked, **said) if made.share else number(asked, **said, minimum=0), calendar="calendar"
    )


def card(made: Again, data: Catalogue, figures: Figures, day: Time) -> Scorecard | None:
    """None where there is nothing to judge."""
    sent = [
        row(unit, f"{above}/{below}" if made.share else str(above), name(made, time), line=line)
        for line, ((unit, time), (above, below)) in enumerate(figures.items(), 2)
    ]
    try:
        return scored(data, *sent, as_of=closes(day), target_year="all")
    except MetricsError:
        return None


def name(made: Again, time: Time) -> str:
    return f"{time[0]}-Q{time[1]}" if made.kind == "quarter" else str(time[0])


def closes(time: Time) -> date:
    return date(time[0], 3 * time[1], 31 if time[1] in (1, 4) else 30)


def told(made: Again) -> Told | None:
    data = plan(made)
    before, now = card(made, data, made.before, made.days[0]), card(made, data, made.now, made.days[1])
    if before is None or now is None:
        return None
    found = ratchet(data, before, now)
    groups = found.newly_missed, found.unjudged, found.worse, found.stopped, found.known
    newly, unjudged, worse, silent, known = (frozenset(map(time_of, results)) for results in groups)
    return newly, unjudged, worse, silent, known


def apart(made: Again) -> tuple[Told, Told] | None:
    """What both say of a pair, where it is not the same."""
    by_program = told(made)
    second = reckoned(made)
    return None if by_program is None or by_program == second else (by_program, second)


def time_of(result: Result) -> Time:
    at = result.target.at
    return result.target.by, 4 if at is None else int(at.partition("-Q")[2])


def test_what_got_worse_of_targets_that_come_again_is_the_same_by_both() -> None:
    differing, seen = {}, dict[str, set[tuple[bool, ...]]]()
    for numbered in range(PAIRS):
        made = again(Random(f"again:{numbered}"))
        by_program = told(made)
        if by_program is None:
            continue
        seen.setdefault(made.kind, set()).add(tuple(map(bool, by_program)))
        if by_program != reckoned(made):
            differing[numbered] = by_program, reckoned(made), made
    assert not differing
    assert seen.keys() == {"year", "quarter", "levels"}
    for kinds in seen.values():  # what would be left out by chance would not be compared
        assert all({one[group] for one in kinds} == {True, False} for group in (0, 2, 3, 4))

"""The program's verdicts beside those of the second judge, over worlds made by chance."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from naive_judge import Life, Row, Verdict, World, close, judge, lacking, of_unit_with_waiver
from random_worlds import LASTING, MERGED, answer, world

WORLDS = int(os.environ.get("DXSCORE_WORLDS", "600"))
BATCHES = 6


def _has_just_begun(made: World, life: Life) -> bool:
    """Whether the day lies between a merger and the close of the first month after it. The contract does not
    say who is expected then: the program still asks those of the last month that has closed, the second judge
    those who are there on the day."""
    begun = life.start != date.min and life.start <= made.as_of
    return begun and made.as_of < close(made, life.start.year, life.start.month)


def differs(made: World) -> str | None:
    """What the two judges say of a world, where it is not the same. Under a waiver only the status is
    compared, and a figure only where one was judged."""
    if any(_has_just_begun(made, life) for life in made.lives.values()):
        return None
    said = answer(made)
    if said is None:
        closed = [row for row in made.rows if close(made, row.year, row.last) <= made.as_of]
        return f"nothing to judge, and yet {closed}" if closed else None
    theirs, units, gaps = said
    # A waiver for everybody excuses a miss of the target: where that is met, no unit needs one.
    excused = replace(made, waived=None) if made.waived_unit is None and theirs.status == "met" else made
    lines = {unit: (of_unit_with_waiver(excused, unit).status, line.status) for unit, line in units.items()}
    if open_ := _opener(excused, units):
        return f"provisional {open_}"
    if made.lives is LASTING and (apart := {u: both for u, both in lines.items() if both[0] != both[1]}):
        return f"units {apart}"
    if wrong := [(figure, gap) for figure, gap in gaps if gap != lacking(made, figure)]:
        return f"lacking {wrong}"
    ours = judge(made)
    same = ours.status == theirs.status
    if same and ours.status in ("met", "missed", "pending"):
        same = ours.provisional in (None, theirs.provisional)
        same = same and (not made.pooled or _figure(made, ours) == _figure(made, theirs))
    return None if same else f"{ours} and {theirs}"


def _opener(made: World, units: dict[str, Verdict]) -> list[tuple[str, Verdict]]:
    """Units of which only one judge says that their verdict may still change."""
    ours = {unit: of_unit_with_waiver(made, unit) for unit in units}
    return [
        (unit, said)
        for unit, said in units.items()
        if said.status in ("met", "missed", "pending")
        and said.status == ours[unit].status
        and ours[unit].provisional not in (None, said.provisional)
    ]


def _figure(made: World, verdict: Verdict) -> object:
    return verdict.figure if made.share or verdict.figure is None else verdict.figure[0]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_judges_say_the_same(batch: int) -> None:
    differing = {}
    for number in range(batch, WORLDS, BATCHES):
        made = world(Random(number))
        if (told := differs(made)) is not None:
            differing[number] = (told, made)
    assert not differing


def test_worlds_hold_every_verdict_and_every_kind() -> None:
    """What would be left out by chance would not be compared."""
    worlds = [world(Random(number)) for number in range(WORLDS)]
    said = [judge(made) for made in worlds]
    assert {verdict.status for verdict in said} >= {"met", "missed", "pending", "not_assessable", "waived"}
    assert {verdict.provisional for verdict in said} == {True, False, None}
    assert {(made.share, made.flow, made.pooled, made.lives is MERGED) for made in worlds} == {
        (a, b, c, d)
        for a in (True, False)
        for b in (True, False)
        for c in (True, False)
        for d in (True, False)
    }


def small(rows: tuple[Row, ...], lives: dict[str, Life], flow: bool = True) -> World:
    return World(True, flow, True, "at_least", (70,), 2025, False, lives, rows, date(2025, 12, 31))


def test_the_second_judge_by_hand() -> None:
    """A judge that agrees with everything would find nothing."""
    three = tuple(Row(unit, 2025, 1, 12, (8, 10)) for unit in LASTING)
    assert judge(small(three, LASTING)) == Verdict("met", False, (24, 30))
    assert judge(small(three[:2], LASTING)) == Verdict("met", True, (16, 20))
    assert judge(small((Row("an", 2025, 1, 6, (1, 10)), *three[1:]), LASTING)) == Verdict(
        "missed", True, (17, 30)
    )
    assert judge(small((), LASTING)) == Verdict("no_data")
    # What a merged unit's own row covers its former units' rows are not added to.
    own = Row("anbinh", 2025, 1, 12, (9, 10))
    inside = Row("an", 2025, 1, 6, (4, 5))
    assert judge(small((own, inside, three[2]), MERGED)) == Verdict("met", False, (17, 20))
    assert judge(small((own, Row("an", 2025, 1, 6, (2, 5)), three[2]), MERGED)) == Verdict(
        "met", True, (8, 10)
    )
    later = Row("anbinh", 2025, 7, 12, (9, 10))
    assert judge(small((later, inside, three[2]), MERGED)) == Verdict("met", True, (21, 25))

"""What stands beside a verdict, by the second judge: who reported, which months, to which day, how far off.

Over units that stay as they are, each with its parts: what a merger or a bare percentage makes of the sum is
compared as a verdict in test_second_judge.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from naive_judge import (
    Row,
    Verdict,
    World,
    best_rows,
    closes,
    expected,
    is_due,
    judge,
    months,
    months_asked,
    newest_row,
    of_unit,
    part,
    usable,
    year_asked,
)
from random_worlds import LASTING, judged_by_program, world

from dxscore.model.scorecard import Result, UnitResult

WORLDS = int(os.environ.get("DXSCORE_WORLDS", "600")) // 2
JUDGED = ("met", "missed", "pending")
Facts = dict[str, Any]


def lasting(number: int) -> World:
    """A world by chance in which nobody comes or goes, and nothing is waived."""
    rng = Random(f"beside:{number}")
    while True:
        made = world(rng)
        if made.lives is LASTING and not any(row.bare for row in made.rows):
            return replace(made, waived=None, waived_unit=None)


def chosen(made: World, unit: str) -> tuple[Row, ...]:
    """The rows that a unit's figure is made of."""
    rows = [row for row in usable(made) if row.unit == unit and row.year == year_asked(made)]
    if made.flow:
        return best_rows(made, [row for row in rows if months(made, row) <= months_asked(made)])
    newest = newest_row(made, rows)
    return () if newest is None else (newest,)


def facts_of(made: World, verdict: Verdict, rows: Sequence[Row]) -> Facts:
    """Of a figure: its months, its closing day and how far it is from the threshold."""
    covered = frozenset[int]().union(*(months(made, row) for row in rows))
    days = [closes(made, row) for row in rows]
    told: Facts = {
        "months": (min(covered), max(covered), len(covered)) if covered else None,
        "closes": (max if made.flow else min)(days),
    }
    if verdict.status in JUDGED and verdict.figure is not None:
        above, below = verdict.figure
        told["short"] = max(Fraction(0), -margin(made, Fraction(100 * above, below) if made.share else above))
    return told


def margin(made: World, value: Fraction | int) -> Fraction:
    """Signed so that positive is good; of a band, to the nearer end."""
    low, high = made.bounds[0], made.bounds[-1]
    if made.comparator in ("at_least", "more_than"):
        return Fraction(value - low)
    if made.comparator in ("at_most", "less_than"):
        return Fraction(high - value)
    return Fraction(min(value - low, high - value))


def ours(made: World) -> tuple[Facts, dict[str, Facts]]:
    """What the contract says of the whole and of each unit."""
    units = expected(made)
    parts = {unit: part(made, unit) for unit in units}
    of_each = {unit: of_unit(made, unit) for unit in units}
    given = [unit for unit in units if parts[unit].figure is not None]
    open_ = any(not parts[unit].whole for unit in given)
    whole: Facts = {
        "expected": len(units),
        "missing": tuple(unit for unit in units if unit not in given),
        "not_whole_span": made.flow and open_,
        "closed_early": not made.flow and open_,
        "due": is_due(made),
    }
    if made.pooled and given:
        whole |= facts_of(made, judge(made), [row for unit in given for row in chosen(made, unit)])
    elif any(of_each[unit].status in JUDGED for unit in given):
        whole["failing"] = sum(of_each[unit].status in ("missed", "pending") for unit in given)
    return whole, {unit: facts_of(made, of_each[unit], chosen(made, unit)) for unit in given}


def theirs(result: Result, wanted: Facts) -> Facts:
    """The same of the program's result, as far as `wanted` speaks of it."""
    told: Facts = {
        "expected": result.coverage.expected,
        "missing": result.coverage.missing,
        "not_whole_span": "not_whole_span" in result.remarks,
        "closed_early": "closed_early" in result.remarks,
        "due": result.due,
        "failing": result.gap_count,
        **of_line(result, wanted),
    }
    assert result.coverage.reported == result.coverage.expected - len(result.coverage.missing)
    return {name: told[name] for name in wanted}


def of_line(line: UnitResult | Result, wanted: Facts) -> Facts:
    """What the program says of a figure, as far as `wanted` speaks of it."""
    span, short = line.span, wanted.get("short")
    told: Facts = {
        "months": None if span is None else (int(span.from_[5:]), int(span.to[5:]), span.months),
        "closes": line.closes,
        "short": short if short is not None and says(line, short) else line.gap,
    }
    return {name: told[name] for name in wanted if name in told}


def says(line: UnitResult | Result, short: Fraction) -> bool:
    """Whether a line lacks so much: nearly, for it has six places, and 0 only where nothing is lacking."""
    if line.status == "counted":  # a part of a sum, which the sum alone is held against
        return line.gap is None and line.gap_count is None
    known = line.gap is not None and abs(Fraction(line.gap) - short) <= Fraction(1, 10**6)
    return known and (line.gap == 0) == (short == 0)


def differing(made: World) -> Iterator[object]:
    judged = judged_by_program(made)
    if judged is None:
        return
    (result,) = judged[1].results
    whole, units = ours(made)
    if (told := theirs(result, whole)) != whole:
        yield whole, told
    lines = {line.reporting_unit: line for line in result.units}
    assert lines.keys() >= units.keys()
    for unit, wanted in units.items():
        if lines[unit].reason != "contradictory" and (line := of_line(lines[unit], wanted)) != wanted:
            yield unit, wanted, line


@pytest.mark.parametrize("batch", range(2))
def test_what_stands_beside_a_verdict_is_the_same_by_both(batch: int) -> None:
    found = {number: list(differing(lasting(number))) for number in range(batch, WORLDS, 2)}
    assert {number: told for number, told in found.items() if told} == {}


def test_what_is_compared_by_hand() -> None:
    """A comparison that agrees with everything would find nothing."""
    rows = Row("an", 2025, 1, 6, (7, 10)), Row("binh", 2025, 1, 12, (9, 10))
    made = World(True, True, True, "at_least", (80,), 2025, False, LASTING, rows, date(2025, 12, 31))
    whole, units = ours(made)
    assert (whole["expected"], whole["missing"], whole["not_whole_span"]) == (3, ("chau",), True)
    assert units["an"] == {"months": (1, 6, 6), "closes": date(2025, 6, 30), "short": 10}
    assert units["binh"] == {"months": (1, 12, 12), "closes": date(2025, 12, 31), "short": 0}

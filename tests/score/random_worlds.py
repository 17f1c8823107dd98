"""Worlds by chance for both judges, and the same world in the program's own terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from builders import catalogue, indicator, number, row, scored, target
from naive_judge import (
    ALL_MONTHS,
    Life,
    Pair,
    Row,
    Verdict,
    World,
    cells,
    close,
    is_due,
    opens,
    state_of,
)

from dxscore.errors import MetricsError
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.place import Place
from dxscore.model.scorecard import Result, Scorecard, UnitResult
from dxscore.model.waivers import PlacedWaiver, Waiver, Waivers
from dxscore.score.waive import waive

PERIODS: Final = {
    "": (1, 12), "-H1": (1, 6), "-H2": (7, 12), "-9M": (1, 9), "-11M": (1, 11), "-8M": (1, 8), "-Q1": (1, 3),
    "-Q2": (4, 6), "-Q3": (7, 9), "-Q4": (10, 12), **{f"-{month:02}": (month, month) for month in ALL_MONTHS},
}  # fmt: skip
NAMES: Final = {months: name for name, months in PERIODS.items()}
MERGED_ON: Final = date(2025, 7, 1)
MERGED: Final = {
    "an": Life(end=MERGED_ON - timedelta(days=1)),
    "binh": Life(end=MERGED_ON - timedelta(days=1)),
    "anbinh": Life(start=MERGED_ON, formers=("an", "binh")),
    "chau": Life(),
}
DIVIDED: Final = {
    "an": Life(end=MERGED_ON - timedelta(days=1), divided_into=("anmot", "anhai")),
    "anmot": Life(start=MERGED_ON),
    "anhai": Life(start=MERGED_ON),
    "chau": Life(),
}
ENDED: Final = {"an": Life(end=date(2025, 8, 20)), "binh": Life(), "chau": Life()}
ALONE: Final = {"an": Life()}
LASTING: Final = {"an": Life(), "binh": Life(), "chau": Life()}


def world(rng: Random) -> World:
    """A world that both judges have something to say about."""
    share = rng.random() < 0.6
    comparator = rng.choice(
        ("at_least", "at_least", "more_than", "at_most", "less_than", "exactly", "between")
    )
    bound = rng.choice((0, 50, 70, 80, 100)) if share else rng.choice((0, 1, 5, 20, 60))
    if (comparator, bound) in (("more_than", 100), ("less_than", 0)):
        bound = 50  # what nothing can satisfy is refused of a catalogue
    bounds: tuple[int, ...] = (bound, bound + rng.choice((0, 10))) if comparator == "between" else (bound,)
    bounds = tuple(min(one, 100) for one in bounds)
    lives = rng.choice((LASTING, LASTING, LASTING, MERGED, MERGED, DIVIDED, ENDED))
    rank = rng.random() < 0.08
    if rank:
        share, lives = False, ALONE
        comparator, bounds = rng.choice((("at_most", (5,)), ("less_than", (20,)), ("between", (5, 20))))
    administrative = rng.random() < 0.5
    by = 2025 if rng.random() < 0.75 else 2026
    flow, pooled = not rank and rng.random() < 0.6, rank or rng.random() < 0.75
    made = World(
        share, flow, pooled, comparator, bounds, by, administrative, lives, (), date.max
    )  # fmt: skip
    as_of = rng.choice([close(made, 2025, month) for month in (3, 6, 9, 11, 12, 12, 12, 12)])
    if rng.random() < 0.2:
        as_of += timedelta(days=rng.choice((1, 10, 40)))
    waived = None
    if rng.random() < 0.15:
        start = as_of + timedelta(days=rng.randrange(-60, 3))
        waived = start, start + timedelta(days=rng.randrange(90))
    unit = rng.choice(tuple(lives)) if waived and rng.random() < 0.5 and len(lives) > 1 else None
    made = World(**{**vars(made), "as_of": as_of, "waived": waived, "waived_unit": unit, "rank": rank})
    return World(**{**vars(made), "rows": rows(rng, made)})


def rows(rng: Random, made: World) -> tuple[Row, ...]:
    """What the units send: no two rows of one unit and one period, or the same months, none of a time in
    which it did not live, and of a stock no two that close on one day
    (which of them is newer nobody could say)."""
    found: dict[tuple[object, ...], Row] = {}
    keys = set[tuple[object, ...]]()
    for unit, life in made.lives.items():
        if rng.random() < 0.1:
            continue
        for _ in range(rng.choice((1, 1, 2, 3, 5))):
            name = rng.choice(("", "", *PERIODS))
            year = 2025 if rng.random() < 0.85 else rng.choice((2024, 2026))
            first, last = PERIODS[name]
            lived = [m for m in range(first, last + 1) if life.start <= date(year, m, 1) <= life.end]
            if not lived:
                continue
            one = Row(unit, year, first, last, figure(rng, made), taken(rng, made, unit, year, first, last))
            covered = tuple(sorted(month for _, month in cells(made, one)))
            same = (unit, year, covered) if made.flow else (unit, state_of(made, one))
            if covered and (unit, year, first, last) not in keys:
                keys.add((unit, year, first, last))
                found.setdefault(same, one)
    if not made.share or made.lives is not LASTING or rng.random() < 0.7:
        return tuple(found.values())
    sent = {row.unit: row for row in found.values()}
    bare = [unit for unit in sent if rng.random() < 0.5]
    kept = [row for row in found.values() if row.unit not in bare]
    return (*kept, *(replace(sent[unit], figure=(percent(rng, made), 100), bare=True) for unit in bare))


def taken(rng: Random, made: World, unit: str, year: int, first: int, last: int) -> date | None:
    """Now and then a day on which the figure was taken: in its period, and in its unit's life."""
    if rng.random() < 0.85:
        return None
    life = made.lives[unit]
    days = (close(made, year, last) - opens(made, year, first)).days
    day = opens(made, year, first) + timedelta(days=rng.randrange(days + 1))
    return day if life.start <= day <= life.end else None


def percent(rng: Random, made: World) -> int:
    """A percentage that no rounding moves over a threshold."""
    return rng.choice([n for n in (0, 20, 45, 60, 75, 90, 97, 100) if n not in made.bounds or n in (0, 100)])


def figure(rng: Random, made: World) -> tuple[int, int]:
    """A share near enough to its threshold to pass or fail, or a small count."""
    if made.rank:
        return rng.choice((1, 4, 5, 6, 12, 19, 20, 21, 40)), 1
    if not made.share:
        return rng.choice((0, 1, 2, 5, 10, 20, 30)), 1
    below = rng.choice((0, 1, 5, 10, 10, 20))
    return rng.choice((0, below, below * made.bounds[0] // 100, rng.randrange(below + 1))), below


def answer(made: World) -> tuple[Verdict, dict[str, Verdict], list[tuple[Pair, int | None]]] | None:
    """What the program says of the target and of every unit, and each figure with the whole number that it
    lacks; None where it says that there is nothing to judge."""
    known = judged_by_program(made)
    if known is None:
        return None
    (result,) = known[1].results
    assert result.due == is_due(made)
    units = {unit.reporting_unit: _verdict(unit, made.share) for unit in result.units}
    judged: list[Result | UnitResult] = [result, *result.units]
    lacking = [(_verdict(one, made.share), one) for one in judged]
    gaps = [(said.figure, one.gap_count) for said, one in lacking if said.figure and _judged(said)]
    return _verdict(result, made.share), units, gaps


def judged_by_program(made: World) -> tuple[Catalogue, Scorecard] | None:
    """The catalogue of a world and its scorecard; None where there is nothing to judge."""
    data = catalogue_of(made)
    try:
        card = scored(data, *rows_of(made), as_of=made.as_of, target_year="all")
    except MetricsError:
        return None
    return data, card if made.waived is None else waive(data, card, _waivers(*made.waived, made.waived_unit))


def waivers_of(made: World) -> Waivers | None:
    """The waivers of a world, if it has any."""
    return None if made.waived is None else _waivers(*made.waived, made.waived_unit)


def catalogue_of(made: World) -> Catalogue:
    """The one target of a world, and its units."""
    wanted: Any = list(made.bounds) if made.comparator == "between" else made.bounds[0]
    one = target(by=made.by, **{made.comparator: wanted})
    said: dict[str, Any] = {
        "over_time": "flow" if made.flow else "stock",
        "judged_on": "pooled" if made.pooled else "each",
    }
    if made.comparator in ("at_most", "less_than"):
        said["better"] = "lower"
    made_indicator = indicator(one, **said) if made.share else number(one, **said, minimum=0)
    if made.rank:
        said = {"measure": "rank", "unit_of_measure": "rank", "better": "lower", "reported_by": "an"}
        made_indicator = indicator(one, **said)
    lives = {unit: _life(made, unit, life) for unit, life in made.lives.items()}
    calendar = "administrative" if made.administrative else "calendar"
    return catalogue(made_indicator, communes=tuple(made.lives), lives=lives, calendar=calendar)


def rows_of(made: World) -> list[Observation]:
    """What the units send, as it is read."""
    return [_row(one_row, made.share, line) for line, one_row in enumerate(made.rows, 2)]


def _judged(said: Verdict) -> bool:
    return said.status in ("met", "missed", "pending")


def _life(made: World, unit: str, life: Life) -> dict[str, Any]:
    heirs = [name for name, other in made.lives.items() if unit in other.formers]
    successor = list(life.divided_into) if life.divided_into else next(iter(heirs), None)
    said: dict[str, Any] = {}
    if life.start != date.min:
        said["valid_from"] = life.start
    if life.end != date.max:
        said |= {"valid_to": life.end, "successor": successor}
    return said


def _row(one: Row, share: bool, line: int) -> Observation:
    above, below = one.figure
    when = f"{one.year}{NAMES[one.first, one.last]}"
    figure = f"{above}/{below}" if share and not one.bare else str(above)
    return row(one.unit, figure, when, line=line, closed_on=one.closed)


def _waivers(start: date, end: date, unit: str | None) -> Waivers:
    said = {
        "reporting_unit": unit,
        "from": start,
        "until": end,
        "indicator": "X",
        "reason": "bão",
        "document": "CV",
        "approved_by": "CT",
    }
    placed = PlacedWaiver(Waiver.model_validate(said), Place("w.yaml", None, 3, 5), "waivers[0]")
    return Waivers("w.yaml", "0" * 64, (placed,))


def _verdict(result: Result | UnitResult, share: bool) -> Verdict:
    if share:
        known = result.numerator is not None and result.denominator is not None
        pair = (int(result.numerator or 0), int(result.denominator or 0)) if known else None
    else:
        pair = None if result.value is None else (int(result.value), 1)
    return Verdict(result.status, result.provisional, pair)  # type: ignore[arg-type]

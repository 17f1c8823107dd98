"""What looks like a slip, reckoned a second time from the words of the bounds, over figures by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from random import Random

from builders import COMMUNES, TOWN, catalogue, indicator, number, row

from dxscore.model.observation import Observation
from dxscore.score.plausibility import doubts
from dxscore.score.select import Usable, key_of

WORLDS = 500
SHARES, NUMBERS = "VWXYZ", "LMN"
DATA = catalogue(*(indicator(id=id) for id in SHARES), *(number(id=id) for id in NUMBERS))
BARE = ("0", "0.5", "1", "30", "50", "70", "80", "99", "99.5", "100", "101", "1000", "na")
PARTS = (
    "0/0", "1/1", "0/9", "9/9", "3/9", "0/10", "10/10", "4/10", "7/10", "30/99", "99/99", "1/100", "50/100",
    "80/100", "81/100", "100/100", "0/100", "1/500", "499/500", "150/500", "399/499", "499/499", "1200/1600",
    "2000/2000",
)  # fmt: skip
TIMES = (("2024", "2025"), ("2025-Q3", "2025-Q4"), ("2024-Q4", "2025-Q1"), ("2025-01", "2025-06"))

Told = tuple[str, tuple[int, ...]]


def world(rng: Random) -> list[Observation]:
    """Rows of several units, in a few figures, so that they repeat one another."""
    times = rng.choice(TIMES)
    parts, bare = rng.sample(PARTS, 3), rng.sample(BARE, 2)
    ids = rng.choice((SHARES, SHARES + NUMBERS, "X", "M", "XM", NUMBERS))
    often = rng.choice((0.1, 0.7, 1))
    made: list[Observation] = []
    for id in ids:
        for unit in (*COMMUNES, TOWN):
            for when in times:
                figure = rng.choice(parts) if id in SHARES and rng.random() < often else rng.choice(bare)
                if rng.random() < 0.9:
                    made.append(row(unit, figure, when, id=id, line=len(made) + 1))
    rng.shuffle(made)
    return made


def bare_or_parts(one: Observation) -> tuple[Fraction, Fraction | None]:
    if one.denominator is None:
        assert one.value is not None
        return Fraction(one.value), None
    assert one.numerator is not None
    return Fraction(one.numerator), Fraction(one.denominator)


def repeated(form: Sequence[Observation]) -> Iterator[list[Observation]]:
    """Of one unit and period: three rows that tell, or all of five and more."""
    figures = {bare_or_parts(one) for one in form}
    if len(form) >= 5 and len(figures) == 1 and figures.isdisjoint({(0, None), (100, None)}):
        yield list(form)
        return
    for figure in figures:
        above, below = figure
        same = [one for one in form if bare_or_parts(one) == figure]
        if below is not None:
            telling = same if below >= 100 and above not in (0, below) else []
        else:
            telling = [one for one in same if (above >= 100 if one.indicator in NUMBERS else 0 < above < 100)]
        if len(telling) >= 3:
            yield telling


def everywhere(group: Sequence[Observation]) -> bool:
    """Of one indicator and period: three units and more, all with one figure that is none by chance."""
    figures = {bare_or_parts(one) for one in group}
    if len(group) < 3 or len(figures) > 1:
        return False
    ((above, below),) = figures
    if below is not None:
        return below >= 10 or above not in (0, below)
    return above >= 100 if group[0].indicator in NUMBERS else 0 < above < 100


def jumped(before: Observation, now: Observation) -> Iterator[str]:
    """From one period to the next: 30 points, 10 times; denominators 5 times, or twice what time explains."""
    sides = [bare_or_parts(one) for one in (before, now)]
    known = [below is None or below >= 10 for _, below in sides]
    if all(known):
        low, high = sorted(above if below is None else 100 * above / below for above, below in sides)
        if now.indicator in SHARES:
            if high - low > 30:
                yield "DX314"
        elif low and high / low >= 10:
            yield "DX315"
    if (few := sides[0][1]) and (many := sides[1][1]):
        months = [one.period.last_month for one in (before, now)]
        if few > many:
            few, many, months = many, few, months[::-1]
        if many >= 100 and many / few >= max(Fraction(5), 2 * Fraction(months[1], months[0])):
            yield "DX317"


def naive(rows: Sequence[Observation]) -> Iterator[Told]:
    def by(*names: str) -> Iterator[list[Observation]]:
        def key(one: Observation) -> tuple[str, ...]:
            return tuple(str(getattr(one, name)) for name in names)

        for _, group in groupby(sorted(rows, key=key), key):
            yield sorted(group, key=lambda one: one.place.row or 0)

    def told(code: str, group: Sequence[Observation]) -> Told:
        return code, tuple(one.place.row or 0 for one in group)

    for form in by("reporting_unit", "period"):
        yield from (told("DX312", group) for group in repeated(form))
    for all_units in by("indicator", "period"):
        units = [one for one in all_units if one.reporting_unit != TOWN]
        if everywhere(units):
            yield told("DX313", units)
    for series in by("indicator", "reporting_unit"):
        in_time = sorted(series, key=lambda one: (one.period.year, one.period.last_month))
        for before, now in pairwise(in_time):
            yield from (told(code, [now]) for code in jumped(before, now))


def test_the_same_is_questioned() -> None:
    seen: Counter[str] = Counter()
    for seed in range(WORLDS):
        rng = Random(seed)
        rows = world(rng)
        contradicted = frozenset(key_of(one) for one in rows if rng.random() < 0.03)
        of = {id: tuple(one for one in rows if one.indicator == id) for id in DATA.indicators}
        usable = Usable(of, contradicted)
        sound = [one for one in rows if not one.not_applicable and key_of(one) not in contradicted]
        told = Counter(
            (one.rule.code, tuple(each.place.row or 0 for each in one.observations))
            for one in doubts(DATA, usable)
        )
        assert told == Counter(naive(sound)), seed
        seen.update(code for code, _ in told)
    assert min(seen[code] for code in ("DX312", "DX313", "DX314", "DX315", "DX317")) > WORLDS // 50, seen

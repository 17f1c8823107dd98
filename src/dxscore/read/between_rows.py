"""What only several rows say together, be they in one file or in two: parts of a share, and repeats."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from dxscore.model import rules
from dxscore.model.finding import Rule
from dxscore.model.observation import Observation
from dxscore.read import header
from dxscore.read.column_names import header_key, means
from dxscore.read.table import Reading
from dxscore.words.folding import tidy
from dxscore.words.say import say_of
from dxscore.words.text import in_both

Key = tuple[str, str, object]
Part = Literal["numerator", "denominator"]

# Columns that only number the rows, or say where a rejected row came from: they tell no two figures apart.
_NUMBERS: Final = frozenset(
    {"stt", "tt", "sott", "sothutu", "no", "id", "index", "row", "line", "unnamed0"}
    | {"rejectedfrom", "rejectedline", "rejectedbecause"}
)
_KEYS: Final = ("indicator", "reporting_unit", "period")


def settle(readings: Sequence[Reading]) -> None:
    """Join parts of shares that stand in two rows, and leave out rows that a column tells apart.

    Args:
        readings: of all tables of all files; their observations and findings are changed.
    """
    _join_parts(readings)
    _tell_apart(readings)


def _key(observation: Observation) -> Key:
    return observation.indicator, observation.reporting_unit, observation.period


def _join_parts(readings: Sequence[Reading]) -> None:
    """One figure of each numerator and denominator of one key, where neither has another one.

    Evidence and notes of both rows are kept; the figure speaks to the earlier of their closing days.
    """
    halves: dict[Key, list[tuple[Reading, Observation]]] = defaultdict(list)
    for reading in readings:
        for half in reading.halves:
            halves[_key(half)].append((reading, half))
    if not halves:
        return
    whole = {_key(o) for reading in readings for o in reading.observations if _key(o) in halves}
    joined: Counter[tuple[int, str]] = Counter()
    index = {id(reading): number for number, reading in enumerate(readings)}
    for key, parts in halves.items():
        numerators = [each for each in parts if each[1].numerator is not None]
        denominators = [each for each in parts if each[1].denominator is not None]
        if key in whole or not numerators or not denominators:
            for each in parts:
                _report_half(*each)
        elif _contradict(numerators, "numerator") or _contradict(denominators, "denominator"):
            _report_contradiction(numerators, "numerator")
            _report_contradiction(denominators, "denominator")
        else:
            reading, numerator = numerators[0]
            reading.observations.append(_joined(numerator, denominators[0][1]))
            joined[index[id(reading)], denominators[0][1].place.file] += 1
    for (number, file), count in joined.items():
        readings[number].observations.sort(key=lambda o: o.place.order)
        readings[number].findings.add(rules.PARTS_JOINED, other=file, count=count)


def _joined(numerator: Observation, denominator: Observation) -> Observation:
    days = [day for day in (numerator.closed_on, denominator.closed_on) if day is not None]
    return numerator._replace(
        denominator=denominator.denominator,
        evidence="; ".join(dict.fromkeys(filter(None, (numerator.evidence, denominator.evidence)))),
        note="; ".join(dict.fromkeys(filter(None, (numerator.note, denominator.note)))),
        closed_on=min(days, default=None),
    )


def _contradict(same: Sequence[tuple[Reading, Observation]], part: Part) -> bool:
    return len({getattr(half, part) for _, half in same}) > 1


def _report_half(reading: Reading, half: Observation) -> None:
    given: Part = "numerator" if half.numerator is not None else "denominator"
    missing: Part = "denominator" if given == "numerator" else "numerator"
    names = {"given": _named(given), "missing": _named(missing)}
    _reject(reading, half, rules.HALF_A_SHARE, missing, **names)


def _named(part: Part) -> object:
    return in_both(lambda lang: say_of("figure_column", part, lang))


def _report_contradiction(same: Sequence[tuple[Reading, Observation]], part: Part) -> None:
    """Of parts that differ, a finding for each row; of the others, that they have no counterpart."""
    for reading, half in same:
        mine = getattr(half, part)
        other = next((o for _, o in same if getattr(o, part) != mine), None)
        if other is None:
            _report_half(reading, half)
            continue
        told = {"figure": mine, "other_figure": getattr(other, part), "other": str(other.place)}
        _reject(reading, half, rules.CONTRADICTION, part, **told)


def _tell_apart(readings: Sequence[Reading]) -> None:
    """Leave out rows of one key that a column tells apart which is not read: a hamlet, a sex, an age.

    Two rows repeat each other only where they agree in every column.
    """
    first: dict[Key, tuple[Reading, Observation]] = {}
    several: dict[Key, list[tuple[Reading, Observation]]] = {}
    for reading in readings:
        for observation in reading.observations:
            key = _key(observation)
            before = first.setdefault(key, (reading, observation))
            if before[1] is not observation:
                several.setdefault(key, [before]).append((reading, observation))
    rows: dict[int, Mapping[int, tuple[str, ...]]] = {}
    gone: set[int] = set()
    for same in several.values():
        columns = _that_differ(same, rows)
        if columns:
            names = header.listed(columns)
            for reading, observation in same:
                other = next(o for _, o in same if o is not observation)
                _reject(reading, observation, rules.TOLD_APART, None, columns=names, other=str(other.place))
            gone |= {id(observation) for _, observation in same}
    for reading in readings if gone else ():
        reading.observations = [o for o in reading.observations if id(o) not in gone]


def _that_differ(
    same: Sequence[tuple[Reading, Observation]], rows: dict[int, Mapping[int, tuple[str, ...]]]
) -> list[str]:
    """Names of the columns in which rows of one key differ, of those that all of them have.

    Evidence and notes count where the figures are the same, and both rows have words there.
    """
    each = [dict(_other_cells(reading, observation, rows)) for reading, observation in same]
    shared = [key for key in each[0] if all(key in cells for cells in each)]
    found = [each[0][key][0] for key in shared if len({cells[key][1] for cells in each}) > 1]
    if not found and len({observation.figure for _, observation in same}) == 1:
        for column in ("evidence", "note"):
            if len({text for _, o in same if (text := getattr(o, column))}) > 1:
                found.append(_header_of(column, same))
    return found


def _header_of(column: Literal["evidence", "note"], same: Sequence[tuple[Reading, Observation]]) -> str:
    for reading, _ in same:
        if reading.header is not None and column in reading.header.positions:
            return tidy(reading.header.cells[reading.header.positions[column]])
    return column


def _other_cells(
    reading: Reading, observation: Observation, rows: dict[int, Mapping[int, tuple[str, ...]]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The cells of a row in columns that are not read, by the key of their header."""
    if reading.header is None or not reading.header.unused:
        return
    cells = rows.setdefault(id(reading), dict(reading.rows)).get(observation.place.row or 0, ())
    for place in reading.header.unused:
        name = tidy(reading.header.cells[place])
        key = header_key(name)
        if key not in _NUMBERS and not name.startswith("_") and means(name) not in _KEYS:
            yield key, (name, tidy(cells[place]) if place < len(cells) else "")


def _reject(
    reading: Reading, observation: Observation, rule: Rule, column: str | None, **values: object
) -> None:
    """Leave the row of `observation` out, for `rule`."""
    reading.findings.keep(rule.finding(observation.place, column, **values))
    row = observation.place.row or 0
    reading.rejected = sorted({*reading.rejected, row})
    reading.faulty.append((row, observation.indicator, observation.reporting_unit))

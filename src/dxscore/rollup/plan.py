"""What is read of each record, and what a group of records that mean the same comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from dxscore.model import rules
from dxscore.model.assignments import Body
from dxscore.model.catalogue import Asked
from dxscore.model.counts import CountedIndicator, Counts
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period, PeriodKind
from dxscore.model.place import Place
from dxscore.model.territory import months_of
from dxscore.read.unit_names import Units
from dxscore.rollup.meanings import Axis, CompareAxis, DateAxis, Meaning, UnitAxis, ValueAxis
from dxscore.words.text import both, joined

Group = tuple[Meaning, ...]
"""What a record means: its unit, its period, then a value for each column that a condition names."""

_KINDS: Final[dict[Asked, PeriodKind]] = {
    "year": "year",
    "half_year": "half",
    "quarter": "quarter",
    "month": "month",
}


class Part(NamedTuple):
    """What a record adds to one indicator: always to what is counted, `counts` also to the numerator."""

    indicator: str
    counts: bool


class Outcome(NamedTuple):
    """What a group of records comes to.

    Args:
        fault: the code of the finding that rejects it, or ''.
        place: of the fault, which of the group's meanings it is about.
        named: the unit that the records name.
        unit: whose figures it adds to; of records of a unit that had no life in that period, its successor.
        period: of which period.
        parts: to which indicators.
        strays: indicators that it would add to, had the unit to report them.
        told: what the words of the fault need.
    """

    fault: str = ""
    place: int = 0
    named: str = ""
    unit: str = ""
    period: Period | None = None
    parts: tuple[Part, ...] = ()
    strays: tuple[str, ...] = ()
    told: Mapping[str, Any] = {}


class CountingPlan:
    """How the records of one log are read.

    Args:
        catalogue: whose units and indicators are meant.
        counts: the conditions.
        until: the last day that the log covers; None where it covers its periods.
    """

    def __init__(self, catalogue: Catalogue, counts: Counts, until: date | None = None) -> None:
        self.catalogue, self.counts, self.until = catalogue, counts, until
        self._calendar = catalogue.targets.plan.reporting_calendar
        self.kind = _KINDS[counts.content.records.period]
        records, columns = counts.content.records, counts.content.columns
        names: list[tuple[str, ...]] = [(records.unit,), (records.date,)]
        for name in counts.content.used:
            compare = columns[name].compare
            names.append(
                (columns[name].column or name,) if compare is None else (compare.left, compare.right)
            )
        self.headers: tuple[str, ...] = tuple(dict.fromkeys(header for group in names for header in group))
        """The columns that are read, each once; the key is not among them."""
        self.key = records.key
        self.axes: tuple[Axis, ...] = tuple(self._axes(names))
        self._expected = {id_: frozenset(catalogue.reporting_units(id_)) for id_ in counts.content.indicators}
        self._expected_of_any = frozenset().union(*self._expected.values())
        self._place = {name: number for number, name in enumerate(counts.content.used, start=2)}

    def _axes(self, names: Sequence[tuple[str, ...]]) -> Iterable[Axis]:
        places = [[self.headers.index(header) for header in group] for group in names]
        yield UnitAxis(names[0], places[0], Units(self.catalogue))
        yield DateAxis(names[1], places[1], self.kind, self._calendar, self._changes(), self.until)
        for name, headers, place in zip(self.counts.content.used, names[2:], places[2:], strict=True):
            column = self.counts.content.columns[name]
            yield (ValueAxis if column.compare is None else CompareAxis)(headers, place, column)

    def _changes(self) -> Iterable[date]:
        """The days from which on some unit is there, or is not."""
        bodies = (*self.catalogue.bodies.values(), *self.catalogue.came_later.values())
        for body in bodies:
            if body.valid_from is not None:
                yield body.valid_from
            if body.valid_to is not None:
                yield body.valid_to + timedelta(days=1)

    def outcome(self, group: Group) -> Outcome:
        """What a group of records comes to. Of several faults the first one counts."""
        for place, meaning in enumerate(group):
            if meaning.fault:
                return Outcome(meaning.fault, place)
        period, day = group[1].value  # what `DateAxis` gives
        named = self._living(group[0].value, day)
        if named not in self.catalogue.bodies:
            return Outcome(rules.RECORD_OF_LATER_UNIT.code, 0, told={"meant": self.catalogue.name(named)})
        whose = self._whose(self.catalogue.bodies[named], period, day)
        if isinstance(whose, Outcome):
            return whose
        if whose not in self._expected_of_any:
            name = self.catalogue.name(whose)
            return Outcome(rules.RECORD_REPORTS_NONE.code, 0, told={"meant": name})
        parts, strays = [], []
        for id_, indicator in self.counts.content.indicators.items():
            if self._holds(indicator, group):
                if whose in self._expected[id_]:
                    parts.append(Part(id_, self._all(indicator.counts, group)))
                else:
                    strays.append(id_)
        return Outcome(named=named, unit=whose, period=period, parts=tuple(parts), strays=tuple(strays))

    def reports(self, unit: str) -> tuple[str, ...]:
        """The counted indicators that `unit` has to report, in the order of counts.yaml."""
        return tuple(id_ for id_, units in self._expected.items() if unit in units)

    def doubts(self, file: str) -> list[Finding]:
        """Warnings about names of units that are taken, each once."""
        found = [(code, text, told) for axis in self.axes for (code, text), told in axis.doubts.items()]
        header = self.axes[0].headers[0]
        return [
            rules.RULES[code].finding(Place(file), column=header, **told)
            for code, _, told in sorted(found, key=lambda item: item[:2])
        ]

    def _living(self, units: Sequence[str], day: date) -> str:
        """Of units that had a name in turn the one that was there on `day`, else the last before it."""
        lives = self.catalogue.territory.lives
        there = [unit for unit in units if lives[unit].on(day)]
        before = [unit for unit in units if (last := lives[unit].last) is not None and last < day]
        return (there or before[-1:] or list(units))[0]

    def _whose(self, body: Body, period: Period, day: date) -> str | Outcome:
        """Whose figures a record of `body` adds to: a unit speaks for no period in which it lived no month.

        The end of June is of the third quarter by the administrative calendar; of a unit that ended then, the
        one that took it over whole has that quarter's figure.
        """
        begun = body.valid_from is None or body.valid_from <= day
        ended = body.valid_to is not None and body.valid_to < day
        if not begun or ended:
            rule = rules.RECORD_UNIT_ENDED if ended else rules.RECORD_UNIT_NOT_YET
            edge = body.valid_to if ended else body.valid_from
            return Outcome(rule.code, 0, told={"meant": body.name, "edge": edge, "heirs": self._heirs(body)})
        met = {body.id}
        lives = self.catalogue.territory.lives
        while not lives[body.id].months(period.year) & months_of(period):
            into = body.successors
            if len(into) != 1 or into[0] in met or into[0] not in self.catalogue.bodies:
                return Outcome(
                    rules.RECORD_BETWEEN_UNITS.code, 0, told={"meant": body.name, "heirs": self._heirs(body)}
                )
            met.add(into[0])
            body = self.catalogue.bodies[into[0]]
        return body.id

    def _heirs(self, body: Body) -> object:
        names = [self.catalogue.name(heir) for heir in body.successors]
        if not names:
            return ""
        return both("rollup.heirs", names=joined(names))

    def _holds(self, indicator: CountedIndicator, group: Group) -> bool:
        excluded = any(
            group[self._place[name]].value in values for name, values in indicator.excludes.items()
        )
        return not excluded and self._all(indicator.of, group)

    def _all(self, conditions: Mapping[str, tuple[str, ...]], group: Group) -> bool:
        return all(group[self._place[name]].value in values for name, values in conditions.items())

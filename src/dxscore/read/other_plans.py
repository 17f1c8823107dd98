"""Rows of one data file that belong to several plans: which are of this one, and in whose words they are.

An indicator of one plan may be `same_as` one of another; a row under either id is then a figure of both.
Units are the same where their ids are, or else their official codes or full names. A row that only another
plan knows is that plan's: it is noted, and no fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxscore.model.loaded import Catalogue
from dxscore.read.indicator_names import Indicators
from dxscore.read.unit_names import Units


class OtherPlans:
    """What the other plans of a run know.

    Args:
        catalogue: the plan that the rows are read for.
        others: the plans beside it.
    """

    def __init__(self, catalogue: Catalogue, others: Sequence[Catalogue]) -> None:
        self._others = [
            (other, Indicators(other, other_names(other, (catalogue,))), Units(other)) for other in others
        ]
        self._expected: dict[tuple[int, str], frozenset[str]] = {}

    def know(self, indicator: str) -> bool:
        """Whether the cell is an indicator of another plan."""
        return any(indicators.find(indicator) is not None for _, indicators, _ in self._others)

    def expect(self, indicator: str, unit: str) -> bool:
        """Whether another plan expects a row with these cells."""
        return any(self._expects(place, indicator, unit) for place in range(len(self._others)))

    def _expects(self, place: int, indicator: str, unit: str) -> bool:
        catalogue, indicators, units = self._others[place]
        id_, body = indicators.find(indicator), units.find(unit).unit
        if id_ is None or body is None:
            return False
        key = place, id_
        if key not in self._expected:
            total = catalogue.total_unit(id_)
            wanted = catalogue.reporting_units(id_)
            self._expected[key] = frozenset(wanted if total is None else (*wanted, total))
        return body in self._expected[key]


def other_names(catalogue: Catalogue, others: Sequence[Catalogue]) -> Iterator[tuple[str, str]]:
    """Ids and names of other plans' indicators, each with the one of `catalogue` that is the same figure."""
    for own in catalogue.indicators.values():
        for id_ in own.same_as:
            yield id_, own.id
    for other in others:
        for one in other.indicators.values():
            for id_ in _same(catalogue, one.id, one.same_as):
                yield one.id, id_
                for name in (one.name.vi, one.name.en):
                    yield name, id_


def _same(catalogue: Catalogue, id_: str, same_as: Sequence[str]) -> list[str]:
    """The indicators of `catalogue` that one of another plan is the same as, said on either side."""
    return [own.id for own in catalogue.indicators.values() if own.id in same_as or id_ in own.same_as]


def other_units(units: Units, others: Sequence[Catalogue]) -> Iterator[tuple[str, str]]:
    """Ids of other plans' bodies that `units` does not know, each with the code or name by which it does."""
    for other in others:
        for body in other.bodies.values():
            known = units.find(body.id)
            if known.unit is not None and not known.unaccented:
                continue
            for text in (body.code, body.name.vi):
                match = units.find(text) if text else None
                if match is not None and match.unit is not None and not match.unaccented:
                    yield body.id, str(text)
                    break

"""Scorecards of groups put into words once: the tables that the screen and Markdown lay out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from dxscore.model.body_scorecard import TargetCounts
from dxscore.model.figures import farthest_first
from dxscore.model.group_scorecard import Grouped, GroupScorecard, GroupScorecards, Part
from dxscore.model.scorecard import UnitVerdict
from dxscore.report.lines import ResultLine
from dxscore.report.naming import first_units
from dxscore.report.summary import closing
from dxscore.report.view import View
from dxscore.words.numbers import day, number
from dxscore.words.say import say_of

GROUPS_AT_MOST: Final = 200
"""Groups that the screen lists: whole levels of the tree, the highest always."""
OF_A_TARGET: Final = 12
"""Groups that the screen lists of one target; of more, the ten that are farthest behind."""
_FARTHEST: Final = 10
_UNITS_NAMED: Final = 2
_SAID_OF_UNITS: Final[tuple[UnitVerdict, ...]] = (
    *("counted", "missed", "pending", "no_data", "not_assessable", "waived", "not_applicable"),
)
_ORDER: Final[tuple[UnitVerdict, ...]] = ("missed", "no_data", "not_assessable", "pending")

_Target = tuple[str, str]


class GroupRow(NamedTuple):
    """A row of a table.

    Args:
        cells: texts, one for each column.
        depth: how deep the group stands in the tree.
        tint: the verdict that colours it.
    """

    cells: tuple[str, ...]
    depth: int = 0
    tint: UnitVerdict | None = None


class Table(NamedTuple):
    """A table.

    Args:
        title: what it is about.
        columns: titles of its columns.
        rows: a row a group, each after the group that holds it.
        below: what is to be said below it.
        verdict: place of the column that `tint` speaks of.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    below: tuple[str, ...] = ()
    verdict: int | None = None


@dataclass(frozen=True, eq=False)
class GroupsView:
    """The scorecards of groups with their tables in one language.

    Args:
        cards: what travels.
        found: the results of each group.
        whole: those of all units.
        view: the scorecard, the catalogue and the words.
        only: the one group that is asked for, with those in it; all where none is.
    """

    cards: GroupScorecards
    found: Mapping[str, Sequence[Grouped]]
    whole: Sequence[Grouped]
    view: View
    only: str | None = None

    @cached_property
    def closing(self) -> str:
        """How the whole stands."""
        return closing(self.view.scorecard, self.view.lang)

    @cached_property
    def title(self) -> str:
        """'Kế hoạch …'."""
        return self.view.names.plan()

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """How the tables are meant, said once, and which groups are in none of them."""
        view = self.view
        said = [
            view.say("report.as_of", day=day(view.scorecard.day, view.lang)) + ".",
            view.say("groups.how_counted"),
        ]
        if not self.cards.groups:
            said.append(view.say("groups.none"))
        elif self.cards.without_units and self.only is None:
            names = first_units([view.names.body(id_) for id_ in self.cards.without_units], 5, view.lang)
            said.append(view.say("groups.without_units", groups=names))
        return tuple(said)

    @cached_property
    def depths(self) -> dict[str, int]:
        """How deep each group stands below the one under which it is listed."""
        depths: dict[str, int] = {}
        listed = {card.group: place for place, card in enumerate(self.cards.groups)}
        for card in self.cards.groups:
            above = [id_ for id_ in card.within if id_ in depths]
            depths[card.group] = depths[max(above, key=listed.__getitem__)] + 1 if above else 0
        return depths

    @cached_property
    def groups(self) -> tuple[GroupScorecard, ...]:
        """The groups that are shown: all, or the one asked for with those in it."""
        if self.only is None:
            return self.cards.groups
        shown = {self.only}
        for card in self.cards.groups:  # each after the groups that hold it
            if not shown.isdisjoint(card.within):
                shown.add(card.group)
        return tuple(card for card in self.cards.groups if card.group in shown)

    @cached_property
    def on_screen(self) -> tuple[GroupScorecard, ...]:
        """Those of as many levels of the tree as there is room for."""
        depth = lowest = max((self.depths[card.group] for card in self.groups), default=0)
        shown = self.groups
        highest = min((self.depths[card.group] for card in self.groups), default=0)
        while len(shown) > GROUPS_AT_MOST and depth > highest:
            depth -= 1
            shown = tuple(card for card in self.groups if self.depths[card.group] <= depth)
        return self.groups if depth == lowest else shown

    @cached_property
    def lines(self) -> dict[_Target, ResultLine]:
        """The line of each target over all units."""
        return {(line.id, line.result.target.due_by): line for line in self.view.results}

    def targets(self, every: bool) -> list[ResultLine]:
        """The targets to show: those that totals speak of, or all."""
        return list(self.view.results if every else self.view.in_scope)

    @cached_property
    def _parts(self) -> dict[str, dict[_Target, Grouped]]:
        return {group: {_target(part): part for part in parts} for group, parts in self.found.items()}

    @cached_property
    def _whole(self) -> dict[_Target, Grouped]:
        return {_target(part): part for part in self.whole}

    def overview(self, every: bool) -> Table:
        """How many due targets each group meets: counts, and no grades."""
        view = self.view
        shown = self.groups if every else self.on_screen
        rows = [self._counts(view.say("groups.whole"), self.cards.whole, 0)] if self.only is None else []
        deeper = 1 if self.only is None else 0
        least = min((self.depths[card.group] for card in shown), default=0)
        rows += [
            self._counts(view.names.body(card.group), card, self.depths[card.group] - least + deeper)
            for card in shown
        ]
        left = len(self.groups) - len(shown)
        below = (view.say("groups.lower", count=left),) if left else ()
        columns = self._columns("group", "units", "met", "missed", "no_data", "other")
        return Table(view.say("groups.overview"), columns, tuple(rows), below)

    def _counts(self, name: str, part: Part, depth: int) -> GroupRow:
        counts: TargetCounts = part.counts
        other = counts.not_assessable + counts.not_applicable + counts.waived
        cells = (
            name,
            number(part.units, self.view.lang),
            f"{counts.met}/{counts.due}" if counts.due else "",
            *(str(count or "") for count in (counts.missed, counts.no_data, other)),
        )
        return GroupRow(cells, depth)

    def of_target(self, line: ResultLine, every: bool) -> Table:
        """One target over the groups that it asks anything of; no rows where it asks none of them."""
        view, target = self.view, (line.id, line.result.target.due_by)
        shown = self.groups if every else self.on_screen
        own = [(card, self._parts[card.group][target]) for card in shown if target in self._parts[card.group]]
        left = 0
        if not every and len(own) > OF_A_TARGET:
            worst = sorted(own, key=lambda each: _behind(each[1]))[:_FARTHEST]
            left, own = len(own) - len(worst), worst
        flat = bool(left)  # the farthest are no tree
        whole = self._whole[target]
        held = not flat and any(len(part.units) == len(whole.units) for _, part in own)
        with_whole = bool(own) and self.only is None and not held  # a group of all of them says the same
        least = min((self.depths[card.group] for card, _ in own), default=0) - with_whole
        rows = [
            self._row(view.names.body(card.group), line, part, 0 if flat else self.depths[card.group] - least)
            for card, part in own
        ]
        if with_whole:
            rows.insert(0, self._row(view.say("groups.whole"), line, whole, 0))
        below = (view.say("groups.more", count=left),) if left else ()
        columns = self._columns("group", "result", "status", "gap", "units_met", "worst")
        return Table(f"{line.name}: {line.target}", columns, tuple(rows), below, verdict=2)

    def _row(self, name: str, line: ResultLine, part: Grouped, depth: int) -> GroupRow:
        own = ResultLine(line.names, part.result, part.result, line.one_of_several)
        summed = part.result.reason == "part_of_sum"
        status: UnitVerdict = "counted" if summed else part.result.status
        lagging = [self.view.names.body(unit.reporting_unit) for unit in farthest_first(part.units)]
        cells = (
            name,
            f"{own.value}; {own.time}" if own.time else own.value,
            say_of("status", "counted", self.view.lang) if summed else own.verdict,
            "" if summed else own.gap,
            self._units(part),
            first_units(lagging, _UNITS_NAMED, self.view.lang),
        )
        return GroupRow(cells, depth, status)

    def _units(self, part: Grouped) -> str:
        """'12/15 đạt; 2 không đạt; 1 chưa có số liệu': the units by their own verdicts."""
        statuses = [unit.status for unit in part.units]
        counted = {status: statuses.count(status) for status in _SAID_OF_UNITS}
        view = self.view
        said = []
        if counted["counted"] < len(statuses):
            met = number(statuses.count("met"), view.lang)
            said.append(view.say("groups.units_met", met=met, units=number(len(statuses), view.lang)))
        said += [
            say_of("groups", f"units_{status}", view.lang, count=count, shown=number(count, view.lang))
            for status, count in counted.items()
            if count
        ]
        return "; ".join(said)

    def not_shown(self) -> str:
        """How many targets are not on the screen; '' where all are."""
        left = len(self.view.results) - len(self.view.in_scope)
        return self.view.say("groups.not_due", count=left) if left else ""

    def _columns(self, *names: str) -> tuple[str, ...]:
        return tuple(say_of("groups_column", name, self.view.lang) for name in names)


def _target(part: Grouped) -> _Target:
    return part.result.indicator, part.result.target.due_by


def _behind(part: Grouped) -> tuple[int, Decimal, int]:
    """What puts a group before others: a miss, the farthest first; then no data; what holds comes last."""
    result = part.result
    place = _ORDER.index(result.status) if result.status in _ORDER else len(_ORDER)
    return place, -(result.gap or Decimal(0)), -(result.gap_count or 0)

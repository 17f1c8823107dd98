"""The scorecards of groups, from one judgement of all units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dxscore.flows.asked import refused
from dxscore.flows.judge import Judgement
from dxscore.model.catalogue import Indicator
from dxscore.model.group_scorecard import Grouped, GroupScorecards
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Result, Scorecard
from dxscore.score.deadlines import DatedTarget, dated_targets
from dxscore.score.group_scorecards import group_scorecards
from dxscore.score.groups import Groups, grouped, groups_of
from dxscore.score.scorer import of_named_year
from dxscore.words.text import both


@dataclass(frozen=True)
class GroupedResults:
    """What every target finds in the whole and in each group.

    Attributes:
        catalogue: whose groups they are.
        scorecard: of all units.
        groups: the units behind every group, each group once: after the group that holds it.
        whole: every target over all units, in the scorecard's order.
        found: by group, those targets that ask any of its units for a figure.
    """

    catalogue: Catalogue
    scorecard: Scorecard
    groups: Groups
    whole: tuple[Grouped, ...]
    found: Mapping[str, tuple[Grouped, ...]]

    @cached_property
    def document(self) -> GroupScorecards:
        """The same as it travels."""
        return group_scorecards(self.catalogue, self.scorecard, self.whole, self.found, self.groups)


def group_results(judged: Judgement) -> GroupedResults:
    """Every group of the catalogue, judged as the whole was: on its day, on its rows, under its waivers.

    Raises:
        MetricsError: there is nothing at all in the judgement.
        RequestError: it is of one unit or group.
    """
    card = judged.with_results().scorecard
    if judged.request.reporting_unit is not None:
        raise refused(both("groups.of_all"))
    groups = groups_of(judged.catalogue)
    whole: list[Grouped] = []
    found: dict[str, list[Grouped]] = defaultdict(list)
    for result, (indicator, dated) in zip(card.results, _targets(judged), strict=True):
        usable = judged.usable
        everybody, parts = grouped(judged.catalogue, indicator, dated, usable, card.day, result, groups)
        whole.append(everybody)
        for group, part in parts.items():
            found[group].append(part if part is everybody else _as_asked(judged, part))
    in_order = {group: tuple(found[group]) for group in groups if group in found}
    return GroupedResults(judged.catalogue, card, groups, tuple(whole), in_order)


def _targets(judged: Judgement) -> Iterator[tuple[Indicator, DatedTarget]]:
    """Every target that was judged, in the scorecard's order."""
    calendar, day = judged.catalogue.targets.plan.reporting_calendar, judged.scorecard.day
    for indicator in judged.catalogue.targets.indicators:
        for dated in dated_targets(indicator, calendar, day, judged.request.target_year):
            yield indicator, dated


def _as_asked(judged: Judgement, part: Grouped) -> Grouped:
    """The part as the run asked for it: with a year that was named, and the waivers that hold."""
    result: Result = part.result
    if isinstance(judged.request.target_year, int):
        result = of_named_year(result)
    if judged.request.waivers is not None:
        from dxscore.score.waive import waived_results  # most runs have none

        waivers, day = judged.request.waivers, judged.scorecard.day
        (result,) = waived_results(judged.catalogue, (result,), waivers, day)
    return part._replace(result=result)

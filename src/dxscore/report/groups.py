"""Gaps in groups: by lead body, reporting unit, pillar or deadline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from dxscore.model.gap_list import GapGroup, GapList
from dxscore.model.scorecard import Gap
from dxscore.report.view import View
from dxscore.words.visible import visible

GroupBy = Literal["body", "unit", "pillar", "deadline"]


def gaps_by_lead(view: View, marked: bool = True) -> dict[str, list[Gap]]:
    """Gaps under the names of their lead bodies; several bodies that lead together stand together.

    `marked` as on the screen, with a * after inferred leads: what is stated and what is inferred of one body
    then stand apart.
    """
    if marked:
        return _grouped(view.scorecard.gaps, view.lead)
    return _grouped(view.scorecard.gaps, lambda gap: "; ".join(view.names(gap.lead)) or view.say("no_lead"))


def grouped_gaps(view: View, by: GroupBy, marked: bool = True) -> dict[str, list[Gap]]:
    """Gaps under the title of their group, in the order in which the groups first appear.

    By unit, a gap stands under every unit whose own figure falls short of the target or is missing, with
    that unit's own gap.
    """
    if by == "body":
        return gaps_by_lead(view, marked)
    if by == "unit":
        return _by_unit(view)
    if by == "pillar":
        return _grouped(view.scorecard.gaps, lambda gap: _pillar_name(view, gap))
    return _grouped(view.scorecard.gaps, lambda gap: str(gap.target_by))


def gap_list(view: View, by: GroupBy) -> GapList:
    """The groups as they leave for programs, with their titles in the view's language."""
    groups = grouped_gaps(view, by, marked=False)
    listed = tuple(GapGroup(group=title, gaps=tuple(gaps)) for title, gaps in groups.items())
    return GapList(as_of=view.scorecard.day, by=by, groups=listed)


def gap_line(view: View, gap: Gap, by: GroupBy) -> str:
    """One gap under its group's title: name, unit, target, what is missing, and who else is concerned."""
    line = visible(view.indicator(gap).name.get(view.lang))
    if gap.reporting_unit and by != "unit":
        line += f" – {view.body(gap.reporting_unit)}"
    result = view.result_of(gap)
    line += f" ({view.target(result)}): {view.gap(result, view.figure_of(gap))}"
    if by != "body":
        line += f" [{view.say('lead')}: {view.lead(gap)}]"
    elif gap.coordinating:
        line += f" [{view.say('coordinating')}: {'; '.join(view.names(gap.coordinating))}]"
    return line


def _grouped(gaps: tuple[Gap, ...], title: Callable[[Gap], str]) -> dict[str, list[Gap]]:
    groups: dict[str, list[Gap]] = {}
    for gap in gaps:
        groups.setdefault(title(gap), []).append(gap)
    return groups


def _pillar_name(view: View, gap: Gap) -> str:
    return view.catalogue.pillars[view.indicator(gap).pillar].name.get(view.lang)


def _by_unit(view: View) -> dict[str, list[Gap]]:
    owned: dict[str, list[Gap]] = {body: [] for body in view.catalogue.bodies}
    one_of_each_result = {(gap.indicator, gap.target_by): gap for gap in reversed(view.scorecard.gaps)}
    for gap in reversed(one_of_each_result.values()):
        result = view.result_of(gap)
        for unit in result.units:
            if unit.status not in ("met", "not_applicable", "waived"):
                own = {name: getattr(unit, name) for name in ("status", "reason", "gap", "gap_count")}
                unit_gap = {"reporting_unit": unit.reporting_unit, "worst_units": (), **own}
                owned[unit.reporting_unit].append(gap.model_copy(update=unit_gap))
        if not result.units:
            everybody = view.catalogue.units(view.indicator(gap).reported_by)
            for body in (gap.reporting_unit,) if gap.reporting_unit else everybody:
                owned[body].append(gap)
    return {view.body(body): gaps for body, gaps in owned.items() if gaps}

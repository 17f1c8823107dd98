"""Gaps in groups: by lead body, reporting unit, pillar or deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from dxscore.model.scorecard import BEHIND
from dxscore.report.lines import GapLine, gap_line
from dxscore.report.view import View
from dxscore.words.say import say_of

if TYPE_CHECKING:
    from dxscore.model.gap_list import GapList
    from dxscore.model.tasks import OwedTask

GroupBy = Literal["body", "unit", "pillar", "deadline"]


def gaps_by_lead(view: View, marked: bool = True) -> dict[str, list[GapLine]]:
    """Gaps under the names of their lead bodies; several bodies that lead together stand together.

    `marked` as on the screen, with a * after inferred leads: what is stated and what is inferred of one body
    then stand apart.
    """
    if marked:
        return _grouped(view.gaps, lambda line: line.lead)
    return _grouped(view.gaps, lambda line: _unmarked_lead(view, line))


def _unmarked_lead(view: View, line: GapLine) -> str:
    return "; ".join(view.names.owners(line.gap.lead)) or view.say("report.no_lead")


def grouped_gaps(view: View, by: GroupBy, marked: bool = True) -> dict[str, list[GapLine]]:
    """Gaps under the title of their group, in the order in which the groups first appear.

    By unit, a gap stands under every unit whose own figure falls short of the target or is missing, with
    that unit's own gap; of a sum, which no unit has a gap of, under all of them together.
    """
    if by == "body":
        return gaps_by_lead(view, marked)
    if by == "unit":
        return _by_unit(view)
    if by == "pillar":
        return _grouped(view.gaps, lambda line: view.names.pillar(line.result.indicator.pillar))
    ordered = sorted(view.gaps, key=lambda line: line.gap.target_by)  # within a deadline as they stand
    return _grouped(ordered, lambda line: line.gap.target_by)


def gap_list(view: View, by: GroupBy) -> GapList:
    """The groups as they leave for programs, with their titles in the view's language."""
    from dxscore.model.gap_list import GapGroup, GapList  # people are shown lines

    groups = grouped_gaps(view, by, marked=False)
    listed = tuple(
        GapGroup(group=title, gaps=tuple(line.gap for line in lines)) for title, lines in groups.items()
    )
    return GapList(as_of=view.scorecard.day, by=by, tasks=pressing(view), groups=listed)


def pressing(view: View) -> tuple[OwedTask, ...]:
    """Tasks and documents that are overdue or due soon; of the unit where one is judged by itself."""
    if view.tasks is None:
        return ()
    unit = view.scorecard.results[0].reporting_unit
    return view.tasks.pressing(view.catalogue.task_titles(view.lang), None if unit is None else (unit,))


def gap_words(view: View, line: GapLine, by: GroupBy) -> str:
    """One gap under its group's title: name, unit, target, what is missing, and who else is concerned."""
    said = line.result.name
    if line.unit and by != "unit":
        said += f" – {line.unit}"
    said += f" ({_target(view, line)}): {line.figure.gap}"
    if by != "body":
        said += f" [{view.say('column.lead')}: {line.lead}]"
    elif line.gap.coordinating:
        said += f" [{view.say('column.coordinating')}: {line.coordinating}]"
    return said


def _target(view: View, line: GapLine) -> str:
    """The target, and of one that is not due also that it is not."""
    result = line.result
    if result.result.due:
        return line.target
    often = result.result.target.every
    said = [line.own_threshold or result.threshold, *([say_of("every", often, view.lang)] if often else [])]
    return f"{', '.join(said)}; {view.say('report.not_due_by', by=result.by)}"


def gaps_answer(view: View) -> str:
    """Of how many targets something is missing, those that are due by themselves; '' where nothing is."""
    results = {id(line.result): line.result.result for line in view.gaps}.values()
    due = sum(result.due for result in results)
    return view.say("report.gaps_answer", due=due, ahead=len(results) - due) if results else ""


def due_first(lines: Iterable[GapLine]) -> list[GapLine]:
    """What is due before what is not, else in the order in which they stand."""
    return sorted(lines, key=lambda line: not line.result.result.due)


def _grouped(lines: Iterable[GapLine], title: Callable[[GapLine], str]) -> dict[str, list[GapLine]]:
    groups: dict[str, list[GapLine]] = {}
    for line in lines:
        groups.setdefault(title(line), []).append(line)
    return groups


def _by_unit(view: View) -> dict[str, list[GapLine]]:
    owned: dict[str, list[GapLine]] = {body: [] for body in view.catalogue.bodies}
    one_of_each_result = {(line.id, line.gap.target_by): line for line in reversed(view.gaps)}
    for line in reversed(one_of_each_result.values()):
        result, gap = line.result, line.gap
        for unit in result.units:
            if unit.status in BEHIND:
                own = {name: getattr(unit.figure, name) for name in ("status", "reason", "gap", "gap_count")}
                unit_gap = {"reporting_unit": unit.id, "worst_units": (), **own}
                owned[unit.id].append(gap_line(gap.model_copy(update=unit_gap), result))
        if any(unit.status == "counted" for unit in result.units):
            owned.setdefault(result.indicator.reported_by, []).append(line)
        if not result.units:
            everybody = view.catalogue.units(result.indicator.reported_by)
            for body in (gap.reporting_unit,) if gap.reporting_unit else everybody:
                owned[body].append(line)
    return {view.names.body(body): lines for body, lines in owned.items() if lines}

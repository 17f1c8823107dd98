"""What an official report says of the whole: what went well, what fell short, and whom it asks to act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxscore.model.scorecard import STATUSES, Gap
from dxscore.report.facts import met_of
from dxscore.report.groups import gaps_by_lead
from dxscore.report.narrative import (
    Point,
    dated_name,
    in_scope,
    indicator_name,
    named,
    pillar_name,
    target_of,
)
from dxscore.report.office_words import COUNTED, letter, say
from dxscore.report.view import View
from dxscore.report.words import pick


def strengths(view: View) -> tuple[str, ...]:
    """For each pillar, what is met of the targets in question."""
    said = []
    scope = in_scope(view.scorecard.results)
    for pillar in view.scorecard.pillars:
        met = [result for result in scope if result.pillar == pillar.id and result.status == "met"]
        if met:
            names = "; ".join(dated_name(view, result) for result in met)
            line = say("strength", view.lang, pillar_name(view, pillar.id), *met_of(view, pillar), names)
            said.append(line)
    return tuple(said) or (say("none_yet", view.lang),)


def weaknesses(view: View) -> tuple[str, ...]:
    """What is missed or cannot be judged among what is due, and who has not reported."""
    scope = in_scope(view.scorecard.results)
    said = []
    for status in STATUSES[1:5]:
        own = [dated_name(view, result) for result in scope if result.status == status]
        if own:
            title = pick(COUNTED[status], view.lang)
            said.append(say("weak", view.lang, title, len(own), "; ".join(own)))
    silent = silent_units(view)
    if silent:
        said.append(say("silent_units", view.lang, len(silent), named(view, silent)))
    return tuple(said) or (say("no_gaps", view.lang),)


def silent_units(view: View) -> tuple[str, ...]:
    """Ids of the units that owe a figure on a target in question, in the catalogue's order."""
    scope = in_scope(view.scorecard.results)
    owing = {unit for result in scope for unit in result.coverage.missing}
    return tuple(body for body in view.catalogue.bodies if body in owing)


def urgings(view: View) -> tuple[Point, ...]:
    """What each lead body is asked to make good of the targets in question.

    Several bodies that lead together stand together; inferred leads apart from those that a document names.
    """
    points: list[Point] = []
    scope = {(r.indicator, r.target.by) for r in in_scope(view.scorecard.results)}
    for gaps in gaps_by_lead(view).values():
        own = [gap for gap in gaps if (gap.indicator, gap.target_by) in scope]
        if own:
            items = tuple(_urged(view, of_target) for of_target in _by_target(own))
            points.append(Point(letter(len(points), view.lang), _asked(view, own[0]), items))
    return tuple(points)


def _asked(view: View, gap: Gap) -> str:
    if not gap.lead:
        return say("urge_nobody", view.lang)
    return say("urge", view.lang, view.lead_in_words(gap, in_sentence=True))


def _by_target(gaps: Iterable[Gap]) -> list[list[Gap]]:
    """Gaps of one target together: where every unit is judged by itself there is one gap a unit."""
    groups: dict[tuple[str, int], list[Gap]] = {}
    for gap in gaps:
        groups.setdefault((gap.indicator, gap.target_by), []).append(gap)
    return list(groups.values())


def _urged(view: View, gaps: Sequence[Gap]) -> str:
    first = gaps[0]
    result = view.result_of(first)
    said = f"{indicator_name(view, first)} ({target_of(view, result)}): "
    if first.reporting_unit is None or first.reporting_unit == result.reporting_unit:
        said += view.gap(result, view.figure_of(first))
    else:
        units = [gap.reporting_unit for gap in gaps if gap.reporting_unit is not None]
        said += say("units_below", view.lang, len(units), named(view, units))
    if first.coordinating:
        beside = "; ".join(view.names(first.coordinating))
        said += f" ({say('with', view.lang, beside)})"
    return f"{said}."

"""One criterion of one unit: what is computed, what was given, and which of them counts."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from dxscore.model.points import PointsReason
from dxscore.model.points_set import Criterion, PlacedSet, Stage
from dxscore.points.given import Beside, GivenPoints
from dxscore.points.outcome import NONE, Bests, Figure, Outcome, Way, least_of, worked_out
from dxscore.points.taken import Taken, taken
from dxscore.points.task import Scored, Task, of_unit
from dxscore.points.totals import Official, half_up

_GIVEN: Final[tuple[Stage, ...]] = ("self", "verified")


def scored_criterion(
    task: Task, unit: str, criterion: Criterion, own: Mapping[tuple[int, ...], Taken], best: Bests
) -> Scored:
    """What a criterion of a unit came to.

    Args:
        task: what is scored.
        unit: id of the unit.
        criterion: the criterion.
        own: its rules by their paths.
        best: the best units, for rules that look at them.
    """
    outcome = worked_out(own[()], own, of_unit(task, unit), best)
    figure = _shown_figure(task, unit, own)
    outcome = _deducted(criterion, outcome)
    outcome = _refused(criterion, outcome)
    supposed = any((s.criterion, s.reporting_unit) == (criterion.id, unit) for s in task.supposed)
    rows = {
        stage: row
        for stage in task.placed.set.stages
        if not supposed and (row := task.chosen.get((criterion.id, unit, stage))) is not None
    }
    computed = half_up(outcome.points, task.placed.set.rounding.each) if outcome.answered else None
    numbers: dict[Stage, Fraction | None] = {
        "computed": None if outcome.left_out else computed,
        "self": None,
        "verified": None,
    }
    if numbers["computed"] is None and not outcome.left_out and "computed" in rows:
        numbers["computed"] = rows["computed"].points
    numbers |= {name: rows[name].points for name in _GIVEN if name in rows}
    stage = _official_stage(task, rows, outcome, numbers)
    words = task.beside.get((criterion.id, unit, task.period), Beside())
    evidence = _evidence(rows, words, figure, stage)
    explanation = rows[stage].reason if stage in rows else words.reason
    official, reason = _official(task, criterion, outcome, stage, rows, numbers)
    if _lacks_evidence(task.placed, criterion, official, evidence):
        if without_evidence(task.placed, criterion) == "no_points":
            zero = max(NONE, least_of(criterion))
            # What is still to come may bring its evidence along.
            most = official.high if official.provisional else zero
            official = official._replace(points=zero, low=min(zero, official.low), high=most, ways=())
        reason = "no_evidence"
    return Scored(official, outcome, numbers, stage, figure, reason, explanation, evidence)


def _deducted(criterion: Criterion, outcome: Outcome) -> Outcome:
    """Of a deduction, points are taken off however they are written."""
    if not criterion.deduction or (outcome.left_out and not outcome.ways):
        return outcome
    if not outcome.answered:
        most = -criterion.most if criterion.most else least_of(criterion)
        return outcome._replace(points=most, low=most, high=NONE, max=NONE, ways=())

    def off(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
        ends = sorted((-abs(low), -abs(high)))
        return ends[0], NONE if low < 0 < high else ends[1]

    low, high = off(outcome.low, outcome.high)
    ways = tuple(way if way.gone else Way(*off(way.low, way.high), NONE) for way in outcome.ways)
    return outcome._replace(points=-abs(outcome.points), low=low, high=high, max=NONE, ways=ways)


def _refused(criterion: Criterion, outcome: Outcome) -> Outcome:
    """What is declared not to apply where nobody may declare it is not answered."""
    if outcome.reason == "declared" and outcome.left_out and not criterion.may_not_apply:
        return Outcome(NONE, least_of(criterion), criterion.most, criterion.most, "declared", answered=False)
    return outcome


def _shown_figure(task: Task, unit: str, own: Mapping[tuple[int, ...], Taken]) -> Figure:
    """The one figure behind a criterion; none where there are several."""
    plain = [each for each in own.values() if not each.rule.cases]
    if len(plain) == 1:
        return task.source.figure(unit, plain[0])
    found = [task.source.figure(unit, each).evidence for each in plain]
    return Figure(reason="waits_for_parts", evidence="; ".join(dict.fromkeys(text for text in found if text)))


def _official_stage(
    task: Task, rows: Mapping[Stage, GivenPoints], outcome: Outcome, numbers: Mapping[Stage, Fraction | None]
) -> Stage | None:
    """The last stage that is present."""
    present = [
        stage
        for stage in task.placed.set.stages
        if stage in rows or (stage == "computed" and (numbers["computed"] is not None or outcome.left_out))
    ]
    return present[-1] if present else None


def _official(
    task: Task,
    criterion: Criterion,
    outcome: Outcome,
    stage: Stage | None,
    rows: Mapping[Stage, GivenPoints],
    numbers: Mapping[Stage, Fraction | None],
) -> tuple[Official, PointsReason | None]:
    if stage is None:
        reason = outcome.reason or "not_reported"
        if "computed" not in task.placed.set.stages:
            outcome = Outcome(NONE, least_of(criterion), criterion.most, criterion.most)
        may_leave = criterion.may_not_apply or any(
            each.none_arising == "left_out" for each in taken(criterion, task.placed.set)
        )
        most = NONE if criterion.outside else outcome.max
        answered = criterion.most == 0 and not criterion.outside
        return (
            Official(
                criterion, outcome.points, outcome.low, outcome.high, most, answered, may_leave=may_leave
            ),
            reason,
        )
    if (stage == "computed" and stage not in rows) or (stage == "computed" and outcome.answered):
        return (
            Official(
                criterion,
                outcome.points,
                outcome.low,
                outcome.high,
                outcome.max,
                left_out=outcome.left_out,
                ways=outcome.ways,
                provisional=outcome.reason == "provisional",
            ),
            outcome.reason,
        )
    points = numbers[stage]
    if points is None:
        return Official(criterion, NONE, NONE, NONE, NONE, left_out=True), "declared"
    most = NONE if criterion.outside else criterion.most
    return Official(criterion, points, points, points, most), None


def _evidence(rows: Mapping[Stage, GivenPoints], words: Beside, figure: Figure, stage: Stage | None) -> str:
    """What stands with the official number, else with an earlier one."""
    given = [rows[each].evidence for each in ("verified", "self", "computed") if each in rows]
    texts = [*given, words.evidence, figure.evidence if stage is not None else ""]
    return next((text for text in texts if text), "")


def _lacks_evidence(placed: PlacedSet, criterion: Criterion, official: Official, evidence: str) -> bool:
    wanted = (criterion.evidence or placed.set.evidence) == "required"
    return wanted and not evidence and official.points > 0 and not official.left_out


def without_evidence(placed: PlacedSet, criterion: Criterion) -> str:
    """What becomes of points without evidence where it is required: no_points or flag."""
    return criterion.without_evidence or placed.set.without_evidence

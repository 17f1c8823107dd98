"""What is to be known of points: what differs, what is not answered, what is provisional."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.model.points_set import Stage
from dxscore.points.criteria import without_evidence
from dxscore.points.outcome import HUNDRED, NONE
from dxscore.points.task import Scored, ScoredUnit, Task
from dxscore.points.totals import UNANSWERED_AT_MOST, half_up
from dxscore.words.numbers import distinct, places_to_end
from dxscore.words.text import Text, both, in_both

_NAMED_AT_MOST: Final = 10


def findings_of(task: Task, units: Sequence[ScoredUnit]) -> Iterator[Finding]:
    """Of each unit's criteria, then of all units together, each finding once for those that are alike."""
    for unit in units:
        for each in unit.scored:
            yield from _said_of(task, unit, each)
    yield from _not_answered(task, units)
    yield from _left_out_for_some(task, units)
    yield from _provisional(task, units)


def _said_of(task: Task, unit: ScoredUnit, each: Scored) -> Iterator[Finding]:
    criterion, numbers = each.official.criterion, each.numbers
    name = task.catalogue.name(unit.id)

    def place(stage: Stage) -> Place:
        row = task.chosen.get((criterion.id, unit.id, stage))
        return task.placed.places[criterion.id] if row is None else row.place

    computed, own, verified = numbers["computed"], numbers["self"], numbers["verified"]
    values = {"criterion": criterion.id, "unit": name}
    given = task.chosen.get((criterion.id, unit.id, "computed"))
    if given is not None and given.points is not None and computed is not None and given.points != computed:
        yield rules.COMPUTED_DIFFERS.finding(
            given.place, "points", given=_number(given.points), computed=_number(computed), **values
        )
    if own is not None and computed is not None and not _agree(own, computed):
        yield rules.SELF_DIFFERS.finding(
            place("self"), "points", own=_number(own), computed=_number(computed), **values
        )
    if own is not None and verified is not None and verified != own:
        row = task.chosen.get((criterion.id, unit.id, "verified"))
        if row is not None and not row.reason:
            yield rules.VERIFIED_WITHOUT_REASON.finding(
                row.place, "reason", own=_number(own), verified=_number(verified), **values
            )
    if each.reason == "no_evidence":
        none = without_evidence(task.placed, criterion) == "no_points"
        yield rules.POINTS_WITHOUT_EVIDENCE.finding(
            place(each.stage or "computed"), "evidence", then=_then(none), **values
        )
    if each.outcome.reason in ("unusable", "contradictory") and each.stage is None:
        yield rules.FIGURE_UNFIT.finding(task.placed.places[criterion.id], None, **values)
    if each.outcome.reason == "declared" and not each.outcome.left_out:
        yield rules.NOT_APPLICABLE_REFUSED.finding(
            task.placed.places[criterion.id], None, criterion=criterion.id
        )


def _agree(given: Fraction, computed: Fraction) -> bool:
    """Whether a given number is the computed one, to the decimals that it was given with, two at least."""
    return given == half_up(computed, max(2, places_to_end(given) or 0))


def _then(none: bool) -> Text:
    return both("points.no_points" if none else "points.points_stay")


def _not_answered(task: Task, units: Sequence[ScoredUnit]) -> Iterator[Finding]:
    """One for all units that owe the same: what is not answered is not 0."""
    alike: dict[tuple[tuple[str, ...], Fraction, Fraction], list[str]] = {}
    for unit in units:
        open_ = tuple(s.official.criterion.id for s in unit.scored if not s.official.answered)
        if open_:
            alike.setdefault((open_, unit.total.unanswered, unit.total.counted), []).append(unit.id)
    for (open_, worth, counted), ids in alike.items():
        rule = rules.NO_RANK if worth > UNANSWERED_AT_MOST * counted else rules.NOT_ANSWERED
        share = HUNDRED * worth / counted if counted else NONE
        yield rule.finding(
            Place(task.placed.file),
            None,
            units=_units_like(task, ids),
            count=len(open_),
            criteria=_some(open_),
            points=_number(worth),
            share=_number(share),
        )


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_NAMED_AT_MOST]) + (" …" if len(ids) > _NAMED_AT_MOST else "")


def _units_like(task: Task, ids: Sequence[str]) -> Text:
    """The unit, or how many there are, with some of their names."""
    names = [task.catalogue.name(unit) for unit in ids[:3]]
    if len(ids) == 1:
        return names[0]
    more = " …" if len(ids) > len(names) else ""
    listed = Text(
        vi=", ".join(name.vi for name in names) + more, en=", ".join(name.en for name in names) + more
    )
    return both("points.units_like", count=len(ids), names=listed)


def _provisional(task: Task, units: Sequence[ScoredUnit]) -> Iterator[Finding]:
    """Points computed from figures that do not cover all of the period."""
    for place, criterion in enumerate(task.placed.criteria):
        early = [
            unit.id
            for unit in units
            if unit.scored[place].stage == "computed" and unit.scored[place].reason == "provisional"
        ]
        if early:
            yield rules.PROVISIONAL_FIGURE.finding(
                task.placed.places[criterion.id],
                None,
                criterion=criterion.id,
                units=_units_like(task, early),
                period=task.period,
            )


def _left_out_for_some(task: Task, units: Sequence[ScoredUnit]) -> Iterator[Finding]:
    """Criteria that count for some units and not for others: their ranks do not compare like with like."""
    for place, criterion in enumerate(task.placed.criteria):
        gone = [unit.id for unit in units if unit.scored[place].official.left_out]
        if gone and len(gone) < len(units):
            yield rules.LEFT_OUT_FOR_SOME.finding(
                task.placed.places[criterion.id],
                None,
                criterion=criterion.id,
                count=len(gone),
                total=len(units),
                units=_units_like(task, gone),
            )


def _number(value: Fraction) -> Text:
    return in_both(lambda lang: distinct(value, (), lang, places_to_end(value) or 2))

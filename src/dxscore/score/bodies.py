"""A scorecard put together body by body: results and tasks in, what each body leads, reports and owes out.

Only what a body leads counts. A lead that the catalogue gives to a whole group is nobody's own: it is shown
apart, and of it each member answers for its own figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dxscore.model.body_scorecard import (
    BodyScorecard,
    BodyScorecards,
    FigureOwed,
    Ground,
    LedTarget,
    OwnFigure,
    TargetCounts,
)
from dxscore.model.loaded import Catalogue
from dxscore.model.scorecard import Owner, Result, Scorecard, Status, UnitResult
from dxscore.model.tasks import BodyTasks, TaskCounts, TaskList, TaskState
from dxscore.model.version import VERSION
from dxscore.score.task_states import count

Suppliers = Callable[[Catalogue, str, str], Iterable[str]]
"""Ids of the bodies that are asked for the figure of an indicator and a unit."""


def body_scorecards(
    catalogue: Catalogue, scorecard: Scorecard, suppliers: Suppliers, tasks: TaskList | None = None
) -> BodyScorecards:
    """The scorecard of every body that leads, reports, owes or has anything to do.

    Args:
        catalogue: whose bodies they are.
        scorecard: judged by it, of all units.
        suppliers: who is asked for a figure.
        tasks: where tasks stand on the scorecard's day; without it nothing is said of tasks.
    """
    led = _led(catalogue, scorecard.results)
    beside = _beside(catalogue, scorecard.results, led)
    own = _own(catalogue, scorecard.results)
    owed = _owed(catalogue, scorecard.results, suppliers)
    counts = {} if tasks is None else {each.body: each for each in tasks.bodies}
    none = None if tasks is None else count((), tasks.as_of)
    items: dict[str, list[TaskState]] = defaultdict(list)
    for state in () if tasks is None else tasks.rows:
        items[state.body].append(state)
    found = (
        _card(catalogue, scorecard, body, led[body], own[body], owed[body], items[body])
        for body in catalogue.bodies
        if led[body] or own[body] or owed[body] or items[body]
    )
    return BodyScorecards(
        dxscore=VERSION,
        plan=scorecard.plan,
        catalogue_sha256=scorecard.catalogue.sha256,
        as_of=scorecard.day,
        bodies=tuple(_with_beside(card, beside, counts, none) for card in found),
    )


def _card(
    catalogue: Catalogue,
    scorecard: Scorecard,
    body: str,
    led: Sequence[LedTarget],
    own: Sequence[OwnFigure],
    owed: Sequence[FigureOwed],
    items: Sequence[TaskState],
) -> BodyScorecard:
    its = catalogue.bodies[body]
    ended = its.valid_to if its.valid_to is not None and its.valid_to < scorecard.day else None
    grounds: dict[Ground, TargetCounts] = {
        ground: _counts((each.due, each.status, each.provisional) for each in led if each.ground == ground)
        for ground in ("stated", "inferred", "shared")
    }
    return BodyScorecard(
        body=body,
        ended=ended,
        successors=its.successors if ended is not None else (),
        led=tuple(led),
        **grounds,
        own=tuple(own),
        own_counts=_counts(
            (each.due, each.status, each.provisional) for each in own if each.status != "counted"
        ),
        coordinating_targets=0,
        items=tuple(items),
        owes=tuple(owed),
    )


def _with_beside(
    card: BodyScorecard, beside: Mapping[str, int], tasks: Mapping[str, BodyTasks], none: TaskCounts | None
) -> BodyScorecard:
    """With what it only takes part in, and the counts of its tasks where a task list was given; `none` then
    stands for whoever has none.
    """
    known = tasks.get(card.body)
    return card.model_copy(
        update={
            "coordinating_targets": beside.get(card.body, 0),
            "tasks": none if none is None or known is None else known.counts,
            "coordinating_tasks": None if none is None else 0 if known is None else known.coordinating,
        }
    )


def _counts(targets: Iterable[tuple[bool, Status, bool]]) -> TargetCounts:
    every = list(targets)
    due = [(status, provisional) for is_due, status, provisional in every if is_due]

    def how_many(status: Status) -> int:
        return sum(own == status for own, _ in due)

    return TargetCounts(
        targets=len(every),
        due=len(due),
        met=how_many("met"),
        provisional=sum(own == "met" and provisional for own, provisional in due),
        missed=how_many("missed"),
        no_data=how_many("no_data"),
        not_assessable=how_many("not_assessable"),
        not_applicable=how_many("not_applicable"),
        waived=how_many("waived"),
    )


def _led(catalogue: Catalogue, results: Sequence[Result]) -> dict[str, list[LedTarget]]:
    """Of each body what it leads; who was taken over shares no group's lead any more, its heirs do."""
    led: dict[str, list[LedTarget]] = defaultdict(list)
    gone = {id_ for id_, body in catalogue.bodies.items() if body.valid_to is not None and body.successors}
    for result in results:
        for body, owner in _leads(catalogue, result.lead).items():
            if owner.body != body and body in gone:
                continue
            led[body].append(
                LedTarget(
                    **_of(result),
                    ground=owner.basis if owner.body == body else "shared",
                    basis=owner.basis,
                    leads_as=owner.body,
                    status=result.status,
                    provisional=result.provisional,
                )
            )
    return led


def _leads(catalogue: Catalogue, owners: Iterable[Owner]) -> dict[str, Owner]:
    """Of each body the lead that says most of it: its own name before a group's."""
    found: dict[str, Owner] = {}
    for owner in owners:
        for body in catalogue.units(owner.body):
            if body not in found or (owner.body == body and found[body].body != body):
                found[body] = owner
    return found


def _of(result: Result) -> dict[str, object]:
    return {
        "indicator": result.indicator,
        "target_by": result.target_by,
        "due": result.falls_due,
    }


def _beside(
    catalogue: Catalogue, results: Iterable[Result], led: Mapping[str, Sequence[LedTarget]]
) -> dict[str, int]:
    """Of each body how many targets it takes part in and does not lead."""
    leads = {(body, each.indicator, each.target_by) for body, every in led.items() for each in every}
    found: dict[str, int] = defaultdict(int)
    for result in results:
        members = {unit for owner in result.coordinating for unit in catalogue.units(owner.body)}
        for body in members:
            if (body, result.indicator, result.target_by) not in leads:
                found[body] += 1
    return found


def _own(catalogue: Catalogue, results: Iterable[Result]) -> dict[str, list[OwnFigure]]:
    """Each unit's own figures; of an indicator that one body reports the result is its own."""
    own: dict[str, list[OwnFigure]] = defaultdict(list)
    for result in results:
        for unit, figure in _figures(catalogue, result):
            own[unit].append(
                OwnFigure(
                    **_of(result),
                    status=figure.status,
                    reason=figure.reason,
                    provisional=figure.provisional,
                    period=figure.period,
                    value=figure.value,
                    gap=figure.gap,
                    gap_count=figure.gap_count,
                )
            )
    return own


def _figures(catalogue: Catalogue, result: Result) -> Iterator[tuple[str, Result | UnitResult]]:
    if result.units:
        yield from ((unit.reporting_unit, unit) for unit in result.units)
        return
    reporting = catalogue.reporting_units(result.indicator)
    if result.reporting_unit is not None or len(reporting) == 1:
        yield result.reporting_unit or reporting[0], result


def _owed(
    catalogue: Catalogue, results: Iterable[Result], suppliers: Suppliers
) -> dict[str, list[FigureOwed]]:
    """Figures that due targets lack, by whoever is asked for them; a figure is owed once.

    A percentage without its parts is no figure that can be added: its parts are owed.
    """
    owed: dict[str, dict[tuple[str, str], FigureOwed]] = defaultdict(dict)
    for result in results:
        if not result.falls_due:
            continue
        share = catalogue.indicators[result.indicator].measure == "share"
        without_parts = {unit.reporting_unit for unit in result.units if share and _lacks_parts(unit)}
        for unit in result.coverage.missing:
            for body in suppliers(catalogue, result.indicator, unit):
                owed[body].setdefault(
                    (result.indicator, unit),
                    FigureOwed(
                        indicator=result.indicator,
                        reporting_unit=unit,
                        target_by=result.target_by,
                        parts_only=unit in without_parts,
                    ),
                )
    return defaultdict(list, {body: list(figures.values()) for body, figures in owed.items()})


def _lacks_parts(unit: UnitResult) -> bool:
    """Whether there is a current percentage, and nothing that could be added."""
    return unit.value is not None and unit.denominator is None and unit.reason in (None, "no_parts")

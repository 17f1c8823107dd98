"""A set, figures and given points in; every unit's points out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.in_order import in_order
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.model.points import (
    CriterionPoints,
    GroupPoints,
    NextStep,
    PointsCard,
    PointsReason,
    UnitPoints,
    WhatIf,
)
from dxscore.model.points_set import Criterion, PlacedSet, Stage, Taken, taken
from dxscore.model.scorecard import InputFile
from dxscore.points.figures import Source, bests, looks_at_others
from dxscore.points.given import Beside, GivenPoints
from dxscore.points.outcome import (
    HUNDRED,
    NONE,
    Bests,
    Figure,
    Figures,
    Outcome,
    least_of,
    share_points,
    worked_out,
)
from dxscore.points.steps import Move, moves, one_case
from dxscore.points.totals import (
    UNANSWERED_AT_MOST,
    Official,
    Ranked,
    Total,
    band_of,
    half_up,
    ranks,
    set_max,
    total,
    total_points,
)
from dxscore.score.arithmetic import as_decimal
from dxscore.score.findings import capped
from dxscore.words.numbers import distinct, places_to_end
from dxscore.words.text import Text, both, in_both

NEXT_AT_MOST: Final = 5
_GIVEN: Final[tuple[Stage, ...]] = ("self", "verified")
_NAMED_AT_MOST: Final = 10
SMALL: Final = Fraction(1, 20)
"""A denominator is small where one case moves at least so much of the criterion's points."""


class Supposition(NamedTuple):
    """A figure that is supposed for one unit.

    Args:
        criterion, reporting_unit: whose it is.
        figure: the figure.
        typed: as it was typed.
    """

    criterion: str
    reporting_unit: str
    figure: Figure
    typed: str


@dataclass(frozen=True)
class Task:
    """All that scoring needs.

    Args:
        placed: the set.
        catalogue: indicators and bodies.
        units: ids of the units that are scored, in order.
        period: the period.
        source: figures.
        chosen: given points, by criterion, unit and stage.
        beside: evidence and reasons without a number.
        supposed: what-if figures.
    """

    placed: PlacedSet
    catalogue: Catalogue
    units: tuple[str, ...]
    period: Period
    source: Source
    chosen: Mapping[tuple[str, str, Stage], GivenPoints]
    beside: Mapping[tuple[str, str, Period], Beside]
    supposed: tuple[Supposition, ...] = ()

    @cached_property
    def rules(self) -> dict[str, dict[tuple[int, ...], Taken]]:
        """The rules of each criterion by their paths."""
        own = self.placed.set
        return {c.id: {each.path: each for each in taken(c, own)} for c in self.placed.criteria}


class Scored(NamedTuple):
    """One criterion of one unit."""

    official: Official
    outcome: Outcome
    numbers: dict[Stage, Fraction | None]
    stage: Stage | None
    figure: Figure
    reason: PointsReason | None
    explanation: str
    evidence: str


class _Unit(NamedTuple):
    id: str
    scored: tuple[Scored, ...]
    total: Total


def score(
    task: Task,
    inputs: tuple[InputFile, ...] = (),
    findings: Sequence[Finding] = (),
    periods: tuple[str, ...] = (),
) -> PointsCard:
    """Every unit's points, ranks and next steps; the same input gives the same card."""
    before = None
    if task.supposed:
        plain = _scored(_without(task))
        before = {unit.id: (unit.total, rank) for unit, rank in zip(plain, _ranks(plain), strict=True)}
    units = _scored(task)
    best = _bests(task)
    ranked = _ranks(units)
    found = [*findings, *capped(_findings(task, units)).findings]
    order = sorted(range(len(units)), key=lambda n: _order(units[n], ranked[n], n))
    own = task.placed.set
    return PointsCard(
        set=own.id,
        name=own.name,
        sha256=task.placed.sha256,
        period=str(task.period),
        periods=periods,
        max=_decimal(set_max(task.placed)),
        illustrative=own.illustrative,
        remarks=own.remarks,
        compared=tuple(dict.fromkeys(criterion for criterion, _ in best)),
        inputs=inputs,
        units=tuple(_written(task, best, units[n], ranked[n]) for n in order),
        what_if=tuple(_what_if(task, units, ranked, before)) if before is not None else (),
        findings=in_order(found),
    )


def _without(task: Task) -> Task:
    return Task(
        task.placed, task.catalogue, task.units, task.period, task.source, task.chosen, task.beside, ()
    )


def _bests(task: Task) -> Bests:
    """The best units, by the figures with what is supposed in them."""
    task.source.supposed = {
        (item.reporting_unit, indicator): item.figure
        for item in task.supposed
        for indicator in _supposable(task.placed.criterion(item.criterion), task)
    }
    return bests(task.placed, task.units, task.source, task.catalogue)


def _supposable(criterion: Criterion, task: Task) -> tuple[str, ...]:
    """The one indicator whose figure is supposed."""
    own = [each for each in taken(criterion, task.placed.set) if not each.rule.cases]
    return own[0].indicators[:1] if own else ()


def _scored(task: Task) -> list[_Unit]:
    best = _bests(task)
    units = []
    for unit in task.units:
        scored = tuple(
            _criterion(task, unit, criterion, task.rules[criterion.id], best)
            for criterion in task.placed.criteria
        )
        units.append(_Unit(unit, scored, total(task.placed, [each.official for each in scored])))
    return units


def _of_unit(task: Task, unit: str) -> Figures:
    return lambda each: task.source.figure(unit, each)


def _criterion(
    task: Task, unit: str, criterion: Criterion, own: Mapping[tuple[int, ...], Taken], best: Bests
) -> Scored:
    outcome = worked_out(own[()], own, _of_unit(task, unit), best)
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
        if _without_evidence(task.placed, criterion) == "no_points":
            zero = max(NONE, least_of(criterion))
            official = official._replace(points=zero, low=zero, high=zero)
        reason = "no_evidence"
    return Scored(official, outcome, numbers, stage, figure, reason, explanation, evidence)


def _deducted(criterion: Criterion, outcome: Outcome) -> Outcome:
    """Of a deduction, points are taken off however they are written."""
    if not criterion.deduction or outcome.left_out:
        return outcome
    if not outcome.answered:
        most = -criterion.most if criterion.most else least_of(criterion)
        return outcome._replace(points=most, low=most, high=NONE, max=NONE)
    points, low, high = (-abs(value) for value in (outcome.points, outcome.low, outcome.high))
    return outcome._replace(points=points, low=min(low, high), high=max(low, high), max=NONE)


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


def _without_evidence(placed: PlacedSet, criterion: Criterion) -> str:
    return criterion.without_evidence or placed.set.without_evidence


def _ranks(units: Sequence[_Unit]) -> list[Ranked | None]:
    return ranks([unit.total for unit in units])


def _order(unit: _Unit, ranked: Ranked | None, place: int) -> tuple[bool, int, Fraction, int]:
    """Best rank first; those without one after them, by their total."""
    points = unit.total.points if unit.total.points is not None else Fraction(-1)
    return ranked is None, ranked.rank if ranked else 0, -points, place


# The written card.


def _decimal(value: Fraction) -> Decimal:
    return as_decimal(value)


def _maybe(value: Fraction | None) -> Decimal | None:
    return None if value is None else _decimal(value)


def _written(task: Task, best: Bests, unit: _Unit, ranked: Ranked | None) -> UnitPoints:
    own, whole = task.placed.set, unit.total
    band, band_high = band_of(own.bands, whole.points), band_of(own.bands, whole.high)
    unanswered = tuple(s.official.criterion.id for s in unit.scored if not s.official.answered)
    return UnitPoints(
        reporting_unit=unit.id,
        name=task.catalogue.name(unit.id),
        total=_maybe(whole.points),
        low=_maybe(whole.low),
        high=_maybe(whole.high),
        max=_decimal(set_max(task.placed)),
        complete=not unanswered,
        unanswered=unanswered,
        unanswered_points=_decimal(whole.unanswered),
        rank=ranked.rank if ranked else None,
        rank_best=ranked.best if ranked else None,
        rank_worst=ranked.worst if ranked else None,
        band=band.name if band else None,
        band_high=band_high.name if band_high and band_high != band else None,
        bonus=_decimal(whole.bonus),
        deduction=_decimal(whole.deduction),
        left_out=tuple(s.official.criterion.id for s in unit.scored if s.official.left_out),
        rescaled=whole.rescaled,
        capped_at=_maybe(whole.capped_at),
        groups=tuple(_groups(task, unit)),
        criteria=tuple(_written_criterion(task, unit, each) for each in unit.scored),
        next=tuple(_next(task, best, unit)),
    )


def _groups(task: Task, unit: _Unit) -> Iterator[GroupPoints]:
    places = task.placed.set.rounding.each
    for group in task.placed.set.groups:
        own = [s.official for s in unit.scored if s.official.criterion.group == group.id]
        counted = [item for item in own if not item.left_out]

        def added(name: str, items: list[Official] = counted) -> Decimal:
            return _decimal(sum((half_up(getattr(item, name), places) for item in items), NONE))

        most = sum((item.criterion.most for item in own if not item.criterion.outside), NONE)
        yield GroupPoints(
            group=group.id, max=_decimal(most), total=added("points"), low=added("low"), high=added("high")
        )


def _written_criterion(task: Task, unit: _Unit, each: Scored) -> CriterionPoints:
    item, places = each.official, task.placed.set.rounding.each
    criterion = item.criterion
    known = item.answered and not item.left_out
    points = half_up(item.points, places)
    case, small = _one_case(task, each)
    missing = half_up(item.max, places) - points if known and not criterion.outside else None
    return CriterionPoints(
        criterion=criterion.id,
        max=_decimal(item.max),
        computed=_maybe(each.numbers["computed"]),
        self_=_maybe(each.numbers["self"]),
        verified=_maybe(each.numbers["verified"]),
        official=_decimal(points) if known else None,
        low=_decimal(half_up(item.low, places)),
        high=_decimal(half_up(item.high, places)),
        left_out=item.left_out,
        cause=each.reason,
        reason=each.explanation or None,
        evidence=each.evidence or None,
        numerator=_maybe(each.figure.numerator),
        denominator=_maybe(each.figure.denominator),
        value=_maybe(each.figure.percentage),
        period=each.figure.period,
        missing=_maybe(missing),
        missing_count=_missing_count(task, unit.id, each),
        one_case=_maybe(None if case is None else half_up(case, places)),
        small=small,
        depends_on_others=any(map(looks_at_others, task.rules[criterion.id].values())),
    )


def _missing_count(task: Task, unit: str, each: Scored) -> int | None:
    """How many more would bring all points, where that is a count of one figure."""
    if each.official.criterion.cases or each.stage != "computed":
        return None
    own = list(task.rules[each.official.criterion.id].values())
    found = [move for move in moves(own, _of_unit(task, unit), {}) if move.to == "full"]
    count = found[0].amount if len(found) == 1 else None
    return int(count) if count is not None and count.denominator == 1 and count > 0 else None


def _one_case(task: Task, each: Scored) -> tuple[Fraction | None, bool]:
    """Points that a single case moves, and whether the denominator is so small that it has to be said."""
    criterion = each.official.criterion
    own = task.rules[criterion.id]
    if criterion.cases or criterion.share is None or criterion.share.against == "best_unit":
        return None, False

    def points(figure: Figure) -> Fraction:
        share = figure.percentage
        return NONE if share is None else share_points(criterion, share)

    case = one_case(own[()], each.figure, points)
    return case, case is not None and criterion.most > 0 and case >= SMALL * criterion.most


def _next(task: Task, best: Bests, unit: _Unit) -> Iterator[NextStep]:
    """The cheapest next points: by points for each case, then by points."""
    found: list[tuple[Fraction, Fraction, int, Move]] = []
    for place, each in enumerate(unit.scored):
        if each.stage != "computed" or each.official.left_out or each.official.criterion.outside:
            continue
        own = task.rules[each.official.criterion.id]
        for move in moves(list(own.values()), _of_unit(task, unit.id), best):
            gain = _after(task, unit.id, own, move, best).points - each.outcome.points
            if gain > 0:
                cost = abs(move.amount) if move.amount else Fraction(1)
                found.append((gain / cost, gain, place, move))
    found.sort(key=lambda item: (-item[0], -item[1], item[2]))
    for _, _, place, move in found[:NEXT_AT_MOST]:
        gain_ = _total_gain(task, unit, place, move, best)
        if gain_ > 0:
            criterion = unit.scored[place].official.criterion
            yield NextStep(
                criterion=criterion.id,
                part=getattr(move.rule.rule, "name", None) if move.rule.path else None,
                count=_maybe(move.amount),
                counted_in=_noun(task, move),
                points=_decimal(gain_),
                to=move.to,
            )


def _after(task: Task, unit: str, own: Mapping[tuple[int, ...], Taken], move: Move, best: Bests) -> Outcome:
    figures = _of_unit(task, unit)
    return worked_out(
        own[()], own, lambda each: move.figure if each.path == move.rule.path else figures(each), best
    )


def _total_gain(task: Task, unit: _Unit, place: int, move: Move, best: Bests) -> Fraction:
    """What the change adds to the total, after rounding, re-scaling and caps."""
    scored = unit.scored[place]
    own = task.rules[scored.official.criterion.id]
    after = _after(task, unit.id, own, move, best)
    items = [each.official for each in unit.scored]
    items[place] = scored.official._replace(points=after.points, low=after.low, high=after.high)
    changed = total_points(task.placed, items)
    return (changed or NONE) - (unit.total.points or NONE)


def _noun(task: Task, move: Move) -> Text | None:
    """What is counted: as the set or the catalogue calls it."""
    if move.amount is None:
        return None
    if move.rule.criterion.counted_in is not None:
        return move.rule.criterion.counted_in
    indicator = task.catalogue.indicators.get(move.rule.indicators[0]) if move.rule.indicators else None
    return indicator.counted_in if indicator is not None else None


def _what_if(
    task: Task,
    units: Sequence[_Unit],
    ranked: Sequence[Ranked | None],
    before: Mapping[str, tuple[Total, Ranked | None]],
) -> Iterator[WhatIf]:
    after = {unit.id: (unit.total, rank) for unit, rank in zip(units, ranked, strict=True)}
    for item in task.supposed:
        old, new = before[item.reporting_unit], after[item.reporting_unit]
        yield WhatIf(
            criterion=item.criterion,
            reporting_unit=item.reporting_unit,
            figure=item.typed,
            total_before=_maybe(old[0].points),
            total_after=_maybe(new[0].points),
            rank_before=old[1].rank if old[1] else None,
            rank_after=new[1].rank if new[1] else None,
        )


# Findings.


def _findings(task: Task, units: Sequence[_Unit]) -> Iterator[Finding]:
    for unit in units:
        for each in unit.scored:
            yield from _said_of(task, unit, each)
    yield from _not_answered(task, units)
    yield from _left_out_for_some(task, units)
    yield from _provisional(task, units)


def _said_of(task: Task, unit: _Unit, each: Scored) -> Iterator[Finding]:
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
        none = _without_evidence(task.placed, criterion) == "no_points"
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


def _not_answered(task: Task, units: Sequence[_Unit]) -> Iterator[Finding]:
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


def _provisional(task: Task, units: Sequence[_Unit]) -> Iterator[Finding]:
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


def _left_out_for_some(task: Task, units: Sequence[_Unit]) -> Iterator[Finding]:
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

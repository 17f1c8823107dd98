"""One target, the figures that speak on it, one result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dxscore.model.assignments import Duty, Task
from dxscore.model.catalogue import Basis, Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.reference import definition_of, target_ref
from dxscore.model.scorecard import (
    JUDGED,
    Coverage,
    Owner,
    Reason,
    Remark,
    Result,
    Status,
    TargetRef,
)
from dxscore.model.territory import how_many
from dxscore.score import arithmetic
from dxscore.score.arithmetic import ALL_OR_NOTHING, Threshold, as_decimal
from dxscore.score.coverage import Covered
from dxscore.score.deadlines import DatedTarget
from dxscore.score.figures import Bench, Figure, Known, held_ref
from dxscore.score.rules_change import Held, base_year, held_against, own_threshold
from dxscore.score.select import Usable, select
from dxscore.score.sums import as_row, says_the_share, written, written_beside
from dxscore.score.unit_results import UnitResults
from dxscore.words.text import Text


class Judged(NamedTuple):
    """A result, and the rows that decided it.

    Args:
        result: the verdict on one target.
        rows: the rows that spoke.
        exceeded: rows of units whose former units counted more than they say, with the sum of those.
        against: of a whole place that contradicts its units, both figures.
        covered: the figures of the units, for whoever looks at the same rows again.
    """

    result: Result
    rows: tuple[Observation, ...]
    exceeded: tuple[tuple[Observation, Text], ...] = ()
    against: Against | None = None
    covered: Covered | None = None


class Against(NamedTuple):
    """The figure of the whole place beside that of its units, which it contradicts.

    Args:
        rows: those of the whole place, one or several that add up.
        figure: what they come to.
        added: the sum of the units.
        units: how many units are in it: all that are expected.
    """

    rows: tuple[Observation, ...]
    figure: Text
    added: Text
    units: int


def judge(
    catalogue: Catalogue,
    indicator: Indicator,
    dated: DatedTarget,
    usable: Usable,
    as_of: date,
    asked_of: Asking | None = None,
    *,
    counted_only: bool = False,
    known: Sequence[Judged] = (),
) -> Judged:
    """The result of `dated` on `as_of`; with `asked_of`, on that unit's or group's own figures alone.

    With `counted_only`, of each unit nothing is told but whether, and with whom, its figure counts: all that
    a series of the whole asks for, at a small part of the cost of many units. `known` are judgements on other
    targets of the indicator, of the same units: what they found is used where the same rows speak.
    """
    units = asked_of.units if asked_of else catalogue.reporting_units(indicator.id)
    total = asked_of.total if asked_of else catalogue.total_unit(indicator.id)
    each = indicator.judged_on == "each"  # a figure for the whole place says nothing of each unit
    standing = stand(catalogue, indicator, dated, usable, as_of, units, None if each else total, known)
    if counted_only and standing.same is not None and _only_measures(standing.same.result, dated):
        return standing.same
    figures, covered, base = standing.figures, standing.covered, standing.base
    has_whole = total is not None and not each and len(units) > 1 and not standing.turned
    whole = covered.whole_place(total) if has_whole and total else None
    bench, held = held_together(standing.bench, figures, base)
    weighed = weigh(bench, figures, total or "", whole)
    result = verdict(bench, weighed, held)
    shown = figures if not weighed.whole_speaks else {u: f for u, f in figures.items() if f.is_given}
    if base is not None and not each:
        shown = _held_apart(catalogue, bench, shown, base)  # each beside its own earlier figure
    if asked_of is not None and _is_part(catalogue, indicator, units, base):
        result = without_verdict(result)
    serving = catalogue.serving(indicator.id)
    lead = _united((body, _basis(item, indicator.id)) for item in serving for body in _leading(item))
    leading = {owner.body for owner in lead}
    beside = _united((body, _basis(item, indicator.id)) for item in serving for body in item.coordinating)
    each_unit = UnitResults(bench)
    told = each_unit.counted if counted_only else each_unit.told
    result = result.model_copy(
        update={
            "reporting_unit": asked_of.id if asked_of else None,
            "units": tuple(told(u, f) for u, f in shown.items()) if len(figures) > 1 else (),
            "tasks": tuple(item.id for item in serving),
            "lead": lead,
            "coordinating": tuple(owner for owner in beside if owner.body not in leading),
        }
    )
    spoke = (weighed.whole,) if weighed.whole is not None and weighed.whole_speaks else figures.values()
    exceeded = tuple((row, written(as_row(row, figure))) for row, figure in covered.exceeded)
    rows_that_spoke = tuple(row for figure in spoke for row in figure.rows)
    against = _against(bench, weighed) if weighed.contradictory else None
    return Judged(result, rows_that_spoke, exceeded, against, covered)


def _only_measures(result: Result, dated: DatedTarget) -> bool:
    """Whether a verdict tells the figure of that year as if nothing were asked of it: a share with its parts.

    Not where units are held against numbers of their own; and where percentages settled it, the parts, which
    say another thing, are not told.
    """
    plain = result.target.rule is None and result.target.by == dated.year and result.status in JUDGED
    return plain and bool(result.denominator)


class Standing(NamedTuple):
    """What each unit's rows come to against one target, before anything is added up.

    Args:
        bench: the target.
        figures: of every expected unit, in the catalogue's order.
        covered: what they were taken from.
        turned: the year has turned: none of the units has a figure of the target's year, and all is newer.
        base: the figures that the target is held against, where it asks for a change.
        same: an earlier judgement on the same rows.
    """

    bench: Bench
    figures: Mapping[str, Figure]
    covered: Covered
    turned: bool
    base: Weighed | None
    same: Judged | None = None


def stand(
    catalogue: Catalogue,
    indicator: Indicator,
    dated: DatedTarget,
    usable: Usable,
    as_of: date,
    units: tuple[str, ...],
    total: str | None,
    known: Sequence[Judged] = (),
) -> Standing:
    """The figures of `units` over the one span that `dated` asks of all of them; `total` as of `select`."""
    rows = usable.by_indicator.get(indicator.id, ())
    selection = select(catalogue, rows, units, total, dated, as_of)
    bench = Bench(indicator, dated, own_threshold(dated.target), usable.contradicted)
    same = next((one for one in known if one.covered and one.covered.says_of(bench, selection)), None)
    covered = (same.covered if same else None) or Covered(catalogue, bench, selection)
    figures = covered.figures()
    if selection.turned:
        figures = {unit: Figure(reason="year_not_in_files") for unit in figures}
    base = base_figures(catalogue, bench, rows, units, total, as_of)
    if indicator.judged_on == "each":
        figures = _held_apart(catalogue, bench, figures, base)
    return Standing(bench, figures, covered, selection.turned, base, same)


def held_together(
    bench: Bench, figures: Mapping[str, Figure], base: Weighed | None
) -> tuple[Bench, Held | None]:
    """The bench with the threshold of all `figures` together, and what came of their base.

    Where each unit is judged by itself the only one of them has its own; a change is held against the base.
    """
    if bench.indicator.judged_on == "each":
        only = next(iter(figures.values())) if len(figures) == 1 else None
        return bench if only is None else bench._replace(threshold=bench.held_by(only)), None
    if base is None:
        return bench, None
    held = held_against(bench.dated.target, _added_up(bench, base))
    return bench._replace(threshold=held.threshold), held


def verdict(bench: Bench, weighed: Weighed, held: Held | None) -> Result:
    """What the figures that count come to, its owners and units still to be named."""
    outcome_ = outcome(bench, weighed, held)
    return _result(bench, outcome_, _remarks(bench, weighed, outcome_), held)


def _is_part(catalogue: Catalogue, indicator: Indicator, units: Sequence[str], base: Weighed | None) -> bool:
    """Whether `units` are some of those whose numbers the target adds up, and have no bound of their own."""
    return indicator.is_summed and base is None and set(units) < set(catalogue.reporting_units(indicator.id))


def without_verdict(result: Result) -> Result:
    """The number as it is; 900 households of one hamlet are no miss of the 2,700 that all are asked for."""
    if result.status not in JUDGED:
        return result
    nothing = dict.fromkeys(("level", "margin", "gap", "gap_count", "achievement"))
    unsaid = {"exceeded": False, "provisional": False, "reason": "part_of_sum", "status": "not_applicable"}
    return result.model_copy(update={**nothing, **unsaid})


def _against(bench: Bench, weighed: Weighed) -> Against | None:
    """What contradicts what, for people to read."""
    whole = weighed.whole
    if whole is None or not whole.rows:
        return None
    row = whole.rows[0]
    one = as_row(row, whole)
    added = written_beside(one, as_row(row, _added_up(bench, weighed)))
    units = sum(figure.reason != "declared" for figure in weighed.counting.values())
    return Against(whole.rows, written(one, share=bench.indicator.measure == "share"), added, units)


def base_figures(
    catalogue: Catalogue,
    bench: Bench,
    rows: Sequence[Observation],
    units: tuple[str, ...],
    total: str | None,
    as_of: date,
) -> Weighed | None:
    """The figures of the year that a target is held against, by the same rules as its own; None of none."""
    dated = bench.dated
    year = base_year(dated)
    if year is None:
        return None
    calendar = catalogue.targets.plan.reporting_calendar
    of_base = dated.of_year(year, calendar)
    before = bench._replace(dated=of_base)
    selection = select(catalogue, rows, units, total, of_base, max(as_of, of_base.deadline))
    covered = Covered(catalogue, before, selection)
    figures = {
        u: f._replace(reason="no_base") if f.reason == "stale" else f for u, f in covered.figures().items()
    }
    whole = covered.whole_place(total) if total is not None and len(units) > 1 else None
    return weigh(before, figures, total or "", whole)


def _added_up(bench: Bench, base: Weighed) -> Figure:
    """The base of the whole."""
    figures = base.counting
    counted = [figure for figure in figures.values() if _counts(bench, figure, len(figures))]
    expected = [figure for figure in figures.values() if figure.reason != "declared"]
    whole = _whole(bench, figures, counted)
    return (
        whole._replace(reason="contradictory")
        if base.contradictory
        else whole._replace(whole=whole.whole and len(counted) == len(expected))
    )


def _held_apart(
    catalogue: Catalogue, bench: Bench, figures: Mapping[str, Figure], base: Weighed | None
) -> dict[str, Figure]:
    """Each unit's figure with the threshold that is its own: of its group, or by its own earlier figure."""
    target = bench.dated.target
    own = {
        unit: Threshold(each.comparator, tuple(map(Fraction, each.bounds)))
        for each in target.for_ or ()
        for unit in catalogue.units(each.units)
    }
    apart: dict[str, Figure] = {}
    for unit, figure in figures.items():
        if base is not None:
            held = held_against(target, base.counting.get(unit, Figure(reason="no_base")))
            figure = figure._replace(held=held.threshold, whole=figure.whole and not held.is_open)
            if held.lacks is not None and figure.reason is None:
                figure = figure._replace(reason=held.lacks)
        elif unit in own:
            figure = figure._replace(held=own[unit])
        apart[unit] = figure
    return apart


class Asking(NamedTuple):
    """One unit, or one group of units, that is judged by itself.

    Args:
        id: of the body or the group.
        units: ids of the reporting units behind it.
        total: the body whose one row may stand for all of them.
    """

    id: str
    units: tuple[str, ...]
    total: str | None = None


def _leading(item: Task | Duty) -> tuple[str, ...]:
    return item.lead if isinstance(item, Task) else item.bodies


_GROUNDS: tuple[Basis, ...] = ("stated", "inferred")


def _basis(item: Task | Duty, indicator: str) -> Basis:
    """On what ground `item` is said to serve the indicator: stated, where both are said."""
    return min((served.basis for served in item.serves if served.indicator == indicator), key=_GROUNDS.index)


def _united(owners: Iterable[tuple[str, Basis]]) -> tuple[Owner, ...]:
    """Every body once. All stand on one ground: what is inferred counts only where nothing is stated."""
    return tuple(Owner.model_construct(body=body, basis=basis) for body, basis in dict(owners).items())


def _result(bench: Bench, outcome: Outcome, remarks: tuple[Remark, ...], held: Held | None) -> Result:
    """The outcome as a result, its owners still to be named."""
    figure, threshold = outcome.figure, bench.threshold
    judged = None if figure.reason is not None else figure.value
    margin = None if judged is None else arithmetic.margin(judged, threshold)
    return Result.model_construct(
        indicator=bench.indicator.id,
        pillar=bench.indicator.pillar,
        definition=definition_of(bench.indicator),
        target=reference_of(bench.dated, held),
        due=bench.dated.due,
        period=str(figure.period) if figure.period else None,
        span=figure.span,
        closes=figure.closes,
        numerator=figure.numerator,
        denominator=figure.denominator,
        value=bench.shown(figure),
        status=outcome.status,
        reason=figure.reason,
        remarks=remarks,
        exceeded=outcome.status == "met" and _exceeds(bench, judged),
        provisional=outcome.provisional,
        level=bench.level(figure),
        margin=None if margin is None else as_decimal(margin, Fraction(0)),
        gap=bench.gap(figure),
        gap_count=outcome.gap_count,
        achievement=None if outcome.achieved is None else as_decimal(outcome.achieved, *ALL_OR_NOTHING),
        coverage=Coverage.model_construct(
            reported=outcome.expected - len(outcome.missing),
            expected=outcome.expected,
            missing=outcome.missing,
            not_applicable=outcome.not_applicable,
        ),
    )


def _exceeds(bench: Bench, value: Fraction | None) -> bool:
    """'Vượt': a share that has to reach 100 cannot be exceeded, as no value lies beyond it.

    Of several levels the one that is reached is named instead.
    """
    return value is not None and not bench.levels and arithmetic.exceeds(value, bench.threshold)


def reference_of(dated: DatedTarget, held: Held | None) -> TargetRef:
    """The target, with what a figure was held against where that is not its own number."""
    reference = target_ref(dated.target, dated.year, dated.at)
    if held is None or reference.rule is None:
        return reference
    known = {
        "base": None if held.base is None else as_decimal(held.base),
        "held": None if held.lacks is not None else held_ref(held.threshold),
    }
    return reference.model_copy(update={"rule": reference.rule.model_copy(update=known)})


def _remarks(bench: Bench, weighed: Weighed, outcome: Outcome) -> tuple[Remark, ...]:
    """What a reader should know beside the verdict."""
    whole, figures = outcome.figure, weighed.counting
    given = [figure for figure in figures.values() if figure.is_given and figure.reason != "stale"]
    strict = whole.value is not None and arithmetic.on_strict_threshold(whole.value, bench.threshold)
    remarks: dict[Remark, bool] = {
        "on_strict_threshold": strict and whole.reason is None,
        "mixed_periods": len({f.period for f in given or figures.values() if f.is_given}) > 1,
        "whole_row": weighed.whole_speaks,
        "not_whole_span": bench.indicator.over_time == "flow" and any(not f.whole for f in given),
        "closed_early": bench.indicator.over_time != "flow" and any(not f.whole for f in given),
        "unit_ended": any(figure.ended is not None for figure in given),
        "former_units": any(figure.formers for figure in given),
        "settled_by_percentages": outcome.by_percentages,
    }
    return tuple(remark for remark, holds in remarks.items() if holds)


class Weighed(NamedTuple):
    """Whose figures decide: the units', or the one row of the whole place.

    Args:
        counting: the figures that decide, by unit.
        whole: the figure of the whole place, where there is one.
        whole_speaks: it decides.
        contradictory: both are complete, of one time, and differ.
    """

    counting: Mapping[str, Figure]
    whole: Figure | None = None
    whole_speaks: bool = False
    contradictory: bool = False


def weigh(bench: Bench, figures: Mapping[str, Figure], total: str, whole: Figure | None) -> Weighed:
    """Complete units speak, unless the whole place's figure covers more months, or closes later.

    Otherwise the whole place speaks if it covers at least as many months, or closes no earlier; else the
    units, incomplete. Months are compared for counts over a period, closing days for states.
    """
    if (
        whole is None
        or not whole.is_given
        or (whole.reason == "stale" and any(f.is_given for f in figures.values()))
    ):
        return Weighed(figures, whole)
    expected = [figure for figure in figures.values() if figure.reason != "declared"]
    given = [figure for figure in expected if figure.is_given and figure.reason != "stale"]

    def reach(figure: Figure) -> int:
        if bench.indicator.over_time == "flow":
            return how_many(figure.months)
        return figure.closes.toordinal() if figure.closes else 0

    best = max(map(reach, given), default=-1)
    countable = bench.indicator.measure != "share" or all(f.denominator is not None for f in given)
    complete = bool(given) and len(given) == len(expected) and countable
    if bench.indicator.over_time == "flow":
        complete = complete and all(figure.is_final for figure in given)
    else:
        complete = complete and len({figure.closes for figure in given}) == 1
        complete = complete and not any(figure.absent for figure in given)
    if reach(whole) > best if complete else reach(whole) >= best:
        return Weighed({total: whole}, whole, whole_speaks=True)
    if complete and reach(whole) == best and _differ(bench, bench.added(given), whole):
        return Weighed(figures, whole, contradictory=True)
    return Weighed(figures, whole)


def _differ(bench: Bench, added: Figure, whole: Figure) -> bool:
    """Whether the sum of the units is another figure than that of the whole place.

    Parts are compared where both have them, else the percentage to the decimals that it states.
    """
    if added.denominator is not None and whole.denominator is not None:
        return (added.numerator, added.denominator) != (whole.numerator, whole.denominator)
    if added.value is None or whole.value is None:
        return False
    if bench.indicator.measure != "share":
        return added.value != whole.value
    row = whole.rows[0]
    return not says_the_share(row.value or Decimal(0), added.value)


class Outcome(NamedTuple):
    """What the figures come to, before it is dressed as a result.

    Args:
        figure: the figure of the whole; without a value where every unit is judged by itself.
        status: the verdict.
        gap_count: what is missing in whole counts.
        missing: ids of units expected without a figure that could be counted, or with a part of one.
        expected: how many units were expected: all but those that declared it not applicable.
        achieved: how much of the target is reached, 0 to 1.
        provisional: what is missing could still change the verdict.
        not_applicable: ids of units to which it does not apply.
        by_percentages: shares without parts settle it, whatever their size.
    """

    figure: Figure
    status: Status
    gap_count: int | None
    missing: tuple[str, ...]
    expected: int
    achieved: Fraction | None = None
    provisional: bool = False
    not_applicable: tuple[str, ...] = ()
    by_percentages: bool = False


def outcome(bench: Bench, weighed: Weighed, held: Held | None = None) -> Outcome:
    """The outcome of the figures that count, by the indicator's own way of judging."""
    figures = weighed.counting
    if bench.indicator.judged_on == "each" and len(figures) > 1:
        return _each(bench, figures)
    declared = tuple(unit for unit, figure in figures.items() if figure.reason == "declared")
    expected = {unit: figure for unit, figure in figures.items() if figure.reason != "declared"}
    counted = {unit: figure for unit, figure in expected.items() if _counts(bench, figure, len(figures))}
    missing = tuple(
        u for u in expected if u not in counted or counted[u].absent or counted[u].reason == "stale"
    )
    figure = _whole(bench, figures, tuple(counted.values()))
    if weighed.contradictory:
        figure = figure._replace(reason="contradictory")
    if held is not None and held.lacks is not None and figure.reason is None:
        figure = figure._replace(reason=held.lacks)
    value = figure.value if figure.reason is None else None
    status, settled = bench.verdict(figure), True
    by_percentages = False
    if len(figures) == 1 and not figure.percentages:
        settled = bench.is_settled(figure)
    elif figure.reason in (None, "no_parts") or (figure.reason == "zero_denominator" and _bare(figures)):
        verdict = None if _turns(bench, figures) else bench.settled_verdict(_known(figures), bench.threshold)
        settled = verdict is not None and (value is None or verdict is (status == "met"))
        by_percentages = verdict is not None and (value is None or verdict is not (status == "met"))
        if by_percentages:
            # The sum so far lies on the other side, or there is none: of the whole only the side is known.
            figure = figure._replace(value=None, numerator=None, denominator=None, reason=None)
            status, value = "met" if verdict else bench.unmet, None
    return Outcome(
        figure,
        status,
        None if by_percentages else bench.gap_count(figure),
        missing,
        len(expected),
        None if value is None else arithmetic.achievement(value, bench.threshold),
        provisional=value is not None and (not settled or (held is not None and held.is_open)),
        not_applicable=declared,
        by_percentages=by_percentages,
    )


def _turns(bench: Bench, figures: Mapping[str, Figure]) -> bool:
    """Whether a share of which anything is still to come can turn, whatever its parts are: soon known."""
    return bench.open_can_turn and any(not f.whole and f.reason != "declared" for f in figures.values())


def _known(figures: Mapping[str, Figure]) -> Known:
    """What cannot change any more of all units' figures together."""
    return Known.together(Known.of(figure) for figure in figures.values() if figure.reason != "declared")


def _each(bench: Bench, figures: Mapping[str, Figure]) -> Outcome:
    """Every unit by itself: one failing unit settles it, and the gap is the number of failing units.

    A unit where nothing arose has reported; it can neither pass nor fail. A unit whose own verdict is not
    final settles nothing.
    """
    declared = tuple(unit for unit, figure in figures.items() if figure.reason == "declared")
    expected = {unit: figure for unit, figure in figures.items() if figure.reason != "declared"}
    verdicts = {unit: bench.verdict(figure) for unit, figure in expected.items()}
    judged = [status for status in verdicts.values() if status in JUDGED]
    missing = tuple(
        unit
        for unit, figure in expected.items()
        if (verdicts[unit] not in JUDGED and figure.reason != "zero_denominator") or figure.absent
    )
    if not judged:
        figure = Figure(reason=_why_none(figures.values()))
        return Outcome(figure, bench.verdict(figure), None, missing, len(expected), not_applicable=declared)
    failing = len(judged) - judged.count("met")
    status: Status = "met" if not failing else bench.unmet
    settled = {unit: bench.is_settled(expected[unit]) for unit in expected if verdicts[unit] in JUDGED}
    for_good = any(settled[unit] and verdicts[unit] != "met" for unit in settled)
    given = [figure for figure in expected.values() if figure.is_given]
    newest = max(given, key=lambda f: (f.year, how_many(f.months)), default=Figure())
    return Outcome(
        Figure(
            period=_newest_period(given),
            year=newest.year,
            months=newest.months,
            asked=newest.asked,
            closes=min((f.closes for f in given if f.closes), default=None),
        ),
        status,
        failing,
        missing,
        len(expected),
        None if bench.threshold.comparator == "done" else arithmetic.portion_met(judged),
        provisional=not for_good and (bool(missing) or not all(settled.values())),
        not_applicable=declared,
    )


def _counts(bench: Bench, figure: Figure, units: int) -> bool:
    """Whether a figure can go into the sum: a share needs its parts, unless it is the only one.

    An old figure goes into no sum of current ones; it is shown where there is nothing else.
    """
    if bench.indicator.measure == "share" and units > 1:
        return figure.denominator is not None and figure.reason in (None, "zero_denominator", "stale")
    return figure.is_given and figure.reason in (None, "zero_denominator", "stale")


def _whole(bench: Bench, figures: Mapping[str, Figure], counted: Sequence[Figure]) -> Figure:
    """The figure of the whole, exact: numerators and denominators added up, or the values of a number."""
    if len(figures) == 1:
        return next(iter(figures.values()))
    current = [figure for figure in counted if figure.reason != "stale"]
    bare = _bare(figures)
    # Percentages of this time without parts cannot be summed, and still say more than old sums.
    summed = current if current or bare else list(counted)
    if not current and any(figure.reason == "contradictory" for figure in figures.values()):
        return Figure(reason="contradictory")  # an old figure beside it is not reported, and settles nothing
    if not summed:
        return Figure(reason=_why_none(figures.values()), percentages=bare)
    added = bench.added(f if f.reason is None else f._replace(reason=None) for f in summed)
    months, asked = 0, 0
    for figure in summed:
        months |= figure.months
        asked |= figure.asked
    closing = [figure.closes for figure in summed if figure.closes]
    flow = bench.indicator.over_time == "flow"
    result = added._replace(
        period=_newest_period(summed),
        year=max(figure.year for figure in summed),
        months=months,
        asked=asked,
        closes=(max if flow else min)(closing, default=None),
        whole=all(figure.is_final for figure in summed),
        rows=tuple(row for figure in summed for row in figure.rows),
    )
    return result if current else result._replace(reason="stale")


def _bare(figures: Mapping[str, Figure]) -> tuple[Fraction, ...]:
    """The percentages of units of which the parts are not known."""
    given = (figure for figure in figures.values() if figure.reason is None and figure.denominator is None)
    return tuple(figure.value for figure in given if figure.value is not None)


def _newest_period(figures: Iterable[Figure]) -> Period | None:
    """The period that ends last, the longest of those."""
    given = (figure.period for figure in figures if figure.period)
    return max(given, key=lambda p: (p.year, p.last_month, -p.first_month), default=None)


def _why_none(figures: Iterable[Figure]) -> Reason:
    """Why not one unit's figure could be counted: the weightiest of the units' own reasons."""
    given = tuple(figures)
    reasons = {figure.reason for figure in given}
    if any(figure.value is not None and figure.reason is None for figure in given):
        return "no_parts"
    order: tuple[Reason, ...] = (
        "contradictory",
        "no_evidence",
        "no_parts",
        "zero_denominator",
        "stale",
        "after_deadline",
        "longer_period",
        "year_not_in_files",
        "not_reported",
    )
    return next((reason for reason in order if reason in reasons), "declared")

"""Periods of one unit held against each other: a whole and the parts that make it up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation, finding_on, order
from dxscore.model.territory import months_of
from dxscore.score.select import Usable, key_of
from dxscore.score.spans import cover
from dxscore.score.sums import added_up, lacks_parts, written


def periods_against_parts(catalogue: Catalogue, usable: Usable) -> Iterator[Finding]:
    """A warning on every count whose disjoint parts, that cover the same months, add up to something else.

    Only of indicators that are counted over a period; the whole speaks, see `coverage`.
    """
    for name, observations in usable.by_indicator.items():
        if catalogue.indicators[name].over_time != "flow":
            continue
        by_unit: dict[tuple[str, int], list[Observation]] = defaultdict(list)
        is_share = catalogue.indicators[name].measure == "share"
        for o in observations:
            bare = is_share and lacks_parts(o)
            unclear = bool(usable.contradicted) and key_of(o) in usable.contradicted
            if not (o.not_applicable or bare or o.closed_on or unclear):
                by_unit[o.reporting_unit, o.period.year].append(o)
        for rows in by_unit.values():
            if len(rows) > 2 and not _lie_apart(rows):
                yield from _of_one_unit(catalogue, sorted(rows, key=order))


def _lie_apart(rows: Iterable[Observation]) -> bool:
    """Whether no month is in two of the rows: then none is the whole of others. Nearly always."""
    covered = 0
    for row in rows:
        months = months_of(row.period)
        if covered & months:
            return False
        covered |= months
    return True


def declared_beside_figures(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> Iterator[tuple[Observation, Observation]]:
    """Rows that say 'not applicable', each beside a row of its unit that gives a figure of the same time.

    Of a count, and where the catalogue does not say which it is, the same time is a month that both cover; of
    a state the same closing day. A denominator of 0 contradicts nothing: there was nothing to count.
    """
    calendar = catalogue.targets.plan.reporting_calendar
    rows = tuple(observations)
    declared: dict[tuple[str, str, int], list[Observation]] = defaultdict(list)
    for o in rows:
        if o.not_applicable:
            declared[o.indicator, o.reporting_unit, o.period.year].append(o)
    for o in rows if declared else ():
        if o.not_applicable or o.denominator == 0:
            continue
        for row in declared.get((o.indicator, o.reporting_unit, o.period.year), ()):
            if catalogue.indicators[o.indicator].over_time == "stock":
                same_time = row.closes(calendar) == o.closes(calendar)
            else:
                same_time = bool(months_of(row.period) & months_of(o.period))
            if same_time and row.period != o.period:  # of one period the two contradict as any other rows
                yield row, o


def _of_one_unit(catalogue: Catalogue, rows: list[Observation]) -> Iterator[Finding]:
    for whole in rows:
        months = months_of(whole.period)
        inside = [o for o in rows if o is not whole and not months_of(o.period) & ~months]
        if len(inside) < 2:  # of most files every row, and cheaper to know
            continue
        chosen = cover([(months_of(o.period), ()) for o in inside])
        if chosen.months != months or chosen.pieces < 2:
            continue
        indicator = catalogue.indicators[whole.indicator]
        parts = [inside[number] for number in chosen.members]
        added = added_up(indicator, whole, parts)
        if whole.figure != added.figure:
            yield finding_on(
                rules.PERIODS_DO_NOT_ADD_UP,
                whole,
                None,
                period=str(whole.period),
                figure=written(whole, share=indicator.measure == "share"),
                sum=written(added),
                parts=", ".join(str(o.period) for o in parts),
            )

"""A table's own totals ('Tổng cộng') held against the sum of its units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, finding_on, order
from dxscore.model.period import Period
from dxscore.score.sums import added_up, both_can_be_true, is_complete, is_the_sum, written, written_beside

Claim = tuple[str, str, str, Period]
"""File, sheet, indicator and period of which a total speaks."""


def totals_against_tables(catalogue: Catalogue, metrics: Metrics) -> Iterator[Finding]:
    """A warning on every total that its table contradicts.

    Nothing is said where it is not certain what was added up: units that are not in the table may account
    for a larger total; of several totals each may speak of a part of the table; a unit may stand there
    twice. Bare percentages are held against complete tables alone, and nothing against numbers that are not
    added up.
    """
    claims: dict[Claim, list[Observation]] = defaultdict(list)
    for total in metrics.totals:
        indicator = catalogue.indicators[total.indicator]
        if indicator.measure == "share" or (
            indicator.measure == "number" and indicator.judged_on == "pooled"
        ):
            claims[_claim(total)].append(total)
    units: dict[Claim, list[Observation]] = defaultdict(list)
    for observation in metrics.observations if claims else ():
        claim = _claim(observation)
        if claim in claims and observation.reporting_unit in catalogue.reporting_units(observation.indicator):
            units[claim].append(observation)
    for claim, totals in claims.items():
        yield from _contradicted(catalogue, totals, units[claim])


def _claim(observation: Observation) -> Claim:
    return observation.file, observation.sheet, observation.indicator, observation.period


def _contradicted(
    catalogue: Catalogue, totals: Sequence[Observation], units: list[Observation]
) -> Iterator[Finding]:
    indicator = catalogue.indicators[totals[0].indicator]
    expected = len(catalogue.reporting_units(indicator.id))
    complete = is_complete(indicator, units, expected)
    if not units or len({o.reporting_unit for o in units}) < len(units) or (len(totals) > 1 and not complete):
        return
    for total in totals:
        added = added_up(indicator, total, units)
        if any(is_the_sum(total, added_up(indicator, total, part)) for part in _parts(total, totals, units)):
            continue
        if not both_can_be_true(indicator, total, added, complete):
            yield finding_on(
                rules.TABLE_TOTAL_CONTRADICTS,
                total,
                label=total.reporting_unit,
                figure=written(total, share=indicator.measure == "share"),
                sum=written_beside(total, added),
                reported=len(units),
                expected=expected,
            )


def _parts(
    total: Observation, totals: Iterable[Observation], units: Sequence[Observation]
) -> Iterator[list[Observation]]:
    """What a total may add up, where groups of units have totals of their own.

    All units before it, those since the last total, or, for a total at the head of its group, those up to
    the next one.
    """
    place = order(total)
    others = sorted(order(other) for other in totals if other is not total)
    last = max((other for other in others if other < place), default=None)
    following = next((other for other in others if other > place), None)
    above = [o for o in units if order(o) < place]
    below = [o for o in units if order(o) > place]
    parts = (
        above,
        [o for o in above if last is None or order(o) > last],
        [o for o in below if following is None or order(o) < following],
    )
    yield from filter(None, parts)

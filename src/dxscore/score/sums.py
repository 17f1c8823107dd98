"""Figures added up, and held against what somebody says that they add up to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from dxscore.model import rules
from dxscore.model.catalogue import Indicator
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics, Observation, finding_on, order
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.score.arithmetic import as_decimal, percentage
from dxscore.score.figures import Figure
from dxscore.words.numbers import ENDS, distinct, number
from dxscore.words.text import Text, both, in_both

_DECIMALS_STATED: Final = 9
"""More than these are the tail of a spreadsheet's binary fraction, and nobody's statement."""


def written(observation: Observation, share: bool = False) -> Text:
    """What the row claims, as people read it; of a share, a bare value is a percentage."""
    if observation.not_applicable:
        return both("scoring.not_applicable")
    numerator, denominator, value = observation.numerator, observation.denominator, observation.value
    if numerator is not None and denominator is not None:
        return in_both(lambda lang: f"{number(numerator, lang)}/{number(denominator, lang)}")
    sign = "%" if share else ""
    return in_both(lambda lang: "—" if value is None else f"{number(value, lang)}{sign}")


def written_beside(whole: Observation, added: Observation) -> Text:
    """The sum as people read it beside `whole`: also in per cent, with one decimal more, where that is."""
    if not lacks_parts(whole) or not added.denominator or added.numerator is None:
        return written(added)
    share = percentage(added.numerator, added.denominator)
    said = whole.value or Decimal(0)
    parts, least, unlike = written(added), _decimals(said) + 1, (Fraction(said), *ENDS)
    return in_both(lambda lang: f"{parts.get(lang)} = {distinct(share, unlike, lang, least)}%")


def lacks_parts(observation: Observation) -> bool:
    """Whether only a percentage is known, not what it is a percentage of."""
    return observation.denominator is None and observation.value is not None


def is_complete(indicator: Indicator, parts: Sequence[Observation], expected: int) -> bool:
    """Whether all expected units are there to be added up."""
    share = indicator.measure == "share"
    return len(parts) == expected and not any(share and lacks_parts(o) for o in parts)


def in_the_sum(indicator: Indicator, parts: Sequence[Observation]) -> int:
    """Of how many units the figures can be added up: of a percentage without its parts they cannot."""
    return sum(not (indicator.measure == "share" and lacks_parts(o)) for o in parts)


def added_up(indicator: Indicator, whole: Observation, parts: Sequence[Observation]) -> Observation:
    """What the row for the whole place would say if it were the sum of `parts`: of a share, its parts."""
    if indicator.measure != "share":
        return whole._replace(value=sum((o.value or Decimal(0) for o in parts), Decimal(0)))
    numerator = sum((o.numerator or Decimal(0) for o in parts), Decimal(0))
    denominator = sum((o.denominator or Decimal(0) for o in parts), Decimal(0))
    return whole._replace(numerator=numerator, denominator=denominator, value=None)


def is_the_sum(whole: Observation, added: Observation) -> bool:
    """Whether `whole` says what was added up; a percentage, to the decimals that it states.

    |v·b − 100·a| · 2·10^d ≤ b: multiplied out, nothing is divided, so nothing is rounded. No percentage is
    that of nothing (0/0).
    """
    if not lacks_parts(whole) or added.denominator is None or added.numerator is None:
        figures = (
            (o.numerator, o.denominator, o.value if o.denominator is None else None) for o in (whole, added)
        )
        return next(figures) == next(figures)
    value = whole.value or Decimal(0)
    off = abs(value * added.denominator - 100 * added.numerator)
    return added.denominator > 0 and off * 2 * 10 ** _decimals(value) <= added.denominator


def as_row(like: Observation, figure: Figure) -> Observation:
    """A figure written down as a row would be."""
    value = None if figure.value is None else as_decimal(figure.value)
    return like._replace(numerator=figure.numerator, denominator=figure.denominator, value=value)


def says_the_share(stated: Decimal, exact: Fraction) -> bool:
    """Whether a percentage, to the decimals that it states, is `exact`."""
    off: Fraction = abs(Fraction(stated) - exact)
    return off * 2 * Fraction(10) ** _decimals(stated) <= 1


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return min(max(0, -exponent), _DECIMALS_STATED) if isinstance(exponent, int) else 0


def both_can_be_true(indicator: Indicator, whole: Observation, added: Observation, complete: bool) -> bool:
    """Whether units not in the sum, if there are any, could make up the difference.

    They may be of any size: to a bare percentage they can always bring the sum, be they few.
    """
    if whole.not_applicable:
        return True
    if complete:
        return indicator.measure not in ("share", "number") or is_the_sum(whole, added)
    if whole.numerator is not None and whole.denominator is not None:
        numerator = whole.numerator - (added.numerator or 0)
        denominator = whole.denominator - (added.denominator or 0)
        return 0 <= numerator <= denominator
    if indicator.measure != "number" or not indicator.only_adds_up:
        return True
    return (whole.value or 0) >= (added.value or 0)


Claim = tuple[Place, str, Period]
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
    return observation.place.table, observation.indicator, observation.period


def _contradicted(
    catalogue: Catalogue, totals: Sequence[Observation], units: list[Observation]
) -> Iterator[Finding]:
    indicator = catalogue.indicators[totals[0].indicator]
    expected = len(catalogue.owing(indicator.id, totals[0].period))
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

"""Figures added up, and held against what somebody says that they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from dxscore.model.catalogue import Indicator
from dxscore.model.observation import Observation
from dxscore.score.arithmetic import percentage
from dxscore.words.numbers import ENDS, distinct, in_both, number
from dxscore.words.text import Text

_DECIMALS_STATED: Final = 9
"""More than these are the tail of a spreadsheet's binary fraction, and nobody's statement."""


def written(observation: Observation, share: bool = False) -> Text:
    """What the row claims, as people read it; of a share, a bare value is a percentage."""
    if observation.not_applicable:
        return Text(vi="không áp dụng", en="not applicable")
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
    if indicator.measure != "number" or whole.value is None:
        return True
    return whole.value >= (added.value or 0) or not indicator.only_adds_up

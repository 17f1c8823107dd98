"""Figures added up, and held against what somebody says that they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dxscore.model.base import Text
from dxscore.model.catalogue import Indicator
from dxscore.model.numbers import in_both, number
from dxscore.model.observation import Observation


def written(observation: Observation) -> Text:
    """What the row claims, as people read it."""
    if observation.not_applicable:
        return Text(vi="không áp dụng", en="not applicable")
    numerator, denominator, value = observation.numerator, observation.denominator, observation.value
    if numerator is not None and denominator is not None:
        return in_both(lambda lang: f"{number(numerator, lang)}/{number(denominator, lang)}")
    return in_both(lambda lang: "—" if value is None else number(value, lang))


def lacks_parts(observation: Observation) -> bool:
    """Whether only a percentage is known, not what it is a percentage of."""
    return observation.denominator is None and observation.value is not None


def is_complete(indicator: Indicator, parts: Sequence[Observation], expected: int) -> bool:
    """Whether all expected units are there to be added up."""
    share = indicator.measure == "share"
    return len(parts) == expected and not any(share and lacks_parts(o) for o in parts)


def added_up(whole: Observation, parts: Sequence[Observation]) -> Observation:
    """What the row for the whole place would say if it were the sum of `parts`."""
    if whole.denominator is None:
        return whole._replace(value=sum((o.value or Decimal(0) for o in parts), Decimal(0)))
    numerator = sum((o.numerator or Decimal(0) for o in parts), Decimal(0))
    denominator = sum((o.denominator or Decimal(0) for o in parts), Decimal(0))
    return whole._replace(numerator=numerator, denominator=denominator)


def both_can_be_true(indicator: Indicator, whole: Observation, added: Observation, complete: bool) -> bool:
    """Whether units not in the sum, if there are any, could make up the difference."""
    if whole.numerator is not None and whole.denominator is not None:
        numerator = whole.numerator - (added.numerator or 0)
        denominator = whole.denominator - (added.denominator or 0)
        return numerator == denominator == 0 if complete else 0 <= numerator <= denominator
    if indicator.measure != "number" or whole.value is None:
        return True  # a bare percentage says too little
    rest = whole.value - (added.value or 0)
    return rest == 0 if complete else rest >= 0 or not indicator.only_adds_up

"""The rules of a points set: what a figure, or what a council gives, is worth.

Each carries exactly one rule key. All numbers are exact: a fraction is written as 1/2, a decimal as 0.5.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from dxscore.model.base import Id, Model
from dxscore.words.text import Text, with_english

NoneArising = Literal["full", "zero", "left_out"]
RuleKey = Literal["share", "steps", "levels", "done", "each", "parts", "best_of", "leader", "late", "given"]
RULE_KEYS: Final[tuple[RuleKey, ...]] = (
    "share",
    "steps",
    "levels",
    "done",
    "each",
    "parts",
    "best_of",
    "leader",
    "late",
    "given",
)
Comparator = Literal["at_least", "more_than", "at_most", "less_than", "exactly"]
STEP_COMPARATORS: Final[tuple[Comparator, ...]] = (
    "at_least",
    "more_than",
    "at_most",
    "less_than",
    "exactly",
)

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?(?:/[1-9][0-9]{0,14})?")


def exact(value: object) -> Fraction:
    """6, 0.5 or 1/2 as a fraction; neither true nor 1_000.

    Raises:
        ValueError: it is no such number.
    """
    text = str(value)
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise ValueError("a number or a fraction is wanted")
    above, _, below = text.partition("/")
    return Fraction(above) / int(below or 1)


def _written(value: Fraction) -> str:
    return str(value)


def _worded(value: object) -> object:
    """`{vi: …}`, or only the words."""
    if isinstance(value, str):
        return {"vi": value, "en": value}
    return with_english(value) if isinstance(value, dict) else value


_SHAPE = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}]}
Number = Annotated[
    Fraction,
    BeforeValidator(exact),
    PlainSerializer(_written, return_type=str),
    WithJsonSchema(_SHAPE),
]
"""A whole number, a decimal, or a fraction such as 1/2."""
NotNegative = Annotated[Number, Field(ge=0)]
Portion = Annotated[Number, Field(ge=0, le=1)]
Words = Annotated[Text, BeforeValidator(_worded)]
Days = Annotated[int, Field(strict=True, ge=0)]
Pair = tuple[Id, Id]


class Share(Model):
    """a/b of the maximum; full from a threshold on; nothing below a floor; or against the best unit."""

    of: Pair | None = Field(
        default=None, description="Ids of two indicators, whose values are a and b; else one indicator's."
    )
    full_at: Annotated[Number, Field(gt=0)] = Field(
        default=Fraction(100), description="Per cent from which all points are given."
    )
    nothing_below: NotNegative = Field(
        default=Fraction(0), description="Per cent below which none are given."
    )
    against: Literal["itself", "best_unit"] = Field(
        default="itself", description="best_unit: the share is taken of the best unit's share."
    )
    none_arising: NoneArising | None = Field(
        default=None, description="What b = 0 gives; here, of the criterion or of the set, but said."
    )


class Step(Model):
    """One step of a scale: exactly one comparator, and the points that it gives."""

    at_least: Number | None = Field(default=None, description="The value is ≥ this.")
    more_than: Number | None = Field(default=None, description="The value is > this.")
    at_most: Number | None = Field(default=None, description="The value is ≤ this.")
    less_than: Number | None = Field(default=None, description="The value is < this.")
    exactly: Number | None = Field(default=None, description="The value is this.")
    points: Number = Field(description="Points.")

    @property
    def comparator(self) -> Comparator:
        """The one that is set."""
        return next(name for name in STEP_COMPARATORS if getattr(self, name) is not None)

    @property
    def bound(self) -> Fraction:
        """The number of the comparator."""
        bound: Fraction = getattr(self, self.comparator)
        return bound


class Done(Model):
    """All points for yes, none for no."""

    of: Id | None = Field(default=None, description="Id of the yes/no indicator; else the criterion's.")


class Each(Model):
    """A number times points; points below 0 are a deduction."""

    points: Number = Field(description="Points for one.")
    of: Id | None = Field(default=None, description="Id of the indicator; else the criterion's.")
    max: NotNegative | None = Field(default=None, description="At most these points.")
    min: Annotated[Number, Field(le=0)] | None = Field(
        default=None, description="At least these: a deduction goes no further."
    )


class Leader(Model):
    """Emulation in a cluster: a portion for reaching one's target, all points for the best, linear between.

    A < T: k·m·A/T; A = T: k·m; the best: m; between: k·m + (1 − k)·m·(A/T − 1)/(L − 1), where L is the best
    unit's A/T. Where nobody exceeds the target, nobody gets more than k·m.
    """

    at_target: Portion = Field(default=Fraction(1, 2), description="k: the portion for reaching the target.")
    target: Annotated[Number, Field(gt=0)] | None = Field(
        default=None, description="T, where it is one for all units; else the indicator's denominator."
    )
    of: Pair | None = Field(default=None, description="Ids of the indicators whose values are A and T.")


class LateStep(Model):
    """What is kept of the points up to so many days late."""

    up_to_days: Days = Field(description="Days late, at most.")
    keep: Portion = Field(description="Portion of the points that is kept.")


class Given(Model):
    """Points that a council or a survey gives: nothing is computed but from an indicator that holds them."""


class Rule(Model):
    """Exactly one rule key, and what it takes its figures from."""

    share: Share | None = Field(default=None, description="A share of the maximum.")
    steps: tuple[Step, ...] | None = Field(
        default=None, min_length=1, description="A scale; where no step holds, 0."
    )
    levels: dict[Id, Portion] | None = Field(
        default=None, min_length=1, description="Named levels, each with its portion of the maximum."
    )
    done: Done | None = Field(default=None, description="Yes or no.")
    each: Each | None = Field(default=None, description="A number times points.")
    parts: tuple[Part, ...] | None = Field(
        default=None, min_length=1, description="The sum of rules, capped."
    )
    best_of: tuple[Part, ...] | None = Field(default=None, min_length=1, description="The highest of cases.")
    leader: Leader | None = Field(default=None, description="Emulation against a target and the best unit.")
    late: tuple[LateStep, ...] | None = Field(
        default=None, min_length=1, description="What is kept for so many days late."
    )
    later: Portion = Field(default=Fraction(0), description="With late: what is kept beyond the last step.")
    given: Given | None = Field(default=None, description="Points given, not computed.")
    indicator: Id | None = Field(
        default=None, description="Id of the indicator with the figures; by default the criterion's own id."
    )
    of: Pair | None = Field(
        default=None, description="Ids of two indicators; the value is that of the first over the second's."
    )
    max: NotNegative | None = Field(default=None, description="Most points.")
    min: Annotated[Number, Field(le=0)] | None = Field(default=None, description="Fewest points, 0 or less.")
    none_arising: NoneArising | None = Field(default=None, description="What a denominator of 0 gives.")

    @property
    def key(self) -> RuleKey:
        """The one rule key that is set."""
        return next(key for key in RULE_KEYS if getattr(self, key) is not None)

    @property
    def cases(self) -> tuple[Part, ...]:
        """The rules inside it."""
        return self.parts or self.best_of or ()

    @property
    def most(self) -> Fraction:
        """The most points that it can give, where `max` is not written: that of its steps, parts or cases."""
        if self.max is not None:
            return self.max
        if self.steps is not None:
            return max(step.points for step in self.steps)
        if self.parts is not None:
            return sum((part.most for part in self.parts), Fraction(0))
        if self.best_of is not None:
            return max(part.most for part in self.best_of)
        if self.each is not None and self.each.max is not None:
            return self.each.max
        return Fraction(0)

    @property
    def least(self) -> Fraction:
        """The fewest points, never above 0."""
        if self.min is not None:
            return self.min
        if self.steps is not None:
            return min(Fraction(0), *(step.points for step in self.steps))
        if self.each is not None and self.each.min is not None:
            return self.each.min
        if self.parts is not None:
            return sum((part.least for part in self.parts), Fraction(0))
        if self.best_of is not None:
            return min(part.least for part in self.best_of)
        return Fraction(0)


class Part(Rule):
    """A rule inside another: its own maximum, its own figures."""

    name: Words | None = Field(default=None, description="What it is called.")


def figures_of(rule: Rule) -> tuple[str, ...]:
    """Ids of the indicators that the rule itself names; none where it takes its criterion's."""
    for inner in (rule.share, rule.leader):
        if inner is not None and inner.of is not None:
            return inner.of
    for single in (rule.done, rule.each):
        if single is not None and single.of is not None:
            return (single.of,)
    if rule.of is not None:
        return rule.of
    return () if rule.indicator is None else (rule.indicator,)

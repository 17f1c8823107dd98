"""points.yaml: a points set, that is, what is scored, by which rule, and what adds up to a total.

Each criterion, and each part of one, carries exactly one rule key. All numbers are exact: a fraction is
written as 1/2, a decimal as 0.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from dxscore.model.base import Id, Model
from dxscore.model.catalogue import Measure, OverTime, Year, YesNo
from dxscore.model.place import Place
from dxscore.model.target import Number as Plain
from dxscore.words.text import Text, with_english

NoneArising = Literal["full", "zero", "left_out"]
Stage = Literal["computed", "self", "verified"]
STAGES: Final[tuple[Stage, ...]] = ("computed", "self", "verified")
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


def _text(value: object) -> object:
    """A number that stands for a name: `id: 766` without quotes."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


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
Places = Annotated[int, Field(strict=True, ge=0, le=9)]
Days = Annotated[int, Field(strict=True, ge=0)]
Words = Annotated[Text, BeforeValidator(_worded)]
Day = Annotated[date, Field(strict=True)]
Pair = tuple[Id, Id]


class SetSource(Model):
    """Where a document says so, and how."""

    document: str = Field(min_length=1, description="Number of the document, or its id in the catalogue.")
    section: str | None = Field(default=None, min_length=1, description="Section, in its own numbering.")
    wording: str | None = Field(
        default=None, min_length=1, description="The few words that settle it, as written."
    )
    dated: Day | Year | None = Field(default=None, description="Day or year of the document or of the look.")
    url: str | None = Field(default=None, description="Where it was published, where known.")


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


class Criterion(Rule):
    """One row of the set."""

    id: Id = Field(description="Stable key, used in points files.")
    group: Id | None = Field(default=None, description="Id of its group.")
    name: Words = Field(description="Name as people read it.")
    counted_in: Words | None = Field(default=None, description="The noun for 'thêm 14 hồ sơ'.")
    how: Words | None = Field(default=None, description="Cách tính, as the printed form words it.")
    documents: Words | None = Field(default=None, description="Tài liệu kiểm chứng that the set asks for.")
    evidence: Literal["required", "optional"] | None = Field(
        default=None, description="Whether points want evidence; by default as the set says."
    )
    without_evidence: Literal["no_points", "flag"] | None = Field(
        default=None, description="What points without evidence come to; by default as the set says."
    )
    bonus: YesNo = Field(default=False, description="Points beside the total's maximum.")
    deduction: YesNo = Field(default=False, description="Points that are taken off the total.")
    may_not_apply: YesNo = Field(
        default=False, description="Whether a unit may declare that it does not apply: it is left out then."
    )
    source: SetSource | None = Field(default=None, description="The document, section and words behind it.")
    remark: Words | None = Field(default=None, description="A choice, a doubt or a contradiction in sources.")

    @property
    def outside(self) -> bool:
        """Whether it stands beside the maximum: a bonus or a deduction."""
        return self.bonus or self.deduction


class SetIndicator(Model):
    """A figure that the set needs and its catalogue need not know."""

    id: Id = Field(description="Stable key, used in metrics files.")
    name: Words = Field(description="Name as people read it.")
    measure: Measure = Field(description="share: numerator over denominator; number; rank; yes_no.")
    counted_in: Words | None = Field(default=None, description="The noun for its counts.")
    over_time: OverTime | None = Field(
        default=None, description="stock: a state on a closing day; flow: a count, so that periods add up."
    )
    whole: YesNo = Field(default=True, description="Whole counts; false for money and other amounts.")
    maximum: Plain | None = Field(default=None, description="Greatest value; of a share, in per cent.")


class SetGroup(Model):
    """Criteria under one title, with what they come to at most."""

    id: Id = Field(description="Stable key.")
    name: Words = Field(description="Title.")
    max: NotNegative | None = Field(default=None, description="Checked against the sum of its criteria.")


class Band(Model):
    """A word for totals from so many points on."""

    name: Words = Field(description="Xuất sắc, Tốt, Khá …")
    at_least: Number = Field(description="Total ≥ this.")
    id: Id | None = Field(default=None, description="Stable key.")


class Rounding(Model):
    """Decimal places, half up; what is not said is not rounded."""

    each: Places | None = Field(default=None, description="Places of each criterion's points.")
    total: Places | None = Field(default=None, description="Places of the total.")


class Rank(Model):
    """How units are put in order."""

    ties: Literal["competition"] = Field(default="competition", description="1-2-2-4.")


class When(Model):
    """A condition on one criterion, on any of several, or on any at all."""

    criterion: Id | tuple[Id, ...] | None = Field(
        default=None, description="Id, or several of which one is enough; without it, any criterion."
    )
    at_least: Number | None = Field(default=None, description="≥ this.")
    more_than: Number | None = Field(default=None, description="> this.")
    at_most: Number | None = Field(default=None, description="≤ this.")
    less_than: Number | None = Field(default=None, description="< this.")
    exactly: Number | None = Field(default=None, description="= this.")
    measured_in: Literal["percent", "points"] = Field(
        default="percent", description="Per cent of the criterion's maximum, or points."
    )

    @property
    def comparator(self) -> Comparator:
        """The one that is set."""
        return next(name for name in STEP_COMPARATORS if getattr(self, name) is not None)

    @property
    def bound(self) -> Fraction:
        """The number of the comparator."""
        bound: Fraction = getattr(self, self.comparator)
        return bound

    @property
    def criteria(self) -> tuple[str, ...]:
        """Ids that are named; none for any."""
        if self.criterion is None:
            return ()
        return (self.criterion,) if isinstance(self.criterion, str) else self.criterion


class Cap(Model):
    """A total that goes no higher when something holds."""

    when: When = Field(description="The condition.")
    total_at_most: Number = Field(description="The total is at most this.")


class PointsSet(Model):
    """What holds for the whole set."""

    id: Annotated[Id, BeforeValidator(_text)] = Field(description="Stable key, carried into every result.")
    name: Words = Field(description="Name of the set.")
    place: Words | None = Field(default=None, description="Whose set it is.")
    source: SetSource | None = Field(default=None, description="The document that issued it.")
    remarks: tuple[Words, ...] = Field(default=(), description="What a reader must know of it.")
    illustrative: YesNo = Field(default=False, description="Made up to show how it is done.")
    scored_for: Id | tuple[Id, ...] | None = Field(
        default=None,
        description="Group or bodies scored; by default whoever reports its indicators.",
    )
    indicators: tuple[SetIndicator, ...] = Field(
        default=(), description="Figures that the catalogue need not know."
    )
    groups: tuple[SetGroup, ...] = Field(default=(), description="Groups in the order of print.")
    max: NotNegative | None = Field(default=None, description="Checked against the sum of the criteria.")
    none_arising: NoneArising | None = Field(
        default=None, description="What a denominator of 0 gives where a criterion does not say otherwise."
    )
    left_out: Literal["rescale", "keep_max"] | None = Field(
        default=None,
        description="rescale: the rest is brought up to the maximum; keep_max: the points are lost.",
    )
    rounding: Rounding = Field(default=Rounding(), description="Decimal places, half up.")
    evidence: Literal["required", "optional"] = Field(
        default="optional", description="Whether points want evidence."
    )
    without_evidence: Literal["no_points", "flag"] = Field(
        default="flag", description="What points without evidence come to where it is required."
    )
    bands: tuple[Band, ...] = Field(default=(), description="Words for totals.")
    rank: Rank = Field(default=Rank(), description="How units are ranked.")
    caps: tuple[Cap, ...] = Field(default=(), description="Conditions that hold a total down.")
    stages: tuple[Stage, ...] = Field(
        default=STAGES, min_length=1, description="The numbers that count, the last one present is official."
    )
    valid_from: Day | Year | None = Field(default=None, description="First day, or year, of the set.")
    valid_to: Day | Year | None = Field(default=None, description="Last day, or year, of the set.")

    @property
    def scored(self) -> tuple[str, ...]:
        """Ids of groups or bodies that are named."""
        if self.scored_for is None:
            return ()
        return (self.scored_for,) if isinstance(self.scored_for, str) else self.scored_for


class PointsFile(Model):
    """The whole of points.yaml."""

    version: Literal[1] = Field(description="Version of this file format.")
    set: PointsSet = Field(description="What holds for the whole set.")
    criteria: tuple[Criterion, ...] = Field(min_length=1, description="The criteria, in the order of print.")


Rule.model_rebuild()
Part.model_rebuild()
Criterion.model_rebuild()


class PlacedSet(NamedTuple):
    """A read set, and where each criterion stands.

    Args:
        contents: what the file says.
        file: the file as it was named.
        sha256: hex digest of its bytes.
        places: of each criterion, by id.
    """

    contents: PointsFile
    file: str
    sha256: str
    places: dict[str, Place]

    @property
    def set(self) -> PointsSet:
        """What holds for the whole set."""
        return self.contents.set

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria, in the order of print."""
        return self.contents.criteria

    def criterion(self, id_: str) -> Criterion:
        """The criterion of that id. Raises StopIteration where there is none."""
        return next(criterion for criterion in self.criteria if criterion.id == id_)


class Taken(NamedTuple):
    """One rule as it is worked out: the rule, its criterion, and whence its figures come.

    Args:
        rule: a criterion or a part of one.
        criterion: the criterion.
        indicators: one indicator with its parts or value; two, whose values are a and b; none.
        path: places in `parts` and `best_of` that lead to it.
        none_arising: what a denominator of 0 gives, as the rule, its criterion or the set says.
    """

    rule: Rule
    criterion: Criterion
    indicators: tuple[str, ...]
    path: tuple[int, ...]
    none_arising: NoneArising | None


def taken(criterion: Criterion, contents: PointsSet) -> Iterator[Taken]:
    """The criterion's rule and, depth first, every rule inside it."""
    yield from _taken(
        criterion, criterion, (), (criterion.indicator or criterion.id,), criterion.none_arising, contents
    )


def _taken(
    rule: Rule,
    criterion: Criterion,
    path: tuple[int, ...],
    inherited: tuple[str, ...],
    none_arising: NoneArising | None,
    contents: PointsSet,
) -> Iterator[Taken]:
    own = figures_of(rule) or inherited
    said = (rule.share.none_arising if rule.share else None) or rule.none_arising or none_arising
    yield Taken(rule, criterion, own, path, said or contents.none_arising)
    for place, part in enumerate(rule.cases):
        yield from _taken(part, criterion, (*path, place), own, said, contents)


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


def schema_extra(schema: dict[str, Any]) -> None:
    """What the reader does in code, said to editors too: one rule key, plain words for a text."""
    for name in ("Criterion", "Part"):
        schema["$defs"][name]["oneOf"] = [{"required": [key]} for key in RULE_KEYS]
    for described in schema["$defs"].values():
        for key, own in described.get("properties", {}).items():
            described["properties"][key] = _with_plain_words(own)
    id_ = schema["$defs"]["PointsSet"]["properties"]["id"]
    id_["type"] = ["string", "integer"]


def _with_plain_words(own: Any) -> Any:
    if isinstance(own, dict):
        if own.get("$ref") == "#/$defs/Text":
            rest = {key: value for key, value in own.items() if key != "$ref"}
            return {"anyOf": [{"$ref": own["$ref"]}, {"type": "string", "minLength": 1}], **rest}
        return {key: _with_plain_words(value) for key, value in own.items()}
    return [_with_plain_words(each) for each in own] if isinstance(own, list) else own

"""points.yaml: a points set, that is, what is scored, by which rule, and what adds up to a total."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from dxscore.model.base import Id, Model
from dxscore.model.catalogue import Measure, OverTime, Year, YesNo
from dxscore.model.place import Place
from dxscore.model.points_rules import (
    RULE_KEYS,
    STEP_COMPARATORS,
    Comparator,
    NoneArising,
    NotNegative,
    Number,
    Part,
    Rule,
    Words,
)
from dxscore.model.target import Number as Plain

Stage = Literal["computed", "self", "verified"]
STAGES: Final[tuple[Stage, ...]] = ("computed", "self", "verified")


def _text(value: object) -> object:
    """A number that stands for a name: `id: 766` without quotes."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Places = Annotated[int, Field(strict=True, ge=0, le=9)]
Day = Annotated[date, Field(strict=True)]


class SetSource(Model):
    """Where a document says so, and how."""

    document: str = Field(min_length=1, description="Number of the document, or its id in the catalogue.")
    section: str | None = Field(default=None, min_length=1, description="Section, in its own numbering.")
    wording: str | None = Field(
        default=None, min_length=1, description="The few words that settle it, as written."
    )
    dated: Day | Year | None = Field(default=None, description="Day or year of the document or of the look.")
    url: str | None = Field(default=None, description="Where it was published, where known.")


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

"""targets.yaml: the plan, its documents, pillars, indicators and targets."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import Field, PrivateAttr, model_validator

from dxscore.model.base import Id, Model
from dxscore.model.period import ReportingCalendar
from dxscore.model.target import COMPARATORS as COMPARATORS
from dxscore.model.target import (
    KEPT,
    Against,
    Asking,
    By,
    ForUnits,
    Level,
    Number,
    PeriodText,
    YearKey,
    year_of,
)
from dxscore.model.target import Asked as Asked
from dxscore.model.target import Comparator as Comparator
from dxscore.model.target import Year as Year
from dxscore.model.target import YesNo as YesNo
from dxscore.words.text import Text, with_english, without_default

Measure = Literal["share", "number", "rank", "yes_no"]
OverTime = Literal["stock", "flow"]
Basis = Literal["stated", "inferred"]
_HUNDRED: Final = Decimal(100)


class Plan(Model):
    """The issued plan that is scored."""

    id: Id = Field(description="Stable key, carried into every scorecard.")
    name: Text = Field(description="Name of the plan.")
    place: Text = Field(description="Whose plan it is.")
    reporting_calendar: ReportingCalendar = Field(
        description="administrative: a year closes on 14 December; calendar: on its last day."
    )


class Document(Model):
    """A legal source."""

    id: Id = Field(description="Stable key.")
    number: str = Field(min_length=1, description="Number and symbol as printed, blanks as '…'.")
    issuer: Text = Field(description="Who issued it.")
    issued: Year | date = Field(description="Year, or day where it is known.")
    title: Text = Field(description="What it is about.")
    url: str | None = Field(default=None, description="Where it was published, where known.")


class Pillar(Model):
    """A group of indicators."""

    id: Id = Field(description="Stable key.")
    name: Text = Field(description="Name as people read it.")
    weight: Annotated[Number, Field(gt=0)] = Field(
        default=Decimal(1), description="Weight of the pillar's indicators in the score; 1 where none is set."
    )


class Source(Model):
    """Where a document says so."""

    document: Id = Field(description="Id of the document.")
    section: str = Field(min_length=1, description="Section in the document's own numbering.")
    wording: str = Field(min_length=1, description="The few words that settle it, as written.")


class Note(Model):
    """A written choice on something that the source leaves open."""

    ambiguity: Id = Field(description="Key of the ambiguity, for example A1.")
    vi: str = Field(min_length=1, description="The choice, in Vietnamese.")
    en: str = Field(
        default="",
        min_length=1,
        description="The choice, in English; the Vietnamese words where none are given.",
        json_schema_extra=without_default,
    )

    @model_validator(mode="before")
    @classmethod
    def _one_language(cls, data: object) -> object:
        return with_english(data) if isinstance(data, dict) else data


class Target(Model):
    """A comparator, a threshold and a deadline on one indicator."""

    by: By | None = Field(
        default=None,
        description="Due when this year closes, or this part of one (2025-Q2), or on this day (2025-06-30).",
    )
    every: Asked | None = Field(default=None, description="Due at the close of every year, quarter, month …")
    from_: Year | PeriodText | None = Field(
        default=None, alias="from", description="The first of them: a year, or a part of one (2025-Q2)."
    )
    at_least: Number | None = Field(default=None, description="Result ≥ this ('tối thiểu', a bare '80%').")
    more_than: Number | None = Field(default=None, description="Result > this ('trên').")
    at_most: Number | None = Field(default=None, description="Result ≤ this.")
    less_than: Number | None = Field(default=None, description="Result < this.")
    exactly: Number | None = Field(default=None, description="Result = this.")
    between: tuple[Number, Number] | None = Field(default=None, description="a ≤ result ≤ b.")
    done: Literal[True] | None = Field(default=None, description="A yes/no duty that is to be done.")
    levels: tuple[Level, ...] | None = Field(
        default=None,
        min_length=2,
        description="Several levels, the lowest first: met at the lowest; the one reached is shown.",
    )
    for_: tuple[ForUnits, ...] | None = Field(
        default=None,
        alias="for",
        min_length=1,
        description="Thresholds of some units; those of no entry have the target's own.",
    )
    against: Against | None = Field(default=None, description="A change against an earlier figure.")
    keep: Literal["rising", "falling"] | None = Field(
        default=None, description="Never worse than the year before: never below it, or never above it."
    )
    path: dict[YearKey, Number] | None = Field(
        default=None,
        min_length=1,
        description="What the plan states for the close of years on the way, by year: shown, never due.",
    )
    source: Source = Field(description="The document, section and words behind it.")
    choice: Text | None = Field(
        default=None, description="Why this threshold, where the source words it without a number."
    )

    @model_validator(mode="after")
    def _one_of_each(self) -> "Target":
        if len(self.asking) != 1:
            raise ValueError(f"exactly one comparator is wanted, not {', '.join(self.asking) or 'none'}")
        if (self.by is None) == (self.every is None):
            raise ValueError("either by: YEAR or every: year is wanted")
        if (self.from_ is None) != (self.every is None):
            raise ValueError("every: year wants from: YEAR, and from goes with nothing else")
        if self.between is not None and self.between[0] > self.between[1]:
            raise ValueError("between: [a, b] wants a ≤ b")
        if self.keep is not None and self.asking[0] not in ("keep", *KEPT[self.keep]):
            raise ValueError("keep goes with a limit of its own side")
        if self.for_ is not None and (self.levels or self.against or self.keep or self.done):
            raise ValueError("for goes with one comparator")
        if self.path and self.asking[0] not in ("at_least", "more_than", "at_most", "less_than"):
            raise ValueError("path goes with at_least, more_than, at_most or less_than")
        if self.path and self.by is not None and max(self.path) >= year_of(self.by):
            raise ValueError("path: {YEAR: …} wants years before by")
        return self

    @property
    def asking(self) -> list[str]:
        """What it asks for: the keys of which there is to be one.

        `for` may stand alone or give some units another threshold than the target's own; `keep` may stand
        alone or beside a limit.
        """
        own: list[str] = [name for name in COMPARATORS if getattr(self, name) is not None]
        own += [key for key in ("levels", "against") if getattr(self, key) is not None]
        if own:
            return own
        if self.for_ is not None:
            return ["for"]
        return [] if self.keep is None else ["keep"]

    @property
    def _asked(self) -> Asking | None:
        """The comparator that stands elsewhere than in the target itself: the lowest level's, for example."""
        if self.levels is not None:
            return self.levels[0]
        if self.against is not None:
            return self.against
        return self.for_[0] if self.for_ and not self._own else None

    @property
    def _own(self) -> Comparator | None:
        return next((name for name in COMPARATORS if getattr(self, name) is not None), None)

    @property
    def comparator(self) -> Comparator:
        """The one comparator that is set; a target with none or with two is refused."""
        if self._own is not None:
            return self._own
        if self._asked is not None:
            return self._asked.comparator
        return "at_least" if self.keep == "rising" else "at_most"

    @property
    def bounds(self) -> tuple[Decimal, ...]:
        """The threshold: one number, two for `between`, none for `done`, or where an earlier figure is it."""
        if self._asked is not None:
            return self._asked.bounds
        if self.between is not None:
            return self.between
        if self.done or self._own is None:
            return ()
        value: Decimal = getattr(self, self._own)
        return (value,)


class Supplier(Model):
    """Who holds a figure and is asked for it, and on what ground it is said so."""

    body: Id = Field(description="Id of the body, or group of bodies.")
    basis: Basis = Field(
        description="stated: a document says so; inferred: read from who leads the tasks that serve it."
    )


class Indicator(Model):
    """What is measured, by whom, and the targets on it."""

    id: Id = Field(description="Stable key: pillar and topic.")
    pillar: Id = Field(description="Id of its pillar.")
    name: Text = Field(description="Name as people read it.")
    measure: Measure = Field(description="share: numerator over denominator; number; rank; yes_no.")
    over_time: OverTime | None = Field(
        default=None,
        description="stock: the state on a closing day; flow: a count from the first to the last day of a"
        " period, so that periods add up. Not stated: nothing is added up.",
    )
    unit_of_measure: Annotated[str, Field(min_length=1, max_length=40)] = Field(
        description="How it is shown: percent, number, rank, yes_no; or a unit: Tbps, % GDP, điểm."
    )
    counted_in: Text | None = Field(default=None, description="The noun for 'còn thiếu 143 hồ sơ'.")
    whole: YesNo = Field(default=True, description="Parts are whole counts; false for money.")
    numerator: Text | None = Field(default=None, description="What is counted above the line.")
    denominator: Text | None = Field(default=None, description="What is counted below the line.")
    parts: Literal["together", "apart"] = Field(
        default="together",
        description="together: the parts of a share stand in one row; apart: they may come from two rows,"
        " each from the office that has it.",
    )
    excludes: Text | None = Field(default=None, description="What is left out of both.")
    better: Literal["higher", "lower"] = Field(default="higher", description="The direction that is better.")
    minimum: Number | None = Field(default=None, description="Least possible value of a number or rank.")
    maximum: Number | None = Field(
        default=None,
        description="Greatest possible value of a number or rank; of a share, where it may pass 100.",
    )
    of: Annotated[int, Field(strict=True, ge=2)] | None = Field(
        default=None, description="How many are ranked: of a rank, 63 for '25/63'."
    )
    scope: Text | None = Field(
        default=None, description="Among whom it is ranked: of a rank, 'Đông Nam Á', 'cả nước'."
    )
    reported_by: Id = Field(description="Id of the body, or group of bodies, whose rows are expected.")
    supplied_by: Supplier | None = Field(
        default=None, description="Who holds the figure and is asked for it; by default reported_by."
    )
    asked: Asked | None = Field(
        default=None, description="How often a form asks for it; by default in every form."
    )
    may_not_apply: YesNo = Field(
        default=False, description="Whether a unit may declare that it does not apply to it."
    )
    same_as: tuple[Id, ...] = Field(
        default=(),
        description="Ids of other plans' indicators that are the same figure: their rows count here, too.",
    )
    judged_on: Literal["pooled", "each"] = Field(
        default="pooled", description="pooled: parts are added up; each: every unit by itself."
    )
    needs_evidence: YesNo = Field(default=False, description="A judgement counts only with evidence.")
    notes: tuple[Note, ...] = Field(default=(), description="Written choices on the source's ambiguities.")
    targets: tuple[Target, ...] = Field(min_length=1, description="One for each deadline.")

    # No part of a catalogue's file: a points set may name values, as levels, that cells then hold as words.
    _value_names: Mapping[str, Decimal] = PrivateAttr(default_factory=dict)

    @property
    def value_names(self) -> Mapping[str, Decimal]:
        """Words that stand for a value, by `word_key`; none but for an indicator of a points set's levels."""
        return self._value_names

    def with_value_names(self, names: Mapping[str, Decimal]) -> "Indicator":
        """The same indicator, whose values cells may name."""
        named = self.model_copy()
        named._value_names = names
        return named

    @property
    def is_summed(self) -> bool:
        """Whether the numbers of units are added up, so that one of them alone is held against nothing."""
        return self.measure == "number" and self.judged_on == "pooled"

    @property
    def only_adds_up(self) -> bool:
        """Whether one more unit's number can only make the sum of all greater."""
        return self.minimum is not None and self.minimum >= 0

    @model_validator(mode="after")
    def _measured_as_described(self) -> "Indicator":
        if self.measure == "share" and not (self.numerator and self.denominator and self.counted_in):
            raise ValueError("a share wants numerator, denominator and counted_in")
        if self.over_time == "flow" and self.measure in ("rank", "yes_no"):
            raise ValueError("over_time: flow goes with a share or a number: ranks and yes/no do not add up")
        if self.of is not None and self.measure != "rank":
            raise ValueError("of goes with a rank")
        if self.scope is not None and self.measure != "rank":
            raise ValueError("scope goes with a rank")
        for target in self.targets:
            if (self.measure == "yes_no") != (target.comparator == "done"):
                raise ValueError("done: true goes with measure: yes_no, and with nothing else")
            if target.for_ is not None and self.judged_on == "pooled":
                raise ValueError("for goes with judged_on: each")
        return self

    @property
    def greatest(self) -> Decimal | None:
        """The greatest value that it can have: of a share 100, or what is declared; of a rank its field."""
        if self.measure == "share":
            return _HUNDRED if self.maximum is None else self.maximum
        return Decimal(self.of) if self.maximum is None and self.of is not None else self.maximum


class Undecided(Model):
    """A target of the document that the file does not hold yet: somebody has to decide what it means."""

    indicator: str = Field(min_length=1, description="Id of the indicator, which may not be there yet.")
    section: str = Field(min_length=1, description="Where it is printed: section or cell.")
    wording: str = Field(min_length=1, description="What is printed there.")


class TargetsFile(Model):
    """The whole of targets.yaml."""

    version: Literal[1] = Field(description="Version of this file format.")
    plan: Plan = Field(description="The plan that is scored.")
    documents: tuple[Document, ...] = Field(min_length=1, description="Legal sources.")
    pillars: tuple[Pillar, ...] = Field(min_length=1, description="Groups, in the order of print.")
    indicators: tuple[Indicator, ...] = Field(min_length=1, description="In the order of print.")
    undecided: tuple[Undecided, ...] | None = Field(
        default=None,
        description="Targets of the document that are not among the indicators yet. Reports say how many; "
        "an entry is deleted once its target is written, or was found to be none.",
    )

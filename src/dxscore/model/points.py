"""What units earn under a points set: the document of `dxscore points --format json`."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.finding import Finding
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import InputFile
from dxscore.model.version import VERSION
from dxscore.words.say import Language
from dxscore.words.text import Words

PointsReason = Literal[
    "not_reported",
    "given_only",
    "no_catalogue",
    "zero_denominator",
    "declared",
    "contradictory",
    "unusable",
    "waits_for_parts",
    "no_evidence",
    "best_is_zero",
    "provisional",
]


class NextStep(Written):
    """A change of one figure that would bring points, by itself."""

    criterion: str = Field(description="Id of the criterion.")
    part: Words | None = Field(default=None, description="Name of the part of it, where it has several.")
    count: Decimal | None = Field(description="How many more, or, below 0, fewer; null for yes/no.")
    counted_in: Words | None = Field(description="What is counted.")
    points: Decimal = Field(description="Points that it adds to the total.")
    to: Literal["full", "target", "next_step", "done"] = Field(description="What is reached by it.")


class CriterionPoints(Written):
    """One criterion of one unit: three numbers, and the one that counts."""

    criterion: str = Field(description="Id of the criterion.")
    max: Decimal = Field(description="Most points that count here; less where a part was left out.")
    computed: Decimal | None = Field(description="Computed from figures; null where it cannot be.")
    self_: Decimal | None = Field(alias="self", description="Tự chấm; null where the unit gave none.")
    verified: Decimal | None = Field(description="Thẩm định; null where there is none yet.")
    official: Decimal | None = Field(description="The last one present; null where not answered.")
    low: Decimal = Field(description="Fewest points that are still possible.")
    high: Decimal = Field(description="Most points that are still possible.")
    left_out: bool = Field(default=False, description="Not counted for this unit.")
    cause: PointsReason | None = Field(
        default=None, description="Why there is no number, or not the usual one; null for the usual."
    )
    reason: str | None = Field(
        default=None,
        description="Giải trình that stands with the official number; null without.",
    )
    evidence: str | None = Field(default=None, description="Tài liệu kiểm chứng.")
    numerator: Decimal | None = Field(default=None, description="a of the figure, where there is one.")
    denominator: Decimal | None = Field(default=None, description="b of the figure, where there is one.")
    value: Decimal | None = Field(default=None, description="Value of the figure; a share in per cent.")
    period: str | None = Field(default=None, description="What the figure covers, where not the period.")
    missing: Decimal | None = Field(default=None, description="Points short of the maximum.")
    missing_count: int | None = Field(default=None, description="How many more would bring all points.")
    one_case: Decimal | None = Field(default=None, description="Points that a single case moves.")
    small: bool = Field(default=False, description="The denominator is so small that one case moves much.")
    depends_on_others: bool = Field(default=False, description="Another unit's figure matters here.")


class GroupPoints(Written):
    """A group of one unit."""

    group: str = Field(description="Id of the group.")
    max: Decimal = Field(description="Most points.")
    total: Decimal = Field(description="Points; those not answered as none.")
    low: Decimal = Field(description="Fewest that are still possible.")
    high: Decimal = Field(description="Most that are still possible.")


class UnitPoints(Written):
    """One unit: its total, what it may still be, its rank."""

    reporting_unit: str = Field(description="Id of the unit.")
    name: Words = Field(description="Its name.")
    total: Decimal | None = Field(description="What is not answered counts as none here, see low and high.")
    low: Decimal | None = Field(description="The total where all that is not answered comes to nothing.")
    high: Decimal | None = Field(description="The total where it comes to all.")
    max: Decimal = Field(description="Most points of the set.")
    complete: bool = Field(description="Whether every criterion is answered.")
    unanswered: tuple[str, ...] = Field(default=(), description="Ids of criteria that are not answered.")
    unanswered_points: Decimal = Field(description="Points that they are worth.")
    rank: int | None = Field(description="By total, 1-2-2-4; null where too much is not answered.")
    rank_best: int | None = Field(description="Best rank that completing the data can give.")
    rank_worst: int | None = Field(description="Worst rank that completing the data can give.")
    band: Words | None = Field(description="The word for the total; null where the set has none.")
    band_low: Words | None = Field(
        default=None, description="The word for `low`, where it is another; null where `low` reaches none."
    )
    band_high: Words | None = Field(default=None, description="The word for `high`, where it is another.")
    bonus: Decimal = Field(default=Decimal(0), description="Points beside the maximum.")
    deduction: Decimal = Field(default=Decimal(0), description="Points taken off, 0 or less.")
    left_out: tuple[str, ...] = Field(default=(), description="Ids of criteria that do not count here.")
    rescaled: bool = Field(default=False, description="Whether the rest was brought up to the maximum.")
    capped_at: Decimal | None = Field(default=None, description="The cap that holds the total down.")
    groups: tuple[GroupPoints, ...] = Field(default=(), description="By group, in the set's order.")
    criteria: tuple[CriterionPoints, ...] = Field(description="By criterion, in the set's order.")
    next: tuple[NextStep, ...] = Field(default=(), description="Cheapest next points, the cheapest first.")


class WhatIf(Written):
    """A figure that was supposed, and what it changes for its unit."""

    criterion: str = Field(description="Id of the criterion.")
    reporting_unit: str = Field(description="Id of the unit.")
    figure: str = Field(description="What was supposed, as typed.")
    total_before: Decimal | None = Field(description="Total without it.")
    total_after: Decimal | None = Field(description="Total with all that was supposed.")
    rank_before: int | None = Field(description="Rank without it.")
    rank_after: int | None = Field(description="Rank with all that was supposed.")


class PointsCard(Written):
    """Every unit under one set for one period."""

    schema_: Literal["dxscore/points/1"] = Field(
        default="dxscore/points/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    set: str = Field(description="Id of the set.")
    name: Words = Field(description="Name of the set.")
    sha256: str = Field(description="Digest of the set's file.")
    period: str = Field(description="The period that is scored.")
    periods: tuple[str, ...] = Field(default=(), description="Periods in the files.")
    max: Decimal = Field(description="Most points, without bonus.")
    illustrative: bool = Field(default=False, description="The set is made up.")
    remarks: tuple[Words, ...] = Field(default=(), description="What the set's file says of itself.")
    compared: tuple[str, ...] = Field(
        default=(), description="Ids of criteria whose points depend on other units' figures."
    )
    inputs: tuple[InputFile, ...] = Field(default=(), description="The files.")
    units: tuple[UnitPoints, ...] = Field(description="The units, best rank first.")
    what_if: tuple[WhatIf, ...] = Field(default=(), description="What was supposed; the units are after it.")
    findings: tuple[Finding, ...] = Field(default=(), description="Faults and doubts, errors first.")

    def to_json(self, lang: Language = "vi") -> str:
        """The document that `dxscore points --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True, context={"lang": lang}))

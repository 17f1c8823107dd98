"""cases.yaml: what a catalogue must say of given figures, kept beside it, and what came of trying it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dxscore.model.base import Id, Model, Written
from dxscore.model.json_document import json_document
from dxscore.model.scorecard import Reason, Status
from dxscore.model.version import VERSION

Words = Annotated[str, Field(min_length=1, max_length=500)]
Day = Annotated[date, Field(strict=True)]
Cell = Annotated[str, Field(max_length=500)] | int | Decimal | date
"""As a cell of a metrics file: a number may be written as one, anything else is text."""


class CaseRow(Model):
    """One row of a metrics file."""

    indicator: Cell = Field(description="As in the column of a metrics file.")
    reporting_unit: Cell = Field(description="The same.")
    period: Cell = Field(description="The same.")
    numerator: Cell | None = Field(default=None, description="The same.")
    denominator: Cell | None = Field(default=None, description="The same.")
    value: Cell | None = Field(default=None, description="The same.")
    evidence: Cell | None = Field(default=None, description="The same.")
    note: Cell | None = Field(default=None, description="The same.")
    closed_on: Cell | None = Field(default=None, description="The same.")


class Expected(Model):
    """What must be said of one target, or of one unit held against it. Only what is given is compared."""

    indicator: Id = Field(description="Id of the indicator.")
    target_by: int | str = Field(description="When the target falls due: 2025, 2025-Q2, 2025-06-30.")
    reporting_unit: Id | None = Field(default=None, description="Set where one unit's own verdict is meant.")
    status: Status = Field(description="The verdict.")
    reason: Reason | None = Field(default=None, description="Why there is no verdict.")
    provisional: bool | None = Field(default=None, description="What is missing could change the verdict.")
    exceeded: bool | None = Field(default=None, description="Met, and beyond the threshold.")
    value: int | Decimal | None = Field(default=None, description="The result.")
    gap: int | Decimal | None = Field(default=None, description="What is missing, in points.")
    gap_count: int | None = Field(default=None, description="What is missing, in whole counts.")


class Case(Model):
    """Figures, and what must be said of them."""

    name: Words = Field(description="What the case shows; no two have one name.")
    as_of: Day | None = Field(
        default=None, description="Day of judgement; by default found from the figures."
    )
    target_year: int | Literal["all"] | None = Field(
        default=None, description="Judge what falls due in this year, or all; by default what is in force."
    )
    rows: Annotated[tuple[CaseRow, ...], Field(max_length=1000)] = Field(
        default=(), description="Rows of a metrics file."
    )
    files: tuple[Words, ...] = Field(
        default=(), description="Metrics files, relative to this file, in place of rows or beside them."
    )
    expect: Annotated[tuple[Expected, ...], Field(min_length=1)] = Field(description="What must be said.")
    findings: tuple[str, ...] = Field(
        default=(),
        description="Codes of the errors and warnings that must be found, each once, and no others.",
    )


class CasesFile(Model):
    """The contents of cases.yaml."""

    version: Literal[1] = Field(description="Version of this file's shape.")
    cases: Annotated[tuple[Case, ...], Field(min_length=1)] = Field(description="The cases, in any order.")


class Difference(Written):
    """One thing that came out otherwise than expected."""

    indicator: str | None = Field(
        default=None, description="Id of the indicator; null where findings differ."
    )
    target_by: str | None = Field(default=None, description="The target that was meant.")
    reporting_unit: str | None = Field(default=None, description="The unit that was meant.")
    key: str = Field(description="What differs: status, gap_count, findings …; target where there is none.")
    expected: str | None = Field(description="What was expected.")
    found: str | None = Field(description="What came out.")


class CaseOutcome(Written):
    """What came of one case."""

    name: str = Field(description="Its name.")
    file: str = Field(description="The file that it stands in.")
    row: int | None = Field(description="The line where it begins, from 1.")
    passed: bool = Field(description="Everything came out as expected.")
    differences: tuple[Difference, ...] = Field(description="What did not.")


class CatalogueTest(Written):
    """What came of the cases of one catalogue."""

    schema_: Literal["dxscore/catalogue-test/1"] = Field(
        default="dxscore/catalogue-test/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    plan: str = Field(description="Id of the plan.")
    catalogue_sha256: str = Field(description="Digest of the catalogue.")
    passed: int = Field(description="Cases that came out as expected.")
    failed: int = Field(description="Cases that did not.")
    cases: tuple[CaseOutcome, ...] = Field(description="The cases, in the file's order.")

    def to_json(self) -> str:
        """The document that `dxscore catalogue test --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True))

"""What came of counting a log: the document that `dxscore rollup --format json` prints."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.finding import Finding
from dxscore.model.version import VERSION


class CountedSource(Written):
    """A log that was counted."""

    name: str = Field(description="The file as it was named, or the table.")
    records: int = Field(description="How many records it has.")


class RejectedFor(Written):
    """Records that were rejected for one reason; of several the first one counts."""

    code: str = Field(description="Code of the finding.")
    records: int = Field(description="How many.")


class RolledUp(Written):
    """The counts of one run. counted + repeated + rejected = records."""

    schema_: Literal["dxscore/rollup/1"] = Field(
        default="dxscore/rollup/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    counts: str = Field(description="The file that says how to count.")
    counts_sha256: str = Field(description="Hex digest of its bytes.")
    catalogue_sha256: str = Field(description="Hex digest of the catalogue's bytes.")
    records: int = Field(description="Records in all logs, by a count of its own.")
    counted: int = Field(description="Records that were counted.")
    repeated: int = Field(description="Records that say once more what another of the same key says.")
    rejected: int = Field(description="Records that could not be counted.")
    figures: int = Field(description="Rows of the metrics file.")
    rejected_for: tuple[RejectedFor, ...] = Field(description="Why records were rejected, by code.")
    sources: tuple[CountedSource, ...] = Field(description="The logs.")
    total: int = Field(description="How many rejected records and other findings there are.")
    listed: int = Field(description="How many of them `findings` speaks of.")
    findings: tuple[Finding, ...] = Field(
        description="What is wrong with the first thousand rejected records, then what is to be told of all."
    )

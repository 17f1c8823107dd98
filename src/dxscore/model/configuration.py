"""The configuration: what a dxscore.toml may hold, and what `dxscore config --format json` prints.

How values are read, and what is said of wrong ones, stands in `cli.configuration`; a test holds the two
together.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from dxscore.model.base import Model, Written
from dxscore.model.finding import Severity
from dxscore.model.version import VERSION

_Name = Annotated[str, Field(min_length=1)]
_Share = Annotated[float, Field(ge=0, le=100)] | Annotated[str, Field(pattern=r"^[0-9]+([.,][0-9]+)?$")]
_Codes = Annotated[str, Field(pattern=r"^[Dd][Xx][0-9]{0,3}$")]
_Gate = Literal["unmet", "missed", "pending", "provisional", "finding", "never"]
_Format = Literal[
    "table",
    "json",
    "ndjson",
    "findings",
    "csv",
    "html",
    "docx",
    "xlsx",
    "markdown",
    "junit",
    "sarif",
    "github",
    "gitlab",
    "checkstyle",
    "rdjson",
    "openmetrics",
    "parquet",
]


class ConfigurationFile(Model):
    """dxscore.toml, or [tool.dxscore] of a pyproject.toml. Names of files are relative to the file itself."""

    files: _Name | tuple[_Name, ...] | None = Field(
        default=None, description="Metrics files or patterns, for check, lint, gaps and report."
    )
    catalogue: _Name | None = Field(
        default=None, description="Folder with targets.yaml and assignments.yaml."
    )
    lang: Literal["vi", "en"] | None = Field(default=None, description="Language of what people read.")
    as_of: date | None = Field(default=None, description="Day of judgement.")
    target_year: Annotated[int, Field(ge=1000, le=9999)] | Literal["all"] | None = Field(
        default=None, description="Judge what falls due in this year, or all."
    )
    format: _Format | None = Field(default=None, description="What check prints.")
    output: _Name | tuple[_Name, ...] | None = Field(
        default=None, description="Files that check writes: results.sarif, gitlab=report.json."
    )
    units: Literal["none", "worst", "all"] | None = Field(
        default=None, description="Which units check and report list: none, the farthest, all."
    )
    brief: bool | None = Field(
        default=None, description="Whether the screen of check stops after the answer."
    )
    rejects: _Name | None = Field(default=None, description="CSV file for the rows that check left out.")
    fail_on: _Gate | tuple[_Gate, ...] | None = Field(default=None, description="When check exits with 1.")
    min_coverage: _Share | None = Field(default=None, description="Least coverage for check, in per cent.")
    min_score: _Share | None = Field(default=None, description="Least score for check, 0 to 100.")
    strict: bool | None = Field(default=None, description="Whether check takes warnings for errors.")
    baseline: _Name | None = Field(
        default=None, description="An earlier scorecard: check fails for what is newly missed or worse."
    )
    waivers: _Name | None = Field(default=None, description="File of waivers.")
    select: _Codes | tuple[_Codes, ...] | None = Field(
        default=None, description="Codes, or beginnings of codes, that lint reports."
    )
    ignore: _Codes | tuple[_Codes, ...] | None = Field(
        default=None, description="Codes, or beginnings of codes, that lint does not report."
    )
    severity: dict[Annotated[str, Field(pattern=r"^[Dd][Xx][0-9]{3}$")], Severity] | None = Field(
        default=None, description="Another severity for some codes, in lint."
    )


class HeldSetting(Written):
    """What holds for one key."""

    value: str | bool | tuple[str, ...] | None = Field(description="As an option takes it; null: nothing.")
    source: Literal["environment", "file", "default"] = Field(description="Where it comes from.")
    place: str | None = Field(description="The variable, or the file.")
    line: int | None = Field(description="Where in the file, from 1, if that can be told.")


class HeldConfiguration(Written):
    """What holds beside the command line."""

    schema_: Literal["dxscore/config/1"] = Field(
        default="dxscore/config/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(
        default_factory=lambda: VERSION, description="The version of dxscore that wrote this."
    )
    file: str | None = Field(description="The configuration file, if one holds.")
    settings: dict[str, HeldSetting] = Field(description="Every key of the configuration.")

"""What is wrong with files, and no verdict: the shape in which `dxscore lint` writes it as JSON."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dxscore.model.base import Written
from dxscore.model.finding import Finding
from dxscore.model.json_document import json_document
from dxscore.words.say import Language

FileKind = Literal["metrics", "tasks", "catalogue", "waivers", "points", "counts", "cases", "other"]


class LintedFile(Written):
    """One file that was looked at."""

    file: str = Field(description="The file as it was named.")
    kind: FileKind = Field(description="What it is; other: nothing of ours, passed over.")
    rows: int | None = Field(
        default=None, description="Data rows in it, faulty ones included; null for YAML."
    )
    rejected: int | None = Field(default=None, description="Rows with an error; null for YAML.")


class CodeCount(Written):
    """How often one code was found."""

    code: str = Field(description="The code.")
    count: int = Field(ge=1, description="How many findings have it, listed or not.")


class FindingList(Written):
    """The findings of one run of lint."""

    schema_: Literal["dxscore/findings/1"] = Field(
        default="dxscore/findings/1", alias="schema", description="Name and version of this shape."
    )
    dxscore: str = Field(description="The version of dxscore that wrote this.")
    total: int = Field(ge=0, description="How many findings there are, those that are not listed too.")
    listed: int = Field(ge=0, description="How many are listed: a thousand of one file at most.")
    errors: int = Field(ge=0, description="Errors, listed or not.")
    warnings: int = Field(ge=0, description="Warnings, listed or not.")
    notes: int = Field(ge=0, description="Notes, listed or not.")
    files: tuple[LintedFile, ...] = Field(description="The files, by name.")
    codes: tuple[CodeCount, ...] = Field(description="How often each code was found, by code.")
    findings: tuple[Finding, ...] = Field(description="The findings, by file and place.")

    def to_json(self, lang: Language = "vi") -> str:
        """The document that `dxscore lint --format json` prints."""
        return json_document(self.model_dump(mode="json", by_alias=True, context={"lang": lang}))

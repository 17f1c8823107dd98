"""counts.yaml: how figures are counted from a log of case records."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Field, model_validator

from dxscore.model.base import Id, Model
from dxscore.model.catalogue import Asked

Operator = Literal["<", "<=", ">", ">=", "=", "!="]
ANSWERS: tuple[str, str] = ("yes", "no")


def _as_text(value: object) -> object:
    """What YAML takes for a truth or a whole number, as the text that a log has."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int) else value


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


_Scalar = str | int | bool
Value = Annotated[str, Field(max_length=200), BeforeValidator(_as_text, json_schema_input_type=_Scalar)]
Values = Annotated[
    tuple[Value, ...],
    Field(min_length=1),
    BeforeValidator(_as_list, json_schema_input_type=_Scalar | list[_Scalar]),
]
Header = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Records(Model):
    """Which columns of the log say whose case it is, and when."""

    unit: Header = Field(description="Column with the reporting unit: its id, official code or name.")
    date: Header = Field(description="Column with the day on which the case falls into a period.")
    period: Asked = Field(
        default="quarter", description="The period of each figure: year, half_year, quarter, month."
    )
    key: Header | None = Field(
        default=None,
        description="Column that tells cases apart: a case that stands twice is counted once, and told.",
    )


class Compare(Model):
    """Two columns of days held against each other: yes where it holds, else no."""

    left: Header = Field(description="Column on the left.")
    op: Operator = Field(description="How the left is to stand to the right.")
    right: Header = Field(description="Column on the right.")


class Column(Model):
    """What the texts of one column mean. One of: one_of; yes with no; compare."""

    column: Header | None = Field(
        default=None, description="The column's name in the log, where it is another than here."
    )
    one_of: tuple[Value, ...] | None = Field(
        default=None, min_length=1, description="The texts that may stand there, each a value of its own."
    )
    yes: tuple[Value, ...] | None = Field(default=None, min_length=1, description="Texts that mean yes.")
    no: tuple[Value, ...] | None = Field(default=None, min_length=1, description="Texts that mean no.")
    compare: Compare | None = Field(default=None, description="Yes or no by comparing two columns of days.")
    blank: Value | None = Field(
        default=None, description="The value of a blank cell; by default the record is rejected."
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Column:
        kinds = (self.one_of is not None) + (self.yes is not None) + (self.compare is not None)
        if kinds != 1 or (self.yes is None) != (self.no is None):
            raise ValueError("one of one_of, yes with no, or compare is wanted")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """The values that a condition may name."""
        return ANSWERS if self.one_of is None else self.one_of


class CountedIndicator(Model):
    """Which records an indicator counts."""

    of: dict[Name, Values] = Field(
        default_factory=dict,
        description="What a record has to be to be counted at all: all of these. A list means any of them.",
    )
    excludes: dict[Name, Values] = Field(
        default_factory=dict, description="What leaves a record out again: any one of these."
    )
    counts: dict[Name, Values] = Field(
        default_factory=dict,
        description="Which of the records left make the numerator of a share: all of these.",
    )


class CountsFile(Model):
    """The whole of counts.yaml."""

    version: Literal[1] = Field(description="Version of this file format.")
    records: Records = Field(description="Whose case a record is, and when.")
    columns: dict[Name, Column] = Field(
        default_factory=dict, description="The columns that conditions name, by name."
    )
    indicators: dict[Id, CountedIndicator] = Field(
        min_length=1, description="The conditions of each indicator, by its id."
    )

    @property
    def used(self) -> tuple[str, ...]:
        """The columns that any condition names, in the order of the file."""
        named = {
            name
            for indicator in self.indicators.values()
            for conditions in (indicator.of, indicator.excludes, indicator.counts)
            for name in conditions
        }
        return tuple(name for name in self.columns if name in named)


class Counts(NamedTuple):
    """A read counts.yaml, held against the catalogue.

    Args:
        file: the file as it was named.
        sha256: hex digest of its bytes.
        content: what it says.
    """

    file: str
    sha256: str
    content: CountsFile

"""waivers.yaml: misses that somebody entitled to has excused for a time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from dxscore.model.base import Id, Model
from dxscore.model.place import Place

Words = Annotated[str, Field(min_length=1, max_length=500)]
# Strict: a number would else be taken for seconds since 1970.
Day = Annotated[date, Field(strict=True)]


class Waiver(Model):
    """One target, or one unit's part of it, that need not be met from one day until another."""

    indicator: Id = Field(description="Id of the indicator; all its targets are meant.")
    reporting_unit: Id | None = Field(
        default=None, description="Id of the one reporting unit it holds for; without it, for everybody."
    )
    reason: Words = Field(description="Why it is waived.")
    document: Words = Field(description="Number and date of the document that says so.")
    approved_by: Words = Field(description="Who approved it.")
    from_: Day = Field(alias="from", description="First day on which it holds.")
    until: Day = Field(description="Last day on which it holds.")


class WaiversFile(Model):
    """The contents of waivers.yaml."""

    version: Literal[1] = Field(description="Version of this file's shape.")
    waivers: tuple[Waiver, ...] = Field(description="The waivers, in any order.")


class PlacedWaiver(NamedTuple):
    """A waiver and where it stands.

    Args:
        waiver: what it says.
        place: its line, and where it begins in it.
        path: key path, such as ``waivers[2]``.
    """

    waiver: Waiver
    place: Place
    path: str


class Waivers(NamedTuple):
    """A read file of waivers, held against the catalogue.

    Args:
        file: the file as it was named.
        sha256: hex digest of its bytes.
        items: the waivers in the file's order.
    """

    file: str
    sha256: str
    items: tuple[PlacedWaiver, ...]

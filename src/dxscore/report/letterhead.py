"""Who writes an official text and to whom: neither is urged in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from dxscore.model.assignments import COMMITTEES
from dxscore.model.loaded import Catalogue
from dxscore.report.naming import Names
from dxscore.words.names import committee
from dxscore.words.numbers import day
from dxscore.words.visible import visible

# The office that reports signs its documents BC-VHTT; a catalogue names it by that alias.
SYMBOL: Final = "VHTT"


def author(catalogue: Catalogue) -> str | None:
    """Id of the office that reports; None where the catalogue knows none by its sign."""
    return next((body.id for body in catalogue.assignments.bodies if SYMBOL in body.aliases), None)


def addressees(catalogue: Catalogue) -> frozenset[str]:
    """Ids of the bodies to which a report goes: the People's Committee of the place."""
    above = committee(catalogue.targets.plan.place, "vi").casefold()
    return frozenset(
        body.id for body in catalogue.assignments.bodies if committee(body.name, "vi").casefold() == above
    )


def has_ended(catalogue: Catalogue, bodies: Iterable[str], on: date) -> frozenset[str]:
    """Ids of those bodies that had ended before a day; a group never ends."""
    known = (catalogue.bodies[body] for body in bodies if body in catalogue.bodies)
    return frozenset(body.id for body in known if body.valid_to is not None and body.valid_to < on)


def in_running_text(names: Names, bodies: Iterable[str]) -> tuple[str, ...]:
    """Names as sentences have them: 'UBND xã Phổ An', for a place does nothing by itself."""
    return tuple(_called(names, body) for body in bodies)


def _called(names: Names, id_: str) -> str:
    body = names.catalogue.bodies[id_]
    name = committee(body.name, names.lang) if body.kind in COMMITTEES else body.name.get(names.lang)
    return visible(name)


def parted(
    catalogue: Catalogue, bodies: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The bodies that may be urged, the one that is written to, and the one that writes."""
    own, above = author(catalogue), addressees(catalogue)
    return (
        tuple(body for body in bodies if body != own and body not in above),
        tuple(body for body in bodies if body in above),
        tuple(body for body in bodies if body == own),
    )


def head_ended(names: Names, on: date) -> str:
    """A line for whoever signs where the body that writes or the one that receives ended before a day; else
    ''.
    """
    own = author(names.catalogue)
    bodies = (*addressees(names.catalogue), *([] if own is None else [own]))
    gone = in_running_text(names, sorted(has_ended(names.catalogue, bodies, on)))
    return names.say("report.head_ended", bodies="; ".join(gone), day=day(on, names.lang)) if gone else ""

"""Returned figures held against each other: what cannot be true is left out, what is doubtful is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dxscore.forms.returned import Collected, LeftOut, ReturnedFile
from dxscore.forms.tidy import Place, place
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.score.capped import capped
from dxscore.score.placed import order
from dxscore.score.plausibility import implausible
from dxscore.score.screen import screen


class Sifted(NamedTuple):
    """Returned files without the rows that cannot be true.

    Args:
        files: as they came, such rows counted among the faulty ones.
        left_out: those rows.
        findings: errors, one for each.
    """

    files: tuple[ReturnedFile, ...]
    left_out: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]


def sift(catalogue: Catalogue, files: Iterable[ReturnedFile], period: Period) -> Sifted:
    """Take out rows of `period` that cannot be true by themselves: a numerator over its denominator."""
    sound: list[ReturnedFile] = []
    left_out: list[LeftOut] = []
    findings: list[Finding] = []
    for file in files:
        errors = {
            o: fault for o in file.observations if o.period == period and (fault := _error(catalogue, o))
        }
        left_out += [LeftOut("impossible", o, fault.code) for o, fault in errors.items()]
        findings += errors.values()
        sound.append(_without(file, errors) if errors else file)
    return Sifted(tuple(sound), tuple(left_out), capped(findings).findings)


def _error(catalogue: Catalogue, observation: Observation) -> Finding | None:
    found = screen(catalogue, [observation]).findings
    return next((finding for finding in found if finding.severity == "error"), None)


def _without(file: ReturnedFile, errors: Mapping[Observation, Finding]) -> ReturnedFile:
    return file._replace(
        observations=tuple(o for o in file.observations if o not in errors),
        faulty=file.faulty | {place(o) for o in errors},
        unreadable=True,
    )


def with_left_out(collected: Collected, left_out: Sequence[LeftOut]) -> Collected:
    """`collected` with what had been taken out before, in the order of places."""
    both = (*collected.left_out, *left_out)
    return collected._replace(left_out=tuple(sorted(both, key=lambda item: order(item.observation))))


def doubts(
    catalogue: Catalogue,
    collected: Collected,
    files: Iterable[ReturnedFile],
    known: Iterable[Observation],
) -> tuple[Finding, ...]:
    """Warnings on the rows that count, where they stand in `files`.

    Args:
        catalogue: what the figures measure.
        collected: what counts.
        files: where it was read.
        known: figures collected before, of any period: what they jump from.
    """
    left_out = {item.observation for item in collected.left_out}
    placed: dict[Place, Observation] = {}
    names = set()
    for file in files:
        names.add(file.file)
        for o in file.observations:
            if o.period == collected.period and o not in left_out:
                placed.setdefault(place(o), o)
    before = [o for o in known if o.period != collected.period or place(o) not in collected.decided]
    screened = screen(catalogue, [*placed.values(), *before])
    found = (*screened.findings, *capped(implausible(catalogue, screened.usable)).findings)
    return tuple(f for f in found if f.severity == "warning" and f.file in names)

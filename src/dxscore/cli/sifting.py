"""Returned figures held against each other: what cannot be true is left out, what is doubtful is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from dxscore.forms import left_out
from dxscore.forms.left_out import LeftOut
from dxscore.forms.returned import Collected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.tidy import Place, place
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.score import plausibility
from dxscore.score.capped import capped
from dxscore.score.doubt import Doubt
from dxscore.score.screen import screen


class Sifted(NamedTuple):
    """Returned files without the rows that cannot be true.

    Args:
        files: as they came, such rows counted among the faulty ones.
        impossible: those rows.
        findings: errors, one for each.
    """

    files: tuple[ReturnedFile, ...]
    impossible: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]


def sift(catalogue: Catalogue, files: Iterable[ReturnedFile], period: Period) -> Sifted:
    """Take out rows of `period` that cannot be true by themselves: a numerator over its denominator."""
    sound: list[ReturnedFile] = []
    impossible: list[LeftOut] = []
    findings: list[Finding] = []
    for file in files:
        errors = {
            o: fault for o in file.observations if o.period == period and (fault := _error(catalogue, o))
        }
        impossible += [LeftOut("impossible", o, fault.code) for o, fault in errors.items()]
        findings += errors.values()
        sound.append(_without(file, errors) if errors else file)
    return Sifted(tuple(sound), tuple(impossible), capped(findings).findings)


def _error(catalogue: Catalogue, observation: Observation) -> Finding | None:
    found = screen(catalogue, [observation]).findings
    return next((finding for finding in found if finding.severity == "error"), None)


def _without(file: ReturnedFile, errors: Mapping[Observation, Finding]) -> ReturnedFile:
    return file._replace(
        observations=tuple(o for o in file.observations if o not in errors),
        faulty=file.faulty | {place(o) for o in errors},
        unreadable=True,
    )


def unusable(catalogue: Catalogue, collected: Collected) -> tuple[Finding, ...]:
    """An error on each row that was left out for its period, its unit's form or another row."""
    return capped(left_out.findings(catalogue, collected.period, collected.left_out)).findings


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
    not_counted = {item.observation for item in collected.left_out}
    placed: dict[Place, Observation] = {}
    names = set()
    for file in files:
        names.add(file.file)
        for o in file.observations:
            if o.period == collected.period and o not in not_counted:
                placed.setdefault(place(o), o)
    before = [o for o in known if o.period != collected.period or place(o) not in collected.decided]
    screened = screen(catalogue, [*placed.values(), *before])
    doubtful = capped(_told_in(names, plausibility.doubts(catalogue, screened.usable))).findings
    found = (f for f in screened.findings if f.severity == "warning" and f.file in names)
    return (*found, *doubtful)


def _told_in(names: Collection[str], doubtful: Iterable[Doubt]) -> Iterator[Finding]:
    """Each doubt on its first row in the returned files: where it begins among rows collected before, too."""
    for doubt in doubtful:
        returned = tuple(o for o in doubt.observations if o.file in names)
        if returned:
            yield doubt._replace(observations=returned).finding()

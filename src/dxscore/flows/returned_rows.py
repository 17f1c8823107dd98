"""Returned figures held against each other: what cannot be true is left out, what is doubtful is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series, series_of
from dxscore.forms.rejected import Rejected, rejection_findings
from dxscore.forms.returned import Collected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.place import Place
from dxscore.score import plausibility
from dxscore.score.findings import Doubt, Unwritten, capped
from dxscore.score.rows import row_fault, validate
from dxscore.score.strict import on_each_row, promoted, warned_while_reading


class Possible(NamedTuple):
    """Returned files without the rows that cannot be true, or, with --strict, are doubtful.

    Args:
        files: as they came, such rows counted among the faulty ones.
        rejected: those rows.
        findings: errors, one for each.
    """

    files: tuple[ReturnedFile, ...]
    rejected: tuple[Rejected, ...]
    findings: tuple[Finding, ...]


def without_impossible(expected: Expected, files: Iterable[ReturnedFile]) -> Possible:
    """Take out expected rows that cannot be true by themselves: a numerator over its denominator."""
    sound: list[ReturnedFile] = []
    impossible: list[Rejected] = []
    findings: list[Finding] = []
    for file in files:
        errors = {
            o: fault
            for o in file.observations
            if expected.takes(o) and (fault := row_fault(expected.catalogue.indicators[o.indicator], o))
        }
        impossible += [Rejected("impossible", o, fault.code) for o, fault in errors.items()]
        findings += errors.values()
        sound.append(_without(file, errors) if errors else file)
    return Possible(tuple(sound), tuple(impossible), capped(findings).findings)


def _without(file: ReturnedFile, errors: Collection[Observation]) -> ReturnedFile:
    return file._replace(
        observations=tuple(o for o in file.observations if o not in errors),
        faulty=file.faulty | {series_of(o) for o in errors},
        unreadable=True,
    )


def rejection_errors(collected: Collected) -> tuple[Finding, ...]:
    """An error on each row that was left out for its period, its unit's form or another row."""
    return capped(rejection_findings(collected.expected, (*collected.rejected, *collected.replaced))).findings


class Warned(NamedTuple):
    """What is doubtful among the returned rows that count.

    Args:
        validated: warnings on single rows, and on a row for the whole place beside its units.
        doubts: figures copied, and jumps; of the rows only those in returned files.
        rows: the returned rows that count, one for each series.
    """

    validated: tuple[Finding, ...]
    doubts: tuple[Doubt, ...]
    rows: tuple[Observation, ...]


def warned(
    catalogue: Catalogue,
    collected: Collected,
    files: Iterable[ReturnedFile],
    known: Iterable[Observation],
) -> Warned:
    """What is doubtful among the rows that count, where they stand in `files`.

    Args:
        catalogue: what the figures measure.
        collected: what counts.
        files: where it was read.
        known: figures collected before, of any period: what they jump from.
    """
    not_counted = {item.observation for item in collected.rejected}
    placed: dict[Series, Observation] = {}
    names = set()
    for file in files:
        names.add(file.file)
        for o in file.observations:
            if collected.expected.takes(o) and o not in not_counted:
                placed.setdefault(series_of(o), o)
    before = [o for o in known if not collected.expected.takes(o) or series_of(o) not in collected.decided]
    validated = validate(catalogue, [*placed.values(), *before])
    found = (f for f in validated.findings if f.severity == "warning" and f.place.file in names)
    doubts = _told_in(names, plausibility.doubts(catalogue, validated.usable))
    return Warned(tuple(found), tuple(doubts), tuple(placed.values()))


def _told_in(names: Collection[str], doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """Each doubt on its first row in the returned files: where it begins among rows collected before, too."""
    for doubt in doubts:
        returned = tuple(o for o in doubt.observations if o.place.file in names)
        if returned:
            yield doubt._replace(observations=returned)


def warnings(found: Warned) -> tuple[Finding, ...]:
    """One for each doubt."""
    return (*found.validated, *capped(doubt.warning() for doubt in found.doubts).findings)


def without_warned(
    possible: Possible, found: Warned, read: Iterable[Finding], expected: Expected
) -> Possible:
    """`possible` without the rows that a warning speaks of; those warnings are its findings, as errors.

    Of rows that say the same in several files all are left out. What was collected before stands.

    Args:
        possible: the files, without what cannot be true.
        found: what is doubtful in them.
        read: findings on the files; warnings among them leave rows out, too.
        expected: which rows are looked at.
    """
    between: list[Finding | Unwritten] = [*promoted(found.validated), *on_each_row(found.doubts)]
    codes_of = _codes(between, found.rows)
    counted = {series_of(o) for o in found.rows}  # of rows that contradict each other none may decide
    cells = warned_while_reading(read, (o for file in possible.files for o in file.observations))
    files: list[ReturnedFile] = []
    rejected: list[Rejected] = []
    for file in possible.files:
        codes = {
            o: code
            for o in file.observations
            if expected.takes(o)
            and series_of(o) in counted
            and (code := codes_of.get(series_of(o)) or _code_of(o, cells))
        }
        rejected += [Rejected("doubtful", o, code) for o, code in codes.items()]
        files.append(_without(file, codes) if codes else file)
    return Possible(tuple(files), tuple(rejected), capped(between).findings)


def _code_of(observation: Observation, cells: Mapping[Place, str]) -> str | None:
    found = (cells.get(place) for place in (observation.place, observation.place.line))
    return next((code for code in found if code is not None), None)


def _codes(findings: Iterable[Finding | Unwritten], rows: Iterable[Observation]) -> dict[Series, str]:
    """The code of the first finding on each of `rows`, by its series."""
    by_line: dict[Place, list[Observation]] = defaultdict(list)
    for o in rows:
        by_line[o.place.line].append(o)
    codes: dict[Series, str] = {}
    for finding in findings:
        for o in by_line[finding.place.line]:
            if finding.place in o.places:
                codes.setdefault(series_of(o), finding.code)
    return codes

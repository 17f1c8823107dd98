"""Returned files -> the figures that count, and all that is to be said of them. Pure logic.

Nothing is chosen in a reporter's place: of two different figures neither counts, unless one was signed or
saved on a later day, and a figure collected before stands until a clear new one, or a clear blank, takes its
place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dxscore.forms.changes import Change, changes
from dxscore.forms.copies import Copy
from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series, as_answered, as_written, series_of
from dxscore.forms.rejected import Rejected, differing
from dxscore.forms.remarks import Remarked, remarks
from dxscore.forms.resent import Answer, given_way, newest, replaced
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import UnitReturn, unit_returns
from dxscore.model.observation import Observation, order
from dxscore.model.period import Period


class Collected(NamedTuple):
    """Everything about one collection.

    Args:
        expected: what was asked for, and of whom.
        rows: figures of that period as they stand now, kept ones too.
        decided: series that a file of this collection decided, be it by a figure or by a blank; what was
            collected before stands everywhere else.
        units: all reporting units, in the catalogue's order.
        rejected, remarks, changes: by file.
        replaced: rows that gave way to those of a file of a later day; no fault, and listed all the same.
    """

    expected: Expected
    rows: tuple[Observation, ...]
    decided: frozenset[Series]
    units: tuple[UnitReturn, ...]
    rejected: tuple[Rejected, ...]
    remarks: tuple[Remarked, ...]
    changes: tuple[Change, ...]
    replaced: tuple[Rejected, ...] = ()

    @property
    def period(self) -> Period:
        """That of the forms."""
        return self.expected.period


def collect(
    expected: Expected,
    files: Sequence[ReturnedFile],
    before: Iterable[Observation] = (),
    taken_out: Iterable[Rejected] = (),
    copies: Iterable[Copy] = (),
) -> Collected:
    """Take the figures that are expected from `files`.

    Args:
        expected: what was asked for, and of whom; rows of other periods are rejected.
        files: what came back, in the order of names.
        before: figures collected before, of any period.
        taken_out: rows that were taken out of `files`, for they cannot be true or are doubtful.
        copies: what came and is not read.
    """
    old = {series_of(o): as_written(o) for o in before if expected.takes(o)}
    candidates: dict[Series, list[tuple[ReturnedFile, Observation]]] = defaultdict(list)
    rejected = list(taken_out)
    for file in files:
        rejected += file.rejected(expected)
        for observation in file.usable(expected):
            candidates[series_of(observation)].append((file, observation))
    agreed: dict[Series, Sequence[Answer]] = {}
    gave_way: list[Rejected] = []
    resent: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, found in candidates.items():
        taken = found if _agree(found) else newest(found)
        if taken is None or not _agree(taken):
            rejected += differing([observation for _, observation in found])
            continue
        agreed[key] = taken
        if len(taken) < len(found):
            gave_way += given_way(found, taken)
            resent[replaced(found, taken)].update(expected.asked_for(key))
    blank = _blank(files, expected, candidates)
    new = {key: (as_written(row), file, row.place.sheet) for key, ((file, row), *_) in agreed.items()}
    rows = {key: row for key, row in old.items() if key not in blank}
    rows |= {key: row for key, (row, _, _) in new.items()}
    return Collected(
        expected=expected,
        rows=tuple(rows.values()),
        decided=frozenset((*new, *blank)),
        units=unit_returns(expected, files, rejected, rows, new, copies),
        rejected=tuple(sorted(rejected, key=lambda item: order(item.observation))),
        remarks=(*remarks(expected, files), *_replaced(resent)),
        changes=changes(old, new, blank),
        replaced=tuple(sorted(gave_way, key=lambda item: order(item.observation))),
    )


def _replaced(resent: Mapping[tuple[str, str], Collection[str]]) -> Iterator[Remarked]:
    """Of each older file that gave way which newer one took its place, and whose they are."""
    for (older, newer), units in sorted(resent.items()):
        yield Remarked("replaced", f"{older} → {newer}", tuple(sorted(units)))


def _agree(found: Sequence[tuple[ReturnedFile, Observation]]) -> bool:
    """Whether all say the very same, evidence, note and closing day included."""
    first = as_answered(found[0][1])
    return all(as_answered(observation) == first for _, observation in found[1:])


def _blank(
    files: Sequence[ReturnedFile], expected: Expected, candidates: Collection[Series]
) -> dict[Series, ReturnedFile]:
    """Series that a form of this period left blank, and that no file says anything else about."""
    faulty = {key for file in files for key in file.faulty}
    return {
        key: file
        for file in files
        for key in file.blank
        if not file.stamped_for(expected.period).isdisjoint(expected.asked_for(key))
        and key not in candidates
        and key not in faulty
    }

"""Returned files -> the figures that count, and all that is to be said of them. Pure logic.

Nothing is chosen in a reporter's place: of two different figures neither counts, and a figure collected
before stands until a clear new one, or a clear blank, takes its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from dxscore.forms.changes import Change, changes
from dxscore.forms.normalised import Series, as_answered, as_written, series_of
from dxscore.forms.rejected import Rejected, differing
from dxscore.forms.remarks import Remarked, remarks
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import UnitReturn, unit_returns
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation, order
from dxscore.model.period import Period


class Collected(NamedTuple):
    """Everything about one collection.

    Args:
        period: what was asked for.
        rows: figures of that period as they stand now, kept ones too.
        decided: series that a file of this collection decided, be it by a figure or by a blank; what was
            collected before stands everywhere else.
        units: all reporting units, in the catalogue's order.
        rejected, remarks, changes: by file.
    """

    period: Period
    rows: tuple[Observation, ...]
    decided: frozenset[Series]
    units: tuple[UnitReturn, ...]
    rejected: tuple[Rejected, ...]
    remarks: tuple[Remarked, ...]
    changes: tuple[Change, ...]


def collect(
    catalogue: Catalogue,
    period: Period,
    files: Sequence[ReturnedFile],
    before: Iterable[Observation] = (),
    taken_out: Iterable[Rejected] = (),
) -> Collected:
    """Take the figures of `period` from `files`.

    Args:
        catalogue: whose indicators and units they speak of.
        period: what was asked for; rows of other periods are left out.
        files: what came back, in the order of names.
        before: figures collected before, of any period.
        taken_out: rows that were taken out of `files`, for they cannot be true or are doubtful.
    """
    old = {series_of(o): as_written(o) for o in before if o.period == period}
    candidates: dict[Series, list[tuple[ReturnedFile, Observation]]] = defaultdict(list)
    rejected = list(taken_out)
    for file in files:
        rejected += file.rejected(period)
        for observation in file.usable(period):
            candidates[series_of(observation)].append((file, observation))
    agreed = {key: found for key, found in candidates.items() if _agree(found)}
    for key, found in candidates.items():
        if key not in agreed:
            rejected += differing([observation for _, observation in found])
    blank = _blank(files, period, candidates)
    new = {key: (as_written(row), file, row.place.sheet) for key, ((file, row), *_) in agreed.items()}
    rows = {key: row for key, row in old.items() if key not in blank}
    rows |= {key: row for key, (row, _, _) in new.items()}
    return Collected(
        period=period,
        rows=tuple(rows.values()),
        decided=frozenset((*new, *blank)),
        units=unit_returns(catalogue, period, files, rejected, rows, new),
        rejected=tuple(sorted(rejected, key=lambda item: order(item.observation))),
        remarks=remarks(catalogue, period, files),
        changes=changes(old, new, blank),
    )


def _agree(found: Sequence[tuple[ReturnedFile, Observation]]) -> bool:
    """Whether all say the very same, evidence, note and closing day included."""
    first = as_answered(found[0][1])
    return all(as_answered(observation) == first for _, observation in found[1:])


def _blank(
    files: Sequence[ReturnedFile], period: Period, candidates: Collection[Series]
) -> dict[Series, ReturnedFile]:
    """Series that a form of this period left blank, and that no file says anything else about."""
    faulty = {key for file in files for key in file.faulty}
    return {
        key: file
        for file in files
        for key in file.blank
        if key[1] in file.stamped_for(period) and key not in candidates and key not in faulty
    }

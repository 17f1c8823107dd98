"""Returned files -> the figures that count, and all that is to be said of them. Pure logic.

Nothing is chosen in a reporter's place: of two different figures neither counts, unless one was signed or
saved on a later day, and a figure collected before stands until a clear new one, or a clear blank, takes its
place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from dxscore.forms.changes import Change, changes
from dxscore.forms.copies import Copy
from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series, as_answered, as_written, series_of
from dxscore.forms.rejected import Rejected, differing
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.stamp import SHA_SHOWN
from dxscore.forms.unit_returns import Told, UnitReturn, unit_returns
from dxscore.model.observation import Observation, order
from dxscore.model.period import Period
from dxscore.model.receipt import Remark
from dxscore.model.rules import SENT_AGAIN


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

    @property
    def percentages(self) -> tuple[Observation, ...]:
        """Shares of which only the percentage came: each can be judged by itself, and added to no other."""
        indicators = self.expected.catalogue.indicators
        return tuple(
            row
            for row in self.rows
            if indicators[row.indicator].measure == "share"
            and row.value is not None
            and row.denominator is None
            and not row.not_applicable
        )


def collect(
    expected: Expected,
    files: Sequence[ReturnedFile],
    before: Iterable[Observation] = (),
    taken_out: Iterable[Rejected] = (),
    copies: Iterable[Copy] = (),
    told: Told | None = None,
) -> Collected:
    """Take the figures that are expected from `files`.

    Args:
        expected: what was asked for, and of whom; rows of other periods are rejected.
        files: what came back, in the order of names.
        before: figures collected before, of any period.
        taken_out: rows that were taken out of `files`, for they cannot be true or are doubtful.
        copies: what came and is not read.
        told: of which tasks each body told for the period, now or before; None where nobody knows.
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
    resent: dict[tuple[str, str], list[Series]] = defaultdict(list)
    for key, found in candidates.items():
        taken = found if _agree(found) else newest(found)
        if taken is None or not _agree(taken):
            rejected += differing([observation for _, observation in found])
            continue
        agreed[key] = taken
        if len(taken) < len(found):
            gave_way += given_way(found, taken)
            resent[replaced(found, taken)].append(key)
    blank = _blank(files, expected, candidates)
    new = {key: (as_written(row), file, row.place.sheet) for key, ((file, row), *_) in agreed.items()}
    rows = {key: row for key, row in old.items() if key not in blank}
    rows |= {key: row for key, (row, _, _) in new.items()}
    return Collected(
        expected=expected,
        rows=tuple(rows.values()),
        decided=frozenset((*new, *blank)),
        units=unit_returns(expected, files, rejected, rows, new, copies, told),
        rejected=tuple(sorted(rejected, key=lambda item: order(item.observation))),
        remarks=(*remarks(expected, files), *_replaced(resent, expected)),
        changes=changes(old, new, blank),
        replaced=tuple(sorted(gave_way, key=lambda item: order(item.observation))),
    )


def _replaced(resent: Mapping[tuple[str, str], Sequence[Series]], expected: Expected) -> Iterator[Remarked]:
    """Of each older file that gave way which newer one took its place, whose they are, in how many."""
    for (older, newer), figures in sorted(resent.items()):
        units = {body for series in figures for body in expected.asked_for(series)}
        yield Remarked("replaced", f"{older} → {newer}", tuple(sorted(units)), len(figures))


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


Answer = tuple[ReturnedFile, Observation]


def _signed_on(file: ReturnedFile) -> date | None:
    return file.signed_day


def _saved_on(file: ReturnedFile) -> date | None:
    return file.saved_day


_DAYS: Final[Sequence[Callable[[ReturnedFile], date | None]]] = (_signed_on, _saved_on)


def newest(found: Sequence[Answer]) -> tuple[Answer, ...] | None:
    """The answers of the latest day; None where the days do not tell one from another.

    Args:
        found: answers on one series that do not agree.
    """
    for day_of in _DAYS:
        days = [day_of(file) for file, _ in found]
        known = [day for day in days if day is not None]
        if len(known) == len(days) and len(set(known)) > 1:
            last = max(known)
            return tuple(answer for answer, day in zip(found, known, strict=True) if day == last)
    return None


def given_way(found: Iterable[Answer], taken: Sequence[Answer]) -> Iterator[Rejected]:
    """The answers that do not count any more, each with the one that does."""
    against = taken[0][1]
    for answer in found:
        if answer not in taken:
            yield Rejected("replaced", answer[1], SENT_AGAIN.code, against)


def replaced(found: Iterable[Answer], taken: Sequence[Answer]) -> tuple[str, str]:
    """Names of the files that gave way, and of those that took their place."""
    newer = dict.fromkeys(file.file for file, _ in taken)
    older = dict.fromkeys(file.file for file, _ in found if file.file not in newer)
    return ", ".join(older), ", ".join(newer)


class Remarked(NamedTuple):
    """Something about a file that does not keep its rows from counting.

    Args:
        remark: what it is.
        file: name of the file; of several, their names.
        units: ids of the units that it speaks for.
        figures: of how many figures it is said, where they are counted.
    """

    remark: Remark
    file: str
    units: tuple[str, ...]
    figures: int = 0


def remarks(expected: Expected, files: Sequence[ReturnedFile]) -> tuple[Remarked, ...]:
    """All that is to be said of `files`: first file by file, then of the units that sent the same twice."""
    return (*_on_single_files(expected, files), *_sent_twice(expected, files))


def _on_single_files(expected: Expected, files: Sequence[ReturnedFile]) -> Iterator[Remarked]:
    current = expected.catalogue.sha256[:SHA_SHOWN]
    for file in files:
        units = tuple(sorted(file.speaks_for(expected)))
        if not file.observations and not file.unreadable and not file.on_tasks:
            yield Remarked("no_figures", file.file, units)
        if file.usable(expected) and any(stamp.period != str(expected.period) for stamp in file.stamps):
            yield Remarked("other_period_form", file.file, units)
        if units and any(stamp.catalogue != current for stamp in file.stamps):
            yield Remarked("old_form", file.file, units)


def _sent_twice(expected: Expected, files: Sequence[ReturnedFile]) -> Iterator[Remarked]:
    by_unit: dict[str, list[ReturnedFile]] = defaultdict(list)
    for file in files:
        for unit in sorted(file.speaks_for(expected)):
            by_unit[unit].append(file)
    for unit, sent in by_unit.items():
        if len(sent) > 1 and _say_the_same(sent, unit, expected):
            yield Remarked("same_twice", ", ".join(file.file for file in sent), (unit,))


def _say_the_same(files: Sequence[ReturnedFile], unit: str, expected: Expected) -> bool:
    """Whether files of one unit have a figure in common and differ in none."""
    said: dict[Series, list[Observation]] = defaultdict(list)
    for file in files:
        for o in file.observations:
            if unit in expected.bodies_of(o) and expected.takes(o):
                said[series_of(o)].append(as_answered(o))
    several = [found for found in said.values() if len(found) > 1]
    return bool(several) and all(found[0] == other for found in several for other in found[1:])

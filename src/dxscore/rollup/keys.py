"""Records with a key: a case that stands twice counts once, one of which two things are said not at all.

Records are laid down on disk in parts, by a digest of their keys, and then settled part by part, so that
memory holds the cases of one part however long the log is.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.place import Place
from dxscore.rollup.plan import CountingPlan, Group, Outcome
from dxscore.rollup.tally import PLACES, Rejects, Tally
from dxscore.rollup.text import Texts

CASES_IN_A_PART: Final = 100_000
_LEAST_BYTES: Final = 40
"""A record is longer, with its key and a day."""
_MOST_PARTS: Final = 512
_BUFFERED: Final = 20_000

Details = tuple[str, ...]


def parts_for(size: int) -> int:
    """How many parts a log of `size` bytes takes; a power of two."""
    parts = 1
    while parts * CASES_IN_A_PART * _LEAST_BYTES < size and parts < _MOST_PARTS:
        parts *= 2
    return parts


class At(NamedTuple):
    """Where a record stands: the number of its file, and its line or 0."""

    file: int
    row: int


class KeyWriter:
    """Lays down the records of one file, or part of one.

    Args:
        plan: what is read of each.
        file: how findings name the file.
        number: its number.
        folder: where the parts stand.
        parts: how many there are.
        tag: what sets these files apart from those of others.
    """

    def __init__(
        self, plan: CountingPlan, file: str, number: int, folder: Path, parts: int, tag: str
    ) -> None:
        self.records = 0
        self.rejects = Rejects(plan, file)
        self._plan, self._file, self._number = plan, file, number
        self._paths = [folder / f"{part:04d}-{tag}" for part in range(parts)]
        self._buffers: list[list[tuple[str, Details, int]]] = [[] for _ in range(parts)]
        self._buffered = 0
        self._rejected: dict[str, int] = {}

    def add(self, texts: Texts, keys: Sequence[str] | None, rows: Sequence[int] | None) -> None:
        """Lay down records; one without a key is rejected."""
        if keys is None:
            raise ValueError("no keys")
        self.records += len(keys)
        details = zip(*(axis.details(texts) for axis in self._plan.axes), strict=True)
        mask, buffers = len(self._paths) - 1, self._buffers
        for key, detail, row in zip(keys, details, rows or [0] * len(keys), strict=True):
            if key:
                buffers[zlib.crc32(key.encode("utf-8", "surrogatepass")) & mask].append((key, detail, row))
            else:
                self._no_key(row)
        self._buffered += len(keys)
        if self._buffered > _BUFFERED:
            self.flush()

    def reject(self, rule: Rule, row: int, cell: int | None = None, **values: Any) -> None:
        """Count a record that cannot be cut into cells."""
        self.records += 1
        self._count(rule)
        self.rejects.tell_finding(rule.finding(Place(self._file, None, row, cell), **values))

    def flush(self) -> None:
        """Write what is still in memory."""
        for path, buffer in zip(self._paths, self._buffers, strict=True):
            if buffer:
                with path.open("ab") as file:
                    marshal.dump((self._number, buffer), file)
                buffer.clear()
        self._buffered = 0

    def tally(self) -> Tally:
        """What has been rejected so far; the others are counted when they are settled."""
        self.flush()
        places = sorted(self.rejects.places, key=lambda found: found[0].row or 0)
        tally = Tally(records=self.records, places=places, doubts=self._plan.doubts(self._file))
        tally.rejected.update(self._rejected)
        return tally

    def _no_key(self, row: int) -> None:
        self._count(rules.RECORD_NO_KEY)
        header = self._plan.key or ""
        self.rejects.tell_finding(
            rules.RECORD_NO_KEY.finding(Place(self._file, None, row or None), column=header, name=header)
        )

    def _count(self, rule: Rule) -> None:
        self._rejected[rule.code] = self._rejected.get(rule.code, 0) + 1


class _Case:
    """What the records of one key say."""

    __slots__ = ("details", "differing", "first", "times")

    def __init__(self, details: Details, first: At) -> None:
        self.details, self.first, self.times = details, first, 1
        self.differing: list[At] | None = None


class Settler:
    """Settles cases: what each says once, twice alike, or twice differently.

    Args:
        plan: what was read of each record.
        files: how findings name the files, by their numbers.
    """

    def __init__(self, plan: CountingPlan, files: Sequence[str]) -> None:
        self._plan, self._files = plan, files
        self._tally = Tally()
        self._groups: dict[Details, tuple[Group, Outcome]] = {}
        self._rejects: list[tuple[At, str, Details | None, Outcome | None]] = []
        self._first_repeat: tuple[At, str] | None = None

    def settle(self, records: Iterable[tuple[str, Details, At, int]]) -> None:
        """Settle all records of some keys: key, what the record says, where, and how many say just that."""
        cases: dict[str, _Case] = {}
        for key, details, place, times in records:
            case = cases.get(key)
            if case is None:
                case = cases[key] = _Case(details, place)
                case.times = times
                continue
            case.times += times
            if case.differing is None and case.details != details:
                case.differing = [case.first]
            if case.differing is not None and len(case.differing) < PLACES:
                case.differing.append(place)
            case.first = min(case.first, place)
        for key, case in cases.items():
            self._settle(key, case)
        if len(self._rejects) > PLACES:
            self._rejects = sorted(self._rejects, key=lambda item: (item[0], item[1]))[:PLACES]

    def settle_alike(self, details: Details, times: int, cases: int) -> None:
        """Settle cases of which every record says the same: so many cases, of so many records each."""
        group, outcome = self._meant(details)
        place = At(0, 0)
        if outcome.fault:
            self._tally.groups[group] += times * cases
            if len(self._rejects) < PLACES:
                self._rejects.append((place, "", details, outcome))
            return
        self._tally.groups[group] += cases
        self._tally.repeated += (times - 1) * cases
        if times > 1 and self._first_repeat is None:
            self._first_repeat = place, "…"

    def tally(self) -> Tally:
        """What has been counted; every record is in the count of its file already."""
        for place, key, details, outcome in sorted(self._rejects, key=lambda item: (item[0], item[1]))[
            :PLACES
        ]:
            self._tally.places.append(self._told(place, key, details, outcome))
        if self._first_repeat is not None:
            place, key = self._first_repeat
            where = Place(self._files[place.file], None, place.row or None)
            repeated = self._tally.repeated
            self._tally.doubts.append(
                rules.RECORD_KEY_REPEATED.finding(where, self._plan.key, count=repeated, got=key)
            )
        return self._tally

    def _settle(self, key: str, case: _Case) -> None:
        tally = self._tally
        if case.differing is not None:
            tally.rejected[rules.RECORD_KEY_DIFFERS.code] += case.times
            self._rejects += [(place, key, None, None) for place in case.differing]
            return
        group, outcome = self._meant(case.details)
        if outcome.fault:
            tally.groups[group] += case.times
            self._rejects.append((case.first, key, case.details, outcome))
            return
        tally.groups[group] += 1
        if case.times > 1:
            tally.repeated += case.times - 1
            here = (case.first, key)
            self._first_repeat = here if self._first_repeat is None else min(self._first_repeat, here)

    def _meant(self, details: Details) -> tuple[Group, Outcome]:
        known = self._groups.get(details)
        if known is None:
            if len(self._groups) > CASES_IN_A_PART:
                self._groups.clear()
            group = tuple(axis.meaning(detail) for axis, detail in zip(self._plan.axes, details, strict=True))
            known = self._groups[details] = group, self._plan.outcome(group)
        return known

    def _told(
        self, place: At, key: str, details: Details | None, outcome: Outcome | None
    ) -> tuple[Finding, ...]:
        file, row = self._files[place.file], place.row or None
        if details is None or outcome is None:
            column = self._plan.key
            return (rules.RECORD_KEY_DIFFERS.finding(Place(file, None, row), column, got=key),)
        rejects = Rejects(self._plan, file)
        rejects.tell(row, details, outcome)
        return rejects.places[0]


def laid_down(
    folder: Path, part: int, lines_before: Mapping[str, int]
) -> Iterator[tuple[str, Details, At, int]]:
    """The records of one part, from all who wrote into it.

    Args:
        folder: where the parts stand.
        part: its number.
        lines_before: by tag, how many lines of the file come before those that its writer counted from.
    """
    for path in sorted(folder.glob(f"{part:04d}-*")):
        before = lines_before.get(path.name.partition("-")[2], 0)
        with path.open("rb") as file:
            yield from _records(file, before)


def _records(file: BinaryIO, before: int) -> Iterator[tuple[str, Details, At, int]]:
    while True:
        try:
            number, buffer = marshal.load(file)  # noqa: S302 -- our own file, in a folder of our own
        except EOFError:
            return
        for key, details, row in buffer:
            yield key, details, At(number, row + before), 1

"""What is not as it was collected before: old and new figure, in which file, signed by whom, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dxscore.forms.normalised import Series, series_of
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.signatures import Signed
from dxscore.model.observation import Observation


class Change(NamedTuple):
    """A figure that is not what was collected before.

    Args:
        old: as collected before; None where a unit that had sent others now adds it.
        new: as it is now; None where its cells are blank now.
        file, sha256: the file that says so.
        reason: the row's note.
        signed: who answers for it there, where somebody is named.
    """

    old: Observation | None
    new: Observation | None
    file: str
    sha256: str
    reason: str = ""
    signed: Signed | None = None

    @property
    def key(self) -> Series:
        """Whose figure it is, and of what."""
        row = self.new or self.old
        return ("", "") if row is None else series_of(row)


def changes(
    old: Mapping[Series, Observation],
    new: Mapping[Series, tuple[Observation, ReturnedFile, str | None]],
    blank: Mapping[Series, ReturnedFile],
) -> tuple[Change, ...]:
    """All changes by file and key.

    Args:
        old: what was collected before.
        new: what is collected now, and the file and sheet that say so.
        blank: series that a file now leaves blank.
    """
    had_sent = {unit for _, unit in old}
    found = [*_replaced(old, new, had_sent), *_taken_back(old, blank)]
    return tuple(sorted(found, key=lambda change: (change.file, change.key)))


def _replaced(
    old: Mapping[Series, Observation],
    new: Mapping[Series, tuple[Observation, ReturnedFile, str | None]],
    had_sent: set[str],
) -> Iterator[Change]:
    """A unit's first figures change nothing; one that it adds later does."""
    for key, (row, file, sheet) in new.items():
        before = old.get(key)
        if before != row and (before is not None or key[1] in had_sent):
            yield Change(before, row, file.file, file.sha256, row.note, file.signed(sheet))


def _taken_back(old: Mapping[Series, Observation], blank: Mapping[Series, ReturnedFile]) -> Iterator[Change]:
    for key, file in blank.items():
        if key in old:
            reason = file.notes.get(key, "")
            yield Change(old[key], None, file.file, file.sha256, reason, file.only_signed())

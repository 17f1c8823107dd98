"""A corrected form sent again: of two answers the one of the later day, where their days can be told.

The day is the one under which the form was signed, else the one on which its file was last saved. Files of
one day, or of which one has none, decide nothing: then neither answer counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from dxscore.forms.rejected import Rejected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model.observation import Observation
from dxscore.model.rules import SENT_AGAIN

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

"""What is said of returned files whose rows count all the same: old forms, answers sent twice, empty ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series, as_answered, series_of
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.stamp import SHA_SHOWN
from dxscore.model.observation import Observation
from dxscore.model.receipt import Remark


class Remarked(NamedTuple):
    """Something about a file that does not keep its rows from counting.

    Args:
        remark: what it is.
        file: name of the file; of several, their names.
        units: ids of the units that it speaks for.
    """

    remark: Remark
    file: str
    units: tuple[str, ...]


def remarks(expected: Expected, files: Sequence[ReturnedFile]) -> tuple[Remarked, ...]:
    """All that is to be said of `files`: first file by file, then of the units that sent the same twice."""
    return (*_on_single_files(expected, files), *_sent_twice(expected, files))


def _on_single_files(expected: Expected, files: Sequence[ReturnedFile]) -> Iterator[Remarked]:
    current = expected.catalogue.sha256[:SHA_SHOWN]
    for file in files:
        units = tuple(sorted(file.speaks_for(expected)))
        if not file.observations and not file.unreadable:
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

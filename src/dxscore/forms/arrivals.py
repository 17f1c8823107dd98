"""When returns arrived: file by file, and of each unit against the day by which it was to send.

A file tells by its own date when it was put where it stands. Copying a folder makes that later, never the
collection that saw the file first: of the two the earlier day counts, and once told it stays told. So nobody
is called late for what the office did with the file afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dxscore.forms.copies import Copy
from dxscore.forms.returned import Collected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.unit_returns import UnitReturn
from dxscore.model.receipt import Collection, UnitState

_NOT_OF_THE_PERIOD = ("not_sent", "other_period")


class Days(NamedTuple):
    """The days of a collection.

    Args:
        today: on which it is made; None where nobody says, and files speak for themselves.
        due: by which units were to send; None where no day was set.
    """

    today: date | None = None
    due: date | None = None


class Timely(NamedTuple):
    """When a unit sent.

    Args:
        arrived: the first thing of it that came for the period; None where nothing came.
        completed: the day since which nothing is missing; None where something is.
        days_late: of what came first, 0 in time; None where nothing came or no day was set.
        reminded: the days on which it was reminded.
    """

    arrived: date | None = None
    completed: date | None = None
    days_late: int | None = None
    reminded: tuple[date, ...] = ()


class Arrivals(NamedTuple):
    """When what came for a period arrived.

    Args:
        days: of the collection; the due day of an earlier one where this one sets none.
        files: by name.
        units: by id.
    """

    days: Days
    files: Mapping[str, date]
    units: Mapping[str, Timely]


def arrivals(
    collected: Collected,
    files: Iterable[ReturnedFile],
    copies: Iterable[Copy],
    days: Days,
    earlier: Collection | None,
) -> Arrivals:
    """When each file and each unit's first figures arrived.

    Args:
        collected: what came of the files.
        files: those that were read.
        copies: those that were not, and are a unit's by their names.
        days: today, and the day by which to send.
        earlier: the newest collection of the period, if there was one.
    """
    days = days if days.due is not None or earlier is None else days._replace(due=earlier.due)
    known = {} if earlier is None else {each.sha256: each.arrived for each in earlier.files}
    told = [(file.file, file.arrived, known.get(file.sha256)) for file in files]
    told += [(copy.file, copy.arrived, None) for copy in copies]
    by_file = {name: day for name, *seen in told if (day := _first([*seen, days.today])) is not None}
    before = {} if earlier is None else {state.reporting_unit: state for state in earlier.units}
    units = {unit.unit: _timely(unit, by_file, days.due, before.get(unit.unit)) for unit in collected.units}
    return Arrivals(days, by_file, units)


def _timely(
    unit: UnitReturn, files: Mapping[str, date], due: date | None, before: UnitState | None
) -> Timely:
    own = [files.get(name) for name in _came(unit)]
    arrived = _first([*own, None if before is None else before.arrived])
    return Timely(
        arrived,
        _completed(unit, files, before),
        None if arrived is None or due is None else max(0, (arrived - due).days),
        () if before is None else before.reminded,
    )


def _completed(unit: UnitReturn, files: Mapping[str, date], before: UnitState | None) -> date | None:
    if unit.missing:
        return None
    if before is not None and before.completed is not None:
        return before.completed
    return max((files[name] for name in unit.files if name in files), default=None)


def _came(unit: UnitReturn) -> Sequence[str]:
    """Names of the unit's files that were meant for the period, be they of use or not."""
    own = (*unit.files, *unit.unread)
    faulty = any(missing.why not in _NOT_OF_THE_PERIOD for missing in unit.missing.values())
    return (*own, *unit.set_aside) if faulty else own


def _first(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)

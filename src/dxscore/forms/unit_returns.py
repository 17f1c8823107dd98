"""What each reporting unit has sent: its files, what it still owes and why, what stands from before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dxscore.forms.copies import Copy, by_body
from dxscore.forms.expected import Expected
from dxscore.forms.missing import CameIn, Missing, by_series, why_missing
from dxscore.forms.normalised import Series
from dxscore.forms.rejected import Rejected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model.place import Place
from dxscore.model.receipt import CopyKind, UnitStatus, WrongCell


class Told(NamedTuple):
    """What came on tasks and documents.

    Args:
        of: by body the ids of those of which it told, now or before.
        wrong: by body the cells for which rows on tasks in its form do not count.
    """

    of: Mapping[str, frozenset[str]] = MappingProxyType({})
    wrong: Mapping[str, tuple[WrongCell, ...]] = MappingProxyType({})


class UnitReturn(NamedTuple):
    """One body that is asked for figures, its own or others'.

    Args:
        unit: its id.
        files: names of the files that speak for it.
        expected: the figures that it is asked for.
        missing: those that are not there now, and why.
        kept: those that stand from an earlier collection.
        stale: figures that stand although something newer came in for them that does not count, and why.
        set_aside: names of files that name it, or were made for it, and hold nothing of it that speaks for
            this period: of another period, in another unit's form, nothing but faulty rows.
        unread: names of files that are the unit's by their names, and hold no table that could be read.
        tasks: ids of the tasks and documents that its form asks about.
        told: of how many of them it told, now or before.
        tasks_missing: why it has to send its form on tasks (again); None where it has not.
    """

    unit: str
    files: tuple[str, ...]
    expected: tuple[Series, ...]
    missing: Mapping[Series, Missing]
    kept: tuple[Series, ...] = ()
    set_aside: tuple[str, ...] = ()
    stale: Mapping[Series, Missing] = MappingProxyType({})
    unread: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    told: int = 0
    tasks_missing: Missing | None = None

    @property
    def owes(self) -> bool:
        """Whether anything of it is waited for: a figure, or its form on tasks."""
        return bool(self.missing) or self.tasks_missing is not None

    @property
    def sent(self) -> bool:
        """Whether anything of it came in for this period, now or before."""
        return bool(self.files or self.kept or self.unread or self.told)

    @property
    def status(self) -> UnitStatus:
        """`complete`, `partial`, `set_aside` where what came is of no use, `missing` where nothing came.

        A unit is complete with figures from before, too: `kept` and `stale` tell which those are.
        """
        if not self.owes:
            return "complete"
        if self.files or self.kept or self.told:
            return "partial"
        return "set_aside" if self.set_aside or self.unread else "missing"


def unit_returns(
    expected: Expected,
    files: Sequence[ReturnedFile],
    rejected: Iterable[Rejected],
    rows: Collection[Series],
    new: Collection[Series],
    copies: Iterable[Copy] = (),
    told: Told | None = None,
    outdated: Collection[Series] = (),
) -> tuple[UnitReturn, ...]:
    """All bodies that are asked, in the catalogue's order.

    Args:
        expected: what was asked for, and of whom.
        files: what came back.
        rejected: rows that do not count.
        rows: of the figures that stand now.
        new: those of them that come from `files`.
        copies: what came and is not read.
        outdated: those of `new` for which a later file than theirs has a row with an error.
        told: what came on tasks; None where nobody knows, and so who owes figures is all that can be said.
    """
    bodies = tuple(expected.of) if told is None else expected.asked
    known, told = told is not None, told or Told()
    sent = by_body(copies, dict.fromkeys(bodies))
    came = _came_in(expected, files, rejected)._replace(copies=sent)
    speaking, set_aside = _files_by_unit(expected, files)
    forms = {unit for file in files for unit in file.stamped_for(expected.period)}
    total_of = expected.catalogue.total_unit
    units = []
    for unit in bodies:
        asked = expected.of.get(unit, ())
        tasks = expected.tasks.get(unit, ())
        told_of = len(told.of.get(unit, frozenset()) & frozenset(tasks))
        kept = tuple(each for each in asked if each in rows and each not in new)
        owed = [each for each in asked if each not in rows and (each[0], total_of(each[0])) not in rows]
        units.append(
            UnitReturn(
                unit=unit,
                files=tuple(speaking[unit]),
                expected=asked,
                missing={each: why_missing(each, unit, came, bool(speaking[unit])) for each in owed},
                kept=kept,
                set_aside=tuple(set_aside[unit]),
                stale=_stale(unit, (*kept, *(each for each in asked if each in outdated)), came),
                unread=tuple(copy.file for copy in sent.get(unit, ())),
                tasks=tasks,
                told=told_of,
                tasks_missing=_tasks_missing(
                    _OnTasks(
                        asked=bool(tasks) and known,
                        told=bool(told_of),
                        wrong=told.wrong.get(unit, ()),
                        form=unit in forms and bool(speaking[unit]),
                        may_be_blank=bool(asked) and not owed and (not speaking[unit] or unit in forms),
                        copies=tuple(dict.fromkeys(copy.kind for copy in sent.get(unit, ()))),
                    )
                ),
            )
        )
    return tuple(units)


class _OnTasks(NamedTuple):
    """What is known of one body's form on tasks.

    Args:
        asked: it gets one, and it is known what came of it.
        told: it told of a task.
        wrong: cells for which rows of it do not count.
        form: it came.
        may_be_blank: all figures of the body are there, and no file of it came without the form.
        copies: what came of it and is not read.
    """

    asked: bool
    told: bool
    wrong: tuple[WrongCell, ...]
    form: bool
    may_be_blank: bool
    copies: tuple[CopyKind, ...]


def _tasks_missing(known: _OnTasks) -> Missing | None:
    """Why a body has to send its form on tasks (again).

    Rows that do not count are mended in any case. Else one task told of is enough, and none where all
    figures of the body are there: what has nothing new may stay blank.
    """
    if not known.asked:
        return None
    if known.wrong:
        return Missing("faulty_rows", cells=known.wrong)
    if known.told or known.may_be_blank:
        return None
    if known.form:
        return Missing("left_blank")
    return Missing("unread", copies=known.copies) if known.copies else Missing("not_sent")


def _files_by_unit(
    expected: Expected, files: Iterable[ReturnedFile]
) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """Names of the files that speak for each unit, and of those that only name it."""
    speaking: dict[str, list[str]] = defaultdict(list)
    set_aside: dict[str, list[str]] = defaultdict(list)
    for file in files:
        spoken_for = file.speaks_for(expected)
        for unit in spoken_for:
            speaking[unit].append(file.file)
        for unit in file.named(expected) - spoken_for:
            set_aside[unit].append(file.file)
    return speaking, set_aside


def _came_in(expected: Expected, files: Sequence[ReturnedFile], rejected: Iterable[Rejected]) -> CameIn:
    blank: set[Series] = set()
    for file in files:
        spoken_for = file.speaks_for(expected)
        blank |= {each for each in file.blank if not spoken_for.isdisjoint(expected.asked_for(each))}
    return CameIn(
        rejected=by_series(rejected, expected),
        faulty=frozenset(key for file in files for key in file.faulty),
        blank=frozenset(blank),
        refused=frozenset(
            unit for file in files if file.refused for unit in file.stamped_for(expected.period)
        ),
        faulty_at=_faulty_at(files),
        faulty_units=frozenset(unit for file in files for unit in file.faulty_units),
    )


def _faulty_at(files: Iterable[ReturnedFile]) -> Mapping[Series, tuple[Place, ...]]:
    found: dict[Series, tuple[Place, ...]] = {}
    for file in files:
        for series, places in file.faulty_at.items():
            found[series] = (*found.get(series, ()), *places)
    return found


def _stale(unit: str, kept: Iterable[Series], came: CameIn) -> Mapping[Series, Missing]:
    """Why a figure that was collected before stands, although something newer came in for it."""
    found = ((each, why_missing(each, unit, came, has_sent=False)) for each in kept)
    return {each: why for each, why in found if why.why not in ("not_sent", "left_blank", "unread")}

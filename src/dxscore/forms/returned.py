"""What came back: who has sent, who has not, what counts, what was left out and what changed. Pure logic.

Nothing is chosen in a reporter's place: of two different figures neither counts, and a figure collected
before stands until a clear new one, or a clear blank, takes its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dxscore.forms.changes import Change, changes
from dxscore.forms.form import reported_by, reporting_units
from dxscore.forms.left_out import LeftOut, differing, in_other_form, of_other_period
from dxscore.forms.missing import CameIn, Missing, by_place, why_missing
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.stamp import SHA_SHOWN
from dxscore.forms.tidy import Place, as_answered, as_written, place
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.placed import order
from dxscore.model.receipt import Remark, UnitStatus


class Remarked(NamedTuple):
    """Something about a file that does not keep its rows from counting."""

    remark: Remark
    file: str
    units: tuple[str, ...]


class UnitReturn(NamedTuple):
    """One reporting unit.

    Args:
        unit: its id.
        files: names of the files that speak for it.
        expected: indicators that it reports.
        missing: those without a figure now, and why.
        kept: indicators whose figures stand from an earlier collection.
        stale: those of them for which something came in that does not count, and why.
        set_aside: names of files that name it, or were made for it, and hold nothing of it that speaks for
            this period: of another period, in another unit's form, nothing but faulty rows.
    """

    unit: str
    files: tuple[str, ...]
    expected: tuple[str, ...]
    missing: Mapping[str, Missing]
    kept: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    stale: Mapping[str, Missing] = MappingProxyType({})

    @property
    def sent(self) -> bool:
        """Whether anything of it came in for this period, now or before."""
        return bool(self.files or self.kept)

    @property
    def status(self) -> UnitStatus:
        """`complete`, `partial`, `set_aside` where what came is of no use, `missing` where nothing came.

        A unit is complete with figures from before, too: `kept` and `stale` tell which those are.
        """
        if not self.missing:
            return "complete"
        if self.sent:
            return "partial"
        return "set_aside" if self.set_aside else "missing"


class Collected(NamedTuple):
    """Everything about one collection.

    Args:
        period: what was asked for.
        rows: figures of that period as they stand now, kept ones too.
        decided: places that a file of this collection decided, be it by a figure or by a blank; what was
            collected before stands everywhere else.
        units: all reporting units, in the catalogue's order.
        left_out, remarks, changes: by file.
    """

    period: Period
    rows: tuple[Observation, ...]
    decided: frozenset[Place]
    units: tuple[UnitReturn, ...]
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remarked, ...]
    changes: tuple[Change, ...]


def collect(
    catalogue: Catalogue,
    period: Period,
    files: Sequence[ReturnedFile],
    before: Iterable[Observation] = (),
    taken_out: Iterable[LeftOut] = (),
) -> Collected:
    """Take the figures of `period` from `files`.

    Args:
        catalogue: whose indicators and units they speak of.
        period: what was asked for; rows of other periods are left out.
        files: what came back, in the order of names.
        before: figures collected before, of any period.
        taken_out: rows that were taken out of `files`, for they cannot be true or are doubtful.
    """
    old = {place(o): as_written(o) for o in before if o.period == period}
    candidates: dict[Place, list[tuple[ReturnedFile, Observation]]] = defaultdict(list)
    left_out = list(taken_out)
    for file in files:
        for observation in file.observations:
            unusable = _unusable(file, observation, period)
            if unusable is None:
                candidates[place(observation)].append((file, observation))
            else:
                left_out.append(unusable)
    agreed = {key: found for key, found in candidates.items() if _agree(found)}
    for key, found in candidates.items():
        if key not in agreed:
            left_out += differing([observation for _, observation in found])
    blank = _blank(files, period, candidates)
    new = {key: (as_written(row), file, row.sheet) for key, ((file, row), *_) in agreed.items()}
    rows = {key: row for key, row in old.items() if key not in blank}
    rows |= {key: row for key, (row, _, _) in new.items()}
    return Collected(
        period=period,
        rows=tuple(rows.values()),
        decided=frozenset((*new, *blank)),
        units=_units(catalogue, files, rows, new, left_out, period),
        left_out=tuple(sorted(left_out, key=lambda item: order(item.observation))),
        remarks=_remarks(catalogue, period, files),
        changes=changes(old, new, blank),
    )


def _unusable(file: ReturnedFile, observation: Observation, period: Period) -> LeftOut | None:
    if observation.period != period:
        return of_other_period(observation)
    stamped = {stamp.unit for stamp in file.stamps}
    other = stamped and observation.reporting_unit not in stamped
    return in_other_form(observation, stamped) if other else None


def _agree(found: Sequence[tuple[ReturnedFile, Observation]]) -> bool:
    """Whether all say the very same, evidence, note and closing day included."""
    first = as_answered(found[0][1])
    return all(as_answered(observation) == first for _, observation in found[1:])


def _blank(
    files: Sequence[ReturnedFile], period: Period, candidates: Collection[Place]
) -> dict[Place, ReturnedFile]:
    """Places that a form of this period left blank, and that no file says anything else about."""
    faulty = {key for file in files for key in file.faulty}
    return {
        key: file
        for file in files
        for key in file.blank
        if key[1] in file.stamped_for(period) and key not in candidates and key not in faulty
    }


def _units(
    catalogue: Catalogue,
    files: Sequence[ReturnedFile],
    rows: Collection[Place],
    new: Collection[Place],
    left_out: Iterable[LeftOut],
    period: Period,
) -> tuple[UnitReturn, ...]:
    speaking: dict[str, list[str]] = defaultdict(list)
    set_aside: dict[str, list[str]] = defaultdict(list)
    blank: set[Place] = set()
    for file in files:
        spoken_for = _speaks_for(file, period)
        for unit in spoken_for:
            speaking[unit].append(file.file)
        for unit in _names(file) - set(spoken_for):
            set_aside[unit].append(file.file)
        blank |= {key for key in file.blank if key[1] in spoken_for}
    came = CameIn(
        left_out=by_place(left_out),
        faulty=frozenset(key for file in files for key in file.faulty),
        blank=frozenset(blank),
        refused=frozenset(unit for file in files if file.refused for unit in file.stamped_for(period)),
        faulty_units=frozenset(unit for file in files for unit in file.faulty_units),
    )
    units = []
    for unit in reporting_units(catalogue):
        expected = reported_by(catalogue, unit)
        kept = tuple(name for name in expected if (name, unit) in rows and (name, unit) not in new)
        owed = [
            name
            for name in expected
            if (name, unit) not in rows and (name, catalogue.total_unit(name)) not in rows
        ]
        units.append(
            UnitReturn(
                unit=unit,
                files=tuple(speaking[unit]),
                expected=expected,
                missing={name: why_missing((name, unit), came, bool(speaking[unit])) for name in owed},
                kept=kept,
                set_aside=tuple(set_aside[unit]),
                stale=_stale(unit, kept, came),
            )
        )
    return tuple(units)


def _stale(unit: str, kept: Iterable[str], came: CameIn) -> Mapping[str, Missing]:
    """Why a figure that was collected before stands, although something newer came in for it."""
    found = ((indicator, why_missing((indicator, unit), came, has_sent=False)) for indicator in kept)
    return {indicator: why for indicator, why in found if why.why not in ("not_sent", "left_blank")}


def _names(file: ReturnedFile) -> set[str]:
    """Ids of the units that a file was made for, or has rows of, blank ones aside."""
    of_rows = {o.reporting_unit for o in file.observations} | {unit for _, unit in file.faulty}
    return of_rows | file.faulty_units | {stamp.unit for stamp in file.stamps}


def _speaks_for(file: ReturnedFile, period: Period) -> tuple[str, ...]:
    """Ids of the units for which a file speaks: by its rows, and by the forms in it that are all blank."""
    rows = {o.reporting_unit for o in file.observations if _unusable(file, o, period) is None}
    others = {o.reporting_unit for o in file.observations} - rows
    stamped = file.stamped_for(period)
    if file.stamps:
        left_blank = stamped if not file.observations else {unit for _, unit in file.blank} & stamped
        return tuple(sorted(rows | (left_blank - others)))
    faulty = set() if file.observations else {unit for _, unit in file.faulty}
    return tuple(sorted(rows | faulty))


def _remarks(catalogue: Catalogue, period: Period, files: Sequence[ReturnedFile]) -> tuple[Remarked, ...]:
    remarks = []
    senders: dict[str, list[str]] = defaultdict(list)
    for file in files:
        units = _speaks_for(file, period)
        usable = [o for o in file.observations if _unusable(file, o, period) is None]
        if not file.observations and not file.unreadable:
            remarks.append(Remarked("no_figures", file.file, units))
        if usable and any(stamp.period != str(period) for stamp in file.stamps):
            remarks.append(Remarked("other_period_form", file.file, units))
        current = catalogue.sha256[:SHA_SHOWN]
        if units and any(stamp.catalogue != current for stamp in file.stamps):
            remarks.append(Remarked("old_form", file.file, units))
        for unit in units:
            senders[unit].append(file.file)
    remarks += [
        Remarked("same_twice", ", ".join(names), (unit,))
        for unit, names in senders.items()
        if len(names) > 1 and _say_the_same(files, unit, names, period)
    ]
    return tuple(remarks)


def _say_the_same(files: Sequence[ReturnedFile], unit: str, names: Sequence[str], period: Period) -> bool:
    """Whether two files of one unit have a figure in common and differ in none."""
    said: dict[str, list[Observation]] = defaultdict(list)
    for file in files:
        if file.file in names:
            for o in file.observations:
                if o.reporting_unit == unit and o.period == period:
                    said[o.indicator].append(as_answered(o))
    several = [found for found in said.values() if len(found) > 1]
    return bool(several) and all(found[0] == other for found in several for other in found[1:])

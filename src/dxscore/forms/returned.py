"""What came back: who has sent, who has not, what counts, what was left out and what changed. Pure logic.

Nothing is chosen in a reporter's place: of two different figures neither counts, and a figure collected
before stands until a clear new one, or a clear blank, takes its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from dxscore.forms.beside import Beside, Signed
from dxscore.forms.form import reported_by, reporting_units
from dxscore.forms.left_out import LeftOut, differing, in_other_form, of_other_period
from dxscore.forms.missing import CameIn, Missing, came_in, why_missing
from dxscore.forms.stamp import SHA_SHOWN, Stamp
from dxscore.forms.tidy import Place, as_written, place
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.placed import order
from dxscore.model.receipt import Remark, UnitStatus


class ReturnedFile(NamedTuple):
    """One file that came back, once it has been read.

    Args:
        file: its name.
        sha256: hex digest of its bytes.
        stamps: version stamps found in it.
        observations: its usable rows, of any unit and period.
        blank: indicators and units of its rows that hold no figure.
        faulty: those of its rows with an error, as far as they can be told.
        unreadable: it could not be understood at all, or rows of it have errors.
        beside: what was written around each of its tables.
    """

    file: str
    sha256: str
    stamps: tuple[Stamp, ...] = ()
    observations: tuple[Observation, ...] = ()
    blank: frozenset[Place] = frozenset()
    faulty: frozenset[Place] = frozenset()
    unreadable: bool = False
    beside: tuple[Beside, ...] = ()

    def signed(self, sheet: str) -> Signed | None:
        """Who answers for the figures of one sheet; None where nobody is named."""
        found = (each.signed for each in self.beside if each.signed.sheet == sheet)
        return next((signed for signed in found if any(signed[1:])), None)


class Remarked(NamedTuple):
    """Something about a file that does not keep its rows from counting."""

    remark: Remark
    file: str
    units: tuple[str, ...]


class Change(NamedTuple):
    """A figure that is not what was collected before.

    Args:
        old: as collected before.
        new: as it is now; None where its cells are blank now.
        file, sha256: the file that says so.
        signed: who answers for it there, where somebody is named.
    """

    old: Observation
    new: Observation | None
    file: str
    sha256: str
    signed: Signed | None = None


class UnitReturn(NamedTuple):
    """One reporting unit.

    Args:
        unit: its id.
        files: names of the files that speak for it.
        expected: indicators that it reports.
        missing: those without a figure now, and why.
        kept: figures that stand from an earlier collection.
        set_aside: names of files that name it, or were made for it, and hold nothing of it that speaks for
            this period: of another period, in another unit's form, nothing but faulty rows.
    """

    unit: str
    files: tuple[str, ...]
    expected: tuple[str, ...]
    missing: Mapping[str, Missing]
    kept: int
    set_aside: tuple[str, ...] = ()

    @property
    def sent(self) -> bool:
        """Whether anything of it came in for this period, now or before."""
        return bool(self.files or self.kept)

    @property
    def status(self) -> UnitStatus:
        """`complete`, `partial`, `set_aside` where what came is of no use, `missing` where nothing came."""
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
    impossible: Iterable[LeftOut] = (),
) -> Collected:
    """Take the figures of `period` from `files`.

    Args:
        catalogue: whose indicators and units they speak of.
        period: what was asked for; rows of other periods are left out.
        files: what came back, in the order of names.
        before: figures collected before, of any period.
        impossible: rows that were taken out of `files`, for they cannot be true.
    """
    old = {place(o): as_written(o) for o in before if o.period == period}
    candidates: dict[Place, list[tuple[ReturnedFile, Observation]]] = defaultdict(list)
    left_out = list(impossible)
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
    new = {key: as_written(found[0][1]) for key, found in agreed.items()}
    rows = {key: row for key, row in old.items() if key not in blank} | new
    changes = [*_changed(old, new, agreed), *_withdrawn(old, blank)]
    return Collected(
        period=period,
        rows=tuple(rows.values()),
        decided=frozenset((*new, *blank)),
        units=_units(catalogue, files, rows, new, left_out, period),
        left_out=tuple(sorted(left_out, key=lambda item: order(item.observation))),
        remarks=_remarks(catalogue, period, files),
        changes=tuple(sorted(changes, key=lambda change: (change.file, place(change.old)))),
    )


def _unusable(file: ReturnedFile, observation: Observation, period: Period) -> LeftOut | None:
    if observation.period != period:
        return of_other_period(observation)
    stamped = {stamp.unit for stamp in file.stamps}
    other = stamped and stamped != {observation.reporting_unit}
    return in_other_form(observation, stamped) if other else None


def _agree(found: Sequence[tuple[ReturnedFile, Observation]]) -> bool:
    """Whether all say the very same, evidence, note and closing day included."""
    first = as_written(found[0][1])
    return all(as_written(observation) == first for _, observation in found[1:])


def _blank(
    files: Sequence[ReturnedFile], period: Period, candidates: Collection[Place]
) -> dict[Place, ReturnedFile]:
    """Places that a form of this period left blank, and that no file says anything else about."""
    faulty = {key for file in files for key in file.faulty}
    return {
        key: file
        for file in files
        if any(stamp.period == str(period) for stamp in file.stamps)
        for key in file.blank
        if key not in candidates and key not in faulty
    }


def _changed(
    old: Mapping[Place, Observation],
    new: Mapping[Place, Observation],
    agreed: Mapping[Place, Sequence[tuple[ReturnedFile, Observation]]],
) -> Iterable[Change]:
    for key, row in new.items():
        if key in old and old[key] != row:
            file, read = agreed[key][0]
            yield Change(old[key], row, file.file, file.sha256, file.signed(read.sheet))


def _withdrawn(old: Mapping[Place, Observation], blank: Mapping[Place, ReturnedFile]) -> Iterable[Change]:
    for key, file in blank.items():
        if key in old:
            yield Change(old[key], None, file.file, file.sha256, _only_signed(file))


def _only_signed(file: ReturnedFile) -> Signed | None:
    """Who answers for a blank, whose sheet is not known: only where the same people do so on all of them."""
    told = [each.signed for each in file.beside]
    return told[0] if len({signed[1:] for signed in told}) == 1 and any(told[0][1:]) else None


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
        units = _speaks_for(file, period)
        for unit in units:
            speaking[unit].append(file.file)
        for unit in _names(file) - set(units):
            set_aside[unit].append(file.file)
        blank |= {key for key in file.blank if key[1] in units}
    came = came_in(left_out, (key for file in files for key in file.faulty), blank)
    return tuple(
        UnitReturn(
            unit=unit,
            files=tuple(speaking[unit]),
            expected=reported_by(catalogue, unit),
            missing=_missing(catalogue, unit, rows, came, bool(speaking[unit])),
            kept=sum(key[1] == unit and key not in new for key in rows),
            set_aside=tuple(set_aside[unit]),
        )
        for unit in reporting_units(catalogue)
    )


def _missing(
    catalogue: Catalogue, unit: str, rows: Collection[Place], came: CameIn, has_sent: bool
) -> Mapping[str, Missing]:
    """Indicators of a unit without a row of its own, or of the whole place, and why."""
    return {
        indicator: why_missing((indicator, unit), came, has_sent)
        for indicator in reported_by(catalogue, unit)
        if (indicator, unit) not in rows and (indicator, catalogue.total_unit(indicator)) not in rows
    }


def _names(file: ReturnedFile) -> set[str]:
    """Ids of the units that a file was made for, or has rows of, blank ones aside."""
    of_rows = {o.reporting_unit for o in file.observations} | {unit for _, unit in file.faulty}
    return of_rows | {stamp.unit for stamp in file.stamps}


def _speaks_for(file: ReturnedFile, period: Period) -> tuple[str, ...]:
    """Ids of the units whose form for this period a file is, by its rows or, without any, by its stamp."""
    stamped = {stamp.unit for stamp in file.stamps}
    rows = {o.reporting_unit for o in file.observations if _unusable(file, o, period) is None}
    if rows:
        return tuple(sorted(rows))
    if stamped:
        of_period = {stamp.unit for stamp in file.stamps if stamp.period == str(period)}
        return tuple(sorted(of_period)) if len(stamped) == 1 and not file.observations else ()
    return tuple(sorted({unit for _, unit in file.faulty})) if not file.observations else ()


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
                    said[o.indicator].append(as_written(o))
    several = [found for found in said.values() if len(found) > 1]
    return bool(several) and all(found[0] == other for found in several for other in found[1:])

"""What each reporting unit has sent: its files, what it still owes and why, what stands from before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dxscore.forms.form import reported_by, reporting_units
from dxscore.forms.missing import CameIn, Missing, by_series, why_missing
from dxscore.forms.normalised import Series
from dxscore.forms.rejected import Rejected
from dxscore.forms.returned_file import ReturnedFile
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.model.receipt import UnitStatus


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


def unit_returns(
    catalogue: Catalogue,
    period: Period,
    files: Sequence[ReturnedFile],
    rejected: Iterable[Rejected],
    rows: Collection[Series],
    new: Collection[Series],
) -> tuple[UnitReturn, ...]:
    """All reporting units, in the catalogue's order.

    Args:
        catalogue: whose units and indicators.
        period: what was asked for.
        files: what came back.
        rejected: rows that do not count.
        rows: places of the figures that stand now.
        new: those of them that come from `files`.
    """
    came = _came_in(period, files, rejected)
    speaking, set_aside = _files_by_unit(period, files)
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


def _files_by_unit(
    period: Period, files: Iterable[ReturnedFile]
) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """Names of the files that speak for each unit, and of those that only name it."""
    speaking: dict[str, list[str]] = defaultdict(list)
    set_aside: dict[str, list[str]] = defaultdict(list)
    for file in files:
        spoken_for = file.speaks_for(period)
        for unit in spoken_for:
            speaking[unit].append(file.file)
        for unit in file.named - spoken_for:
            set_aside[unit].append(file.file)
    return speaking, set_aside


def _came_in(period: Period, files: Sequence[ReturnedFile], rejected: Iterable[Rejected]) -> CameIn:
    blank: set[Series] = set()
    for file in files:
        spoken_for = file.speaks_for(period)
        blank |= {key for key in file.blank if key[1] in spoken_for}
    return CameIn(
        rejected=by_series(rejected),
        faulty=frozenset(key for file in files for key in file.faulty),
        blank=frozenset(blank),
        refused=frozenset(unit for file in files if file.refused for unit in file.stamped_for(period)),
        faulty_units=frozenset(unit for file in files for unit in file.faulty_units),
    )


def _stale(unit: str, kept: Iterable[str], came: CameIn) -> Mapping[str, Missing]:
    """Why a figure that was collected before stands, although something newer came in for it."""
    found = ((indicator, why_missing((indicator, unit), came, has_sent=False)) for indicator in kept)
    return {indicator: why for indicator, why in found if why.why not in ("not_sent", "left_blank")}

"""One file that came back: what it says, and for whom it speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from dxscore.forms.annotations import Annotations, SheetAnnotation
from dxscore.forms.expected import Expected
from dxscore.forms.normalised import Series, series_of
from dxscore.forms.rejected import Rejected, unusable
from dxscore.forms.signatures import Signed
from dxscore.forms.stamp import Stamp
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place


class ReturnedFile(NamedTuple):
    """One file that came back, once it has been read.

    Args:
        file: its name.
        sha256: hex digest of its bytes.
        stamps: version stamps found in it.
        observations: its usable rows, of any unit and period.
        blank: indicators and units of its rows that hold no figure.
        faulty: those of its rows with an error, as far as they can be told.
        faulty_units: units of rows with an error that name no indicator.
        unreadable: it could not be understood at all, or rows of it have errors.
        refused: no row of it was read.
        annotations: what was written around each of its tables.
        remarks: what stands in no cell of its sheets, which findings tell of.
        notes: why a figure is blank, where the note of its row says so.
        faulty_at: of the series of rows with an error where these stand.
        signed_day: the one day under which it was signed; None where none or several can be read.
        saved_day: the day on which the file was last saved, as it says itself.
        arrived: the day of the file, as the folder tells.
        on_tasks: of its rows on tasks whose they are, and of which day.
        tasks_only: it holds no table of figures, and is a form or a list that asks about tasks.
    """

    file: str
    sha256: str
    stamps: tuple[Stamp, ...] = ()
    observations: tuple[Observation, ...] = ()
    blank: frozenset[Series] = frozenset()
    faulty: frozenset[Series] = frozenset()
    faulty_units: frozenset[str] = frozenset()
    unreadable: bool = False
    refused: bool = False
    annotations: tuple[Annotations, ...] = ()
    remarks: tuple[SheetAnnotation, ...] = ()
    notes: Mapping[Series, str] = MappingProxyType({})
    faulty_at: Mapping[Series, tuple[Place, ...]] = MappingProxyType({})
    signed_day: date | None = None
    saved_day: date | None = None
    arrived: date | None = None
    on_tasks: frozenset[tuple[str, date]] = frozenset()
    tasks_only: bool = False

    def signed(self, sheet: str | None) -> Signed | None:
        """Who answers for the figures of one sheet; None where nobody is named."""
        found = (each.signed for each in self.annotations if each.signed.sheet == sheet)
        return next((signed for signed in found if any(signed.who_and_when)), None)

    def only_signed(self) -> Signed | None:
        """Who answers for a blank, whose sheet is not known: only where the same people sign all of them."""
        told = [each.signed for each in self.annotations]
        same = len({signed.who_and_when for signed in told}) == 1
        return told[0] if same and any(told[0].who_and_when) else None

    @property
    def forms(self) -> frozenset[str]:
        """Ids of the units whose form, of any period, it bears the stamp of."""
        return frozenset(stamp.unit for stamp in self.stamps)

    def stamped_for(self, period: Period) -> frozenset[str]:
        """Ids of the units whose form for `period` it bears the stamp of."""
        return frozenset(stamp.unit for stamp in self.stamps if stamp.period == str(period))

    def named(self, expected: Expected) -> frozenset[str]:
        """Ids of the bodies that it was made for, or has rows of, blank ones aside."""
        given = [series_of(o) for o in self.observations]
        told = {body for body, _ in self.on_tasks}
        return self.forms | self.faulty_units | told | self._bodies(expected, [*given, *self.faulty])

    def usable(self, expected: Expected) -> tuple[Observation, ...]:
        """Its rows of the expected periods that stand in no other body's form."""
        forms = self.forms
        return tuple(o for o in self.observations if unusable(o, expected, forms) is None)

    def rejected(self, expected: Expected) -> tuple[Rejected, ...]:
        """All its other rows."""
        forms = self.forms
        found = (unusable(o, expected, forms) for o in self.observations)
        return tuple(item for item in found if item is not None)

    def speaks_for(self, expected: Expected) -> frozenset[str]:
        """Ids of the bodies that it answers for: by usable rows, or by a form that was left blank.

        A file that is no form and has only faulty rows speaks for those whose rows they are.
        """
        on_tasks = self._speaks_on_tasks(expected)
        if self.tasks_only:  # left blank it answers for those alone who are asked for nothing else
            return on_tasks | (self.stamped_for(expected.period) - expected.of.keys())
        return self._speaks_by_figures(expected) | on_tasks

    def _speaks_on_tasks(self, expected: Expected) -> frozenset[str]:
        """Ids of the bodies of whose tasks it tells for the period; in a form of those whose form it is."""
        of_period = {body for body, day in self.on_tasks if expected.is_of_period(day)}
        return frozenset(of_period & self.forms if self.forms else of_period)

    def _speaks_by_figures(self, expected: Expected) -> frozenset[str]:
        rows = self._bodies(expected, map(series_of, self.usable(expected)))
        others = self._bodies(expected, map(series_of, self.observations)) - rows
        stamped = self.stamped_for(expected.period)
        if self.stamps:
            blank = self._bodies(expected, self.blank)
            left_blank = stamped if not self.observations else blank & stamped
            return rows | (left_blank - others)
        return rows | (frozenset() if self.observations else self._bodies(expected, self.faulty))

    def _bodies(self, expected: Expected, series: Iterable[Series]) -> frozenset[str]:
        """Ids of the bodies that answer with these figures; in a form, of those only whose form it is."""
        forms = self.forms
        found: set[str] = set()
        for each in series:
            bodies = frozenset(expected.asked_for(each))
            found |= bodies & forms or ({each[1]} & forms) or bodies
        return frozenset(found)

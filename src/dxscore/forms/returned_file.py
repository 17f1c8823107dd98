"""One file that came back: what it says, and for whom it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dxscore.forms.annotations import Annotation, Annotations
from dxscore.forms.normalised import Series
from dxscore.forms.rejected import Rejected, unusable
from dxscore.forms.signatures import Signed
from dxscore.forms.stamp import Stamp
from dxscore.model.observation import Observation
from dxscore.model.period import Period


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
    remarks: tuple[Annotation, ...] = ()
    notes: Mapping[Series, str] = MappingProxyType({})

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

    @property
    def named(self) -> frozenset[str]:
        """Ids of the units that it was made for, or has rows of, blank ones aside."""
        of_rows = {o.reporting_unit for o in self.observations} | {unit for _, unit in self.faulty}
        return self.forms | self.faulty_units | of_rows

    def usable(self, period: Period) -> tuple[Observation, ...]:
        """Its rows of `period` that stand in no other unit's form."""
        forms = self.forms
        return tuple(o for o in self.observations if unusable(o, period, forms) is None)

    def rejected(self, period: Period) -> tuple[Rejected, ...]:
        """All its other rows."""
        forms = self.forms
        found = (unusable(o, period, forms) for o in self.observations)
        return tuple(item for item in found if item is not None)

    def speaks_for(self, period: Period) -> frozenset[str]:
        """Ids of the units that it answers for: by usable rows, or by a form that was left blank.

        A file that is no form and has only faulty rows speaks for those whose rows they are.
        """
        rows = {o.reporting_unit for o in self.usable(period)}
        others = {o.reporting_unit for o in self.observations} - rows
        stamped = self.stamped_for(period)
        if self.stamps:
            left_blank = stamped if not self.observations else {unit for _, unit in self.blank} & stamped
            return frozenset(rows | (left_blank - others))
        faulty = set() if self.observations else {unit for _, unit in self.faulty}
        return frozenset(rows | faulty)

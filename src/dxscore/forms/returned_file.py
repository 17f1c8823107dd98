"""One file that came back, once it has been read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dxscore.forms.beside import Beside, Words
from dxscore.forms.signatures import Signed
from dxscore.forms.stamp import Stamp
from dxscore.forms.tidy import Place
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
        beside: what was written around each of its tables.
        remarks: what stands in no cell of its sheets, which findings tell of.
        notes: why a figure is blank, where the note of its row says so.
    """

    file: str
    sha256: str
    stamps: tuple[Stamp, ...] = ()
    observations: tuple[Observation, ...] = ()
    blank: frozenset[Place] = frozenset()
    faulty: frozenset[Place] = frozenset()
    faulty_units: frozenset[str] = frozenset()
    unreadable: bool = False
    refused: bool = False
    beside: tuple[Beside, ...] = ()
    remarks: tuple[Words, ...] = ()
    notes: Mapping[Place, str] = MappingProxyType({})

    def signed(self, sheet: str) -> Signed | None:
        """Who answers for the figures of one sheet; None where nobody is named."""
        found = (each.signed for each in self.beside if each.signed.sheet == sheet)
        return next((signed for signed in found if any(signed[1:])), None)

    def only_signed(self) -> Signed | None:
        """Who answers for a blank, whose sheet is not known: only where the same people sign all of them."""
        told = [each.signed for each in self.beside]
        return told[0] if len({signed[1:] for signed in told}) == 1 and any(told[0][1:]) else None

    def stamped_for(self, period: Period) -> frozenset[str]:
        """Ids of the units whose form for `period` it bears the stamp of."""
        return frozenset(stamp.unit for stamp in self.stamps if stamp.period == str(period))

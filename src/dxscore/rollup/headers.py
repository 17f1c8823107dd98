"""The columns that counts.yaml names, among those that a log has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.words.folding import name_key, unaccented
from dxscore.words.nearest import nearest
from dxscore.words.text import Text, both, joined

_MOST_SHOWN = 20


class NotThere(NamedTuple):
    """Columns that a row of headers lacks, or has twice.

    Args:
        missing: the names that are not there.
        there: the cells.
        twice: a name that two cells bear, or ''.
    """

    missing: tuple[str, ...]
    there: tuple[str, ...]
    twice: str = ""

    def better_than(self, other: NotThere) -> bool:
        """Whether this row is more likely to be meant as the header."""
        return (len(other.missing), len(self.there)) > (len(self.missing), len(other.there))

    def finding(self, file: str) -> Finding:
        """What is to be said of it."""
        if self.twice:
            return rules.RECORDS_COLUMN_TWICE.finding(Place(file), name=self.twice)
        hints = [hint for name in self.missing if (hint := self._meant(name))]
        shown = ", ".join(self.there[:_MOST_SHOWN])
        return rules.RECORDS_COLUMN_MISSING.finding(
            Place(file), names=", ".join(self.missing), there=shown, hint=_joined(hints)
        )

    def _meant(self, name: str) -> Text | None:
        near = nearest(name_key(name), {name_key(cell): cell for cell in self.there})
        names = {name_key(cell): cell for cell in self.there}
        return both("rollup.column_meant", name=name, meant=names[near[0]]) if len(near) == 1 else None


def found_in(cells: Sequence[str], names: Sequence[str]) -> tuple[int, ...] | NotThere:
    """Where each of `names` stands among `cells`.

    A name is the same whatever its case, its Unicode form, its spaces and underscores; where it is not there
    with its accents, it may be there without.
    """
    places, missing = list[int](), list[str]()
    for name in names:
        at = _places(cells, name)
        if len(at) > 1:
            return NotThere((), tuple(cells), name)
        if not at:
            missing.append(name)
        places += at
    return NotThere(tuple(missing), tuple(cells)) if missing else tuple(places)


def _places(cells: Sequence[str], name: str) -> list[int]:
    for key in (name_key, _plain):
        found = [place for place, cell in enumerate(cells) if key(cell) == key(name)]
        if found:
            return found
    return []


def _plain(name: str) -> str:
    return unaccented(name_key(name))


def _joined(hints: Sequence[Text]) -> Text | str:
    return joined(hints, "; ") if hints else ""

"""Which cells were wrong where a figure is missing for an error: for whoever has to mend them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from dxscore.forms.missing import Missing
from dxscore.forms.returned import Collected
from dxscore.model.finding import Finding
from dxscore.model.place import Place, cell_name
from dxscore.model.receipt import WrongCell
from dxscore.words.text import Text
from dxscore.words.visible import visible

CELLS_AT_MOST: Final = 3
"""So many stand beside one thing that is missing."""
_LONGEST: Final = 160


def with_wrong_cells(collected: Collected, findings: Iterable[Finding]) -> Collected:
    """The same, each figure whose row has errors with the first cells that `findings` tell of."""
    at: dict[Place, list[WrongCell]] = defaultdict(list)
    for finding in findings:
        if finding.severity == "error":
            at[finding.place.line].append(wrong_cell(finding))
    if not at:
        return collected
    units = (
        unit._replace(missing={series: _told(each, at) for series, each in unit.missing.items()})
        for unit in collected.units
    )
    return collected._replace(units=tuple(units))


def _told(missing: Missing, at: Mapping[Place, list[WrongCell]]) -> Missing:
    if not missing.places:
        return missing
    cells = [cell for place in missing.places for cell in at.get(place.line, ())]
    return missing._replace(cells=tuple(cells[:CELLS_AT_MOST]))


def wrong_cell(finding: Finding) -> WrongCell:
    """The place of a finding and what it says, as a receipt and a letter tell it."""
    place, said = finding.place, finding.message
    cell = None if place.sheet is None or place.cell is None else cell_name(place.cell, place.row)
    words = Text(vi=visible(said.get("vi"), _LONGEST), en=visible(said.get("en"), _LONGEST))
    return WrongCell(file=place.file, row=place.row or 0, sheet=place.sheet, cell=cell, said=words)

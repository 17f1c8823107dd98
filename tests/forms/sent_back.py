"""Files that came back, as the tests of forms write them."""

from typing import Any

from dxscore.api import load_catalogue
from dxscore.forms.returned_file import ReturnedFile
from dxscore.forms.stamp import Stamp, stamp
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from placed import placed

CATALOGUE = load_catalogue()
Q3, Q4 = Period("quarter", 2024, 3), Period("quarter", 2024, 4)


def of(unit: str, period: Period = Q4, catalogue: str = CATALOGUE.sha256) -> Stamp:
    """The stamp of a unit's form."""
    return stamp(unit, str(period), catalogue)


def returned(
    *rows: Observation, name: str = "a.xlsx", stamps: tuple[Stamp, ...] = (of("cong-an"),), **more: Any
) -> ReturnedFile:
    """A file with these rows, from row 8: where nothing else is said, the form of the police."""
    rows_of_file = tuple(placed(row, file=name, row=8 + number) for number, row in enumerate(rows))
    return ReturnedFile(name, "0" * 64, stamps, rows_of_file, **more)

"""A pandas DataFrame with the columns of a metrics file -> the same observations and findings.

pandas is never imported here: whoever calls has a DataFrame, and with it pandas.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Protocol

from dxscore.model import rules
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.model.scorecard import InputFile
from dxscore.read.between_rows import settle
from dxscore.read.collected import FindingsSoFar
from dxscore.read.delimited import Record
from dxscore.read.generations import settled
from dxscore.read.grid import of_records
from dxscore.read.layout import find, guess
from dxscore.read.table import Reading, read_table
from dxscore.read.vocabulary import Vocabulary
from dxscore.workbooks.cell_texts import PointDecimal

FILE: Final = "DataFrame"


class Frame(Protocol):
    """What is used of a DataFrame."""

    @property
    def columns(self) -> Iterable[Any]:
        """Names of the columns."""
        ...

    def itertuples(self, index: bool = ..., name: None = ...) -> Iterable[tuple[Any, ...]]:
        """The rows as plain tuples."""
        ...


def read_frame(frame: Frame, catalogue: Catalogue) -> Metrics:
    """Read observations from a DataFrame whose columns are named as in a metrics file.

    Text cells are read as in a file. Numbers are taken as they are: 82.5 is 82.5, 1.234 is 1.234, and a whole
    float is a whole number. None, NaN, NaT and NA are missing.

    Returns:
        As `metrics.read`; the file is called "DataFrame", and rows are counted from 1.
    """
    names = [str(name) for name in frame.columns]
    digest, vocabulary = hashlib.sha256(), Vocabulary(catalogue)
    grid = of_records(names, _records(frame, digest.update))
    layout = find(grid, vocabulary) or guess(grid)
    findings = FindingsSoFar(FILE)
    if layout is None:
        findings.add(rules.NO_HEADER)
        reading = Reading(findings)
    else:
        findings.turn_to(None, once=layout.holds_several)
        reading = read_table(grid, layout, vocabulary, findings)
    settle([reading])
    source = InputFile(file=FILE, sha256=digest.hexdigest(), rows=len(reading.rows))
    told, tables = findings.result(), (reading.table(),)
    metrics = Metrics(tuple(reading.observations), told, (source,), tables, tuple(reading.totals))
    return settled(metrics, catalogue, vocabulary.unclear)


def _records(frame: Frame, digest: Callable[[bytes], None]) -> Iterator[Record]:
    for number, row in enumerate(frame.itertuples(index=False, name=None), start=1):
        cells = [_text(cell) for cell in row]
        digest("\x1f".join([*cells, "\x1e"]).encode("utf-8", "surrogatepass"))
        yield Record(number, cells, number)


def _text(cell: object) -> str:
    """A cell as it would be typed, with nothing lost. Numbers of numpy are floats, or print as integers."""
    if isinstance(cell, str):
        return cell
    # pandas' NA will not be compared; NaN is not equal to itself.
    if cell is None or type(cell).__name__ in ("NAType", "NaTType") or cell != cell:
        return ""
    if isinstance(cell, float):
        return _float_text(float(cell))
    if isinstance(cell, Decimal):
        return PointDecimal(format(cell, "f")) if cell.is_finite() else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell.isoformat()) if isinstance(cell, date) else str(cell)


def _float_text(number: float) -> str:
    if not math.isfinite(number):
        return repr(number)
    if number.is_integer():
        return str(int(number))
    return PointDecimal(format(Decimal(repr(number)), "f"))

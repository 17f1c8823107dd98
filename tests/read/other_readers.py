"""Workbooks as python-calamine and openpyxl read them, each file in its own process, held against ours.

On untrusted files calamine may abort, and either may take all memory: what does is counted, and ends nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from dxscore.workbooks.cell_texts import NotStored
from dxscore.workbooks.sheet import Workbook

READERS: Final = ("calamine", "openpyxl")
_SECONDS = 60
_MEMORY = 1024 * 1024 * 1024
_COLUMNS = 256  # ours reads no further, and says so

Place = tuple[str, int, int]
"""Sheet, row and column, from 1."""
Value = tuple[str, str]
"""Kind of a cell and its value as text."""


@dataclass
class Compared:
    """How many files and cells agree, and how many cells do not, by reason; '' for one that is not known."""

    files: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    agreeing: Counter[str] = field(default_factory=Counter)
    differing: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)

    def add(self, reader: str, file: str, ours: Workbook, theirs: dict[Place, Value]) -> None:
        """Hold one file's cells against ours, and ours against them."""
        self.files[reader] += 1
        sheets = {sheet.name for sheet in ours.sheets}
        own = {
            (sheet.name, row.number, column): cell
            for sheet in ours.sheets
            for row in sheet.rows
            for column, cell in enumerate(row.cells, start=1)
            if isinstance(cell, NotStored) or cell.strip()
        }
        for place in sorted({*own, *theirs}):
            cell, (kind, text) = own.get(place, ""), theirs.get(place, ("", ""))
            self.cells[reader] += 1
            if agree(cell, kind, text):
                self.agreeing[reader] += 1
                continue
            name = reader if theirs or reader != "openpyxl" else "openpyxl no sheet"
            difference = Difference(name, cell, place[0] in sheets, kind, text)
            reason = next((words for words, holds in REASONS.items() if holds(difference)), "")
            self.differing[reason] += 1
            if not reason:
                self.unknown.append(f"{file} {place}: ours {cell!r}, {reader}'s {kind} {text!r}")


def agree(ours: str, kind: str, text: str) -> bool:
    """Whether a cell of ours says what theirs does."""
    if kind in ("int", "float"):
        number = ours.removesuffix("%")
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", number):
            return False
        value = Decimal(repr(float(text))) * (100 if number != ours else 1)
        return Decimal(number) == value or abs(Decimal(number) - value) < Decimal("1e-27")
    if kind == "bool":
        return ours == text.upper()
    if kind in ("date", "datetime"):
        return ours == text[:10] or (len(ours) in (4, 7) and text.startswith(ours))
    if kind == "time":
        return ours == text[:5]
    return ours == text.replace("\r\n", "\n").replace("\r", "\n") or not (ours.strip() or text.strip())


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs: ours (and whether we have its sheet), and what the other reader says."""

    reader: str
    ours: str
    has_sheet: bool
    kind: str
    text: str


_DAYS = ("date", "datetime", "time", "timedelta")
REASONS: Final[dict[str, Callable[[Difference], bool]]] = {
    "openpyxl opens a strict workbook without its sheets": lambda d: d.reader == "openpyxl no sheet",
    "calamine calls an error an empty cell": lambda d: (
        d.reader == "calamine" and d.ours.startswith("#") and not d.kind
    ),
    "calamine reads the figures that a chart keeps": lambda d: d.reader == "calamine" and not d.has_sheet,
    "calamine makes a number of a truth in .ods": lambda d: d.ours in ("TRUE", "FALSE") and d.kind == "float",
    "calamine does not know a format of days in .xlsb": lambda d: (
        d.kind == "float" and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}|[0-9]{2}:[0-9]{2}", d.ours) is not None
    ),
    "a month in .ods is what it shows": lambda d: (
        d.kind == "date" and re.fullmatch(r"[0-9]{1,2}/[0-9]{4}", d.ours) is not None
    ),
    "a number that is no day, in a format of days": lambda d: (
        d.kind in _DAYS and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", d.ours) is not None
    ),
    "of a time of day, hours and minutes": lambda d: (
        d.kind in _DAYS and d.ours[:5].lstrip("0").lstrip(":") in d.text and ":" in d.ours
    ),
    "hours beyond a day": lambda d: d.kind == "timedelta" and ":" in d.ours,
    "openpyxl leaves escapes of characters as they are, or takes them off twice": lambda d: (
        d.reader == "openpyxl" and ("_x" in d.text or "_x" in d.ours)
    ),
    "a result that nobody has calculated": lambda d: isinstance(d.ours, NotStored),
}
"""Why a cell may differ, each in words that stand in the test's counts."""


def read(path: Path) -> dict[str, dict[Place, Value] | str]:
    """What each reader makes of a file: its filled cells, or in a word why there are none."""
    answers: dict[str, dict[Place, Value] | str] = {}
    for reader in READERS:
        command = [sys.executable, str(Path(__file__)), reader, str(path)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            answers[reader] = "no answer"
            continue
        if done.returncode:
            answers[reader] = "died" if done.returncode < 0 else done.stderr.decode().strip().splitlines()[-1]
            continue
        answers[reader] = {
            (sheet, row, column): (kind, text) for sheet, row, column, kind, text in json.loads(done.stdout)
        }
    return answers


def _with_calamine(path: str) -> list[list[Any]]:
    import python_calamine

    book = python_calamine.load_workbook(path)
    told = []
    for name in book.sheet_names:
        for number, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), start=1):
            for column, value in enumerate(row, start=1):
                if value != "" and column <= _COLUMNS:
                    told.append([name, number, column, *_written(value)])
    return told


def _with_openpyxl(path: str) -> list[list[Any]]:
    import warnings

    import openpyxl

    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    told = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.column <= _COLUMNS:
                    told.append([sheet.title, cell.row, cell.column, *_written(cell.value)])
    return told


def _written(value: object) -> tuple[str, str]:
    if isinstance(value, bool):
        return "bool", str(value)
    if isinstance(value, int | float):
        return "float", repr(value)
    if isinstance(value, datetime | date | time):
        return type(value).__name__, value.isoformat()
    return ("timedelta", str(value)) if isinstance(value, timedelta) else ("str", str(value))


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cells = {"calamine": _with_calamine, "openpyxl": _with_openpyxl}[sys.argv[1]](sys.argv[2])
    sys.stdout.write(json.dumps(cells))

"""Workbook bytes -> sheets of rows, by way of a process that may fail without harm.

A hostile workbook can make the program that reads it use all memory, hang or die (docs/decisions/
0011-spreadsheets.md). Here the process that does so is killed, and one refusal says why.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import TracebackType
from typing import Any, Final

from dxscore.isolated import parent
from dxscore.read.numbers import NotStored, PointDecimal
from dxscore.read.workbooks.events import Reason
from dxscore.read.workbooks.remarks import Kind

# Without a word. That it does not compute for long the process sees to by itself (`deadline`); this is for
# one that hangs, and for systems on which it cannot.
SECONDS_OF_SILENCE: Final = 10.0
NOT_STORED: Final = NotStored("")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with any text: its number, and cells from the first column to the last filled one.

    Numbers stand as people would type them; one with a point before decimals is a `PointDecimal`.
    """

    number: int
    hidden: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into one: first and last row and column, from 1."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A text that stands in no cell.

    Args:
        kind: a comment on a cell, or a text box.
        row, column: of its cell, from 1; None where it stands on none.
        text: its beginning, on one line; None where it cannot be read.
    """

    kind: Kind
    row: int | None
    column: int | None
    text: str | None


@dataclass
class Sheet:
    """One sheet.

    Args:
        name, hidden: as in the workbook.
        rows: in ascending order; rows without text are left out.
        hidden_columns: first and last of each run.
        merges: merged cells.
        far: row and column of a filled cell beyond the columns that are read.
        remarks: comments and text boxes.
        more_remarks: how many of a kind there are beside those.
    """

    name: str
    hidden: bool
    rows: list[SheetRow] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    far: tuple[int, int] | None = None
    remarks: list[Remark] = field(default_factory=list)
    more_remarks: dict[Kind, int] = field(default_factory=dict)


@dataclass
class Workbook:
    """The sheets of an XLSX, XLS or ODS; whether it carries macros, or comments of no sheet.

    Of `lost` sheets, names are there and cells are not; `modules` are pages of macros and have none.
    """

    kind: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    macros: bool = False
    comments: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a workbook was not read: as in `RefusedError`; and where, as far as that is known."""

    reason: Reason
    detail: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    sheet: str | None = None
    row: int | None = None
    column: int | None = None


class Worker:
    """Reads workbooks in a child process, started for the first of them and used for all."""

    def __init__(self, seconds: float = SECONDS_OF_SILENCE) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child process."""
        process, self._process = self._process, None
        if process is not None:
            parent.end(process)

    def read(self, content: bytes) -> Workbook | Refusal:
        """The sheets in `content`, or why they are not read. Silence of more than `seconds` is an end."""
        try:
            process = self._running()
        except OSError:
            return Refusal("too_much", "no process")
        watch = parent.Watch(process, self._seconds)
        try:
            answer = _ask(process, content, watch)
        except Exception as error:  # what is left of such an answer must not be taken for the next one
            self.close()
            return Refusal("broken", "not as the format asks ({name})", {"name": type(error).__name__})
        finally:
            watch.end()
        if answer is None:
            self.close()
            if watch.late:
                seconds = Decimal(f"{self._seconds:g}")
                return Refusal("too_much", "no answer in {seconds} seconds", {"seconds": seconds})
            return Refusal("too_much", "memory or processor time")
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = parent.start("dxscore.read.workbooks.child")
        return self._process


def _ask(process: subprocess.Popen[bytes], content: bytes, watch: parent.Watch) -> Workbook | Refusal | None:
    """The child's answer; None where it died before the end of it."""
    if process.stdout is None or not parent.ask(process, content):
        return None
    return gathered(watch.heard(process.stdout))


def gathered(answers: Iterable[bytes]) -> Workbook | Refusal | None:
    """One answer of the child put together; None where it ends too early."""
    workbook = Workbook()
    refusal: Refusal | None = None
    for line in answers:
        if line == b"\n":
            return refusal or workbook
        event = json.loads(line)
        if event[0] == "row":
            cells = tuple(_cell(cell) for cell in event[3])
            workbook.sheets[-1].rows.append(SheetRow(event[1], event[2], cells))
        elif event[0] == "refused":
            sheet = workbook.sheets[-1].name if workbook.sheets else None
            refusal = Refusal(event[1], event[2], event[3], sheet, event[4], event[5])
        else:
            _take(event, workbook)
    return None


def _take(event: list[Any], workbook: Workbook) -> None:
    kind, *values = event
    if kind == "sheet":
        workbook.sheets.append(Sheet(*values))
    elif kind == "lost":
        workbook.lost.append(values[0])
    elif kind == "module":
        workbook.modules.append(values[0])
    elif kind == "kind":
        workbook.kind = values[0]
    elif kind == "macros":
        workbook.macros = True
    elif kind == "comments":
        workbook.comments = True
    else:
        _take_of_sheet(kind, values, workbook.sheets[-1])


def _take_of_sheet(kind: str, values: list[Any], sheet: Sheet) -> None:
    if kind == "hidden_columns":
        sheet.hidden_columns.append((values[0], values[1]))
    elif kind == "merge":
        sheet.merges.append(Merge(*values))
    elif kind == "far":
        sheet.far = (values[0], values[1])
    elif kind == "remark":
        sheet.remarks.append(Remark(*values))
    elif kind == "more_remarks":
        sheet.more_remarks[values[0]] = values[1]


def _cell(cell: str | list[str]) -> str:
    if isinstance(cell, str):
        return cell
    return PointDecimal(cell[0]) if cell else NOT_STORED

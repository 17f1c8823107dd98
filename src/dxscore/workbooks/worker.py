"""Workbook bytes -> sheets of rows, by way of a process that may fail without harm.

A hostile workbook can make the program that reads it use all memory, hang or die (docs/decisions/
0011-spreadsheets.md). Here the process that does so is killed, and one refusal says why.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from decimal import Decimal
from types import TracebackType
from typing import Any, Final

from dxscore.isolated import parent
from dxscore.workbooks.cell_texts import NOT_STORED, PointDecimal
from dxscore.workbooks.sheet import Merge, Refusal, Remark, Sheet, SheetRow, Workbook

# Without a word. That it does not compute for long the process sees to by itself (`deadline`); this is for
# one that hangs, and for systems on which it cannot.
SECONDS_OF_SILENCE: Final = 10.0
_CHILD: Final = "dxscore.workbooks.child"
_DOCUMENT_CHILD: Final = "dxscore.workbooks.document_child"


class Worker:
    """Reads workbooks in a child process, started for the first of them and used for all."""

    def __init__(self, seconds: float = SECONDS_OF_SILENCE, *, documents: bool = False) -> None:
        """No process yet. With `documents`, the tables of Word documents are read as sheets, too."""
        self._seconds = seconds
        self._module = _DOCUMENT_CHILD if documents else _CHILD
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
            self._process = parent.start(self._module)
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

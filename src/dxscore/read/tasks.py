"""Task lists -> records and placed findings, with the same care as metrics files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from dxscore.model import rules
from dxscore.model.finding import Finding, Rule
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import FORM_MARK
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.model.scorecard import InputFile
from dxscore.model.tasks import TaskLog, TaskRecord
from dxscore.read import encoding
from dxscore.read.breakdown import breakdown
from dxscore.read.collected import FindingsSoFar, RowFaults
from dxscore.read.column_names import means
from dxscore.read.delimited import SEPARATORS, split_lines
from dxscore.read.encoding import NotUnicode
from dxscore.read.grid import Grid, Row, of_sheet, of_text
from dxscore.read.header import listed
from dxscore.read.markers import Marker, marker
from dxscore.read.periods import parse_day, parse_period, serial_day
from dxscore.read.sources import Source, expand, open_source
from dxscore.read.table import ROW_LIMIT, report_broken
from dxscore.read.task_columns import (
    REQUIRED,
    TASK_COLUMNS,
    TaskColumn,
    best_named,
    closest,
    column_of,
    is_answer,
    stage_of,
)
from dxscore.read.task_names import named_document
from dxscore.read.unit_names import UnitMatch, Units
from dxscore.words.folding import has_hidden, name_key, tidy, word_key
from dxscore.words.text import both, joined
from dxscore.workbooks.cell_texts import NotStored

if TYPE_CHECKING:
    from dxscore.workbooks.worker import Worker

_SEARCHED_ROWS: Final = 30
_LINES_LOOKED_AT: Final = 200
_TEXT_LIMIT: Final = 2_000


_Table = tuple[str | None, Grid]
"""The sheet of a workbook, None for a text, and its rows."""


class _Head(NamedTuple):
    """The header row, its place among the rows, and the place of each column in it."""

    row: Row
    at: int
    positions: dict[TaskColumn, int]


def read_task_files(files: Iterable[str], catalogue: Catalogue) -> TaskLog:
    """Open and read task lists, name patterns and '-' for standard input. Every fault is a finding."""
    return read_tasks((open_source(name) for name in expand(files)), catalogue)


Settled = Callable[[Sequence[TaskRecord]], Sequence[TaskRecord]]
"""Of records that say two things of one task, body and day those that stand: all, where nothing decides."""


def read_tasks(
    sources: Iterable[Source], catalogue: Catalogue, settled: Settled = lambda records: records
) -> TaskLog:
    """Read task lists against a catalogue. Nothing is raised: every fault is a finding.

    Args:
        sources: opened files.
        catalogue: whose tasks, duties, deliverables and bodies the rows name.
        settled: which of contradictory records stand; all do, and none counts, where it is not given.

    Returns:
        A record of every good row; a row with an error is left out.
    """
    reader = _Reader(catalogue)
    for source in sources:
        reader.read(source)
    reader.close()
    return reader.log(settled)


def is_task_list(source: Source) -> bool:
    """Whether a file has a table whose header names a task and a stage, and no indicator."""
    if source.fault is not None or not source.content:
        return False
    opener = _Opener()
    try:
        tables = opener.tables(source, FindingsSoFar(source.name)) or []
    except Exception:  # what breaks down here is said by whoever reads the file
        return False
    finally:
        opener.close()
    return any(_is_task_table(table) for _, table in tables)


def _is_task_table(table: Grid) -> bool:
    head = _header(table)
    return (
        head is not None
        and {"task", "stage"} <= head.positions.keys()
        and not any(means(cell) in ("indicator", "numerator", "value") for cell in head.row.cells)
    )


class _Opener:
    """Files as tables of cells; the process that reads workbooks is started for the first of them."""

    def __init__(self) -> None:
        self._worker: Worker | None = None

    def close(self) -> None:
        """End the process that reads workbooks."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def tables(self, source: Source, findings: FindingsSoFar) -> list[_Table] | None:
        """The tables of a file; None, with a finding, where it is none."""
        kind = encoding.posing_as_text(source.content)
        suffix = PurePath(source.name).suffix.casefold()
        if kind in encoding.WORKBOOKS and suffix not in encoding.TEXT_SUFFIXES:
            return self._sheets(source, findings)
        if kind is None and suffix in encoding.WORKBOOK_SUFFIXES and source.content:
            findings.add(rules.NOT_A_WORKBOOK, suffix=suffix)
            return None
        if kind is not None:
            from dxscore.read.other_formats import other_format  # only for what is no text

            findings.keep(other_format(source.name, kind, encoding.workbook_suffix(source.content)))
            return None
        text = encoding.decode(source.name, source.content)
        if isinstance(text, Finding):
            findings.keep(text)
            return None
        if isinstance(text, NotUnicode):
            value = f"0x{text.value:02X}"
            findings.add(rules.NOT_UTF8, text.line, position=text.byte, value=value, byte=text.byte)
            return None
        if not text or text.isspace():
            findings.add(rules.EMPTY)
            return None
        return [(None, _of_text(text))]

    def _sheets(self, source: Source, findings: FindingsSoFar) -> list[_Table] | None:
        from dxscore.read.sheet_notes import report_hidden
        from dxscore.read.workbook import open_workbook
        from dxscore.workbooks.worker import Worker

        self._worker = self._worker or Worker(documents=True)
        opened = open_workbook(source, self._worker)
        if isinstance(opened, Finding):
            findings.keep(opened)
            return None
        if opened.macros:
            findings.add(rules.MACROS)
        for name in opened.lost:
            findings.add(rules.SHEET_LOST, got=name)
        tables: list[_Table] = []
        for sheet in opened.sheets:
            grid = of_sheet(sheet)
            tables.append((sheet.name, grid))
            if _header(grid) is not None:
                findings.turn_to(sheet.name)
                report_hidden(sheet, findings)
                findings.turn_to(None)
        return tables


class _Reader:
    def __init__(self, catalogue: Catalogue) -> None:
        self._rows = _TaskRows(catalogue)
        self._opener = _Opener()
        self._findings: list[Finding] = []
        self._inputs: list[InputFile] = []
        self.rejected = 0

    def close(self) -> None:
        self._opener.close()

    def log(self, settled: Settled) -> TaskLog:
        """All records, less those that contradict each other."""
        kept, findings, left_out = _without_contradictions(self._rows.records, settled)
        by_file = Counter(place.file for place in left_out)
        inputs = tuple(
            item.model_copy(update={"rejected": (item.rejected or 0) + by_file[item.file]})
            for item in self._inputs
        )
        rejected = self.rejected + len(left_out)
        return TaskLog(tuple(kept), (*self._findings, *findings), inputs, rejected)

    def read(self, source: Source) -> None:
        """Add what one file says. The one boundary around every reader: where one breaks down, it is said."""
        if source.fault is not None:
            self._findings.append(source.fault)
            return
        findings = FindingsSoFar(source.name)
        rows = before = 0
        rejected_before = self.rejected
        try:
            before = len(self._rows.records)
            rows = self._read(source, findings)
        except BaseException as error:
            self.close()
            del self._rows.records[before:]
            self.rejected = rejected_before
            findings.keep(breakdown(source.name, error))
        self._findings += findings.result()
        digest = hashlib.sha256(source.content).hexdigest()
        rejected = self.rejected - rejected_before
        self._inputs.append(InputFile(file=source.name, sha256=digest, rows=rows, rejected=rejected))

    def _read(self, source: Source, findings: FindingsSoFar) -> int:
        """How many rows a file has, good and bad."""
        tables = self._opener.tables(source, findings)
        if tables is None:
            return 0
        heads = [(sheet, table, _header(table)) for sheet, table in tables]
        usable = [(sheet, table, head) for sheet, table, head in heads if head is not None]
        if not usable:
            findings.add(rules.TASK_NO_HEADER)
            return 0
        others = [sheet for sheet, table, head in heads if head is None and sheet and table.rows]
        if others:
            findings.add(rules.SHEETS_NOT_READ, sheets=", ".join(others[:10]))
        return sum(self._read_table(sheet, table, head, findings) for sheet, table, head in usable)

    def _read_table(self, sheet: str | None, table: Grid, head: _Head, findings: FindingsSoFar) -> int:
        findings.turn_to(sheet)
        if not _report_header(head, findings):
            return 0
        count = 0
        is_form = any(FORM_MARK in cell for row in table.rows[: head.at] for cell in row.cells)
        for row in table.rows[head.at + 1 :]:
            if count >= ROW_LIMIT:
                findings.add(rules.TOO_MANY_ROWS, row.number, limit=ROW_LIMIT)
                break
            if row.broken is not None:
                report_broken(row.broken, findings)
                count, self.rejected = count + 1, self.rejected + 1
                continue
            if _is_numbering(row.cells) or (is_form and not is_answer(row.cells, head.positions)):
                continue
            count += 1
            if not self._read_row(row, table, head, findings):
                self.rejected += 1
        if not count and not is_form:
            findings.add(rules.TASK_HEADER_ONLY)
        findings.turn_to(None)
        return count

    def _read_row(self, row: Row, table: Grid, head: _Head, findings: FindingsSoFar) -> bool:
        """Whether the row could be used, or says nothing."""
        wide = len(head.row.cells)
        if table.is_text and (len(row.cells) < wide or "".join(row.cells[wide:]).strip()):
            findings.add(rules.ROW_WIDTH, row.number, got=len(row.cells), wanted=wide)
            return False
        typed = {
            column: row.cells[place] if place < len(row.cells) else ""
            for column, place in head.positions.items()
        }
        faults = RowFaults(findings, row.number, dict[str, int](head.positions.items()))
        for column, text in typed.items():
            if isinstance(text, NotStored):
                faults.add(rules.NOT_STORED, column)
        if faults.errors:
            return False
        cells = {column: tidy(text) for column, text in typed.items()}
        self._rows.read(cells, Place(findings.file, findings.sheet, row.number), faults)
        return not faults.errors


def _of_text(text: str) -> Grid:
    """The rows of a text, cut where most column names appear."""
    lines = split_lines(text)

    def fitting(separator: str) -> int:
        top = of_text(lines[:_LINES_LOOKED_AT], separator).rows[:_SEARCHED_ROWS]
        return max((len(best_named(row.cells)) for row in top), default=0)

    return of_text(lines, max(SEPARATORS, key=fitting))


def _header(table: Grid) -> _Head | None:
    """The row near the top that names a task and most other columns."""
    found: _Head | None = None
    for at, row in enumerate(table.rows[:_SEARCHED_ROWS]):
        best = best_named(row.cells)
        if not {"task", "stage"} & best.keys() or len(best) < 2:
            continue
        if found is None or len(best) > len(found.positions):
            found = _Head(row, at, {column: place for column, (_, place) in best.items()})
    return found


def _report_header(head: _Head, findings: FindingsSoFar) -> bool:
    """Whether the header can be used; what is wrong with it goes into `findings`."""
    line, usable = head.row.number, True
    lacking = [column for column in REQUIRED if column not in head.positions]
    if lacking:
        findings.add(rules.TASK_COLUMN_MISSING, line, columns=", ".join(lacking))
        usable = False
    first: dict[object, int] = {}
    extra: list[str] = []
    for place, cell in enumerate(head.row.cells):
        found = column_of(cell)
        if found is not None:
            if found in first:
                findings.add(
                    rules.DUPLICATE_COLUMN,
                    line,
                    column=found[0],
                    position=place + 1,
                    got=tidy(cell),
                    first=first[found] + 1,
                )
                usable = False
            first.setdefault(found, place)
        elif tidy(cell):
            meant = closest(cell)
            if meant is not None and meant not in head.positions:
                findings.add(
                    rules.MISSPELT_COLUMN,
                    line,
                    column=tidy(cell),
                    position=place + 1,
                    got=tidy(cell),
                    meant=meant,
                )
                usable = False
            elif word_key(cell) not in ("stt", "tt", "no", "no.", "hạn", "due"):
                extra.append(tidy(cell))
    if extra and usable:
        findings.add(rules.TASK_EXTRA_COLUMNS, line, columns=listed(extra))
    return usable


def _is_numbering(cells: Sequence[str]) -> bool:
    """'(1) (2) (3)' under a header."""
    filled = [cell.strip(" ()[]") for cell in cells if cell.strip()]
    return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]


class _AsOf(NamedTuple):
    """The day of a report; where a period was written, its year, and the day on which it opens."""

    day: date
    year: int | None
    opens: date


class _TaskRows:
    """Rows understood one by one."""

    def __init__(self, catalogue: Catalogue) -> None:
        from dxscore.read.task_names import TaskNames

        self._catalogue = catalogue
        self._calendar = catalogue.targets.plan.reporting_calendar
        self._tasks = TaskNames(catalogue)
        self._units = Units(catalogue)
        self.records: list[TaskRecord] = []

    def read(self, cells: Mapping[TaskColumn, str], place: Place, faults: RowFaults) -> None:
        """Add the record of a row; every fault of it is said at once."""
        told = [column for column in TASK_COLUMNS if cells.get(column) and column not in ("task", "note")]
        if not told or (cells.get("stage", "") == "" and {*told} <= {"body", "as_of"}):
            if cells.get("task") and told:
                faults.add(rules.TASK_NOT_TOLD, "stage")
            elif "".join(cells.values()):
                faults.add(rules.NOT_DATA, got=" · ".join(cell for cell in cells.values() if cell))
            return
        task = self._task(cells["task"], faults)
        body = self._body(cells["body"], task, faults)
        told_on = self._as_of(cells["as_of"], faults)
        stage = stage_of(cells["stage"])
        if stage is None:
            faults.add(
                rules.TASK_STAGE_UNKNOWN if cells["stage"] else rules.TASK_NO_STAGE,
                "stage",
                got=cells["stage"],
            )
        done_on = self._done_on(cells.get("done_on", ""), faults)
        if done_on is not None and stage not in ("done", None):
            faults.add(rules.TASK_DAY_WITHOUT_DONE, "done_on", got=done_on, stage=cells["stage"])
        if done_on is not None and told_on and done_on > told_on.day:
            late = rules.TASK_DONE_AFTER if told_on.year is None else rules.TASK_DONE_AFTER_PERIOD
            faults.add(late, "done_on", got=done_on, as_of=told_on.day)
        if body is not None and told_on is not None:
            self._report_life(body, told_on, faults)
        if faults.errors or task is None or body is None or told_on is None or stage is None:
            return
        evidence, note = (self._words(cells.get(column, "")) for column in ("evidence", "note"))
        self.records.append(
            TaskRecord(
                task=task,
                body=body,
                as_of=told_on.day,
                year=told_on.year,
                stage=stage,
                done_on=done_on,
                evidence=evidence,
                document=named_document(evidence),
                note=note,
                place=place,
            )
        )

    def _words(self, text: str) -> str:
        return "" if marker(text) is Marker.MISSING else text[:_TEXT_LIMIT]

    def _task(self, text: str, faults: RowFaults) -> str | None:
        if not text:
            faults.add(rules.TASK_NO_TASK, "task")
            return None
        found = self._tasks.find(text)
        if found is None:
            near = self._tasks.nearest(text)
            hint = "" if near is None else both("tasks.did_you_mean", near=near)
            faults.add(rules.TASK_UNKNOWN, "task", got=text, hint=hint)
        return found

    def _body(self, text: str, task: str | None, faults: RowFaults) -> str | None:
        if not text:
            faults.add(rules.NO_UNIT, "body")
            return None
        group = next(
            (
                group
                for group in self._catalogue.assignments.groups
                if name_key(text) in {name_key(group.id), name_key(group.name.vi), name_key(group.name.en)}
            ),
            None,
        )
        match = self._units.find(text)
        if match.unit is None:
            if group is not None:
                faults.add(rules.TASK_OF_GROUP, "body", got=text, count=len(self._catalogue.units(group.id)))
            else:
                self._report_no_unit(match, text, faults)
            return None
        meant = self._catalogue.name(match.unit)
        if match.unaccented:
            faults.add(rules.UNACCENTED_UNIT, "body", got=text, meant=meant)
        if match.actual_kind is not None:
            faults.add(rules.WRONG_UNIT_TYPE, "body", got=text, actual_kind=match.actual_kind, meant=meant)
        if has_hidden(text):
            faults.add(rules.HIDDEN_CHARACTERS, "body", got=text, meant=meant)
        if task is not None and match.unit not in self._tasks.owners(task):
            faults.add(
                rules.TASK_NOT_ITS_BODY, "body", meant=meant, task=task, owners=self._tasks.owner_names(task)
            )
        return match.unit

    def _report_no_unit(self, match: UnitMatch, text: str, faults: RowFaults) -> None:
        if match.fault == "unknown":
            near = self._units.nearest(text)
            hint = "" if near is None else both("tasks.did_you_mean", near=near)
            faults.add(rules.UNKNOWN_UNIT, "body", got=text, hint=hint)
            return
        rule = rules.AMBIGUOUS_UNIT if match.fault == "ambiguous" else rules.SUCCESSOR_UNIT
        faults.add(rule, "body", got=text, names=joined(match.candidates))

    def _as_of(self, text: str, faults: RowFaults) -> _AsOf | None:
        """The day of the report, or the period for which it was made."""
        if not text:
            faults.add(rules.TASK_NO_AS_OF, "as_of")
            return None
        day = parse_day(text)
        if isinstance(day, date):
            return _AsOf(day, None, day)
        period = parse_period(text, self._calendar)
        if isinstance(period, Period):
            return _AsOf(period.closes(self._calendar), period.year, period.opens(self._calendar))
        self._report_no_day(rules.TASK_DAY_UNREADABLE, "as_of", text, day, faults)
        return None

    def _done_on(self, text: str, faults: RowFaults) -> date | None:
        if not text or marker(text) is Marker.MISSING:
            return None
        day = parse_day(text)
        if isinstance(day, date):
            return day
        self._report_no_day(rules.TASK_DAY_UNREADABLE, "done_on", text, day, faults)
        return None

    def _report_no_day(
        self, rule: Rule, column: TaskColumn, text: str, fault: str, faults: RowFaults
    ) -> None:
        if fault == "serial":
            faults.add(rules.TASK_SERIAL_DAY, column, got=text, meant=serial_day(text))
        else:
            faults.add(rule, column, got=text)

    def _report_life(self, body: str, told_on: _AsOf, faults: RowFaults) -> None:
        """A report of a body that was not there on that day, or at no time of that period."""
        its = self._catalogue.bodies[body]
        if its.valid_to is not None and told_on.opens > its.valid_to:
            faults.add(rules.TASK_BODY_ENDED, "as_of", got=told_on.day, body=its.name, ended=its.valid_to)
        if its.valid_from is not None and told_on.day < its.valid_from:
            faults.add(rules.TASK_BODY_NOT_YET, "as_of", got=told_on.day, body=its.name, began=its.valid_from)


def _without_contradictions(
    records: Sequence[TaskRecord], settled: Settled
) -> tuple[list[TaskRecord], list[Finding], list[Place]]:
    """The records, less those that say two things of one task, body and day; both are left out then."""
    by_key: dict[object, list[TaskRecord]] = {}
    for record in records:
        by_key.setdefault((record.task, record.body, record.as_of, record.year), []).append(record)
    kept: list[TaskRecord] = []
    findings: list[Finding] = []
    left_out: list[Place] = []
    for same in map(list, map(settled, by_key.values())):
        if len({(record.stage, record.done_on) for record in same}) > 1:
            left_out += [record.place for record in same]
            for record in same:
                other = next(
                    each for each in same if (each.stage, each.done_on) != (record.stage, record.done_on)
                )
                findings.append(rules.TASK_CONTRADICTION.finding(record.place, "stage", other=other.place))
            continue
        if len({(record.evidence, record.note) for record in same}) < len(same):
            findings += [
                rules.TASK_REPEATED.finding(record.place, other=same[0].place)
                for record in same[1:]
                if (record.evidence, record.note) == (same[0].evidence, same[0].note)
            ]
        kept.append(next((record for record in same if not record.document.lacking), same[0]))
    return kept, findings, left_out

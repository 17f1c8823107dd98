"""One workbook -> a reading of each sheet with a table of figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import PurePath
from typing import Final, NamedTuple

from dxscore.model import rules
from dxscore.model.finding import SHOWN_AT_MOST, Finding, Rule
from dxscore.model.observation import FORM_MARK, SheetRemark
from dxscore.model.place import Place
from dxscore.read.collected import FindingsSoFar
from dxscore.read.columns import figure_marks, joined, missing_columns
from dxscore.read.grid import Grid, of_sheet
from dxscore.read.layout import Layout, find, guess
from dxscore.read.other_formats import other_format
from dxscore.read.sheet_notes import name_of, report_far, report_hidden, report_remarks
from dxscore.read.sources import STANDARD_INPUT, Source
from dxscore.read.table import ROW_LIMIT, Reading, read_table
from dxscore.read.task_columns import is_filled_in
from dxscore.read.vocabulary import Vocabulary
from dxscore.words.columns import named
from dxscore.words.numbers import number
from dxscore.words.say import Language, phrases, say, say_of
from dxscore.words.text import Text, both, in_both
from dxscore.words.visible import visible
from dxscore.workbooks.events import ROWS_AT_MOST, Reason
from dxscore.workbooks.sheet import Refusal, Sheet, Workbook
from dxscore.workbooks.worker import Worker

_SUFFIXES: Final = {
    "XLSX": (".xlsx", ".xlsm", ".xltx"),
    "XLS": (".xls", ".xlt"),
    "ODS": (".ods", ".ots"),
    "DOCX": (".docx", ".docm", ".dotx"),
}
_RULES: Final[dict[Reason, Rule]] = {
    "password": rules.PASSWORD,
    "broken": rules.BROKEN,
    "unsafe": rules.UNSAFE,
    "too_much": rules.TOO_MUCH,
    "too_many_rows": rules.TOO_MANY_SHEET_ROWS,
    "no_library": rules.NEEDS_LIBRARY,
}
_WORDS_LOOKED_AT = 2_000


def open_workbook(source: Source, worker: Worker) -> Workbook | Finding:
    """The sheets behind `source` as they are shown, or the one finding that says why they are not read."""
    answer = worker.read(source.content)
    if isinstance(answer, Workbook):
        if answer.kind == "DOCX":
            for sheet in answer.sheets:
                # A place is named alike in every language, be it a sheet's own name or this.
                sheet.name = say("sheet.of_document", "vi", number=sheet.name)
        return answer
    return _refusal(source.name, answer)


def _refusal(file: str, refusal: Refusal) -> Finding:
    if refusal.reason == "other":
        return other_format(file, refusal.detail)
    detail = cause(refusal.detail, refusal.values)
    return _RULES[refusal.reason].finding(
        Place(file, refusal.sheet, refusal.row, refusal.column),
        detail=detail,
        limit=ROWS_AT_MOST,
    )


def read_sheets(source: Source, workbook: Workbook, vocabulary: Vocabulary) -> list[Reading]:
    """A reading of each sheet that holds a table, findings and remarks of all in the first of them.

    Args:
        source: the file.
        workbook: its sheets.
        vocabulary: the catalogue's words.
    """
    findings = FindingsSoFar(source.name)
    tables = _sorted(workbook, vocabulary)
    if workbook.kind == "DOCX" and not (tables.whole or tables.incomplete):
        findings.keep(other_format(source.name, "DOCX"))  # a letter has tables, too: its head, its signatures
        return [Reading(findings)]
    _report_kind(source.name, workbook.kind, findings)
    if workbook.macros:
        findings.add(rules.MACROS)
    for name in workbook.lost:
        findings.add(rules.SHEET_LOST, got=name)
    for name in workbook.modules:
        findings.add(rules.SHEET_OF_MACROS, got=name)
    _report_remarks(workbook, findings)
    readings = list(_readings(tables, findings, vocabulary))
    if not readings and tables.asks_of_tasks:
        readings = [Reading(findings)]  # a form that asks for no figure: what else it holds is told already
    elif not readings:
        filled = [sheet for sheet in workbook.sheets if sheet.rows and not _is_stamp(sheet)]
        if len(filled) == 1:
            findings.turn_to(filled[0].name)
            findings.add(rules.NO_HEADER)
        elif filled:
            findings.add(rules.NO_TABLE, sheets=", ".join(sheet.name for sheet in workbook.sheets[:10]))
        elif not workbook.lost:
            findings.add(rules.EMPTY)
        readings = [Reading(findings)]
    readings[0].remarks = list(_remarks(source.name, workbook))
    return readings


def _report_kind(file: str, kind: str, findings: FindingsSoFar) -> None:
    """A warning where the name promises another kind of workbook."""
    suffix = PurePath(file).suffix
    if file != STANDARD_INPUT and suffix.casefold() not in _SUFFIXES[kind]:
        shown = visible(suffix, SHOWN_AT_MOST)
        how = both("sheet.suffix", suffix=shown) if suffix else both("sheet.no_suffix")
        findings.add(rules.OTHER_SUFFIX, how=how, kind=kind)


def _report_remarks(workbook: Workbook, findings: FindingsSoFar) -> None:
    """What stands in no cell of any sheet."""
    if workbook.comments:
        findings.add(rules.REMARK_UNREAD, what=name_of("comment"))
    for sheet in workbook.sheets:
        findings.turn_to(sheet.name)
        report_remarks(sheet, findings)
    findings.turn_to(None)


def _remarks(file: str, workbook: Workbook) -> Iterator[SheetRemark]:
    """Comments and text boxes that could be read, be there a table on their sheets or not."""
    for sheet in workbook.sheets:
        for each in sheet.remarks:
            if each.text is not None:
                yield SheetRemark(Place(file, sheet.name, each.row, each.column), each.text)


def _readings(found: _Tables, findings: FindingsSoFar, vocabulary: Vocabulary) -> Iterator[Reading]:
    tables, others, incomplete, tasks, _ = found
    for sheet in tasks:
        findings.turn_to(sheet.name)
        findings.add(rules.TASK_SHEET)
    findings.turn_to(None)
    if not (tables or incomplete) and len(others) == 1:
        # One sheet is one file: what it lacks is told as it is of a text.
        sheet = others.pop()
        grid = of_sheet(sheet)
        layout = guess(grid)
        if layout is not None:
            incomplete.append(_Candidate(sheet, grid, layout, ()))
    if others and (tables or incomplete):
        findings.add(rules.SHEETS_NOT_READ, sheets=", ".join(sheet.name for sheet in others[:10]))
    for each in incomplete if tables else ():
        findings.turn_to(each.sheet.name)
        findings.add(rules.SHEET_INCOMPLETE, columns=named(*each.missing))
    figures = sum(each.layout.figures(len(each.grid.rows)) for each in tables or incomplete)
    if figures > ROW_LIMIT:
        findings.add(rules.TOO_MANY_FIGURES, got=figures, limit=ROW_LIMIT)
        yield Reading(findings)
        return
    of_file = joined(figure_marks(each.grid, each.layout) for each in tables or incomplete)
    for each in tables or incomplete:
        findings.turn_to(each.sheet.name, once=each.layout.holds_several)
        report_hidden(each.sheet, findings)
        report_far(each.sheet, findings)
        yield read_table(each.grid, each.layout, vocabulary, findings, of_file)


class _Candidate(NamedTuple):
    """A sheet with a table, and the columns that this lacks."""

    sheet: Sheet
    grid: Grid
    layout: Layout
    missing: tuple[str, ...]


class _Tables(NamedTuple):
    """Sheets with a table, with none, with one that lacks columns; a form's sheets on tasks.

    Of those on tasks it is told what reads them where they are filled in, or where there is nothing else.
    """

    whole: list[_Candidate]
    others: list[Sheet]
    incomplete: list[_Candidate]
    tasks: list[Sheet]
    asks_of_tasks: bool = False


def _sorted(workbook: Workbook, vocabulary: Vocabulary) -> _Tables:
    tables: list[_Candidate] = []
    others: list[Sheet] = []
    incomplete: list[_Candidate] = []
    tasks: list[Sheet] = []
    blank: list[Sheet] = []
    is_form = any(map(_is_stamp, workbook.sheets))
    for sheet in workbook.sheets:
        filled_in = is_filled_in([row.cells for row in sheet.rows]) if is_form else None
        if filled_in is not None:  # the form's sheet on tasks, which a task list is read from
            (tasks if filled_in else blank).append(sheet)
            continue
        grid = of_sheet(sheet)
        layout = find(grid, vocabulary)
        if layout is None:
            others += [sheet] if (sheet.rows or sheet.far) and not _is_stamp(sheet) else []
            continue
        missing = missing_columns(layout, grid, vocabulary)
        (incomplete if missing else tables).append(_Candidate(sheet, grid, layout, missing))
    if not (tables or others or incomplete):
        tasks += blank
    return _Tables(tables, others, incomplete, tasks, bool(tasks or blank))


def _is_stamp(sheet: Sheet) -> bool:
    """Whether this is the hidden sheet by which a form of ours is recognised."""
    return sheet.hidden and bool(sheet.rows) and sheet.rows[0].cells[0].startswith(FORM_MARK)


def words_in_doubt(
    workbook: Workbook, readings: list[Reading]
) -> Iterator[tuple[str | None, Iterable[tuple[str, int]]]]:
    """By sheet, words that ought to be the catalogue's, with their rows; all where no header is usable."""
    if any(reading.header is None for reading in readings):
        for sheet in workbook.sheets:
            yield sheet.name, _words(sheet)
        return
    for reading in readings:
        extra = reading.header.extra if reading.header else ()
        yield reading.sheet, [*((cell, 0) for cell in extra), *reading.unknown.items()]


def _words(sheet: Sheet) -> Iterator[tuple[str, int]]:
    """Texts near the top of a sheet, each once, with their rows."""
    seen: set[str] = set()
    for row in sheet.rows:
        for cell in row.cells:
            if cell and cell not in seen:
                seen.add(cell)
                yield cell, row.number
        if len(seen) > _WORDS_LOOKED_AT:
            return


def cause(said: str, values: Mapping[str, object]) -> Text:
    """`said`, a phrase of the topic `cause`, with its values; other words are marked as a library's own."""
    if said not in phrases("en")["cause"]:
        return both("sheet.library_says", words=visible(said, 120))

    def filled(lang: Language) -> str:
        shown = {name: _shown(value, lang) for name, value in values.items()}
        return say_of("cause", said, lang, **shown)

    return in_both(filled)


def _shown(value: object, lang: Language) -> str:
    return number(value, lang) if isinstance(value, (int, Decimal)) else visible(str(value), 60)

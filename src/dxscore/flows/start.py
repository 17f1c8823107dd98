"""A catalogue begun: what was answered and what an annex prints -> the files of a new folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from dxscore.errors import RequestError
from dxscore.flows.asked import one_of, refused, shown
from dxscore.model.finding import Finding
from dxscore.model.period import ReportingCalendar
from dxscore.start.answers import Answers, Unit
from dxscore.start.catalogue import NewCatalogue, NoTargetsError, catalogue_of_annex, new_catalogue
from dxscore.start.place import LEVELS, level_of
from dxscore.start.table import Table
from dxscore.words.folding import name_key, tidy
from dxscore.words.say import Language, pair, say
from dxscore.words.text import both

if TYPE_CHECKING:
    from dxscore.workbooks.sheet import Sheet

CALENDARS: tuple[ReportingCalendar, ...] = ("administrative", "calendar")
_YEARS = range(1975, 2101)
_CODE = ("mã", "mã số", "mã xã", "mã đơn vị", "mã đvhc", "code")
_NAME = (
    "tên",
    "tên xã",
    "tên đơn vị",
    "xã phường",
    "xã phường đặc khu",
    "đơn vị",
    "name",
    "đơn vị hành chính",
    "tên đvhc",
)


def answers(
    place: str,
    *,
    level: str | None = None,
    plan: str | None = None,
    number: str | None = None,
    year: int | None = None,
    deadline: int | None = None,
    calendar: str = "administrative",
    units: Iterable[Unit] = (),
    lang: Language = "vi",
    today: date | None = None,
) -> Answers:
    """What was answered, with a default for all that was not.

    Args:
        place: its name, 'Xã Minh Phương'.
        level: one of commune, ward, special_zone, province; by default as the name begins.
        plan: title of the plan.
        number: number of its document.
        year: in which it was issued; by default this year.
        deadline: by which its targets fall due, where a table names none.
        calendar: administrative or calendar.
        units: units below the place.
        lang: of the comments.
        today: the day from which the default of `year` is taken.

    Raises:
        RequestError: the place has no name, or an answer is none of those that there are.
    """
    name = tidy(place)
    if not name_key(name):
        raise RequestError(*pair("start.no_place"))
    known = one_of("level", level, LEVELS) if level else level_of(name) or "commune"
    issued = year if year is not None else (today or date.today()).year
    for asked in (issued, deadline):
        if asked is not None and asked not in _YEARS:
            raise refused(both("refusal.not_a_year", named="year", typed=asked))
    return Answers(
        name,
        known,
        tidy(plan or "") or say("start.plan", "vi", place=name, year=issued),
        tidy(number or "") or "…/KH-UBND",
        issued,
        deadline,
        one_of("calendar", calendar, CALENDARS),
        tuple(units),
        lang,
    )


def begin(given: Answers, annex: str | None = None) -> NewCatalogue:
    """The files of a new catalogue: with examples, or with the targets that the file `annex` prints.

    Raises:
        RequestError: `annex` cannot be read, or no target in it can be judged; what a person would have to
            decide stands in its sentence.
    """
    if annex is None:
        return new_catalogue(given)
    file = PurePath(annex).name
    tables = [
        Table(sheet, given.lang, of_document=kind == "table", of_text=kind == "commas")
        for kind, sheet in _sheets(annex)
    ]
    try:
        return catalogue_of_annex(given, tables, file)
    except NoTargetsError as error:
        if not error.decisions:
            raise RequestError(*pair("start.no_table", file=shown(file))) from None
        listed = _in_one_line(error.decisions)
        raise RequestError(*pair("start.nothing_usable", file=shown(file), decisions=listed)) from None


def _in_one_line(decisions: Sequence[str]) -> str:
    """Decisions as they stand in a sentence: cells behind their question, '1. …: a, b; 2. …'."""
    said = ""
    for line in decisions:
        cell = line.removeprefix("   - ")
        between = "" if not said else "; " if cell == line else " " if said[-1] in ":?" else ", "
        said += f"{between}{cell}"
    return said


def read_units(file: str) -> tuple[Unit, ...]:
    """Units of a file: a table with a column of names, maybe one of codes; or a name on each line.

    Raises:
        RequestError: it cannot be read, or holds no name.
    """
    found = [unit for _, sheet in _sheets(file) for unit in _units(sheet)]
    if not found:
        raise RequestError(*pair("start.no_units_in", file=shown(PurePath(file).name)))
    return tuple(found)


def _units(sheet: Sheet) -> Sequence[Unit]:
    rows = [tuple(tidy(cell) for cell in row.cells) for row in sheet.rows]
    for place, row in enumerate(rows):
        keys = [name_key(cell) for cell in row]
        names = next((column for column, key in enumerate(keys) if key in _NAME), None)
        if names is not None:
            codes = next((column for column, key in enumerate(keys) if key in _CODE), None)
            return [_unit(row, names, codes) for row in rows[place + 1 :] if len(row) > names and row[names]]
    return [Unit(row[0]) for row in rows if row[0] and not any(row[1:])]


def _unit(row: tuple[str, ...], names: int, codes: int | None) -> Unit:
    code = row[codes] if codes is not None and len(row) > codes else ""
    # A spreadsheet drops the zeros that codes of communes begin with: they have five digits.
    return Unit(row[names], code.zfill(5) if code.isdecimal() and code.isascii() and len(code) <= 6 else None)


def _sheets(name: str) -> list[tuple[Literal["sheet", "table", "text", "commas"], Sheet]]:
    """The sheets of a workbook, the tables of a Word document, or the one table of a text file."""
    from dxscore.read import encoding
    from dxscore.read.sources import open_source
    from dxscore.read.workbook import open_workbook
    from dxscore.workbooks.worker import Worker

    source = open_source(name)
    if source.fault is not None:
        raise _unreadable(name, source.fault)
    if encoding.posing_as_text(source.content) in encoding.WORKBOOKS:
        with Worker(documents=True) as worker:
            opened = open_workbook(source, worker)
        if isinstance(opened, Finding):
            raise _unreadable(name, opened)
        kind: Literal["sheet", "table"] = "table" if opened.kind == "DOCX" else "sheet"
        return [(kind, sheet) for sheet in opened.sheets]
    sheet, separator = _text_sheet(name, source.content)
    return [("commas" if separator == "," else "text", sheet)]


def _text_sheet(name: str, content: bytes) -> tuple[Sheet, str]:
    """The table of a text file, and what parts its cells."""
    from dxscore.read import encoding
    from dxscore.read.delimited import SEPARATORS, BrokenRecord, records, split_lines
    from dxscore.read.other_formats import other_format
    from dxscore.workbooks.sheet import Sheet, SheetRow

    kind = encoding.posing_as_text(content)
    if kind is not None:
        raise _unreadable(name, other_format(name, kind, encoding.workbook_suffix(content)))
    text = encoding.decode(name, content)
    if isinstance(text, Finding):
        raise _unreadable(name, text)
    if not isinstance(text, str):
        raise RequestError(*pair("start.not_unicode", file=shown(PurePath(name).name)))
    lines = split_lines(text)
    top = "".join(lines[:5])
    separator = max(SEPARATORS, key=top.count)
    rows = []
    for record in records(lines, separator):
        if isinstance(record, BrokenRecord):
            raise RequestError(*pair("start.broken_line", file=shown(PurePath(name).name), line=record.line))
        if any(cell.strip() for cell in record.cells):
            rows.append(SheetRow(record.line, False, tuple(record.cells)))
    return Sheet(PurePath(name).stem, False, rows), separator


def _unreadable(name: str, finding: Finding) -> RequestError:
    vi, en = pair("start.unreadable", file=shown(PurePath(name).name))
    return RequestError(vi, en, (finding,))

"""Scorecards of bodies as an Excel workbook: all of them on the first sheet, then a sheet for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxscore.report.bodies import BodiesView, Page, Row, Section
from dxscore.report.excel import workbook_of
from dxscore.report.excel_cells import Cell, NumberCell, SheetContent, Tinted
from dxscore.words.say import say_of

_COLUMNS = ("section", "subject", "asked", "figure", "standing", "gap")
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def bodies_workbook(own: BodiesView) -> bytes:
    """The workbook as an .xlsx file: the same input gives the same bytes.

    Raises:
        OutputError: the package that writes workbooks is not installed.
    """
    title = own.view.catalogue.targets.plan.name.get(own.view.lang)
    return workbook_of(tuple(_sheets(own)), title, own.view.scorecard.day, own.view.lang)


def _sheets(own: BodiesView) -> Iterator[SheetContent]:
    taken: set[str] = set()
    if own.body is None:
        first = _tab(own.view.say("bodies.sheet"), taken)
        lines: tuple[tuple[Cell, ...], ...] = (
            (own.closing,),
            (own.title,),
            *((note,) for note in own.notes),
            (),
        )
        yield SheetContent(
            first, lines, own.overview.columns, tuple(map(_counts, own.overview.rows)), fixed=1
        )
    for page in own.pages:
        yield _page(own, page, _tab(page.name, taken))


def _tab(name: str, taken: set[str]) -> str:
    """A name that a tab can bear and no other bears: a number in place of its end where one does."""
    bare = _NOT_IN_NAMES.sub(" ", name).strip() or "–"
    found, number = bare[:_LONGEST_NAME].strip(), 1
    while found.casefold() in taken:
        number += 1
        end = f" {number}"
        found = bare[: _LONGEST_NAME - len(end)].strip() + end
    taken.add(found.casefold())
    return found


def _counts(row: Row) -> tuple[Cell, ...]:
    return tuple(NumberCell(int(text)) if text.isdecimal() else text for text in row.cells)


def _page(own: BodiesView, page: Page, tab: str) -> SheetContent:
    """All sections in one table that can be filtered; the first column says which."""
    lines: tuple[tuple[Cell, ...], ...] = (
        (page.name,),
        *((line,) for line in (*page.answer, *page.remarks)),
        (),
    )
    columns = tuple(say_of("bodies_column", name, own.view.lang) for name in _COLUMNS)
    rows = tuple((section.title, *_cells(section, row)) for section in page.sections for row in section.rows)
    return SheetContent(tab, lines, columns, rows, fixed=2)


def _cells(section: Section, row: Row) -> tuple[Cell, ...]:
    cells: list[Cell] = [
        Tinted(text, row.tint) if row.tint and place == section.verdict else text
        for place, text in enumerate(row.cells)
    ]
    return (*cells, *(None for _ in range(len(_COLUMNS) - 1 - len(cells))))

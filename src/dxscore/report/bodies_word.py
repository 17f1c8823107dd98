"""Scorecards of bodies as a Word annex: all in one table, then a page for each, in words alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dxscore.report.bodies import BodiesView, Page, Section
from dxscore.report.word_xml import LANDSCAPE_TWIPS, document_of, paragraph, table

_OVERVIEW: Final = (26, 11, 11, 11, 12, 13, 8, 8)
_SHARES: Final = {4: (34, 16, 26, 24), 5: (30, 15, 24, 14, 17)}


def bodies_document(own: BodiesView) -> bytes:
    """The annex as a .docx file: the same input gives the same bytes.

    Raises:
        OutputError: the packages that write Word files are not installed.
    """
    title = own.view.say("bodies.document_title")
    return document_of(_pieces(own, title), title, own.view.scorecard.day, landscape=True)


def _pieces(own: BodiesView, title: str) -> Iterator[str]:
    view = own.view
    yield paragraph(view.say("bodies.annex"), bold=True, align="center", size=28)
    yield paragraph(title.upper(), bold=True, align="center")
    yield paragraph(own.title, italic=True, align="center", after=120)
    if own.closing:
        yield paragraph(own.closing, bold=True)
    for note in own.notes:
        yield paragraph(note, size=24)
    if own.body is None:
        yield paragraph("", size=12)
        overview = own.overview
        yield table(overview.columns, _OVERVIEW, [row.cells for row in overview.rows], LANDSCAPE_TWIPS)
    for page in own.pages:
        yield from _page(own, page)


def _page(own: BodiesView, page: Page) -> Iterator[str]:
    yield paragraph(page.name, bold=True, size=28, new_page=own.body is None, before=120, keep=True)
    for line in page.answer or (own.view.say("bodies.nothing"),):
        yield paragraph(line, keep=True)
    for line in page.remarks:
        yield paragraph(line, italic=True, size=24)
    for section in page.sections:
        yield paragraph(section.title, bold=True, before=160, after=60, keep=True)
        yield _section(section)


def _section(section: Section) -> str:
    shares = _SHARES[len(section.columns)]
    return table(section.columns, shares, [row.cells for row in section.rows], LANDSCAPE_TWIPS)

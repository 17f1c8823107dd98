"""Scorecards of bodies as one web page that needs nothing beside itself."""

from __future__ import annotations

from dxscore.report.bodies import BodiesView, Section, with_signs
from dxscore.report.page.page import page_of
from dxscore.words.numbers import day


def bodies_page(own: BodiesView) -> bytes:
    """The page as UTF-8, with the look and the policy of the report's page."""
    view = own.view
    contents: dict[str, object] = {
        "title": own.title,
        "as_of": day(view.scorecard.day, view.lang),
        "closing": own.closing,
        "notes": own.notes,
        "overview": None if own.body is not None else _overview(own),
        "pages": [(page, [(section, _rows(section)) for section in page.sections]) for page in own.pages],
    }
    return page_of("bodies.html.j2", view.lang, view.say, contents)


def _overview(own: BodiesView) -> dict[str, object]:
    """The one table, each body with the id to which its name leads."""
    ids = [page.id for page in own.pages]
    rows = [(id_, row.cells) for id_, row in zip(ids, own.overview.rows, strict=True)]
    return {"title": own.overview.title, "columns": own.overview.columns, "rows": rows}


def _rows(section: Section) -> list[list[tuple[str, str, str]]]:
    """Of each cell its column, its text and the class that colours it."""
    return [
        [
            (column, text, row.tint or "" if place == section.verdict else "")
            for place, (column, text) in enumerate(zip(section.columns, shown, strict=True))
        ]
        for row, shown in zip(section.rows, with_signs(section), strict=True)
    ]

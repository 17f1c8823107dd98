"""A points card as one web page that needs nothing beside itself."""

from __future__ import annotations

from collections.abc import Iterator

from dxscore.points.view import CriterionLine, PointsView
from dxscore.report.findings import finding_lines
from dxscore.report.page.page import page_of
from dxscore.words.visible import visible


def html_page(view: PointsView) -> bytes:
    """The page as UTF-8, with the look and the policy of the report's page."""
    contents: dict[str, object] = {
        "title": view.title,
        "answer": view.answer(),
        "notes": list(view.notes()),
        "what_if": list(view.what_if()),
        "groups": view.groups,
        "bands": bool(view.placed.set.bands),
        "lines": view.lines,
        "small": list(view.small()),
        "units": list(_units(view)),
        "remarks": list(view.remarks()),
        "sources": list(sources(view)),
        "findings": [visible(line) for line in finding_lines(view.card.findings, view.lang)],
    }
    return page_of("points.html.j2", view.lang, view.say, contents)


def _units(view: PointsView) -> Iterator[dict[str, object]]:
    for line in view.lines:
        groups: list[tuple[str, tuple[CriterionLine, ...]]] = list(view.criteria(line.unit))
        yield {
            "id": line.unit.reporting_unit,
            "name": line.name,
            "total": view.say("of_max", points=line.total, max=view.points(view.card.max)),
            "rank": line.rank,
            "groups": groups,
            "next": [view.step(step) for step in line.unit.next],
        }


def sources(view: PointsView) -> Iterator[str]:
    """A line for each criterion with a source or a remark."""
    for criterion in view.placed.criteria:
        parts = []
        if criterion.source is not None:
            parts.append(view.source(criterion.source))
        if criterion.remark is not None:
            parts.append(view.text(criterion.remark))
        if parts:
            yield f"{criterion.id}: {'. '.join(parts)}"

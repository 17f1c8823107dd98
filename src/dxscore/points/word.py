"""A points card as a Word annex in the printed form, and the ranking before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from dxscore.model.period import written_period
from dxscore.points.view import PointsView, UnitLine
from dxscore.report.word_xml import LANDSCAPE_TWIPS, document_of, inner, paragraph, side_by_side, table

_SIZE: Final = 24
"""Of letters outside of tables, in half points."""
_FORM = {
    "number": 4,
    "criterion": 22,
    "max": 7,
    "how": 19,
    "documents": 16,
    "computed": 8,
    "self": 7,
    "verified": 7,
    "explanation": 14,
}
_RIGHT = frozenset({"max", "computed", "self", "verified", "total"})


def word_document(view: PointsView) -> bytes:
    """The annex as a .docx file: the same input gives the same bytes.

    Raises:
        OutputError: the packages that write Word files are not installed.
    """
    day = written_period(view.card.period).closes(view.catalogue.targets.plan.reporting_calendar)
    return document_of(_pieces(view), view.title, day, landscape=True)


_paragraph = partial(paragraph, size=_SIZE)


def _pieces(view: PointsView) -> list[str]:
    pieces = [
        paragraph(view.say("annex"), bold=True, align="center", size=26),
        paragraph(view.title.upper(), bold=True, align="center", size=26),
        _paragraph(view.answer(), before=120),
        *(_paragraph(note, italic=True) for note in view.notes()),
        *(_paragraph(line) for line in view.what_if()),
    ]
    several = len(view.lines) > 1
    if several:
        pieces += [_paragraph(view.say("ranking"), bold=True, before=160, keep=True), _ranking(view)]
    for line in view.lines:
        pieces += _unit(view, line, on_new_page=several)
    remarks = list(view.remarks())
    if remarks:
        pieces.append(_paragraph(view.say("about_set"), bold=True, before=160, keep=True))
        pieces += [paragraph(remark, size=22) for remark in remarks]
    return pieces


def _ranking(view: PointsView) -> str:
    bands = bool(view.placed.set.bands)
    columns = {"rank": 10, "unit": 34, "total": 12, "range": 16, "unanswered": 28}
    if bands:
        columns = {**columns, "band": 14}
    rows = [
        [
            {
                "rank": line.rank,
                "unit": line.name,
                "total": line.total,
                "range": line.range,
                "unanswered": line.unanswered,
                "band": line.band,
            }[name]
            for name in columns
        ]
        for line in view.lines
    ]
    return _table(view, columns, rows)


def _unit(view: PointsView, line: UnitLine, *, on_new_page: bool) -> list[str]:
    """One unit's form: head, table by group, total, who signs."""
    rows: list[list[str] | str] = []
    any_computed = False
    totals = {group.group: group for group in line.unit.groups}
    ids = [group.id for group in view.placed.set.groups]
    for place, (title, criteria) in enumerate(view.criteria(line.unit)):
        own = totals.get(ids[place]) if place < len(ids) else None
        counted = f": {view.points(own.total)}/{view.points(own.max)}" if own is not None else ""
        if title:
            rows.append(f"{title}{counted}")
        for each in criteria:
            any_computed |= bool(each.computed)
            rows.append(
                [
                    each.number,
                    each.name,
                    each.max,
                    each.how,
                    each.documents,
                    each.computed if each.points.official is not None or each.computed else each.official,
                    each.self_,
                    each.verified,
                    each.explanation,
                ]
            )
    most = view.points(view.card.max)
    total = view.say("sum_of", points=line.total, max=most)
    if line.range:
        total += view.say("sum_range", range=line.range)
    if line.band:
        total += f" – {line.band}"
    rows.append(total)
    columns = dict(_FORM)
    if not any_computed:
        del columns["computed"]
        rows = [row if isinstance(row, str) else [*row[:5], *row[6:]] for row in rows]
    return [
        _paragraph(
            view.say("form_of", unit=line.name), bold=True, before=160, keep=True, new_page=on_new_page
        ),
        _paragraph(view.say("contact")),
        _table(view, columns, rows),
        _signed(view),
    ]


def _signed(view: PointsView) -> str:
    room = inner("", before=600)
    cells = [
        [inner(text, bold=True, align="center", before=200, size=_SIZE), room]
        for text in (view.say("prepared_by"), view.say("head_of_unit"))
    ]
    return side_by_side(cells, (1, 1), LANDSCAPE_TWIPS)


def _table(view: PointsView, columns: dict[str, int], rows: Sequence[Sequence[str] | str]) -> str:
    titles = [view.say(f"title_{name}") for name in columns]
    numbers = [place for place, name in enumerate(columns) if name in _RIGHT]
    return table(titles, list(columns.values()), rows, LANDSCAPE_TWIPS, to_the_right=numbers)

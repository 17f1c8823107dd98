"""A points card on a terminal: the answer, the ranking, then what would help and what to mind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dxscore.model.points import UnitPoints
from dxscore.points.view import PointsView
from dxscore.report.screen import Block, ScreenGrid, ScreenLine, Title, draw, fit
from dxscore.words.visible import visible

SMALL_AT_MOST = 10
Row = tuple[tuple[ScreenLine, ...], ...]


def table_text(view: PointsView) -> str:
    """The card as the screen shows it."""
    blocks: list[Block] = [ScreenLine(view.title, "strong"), ScreenLine(view.answer()), *_noted(view.notes())]
    if view.unit is None:
        blocks += _ranking(view)
    for unit in view.shown_units if view.unit is not None else ():
        blocks += _form(view, unit)
    blocks += _listed(view.say("what_if"), view.what_if())
    blocks += _listed(view.say("small"), view.small(), SMALL_AT_MOST, view)
    blocks += _listed(view.say("about_set"), view.remarks())
    return draw(blocks, view.width, view.colour)


def _noted(notes: Iterable[str]) -> list[Block]:
    return [ScreenLine(note, "waiting") for note in notes]


def _listed(
    title: str, lines: Iterable[str], most: int | None = None, view: PointsView | None = None
) -> list[Block]:
    listed = list(lines)
    if not listed:
        return []
    shown = listed if most is None else listed[:most]
    blocks: list[Block] = [Title(title), *(ScreenLine(line) for line in shown)]
    if view is not None and len(shown) < len(listed):
        blocks.append(ScreenLine(view.say("and_more", count=len(listed) - len(shown)), "faint"))
    return blocks


def _ranking(view: PointsView) -> Iterator[Block]:
    names = ["rank", "unit", "total"]
    grouped = view.by == "group"
    header = [view.say(f"title_{name}") for name in names]
    any_range = any(line.range for line in view.lines)
    any_band = any(line.band for line in view.lines)
    if any_range:
        header.append(view.say("title_range"))
    if any_band:
        header.append(view.say("title_band"))
    header += view.groups if grouped else [view.say("title_next")]
    rows: list[Row] = []
    for line in view.lines:
        cells: list[tuple[ScreenLine, ...]] = [
            (ScreenLine(line.rank),),
            (
                ScreenLine(line.name, "strong"),
                *((ScreenLine(line.unanswered, "unknown"),) if line.unanswered else ()),
            ),
            (ScreenLine(line.total),),
        ]
        if any_range:
            cells.append((ScreenLine(line.range),))
        if any_band:
            cells.append((ScreenLine(line.band),))
        cells += [(ScreenLine(group),) for group in line.groups] if grouped else [(ScreenLine(line.next),)]
        rows.append(tuple(cells))
    yield Title(view.say("ranking"))
    yield from _grid(view, header, rows)


def _grid(view: PointsView, header: Sequence[str], rows: Sequence[Row]) -> Iterator[Block]:
    if not rows:
        return
    widths = fit(header, rows, view.width)
    if widths is not None:
        yield ScreenGrid(rows, widths, header)
        return
    for row in rows:  # too narrow for a table: a line for each cell, whole
        for title, cell in zip(header, row, strict=True):
            for line in cell:
                if line.text:
                    yield line._replace(text=f"{title}: {line.text}")
        yield ScreenLine()


def _form(view: PointsView, unit: UnitPoints) -> Iterator[Block]:
    header = [
        view.say(f"title_{name}")
        for name in ("criterion", "max", "computed", "self", "verified", "official", "missing")
    ]
    totals = {group.group: group for group in unit.groups}
    ids = [group.id for group in view.placed.set.groups]
    for place, (title, lines) in enumerate(view.criteria(unit)):
        own = totals.get(ids[place]) if place < len(ids) else None
        counted = f" · {view.points(own.total)}/{view.points(own.max)}" if own is not None else ""
        yield Title(f"{title}{counted}" if title else view.say("criteria"))
        rows: list[Row] = [
            (
                (ScreenLine(line.id, "strong"), ScreenLine(line.name)),
                (ScreenLine(line.max),),
                (ScreenLine(line.computed),),
                (ScreenLine(line.self_),),
                (ScreenLine(line.verified),),
                (ScreenLine(line.official, "unknown" if line.points.official is None else ""),),
                (
                    ScreenLine(line.missing),
                    *((ScreenLine(line.explanation, "faint"),) if line.explanation else ()),
                ),
            )
            for line in lines
        ]
        yield from _grid(view, header, rows)
    steps = [view.step(step) for step in unit.next]
    yield from _listed(view.say("next"), map(visible, steps))

"""Scorecards of bodies on a terminal, as Markdown, JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxscore.model.cells import csv_text
from dxscore.model.scorecard import UnitVerdict
from dxscore.report.bodies import BodiesView, Page, Section, with_signs
from dxscore.report.markdown import escape
from dxscore.report.markdown import table as markdown_table
from dxscore.report.screen import Block, ScreenGrid, ScreenLine, Style, Title, draw, fit

STYLE: dict[UnitVerdict, Style] = {
    "met": "good",
    "missed": "bad",
    "pending": "waiting",
    "no_data": "unknown",
    "not_assessable": "unknown",
    "not_applicable": "faint",
    "waived": "waiting",
    "counted": "faint",
}
_CSV = ("body", "body_name", "section", "what", "detail", "result", "status", "gap")


def bodies_table(own: BodiesView) -> str:
    """How it stands, all bodies in one table, then a page for each."""
    view = own.view
    meant = [ScreenLine(text, "faint") for text in (own.title, *own.notes)]
    blocks: list[Block] = []
    if own.body is None:
        blocks += [ScreenLine(own.closing, "strong"), *meant]
        blocks += [Title(own.overview.title), *_grid(own, own.overview)]
    if not (view.brief and own.body is None):
        for page in own.pages:
            blocks += _page(own, page)
    if own.body is not None:
        blocks += [ScreenLine(), *meant]
    return draw(blocks, view.width, view.colour).lstrip("\n")  # a title comes after an empty line


def _page(own: BodiesView, page: Page) -> Iterator[Block]:
    yield Title(page.name)
    for line in page.answer:
        yield ScreenLine(line, "strong")
    for line in page.remarks:
        yield ScreenLine(line, "faint")
    if not page.answer:
        yield ScreenLine(own.view.say("bodies.nothing"))
    for section in page.sections if not own.view.brief else ():
        yield ScreenLine()
        yield ScreenLine(section.title, "strong")
        yield from _grid(own, section)


def _grid(own: BodiesView, section: Section) -> list[Block]:
    """A table, or a paragraph a row where no table fits."""
    cells = with_signs(section)
    rows = [
        tuple(
            (ScreenLine(text, STYLE[row.tint] if row.tint and place == section.verdict else ""),)
            for place, text in enumerate(shown)
        )
        for row, shown in zip(section.rows, cells, strict=True)
    ]
    widths = fit(section.columns, rows, own.view.width)
    if widths is not None:
        return [ScreenGrid(rows, widths, section.columns)]
    blocks: list[Block] = []
    for row in cells:
        blocks.append(ScreenLine(row[0], "strong"))
        named = zip(section.columns[1:], row[1:], strict=True)
        blocks += [ScreenLine(f"{column}: {text}", indent=2) for column, text in named if text]
    return blocks


def bodies_markdown(own: BodiesView) -> str:
    """The same as Markdown."""
    parts = [
        f"# {escape(own.title)}",
        *([f"**{escape(own.closing)}**"] if own.closing else []),
        *map(escape, own.notes),
    ]
    if own.body is None:
        parts += [f"## {escape(own.overview.title)}", _markdown(own.overview)]
    for page in own.pages:
        parts += [f"## {escape(page.name)}", *map(escape, (*page.answer, *page.remarks))]
        for section in page.sections:
            parts += [f"### {escape(section.title)}", _markdown(section)]
    return "\n\n".join(parts) + "\n"


def _markdown(section: Section) -> str:
    rows = [[escape(text) for text in row] for row in with_signs(section)]
    return markdown_table([escape(column) for column in section.columns], rows)


def bodies_json(own: BodiesView) -> str:
    """One document, dxscore/bodies/1; of all bodies, whichever was asked for."""
    return own.cards.to_json()


def bodies_csv(own: BodiesView) -> str:
    """A row for each target, figure, task and debt of each body; ids and keys never change with language."""
    return csv_text([_CSV, *_csv_rows(own)])


def _csv_rows(own: BodiesView) -> Iterator[Sequence[object]]:
    names = own.view.names
    for card in own.cards.bodies:
        if own.body not in (None, card.body):
            continue
        head = (card.body, names.body(card.body))
        for led in card.led:
            result = own.lines[led.indicator, led.target_by].result
            due_by = led.target_by
            yield (
                *head,
                led.ground,
                led.indicator,
                due_by,
                _text(result.value),
                led.status,
                _text(result.gap),
            )
        for figure in card.own:
            due_by = figure.target_by
            value, gap = _text(figure.value), _text(figure.gap)
            yield (*head, "own", figure.indicator, due_by, value, figure.status, gap)
        for item in card.items:
            yield (*head, "task", item.task, item.due or "", item.done_on or "", item.state, "")
        for owed in card.owes:
            reason = "parts" if owed.parts_only else "figure"
            yield (*head, "owes", owed.indicator, owed.reporting_unit, "", reason, "")


def _text(value: object) -> str:
    return "" if value is None else format(value, "f")

"""Scorecards of groups on a terminal, as Markdown, JSON, CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dxscore.model.cells import csv_text
from dxscore.model.group_scorecard import GroupResult
from dxscore.report.bodies_text import STYLE
from dxscore.report.by_group import GroupRow, GroupsView, Table
from dxscore.report.machine import Json, cell
from dxscore.report.markdown import escape
from dxscore.report.markdown import table as markdown_table
from dxscore.report.naming import SIGN, written
from dxscore.report.parquet import parquet_file
from dxscore.report.screen import Block, ScreenGrid, ScreenLine, Title, draw, fit

_INDENT: Final = 2
_JOINED: Final = "_"
"""In place of a blank, where words are measured: what moves a name in is never parted from it."""
_DEEPER: Final = "– "
_OF_RESULT: Final = (
    *("period", "closes", "numerator", "denominator", "value", "status", "reason", "exceeded"),
    *("provisional", "margin", "gap", "gap_count", "achievement", "reported", "expected", "waived_until"),
)
_OF_UNITS: Final = (
    *("met", "missed", "pending", "no_data", "not_assessable", "not_applicable", "waived", "counted"),
)
COLUMNS: Final = (
    *("as_of", "group", "group_name", "within", "indicator", "name", "target_by", "comparator", "threshold"),
    *("due", "held_comparator", "held_threshold", "span_from", "span_to", *_OF_RESULT, "units"),
    *(f"units_{name}" for name in _OF_UNITS),
    *("worst_units", "missing_units"),
)


def groups_table(own: GroupsView) -> str:
    """How the whole stands, all groups in one table, then each target over them."""
    view = own.view
    blocks: list[Block] = [ScreenLine(own.closing, "strong")]
    blocks += [ScreenLine(text, "faint") for text in (own.title, *own.notes)]
    blocks += _table(own, own.overview(every=False))
    if not view.brief:
        for line in own.targets(every=False):
            blocks += _table(own, own.of_target(line, every=False))
        if (left := own.not_shown()) and own.groups:
            blocks += [ScreenLine(), ScreenLine(left, "faint")]
    return draw(blocks, view.width, view.colour)


def _table(own: GroupsView, table: Table) -> Iterator[Block]:
    """A table, or a paragraph a row where no table fits; nothing where there are no rows."""
    if not table.rows:
        return
    yield Title(table.title)
    widths = fit(table.columns, _cells(table, _JOINED), own.view.width)
    if widths is not None:
        yield ScreenGrid(_cells(table, " "), widths, table.columns)
    else:
        yield from _paragraphs(table)
    for text in table.below:
        yield ScreenLine(text, "faint")


def _cells(table: Table, blank: str) -> list[tuple[tuple[ScreenLine], ...]]:
    """The rows with their groups moved in by as many `blank` as they are deep."""
    return [
        tuple(
            (ScreenLine(text, STYLE[row.tint] if row.tint and place == table.verdict else ""),)
            for place, text in enumerate(
                (blank * (_INDENT * row.depth) + row.cells[0], *_signed(table, row)[1:])
            )
        )
        for row in table.rows
    ]


def _paragraphs(table: Table) -> Iterator[Block]:
    for row in table.rows:
        first, *others = _signed(table, row)
        yield ScreenLine(first, "strong", indent=_INDENT * row.depth)
        for column, text in zip(table.columns[1:], others, strict=True):
            if text:
                yield ScreenLine(f"{column}: {text}", indent=_INDENT * (row.depth + 1))


def _signed(table: Table, row: GroupRow) -> tuple[str, ...]:
    """The cells, with its mark before the verdict: for screens."""
    at = table.verdict
    if at is None or row.tint is None:
        return row.cells
    return (*row.cells[:at], f"{SIGN[row.tint]} {row.cells[at]}", *row.cells[at + 1 :])


def groups_markdown(own: GroupsView) -> str:
    """The same as Markdown, with every group and every target."""
    parts = [f"# {escape(own.title)}", f"**{escape(own.closing)}**", *map(escape, own.notes)]
    tables = [
        own.overview(every=True),
        *(own.of_target(line, every=True) for line in own.targets(every=True)),
    ]
    for table in tables:
        if table.rows:
            parts += [f"## {escape(table.title)}", _markdown(table)]
    return "\n\n".join(parts) + "\n"


def _markdown(table: Table) -> str:
    rows = []
    for row in table.rows:
        first, *others = _signed(table, row)
        rows.append([_DEEPER * row.depth + escape(first), *map(escape, others)])
    return markdown_table([escape(column) for column in table.columns], rows)


def groups_json(own: GroupsView) -> str:
    """One document, dxscore/groups/1; of all groups, whichever was asked for."""
    return own.cards.to_json()


def groups_csv(own: GroupsView) -> str:
    """A row a group and target; ids and numbers in their stable form, several ids in a cell with a space."""
    return csv_text([COLUMNS, *([cell(value) for value in row.values()] for row in _records(own))])


def groups_parquet(own: GroupsView) -> bytes:
    """The same rows with types.

    Raises:
        OutputError: a number has more digits than such a file holds.
    """
    return parquet_file("dxscore/groups/1", own.view.scorecard, COLUMNS, [list(_records(own))])


def _records(own: GroupsView) -> Iterator[Json]:
    """Every group's results, each with its target; of the whole, without a group, first."""
    if own.only is None:
        for result in own.cards.whole.results:
            yield _record(own, None, (), result)
    for card in own.groups:
        for result in card.results:
            yield _record(own, card.group, card.within, result)


def _record(own: GroupsView, group: str | None, within: tuple[str, ...], result: GroupResult) -> Json:
    names, counts = own.view.names, result.units
    line = own.lines[result.indicator, result.target_by]
    record: Json = {
        "as_of": own.cards.as_of,
        "group": group,
        "group_name": own.view.say("groups.whole") if group is None else names.body(group),
        "within": within,
        "indicator": result.indicator,
        "name": line.name,
        "target_by": result.target_by,
        "comparator": line.result.target.comparator,
        "threshold": ";".join(line.bounds),
        "due": result.due,
        "held_comparator": None if result.held is None else result.held.comparator,
        "held_threshold": None if result.held is None else ";".join(written(result.held.threshold)),
        "span_from": None if result.span is None else result.span.from_,
        "span_to": None if result.span is None else result.span.to,
        **{name: getattr(result, name) for name in _OF_RESULT},
        **{f"units_{name}": getattr(counts, name) for name in _OF_UNITS},
        "units": counts.units,
        "worst_units": result.worst_units,
        "missing_units": result.missing_units,
    }
    return {name: record[name] for name in COLUMNS}

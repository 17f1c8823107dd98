"""The blocks of `screen` in colour: rich tables, rules and styled lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dxscore.report.screen import GUTTER, Block, ScreenLine, Style, Title, rule_after, rule_under, titles

_STYLES: dict[Style, str] = {
    "": "",
    "strong": "bold",
    "faint": "dim",
    "good": "green",
    "bad": "bold red",
    "waiting": "yellow",
    "unknown": "magenta",
}


def coloured(blocks: Iterable[Block], width: int) -> str:
    """The wrapped `blocks` with terminal colours. Nothing in them is read as markup, emoji or link."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for block in blocks:
        console.print(_drawn(block, width), overflow="ignore", no_wrap=True, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _drawn(block: Block, width: int) -> RenderableType:
    if isinstance(block, ScreenLine):
        return Text(block.text, style=_STYLES[block.style])
    if isinstance(block, Title):
        return Text.assemble("\n", (block.text, "bold"), (rule_after(block.text, width), "dim"))
    parts: list[RenderableType] = []
    if block.header:
        parts += [_table([titles(block)], block.widths), Text(rule_under(block), style="dim")]
    return Padding(Group(*parts, _table(block.rows, block.widths)), (0, 0, 0, block.indent))


def _table(rows: Sequence[Sequence[Sequence[ScreenLine]]], widths: Sequence[int]) -> Table:
    table = Table.grid()
    *first, last = widths
    for width in (*(width + len(GUTTER) for width in first), last):
        table.add_column(width=width)
    for row in rows:
        table.add_row(*(_cell(cell) for cell in row))
    return table


def _cell(lines: Sequence[ScreenLine]) -> Text:
    return Text("\n").join(Text(line.text, style=_STYLES[line.style]) for line in lines)

"""The blocks of `screen` in colour: rich tables, rules and styled lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dxscore.report.screen import GUTTER, RULE, Block, Grid, Line, Style, Title

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
        console.print(_drawn(block), overflow="ignore", no_wrap=True, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _drawn(block: Block) -> RenderableType:
    if isinstance(block, Line):
        return Text(block.text, style=_STYLES[block.style])
    if isinstance(block, Title):
        rule = Rule(Text(block.text, style="bold"), align="left", characters=RULE, style="dim")
        return Padding(rule, (1, 0, 0, 0))
    return Padding(_table(block), (0, 0, 0, block.indent))


def _table(grid: Grid) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD if grid.header else None,
        show_header=bool(grid.header),
        show_edge=False,
        pad_edge=False,
        padding=(0, len(GUTTER), 0, 0),
        collapse_padding=True,
    )
    for index, width in enumerate(grid.widths):
        table.add_column(grid.header[index] if grid.header else "", width=width)
    for row in grid.rows:
        table.add_row(*(_cell(cell) for cell in row))
    return table


def _cell(lines: Sequence[Line]) -> Text:
    return Text("\n").join(Text(line.text, style=_STYLES[line.style]) for line in lines)

"""What a terminal shows, as blocks: lines, titles and grids, wrapped to a width before anything draws them.

Two ways of drawing follow: plain text here, and colours in `rich_screen`. Both draw the same wrapped lines,
so they say the same; plain output, in a pipe or a CI log, need not load rich.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

Style = Literal["", "strong", "faint", "good", "bad", "waiting", "unknown"]
GUTTER = "  "
RULE = "─"


class ScreenLine(NamedTuple):
    """A line, or a paragraph still to be wrapped, in one style."""

    text: str = ""
    style: Style = ""
    indent: int = 0


class Title(NamedTuple):
    """A title over what follows, with a rule to the end of the line."""

    text: str


class ScreenGrid(NamedTuple):
    """Cells in columns; a cell is a few lines.

    Args:
        rows: every cell of every row; all rows are as long as `widths`.
        widths: width of each column, none below its longest word.
        header: titles of the columns; a grid without them has no rule either.
        indent: columns left free at the left.
    """

    rows: Sequence[Sequence[Sequence[ScreenLine]]]
    widths: Sequence[int]
    header: Sequence[str] = ()
    indent: int = 0


Block = ScreenLine | Title | ScreenGrid


# Letters of Latin scripts and the signs of our own screens: one column each. Looking at every letter by
# itself is a tenth of the time that a screen takes.
_NARROW = re.compile("[\x20-\u02ff\u1e00-\u1eff‘’“”–—…→─✓✗]*")


def columns_of(text: str) -> int:
    """How many columns of a terminal `text` takes: wide letters take two, combining marks none."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(_columns_of_character(character) for character in text)


def _columns_of_character(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def longest(lines: Iterable[ScreenLine], split: Callable[[str], list[str]]) -> int:
    """The widest part of `lines`: of their words with `str.split`, of their lines with `str.splitlines`."""
    return max((_widest(line.text, split) for line in lines), default=0)


def _widest(text: str, split: Callable[[str], list[str]]) -> int:
    measure = len if _NARROW.fullmatch(text) else columns_of
    return max(map(measure, split(text)), default=0)


def fit(
    header: Sequence[str], rows: Sequence[Sequence[Sequence[ScreenLine]]], width: int
) -> list[int] | None:
    """Widths that fill the line, none below its column's longest word, so that no number is ever cut.

    None where even that does not fit. What is left over goes where the longest lines are.
    """
    titles = [[ScreenLine(title)] for title in header] if header else [[] for _ in rows[0]]
    columns: list[tuple[Sequence[ScreenLine], ...]] = list(zip(titles, *rows, strict=True))
    least = [max(longest(cell, str.split) for cell in cells) for cells in columns]
    most = [max(longest(cell, str.splitlines) for cell in cells) for cells in columns]
    spare = width - sum(least) - len(GUTTER) * (len(columns) - 1)
    if spare < 0:
        return None
    wanted = [high - low for low, high in zip(least, most, strict=True)]
    total = sum(wanted)
    if total <= spare:
        return most
    widths = [low + spare * want // total for low, want in zip(least, wanted, strict=True)]
    widths[wanted.index(max(wanted))] += width - sum(widths) - len(GUTTER) * (len(columns) - 1)
    return widths


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken between words; a longer word stands alone, whole."""
    if columns_of(text) <= width:
        return [text]
    words = text.split()
    if words != text.split(" "):  # tabs, or blanks that have to stay inside a line
        wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
        return wrapper.wrap(text) or [""]
    lines = [words[0]]
    for word in words[1:]:  # what the library does, at a tenth of the time
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def wrapped(blocks: Iterable[Block], width: int) -> Iterator[Block]:
    """`blocks` with every paragraph and cell broken into lines that fit."""
    for block in blocks:
        if isinstance(block, ScreenLine):
            for text in block.text.split("\n"):
                for piece in wrap(text, width - block.indent):
                    yield ScreenLine(" " * block.indent + piece, block.style)
        elif isinstance(block, ScreenGrid):
            rows = [[_cell(cell, w) for cell, w in zip(row, block.widths, strict=True)] for row in block.rows]
            yield block._replace(rows=rows)
        else:
            yield block


def _cell(lines: Sequence[ScreenLine], width: int) -> list[ScreenLine]:
    return [ScreenLine(piece, line.style) for line in lines for piece in wrap(line.text, width)]


def draw(blocks: Iterable[Block], width: int, colour: bool) -> str:
    """`blocks` as text, every line ended; with terminal colours if `colour`."""
    ready = wrapped(blocks, width)
    if colour:
        from dxscore.report.rich_screen import coloured  # loaded only where somebody sees the colours

        return coloured(ready, width)
    return "".join(f"{line.rstrip()}\n" for block in ready for line in _plain(block, width))


def rule_after(title: str, width: int) -> str:
    """What follows a title to the end of the line."""
    return " " + RULE * (width - columns_of(title) - 1)


def rule_under(grid: ScreenGrid) -> str:
    """The rule between a grid's header and its rows."""
    return RULE * (sum(grid.widths) + len(GUTTER) * (len(grid.widths) - 1))


def titles(grid: ScreenGrid) -> list[list[ScreenLine]]:
    """A grid's header as cells, wrapped."""
    return [
        _cell([ScreenLine(title, "strong")], width)
        for title, width in zip(grid.header, grid.widths, strict=True)
    ]


def _plain(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, ScreenLine):
        yield block.text
    elif isinstance(block, Title):
        yield from ("", block.text + rule_after(block.text, width))
    else:
        lines = [line for row in block.rows for line in _row(row, block.widths)]
        if block.header:
            lines = [*_row(titles(block), block.widths), rule_under(block), *lines]
        yield from (" " * block.indent + line for line in lines)


def _row(cells: Sequence[Sequence[ScreenLine]], widths: Sequence[int]) -> Iterator[str]:
    for lines in zip_longest(*cells, fillvalue=ScreenLine()):
        yield GUTTER.join(
            line.text + " " * (width - columns_of(line.text))
            for line, width in zip(lines, widths, strict=True)
        )

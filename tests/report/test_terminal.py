"""Laid out once, drawn twice: plain and coloured screens say the same, and no number is ever cut."""

import re
import textwrap
from dataclasses import replace

import pytest
from every_kind import view
from hypothesis import given
from hypothesis import strategies as st
from texts import as_text

from dxscore.report.screen import GUTTER, Block, ScreenGrid, ScreenLine, Title, columns_of, draw, fit, wrap

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
NUMBER = re.compile(r"\d[\d.,/%]*\d%?|\d")


@pytest.mark.parametrize("width", [20, 40, 60, 79, 80, 100, 129, 130, 200])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_plain_and_coloured_screens_say_the_same(width: int, lang: str) -> None:
    plain = as_text("table", replace(view(lang), width=width))
    coloured = as_text("table", replace(view(lang), width=width, colour=True))
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in ESCAPE.sub("", coloured).splitlines()] == plain.splitlines()


@pytest.mark.parametrize("width", [30, 40, 80, 130, 200])
def test_no_number_is_cut(width: int) -> None:
    wide = as_text("table", replace(view("vi"), width=400, units="all"))
    narrow = as_text("table", replace(view("vi"), width=width, units="all"))
    assert set(NUMBER.findall(wide)) == set(NUMBER.findall(narrow))


WORDS = st.lists(st.text("abcđéo漢", min_size=1, max_size=12), min_size=1, max_size=12).map(" ".join)


@given(WORDS | st.text("ab \t\n\u00a0", min_size=1), st.integers(1, 60))
def test_wrapping_breaks_where_the_library_does(text: str, width: int) -> None:
    by_library = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]
    assert wrap(text, width) == ([text] if columns_of(text) <= width else by_library)


@given(WORDS, st.integers(1, 60))
def test_wrapping_loses_no_word_and_fits_what_can_fit(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert " ".join(lines).split() == text.split()
    assert all(columns_of(line) <= width or " " not in line for line in lines if line.isascii())


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5), st.integers(1, 120))
def test_a_grid_that_fits_is_no_wider_than_the_terminal(rows: list[tuple[str, str]], width: int) -> None:
    cells = [[[ScreenLine(cell)] for cell in row] for row in rows]
    widths = fit((), cells, width)
    if widths is None:
        longest = [max(columns_of(w) for row in rows for w in row[i].split()) for i in (0, 1)]
        assert sum(longest) + len(GUTTER) > width
    else:
        drawn = draw([ScreenGrid(cells, widths)], width, colour=False)
        assert max(columns_of(line) for line in drawn.splitlines()) <= width or not drawn.isascii()
        assert sorted(drawn.split()) == sorted(" ".join(c for row in rows for c in row).split())


def test_blocks() -> None:
    cells = [[[ScreenLine("a"), ScreenLine("b")], [ScreenLine("12.345")]]]
    blocks: list[Block] = [
        ScreenLine("kế hoạch", indent=2),
        Title("Kết quả"),
        ScreenGrid(cells, [4, 6], ["Cột", "Số"], indent=1),
    ]
    assert draw(blocks, 14, colour=False) == (
        "  kế hoạch\n\nKết quả ──────\n Cột   Số\n ────────────\n a     12.345\n b\n"
    )


def test_columns() -> None:
    assert (columns_of("abc"), columns_of("漢字"), columns_of("e\u0301")) == (3, 4, 1)

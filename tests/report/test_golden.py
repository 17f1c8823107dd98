"""Every format's whole output for the scorecard of every kind; golden.py says how to renew the files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from every_kind import view
from texts import TEXTS, as_text, gaps_as_text

from dxscore.model.version import VERSION
from dxscore.report.groups import GroupBy
from dxscore.report.outputs import OUTPUTS
from golden import assert_golden

GOLDEN = Path(__file__).with_name("golden")
LANGUAGES = ("vi", "en")
WIDTHS = (40, 80, 200)
GROUPINGS: tuple[GroupBy, ...] = get_args(GroupBy)
SUFFIXES = {"github": ".txt", "gitlab": ".json"}
DRAWN = ("table",)
WHOLE = [name for name in TEXTS if name not in DRAWN]


def file_of(format_: str, lang: str) -> str:
    return f"{format_}-{lang}{OUTPUTS[format_].suffix or SUFFIXES[format_]}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_table(width: int, lang: str) -> None:
    text = as_text("table", view(lang, width))
    assert max(map(len, text.splitlines())) <= width
    assert not re.search(r"[0-9.,]…", text), "a number is cut"
    assert_golden(GOLDEN / f"table-{width}-{lang}.txt", text)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("format_", WHOLE)
def test_format(format_: str, lang: str) -> None:
    settled = as_text(format_, view(lang)).replace(f'"{VERSION}"', '"0"')  # changes with every release
    assert_golden(GOLDEN / file_of(format_, lang), settled)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("by", GROUPINGS)
def test_gaps(by: GroupBy, lang: str) -> None:
    assert_golden(GOLDEN / f"gaps-{by}-{lang}.txt", gaps_as_text("table", view(lang), by))


def test_no_file_is_left_over() -> None:
    compared = {f"table-{width}-{lang}.txt" for width in WIDTHS for lang in LANGUAGES}
    compared |= {file_of(format_, lang) for format_ in WHOLE for lang in LANGUAGES}
    compared |= {f"gaps-{by}-{lang}.txt" for by in GROUPINGS for lang in LANGUAGES}
    assert {path.name for path in GOLDEN.iterdir()} == compared

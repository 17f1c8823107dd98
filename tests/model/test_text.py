"""Untrusted text made safe to look at."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.words.visible import visible


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "Phổ Hòa",
        "xã Phổ Nhơn – 82,5 %",
        "Đức Phổ đô thị",
        "Pho\u0302\u0309",
        "日本 😀",
        "a\u00a0b",
    ],
)
def test_letters_accents_and_spaces_stay(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x00", "\\x00"),
        ("\x7f\x9b", "\\x7f\\x9b"),
        ("a\nb\tc\r", "a\\x0ab\\x09c\\x0d"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("Phổ\u200bHòa", "Phổ\\u200bHòa"),
        ("so\u00adft", "so\\xadft"),
        ("\ufeffhead", "\\ufeffhead"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\ud800", "\\ud800"),
        ("\ue000", "\\ue000"),
        ("\U000e0041", "\\U000e0041"),
        ("Ðức Phổ, ð", "\\xd0ức Phổ, \\xf0"),
    ],
)
def test_what_acts_hides_or_pretends_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_cut() -> None:
    assert visible("abcdef", 6) == "abcdef"
    assert visible("abcdefg", 6) == "abcde…"
    assert visible("\x1b" * 9, 3) == "\\x1b\\x1b…"


@given(st.text())
def test_nothing_hidden_is_left(text: str) -> None:
    shown = visible(text)
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not [character for character in shown if unicodedata.category(character) in hidden]
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert visible(shown) == shown

"""Every rule of every finding code, held against the house's own conventions."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter
from typing import Any

import pytest

from dxscore.model import rules
from dxscore.model.base import Text
from dxscore.model.finding import Rule
from dxscore.model.rules.registry import RULES

HUNDREDS = {
    "files": "1",
    "workbooks": "1",
    "cells": "2",
    "rows": "3",
    "returns": "3",
    "catalogue": "4",
    "waivers": "5",
    "settings": "9",
    "outputs": "9",
}
MODULES = {
    module.name: import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__)
}
DEFINED = [
    pytest.param(HUNDREDS[name], rule, id=rule.code)
    for name, module in MODULES.items()
    for rule in vars(module).values()
    if isinstance(rule, Rule)
]


def placeholders(text: str) -> set[str]:
    """The {names} in it; attribute look-ups and positions are refused."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names), text
    return names


@pytest.mark.parametrize(("hundred", "rule"), DEFINED)
def test_codes_stand_in_their_hundreds(hundred: str, rule: Rule) -> None:
    assert re.fullmatch(rf"DX{hundred}[0-9][0-9]", rule.code)


def test_codes_are_unique_and_all_listed() -> None:
    codes = [rule.code for _, rule in (param.values for param in DEFINED) if isinstance(rule, Rule)]
    assert sorted(codes) == sorted(set(codes)) == sorted(RULES)
    assert all(RULES[code].code == code for code in codes)


@pytest.mark.parametrize(("hundred", "rule"), DEFINED)
def test_both_languages_say_the_same(hundred: str, rule: Rule) -> None:
    assert hundred in HUNDREDS.values()
    for text in (rule.message, rule.remedy, rule.why):
        assert text[0].strip() and text[1].strip()
        # A remedy may be nothing but words that differ from case to case, given in both languages.
        assert text[0] != text[1] or re.fullmatch(r"\{[a-z_]+\}", text[0])
    assert placeholders(rule.message[0]) == placeholders(rule.message[1])
    assert placeholders(rule.remedy[0]) == placeholders(rule.remedy[1])
    assert placeholders(rule.why[0]) == placeholders(rule.why[1]) == set()


@pytest.mark.parametrize(("hundred", "rule"), DEFINED)
def test_words_read_well_after_a_colon(hundred: str, rule: Rule) -> None:
    """Messages and remedies are clauses on one line; the reason is whole sentences."""
    assert hundred in HUNDREDS.values()
    for text in (rule.message, rule.remedy):
        for words in (text[0], text[1]):
            assert not words.endswith((".", " ")) and "\n" not in words, words
    for words in (rule.why[0], rule.why[1]):
        assert words.endswith("."), words


@pytest.mark.parametrize(("hundred", "rule"), DEFINED)
def test_a_finding_leaves_no_placeholder_behind(hundred: str, rule: Rule) -> None:
    names = placeholders(rule.message[0]) | placeholders(rule.remedy[0])
    values: dict[str, Any] = {name: Text(vi=f"‹{name}›", en=f"‹{name}›") for name in names - {"column"}}
    assert "column" not in names, "column= is the finding's own place"
    finding = rule.finding("m.csv", 1, **values)
    said = finding.message.vi + finding.remedy.vi
    assert all(f"‹{name}›" in said for name in names)
    assert hundred == finding.code[2]

"""Every rule of every finding code, held against the house's own conventions."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any, Literal

import pytest

from dxscore.model import rules
from dxscore.model.finding import Rule
from dxscore.model.place import Place
from dxscore.model.rules import RULES
from dxscore.words.say import LANGUAGES, phrases
from dxscore.words.text import Text

DEFINED = [pytest.param(rule, id=rule.code) for rule in vars(rules).values() if isinstance(rule, Rule)]
PARTS: tuple[Literal["message", "remedy", "why"], ...] = ("message", "remedy", "why")


def placeholders(text: str) -> set[str]:
    """The {names} in it; attribute look-ups and positions are refused."""
    text = re.sub(r"\{(\w+)\|[^{}|]*\|[^{}|]*\}", r"{\1}", text)  # the form that a count asks for
    names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names), text
    return names


def test_codes_are_unique_in_order_and_all_have_words() -> None:
    codes = [param.values[0].code for param in DEFINED if isinstance(param.values[0], Rule)]
    assert codes == sorted(set(codes)) == list(RULES)
    assert all(re.fullmatch(r"DX[1-9][0-9][0-9]", code) for code in codes)
    for lang in LANGUAGES:
        assert codes == [code for code in phrases(lang)["findings"] if code in RULES]


@pytest.mark.parametrize("rule", DEFINED)
def test_both_languages_say_the_same(rule: Rule) -> None:
    for part in PARTS:
        vi, en = rule.words(part, "vi"), rule.words(part, "en")
        assert vi.strip() and en.strip()
        # A remedy may be nothing but words that differ from case to case, given in both languages.
        assert vi != en or re.fullmatch(r"\{[a-z_]+\}", vi)
        assert placeholders(vi) == placeholders(en)
    assert placeholders(rule.words("why", "vi")) == set()


@pytest.mark.parametrize("rule", DEFINED)
def test_words_read_well_after_a_colon(rule: Rule) -> None:
    """Messages and remedies are clauses on one line; the reason is whole sentences."""
    for lang in LANGUAGES:
        for words in (rule.words("message", lang), rule.words("remedy", lang)):
            assert not words.endswith((".", " ")) and "\n" not in words, words
        assert rule.words("why", lang).endswith(".")


@pytest.mark.parametrize("rule", DEFINED)
def test_a_finding_leaves_no_placeholder_behind(rule: Rule) -> None:
    names = placeholders(rule.words("message", "vi")) | placeholders(rule.words("remedy", "vi"))
    values: dict[str, Any] = {name: Text(vi=f"‹{name}›", en=f"‹{name}›") for name in names - {"column"}}
    assert "column" not in names, "column= is the finding's own place"
    finding = rule.finding(Place("m.csv", row=1), **values)
    said = finding.message.vi + finding.remedy.vi
    assert all(f"‹{name}›" in said for name in names)

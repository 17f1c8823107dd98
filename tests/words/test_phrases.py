"""The phrases of every language have the same keys and ask for the same values; each is said somewhere."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest

from dxscore.words import say as saying
from dxscore.words.say import LANGUAGES, Language, fill, phrases, say, say_of, shape

PROJECT = Path(__file__).parent.parent.parent
SOURCES = sorted((PROJECT / "src" / "dxscore").rglob("*.py"))
TEMPLATES = [*(PROJECT / "src" / "dxscore").rglob("*.j2"), PROJECT / "docs" / "make_word_template.py"]
SAYING = frozenset({"say", "both", "pair", "nothing"})


FORMS = re.compile(r"\{(\w+)\|[^{}|]*\|[^{}|]*\}")
"""Where a phrase takes the form that a count asks for: {rows|row|rows}."""


def placeholders(words: str | dict[str, str]) -> set[str]:
    """The {names} in a phrase, in any of its forms; one that is counted is given its count."""
    forms = words.values() if isinstance(words, dict) else [words]
    plain = [FORMS.sub(r"{\1}", form) for form in forms]
    found = {name for form in plain for _, name, _, _ in Formatter().parse(form) if name is not None}
    return found | ({"count"} if isinstance(words, dict) else set())


def entries(lang: Language) -> Iterator[tuple[str, Any]]:
    for topic, names in phrases(lang).items():
        if topic != "findings":  # held by tests/model/test_rules.py
            yield from ((f"{topic}.{name}", words) for name, words in names.items())


VIETNAMESE = dict(entries("vi"))


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "vi"])
def test_every_language_has_the_same_keys_in_the_same_order_and_asks_for_the_same_values(
    lang: Language,
) -> None:
    other = dict(entries(lang))
    assert list(other) == list(VIETNAMESE)
    different = {key for key, words in other.items() if placeholders(words) != placeholders(VIETNAMESE[key])}
    assert different == set()


def test_a_counted_phrase_has_both_forms_where_a_language_has_two() -> None:
    for lang in LANGUAGES:
        for key, words in entries(lang):
            assert isinstance(words, str) or set(words) == {"one", "other"}, key


COUNTS = "count|rows|errors|warnings|notes|more|files|units|records|times|days"
NEVER_ONE = re.compile(r"findings\.DX31[23]|cause\.|template\.ended")
"""Figures that are alike, and limits that were passed."""


def test_no_english_phrase_says_1_errors() -> None:
    """A count stands before a word in the plural only where the phrase has a form for one, too."""
    wrong = [
        f"{topic}.{name}: {form}"
        for topic, names in phrases("en").items()
        for name, words in names.items()
        for form in (words.values() if topic == "findings" else [words])
        if isinstance(form, str)
        and re.search(rf"\{{(?:{COUNTS})\}} (?:more )?(?!(?:is|has|was)\b)[a-z]+s\b", form)
        if not NEVER_ONE.match(f"{topic}.{name}")
    ]
    assert wrong == []


def test_every_file_of_words_is_a_language() -> None:
    files = {path.stem for path in (PROJECT / "src" / "dxscore" / "words").glob("*.json")}
    assert files == set(LANGUAGES) == set(get_args(Language))


def test_the_type_checker_knows_every_key() -> None:
    spec = importlib.util.spec_from_file_location("word_keys", PROJECT / "scripts" / "word_keys.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PLACE.read_text(encoding="utf-8") == script.stub(), "run: python scripts/word_keys.py"


def said() -> Iterator[tuple[str, str, set[str] | None]]:
    """File, key and names of the values of every phrase said by its key; None where `**` gives some."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in SAYING and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and key.value in VIETNAMESE:
                    names = {keyword.arg for keyword in node.keywords}
                    given = None if None in names else {name for name in names if name is not None}
                    yield str(path.relative_to(PROJECT)), str(key.value), given


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_phrase_is_given_the_values_that_it_asks_for() -> None:
    wrong = [
        (file, key, sorted(given), sorted(placeholders(VIETNAMESE[key])))
        for file, key, given in said()
        if given is not None and given != placeholders(VIETNAMESE[key])
    ]
    assert wrong == []


def test_every_phrase_is_said_somewhere() -> None:
    """A topic that is said by a model's values (`say_of`) is said whole; any other key stands in the code, in
    a template, or in the script that makes the Word templates.
    """
    code = "\n".join(path.read_text(encoding="utf-8") for path in (*SOURCES, *TEMPLATES)).replace("'", '"')
    unsaid = [
        key for key in VIETNAMESE if f'"{key}"' not in code and f'("{key.partition(".")[0]}"' not in code
    ]
    assert unsaid == []


def test_a_phrase_is_said_in_the_language_asked_for_with_its_values(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {
        "vi": {"t": {"a": "có {n} xã", "c": "{count} xã"}},
        "en": {"t": {"a": "{n} communes", "c": {"one": "{count} commune", "other": "{count} communes"}}},
    }
    monkeypatch.setattr(saying, "phrases", made.__getitem__)
    any_key: Any = "t.a"
    assert (say(any_key, "vi", n="5"), say(any_key, "en", n="5")) == ("có 5 xã", "5 communes")
    counted = {n: fill("{n} {n|row is|rows are} {m|a|b}", {"n": n, "m": "x"}) for n in (0, 1, 2)}
    assert counted == {0: "0 rows are b", 1: "1 row is b", 2: "2 rows are b"}
    assert fill("{n}", {"n": "{x|y|z}"}) == "{x|y|z}"  # what is put in is never looked at
    assert shape("{n} {n|row|rows}: {m}") == "… rows: …"
    topic: Any = "t"
    assert [say_of(topic, "c", "en", count=n) for n in (1, "1", 0, 2)] == [
        "1 commune",
        "1 commune",
        "0 communes",
        "2 communes",
    ]
    assert say_of(topic, "c", "vi", count=1) == "1 xã"
    assert say(any_key, "vi", n="{m}") == "có {m} xã"  # a value's own braces are only text


def test_a_command_is_put_together_without_reading_a_phrase() -> None:
    code = (
        "from dxscore.cli.app import build; from dxscore.words.say import phrases; build('vi', ['check']);"
        "print(phrases.cache_info().currsize)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "0\n"

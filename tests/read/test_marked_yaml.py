"""YAML with places: what is read, what is refused, where, and how much a hostile file may cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calls import calls
from dxscore.read import marked_yaml
from dxscore.read.marked_yaml import MAX_BYTES, MAX_DEPTH, MAX_FINDINGS, MAX_VALUES, MarkedYaml
from dxscore.read.yaml_marks import key_path


@pytest.fixture(params=["C", "Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on both of PyYAML's parsers: which one a machine has is not ours to choose."""
    if request.param == "Python":
        monkeypatch.setattr(marked_yaml, "_LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml here")


def read(text: str) -> MarkedYaml:
    return marked_yaml.read(text.encode(), "f.yaml")


def faults(text: str) -> list[tuple[str, int | None, int | None, str | None]]:
    """Code, line, column and key path of every finding."""
    return [(f.code, f.row, f.position, f.column) for f in read(text).findings]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("0.5", Decimal("0.5")),
        ("-82.50", Decimal("-82.50")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("2025-12-14", date(2025, 12, 14)),
        ("II.1.1", "II.1.1"),
        ("19-CT/TU", "19-CT/TU"),
        ("70%", "70%"),
        ("82,5", "82,5"),
        ("06/9/2023", "06/9/2023"),
        ("2.1.3", "2.1.3"),
        ("yesterday", "yesterday"),
        ('"12"', "12"),
        ("'yes'", "yes"),
        ('"2025-12-14"', "2025-12-14"),
        ('""', ""),
        ("Pho\u031b\u0309 Ho\u0300a", "Phở Hòa"),
        ('"Pho\u031b\u0309"', "Phở"),
        ("[1, a, []]", [1, "a", []]),
    ],
)
def test_what_a_value_means(written: str, value: object) -> None:
    result = read(f"a: {written}\n")
    assert (result.value, result.findings) == ({"a": value}, ())
    assert isinstance(result.value, dict)
    assert type(result.value["a"]) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        *("yes", "No", "ON", "off", "y", "N", "True", "FALSE", "Null", "~"),
        *("012", "0o7", "0x1F", "0b11", "12:30", "1:2:3", "1_000", "+5", "5.", ".5", "-.5", "007.5"),
        *(".nan", ".NaN", ".inf", "-.Inf", "1e5", "1.5E-3", "2024-1-5", "2024-01-05 10:00:00", "-012"),
    ],
)
def test_words_with_two_meanings_are_refused(written: str) -> None:
    assert faults(f"k: {{v: {written}}}\n") == [("DX414", 1, 8, "k.v")]
    assert read(f"v: '{written}'\n").findings == ()


def test_every_fault_of_a_file_is_found_at_once() -> None:
    text = """\
a: yes
a: 1
<<: {x: 1}
1: 2
[p, q]: 3
b: !!str x
c: &x [1, *x]
d: 2024-13-45
e: {f: 1111111111222222222233333333334}
g: "\\u202e"
h: \u00d0a\u200b
"""
    assert faults(text) == [
        ("DX403", 11, 4, None),
        ("DX403", 11, 6, None),
        ("DX414", 1, 4, "a"),
        ("DX412", 2, 1, "a"),
        ("DX411", 3, 1, "<<"),
        ("DX413", 4, 1, "1"),
        ("DX413", 5, 1, "?"),
        ("DX409", 6, 4, "b"),
        ("DX410", 7, 4, "c"),
        ("DX410", 7, 11, "c[1]"),
        ("DX415", 8, 4, "d"),
        ("DX416", 9, 8, "e.f"),
        ("DX403", 10, 4, "g"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("DX405", None, None, None)),
        ("# a comment\n", ("DX405", None, None, None)),
        ("---\n", ("DX405", None, None, None)),
        ("a: 1\n---\nb: 2\n", ("DX406", 2, 1, None)),
        ("a: 'x\nb: 2\n", ("DX404", 1, 4, None)),
        ("a: b: c\n", ("DX404", 1, 5, None)),
        ("a:\n\t- b\n", ("DX404", 2, 1, None)),
        ("a:\n  - b\n c: d\n", ("DX404", 3, 2, None)),
        ("a: @x\n", ("DX404", 1, 4, None)),
        ("a: &\n", ("DX404", 1, 5, None)),
        ('a: 1\nb: "x \\UFFFFFFFF"\n', ("DX404", 2, 9, None)),
        ('a: "\\U00110000"\n', ("DX404", 1, 7, None)),
        ("%YAML 1." + "1" * 5000 + "\n--- a\n", ("DX404", 1, 9, None)),
    ],
)
def test_files_that_are_no_catalogue(text: str, expected: tuple[object, ...]) -> None:
    assert faults(text) == [expected]


def test_bytes_that_are_not_utf8_are_placed() -> None:
    result = marked_yaml.read("a: 1\nb: Ph\xf4\n".encode("cp1258"), "f.yaml")
    assert [(f.code, f.row, f.position) for f in result.findings] == [("DX402", 2, 6)]
    assert not result.complete


def test_a_byte_order_mark_and_windows_lines_change_nothing() -> None:
    result = marked_yaml.read(b"\xef\xbb\xbfa: 1\r\nb: yes\r\n", "f.yaml")
    assert [(f.code, f.row, f.position) for f in result.findings] == [("DX414", 2, 4)]
    assert result.value == {"a": 1, "b": "yes"}


def test_places_of_keys_and_values() -> None:
    marks = read("plan:\n  name: {vi: a, en: b}\nlist:\n  - x\n  - {k: v}\n").marks
    assert marks.value(("plan", "name", "en")) == (2, 21)
    assert marks.key(("plan", "name", "en")) == (2, 17)
    assert marks.value(("list", 1, "k")) == (5, 9)
    assert marks.key(("list", 1)) == (5, 5)
    assert marks.key(("plan", "nothing", "here")) == (1, 1)
    assert marks.value(("list", 7)) == (4, 3)


def test_columns_count_characters_not_bytes() -> None:
    assert faults("{tên: Phổ Hòa, x: yes}\n") == [("DX414", 1, 19, "x")]


def test_the_first_of_two_keys_stands() -> None:
    assert read("a: 1\na: 2\n").value == {"a": 1}


def test_a_long_list_of_faults_is_cut_and_counted() -> None:
    result = read("".join(f"k{i}: yes\n" for i in range(MAX_FINDINGS + 25)))
    assert (len(result.findings), result.left_out) == (MAX_FINDINGS, 25)


def test_hidden_characters_beyond_the_cut_are_counted() -> None:
    result = read("a: x\n# " + "\u200b" * (MAX_FINDINGS + 7))
    assert (len(result.findings), result.left_out) == (MAX_FINDINGS, 7)


def test_depth_is_bounded() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).findings == ()
    assert faults("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("DX407", 1, MAX_DEPTH + 1, None)]


def nested(blocks: list[str], flows: list[str], times: int) -> tuple[str, int, int]:
    """Text that opens `blocks`, then `flows` so many times; line and column of the first beyond the bound."""
    text, line, column, place = "", 1, 1, (0, 0)
    for depth, opening in enumerate([*blocks, *flows * times]):
        if depth == MAX_DEPTH:
            place = (line, column)
        if opening.endswith("\n"):
            line, column = line + 1, column + 1
            text += opening + " " * (column - 1)
        else:
            text, column = text + opening, column + len(opening)
    return text, *place


BLOCKS = st.lists(st.sampled_from(["- ", "k:\n", "tên khóa:\n", "-\n"]), max_size=60)
FLOWS = st.lists(st.sampled_from(["[", "{a: ", "[ ", "{? "]), min_size=1, max_size=5)


@given(BLOCKS, FLOWS, st.sampled_from([40, 400, 2000]))
# The parser that the fixture sets stays the same from example to example.
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_too_deep_is_said_at_its_place_whatever_opens(
    blocks: list[str], flows: list[str], times: int
) -> None:
    # libyaml from 0.2.6 on, inside PyYAML 6.0.4, refuses 1,000 brackets before it gives any event.
    text, line, column = nested(blocks, flows, times)
    found = read(text)
    assert [(f.code, f.row, f.position) for f in found.findings] == [("DX407", line, column)]
    assert not found.complete


def test_what_stands_before_brackets_without_end_is_said_once() -> None:
    text = "\ufeffa: yes\nb: \u200b\nc: " + "[" * 2000
    assert [(code, row, place) for code, row, place, _ in faults(text)] == [
        ("DX403", 2, 4),
        ("DX414", 1, 4),
        ("DX407", 3, 35),
    ]


def test_key_paths_are_safe_to_print() -> None:
    assert key_path(("a", 3, "b\x1b[31m")) == "a[3].b\\x1b[31m"
    assert key_path(()) is None


BOMBS = {
    "merge": "a: &a {k: 1}\n" + "".join(f"{c}: &{c} {{<<: [*a, *a]}}\n" for c in "bcdefgh") * 3,
    "aliases": "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(2000)),
    "brackets": "[" * 200_000,
    "braces": "{a: " * 200_000,
    "dashes": "- " * 400_000,
    "one long word": "a: " + "x" * (MAX_BYTES - 10),
    "one long number": "a: " + "1" * (MAX_BYTES - 10),
    "digits and underscores": "a: " + "1_" * (MAX_BYTES // 2 - 10),
    "flat": "".join(f"k{i}: v\n" for i in range(90_000)),
    "too large": "x" * (MAX_BYTES + 1),
    "controls": "\0" * (MAX_BYTES - 10),
}


@pytest.mark.parametrize("name", BOMBS)
def test_hostile_files_cost_little(name: str) -> None:
    assert calls(lambda: read(BOMBS[name])) < 10 * MAX_BYTES


@pytest.mark.parametrize(
    ("name", "code"), [("brackets", "DX407"), ("flat", "DX408"), ("too large", "DX401"), ("merge", "DX410")]
)
def test_hostile_files_are_refused(name: str, code: str) -> None:
    assert read(BOMBS[name]).findings[0].code == code


def test_a_flat_file_stops_at_the_bound() -> None:
    result = read("".join(f"- v{i}\n" for i in range(MAX_VALUES)))
    assert [(f.code, f.row) for f in result.findings] == [("DX408", MAX_VALUES)]
    assert not result.complete


def test_a_year_is_a_key_and_another_number_is_none() -> None:
    found = read("path: {2026: 75, '2027': 80}\n")
    assert (found.value, found.findings) == ({"path": {"2026": 75, "2027": 80}}, ())
    assert [finding.code for finding in read("{75: 1}\n").findings] == ["DX413"]

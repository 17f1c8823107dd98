"""Where a file stands, as services want it written."""

from __future__ import annotations

import re

import pytest
from hostile import strings

from dxscore.report.places import relative_path, shown_path, uri

REFERENCE = re.compile(r"(file://)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+")


@pytest.mark.parametrize(
    ("file", "root", "path", "address"),
    [
        ("a.csv", "", "a.csv", "a.csv"),
        ("./nộp/a.csv", "", "nộp/a.csv", "n%E1%BB%99p/a.csv"),
        ("nộp//x/../a b.csv", "", "nộp/a b.csv", "n%E1%BB%99p/a%20b.csv"),
        ("a:b,c%.csv", "", "a:b,c%.csv", "a%3Ab%2Cc%25.csv"),
        ("/repo/in/a.csv", "/repo", "in/a.csv", "in/a.csv"),
        ("/repository/a.csv", "/repo", "/repository/a.csv", "file:///repository/a.csv"),
        ("/repo/a.csv", "", "/repo/a.csv", "file:///repo/a.csv"),
        ("-", "/repo", "-", "-"),
        ("b\udce1d.csv", "", "b\udce1d.csv", "b%E1d.csv"),
    ],
)
def test_paths(file: str, root: str, path: str, address: str) -> None:
    assert relative_path(file, root) == path
    assert uri(file, root) == address


def test_hidden_characters_are_shown() -> None:
    assert shown_path("a\x1b[31m\n.csv") == "a\\x1b[31m\\x0a.csv"


def test_any_name_gives_a_valid_reference() -> None:
    assert [name for name in strings() if not REFERENCE.fullmatch(uri(name))] == []

"""docs/coverage-of-documents.md says of every clause where it stands, and leaves none out."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

import beside

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))

from make_coverage_of_documents import (  # type: ignore[import-not-found]  # noqa: E402  # a script beside the docs
    PAGE,
    clauses,
    page,
)

# What tells each document's text from the others, and where its orders begin and end.
ORDERS = {
    "CT-16": ("Số 16-CT/TU", "1. Thống nhất nhận thức", "Nơi nhận"),
    "CT-19": ("Số 19-CT/TU", "1. Các cấp ủy, chính quyền", "Nơi nhận"),
    "TB-01": ("Số 01-TB/BCĐ", "1. Các cấp ủy, chính quyền", "Trên đây là ý kiến"),
    "KH-2024": ("Số: /KH-UBND", "I. MỤC TIÊU", "Nơi nhận"),
}
# Numbers and titles of sections, and the three lines under each task, which its lead and years are read from.
_NO_CLAUSE = re.compile(
    r"[\dIV]+(?:\.\d+)*\.?|(?:[IV]+|#+ \d|\d(?:\.\d)?)\.? [^.]*:?"
    r"|- (?:Cơ quan|Thời gian).*|Tổ chức thực hiện 5\.1\."
)
_SENTENCE = re.compile(
    r"(?<=[.;:…]) (?=(?:- )?[A-ZĐ0-9])|(?<=;) (?=hằng|hàng|định|phối|rà|xác|đồng|phát|tăng)"
)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).replace("*", "")).strip()


def orders(document: str) -> list[str]:
    """Of wrapped texts the sentences and limbs, of the others the paragraphs."""
    telltale, begin, end = ORDERS[document]
    texts = [path.read_text("utf-8") for path in beside.found("sources").glob("*.txt")]
    (text,) = [text for text in texts if telltale in plain(text)]
    if document in ("CT-16", "CT-19"):
        own = plain(text)
        parts = _SENTENCE.split(own[own.index(begin) : own.index(end)])
    else:
        own = unicodedata.normalize("NFC", text).replace("*", "")
        parts = own[own.index(begin) : own.index(end)].split("\n")
    return [part for part in map(plain, parts) if part and not _NO_CLAUSE.fullmatch(part)]


@pytest.mark.parametrize("document", ORDERS)
def test_every_clause_stands_somewhere_or_has_its_reason(document: str) -> None:
    wordings = [clause.wording for clause in clauses()[document]]
    told = orders(document)
    assert len(told) >= 10
    assert [part for part in told if not any(wording in part for wording in wordings)] == []


@pytest.mark.parametrize("document", ORDERS)
def test_no_clause_is_made_up(document: str) -> None:
    telltale = ORDERS[document][0]
    texts = [plain(path.read_text("utf-8")) for path in beside.found("sources").glob("*.txt")]
    (text,) = [text for text in texts if telltale in text]
    assert [clause for clause in clauses()[document] if clause.wording not in text] == []


def test_what_stands_nowhere_names_what_it_repeats() -> None:
    known = {
        word
        for own in clauses().values()
        for c in own
        if not c.why
        for word in re.findall("`(.+?)`", c.where)
    }
    pointers = {
        word for own in clauses().values() for c in own if c.why for word in re.findall("`(.+?)`", c.where)
    }
    assert pointers
    assert pointers <= known


def test_the_page_is_what_the_script_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python docs/make_coverage_of_documents.py"

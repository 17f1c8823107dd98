"""Why a workbook is refused, told in the reader's language."""

from __future__ import annotations

import ast
import string
from decimal import Decimal
from pathlib import Path

import pytest

from dxscore import workbooks
from dxscore.model.loaded import Catalogue
from dxscore.read import metrics
from dxscore.read import sources as opened
from dxscore.read.workbook import cause
from dxscore.words.say import phrases

ARRIVALS = Path(__file__).parent.parent / "arrivals"
READERS = Path(workbooks.__file__).parent


def said_by_readers() -> set[str]:
    """The detail of every refusal written down in the readers, save what kind of other file it is."""
    calls = (
        call
        for path in READERS.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("RefusedError", "Refusal")
    )
    written = (
        call.args[1] for call in calls if len(call.args) > 1 and ast.unparse(call.args[0]) != "'other'"
    )
    return {str(detail.value) for detail in written if isinstance(detail, ast.Constant)}


def test_every_refusal_is_told_in_both_languages_with_the_same_values() -> None:
    said = said_by_readers()
    assert len(said) > 20 and said <= set(phrases("en")["cause"])
    for english, vietnamese in phrases("vi")["cause"].items():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(t) if name} for t in (english, vietnamese)
        ]
        assert fields[0] == fields[1]


def test_figures_in_a_cause_follow_the_language() -> None:
    told = cause("no answer in {seconds} seconds", {"seconds": Decimal("0.5")})
    assert (told.vi, told.en) == ("không trả lời trong 0,5 giây", "no answer in 0.5 seconds")
    told = cause("more than {limit} cells", {"limit": 2_500_000})
    assert (told.vi, told.en) == ("hơn 2.500.000 ô", "more than 2,500,000 cells")


def test_a_librarys_own_words_are_marked_and_made_visible() -> None:
    told = cause("Expected BOF {x} \x1b[2J", {})
    assert told.vi.startswith("chương trình đọc báo: “Expected BOF {x} ") and "\x1b" not in told.vi


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("cat-ngan.xlsx", "(không phải tệp nén đúng; có thể bị cắt khi gửi)"),
        ("dtd.xlsx", "(XML có khai báo kiểu tài liệu (DOCTYPE))"),
        ("trung-ten.xlsx", "(hai phần cùng một tên)"),
        ("chong-nhau.xlsx", "(các phần nằm chồng lên nhau)"),
    ],
)
def test_a_vietnamese_reader_is_told_in_vietnamese(catalogue: Catalogue, name: str, detail: str) -> None:
    content = (ARRIVALS / name).read_bytes()
    (finding,) = metrics.read([opened.Source(name, content)], catalogue).findings
    assert finding.message.vi.endswith(detail)

"""An office's own template: filled where it is right, refused with a reason where it is not."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from office import LANGUAGES, PROJECT, example, example_excel, lines

from dxscore.errors import RequestError
from dxscore.report.summary import closing
from dxscore.report.word import word_document
from dxscore.report.word_fields import fields
from dxscore.words.say import Language

DOCS = PROJECT / "docs" / "word-template.md"


def template(*paragraphs: str) -> bytes:
    """A Word file of these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def filled(*paragraphs: str) -> list[str]:
    """What becomes of them."""
    return lines(word_document(replace(example(), template=template(*paragraphs)), charts=()))


def test_an_offices_own_words_and_fields() -> None:
    said = filled("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "{{ summary }}", "{{ as_of }}: {{ pillar_rows[-1].met }} đạt")
    assert said == ["SỞ KHOA HỌC VÀ CÔNG NGHỆ", closing(example().scorecard, "vi"), "14/12/2025: 9 đạt"]


def test_a_template_need_not_use_any_field() -> None:
    assert filled("Không có trường nào") == ["Không có trường nào"]


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        ("{{ sumary }}", "sumary"),
        ("{{ pillars[0].nmae }}", "nmae"),
        ("{% for pillar in pillars %}", "Unexpected end of template"),
        ("{{ summary", "unexpected"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ ''.__class__.__mro__ }}", "SecurityError"),
        ("{{ pillars.__class__.__base__.__subclasses__() }}", "SecurityError"),
        ("{% for i in range(10 ** 9) %}{{ i }}{% endfor %}", "Range too big"),
        ("{% include '/etc/passwd' %}", "no loader"),
    ],
)
def test_a_broken_template_says_why(paragraph: str, reason: str) -> None:
    with pytest.raises(RequestError) as caught:
        filled(paragraph)
    for said in (caught.value.vi, caught.value.en):
        assert reason in said
        assert "docs/word-template.md" in said


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("{{ sumary }}", "(không có trường “sumary”)"),
        ("{{ pillars[0].nmae }}", "(không có trường “nmae”)"),
        ("{{ summary", "(sai cú pháp trong dấu ngoặc nhọn của một trường: “"),
        ("{{ 1 / 0 }}", "(chương trình báo: “ZeroDivisionError: "),
    ],
)
def test_a_broken_template_is_told_in_vietnamese(paragraph: str, said: str) -> None:
    with pytest.raises(RequestError) as caught:
        filled(paragraph)
    assert said in caught.value.vi


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"plain text", example_excel()], ids=["empty", "torn", "text", "workbook"]
)
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(RequestError, match="the Word template cannot be used"):
        word_document(replace(example(), template=content))


def test_every_field_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    missing = [name for name in (*fields(example()), "charts") if f"`{name}`" not in text]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_template_is_what_the_script_makes(lang: Language, tmp_path: Path) -> None:
    script = PROJECT / "docs" / "make_word_template.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, timeout=60)
    shipped = PROJECT / "src" / "dxscore" / "report" / "templates" / f"report-{lang}.docx"
    assert lines((tmp_path / shipped.name).read_bytes()) == lines(shipped.read_bytes())

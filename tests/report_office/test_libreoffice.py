"""The files as LibreOffice opens them: pages, words and numbers."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import hostile
import openpyxl
import pytest
from office import converted, example, example_excel, example_word

from dxscore.report.excel import excel_workbook
from dxscore.report.word import word_document

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.skipif(
        shutil.which("pdftotext") is None, reason="poppler-utils (pdftotext) is not installed"
    ),
]


def pages(pdf: Path) -> list[str]:
    """The words of each page, laid out as on paper."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.split("\f")[:-1]


def first_line(page: str) -> str:
    return next(line.strip() for line in page.splitlines() if line.strip())


def test_the_report_as_pages(tmp_path: Path) -> None:
    said = pages(converted(example_word(), ".docx", "pdf", tmp_path))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said[0]
    assert "PHÒNG VĂN HÓA VÀ THÔNG TIN" in said[0]
    assert first_line(said[0]) != "1"
    annex = next(place for place, page in enumerate(said) if first_line(page) == "Phụ lục I")
    assert [first_line(page) for page in said[1:annex]] == [str(n) for n in range(2, annex + 1)]
    assert [first_line(page) for page in said[annex + 1 : annex + 3]] == ["2", "3"]
    assert all("Tỷ lệ" in page for page in said[annex : annex + 3])
    assert not [page for page in said if "{{" in page or "{%" in page]


def test_the_signature_stands_with_the_end_of_the_text(tmp_path: Path) -> None:
    said = pages(converted(example_word(), ".docx", "pdf", tmp_path))
    last = next(page for page in said if "kính báo cáo./." in page)
    assert "(CHỨC VỤ CỦA NGƯỜI KÝ)" in last
    assert "(Họ và tên)" in last


def test_the_workbook_shows_vietnamese_numbers(tmp_path: Path) -> None:
    said = "\n".join(pages(converted(example_excel(), ".xlsx", "pdf", tmp_path)))
    assert "69,96%" in said
    assert "10.953" in said
    assert re.search(r"64,2% ✗", said)
    assert "14/12/2025" in said
    assert "###" not in said


def test_the_workbook_saved_again_holds_the_same_numbers(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    again = converted(example_excel("en"), ".xlsx", "ods", tmp_path / "in")
    back = converted(again.read_bytes(), ".ods", "xlsx", tmp_path)
    before, after = openpyxl.load_workbook(tmp_path / "in" / "report.xlsx"), openpyxl.load_workbook(back)
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                same = after[sheet.title][cell.coordinate].value
                assert same == (pytest.approx(cell.value) if isinstance(cell.value, float) else cell.value)


def test_hostile_words_open_and_show(tmp_path: Path) -> None:
    view = hostile.views("vi")[1]
    said = "\n".join(pages(converted(word_document(view, charts=()), ".docx", "pdf", tmp_path)))
    assert "::error::hacked" in said
    assert "<script>" in said
    (tmp_path / "book").mkdir()
    shown = "\n".join(pages(converted(excel_workbook(view), ".xlsx", "pdf", tmp_path / "book")))
    assert "::error::hacked" in shown


def test_the_example_is_not_long(tmp_path: Path) -> None:
    assert len(example().scorecard.results) == 34
    assert len(pages(converted(example_word("en"), ".docx", "pdf", tmp_path))) <= 20

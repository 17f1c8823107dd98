"""What the tests of Word and Excel files share: scorecards, and the files made of them read back."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import every_kind
import openpyxl
from docx.document import Document as WordDocument
from docx.table import Table
from openpyxl.workbook import Workbook

from dxscore.api import load_catalogue, read_metrics, score
from dxscore.model.observation import Metrics
from dxscore.report.excel import excel_workbook
from dxscore.report.view import View
from dxscore.report.word import word_document
from dxscore.words.say import Language

PROJECT = Path(__file__).parents[2]
EXAMPLE = PROJECT / "examples" / "duc-pho-2025" / "metrics.csv"
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@cache
def example_metrics() -> Metrics:
    """The town's example as read."""
    return read_metrics(EXAMPLE)


@cache
def example(lang: Language = "vi") -> View:
    """The town's example, judged."""
    catalogue = load_catalogue()
    return View(score(example_metrics(), catalogue), catalogue, lang=lang)


@cache
def example_word(lang: Language = "vi") -> bytes:
    """Its report."""
    return word_document(example(lang))


@cache
def example_excel(lang: Language = "vi") -> bytes:
    """Its workbook."""
    return excel_workbook(replace(example(lang), observations=example_metrics().observations))


@cache
def kinds_excel(lang: Language = "vi") -> bytes:
    """The workbook of the scorecard with a row of every kind, without the rows as read."""
    return excel_workbook(every_kind.view(lang))


@cache
def kinds_word(lang: Language = "vi") -> bytes:
    """The report of the scorecard with a row of every kind."""
    return word_document(every_kind.view(lang))


def opened(word: bytes) -> WordDocument:
    """A Word file read back."""
    return docx.Document(io.BytesIO(word))


def book(excel: bytes) -> Workbook:
    """A workbook read back."""
    return openpyxl.load_workbook(io.BytesIO(excel))


def lines(word: bytes) -> list[str]:
    """Every paragraph, those of tables too."""
    document = opened(word)
    said = [paragraph.text for paragraph in document.paragraphs]
    return said + [text for table in document.tables for row in rows(table) for text in row]


def rows(table: Table) -> Iterator[list[str]]:
    """The cells of each row."""
    for row in table.rows:
        yield [cell.text for cell in row.cells]


def member(archive: bytes, name: str) -> str:
    """One XML file of an Office file."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened_archive:
        return opened_archive.read(name).decode()


def converted(office: bytes, suffix: str, wanted: str, folder: Path) -> Path:
    """The file as LibreOffice converts it."""
    source = folder / f"report{suffix}"
    source.write_bytes(office)
    out = folder / "out"
    program = shutil.which("soffice")
    assert program
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", wanted, "--outdir", str(out), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return out / f"report.{wanted}"

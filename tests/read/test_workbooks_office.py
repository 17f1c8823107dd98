"""One table saved by LibreOffice in every format that it writes gives the same figures in the same cells."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dxscore.model.loaded import Catalogue
from dxscore.read import catalogue as catalogues
from dxscore.read.metrics import read_files
from dxscore.workbooks.sheet import Workbook
from dxscore.workbooks.worker import Worker
from placed import placed

ARRIVALS = Path(__file__).parents[1] / "arrivals"
pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return catalogues.load()


def convert(source: Path, to: str, folder: Path) -> Path:
    """`source` as LibreOffice saves it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{to}"


@pytest.mark.parametrize(
    "name", ["bieu-mau.xlsx", "ngang-chi-tieu.xlsx", "o-gop.xlsx", "nhieu-trang.xlsx", "nhan-xet.xlsx"]
)
def test_every_format_says_the_same(name: str, shipped: Catalogue, tmp_path: Path) -> None:
    source = ARRIVALS / name
    expected = read_files([str(source)], shipped)
    places = {(f.code, f.sheet, f.row, f.position, f.message) for f in expected.findings}
    for suffix in ("ods", "xls", "xlsx"):
        given = read_files([str(convert(source, suffix, tmp_path))], shipped)
        assert [placed(o, file="") for o in given.observations] == [
            placed(o, file="") for o in expected.observations
        ], suffix
        found = {(f.code, f.sheet, f.row, f.position, f.message) for f in given.findings}
        assert found == places, suffix


def test_a_day_without_its_year_and_a_truth_are_no_numbers(tmp_path: Path) -> None:
    """8/10, typed for eight of ten, is a day to a spreadsheet program, whatever it shows."""
    book = openpyxl.Workbook()
    book.worksheets[0].append([date(2025, 10, 8), True])
    book.worksheets[0]["A1"].number_format = "d/m"
    book.save(tmp_path / "ngay.xlsx")
    with Worker() as worker:
        for suffix in ("ods", "xls"):
            answer = worker.read(convert(tmp_path / "ngay.xlsx", suffix, tmp_path).read_bytes())
            assert isinstance(answer, Workbook)
            assert answer.sheets[0].rows[0].cells == ("2025-10-08", "TRUE"), suffix

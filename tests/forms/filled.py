"""Forms filled in as a commune would: openpyxl types into the cells, LibreOffice saves them again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

COLUMNS = {"numerator": "E", "denominator": "F", "value": "G", "evidence": "H", "note": "I", "closed_on": "J"}
CODES = "K"
Typed = Mapping[str, Mapping[str, Any]]
"""What is typed, by indicator and column."""

SOFFICE = shutil.which("soffice")
office = pytest.mark.skipif(
    SOFFICE is None, reason="soffice is missing: apt-get install --no-install-recommends libreoffice-calc"
)


def rows_of(path: Path) -> dict[str, int]:
    """The row of each indicator in a form."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {
        cell.value: cell.row for cell in sheet[CODES] if cell.row > 7 and cell.value and "-" in cell.value
    }


def fill(path: Path, typed: Typed, to: Path | None = None) -> Path:
    """Type into a form and save it, under the same name or another."""
    rows = rows_of(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for indicator, cells in typed.items():
        for column, value in cells.items():
            sheet[f"{COLUMNS[column]}{rows[indicator]}"] = value
    book.save(to or path)
    return to or path


def reorder(path: Path) -> None:
    """Put the hidden sheet first and one more sheet in front of it."""
    book = openpyxl.load_workbook(path)
    book.move_sheet("dxscore", -1)
    extra = book.create_sheet("Ghi chú thêm", 0)
    extra["A1"] = "Kính gửi Phòng VH-TT"
    book.save(path)


def convert(path: Path, to: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format, or in the same one again."""
    assert SOFFICE is not None
    profile = folder / "profile"
    folder.mkdir(exist_ok=True)
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", to, "--outdir", str(folder), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shutil.rmtree(profile, ignore_errors=True)
    return folder / f"{path.stem}.{to.partition(':')[0]}"

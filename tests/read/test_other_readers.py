"""Our readers against python-calamine and openpyxl, cell by cell: what differs has a reason, or fails.

Over the arrivals, the public sets where they are there, and workbooks of random cells.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from other_readers import REASONS, Compared, read
from workbook_answers import read_here

from beside import found, needs
from dxscore.workbooks.sheet import Workbook

ARRIVALS = Path(__file__).parents[1] / "arrivals"
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
FORMATS = ("General", "0", "0.00", "#,##0", "0%", "0.0%", "0.00E+00", '0.0" hồ sơ"')
DAYS = ("dd/mm/yyyy", "mm/yyyy", "yyyy", "d-mmm-yy")
TEXTS = (
    *("Phổ Hòa", " đầu và cuối ", "hai\ndòng", "_x000D_ thật", "=1+1", "1.234", "TRUE", "<v>&amp;</v>", "😀"),
    *("a\tb", "#N/A không phải lỗi", "00123", "năm   dấu cách", "_x005F_", "ﬁ"),
)


def compared(paths: list[Path]) -> Compared:
    """Each file that we read, held against every reader that reads it too."""
    counts = Compared()
    for path in paths:
        ours = read_here(path.read_bytes())
        if isinstance(ours, Workbook):
            for reader, theirs in read(path).items():
                if not isinstance(theirs, str):
                    counts.add(reader, path.name, ours, theirs)
    told = [dict(each) for each in (counts.files, counts.cells, counts.agreeing, counts.differing)]
    sys.stdout.write(f"\nfiles, cells, agreeing, differing: {told}\n")
    assert counts.unknown == []
    assert set(counts.differing) <= set(REASONS)
    assert sum(counts.cells.values()) == sum(counts.agreeing.values()) + sum(counts.differing.values())
    return counts


def test_arrivals_say_to_all_readers_the_same() -> None:
    counts = compared(sorted(path for path in ARRIVALS.iterdir() if path.suffix in SUFFIXES))
    assert counts.files["calamine"] >= 19 and counts.files["openpyxl"] >= 12
    assert counts.agreeing["calamine"] >= 444 and counts.agreeing["openpyxl"] >= 247
    assert sum(counts.differing.values()) <= 25


@needs("corpora")
def test_public_files_say_to_all_readers_the_same() -> None:
    """Two of them calamine does not survive, or does not count in: a far cell, and a lying dimension."""
    counts = compared(sorted(path for path in found("corpora").rglob("*") if path.suffix in SUFFIXES))
    assert counts.files["openpyxl"] >= 4 and counts.agreeing["openpyxl"] >= 15


def _random_cell(dice: random.Random) -> tuple[object, str]:
    """A value and its number format."""
    kinds: list[Callable[[], tuple[object, str]]] = [
        lambda: (dice.randint(-(10**9), 10**15), dice.choice(FORMATS)),
        lambda: (round(dice.uniform(-1e6, 1e6), dice.randint(0, 9)), dice.choice(FORMATS)),
        lambda: (dice.random(), dice.choice(FORMATS)),
        lambda: (date(1904, 1, 2) + timedelta(days=dice.randint(0, 60_000)), dice.choice(DAYS)),
        lambda: (datetime(2025, 1, 1, 7, 30) + timedelta(hours=dice.randint(0, 9_000)), DAYS[0]),
        lambda: (dice.random() < 0.5, "General"),
        lambda: (dice.choice(TEXTS), "General"),
        lambda: (None, "General"),
    ]
    return dice.choice(kinds)()


def _with_openpyxl(path: Path, dice: random.Random, from_1904: bool) -> None:
    """Errors, rich text and merged cells among them; formulas have no results."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    for row in range(1, 31):
        for column in range(1, 13):
            value, form = _random_cell(dice)
            cell = sheet.cell(row, column)
            cell.value = value
            cell.number_format = form
            if isinstance(value, str):
                cell.data_type = "s"
    sheet["N1"] = CellRichText("Phổ ", TextBlock(InlineFont(b=True), "Hòa"))
    sheet["N2"] = "#DIV/0!"
    sheet["N3"] = "=1+1"
    sheet.merge_cells("A40:C42")
    sheet["A40"] = "gộp"
    sheet.row_dimensions[5].hidden = True
    book.save(path)


def _with_xlsxwriter(path: Path, dice: random.Random, from_1904: bool, inline: bool) -> None:
    """Formulas with results among them; texts inline or shared."""
    settings = {"constant_memory": inline, "strings_to_formulas": False, "date_1904": from_1904}
    book = xlsxwriter.Workbook(str(path), settings)
    sheet = book.add_worksheet("Biểu 1")
    formats = {form: book.add_format({"num_format": form}) for form in (*FORMATS, *DAYS)}
    for row in range(30):
        for column in range(12):
            value, form = _random_cell(dice)
            _write(sheet, row, column, value, formats[form])
        sheet.write_formula(row, 13, "=1+1", None, dice.choice([2, 0.5, "chữ", "#N/A"]))
    book.close()


def _write(sheet: Any, row: int, column: int, value: object, form: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, form)
    elif value is not None:
        sheet.write(row, column, value, form)


@pytest.mark.parametrize("from_1904", [False, True], ids=["1900", "1904"])
def test_random_cells_say_to_all_readers_the_same(from_1904: bool, tmp_path: Path) -> None:
    for seed in range(3):
        dice = random.Random(seed)
        _with_openpyxl(tmp_path / f"o{seed}.xlsx", dice, from_1904)
        _with_xlsxwriter(tmp_path / f"x{seed}.xlsx", dice, from_1904, inline=seed % 2 == 0)
    counts = compared(sorted(tmp_path.glob("*.xlsx")))
    assert counts.files == {"calamine": 6, "openpyxl": 6}
    assert counts.agreeing["openpyxl"] >= 1_500 and counts.agreeing["calamine"] >= 1_500

"""Workbooks whose cells are of every kind: the same tables as text, numbers, days, errors and formulas.

python fuzz/workbook_cells.py --seconds 60 --seed 1
"""

from __future__ import annotations

import contextlib
import io
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

import arriving
import plans
import tables
from laws import Case, run

FORMATS: Final = (
    "General", "0", "0.00", "#,##0", "0%", "0.0%", "0.00E+00", "dd/mm/yyyy", "yyyy-mm-dd", "mmm yyyy", "@",
    "[h]:mm", "# ?/?", '0" hồ sơ"', '"Quý "0', "[Red]0", ";;;", '0.0,"k"', "000000", "0,0",
    "[$-42A]d mmmm yyyy", "yyyy", "_(* #,##0_)", '"x"',
)  # fmt: skip
ERRORS: Final = ("#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")
SHEETS: Final = (
    "Sheet1",
    "Xã Bình",
    "2025",
    "Quý IV",
    "CQ-MISSED",
    "Trang'1",
    "Hướng dẫn",
    "=1",
    "[1]",
    "::error::x",
    "A" * 31,
)


def cell(rng: Random, sheet: Any, row: int, column: int, text: str, formats: list[Any]) -> None:
    """Write one cell, as text or as what a spreadsheet takes it for."""
    form = rng.choice(formats) if rng.random() < 0.3 else None
    chance = rng.random()
    number = _number(text)
    if number is not None and chance < 0.6:
        sheet.write_number(row, column, number, form)
    elif chance < 0.85:
        sheet.write_string(row, column, text[:32767], form)
    elif chance < 0.88:
        sheet.write_datetime(
            row, column, datetime(2025, 1, 1) + timedelta(days=rng.randrange(-900, 900)), rng.choice(formats)
        )
    elif chance < 0.91:
        sheet.write_boolean(row, column, rng.random() < 0.5, form)
    elif chance < 0.96:
        value = rng.choice((text, number if number is not None else 0, "", rng.choice(ERRORS), True))
        sheet.write_formula(row, column, rng.choice(("=1+1", "=SUM(A1:B2)", "=Z99", '="a"&"b"')), form, value)
    elif chance < 0.98:
        sheet.write_number(
            row,
            column,
            rng.choice((0.1 + 0.2, 1e-9, 1e15, 1e300, -1.0, 45991.0, 45991.5, 82.49999999999999)),
            form,
        )
    else:
        sheet.write_blank(row, column, None, rng.choice(formats))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e300 else None


def adorn(rng: Random, sheet: Any, height: int, width: int) -> None:
    """What stands around figures: merges, hidden rows, comments, validations, text boxes, filters."""
    at, to = sorted(rng.sample(range(height + 2), 2))
    left, right = sorted(rng.sample(range(width + 2), 2))
    match rng.randrange(9):
        case 0:
            with contextlib.suppress(OverlappingRange):
                sheet.merge_range(at, left, to, right, arriving.typed(rng))
        case 1:
            sheet.set_row(at, None, None, {"hidden": True})
        case 2:
            sheet.set_column(left, right, None, None, {"hidden": True})
        case 3:
            sheet.write_comment(at, left, arriving.typed(rng) or "x")
        case 4:
            sheet.insert_textbox(at, left, arriving.typed(rng))
        case 5:
            sheet.autofilter(0, 0, height, width)
        case 6:
            sheet.write_string(
                rng.choice((1000, 70_000, 1_048_575)),
                rng.choice((0, 300, 16_383)),
                arriving.typed(rng) or "x",
            )
        case 7:
            sheet.hide()
        case _:
            sheet.data_validation(
                at,
                left,
                to,
                right,
                {"validate": "list", "source": ["a", "b"], "input_message": arriving.typed(rng)[:200]},
            )


def workbook(rng: Random, folder: str) -> bytes:
    """One to three sheets with tables about a plan."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(out, options | {"date_1904": rng.random() < 0.1})
    formats = [book.add_format({"num_format": form}) for form in rng.sample(FORMATS, 5)]
    for name in rng.sample([n for n in SHEETS if not set("[]:").intersection(n)], rng.choice((1, 1, 2, 3))):
        sheet = book.add_worksheet(name.replace("'", "_"))
        table = tables.rows(rng, folder)[:60]
        down, across = rng.choice((0, 0, 0, 1, 5)), rng.choice((0, 0, 0, 1, 3))
        for number, row in enumerate(table):
            for place, text in enumerate(row[:300]):
                cell(rng, sheet, number + down, place + across, text, formats)
        for _ in range(rng.choice((0, 0, 1, 3))):
            adorn(rng, sheet, len(table), max(map(len, table), default=1))
    book.close()
    return out.getvalue()


def make(rng: Random) -> Case:
    """A workbook, a plan and a question."""
    folder = rng.choice((plans.SMALL, plans.SMALL, *plans.FOLDERS))
    files = {"a.xlsx": workbook(rng, folder), "b.csv": plans.content("tests/screens/given/new.csv")}
    arguments, printed = tables.command(rng, "a.xlsx", "b.csv", "plan")
    return Case(arguments, files | plans.catalogue_files(folder), printed)


if __name__ == "__main__":
    run(make, "workbook_cells")

"""What cells say, of every kind of indicator: one line for each way of writing, kept and compared.

The laws of numbers stand in test_numbers.py. A reading that changes is seen here beside what was typed; renew
the file with ``DXSCORE_RENEW=1 pytest tests/read/test_kept_cells.py``, and look at the difference.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from dxscore.model.catalogue import Indicator
from dxscore.model.period import ReportingCalendar
from dxscore.read.collected import FindingsSoFar, RowFaults
from dxscore.read.figures import FIGURE_COLUMNS, FigureColumn, Figures, understand
from dxscore.read.numbers import NumberRead, marks_of, parse
from dxscore.read.periods import parse_day, parse_period
from dxscore.workbooks.cell_texts import PointDecimal
from golden import assert_golden

sys.path.append(str(Path(__file__).parents[1] / "score"))

from builders import indicator, number, yes_no  # from the folder that the line above names

KEPT = Path(__file__).parent / "golden" / "cells.txt"
RANK = {"measure": "rank", "unit_of_measure": "rank", "better": "lower"}
KINDS: dict[str, dict[str, Any]] = {
    "share": indicator(),
    "share of money": indicator(whole=False),
    "number": number(whole=False),
    "count from 0": number(minimum=0, maximum=2000),
    "per cent": number(unit_of_measure="percent", whole=False, maximum=150),
    "rank": indicator(**RANK),
    "rank of 63": indicator(**RANK, of=63),
    "yes or no": yes_no(),
}
TEXTS = (
    "0", "1", "7", "63", "64", "80", "100", "101", "2000", "2001", "-1", "-0", "0,5", "80,5", "80.5",
    "80,50", "1.234", "1,234", "1.234,5", "1,234.5", "1.234.567", "12.34.567", "80%", "80,5 %", "-5%",
    "1.234%", "8/10", "08/10", "10/8", "0/0", "0/63", "7/63", "63/63", "64/63", "7/64", "7/0", "8,5/10",
    "8/10,5", "-8/10", "1.234/2.345", "8/10 (80%)", "8/10 (79%)", "80% (8/10)", "8/10 hồ sơ", "12 hồ sơ",
    "(12 hồ sơ)", "12 xã", "80% (8/10 hồ sơ)", "8/10 hồ sơ (80%)", "8/10/2", "tám", "có", "không", "x",
    "1 234", "1e3", "#REF!", "#N/A", "không áp dụng", "không phát sinh", "-", "", "chưa có số liệu",
    "9999999999999999", "0,1234567891",
)  # fmt: skip
PARTS = ("8", "10", "0", "", "không phát sinh", "8/10", "8,5", "x", "chưa có số liệu", "không áp dụng")
TIMES = (
    "2025", "2025-Q4", "2025-Q5", "Q4/2025", "quý 4/2025", "Quý IV năm 2025", "quý 0/2025", "2025-H1",
    "2025-H3", "6 tháng đầu năm 2025", "6 tháng cuối năm 2025", "9 tháng năm 2025", "13 tháng năm 2025",
    "2025-9M", "2025-12", "2025-13", "12/2025", "tháng 2/2025", "tháng 13/2025", "năm 2025", "1999", "2101",
    "01/2025", "25", "2025-1", "31/12/2025", "14/12/2025", "14/6/2025", "30/6/2025", "29/2/2024",
    "29/2/2025", "2025-06-30", "1/1/2025", "15/12/2025", "31/3/2025", "14/3/2025", "0/1/2025", "32/1/2025",
    "45000", "", "x", "2025-Q4-1", "đến 30/6/2025", "tính đến ngày 14/12/2025", "tính đến hết quý 3/2025",
    "11 tháng 2025", "2025 - Q3", "q3 2025", "III/2025",
)  # fmt: skip
POINTS = ("80.5", "1.234", "0.1", "1234.0", "80.5%")
COLUMN_MARKS = (("1.234.567",), ("1,234,567",), ("80.5", "81.25"), ("80,5",), ("1.234.567", "1,234,567"))


def lines() -> Iterator[str]:
    kinds = {name: Indicator.model_validate({**said, "id": "X"}) for name, said in KINDS.items()}
    for (name, kind), text in product(kinds.items(), TEXTS):
        yield f"{name} | {text} | {_said(kind, value=text)}"
    for (name, kind), text in product(kinds.items(), POINTS):
        yield f"{name} | program's {text} | {_said(kind, value=PointDecimal(text))}"
    for above, below, value in product(PARTS, PARTS, ("", "80", "80,0 %", "81", "8/10")):
        yield f"share | {above} ; {below} ; {value} | {_said(kinds['share'], above, below, value)}"
    for text in TEXTS:
        yield f"as a number | {text} | {_number(parse(text))}"
    for beside, text in product(COLUMN_MARKS, ("1.234", "1,234", "12.5", "12,5", "1.234/2.345")):
        marks = dict.fromkeys(FIGURE_COLUMNS, marks_of((*beside, text)))
        yield f"number beside {' '.join(beside)} | {text} | {_said(kinds['number'], value=text, marks=marks)}"

    calendars: tuple[ReportingCalendar, ...] = ("calendar", "administrative")
    for text, calendar in product(TIMES, calendars):
        yield f"period, {calendar} | {text} | {parse_period(text, calendar)}"
    for text in TIMES:
        yield f"day | {text} | {parse_day(text)}"


def _said(kind: Indicator, numerator: str = "", denominator: str = "", value: str = "", **marks: Any) -> str:
    findings = FindingsSoFar("m.csv")
    typed: dict[FigureColumn, str] = {"numerator": numerator, "denominator": denominator, "value": value}
    faults = RowFaults(findings, 2, {column: place for place, column in enumerate(FIGURE_COLUMNS)})
    read = understand(kind, typed, faults, **marks)
    told = [
        " ".join([one.code, str(one.column), *re.findall(r"[0-9][0-9.,/%]*", one.message.en)])
        for one in findings.result()
    ]
    return "; ".join([_figures(read), *told])


def _number(read: NumberRead | str) -> str:
    if isinstance(read, str):
        return read
    known = read._replace(stated=None)._asdict()
    stated = "" if read.stated is None else f" stated {_number(read.stated)}"
    return (
        " ".join(
            f"{name}={value}" for name, value in known.items() if value is not None and value is not False
        )
        + stated
    )


def _figures(read: Figures | None) -> str:
    if read is None:
        return "nothing"
    if read.not_applicable:
        return "not applicable"
    parts = f"{read.numerator}/{read.denominator}" if read.denominator is not None else ""
    return " ".join(filter(None, (parts, "" if read.value is None else str(read.value))))


def test_what_cells_say_is_what_they_said() -> None:
    assert_golden(KEPT, "".join(f"{line}\n" for line in lines()))

"""Forms sent out, answered by hand and collected, as an officer would do it."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from program import Finished, run
from shape import kept_to

PERIOD = ("--period", "2024-Q4")
"""The period that forms are sent out and collected for, where nothing else is said."""
OFFICE = ("AT-MADOC-CAIDAT", "AT-MADOC-KETNOI", "AT-CAPDO-PHEDUYET", "AT-CAPDO-PHUONGAN")
"""The indicators that the Home Affairs Office reports."""
Figures = Mapping[str, tuple[int, int]]
"""Numerator and denominator, by indicator."""
ALL: Figures = {name: (number, 20) for number, name in enumerate(OFFICE, start=3)}


def form(folder: Path, unit: str = "phong-noi-vu", *more: str) -> Path:
    """The workbook that `dxscore template` writes for one unit."""
    done = run("template", "--for", unit, *PERIOD, "--output", folder, *more)
    assert done.code == 0, done.err
    return folder / f"{unit}_2024-Q4.xlsx"


def csv_form(folder: Path, unit: str = "phong-noi-vu") -> Path:
    """The same as a CSV file."""
    form(folder, unit, "--format", "csv")
    return folder / f"{unit}_2024-Q4.csv"


def type_into(path: Path, figures: Figures, note: str = "", to: Path | None = None) -> Path:
    """Fill in a CSV form by hand."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    for number, line in enumerate(lines):
        cells = line.split(";")
        if cells[0] in figures:
            cells[6], cells[7] = map(str, figures[cells[0]])
            cells[10] = note
            lines[number] = ";".join(cells)
    (to or path).write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    return to or path


def returned(tmp_path: Path, figures: Figures = ALL, unit: str = "phong-noi-vu", note: str = "") -> Path:
    """A folder with one form that came back as a CSV file."""
    folder = tmp_path / "back"
    type_into(csv_form(folder, unit), figures, note)
    return folder


def collect(folder: Path, output: Path, *more: str | Path, period: str = "2024-Q4") -> Finished:
    """Collect a folder into a metrics file."""
    return run("collect", folder, "--period", period, "--output", output, "--lang", "vi", *more)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a metrics file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def receipt(output: Path) -> Any:
    """What the receipt beside a metrics file tells of the period."""
    text = Path(f"{output}.receipt.json").read_text(encoding="utf-8")
    return kept_to("receipt-1", text)["collections"]["2024-Q4"]

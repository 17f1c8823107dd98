"""One workbook of 100,000 rows, checked: seconds and peak memory of the whole run, in each format.

    python benchmarks/workbooks.py [--rows 100000] [--rounds 3]

Peak memory is that of the program and of the process that it starts to read the workbook, each by itself.
"""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl

import dxscore
from cold_start import machine

XLS_ROWS = 65_536
HEADER = ("indicator", "reporting_unit", "period", "numerator", "denominator", "value", "evidence", "note")


def table(rows: int) -> list[tuple[str | int | None, ...]]:
    """Rows that the Đức Phổ catalogue takes: the communes' shares, over as many periods as it needs."""
    catalogue = dxscore.load_catalogue()
    shares = [
        i.id for i in catalogue.targets.indicators if i.measure == "share" and i.reported_by == "communes"
    ]
    made: list[tuple[str | int | None, ...]] = []
    for number in range(rows):
        indicator = shares[number % len(shares)]
        units = catalogue.reporting_units(indicator)
        place = number // len(shares)
        unit, period = units[place % len(units)], place // len(units)
        name = f"{2000 + period // 12 % 100}-{period % 12 + 1:02d}"
        made.append((indicator, unit, name, 800 + number % 190, 1000, None, f"Báo cáo {number % 999}", None))
    return made


def write_csv(path: Path, rows: list[tuple[str | int | None, ...]]) -> None:
    """The table as text."""
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in (HEADER, *rows)]
    path.write_text("\n".join(lines), encoding="utf-8")


def write_xlsx(path: Path, rows: list[tuple[str | int | None, ...]]) -> None:
    """The table as openpyxl writes it."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for row in (HEADER, *rows):
        sheet.append(row)
    book.save(path)


def convert(source: Path, to: str) -> Path | None:
    """The same saved by LibreOffice, where there is one."""
    if shutil.which("soffice") is None:
        return None
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        to,
        "--outdir",
        str(source.parent),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return source.with_suffix(f".{to}")


def measure(path: Path) -> tuple[float, float, float]:
    """Seconds, processor seconds of both processes together, and MiB of the larger of the two."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dxscore", "check", str(path), "--format", "json", "--fail-on", "never"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def reader_memory(path: Path) -> float:
    """MiB of the process that reads the workbook."""
    code = (
        "import sys; from dxscore.workbooks.child import events\n"
        "for _ in events(open(sys.argv[1], 'rb').read()): pass"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path)])
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = table(asked.rows)
        csv, xlsx = Path(folder, "m.csv"), Path(folder, "m.xlsx")
        write_csv(csv, rows)
        write_xlsx(xlsx, rows)
        files = [
            csv,
            xlsx,
            *(convert(xlsx, to) for to in (["ods", "xls"] if asked.rows < 65_536 else ["ods"])),
        ]
        print(f"{datetime.date.today()}, medians of {asked.rounds} rounds; {machine()}.")
        print(f"Command: `python benchmarks/workbooks.py --rounds {asked.rounds}`.\n")
        print("| file | MiB | seconds | processor seconds | peak MiB, program | peak MiB, reading process |")
        print("|---|---:|---:|---:|---:|---:|")
        for path in (file for file in files if file is not None):
            runs = [measure(path) for _ in range(asked.rounds)]
            seconds, busy, memory = (statistics.median(each) for each in zip(*runs, strict=True))
            own = f"{reader_memory(path):.0f}" if path != csv else "—"
            size = path.stat().st_size / 1024 / 1024
            print(f"| {path.suffix} | {size:.1f} | {seconds:.1f} | {busy:.1f} | {memory:.0f} | {own} |")


if __name__ == "__main__":
    main()

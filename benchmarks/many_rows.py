"""One CSV file of 100,000 rows, read, judged and printed as JSON: good rows, repeated rows, faulty rows.

python benchmarks/many_rows.py [--rows 100000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import sys
import tempfile
from pathlib import Path

import dxscore
from processes import Program, interleaved, typical

HEADER = "indicator,reporting_unit,period,numerator,denominator,value,evidence"


def good(count: int) -> list[str]:
    """Rows that the Đức Phổ catalogue takes: the shares of every unit in the months in which it lives."""
    catalogue = dxscore.load_catalogue()
    shares = [i.id for i in catalogue.targets.indicators if i.measure == "share"]
    places = [(i, unit) for i in shares for unit in catalogue.reporting_units(i)]
    lives = catalogue.territory.lives
    rows = (
        (indicator, unit, f"{year}-{month:02d}")
        for year in range(2000, 2101)
        for month in range(1, 13)
        for indicator, unit in places
        if lives[unit].months(year) >> (month - 1) & 1
    )
    return [
        f"{indicator},{unit},{month},{500 + n % 450},1000,,Báo cáo số {n % 999}"
        for n, (indicator, unit, month) in enumerate(itertools.islice(rows, count))
    ]


def files(folder: Path, count: int) -> dict[str, Path]:
    """The three files, by what is in them."""
    rows = good(count)
    contents = {
        "good rows": rows,
        "every row twenty times": [row for row in rows[: count // 20] for _ in range(20)],
        "every second row faulty": [
            row.replace(",1000,", ",nghìn,") if n % 2 else row for n, row in enumerate(rows)
        ],
    }
    paths = {}
    for number, (name, lines) in enumerate(contents.items()):
        paths[name] = folder / f"{number}.csv"
        paths[name].write_text("\n".join((HEADER, *lines, "")), encoding="utf-8")
    return paths


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    # Faulty rows end with exit code 2, which the measuring takes for a failure: a shell makes it 0.
    program = Path(sys.executable).with_name("dxscore")
    check = f'"{program}" check "$0" --format json --fail-on never; test $? -ne 3'
    with tempfile.TemporaryDirectory() as folder:
        programs = [
            Program(name, ("/bin/sh", "-c", check, str(path)))
            for name, path in files(Path(folder), options.rows).items()
        ]
        runs = interleaved(programs, options.rounds)
    print(f"{datetime.date.today()}, {options.rounds} rounds after a warm-up, {options.rows:,} rows.")
    print(f"Command: `python benchmarks/many_rows.py --rounds {options.rounds}`.\n")
    print("| file | seconds | processor seconds | peak MiB |\n|---|---:|---:|---:|")
    for name, measured in runs.items():
        middle = typical(measured)
        print(f"| {name} | {middle.seconds:.1f} | {middle.cpu_seconds:.1f} | {middle.mebibytes:.0f} |")


if __name__ == "__main__":
    main()

"""What collecting 200 returned workbooks of 25 rows costs, started cold.

    python benchmarks/collect.py

Makes a catalogue of 200 communes and 25 indicators, has `dxscore template` write the forms, fills them in
with openpyxl, and collects them again and again, each time into a new file. Prints a Markdown table for
docs/performance.md. The 200 files take about a minute to make.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import openpyxl

from cold_start import machine
from processes import Program, interleaved, typical

PERIOD = "2025-Q4"
DXSCORE = Path(sys.executable).with_name("dxscore")


def main() -> None:
    """Make the files, measure, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = make_catalogue(folder / "catalogue", options.units, options.indicators)
        forms = folder / "forms"
        forms.mkdir()
        for kind in ("xlsx", "csv"):
            wanted = ["--for", "all", "--period", PERIOD, "--output", str(forms / kind), "--format", kind]
            subprocess.run(
                [DXSCORE, "template", *wanted, "--catalogue", catalogue],
                check=True,
                stdout=subprocess.DEVNULL,
            )
        for path in (forms / "xlsx").iterdir():
            fill_workbook(path)
        for path in (forms / "csv").iterdir():
            fill_csv(path)
        programs = [_program(kind, forms / kind, catalogue, folder) for kind in ("xlsx", "csv")]
        runs = interleaved(programs, options.rounds)
    print(f"{datetime.date.today()}, medians of {options.rounds} rounds after a warm-up; {machine()}.")
    print(f"Command: `python benchmarks/collect.py --rounds {options.rounds}`.\n")
    print(
        f"| {options.units} files of {options.indicators} rows | seconds | CPU seconds | peak memory, MiB |"
    )
    print("|---|---:|---:|---:|")
    for kind, measured in runs.items():
        one = typical(measured)
        print(f"| {kind} | {one.seconds:.2f} | {one.cpu_seconds:.2f} | {one.mebibytes:.0f} |")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--indicators", type=int, default=25)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _program(kind: str, forms: Path, catalogue: Path, folder: Path) -> Program:
    """Collecting into a file that is not there yet; all is sent and clean, so it ends with 0."""
    output = folder / f"{kind}.csv"
    script = (
        'rm -f "$1" "$1.receipt.json"; exec "$0" collect "$2" --period "$3" --output "$1" --catalogue "$4"'
    )
    arguments = (str(DXSCORE), str(output), str(forms), PERIOD, str(catalogue))
    return Program(kind, ("/bin/sh", "-c", script, *arguments))


def words(text: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"vi": text, "en": text}


def make_catalogue(folder: Path, units: int, indicators: int) -> Path:
    """A catalogue in which every unit reports every indicator."""
    folder.mkdir()
    source = {"document": "KH", "section": "II", "wording": "80%"}
    shares: list[dict[str, Any]] = [
        {
            "id": f"CT-{number:02d}",
            "pillar": "P",
            "name": words(f"Chỉ tiêu số {number}"),
            "measure": "share",
            "unit_of_measure": "percent",
            "counted_in": words("hồ sơ"),
            "numerator": words(f"Hồ sơ được xử lý trên môi trường mạng theo chỉ tiêu số {number}"),
            "denominator": words(f"Tổng số hồ sơ theo chỉ tiêu số {number}"),
            "reported_by": "units",
            "targets": [{"by": 2025, "at_least": 80, "source": source}],
        }
        for number in range(1, indicators + 1)
    ]
    targets = {
        "version": 1,
        "plan": {
            "id": "large",
            "name": words("Kế hoạch"),
            "place": words("tỉnh"),
            "reporting_calendar": "administrative",
        },
        "documents": [
            {
                "id": "KH",
                "number": "1/KH",
                "issuer": words("UBND"),
                "issued": 2024,
                "title": words("Kế hoạch"),
            }
        ],
        "pillars": [{"id": "P", "name": words("Chính quyền số")}],
        "indicators": shares,
    }
    names = [f"xa-{number:03d}" for number in range(1, units + 1)]
    bodies = [
        {"id": name, "name": words(f"Xã {name[3:]}"), "kind": "commune", "code": f"10{name[3:]}"}
        for name in names
    ]
    groups = [{"id": "units", "name": words("các xã"), "members": names}]
    assignments = {"version": 1, "bodies": bodies, "groups": groups}
    for file, content in (("targets.yaml", targets), ("assignments.yaml", assignments)):
        (folder / file).write_text(json.dumps(content, indent=1), encoding="utf-8")  # JSON is YAML, too
    return folder


def fill_workbook(path: Path) -> None:
    """Figures in every row of a form."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for cell in sheet["K"]:
        if isinstance(cell.value, str) and cell.value.startswith("CT-"):
            sheet[f"E{cell.row}"], sheet[f"F{cell.row}"] = 612 + cell.row, 874
            sheet[f"H{cell.row}"] = "Báo cáo số 15/BC-UBND ngày 10/12/2025"
    book.save(path)


def fill_csv(path: Path) -> None:
    """The same in a form as CSV, below its stamp, its line for a name, and its header."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    separator = ";" if ";" in lines[2] else ","
    rows = [line.split(separator) for line in lines[3:]]
    filled = [separator.join([*row[:6], str(612 + n), "874", *row[8:]]) for n, row in enumerate(rows)]
    path.write_text("\n".join([*lines[:3], *filled, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()

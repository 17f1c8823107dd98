"""Workbooks made to keep the program busy: seconds and memory until `dxscore check` has refused them.

    python benchmarks/hostile_workbooks.py [--only WORD]
    python benchmarks/hostile_workbooks.py tests/arrivals/*.*[bmsx]

Memory is the most that the program and the process that reads the workbook hold, each by itself (Linux).
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import io
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from cold_start import machine

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = ("indicator", "reporting_unit", "period", "numerator", "denominator")
HEADER = "<row>" + "".join(f"<c t='inlineStr'><is><t>{name}</t></is></c>" for name in NAMES) + "</row>"
NOISE = random.Random(3).randbytes(1024 * 1024).hex()
# What does not pack, put behind what packs too well: beyond 100 to 1 nothing is let in.
COMMENT = f"<!--{NOISE[:50_000]}-->"
LATEST = 60.0


def package(parts: dict[str, str]) -> bytes:
    """A zip file whose parts pack as well as is let in."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, part in parts.items():
            noise = COMMENT * (1 + len(part) // 2_000_000) if len(part) > 1024 * 1024 else ""
            target.writestr(name, part + noise)
    return out.getvalue()


def xlsx(rows: str = "", before: str = "", after: str = "", **parts: str) -> bytes:
    """A workbook of one sheet; `parts` are strings, styles and defined names."""
    link = '<Relationship Id="{0}" Type="' + TYPES + '/{1}" Target="{2}"/>'
    links = (("s", "worksheet", "s.xml"), ("t", "sharedStrings", "t.xml"), ("f", "styles", "f.xml"))
    sheet = f"<worksheet>{before}<sheetData>{HEADER}{rows}</sheetData>{after}</worksheet>"
    return package(
        {
            "_rels/.rels": f"<r>{link.format('a', 'officeDocument', 'xl/workbook.xml')}</r>",
            "xl/workbook.xml": f"<workbook><sheet name='S' id='s'/>{parts.get('names', '')}</workbook>",
            "xl/_rels/workbook.xml.rels": "<r>" + "".join(link.format(*each) for each in links) + "</r>",
            "xl/s.xml": sheet,
            "xl/t.xml": f"<sst>{parts.get('strings', '')}</sst>",
            "xl/f.xml": f"<styleSheet>{parts.get('styles', '')}</styleSheet>",
        }
    )


def ods(rows: str) -> bytes:
    """A spreadsheet of one sheet."""
    head = (
        "<table-row>" + "".join(f"<table-cell><p>{name}</p></table-cell>" for name in NAMES) + "</table-row>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return package({"mimetype": kind, "content.xml": f"<document><table>{head}{rows}</table></document>"})


def each(text: str, count: int) -> str:
    """`text` so many times, with a number in place of {0}."""
    return "".join(map(text.format, range(2, count + 2)))


REPEATED_ROW = "<table-row number-rows-repeated='1048575'><table-cell><p>x</p></table-cell></table-row>"
REPEATED_CELL = "<table-row><table-cell number-columns-repeated='250'><p>x</p></table-cell></table-row>"
MERGED = "<table-row><table-cell number-rows-spanned='5'><p>x</p></table-cell></table-row>"
ONE_TEXT = "<row>" + "<c t='s'><v>0</v></c>" * 250 + "</row>"
FORMATS = "<cellXfs>{}</cellXfs>"
LONG_FORMAT = "<numFmt numFmtId='{0}' formatCode='" + "[x" * 100_000 + "{0}'/>"
CRAFTED: dict[str, Callable[[], bytes]] = {
    ".xlsx, 500,000 columns": lambda: xlsx(before=each("<col min='{0}' max='{0}' hidden='1'/>", 500_000)),
    ".xlsx, 900,000 rows": lambda: xlsx(each("<row r='{0}'><c r='A{0}'><v>{0}</v></c></row>", 900_000)),
    ".xlsx, 2,300,000 blank cells": lambda: xlsx(each("<row>" + "<c s='{0}'/>" * 12 + "</row>", 190_000)),
    ".xlsx, 1,000,000 merged cells": lambda: xlsx(after=each("<mergeCell ref='A{0}:B{0}'/>", 1_000_000)),
    ".xlsx, 5,000 cells merged down 50,000 rows": lambda: xlsx(
        "<row><c><v>1</v></c></row>" * 50_000, after="<mergeCell ref='A2:A1048576'/>" * 5_000
    ),
    ".xlsx, 1,000,000 cell formats": lambda: xlsx(
        styles=FORMATS.format(each("<xf numFmtId='{0}'/>", 1_000_000))
    ),
    ".xlsx, 300 number formats of 200,000 characters": lambda: xlsx(
        styles=each(LONG_FORMAT, 300) + FORMATS.format(each("<xf numFmtId='{0}'/>", 300))
    ),
    ".xlsx, 3,000,000 texts": lambda: xlsx(strings=each("<si><t>{0}</t></si>", 3_000_000)),
    ".xlsx, a text of 32,000 characters in 2,250,000 cells": lambda: xlsx(
        ONE_TEXT * 9_000, strings=f"<si><t>{'x' * 32_000}</t></si>"
    ),
    ".xlsx, 1,000,000 defined names": lambda: xlsx(
        names=each("<definedName name='n{0}'>S!$A${0}</definedName>", 1_000_000)
    ),
    ".xlsx, a row of 2,000,000 attributes": lambda: xlsx("<row" + each(" a{0}='1'", 2_000_000) + "/>"),
    ".xlsx, 4,000,000 tags within each other": lambda: xlsx("<a>" * 4_000_000 + "</a>" * 4_000_000),
    ".xlsx, an attribute of 25 MB": lambda: xlsx(before=f"<col min='{NOISE * 12}'/>"),
    ".ods, a row repeated 1,048,575 times": lambda: ods(REPEATED_ROW),
    ".ods, 2,475,000 repeated cells": lambda: ods(REPEATED_CELL * 9_900),
    ".ods, 500,000 columns": lambda: ods("<table-column visibility='collapse'/>" * 500_000),
    ".ods, 150,000 merged cells": lambda: ods(MERGED * 150_000),
    ".ods, a cell of 6,000,000 lines": lambda: ods(
        "<table-row><table-cell>" + "<p/>" * 6_000_000 + "</table-cell></table-row>"
    ),
}


def held(process: int) -> float:
    """MiB that a process holds now; 0 for one that has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def children(process: int) -> list[int]:
    """The processes that it has started."""
    with contextlib.suppress(OSError):
        return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def measure(path: Path) -> tuple[float, float, float, float, str]:
    """Seconds, processor seconds, MiB of the program and of the reading process, and the first code told."""
    before, begun = os.times(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dxscore", "check", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    own = reader = 0.0
    while process.poll() is None and time.perf_counter() - begun < LATEST:
        own = max(own, held(process.pid))
        reader = max([reader, *map(held, children(process.pid))])
        time.sleep(0.02)
    seconds = time.perf_counter() - begun
    process.kill()
    _, told = process.communicate()
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, busy, own, reader, next((w.rstrip(":") for w in told.split() if w.startswith("DX")), "—")


def crafted(word: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """The crafted files with `word` in their names, written into the folder one at a time."""
    for name, make in CRAFTED.items():
        if word in name:
            path = folder / f"m{name.partition(',')[0]}"
            path.write_bytes(make())
            yield name, path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("files", nargs="*", type=Path, help="measure these instead of the crafted ones")
    asked = parser.parse_args()
    print(f"{datetime.date.today()}, one run each; {machine()}.")
    print("Command: `python benchmarks/hostile_workbooks.py`.\n")
    print("| file | MB | seconds | processor seconds | MiB, program | MiB, reading process | finding |")
    print("|---|---:|---:|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory() as folder:
        given = ((path.name, path) for path in asked.files)
        for name, path in given if asked.files else crafted(asked.only, Path(folder)):
            seconds, busy, own, reader, code = measure(path)
            size, memory = path.stat().st_size / 1e6, f"{own:.0f} | {reader:.0f}"
            print(f"| {name} | {size:.1f} | {seconds:.1f} | {busy:.1f} | {memory} | {code} |")


if __name__ == "__main__":
    main()

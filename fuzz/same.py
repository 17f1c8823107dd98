"""One table in two hands: other line ends, a byte order mark, other order of rows, a workbook. Same verdicts.

python fuzz/same.py --seconds 60 --seed 1
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from random import Random
from typing import Any

import xlsxwriter

import laws
import plans
import tables
from laws import Broken, Case


def as_csv(table: tables.Rows, end: str = "\n", bom: bool = False) -> bytes:
    """A table with every cell in quotes, so that nothing hangs on where quotes are needed."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]
    text = "".join(line + end for line in lines)
    return (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8", "replace")


def as_workbook(table: tables.Rows) -> bytes:
    """The same as cells of text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(table):
            for place, text in enumerate(row):
                sheet.write_string(number, place, text)
    return out.getvalue()


def clean(table: tables.Rows) -> tables.Rows:
    """Without what one of the two forms cannot hold: signs that XML lacks, line ends, blank rows."""
    kept = [[cell if cell.isprintable() and "_x" not in cell else "x" for cell in row] for row in table]
    return [row for row in kept if any(cell.strip() for cell in row)]


def make(rng: Random) -> Case:
    """A table in two forms, `a` and `b`."""
    folder = rng.choice((plans.SMALL, "data", "examples/binh-dinh"))
    table = clean(tables.long(rng, folder))
    width = max(map(len, table), default=0)
    table = [row + [""] * (width - len(row)) for row in table]
    match rng.randrange(4):
        case 0:
            other, name = as_csv(table, rng.choice(("\r\n", "\r"))), "b.csv"
        case 1:
            other, name = as_csv(table, bom=True), "b.csv"
        case 2:
            rows = table[1:]
            rng.shuffle(rows)
            other, name = as_csv([*table[:1], *rows]), "b.csv"
        case _:
            other, name = as_workbook(table), "b.xlsx"
    files = {"a.csv": as_csv(table), name: other}
    asked = ("--catalogue", "plan", "--as-of", "2025-12-14", "--target-year", "all", "--format", "json")
    return Case(("check", "a.csv", *asked), files | plans.catalogue_files(folder))


def differ(case: Case) -> Broken | None:
    """Whether the two forms are judged otherwise, or have other faults."""
    broken = laws.broken(case, languages=False)
    if broken is not None:
        return broken
    other = next(name for name in case.files if name.startswith("b."))
    second = replace(case, arguments=(case.arguments[0], other, *case.arguments[2:]))
    one, two = laws.asked_alone(case), laws.asked_alone(second)
    if one.code != two.code:
        return Broken("twins", f"code {other}", f"{one.code} {two.code}\n{one.err}\n---\n{two.err}")
    said, also = _told(one.out), _told(two.out)
    if said != also:
        parts = [key for key in said if said[key] != also.get(key)]
        seen = "\n".join(f"{key}: {said[key]!r}\n{also.get(key)!r}" for key in parts)
        return Broken("twins", f"{parts} {other}", seen[:3000])
    return None


def _told(out: str) -> dict[str, Any]:
    """What is the same in both: verdicts, and how often each fault is found."""
    if not out:
        return {}
    document = json.loads(out)
    results = [
        {key: value for key, value in result.items() if key not in ("tasks", "lead", "coordinating")}
        for result in document["results"]
    ]
    codes = sorted(finding["code"] for finding in document["findings"])
    return {"results": results, "codes": codes, "as_of": document["as_of"]}


if __name__ == "__main__":
    laws.run(make, "same", differ)

"""Tables of figures as text: CSV, TSV and what people call so; long, and wide by indicator, unit or period.

python fuzz/tables.py --seconds 60 --seed 1
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

import arriving
import plans
from laws import Case, run

Rows = list[list[str]]
COLUMNS: Final = (
    "indicator", "reporting_unit", "period", "numerator", "denominator", "value", "evidence", "note",
    "closed_on",
)  # fmt: skip
OTHER_NAMES: Final = {
    "indicator": ("Chỉ tiêu", "chi_tieu", "Mã chỉ tiêu", "Tên chỉ tiêu", "INDICATOR", "indicater"),
    "reporting_unit": ("Đơn vị", "Đơn vị báo cáo", "Xã", "don_vi", "Địa phương", "unit"),
    "period": ("Kỳ", "Kỳ báo cáo", "Năm", "Quý", "Thời gian", "year", "Tháng"),
    "numerator": ("Tử số", "tu_so", "Số lượng", "Lũy kế tử số", "numerater"),
    "denominator": ("Mẫu số", "mau_so", "Tổng số", "denominator "),
    "value": ("Giá trị", "Kết quả", "Tỷ lệ (%)", "Tỷ lệ", "Lũy kế", "Số liệu", "%"),
    "evidence": ("Minh chứng", "Văn bản", "evidence"),
    "note": ("Ghi chú", "note", "Notes"),
    "closed_on": ("Ngày chốt", "Chốt ngày", "closed on"),
}
MORE_COLUMNS: Final = ("STT", "Thôn", "Giới tính", "", "Unnamed: 0", "Độ tuổi", "value.1", "x", "Xếp loại")


def rows(rng: Random, folder: str) -> Rows:
    """A table about the plan in `folder`, header first: a real one that was changed, or one that is made."""
    real = plans.FOLDERS[folder]
    chance = rng.random()
    if real and chance < 0.35:
        made = [list(row) for row in plans.table(real)]
    elif chance < 0.8:
        made = long(rng, folder)
    else:
        made = wide(rng, folder)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 5))):
        change(rng, made)
    return made


def long(rng: Random, folder: str) -> Rows:
    """One figure a row."""
    indicators, units = plans.names(folder)
    columns = list(COLUMNS) if rng.random() < 0.6 else rng.sample(COLUMNS, rng.randrange(2, len(COLUMNS) + 1))
    likely: dict[str, Sequence[str]] = {
        "indicator": rng.sample(indicators, min(len(indicators), rng.randrange(1, 6))),
        "reporting_unit": rng.sample(units, min(len(units), rng.randrange(1, 8))),
        "period": rng.sample(arriving.PERIODS, rng.randrange(1, 5)),
        "closed_on": ("", "", *arriving.DAYS),
        "evidence": arriving.WORDS,
        "note": arriving.WORDS,
    }
    whole = [str(rng.randrange(0, 2000)) for _ in range(6)]
    figures = {
        "numerator": ("", *whole),
        "denominator": ("", *whole, "0"),
        "value": ("", "", *arriving.NUMBERS),
    }
    header = [rng.choice((name, name, *OTHER_NAMES[name])) for name in columns]
    likely |= figures
    return [
        header,
        *([arriving.typed(rng, likely[name]) for name in columns] for _ in range(rng.randrange(14))),
    ]


def wide(rng: Random, folder: str) -> Rows:
    """A table of two sides, and perhaps what stands above it."""
    indicators, units = plans.names(folder)
    sides = [indicators, units, arriving.PERIODS]
    rng.shuffle(sides)
    across = rng.sample(sides[0], min(len(sides[0]), rng.randrange(1, 7)))
    if rng.random() < 0.3:
        part = ("tử số", "mẫu số", "/tử số", "numerator", " (%)", " 2025", "/2024")
        across = [name + rng.choice(part) for name in across]
    down = rng.sample(sides[1], min(len(sides[1]), rng.randrange(1, 7)))
    corner = rng.choice(("", "Đơn vị", "Chỉ tiêu", "Kỳ", "indicator", "reporting_unit", "period", "STT"))
    body = [[name, *(arriving.typed(rng, arriving.NUMBERS) for _ in across)] for name in down]
    above = [[arriving.typed(rng, ("BÁO CÁO", *sides[2]))] for _ in range(rng.choice((0, 0, 1, 2, 4)))]
    return [*above, [corner, *across], *body]


def change(rng: Random, table: Rows) -> None:
    """One thing that happens to tables on their way; in place."""
    if not table:
        table.append([arriving.typed(rng)])
        return
    at = rng.randrange(len(table))
    row = table[at]
    match rng.randrange(11):
        case 0:
            row.insert(rng.randrange(len(row) + 1), arriving.typed(rng))
        case 1 if row:
            del row[rng.randrange(len(row))]
        case 2 | 3 | 4 if row:
            row[rng.randrange(len(row))] = arriving.typed(rng)
        case 5:
            table.insert(at, list(table[rng.randrange(len(table))]))
        case 6 | 7:
            del table[at]
        case 8:
            name, cell = rng.choice(MORE_COLUMNS), arriving.typed(rng)
            where = rng.randrange(len(table[0]) + 1)
            for number, other in enumerate(table):
                other.insert(where, name if number == 0 else cell)
        case 9:
            rng.shuffle(table)
        case _:
            table.insert(rng.choice((0, at, len(table))), [arriving.typed(rng), *[""] * rng.randrange(4)])


def as_text(rng: Random, table: Rows) -> bytes:
    """A table as a file of text; some lose or move some bytes."""
    mark = rng.choice((",", ",", ",", ";", "\t", "|"))
    end = rng.choice(("\n", "\n", "\r\n", "\r"))
    lines = [mark.join(_quoted(rng, cell, mark) for cell in row) for row in table]
    text = "".join(
        line + (end if rng.random() < 0.98 else rng.choice(("\n", "\r\n", "\r", ""))) for line in lines
    )
    data = arriving.encoded(rng, text)
    return arriving.damaged(rng, data) if rng.random() < 0.12 else data


def _quoted(rng: Random, cell: str, mark: str) -> str:
    if rng.random() < 0.03:
        return cell  # as a program does that knows no quotes
    if any(sign in cell for sign in (mark, '"', "\n", "\r")) or rng.random() < 0.05:
        return '"' + cell.replace('"', '""') + '"'
    return cell


FORMATS: Final = (
    "table", "ndjson", "findings", "csv", "html", "markdown", "junit", "sarif", "github", "gitlab",
    "checkstyle", "rdjson",
)  # fmt: skip


def command(rng: Random, first: str, second: str, plan: str) -> tuple[tuple[str, ...], bool]:
    """What to ask about two files, and whether it prints what `--output` would write."""
    of_plan = ("--catalogue", plan)
    day = (
        ("--as-of", rng.choice(("2025-12-14", "2025-12-31", "2024-06-30", "2030-12-31", "1999-01-01")))
        if rng.random() < 0.5
        else ()
    )
    year = ("--target-year", rng.choice(("all", "2025", "2030"))) if rng.random() < 0.2 else ()
    json = ("--format", "json")
    match rng.randrange(14):
        case 0 | 1 | 2 | 3:
            more = rng.choice(
                ((), ("--strict",), ("--units", "all"), ("--fail-on", "never"), ("--min-score", "50"))
            )
            return ("check", first, *of_plan, *day, *year, *json, *more), False
        case 4 | 5:
            return ("check", first, second, *of_plan, *day, "--format", rng.choice(FORMATS)), False
        case 6 | 7:
            return ("lint", first, second, *of_plan, *json), True
        case 8:
            form = rng.choice(
                ("table", "concise", "ndjson", "junit", "sarif", "github", "gitlab", "checkstyle", "rdjson")
            )
            return ("lint", first, *of_plan, "--format", form), False
        case 9:
            by = rng.choice(("body", "unit", "pillar", "deadline"))
            return ("gaps", first, *of_plan, *day, "--by", by, *json), True
        case 10:
            return ("trend", first, second, *of_plan, *day, *json), True
        case 11:
            return ("compare", first, second, *of_plan, *json), True
        case 12:
            return (
                "schema",
                "metrics",
                first,
                *of_plan,
                "--format",
                rng.choice(("frictionless", "table-schema")),
            ), False
        case _:
            return ("check", first, *of_plan, *day, "--brief"), False


def make(rng: Random) -> Case:
    """Two tables, a plan, and a question."""
    folder = rng.choice((plans.SMALL, plans.SMALL, plans.SMALL, *plans.FOLDERS))
    first = "a" + rng.choice((".csv", ".csv", ".csv", ".tsv", ".txt", "", ".xlsx"))
    files = {first: as_text(rng, rows(rng, folder)), "b.csv": as_text(rng, rows(rng, folder))}
    if rng.random() < 0.06:
        name = rng.choice(("r.xlsx", "r.xlsx", "r.md", "r.docx"))
        asked = ("report", first, "--catalogue", "plan", "--output", name, "--force")
        return Case(asked, files | plans.catalogue_files(folder), outputs=(name,))
    arguments, printed = command(rng, first, "b.csv", "plan")
    return Case(arguments, files | plans.catalogue_files(folder), printed)


if __name__ == "__main__":
    run(make, "tables")

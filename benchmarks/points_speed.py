"""Points of many units, whole processes: the set 766 over a year of months, and a set of every kind of rule.

python benchmarks/points_speed.py [--rounds 3] [--units 164] [--communes 96]

1. 164 units x the 766 set x 12 months: one file of all months; one month scored of it, and the whole year.
2. 96 communes x 100 criteria, computed and scored by themselves: JSON, the Word annex, the workbook.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from dxscore.read.catalogue import default_directory
from processes import Program, interleaved, typical

CRITERIA = 100
HEADER = "indicator,reporting_unit,period,numerator,denominator,value\n"
GIVEN_HEADER = "criterion,reporting_unit,period,stage,points,reason,evidence\n"
KINDS: tuple[dict[str, Any], ...] = (
    {"share": {"full_at": 85, "none_arising": "left_out"}},
    {"share": {"nothing_below": 10, "none_arising": "zero"}},
    {"share": {"against": "best_unit", "none_arising": "zero"}},
    {"steps": [{"at_least": k, "points": 2 * k} for k in range(1, 6)]},
    {"done": {}},
    {"levels": {"all": 1, "half": "1/2", "none": 0}},
    {"each": {"points": 1, "max": 10}},
    {"leader": {"at_target": "1/2"}},
    {"late": [{"up_to_days": 0, "keep": 1}, {"up_to_days": 5, "keep": "3/4"}], "later": 0},
    {"given": {}},
)


def catalogue(folder: Path, count: int) -> None:
    """A catalogue of `count` communes, whose one indicator belongs to no set."""
    units = [f"xa-{n:03d}" for n in range(count)]
    targets = {
        "version": 1,
        "plan": {
            "id": "P",
            "name": {"vi": "Kế hoạch"},
            "place": {"vi": "Tỉnh"},
            "reporting_calendar": "calendar",
        },
        "documents": [
            {
                "id": "D",
                "number": "1/KH",
                "issuer": {"vi": "UBND"},
                "issued": 2026,
                "title": {"vi": "Kế hoạch"},
            }
        ],
        "pillars": [{"id": "T", "name": {"vi": "Trụ cột"}}],
        "indicators": [
            {
                "id": "KHAC",
                "pillar": "T",
                "name": {"vi": "Chỉ tiêu khác"},
                "measure": "yes_no",
                "unit_of_measure": "yes_no",
                "reported_by": "tinh",
                "targets": [
                    {"by": 2026, "done": True, "source": {"document": "D", "section": "1", "wording": "có"}}
                ],
            }
        ],
    }
    bodies = [{"id": "tinh", "name": {"vi": "Tỉnh"}, "kind": "area"}]
    bodies += [
        {"id": id_, "name": {"vi": f"Xã Số {n:03d}"}, "kind": "commune"} for n, id_ in enumerate(units)
    ]
    assignments = {
        "version": 1,
        "bodies": bodies,
        "groups": [{"id": "cac-xa", "name": {"vi": "Các xã"}, "members": units}],
    }
    folder.mkdir()
    for name, data in (("targets", targets), ("assignments", assignments)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def of_766(folder: Path, units: int) -> tuple[Path, int]:
    """The shipped set for the benchmark's units; how many rows the metrics file of twelve months has."""
    data = yaml.safe_load((default_directory() / "points" / "766.yaml").read_text(encoding="utf-8"))
    data["set"]["scored_for"] = "cac-xa"
    (folder / "766.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    shares = [each["id"] for each in data["criteria"] if "share" in each]
    rows = [
        f"{id_},xa-{n:03d},2026-{month:02d},{(n * 7 + month * 13 + place) % 90},{90 + (n + place) % 9},\n"
        for month in range(1, 13)
        for n in range(units)
        for place, id_ in enumerate(shares)
    ]
    (folder / "766.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    return folder / "766.yaml", len(rows)


def large(folder: Path, communes: int) -> tuple[Path, int]:
    """A set of a hundred criteria of ten kinds, figures and self-scores; how many rows they have."""
    criteria: list[dict[str, Any]] = []
    for n in range(CRITERIA):
        rule = KINDS[n % len(KINDS)]
        own_max = {} if "each" in rule else {"max": 10}
        criteria.append({"id": f"C{n:03d}", "name": f"Tiêu chí {n}", **own_max, **rule})
    data = {
        "version": 1,
        "set": {
            "id": "LON",
            "name": "Bộ chỉ số lớn",
            "scored_for": "cac-xa",
            "left_out": "rescale",
            "rounding": {"each": 2, "total": 2},
        },
        "criteria": criteria,
    }
    (folder / "large.yaml").write_text(json.dumps(data), encoding="utf-8")
    figures = list(_figures(communes))
    (folder / "large.csv").write_text(HEADER + "".join(figures), encoding="utf-8")
    scores = [
        f"C{n:03d},xa-{unit:03d},2026,self,{(n + unit) % 10},,BC số {unit}\n"
        for unit in range(communes)
        for n in range(CRITERIA)
    ]
    (folder / "large-scores.csv").write_text(GIVEN_HEADER + "".join(scores), encoding="utf-8")
    return folder / "large.yaml", len(figures) + len(scores)


def _figures(communes: int) -> Iterator[str]:
    cells: dict[int, Callable[[int, int], str]] = {
        0: lambda n, u: f"{(n + u) % 50},50,",
        1: lambda n, u: f"{(n * u) % 60},60,",
        2: lambda n, u: f"{(n + 3 * u) % 70},70,",
        3: lambda n, u: f",,{(n + u) % 7}",
        4: lambda n, u: ",,có" if (n + u) % 3 else ",,không",
        5: lambda n, u: f",,{('all', 'half', 'none')[(n + u) % 3]}",
        6: lambda n, u: f",,{(n + u) % 12}",
        7: lambda n, u: f"{80 + (n + u) % 50},100,",
        8: lambda n, u: f",,{(n + u) % 8}",
    }
    for unit in range(communes):
        for n in range(CRITERIA):
            if n % len(KINDS) in cells:
                yield f"C{n:03d},xa-{unit:03d},2026,{cells[n % len(KINDS)](n, unit)}\n"


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--units", type=int, default=164, help="of the set 766")
    parser.add_argument("--communes", type=int, default=96, help="of the large set")
    options = parser.parse_args()
    program = str(Path(sys.executable).with_name("dxscore"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        catalogue(folder / "c164", options.units)
        catalogue(folder / "c96", options.communes)
        own, months = of_766(folder, options.units)
        other, rows = large(folder, options.communes)

        def command(title: str, count: int, set_: Path, *more: str) -> Program:
            return Program(f"{title} | {count:,}", (program, "points", *more, "--set", str(set_)))

        first = (str(folder / "766.csv"), "--catalogue", str(folder / "c164"), "--format", "json")
        second = (
            *(str(folder / f"{each}.csv") for each in ("large", "large-scores")),
            "--catalogue",
            str(folder / "c96"),
        )
        few, many = f"{options.units} × 766", f"{options.communes} × {CRITERIA}"
        programs = [
            command(
                f"{few}, one month of twelve, JSON",
                months,
                own,
                *first,
                "--period",
                "2026-12",
            ),
            command(f"{few}, the whole year, JSON", months, own, *first, "--period", "2026"),
            command(f"{many}, JSON", rows, other, *second, "--format", "json"),
            command(
                f"{many}, Word annex",
                rows,
                other,
                *second,
                "--output",
                str(folder / "a.docx"),
            ),
            command(
                f"{many}, workbook",
                rows,
                other,
                *second,
                "--output",
                str(folder / "a.xlsx"),
            ),
        ]
        runs = interleaved(programs, options.rounds)
    print(f"{datetime.date.today()}, {options.rounds} rounds after a warm-up.")
    print(f"Command: `python benchmarks/points_speed.py --rounds {options.rounds}`.\n")
    print("| what | rows read | seconds | processor seconds | peak MiB |\n|---|---:|---:|---:|---:|")
    for label, measured in runs.items():
        middle = typical(measured)
        print(f"| {label} | {middle.seconds:.1f} | {middle.cpu_seconds:.1f} | {middle.mebibytes:.0f} |")


if __name__ == "__main__":
    main()

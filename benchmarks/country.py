"""A whole country, made up: provinces of communes, shares that all communes report, and rows for them.

The same in every run. `benchmarks/scale.py` measures on it; by itself it writes a folder to look at:

    python benchmarks/country.py FOLDER [--units 10600] [--rows 100000] [--indicators 40]
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

COMMUNES_IN_A_PROVINCE = 98
"""As in Viet Nam after 1 July 2025: 3,321 communes in 34 provinces."""
HEADER = "indicator,reporting_unit,period,numerator,denominator,value,evidence,note,closed_on"
MONTHS = [f"2025-{month:02}" for month in range(1, 12)]


def indicator_id(number: int) -> str:
    """Id of one of the made-up shares."""
    return f"CT-{number:02}"


def unit_id(number: int) -> str:
    """Id of one of the made-up communes."""
    return f"xa-{number:05}"


def write_catalogue(folder: Path, units: int, indicators: int) -> None:
    """A country of provinces of communes, all of which report each share."""
    folder.mkdir(parents=True)
    words = {"vi": "Hồ sơ", "en": "Files"}
    targets = {
        "version": 1,
        "plan": {"id": "nuoc", "name": words, "place": words, "reporting_calendar": "administrative"},
        "documents": [{"id": "KH", "number": "1/KH", "issuer": words, "issued": 2024, "title": words}],
        "pillars": [{"id": "CQ", "name": words}],
        "indicators": [_indicator(number) for number in range(indicators)],
    }
    provinces = -(-units // COMMUNES_IN_A_PROVINCE)
    bodies: list[dict[str, object]] = [
        {"id": "nuoc", "name": {"vi": "Cả nước", "en": "Country"}, "kind": "area"}
    ]
    bodies += [
        {
            "id": unit_id(number),
            "name": {"vi": f"Xã số {number}", "en": f"Commune {number}"},
            "kind": "commune",
            "code": f"{number:05}",
        }
        for number in range(units)
    ]
    groups: list[dict[str, object]] = [
        {
            "id": f"tinh-{province:03}",
            "name": {"vi": f"Tỉnh số {province}", "en": f"Province {province}"},
            "members": [
                unit_id(number)
                for number in range(
                    province * COMMUNES_IN_A_PROVINCE, min(units, (province + 1) * COMMUNES_IN_A_PROVINCE)
                )
            ],
        }
        for province in range(provinces)
    ]
    every = {"vi": "Các tỉnh", "en": "Provinces"}
    groups.append({"id": "ca-nuoc", "name": every, "members": [group["id"] for group in groups]})
    assignments = {"version": 1, "bodies": bodies, "groups": groups, "tasks": []}
    for name, data in (("targets", targets), ("assignments", assignments)):  # JSON is YAML
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def _indicator(number: int) -> dict[str, object]:
    least = 60 + number % 30
    return {
        "id": indicator_id(number),
        "pillar": "CQ",
        "name": {"vi": f"Hồ sơ loại {number} làm trên mạng", "en": f"Files of kind {number} online"},
        "measure": "share",
        "over_time": "flow",
        "unit_of_measure": "percent",
        "counted_in": {"vi": "hồ sơ", "en": "files"},
        "numerator": {"vi": "Hồ sơ làm trên mạng", "en": "Files handled online"},
        "denominator": {"vi": "Tất cả hồ sơ", "en": "All files"},
        "reported_by": "ca-nuoc",
        "targets": [
            {
                "by": 2025,
                "at_least": least,
                "source": {"document": "KH", "section": "I", "wording": f"{least}%"},
            }
        ],
    }


def rows(units: int, indicators: int, count: int) -> Iterator[str]:
    """Rows month by month, of every share and unit in turn, as many as are asked for.

    A unit has about as many cases each month, and about the same part of them: nothing of it is questioned.
    """
    chance = random.Random(2025)
    sizes = [chance.randint(200, 2_000) for _ in range(units)]
    places = (
        (month, share, unit) for month in MONTHS for share in range(indicators) for unit in range(units)
    )
    for month, share, unit in islice(places, count):
        whole = sizes[unit] * chance.randint(90, 110) // 100
        part = whole * (60 + (7 * unit + share) % 30 + chance.randint(0, 5)) // 100
        yield f"{indicator_id(share)},{unit_id(unit)},{month},{part},{whole},,,,"


def write_metrics(path: Path, units: int, indicators: int, count: int) -> None:
    """A metrics file of so many rows."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{HEADER}\n")
        file.writelines(f"{row}\n" for row in rows(units, indicators, count))


def main() -> None:
    """Write both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=10_600)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--indicators", type=int, default=40)
    options = parser.parse_args()
    write_catalogue(options.folder / "catalogue", options.units, options.indicators)
    write_metrics(options.folder / "metrics.csv", options.units, options.indicators, options.rows)


if __name__ == "__main__":
    main()

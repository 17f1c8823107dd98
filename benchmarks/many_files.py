"""2,000 submitted files of 25 rows each in one run, against frictionless on the same files.

    python benchmarks/many_files.py                          # frictionless is installed for the occasion
    python benchmarks/many_files.py --frictionless FOLDER    # an environment's bin folder that has it

Prints a Markdown table for docs/performance.md. Run it with the interpreter of the environment in which
dxscore is installed.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from cold_start import machine
from processes import (
    Measured,
    Program,
    child_environment,
    interleaved,
    paired_cpu_ratio,
    paired_ratio,
    typical,
)

INDICATORS = 5
PERIODS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2024")
COLUMNS = (
    "indicator",
    "reporting_unit",
    "period",
    "numerator",
    "denominator",
    "value",
    "evidence",
    "note",
    "closed_on",
)
CHECK, CATALOGUE, PEER = "dxscore check", "dxscore catalogue check", "frictionless validate"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5, help="runs of each program (default 5)")
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--frictionless", type=Path, help="bin folder of an environment with frictionless")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="day to print")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        binaries = options.frictionless or install(folder / "peer")
        write_catalogue(folder / "catalogue", options.files)
        write_files(folder / "submitted", options.files)
        runs = interleaved(programs(folder, binaries), options.rounds)
        known = {"dxscore": version("dxscore"), "frictionless": peer_version(binaries)}
    print("\n".join(report(runs, known, options)))


def install(folder: Path) -> Path:
    """An environment with the newest frictionless in it; its `bin` folder."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = [str(folder / "bin" / "python"), "-m", "pip", "install", "-qq", "frictionless"]
    subprocess.run(install, check=True, env=child_environment())
    return folder / "bin"


def peer_version(binaries: Path) -> str:
    """The version of frictionless there."""
    script = "from importlib.metadata import version; print(version('frictionless'))"
    command = [str(binaries / "python"), "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def indicator_id(number: int) -> str:
    """Id of one of the made-up indicators."""
    return f"CQ-{number}"


def unit_id(number: int) -> str:
    """Id of one of the made-up communes."""
    return f"xa-{number:04}"


def write_catalogue(folder: Path, files: int) -> None:
    """A made-up plan: five shares, reported by a commune for each file."""
    folder.mkdir()
    words = {"vi": "Hồ sơ", "en": "Files"}
    source = {"document": "KH", "section": "I", "wording": "70%"}
    indicators = [
        {
            "id": indicator_id(number),
            "pillar": "CQ",
            "name": {"vi": f"Hồ sơ loại {number}", "en": f"Files of kind {number}"},
            "measure": "share",
            "unit_of_measure": "percent",
            "counted_in": words,
            "numerator": {"vi": "Hồ sơ xử lý trên mạng", "en": "Files handled online"},
            "denominator": {"vi": "Tất cả hồ sơ", "en": "All files"},
            "reported_by": "cac-xa",
            "targets": [{"by": 2025, "at_least": 70, "source": source}],
        }
        for number in range(INDICATORS)
    ]
    targets = {
        "version": 1,
        "plan": {"id": "mau", "name": words, "place": words, "reporting_calendar": "administrative"},
        "documents": [{"id": "KH", "number": "1/KH", "issuer": words, "issued": 2024, "title": words}],
        "pillars": [{"id": "CQ", "name": words}],
        "indicators": indicators,
    }
    bodies: list[dict[str, object]] = [{"id": "mau", "name": {"vi": "Mẫu", "en": "Model"}, "kind": "area"}]
    bodies += [
        {
            "id": unit_id(number),
            "name": {"vi": f"Xã số {number}", "en": f"Commune {number}"},
            "kind": "commune",
            "code": f"{number:05}",
        }
        for number in range(files)
    ]
    members = [unit_id(number) for number in range(files)]
    groups = [
        {"id": "cac-xa", "name": {"vi": "Các xã", "en": "Communes"}, "members": members, "total": "mau"}
    ]
    # JSON is YAML.
    (folder / "targets.yaml").write_text(json.dumps(targets, ensure_ascii=False, indent=1), "utf-8")
    assignments = {"version": 1, "bodies": bodies, "groups": groups, "tasks": []}
    (folder / "assignments.yaml").write_text(json.dumps(assignments, ensure_ascii=False, indent=1), "utf-8")


def write_files(folder: Path, files: int) -> None:
    """A file of each commune, the same on every run, and a data package of them all for frictionless."""
    folder.mkdir()
    chance = random.Random(2025)
    names = [f"{unit_id(number)}.csv" for number in range(files)]
    for number, name in enumerate(names):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for indicator in range(INDICATORS):
                for period in PERIODS:
                    whole = chance.randint(100, 2_000)
                    part = whole * chance.randint(60, 85) // 100
                    row = (indicator_id(indicator), unit_id(number), period, part, whole, "", "", "", "")
                    writer.writerow(row)
    schema = {"fields": list(_fields()), "primaryKey": ["indicator", "reporting_unit", "period"]}
    resources = [
        {"name": name[:-4], "path": name, "type": "table", "format": "csv", "schema": schema}
        for name in names
    ]
    (folder / "datapackage.json").write_text(json.dumps({"name": "mau", "resources": resources}), "utf-8")


def _fields() -> Iterator[dict[str, object]]:
    allowed = {
        "indicator": [indicator_id(number) for number in range(INDICATORS)],
        "period": list(PERIODS),
    }
    for column in COLUMNS:
        if column in ("numerator", "denominator"):
            yield {"name": column, "type": "integer", "constraints": {"minimum": 0}}
        elif column in allowed:
            yield {
                "name": column,
                "type": "string",
                "constraints": {"required": True, "enum": allowed[column]},
            }
        else:
            yield {"name": column, "type": "string"}


def programs(folder: Path, binaries: Path) -> list[Program]:
    """dxscore on all files, on the catalogue alone, and frictionless on the data package."""
    python = sys.executable
    own = (python, str(Path(python).with_name("dxscore")), "--no-config")
    catalogue = str(folder / "catalogue")
    files = str(folder / "submitted" / "*.csv")
    check = (*own, "check", files, "--catalogue", catalogue, "--fail-on", "never", "--format", "json")
    package = str(folder / "submitted" / "datapackage.json")
    peer = (str(binaries / "python"), str(binaries / "frictionless"), "validate", package, "--trusted")
    return [
        Program(CHECK, check),
        Program(CATALOGUE, (*own, "catalogue", "check", catalogue)),
        Program(PEER, (*peer, "--json")),
    ]


def report(
    runs: Mapping[str, list[Measured]], known: Mapping[str, str], options: argparse.Namespace
) -> Iterator[str]:
    """The table in Markdown, then the ratio."""
    rows = INDICATORS * len(PERIODS)
    amount = f"{options.files:,} files of {rows} rows"
    yield f"{options.date}, {options.rounds} rounds after a warm-up, {amount}; {machine()}."
    yield f"Command: `python benchmarks/many_files.py --rounds {options.rounds}`."
    yield f"Versions: {', '.join(f'{name} {number}' for name, number in known.items())}."
    yield ""
    yield "| program | seconds | processor seconds | peak MiB | files a second |"
    yield "|---|---:|---:|---:|---:|"
    for name, own in runs.items():
        one = typical(own)
        speed = "–" if name == CATALOGUE else f"{options.files / one.seconds:,.0f}"
        yield f"| {name} | {one.seconds:.2f} | {one.cpu_seconds:.2f} | {one.mebibytes:.0f} | {speed} |"
    ratio, of_cpu = paired_ratio(runs[CHECK], runs[PEER]), paired_cpu_ratio(runs[CHECK], runs[PEER])
    yield ""
    yield f"- dxscore check takes {ratio:.2f} of frictionless's time ({of_cpu:.2f} of its processor time)"


if __name__ == "__main__":
    main()

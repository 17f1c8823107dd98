"""What `trend` costs beside `check` of the same file: 96 communes, 40 shares, 24 quarters.

    python benchmarks/trend.py [--rounds 3] [--units 96]

To hold: at most 1.3 times the processor time of `check`, both as JSON.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cold_start import machine
from country import HEADER, indicator_id, unit_id, write_catalogue
from processes import Program, interleaved, paired_cpu_ratio, typical

SHARES = 40
YEARS = range(2020, 2026)
BOUND = 1.3


def rows(units: int) -> Iterator[str]:
    """Six years in quarters: as many cases each quarter, a little more of them online each year."""
    chance = random.Random(2025)
    for year in YEARS:
        for quarter in range(1, 5):
            for share in range(SHARES):
                for unit in range(units):
                    whole = chance.randint(200, 400)
                    part = whole * (40 + 5 * (year - YEARS[0]) + chance.randint(0, 9)) // 100
                    yield f"{indicator_id(share)},{unit_id(unit)},{year}-Q{quarter},{part},{whole},,,,\n"


def main() -> int:
    """Make the files, run both commands in turn, print the table; 1 where the bound does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--units", type=int, default=96)
    options = parser.parse_args()
    dxscore = str(Path(sys.executable).with_name("dxscore"))
    with tempfile.TemporaryDirectory() as name:
        folder, metrics = Path(name) / "catalogue", Path(name) / "metrics.csv"
        write_catalogue(folder, options.units, SHARES)
        targets = folder / "targets.yaml"
        targets.write_text(targets.read_text("utf-8").replace('"by": 2025', '"by": 2030'), encoding="utf-8")
        metrics.write_text(f"{HEADER}\n{''.join(rows(options.units))}", encoding="utf-8")
        asked = (str(metrics), "--no-config", "--catalogue", str(folder), "--format", "json")
        programs = [
            Program("check", (dxscore, "check", *asked, "--fail-on", "never")),
            Program("trend", (dxscore, "trend", *asked, "--to", "2030")),
        ]
        runs = interleaved(programs, options.rounds)
    print(f"{datetime.date.today()}, {options.rounds} rounds after a warm-up; {machine()}.")
    print(f"Command: `python benchmarks/trend.py --rounds {options.rounds}`.\n")
    print("| what | processor seconds | peak MiB |\n|---|---:|---:|")
    for program in programs:
        one = typical(runs[program.name])
        print(f"| `{program.name}` | {one.cpu_seconds:.1f} | {one.mebibytes:.0f} |")
    ratio = paired_cpu_ratio(runs["trend"], runs["check"])
    print(f"\n- trend takes {ratio:.2f} times the processor time of check; at most {BOUND}")
    return 0 if ratio <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())

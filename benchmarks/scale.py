"""`dxscore check` of a whole country, as ratios of runs that take turns: units, rows, start.

    python benchmarks/scale.py                 # the figures of docs/performance.md
    python benchmarks/scale.py --small         # small files: fails where a ratio is far more than it was

The large one also holds 100,000 rows of the 3,321 communes against `frictionless validate` on the same file,
where that is installed beside dxscore: it looks at the shape of the table alone, and at nothing that it says.

Prints a Markdown table. Run it with the interpreter of the environment in which dxscore is installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import country
from cold_start import CHECK, FLOOR, first_rows, machine, own_programs
from processes import Measured, Program, interleaved, paired_cpu_ratio, typical

INDICATORS = 10
COMMUNES = 3_321
CHECK_FEW = f"{CHECK}, three rows"
PEER = "frictionless validate, the same file"
BESIDE_PEER = f"check --units none, 100,000 rows of {COMMUNES:,} units"


class Ratio(NamedTuple):
    """How many times the processor time of one run another takes.

    Args:
        name: as the table prints it.
        of: the run.
        against: what it is held against.
        to_hold: what is to hold.
        fails_at: more fails --small, which is one round on a busy machine.
    """

    name: str
    of: str
    against: str
    to_hold: float
    fails_at: float


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3, help="runs of each program (default 3)")
    parser.add_argument(
        "--small", action="store_true", help="a tenth of units and rows; fails on a ratio far off"
    )
    options = parser.parse_args()
    units, rows = (1_060, 10_000) if options.small else (10_600, 100_000)
    ratios = [
        Ratio("twice the units, as many rows", _name(units, rows), _name(units // 2, rows), 1.2, 2.4),
        Ratio("ten times the rows, the same units", _name(units, 10 * rows), _name(units, rows), 10, 20),
        Ratio("a cold check of 300 rows", CHECK, FLOOR, 1.35, 2.1),
        Ratio("a cold check of three rows", CHECK_FEW, FLOOR, 1.35, 1.7),
        Ratio("--version", "dxscore --version", FLOOR, 1.05, 1.3),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = [*_starts(folder), *_countries(folder, units, rows)]
        if not options.small and _program("frictionless").exists():
            programs += _beside_peer(folder)
            ratios.append(Ratio("check beside frictionless", BESIDE_PEER, PEER, 0.7, 1.4))
        runs = interleaved(programs, options.rounds)
    print("\n".join(_report(runs, ratios, options)))
    over = [
        ratio for ratio in ratios if paired_cpu_ratio(runs[ratio.of], runs[ratio.against]) > ratio.fails_at
    ]
    if options.small and over:
        raise SystemExit(f"far more than it was: {', '.join(ratio.name for ratio in over)}")


def _name(units: int, rows: int) -> str:
    return f"check, {rows:,} rows of {units:,} units"


def _starts(folder: Path) -> list[Program]:
    programs = [one for one in own_programs(first_rows(folder / "some.csv")) if one.name in (FLOOR, CHECK)]
    check = next(one for one in own_programs(first_rows(folder / "few.csv", 3)) if one.name == CHECK)
    version = Program("dxscore --version", (str(_program("dxscore")), "--version"))
    return [*programs, Program(CHECK_FEW, check.command), version]


def _countries(folder: Path, units: int, rows: int) -> Iterator[Program]:
    for many, count in ((units // 2, rows), (units, rows), (units, 10 * rows)):
        yield Program(_name(many, count), _check(folder / f"{many}-{count}", many, count))


def _beside_peer(folder: Path) -> Iterator[Program]:
    own = folder / "beside"
    yield Program(BESIDE_PEER, (*_check(own, COMMUNES, 100_000), "--units", "none"))
    yield Program(PEER, (str(_program("frictionless")), "validate", str(own / "metrics.csv"), "--trusted"))


def _check(own: Path, units: int, rows: int) -> tuple[str, ...]:
    """A country in a folder of its own, and the check of it."""
    country.write_catalogue(own / "catalogue", units, INDICATORS)
    country.write_metrics(own / "metrics.csv", units, INDICATORS, rows)
    command = (
        str(_program("dxscore")),
        "check",
        str(own / "metrics.csv"),
        "--catalogue",
        str(own / "catalogue"),
    )
    return *command, "--no-config", "--format", "json", "--fail-on", "never"


def _program(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def _report(
    runs: dict[str, list[Measured]], ratios: Sequence[Ratio], options: argparse.Namespace
) -> Iterator[str]:
    yield f"{options.rounds} rounds after a warm-up; {machine()}."
    yield f"Command: `python benchmarks/scale.py --rounds {options.rounds}{' --small' * options.small}`."
    yield ""
    yield "| run | seconds | processor seconds | peak MiB |"
    yield "|---|---:|---:|---:|"
    for name, own in runs.items():
        one = typical(own)
        yield f"| {name} | {one.seconds:.2f} | {one.cpu_seconds:.2f} | {one.mebibytes:.0f} |"
    yield ""
    yield "| processor time of | times | to hold | |"
    yield "|---|---:|---:|---|"
    for ratio in ratios:
        times = paired_cpu_ratio(runs[ratio.of], runs[ratio.against])
        word = "holds" if times <= ratio.to_hold else "DOES NOT HOLD"
        yield f"| {ratio.name} | {times:.2f} | {ratio.to_hold:g} | {word} |"


if __name__ == "__main__":
    main()

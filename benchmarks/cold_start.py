"""What one `dxscore check` costs, started cold on 300 rows, against what nothing in Python can avoid.

    python benchmarks/cold_start.py                # interpreter and imports
    python benchmarks/cold_start.py --peers        # and three known validators, installed for the occasion

Prints a Markdown table for docs/performance.md. Run it with the interpreter of the environment in which
dxscore is installed.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from importlib.util import cache_from_source, find_spec
from pathlib import Path

import peers
from processes import Measured, Program, interleaved, paired_cpu_ratio, paired_ratio, typical

EXAMPLE = Path(__file__).parent.parent / "examples" / "duc-pho-2025" / "metrics.csv"
ROWS = 300
MOST_TIMES_THE_FLOOR, GOAL_TIMES_THE_FLOOR, MOST_MEBIBYTES = 1.8, 1.5, 48

BARE = "bare interpreter"
FLOOR = "import floor"
CHECK = "dxscore check"
# The names that the program cannot do without. Importing the bare packages instead measures next to nothing,
# as rich and pydantic load their parts only when asked for one: it is shown beside.
FLOOR_IMPORTS = (
    "import typer, yaml; from pydantic import BaseModel; "
    "from rich.console import Console; from rich.table import Table"
)
LAX_IMPORTS = "import typer, rich, pydantic, yaml"


def main() -> None:
    """Measure, and print the table."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = first_rows(folder / "metrics.csv")
        programs = own_programs(file)
        known = {package: version(package) for package in ("dxscore", "typer", "pydantic", "rich", "pyyaml")}
        if options.peers:
            binaries = peers.install(folder / "peers")
            programs += peers.programs(binaries, file)
            known |= peers.versions(binaries)
        runs = interleaved(programs, options.rounds)
        bytecode_is_there()
    print("\n".join(report(runs, known, options)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=21, help="runs of each program (default 21)")
    parser.add_argument("--peers", action="store_true", help="install and measure three validators as well")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="day to print")
    return parser.parse_args()


def first_rows(target: Path, rows: int = ROWS) -> Path:
    """The example's header and first rows, written to `target`."""
    with EXAMPLE.open(encoding="utf-8", newline="") as lines:
        target.write_text("".join(itertools.islice(lines, rows + 1)), "utf-8", newline="")
    return target


def own_programs(file: Path) -> list[Program]:
    """The interpreter, the imports and dxscore, all in the environment that runs this."""
    python = sys.executable
    # The example misses targets. With the gate open, any exit code but 0 is a run that failed.
    check = (python, str(Path(python).with_name("dxscore")), "check", str(file), "--fail-on", "never")
    return [
        Program(BARE, (python, "-c", "pass")),
        Program(f"`{LAX_IMPORTS}`", (python, "-c", LAX_IMPORTS)),
        Program(FLOOR, (python, "-c", FLOOR_IMPORTS)),
        Program(CHECK, check),
        Program(f"{CHECK} --format json", (*check, "--format", "json")),
    ]


def bytecode_is_there() -> None:
    """Stop where the program was compiled anew on every run: that costs more than all the rest."""
    spec = find_spec("dxscore.cli.main")
    if spec is None or spec.origin is None or not Path(cache_from_source(spec.origin)).exists():
        raise SystemExit("dxscore has no compiled bytecode in this environment; nothing worth printing")


def report(
    runs: dict[str, list[Measured]], known: dict[str, str], options: argparse.Namespace
) -> Iterator[str]:
    """The table in Markdown, then whether what is asked for holds."""
    yield f"{options.date}, {options.rounds} rounds after a warm-up, {ROWS} rows; {machine()}."
    yield f"Command: `python benchmarks/cold_start.py --rounds {options.rounds}{' --peers' * options.peers}`."
    yield f"Versions: {', '.join(f'{name} {number}' for name, number in known.items())}."
    yield ""
    yield "| program | seconds | processor seconds | peak MiB | × import floor | × bare interpreter |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, own in runs.items():
        yield _line(name, own, runs)
    yield ""
    yield from verdicts(runs)


def _line(name: str, own: Sequence[Measured], runs: dict[str, list[Measured]]) -> str:
    one, floor, bare = typical(own), paired_ratio(own, runs[FLOOR]), paired_ratio(own, runs[BARE])
    return (
        f"| {name} | {one.seconds:.3f} | {one.cpu_seconds:.3f} | {one.mebibytes:.1f} "
        f"| {floor:.2f} | {bare:.1f} |"
    )


def verdicts(runs: dict[str, list[Measured]]) -> Iterator[str]:
    """A line for every bound."""
    ratio, own = paired_ratio(runs[CHECK], runs[FLOOR]), typical(runs[CHECK])
    times = f"at most {MOST_TIMES_THE_FLOOR} × the import floor (goal {GOAL_TIMES_THE_FLOOR})"
    of_cpu = paired_cpu_ratio(runs[CHECK], runs[FLOOR])
    word = _word(ratio <= MOST_TIMES_THE_FLOOR)
    yield f"- {times}: {ratio:.2f} ({of_cpu:.2f} by processor time), {word}"
    yield f"- at most {MOST_MEBIBYTES} MiB: {own.mebibytes:.1f}, {_word(own.mebibytes <= MOST_MEBIBYTES)}"
    for name in list(runs)[len(own_programs(EXAMPLE)) :]:
        faster = paired_ratio(runs[name], runs[CHECK])
        yield f"- faster than {name}: {faster:.1f} × as fast, {_word(faster > 1)}"


def _word(holds: bool) -> str:
    return "holds" if holds else "DOES NOT HOLD"


def machine() -> str:
    """Python, system and processor architecture."""
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"


if __name__ == "__main__":
    main()

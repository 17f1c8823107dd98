"""Every benchmark, run again, and its table written into docs/performance.md.

    python benchmarks/run_all.py [NAME …]      # all of them by default; several hours on two cores
    python benchmarks/run_all.py --small       # whether each still runs: small sizes, nothing written

A part of the page begins with a line `<!-- NAME -->` and ends with `<!-- end of NAME -->`. Each names the
machine. many_files and cold_start install the programs that they measure beside dxscore.
"""

from __future__ import annotations

import argparse
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
SMALL = {
    "cold_start": ("--rounds", "1"),
    "many_files": ("--rounds", "1", "--files", "20"),
    "many_rows": ("--rounds", "1", "--rows", "2000"),
    "scale": ("--rounds", "1", "--small"),
    "report_size": ("--communes", "10", "--indicators", "5", "--years", "2"),
    "collect": ("--rounds", "1", "--units", "5", "--indicators", "5"),
    "workbooks": ("--rounds", "1", "--rows", "1000"),
    "hostile_workbooks": ("--only", "500,000 columns"),
    "rollup": ("--records", "20000", "--more", "40000", "--key", "10000"),
    "points_speed": ("--rounds", "1", "--units", "5", "--communes", "4"),
    "trend": ("--rounds", "1", "--units", "4"),
}
"""Every benchmark, in the page's order, with what makes it a matter of seconds."""
FULL = {"cold_start": ("--peers",)}
"""What a benchmark is asked for beyond its defaults."""


def main() -> None:
    """Run what is asked for, and write the page after each: a run that is cut off loses only its own part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(SMALL)}")
    parser.add_argument("--small", action="store_true", help="small sizes, printed and not written")
    options = parser.parse_args()
    asked = options.names or list(SMALL)
    if unknown := [name for name in asked if name not in SMALL]:
        raise SystemExit(f"no part of that name: {', '.join(unknown)}; there are {', '.join(SMALL)}")
    failed = [name for name in asked if not _small(name)] if options.small else []
    if failed:
        raise SystemExit(f"do not run: {', '.join(failed)}")
    for name in () if options.small else asked:
        print(f"{name} …", file=sys.stderr)
        table = _run(name, *FULL.get(name, ())).stdout
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), name, f"{processor()}\n\n{table.strip()}"), "utf-8")


def _run(name: str, *options: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(HERE / f"{name}.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=check)


def _small(name: str) -> bool:
    """Whether a benchmark runs and prints a table; a ratio of so little says nothing, and fails nothing."""
    start = time.perf_counter()
    done = _run(name, *SMALL[name], check=False)
    runs = "\n|---" in done.stdout and "Traceback" not in done.stderr
    print(f"{name}: {'runs' if runs else 'DOES NOT RUN'}, {time.perf_counter() - start:.0f} s", flush=True)
    print(done.stdout if runs else done.stdout + done.stderr, flush=True)
    return runs


def replaced(page: str, name: str, content: str) -> str:
    """The page with another part `name`. ValueError where it has none."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    page, count = pattern.subn(lambda found: f"{found[1]}{content}\n{found[2]}", page)
    if count != 1:
        raise ValueError(f"{PAGE.name} has {count} parts named {name}")
    return page


def processor() -> str:
    """The machine, as far as it says what it is."""
    try:
        told = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
        cores = len(re.findall(r"^processor\s*:", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE))
    except OSError:
        told, cores = None, 0
    name = told[1] if told else platform.processor() or platform.machine()
    return f"{name}{f', {cores} cores' if cores else ''}."


if __name__ == "__main__":
    main()

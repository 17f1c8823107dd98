"""Every benchmark whose table docs/performance.md shows between marks, run again and written there.

    python benchmarks/run_all.py [NAME …]      # cold_start, many_rows, scale; all of them by default

A mark is a line `<!-- NAME -->`; the part ends with `<!-- end of NAME -->`. Each part names the machine.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
NAMES = ("cold_start", "many_rows", "scale")


def main() -> None:
    """Run what is asked for, and write the page after each: a run that is cut off loses only its own part."""
    asked = sys.argv[1:] or NAMES
    unknown = [name for name in asked if name not in NAMES]
    if unknown:
        raise SystemExit(f"no part of that name: {', '.join(unknown)}; there are {', '.join(NAMES)}")
    for name in asked:
        print(f"{name} …", file=sys.stderr)
        command = [sys.executable, str(HERE / f"{name}.py")]
        table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), name, f"{processor()}\n\n{table.strip()}"), "utf-8")


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

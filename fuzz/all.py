"""Every fuzzer for its part of the time, in one go.

python fuzz/all.py --seconds 120 --seed 1
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
FUZZERS: Final = (
    "tables", "workbook_cells", "workbook_parts", "catalogues", "points", "tasks", "waivers", "baselines",
    "configuration", "counts", "verdicts", "forms", "same",
)  # fmt: skip


def main() -> int:
    """1 where any of them found something."""
    parser = argparse.ArgumentParser(prog="fuzz/all.py")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", default="0", help="any text")
    parser.add_argument("--no-keep", action="store_true", help="write nothing into tests/regress")
    asked = parser.parse_args()
    keeping = ["--no-keep"] if asked.no_keep else []
    part = f"{asked.seconds / len(FUZZERS):.1f}"
    found = [name for name in FUZZERS if _ended(name, "--seconds", part, "--seed", asked.seed, *keeping)]
    if found:
        sys.stderr.write(f"finds: {', '.join(found)}\n")
    return 1 if found else 0


def _ended(name: str, *options: str) -> int:
    return subprocess.run([sys.executable, str(HERE / f"{name}.py"), *options], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

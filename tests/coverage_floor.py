"""Branch coverage that CI insists on, by folder. Called with coverage.py's JSON report."""

import json
import sys
from pathlib import Path

FLOOR = 95
FOLDERS = ("model", "read", "score")


def covered(files: dict[str, dict[str, dict[str, int]]], folder: str) -> float:
    """Lines and branches covered in `folder`, in per cent."""
    own = [entry["summary"] for name, entry in files.items() if f"dxscore/{folder}/" in Path(name).as_posix()]
    hit = sum(s["covered_lines"] + s["covered_branches"] for s in own)
    return 100 * hit / sum(s["num_statements"] + s["num_branches"] for s in own)


def main(report: str) -> int:
    """Print each folder's coverage; 1 if one is below the floor."""
    files = json.loads(Path(report).read_text())["files"]
    found = {folder: covered(files, folder) for folder in FOLDERS}
    for folder, percent in found.items():
        sys.stdout.write(f"{folder}: {percent:.1f} % of lines and branches (floor {FLOOR} %)\n")
    return int(min(found.values()) < FLOOR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

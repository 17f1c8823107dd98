"""Branch coverage that CI insists on, room by room. Called with coverage.py's JSON report.

What tests run in a process of its own (the command line, the isolated readers) is not counted, hence the
lower floors of their rooms.
"""

import json
import sys
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "dxscore"
FLOORS = {
    "cli": 78,
    "flows": 83,
    "forms": 95,
    "isolated": 65,
    "model": 97,
    "points": 90,
    "read": 95,
    "report": 92,
    "rollup": 85,
    "score": 97,
    "start": 95,
    "words": 97,
    "workbooks": 90,
}


def covered(files: dict[str, dict[str, dict[str, int]]], folder: str) -> float:
    """Lines and branches covered in `folder`, in per cent."""
    own = [entry["summary"] for name, entry in files.items() if f"dxscore/{folder}/" in Path(name).as_posix()]
    hit = sum(s["covered_lines"] + s["covered_branches"] for s in own)
    return 100 * hit / sum(s["num_statements"] + s["num_branches"] for s in own)


def main(report: str) -> int:
    """Print each room's coverage; 1 if one is below its floor, or a room has none."""
    files = json.loads(Path(report).read_text())["files"]
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    found = {room: covered(files, room) for room in FLOORS}
    for room, percent in found.items():
        sys.stdout.write(f"{room}: {percent:.1f} % of lines and branches (floor {FLOORS[room]} %)\n")
    for room in rooms - FLOORS.keys():
        sys.stdout.write(f"{room}: no floor in tests/coverage_floor.py\n")
    return int(rooms != FLOORS.keys() or any(found[room] < floor for room, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

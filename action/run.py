"""What action.yml runs once dxscore is installed: `dxscore check` with the inputs, then the step's outputs.

Started as `python -I`: nothing of the checkout is loaded. Outputs are numbers that dxscore counted and names
of files that the workflow's own author gave; never anything that stands in the data, which is a stranger's.
"""

from __future__ import annotations

import csv
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DXSCORE = (sys.executable, "-I", "-m", "dxscore")
COULD_NOT_JUDGE = 2
REJECTS_HEADER = ["rejected_from", "rejected_line", "rejected_because"]
NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")


def main() -> int:
    """Check; the exit code is that of dxscore."""
    files = _lines(os.environ.get("INPUT_FILES", ""))
    settings = _settings()
    if not files:
        sys.stderr.write("dxscore: giá trị 'files' trống · the input 'files' is empty\n")
    if not files or settings is None:
        _tell({"exit-code": str(COULD_NOT_JUDGE)}, [])
        return COULD_NOT_JUDGE
    with tempfile.TemporaryDirectory(dir=os.environ.get("RUNNER_TEMP") or None) as folder:
        scorecard, rejects = Path(folder, "scorecard.json"), Path(folder, "rejects.csv")
        outputs = _outputs(settings)
        asked_rejects = settings["rejects"]["value"]
        options = [f"--output={output}" for output in (*outputs, f"json={scorecard}")]
        if not outputs:  # nothing but ours is written: standard output stays what it would have been
            options.append(f"--format={settings['format']['value']}")
        if asked_rejects is None:
            options.append(f"--rejects={rejects}")
        if unit := os.environ.get("INPUT_FOR"):
            options.append(f"--for={unit}")
        written = [output.partition("=")[2] or output for output in outputs]
        written += [asked_rejects] if asked_rejects else []
        before = {name: _state(name) for name in written}
        code = subprocess.run([*DXSCORE, "check", *options, "--", *files], check=False).returncode
        told = _counts(scorecard) | {"rejected-rows": _rows(Path(asked_rejects or rejects))}
        fresh = [name for name in written if _state(name) not in (None, before[name])]
    _tell({"exit-code": str(code)} | told, fresh)
    return code


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def _settings() -> dict[str, Any] | None:
    """What holds for the check, by variables, a named configuration, defaults; None where one is faulty."""
    done = subprocess.run([*DXSCORE, "config", "--format=json"], stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        return None
    held: dict[str, Any] = json.loads(done.stdout)["settings"]
    return held


def _outputs(settings: Mapping[str, Any]) -> list[str]:
    """The files to write. An input's lines are taken whole: dxscore's variable would be cut at colons."""
    given = _lines(os.environ.get("INPUT_OUTPUT", ""))
    value = settings["output"]["value"]
    return given or ([value] if isinstance(value, str) else list(value or ()))


def _state(name: str) -> tuple[int, int, int] | None:
    """What tells a file that was written now from one that the checkout held already."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _counts(scorecard: Path) -> dict[str, str]:
    """Counts of the summary, its coverage and score, and of findings; empty where nothing was written."""
    if not scorecard.is_file():
        return {}
    document = json.loads(scorecard.read_bytes())
    found = {name.replace("_", "-"): str(value) for name, value in document["summary"].items()}
    for severity in ("error", "warning", "note"):
        found[f"{severity}s"] = str(sum(f["severity"] == severity for f in document["findings"]))
    return {name: value for name, value in found.items() if NUMBER.fullmatch(value)}


def _rows(rejects: Path) -> str:
    """How many rows were left out; every file of another header begins with its own."""
    if not rejects.is_file():
        return ""
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        return str(sum(row[-3:] != REJECTS_HEADER for row in csv.reader(file) if row))


def _tell(values: Mapping[str, str], files: Sequence[str]) -> None:
    """Append to the step's outputs, if there are any; names of files between marks that nobody can guess."""
    name = os.environ.get("GITHUB_OUTPUT")
    if not name:
        return
    mark = f"files-{secrets.token_hex(16)}"
    lines = [*(f"{key}={value}" for key, value in values.items()), f"files<<{mark}", *files, mark]
    with Path(name).open("a", encoding="utf-8", newline="\n") as file:
        file.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())

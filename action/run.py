"""What action.yml runs once dxscore is installed: `dxscore lint` or `dxscore check`, then the step's outputs.

Started as `python -I`: nothing of the checkout is loaded. Outputs are numbers that dxscore counted and names
of files that the workflow's own author gave; never anything that stands in the data, which is a stranger's.
"""

from __future__ import annotations

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
COMMANDS = ("lint", "check")
PROPOSED = ("pull_request", "pull_request_target", "merge_group")
"""Events of changes that nobody has accepted yet: their files are looked through, the plan is not judged."""
COULD_NOT_JUDGE = 2
NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")


def main() -> int:
    """Lint or check; the exit code is that of dxscore."""
    command = os.environ.get("INPUT_COMMAND") or (
        "lint" if os.environ.get("GITHUB_EVENT_NAME") in PROPOSED else "check"
    )
    settings = _settings()
    files = _lines(os.environ.get("INPUT_FILES", "")) or list(
        (settings or {}).get("files", {}).get("value") or ()
    )
    if command not in COMMANDS:
        sys.stderr.write(
            "dxscore: giá trị 'command' là lint hoặc check · the input 'command' is lint or check\n"
        )
    if settings is not None and not files:
        sys.stderr.write("dxscore: giá trị 'files' trống · the input 'files' is empty\n")
    if command not in COMMANDS or not files or settings is None:
        _tell({"exit-code": str(COULD_NOT_JUDGE)}, [])
        return COULD_NOT_JUDGE
    with tempfile.TemporaryDirectory(dir=os.environ.get("RUNNER_TEMP") or None) as folder:
        document = Path(folder, "document.json")
        outputs = _outputs(settings)
        if command == "lint":
            outputs = _of_lint(outputs)
            options = [*_as_options(outputs, document), f"--format={_format_of_lint(settings)}"]
            files += [str(settings["waivers"]["value"])] if settings["waivers"]["value"] else []
        else:
            options = _as_options(outputs, document)
            if not outputs:  # nothing but ours is written: standard output stays what it would have been
                options.append(f"--format={settings['format']['value']}")
            if unit := os.environ.get("INPUT_FOR"):
                options.append(f"--for={unit}")
        written = [output.partition("=")[2] or output for output in outputs]
        asked_rejects = settings["rejects"]["value"]
        written += [asked_rejects] if asked_rejects and command == "check" else []
        before = {name: _state(name) for name in written}
        code = subprocess.run([*DXSCORE, command, *options, "--", *files], check=False).returncode
        told = _counts(document)
        fresh = [name for name in written if _state(name) not in (None, before[name])]
    _tell({"command": command, "exit-code": str(code)} | told, fresh)
    return code


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def _settings() -> dict[str, Any] | None:
    """What holds for the run, by variables, a named configuration, defaults; None where one is faulty."""
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


def _of_lint(outputs: Sequence[str]) -> list[str]:
    """The files that can be had of findings alone; the others are named, and come with `check`."""
    from dxscore.report.outputs import choices, format_of_file

    known = choices("lint")
    kept = [
        output
        for output in outputs
        if (output.partition("=")[0] if "=" in output else format_of_file(output)) in known
    ]
    for output in outputs:
        if output not in kept:
            said = output.encode("unicode_escape").decode()
            sys.stderr.write(f"dxscore: chỉ check ghi tệp này · only check writes this file: {said}\n")
    return kept


def _format_of_lint(settings: Mapping[str, Any]) -> str:
    from dxscore.report.outputs import choices

    asked = str(settings["format"]["value"])
    return asked if asked in choices("lint") else "concise"


def _as_options(outputs: Sequence[str], document: Path) -> list[str]:
    return [f"--output={output}" for output in (*outputs, f"json={document}")]


def _state(name: str) -> tuple[int, int, int] | None:
    """What tells a file that was written now from one that the checkout held already."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _counts(written: Path) -> dict[str, str]:
    """Counts of a scorecard's summary and of findings, listed or not; empty where nothing was written."""
    if not written.is_file():
        return {}
    document = json.loads(written.read_bytes())
    found = {name.replace("_", "-"): str(value) for name, value in document.get("summary", {}).items()}
    counts = document.get("finding_counts", document)
    found |= {name: str(counts[name]) for name in ("errors", "warnings", "notes")}
    found["findings"] = str(counts["total"])
    rows = [
        file["rejected"]
        for file in document.get("files", document.get("inputs"))
        if file["rejected"] is not None
    ]
    found["rejected-rows"] = str(sum(rows))
    return {name: value for name, value in found.items() if NUMBER.fullmatch(value)}


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

"""Fail every call by which a command reads or writes, one at a time, and give it too little memory.

    python scripts/faults.py                    # every command, every kind: some ten minutes
    python scripts/faults.py --only check --kind read

Each run is held to this: exit code 2 and one line, or the exit code of a sound run and the file that it
writes; the file is old or new, never torn; nothing lies beside it after the next run; no traceback. Ends
with 1 where a run breaks that. Needs Linux and strace. The commands are those of tests/cli/test_anomalies.py,
which holds the calls on the written file in every run of CI.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS / room) for room in ("", "cli", "forms")]

from answers import ALL, type_into  # noqa: E402  # from the folders that the line above names
from program import PROGRAM, environment  # noqa: E402
from test_anomalies import COMMANDS, FORM, Command, at, folder_for, left_over  # noqa: E402

MEGABYTES: Final = (*range(40, 100, 6), *range(100, 320, 40))
CALLS: Final = {"read": ("read", "openat"), "write": ("write", "fsync", "close", "rename")}
ERRORS: Final = {"write": ("error=EIO", "error=ENOSPC", "signal=SIGKILL"), "read": ("error=EIO",)}
_OTHERS: Final = ("error=EIO", "signal=SIGKILL")
_TRACES: Final = (b"Traceback", b"internal error", b"Fatal Python error")


@dataclass(frozen=True)
class Sound:
    """How a command ends when nothing fails, and what it writes."""

    code: int
    new: bytes | None


def sound(command: Command, form: Path, top: Path) -> Sound:
    """A run in peace."""
    folder = fresh(command, form, top)
    done = asked(command, folder, ())
    return Sound(done.returncode, at(folder, command))


def fresh(command: Command, form: Path, top: Path) -> Path:
    """A folder as the command finds it."""
    return folder_for(command, form, Path(tempfile.mkdtemp(dir=top)))


def asked(command: Command, folder: Path, before: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a folder, by another command."""
    return subprocess.run(
        [*before, sys.executable, str(PROGRAM), *map(str, command.arguments), "--lang", "en"],
        cwd=folder, capture_output=True, env=environment(), check=False, timeout=120,
    )  # fmt: skip


def faults(command: Command, form: Path, top: Path, kind: str) -> Iterator[tuple[str, ...]]:
    """What is put before the command, fault by fault."""
    if kind == "memory":
        yield from (("prlimit", f"--as={megabytes * 1024 * 1024}") for megabytes in MEGABYTES)
        return
    for call in CALLS[kind]:
        for number in places(command, form, top, call):
            for fault in ERRORS.get(call, _OTHERS):
                yield "strace", "-qq", "-o", os.devnull, "-e", f"inject={call}:{fault}:when={number}"


def places(command: Command, form: Path, top: Path, call: str) -> list[int]:
    """Which of the calls of one kind touch a file that the command was given, that it writes, or a stream:
    the interpreter's own files are left alone, without which nothing starts."""
    folder, log = fresh(command, form, top), top / "calls"
    asked(command, folder, ("strace", "-qq", "-y", "-e", f"trace={call}", "-o", str(log)))
    given = [str(one) for one in command.arguments if isinstance(one, Path) and one.is_absolute()]
    ours = re.compile("|".join([re.escape(str(folder)), *map(re.escape, given), r"^write\(1<"]))
    moved = re.compile(r"\.[a-z0-9_]{8}\.tmp")
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.startswith(call)]
    # The current folder stands in every call that opens; what was opened, only behind the answer.
    told = [line.rpartition(" = ")[2] if call == "openat" else line for line in lines]
    return [number for number, line in enumerate(told, 1) if ours.search(line) or moved.search(line)]


def broken(command: Command, form: Path, top: Path, before: tuple[str, ...], whole: Sound) -> str | None:
    """What a run under a fault did that it should not; None where it did as it should."""
    folder = fresh(command, form, top)
    old = at(folder, command)
    done = asked(command, folder, before)
    said, killed = done.stderr + done.stdout, done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    told = f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}"
    if any(trace in said for trace in _TRACES):
        return f"a trace: {told}"
    if at(folder, command) not in (old, whole.new) and not _is_whole(folder / command.file, done.returncode):
        return f"a torn file: {told}"
    if killed and "SIGKILL" in before[-1]:
        pass
    elif done.returncode == 2:
        if not done.stderr.strip():
            return f"no word: {told}"
    elif done.returncode != whole.code:
        return f"another exit code than {whole.code} or 2: {told}"
    elif at(folder, command) != whole.new:
        return f"as if nothing were wrong, and yet the old file: {told}"
    if not killed:
        return f"left behind: {left_over(folder)}" if left_over(folder) else None
    again = asked(command, folder, ())
    if (again.returncode, at(folder, command)) != (whole.code, whole.new):
        return f"the run after it: exit {again.returncode}, {again.stderr[-300:]!r}"
    return f"left behind: {left_over(folder)}" if left_over(folder) else None


def _is_whole(path: Path, code: int) -> bool:
    """Whether a file is the whole document that says why nothing could be judged."""
    try:
        return code == 2 and bool(json.loads(path.read_bytes())["findings"])
    except (ValueError, KeyError):
        return False


def main() -> int:
    """1 where a run did what it should not."""
    parser = argparse.ArgumentParser(prog="scripts/faults.py")
    parser.add_argument("--only", choices=sorted(COMMANDS), action="append")
    parser.add_argument("--kind", choices=("memory", "read", "write"), action="append")
    wanted = parser.parse_args()
    finds, tried = 0, Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        top = Path(place)
        form = answered(top)
        for name in wanted.only or COMMANDS:
            command = COMMANDS[name]
            whole = sound(command, form, top)
            for kind in wanted.kind or ("memory", "read", "write"):
                for before in faults(command, form, top, kind):
                    tried[f"{name} {kind}"] += 1
                    if (said := broken(command, form, top, before, whole)) is not None:
                        finds += 1
                        print(f"{name}: {before[-1]}: {said}", flush=True)
                print(f"{name}: {tried[f'{name} {kind}']} faults of {kind}", flush=True)
    print(f"{tried.total()} faults, {finds} finds")
    return 1 if finds else 0


def answered(top: Path) -> Path:
    """A form that a unit filled in."""
    folder = top / "form"
    folder.mkdir()
    asked(Command(FORM[:-1], "", 0), folder, ())
    path = folder / COMMANDS["template"].file
    type_into(path, ALL)
    return path


if __name__ == "__main__":
    sys.exit(main())

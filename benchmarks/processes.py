"""Whole processes, started again and again: wall time and peak memory of each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

# Linux counts what a process inherits before exec into its peak memory, so a large parent would be measured
# instead of a small child. This launcher is smaller than any program that is measured here.
LAUNCHER = """
import posix, sys, time
null = [(posix.O_RDONLY, 0), (posix.O_WRONLY, 1), (posix.O_WRONLY, 2)]
opened = [(posix.POSIX_SPAWN_OPEN, fd, "/dev/null", flags, 0) for flags, fd in null]
start = time.perf_counter()
pid = posix.posix_spawn(sys.argv[1], sys.argv[1:], posix.environ, file_actions=opened)
_, status, usage = posix.wait4(pid, 0)
seconds = time.perf_counter() - start
print(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, posix.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True, slots=True)
class Program:
    """What is measured.

    Args:
        name: as the table prints it.
        command: arguments, the first an absolute path. Exit code 0 says that it did its work.
    """

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: wall and processor seconds, peak resident memory in MiB."""

    seconds: float
    cpu_seconds: float
    mebibytes: float


def child_environment() -> dict[str, str]:
    """This environment without what would change a program's start: bytecode must be read and written."""
    changing = ("PYTHON", "DXSCORE_", "COVERAGE_", "COLUMNS", "FORCE_COLOR")
    return {name: value for name, value in os.environ.items() if not name.startswith(changing)}


def run(program: Program, environment: Mapping[str, str]) -> Measured:
    """Run `program` once, its output thrown away.

    Raises:
        RuntimeError: it ended with another exit code than 0.
    """
    launch = [sys.executable, "-I", "-S", "-c", LAUNCHER, *program.command]
    said = subprocess.run(launch, env=dict(environment), capture_output=True, text=True, check=True).stdout
    seconds, cpu_seconds, kibibytes, code = said.split()
    if int(code) != 0:
        raise RuntimeError(f"{program.name}: exit code {code} of {' '.join(program.command)}")
    return Measured(float(seconds), float(cpu_seconds), int(kibibytes) / 1024)


def interleaved(programs: Sequence[Program], rounds: int, *, warm: bool = True) -> dict[str, list[Measured]]:
    """`rounds` runs of every program, one after the other in turn, after one turn that is not counted.

    Taking turns shares out whatever else the machine is doing; the first turn compiles and fills caches.
    Runs of many minutes can do without it: `warm` says so.
    """
    environment = child_environment()
    for program in programs if warm else ():
        run(program, environment)
    runs: dict[str, list[Measured]] = {program.name: [] for program in programs}
    for _ in range(rounds):
        for program in programs:
            runs[program.name].append(run(program, environment))
    return runs


def paired_ratio(runs: Sequence[Measured], against: Sequence[Measured]) -> float:
    """Median over the rounds of one run's wall time over the other's in the same round."""
    return median(one.seconds / other.seconds for one, other in zip(runs, against, strict=True))


def paired_cpu_ratio(runs: Sequence[Measured], against: Sequence[Measured]) -> float:
    """The same of processor time, which a busy machine changes less."""
    return median(one.cpu_seconds / other.cpu_seconds for one, other in zip(runs, against, strict=True))


def typical(runs: Sequence[Measured]) -> Measured:
    """The median of each number by itself."""
    return Measured(
        median(one.seconds for one in runs),
        median(one.cpu_seconds for one in runs),
        median(one.mebibytes for one in runs),
    )

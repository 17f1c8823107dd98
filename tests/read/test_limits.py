"""Limits of texts: what the memory of a run bears; of workbooks the least alone."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dxscore.model.observation import Metrics
from dxscore.read import limits
from dxscore.read.limits import SIZE_LIMIT
from dxscore.read.memory import least, of_groups
from dxscore.read.sources import open_source

MIB = 1024 * 1024
Read = Callable[[str | bytes], Metrics]


@pytest.fixture
def memory_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how many MiB the run may have; 0 where that is not known."""
    return lambda mebibytes: monkeypatch.setattr(limits, "memory", lambda: mebibytes * MIB)


@pytest.mark.parametrize(
    "mebibytes, times", [(0, 1), (40, 1), (799, 1), (1_600, 2), (4_096, 5), (24_000, 10), (10**6, 10)]
)
def test_limits_grow_with_memory(memory_of: Callable[[int], None], mebibytes: int, times: int) -> None:
    memory_of(mebibytes)
    assert limits.times() == times


def test_a_text_may_be_as_large_as_memory_bears(memory_of: Callable[[int], None]) -> None:
    text, book = b"x" * (SIZE_LIMIT + 1), b"PK\x03\x04" + b"x" * SIZE_LIMIT
    memory_of(0)
    assert open_source("-", io.BytesIO(text)).fault is not None
    memory_of(1_600)
    assert open_source("-", io.BytesIO(text)) == ("-", text, None)
    assert open_source("-", io.BytesIO(text * 2)).fault is not None
    refused = open_source("-", io.BytesIO(book)).fault
    assert refused is not None
    assert "20 MiB" in refused.message.en


def test_rows_beyond_the_least_limit_are_read_where_memory_bears_them(
    memory_of: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    """All limits on the way are passed: lines, rows held, cells, rows of a table."""
    monkeypatch.setattr("dxscore.read.table.ROW_LIMIT", 3)
    monkeypatch.setattr("dxscore.read.grid.ROWS_HELD", 5)
    monkeypatch.setattr("dxscore.read.delimited.LINE_LIMIT", 7)
    monkeypatch.setattr("dxscore.read.metrics.LINE_LIMIT", 7)
    monkeypatch.setattr("dxscore.read.delimited.CELLS_AT_MOST", 25)
    header = "indicator,reporting_unit,period,numerator,denominator\n"
    rows = [f"HS,pho-minh,2024-{month:02},8,10\n" for month in range(1, 9)]
    memory_of(1_600)
    told = read(header + "".join(rows[:6]))
    assert (len(told.observations), told.findings) == (6, ())
    told = read(header + "".join(rows[:7]))
    assert [(f.code, f.row, "6" in f.message.en) for f in told.findings] == [("DX135", 8, True)]
    memory_of(0)
    told = read(header + "".join(rows[:4]))
    assert [(f.code, f.row, "3" in f.message.en) for f in told.findings] == [("DX135", 5, True)]
    assert len(told.observations) == 3


def test_cells_and_lines_are_told_with_their_limit(
    memory_of: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    header = "indicator,reporting_unit,period,numerator,denominator\n"
    rows = [f"HS,pho-minh,2024-{month:02},8,10\n" for month in range(1, 9)]
    memory_of(1_600)
    monkeypatch.setattr("dxscore.read.delimited.CELLS_AT_MOST", 10)
    told = read(header + "".join(rows)).findings
    assert ("DX149", "20") in [(f.code, "".join(filter(str.isdigit, f.message.en))) for f in told]
    monkeypatch.undo()
    memory_of(1_600)
    monkeypatch.setattr("dxscore.read.delimited.LINE_LIMIT", 5)
    monkeypatch.setattr("dxscore.read.metrics.LINE_LIMIT", 5)
    assert ("DX135", 7) in [(f.code, f.row) for f in read(header + "".join(rows)).findings]


def test_a_limit_of_the_process_is_known(tmp_path: Path) -> None:
    """Where the system tells it at all: no more than what was set."""
    pytest.importorskip("resource")
    script = (
        "import resource, sys; m = 3 << 30; resource.setrlimit(resource.RLIMIT_AS, (m, m));"
        "from dxscore.read import limits; print(0 < limits.memory() <= m, limits.times())"
    )
    asked = [sys.executable, "-c", script]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=tmp_path)
    known, times = done.stdout.split()
    assert known == "True"
    assert 1 <= int(times) <= 3


@pytest.mark.parametrize(
    "limits_, holds", [((9, -1, 5), 5), ((9, 4, 5), 4), ((0, -1, 0), 0), ((3, 4, 5), 3), ((), 0)]
)
def test_the_least_of_all_limits_holds(limits_: tuple[int, ...], holds: int) -> None:
    assert least([*limits_]) == holds


GROUP = "system.slice/system-x\\x2dy.slice/so lieu.service"
"""As systemd names the group of a service: its name holds a backslash, and may hold a blank."""


def told(tmp_path: Path, groups: str, mounts: str, **limits_: str) -> list[int]:
    """The limits of a process of which the system tells this; `{top}` is where a tree of groups lies."""
    top = tmp_path / "cgroup"
    for folder, text in limits_.items():
        file = top / {"root": "", "slice_": GROUP.rpartition("/")[0], "service": GROUP}[folder]
        file.mkdir(parents=True, exist_ok=True)
        for name in ("memory.max", "memory.limit_in_bytes"):
            (file / name).write_text(text, "latin-1")
    (tmp_path / "cgroup-of-process").mkdir()
    (tmp_path / "cgroup-of-process" / "cgroup").write_text(groups, "utf-8")
    (tmp_path / "cgroup-of-process" / "mountinfo").write_text(mounts.format(top=top), "utf-8")
    return of_groups(tmp_path / "cgroup-of-process")


SECOND = "31 23 0:28 / /sys rw shared:7 - sysfs sysfs rw\n35 31 0:32 {root} {{top}} rw - cgroup2 cgroup2 rw\n"
FIRST = "35 31 0:32 {root} {{top}} rw shared:9 master:1 - cgroup cgroup rw,cpu,memory\n"
HYBRID = FIRST + "36 31 0:38 {root} {{top}}-none rw - cgroup2 cgroup2 rw\n"


@pytest.mark.parametrize(
    "groups, mounts",
    [
        (f"0::/{GROUP}\n", SECOND),
        (f"9:name=systemd:/x\n4:cpu,memory:/{GROUP}\n1:pids:/\n0::/\n", FIRST),
        (f"4:memory:/{GROUP}\n0::/{GROUP}\n", HYBRID),
    ],
)
def test_what_a_service_may_have(tmp_path: Path, groups: str, mounts: str) -> None:
    """Its own limit and those of all groups above it, in both versions of control groups."""
    known = told(tmp_path, groups, mounts.format(root="/"), root="max\n", slice_="8192\n", service="4096\n")
    assert known == [4096, 8192]


@pytest.mark.parametrize("mounts", [SECOND, FIRST])
@pytest.mark.parametrize(
    "path, root",
    [
        ("/", "/"),  # it sees its own group as the root
        ("/docker/3f", "/docker/3f"),  # or its group is where it is outside, too
        ("/../../other", "/"),  # or it is told a path outside
        ("/other", "/docker/3f"),
    ],
)
def test_what_a_container_may_have(tmp_path: Path, mounts: str, path: str, root: str) -> None:
    groups = f"4:memory:{path}\n0::{path}\n"
    assert told(tmp_path, groups, mounts.format(root=root), root="1073741824\n", service="7\n") == [1 << 30]


def test_a_service_within_a_container(tmp_path: Path) -> None:
    """Paths of groups begin above the top of the tree that it sees; the name of that top is escaped."""
    mounts = SECOND.format(root="/docker/ten\\040co\\134cach")
    groups = f"0::/docker/ten co\\cach/{GROUP}\n"
    assert told(tmp_path, groups, mounts, root="9000\n", slice_="max\n", service="8000\n") == [8000, 9000]


@pytest.mark.parametrize("text", ["max\n", "", "\xff", "-1", "\xb2", "0"])
def test_no_limit(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, f"0::/{GROUP}\n", SECOND.format(root="/"), root=text, service=text) == []


@pytest.mark.parametrize("text", ["", "0", "a b c d e f - cgroup2", "\x00\n:::\n - \n", "4:memory", "0::"])
def test_whatever_the_system_tells_is_borne(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text, text, root="9\n") == []


def test_where_the_system_tells_nothing(tmp_path: Path) -> None:
    assert of_groups(tmp_path / "none") == []

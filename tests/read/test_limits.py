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


def test_the_least_of_all_limits_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    for machine, process, container, least in ((9, -1, 5, 5), (9, 4, 5, 4), (0, -1, 0, 0), (3, 4, 5, 3)):
        monkeypatch.setattr(limits, "_machine", lambda known=machine: known)
        monkeypatch.setattr(limits, "_of_process", lambda known=process: known)
        monkeypatch.setattr(limits, "_of_container", lambda _, known=container: known)
        assert limits.memory.__wrapped__() == least


def test_what_a_container_may_have(tmp_path: Path) -> None:
    file = tmp_path / "memory.max"
    assert limits._of_container(file) == 0
    for text, found in (("max\n", 0), ("1073741824\n", 1 << 30), ("\xff", 0)):
        file.write_text(text, "latin-1")
        assert limits._of_container(file) == found

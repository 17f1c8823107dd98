"""What the reading process does, done here: the same answers, and no bytes that bring it down."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_answers import read_here

from dxscore.workbooks.deadline import SECONDS_AT_FIRST
from dxscore.workbooks.sheet import Refusal, Workbook
from dxscore.workbooks.worker import Worker, gathered

ARRIVALS = Path(__file__).parents[1] / "arrivals"
FILES = sorted(p for p in ARRIVALS.iterdir() if p.suffix in (".xlsx", ".xlsm", ".xls", ".ods"))
SOUND = [
    p for p in FILES if p.stem in ("bieu-mau", "nhi-phan", "ngay-thang", "o-gop", "cong-thuc", "nhan-xet")
]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as running:
        yield running


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_child_says_what_its_code_says(path: Path, worker: Worker) -> None:
    content = path.read_bytes()
    assert worker.read(content) == read_here(content)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
@settings(max_examples=60)
@given(st.data())
def test_damaged_bytes_are_read_or_refused(path: Path, data: st.DataObject) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    # In a damaged .xls the library may run in a circle: it is then the deadline that refuses.
    assert isinstance(read_here(bytes(content), SECONDS_AT_FIRST), Workbook | Refusal)
    assert isinstance(read_here(bytes(content[:cut]), SECONDS_AT_FIRST), Workbook | Refusal)


def test_an_answer_that_ends_too_early_is_none() -> None:
    assert gathered(io.BytesIO(b'["kind","XLSX"]\n')) is None

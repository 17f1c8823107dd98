"""Reading a log as text: three ways of cutting say the same, whatever the blocks and line ends."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxscore.model.finding import Rule
from dxscore.rollup import text as module
from dxscore.rollup.text import (
    LineCount,
    NotPlainError,
    RefusedError,
    TextReader,
    Texts,
    blocks,
    layout_of,
    lines_of,
)


class Kept:
    """A sink that keeps all it is given: records by line, and the lines of those that are rejected."""

    def __init__(self) -> None:
        self.records: list[tuple[int, str | None, tuple[str, ...]]] = []
        self.rejected: list[tuple[int, str]] = []

    def add(self, texts: Texts, keys: Sequence[str] | None, rows: Sequence[int]) -> None:
        for place, row in enumerate(rows):
            key = None if keys is None else keys[place]
            self.records.append((row, key, tuple(column[place] for column in texts)))

    def reject(self, rule: Rule, row: int, cell: int | None = None, **values: Any) -> None:
        del cell, values
        self.rejected.append((row, rule.code))


class Careful(TextReader):
    """Only the careful way."""

    def _cut_at_once(self, text: str) -> bool:
        del text
        return False

    def _cut_line_by_line(self, text: str) -> bool:
        del text
        return False


class LineByLine(TextReader):
    """Never all at once."""

    def _cut_at_once(self, text: str) -> bool:
        return self._cut_line_by_line(text)


def read(
    data: bytes,
    reader: type[TextReader] = TextReader,
    block: int | None = None,
    key: str | None = "k",
    plain: bool = False,
) -> tuple[Any, ...]:
    """What a log says: its records, what was rejected, and how many of its lines are records by the lines."""
    layout = layout_of("f", data, ["b", "a"], key)
    sink = Kept()
    reading = reader("f", layout, sink, plain=plain)
    before = module.BLOCK
    try:
        module.BLOCK = block or before  # type: ignore[misc]
        stream = io.BytesIO(data)
        stream.seek(layout.start)
        for part, last in blocks(stream, layout):
            reading.block(part, last)
    finally:
        module.BLOCK = before  # type: ignore[misc]
    lines = LineCount(layout.encoding)
    lines.add(data)
    records = lines.result() - (layout.line - 1) - reading.between
    assert records == len(sink.records) + len(sink.rejected)
    return sorted(sink.records), sorted(sink.rejected)


CELL = st.sampled_from(
    ["", "1", "xã Phổ", "a b", " ", "'-1", "''=x", "a'b", "\x1f", "e\u0301", "\u2028", "x" * 40]
)
QUOTED = st.sampled_from(
    ['"a,b"', '""', '"a ""b"""', '"1"', '"x\ny"', '"x\r\ny"', 'a"b', '"open', '"a"b', '"']
)
PLAIN_ROW = st.lists(CELL, min_size=4, max_size=4).map(",".join)
ANY_ROW = st.lists(st.one_of(CELL, CELL, CELL, QUOTED), min_size=1, max_size=6).map(",".join)
SOUND_ROW = st.lists(
    st.one_of(CELL, QUOTED.filter(lambda cell: cell.count('"') % 2 == 0 and cell[0] == cell[-1] == '"')),
    min_size=4,
    max_size=4,
).map(",".join)
END = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
LOG = st.lists(st.tuples(st.one_of(PLAIN_ROW, PLAIN_ROW, ANY_ROW, SOUND_ROW, st.just("")), END), max_size=30)


def log_of(rows: list[tuple[str, str]]) -> bytes:
    return ("a,b,c,k\n" + "".join(row + end for row, end in rows)).encode()


@settings(max_examples=150, deadline=None)
@given(LOG, st.sampled_from([None, 16, 64, 200]))
def test_all_ways_of_cutting_say_the_same(rows: list[tuple[str, str]], block: int | None) -> None:
    data = log_of(rows)
    expected = read(data, Careful)
    assert read(data, block=block) == expected
    assert read(data, LineByLine, block) == expected
    assert read(data, Careful, block) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PLAIN_ROW, st.just("\n")), max_size=30))
def test_encodings_say_the_same(rows: list[tuple[str, str]]) -> None:
    data = log_of(rows)
    expected = read(data)
    for encoding in ("utf-8-sig", "utf-16"):
        assert read(data.decode().encode(encoding), block=64) == expected


@settings(max_examples=60, deadline=None)
@given(LOG)
def test_a_part_that_has_to_be_plain_says_the_same_or_that_it_is_not(rows: list[tuple[str, str]]) -> None:
    data = log_of(rows)
    try:
        found = read(data, plain=True)
    except NotPlainError:
        return
    assert found == read(data)


@given(st.text("ab\r\n", max_size=40), st.integers(1, 7))
def test_lines_are_counted_as_they_are_split(text: str, size: int) -> None:
    count = LineCount("utf-8")
    for start in range(0, len(text), size):
        count.add(text[start : start + size].encode())
    assert (
        count.result()
        == len(lines_of(text))
        == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        - (text == "" or text[-1] in "\r\n")
    )
    assert "".join(lines_of(text)) == text


def test_a_row_of_another_width_is_rejected_and_blank_ones_are_none() -> None:
    found = read(b"a,b,c,k\n1,2,3,K\n1,2\n,,,\n\n   \n1,2,3,K,\n1,2,3,K,x\n1,2,3\n")
    assert found == (
        [(2, "K", ("2", "1")), (7, "K", ("2", "1"))],
        [(3, "DX134"), (8, "DX134"), (9, "DX134")],
    )


def test_an_open_quote_swallows_no_row() -> None:
    rows = "".join(f"{number},2,3,K{number}\n" for number in range(50))
    found = read(f'a,b,c,k\n1,"open,3,K\n{rows}'.encode())
    assert len(found[0]) == 50
    assert found[1] == [(2, "DX130")]


def test_a_cell_on_several_lines_is_one_record() -> None:
    assert read(b'a,b,c,k\n1,"x\ny\n\nz",3,K\n2,2,3,L\n')[0] == [
        (2, "K", ("x\ny\n\nz", "1")),
        (6, "L", ("2", "2")),
    ]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "DX120", None),
        (b"\xef\xbb\xbf\n \n", "DX120", None),
        (b"a;k\n1;2\n", "DX810", None),
        (b"a,b,B,k\n", "DX811", None),
        (b"PK\x03\x04....", "DX108", None),
        (b"PAR1....", "DX810", None),
        (b"\x1f\x8b\x08....", "DX108", None),
        (b"a,b,k\n1,2,3\n1,\xff,3\n", "DX110", 3),
        (b"a,b,k\n1,2,3\n1,\x00,3\n", "DX113", 3),
        ("a,b,k\n1,2,3\n".encode("utf-32"), "DX114", None),
        (b"a,b," + b"x," * 300 + b"k\n", "DX136", 1),
        (b"a,b,k\n" + b'1,"open,3\n' * 120, "DX133", None),
    ],
)
def test_what_is_refused_says_why_and_where(data: bytes, code: str, line: int | None) -> None:
    with pytest.raises(RefusedError) as caught:
        read(data)
    finding = caught.value.finding
    assert finding.code == code
    if line is not None:
        assert finding.row == line


def test_fault_far_into_a_file_has_its_own_line() -> None:
    rows = b"1,2,3\n" * 1000
    for fault in (b"\xff", b"\x00"):
        with pytest.raises(RefusedError) as caught:
            read(b"a,b,k\n" + rows + b"1," + fault + b",3\n", block=128)
        assert caught.value.finding.row == 1002


def test_a_header_may_stand_below_a_title_and_be_written_otherwise() -> None:
    layout = layout_of(
        "f", "Danh sách hồ sơ\n\nSTT;Đơn_Vị;NGAY NHAN\n1;x;y\n".encode(), ["đơn vị", "Ngày nhận"], None
    )
    assert (layout.separator, layout.line, layout.places) == (";", 4, (1, 2))


def test_a_missing_column_is_told_with_what_is_there_and_what_may_be_meant() -> None:
    with pytest.raises(RefusedError) as caught:
        layout_of("f", b"ma,don_vi,ngay_tiep_nha\n", ["don_vi", "ngay_tiep_nhan"], None)
    finding = caught.value.finding
    assert finding.message.en == "missing columns: ngay_tiep_nhan; there are: ma, don_vi, ngay_tiep_nha"
    assert finding.remedy.en.startswith("did “ngay_tiep_nhan” mean “ngay_tiep_nha”? correct")

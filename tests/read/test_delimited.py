"""Rows and the lines they start on; quotes that are wrong."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxscore.read.delimited import (
    CELL_LIMIT,
    FAULTS_AT_MOST,
    BrokenRecord,
    Record,
    records,
    split_lines,
)


def rows(text: str, separator: str = ",") -> list[tuple[int, list[str]] | tuple[int, str, int, int]]:
    return [
        (r.line, r.cells) if isinstance(r, Record) else (r.line, r.kind, r.fault_line, r.position)
        for r in records(split_lines(text), separator)
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_are_those_of_an_editor(end: str) -> None:
    text = end.join(["a,b", "", '"x', 'y",2', "", "c,d", ""])
    cells = [cell for _, row in rows(text) for cell in row]  # type: ignore[misc] # no broken rows
    assert [line for line, *_ in rows(text)] == [1, 3, 6]
    assert cells == ["a", "b", f"x{end}y", "2", "c", "d"]


def test_mixed_line_ends() -> None:
    assert rows("a\r\nb\nc\rd") == [(1, ["a"]), (2, ["b"]), (3, ["c"]), (4, ["d"])]


def test_other_separators_of_lines_are_letters() -> None:
    assert rows("a\u2028b\x0bc\x1e,d\n") == [(1, ["a\u2028b\x0bc\x1e", "d"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n1,a"b\n2,c\n', [(1, ["a", "b"]), (2, "stray", 2, 2), (3, ["2", "c"])]),
        ('"a"b,c\n1,2\n', [(1, "stray", 1, 1), (2, ["1", "2"])]),
        ('a,"b" ,c\n1,2\n', [(1, "stray", 1, 2), (2, ["1", "2"])]),
        ('1,"open\n2,x\n3,y\n', [(1, "unclosed", 1, 2), (2, ["2", "x"]), (3, ["3", "y"])]),
        ('1,"a\nb","open\n2,x\n', [(1, "unclosed", 2, 3), (2, "stray", 2, 1), (3, ["2", "x"])]),
        ('1,"open\n2,"x"\n', [(1, "stray", 1, 2), (2, ["2", "x"])]),
        ('"', [(1, "unclosed", 1, 1)]),
        ('1,"a""b",""\n', [(1, ["1", 'a"b', ""])]),
        ('1," "\n', [(1, ["1", " "])]),
    ],
)
def test_quotes(text: str, expected: list[object]) -> None:
    assert rows(text) == expected


def test_a_long_cell_is_refused_and_the_next_row_kept() -> None:
    assert rows("a," + "x" * CELL_LIMIT) == [(1, ["a", "x" * CELL_LIMIT])]
    for length in (CELL_LIMIT + 1, 200_000):
        assert rows("a," + "x" * length + "\nb,c") == [(1, "long", 1, 2), (2, ["b", "c"])]
        assert rows('a,"' + "x" * length + '"\nb,c')[-1] == (2, ["b", "c"])


def test_reading_stops_after_many_broken_rows() -> None:
    found = list(records(split_lines('"\n' * (FAULTS_AT_MOST + 50)), ","))
    # an even number of lone quotes pairs up; what is left over is unclosed
    assert all(isinstance(row, Record | BrokenRecord) for row in found)
    stray = list(records(split_lines('a"b\n' * (FAULTS_AT_MOST + 50)), ","))
    assert [row.last for row in stray if isinstance(row, BrokenRecord)] == [False] * (FAULTS_AT_MOST - 1) + [
        True
    ]


def test_reading_may_start_anywhere() -> None:
    assert [r.line for r in records(split_lines("title\n\na,b\n1,2\n"), ",", 2)] == [3, 4]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_csv_writes_is_read_back(table: list[list[str]], separator: str, end: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    read = records(split_lines(out.getvalue()), separator, guarded=True)
    assert [r.cells for r in read if isinstance(r, Record)] == table


@given(
    st.lists(st.text("ab'=\t ;,\u00a0\x0b\u2028", max_size=8), max_size=6), st.sampled_from([",", ";", "\t"])
)
def test_lines_without_quotes_are_cut_as_csv_cuts_them(lines: list[str], separator: str) -> None:
    text = "".join(f"{line}\r\n" for line in lines)
    read = records(split_lines(text), separator, guarded=True)
    expected = [cells for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if cells]
    assert [r.cells for r in read if isinstance(r, Record)] == expected


@given(st.text(alphabet=st.sampled_from('a,;"\n\r 1'), max_size=60), st.sampled_from([",", ";"]))
def test_every_line_of_any_text_is_accounted_for(text: str, separator: str) -> None:
    lines = split_lines(text)
    found = list(records(lines, separator))
    starts = [row.line for row in found]
    assert starts == sorted(set(starts))
    covered = {
        number
        for row in found
        for number in range(row.line, (row.last_line if isinstance(row, Record) else row.line) + 1)
    }
    assert covered | {n for n, line in enumerate(lines, 1) if not line.strip("\r\n")} == set(
        range(1, len(lines) + 1)
    )

"""CSV as dxscore writes it: it reads back, and no program finds a formula in it, however it cuts it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from decimal import Decimal

import pytest
from hostile import strings
from hypothesis import example, given
from hypothesis import strategies as st

from dxscore.model.cells import csv_text, plain_cell, typed_cell
from dxscore.read.delimited import Record, records, split_lines

LISTED = [
    *strings(),
    *(
        'a\r=cmd|"/C calc"!A0',
        "a\n=1",
        "a\t=1",
        "a;=1",
        "a,=1",
        "a|=1",
        "a\v=1",
        "a\u2028=1",
        "a\0=1",
        "a\x85=1",
    ),
    *(
        '"=1',
        ' "" =1',
        "\u00a0=1",
        "\ufeff=1",
        "\u200b=1",
        "＝1",
        "＋1",
        "－1",
        "＠sum",
        "﹦1",
        "-",
        "--",
        "- a",
    ),
    *(
        "-5",
        "+5%",
        "-1.234,5",
        "-5;x",
        "x;-5",
        "-5,=1",
        "'=1",
        "''=1",
        "82,5",
        "\r",
        "\n",
        '"',
        ",",
        ";",
        "'",
    ),
]
PIECES = "".join(["=+-@＝\t\r\n\v\f\0;,|\" 'aà1\u2028\u00a0\u200b\ufeff\x1c\x85"])
text = st.sampled_from(LISTED) | st.text(PIECES, max_size=8) | st.text(max_size=12)
cells = st.lists(text, min_size=1, max_size=4)
tables = st.lists(cells, min_size=1, max_size=4)


def begins_formula(piece: str) -> bool:
    """Whether a program that cuts a cell out so, and passes over what cannot be seen, might run it."""
    shown = "".join(c for c in piece if unicodedata.category(c) not in ("Cf", "Cc")).lstrip('" \u00a0\u3000')
    shown = "".join(c for c in shown).lstrip()
    number = re.fullmatch(r"[+-][0-9]+([.,][0-9]+)*%?", piece.strip('" \n'))
    return (
        unicodedata.normalize("NFKC", shown[:1]) in ("=", "+", "-", "@")
        and shown[:1] not in "⁺⁻⁼₊₋₌"
        and not number
    )


@given(tables, st.sampled_from([",", ";"]), st.sampled_from(["\n", "\r\n"]))
def test_it_reads_back(table: list[list[str]], delimiter: str, line_end: str) -> None:
    written = csv_text(table, delimiter, line_end)
    plain = [
        list(row) for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True)
    ]
    assert [[typed_cell(cell) for cell in row] for row in plain] == [
        [typed_cell(plain_cell(cell)) for cell in row] for row in table
    ]
    ours = list(records(split_lines(written), delimiter))
    assert [record.cells for record in ours if isinstance(record, Record)] == [
        [typed_cell(cell) for cell in row] for row in plain
    ]
    assert len(ours) == len(table)


@given(text)
def test_only_what_no_file_can_hold_and_apostrophes_before_a_formula_are_lost(cell: str) -> None:
    assert plain_cell(plain_cell(cell)) == plain_cell(cell)
    back = typed_cell(plain_cell(cell))
    if "'" not in cell:
        assert back == cell.replace("\0", "\ufffd").encode("utf-8", "backslashreplace").decode()
    assert back.replace("'", "") == typed_cell(cell.replace("\0", "\ufffd")).replace("'", "")


@given(tables, st.sampled_from([",", ";"]))
@example([["-5", "cmd|' /C calc'!A0"]], ",")
def test_no_way_of_cutting_it_finds_a_formula(table: list[list[str]], delimiter: str) -> None:
    written = csv_text(table, delimiter)
    for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter):
        assert not any(map(begins_formula, row))
    for separators in (
        "\n",
        "\r\n",
        "\r\n;",
        "\r\n,",
        "\r\n\t",
        "\r\n|",
        "\n\v\f\x1c\x1d\x1e\x85\u2028\u2029;,\t",
    ):
        pieces = re.split(f"[{re.escape(separators)}]", written)
        assert not any(map(begins_formula, pieces)), (separators, pieces)


@pytest.mark.parametrize("number", [Decimal("-1.5"), -3, Decimal("-1E+3"), Decimal("0.25")])
def test_a_negative_number_that_was_computed_stays_one(number: Decimal | int) -> None:
    assert csv_text([["gap", number]]) == f"gap,{format(Decimal(number), 'f')}\n"


@pytest.mark.parametrize("character", [*map(chr, range(1, 0x20)), "\x7f", "\x85", "\u2028", '"', ","])
def test_quotes_stand_around_what_ends_a_cell_or_a_line(character: str) -> None:
    assert csv_text([["x", f"a{character}b"]]).startswith('x,"a')

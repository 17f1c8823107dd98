"""Files written as CSV: dxscore and a spreadsheet read back what was in the cells, and run nothing."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hostile import strings
from hypothesis import assume, given
from hypothesis import strategies as st
from program import HEADER, run

from dxscore.forms.normalised import as_written, normalised_csv
from dxscore.model.cells import csv_text, plain_cell, typed_cell
from dxscore.model.observation import Observation
from dxscore.model.period import Period
from dxscore.model.place import Place
from dxscore.read.catalogue import load
from dxscore.read.metrics import read
from dxscore.read.sources import Source
from dxscore.report.rejects import rejects_text

CATALOGUE = load()
HOSTILE = [
    *strings(),
    *(
        "a\r=cmd|'/C calc'!A0",
        "a\n=1+1",
        "a\t@SUM(1)",
        "a;=1+1",
        '"=1+1',
        " =1+1",
        "\u00a0=1+1",
        "a\u2028=1+1",
    ),
    *("＝1+1", "- một\n- hai", "-", "+84 905 123 456", "'=1+1", "a\v=1+1", "a\x1c=1+1", '="a"&"b"', "a|=1+1"),
]
words = st.sampled_from(HOSTILE) | st.text(max_size=30)


def quoted(rows: list[list[str]]) -> bytes:
    """As somebody else's program writes them."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("utf-8", "backslashreplace")


def row(numerator: str, evidence: str, note: str) -> list[str]:
    return ["CQ-HSCV-XP", "pho-an", "2025", numerator, "100", "", evidence, note, ""]


@given(words, words)
def test_a_rejected_row_that_is_mended_says_what_the_row_would_have_said(evidence: str, note: str) -> None:
    evidence, note = evidence.replace("\0", ""), note.replace("\0", "")
    header = HEADER.split(",")
    wrong = read([Source("m.csv", quoted([header, row("x", evidence, note)]))], CATALOGUE)
    right = read([Source("m.csv", quoted([header, row("9", evidence, note)]))], CATALOGUE)
    assume(right.observations)  # words in an old encoding refuse the file
    (table,) = wrong.tables
    assert [cells for _, cells in table.rows] == [tuple(map(typed_cell, table.rows[0][1]))]
    handed_back = rejects_text(wrong.tables, wrong.findings, {Place("m.csv", row=2)}, "vi")
    mended = handed_back.replace("pho-an,2025,x,", "pho-an,2025,9,")
    again = read([Source("m.csv", mended.encode())], CATALOGUE)
    assert again.observations == right.observations


@given(st.lists(st.tuples(words, words), min_size=1, max_size=3))
def test_a_collected_file_reads_back(said: list[tuple[str, str]]) -> None:
    units = ("pho-an", "pho-hoa", "pho-minh")
    rows = [
        Observation("CQ-HSCV-XP", unit, Period("year", 2025), Decimal(9), Decimal(10), evidence=e, note=n)
        for unit, (e, n) in zip(units, said, strict=False)
    ]
    written = normalised_csv(CATALOGUE, rows, ()).encode()
    found = read([Source("m.csv", written)], CATALOGUE)
    told = [(o.reporting_unit, o.numerator, o.denominator) for o in found.observations]
    assert sorted(told) == sorted((o.reporting_unit, o.numerator, o.denominator) for o in rows)
    again = read([Source("m.csv", normalised_csv(CATALOGUE, found.observations, ()).encode())], CATALOGUE)
    assert [as_written(o) for o in again.observations] == [as_written(o) for o in found.observations]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_libreoffice_finds_the_cells_and_no_formula(separator: str, tmp_path: Path) -> None:
    """Opened as it was written, each cell is there; cut at another separator, none of them is a formula."""
    rows = [["first", text, "last"] for text in HOSTILE]
    (tmp_path / "m.csv").write_bytes(csv_text(rows).encode("utf-8-sig", "backslashreplace"))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *(f"--infilter=CSV:{ord(separator)},34,76,1", "--convert-to", "xlsx", "--outdir", str(tmp_path)),
            str(tmp_path / "m.csv"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx").active
    assert sheet is not None
    found = [[cell.value for cell in cells] for cells in sheet.iter_rows()]
    assert not any(cell.data_type == "f" for cells in sheet.iter_rows() for cell in cells)
    assert len(found) >= len(rows)
    if separator == ",":
        assert [(cells[0], cells[-1]) for cells in found] == [("first", "last")] * len(rows)
        words = [(text, cells[1]) for text, cells in zip(HOSTILE, found, strict=True) if text.isprintable()]
        kept = [(plain_cell(text), cell) for text, cell in words if isinstance(cell, str)]  # no date
        assert [text for text, _ in kept] == [cell for _, cell in kept]
        assert len(kept) > len(words) / 2


def test_a_carriage_return_opens_no_formula(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_bytes(quoted([HEADER.split(","), row("x", "", "a\r=cmd|'/C calc'!A0")]))
    rejects = tmp_path / "rejects.csv"
    assert run("check", tmp_path / "m.csv", "--rejects", rejects).code == 2
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        header, cells = csv.reader(file, strict=True)
    assert dict(zip(header, cells, strict=True))["note"] == "a\r'=cmd|'/C calc'!A0"

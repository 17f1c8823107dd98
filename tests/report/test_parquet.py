"""Results as Parquet, read back with pyarrow and pandas: one shape, every digit, no binary float."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import every_kind
import pandas as pd
import pyarrow as pa
import pytest
from builders import catalogue, indicator, row, scored, target
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from dxscore.errors import OutputError
from dxscore.report.machine import csv_text, result_record
from dxscore.report.parquet import DECIMALS, DIGITS, parquet_table
from dxscore.report.view import View

NUMBERS = ("numerator", "denominator", "value", "margin", "gap", "gap_count", "achievement")


def read(data: bytes) -> pa.Table:
    return parquet.read_table(io.BytesIO(data))


def test_every_result_comes_back_as_it_was() -> None:
    view = every_kind.view("vi")
    table = read(parquet_table(view))
    assert table.schema.names[1:] == csv_text(view).partition("\n")[0].strip().split(",")
    for found, line in zip(table.to_pylist(), view.results, strict=True):
        wanted = {
            "as_of": date(2025, 12, 14),
            **result_record(line),
            "missing": list(line.result.coverage.missing),
        }
        assert found == wanted, line.id
        for name in NUMBERS:
            assert type(found[name]) is (type(None) if getattr(line.result, name) is None else Decimal)


def test_no_column_is_a_binary_float_and_all_files_have_one_shape() -> None:
    kinds = read(parquet_table(every_kind.view()))
    data = catalogue(indicator(target(at_least=80)))
    small = read(parquet_table(View(scored(data, row("an", "1/3"), row("binh", "2/3")), data)))
    assert kinds.schema.remove_metadata() == small.schema.remove_metadata()
    assert not any(pa.types.is_floating(field.type) for field in kinds.schema)
    together = pa.concat_tables([kinds, small])
    assert together.num_rows == kinds.num_rows + small.num_rows


def test_the_metadata_say_what_was_judged_and_when() -> None:
    view = every_kind.view()
    metadata = read(parquet_table(view)).schema.metadata
    assert metadata[b"dxscore.plan"] == view.scorecard.plan.encode()
    assert metadata[b"dxscore.as_of"] == b"2025-12-14"
    assert metadata[b"dxscore.schema"] == b"dxscore/results/1"


def test_pandas_reads_it() -> None:
    frame = pd.read_parquet(io.BytesIO(parquet_table(every_kind.view("en"))))
    missed = frame[frame["status"] == "missed"]
    assert list(missed["indicator"]) == [
        line.id for line in every_kind.view().results if line.status == "missed"
    ]
    assert list(frame["gap_count"].dropna()) == [
        line.result.gap_count for line in every_kind.view().results if line.result.gap_count is not None
    ]


def test_the_same_scorecard_gives_the_same_bytes() -> None:
    assert parquet_table(every_kind.view()) == parquet_table(every_kind.view())


def numbered(value: Decimal) -> View:
    """A scorecard one figure of which is `value`."""
    view = every_kind.view("en")
    first = view.scorecard.results[0].model_copy(update={"numerator": value})
    return replace(view, scorecard=view.scorecard.model_copy(update={"results": (first,)}))


@given(st.integers(-(10**30), 10**30), st.integers(-14, 12))
def test_a_number_is_kept_to_its_last_digit_or_refused(digits: int, exponent: int) -> None:
    value = Decimal(digits).scaleb(exponent)
    whole = Fraction(value) * 10**DECIMALS
    fits = whole.denominator == 1 and abs(whole) < 10**DIGITS
    if fits:
        assert read(parquet_table(numbered(value))).column("numerator")[0].as_py() == value
    else:
        with pytest.raises(OutputError, match="more digits than a Parquet file holds"):
            parquet_table(numbered(value))


def test_without_its_package_the_run_is_refused_before_any_work_and_says_how_to_get_it(
    tmp_path: Path,
) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from dxscore.cli.main import main\n"
        "main(['--no-config', 'check', 'no-such.csv', '--output', 'a.parquet', '--lang', sys.argv[1]])"
    )
    for lang, words in (("vi", "cài bằng lệnh «pip install pyarrow»"), ("en", "with 'pip install pyarrow'")):
        done = subprocess.run(
            [sys.executable, "-c", code, lang], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr and done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_checking_loads_no_pyarrow() -> None:
    code = (
        "import sys\nfrom dxscore.cli.main import main\n"
        "try: main(['--no-config', 'check', 'examples/duc-pho-2025/metrics.csv', '--format', 'csv'])\n"
        "except SystemExit: pass\n"
        "assert 'pyarrow' not in sys.modules and 'pandas' not in sys.modules"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, cwd=Path(__file__).parents[2]
    )

"""The results as a Parquet table, one row a target: the columns of the CSV with their types.

Numbers are decimals, never binary floats, with one and the same type in every file, so that the files of many
runs are read as one table: 38 digits, of which 12 stand behind the point. What does not fit is refused, and
never rounded.
"""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dxscore.errors import OutputError
from dxscore.report.machine import result_record
from dxscore.report.view import View
from dxscore.words.text import both

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS, DECIMALS = 38, 12
_DECIMAL = ("numerator", "denominator", "value", "margin", "gap", "achievement")
_COUNT = ("gap_count",)
_WHOLE = ("reported", "expected", "span_months", "span_of")
_FLAG = ("exceeded", "provisional")
_DAY = ("as_of", "waived_until", "closes")
_LIST = ("missing", "lead", "coordinating", "lead_basis", "coordinating_basis")


def parquet_table(view: View) -> bytes:
    """The table as a Parquet file, with plan, day of judgement and catalogue in its metadata.

    Raises:
        OutputError: a number has more digits than such a file holds.
    """
    from pyarrow import parquet

    rows = [result_record(line) for line in view.results]
    for row in rows:
        _check_digits(row)
    as_of = view.scorecard.day
    table = _table([{"as_of": as_of, **row} for row in rows])
    about = {
        "schema": "dxscore/results/1",
        "plan": view.scorecard.plan,
        "as_of": as_of.isoformat(),
        "catalogue": view.scorecard.catalogue.sha256,
    }
    out = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata({f"dxscore.{k}": v for k, v in about.items()}), out)
    return out.getvalue()


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    types = {
        **dict.fromkeys(_DECIMAL, pa.decimal128(DIGITS, DECIMALS)),
        **dict.fromkeys(_COUNT, pa.decimal128(DIGITS, 0)),
        **dict.fromkeys(_WHOLE, pa.int64()),
        **dict.fromkeys(_FLAG, pa.bool_()),
        **dict.fromkeys(_DAY, pa.date32()),
        **dict.fromkeys(_LIST, pa.list_(pa.string())),
    }
    schema = pa.schema([(name, types.get(name, pa.string())) for name in rows[0]])
    return pa.Table.from_pylist(rows, schema=schema)


def _check_digits(row: dict[str, Any]) -> None:
    for name in (*_DECIMAL, *_COUNT):
        if row[name] is not None and not _fits(Decimal(row[name]), 0 if name in _COUNT else DECIMALS):
            said = both("written.too_many_digits", indicator=row["indicator"], column=name)
            raise OutputError(said.vi, said.en)


def _fits(number: Decimal, decimals: int) -> bool:
    """Whether it has no more than so many decimals, and no more digits before them than there is room for."""
    if number.adjusted() >= DIGITS - decimals:
        return False
    return (Fraction(number) * int(10**decimals)).denominator == 1

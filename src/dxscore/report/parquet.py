"""Tables as Parquet files, the results one row a target: the columns of the CSV with their types.

Numbers are decimals, never binary floats, with one and the same type in every file, so that the files of many
runs are read as one table: 38 digits, of which 12 stand behind the point. What does not fit is refused, and
never rounded.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dxscore.errors import OutputError
from dxscore.model.scorecard import Scorecard
from dxscore.report.machine import Json, result_record
from dxscore.report.view import View
from dxscore.words.text import both

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS, DECIMALS = 38, 12
_DECIMAL = ("numerator", "denominator", "value", "margin", "gap", "achievement")
_COUNT = ("gap_count",)
_WHOLE = ("reported", "expected", "span_months", "span_of", "units")
_FLAG = ("exceeded", "provisional", "due")
_DAY = ("as_of", "waived_until", "closes")
_LIST = (
    *("missing", "lead", "coordinating", "lead_basis", "coordinating_basis"),
    *("within", "groups", "worst_units", "missing_units", "formers", "absent_formers"),
)


def parquet_table(view: View) -> bytes:
    """The table as a Parquet file, with plan, day of judgement and catalogue in its metadata.

    Raises:
        OutputError: a number has more digits than such a file holds.
    """
    as_of = view.scorecard.day
    rows: list[Json] = [{"as_of": as_of, **result_record(line)} for line in view.results]
    return parquet_file("dxscore/results/1", view.scorecard, tuple(rows[0]), [rows])


def parquet_file(
    schema: str, scorecard: Scorecard, columns: Sequence[str], batches: Iterable[Sequence[Json]]
) -> bytes:
    """Records as a Parquet file: each column has the type that its name has in every table of dxscore.

    Args:
        schema: name and version of the table, for its metadata.
        scorecard: plan, day of judgement and catalogue, for the same.
        columns: names of the columns, in their order.
        batches: the records, a part of them at a time.

    Raises:
        OutputError: a number has more digits than such a file holds.
    """
    import pyarrow as pa
    from pyarrow import parquet

    about = {
        "schema": schema,
        "plan": scorecard.plan,
        "as_of": scorecard.day.isoformat(),
        "catalogue": scorecard.catalogue.sha256,
    }
    types = _types(columns).with_metadata({f"dxscore.{key}": value for key, value in about.items()})
    out = io.BytesIO()
    with parquet.ParquetWriter(out, types) as writer:
        for rows in batches:
            for row in rows:
                _check_digits(row)
            writer.write_table(
                pa.Table.from_pydict({name: [row[name] for row in rows] for name in columns}, schema=types)
            )
    return out.getvalue()


def _types(columns: Sequence[str]) -> pa.Schema:
    import pyarrow as pa

    types = {
        **dict.fromkeys(_DECIMAL, pa.decimal128(DIGITS, DECIMALS)),
        **dict.fromkeys(_COUNT, pa.decimal128(DIGITS, 0)),
        **dict.fromkeys(_WHOLE, pa.int64()),
        **dict.fromkeys(_FLAG, pa.bool_()),
        **dict.fromkeys(_DAY, pa.date32()),
        **dict.fromkeys(_LIST, pa.list_(pa.string())),
    }
    whole = pa.int64()
    return pa.schema(
        [(name, whole if name.startswith("units_") else types.get(name, pa.string())) for name in columns]
    )


def _check_digits(row: Json) -> None:
    for name in (*_DECIMAL, *_COUNT):
        value: Any = row.get(name)
        if value is not None and not _fits(Decimal(value), 0 if name in _COUNT else DECIMALS):
            said = both("written.too_many_digits", indicator=row["indicator"], column=name)
            raise OutputError(said.vi, said.en)


def _fits(number: Decimal, decimals: int) -> bool:
    """Whether it has no more than so many decimals, and no more digits before them than there is room for."""
    if number.adjusted() >= DIGITS - decimals:
        return False
    return (Fraction(number) * int(10**decimals)).denominator == 1

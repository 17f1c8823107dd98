"""Engines: each gives the bytes that the CSV reader gives, of logs full of faults."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from counting import COUNTS, HEADER, KEYED, SOUND, catalogue_in, counts_in, csv_of, random_rows, rolled
from engines import (
    Rows,
    fill_postgres,
    in_duckdb,
    in_sqlite,
    needs_engines,
    needs_java,
    needs_postgres,
    postgres,
)

from dxscore.errors import OutputError, RecordsError, RequestError
from dxscore.flows.rollup import Rolled, RollupRequest, roll_up
from dxscore.model.counts import Counts
from dxscore.model.loaded import Catalogue

TOTALS = ("records", "counted", "repeated", "rejected", "rejected_for", "figures")


def same(came: Rolled, expected: Rolled) -> bool:
    """Whether two runs came to the same figures, and rejected as many records for the same reasons."""
    totals = all(getattr(came.document, name) == getattr(expected.document, name) for name in TOTALS)
    return totals and came.metrics == expected.metrics


def from_csv(catalogue: Catalogue, counts: Counts, folder: Path, rows: Rows) -> Rolled:
    log = folder / "log.csv"
    log.write_text(csv_of([["" if cell is None else cell for cell in row] for row in rows]), encoding="utf-8")
    return rolled(catalogue, counts, log)


def with_nothing(rows: Sequence[Sequence[str]]) -> Rows:
    """Every other blank cell as a NULL."""
    return [[None if cell == "" and number % 2 else cell for cell in row] for number, row in enumerate(rows)]


@needs_engines
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("text", [COUNTS, KEYED], ids=["plain", "keyed"])
def test_duckdb_parquet_and_sqlite_say_what_the_csv_says(
    catalogue: Catalogue, tmp_path: Path, text: str, seed: int
) -> None:
    rows = with_nothing(random_rows(seed, 800, keys=1_500 if text == KEYED else None))
    counts = counts_in(tmp_path, catalogue, text)
    expected = from_csv(catalogue, counts, tmp_path, rows)
    assert expected.document.counted > 200
    assert expected.document.rejected > 200
    address, parquet = in_duckdb(tmp_path, rows)
    for request in (
        RollupRequest(source=address, table="log"),
        RollupRequest(source=address, table="main.log"),
        RollupRequest(source=in_sqlite(tmp_path, rows), table="log"),
        RollupRequest(files=[str(parquet)]),
    ):
        assert same(roll_up(catalogue, counts, request), expected), request


@needs_engines
@needs_postgres
def test_postgresql_says_what_the_csv_says(catalogue: Catalogue, tmp_path: Path) -> None:
    with postgres() as address:
        for table, text, keys in (("plain", COUNTS, None), ("keyed", KEYED, 1_500)):
            rows = with_nothing(random_rows(5, 800, keys=keys))
            counts = counts_in(tmp_path, catalogue, text)
            fill_postgres(address, table, rows)
            came = roll_up(catalogue, counts, RollupRequest(source=address, table=f"public.{table}"))
            assert same(came, from_csv(catalogue, counts, tmp_path, rows)), table
        with pytest.raises(RecordsError) as caught:
            roll_up(catalogue, counts, RollupRequest(source=address, table="nowhere"))
        assert caught.value.findings[0].code == "DX852"
    with pytest.raises(RecordsError) as caught:
        roll_up(catalogue, counts, RollupRequest(source=address.replace("@", ":geheim@"), table="plain"))
    assert "geheim" not in str(caught.value.findings)


@needs_engines
@needs_java
def test_spark_says_what_the_csv_says(tmp_path: Path) -> None:
    """In a process of its own, as on a cluster: its session would stay in this one."""
    catalogue = catalogue_in(tmp_path / "catalogue")
    rows = with_nothing(random_rows(9, 600, keys=1_000))
    counts = counts_in(tmp_path, catalogue, KEYED)
    expected = from_csv(catalogue, counts, tmp_path, rows)
    _, parquet = in_duckdb(tmp_path, rows)
    metrics = tmp_path / "metrics.csv"
    local = "--master local[2] --conf spark.sql.shuffle.partitions=2 --conf spark.ui.enabled=false"
    arguments = ["rollup", parquet, "--engine", "spark", "--counts", tmp_path / "counts.yaml"]
    arguments += ["--catalogue", tmp_path / "catalogue", "--output", metrics]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("dxscore")), *map(str, arguments)],
        env=os.environ | {"PYSPARK_SUBMIT_ARGS": f"{local} pyspark-shell", "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 2, done.stderr.decode()
    assert metrics.read_text(encoding="utf-8") == expected.metrics


@needs_engines
def test_typed_columns_say_what_their_texts_say(catalogue: Catalogue, tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "typed.duckdb"
    with duckdb.connect(str(path)) as base:
        base.execute(
            "create table log as select 7 as ma, '21457' as don_vi, date '2025-12-20' as ngay,"
            " timestamp '2025-12-20 10:00:00' as ngay_tra, date '2025-12-20' as ngay_hen,"
            " 'xa' as level, 1 as online, false as secret"
        )
    text = COUNTS.replace('secret: {yes: ["1"], no: ["0"]}', 'secret: {yes: ["true"], no: ["false"]}')
    came = roll_up(
        catalogue, counts_in(tmp_path, catalogue, text), RollupRequest(source=f"duckdb://{path}", table="log")
    )
    assert [(str(each.period), each.numerator, each.value) for each in came.observations] == [
        ("2026-Q1", 1, None),
        ("2026-Q1", None, 0),
    ]


@needs_engines
@pytest.mark.parametrize(
    ("column", "type_"),
    [("online", "double"), ("ngay", "timestamptz"), ("secret", "decimal(3,1)"), ("level", "varchar[]")],
)
def test_a_column_that_no_text_says_exactly_is_refused(
    catalogue: Catalogue, tmp_path: Path, column: str, type_: str
) -> None:
    import duckdb

    path = tmp_path / "typed.duckdb"
    with duckdb.connect(str(path)) as base:
        columns = ", ".join(f"{name} {type_ if name == column else 'varchar'}" for name in HEADER)
        base.execute(f"create table log ({columns})")
    with pytest.raises(RecordsError) as caught:
        roll_up(
            catalogue, counts_in(tmp_path, catalogue), RollupRequest(source=f"duckdb://{path}", table="log")
        )
    assert [(finding.code, finding.column) for finding in caught.value.findings] == [("DX853", column)]


@needs_engines
def test_a_missing_column_table_or_file_is_told_and_no_file_is_made(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    counts = counts_in(tmp_path, catalogue, COUNTS.replace("online: {yes", "online: {column: onlin, yes"))
    address, _ = in_duckdb(tmp_path, [SOUND])
    for table, code in (("log", "DX810"), ("x", "DX852")):
        with pytest.raises(RecordsError) as caught:
            roll_up(catalogue, counts, RollupRequest(source=address, table=table))
        assert [finding.code for finding in caught.value.findings] == [code]
    for kind in ("duckdb", "sqlite"):
        with pytest.raises(RequestError, match="there is no file"):
            roll_up(catalogue, counts, RollupRequest(source=f"{kind}://{tmp_path}/none", table="log"))
    assert not (tmp_path / "none").exists()


def test_what_is_asked_for_by_halves_is_refused(catalogue: Catalogue, tmp_path: Path) -> None:
    counts = counts_in(tmp_path, catalogue, KEYED)
    log, parquet = tmp_path / "a.csv", tmp_path / "b.parquet"
    log.write_text(csv_of([SOUND]), encoding="utf-8")
    parquet.write_bytes(b"PAR1")
    for request, said in (
        (RollupRequest(), "records are wanted"),
        (RollupRequest(files=["a"], source="sqlite://x", table="t"), "not both"),
        (RollupRequest(source="sqlite://x"), "--source wants --table"),
        (RollupRequest(table="t"), "--source wants --table"),
        (RollupRequest(source="sqlite://x", table="t", engine="spark"), "does not go with --source"),
        (RollupRequest(source="mysql://u:secret@h/d", table="t"), "'mysql://…@h/d' is not taken"),
        (RollupRequest(files=[str(log), str(parquet)]), "cannot be counted together"),
        (RollupRequest(files=[str(log)], engine="spark"), "no CSV"),
    ):
        with pytest.raises(RequestError, match=said):
            roll_up(catalogue, counts, request)


def test_a_missing_package_is_told_with_its_extra(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    parquet = tmp_path / "b.parquet"
    parquet.write_bytes(b"PAR1")
    with pytest.raises(OutputError, match="install dxscore with its extra 'duckdb'"):
        roll_up(catalogue, counts_in(tmp_path, catalogue), RollupRequest(files=[str(parquet)]))

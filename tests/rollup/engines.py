"""Real engines for a test: a log as a Parquet file, and as a table of each kind of database."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from counting import HEADER

from extras import NO_EXTRAS, THERE

NO_POSTGRES = "no PostgreSQL server here"
NO_JAVA = "no Java here"
needs_engines = pytest.mark.skipif(not THERE, reason=NO_EXTRAS)
_SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if sys.platform != "win32" else []
needs_postgres = pytest.mark.skipif(not _SERVERS, reason=NO_POSTGRES)
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason=NO_JAVA)

Rows = Sequence[Sequence[str | None]]


def in_sqlite(folder: Path, rows: Rows) -> str:
    """The address of a SQLite file with the table log."""
    path = folder / "log.sqlite"
    with sqlite3.connect(path) as base:
        base.execute(f"create table log ({', '.join(f'{name} text' for name in HEADER)})")
        base.executemany(f"insert into log values ({', '.join('?' * len(HEADER))})", rows)
    base.close()
    return f"sqlite://{path}"


def in_duckdb(folder: Path, rows: Rows) -> tuple[str, Path]:
    """The address of a DuckDB file with the table log, and the same as Parquet."""
    import duckdb

    path, parquet = folder / "log.duckdb", folder / "log.parquet"
    with duckdb.connect(str(path)) as base:
        base.execute(f"create table log ({', '.join(f'{name} varchar' for name in HEADER)})")
        base.executemany(f"insert into log values ({', '.join('?' * len(HEADER))})", rows)
        base.execute(f"copy log to '{parquet}' (format parquet)")
    return f"duckdb://{path}", parquet


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a database of a PostgreSQL server of its own, on a free port of the loopback."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _server(Path(folder))


def _server(home: Path) -> Iterator[str]:
    as_user: list[str] = []
    if os.getuid() == 0:  # its server does not run as root
        shutil.chown(home, "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    programs, data = _SERVERS[-1], home / "data"

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*as_user, str(programs / program), *arguments],
            cwd=home,
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr.decode()

    run("initdb", "-D", str(data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-p {port} -k '' -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-D", str(data), "-o", options, "-l", str(home / "log"), "-w", "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def fill_postgres(address: str, table: str, rows: Rows) -> None:
    """The rows as a table of the server."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as base, base.cursor() as cursor:
        cursor.execute(f"create table {table} ({', '.join(f'{name} text' for name in HEADER)})".encode())
        with cursor.copy(f"copy {table} from stdin".encode()) as copy:
            for row in rows:
                copy.write_row(row)

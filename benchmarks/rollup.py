"""Logs of case records counted, beside DuckDB on the same file: ratios of one run, on any machine.

python benchmarks/rollup.py [--records 8000000] [--more 30000000] [--key 2000000] [--rounds 1]

The log has nine columns, no quotes, 14 units in any spelling and a day for each record. DuckDB reads the same
columns (`read`), counts them with conditions written by hand (`by hand`), and the same from Parquet. Ratios
are of processor time, which a busy machine changes less; every program has two cores. Peak memory of
`dxscore rollup` is that of the largest of its processes. 30 million records take 2.7 GB of disk.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

from processes import Measured, Program, interleaved, paired_cpu_ratio, paired_ratio, typical

UNITS = (
    *("Phường Phổ Hòa", "Xã Phổ An", "pho-phong", "Phường Phổ Minh", "Phường Phổ Ninh", "Phường Phổ Vinh"),
    *("21454", "Phường Phổ Văn", "Xã Phổ Thuận", "Xã Phổ Cường", "Xã Phổ Khánh", "Xã Phổ Châu"),
    *("Phường Phổ Thạnh", "Xã Phổ Nhơn"),
)
COUNTS = """\
version: 1
records: {unit: don_vi, date: ngay_tiep_nhan, period: quarter%s}
columns:
  level: {one_of: [tinh, xa]}
  online: {yes: ["1", "có"], no: ["0", "không"]}
  secret: {yes: ["1"], no: ["0"]}
indicators:
  CQ-HSCV-XP: {of: {level: xa}, excludes: {secret: yes}, counts: {online: yes}}
"""
HEADER = "ma_ho_so,don_vi,ngay_tiep_nhan,ngay_hen,ngay_tra,level,online,secret,linh_vuc\n"
DUCKDB = "import duckdb; duckdb.execute('set threads=2'); duckdb.execute(%r).fetchall()"
TABLE = "read_csv('{csv}', header=true, all_varchar=true)"
READ = "select count(don_vi), count(ngay_tiep_nhan), count(level), count(online), count(secret) from {table}"
BY_HAND = """
select don_vi, date_trunc('quarter', case when day(ngay) > 14 then ngay + interval 17 day else ngay end) ky,
  count(*) filter (level = 'xa' and secret = '0'),
  count(*) filter (level = 'xa' and secret = '0' and online in ('1', 'có'))
from (select don_vi, strptime(ngay_tiep_nhan, '%d/%m/%Y')::date ngay, level, online, secret from {table})
group by all
"""


def write(path: Path, records: int) -> None:
    """The log: everything in it is invented."""
    chance = random.Random(8)
    days = [date(2024, 12, 15) + timedelta(days=number) for number in range(180)]
    written = [f"{day:%d/%m/%Y}" for day in days]
    later = [[f"{day + timedelta(days=more):%d/%m/%Y}" for more in range(12)] for day in days]
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for start in range(0, records, 50_000):
            lines = []
            for number in range(start, min(start + 50_000, records)):
                bits = chance.getrandbits(40)
                day, level = bits % 180, "xa" if bits >> 8 & 7 else "tinh"
                due, answered = later[day][(bits >> 16) % 12], later[day][(bits >> 21) % 12]
                online, secret = bits >> 25 & 1, int(bits >> 26 & 127 == 0)
                lines.append(
                    f"H48-{number:09d},{UNITS[(bits >> 11) % 14]},{written[day]},{due},{answered},{level},"
                    f"{online},{secret},Tư pháp\n"
                )
            file.write("".join(lines))


READS, CSV_BY_HAND, PARQUET_BY_HAND = (
    *("DuckDB reads the CSV", "DuckDB counts the CSV, by hand", "DuckDB counts Parquet, by hand"),
)
ROLLUP, ROLLUP_PARQUET = "rollup, CSV, two processes", "rollup, Parquet"


def main() -> None:
    """Measure, and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=8_000_000)
    parser.add_argument("--more", type=int, default=30_000_000, help="of these the CSV alone; 0 for none")
    parser.add_argument("--key", type=int, default=2_000_000, help="counted once each, by key; 0 for none")
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    asked = f"--records {options.records} --more {options.more} --key {options.key} --rounds {options.rounds}"
    print(
        f"{datetime.date.today()}, Python {platform.python_version()}, DuckDB {version('duckdb')}, "
        f"{platform.system()} {platform.machine()}, load {os.getloadavg()[0]:.0f}.\n"
        f"Command: `python benchmarks/rollup.py {asked}`."
    )
    few = _measured(options.records, options.rounds)
    _print(f"{options.records:,} records", few)
    _to_hold("CSV against DuckDB's reading", few[ROLLUP], few[READS], 10)
    _to_hold("Parquet against the query by hand", few[ROLLUP_PARQUET], few[PARQUET_BY_HAND], 1.5)
    most = max(run.mebibytes for run in few[ROLLUP])
    held = "holds" if most <= 100 else "DOES NOT HOLD"
    print(f"- CSV, the largest process: {most:.0f} MiB; at most 100: {held}", flush=True)
    if options.more:
        many = _measured(options.more, options.rounds, only=(ROLLUP,))
        _print(f"{options.more:,} records", many)
        _to_hold(f"{options.more:,} records against {options.records:,}", many[ROLLUP], few[ROLLUP], 4)
    if options.key:
        by_key = _measured(options.key, options.rounds, (READS, ROLLUP, ROLLUP_PARQUET), ", key: ma_ho_so")
        _print(f"{options.key:,} records, by key", by_key)


def _measured(
    records: int, rounds: int, only: Sequence[str] = (), key: str = ""
) -> dict[str, list[Measured]]:
    """The runs of each program over a log of so many records, which is removed again."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        log, parquet, counts = (Path(folder) / name for name in ("log.csv", "log.parquet", "counts.yaml"))
        write(log, records)
        if not only or ROLLUP_PARQUET in only:
            duckdb.execute("set threads=2")
            duckdb.execute(f"copy (from {TABLE.format(csv=log)}) to '{parquet}' (format parquet)")
        counts.write_text(COUNTS % key, encoding="utf-8")
        program = str(Path(sys.executable).with_name("dxscore"))
        common = ("--counts", str(counts), "--output", str(Path(folder) / "m.csv"))
        programs = [
            Program(READS, _duckdb(READ.format(table=TABLE.format(csv=log)))),
            Program(CSV_BY_HAND, _duckdb(BY_HAND.format(table=TABLE.format(csv=log)))),
            Program(ROLLUP, (program, "rollup", str(log), *common, "--processes", "2")),
            Program(PARQUET_BY_HAND, _duckdb(BY_HAND.format(table=f"'{parquet}'"))),
            Program(ROLLUP_PARQUET, (program, "rollup", str(parquet), *common)),
        ]
        # A file this long has been in memory as far as it goes; a turn that is not counted only costs time.
        return interleaved([each for each in programs if not only or each.name in only], rounds, warm=False)


def _print(title: str, measured: Mapping[str, Sequence[Measured]]) -> None:
    print(f"\n| {title} | seconds | processor seconds | × DuckDB's reading | peak MiB |")
    print("|---|---:|---:|---:|---:|", flush=True)
    base = measured.get(READS)
    for name, runs in measured.items():
        found = typical(runs)
        ratio = "–" if base is None else f"{paired_cpu_ratio(runs, base):.1f}"
        print(f"| {name} | {found.seconds:.1f} | {found.cpu_seconds:.1f} | {ratio} | {found.mebibytes:.0f} |")
    print(flush=True)


def _to_hold(what: str, runs: Sequence[Measured], against: Sequence[Measured], most: float) -> None:
    cpu, wall = paired_cpu_ratio(runs, against), paired_ratio(runs, against)
    held = "holds" if cpu <= most else "DOES NOT HOLD"
    print(
        f"- {what}: {cpu:.1f} by processor time, {wall:.1f} by the clock; at most {most}: {held}", flush=True
    )


def _duckdb(query: str) -> tuple[str, ...]:
    return (sys.executable, "-c", DUCKDB % query)


if __name__ == "__main__":
    main()

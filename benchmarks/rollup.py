"""Logs of case records counted, beside DuckDB on the same file: ratios of one run, on any machine.

python benchmarks/rollup.py [--records 8000000] [--rounds 1] [--key]

The log has nine columns, no quotes, 14 units in any spelling and a day for each record. DuckDB reads the same
columns (`read`), counts them with conditions written by hand (`by hand`), and the same from Parquet. Peak
memory of `dxscore rollup` is that of the largest of its processes.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from processes import Program, interleaved, paired_ratio, typical

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


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=8_000_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--key", action="store_true", help="count each case once")
    options = parser.parse_args()
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        log, parquet, counts = (Path(folder) / name for name in ("log.csv", "log.parquet", "counts.yaml"))
        write(log, options.records)
        duckdb.execute(f"copy (from {TABLE.format(csv=log)}) to '{parquet}' (format parquet)")
        counts.write_text(COUNTS % (", key: ma_ho_so" if options.key else ""), encoding="utf-8")
        program = str(Path(sys.executable).with_name("dxscore"))
        common = ("--counts", str(counts), "--output", str(Path(folder) / "m.csv"))
        programs = [
            Program("DuckDB reads the CSV", _duckdb(READ.format(table=TABLE.format(csv=log)))),
            Program("DuckDB counts the CSV, by hand", _duckdb(BY_HAND.format(table=TABLE.format(csv=log)))),
            Program("rollup, CSV, two processes", (program, "rollup", str(log), *common, "--processes", "2")),
            Program("DuckDB counts Parquet, by hand", _duckdb(BY_HAND.format(table=f"'{parquet}'"))),
            Program("rollup, Parquet", (program, "rollup", str(parquet), *common)),
        ]
        measured = interleaved(programs, options.rounds)
    print(f"{options.records:,} records{', by key' if options.key else ''}\n")
    print("| what | seconds | of DuckDB's reading | peak MiB |\n|---|---:|---:|---:|")
    base = next(iter(measured.values()))
    for name, runs in measured.items():
        found, ratio = typical(runs), paired_ratio(runs, base)
        print(f"| {name} | {found.seconds:.1f} | {ratio:.1f} | {found.mebibytes:.0f} |")


def _duckdb(query: str) -> tuple[str, ...]:
    return (sys.executable, "-c", DUCKDB % query)


if __name__ == "__main__":
    main()

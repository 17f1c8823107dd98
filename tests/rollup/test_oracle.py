"""Figures against a query that somebody wrote by hand for the standard library's SQLite."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from counting import COUNTS, DAYS, FLAGS, HEADER, KEYED, UNITS, counts_in, csv_of, random_rows, rolled, told

from dxscore.model.loaded import Catalogue

UNIT_IDS = ("pho-hoa", "pho-hoa", "pho-hoa", "pho-an", "pho-an", "pho-hoa", "pho-an")
PERIODS = ("2025-Q1", "2025-Q2", "2025-Q2", "2025-Q2", "2026-Q1", "2025-Q3")
ISO_DAYS = ("2025-03-14", "2025-03-15", "2025-03-15", "2025-04-05", "2025-12-20", "2025-06-15")
FLAG_VALUES = (1, 0, 1, 1, 1, 0, 1)
QUERY = """
with sound as (
  select u.id unit, d.period, replace(lower(trim(l.level)), ' ', '') level, f.value online,
         l.secret = '1' secret,
         r.iso <= h.iso as on_time, r.iso is not null and h.iso is not null as compared, l.n
  from log l join units u on u.text = l.don_vi join days d on d.text = l.ngay
  join flags f on f.text = l.online
  left join days r on r.text = l.ngay_tra
  left join days h on h.text = l.ngay_hen
  where l.secret in ('0', '1') and replace(lower(trim(l.level)), ' ', '') in ('xa', 'tinh')
    and (r.iso is not null or l.ngay_tra = '') and (h.iso is not null or l.ngay_hen = '')
)
select unit, period, sum(level = 'xa' and not secret and compared and on_time),
       sum(level = 'xa' and not secret and compared and on_time and online),
       sum(not (compared and on_time)), count(*)
from sound group by unit, period
"""


def by_query(rows: list[tuple[str, ...]]) -> dict[tuple[str, str, str], tuple[int | None, ...]]:
    """Figures of the clean units by the query."""
    base = sqlite3.connect(":memory:")
    base.execute(f"create table log ({', '.join(HEADER)}, n)")
    base.executemany(f"insert into log values ({', '.join('?' * 10)})", [(*row, 1) for row in rows])
    for table, columns, values in (
        ("units", "text, id", zip(UNITS, UNIT_IDS, strict=True)),
        (
            "days",
            "text, iso, period",
            zip((*DAYS, "2025-03-14T10:00"), (*ISO_DAYS, "2025-03-14"), (*PERIODS, ""), strict=True),
        ),
        ("flags", "text, value", zip(FLAGS, FLAG_VALUES, strict=True)),
    ):
        base.execute(f"create table {table} ({columns})")
        base.executemany(
            f"insert into {table} values ({', '.join('?' * len(columns.split(',')))})", list(values)
        )
    found: dict[tuple[str, str, str], tuple[int | None, ...]] = {}
    for unit, period, denominator, numerator, number, _ in base.execute(QUERY):
        found["TT", unit, period] = (numerator, denominator, None)
        found["SL", unit, period] = (None, None, number)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_of_a_query_written_by_hand(
    catalogue: Catalogue, tmp_path: Path, seed: int
) -> None:
    rows = random_rows(seed, 3_000)
    log = tmp_path / "log.csv"
    log.write_text(csv_of(rows), encoding="utf-8")
    came = rolled(catalogue, counts_in(tmp_path, catalogue, COUNTS), log)
    expected = by_query(rows)
    assert len(expected) >= 12
    clean = {key: value for key, value in told(came.observations).items() if key[1] in UNIT_IDS}
    assert clean == expected
    document = came.document
    assert document.records == document.counted + document.rejected == 3_000
    assert sum(reason.records for reason in document.rejected_for) == document.rejected > 0


def test_with_a_key_figures_are_those_of_the_cases_that_say_one_thing(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    rows = random_rows(7, 3_000, keys=4_000)
    log = tmp_path / "log.csv"
    log.write_text(csv_of(rows), encoding="utf-8")
    came = rolled(catalogue, counts_in(tmp_path, catalogue, KEYED), log)
    cases: dict[str, set[tuple[str, ...]]] = {}
    for row in rows:
        cases.setdefault(row[0], set()).add(_as_read(row))
    kept = [
        next(row for row in rows if row[0] == key) for key, said in cases.items() if key and len(said) == 1
    ]
    clean = {key: value for key, value in told(came.observations).items() if key[1] in UNIT_IDS}
    assert clean == by_query(kept)
    document = came.document
    assert document.records == document.counted + document.repeated + document.rejected == 3_000
    assert document.repeated > 0
    reasons = {reason.code: reason.records for reason in document.rejected_for}
    assert reasons["DX830"] == sum(row[0] == "" for row in rows)
    assert reasons["DX831"] == sum(len(cases[row[0]]) > 1 for row in rows if row[0])


def _as_read(row: tuple[str, ...]) -> tuple[str, ...]:
    """What a row of the pool says, two spellings of one thing made one; ghi_chu is not used."""
    unit = dict(zip(UNITS, UNIT_IDS, strict=True)).get(row[1], row[1])
    days = dict(zip(DAYS, ISO_DAYS, strict=True))
    day = days.get(row[2], row[2])
    left = "15/06/2025 08:30" if row[3] == DAYS[5] else days.get(row[3], row[3])
    right = days.get(row[4], row[4])
    online = dict(zip(FLAGS, map(str, FLAG_VALUES), strict=True)).get(row[6], row[6])
    return unit, day, left, right, row[5].strip().lower(), online, row[7]

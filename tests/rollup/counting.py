"""A small catalogue, its counts.yaml and logs to count: what the tests of this folder share."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from dxscore.flows.rollup import Rolled, RollupRequest, roll_up
from dxscore.model.counts import Counts
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.read.catalogue import load
from dxscore.read.counts import read_counts

TARGETS = """\
version: 1
plan:
  id: P
  name: {vi: Kế hoạch minh họa}
  place: {vi: Thị xã Mẫu}
  reporting_calendar: administrative
documents:
  - {id: D, number: 1/KH, issuer: {vi: UBND}, issued: 2024, title: {vi: Kế hoạch}}
pillars:
  - {id: A, name: {vi: Trụ cột}}
indicators:
  - id: TT
    pillar: A
    name: {vi: Tỷ lệ trực tuyến}
    measure: share
    over_time: flow
    unit_of_measure: percent
    counted_in: {vi: hồ sơ, en: files}
    numerator: {vi: hồ sơ trực tuyến}
    denominator: {vi: hồ sơ}
    reported_by: cac-xa
    targets: [{by: 2025, at_least: 70, source: {document: D, section: '1', wording: "70%"}}]
  - id: SL
    pillar: A
    name: {vi: Số hồ sơ}
    measure: number
    over_time: flow
    unit_of_measure: number
    counted_in: {vi: hồ sơ, en: files}
    reported_by: cac-xa
    targets: [{by: 2025, at_least: 10, source: {document: D, section: '2', wording: "10"}}]
  - id: VP
    pillar: A
    name: {vi: Số hồ sơ của Văn phòng}
    measure: number
    over_time: stock
    unit_of_measure: number
    counted_in: {vi: hồ sơ, en: files}
    reported_by: van-phong
    targets: [{by: 2025, at_least: 10, source: {document: D, section: '3', wording: "10"}}]
  - id: HANG
    pillar: A
    name: {vi: Xếp hạng}
    measure: rank
    unit_of_measure: rank
    reported_by: thi-xa
    targets: [{by: 2025, at_most: 10, source: {document: D, section: '4', wording: "10"}}]
"""
ASSIGNMENTS = """\
version: 1
bodies:
  - {id: thi-xa, name: {vi: Thị xã Mẫu}, kind: area, code: "500"}
  - {id: pho-hoa, name: {vi: Phường Phổ Hòa, en: Phổ Hòa ward}, kind: ward, code: "21457",
     aliases: [Hòa Thành]}
  - {id: pho-an, name: {vi: Xã Phổ An, en: Phổ An commune}, kind: commune, code: "21442"}
  - {id: cu, name: {vi: Xã Cũ, en: Former commune}, kind: commune, code: "900", valid_to: 2025-06-30,
     successor: moi}
  - {id: moi, name: {vi: Xã Mới, en: New commune}, kind: commune, code: "901", valid_from: 2025-07-01}
  - {id: chia, name: {vi: Xã Chia, en: Divided commune}, kind: commune, code: "902", valid_to: 2025-06-30,
     successor: [moi, pho-an]}
  - {id: van-phong, name: {vi: Văn phòng, en: Office}, kind: office}
  - {id: phong-khac, name: {vi: Phòng Khác, en: Another office}, kind: office}
groups:
  - {id: cac-xa, name: {vi: "các xã, phường"}, members: [pho-hoa, pho-an, cu, moi, chia]}
"""
COUNTS = """\
version: 1
records: {unit: don_vi, date: ngay, period: quarter}
columns:
  level: {one_of: [tinh, xa]}
  online: {yes: ["1", "có"], no: ["0", "không"]}
  secret: {yes: ["1"], no: ["0"]}
  on_time: {compare: {left: ngay_tra, op: "<=", right: ngay_hen}, blank: no}
indicators:
  TT: {of: {level: xa, on_time: yes}, excludes: {secret: yes}, counts: {online: yes}}
  SL: {of: {level: [xa, tinh]}, counts: {on_time: no}}
"""
KEYED = COUNTS.replace("period: quarter}", "period: quarter, key: ma}")
HEADER = ("ma", "don_vi", "ngay", "ngay_tra", "ngay_hen", "level", "online", "secret", "ghi_chu")
SOUND = ("H1", "pho-hoa", "10/03/2025", "12/03/2025", "12/03/2025", "xa", "1", "0", "")


def nfd(text: str) -> str:
    """As a file from a Mac has it."""
    return unicodedata.normalize("NFD", text)


UNITS = (
    "Phường Phổ Hòa",
    "phường Phổ Hoà",
    nfd("Phường Phổ Hòa"),
    "21442",
    "xã Phổ An",
    "Hòa Thành",
    "pho an",
)
DAYS = ("14/03/2025", "15/03/2025", "2025-03-15", "ngày 5 tháng 4 năm 2025", "20/12/2025", "15/06/2025 08:30")
"""The first of each kind is of the quarter before the second."""
NO_UNITS = ("", "Phổ X", "Thị xã Mẫu", "phong-khac", "Xã Cũ", "chia", "moi")
NO_DAYS = ("", "31/02/2025", "45657", "n/a", "01/01/1990", "20/12/2100", "mai")
FLAGS = ("1", "0", "có", "CÓ", nfd("có"), "không", " 1 ")
NO_FLAGS = ("", "-", "maybe", "2")
LEVELS = ("xa", "tinh", "XA", " xa ")


def catalogue_in(folder: Path) -> Catalogue:
    """The small catalogue, written into `folder` and read."""
    folder.mkdir(exist_ok=True)
    (folder / "targets.yaml").write_text(TARGETS, encoding="utf-8")
    (folder / "assignments.yaml").write_text(ASSIGNMENTS, encoding="utf-8")
    return load(folder)


def counts_in(folder: Path, catalogue: Catalogue, text: str = COUNTS) -> Counts:
    """A counts.yaml, written into `folder` and read."""
    path = folder / "counts.yaml"
    path.write_text(text, encoding="utf-8")
    return read_counts(path, catalogue)


def csv_of(rows: Iterable[Sequence[str]], header: Sequence[str] = HEADER, separator: str = ",") -> str:
    """A log as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def random_rows(seed: int, count: int, keys: int | None = None) -> list[tuple[str, ...]]:
    """Records from a pool of texts, nine of ten clean. Few keys mean many repeats."""
    chance = random.Random(seed)

    def one(sound: Sequence[str], faulty: Sequence[str]) -> str:
        return chance.choice(sound if chance.random() < 0.9 else faulty)

    rows: list[tuple[str, ...]] = []
    for number in range(count):
        if rows and keys is not None and chance.random() < 0.2:
            rows.append(chance.choice(rows))
            continue
        key = str(number if keys is None else chance.randrange(keys))
        rows.append(
            (
                "" if chance.random() < 0.02 else f"H{key}",
                one(UNITS, NO_UNITS),
                one(DAYS, NO_DAYS),
                one(DAYS[:3], ("", "31/02/2025")),
                one(DAYS[:2], ("", "2025-03-14T10:00")),
                one(LEVELS, ("huyện", "")),
                one(FLAGS, NO_FLAGS),
                one(("0", "1"), ("", "x")),
                chance.choice(("", "ghi chú", "a b")),
            )
        )
    return rows


def rolled(catalogue: Catalogue, counts: Counts, *files: Path, processes: int = 1) -> Rolled:
    """What comes of counting `files`."""
    return roll_up(catalogue, counts, RollupRequest(files=[str(file) for file in files], processes=processes))


def told(observations: Iterable[Observation]) -> dict[tuple[str, str, str], tuple[int | None, ...]]:
    """Figures by indicator, unit and period: numerator, denominator, value."""
    return {
        (each.indicator, each.reporting_unit, str(each.period)): tuple(
            None if part is None else int(part) for part in (each.numerator, each.denominator, each.value)
        )
        for each in observations
    }

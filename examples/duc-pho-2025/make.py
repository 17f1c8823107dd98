"""Write metrics.csv, the illustrative figures of this example. Nothing here is an official figure.

Every figure comes from the tables below, the same on every run:

    python examples/duc-pho-2025/make.py
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

HEADER = (
    "indicator",
    "reporting_unit",
    "period",
    "numerator",
    "denominator",
    "value",
    "evidence",
    "note",
    "closed_on",
)
NOTE = "số liệu minh họa"
EVIDENCE = "Báo cáo minh họa, không phải văn bản thật"
TOWN = "UBND thị xã Đức Phổ"
# The town and its communes ended on 30 June 2025: their figures of that year were closed then.
CLOSED = {2025: "2025-06-30"}
Row = tuple[str, ...]

# People in 2019. The census has 150.927 in all, 8.683 in Phổ Vinh and 5.281 in Phổ Minh; the rest is made up.
# Beside them: how far the commune stands above or below the town's share, in per mille.
COMMUNES = {
    "Phường Nguyễn Nghiêm": (16_412, 62),
    "Xã Phổ An": (12_159, 4),
    "Xã Phổ Phong": (9_882, -38),
    "Xã Phổ Thuận": (12_905, 10),
    "Phường Phổ Văn": (10_114, 24),
    "Phường Phổ Quang": (9_236, -6),
    "Xã Phổ Nhơn": (7_386, -84),
    "Phường Phổ Ninh": (9_027, 31),
    "Phường Phổ Minh": (5_281, 45),
    "Phường Phổ Vinh": (8_683, 17),
    "Phường Phổ Hòa": (5_934, 22),
    "Xã Phổ Cường": (13_251, -12),
    "Xã Phổ Khánh": (13_508, -27),
    "Phường Phổ Thạnh": (11_498, 8),
    "Xã Phổ Châu": (5_651, -51),
}

# Of 1.000 people (1 in 3.6 heads a household), how many are counted below the line. Work files are fewer in
# 2025, for that year ended in June.
PER_MILLE_COUNTED = {
    "XH-CAPQUANG-HO": {2023: 278, 2024: 278, 2025: 278},
    "XH-DTTM": {2023: 740, 2024: 740, 2025: 740},
    "XH-TKTT": {2023: 740, 2024: 740, 2025: 740},
    "XH-CHUKYSO": {2024: 740, 2025: 740},
    "XH-KYNANG": {2023: 580, 2024: 580, 2025: 580},
    "CQ-HSCV-XP": {2023: 88, 2024: 97, 2025: 52},
}
# The town's share about which the communes stand, per mille.
SHARE = {
    "XH-CAPQUANG-HO": {2023: 802, 2024: 885, 2025: 936},
    "XH-DTTM": {2023: 712, 2024: 761, 2025: 800},
    "XH-TKTT": {2023: 748, 2024: 807, 2025: 843},
    "XH-CHUKYSO": {2024: 164, 2025: 381},
    "XH-KYNANG": {2023: 418, 2024: 537, 2025: 648},
    "CQ-HSCV-XP": {2023: 493, 2024: 618, 2025: 700},
}
# Where the communes' sum has to be exactly that share (80 % of 114.355 people), or this many files short of
# it, the largest commune's figure is moved to get there.
SETTLED = {("XH-DTTM", 2025): 0, ("CQ-HSCV-XP", 2025): 7}
LARGEST = "Phường Nguyễn Nghiêm"
# Not handed in by the commune.
MISSING = {("XH-KYNANG", "Xã Phổ Nhơn", 2025), ("XH-CHUKYSO", "Xã Phổ Nhơn", 2025)}

# Computers: in all, of them with anti-malware, of them connected. Information systems: in all, approved,
# protected as their level demands; bodies without systems of their own have 0 of 0.
BODIES = {
    "Phòng Văn hóa và Thông tin": (12, 12, 12, 2, 2, 2),
    "Văn phòng HĐND và UBND": (38, 38, 38, 3, 3, 3),
    "Công an thị xã": (64, 64, 64, 2, 2, 2),
    "Phòng Nội vụ": (11, 11, 11, 1, 1, 1),
    "Phòng Kinh tế": (14, 14, 12, 1, 1, 1),
    "Phòng Giáo dục và Đào tạo": (13, 13, 13, 2, 2, 1),
    "Phòng Y tế": (6, 6, 6, 0, 0, 0),
    "Phòng Tài nguyên và Môi trường": (18, 18, 18, 2, 2, 2),
    "Phòng Quản lý đô thị": (12, 12, 12, 1, 1, 1),
    "Phòng Tài chính - Kế hoạch": (16, 16, 16, 1, 1, 1),
    "Thị đoàn Đức Phổ": (7, 7, 5, 0, 0, 0),
    "Ủy ban MTTQ Việt Nam thị xã và các tổ chức CT-XH": (15, 15, 15, 0, 0, 0),
    "Phường Nguyễn Nghiêm": (27, 27, 27, 2, 2, 2),
    "Xã Phổ An": (22, 22, 22, 1, 1, 1),
    "Xã Phổ Phong": (21, 21, 14, 1, 1, 0),
    "Xã Phổ Thuận": (23, 23, 23, 1, 1, 1),
    "Phường Phổ Văn": (22, 22, 22, 1, 1, 1),
    "Phường Phổ Quang": (21, 21, 21, 1, 1, 1),
    "Xã Phổ Nhơn": (19, 19, 9, 1, 1, 0),
    "Phường Phổ Ninh": (22, 22, 22, 1, 1, 1),
    "Phường Phổ Minh": (18, 18, 18, 1, 1, 1),
    "Phường Phổ Vinh": (20, 20, 20, 1, 1, 1),
    "Phường Phổ Hòa": (18, 18, 18, 1, 1, 1),
    "Xã Phổ Cường": (23, 23, 21, 1, 1, 1),
    "Xã Phổ Khánh": (24, 24, 24, 1, 1, 1),
    "Phường Phổ Thạnh": (25, 25, 25, 1, 1, 1),
    "Xã Phổ Châu": (17, 17, 12, 1, 1, 0),
}

# The town's own rows: numerator and denominator; the budget in million đồng.
TOWN_FIGURES = {
    ("CQ-DVC", 2023): (212, 268),
    ("CQ-DVC", 2024): (259, 268),
    ("CQ-DVC", 2025): (0, 0),
    ("CQ-HSCV-TX", 2023): (9_874, 13_215),
    ("CQ-HSCV-TX", 2024): (11_602, 13_940),
    ("CQ-HSCV-TX", 2025): (6_214, 7_030),
    ("CQ-KTRA", 2023): (11, 46),
    ("CQ-KTRA", 2024): (22, 41),
    ("CQ-DDXT", 2023): (15_120, 18_344),
    ("CQ-DDXT", 2024): (24_806, 26_207),
    ("CQ-DDXT", 2025): (16_941, 17_283),
    ("KT-DNNVV", 2023): (98, 412),
    ("KT-DNNVV", 2024): (157, 437),
    ("KT-DNNVV", 2025): (209, 451),
    ("XH-CAPQUANG-XP", 2023): (13, 15),
    ("XH-CAPQUANG-XP", 2024): (15, 15),
    ("XH-CAPQUANG-XP", 2025): (15, 15),
    ("NL-NGANSACH", 2024): (3_962, 761_350),
    ("NL-NGANSACH", 2025): (2_487, 398_120),
}


def people(census: int, year: int) -> int:
    """Four in a thousand more every year since the census."""
    return census + census * 4 * (year - 2019) // 1000


def commune_figures(indicator: str, year: int) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of every commune, whether handed in or not."""
    figures = {}
    for commune, (census, above) in COMMUNES.items():
        denominator = people(census, year) * PER_MILLE_COUNTED[indicator][year] // 1000
        share = min(1000, SHARE[indicator][year] + above)
        figures[commune] = denominator * share // 1000, denominator
    if (indicator, year) in SETTLED:
        whole = sum(denominator for _, denominator in figures.values())
        wanted = -(-whole * SHARE[indicator][year] // 1000) - SETTLED[indicator, year]
        numerator, denominator = figures[LARGEST]
        missing = wanted - sum(numerator for numerator, _ in figures.values())
        figures[LARGEST] = numerator + missing, denominator
    return figures


def commune_rows() -> Iterator[Row]:
    """The six indicators that communes report, year by year."""
    for indicator, years in SHARE.items():
        for year in years:
            for commune, parts in commune_figures(indicator, year).items():
                if (indicator, commune, year) not in MISSING:
                    yield share_row(indicator, commune, year, *parts)


def body_rows() -> Iterator[Row]:
    """Information security: every office and commune, 2025."""
    for body, (computers, protected, connected, systems, approved, carried_out) in BODIES.items():
        yield share_row("AT-MADOC-CAIDAT", body, 2025, protected, computers)
        yield share_row("AT-MADOC-KETNOI", body, 2025, connected, computers)
        yield share_row("AT-CAPDO-PHEDUYET", body, 2025, approved, systems)
        yield share_row("AT-CAPDO-PHUONGAN", body, 2025, carried_out, systems)


def town_rows() -> Iterator[Row]:
    """What the town reports in one row; CQ-BC not known yet, so left empty."""
    for (indicator, year), parts in TOWN_FIGURES.items():
        yield share_row(indicator, TOWN, year, *parts)
    yield row("CQ-BC", TOWN, 2025, note=f"{NOTE}; đang rà soát, chưa có số liệu")
    yield row("XH-DIDONG", TOWN, 2025, value="có", evidence=EVIDENCE)


def share_row(indicator: str, unit: str, year: int, numerator: int, denominator: int) -> Row:
    """A share with its parts."""
    note = f"{NOTE}; không phát sinh" if denominator == 0 else NOTE
    return row(indicator, unit, year, str(numerator), str(denominator), note=note)


def row(
    indicator: str,
    unit: str,
    year: int,
    numerator: str = "",
    denominator: str = "",
    value: str = "",
    evidence: str = "",
    note: str = NOTE,
) -> Row:
    """One line of the file, in the order of `HEADER`."""
    closed_on = CLOSED.get(year, "")
    return indicator, unit, str(year), numerator, denominator, value, evidence, note, closed_on


def table() -> str:
    """The whole file as text."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(HEADER)
    lines.writerows((*town_rows(), *commune_rows(), *body_rows()))
    return text.getvalue()


if __name__ == "__main__":
    (Path(__file__).parent / "metrics.csv").write_text(table(), encoding="utf-8", newline="")

"""Write metrics.csv, the illustrative figures of this example. Nothing here is an official figure.

Every figure comes from the tables below, the same on every run:

    python examples/duc-pho-2025/make.py
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
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
# The town ended on 30 June 2025: its own figures of that year, and those of its offices, were closed then.
CLOSED = "2025-06-30"
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

# The five units that followed on 1 July 2025, and the communes that went into each whole.
SUCCESSORS = {
    "Phường Đức Phổ": (
        "Phường Nguyễn Nghiêm",
        "Phường Phổ Ninh",
        "Phường Phổ Minh",
        "Phường Phổ Vinh",
        "Phường Phổ Hòa",
    ),
    "Phường Trà Câu": ("Xã Phổ An", "Xã Phổ Thuận", "Phường Phổ Văn", "Phường Phổ Quang"),
    "Xã Nguyễn Nghiêm": ("Xã Phổ Phong", "Xã Phổ Nhơn"),
    "Xã Khánh Cường": ("Xã Phổ Cường", "Xã Phổ Khánh"),
    "Phường Sa Huỳnh": ("Phường Phổ Thạnh", "Xã Phổ Châu"),
}

# Of 1.000 people (1 in 3.6 heads a household), how many are counted below the line; of work files, how many
# arose in the year, in 2025 in each half.
PER_MILLE_COUNTED = {
    "XH-CAPQUANG-HO": {2023: 278, 2024: 278, 2025: 278},
    "XH-DTTM": {2023: 740, 2024: 740, 2025: 740},
    "XH-TKTT": {2023: 740, 2024: 740, 2025: 740},
    "XH-CHUKYSO": {2024: 740, 2025: 740},
    "XH-KYNANG": {2023: 580, 2024: 580, 2025: 580},
    "CQ-HSCV-XP": {2023: 88, 2024: 97, 2025: 104},
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
# Where the sum has to be exactly that share (80 % of all people), or this many files short of it, the figure
# of the largest commune, or of the unit that it went into, is moved to get there.
SETTLED = {("XH-DTTM", 2025): 0, ("CQ-HSCV-XP", 2025): 7}
LARGEST = "Phường Nguyễn Nghiêm"
# Counted over a period, in 2025 half by half; all else is a state.
COUNTED_OVER_TIME = "CQ-HSCV-XP"
# Not handed in by the unit.
MISSING = {("XH-KYNANG", "Xã Nguyễn Nghiêm"), ("XH-CHUKYSO", "Xã Nguyễn Nghiêm")}

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


def merged(figures: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The same figures by the units that followed: each the sum of what went into it."""
    return {
        unit: (sum(figures[each][0] for each in formers), sum(figures[each][1] for each in formers))
        for unit, formers in SUCCESSORS.items()
    }


def commune_rows() -> Iterator[Row]:
    """The six indicators that communes report: to 2024 the fifteen, for 2025 the five that followed."""
    for indicator, years in SHARE.items():
        for year in years:
            figures = commune_figures(indicator, year)
            if indicator == COUNTED_OVER_TIME and year == 2025:
                yield from counted_rows(indicator, figures)
            elif year == 2025:
                for unit, parts in merged(figures).items():
                    if (indicator, unit) not in MISSING:
                        yield share_row(indicator, unit, str(year), *parts)
            else:
                for commune, parts in figures.items():
                    yield share_row(indicator, commune, str(year), *parts)


def counted_rows(indicator: str, figures: dict[str, tuple[int, int]]) -> Iterator[Row]:
    """Work files of 2025: of the fifteen for the first half, of the five that followed for the second."""
    first = {commune: (done // 2, files // 2) for commune, (done, files) in figures.items()}
    second = {
        commune: (done - first[commune][0], files - first[commune][1])
        for commune, (done, files) in figures.items()
    }
    for commune, parts in first.items():
        yield share_row(indicator, commune, "2025-H1", *parts)
    for unit, parts in merged(second).items():
        yield share_row(indicator, unit, "2025-H2", *parts)


def body_rows() -> Iterator[Row]:
    """Information security, 2025: the town's offices on their last day, and the five units at its close."""
    names = ("AT-MADOC-CAIDAT", "AT-MADOC-KETNOI", "AT-CAPDO-PHEDUYET", "AT-CAPDO-PHUONGAN")
    formers = {former: unit for unit, all_ in SUCCESSORS.items() for former in all_}
    of_units: dict[str, list[tuple[int, ...]]] = {unit: [] for unit in SUCCESSORS}
    for body, counts in BODIES.items():
        if body in formers:
            of_units[formers[body]].append(counts)
        else:
            yield from security_rows(names, body, counts, CLOSED)
    for unit, each in of_units.items():
        yield from security_rows(names, unit, tuple(sum(column) for column in zip(*each, strict=True)), "")


def security_rows(names: Sequence[str], body: str, counts: tuple[int, ...], closed_on: str) -> Iterator[Row]:
    """The four rows of one body."""
    computers, protected, connected, systems, approved, carried_out = counts
    parts = ((protected, computers), (connected, computers), (approved, systems), (carried_out, systems))
    for name, (above, below) in zip(names, parts, strict=True):
        yield share_row(name, body, "2025", above, below, closed_on)


def town_rows() -> Iterator[Row]:
    """What the town reports in one row; CQ-BC not known yet, so left empty."""
    for (indicator, year), parts in TOWN_FIGURES.items():
        yield share_row(indicator, TOWN, str(year), *parts, closed_in(year))
    note = f"{NOTE}; đang rà soát, chưa có số liệu"
    yield row("CQ-BC", TOWN, "2025", note=note, closed_on=CLOSED)
    yield row("XH-DIDONG", TOWN, "2025", value="có", evidence=EVIDENCE, closed_on=CLOSED)


def closed_in(year: int) -> str:
    """The closing day of the town's own figures, in the year in which it ended."""
    return CLOSED if year == 2025 else ""


def share_row(
    indicator: str, unit: str, period: str, numerator: int, denominator: int, closed_on: str = ""
) -> Row:
    """A share with its parts."""
    note = f"{NOTE}; không phát sinh" if denominator == 0 else NOTE
    return row(indicator, unit, period, str(numerator), str(denominator), note=note, closed_on=closed_on)


def row(
    indicator: str,
    unit: str,
    period: str,
    numerator: str = "",
    denominator: str = "",
    value: str = "",
    evidence: str = "",
    note: str = NOTE,
    closed_on: str = "",
) -> Row:
    """One line of the file, in the order of `HEADER`."""
    return indicator, unit, period, numerator, denominator, value, evidence, note, closed_on


def table() -> str:
    """The whole file as text."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(HEADER)
    lines.writerows((*town_rows(), *commune_rows(), *body_rows()))
    return text.getvalue()


if __name__ == "__main__":
    (Path(__file__).parent / "metrics.csv").write_text(table(), encoding="utf-8", newline="")

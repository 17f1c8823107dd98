"""Writes ho-so.csv.gz: an illustrative log of 20,000 dossiers. Everything in it is invented.

    python examples/ho-so/make.py [FOLDER]

The seed is fixed: the same file every time. A few records are faulty on purpose, and a few stand twice.
"""

import csv
import gzip
import io
import random
import sys
from datetime import date, timedelta
from pathlib import Path

RECORDS = 20_000
COLUMNS = ("ma_ho_so", "don_vi", "ngay_tiep_nhan", "ngay_hen", "ngay_tra", "cap", "truc_tuyen", "mat")
BEFORE = (
    *(
        "Phường Nguyễn Nghiêm",
        "Xã Phổ An",
        "Xã Phổ Phong",
        "Xã Phổ Thuận",
        "Phường Phổ Văn",
        "Phường Phổ Quang",
    ),
    *(
        "Xã Phổ Nhơn",
        "Phường Phổ Ninh",
        "Phường Phổ Minh",
        "Phường Phổ Vinh",
        "Phường Phổ Hòa",
        "Xã Phổ Cường",
    ),
    *("Xã Phổ Khánh", "Phường Phổ Thạnh", "Xã Phổ Châu"),
)
AFTER = ("Phường Trà Câu", "Phường Đức Phổ", "Phường Sa Huỳnh", "Xã Nguyễn Nghiêm", "Xã Khánh Cường")
TOWN = "Thị xã Đức Phổ"
FIRST, LAST, REFORM = date(2024, 12, 15), date(2025, 12, 14), date(2025, 7, 1)


def record(number: int, chance: random.Random) -> list[str]:
    """One dossier."""
    received = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days + 1))
    of_town = received < date(2025, 6, 15) and chance.random() < 0.2
    unit = TOWN if of_town else chance.choice(BEFORE if received < REFORM else AFTER)
    due = received + timedelta(days=chance.randrange(1, 15))
    answered = due + timedelta(days=chance.choice((-3, -2, -1, 0, 0, 0, 1, 4)))
    online = chance.random() < 0.62 + 0.1 * (received - FIRST).days / 365
    return [
        f"H48-25-{number:05d}",
        unit,
        f"{received:%d/%m/%Y}",
        f"{due:%d/%m/%Y}",
        f"{max(answered, received):%d/%m/%Y}" if answered <= LAST else "",
        "huyen" if of_town else "xa",
        chance.choice(("1", "1", "có")) if online else chance.choice(("0", "0", "không")),
        "1" if chance.random() < 0.01 else "0",
    ]


def records() -> list[list[str]]:
    """All dossiers, with ten faults and ten repeats among them."""
    chance = random.Random(2025)  # noqa: S311  # an example, and the same every time
    rows = [record(number, chance) for number in range(1, RECORDS - 9)]
    for place, column, text in (
        (1_000, 1, "Phổ Hoa Sen"),
        (2_500, 1, ""),
        (4_000, 2, "31/02/2025"),
        (5_500, 2, ""),
        (7_000, 5, "thôn"),
        (8_500, 6, "qua mạng"),
        (10_000, 6, ""),
        (11_500, 7, "-"),
        (13_000, 2, "30/11/205"),
        (14_500, 2, "2052-06-01"),
    ):
        rows[place][column] = text
    return rows + [rows[place] for place in range(100, 10_000, 1_000)]


def main(folder: Path) -> None:
    """Write the log."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *records()])
    (folder / "ho-so.csv.gz").write_bytes(gzip.compress(out.getvalue().encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)

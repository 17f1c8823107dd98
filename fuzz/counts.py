"""Logs of records, and the files that say how they are counted.

python fuzz/counts.py --seconds 60 --seed 1
"""

from __future__ import annotations

from random import Random
from typing import Any, Final

import arriving
import plans
import tables
import trees
from laws import Case, run

COLUMNS: Final = ("unit", "received", "level", "online", "secret", "due", "given", "id")
TREE: Final[Any] = {
    "version": 1,
    "records": {"unit": "unit", "date": "received", "period": "quarter", "key": "id"},
    "columns": {
        "level": {"one_of": ["commune", "town"]},
        "online": {"yes": ["yes", "có", "1"], "no": ["no", "không", "0"]},
        "secret": {"yes": ["1"]},
        "on_time": {"compare": {"left": "given", "op": "<=", "right": "due"}},
    },
    "indicators": {
        "CQ-MISSED": {"of": {"level": "commune"}, "excludes": {"secret": "yes"}, "counts": {"online": "yes"}},
        "CQ-EXCEEDED": {"of": {"level": "town"}, "counts": {"on_time": "yes"}},
        "XH-FEWER": {"counts": {"online": "no"}},
    },
}
WORDS: Final = (
    "unit", "date", "period", "key", "year", "half_year", "quarter", "month", "one_of", "yes", "no",
    "compare", "left", "right", "op", "<=", "<", ">=", "==", "of", "excludes", "counts", "distinct", "sum",
    "column", "any", "all", "not", "level", "online",
)  # fmt: skip


def make(rng: Random) -> Case:
    """Records and the way to count them."""
    tree = TREE if rng.random() < 0.4 else trees.changed(rng, TREE, [*WORDS, *COLUMNS])
    files = plans.catalogue_files(plans.SMALL)
    files |= {"c.yaml": trees.as_yaml(rng, tree), "r.csv": tables.as_text(rng, records(rng))}
    form = rng.choice((("--format", "json"), ("--format", "json"), ()))
    until = ("--until", rng.choice(arriving.DAYS)) if rng.random() < 0.1 else ()
    arguments = (
        "rollup",
        "r.csv",
        "--counts",
        "c.yaml",
        "--catalogue",
        "plan",
        "--processes",
        "1",
        *form,
        *until,
    )
    if rng.random() < 0.1:
        return Case(("lint", "c.yaml", "--catalogue", "plan", "--format", "json"), files, printed=True)
    return Case(arguments, files)


def records(rng: Random) -> tables.Rows:
    """A log, header first."""
    units = ["Phường An", "Xã Bình", "an", "00003", "Xã Đông", "Xã Đông Tây"]
    days = [f"{rng.randrange(1, 29):02}/{rng.randrange(1, 13):02}/2025" for _ in range(6)] + [
        "2025-03-31",
        "31/02/2025",
        "",
    ]
    likely = (
        units,
        days,
        ("commune", "commune", "town", "xã"),
        ("yes", "no", "có", "không", ""),
        ("", "1", "0"),
        days,
        days,
    )
    header = list(COLUMNS)
    if rng.random() < 0.1:
        header[rng.randrange(len(header))] = arriving.typed(rng, COLUMNS)
    body = [
        [*(arriving.typed(rng, column) for column in likely), str(rng.randrange(12))]
        for _ in range(rng.randrange(25))
    ]
    table = [header, *body]
    for _ in range(rng.choice((0, 0, 1, 3))):
        tables.change(rng, table)
    return table


if __name__ == "__main__":
    run(make, "counts")

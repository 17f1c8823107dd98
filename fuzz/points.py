"""Points sets, scores and figures of points.

python fuzz/points.py --seconds 60 --seed 1
"""

from __future__ import annotations

from random import Random
from typing import Final

import arriving
import plans
import tables
import trees
from laws import Case, run

FOLDER: Final = "examples/points-illustrative"
KEYS: Final = (
    "steps", "levels", "parts", "share", "each", "done", "manual", "max", "of", "full_at", "nothing_below",
    "none_arising", "against", "at_least", "less_than", "points", "evidence", "without_evidence", "from",
    "where", "group", "criterion", "left_out", "rescale", "zero", "full", "best_unit", "best", "minus",
    "bonus", "table", "no_points", "required", "optional", "competition", "rounding",
)  # fmt: skip
SCORES: Final = ("criterion", "reporting_unit", "period", "stage", "points", "reason", "evidence")
STAGES: Final = ("self", "verified", "computed", "self", "tự chấm", "thẩm định", "")
POINTS: Final = (
    "0",
    "5",
    "10",
    "12,5",
    "1/2",
    "chu-tich",
    "khong",
    "full",
    "-1",
    "100",
    "left_out",
    "không tính",
    "",
    "10.000",
)


def make(rng: Random) -> Case:
    """A set, scores and figures, of which at least one was changed."""
    files = plans.catalogue_files(FOLDER)
    files |= {
        f"{name}": plans.content(f"{FOLDER}/{name}") for name in ("points.yaml", "scores.csv", "metrics.csv")
    }
    tree = plans.tree(f"{FOLDER}/points.yaml")
    what = rng.randrange(4)
    if what in (0, 1):
        words = [*trees.words_of(tree), *KEYS]
        files["points.yaml"] = trees.as_yaml(rng, trees.changed(rng, tree, words))
    if what in (1, 2):
        files["scores.csv"] = tables.as_text(rng, scores(rng))
    if what in (2, 3):
        table = [list(row) for row in plans.table(f"{FOLDER}/metrics.csv")]
        for _ in range(rng.randrange(1, 6)):
            tables.change(rng, table)
        files["metrics.csv"] = tables.as_text(rng, table)
    shown = rng.choice(
        (("--format", "json"), ("--format", "json"), ("--format", "csv"), ("--format", "html"), ())
    )
    unit = rng.choice(((), (), ("--for", "Xã Một"), ("--by", "group"), ("--strict",)))
    arguments = (
        "points",
        "metrics.csv",
        "scores.csv",
        "--set",
        "points.yaml",
        "--catalogue",
        "plan",
        *shown,
        *unit,
    )
    return Case(arguments, files, "json" in shown)


def scores(rng: Random) -> tables.Rows:
    """The example's table of scores, changed; or one that is made."""
    real = [list(row) for row in plans.table(f"{FOLDER}/scores.csv")]
    if rng.random() < 0.5:
        for _ in range(rng.randrange(1, 6)):
            tables.change(rng, real)
        return real
    criteria = [item["id"] for item in plans.tree(f"{FOLDER}/points.yaml")["criteria"]]
    units = plans.names(FOLDER)[1]
    likely = (
        criteria,
        units,
        ("2026", "2026", "2025", "2026-Q1"),
        STAGES,
        POINTS,
        arriving.WORDS,
        arriving.WORDS,
    )
    return [
        list(SCORES),
        *([arriving.typed(rng, column) for column in likely] for _ in range(rng.randrange(15))),
    ]


if __name__ == "__main__":
    run(make, "points")

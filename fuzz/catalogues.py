"""Catalogues: real ones with branches changed, as every command that loads one is given them.

python fuzz/catalogues.py --seconds 60 --seed 1
"""

from __future__ import annotations

from random import Random
from typing import Final

import arriving
import plans
import trees
from laws import Case, run

TARGET_KEYS: Final = (
    "at_least", "more_than", "at_most", "less_than", "exactly", "between", "done", "by", "every", "from",
    "to", "levels", "for", "against", "keep", "path", "maximum", "minimum", "of", "parts", "judged_on",
    "over_time", "better", "measure", "asked", "supplied_by", "reported_by", "may_not_apply",
    "needs_evidence", "counted_in", "unit_of_measure", "valid_from", "valid_to", "successor", "members",
    "total", "aliases", "code", "kind", "lead", "coordinating", "serves", "deliverables", "tasks",
)  # fmt: skip
TARGET_VALUES: Final = (
    "share", "number", "rank", "yes_no", "stock", "flow", "pooled", "each", "higher", "lower", "year",
    "half_year", "quarter", "month", "once", "2025-Q2", "2025-06-30", "2025-H1", "rising", "falling",
    "percent", "points", "previous_year", "together", "apart", "commune", "ward", "area", "office", "group",
    "stated", "inferred", "administrative", "calendar", "plan", "report",
)  # fmt: skip


def command(rng: Random, figures: bool) -> tuple[tuple[str, ...], bool]:
    """What to ask of the catalogue in `plan`."""
    of_plan, json = ("--catalogue", "plan"), ("--format", "json")
    day = ("--as-of", rng.choice(("2025-12-14", "2024-12-31", "2031-01-01")))
    match rng.randrange(12 if figures else 5):
        case 0:
            return ("catalogue", "check", "plan"), False
        case 1:
            return ("lint", *(("a.csv",) if figures else ("plan",)), *of_plan, *json), True
        case 2:
            return ("catalogue", "show", *of_plan), False
        case 3:
            return ("catalogue", "diff", "plan", "other", *json), False
        case 4:
            return ("tasks", *of_plan, *day, *json), True
        case 5 | 6 | 7:
            year = rng.choice(((), ("--target-year", "all")))
            return ("check", "a.csv", *of_plan, *day, *year, *json), False
        case 8:
            return ("trend", "a.csv", *of_plan, *day, *json), True
        case 9:
            return ("gaps", "a.csv", *of_plan, *json), True
        case 10:
            return (
                "check",
                "a.csv",
                *of_plan,
                "--format",
                rng.choice(("table", "markdown", "html", "sarif")),
            ), False
        case _:
            return ("remind", "a.csv", *of_plan, "--period", rng.choice(("2025", "2025-Q4")), *json), True


def make(rng: Random) -> Case:
    """A changed catalogue beside its original, with its figures where there are some."""
    folder = rng.choice((plans.SMALL, plans.SMALL, *plans.FOLDERS))
    figures = plans.FOLDERS[folder]
    files = plans.catalogue_files(folder) | plans.catalogue_files(folder, "other")
    which = rng.choices(plans.CATALOGUE, (3, 2))[0]
    tree = plans.tree(f"{folder}/{which}")
    words = [*trees.words_of(tree), *TARGET_KEYS, *TARGET_VALUES]
    if rng.random() < 0.1:
        files[f"plan/{which}"] = rng.choice((arriving.damaged, arriving.lines_moved))(
            rng, files[f"plan/{which}"]
        )
    else:
        files[f"plan/{which}"] = trees.as_yaml(rng, trees.changed(rng, tree, words))
    if figures:
        files["a.csv"] = plans.content(figures)
    arguments, printed = command(rng, figures is not None)
    return Case(arguments, files, printed)


if __name__ == "__main__":
    run(make, "catalogues")

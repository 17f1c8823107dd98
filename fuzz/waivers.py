"""Files of waivers.

python fuzz/waivers.py --seconds 60 --seed 1
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, Final

import arriving
import plans
import trees
from laws import Case, run

FIGURES: Final = "tests/screens/given/new.csv"


def make(rng: Random) -> Case:
    """A file of waivers that is sound or nearly so, and a question that uses it."""
    indicators, bodies = plans.names(plans.SMALL)
    listed = [waiver(rng, indicators, bodies) for _ in range(rng.choice((0, 1, 1, 2, 5)))]
    tree: Any = {"version": 1, "waivers": listed}
    if rng.random() < 0.6:
        tree = trees.changed(
            rng, tree, [*trees.words_of(tree), *indicators[:5], *bodies[:5], "until", "from"]
        )
    files = plans.catalogue_files(plans.SMALL)
    files |= {"a.csv": plans.content(FIGURES), "w.yaml": trees.as_yaml(rng, tree)}
    day = rng.choice(("2025-12-14", "2025-12-31", "2024-12-31", "2026-06-30"))
    asked = ("--catalogue", "plan", "--as-of", day, "--waivers", "w.yaml")
    match rng.randrange(4):
        case 0:
            return Case(("gaps", "a.csv", *asked, "--format", "json"), files, printed=True)
        case 1:
            form = rng.choice(("table", "csv", "markdown", "html", "junit", "sarif", "github", "gitlab"))
            return Case(("check", "a.csv", *asked, "--format", form), files)
        case _:
            return Case(("check", "a.csv", *asked, "--format", "json"), files)


def waiver(rng: Random, indicators: list[str], bodies: list[str]) -> dict[str, object]:
    """One of them, sound but for what it may be about."""
    start = date(2025, 12, 14) + timedelta(days=rng.randrange(-400, 100))
    made: dict[str, object] = {
        "indicator": rng.choice(indicators),
        "reporting_unit": rng.choice(bodies),
        "reason": arriving.typed(rng, ("Trụ sở hư hỏng sau bão",)),
        "document": arriving.typed(rng, ("Công văn 77/UBND-VX ngày 10/11/2025",)),
        "approved_by": arriving.typed(rng, ("Chủ tịch UBND",)),
        "from": start,
        "until": start + timedelta(days=rng.choice((0, 1, 20, 30, 31, 365, -1))),
    }
    if rng.random() < 0.6:
        del made["reporting_unit"]
    return made


if __name__ == "__main__":
    run(make, "waivers")

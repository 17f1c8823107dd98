"""Scorecards and baselines that are read back.

python fuzz/baselines.py --seconds 60 --seed 1
"""

from __future__ import annotations

import functools
import json
import os
import tempfile
from pathlib import Path
from random import Random
from typing import Any, Final

import arriving
import plans
import tables
import trees
from laws import Case, ask, run

OLD: Final = "tests/screens/given/old.csv"
NEW: Final = "tests/screens/given/new.csv"


@functools.cache
def earlier(kind: str) -> bytes:
    """A scorecard, or the baseline that `check` writes of the same figures."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for name, content in (plans.catalogue_files(plans.SMALL) | {"a.csv": plans.content(OLD)}).items():
                Path(name).parent.mkdir(exist_ok=True)
                Path(name).write_bytes(content)
            asked = ("check", "a.csv", "--catalogue", "plan", "--as-of", "2024-12-14")
            if kind == "scorecard":
                return ask(*asked, "--format", "json").out.encode()
            ask(*asked, "--write-baseline", "b.json")
            return Path("b.json").read_bytes()
        finally:
            os.chdir(here)


@functools.cache
def _tree(kind: str) -> Any:
    return json.loads(earlier(kind))


def make(rng: Random) -> Case:
    """A scorecard or baseline that was edited, and a question that reads it."""
    kind = rng.choice(("scorecard", "baseline"))
    tree = _tree(kind)
    content = earlier(kind)
    if rng.random() < 0.85:
        content = trees.as_json(rng, trees.changed(rng, tree, trees.words_of(tree)))
    elif rng.random() < 0.5:
        content = arriving.damaged(rng, content)
    files = plans.catalogue_files(plans.SMALL) | {"b.json": content, "a.csv": plans.content(NEW)}
    if rng.random() < 0.2:
        files["a.csv"] = tables.as_text(rng, tables.rows(rng, plans.SMALL))
    of_plan, as_json = ("--catalogue", "plan"), ("--format", "json")
    match rng.randrange(5):
        case 0 | 1:
            return Case(("check", "a.csv", *of_plan, "--baseline", "b.json", *as_json), files)
        case 2:
            form = rng.choice(("table", "markdown", "junit", "sarif", "github", "gitlab", "csv"))
            return Case(("check", "a.csv", *of_plan, "--baseline", "b.json", "--format", form), files)
        case 3:
            return Case(("compare", "b.json", "a.csv", *of_plan, *as_json), files, printed=True)
        case _:
            form = rng.choice(("table", "markdown", "junit", "sarif", "ndjson", "csv"))
            return Case(("compare", "a.csv", "b.json", *of_plan, "--format", form), files)


if __name__ == "__main__":
    run(make, "baselines")

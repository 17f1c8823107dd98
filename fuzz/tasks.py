"""Task lists, and the tasks of a catalogue.

python fuzz/tasks.py --seconds 60 --seed 1
"""

from __future__ import annotations

from random import Random
from typing import Final

import arriving
import plans
import tables
import trees
from laws import Case, run

GIVEN: Final = "tests/screens/given/tasks.csv"
COLUMNS: Final = ("task", "body", "as_of", "stage", "done_on", "evidence", "note")
OTHER_NAMES: Final = (
    "Nhiệm vụ",
    "Cơ quan",
    "Ngày",
    "Tiến độ",
    "Ngày hoàn thành",
    "Minh chứng",
    "Ghi chú",
    "Đơn vị",
)
STAGES: Final = (
    "not_started", "in_progress", "submitted", "done", "not started", "chưa thực hiện", "đang thực hiện",
    "đã trình", "hoàn thành", "Đã hoàn thành", "đã ban hành", "xong", "done_late", "100%", "",
)  # fmt: skip


def make(rng: Random) -> Case:
    """A task list, and a catalogue that is whole or changed in its tasks."""
    folder = rng.choice((plans.SMALL, plans.SMALL, "data"))
    files = plans.catalogue_files(folder)
    tree = plans.tree(f"{folder}/assignments.yaml")
    if rng.random() < 0.4:
        part = rng.choice([key for key in ("tasks", "duties", "groups", "bodies") if tree.get(key)])
        changed = tree | {part: trees.changed(rng, tree[part], trees.words_of(tree.get(part)))}
        files["plan/assignments.yaml"] = trees.as_yaml(rng, changed)
    files["t.csv"] = tables.as_text(rng, listed(rng, folder))
    day = rng.choice(((), ("--as-of", "2025-12-14"), ("--as-of", "2026-01-10"), ("--as-of", "1999-01-01")))
    form = rng.choice(("json", "json", "json", "table", "csv", "markdown"))
    more = rng.choice(
        ((), (), ("--all",), ("--year", "2025"), ("--for", "cong-an"), ("--fail-on", "overdue"))
    )
    if rng.random() < 0.15:
        return Case(("lint", "t.csv", "--catalogue", "plan", "--format", "json"), files, printed=True)
    return Case(
        ("tasks", "t.csv", "--catalogue", "plan", *day, "--format", form, *more), files, form == "json"
    )


def listed(rng: Random, folder: str) -> tables.Rows:
    """A list of tasks, header first."""
    if rng.random() < 0.4:
        table = [list(row) for row in plans.table(GIVEN)]
    else:
        tree = plans.tree(f"{folder}/assignments.yaml")
        tasks = [
            name for item in tree.get("tasks", []) for name in (item["id"], *item.get("title", {}).values())
        ]
        bodies = plans.names(folder)[1]
        likely = (tasks, bodies, arriving.DAYS, STAGES, ("", *arriving.DAYS), arriving.WORDS, arriving.WORDS)
        header = (
            list(COLUMNS)
            if rng.random() < 0.7
            else [rng.choice((a, b)) for a, b in zip(COLUMNS, OTHER_NAMES, strict=False)]
        )
        table = [
            header,
            *([arriving.typed(rng, column) for column in likely] for _ in range(rng.randrange(12))),
        ]
    for _ in range(rng.choice((0, 1, 1, 3))):
        tables.change(rng, table)
    return table


if __name__ == "__main__":
    run(make, "tasks")

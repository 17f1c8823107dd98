"""Folders of returned forms, edited by strangers' hands: what `collect` and `remind` make of them.

python fuzz/forms.py --seconds 60 --seed 1
"""

from __future__ import annotations

import csv
import functools
import io
import os
import tempfile
from pathlib import Path
from random import Random
from typing import Final

import arriving
import plans
import tables
import workbook_parts
from laws import Case, ask, run

PERIODS: Final = ("2025", "2025-Q4", "2024-Q4")


@functools.cache
def sent(form: str) -> dict[str, bytes]:
    """The forms that `template` writes for every unit, by name."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for name, content in plans.catalogue_files(plans.SMALL).items():
                Path(name).parent.mkdir(exist_ok=True)
                Path(name).write_bytes(content)
            for period in PERIODS:
                asked = ("--catalogue", "plan", "--for", "all", "--period", period, "--output", f"f{period}")
                ask("template", *asked, "--format", form)
            found = sorted(Path().glob(f"f*/*.{form}"))
            return {path.name: path.read_bytes() for path in found}
        finally:
            os.chdir(here)


def filled(rng: Random, content: bytes) -> bytes:
    """A form as CSV, typed into."""
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    for row in table[1:]:
        for column in range(min(3, len(row)), len(row)):
            if rng.random() < 0.5:
                row[column] = arriving.typed(rng, arriving.NUMBERS)
    for _ in range(rng.choice((0, 0, 1, 3))):
        tables.change(rng, table)
    return tables.as_text(rng, table)


def returned(rng: Random) -> dict[str, bytes]:
    """A few files as they come back, under their own names or others."""
    found: dict[str, bytes] = {}
    for _ in range(rng.choice((0, 1, 2, 3, 5))):
        form = rng.choice(("csv", "csv", "xlsx"))
        name = rng.choice(sorted(sent(form)))
        content = sent(form)[name]
        if form == "csv":
            content = filled(rng, content)
        elif rng.random() < 0.8:
            content = workbook_parts.changed_package(rng, content)
        if rng.random() < 0.3:
            name = rng.choice(
                (
                    f"Bản sao {name}",
                    f"x/{name}",
                    name.upper(),
                    f"~${name}",
                    f"{name}.csv",
                    "a.txt",
                    f".{name}",
                )
            )
        found[f"in/{name}"] = content
    return found or {"in/empty.csv": b""}


def make(rng: Random) -> Case:
    """A folder of returned forms, perhaps what was collected before, and a command."""
    files = plans.catalogue_files(plans.SMALL) | returned(rng)
    period = rng.choice(PERIODS)
    asked = ("--catalogue", "plan", "--period", period)
    if rng.random() < 0.3:
        return Case(("remind", "in", *asked, "--format", "json"), files, printed=True)
    outputs = ("m.csv", "m.csv.receipt.json")
    more = rng.choice(((), (), ("--strict",)))
    return Case(("collect", "in", *asked, "--output", "m.csv", *more), files, outputs=outputs)


if __name__ == "__main__":
    run(make, "forms")

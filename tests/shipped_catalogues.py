"""The shipped catalogues, read plainly: for tests of what they say, not of how they are loaded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from dxscore.model.assignments import AssignmentsFile, Duty, Task
from dxscore.model.catalogue import Source, TargetsFile
from dxscore.model.loaded import Catalogue

ROOT = Path(__file__).parent.parent
TOWN = "data"
QUANG_NGAI = "examples/quang-ngai-province"
BINH_DINH = "examples/binh-dinh"
QUANG_BINH = "examples/quang-binh-2023"
CATALOGUES = (TOWN, QUANG_NGAI, BINH_DINH, QUANG_BINH)


class TextDecimals(yaml.CSafeLoader):
    """Leaves 0.5 as text, so that no binary float comes between the file and Decimal."""


TextDecimals.add_constructor("tag:yaml.org,2002:float", lambda _, node: node.value)


@cache
def catalogue(folder: str) -> Catalogue:
    """Both files of a folder, valid against the models; references are not checked here."""
    targets, assignments = (
        yaml.load((ROOT / folder / name).read_text("utf-8"), TextDecimals)
        for name in ("targets.yaml", "assignments.yaml")
    )
    return Catalogue(TargetsFile.model_validate(targets), AssignmentsFile.model_validate(assignments), "")


def work(data: Catalogue) -> tuple[Task | Duty, ...]:
    """Tasks, then duties."""
    return (*data.assignments.tasks, *data.assignments.duties)


def sources(data: Catalogue) -> Iterator[Source]:
    """Every citation: of targets, tasks, duties and their deliverables."""
    yield from (target.source for indicator in data.indicators.values() for target in indicator.targets)
    yield from (item.source for item in work(data))
    yield from (each.source for item in work(data) for each in item.deliverables if each.source)

"""A catalogue looked through for its author: every fault at once, nothing raised."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue


class Inspected(NamedTuple):
    """What came of one folder.

    Args:
        catalogue: None where an error keeps it from being used.
        findings: errors, warnings and notes, targets.yaml first, then by place.
    """

    catalogue: Catalogue | None
    findings: tuple[Finding, ...]


def folder_of(path: Path) -> Path:
    """The folder of a catalogue's file: programs that run checks hand over the files that have changed."""
    from dxscore.read.catalogue import ASSIGNMENTS, TARGETS

    return path.parent if path.name in (TARGETS, ASSIGNMENTS) and not path.is_dir() else path


def inspect(folder: Path | None) -> Inspected:
    """Look through the catalogue in `folder`, by default the one that comes with dxscore."""
    from dxscore.read.catalogue import inspect as read

    return Inspected(*read(folder))

"""A catalogue looked through for its author: every fault at once, nothing raised."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dxscore.model import rules
from dxscore.model.catalogue_diff import CatalogueDiff, diff_catalogues
from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue


class InspectedCatalogue(NamedTuple):
    """What came of one folder.

    Args:
        catalogue: None where an error keeps it from being used.
        findings: errors, warnings and notes, targets.yaml first, then by place.
    """

    catalogue: Catalogue | None
    findings: tuple[Finding, ...]


def folder_of(path: Path) -> Path:
    """The folder of a catalogue's file: programs that run checks hand over the files that have changed.

    A counts.yaml that lies in no catalogue's folder is looked through by itself.
    """
    from dxscore.read.catalogue import ASSIGNMENTS, TARGETS
    from dxscore.read.counts import COUNTS

    of_catalogue = path.name in (TARGETS, ASSIGNMENTS) or (
        path.name == COUNTS and (path.parent / TARGETS).exists()
    )
    return path.parent if of_catalogue and not path.is_dir() else path


def inspect(folder: Path | None) -> InspectedCatalogue:
    """Look through the catalogue in `folder`, by default the one that comes with dxscore.

    A counts.yaml in the folder is held against it; in place of a folder one may be named, which is then held
    against the catalogue that comes with dxscore.
    """
    from dxscore.read.catalogue import inspect as read
    from dxscore.read.counts import COUNTS, inspect_counts

    alone = folder is not None and folder.name == COUNTS and not folder.is_dir()
    catalogue, findings = read(None if alone else folder)
    path = folder if alone else None if folder is None else folder / COUNTS
    if catalogue is None or path is None or not (alone or path.exists()):
        return InspectedCatalogue(catalogue, findings)
    counts, told = inspect_counts(path, catalogue)
    return InspectedCatalogue(
        catalogue if counts is not None else None, told if alone else (*findings, *told)
    )


def left_to_do(folder: Path) -> tuple[Finding, ...]:
    """What `dxscore catalogue init` left for people to write over or to decide, and is still there."""
    codes = {rules.SAMPLE_LEFT.code, rules.UNDECIDED.code}
    return tuple(finding for finding in inspect(folder).findings if finding.code in codes)


def diff(old: Path | None, new: Path) -> CatalogueDiff:
    """What differs between the catalogues in two folders; of None, the one that comes with dxscore.

    Raises:
        CatalogueError: one of them cannot be used.
    """
    from dxscore.read.catalogue import load

    return diff_catalogues(load(old), load(new))

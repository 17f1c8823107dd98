"""A catalogue folder: the one that was named, or the one that comes with dxscore.

That one is as it was read when the wheel was built, as long as its files are the same (`catalogue_compiled`).
Reading one in full is in `catalogue_files`, which nearly no run with the shipped catalogue loads.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxscore.errors import CatalogueError
from dxscore.read.catalogue_compiled import compiled
from dxscore.read.yaml_marks import MAX_BYTES
from dxscore.words.say import pair
from dxscore.words.text import Text, both

if TYPE_CHECKING:
    from dxscore.model.finding import Finding
    from dxscore.model.loaded import Catalogue
    from dxscore.words.keys import Key

TARGETS = "targets.yaml"
ASSIGNMENTS = "assignments.yaml"

_REASONS: Final[dict[type[OSError], Key]] = {
    FileNotFoundError: "catalogue_file.missing",
    NotADirectoryError: "catalogue_file.not_a_folder",
    IsADirectoryError: "catalogue_file.a_folder",
    PermissionError: "catalogue_file.no_permission",
}


def default_directory() -> Path:
    """The folder of the catalogue that comes with dxscore.

    That is ``dxscore/data`` of an installed package; in a source checkout, ``data`` at its top.
    """
    package = Path(__file__).resolve().parents[1]
    installed = package / "data"
    return installed if (installed / TARGETS).is_file() else package.parents[1] / "data"


def load(directory: Path | None = None) -> Catalogue:
    """The catalogue in `directory`, by default the one that comes with dxscore.

    Raises:
        CatalogueError: with every error of both files as a finding.
    """
    folder = default_directory() if directory is None else directory
    ready = compiled(folder, _content(folder)) if directory is None else None
    if ready is not None:
        return ready
    from dxscore.read.catalogue_files import (
        CatalogueReading,  # a run with the shipped catalogue has no need of it
    )

    reading = CatalogueReading(folder)
    catalogue = reading.catalogue()
    if catalogue is not None:
        return catalogue
    errors = tuple(f for f in reading.findings() if f.severity == "error")
    raise CatalogueError(*pair("catalogue_file.faulty", folder=folder, count=len(errors)), errors)


def inspect(directory: Path | None = None) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """The catalogue in `directory`, where it can be used, and every error, warning and note about it.

    Findings come by file, targets.yaml first, and then by place.
    """
    from dxscore.read.catalogue_files import CatalogueReading

    reading = CatalogueReading(default_directory() if directory is None else directory)
    catalogue = reading.catalogue()
    reading.advise()
    return catalogue, reading.findings()


def _content(folder: Path) -> bytes | None:
    """The bytes of both files, targets first; None where one cannot be read."""
    parts = [plain_bytes(folder / name) for name in (TARGETS, ASSIGNMENTS)]
    return (
        b"".join(part for part in parts if isinstance(part, bytes)) if Text not in map(type, parts) else None
    )


def plain_bytes(path: Path) -> bytes | Text:
    """The bytes of a plain file, one more than the limit at most; else the reason why not."""
    try:
        # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return both("catalogue_file.not_plain")
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        return both(_REASONS.get(type(error), "catalogue_file.failed"))

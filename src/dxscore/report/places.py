"""Where a file stands, as the services that show results on its lines want it written."""

from __future__ import annotations

from pathlib import PurePath
from posixpath import normpath
from urllib.parse import quote

from dxscore.model.finding import Finding
from dxscore.words.visible import visible


def relative_path(file: str, root: str = "", here: str = "") -> str:
    """`file` with forward slashes, without './' and, where it lies under `root`, relative to it.

    A relative name starts from `here`, a folder relative to `root`: services know the checkout alone, and not
    the folder in which somebody runs the program.
    """
    path = PurePath(file)
    if path.is_absolute():
        path = path.relative_to(root) if root and path.is_relative_to(root) else path
    elif here:
        path = PurePath(here) / path
    return normpath(path.as_posix())


def shown_path(file: str, root: str = "", here: str = "") -> str:
    """The same, with every character that acts or hides made visible."""
    return visible(relative_path(file, root, here))


def character(finding: Finding) -> int | None:
    """The column of its line at which a finding stands: of YAML alone, a table's cells have numbers."""
    return finding.position if PurePath(finding.file).suffix.casefold() in (".yaml", ".yml") else None


def uri(file: str, root: str = "", here: str = "") -> str:
    """The same as a URI reference, percent-encoded; a name that is not UTF-8 by its own bytes."""
    path = relative_path(file, root, here)
    encoded = quote(path, errors="surrogateescape")
    if not PurePath(path).is_absolute():
        return encoded
    return f"file://{encoded}" if encoded.startswith("/") else f"file:///{encoded}"

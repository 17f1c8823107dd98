"""Where a file stands, as the services that show results on its lines want it written."""

from __future__ import annotations

from pathlib import PurePath
from posixpath import normpath
from urllib.parse import quote

from dxscore.model.finding import Finding
from dxscore.model.text import visible


def relative_path(file: str, root: str = "") -> str:
    """`file` with forward slashes, without './' and, where it lies under `root`, relative to it."""
    path = PurePath(file)
    if root and path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return normpath(path.as_posix())


def shown_path(file: str, root: str = "") -> str:
    """The same, with every character that acts or hides made visible."""
    return visible(relative_path(file, root))


def uri(file: str, root: str = "") -> str:
    """The same as a URI reference, percent-encoded; a name that is not UTF-8 by its own bytes."""
    path = relative_path(file, root)
    encoded = quote(path, errors="surrogateescape")
    if not PurePath(path).is_absolute():
        return encoded
    return f"file://{encoded}" if encoded.startswith("/") else f"file:///{encoded}"


def cell_name(position: int, row: int | None) -> str:
    """A cell as spreadsheets name it: 'D12'; a column without a row is 'D'."""
    letters = ""
    while position > 0:
        position, letter = divmod(position - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{'' if row is None else row}"


def place_of(finding: Finding) -> str:
    """FILE:ROW:CELL as far as known; in a workbook FILE:Sheet1!D12, FILE:'Quý IV'!12 or FILE:Sheet1."""
    file = visible(finding.file)
    if finding.sheet is None:
        return ":".join(str(part) for part in (file, finding.row, finding.position) if part is not None)
    sheet = visible(finding.sheet)
    if not sheet.replace("_", "").isalnum():
        sheet = "'{}'".format(sheet.replace("'", "''"))
    cell = cell_name(finding.position, finding.row) if finding.position else finding.row
    return f"{file}:{sheet}" if cell is None else f"{file}:{sheet}!{cell}"

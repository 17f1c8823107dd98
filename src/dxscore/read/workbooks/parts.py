"""How the parts of an Office workbook (.xlsx, .xlsm, .xlsb) refer to each other, to cells, to characters."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from dxscore.read.workbooks import markup
from dxscore.read.workbooks.container import Package
from dxscore.read.workbooks.events import CHARACTERS_AT_MOST, RefusedError

REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def main_part(package: Package, usual: str) -> str:
    """The part that names the sheets."""
    for _, (kind, target) in related(package, "").items():
        if kind.endswith("/officeDocument") and target in package.names:
            return target
    return usual


def related(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Parts that `part` refers to: type and name by id. Nothing outside the file is among them."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package.names:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for tag, attributes in markup.elements(package.chunks(relations)):
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            found[attributes.get("Id", "")] = (attributes.get("Type", ""), target.lstrip("/"))
    return found


def unescaped(text: str) -> str:
    """`text` with ``_x000D_`` as the character that it stands for."""
    if len(text) > CHARACTERS_AT_MOST:
        raise RefusedError("too_much", "a cell of {count} characters", count=len(text))
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def whole(text: str | None) -> int:
    """A whole number not below 0; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """'A' -> 1, 'XFD' -> 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number

"""How the parts of an Office workbook (.xlsx, .xlsm) refer to each other, to cells, to characters."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Final, NamedTuple

from dxscore.workbooks import markup
from dxscore.workbooks.container import Package, folded
from dxscore.workbooks.events import CHARACTERS_AT_MOST, RefusedError
from dxscore.workbooks.markup import Attributes, Tag

REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHOLE = re.compile(r"[0-9]{1,9}")
_TRUTHS: Final = {"1": True, "true": True, "0": False, "false": False}
# What a relation is for stands behind one of these; later programs write their own.
_RELATIONS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    "http://schemas.microsoft.com/office/2006/relationships/",
    "http://schemas.microsoft.com/office/2017/10/relationships/",
)
_USUAL: Final = ("xl/workbook.xml", "xl/workbook.bin")


class Relation(NamedTuple):
    """What one part refers to: for what ('worksheet'; '' where that is unknown), and the name of a part."""

    kind: str
    part: str


Relations = dict[str, Relation]
"""By id."""
OUTSIDE: Final = Relation("", "")
"""What lies outside the file; it is never looked for."""


def main_part(package: Package) -> str | None:
    """The part that names the sheets, or what else the package is about; None where none is known."""
    for relation in related(package, "").values():
        if relation.kind == "officeDocument" and relation.part in package.names:
            return relation.part
    return next((part for part in _USUAL if part in package.names), None)


def related(package: Package, part: str) -> Relations:
    """What `part` refers to.

    Raises:
        RefusedError: the part that says so is damaged, or has one id twice.
    """
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package.names:
        return {}
    found: Relations = {}

    def start(attributes: Attributes) -> None:
        identity, target = attributes.get("Id", ""), attributes.get("Target", "").replace("\\", "/")
        if identity in found:
            raise RefusedError("broken", "two relations called {name}", name=identity[:40])
        part = folded(posixpath.normpath(posixpath.join("/", folder, target)))
        outside = attributes.get("TargetMode") == "External"
        found[identity] = OUTSIDE if outside else Relation(_purpose(attributes.get("Type", "")), part)

    root = {"rel:Relationships": Tag({"rel:Relationship": Tag(start=start)})}
    markup.read(package.chunks(relations), root)
    return found


def _purpose(kind: str) -> str:
    return next((kind.removeprefix(known) for known in _RELATIONS if kind.startswith(known)), "")


def of_kind(relations: Relations, kind: str) -> str | None:
    """The one part of a kind.

    Raises:
        RefusedError: there are two.
    """
    parts = {relation.part for relation in relations.values() if relation.kind == kind}
    if len(parts) > 1:
        raise RefusedError("broken", "two parts for one purpose: {name}", name=kind)
    return next(iter(parts), None)


def unescaped(text: str) -> str:
    """`text` with ``_x000D_`` as the character that it stands for."""
    if len(text) > CHARACTERS_AT_MOST:
        raise RefusedError("too_much", "a cell of {count} characters", count=len(text))
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # Two escapes may be the halves of one character; half a one is no text that could be written anywhere.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def whole(text: str | None) -> int:
    """A whole number not below 0, in digits alone; 0 where none is given.

    Raises:
        RefusedError: it is anything else. Python's own `int` takes blanks, signs, underscores and the digits
            of every script; another program takes 0, or nothing, for them.
    """
    if text is None:
        return 0
    if not _WHOLE.fullmatch(text):
        raise RefusedError("broken", "{name} in place of a whole number", name=text[:40])
    return int(text)


def truth(text: str | None) -> bool:
    """Whether an attribute says so; False where none is given.

    Raises:
        RefusedError: it says neither yes nor no.
    """
    if text is None:
        return False
    if text not in _TRUTHS:
        raise RefusedError("broken", "{name} in place of yes or no", name=text[:40])
    return _TRUTHS[text]


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """'A' -> 1, 'XFD' -> 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number

"""Comments and text boxes of Office workbooks (.xlsx, .xlsm, .xlsb), found by the relations of each sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dxscore.read.workbooks import markup
from dxscore.read.workbooks.container import Package
from dxscore.read.workbooks.events import Events, RefusedError
from dxscore.read.workbooks.parts import REFERENCE, column_number, related, unescaped, whole
from dxscore.read.workbooks.remarks import Kind, Remarks, Words, one_line

_STUB = "tc="  # author of the note by which older programs show a threaded comment, before its id
_CHARACTERS_OF_A_NUMBER = 20
_DIGITS = re.compile(r"[0-9]{1,7}")
_ANCHORS = frozenset({"oneCellAnchor", "twoCellAnchor", "absoluteAnchor"})
_COMMENT_PARTS = ("xl/comments", "xl/threadedComments/")
# Kinds of relations by the end of their types, which differ between transitional and strict workbooks.
_KINDS: dict[str, Kind] = {
    "threadedComment": "comment",
    "comments": "comment",
    "drawing": "text_box",
    "vmlDrawing": "text_box",
}
_NOT_A_NOTE = re.compile(rb"""ObjectType\s*=\s*["'](?!Note["'])""")


class Comment(NamedTuple):
    """A comment and its cell, from 1; 0 where the file names none."""

    row: int
    column: int
    author: str
    text: str


Comments = Callable[[Package, str], Iterator[Comment]]


class OfficeRemarks:
    """The remarks of one workbook."""

    def __init__(self, package: Package, read_comments: Comments) -> None:
        """Nothing is read yet.

        Args:
            package: the workbook.
            read_comments: reads a part of comments, which only .xlsb holds in records of its own.
        """
        self._package = package
        self._read_comments = read_comments
        self._seen: set[str] = set()

    def of_sheet(self, sheet: str) -> Events:
        """What is remarked on the sheet in the part `sheet`.

        Raises:
            RefusedError: a part has a document type.
        """
        remarks = Remarks()
        threads: set[str] = set()
        targets = [(kind.rpartition("/")[2], part) for kind, part in related(self._package, sheet).values()]
        for kind in _KINDS:
            for part in (target for of_kind, target in targets if of_kind == kind):
                self._take(kind, part, remarks, threads)
        yield from remarks.events()

    def elsewhere(self) -> Events:
        """Whether there are comments that belong to no sheet that is read."""
        if any(name.startswith(_COMMENT_PARTS) for name in self._package.names - self._seen):
            yield ("comments",)

    def _take(self, kind: str, part: str, remarks: Remarks, threads: set[str]) -> None:
        """Read one part. What cannot be read of remarks keeps no figure from being read, and is said."""
        again = part in self._seen  # a part of any size could be named often
        self._seen.add(part)
        try:
            if again:
                raise RefusedError("broken", "a part of two sheets")
            if kind == "threadedComment":
                self._threads(part, remarks, threads)
            elif kind == "comments":
                self._comments(part, remarks, threads)
            elif kind == "drawing":
                self._drawing(part, remarks)
            else:
                self._old_drawing(part, remarks)
        except RefusedError as error:
            if error.reason != "broken":
                raise
            remarks.add(_KINDS[kind], None)

    def _threads(self, part: str, remarks: Remarks, threads: set[str]) -> None:
        for comment in comments(self._package, part):
            threads.add(f"{_STUB}{comment.author}".casefold())
            remarks.add("comment", comment.text, comment.row, comment.column)

    def _comments(self, part: str, remarks: Remarks, threads: set[str]) -> None:
        for comment in self._read_comments(self._package, part):
            if comment.author.casefold() not in threads:
                remarks.add("comment", comment.text, comment.row, comment.column)

    def _drawing(self, part: str, remarks: Remarks) -> None:
        reader = _Drawing(remarks)
        for _ in markup.parse(self._package.chunks(part), reader.start, reader.end, reader.text):
            pass

    def _old_drawing(self, part: str, remarks: Remarks) -> None:
        """Of an old drawing, what are no comments: form controls, which newer programs keep twice."""
        content = self._package.read(part)
        if _NOT_A_NOTE.search(content):
            reader = _OldDrawing(remarks)
            tidy = content.replace(b"<br>", b"<br/>")  # Excel does not close it
            for _ in markup.parse([tidy], reader.start, reader.end, reader.text):
                pass


def comments(package: Package, part: str) -> Iterator[Comment]:
    """Comments of an XML part, be they threaded (their author is then their own id) or not."""
    reader = _Comments()
    for _ in markup.parse(package.chunks(part), reader.start, reader.end, reader.text):
        yield from reader.found
        reader.found.clear()


class _Comments:
    """Comments, as their tags come."""

    def __init__(self) -> None:
        self.found: list[Comment] = []
        self._authors: list[str] = []
        self._places: dict[str, tuple[int, int]] = {}  # of threaded comments: answers to them may name none
        self._place = (0, 0)
        self._author = ""
        self._words = Words()
        self._inside = self._phonetic = self._threaded = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = markup.local(name)
        if tag in ("author", "comment", "threadedComment"):
            self._words = Words()
        if tag == "author":
            self._inside = True
        elif tag == "comment":
            self._place = _cell(attributes.get("ref", ""))
            index = whole(attributes.get("authorId"))
            self._author = self._authors[index] if index < len(self._authors) else ""
        elif tag == "threadedComment":
            self._threaded = True
            self._author = attributes.get("id", "")
            answered = self._places.get(attributes.get("parentId", ""), (0, 0))
            self._place = _cell(attributes["ref"]) if "ref" in attributes else answered
            self._places[self._author] = self._place
        elif tag == "rPh":
            self._phonetic = True
        elif tag == ("text" if self._threaded else "t"):
            self._inside = not self._phonetic

    def end(self, name: str) -> None:
        tag = markup.local(name)
        if tag in ("t", "text", "author"):
            self._inside = False
        if tag == "rPh":
            self._phonetic = False
        elif tag == "author":
            self._authors.append(self._words.text())
        elif tag in ("comment", "threadedComment"):
            text = one_line(unescaped(self._words.text()))
            self.found.append(Comment(*self._place, self._author, text))

    def text(self, data: str) -> None:
        if self._inside:
            self._words.add(data)


class _Drawing:
    """Shapes with text, as the tags of a drawing come."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._corner: dict[str, str] = {}  # column and row of the cell under the upper left corner, from 0
        self._inside = ""
        self._words = Words()
        self._fallbacks = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        tag = markup.local(name)
        if tag == "Fallback":  # what a program wrote for older ones, of a shape already told
            self._fallbacks += 1
        elif tag in _ANCHORS:
            self._corner = {}
        elif tag == "sp":
            self._words = Words()
        elif tag in ("p", "br"):
            self._words.add(" ")
        elif tag == "t" or (tag in ("col", "row") and tag not in self._corner):
            self._inside = tag

    def end(self, name: str) -> None:
        tag = markup.local(name)
        if tag == "Fallback":
            self._fallbacks -= 1
        elif tag == "sp" and not self._fallbacks:
            place = (_from_one(self._corner.get("row", "")), _from_one(self._corner.get("col", "")))
            self._remarks.add("text_box", self._words.text(), *place)
        if tag in ("t", "col", "row"):
            self._inside = ""

    def text(self, data: str) -> None:
        if self._inside == "t":
            self._words.add(data)
        elif self._inside:
            self._corner[self._inside] = (self._corner.get(self._inside, "") + data)[:_CHARACTERS_OF_A_NUMBER]


class _OldDrawing:
    """Shapes with text that are no comments, as the tags of a VML drawing come."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._words = self._anchor = Words()
        self._note = False
        self._inside: Words | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = markup.local(name)
        if tag == "textbox":
            self._inside = self._words = Words()
        elif tag in ("br", "div") and self._inside is not None:
            self._inside.add(" ")
        elif tag == "ClientData":
            self._note = attributes.get("ObjectType") == "Note"
            self._anchor = Words()
        elif tag == "Anchor":
            self._inside = self._anchor

    def end(self, name: str) -> None:
        tag = markup.local(name)
        if tag in ("textbox", "Anchor"):
            self._inside = None
        elif tag == "ClientData":
            text = self._words.text()
            if not self._note and not self._remarks.says("text_box", text):
                # Column, offset, row, offset of the upper left corner, then those of the lower right one.
                column, _, row, *_ = (*self._anchor.text().split(","), "", "", "")
                self._remarks.add("text_box", text, _from_one(row), _from_one(column))
            self._words = Words()

    def text(self, data: str) -> None:
        if self._inside is not None:
            self._inside.add(data)


def _from_one(text: str) -> int:
    """A row or column counted from 0, counted from 1; 0 where `text` is no number."""
    digits = text.strip()
    return int(digits) + 1 if _DIGITS.fullmatch(digits) else 0


def _cell(reference: str) -> tuple[int, int]:
    """'D2' -> (2, 4); (0, 0) for what names no cell. Of a range, its first cell."""
    found = REFERENCE.fullmatch(reference.partition(":")[0])
    return (int(found[2]), column_number(found[1])) if found else (0, 0)

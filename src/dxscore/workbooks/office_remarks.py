"""Comments and text boxes of Office workbooks (.xlsx, .xlsm), found by the relations of each sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from dxscore.workbooks.container import Package
from dxscore.workbooks.events import Events, RefusedError
from dxscore.workbooks.markup import Attributes, Parser, Tag
from dxscore.workbooks.parts import REFERENCE, column_number, related, unescaped, whole
from dxscore.workbooks.remarks import Kind, Remarks, Words, one_line

_STUB = "tc="  # author of the note by which older programs show a threaded comment, before its id
_CHARACTERS_OF_A_NUMBER = 20
_DIGITS = re.compile(r"[0-9]{1,7}")
_ANCHORS = ("xdr:oneCellAnchor", "xdr:twoCellAnchor", "xdr:absoluteAnchor")
_COMMENT_PARTS = ("xl/comments", "xl/threadedcomments/")
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
            read_comments: reads a part of comments.
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
        relations = related(self._package, sheet).values()
        for kind in _KINDS:
            for part in (relation.part for relation in relations if relation.kind == kind):
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
        parser = Parser(_Drawing(remarks).tags(), extended=True)  # text boxes stand in what is for newer ones
        for _ in parser.run(self._package.chunks(part)):
            pass

    def _old_drawing(self, part: str, remarks: Remarks) -> None:
        """Of an old drawing, what are no comments: form controls, which newer programs keep twice."""
        content = self._package.read(part)
        if _NOT_A_NOTE.search(content):
            tidy = content.replace(b"<br>", b"<br/>")  # Excel does not close it
            for _ in Parser(_OldDrawing(remarks).tags()).run([tidy]):
                pass


def comments(package: Package, part: str) -> Iterator[Comment]:
    """Comments of an XML part, be they threaded (their author is then their own id) or not."""
    reader = _Comments()
    for _ in Parser(reader.tags()).run(package.chunks(part)):
        yield from reader.found
        reader.found.clear()


class _Comments:
    """Comments, as their tags come: those of a cell, or (`threaded`) of those who answer each other."""

    def __init__(self) -> None:
        self.found: list[Comment] = []
        self._authors: list[str] = []
        self._places: dict[str, tuple[int, int]] = {}  # of threaded comments: answers to them may name none
        self._place = (0, 0)
        self._author = ""
        self._words = Words()

    def tags(self) -> dict[str, Tag]:
        """What is read of either kind of part."""
        text = Tag(text=self._add)
        rich = Tag({"x:t": text, "x:r": Tag({"x:t": text})})
        comment = Tag({"x:text": rich}, start=self._start_comment, end=self._end_comment)
        author = Tag(start=self._start_author, text=self._add, end=self._end_author)
        threaded = Tag({"tc:text": text}, start=self._start_threaded, end=self._end_comment)
        return {
            "x:comments": Tag(
                {"x:authors": Tag({"x:author": author}), "x:commentList": Tag({"x:comment": comment})}
            ),
            "tc:ThreadedComments": Tag({"tc:threadedComment": threaded}),
        }

    def _add(self, data: str) -> None:
        self._words.add(data)

    def _start_author(self, _: Attributes) -> None:
        self._words = Words()

    def _end_author(self) -> None:
        self._authors.append(self._words.text())

    def _start_comment(self, attributes: Attributes) -> None:
        self._words = Words()
        self._place = _cell(attributes.get("ref", ""))
        index = whole(attributes.get("authorId"))
        self._author = self._authors[index] if index < len(self._authors) else ""

    def _start_threaded(self, attributes: Attributes) -> None:
        self._words = Words()
        self._author = attributes.get("id", "")
        answered = self._places.get(attributes.get("parentId", ""), (0, 0))
        self._place = _cell(attributes["ref"]) if "ref" in attributes else answered
        self._places[self._author] = self._place

    def _end_comment(self) -> None:
        text = one_line(unescaped(self._words.text()))
        self.found.append(Comment(*self._place, self._author, text))


class _Drawing:
    """Shapes with text, as the tags of a drawing come."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._corner: dict[str, str] = {}  # column and row of the cell under the upper left corner, from 0
        self._words = Words()

    def tags(self) -> dict[str, Tag]:
        """What is read of a drawing."""
        corner = Tag({f"xdr:{name}": Tag(text=partial(self._add_to_corner, name)) for name in ("col", "row")})
        inside = {"xdr:from": corner, **self._shapes()}
        anchors = dict.fromkeys(_ANCHORS, Tag(inside, start=self._start_anchor))
        return {"xdr:wsDr": Tag(anchors)}

    def _shapes(self) -> dict[str, Tag]:
        text = Tag(text=self._add)
        formula = Tag({"m:t": text})
        formula.others = formula
        pieces = {
            "a:r": Tag({"a:t": text}),
            "a:fld": Tag({"a:t": text}),
            "a:br": Tag(start=self._add_blank),
            "a14:m": formula,
        }
        body = Tag({"a:p": Tag(pieces, start=self._add_blank)})
        shape = Tag({"xdr:txBody": body}, start=self._start_shape, end=self._end_shape)
        group = Tag({"xdr:sp": shape})
        group.add({"xdr:grpSp": group})
        return {"xdr:sp": shape, "xdr:grpSp": group}

    def _start_anchor(self, _: Attributes) -> None:
        self._corner = {}

    def _start_shape(self, _: Attributes) -> None:
        self._words = Words()

    def _end_shape(self) -> None:
        place = (_from_one(self._corner.get("row", "")), _from_one(self._corner.get("col", "")))
        self._remarks.add("text_box", self._words.text(), *place)

    def _add(self, data: str) -> None:
        self._words.add(data)

    def _add_blank(self, _: Attributes) -> None:
        self._words.add(" ")

    def _add_to_corner(self, name: str, data: str) -> None:
        self._corner[name] = (self._corner.get(name, "") + data)[:_CHARACTERS_OF_A_NUMBER]


class _OldDrawing:
    """Shapes with text that are no comments, as the tags of a VML drawing come."""

    def __init__(self, remarks: Remarks) -> None:
        self._remarks = remarks
        self._words = self._anchor = Words()
        self._note = False

    def tags(self) -> dict[str, Tag]:
        """What is read of a VML drawing: shapes of any name, perhaps in groups, with marked-up text."""
        blank = Tag(text=self._add, start=self._add_blank)
        words = Tag({"br": blank, "div": blank}, text=self._add)
        blank.add({"br": blank, "div": blank})
        blank.others = words.others = words
        data = Tag({"vx:Anchor": Tag(text=self._add_to_anchor)}, start=self._start_data, end=self._end_data)
        box = Tag({"br": blank, "div": blank}, start=self._start_box, text=self._add, others=words)
        shape = Tag({"v:textbox": box, "vx:ClientData": data})
        shape.others = shape
        return {"xml": shape}

    def _start_box(self, _: Attributes) -> None:
        self._words = Words()

    def _add(self, data: str) -> None:
        self._words.add(data)

    def _add_blank(self, _: Attributes) -> None:
        self._words.add(" ")

    def _add_to_anchor(self, data: str) -> None:
        self._anchor.add(data)

    def _start_data(self, attributes: Attributes) -> None:
        self._note = attributes.get("ObjectType") == "Note"
        self._anchor = Words()

    def _end_data(self) -> None:
        text = self._words.text()
        if not self._note and not self._remarks.says("text_box", text):
            # Column, offset, row, offset of the upper left corner, then those of the lower right one.
            column, _, row, *_ = (*self._anchor.text().split(","), "", "", "")
            self._remarks.add("text_box", text, _from_one(row), _from_one(column))
        self._words = Words()


def _from_one(text: str) -> int:
    """A row or column counted from 0, counted from 1; 0 where `text` is no number."""
    digits = text.strip()
    return int(digits) + 1 if _DIGITS.fullmatch(digits) else 0


def _cell(reference: str) -> tuple[int, int]:
    """'D2' -> (2, 4); (0, 0) for what names no cell. Of a range, its first cell."""
    found = REFERENCE.fullmatch(reference.partition(":")[0])
    return (int(found[2]), column_number(found[1])) if found else (0, 0)

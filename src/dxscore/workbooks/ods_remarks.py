"""Comments and text boxes of OpenDocument spreadsheets."""

from __future__ import annotations

from dxscore.workbooks.events import Events
from dxscore.workbooks.remarks import Kind, Remarks, Words

_SHAPES = frozenset(
    f"draw:{name}"
    for name in (
        *("frame", "custom-shape", "rect", "line", "polyline", "polygon", "regular-polygon", "path"),
        *("circle", "ellipse", "connector", "caption", "measure", "control"),
    )
)
REMARKS = _SHAPES | {"office:annotation"}
"""Elements whose text is a remark, and not the text of the cell around them."""
CONTAINERS = frozenset({"draw:g"})
"""Elements that hold shapes, as `ON_SHEET` does."""
ON_SHEET = "table:shapes"
"""What holds the shapes that stand on the sheet, and on no cell."""
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_BLANKS = _PARAGRAPHS | {"text:s", "text:tab", "text:line-break"}


class OpenRemarks:
    """The remarks of one sheet, as the tags in and under `REMARKS`, `CONTAINERS` and `ON_SHEET` come."""

    def __init__(self) -> None:
        self._remarks = Remarks()
        self._depth = self._opened = self._paragraphs = 0
        self._place = (0, 0)
        self._words = Words()

    def begin(self, tag: str, row: int, column: int) -> None:
        """The outermost of the tags, in the cell of `row` and `column`, from 1."""
        self._place = (0, 0) if tag == ON_SHEET else (row, column)
        self.start(tag)

    def start(self, tag: str) -> None:
        """A tag begins."""
        self._depth += 1
        if not self._opened and tag in REMARKS:
            self._opened = self._depth
            self._words = Words()
        elif tag in _BLANKS:
            self._words.add(" ")
        if tag in _PARAGRAPHS:
            self._paragraphs += 1

    def end(self, tag: str) -> None:
        """A tag ends."""
        if tag in _PARAGRAPHS:
            self._paragraphs -= 1
        if self._depth == self._opened:
            kind: Kind = "comment" if tag == "office:annotation" else "text_box"
            self._remarks.add(kind, self._words.text(), *self._place)
            self._opened = 0
        self._depth -= 1

    def text(self, data: str) -> None:
        """Text between tags; that outside of paragraphs is who wrote it, and when."""
        if self._opened and self._paragraphs:
            self._words.add(data)

    def events(self) -> Events:
        """All remarks of the sheet."""
        return self._remarks.events()

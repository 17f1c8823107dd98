"""Texts that stand in no cell: comments on cells, and text boxes. What the readers of all formats share."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from dxscore.workbooks.events import Event, Events

Kind = Literal["comment", "text_box"]
REMARKS_AT_MOST = 200
CHARACTERS_HELD = 4_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class Words:
    """A text, gathered piece by piece. Only its beginning is held: it is shown cut, however long it is."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._room = CHARACTERS_HELD
        self._cut = False

    def add(self, piece: str) -> None:
        """The next piece; blanks before the first character do not count."""
        if not self._pieces:
            piece = piece.lstrip()
        held = piece[: self._room]
        if held:
            self._pieces.append(held)
            self._room -= len(held)
        self._cut = self._cut or bool(piece[len(held) :].strip())

    def text(self) -> str:
        """The text on one line, with an ellipsis where it is cut; '' where nothing was written."""
        return one_line("".join(self._pieces)) + ("…" if self._cut else "")


def one_line(text: str) -> str:
    """`text` with every run of spaces and line breaks as one space."""
    return " ".join(text.split())


class Remarks:
    """The remarks of one sheet. Past `REMARKS_AT_MOST` of a kind they are only counted."""

    def __init__(self) -> None:
        self._told: list[Event] = []
        self._counts: Counter[Kind] = Counter()

    def add(self, kind: Kind, text: str | None, row: int = 0, column: int = 0) -> None:
        """One more remark; a blank one says nothing and is passed over.

        Args:
            kind: what it is.
            text: what it says; None where that cannot be read.
            row, column: of its cell, from 1; 0 where it stands on none.
        """
        if text == "":
            return
        self._counts[kind] += 1
        if self._counts[kind] <= REMARKS_AT_MOST:
            known = 1 <= row <= _LAST_ROW and 1 <= column <= _LAST_COLUMN
            place = (row, column) if known else (None, None)
            self._told.append(("remark", kind, *place, text))

    def says(self, kind: Kind, text: str) -> bool:
        """Whether a remark of this kind and text was told."""
        return any(event[1] == kind and event[4] == text for event in self._told)

    def events(self) -> Events:
        """The remarks that are told one by one, and how many are not."""
        yield from self._told
        for kind, count in self._counts.items():
            if count > REMARKS_AT_MOST:
                yield ("more_remarks", kind, count - REMARKS_AT_MOST)

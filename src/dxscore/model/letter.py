"""A letter that asks for figures, in words: what a document of it is laid out from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class LetterRow(NamedTuple):
    """One thing that is asked for, in the annex.

    Args:
        body: who is asked.
        what: the figure, task or document; several that lack for one reason on a line each.
        wrong: the cell and what stood there, or what else is the matter; '' where nothing came.
        owed: what is to be sent.
        late: how late it is; '' where no day was set or none is past.
    """

    body: str
    what: str
    wrong: str
    owed: str
    late: str


class Letter(NamedTuple):
    """A letter with its annex.

    Args:
        above: the body above the office that writes; '' where the place's committee writes itself.
        office: who writes.
        symbol: behind its number.
        subject: what it is about, behind 'V/v'.
        recipients: whom it is sent to.
        paragraphs: what it says.
        annex: title of the annex.
        columns: titles of its table.
        rows: what is asked of whom.
        day: on which it was made.
        names: proper names of bodies, which stay as they are in running text.
    """

    above: str
    office: str
    symbol: str
    subject: str
    recipients: tuple[str, ...]
    paragraphs: tuple[str, ...]
    annex: str
    columns: tuple[str, ...]
    rows: tuple[LetterRow, ...]
    day: date
    names: tuple[str, ...] = ()

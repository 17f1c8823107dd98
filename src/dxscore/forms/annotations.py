"""What people write beside the figures of a table: who signed it, and words of all kinds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from dxscore.forms.form import FIGURES, INPUTS, headers
from dxscore.forms.printed import folded
from dxscore.forms.signatures import CELL_ENDS, Cell, Signed, is_signed, is_where_to_sign, signatures
from dxscore.model.observation import SourceTable, is_form
from dxscore.model.place import Place
from dxscore.words.say import LANGUAGES, Language

_TITLE_NUMBER = re.compile(
    r"\(?\[?\d{1,2}\)?\]?(?:\s*=.*)?|(?:[IVXL]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)[.)]?(?:\s.*)?"
)
_COLUMN_NUMBER = re.compile(r"\(?\[?(?:\d{1,2}|[A-ZĐ])\)?\]?(?:\s*=.*)?")
_ABOUT = ("indicator", "reporting_unit", "period")


class SheetAnnotation(NamedTuple):
    """A cell of words that is no part of the table.

    Args:
        place: its cell; of a remark that stands in none, its sheet.
        text: as typed.
        receipt_only: whether nobody need read it now: a table's own title, or what a finding tells.
    """

    place: Place
    text: str
    receipt_only: bool


class Annotations(NamedTuple):
    """All that stands beside the figures of one table: who signed it, and what else was written."""

    signed: Signed
    items: tuple[SheetAnnotation, ...]


def annotations_around(
    table: SourceTable, printed: Collection[str], usual: Collection[int] = ()
) -> Annotations:
    """What was written around `table` and in the columns that were not read.

    Of a table that bears a form's stamp, titles and columns are known: every other word is somebody's.

    Args:
        table: as typed.
        printed: what a form says by itself, folded, which is not told.
        usual: places of the unread columns that anybody's table may have, for numbers and names.
    """
    cells = _cells(table)
    last = max((line for line, _ in table.rows), default=0)
    signed, used = signatures(table.sheet, cells, last)
    titles = frozenset() if is_form(table.above) else _titles(table, last)
    words = [
        SheetAnnotation(table.place.at(*cell), text, cell in titles or is_signed(text))
        for cell, text in cells.items()
        if cell not in used and folded(text) not in printed and not is_where_to_sign(text)
    ]
    return Annotations(signed, (*words, *_unread_columns(table, printed, usual)))


def figure_columns_missing(table: SourceTable) -> tuple[str, ...]:
    """Headers of the columns of figures that a form of ours no longer has; none for anybody else's table."""
    if not table.columns or not is_form(table.above):  # a header that cannot be used is told of already
        return ()
    found = dict(table.columns)
    lang: Language = "vi" if headers("vi")["indicator"] in table.header else "en"
    named = headers(lang)
    return tuple(named[column] for column in FIGURES if column not in found)


def _cells(table: SourceTable) -> dict[Cell, str]:
    cells = {}
    for row, texts in (*table.above, *table.aside):
        for column, text in enumerate(texts, start=1):
            said = text.strip(CELL_ENDS)  # a line of a text file above its header is not cut into cells
            if said:
                cells[row, column] = said
    remarks = [place for name, place in table.columns if name in ("evidence", "note")]
    for row, texts in table.totals:
        for place in remarks:
            if place < len(texts) and texts[place].strip():
                cells[row, place + 1] = texts[place].strip()
    return cells


def _titles(table: SourceTable, last: int) -> frozenset[Cell]:
    """All that anybody's table has above itself, and between its rows number and name of a group."""
    found = {(row, column) for row, cells in table.above for column in range(1, len(cells) + 1)}
    inputs = {place + 1 for name, place in table.columns if name in INPUTS}
    for row, cells in table.aside:
        filled = [(column, cell.strip()) for column, cell in enumerate(cells, start=1) if cell.strip()]
        if row < last and filled and _TITLE_NUMBER.fullmatch(filled[0][1]):
            numbers_only = all(_COLUMN_NUMBER.fullmatch(text) for _, text in filled)
            title = filled if numbers_only else [cell for cell in filled[:2] if cell[0] not in inputs]
            found |= {(row, column) for column, _ in title}
    return frozenset(found)


def _unread_columns(
    table: SourceTable, printed: Collection[str], usual: Collection[int]
) -> Iterator[SheetAnnotation]:
    """What stands in columns that are not read: somebody's own, or typed over what a form says there.

    In a form all of it is for somebody to read; in anybody else's table, words under an unusual header.
    """
    ours = is_form(table.above)
    passed_over = _numbers_and_previous() if ours else _numbers()
    for column in table.unused:
        if folded(table.header[column]) in passed_over:
            continue
        for row, cells in (*table.rows, *table.totals):
            text = cells[column].strip() if column < len(cells) else ""
            if folded(text) not in printed and any(map(str.isalnum, text)):
                to_be_read = ours or (column not in usual and any(map(str.isalpha, text)))
                yield SheetAnnotation(table.place.at(row, column + 1), text, receipt_only=not to_be_read)


@cache
def _numbers() -> frozenset[str]:
    return frozenset(folded(headers(lang)["number"]) for lang in LANGUAGES)


@cache
def _numbers_and_previous() -> frozenset[str]:
    """Headers of what a form says that depends on more than its catalogue."""
    return _numbers() | {folded(headers(lang)["previous"]) for lang in LANGUAGES}


def annotations_of_rows(table: SourceTable, read: Collection[int | None]) -> Iterator[SheetAnnotation]:
    """What rows say that counts nowhere, without the columns that are not read.

    Of a row that was read, that is what stands beside the table; of any other, all but what it is about:
    evidence and notes are for somebody to read, figures of a rejected row are told by its finding.

    Args:
        table: as typed.
        read: lines that gave a figure.
    """
    names = {place: name for name, place in table.columns}
    kept = frozenset(table.unused) | {place for place, name in names.items() if name in _ABOUT}
    renamed, width = bool(figure_columns_missing(table)), len(table.header)
    rejected, of_others = frozenset(table.rejected), frozenset(table.of_others)
    for line, cells in table.rows:
        faulty = line in rejected
        # A line that was cut into more or fewer cells is told whole, and so is one of another table.
        places = range(width if line in read and not faulty else 0, len(cells))
        aligned = (table.sheet is not None or not faulty or len(cells) == width) and line not in of_others
        for place in places:
            if not any(map(str.isalnum, cells[place])) or (aligned and place in kept):
                continue
            wanted = renamed or names.get(place) in ("evidence", "note") or not _is_named(table, place)
            told = place < width and (not faulty or (aligned and wanted))
            yield SheetAnnotation(
                table.place.at(line, place + 1), cells[place].strip(), receipt_only=not told
            )


def _is_named(table: SourceTable, place: int) -> bool:
    return place < len(table.header) and bool(table.header[place].strip())

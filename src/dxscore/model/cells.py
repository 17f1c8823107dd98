"""CSV text that a spreadsheet may open: nothing in it may act as a formula, and all of it reads back.

A cell may be cut further than it was written: another separator, a quote or a line break inside it, a
character that a program takes for the end of a line. So wherever some program could begin a cell, before or
behind white space and quotes, a character with which a formula begins gets an apostrophe before it. That is
the guard, and `typed_cell` takes it away again. A cell that is a plain number keeps its sign, unless its row
begins with it: under another separator, what follows might be of the same cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from dxscore.words.patterns import regex

# C0, DEL and C1 controls and both Unicode separators: what some program ends a line or a cell at.
_CONTROLS: Final = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)))
_BETWEEN: Final = rf"(?:^|[,;|{re.escape(_CONTROLS)}])"
_PASSED_OVER: Final = r'[\s"\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*'
# OWASP's first characters of a formula, their full-width forms, and the small ones.
_ACTING: Final = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_UNGUARDED = regex(rf"({_BETWEEN}{_PASSED_OVER})(?=[{_ACTING}])")
_GUARDED = regex(rf"({_BETWEEN}{_PASSED_OVER})'(?=[{_ACTING}])")
_SIGNED_NUMBER = regex(r"[+-][0-9]+([.,][0-9]+)*%?")
_FIRST = regex(f"[{_ACTING}]")
_NOT_WRITABLE: Final = ("\0", "\ufffd")
"""No reader of CSV takes a NUL, ours neither: it is written as the character for one that cannot be shown."""
# The csv module puts quotes around cells with a character of its line end, so this holds all that shall have
# them. It begins with a NUL, which stands in no cell: so it cannot be met inside a row.
_ROW_END: Final = _CONTROLS


def plain_cell(value: object) -> str:
    """`value` as the text of a cell, guarded; guarding it again changes nothing."""
    if value is None:
        return ""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if not text.isascii():
        text = text.encode("utf-8", "backslashreplace").decode()
    text = text.replace(*_NOT_WRITABLE)
    if _FIRST.search(text) is None or _SIGNED_NUMBER.fullmatch(text):
        return text
    return _UNGUARDED.sub(r"\1'", text)


def _plain_row(cells: Iterable[object]) -> list[str]:
    plain = [plain_cell(cell) for cell in cells]
    if plain and _SIGNED_NUMBER.fullmatch(plain[0]):
        plain[0] = f"'{plain[0]}"
    return plain


def typed_cell(text: str) -> str:
    """A cell as it was before `plain_cell` guarded it."""
    return _GUARDED.sub(r"\1", text) if "'" in text else text


def csv_text(rows: Iterable[Iterable[object]], delimiter: str = ",", line_end: str = "\n") -> str:
    """The one CSV writer: rows of guarded cells, quotes around every line break and control character."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=_ROW_END)
    writer.writerows(map(_plain_row, rows))
    return out.getvalue().replace(_ROW_END, line_end)

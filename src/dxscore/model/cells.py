"""Cells of files that a spreadsheet may open: nothing in them may act as a formula."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*%?")
_ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def plain_cell(value: object) -> str:
    """`value` as cell text; text that a spreadsheet would run gets a leading apostrophe.

    OWASP's list of first characters; a plain number keeps its sign.
    """
    if value is None:
        return ""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return f"'{text}" if text.startswith(_ACTING) and not _PLAIN_NUMBER.fullmatch(text) else text

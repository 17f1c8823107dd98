"""How rows of a printed table are numbered, and which row belongs to which: I, 1, 1.1, a), a dash, a plus."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

Kind = Literal["number", "letter", "dash", "plus"]
ROMAN: Final = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")
NUMBERED: Final = re.compile(r"\(?([0-9]+(?:\.[0-9]+)*)[.)]?")
_LETTERED: Final = re.compile(r"\(?([a-zđ])[.)]?")
_DASH: Final = re.compile(r"^[-–—•*]\s*")
_PLUS: Final = re.compile(r"^\+\s*")
_OF_WHICH: Final = re.compile(r"^trong đó\s*[:,]?\s+", re.IGNORECASE)
# 'a) Cấp tỉnh', '1.2. Tỷ lệ', 'II. Kinh tế số' in the column of names: a mark, then white space.
_BEFORE_NAME: Final = re.compile(r"(\(?(?:[0-9]+(?:\.[0-9]+)*|[a-zđ]|[IVX]+|[A-HĐ])[.)])\s+(\S.*)", re.DOTALL)
_ABOVE: Final[dict[Kind, tuple[Kind, ...]]] = {
    "number": ("number",),
    "letter": ("number",),
    "dash": ("number", "letter"),
    "plus": ("number", "letter", "dash"),
}
"""Under which rows one of a kind can stand."""


class Marked(NamedTuple):
    """The number and the name of a row, apart.

    Args:
        kind: what its number is; a row without any is one of a 'number' that is ''.
        number: '1.2', 'a'; '' of dashes, and where there is none.
        name: its own name, without number, dash and 'trong đó'.
    """

    kind: Kind
    number: str
    name: str


class Above(NamedTuple):
    """A row under which others may stand: its path is its number after those above it, '1.a'."""

    kind: Kind
    path: str
    name: str


def apart(number: str, name: str) -> tuple[str, str]:
    """A row's number and name, where the number stands in the column of names."""
    found = _BEFORE_NAME.fullmatch(name) if not number else None
    return (found[1], found[2]) if found else (number, name)


def marked(number: str, name: str) -> Marked:
    """What the cells of number and name say."""
    found = NUMBERED.fullmatch(number)
    if found is not None:
        return Marked("number", found[1], _own(name))
    letter = _LETTERED.fullmatch(number)
    if letter is not None:
        return Marked("letter", "dd" if letter[1] == "đ" else letter[1], _own(name))
    if not number.strip(" .-–+"):
        if _PLUS.match(name) or number.strip() == "+":
            return Marked("plus", "", _own(name))
        if _DASH.match(name) or number.strip():
            return Marked("dash", "", _own(name))
    return Marked("number", number.rstrip("."), _own(name))


def _own(name: str) -> str:
    return _OF_WHICH.sub("", _PLUS.sub("", _DASH.sub("", name)))


def belongs(row: Marked, above: Above) -> bool:
    """Whether a row stands under another: 11.1 under 11, 'a' under 1, a dash under either."""
    if above.kind not in _ABOVE[row.kind]:
        return False
    if row.kind == "number":
        return bool(row.number and above.path) and row.number.startswith(f"{above.path}.")
    return True


def path(row: Marked, above: Above | None) -> str:
    """The number of a row with those above it: 'a' under 1 is '1.a'; '' of a dash."""
    if row.kind == "letter" and above is not None and above.path:
        return f"{above.path}.{row.number}"
    return row.number

"""Words that stand where a figure is asked for: missing, not applicable, nothing arose, yes, no."""

from __future__ import annotations

import re
from enum import Enum

from dxscore.words.folding import unaccented, word_key

_LONGEST = 40


class Marker(Enum):
    """What a cell says when it holds no number."""

    MISSING = "missing"
    SPREADSHEET_ERROR = "spreadsheet error"
    NOT_APPLICABLE = "not applicable"
    NOTHING_AROSE = "nothing arose"


class Answer(Enum):
    """What a cell says to a yes/no question."""

    YES = "yes"
    NO = "no"
    UNDER_WAY = "under way"


_MARKERS: dict[str, Marker] = {
    "n/a": Marker.MISSING,
    "kcsl": Marker.MISSING,
    "chưa có số liệu": Marker.MISSING,
    "không có số liệu": Marker.MISSING,
    "chưa thống kê": Marker.MISSING,
    "chưa tổng hợp": Marker.MISSING,
    "chưa có": Marker.MISSING,
    "không có": Marker.MISSING,
    "chưa báo cáo": Marker.MISSING,
    "no data": Marker.MISSING,
    "không áp dụng": Marker.NOT_APPLICABLE,
    "not applicable": Marker.NOT_APPLICABLE,
    "không phát sinh": Marker.NOTHING_AROSE,
    "0 phát sinh": Marker.NOTHING_AROSE,
    "nothing arose": Marker.NOTHING_AROSE,
}
_ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(
        ("x", "có", "đạt", "đ", "đã thực hiện", "đã ban hành", "hoàn thành", "✓", "✔", "yes", "true", "1"),
        Answer.YES,
    ),
    **dict.fromkeys(
        ("không", "chưa", "chưa đạt", "không đạt", "kđ", "chưa thực hiện", "no", "false", "0"), Answer.NO
    ),
    **dict.fromkeys(("đang thực hiện", "in progress"), Answer.UNDER_WAY),
}
# No figure; but in answer to 'is it done?' they may mean no, or that nobody knows.
_UNCLEAR_ANSWERS = frozenset({"chưa có", "không có", "chua co", "khong co"})
# Typed without accents they are as clear; a lone "d" is not.
_MARKERS |= {unaccented(key): marker for key, marker in _MARKERS.items()}
_ANSWERS |= {unaccented(key): answer for key, answer in _ANSWERS.items() if len(key) > 1}
_DASHES = re.compile(r"[-–—_.…]+")
_SPREADSHEET_ERROR = re.compile(
    r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)", re.IGNORECASE
)


def marker(text: str) -> Marker | None:
    """What `text` says in place of a number; None where it may be one.

    A dash means 'no data' here, never zero.
    """
    if text.isdigit():
        return None  # most cells are: nothing more is to be looked up
    key = _key(text)
    if not key or _DASHES.fullmatch(key):
        return Marker.MISSING
    if key[0] == "#" and _SPREADSHEET_ERROR.fullmatch(key):
        return Marker.SPREADSHEET_ERROR
    return _MARKERS.get(key)


def answer(text: str) -> Answer | None:
    """The yes or no in `text`; None where there is neither."""
    return _ANSWERS.get(_key(text))


def is_unclear_answer(text: str) -> bool:
    """Whether `text` is missing as a figure and yet may be meant as a no: 'chưa có'."""
    return _key(text) in _UNCLEAR_ANSWERS


def _key(text: str) -> str:
    """Long cells are no markers, and are not worth a place in the cache of keys."""
    if len(text) > _LONGEST:
        return text.strip() or ""
    key = word_key(text)
    return key.rstrip(" .;") or key

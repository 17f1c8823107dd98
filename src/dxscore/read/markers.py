"""Words that stand where a figure is asked for: missing, not applicable, nothing arose, yes, no."""

from __future__ import annotations

import re
from enum import Enum

from dxscore.words.folding import unaccented, word_key
from dxscore.words.patterns import regex

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


# What programs and officers write for 'missing'. None of it is a number, a name or an answer.
_MISSING = (
    *("n/a", "n.a", "na", "nd", "n/d", "n.d", "n/r", "null", "none", "nan", "missing", "unknown"),
    *("no data", "not available", "not known", "not reported", "not yet available", "tbd", "t.b.d", "tba"),
    *("to be determined", "to be announced", "pending", "k", "kcsl", "kxđ", "k xđ", "?", "??", "???"),
    *("chưa có số liệu", "không có số liệu", "chưa có dữ liệu", "không có dữ liệu", "chưa có", "không có"),
    *("chưa thống kê", "chưa tổng hợp", "chưa báo cáo", "chưa có báo cáo", "chưa cập nhật", "chưa rà soát"),
    *("chưa thu thập", "chưa xác định", "chưa rõ", "chưa biết", "không rõ", "không xác định", "chưa gửi"),
)
# Those that say why: in a note they are words worth keeping.
_UNDER_WAY = (
    *("đang cập nhật", "đang rà soát", "đang tổng hợp", "đang thống kê", "đang thu thập", "đang xác minh"),
    *("đang hoàn thiện số liệu", "đang xử lý số liệu", "đang chờ số liệu", "chờ số liệu", "chờ tổng hợp"),
    *("chờ cập nhật", "sẽ cập nhật", "sẽ bổ sung", "cập nhật sau", "bổ sung sau"),
)
_MARKERS: dict[str, Marker] = {
    **dict.fromkeys((*_MISSING, *_UNDER_WAY), Marker.MISSING),
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
_UNCLEAR_ANSWERS = frozenset({"chưa có", "không có", "chua co", "khong co", "k", "?"})
_KEPT_IN_NOTES = frozenset({*_UNDER_WAY, *map(unaccented, _UNDER_WAY)})
# Typed without accents they are as clear; a lone "d" is not.
_MARKERS |= {unaccented(key): marker for key, marker in _MARKERS.items()}
_ANSWERS |= {unaccented(key): answer for key, answer in _ANSWERS.items() if len(key) > 1}
_DASHES = regex(r"[-–—_.…]+")
_SPREADSHEET_ERROR = regex(r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)", re.IGNORECASE)


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


def is_no_note(text: str) -> bool:
    """Whether a note of these words says nothing: a dash, 'n/a'; but 'đang rà soát' does."""
    key = _key(text)
    return marker(text) is Marker.MISSING and key not in _KEPT_IN_NOTES and key not in _UNCLEAR_ANSWERS


def _key(text: str) -> str:
    """Long cells are no markers, and are not worth a place in the cache of keys."""
    if len(text) > _LONGEST:
        return text.strip() or ""
    key = word_key(text)
    return key.rstrip(" .…;") or key

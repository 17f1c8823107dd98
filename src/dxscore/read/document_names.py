"""A document as people name it in a cell: 'Kế hoạch số 12/KH-UBND ngày 05/01/2025 về hoạt động …'."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from dxscore.model.tasks import NamedDocument
from dxscore.words.folding import tidy

_LONGEST: Final = 2_000
_NUMBER: Final = re.compile(
    r"(?<![\w/])(?:số\s*:?\s*)?(?P<number>[0-9]{1,6}[a-zđ]?\s?[/-]\s?[A-ZĐ][\w.&-]*(?:/[\w.&-]+)*|[0-9]{1,6}/[0-9]{4}/[A-ZĐ][\w.&-]*)"
)
_DAYS: Final = (
    re.compile(
        r"(?:ngày\s*)?(?<![0-9])(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})(?![0-9])"
    ),
    re.compile(
        r"(?:ngày\s*)?(?P<day>[0-9]{1,2})\s*tháng\s*(?P<month>[0-9]{1,2})\s*năm\s*(?P<year>[0-9]{4})", re.I
    ),
    re.compile(r"(?<![0-9])(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])"),
)
# Kinds of documents and what stands between kind, number and day: behind them the summary begins.
_BEFORE: Final = re.compile(
    r"(?:[\s,;:.()–-]|\b(?:kế hoạch|báo cáo|quyết định|công văn|tờ trình|thông báo|chương trình|nghị quyết"
    r"|chỉ thị|hướng dẫn|quy chế|đề án|biên bản|giấy mời|kh|bc|qđ|cv|plan|report|decision|letter|notice|số|no"
    r"|ngày|dated)\b)+",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def named_document(text: str) -> NamedDocument:
    """Number, day and summary of the document that `text` names, each as far as it is there.

    The summary is at least two words behind the kind of document, its number and its day.
    """
    text = unicodedata.normalize("NFC", tidy(text[:_LONGEST]))
    number = _NUMBER.search(text)
    rest = text if number is None else text[: number.start()] + " " + text[number.end() :]
    day, rest = _day(rest)
    begins = _BEFORE.match(rest)
    said = tidy(rest[begins.end() :] if begins else rest).strip(" ,;:.()-–")
    return NamedDocument(
        number["number"] if number else None, day, said if len(_LETTERS.findall(said)) >= 2 else None
    )


def _day(text: str) -> tuple[date | None, str]:
    """The first day in `text`, and the text without it."""
    for form in _DAYS:
        for found in form.finditer(text):
            try:
                day = date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                continue
            return day, text[: found.start()] + " " + text[found.end() :]
    return None, text

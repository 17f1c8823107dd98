"""Deadlines as tables and sentences print them: 'Đến năm 2030', 'Quý III/2026', 'trước ngày 30/6/2026'."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from dxscore.words.folding import word_key

_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})"
_OF_YEAR: Final = rf"(?:\s*[/.,-]?\s*(?:của\s+)?(?:năm\s+)?{_YEAR}(?![0-9]))?"
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FORMS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("day", rf"(?<![0-9/])(?P<day>[0-3]?[0-9])[/.-](?P<month>[01]?[0-9])[/.-]{_YEAR}(?![0-9])"),
        ("day", rf"(?<![0-9])(?P<day>[0-3]?[0-9])\s+tháng\s+(?P<month>[01]?[0-9])\s+năm\s+{_YEAR}(?![0-9])"),
        ("quarter", rf"(?<!\w)qu[ýí]\s*(?P<number>iv|i{{1,3}}|[1-4])(?![\w]){_OF_YEAR}"),
        ("half", rf"(?<!\w)6 tháng (?P<number>đầu|cuối){_OF_YEAR}"),
        ("months", rf"(?<!\w)(?P<number>9) tháng(?: đầu)?{_OF_YEAR}"),
        ("month", rf"(?<!\w)tháng\s*(?P<number>0?[1-9]|1[0-2])(?![0-9]){_OF_YEAR}"),
        ("month", rf"(?<![\w/])(?P<number>0?[1-9]|1[0-2])/{_YEAR}(?![\w/])"),
        ("year", rf"(?<![\w/.,-]){_YEAR}(?![\w/])"),
    )
)
_A_YEAR: Final = re.compile(rf"(?<![\w/.,]){_YEAR}(?![\w/])")
_AROUND: Final = re.compile(
    r"(?:mục tiêu|chỉ tiêu|kế hoạch|lộ trình|mức|giá trị|phấn đấu|cần đạt|giao|đề ra|thực hiện|hoàn thành"
    r"|ban hành|thời hạn|thời gian|kh|ct|mt|đến|tới|hết|cuối|trong|vào|cả|năm|ngày|kỳ|của|targets?|by|year"
    r"|[\s:;,.()/%-])*"
)


def deadline_in(text: str) -> str | None:
    """What stands under `by` for a text that names one deadline and nothing else; None for any other text.

    '2026', '2026-Q3', '2026-H1', '2026-9M', '2026-06', '2026-06-30'. 'Trước' (before) is not read: the day
    before a date is another date, and whether it is meant is for people to say.
    """
    key = word_key(text)
    for name, form in _FORMS:
        found = form.search(key)
        if found is None:
            continue
        rest = f"{key[: found.start()]} {key[found.end() :]}"
        year = found["year"]
        if year is None:  # 'Năm 2026' over 'Quý I'
            others = list(_A_YEAR.finditer(rest))
            if len(others) != 1:
                return None
            year = others[0]["year"]
            rest = f"{rest[: others[0].start()]} {rest[others[0].end() :]}"
        return _written(name, found, int(year)) if _AROUND.fullmatch(rest) else None
    return None


def _written(name: str, found: re.Match[str], year: int) -> str | None:
    if name == "day":
        try:
            return date(year, int(found["month"]), int(found["day"])).isoformat()
        except ValueError:
            return None
    makers: dict[str, Callable[[], str]] = {
        "quarter": lambda: f"{year}-Q{_QUARTERS[found['number']]}",
        "half": lambda: f"{year}-H{1 if found['number'] == 'đầu' else 2}",
        "months": lambda: f"{year}-{found['number']}M",
        "month": lambda: f"{year}-{int(found['number']):02d}",
        "year": lambda: str(year),
    }
    return makers[name]()


def in_order(deadlines: Iterable[str]) -> list[str]:
    """Deadlines as `deadline_in` writes them, the earliest first."""
    return sorted(deadlines, key=last_day)


def last_day(by: str) -> date:
    """The day by which such a deadline is over, by the calendar."""
    year, _, part = by.partition("-")
    if not part:
        month = 12
    elif part[0] in "QH":
        month = int(part[1]) * (3 if part[0] == "Q" else 6)
    elif part.endswith("M"):
        month = int(part[:-1])
    elif "-" in part:
        return date.fromisoformat(by)
    else:
        month = int(part)
    return date(int(year), month, monthrange(int(year), month)[1])

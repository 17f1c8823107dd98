"""Targets as documents print them: 'Trên 80%', '≥ 3', '40 - 50', '100%', 'Đạt'.

One reading for the annex that a catalogue is made from and for the wording that a catalogue is checked
against. Nothing is guessed: what has two meanings is given back as unclear, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from dxscore.words.deadlines import deadline_in
from dxscore.words.folding import word_key

Side = Literal["at_least", "more_than", "at_most", "less_than"]
Every = Literal["year", "half_year", "quarter", "month"]
Unclear = Literal[
    "band", "number", "about", "mean", "change", "yearly", "deadline", "rank_of", "several", "words", "sign"
]
LEADING: Final = "nhóm dẫn đầu"
"""What stands beside the number of 'trong nhóm 20 tỉnh dẫn đầu' and 'top 10': such a number is a rank."""

_BEFORE: Final[dict[str, Side]] = {
    "không vượt quá": "at_most",
    "không lớn hơn": "at_most",
    "không cao hơn": "at_most",
    "không nhiều hơn": "at_most",
    "không quá": "at_most",
    "không trên": "at_most",
    "nhiều nhất": "at_most",
    "tối đa": "at_most",
    "không thấp hơn": "at_least",
    "không nhỏ hơn": "at_least",
    "không ít hơn": "at_least",
    "không dưới": "at_least",
    "không kém": "at_least",
    "tối thiểu": "at_least",
    "ít nhất": "at_least",
    "lớn hơn hoặc bằng": "at_least",
    "nhỏ hơn hoặc bằng": "at_most",
    "lớn hơn": "more_than",
    "nhiều hơn": "more_than",
    "cao hơn": "more_than",
    "vượt": "more_than",
    "trên": "more_than",
    "hơn": "more_than",
    "nhỏ hơn": "less_than",
    "thấp hơn": "less_than",
    "ít hơn": "less_than",
    "dưới": "less_than",
    "chưa đến": "less_than",
    ">=": "at_least",
    "=>": "at_least",
    "≥": "at_least",
    "⩾": "at_least",
    "<=": "at_most",
    "=<": "at_most",
    "≤": "at_most",
    "⩽": "at_most",
    ">": "more_than",
    "<": "less_than",
    "at least": "at_least",
    "not less than": "at_least",
    "more than": "more_than",
    "over": "more_than",
    "at most": "at_most",
    "not more than": "at_most",
    "less than": "less_than",
    "under": "less_than",
}
"""What stands right before a number, the longest words first where one ends like another."""
_AFTER: Final[dict[str, Side]] = {
    "trở lên": "at_least",
    "trở xuống": "at_most",
    "or more": "at_least",
    "or less": "at_most",
}
_FILLING: Final = re.compile(
    r"(?:phấn đấu|đạt được|đạt tỷ lệ|đạt tỉ lệ|đạt mức|đạt|tỷ lệ|tỉ lệ|có|từ|mức|là|bằng|=|:|\(|\s)+"
)
_ABOUT: Final = re.compile(r"(?<!\w)(?:khoảng|xấp xỉ|gần)(?!\w)|[~≈]")
_MEAN: Final = re.compile(r"(?<!\w)(?:bình quân|trung bình)(?!\w)")
_CHANGE: Final = re.compile(r"(?<!\w)(?:tăng|giảm|cắt giảm|gấp|hạ|nâng|so với|so cùng kỳ)(?!\w)")
_FALLS: Final = re.compile(r"(?<!\w)(?:giảm|cắt giảm|hạ)(?!\w)")
# 'Giảm còn 2%', 'giảm xuống dưới 2%': not a change but the level that it leads to.
_DOWN_TO: Final = re.compile(
    r"(?<!\w)(?:(?:giảm|hạ|kéo giảm)\s+)?(?:xuống\s+)?(?:chỉ\s+)?còn(?!\w)|(?<!\w)(?:giảm|hạ)\s+xuống(?!\w)"
)
_EVERY: Final = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng|một|từng)\s+(năm|quý|tháng|sáu tháng)(?!\w)"
    r"|/\s*(năm|quý|tháng|sáu tháng)(?!\w)"
)
_SIX_MONTHS: Final = re.compile(r"((?<!\w)(?:mỗi|hằng|hàng|một|từng)\s+|/\s*)0?6 tháng(?!\w)")
_PERIODS: Final[dict[str, Every]] = {
    "năm": "year",
    "quý": "quarter",
    "tháng": "month",
    "sáu tháng": "half_year",
}
# 'triệu đồng/người/năm' is a unit of measure, no count that comes back each year.
_RATE: Final = re.compile(r"/\s*(?:[\w.]+\s*){1,3}/\s*(?:năm|quý|tháng)(?!\w)")
# '≥ 3% và tăng dần': a limit, and never worse than the year before.
_GRADUALLY: Final = re.compile(r"(?<!\w)(?:và|,|;)?\s*(tăng|giảm) dần(?!\w)")
_BASE: Final = re.compile(
    r"so với\s+(?:cùng kỳ\s+)?(?:kết quả\s+|thực hiện\s+)?(?:của\s+)?(?:năm\s+)?"
    r"(?P<base>(?:19|20)[0-9]{2}(?![0-9])|(?:liền\s+)?trước|cùng kỳ|trước đó)"
)
_GROUP_BEFORE: Final = re.compile(
    r"(?:(?:phấn đấu|đạt|nằm|đứng|thuộc|lọt|duy trì|giữ|xếp|vào|trong|là)\s+)*"
    r"(?P<group>nhóm|top|tốp)?\s*"
)
_GROUP_AFTER: Final = re.compile(r"[^0-9]*(?<!\w)(?:dẫn đầu|đứng đầu|đầu|cao nhất|tốt nhất)(?!\w)[^0-9]*")
_DONE: Final = frozenset(
    {"đạt", "hoàn thành", "có", "đạt chuẩn", "thực hiện", "x", "đã hoàn thành", "done", "yes"}
)
_NONE: Final = frozenset(
    {"", "-", "–", "—", "_", "/", "...", "…", "không", "không thực hiện", "không đặt mục tiêu", "không giao"}
    | {"chưa thực hiện", "không có mục tiêu", "n/a", "none"}
)
_ALL: Final = re.compile(r"(?<!\w)(?:tất cả|toàn bộ|100\s*phần trăm|all)(?!\w)")
_DIGITS: Final = re.compile(r"(?<![\w.,])[0-9]+(?:[.,][0-9]+)*(?![\w])|(?<![\w.,])[0-9]+(?:[.,][0-9]+)*(?=%)")
_THOUSANDS: Final = {
    ".": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    ",": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
}
_DECIMAL: Final = re.compile(r"[0-9]+[.,][0-9]+")
_MOST_DIGITS: Final = 30
_BETWEEN: Final = re.compile(r"\s*(?:%\s*)?(?:-|–|—|÷|đến|tới|to)\s*")
_YEAR: Final = re.compile(
    r"(?<![\w./-])(?:năm|đến|tới|by|in)\s+(?:cuối\s+)?(?:năm\s+)?((?:19|20)[0-9]{2})(?![\w/-])"
)
# Numbers that count nothing: days, numbers of documents, levels, roads of regulations.
_NOT_COUNTS: Final = re.compile(
    r"(?:ngày|tháng|quý|năm|giai đoạn|số|khoản|điều|điểm|mục|phụ lục|cấp độ|mức độ|cấp|khóa|nhiệm kỳ"
    r"|đến hết|đến|tới|by|in|year|quarter|level|article|no\.)\s*$"
)
_DATE_OR_NUMBER: Final = re.compile(r"[0-9]+(?:[/-][0-9]+)+(?:[/-][\w-]+)*|[0-9]+/[\w-]*[^\W\d_][\w-]*")


_BY: Final = re.compile(r"^(?:hoàn thành\s+)?(?:xong\s+)?trước\s+")


class Printed(NamedTuple):
    """What one printed target says.

    Args:
        kind: a limit; a yes/no duty that is to be done; all of something; no target at all; or unclear.
        side: of a limit; None where the number stands bare.
        numbers: one of a limit; two of a band, or a rank and its field; as many as there are of others.
        unclear: why a person has to decide.
        rest: what stands beside the number: '%', 'hộ', 'trạm'; LEADING of a rank among the first.
        base: of a change, against which year: '2020', 'previous_year'; '' where the words do not say.
        falls: whether less is wanted: a fall, or a level that is to be come down to.
        every: of what comes back, how often.
        kept: of a limit that is to be bettered year by year, in which direction.
    """

    kind: Literal["limit", "done", "all", "none", "unclear"]
    side: Side | None = None
    numbers: tuple[Decimal, ...] = ()
    unclear: Unclear | None = None
    rest: str = ""
    base: str = ""
    falls: bool = False
    every: Every | None = None
    kept: Literal["rising", "falling"] | None = None


class Limit(NamedTuple):
    """A number in a sentence, and the words that say from which side it limits; None where it stands bare.

    Args:
        side: what the words before or after it say.
        readings: what its digits may mean: two where '1,234' can be read in two ways.
    """

    side: Side | None
    readings: tuple[Decimal, ...]


def read_printed(text: str) -> Printed:
    """What a cell of a table of targets says."""
    key = _SIX_MONTHS.sub(r"\1sáu tháng", word_key(text))  # whose 6 counts nothing
    if key.rstrip(".") in _NONE or key in _NONE:
        return Printed("none")
    if _is_deadline(key):
        return Printed("unclear", unclear="deadline")
    base = _BASE.search(key)
    if base is not None:
        return _change(f"{key[: base.start()]} {key[base.end() :]}", key, base["base"])
    found = list(_DIGITS.finditer(key))
    if not found:
        return _without_number(key)
    readings = [_readings(match[0]) for match in found]
    numbers = tuple(each[0] for each in readings if each)
    if any(len(each) != 1 for each in readings):
        return Printed("unclear", None, numbers, "number")
    if len(found) == 2:
        return _of_two(key, found, numbers)
    if len(found) > 2:
        return Printed("unclear", None, numbers, "several")
    return _of_one(key, found[0], numbers[0])


def _without_number(key: str) -> Printed:
    if key.strip(" .()") in _DONE:
        return Printed("done")
    if _ALL.fullmatch(key.strip(" .")):
        return Printed("all", "at_least", (Decimal(100),), rest="%")
    return Printed("unclear", unclear="words")


def _is_deadline(key: str) -> bool:
    """Whether a text names nothing but a day or a period by which something is to be done: no mere number."""
    return not key.isdecimal() and deadline_in(_BY.sub("", key)) is not None


def _change(rest: str, whole: str, base: str) -> Printed:
    """A change against a year that is named: '10%' of 'tăng 10% so với năm trước'."""
    found = list(_DIGITS.finditer(rest))
    readings = _readings(found[0][0]) if len(found) == 1 else ()
    if len(readings) != 1:
        return Printed("unclear", unclear="change")
    side, _ = _side_before(rest[: found[0].start()])
    later, after = _side_after(rest[found[0].end() :])
    year = base if base.isdecimal() else "previous_year"
    falls = _FALLS.search(whole) is not None
    return Printed("unclear", side or later, readings, "change", after.strip(" .;,()"), year, falls)


def _of_two(key: str, found: list[re.Match[str]], numbers: tuple[Decimal, ...]) -> Printed:
    between = key[found[0].end() : found[1].start()]
    if between.strip() == "/":
        return Printed("unclear", None, numbers, "rank_of")
    if _BETWEEN.fullmatch(between):
        around = f"{key[: found[0].start()]} {key[found[1].end() :]}"
        changes = _CHANGE.search(around) and not _DOWN_TO.search(around)
        return Printed("unclear", None, numbers, "change" if changes else "band")
    return Printed("unclear", None, numbers, "several")


def _of_one(key: str, match: re.Match[str], number: Decimal) -> Printed:
    before, after = key[: match.start()], key[match.end() :]
    if _leads(before, after):
        return Printed("limit", "at_most", (number,), rest=LEADING)
    down = _DOWN_TO.search(before)
    if down is not None:
        before = f"{before[: down.start()]} {before[down.end() :]}"
    why = _why_unclear(before, after)
    often = _EVERY.search(before) or _EVERY.search(after)
    side, left = _side_before(_EVERY.sub(" ", before))
    later, rest = _side_after(after)
    rest = rest.strip(" .;,()")
    if why is not None:
        falls = _FALLS.search(before) is not None
        return Printed(
            *("unclear", side or later, (number,), why, rest),
            falls=falls,
            every=_PERIODS[often[1] or often[2]] if often and why == "yearly" else None,
            kept=_kept(after) if why == "change" else None,
        )
    if _FILLING.sub("", left):
        return Printed("unclear", side or later, (number,), "words", rest)
    if side is not None and later is not None and side != later:
        return Printed("unclear", None, (number,), "sign")
    if down is not None:
        return Printed("limit", side or later or "at_most", (number,), rest=rest, falls=True)
    return Printed("limit", side or later, (number,), rest=rest)


def _kept(after: str) -> Literal["rising", "falling"] | None:
    found = _GRADUALLY.search(after)
    if found is None:
        return None
    return "rising" if found[1] == "tăng" else "falling"


def _leads(before: str, after: str) -> bool:
    """Whether a number is a place among the first: 'nằm trong nhóm 20 tỉnh dẫn đầu', 'top 10'."""
    group = _GROUP_BEFORE.fullmatch(before)
    if group is None:
        return False
    first = _GROUP_AFTER.fullmatch(after) is not None and "%" not in after
    return group["group"] in ("top", "tốp") or (first and bool(before.strip()))


def _why_unclear(before: str, after: str) -> Unclear | None:
    """Why a person has to say what a number among these words means; None where the words leave no choice."""
    if _ABOUT.search(before):
        return "about"
    if _CHANGE.search(before) or _CHANGE.search(after):
        return "change"
    if _MEAN.search(before):
        return "mean"
    if (_EVERY.search(before) or _EVERY.search(after)) and not _RATE.search(after):
        return "yearly"
    if re.search(r"(?:^|\s)[-–−]\s*$", before):
        return "sign"
    return None


def _side_before(before: str) -> tuple[Side | None, str]:
    """The side that the words right before a number say, and what stands before those."""
    stripped = re.sub(r"(?:đạt|mức|từ|là|\s)+$", "", before.rstrip())
    for words in sorted(_BEFORE, key=len, reverse=True):
        start = stripped[: len(stripped) - len(words)]
        if stripped.endswith(words) and not (words[0].isalpha() and start[-1:].isalnum()):
            return _BEFORE[words], start
    return None, before


def _side_after(after: str) -> tuple[Side | None, str]:
    for words, side in _AFTER.items():
        head, found, tail = after.partition(words)
        # Up to three words of a unit may stand between: '5 doanh nghiệp trở lên'.
        if found and len(head.split()) <= 4 and not tail[:1].isalnum():
            return side, head + tail
    return None, after


def limits_in(text: str) -> Iterator[Limit]:
    """The numbers of a sentence that may be thresholds, each with the side that the words beside it say."""
    key = word_key(text)
    skipped = [found.span() for found in _DATE_OR_NUMBER.finditer(key)]
    for match in _DIGITS.finditer(key):
        before = key[: match.start()]
        if any(start <= match.start() < end for start, end in skipped):
            continue
        side, _ = _side_before(before)
        if side is None and _NOT_COUNTS.search(before) and not key[match.end() :].lstrip().startswith("%"):
            continue
        later, _ = _side_after(key[match.end() :])
        readings = _readings(match[0])
        if readings:
            yield Limit(side or later, readings)


def years_in(text: str) -> frozenset[int]:
    """The years that a sentence names as such: 'đến năm 2025', 'năm 2030'."""
    return frozenset(int(year) for year in _YEAR.findall(word_key(text)))


def _readings(digits: str) -> tuple[Decimal, ...]:
    """What a written number means: nothing where nobody writes so, two values where two are possible.

    '1.234' is 1234, as Vietnamese documents write thousands; '1,234' may be that, or 1,234 with decimals.
    """
    if len(digits) > _MOST_DIGITS:
        return ()
    if digits.isdecimal():
        return (Decimal(digits),)
    commas, points = digits.count(","), digits.count(".")
    if _THOUSANDS["."].fullmatch(digits):
        return (Decimal(digits.replace(".", "").replace(",", ".")),)
    if _THOUSANDS[","].fullmatch(digits):
        thousands = Decimal(digits.replace(",", ""))
        if commas == 1 and not points:
            return thousands, Decimal(digits.replace(",", "."))
        return (thousands,)
    if _DECIMAL.fullmatch(digits):
        return (Decimal(digits.replace(",", ".")),)
    return ()

"""Names of bodies and documents as they stand inside a sentence: 'UBND xã Phổ An', 'kế hoạch triển khai …'.

Only words that are no names lose their capital, and only where nothing else in them is large: 'TX. Đức Phổ',
'UBND xã A', 'VNPT', 'ĐẢNG ỦY' and 'Phòng Nội vụ' stand as they were written.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from dxscore.words.numbers import day
from dxscore.words.patterns import regex
from dxscore.words.say import Language, say_of
from dxscore.words.text import Text
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.tasks import OwedTask


_UNIT = r"(?:xã|phường|thị trấn|thị xã|thành phố|huyện|quận|tỉnh|đặc khu)"
_BEGINS_WITH_UNIT = regex(rf"{_UNIT}(?![^\W\d_])", re.IGNORECASE)
_ABBREVIATED_UNIT = regex(r"(?:tx|tp|tt)(?![^\W\d_])|(?:p|x|h|q|t)\.", re.IGNORECASE)
_COMMON = regex(rf"(?:{_UNIT}|các|những|toàn)(?![^\W\d_])", re.IGNORECASE)
_DOCUMENT = regex(
    r"(?:kế hoạch|chương trình|đề án|dự án|phương án|chiến lược|nghị quyết|nghị định|quyết định|chỉ thị"
    r"|thông báo|công văn|bộ chỉ số|bộ tiêu chí|danh mục)(?![^\W\d_])",
    re.IGNORECASE,
)
_COMMITTEE = regex(r"ubnd(?![^\W\d_])|u\.b\.n\.d|(?:ủy|uỷ) ban nhân dân", re.IGNORECASE)
# Of the short ones in the second line a place may be named, too, by two words: Hội An, Trường Sa.
_ORGANISATION = regex(
    r"(?:ủy ban|uỷ ban|hội đồng|đảng ủy|đảng uỷ|đảng bộ|chi cục|phòng|văn phòng|công an|mặt trận|trung tâm"
    r"|thanh tra|tòa án|toà án|kho bạc|bảo hiểm|bưu điện|công ty|tập đoàn|doanh nghiệp|hợp tác xã"
    r"|(?:hội|đoàn|đảng|ban|bộ|sở|cục|trường|trạm|viện|đài|tổ)\s+\S+(?=\s))(?![^\W\d_])",
    re.IGNORECASE,
)
_LATER_UNIT = regex(rf"\s{_UNIT}(?![^\W\d_])", re.IGNORECASE)
_COMMITTEE_IN_ENGLISH = regex(r"people['’]s committee|ubnd", re.IGNORECASE)


def committee(name: Text, lang: Language) -> str:
    """The People's Committee of a place by the place's name: 'UBND xã Phổ An' of 'Xã Phổ An'.

    A name that is a committee's already, or another organisation's, stays what it is.
    """
    vi, en = _composed(name.vi), _composed(name.en)
    if not _is_a_place(vi):
        return vi if lang == "vi" else en
    if lang == "vi":
        return f"UBND {inside(vi, 'vi')}"
    return en if _COMMITTEE_IN_ENGLISH.match(en) else f"People's Committee of {en}"


def _is_a_place(name: str) -> bool:
    """Whether a name is that of a place: 'Xã A', 'TX. Đức Phổ', 'Phổ An'; not 'UBND xã A', 'Công an xã A'."""
    if _BEGINS_WITH_UNIT.match(name) or _ABBREVIATED_UNIT.match(name):
        return True
    first = re.split(r"\W", name, maxsplit=1)[0]
    acronym = len(first) > 1 and first.isupper()
    return not (
        acronym or _COMMITTEE.match(name) or _ORGANISATION.match(name) or _LATER_UNIT.search(name) or not name
    )


def inside(name: str, lang: Language) -> str:
    """A body's name within a sentence: 'xã Phổ An', 'các xã, phường', and 'Phòng Nội vụ' as it is."""
    return _with_small_beginning(name, _COMMON) if lang == "vi" else name


def document_inside(name: str, lang: Language) -> str:
    """A document's name within a sentence: 'kế hoạch triển khai …'."""
    return _with_small_beginning(name, _DOCUMENT) if lang == "vi" else name


def _with_small_beginning(name: str, common: re.Pattern[str]) -> str:
    """Without the capitals of the common words that it begins with; a name all in capitals keeps them."""
    composed = _composed(name)
    found = common.match(composed)
    if found is None or composed.isupper() or (found[0].isupper() and len(found[0]) > 1):
        return composed
    return found[0].lower() + composed[found.end() :]


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def owed_words(task: OwedTask, lang: Language) -> str:
    """'Báo cáo sơ kết: hạn 14/12/2025, quá hạn 17 ngày'."""
    return f"{visible(task.title)}: {when_owed(task, lang)}"


def when_owed(task: OwedTask, lang: Language) -> str:
    """'hạn 14/12/2025, quá hạn 17 ngày'."""
    key = "late" if task.state == "overdue" else "soon"
    due = "" if task.due is None else day(task.due, lang)
    return say_of("task_report", key, lang, due=due, count=task.days_overdue)

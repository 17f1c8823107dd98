"""The words of comparisons and baselines, Vietnamese and English side by side."""

from __future__ import annotations

from dxscore.model.comparison import Kind
from dxscore.report.words import Pair, pick
from dxscore.words.say import Language

KIND: dict[Kind, Pair] = {
    "worse": ("Kém đi", "Worse"),
    "better": ("Tốt lên", "Better"),
    "other": ("Đổi khác", "Otherwise"),
    "new": ("Mới có", "New"),
    "gone": ("Không còn", "Gone"),
}
_PHRASES: dict[str, Pair] = {
    "between": ("So sánh ngày {0} với ngày {1}", "Compared: {0} with {1}"),
    "side": ("{0}: {1}", "{0}: {1}"),
    "targets": (
        "Mục tiêu: {0} kém đi, {1} tốt lên, {2} đổi khác, {3} mới có, {4} không còn, {5} như cũ.",
        "Targets: {0} worse, {1} better, {2} otherwise, {3} new, {4} gone, {5} the same.",
    ),
    "units": (
        "Số liệu của từng đơn vị: {0} kém đi, {1} tốt lên, {2} đổi khác, {3} mới có, {4} không còn,"
        " {5} như cũ.",
        "Units' own figures: {0} worse, {1} better, {2} otherwise, {3} new, {4} gone, {5} the same.",
    ),
    "by_target": ("Theo mục tiêu", "By target"),
    "by_unit": ("Theo đơn vị", "By unit"),
    "before": ("Trước", "Before"),
    "now": ("Nay", "Now"),
    "change": ("Thay đổi", "Change"),
    "points": ("{0} điểm phần trăm", "{0} percentage points"),
    "of_units": ("{0} điểm phần trăm (số đơn vị đạt)", "{0} percentage points (units that pass)"),
    "nothing": ("Không có gì thay đổi.", "Nothing has changed."),
    "against_baseline": (
        "So với mốc ngày {0}: {1} mới không đạt, {2} kém đi, {3} đã biết từ trước.",
        "Against the baseline of {0}: {1} newly missed, {2} worse, {3} known.",
    ),
    "newly_missed": ("mới không đạt", "newly missed"),
    "got_worse": ("kém đi", "worse"),
    "known": ("đã biết", "known"),
}


def say(name: str, lang: Language, *values: object) -> str:
    """A phrase with its values put in."""
    return pick(_PHRASES[name], lang).format(*values)

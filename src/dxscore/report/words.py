"""The words that people read, Vietnamese and English side by side."""

from __future__ import annotations

import re

from dxscore.model.catalogue import Comparator
from dxscore.model.finding import Finding
from dxscore.model.scorecard import Reason, Remark, Status
from dxscore.words.columns import COLUMN_NAMES
from dxscore.words.say import Language
from dxscore.words.visible import visible

Pair = tuple[str, str]

STATUS: dict[Status, Pair] = {
    "met": ("Đạt", "Met"),
    "missed": ("Không đạt", "Missed"),
    "pending": ("Chưa đạt (chưa đến hạn)", "Pending (not due yet)"),
    "no_data": ("Chưa có số liệu", "No data"),
    "not_assessable": ("Chưa đánh giá được", "Not assessable"),
    "not_applicable": ("Không áp dụng", "Not applicable"),
    "waived": ("Tạm miễn", "Waived"),
}
EXCEEDED: Pair = ("Vượt", "Exceeded")
BELOW_LIMIT: Pair = ("Đạt (thấp hơn mức tối đa)", "Met (below the limit)")
"""What 'exceeded' is called where less is better: of a limit, exceeding it would be the fault."""
PROVISIONAL: Pair = ("tạm tính", "provisional")
SIGN: dict[Status, str] = {
    "met": "✓",
    "missed": "✗",
    "pending": "…",
    "no_data": "?",
    "not_assessable": "?",
    "not_applicable": "–",
    "waived": "~",
}

REASON: dict[Reason, Pair] = {
    "not_reported": ("chưa báo cáo", "not reported"),
    "stale": ("số liệu cũ, kỳ {period}", "stale: figure of {period}"),
    "after_deadline": ("chỉ có số liệu sau ngày xét", "only figures after the day of judgement"),
    "zero_denominator": ("không phát sinh (mẫu số 0)", "nothing arose (denominator 0)"),
    "contradictory": ("số liệu trái nhau", "contradictory figures"),
    "no_parts": ("chỉ có tỷ lệ, không gộp được", "percentages only: cannot be pooled"),
    "no_evidence": ("thiếu minh chứng", "no evidence"),
    "declared": ("đơn vị khai không áp dụng", "declared not applicable"),
}
REMARK: dict[Remark, Pair] = {
    "on_strict_threshold": (
        "đúng bằng ngưỡng, mà mục tiêu là «{0}»",
        "exactly the threshold, and the target is '{0}'",
    ),
    "mixed_periods": ("các đơn vị báo cáo khác kỳ", "units report different periods"),
    "whole_row": ("theo số toàn địa bàn", "from one row for the whole place"),
}
STRICT: dict[Comparator, Pair] = {"more_than": ("trên", "more than"), "less_than": ("dưới", "less than")}
LESS: frozenset[Comparator] = frozenset({"at_most", "less_than"})
"""The comparators by which less is better."""
COMPARATOR: dict[str, Pair] = {
    "at_least": ("Tối thiểu {0}", "At least {0}"),
    "more_than": ("Trên {0}", "More than {0}"),
    "at_most": ("Tối đa {0}", "At most {0}"),
    "less_than": ("Dưới {0}", "Less than {0}"),
    "exactly": ("Đúng {0}", "Exactly {0}"),
    "between": ("Từ {0} đến {1}", "From {0} to {1}"),
    "all": ("100%", "100%"),
    "done": ("Hoàn thành", "Done"),
    "done_with_evidence": ("Hoàn thành, có minh chứng", "Done, with evidence"),
    "rank_at_most": ("Hạng {0} trở lên", "Rank {0} or better"),
}
YES_NO: dict[bool, Pair] = {True: ("Có", "Yes"), False: ("Chưa", "Not yet")}
SEVERITY: dict[str, Pair] = {
    "error": ("lỗi", "error"),
    "warning": ("cảnh báo", "warning"),
    "note": ("lưu ý", "note"),
}
PHRASES: dict[str, Pair] = {
    "points": ("điểm phần trăm", "percentage points"),
    "short": ("còn thiếu {0}", "short by {0}"),
    "over": ("cần giảm {0}", "over by {0}"),
    "place_away": ("còn cách {0} bậc", "{0} place away"),
    "places_away": ("còn cách {0} bậc", "{0} places away"),
    "counted": ("{0} {1}", "{0} {1}"),
    "counted_one": ("{0} {1}", "{0} ({1})"),  # a catalogue names what is counted in the plural only
    "unit_failing": ("{0} đơn vị chưa đạt", "{0} unit falls short"),
    "units_failing": ("{0} đơn vị chưa đạt", "{0} units fall short"),
    "every_year": ("hằng năm", "every year"),
    "id": ("Mã", "Id"),
    "indicator": ("Chỉ tiêu", "Indicator"),
    "target": ("Mục tiêu", "Target"),
    "result": ("Kết quả", "Result"),
    "target_result": ("Mục tiêu → kết quả", "Target → result"),
    "status": ("Đánh giá", "Status"),
    "gap": ("Còn thiếu", "Gap"),
    "lead": ("Chủ trì", "Lead"),
    "inferred_from_tasks": ("suy ra từ nhiệm vụ", "inferred from tasks"),
    "coordinating": ("Phối hợp", "Coordinating"),
    "unit": ("Đơn vị", "Unit"),
    "deadline": ("Hạn", "Deadline"),
    "pillar": ("Trụ cột", "Pillar"),
    "reporting_unit": ("Đơn vị báo cáo", "Reporting unit"),
    "no_lead": ("Chưa rõ cơ quan chủ trì", "No lead named"),
    "none": ("không có", "none"),
    "as_of": ("Đánh giá tại ngày {0}", "As of {0}"),
    "rows": ("{0} dòng", "{0} rows"),
    "files": ("Tệp số liệu", "Data files"),
    "coverage": ("Tỷ lệ báo cáo {0}", "Coverage {0}"),
    "units_of": ("{0}/{1} đơn vị", "{0}/{1} units"),
    "units_passing": ("{0}/{1} đơn vị đạt", "{0}/{1} units met"),
    "missing_units": ("thiếu: {0}", "missing: {0}"),
    "score": (
        "Mức hoàn thành bình quân {0}/100{1} (bình quân số học; kế hoạch không quy định chấm điểm).",
        "Mean achievement {0}/100{1} (a plain mean; the plan sets no grade).",
    ),
    "not_all_of": ("chưa trọn {0}", "short of {0}"),
    "score_range": (
        ", từ {0} đến {1} tùy số liệu còn thiếu",
        ", from {0} to {1} depending on the missing data",
    ),
    "lagging": ("Đơn vị chưa đạt mục tiêu", "Units that fall short of the target"),
    "below": ("{0}/{1} đơn vị chưa đạt", "{0}/{1} units fall short"),
    "more_units": ("… và {0} đơn vị nữa (--units all)", "… and {0} more units (--units all)"),
    "gaps_by_lead": ("Còn thiếu, theo cơ quan chủ trì", "Gaps by lead body"),
    "gaps_by": ("Còn thiếu, theo {0}", "Gaps by {0}"),
    "no_gaps": ("Không còn thiếu chỉ tiêu nào.", "Nothing is missing."),
    "owners": (
        "Cơ quan chủ trì lấy từ nhiệm vụ gắn với chỉ tiêu; dấu * là suy luận: kế hoạch không giao"
        " thẳng chỉ tiêu đó cho cơ quan nào (xem dxscore explain MÃ).",
        "Leads come from the tasks that serve an indicator; * marks an inference: the plan gives that"
        " target to no body itself (see dxscore explain ID).",
    ),
    "findings": ("Lỗi số liệu", "Findings"),
    "findings_count": (
        "{0} lỗi, {1} cảnh báo, {2} lưu ý trong số liệu.",
        "{0} errors, {1} warnings, {2} notes in the data.",
    ),
    "on_rows": (" ({0} chỗ, dòng {1})", " ({0} times, rows {1})"),
    "times": (" ({0} chỗ)", " ({0} times)"),
    "the_first": (", chỗ đầu", ", the first"),
    "more_files": (" (và {0} tệp khác)", " (and {0} more)"),
    "findings_more": (
        "{0}: còn {1} lỗi, {2} cảnh báo, {3} lưu ý nữa; dxscore check --format json nêu nhiều hơn",
        "{0}: {1} more errors, {2} warnings, {3} notes; dxscore check --format json shows more",
    ),
    "findings_rest": (
        "Còn {0} lỗi, {1} cảnh báo, {2} lưu ý nữa; dxscore check --format json nêu nhiều hơn.",
        "{0} more errors, {1} warnings, {2} notes; dxscore check --format json shows more.",
    ),
    "results_more": (
        "còn {0} kết quả nữa không ghi ở đây; xem đủ bằng --format json",
        "{0} more results are not listed here; --format json has them all",
    ),
    "cut": (
        "Báo cáo dài quá giới hạn nên bị cắt ở đây; xem đủ bằng --format markdown --output TỆP.",
        "The report is longer than allowed and was cut here; --format markdown --output FILE has all of it.",
    ),
    "not_listed": (
        "có lỗi, không nêu riêng vì tệp có quá nhiều lỗi",
        "faulty; not listed, for there are too many",
    ),
    "place": ("Chỗ", "Place"),
    "code": ("Mã lỗi", "Code"),
    "message": ("Nội dung", "Message"),
    "remedy": ("Cách khắc phục", "Remedy"),
    "waived_until": ("tạm miễn đến hết {0} theo {1}: {2}", "waived until the end of {0} by {1}: {2}"),
    "not_due": ("chưa đến hạn", "not due"),
    "one_unit": ("Chỉ xét số liệu của {0}", "Only figures of {0}"),
}


def pick(pair: Pair, lang: Language) -> str:
    """The words in `lang`."""
    return pair[0] if lang == "vi" else pair[1]


def with_column(finding: Finding, lang: Language) -> str:
    """What a finding says, the column of which it speaks in front."""
    column = f"{finding_column(finding.column, lang)}: " if finding.column else ""
    return column + finding.message.get(lang)


def finding_column(column: str, lang: Language) -> str:
    """What people call a column of figures; any other column, or path of keys, is shown as it is."""
    named = COLUMN_NAMES.get(column)
    return visible(column) if named is None else pick(named, lang)


def farthest_words(comparator: Comparator, lang: Language) -> str:
    """What the units farthest from a target are: the lowest, the highest, or simply the farthest."""
    if comparator in ("at_least", "more_than"):
        return pick(("thấp nhất", "lowest"), lang)
    return pick(("cao nhất", "highest") if comparator in LESS else ("xa mục tiêu nhất", "farthest"), lang)


def phrase(name: str, lang: Language, *values: object) -> str:
    """A phrase with its values put in."""
    return pick(PHRASES[name], lang).format(*values)


def shape(words: str) -> str:
    """A finding's words with '…' wherever it puts in what it met."""
    return re.sub(r"\{\w+\}", "…", words)

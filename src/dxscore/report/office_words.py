"""The words of the Word report and of the Excel workbook, Vietnamese and English side by side."""

from __future__ import annotations

from dxscore.model.scorecard import Status
from dxscore.report.words import Pair, pick
from dxscore.words.say import Language

PHRASES: dict[str, Pair] = {
    # The Word report: header and opening
    "subject": ("Kết quả thực hiện {0} (tính đến ngày {1})", "Results of the {0} (as of {1})"),
    "opening": (
        "Thực hiện {0} (số {1}, năm {2}, của {3}), {4} báo cáo kết quả thực hiện các mục tiêu, chỉ tiêu"
        " tính đến ngày {5}, cụ thể như sau:",
        "Under the {0} (No. {1}, {2}, {3}), the {4} reports the results on its targets as of {5} as follows:",
    ),
    "we": ("Phòng Văn hóa và Thông tin", "the Culture and Information Office"),
    "ending": (
        "Trên đây là báo cáo kết quả thực hiện các mục tiêu, chỉ tiêu tính đến ngày {0}; {1} kính báo cáo./.",
        "This is the report on the results as of {0}, respectfully submitted by the {1}.",
    ),
    # The Word report: results
    "coverage": (
        "Tỷ lệ báo cáo số liệu: {0} ({1}/{2} lượt đơn vị, chỉ tiêu).",
        "Coverage of the data: {0} ({1} of {2} figures that units owe).",
    ),
    "one_unit": ("Báo cáo này chỉ xét số liệu của {0}.", "This report speaks only of figures of {0}."),
    "target_of": ("mục tiêu năm {0}: {1}", "target for {0}: {1}"),
    "beyond": ("vượt {0}", "{0} beyond the target"),
    "below_limit": ("thấp hơn mức tối đa {0}", "{0} below the limit"),
    "reported": ("có {0}/{1} đơn vị báo cáo", "{0} of {1} units reported"),
    "provisional": (
        "kết quả tạm tính: số liệu còn thiếu có thể làm thay đổi đánh giá",
        "provisional: the missing figures could change the verdict",
    ),
    "others": ("và {0} đơn vị nữa", "and {0} more"),
    "more_items": ("và {0} chỉ tiêu nữa", "and {0} more indicators"),
    "pillar_counts": ("có {0}/{1} chỉ tiêu đạt", "{0} of {1} targets met"),
    "none_due": ("chưa có chỉ tiêu nào đến hạn", "no target is due yet"),
    "and_not_due": ("; {0} chỉ tiêu chưa đến hạn", "; {0} not due yet"),
    "not_due": ("Chỉ tiêu chưa đến hạn", "Targets not due yet"),
    "none_yet": ("Chưa có chỉ tiêu nào.", "None so far."),
    # The Word report: assessment and what comes next
    "strength": ("{0}: có {1}/{2} chỉ tiêu đạt, gồm: {3}.", "{0}: {1} of {2} targets are met: {3}."),
    "weak": ("{0} ({1}): {2}.", "{0} ({1}): {2}."),
    "silent_units": (
        "Đơn vị chưa báo cáo đủ số liệu ({0}): {1}.",
        "Units that have not reported every figure ({0}): {1}.",
    ),
    "data_faults": (
        "Chất lượng số liệu: {0}",
        "Quality of the data: {0}",
    ),
    "urge": (
        "Đề nghị {0} chủ trì, khẩn trương rà soát, khắc phục:",
        "{0} is asked, as the lead body, to review and make good without delay:",
    ),
    "urge_nobody": (
        "Chưa rõ cơ quan chủ trì; đề nghị phân công cơ quan chủ trì các chỉ tiêu:",
        "No lead body is named; one should be assigned for:",
    ),
    "urge_data": (
        "Đề nghị {0} khẩn trương rà soát, bổ sung số liệu theo Phụ lục II, gửi về {1} trước ngày ……",
        "{0} are asked to review and hand in the figures listed in Annex II to the {1} before ……",
    ),
    "no_gaps": ("Không còn chỉ tiêu nào chưa đạt.", "No target is left unmet."),
    "no_data_missing": ("Các đơn vị đã báo cáo đủ số liệu.", "Every unit has reported."),
    "units_below": ("{0} đơn vị chưa đạt: {1}", "{0} units fall short: {1}"),
    "with": ("phối hợp: {0}", "with: {0}"),
    "inferred": (
        "Suy ra từ nhiệm vụ: cơ quan chủ trì được suy ra từ nhiệm vụ gắn với chỉ tiêu; kế hoạch không giao"
        " thẳng chỉ tiêu đó cho cơ quan nào.",
        "Inferred from tasks: the lead body is read from the tasks that serve the indicator; the plan gives"
        " that target to no body itself.",
    ),
    # Titles of columns
    "number": ("STT", "No."),
    "unit_of_measure": ("Đơn vị tính", "Unit"),
    "parts": ("Tử số/mẫu số", "Parts"),
    "period": ("Kỳ số liệu", "Period"),
    "achievement": ("Tỷ lệ hoàn thành", "Achievement"),
    "remark": ("Ghi chú", "Remarks"),
    "numerator": ("Tử số", "Numerator"),
    "denominator": ("Mẫu số", "Denominator"),
    "threshold": ("Ngưỡng", "Threshold"),
    "due": ("Đến hạn", "Due"),
    "yes": ("có", "yes"),
    "no": ("chưa", "no"),
    "gap_points": ("Còn thiếu (mức)", "Gap"),
    "gap_count": ("Còn thiếu (số lượng)", "Gap in counts"),
    "counted_in": ("Đơn vị đếm", "Counted in"),
    "units_reported": ("Số đơn vị đã báo cáo", "Units reported"),
    "units_expected": ("Số đơn vị phải báo cáo", "Units expected"),
    "units_missing": ("Đơn vị chưa báo cáo", "Units missing"),
    "source": ("Căn cứ", "Source"),
    "targets": ("Số chỉ tiêu", "Targets"),
    "not_due_count": ("Chưa đến hạn", "Not due yet"),
    "lowest_units": ("Đơn vị xa mục tiêu nhất", "Farthest units"),
    "due_count": ("Đến hạn", "Due"),
    "met_due": ("Đạt, trong số đến hạn", "Met, of those due"),
    "provisional_count": ("Tạm tính", "Provisional"),
    "total": ("Tổng cộng", "Total"),
    "whole_place": ("Toàn địa bàn", "Whole place"),
    "severity": ("Mức độ", "Severity"),
    "file": ("Tệp", "File"),
    "sheet": ("Trang tính", "Sheet"),
    "row": ("Dòng", "Row"),
    "position": ("Vị trí", "Position"),
    "column": ("Cột", "Column"),
    "value": ("Giá trị", "Value"),
    "evidence": ("Minh chứng", "Evidence"),
    "note": ("Ghi chú", "Note"),
    "closed_on": ("Ngày chốt", "Closed on"),
    "plan": ("Kế hoạch", "Plan"),
    "as_of": ("Ngày đánh giá", "As of"),
    "conclusion": ("Kết luận", "Conclusion"),
    "coverage_title": ("Tỷ lệ báo cáo", "Coverage"),
    "score_title": ("Mức hoàn thành bình quân (0–100)", "Mean achievement (0–100)"),
    "score_low": ("– nếu số liệu còn thiếu đều bằng 0", "– if all missing data were 0"),
    "score_high": ("– nếu số liệu còn thiếu đều đạt mục tiêu", "– if all missing data met their target"),
    "score_note": (
        "Bình quân số học; kế hoạch không quy định chấm điểm.",
        "A plain mean; the plan sets no grade.",
    ),
    "rows_read": ("Tệp số liệu (số dòng)", "Data files (rows)"),
    "stale": ("chỉ có số liệu kỳ trước", "only figures of earlier periods"),
    # The workbook
    "sheet_summary": ("Tổng hợp", "Summary"),
    "sheet_results": ("Kết quả", "Results"),
    "sheet_units": ("Theo đơn vị", "Units"),
    "sheet_gaps": ("Còn thiếu", "Gaps"),
    "sheet_findings": ("Lỗi số liệu", "Findings"),
    "sheet_data": ("Số liệu", "Data"),
    "data_read": ("Số liệu đã đọc, mỗi dòng một số liệu", "The data as read, one figure a row"),
    "data_judged": (
        "Số liệu đã dùng để đánh giá, mỗi dòng một số liệu",
        "The figures that were judged, one a row",
    ),
    "units_legend": (
        "✓ đạt   ✗ không đạt   … chưa đạt, chưa đến hạn   ? chưa có số liệu hoặc chưa đánh giá được"
        "   ~ tạm miễn",
        "✓ met   ✗ missed   … not met, not due yet   ? no data or not assessable   ~ waived",
    ),
    "rows_left_out": ("… và {0} dòng nữa", "… and {0} more rows"),
    "page": ("Trang &P/&N", "Page &P of &N"),
}

COUNTED: dict[Status, Pair] = {
    "met": ("Chỉ tiêu đạt", "Targets met"),
    "missed": ("Chỉ tiêu không đạt", "Targets missed"),
    "pending": ("Chỉ tiêu chưa đạt (chưa đến hạn)", "Targets not met yet (not due)"),
    "no_data": ("Chỉ tiêu chưa có số liệu", "Targets without data"),
    "not_assessable": ("Chỉ tiêu chưa đánh giá được", "Targets not assessable"),
    "not_applicable": ("Chỉ tiêu không áp dụng", "Targets that do not apply"),
    "waived": ("Chỉ tiêu được tạm miễn", "Targets waived"),
}
UNIT_OF_MEASURE: dict[str, Pair] = {
    "percent": ("%", "%"),
    "number": ("Số lượng", "Number"),
    "rank": ("Thứ hạng", "Rank"),
    "yes_no": ("Có/chưa", "Yes/no"),
}
_LETTERS: dict[Language, str] = {"vi": "abcdđeghiklmnopqrstuvxy", "en": "abcdefghijklmnopqrstuvwxyz"}


def say(name: str, lang: Language, *values: object) -> str:
    """A phrase with its values put in."""
    return pick(PHRASES[name], lang).format(*values)


def letter(index: int, lang: Language) -> str:
    """The letter of a point, from 0: a, b, c, d, and in Vietnamese đ before e; past the last, a number."""
    letters = _LETTERS[lang]
    return letters[index] if index < len(letters) else str(index + 1)


def roman(number: int) -> str:
    """`number` from 1 to 3999 in capital Roman numerals."""
    steps = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")]
    steps += [(40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    said = ""
    for value, sign in steps:
        times, number = divmod(number, value)
        said += sign * times
    return said


def capitalised(text: str) -> str:
    """`text` with its first letter large."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """`text` with its first letter small."""
    return text[:1].lower() + text[1:]

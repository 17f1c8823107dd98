"""The words of forms, of their collection and of reminders, Vietnamese and English side by side."""

from __future__ import annotations

from datetime import date
from typing import Final

from dxscore.model.assignments import BodyKind
from dxscore.model.catalogue import Indicator
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Observation
from dxscore.words.names import committee, inside
from dxscore.words.numbers import number
from dxscore.words.say import Language
from dxscore.words.visible import visible

Pair = tuple[str, str]
COMMITTEES: Final[tuple[BodyKind, ...]] = ("area", "ward", "commune")
"""The kinds of bodies that a People's Committee speaks for."""

PHRASES: dict[str, Pair] = {
    # The form
    "sheet": ("Biểu số liệu", "Figures"),
    "title": ("BIỂU SỐ LIỆU THỰC HIỆN MỤC TIÊU, CHỈ TIÊU", "FIGURES ON TARGETS AND INDICATORS"),
    "of_plan": ("{0}, {1}", "{0}, {1}"),
    "reporting": ("Đơn vị báo cáo: {0}", "Reporting unit: {0}"),
    "covering": ("Kỳ báo cáo: {0} (từ {1} đến {2})", "Period: {0} ({1} to {2})"),
    "fill_in": (
        "Chỉ ghi vào các ô màu vàng. Tử số, mẫu số ghi số đếm được, không ghi tỷ lệ; chưa có số liệu thì để"
        " trống, không ghi 0. Nếu không phát sinh hoặc không áp dụng, chọn ở cột Giá trị; không áp dụng"
        " phải nêu lý do ở cột Ghi chú. Minh chứng ghi số, ngày, trích yếu văn bản. Ngày chốt ghi"
        " dạng 14/12/2025.",
        "Fill in the yellow cells only. Numerator and denominator are counts, not percentages; leave"
        " blank what is not known, do not write 0. If nothing arose, or it does not apply, choose so in the"
        " Value column; what does not apply wants a reason in the Note. Evidence: number, date and subject of"
        " the document. Cutoff date as 14/12/2025.",
    ),
    "stamp": ("Phiên bản biểu mẫu (không sửa, không xóa): {0}", "Form version (do not change): {0}"),
    "hidden": (
        "Trang này giúp chương trình nhận ra biểu mẫu. Không sửa, không xóa.",
        "This sheet lets the program recognise the form. Do not change or delete it.",
    ),
    "numerator": ("Tử số: {0}", "Numerator: {0}"),
    "denominator": ("Mẫu số: {0}", "Denominator: {0}"),
    "excludes": ("Không tính: {0}", "Left out: {0}"),
    "counted_in": ("Đơn vị tính: {0}", "Counted in: {0}"),
    "answer": ("Trả lời có hoặc chưa ở cột Giá trị", "Answer yes or no in the Value column"),
    "answer_with_evidence": (
        "Trả lời có hoặc chưa ở cột Giá trị; trả lời có thì phải ghi minh chứng",
        "Answer yes or no in the Value column; yes wants evidence",
    ),
    "number": ("Ghi số ở cột Giá trị", "Give the number in the Value column"),
    "rank": ("Ghi thứ hạng ở cột Giá trị", "Give the rank in the Value column"),
    "yes": ("Có", "Yes"),
    "no": ("Chưa", "No"),
    "not_applicable": ("Không áp dụng", "Not applicable"),
    "nothing_arose": ("Không phát sinh", "Nothing arose"),
    "taken_on": ("đến {0}", "as of {0}"),
    "prepared_by": ("Người lập biểu", "Prepared by"),
    "signed_on": ("…………, ngày …… tháng …… năm ……", "Date: ……"),
    "head": ("THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE UNIT"),
    "for_committee": ("TM. ỦY BAN NHÂN DÂN", "FOR THE PEOPLE'S COMMITTEE"),
    "chair": ("CHỦ TỊCH", "CHAIRPERSON"),
    "signed": ("(ký, ghi rõ họ tên)", "(signature, name)"),
    "sealed": ("(ký, đóng dấu, ghi rõ họ tên)", "(signature, seal, name)"),
    "ended": (
        "{0} đơn vị đã sáp nhập hoặc chấm dứt hoạt động trước khi {1} bắt đầu ({2}), biểu vẫn được xuất: {3}",
        "{0} of the units ended before {1} opens ({2}); their forms are written all the same: {3}",
    ),
    "merged": ("{0} (sáp nhập vào {1} từ {2})", "{0} (now part of {1}, from {2})"),
    "gone": ("{0} (chấm dứt hoạt động từ {1})", "{0} (ended, from {1})"),
    "page": ("Trang &P/&N", "Page &P of &N"),
    # What a spreadsheet program says to a wrong entry
    "wrong_entry": ("Số liệu chưa đúng", "Not a possible figure"),
    "want_whole": (
        "Ghi số nguyên từ 0 trở lên; tử số không lớn hơn mẫu số.",
        "A whole number, 0 or more; the numerator is not greater than the denominator.",
    ),
    "want_amount": (
        "Ghi số từ 0 trở lên; tử số không lớn hơn mẫu số.",
        "A number, 0 or more; the numerator is not greater than the denominator.",
    ),
    "want_number": ("Ghi một số từ {0} đến {1}.", "A number from {0} to {1}."),
    "want_choice": ("Chọn một mục trong danh sách.", "Choose from the list."),
    "want_day": ("Ghi ngày từ {0} đến {1}.", "A day from {0} to {1}."),
    # What came in
    "collected": ("Thu biểu số liệu {0}", "Forms returned for {0}"),
    "counts": (
        "{0}/{1} đơn vị đã gửi; {2} đơn vị đủ số liệu; {3}/{4} số liệu.",
        "{0} of {1} units have sent; {2} are complete; {3} of {4} figures.",
    ),
    "units_complete": ("Đã gửi đủ", "Complete"),
    "units_partial": ("Đã gửi, còn thiếu số liệu", "Sent, figures missing"),
    "units_set_aside": (
        "Có gửi nhưng không có số liệu nào của kỳ này tính được",
        "Something came, but nothing of this period that counts",
    ),
    "units_missing": ("Chưa gửi", "Not sent"),
    "units_stale": (
        "Giữ số thu lần trước, vì số mới gửi không tính được",
        "Figures collected before stand, for what came since does not count",
    ),
    "lacks": ("{0}: còn thiếu {1}/{2}: {3}", "{0}: {1} of {2} missing: {3}"),
    "lacks_all": ("{0}: chưa có số liệu nào dùng được: {1}", "{0}: no usable figure: {1}"),
    "lacks_so": ("{0}: {1}", "{0}: {1}"),
    "files_of": (" (tệp {0})", " (file {0})"),
    "kept": ("; giữ số thu lần trước: {0}", "; from an earlier collection: {0}"),
    "sent_before": (" (thu lần trước)", " (collected before)"),
    "old_form": (
        "Biểu mẫu cũ (danh mục khác); số liệu vẫn được lấy",
        "Old form (another catalogue); its figures count",
    ),
    "other_period_form": (
        "Biểu mẫu của kỳ khác, nhưng các dòng ghi kỳ này; số liệu vẫn được lấy",
        "A form of another period whose rows name this one; its figures count",
    ),
    "same_twice": (
        "Gửi hai lần, số liệu giống nhau; tính một lần",
        "Sent twice, the same figures; counted once",
    ),
    "differs": (
        "Gửi hai lần, số liệu khác nhau; không tính bản nào, hỏi lại đơn vị rồi bỏ bản sai",
        "Sent twice, with different figures; neither counts: ask the unit, then remove the wrong one",
    ),
    "impossible": ("Số liệu không thể đúng; không tính", "Cannot be true; not counted"),
    "doubtful": ("Số liệu có cảnh báo (--strict); không tính", "With a warning (--strict); not counted"),
    "wrong_period": ("Sai kỳ; không tính", "Another period; not counted"),
    "wrong_unit": (
        "Biểu mẫu của đơn vị này lại ghi số liệu của đơn vị khác; không tính",
        "One unit's form with another unit's figures; not counted",
    ),
    "no_figures": ("Không có số liệu nào đọc được", "No figure could be read"),
    "words_beside": (
        "Chữ ghi ngoài bảng số liệu, cần người đọc",
        "Words beside the figures, for somebody to read",
    ),
    "archives": (
        "Tệp nén, không đọc; giải nén rồi thu lại",
        "Archives, not read; unpack them, then collect again",
    ),
    "not_followed": (
        "Liên kết tới thư mục khác hoặc tệp ngoài thư mục này, không đọc",
        "Links to other folders or to files outside this one, not read",
    ),
    "hidden_files": (
        "Tệp ẩn, không đọc (bỏ dấu chấm ở đầu tên nếu đó là số liệu gửi về)",
        "Hidden files, not read (take the dot off the name where it is an answer)",
    ),
    "own": ("Tệp do lần thu trước ghi, không đọc", "Written by an earlier collection, not read"),
    "others": ("Không phải tệp số liệu, không đọc", "No metrics files, not read"),
    "changes": ("Thay đổi so với lần thu trước", "Changed since the version collected before"),
    "change": ("{0} · {1}: {2} → {3}{4}{5}", "{0} · {1}: {2} → {3}{4}{5}"),
    "signed_by": ("người lập: {0}", "prepared by {0}"),
    "signed_head": ("thủ trưởng: {0}", "head: {0}"),
    "signed_day": ("{0}", "{0}"),
    "because": ("; ghi chú: {0}", "; note: {0}"),
    "blank": ("(trống)", "(blank)"),
    "change_beside": ("{0} · {1}: {2}; {3}{4}", "{0} · {1}: {2}; {3}{4}"),
    "from_to": ("{0}: {1} → {2}", "{0}: {1} → {2}"),
    "rows_of": ("{0}: {1} dòng của {2}; dòng đầu: {3}", "{0}: rows: {1}, of {2}; the first: {3}"),
    "written": ("Đã ghi {0}: {1} dòng, trong đó kỳ này {2}.", "{0} written: {1} rows, {2} of this period."),
    "unchanged": ("{0}: không có gì thay đổi.", "{0}: nothing has changed."),
    "finished": (
        "Lần thu trước bị ngắt giữa chừng; đã ghi nốt biên nhận {0}.",
        "The last collection was interrupted; its receipt {0} is now in place.",
    ),
    "waiting": (
        "Đang chờ một lần thu khác ghi xong {0}…",
        "Waiting for another collection to finish with {0}…",
    ),
    "nothing_to_write": ("Chưa có số liệu nào để ghi.", "There is no figure to write yet."),
    # Reminders
    "we": ("Phòng Văn hóa và Thông tin", "the Culture and Information Office"),
    "please_below": (
        "Đề nghị {0} khẩn trương rà soát, bổ sung số liệu {1} của {2} sau đây, gửi về {3} trước ngày {4}:",
        "{0} is asked to review and hand in without delay the figures of {1} on {2}, to {3} before {4}:",
    ),
    "please_beside": (
        "Kính đề nghị {0} phối hợp rà soát, bổ sung số liệu {1} của {2} sau đây, gửi về {3} trước ngày {4}:",
        "{0} is kindly asked to review and hand in the figures of {1} on {2}, to {3} before {4}:",
    ),
    "please_above": (
        "Kính đề nghị {0} quan tâm, chỉ đạo bổ sung số liệu {1} của {2} sau đây, gửi về {3} trước ngày {4}:",
        "{0} is respectfully asked to have the figures of {1} on {2} handed in, to {3} before {4}:",
    ),
    "our_own": (
        "{0} (đơn vị tổng hợp) tự rà soát, bổ sung số liệu {1} của {2} sau đây trước ngày {4}:",
        "{0}, which collects the figures, has to add its own of {1} on {2} before {4}:",
    ),
    "one_indicator": ("chỉ tiêu", "the following indicator"),
    "indicators": ("{0} chỉ tiêu", "the following {0} indicators"),
    "dots": ("…/…/……", "…/…/……"),
    "and_more": ("… và {0} mục nữa", "… and {0} more"),
    "nothing_owed": (
        "Các đơn vị đã gửi đủ số liệu {0}.",
        "Every unit has handed in its figures of {0}.",
    ),
    "unit_owes_nothing": (
        "{1} đã gửi đủ số liệu {0}.",
        "{1} has handed in all its figures of {0}.",
    ),
    "why_not_sent": ("", ""),
    "why_left_blank": (" – đã gửi nhưng để trống", " – sent, but left blank"),
    "why_not_listed": (
        " – tệp đã gửi không có chỉ tiêu này, đề nghị bổ sung",
        " – not in the file that was sent: please add",
    ),
    "why_refused": (
        " – tệp đã gửi không đọc được, đề nghị gửi lại",
        " – the file that was sent could not be read: please send it again",
    ),
    "why_faulty_rows": (
        " – đã gửi nhưng có dòng lỗi, đề nghị kiểm tra lại",
        " – sent, but with faulty rows: please check",
    ),
    "why_faulty": (" – đã gửi nhưng có lỗi, đề nghị kiểm tra lại", " – sent, but faulty: please check"),
    "why_impossible": (
        " – đã gửi nhưng số liệu không thể đúng ({0}), đề nghị kiểm tra lại",
        " – sent, but cannot be true ({0}): please check",
    ),
    "why_doubtful": (
        " – đã gửi nhưng số liệu cần xác nhận ({0})",
        " – sent, but in doubt ({0}): please confirm",
    ),
    "why_contradictory": (
        " – đã gửi các số khác nhau ({0}), đề nghị xác nhận",
        " – different figures were sent ({0}): please confirm",
    ),
    "why_contradictory_beside": (
        " – đã gửi số {0} nhiều lần, phần ghi kèm khác nhau, đề nghị xác nhận",
        " – sent several times ({0}), with other words beside it: please confirm",
    ),
    "why_other_form": (
        " – số liệu chỉ có trong biểu của {0}, đề nghị gửi bằng biểu của đơn vị mình",
        " – found only in the form of {0}: please send it in the unit's own form",
    ),
    "why_other_unit": (
        " – biểu của đơn vị gửi về ghi số liệu của {0}, đề nghị gửi số liệu của đơn vị mình",
        " – the unit's form came back with figures of {0}: please send the unit's own",
    ),
    "why_other_period": (
        " – đã gửi nhưng là số liệu {0}, đề nghị gửi số liệu {1}",
        " – sent, but the figures are of {0}: please send those of {1}",
    ),
    # The same in the summary of a collection
    "short_not_sent": ("chưa gửi", "not sent"),
    "short_left_blank": ("để trống", "left blank"),
    "short_not_listed": ("không có trong tệp", "not in the file"),
    "short_refused": ("tệp không đọc được", "the file could not be read"),
    "short_faulty_rows": ("có dòng lỗi", "faulty rows"),
    "short_faulty": ("có lỗi", "faulty"),
    "short_impossible": ("không thể đúng: {0}", "cannot be true: {0}"),
    "short_doubtful": ("có cảnh báo: {0}", "in doubt: {0}"),
    "short_contradictory": ("các số khác nhau: {0}", "different figures: {0}"),
    "short_contradictory_beside": (
        "số {0} nhiều lần, phần ghi kèm khác nhau",
        "{0} several times, with other words beside it",
    ),
    "short_other_form": ("chỉ có trong biểu của {0}", "only in the form of {0}"),
    "short_other_unit": ("biểu ghi số liệu của {0}", "its form has figures of {0}"),
    "short_other_period": ("số liệu {0}", "figures of {0}"),
}


def say(name: str, lang: Language, *values: object) -> str:
    """A phrase with its values put in."""
    pair = PHRASES[name]
    return (pair[0] if lang == "vi" else pair[1]).format(*values)


def unit_name(catalogue: Catalogue, unit: str, lang: Language) -> str:
    """A reporting unit as a letter addresses it: UBND phường Phổ Hòa; an unknown id stays."""
    body = catalogue.bodies.get(unit)
    if body is None:
        return unit
    return committee(body.name, lang) if body.kind in COMMITTEES else body.name.get(lang)


def successor_names(catalogue: Catalogue, lang: Language) -> dict[str, str]:
    """Names of units that took over others, by id, as they stand inside a sentence."""
    into = {successor for body in catalogue.bodies.values() for successor in body.successors}
    return {id_: inside(catalogue.name(id_).get(lang), lang) for id_ in into}


def day_words(day: date) -> str:
    """A day as the country writes it."""
    return day.strftime("%d/%m/%Y")


def figure_words(observation: Observation, indicator: Indicator, lang: Language) -> str:
    """The figure of one row: 612/874, 82,5%, Có."""
    if observation.not_applicable:
        return say("not_applicable", lang)
    if observation.numerator is not None and observation.denominator is not None:
        above, below = observation.numerator, observation.denominator
        if above == below == 0:
            return say("nothing_arose", lang)
        return f"{number(above, lang)}/{number(below, lang)}"
    if observation.value is None:
        return say("blank", lang)
    if indicator.measure == "yes_no":
        return say("yes" if observation.value else "no", lang)
    percent = "%" if indicator.unit_of_measure == "percent" else ""
    return number(observation.value, lang) + percent


def row_words(catalogue: Catalogue, row: Observation | None, lang: Language) -> str:
    """As `figure_words`, with the indicator looked up; of no row that it is blank."""
    return say("blank", lang) if row is None else figure_words(row, catalogue.indicators[row.indicator], lang)


def one_line(text: str, limit: int) -> str:
    """What was typed, its lines beside each other, cut to `limit` characters."""
    return visible(" / ".join(line.strip() for line in text.splitlines() if line.strip()), limit)

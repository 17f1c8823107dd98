"""The words that only the web page needs."""

from __future__ import annotations

from dxscore.report.words import Pair, pick
from dxscore.words.say import Language

WORDS: dict[str, Pair] = {
    "skip": ("Đến nội dung chính", "Skip to the content"),
    "contents": ("Mục lục", "Contents"),
    "summary": ("Tổng quan", "Summary"),
    "counts_due": ("Chỉ tiêu đã đến hạn, theo đánh giá", "Targets that are due, by verdict"),
    "counts_all": ("Chỉ tiêu theo đánh giá", "Targets by verdict"),
    "counts": (
        "Chỉ tiêu theo trụ cột; đánh giá của chỉ tiêu đã đến hạn",
        "Targets by pillar, with the verdicts of those that are due",
    ),
    "results": ("Kết quả từng chỉ tiêu", "Results"),
    "bullets": ("Kết quả so với mục tiêu", "Results against targets"),
    "bullets_note": (
        "Thanh màu là kết quả, vạch đậm là mục tiêu, hình thoi là số liệu các kỳ trước.",
        "The coloured bar is the result, the thick mark the target, diamonds are earlier figures.",
    ),
    "units": ("Từng đơn vị", "Units"),
    "matrix": ("Số liệu từng đơn vị theo chỉ tiêu", "Figures of every unit by indicator"),
    "heat": ("Biểu đồ nhiệt", "Heat map"),
    "too_many": (
        "Quá nhiều đơn vị để vẽ biểu đồ nhiệt: bảng dưới đây tô màu từng ô.",
        "Too many units to draw a heat map: the table below colours every cell.",
    ),
    "trends": ("Diễn biến qua các kỳ", "Figures over time"),
    "trends_note": (
        "Đường nét đứt là mục tiêu. Điểm rỗng: chưa đủ đơn vị báo cáo trong kỳ.",
        "The dashed line is the target. A hollow point: not all units had reported.",
    ),
    "no_trends": ("Chưa có chỉ tiêu nào đủ hai kỳ số liệu.", "No indicator has figures of two periods yet."),
    "gaps": ("Còn thiếu, theo cơ quan chủ trì", "Gaps by lead body"),
    "details": ("Chi tiết từng chỉ tiêu", "Indicators in detail"),
    "documents": ("Văn bản nguồn", "Source documents"),
    "findings": ("Lỗi trong số liệu", "Findings in the data"),
    "no_findings": ("Không có lỗi nào trong số liệu.", "Nothing was found wrong in the data."),
    "reading": ("Cách đọc báo cáo này", "How to read this report"),
    "met_of": ("Đạt", "Met"),
    "targets": ("Chỉ tiêu", "Targets"),
    "due": ("Đến hạn", "Due"),
    "all": ("Tất cả", "All"),
    "shown": ("Hiện {0} trên {1} dòng.", "{0} of {1} rows shown."),
    "sort_hint": (
        "Bấm tên cột để sắp xếp.",
        "Press a column's name to sort.",
    ),
    "unit_behind": ("Đơn vị chưa đạt, chưa có số liệu", "Unit that falls short or owes a figure"),
    "more": ("… và {0} dòng nữa.", "… and {0} more."),
    "more_units": (
        "… và {0} đơn vị nữa, xem bảng Từng đơn vị.",
        "… and {0} more units: see the table Units.",
    ),
    "issued": ("ban hành {0}", "issued {0}"),
    "source": ("Nguồn", "Source"),
    "file": ("Tệp", "File"),
    "rows": ("Số dòng", "Rows"),
    "checksum": ("Mã kiểm SHA-256", "SHA-256"),
    "made_with": (
        "Lập bằng dxscore từ các tệp nêu trên; cùng tệp, cùng ngày đánh giá cho cùng kết quả.",
        "Made with dxscore from the files named above; the same files and day give the same report.",
    ),
}

READING: tuple[Pair, ...] = (
    (
        "Mỗi chỉ tiêu được so với mục tiêu trong kế hoạch tại ngày đánh giá ghi ở đầu báo cáo; ngày khác"
        " có thể cho kết luận khác.",
        "Every indicator is held against the plan's target on the day named at the top; another day may give"
        " another verdict.",
    ),
    (
        "✓ Đạt, ✗ Không đạt (đã đến hạn), … Chưa đạt (chưa đến hạn), ? Chưa có số liệu hoặc chưa đánh giá"
        " được, – Không áp dụng, ~ Tạm miễn. Màu chỉ nhắc lại điều mà dấu và chữ đã nói.",
        "✓ Met, ✗ Missed (due), … Pending (not due yet), ? No data or not assessable, – Not applicable,"
        " ~ Waived. Colour only repeats what sign and word say.",
    ),
    (
        "Trong biểu đồ nhiệt: ○ Đạt, × Không đạt, △ Chưa đạt (chưa đến hạn), – Chưa có số liệu, ◇ Chưa"
        " đánh giá được, □ Không áp dụng, ▽ Tạm miễn; ô trống: đơn vị không phải báo cáo chỉ tiêu đó.",
        "In the heat map: ○ Met, × Missed, △ Pending (not due yet), – No data, ◇ Not assessable,"
        " □ Not applicable, ▽ Waived; an empty cell: the unit does not report that indicator.",
    ),
    (
        "«Tạm tính»: còn đơn vị chưa báo cáo và số liệu của họ có thể làm thay đổi kết luận.",
        "'Provisional': some units have not reported, and their figures could change the verdict.",
    ),
    (
        "Tỷ lệ chung được tính bằng cách cộng tử số và cộng mẫu số của các đơn vị, không lấy trung bình các"
        " tỷ lệ. Số trong ngoặc là tử số/mẫu số.",
        "A figure of the whole adds up numerators and denominators; percentages are never averaged. The"
        " numbers in brackets are numerator/denominator.",
    ),
    (
        "«Còn thiếu» nói bằng điểm phần trăm và bằng số đối tượng ít nhất cần thêm để đạt. «Trên 80%» chưa"
        " đạt khi kết quả đúng bằng 80%, «dưới 5%» khi đúng bằng 5%.",
        "A gap is told in percentage points and as the least whole number that would pass. 'More than 80%' is"
        " not met by exactly 80%, 'less than 5%' not by exactly 5%.",
    ),
    (
        "Dấu * sau cơ quan chủ trì: suy từ nhiệm vụ, kế hoạch không giao thẳng chỉ tiêu cho cơ quan đó.",
        "A * after a lead body: inferred from tasks; the plan does not give the target to that body itself.",
    ),
)


def say(name: str, lang: Language, *values: object) -> str:
    """A phrase of the page, with its values put in."""
    return pick(WORDS[name], lang).format(*values)

"""DX5xx: waivers. DX50x are about the file, 51x about a waiver on the day of judgement.

Faults of YAML and of shape carry the catalogue's codes (DX40x-42x): they are the same faults.
"""

from dxscore.model.finding import rule

UNREADABLE = rule(
    "DX500",
    "error",
    message=("không đọc được tệp: {reason}", "the file cannot be read: {reason}"),
    remedy=(
        "--waivers cần một tệp YAML thường, đọc được",
        "--waivers wants a plain YAML file that can be read",
    ),
    why=(
        "Thiếu tệp miễn thì không biết mục tiêu nào được tạm miễn, nên không chấm tiếp.",
        "Without the file nobody knows which misses are waived, so nothing is judged.",
    ),
)
ENDS_BEFORE_IT_BEGINS = rule(
    "DX501",
    "error",
    message=(
        "ngày cuối {until} đứng trước ngày đầu {first}",
        "it ends on {until}, before it begins on {first}",
    ),
    remedy=("sửa from hoặc until", "correct from or until"),
    why=("Khoảng ngày như vậy không có ngày nào.", "There is no day in such a span."),
)
OVERLAPPING = rule(
    "DX502",
    "error",
    message=(
        "trùng với mục ở dòng {line}: cùng chỉ tiêu, cùng đơn vị, ngày chồng nhau",
        "overlaps the waiver on line {line}: same indicator, same unit, days in common",
    ),
    remedy=("gộp hai mục, hoặc tách ngày cho rời nhau", "merge the two, or part their days"),
    why=(
        "Hai văn bản cùng một ngày thì không biết lấy lý do và hạn của văn bản nào.",
        "With two documents for one day, nobody could say whose reason and end hold.",
    ),
)
ENDED = rule(
    "DX510",
    "note",
    message=(
        "miễn cho {what} đã hết hạn ngày {until}, không còn hiệu lực",
        "the waiver for {what} ended on {until} and holds no more",
    ),
    remedy=(
        "xóa mục này, hoặc xin gia hạn bằng văn bản mới",
        "remove it, or have it renewed by a new document",
    ),
    why=(
        "Sau ngày cuối, mục tiêu chưa đạt lại được tính là không đạt.",
        "After its last day a target that is not met counts as missed again.",
    ),
)
ENDS_SOON = rule(
    "DX511",
    "warning",
    message=(
        "miễn cho {what} sắp hết hạn: ngày cuối {until}, còn {days} ngày",
        "the waiver for {what} ends soon: last day {until}, {days} days left",
    ),
    remedy=(
        "hoàn thành chỉ tiêu, hoặc xin gia hạn trước ngày đó",
        "meet the target, or have it renewed before",
    ),
    why=(
        "Báo trước 30 ngày để còn kịp làm hoặc kịp xin gia hạn.",
        "It is said 30 days ahead, while there is time to act or to renew.",
    ),
)
NOT_NEEDED = rule(
    "DX512",
    "note",
    message=("miễn cho {what} không còn cần: đã đạt", "the waiver for {what} is no longer needed: it is met"),
    remedy=("xóa mục này", "remove it"),
    why=(
        "Miễn thừa có thể che một lần không đạt về sau.",
        "A waiver that is not needed could hide a later miss.",
    ),
)
MATCHES_NOTHING = rule(
    "DX513",
    "warning",
    message=(
        "miễn cho {what} không ứng với kết quả nào trong lần chấm này",
        "the waiver for {what} matches no result of this run",
    ),
    remedy=(
        "kiểm tra chỉ tiêu và đơn vị: đơn vị có phải báo cáo chỉ tiêu đó không",
        "check indicator and unit: whether that unit reports that indicator at all",
    ),
    why=(
        "Mục không ứng với gì thường là ghi nhầm chỉ tiêu hoặc đơn vị.",
        "A waiver that matches nothing most likely names the wrong indicator or unit.",
    ),
)

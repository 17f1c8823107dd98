"""DX3xx: across the cells of a row, across rows and across files."""

from dxscore.model.finding import rule

PART_OVER_WHOLE = rule(
    "DX301",
    "error",
    message=(
        "tử số {numerator} lớn hơn mẫu số {denominator}",
        "numerator {numerator} is greater than denominator {denominator}",
    ),
    remedy=(
        "kiểm tra hai số có bị đổi chỗ không, hoặc tử số có đếm lượt thay vì đếm {counted_in} không",
        "check whether the two were swapped, or the numerator counts times instead of {counted_in}",
    ),
    why=(
        "Phần không thể lớn hơn toàn thể. Hay gặp khi đếm lượt người thay cho số người.",
        "A part cannot exceed its whole. Often attendances were counted instead of people.",
    ),
)
SHARE_OUT_OF_RANGE = rule(
    "DX302",
    "error",
    message=("tỷ lệ {value}% nằm ngoài 0–100%", "a share of {value}% lies outside 0–100%"),
    remedy=(
        "kiểm tra dấu phẩy thập phân và cách đếm (lượt hay người); ghi cả tử số và mẫu số",
        "check the decimal mark and what was counted (times or people); give numerator and denominator",
    ),
    why=(
        "Tỷ lệ phần trăm của một phần trong toàn thể nằm trong khoảng 0–100%.",
        "The percentage of a part in its whole lies between 0 and 100.",
    ),
)
VALUE_OUT_OF_RANGE = rule(
    "DX303",
    "error",
    message=("giá trị {value} nằm ngoài khoảng {range}", "value {value} lies outside {range}"),
    remedy=("kiểm tra lại số liệu gốc", "check the original figure"),
    why=(
        "Danh mục nêu giá trị nhỏ nhất và lớn nhất có thể có của chỉ tiêu này.",
        "The catalogue names the least and greatest possible value of this indicator.",
    ),
)
REPEATED_ROW = rule(
    "DX304",
    "warning",
    message=("lặp lại đúng số liệu đã có ở {other}", "repeats the very figure that stands at {other}"),
    remedy=("xóa một trong hai dòng; chỉ một dòng được tính", "delete one of the two; only one is counted"),
    why=(
        "Mỗi đơn vị có một số liệu cho một chỉ tiêu trong một kỳ. Dòng lặp lại không được cộng hai lần.",
        "Each unit has one figure for an indicator and a period. A repeated row is never added twice.",
    ),
)
CONTRADICTION = rule(
    "DX305",
    "error",
    message=(
        "{figure} trái với {other_figure} ở {other}, cùng chỉ tiêu, đơn vị và kỳ",
        "{figure} contradicts {other_figure} at {other}: same indicator, unit and period",
    ),
    remedy=(
        "hỏi lại đơn vị, giữ một dòng đúng; hiện cả hai dòng đều không được tính",
        "ask the unit and keep the right one; neither is counted now",
    ),
    why=(
        "Hai số liệu khác nhau cho cùng một việc: chương trình không chọn thay cho người báo cáo.",
        "Two different figures for one thing: the program does not choose in the reporter's place.",
    ),
)
TOTAL_CONTRADICTS_UNITS = rule(
    "DX306",
    "warning",
    message=(
        "số toàn địa bàn {figure} không khớp với tổng các đơn vị {sum} ({reported}/{expected} đơn vị)",
        "the whole place's figure {figure} contradicts the units' sum {sum} ({reported}/{expected} units)",
    ),
    remedy=(
        "đối chiếu với các đơn vị; kết quả được tính theo số liệu của các đơn vị",
        "reconcile with the units; the result is taken from the units' figures",
    ),
    why=(
        "Khi có cả số toàn địa bàn và số của từng đơn vị, số của từng đơn vị quyết định.",
        "Where both stand, the units' own figures decide.",
    ),
)
TOTAL_NOT_USED = rule(
    "DX307",
    "note",
    message=(
        "số toàn địa bàn không dùng đến: kết quả được tính theo số liệu của từng đơn vị",
        "the figure for the whole place is not used: the units' own figures decide",
    ),
    remedy=("không cần làm gì", "nothing needs to be done"),
    why=(
        "Khi có cả số toàn địa bàn và số của từng đơn vị, số của từng đơn vị quyết định.",
        "Where both stand, the units' own figures decide.",
    ),
)
NOT_POOLABLE = rule(
    "DX308",
    "warning",
    message=(
        "chỉ có tỷ lệ, không có tử số và mẫu số: không cộng gộp được",
        "a percentage without its parts: it cannot be pooled",
    ),
    remedy=("bổ sung tử số và mẫu số", "add numerator and denominator"),
    why=(
        "Kết quả gộp cộng các tử số và các mẫu số; trung bình các tỷ lệ là sai.",
        "A pooled result adds numerators and denominators; a mean of percentages is wrong.",
    ),
)
NO_EVIDENCE = rule(
    "DX309",
    "warning",
    message=(
        "nêu đã đạt nhưng không có minh chứng: chưa đánh giá được",
        "said to be done, without evidence: cannot be assessed",
    ),
    remedy=(
        "ghi số, ngày, trích yếu của văn bản minh chứng vào cột minh chứng",
        "name the document (number, date, subject) in the evidence column",
    ),
    why=(
        "Mục tiêu định tính không có con số để đối chiếu, nên chỉ được công nhận khi có văn bản kèm theo.",
        "A qualitative target has no number to hold it to, so it counts only with a document.",
    ),
)
OTHER_UNIT = rule(
    "DX310",
    "note",
    message=(
        "{count} dòng không phải của đơn vị đang xét (dòng đầu: {unit}): không tính",
        "rows not of the unit asked for: {count} (the first: {unit}); not counted",
    ),
    remedy=("không cần làm gì, hoặc bỏ tùy chọn --for", "nothing to do, or leave out --for"),
    why=(
        "Với --for, chỉ số liệu của chính đơn vị đó được xét.",
        "With --for, only that unit's own figures are looked at.",
    ),
)
AFTER_AS_OF = rule(
    "DX311",
    "note",
    message=(
        "số liệu {period} khép lại ngày {closes}, sau ngày đánh giá {as_of}: không tính",
        "period {period} closes on {closes}, after the as-of date {as_of}: not counted",
    ),
    remedy=("bỏ --as-of hoặc chọn ngày muộn hơn nếu muốn xét", "leave out --as-of, or name a later day"),
    why=(
        "Đánh giá tại một ngày chỉ dựa trên những gì đã khép lại đến ngày đó.",
        "A judgement as of a day rests on what had closed by that day.",
    ),
)
SAME_FIGURE = rule(
    "DX312",
    "warning",
    message=(
        "cùng một số liệu {figure} cho {count} chỉ tiêu khác nhau của một đơn vị: {names}",
        "the same figure {figure} for {count} different indicators of one unit: {names}",
    ),
    remedy=(
        "kiểm tra có phải chép xuống cùng một số không; đúng thì không cần làm gì",
        "check that it was not copied down; where it is right, nothing needs to be done",
    ),
    why=(
        "Các chỉ tiêu đếm những việc khác nhau; trùng cả tử số và mẫu số (từ 100 trở lên, hoặc ở mọi dòng của"
        " biểu) thường là chép.",
        "Indicators count different things; equal parts (from 100 up, or in every row of a form) have mostly"
        " been copied.",
    ),
)
SAME_EVERYWHERE = rule(
    "DX313",
    "warning",
    message=(
        "cả {count} đơn vị đã gửi ({count}/{expected}) cùng một số liệu {figure}",
        "all {count} units that have reported ({count}/{expected}) have the same figure {figure}",
    ),
    remedy=(
        "hỏi lại các đơn vị: có phải gửi cùng một biểu, hoặc chia đều số chung không",
        "ask the units: was one form sent by all, or a common figure dealt out among them",
    ),
    why=(
        "Số đo ở nhiều nơi hiếm khi giống hệt nhau; 0% và 100% thì được, trừ khi mẫu số từ 10 cũng trùng.",
        "Measured in many places, figures hardly ever coincide; 0 and 100 percent do, denominators do not.",
    ),
)
JUMP = rule(
    "DX314",
    "warning",
    message=(
        "từ {before}% ({period}) thành {now}%: đổi {change} điểm phần trăm, quá {bound}",
        "from {before}% (period {period}) to {now}%: {change} percentage points, more than {bound}",
    ),
    remedy=(
        "kiểm tra cách đếm và mẫu số của hai kỳ; đúng thì nêu lý do ở ghi chú",
        "check what was counted, and the denominators; where it is right, say why in the note",
    ),
    why=(
        "Mục tiêu của kế hoạch tăng 10–20 điểm mỗi năm; hơn 30 điểm thường là đổi cách đếm hoặc gõ nhầm.",
        "Targets ask for 10 to 20 points a year; more than 30 is mostly another way of counting, or a slip.",
    ),
)
JUMP_OF_NUMBER = rule(
    "DX315",
    "warning",
    message=(
        "từ {before} ({period}) thành {now}: gấp hoặc giảm từ {bound} lần trở lên",
        "from {before} (period {period}) to {now}: {bound} times as much, or as little, or beyond",
    ),
    remedy=(
        "kiểm tra có thừa hay thiếu một chữ số, hoặc đổi đơn vị tính không",
        "check for a digit too many or too few, or another unit of measure",
    ),
    why=(
        "Thừa một chữ số làm số lớn gấp mười; đổi từ đồng sang triệu đồng cũng vậy.",
        "One digit too many makes ten times as much; so does another unit of measure.",
    ),
)
TABLE_TOTAL_CONTRADICTS = rule(
    "DX316",
    "warning",
    message=(
        "“{label}” ghi {figure}, nhưng cộng các đơn vị trong bảng được {sum} ({reported}/{expected} đơn vị)",
        "“{label}” says {figure}; the units in the table add up to {sum} ({reported}/{expected} units)",
    ),
    remedy=(
        "tìm số của đơn vị bị sót hoặc gõ nhầm, hoặc sửa công thức tổng; chỉ số của các đơn vị được tính",
        "look for a unit left out or mistyped, or mend the formula; only the units' figures are counted",
    ),
    why=(
        "Dòng tổng không khớp các dòng của nó thì một bên sai: sót đơn vị, gõ nhầm, hoặc công thức bị lệch.",
        "Where a total and its rows disagree, one is wrong: a unit left out, a slip, a formula gone astray.",
    ),
)
JUMP_OF_DENOMINATOR = rule(
    "DX317",
    "warning",
    message=(
        "mẫu số từ {before} ({period}) thành {now}: chênh {times} lần (ngưỡng {bound} lần)",
        "denominator from {before} (period {period}) to {now}: a factor of {times} (bound: {bound})",
    ),
    remedy=(
        "kiểm tra mẫu số có thừa hay thiếu một chữ số, hoặc hai kỳ đếm hai phạm vi khác nhau không",
        "check the denominator for a digit too many or too few, or for another scope",
    ),
    why=(
        "Tử số và mẫu số cùng sai thì tỷ lệ hầu như không đổi, nhưng số gộp toàn địa bàn bị lệch theo. Mẫu số"
        " đếm việc phát sinh có thể gấp đôi, hoặc cộng dồn từ đầu năm; vì vậy ngưỡng là 5 lần, hoặc gấp đôi"
        " mức mà thời gian cộng dồn giải thích được.",
        "Where both parts are wrong the share hardly moves, yet the pooled figure follows them. What arises"
        " may double, or be counted from the start of the year: hence a bound of 5 times, or twice what the"
        " time covered explains.",
    ),
)
LEFT_OUT_WITH = rule(
    "DX318",
    "error",
    message=(
        "bị loại cùng với dòng ở {other}: cùng thuộc cảnh báo {code}",
        "left out with the row at {other}: the same warning {code}",
    ),
    remedy=(
        "xem lời giải thích của {code} ở {other}; dòng nào đúng thì chạy lại không có --strict",
        "see what {code} says at {other}; where the row is right, run without --strict",
    ),
    why=(
        "Với --strict, một cảnh báo nói về nhiều dòng thì loại tất cả các dòng đó, không riêng dòng đầu.",
        "With --strict, a warning that speaks of several rows leaves all of them out, not only the first.",
    ),
)
TOTAL_NOT_COMPARED = rule(
    "DX319",
    "note",
    message=(
        "số toàn địa bàn {figure} chưa đối chiếu được: mới cộng được {reported}/{expected} đơn vị ({sum})",
        "the whole place's {figure} cannot be compared yet: {reported}/{expected} units add up ({sum})",
    ),
    remedy=(
        "đối chiếu lại khi các đơn vị gửi đủ tử số, mẫu số; kết quả được tính theo số liệu của các đơn vị",
        "compare it once all units have given both parts; the result is taken from the units' figures",
    ),
    why=(
        "Tỷ lệ chung chỉ tính lại được khi có đủ tử số và mẫu số của mọi đơn vị.",
        "A common percentage can only be worked out again from both parts of every unit.",
    ),
)

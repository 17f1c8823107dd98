"""DX2xx: single cells. 20x indicator, 21x-22x figures, 23x reporting unit, 24x period and closing day."""

from dxscore.model.finding import rule

UNKNOWN_INDICATOR = rule(
    "DX201",
    "error",
    message=("không có chỉ tiêu “{got}” trong danh mục", "the catalogue has no indicator “{got}”"),
    remedy=(
        "{hint}dùng mã hoặc đúng tên chỉ tiêu (xem: dxscore catalogue show)",
        "{hint}use the id or the exact name (see: dxscore catalogue show)",
    ),
    why=(
        "Tên gần giống có thể là chỉ tiêu khác; chương trình không chọn thay.",
        "A similar name may be another indicator; the program does not choose.",
    ),
)
NO_INDICATOR = rule(
    "DX202",
    "error",
    message=("thiếu mã chỉ tiêu", "the indicator is missing"),
    remedy=("ghi mã chỉ tiêu, ví dụ {example}", "give the indicator's id, for example {example}"),
    why=(
        "Số không có chỉ tiêu thì không biết đo điều gì; ô gộp trong Excel để trống các dòng dưới.",
        "A figure without an indicator measures nothing; merged cells leave the rows below empty.",
    ),
)
UNREADABLE_NUMBER = rule(
    "DX203",
    "error",
    message=("“{got}” không phải là số", "“{got}” is not a number"),
    remedy=(
        "ghi số bằng chữ số thường: 1234, 1.234 hoặc 82,5; không có số liệu thì để trống",
        "write plain digits: 1234, 1.234 or 82,5; leave it empty where there is no figure",
    ),
    why=(
        "Chỉ nhận một cách viết số rõ ràng; mọi cách khác là lỗi, không bao giờ coi là 0.",
        "Numbers are read in one clear form; anything else is a fault, and never 0.",
    ),
)
AMBIGUOUS_NUMBER = rule(
    "DX204",
    "error",
    message=(
        "“{got}” có thể là số thập phân hoặc số nghìn viết kiểu Anh",
        "“{got}” may be a decimal or thousands",
    ),
    remedy=(
        "ghi 1234 (hoặc 1.234) nếu là nghìn{or_fraction}",
        "write 1234 (or 1.234) for thousands{or_fraction}",
    ),
    why=(
        "Hai cách đọc chênh nhau một nghìn lần; không đoán.",
        "The two readings are a thousand times apart; nothing is guessed.",
    ),
)
NOT_A_MEASUREMENT = rule(
    "DX205",
    "error",
    message=(
        "“{got}” là ước lượng, không phải số liệu chính xác",
        "“{got}” is an estimate or a range, not a measurement",
    ),
    remedy=(
        "ghi số đo được; chưa có thì để trống và nêu ở ghi chú",
        "give the measured figure; leave it empty and add a note where there is none",
    ),
    why=(
        "“Trên 80%” không cho biết có đạt hay không ở ngưỡng; không chấm trên số ước lượng.",
        "“Over 80%” does not say on which side of a threshold it lies; estimates are not scored.",
    ),
)
DECIMAL_POINT = rule(
    "DX206",
    "note",
    message=("“{got}” được đọc là {meant}", "“{got}” was read as {meant}"),
    remedy=(
        "nên viết dấu phẩy trước phần thập phân: {meant}",
        "better write a comma before the decimals: {meant}",
    ),
    why=(
        "Dấu chấm ngăn hàng nghìn; ở đây không thể là hàng nghìn nên được đọc là dấu thập phân.",
        "A dot separates thousands; here it cannot, so it was read as a decimal point.",
    ),
)
PERCENT_NOT_WANTED = rule(
    "DX207",
    "error",
    message=("“{got}”: ở đây không ghi phần trăm", "“{got}”: no percentage goes here"),
    remedy=(
        "ghi số đếm được; nếu chỉ biết tỷ lệ thì để trống tử số, mẫu số và nêu ở ghi chú (tệp không theo "
        "biểu mẫu: ghi tỷ lệ ở cột giá trị)",
        "give what was counted; where only the percentage is known, leave numerator and denominator empty "
        "and say so in the note (in a file that is no form: put it into value)",
    ),
    why=(
        "Tỷ lệ ghi vào chỗ số đếm sẽ bị cộng như số đếm.",
        "A percentage in place of a count would be added up as a count.",
    ),
)
NEGATIVE = rule(
    "DX208",
    "error",
    message=("“{got}”: số này không thể âm", "“{got}”: this cannot be negative"),
    remedy=("kiểm tra lại; dấu - một mình nghĩa là không có số liệu", "check it; a lone - means no data"),
    why=(
        "Số đếm, tỷ lệ và thứ hạng không âm; dấu trừ thường là dấu gạch gõ thừa.",
        "Counts, shares and ranks are not negative; the minus is mostly a stray dash.",
    ),
)
NOT_WHOLE = rule(
    "DX209",
    "error",
    message=("“{got}”: số đếm phải là số nguyên", "“{got}”: a count is a whole number"),
    remedy=(
        "ghi số nguyên đếm được; nếu chỉ biết tỷ lệ thì để trống tử số, mẫu số và nêu ở ghi chú (tệp không "
        "theo biểu mẫu: ghi tỷ lệ ở cột giá trị)",
        "give what was counted; where only the percentage is known, leave numerator and denominator empty "
        "and say so in the note (in a file that is no form: put it into value)",
    ),
    why=(
        "Không có nửa hồ sơ hay nửa người; số lẻ ở đây thường là tỷ lệ ghi nhầm cột.",
        "There is no half file or half person; a fraction here is mostly a percentage in the wrong column.",
    ),
)
TOO_MANY_DIGITS = rule(
    "DX210",
    "error",
    message=("“{got}” có quá nhiều chữ số", "“{got}” has too many digits"),
    remedy=(
        "tối đa 15 chữ số nguyên và 9 chữ số thập phân",
        "at most 15 digits before and 9 after the decimal mark",
    ),
    why=(
        "Số dài như vậy là ô bị nối nhầm hoặc số tài khoản, không phải số liệu.",
        "So long a number is joined cells or an account number, no figure.",
    ),
)
PARTS_DISAGREE = rule(
    "DX211",
    "error",
    message=(
        "“{got}” không khớp với tử số, mẫu số ở cột khác",
        "“{got}” contradicts the numerator or denominator in another column",
    ),
    remedy=("ghi mỗi số một lần", "give every figure once"),
    why=(
        "Một dòng nói hai số khác nhau thì không biết số nào đúng.",
        "Where one row says two things, which is right is unknown.",
    ),
)
VALUE_DISAGREES = rule(
    "DX212",
    "error",
    message=(
        "giá trị “{got}” không khớp tử số/mẫu số ({parts} = {meant})",
        "the value “{got}” does not agree with its parts ({parts} = {meant})",
    ),
    remedy=(
        "kiểm tra cả ba số, hoặc để trống cột giá trị",
        "check all three figures, or leave the value empty",
    ),
    why=(
        "Tỷ lệ và hai phần của nó phải khớp đến chữ số đã ghi; nếu không, một trong ba số là sai.",
        "A share and its parts must agree to the printed digits; else one of the three is wrong.",
    ),
)
LOOKS_LIKE_FRACTION = rule(
    "DX213",
    "warning",
    message=("“{got}” được đọc là {got} phần trăm", "“{got}” was read as {got} percent"),
    remedy=(
        "có phải {meant}% không? nếu đúng là {got}% thì ghi thêm dấu %",
        "should it be {meant}%? if {got}% is right, add the percent sign",
    ),
    why=(
        "Excel lưu 82,5% thành 0,825; chép sang tệp khác thì mất dấu phần trăm.",
        "Spreadsheets store 82,5% as 0,825; copied elsewhere, the percent sign is lost.",
    ),
)
HALF_A_SHARE = rule(
    "DX214",
    "error",
    message=("có {given} mà thiếu {missing}", "{given} is given, but {missing} is missing"),
    remedy=(
        "ghi cả tử số và mẫu số; chưa đủ thì để trống cả hai và nêu ở ghi chú",
        "give both; where one is not known, leave both empty and say so in the note",
    ),
    why=(
        "Một nửa phân số không tính được tỷ lệ và không cộng gộp được.",
        "Half a fraction gives no share and cannot be pooled.",
    ),
)
NO_FIGURE = rule(
    "DX215",
    "note",
    message=("không có số liệu", "no figure"),
    remedy=("bổ sung khi có; dòng này không tính là 0", "add it when there is one; it is not taken for 0"),
    why=(
        "Thiếu là thiếu: không đổi thành 0 khi chưa có căn cứ.",
        "Missing stays missing: it does not become 0 without ground.",
    ),
)
SPREADSHEET_ERROR = rule(
    "DX216",
    "warning",
    message=("ô lỗi công thức “{got}”, coi là không có số liệu", "a formula error “{got}”, taken as missing"),
    remedy=("sửa công thức trong bảng tính rồi xuất lại", "mend the formula and export again"),
    why=(
        "#N/A, #DIV/0!, #REF! là công thức hỏng, không phải số.",
        "#N/A, #DIV/0!, #REF! are broken formulas, not figures.",
    ),
)
FIGURE_NOT_TAKEN = rule(
    "DX217",
    "error",
    message=("chỉ tiêu này không có {column_name}", "this indicator takes no {column_name}"),
    remedy=("ghi kết quả ở cột giá trị", "put the result into value"),
    why=(
        "Chỉ chỉ tiêu tỷ lệ có tử số, mẫu số; số ở đây thường là nhầm chỉ tiêu.",
        "Only a share has parts; a figure here is mostly a wrong indicator.",
    ),
)
NOT_YES_OR_NO = rule(
    "DX218",
    "error",
    message=("“{got}”: chưa rõ có hay chưa", "“{got}” is neither yes nor no"),
    remedy=("ghi “Có” hoặc “Chưa” (hoặc: đạt, chưa đạt)", "write yes or no"),
    why=(
        "Chỉ tiêu này chỉ có hai kết quả; số hay câu dài không chấm được.",
        "This indicator has two results; a number or a sentence cannot be judged.",
    ),
)
UNDER_WAY = rule(
    "DX219",
    "note",
    message=("“{got}” được tính là chưa thực hiện xong", "“{got}” counts as not done yet"),
    remedy=("ghi “Có” (hoặc “đạt”) khi đã xong, kèm minh chứng", "write yes once it is done, with evidence"),
    why=(
        "Đang thực hiện là trạng thái thứ ba trong báo cáo, nhưng mục tiêu chỉ đạt khi đã xong.",
        "Under way is a third state in reports, but the target is met only when it is done.",
    ),
)
NO_REASON = rule(
    "DX220",
    "error",
    message=("“không áp dụng” mà không nêu lý do", "“not applicable” without a reason"),
    remedy=("nêu lý do ở cột ghi chú hoặc minh chứng", "give the reason in note or evidence"),
    why=(
        "Không có lý do thì không phân biệt được với số liệu bị bỏ.",
        "Without a reason it cannot be told from a figure withheld.",
    ),
)
OUT_OF_RANGE = rule(
    "DX221",
    "error",
    message=(
        "“{got}” nằm ngoài khoảng cho phép ({range})",
        "“{got}” is outside the possible range ({range})",
    ),
    remedy=("kiểm tra lại số", "check the figure"),
    why=("Thứ hạng hay số này không thể có giá trị đó.", "A rank or number cannot have that value here."),
)
CONTRADICTORY_FIGURES = rule(
    "DX222",
    "error",
    message=(
        "“{got}” trong khi cột khác của dòng có số liệu",
        "“{got}” while another column of the row has a figure",
    ),
    remedy=("giữ một trong hai", "keep one of them"),
    why=(
        "Vừa có số vừa nói không có thì không biết tin điều nào.",
        "A row with a figure that says there is none cannot be believed either way.",
    ),
)
NO_CODE_IN_FORM = rule(
    "DX223",
    "error",
    message=(
        "“{got}” ghi ở dòng không có mã chỉ tiêu của biểu: không tính",
        "“{got}” stands in a row of the form without an indicator code: not counted",
    ),
    remedy=(
        "chuyển số vào đúng dòng của chỉ tiêu; mã bị xóa thì khôi phục như biểu đã gửi; chỉ tiêu chưa có"
        " trong biểu thì đề nghị bằng văn bản",
        "move it to its indicator's row; restore a deleted code as in the form sent out; ask in writing for"
        " an indicator that the form lacks",
    ),
    why=(
        "Mỗi dòng của biểu có sẵn mã ở các cột bên phải. Dòng tiêu đề nhóm và dòng chèn thêm không có mã nên"
        " không biết số đo điều gì.",
        "Each row of a form bears its codes on the right. Group titles and inserted rows have none, so what a"
        " figure there measures is unknown.",
    ),
)
NO_UNIT = rule(
    "DX230",
    "error",
    message=("thiếu đơn vị báo cáo", "the reporting unit is missing"),
    remedy=("ghi tên hoặc mã đơn vị", "give the unit's name or code"),
    why=(
        "Số không có đơn vị thì không biết của ai.",
        "A figure without a unit is nobody's.",
    ),
)
UNKNOWN_UNIT = rule(
    "DX231",
    "error",
    message=("không có đơn vị “{got}” trong danh mục", "the catalogue has no unit “{got}”"),
    remedy=(
        "{hint}ghi đúng tên chính thức hoặc mã đơn vị",
        "{hint}give the official name or the unit's code",
    ),
    why=(
        "Phổ Minh, Phổ Ninh, Phổ Vinh chỉ khác một chữ: tên gần giống không bao giờ được chọn thay.",
        "Phổ Minh, Phổ Ninh and Phổ Vinh differ by one letter: a near name is never taken instead.",
    ),
)
AMBIGUOUS_UNIT = rule(
    "DX232",
    "error",
    message=("“{got}” có thể là: {names}", "“{got}” may be: {names}"),
    remedy=(
        "ghi đủ loại đơn vị (thị xã, phường, xã) hoặc mã",
        "add what it is (town, ward, commune), or its code",
    ),
    why=(
        "Một tên chỉ nhiều đơn vị thì không chọn thay.",
        "Where a name means several units, none is chosen.",
    ),
)
UNACCENTED_UNIT = rule(
    "DX233",
    "warning",
    message=(
        "“{got}” viết không dấu, được hiểu là {meant}",
        "“{got}” has no accents and was taken for {meant}",
    ),
    remedy=("viết tên có dấu hoặc dùng mã", "write the accents, or use the code"),
    why=(
        "Bỏ dấu thì nhiều tên gần nhau; nhận được vì ở đây không trùng.",
        "Without accents names come close; it was taken because no two coincide here.",
    ),
)
WRONG_UNIT_TYPE = rule(
    "DX234",
    "warning",
    message=("“{got}”: đơn vị này là {actual_kind}", "“{got}”: this unit is {actual_kind}"),
    remedy=("sửa lại: {meant}", "write: {meant}"),
    why=(
        "Tên cũ còn dùng trong nhiều tệp; nhận vì không có đơn vị nào khác mang tên đó.",
        "Old names live on in files; taken because no other unit bears the name.",
    ),
)
SUCCESSOR_UNIT = rule(
    "DX235",
    "error",
    message=(
        "“{got}” là đơn vị mới ({names}), không báo cáo theo kế hoạch này",
        "“{got}” is a later unit ({names}) that does not report on this plan",
    ),
    remedy=(
        "ghi đơn vị cũ mà số liệu thuộc về",
        "give the former unit that the figure belongs to",
    ),
    why=(
        "Sau sắp xếp ngày 01/7/2025, tên cũ được đặt cho đơn vị khác: xã Nguyễn Nghiêm không phải phường "
        "Nguyễn Nghiêm.",
        "Since the reform of 1 July 2025 old names belong to other units: xã Nguyễn Nghiêm is not phường "
        "Nguyễn Nghiêm.",
    ),
)
REUSED_UNIT = rule(
    "DX236",
    "error",
    message=(
        "“{got}” từ {since} chỉ {names}, mà kỳ này bắt đầu ngày {opens}",
        "“{got}” means {names} from {since} on, and this period opens on {opens}",
    ),
    remedy=(
        "ghi rõ đơn vị cũ bằng mã trong danh mục ({unit}) hoặc tên đủ loại, hoặc sửa kỳ",
        "name the former unit by its id ({unit}) or its full name, or mend the period",
    ),
    why=(
        "Mã và tên được dùng lại với nghĩa khác: chỉ an toàn khi đi cùng ngày.",
        "Codes and names are used again with another meaning: they are safe only with a date.",
    ),
)
UNIT_NOT_EXPECTED = rule(
    "DX237",
    "error",
    message=("{meant} không báo cáo chỉ tiêu {indicator}", "{meant} does not report {indicator}"),
    remedy=(
        "kiểm tra chỉ tiêu và đơn vị; chỉ tiêu này do {names} báo cáo",
        "check indicator and unit; this one is reported by {names}",
    ),
    why=(
        "Số của đơn vị không thuộc phạm vi mà cộng vào thì tính hai lần.",
        "A figure from outside the reporting units would count twice.",
    ),
)
HIDDEN_CHARACTERS = rule(
    "DX238",
    "warning",
    message=(
        "“{got}” có ký tự ẩn hoặc chữ giống Đ, được hiểu là {meant}",
        "“{got}” has hidden characters or a letter like Đ, and was taken for {meant}",
    ),
    remedy=("gõ lại ô này", "type the cell again"),
    why=(
        "Ký tự ẩn làm hai tên giống hệt nhau trên màn hình mà khác nhau trong tệp.",
        "Hidden characters make names look alike that are not.",
    ),
)
NO_PERIOD = rule(
    "DX240",
    "error",
    message=("thiếu kỳ báo cáo", "the period is missing"),
    remedy=("ghi kỳ, ví dụ: 2025, Quý IV/2025", "give the period, for example: 2025, 2025-Q4"),
    why=(
        "Số không có kỳ thì không biết chấm cho năm nào.",
        "Without a period the year to judge is unknown.",
    ),
)
UNREADABLE_PERIOD = rule(
    "DX241",
    "error",
    message=("không hiểu kỳ “{got}”", "the period “{got}” is not understood"),
    remedy=(
        "ghi một trong: 2025, Quý IV/2025, Tháng 02/2026, 6 tháng đầu năm 2025, 9 tháng 2025",
        "write one of: 2025, 2025-Q4, 2025-12, 2025-H1, 2025-9M",
    ),
    why=(
        "Excel hay tự đổi 2025-12 thành Dec-25; kỳ sai thì chấm sai năm.",
        "Spreadsheets turn 2025-12 into Dec-25; a wrong period is judged in the wrong year.",
    ),
)
YEAR_OUT_OF_RANGE = rule(
    "DX242",
    "error",
    message=("năm trong “{got}” ngoài khoảng 2000–2100", "the year in “{got}” is not within 2000–2100"),
    remedy=("kiểm tra lại năm", "check the year"),
    why=("Năm xa như vậy là gõ nhầm.", "So distant a year is a slip of typing."),
)
UNREADABLE_DAY = rule(
    "DX245",
    "warning",
    message=(
        "không hiểu ngày chốt “{got}”: không dùng",
        "the closing day “{got}” is not understood, and not used",
    ),
    remedy=("ghi ngày/tháng/năm, ví dụ 14/12/2025", "write day/month/year, for example 14/12/2025"),
    why=(
        "Không có ngày chốt thì số liệu được hiểu là đến cuối kỳ; số liệu của dòng vẫn được tính.",
        "Without a closing day a figure speaks up to the close of its period; the row's figures still count.",
    ),
)
SERIAL_DAY = rule(
    "DX246",
    "warning",
    message=(
        "“{got}” là số ngày của Excel, có thể là {meant}: không dùng",
        "“{got}” is a spreadsheet's day number, maybe {meant}; not used",
    ),
    remedy=("ghi ngày/tháng/năm: {meant}", "write day/month/year: {meant}"),
    why=(
        "Số ngày phụ thuộc lịch của bảng tính (1900 hay 1904); không đoán.",
        "Day numbers depend on the sheet's calendar (1900 or 1904); nothing is guessed.",
    ),
)
DAY_OUTSIDE_PERIOD = rule(
    "DX247",
    "warning",
    message=(
        "ngày chốt {got} nằm ngoài {period} ({opens} – {closes})",
        "the closing day {got} lies outside the period {period} ({opens} – {closes})",
    ),
    remedy=("kiểm tra ngày chốt và kỳ", "check closing day and period"),
    why=(
        "Kỳ báo cáo hành chính chốt ngày 14 (Nghị định 09/2019/NĐ-CP), không phải ngày cuối tháng.",
        "Administrative periods close on the 14th (Nghị định 09/2019/NĐ-CP), not on the month's last day.",
    ),
)

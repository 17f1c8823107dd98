"""DX15x and DX16x: workbooks and their sheets."""

from dxscore.model.finding import rule

PASSWORD = rule(
    "DX150",
    "error",
    message=("bảng tính có mật khẩu", "the workbook is protected by a password"),
    remedy=(
        "mở bằng mật khẩu, lưu lại không có mật khẩu rồi nộp",
        "open it with the password, save it without one, and hand it in",
    ),
    why=(
        "Nội dung đã mã hóa thì không đọc được; chương trình không hỏi và không thử mật khẩu.",
        "What is encrypted cannot be read; passwords are neither asked for nor tried.",
    ),
)
BROKEN = rule(
    "DX151",
    "error",
    message=("bảng tính hỏng hoặc bị cắt ({detail})", "the workbook is damaged or cut short ({detail})"),
    remedy=(
        "mở bằng Excel hoặc LibreOffice, lưu lại thành .xlsx; hoặc gửi lại tệp gốc",
        "open it in Excel or LibreOffice and save it as .xlsx; or send the original again",
    ),
    why=(
        "Tệp hỏng có thể thiếu dòng mà không ai thấy: không đọc phần còn lại.",
        "A damaged file may lack rows unseen: the rest of it is not read.",
    ),
)
UNSAFE = rule(
    "DX152",
    "error",
    message=(
        "bảng tính được đóng gói khác thường, không mở ({detail})",
        "the workbook is packed as no program packs one, and was not opened ({detail})",
    ),
    remedy=(
        "mở bằng Excel hoặc LibreOffice, lưu lại thành .xlsx; nếu tệp lạ thì báo bộ phận an toàn thông tin",
        "save it anew as .xlsx from Excel or LibreOffice; tell the security staff where it is strange",
    ),
    why=(
        "Tệp nén phồng, phần trùng tên hay chồng nhau là cách tấn công chương trình đọc.",
        "Bombs, parts of one name and parts over each other are attacks on the program that reads.",
    ),
)
TOO_MUCH = rule(
    "DX153",
    "error",
    message=(
        "bảng tính quá lớn hoặc quá phức tạp ({detail})",
        "the workbook is too large or too complex ({detail})",
    ),
    remedy=(
        "chỉ để lại bảng số liệu, xóa dòng cột thừa, hoặc lưu thành CSV UTF-8",
        "keep the table of figures alone, delete spare rows and columns, or save it as CSV UTF-8",
    ),
    why=(
        "Mỗi bảng tính được đọc trong một tiến trình riêng có giới hạn bộ nhớ và thời gian.",
        "Each workbook is read in a process with limits on memory and time.",
    ),
)
NEEDS_LIBRARY = rule(
    "DX154",
    "error",
    message=(
        "đọc .xls cần một gói mà bản cài này thiếu ({detail})",
        "reading .xls needs a package that this installation lacks ({detail})",
    ),
    remedy=(
        "cài lại dxscore từ thư mục hoặc tệp .whl của nó (README, mục Cài đặt); hoặc lưu thành .xlsx",
        "install dxscore again from its folder or wheel (README, 'Cài đặt'); or save it as .xlsx",
    ),
    why=(
        "Chỉ định dạng Excel 97–2003 cần thư viện riêng; .xlsx, .xlsb và .ods thì không.",
        "Only the format of Excel 97–2003 needs a library of its own; .xlsx, .xlsb and .ods do not.",
    ),
)
MACROS = rule(
    "DX155",
    "warning",
    message=(
        "bảng tính có macro; chỉ đọc số liệu, macro không chạy",
        "the workbook carries macros; figures were read, macros do not run",
    ),
    remedy=("lưu thành .xlsx không có macro", "save it as .xlsx, without macros"),
    why=(
        "Macro trong tệp gửi đến là đường phát tán mã độc quen thuộc.",
        "Macros in files that arrive are a common way in for malware.",
    ),
)
OTHER_SUFFIX = rule(
    "DX156",
    "warning",
    message=(
        "{how}, nội dung là {kind}",
        "{how}, the content is {kind}",
    ),
    remedy=("đặt lại đúng đuôi tên", "give it the right suffix"),
    why=(
        "Loại tệp được nhận theo nội dung; đuôi tên sai làm người nhận mở nhầm chương trình.",
        "A file is what its content says; a wrong suffix misleads whoever opens it next.",
    ),
)
NO_TABLE = rule(
    "DX157",
    "error",
    message=(
        "không trang tính nào có dòng tiêu đề cột nhận ra được: {sheets}",
        "no sheet has a header row that can be recognised: {sheets}",
    ),
    remedy=(
        "cần dòng tiêu đề có chỉ tiêu, đơn vị, kỳ, tử số, mẫu số hoặc giá trị, trong 30 dòng đầu",
        "needed within 30 rows: a header with indicator, unit, period, numerator, denominator or value",
    ),
    why=(
        "Cột được nhận theo tên: không có tiêu đề thì không biết số nào là số nào.",
        "Columns go by name: without a header no figure can be told from another.",
    ),
)
SHEETS_NOT_READ = rule(
    "DX158",
    "note",
    message=(
        "không đọc các trang tính không có bảng số liệu: {sheets}",
        "sheets without a table of figures were not read: {sheets}",
    ),
    remedy=(
        "không cần làm gì nếu đó là hướng dẫn hay danh mục",
        "nothing to do where they are guidance or lists",
    ),
    why=(
        "Nói ra để không trang nào bị bỏ qua mà không ai biết.",
        "Said so that no sheet is passed over unseen.",
    ),
)
SHEET_INCOMPLETE = rule(
    "DX159",
    "warning",
    message=(
        "trang tính giống bảng số liệu nhưng thiếu cột, không đọc: {columns}",
        "the sheet looks like a table of figures but lacks columns, and was not read: {columns}",
    ),
    remedy=(
        "bổ sung cột nếu đây là số liệu; nếu không thì bỏ qua",
        "add the columns if these are figures; otherwise nothing",
    ),
    why=(
        "Trong tệp đã có trang đủ cột; trang này có thể là hướng dẫn hoặc bảng tổng hợp.",
        "Another sheet of the file has all columns; this one may be guidance or a summary.",
    ),
)
HIDDEN = rule(
    "DX160",
    "warning",
    message=("có phần bị ẩn, vẫn được đọc: {what}", "parts are hidden, and were read all the same: {what}"),
    remedy=(
        "bỏ ẩn rồi kiểm tra; xóa nếu không phải số liệu",
        "unhide and check them; delete what is no figure",
    ),
    why=(
        "Người ký không thấy phần ẩn, nhưng số liệu trong đó vẫn được tính.",
        "Whoever signs does not see them, and yet their figures count.",
    ),
)
MERGED_TEXT = rule(
    "DX161",
    "note",
    message=(
        "ô gộp nhiều dòng: nội dung được dùng cho mọi dòng của ô ({count} ô)",
        "cells merged over rows: what they say was taken for every row they span ({count} cells)",
    ),
    remedy=("không cần làm gì nếu đúng như vậy", "nothing to do where that is right"),
    why=(
        "Ô gộp hiện một nội dung cho nhiều dòng; tệp chỉ lưu nội dung đó ở dòng đầu.",
        "A merged cell shows one text for many rows; the file keeps it in the first of them.",
    ),
)
MERGED_FIGURE = rule(
    "DX162",
    "error",
    message=(
        "ô số liệu gộp nhiều dòng: không biết số này của dòng nào",
        "a figure merged over rows: whose it is is unknown",
    ),
    remedy=("bỏ gộp ô, ghi số của từng dòng", "unmerge the cell and give every row its own figure"),
    why=(
        "Một số cho nhiều đơn vị có thể là tổng hoặc là số của một đơn vị; không đoán.",
        "One figure for several rows may be their sum or that of one; nothing is guessed.",
    ),
)
NOT_STORED = rule(
    "DX163",
    "error",
    message=("công thức chưa có kết quả lưu trong tệp", "a formula whose result is not stored in the file"),
    remedy=(
        "mở bằng Excel hoặc LibreOffice, để tính lại, lưu; hoặc dán giá trị",
        "open it in Excel or LibreOffice, let it calculate, save; or paste values",
    ),
    why=(
        "Tệp do chương trình khác ghi có thể chỉ có công thức; dxscore không tính thay bảng tính.",
        "Files written by programs may hold formulas alone; dxscore does not calculate in their place.",
    ),
)
STATED_ABOVE = rule(
    "DX164",
    "note",
    message=(
        "{column_name} lấy từ ô phía trên bảng: “{got}”",
        "{column_name} taken from a cell above the table: “{got}”",
    ),
    remedy=("không cần làm gì nếu đúng", "nothing to do where that is right"),
    why=(
        "Biểu của một đơn vị thường ghi đơn vị và kỳ một lần ở đầu biểu.",
        "A form of one unit often says unit and period once, at its top.",
    ),
)
FAR_CELL = rule(
    "DX165",
    "error",
    message=(
        "có ô ngoài cột thứ {limit}, không đọc",
        "a filled cell lies beyond column {limit} and was not read",
    ),
    remedy=("xóa các cột thừa bên phải bảng", "delete the columns to the right of the table"),
    why=(
        "Bảng số liệu không rộng như vậy; một ô lạc có thể là chữ giấu đi hoặc cách làm đầy bộ nhớ.",
        "No table of figures is so wide; a stray cell may be hidden text, or meant to fill the memory.",
    ),
)
WIDE = rule(
    "DX166",
    "note",
    message=(
        "bảng ngang: mỗi {of} một cột ({count}), mỗi ô thành một số liệu",
        "a wide table: a column for each {of} ({count}); each cell is one figure",
    ),
    remedy=("không cần làm gì", "nothing to do"),
    why=(
        "Bảng ngang được chuyển thành từng dòng; vị trí ô được giữ để tra lại.",
        "A wide table is read cell by cell; each keeps its place.",
    ),
)
NOT_A_WORKBOOK = rule(
    "DX167",
    "error",
    message=(
        "tên tệp ghi {suffix} nhưng nội dung là văn bản, không phải bảng tính",
        "the name says {suffix}, the content is text and no workbook",
    ),
    remedy=(
        "đổi đuôi thành .csv nếu là CSV, hoặc lưu lại thành .xlsx",
        "rename it to .csv if it is CSV, or save it as .xlsx",
    ),
    why=(
        "Tệp không như tên của nó thì có thể đã hỏng hoặc nhầm.",
        "A file that is not what its name says may be damaged or the wrong one.",
    ),
)
OUTSIDE_TABLE = rule(
    "DX168",
    "warning",
    message=(
        "ô bên phải bảng, không được dùng: “{got}”",
        "a cell to the right of the table is not used: “{got}”",
    ),
    remedy=(
        "ghi lời vào cột Ghi chú của dòng, số vào cột có tiêu đề; rồi xóa ô này",
        "put words into the row's Note, a figure under its header; then clear this cell",
    ),
    why=(
        "Số liệu của dòng vẫn được lấy; chữ ghi bên cạnh được nói ra để không mất lời nào.",
        "The row's figure counts; what is written beside it is told of, so that no word is lost.",
    ),
)
COMMENT = rule(
    "DX169",
    "warning",
    message=("nhận xét gắn vào ô, không được dùng: “{got}”", "a comment on the cell is not used: “{got}”"),
    remedy=(
        "đọc và xử lý; điều cần giữ thì ghi vào cột Ghi chú, số sửa thì ghi vào ô số liệu",
        "read it and act on it; what is to be kept goes into the Note column, a new figure into its cell",
    ),
    why=(
        "Nhận xét không nằm trong ô nào nên không được tính; nêu ra để không mất lời nào.",
        "A comment is in no cell and does not count; it is told of, so that no word is lost.",
    ),
)
TEXT_BOX = rule(
    "DX170",
    "warning",
    message=(
        "hộp văn bản trên trang tính, không được dùng: “{got}”",
        "a text box on the sheet is not used: “{got}”",
    ),
    remedy=(
        "đọc và xử lý; điều cần giữ thì ghi vào cột Ghi chú, số sửa thì ghi vào ô số liệu",
        "read it and act on it; what is to be kept goes into the Note column, a new figure into its cell",
    ),
    why=(
        "Chữ trong hộp hay hình vẽ không nằm trong ô nào nên không được tính; nêu ra để không mất lời nào.",
        "Words in a box or shape are in no cell and do not count; they are told of, so that none is lost.",
    ),
)
REMARK_UNREAD = rule(
    "DX171",
    "warning",
    message=("có {what} mà không đọc được nội dung", "there is {what} whose text could not be read"),
    remedy=(
        "mở tệp để xem; điều cần giữ thì ghi vào cột Ghi chú",
        "open the file to see it; what is to be kept goes into the Note column",
    ),
    why=(
        "Không đọc được thì phải nói là có, để người thu biểu biết mà xem.",
        "What cannot be read is told of all the same, so that whoever collects the forms knows to look.",
    ),
)
MORE_REMARKS = rule(
    "DX172",
    "warning",
    message=(
        "trang tính còn {count} {what} nữa, không nêu từng cái",
        "the sheet has {count} more {what}, not listed one by one",
    ),
    remedy=(
        "mở tệp để xem; điều cần giữ thì ghi vào cột Ghi chú",
        "open the file to see them; what is to be kept goes into the Note column",
    ),
    why=(
        "Nhiều quá thì chỉ nêu một số và đếm phần còn lại; không bỏ qua mà không nói.",
        "Of very many only some are told and the others counted; none is passed over in silence.",
    ),
)
TOO_MANY_ROWS = rule(
    "DX173",
    "error",
    message=(
        "bảng tính có hơn {limit} dòng, kể cả dòng trống có định dạng; không đọc dòng nào",
        "the workbook has more than {limit} rows, blank ones with a format included; none was read",
    ),
    remedy=(
        "xóa các dòng thừa dưới bảng số liệu; nếu đều là số liệu thì tách thành nhiều tệp",
        "delete the spare rows below the table; where all are figures, split them into several files",
    ),
    why=(
        "Giới hạn giữ cho chương trình không cạn bộ nhớ; đọc một phần thì không ai thấy phần còn thiếu.",
        "The limit keeps memory in bounds; were a part read, no one would see what is missing.",
    ),
)
SHEET_LOST = rule(
    "DX174",
    "error",
    message=(
        "trang tính “{got}” có tên trong tệp mà không có nội dung; không đọc được",
        "the sheet “{got}” is named in the file, but its cells are not there; it cannot be read",
    ),
    remedy=(
        "mở tệp gốc bằng Excel hoặc LibreOffice, xem trang đó còn không, lưu lại rồi gửi lại",
        "open the original in Excel or LibreOffice, see whether the sheet is there, save it and send it",
    ),
    why=(
        "Tệp hỏng có thể mất cả một bảng số liệu; mất thì phải nói, không bỏ qua.",
        "A damaged file may have lost a whole table of figures; what is lost is said and not passed over.",
    ),
)
SHEET_OF_MACROS = rule(
    "DX175",
    "warning",
    message=(
        "trang “{got}” không trỏ đến ô nào, như trang mã lệnh của Excel cũ; không có gì để đọc",
        "the sheet “{got}” refers to no cells, as a page of macros of an old Excel; there is nothing to read",
    ),
    remedy=(
        "nếu trang đó từng có bảng số liệu thì gửi lại tệp gốc",
        "send the original again where that sheet held a table of figures",
    ),
    why=(
        "Excel giữ tên trang mã lệnh cũ mà không có ô; tệp hỏng cũng có thể trông như vậy.",
        "Excel keeps the names of old pages of macros, without cells; a damaged file may look the same.",
    ),
)

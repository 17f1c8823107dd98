"""DX1xx: files, encodings, headers. 10x opening, 11x encoding, 12x header, 13x rows, 14x what is counted."""

from dxscore.model.finding import rule

_SAVE = (
    "mở bằng Excel, chọn Lưu thành… “CSV UTF-8”, rồi nộp lại",
    "open it in Excel, choose Save As “CSV UTF-8”, and hand it in again",
)

NO_FILE = rule(
    "DX101",
    "error",
    message=("không có tệp này", "there is no such file"),
    remedy=("kiểm tra lại tên và thư mục", "check the name and the folder"),
    why=(
        "Tệp không có mà bỏ qua thì bảng điểm thiếu số liệu mà không ai biết.",
        "Passing over a missing file would leave figures out unseen.",
    ),
)
NO_MATCH = rule(
    "DX102",
    "error",
    message=("không có tệp nào khớp mẫu tên này", "no file matches this pattern"),
    remedy=(
        "kiểm tra lại thư mục và mẫu, ví dụ: so-lieu/*.csv",
        "check the folder and the pattern, for example: figures/*.csv",
    ),
    why=(
        "Mẫu không khớp thường là sai thư mục; coi như 'không có gì phải chấm' sẽ cho kết quả giả.",
        "A pattern without matches is mostly a wrong folder; taking it for nothing to do would mislead.",
    ),
)
IS_DIRECTORY = rule(
    "DX103",
    "error",
    message=("đây là thư mục, không phải tệp", "this is a folder, not a file"),
    remedy=("nêu các tệp trong đó, ví dụ: thư-mục/*.csv", "name the files in it, for example: folder/*.csv"),
    why=(
        "Thư mục có thể chứa cả bản nháp; người chạy phải nói rõ tệp nào được chấm.",
        "A folder may hold drafts as well; which files count is for the caller to say.",
    ),
)
NOT_REGULAR = rule(
    "DX104",
    "error",
    message=(
        "không phải tệp thường (đường ống, thiết bị…)",
        "not a regular file (a pipe, a device or the like)",
    ),
    remedy=(
        "lưu thành tệp, hoặc chuyển nội dung vào đầu vào chuẩn và dùng tên “-”",
        "save it as a file, or pipe it into standard input and name it “-”",
    ),
    why=(
        "Đọc đường ống hay thiết bị có thể treo mãi hoặc không bao giờ hết.",
        "Reading a pipe or a device may hang, or never end.",
    ),
)
IS_URL = rule(
    "DX105",
    "error",
    message=("đây là địa chỉ mạng, không phải tệp", "this is a web address, not a file"),
    remedy=("tải về rồi nêu tên tệp", "download it and name the file"),
    why=(
        "Chương trình không bao giờ truy cập mạng: cùng một tệp phải luôn cho cùng một kết quả.",
        "The program never uses the network: the same file must always give the same result.",
    ),
)
TOO_LARGE = rule(
    "DX106",
    "error",
    message=("tệp lớn hơn {limit}", "the file is larger than {limit}"),
    remedy=("tách thành nhiều tệp", "split it into several files"),
    why=(
        "Số liệu của cả trăm xã không đến cỡ này; giới hạn giữ cho chương trình không cạn bộ nhớ.",
        "Figures of a hundred communes are smaller; the limit keeps memory in bounds.",
    ),
)
CANNOT_READ = rule(
    "DX107",
    "error",
    message=("không đọc được tệp: {reason}", "the file cannot be read: {reason}"),
    remedy=("kiểm tra quyền đọc và ổ đĩa", "check the permissions and the disk"),
    why=(
        "Tệp không đọc được thì không chấm được; không coi như tệp trống.",
        "What cannot be read cannot be judged, and is not taken for an empty file.",
    ),
)
OTHER_FORMAT = rule(
    "DX108",
    "error",
    message=(
        "tệp này thực ra là {kind}; không đọc số liệu",
        "this file is really {kind}; no figures were read",
    ),
    remedy=("{advice}", "{advice}"),
    why=(
        "Loại tệp được nhận theo nội dung, không theo đuôi tên: đổi đuôi không đổi được nội dung.",
        "A file is what its content says: renaming it makes nothing else of it.",
    ),
)
NOT_UTF8 = rule(
    "DX110",
    "error",
    message=(
        "không phải UTF-8: byte {value} ở vị trí {byte} của dòng này",
        "not UTF-8: byte {value} at place {byte} of this line",
    ),
    remedy=_SAVE,
    why=(
        "Bảng mã không rõ thì chữ và tên đơn vị có thể sai; chương trình không đoán.",
        "With an unknown encoding letters and unit names may be wrong; nothing is guessed.",
    ),
)
LEGACY_ENCODING = rule(
    "DX111",
    "error",
    message=(
        "chữ viết theo mã cũ hoặc bị hỏng ({encoding}): “{got}” là “{meant}”",
        "text in an old or damaged encoding ({encoding}): “{got}” is “{meant}”",
    ),
    remedy=(
        "chuyển cả tệp sang Unicode (UniKey: Ctrl+Shift+F6, hoặc đổi mã trong Excel) rồi lưu lại",
        "convert the whole file to Unicode (UniKey toolkit) and save it again",
    ),
    why=(
        "Tên gọi, hay cả câu, chỉ hiện ra khi giải mã TCVN3, VNI, VIQR, VISCII…; tệp được chuyển mã bởi "
        "người nộp để không dấu nào bị đổi lặng lẽ.",
        "Names or sentences appear only after undoing the encoding; the sender converts it, so that no "
        "letter changes unnoticed.",
    ),
)
WINDOWS_1258 = rule(
    "DX112",
    "note",
    message=("đọc theo bảng mã windows-1258", "read as windows-1258"),
    remedy=_SAVE,
    why=(
        "Chỉ nhận khi đọc theo bảng mã này thì mọi tiêu đề và tên đơn vị đều đúng.",
        "Taken only because every header and unit name is right when read so.",
    ),
)
HAS_NUL = rule(
    "DX113",
    "error",
    message=("có ký tự NUL (byte 0)", "there is a NUL character (byte 0)"),
    remedy=_SAVE,
    why=(
        "NUL không có trong văn bản; tệp bị hỏng hoặc không phải CSV.",
        "Text holds no NUL; the file is damaged or no CSV.",
    ),
)
OTHER_UNICODE = rule(
    "DX114",
    "error",
    message=(
        "tệp là {encoding} không nhận được (UTF-16 phải có BOM)",
        "{encoding} that is not accepted (UTF-16 needs a BOM)",
    ),
    remedy=_SAVE,
    why=(
        "Không có BOM thì thứ tự byte phải đoán; UTF-32 không dùng cho CSV.",
        "Without a BOM the byte order would be a guess; UTF-32 is not used for CSV.",
    ),
)
BROKEN_UTF_16 = rule(
    "DX115",
    "error",
    message=("UTF-16 hỏng hoặc bị cắt ở byte {byte}", "UTF-16 broken or cut short at byte {byte}"),
    remedy=_SAVE,
    why=(
        "Tệp có thể bị cắt khi gửi; phần còn lại không còn tin được.",
        "The file may have been cut in transfer; the rest cannot be trusted.",
    ),
)
EMPTY = rule(
    "DX120",
    "error",
    message=("tệp trống", "the file is empty"),
    remedy=("nộp lại tệp có tiêu đề và số liệu", "hand it in again with a header and figures"),
    why=(
        "Tệp trống không phải là 'không có lỗi': không có gì để chấm.",
        "An empty file is not a faultless one: there is nothing to judge.",
    ),
)
NO_HEADER = rule(
    "DX121",
    "error",
    message=(
        "không thấy dòng tiêu đề cột trong 30 dòng đầu",
        "no header row found in the first 30 rows",
    ),
    remedy=(
        "thêm dòng tiêu đề: indicator,reporting_unit,period,numerator,denominator,value (hoặc: chỉ tiêu, "
        "đơn vị, kỳ, tử số, mẫu số, giá trị)",
        "add a header row: indicator,reporting_unit,period,numerator,denominator,value",
    ),
    why=(
        "Cột được nhận theo tên, không theo thứ tự: đoán thứ tự có thể đổi tử số với mẫu số.",
        "Columns go by name, not by order: a guessed order could swap numerator and denominator.",
    ),
)
MISSING_COLUMN = rule(
    "DX122",
    "error",
    message=("thiếu cột: {columns}", "missing columns: {columns}"),
    remedy=(
        "cần các cột chỉ tiêu, đơn vị, kỳ và tử số, mẫu số hoặc giá trị",
        "needed are indicator, reporting_unit, period, and numerator with denominator, or value",
    ),
    why=(
        "Thiếu một trong các cột này thì không biết số của ai, kỳ nào, chỉ tiêu nào.",
        "Without one of these it is unknown whose figure it is, of what and when.",
    ),
)
DUPLICATE_COLUMN = rule(
    "DX123",
    "error",
    message=(
        "cột “{got}” trùng nghĩa với cột thứ {first}",
        "column “{got}” means the same as column {first}",
    ),
    remedy=("bỏ bớt hoặc đổi tên một cột", "remove or rename one of them"),
    why=(
        "Hai cột cùng tên: không biết số ở cột nào mới đúng.",
        "With two columns of one name, which of the figures counts is unknown.",
    ),
)
UNNAMED_COLUMN = rule(
    "DX124",
    "error",
    message=("cột thứ {got} có số liệu nhưng không có tiêu đề", "column {got} has data but no header"),
    remedy=("đặt tên cho cột hoặc xóa cột đó", "name the column or delete it"),
    why=(
        "Số liệu không tên có thể là cột bị lệch.",
        "Data without a name may be a column that has shifted.",
    ),
)
MISSPELT_COLUMN = rule(
    "DX125",
    "error",
    message=("cột “{got}” không có, gần giống {meant}", "there is no column “{got}”; it is close to {meant}"),
    remedy=(
        "sửa thành “{meant}”, hoặc đổi hẳn tên nếu là cột khác",
        "write “{meant}”, or rename it clearly if it is something else",
    ),
    why=(
        "Tiêu đề gõ sai mà bỏ qua thì cả cột số liệu mất theo.",
        "A misspelt header passed over would lose a whole column of figures.",
    ),
)
EXTRA_COLUMNS = rule(
    "DX126",
    "note",
    message=("các cột không dùng để chấm: {columns}", "columns that are not used for scoring: {columns}"),
    remedy=(
        "chỉ để tham khảo thì không cần làm gì; điều cần tính thì ghi vào cột có tên chuẩn, lời vào cột"
        " Ghi chú",
        "nothing to do where they are for reference; what should count goes into a column of a known name,"
        " words into the Note",
    ),
    why=(
        "Nói ra để người nộp biết cột nào không ảnh hưởng đến kết quả.",
        "Said so that the sender knows what has no effect on the result.",
    ),
)
LINES_ABOVE = rule(
    "DX127",
    "note",
    message=(
        "bỏ qua {count} dòng có chữ phía trên tiêu đề",
        "{count} lines of text above the header were skipped",
    ),
    remedy=("không cần làm gì nếu đó là tên biểu", "nothing to do where they are the form's title"),
    why=(
        "Biểu mẫu thường có tên biểu phía trên bảng.",
        "Forms often have a title above the table.",
    ),
)
HEADER_ONLY = rule(
    "DX128",
    "error",
    message=("chỉ có tiêu đề, không có số liệu", "a header and no data"),
    remedy=("nhập số liệu rồi nộp lại", "fill in figures and hand it in again"),
    why=("Không có số liệu thì không có gì để chấm.", "Without data there is nothing to judge."),
)
OTHER_STATED_ABOVE = rule(
    "DX129",
    "warning",
    message=(
        "phía trên bảng ghi {column_name} “{got}”, các dòng của bảng ghi {names}",
        "above the table the {column_name} is “{got}”, in its rows it is {names}",
    ),
    remedy=(
        "sửa chỗ sai; có phải số liệu được ghi vào biểu của đơn vị khác hoặc kỳ khác không",
        "mend the wrong one; were the figures put into the form of another unit or period",
    ),
    why=(
        "Người ký đọc dòng đầu biểu, chương trình lấy đơn vị và kỳ của từng dòng: hai chỗ phải là một.",
        "Whoever signs reads the title, while unit and period are taken from the rows: they must agree.",
    ),
)
UNCLOSED_QUOTE = rule(
    "DX130",
    "error",
    message=("dấu ngoặc kép mở ở ô này không đóng", "the quote that opens in this cell is never closed"),
    remedy=(
        'thêm dấu " ở cuối ô, hoặc bỏ dấu " ở đầu ô',
        "close the quote at the end of the cell, or remove it at the start",
    ),
    why=(
        "Ngoặc không đóng có thể nuốt mọi dòng phía sau vào một ô.",
        "An open quote may swallow every row after it into one cell.",
    ),
)
STRAY_QUOTE = rule(
    "DX131",
    "error",
    message=("dấu ngoặc kép nằm giữa ô", "a quote stands inside the cell"),
    remedy=(
        'bao cả ô bằng "…" và viết dấu bên trong thành ""',
        'put the whole cell in "…" and write a quote inside it as ""',
    ),
    why=(
        "Mỗi chương trình đọc dấu này một cách; ranh giới ô không chắc.",
        "Programs disagree on what it means, so the cell's end is uncertain.",
    ),
)
LONG_CELL = rule(
    "DX132",
    "error",
    message=("ô dài quá {limit} ký tự", "the cell is longer than {limit} characters"),
    remedy=('rút ngắn, hoặc tìm dấu " không đóng', "shorten it, or look for a quote that is not closed"),
    why=(
        "Excel không chứa được ô dài như vậy; thường là ngoặc kép không đóng.",
        "No spreadsheet holds such a cell; mostly it is a quote that is not closed.",
    ),
)
TOO_MANY_BROKEN = rule(
    "DX133",
    "error",
    message=(
        "quá nhiều dòng hỏng ngoặc kép; phần còn lại không đọc",
        "too many rows with broken quotes; the rest was not read",
    ),
    remedy=("xuất lại tệp từ bảng tính", "export the file again from the spreadsheet"),
    why=(
        "Tệp hỏng như vậy không phải do gõ nhầm; đọc tiếp không còn tin được.",
        "So many are no slips of typing; reading on could not be trusted.",
    ),
)
ROW_WIDTH = rule(
    "DX134",
    "error",
    message=("dòng có {got} ô, tiêu đề có {wanted}", "the row has {got} cells, the header {wanted}"),
    remedy=(
        'xem ô có dấu phân cách bên trong (ví dụ 82,5 trong tệp ngăn bằng dấu phẩy): bao ô bằng "…"',
        'look for a separator inside a cell (such as 82,5 in a comma-separated file): put it in "…"',
    ),
    why=(
        "Thừa hay thiếu một ô thì các ô sau lệch cột; không dịch, không bù, không bỏ.",
        "One cell too many or too few shifts the rest; nothing is shifted, padded or dropped.",
    ),
)
TOO_MANY_ROWS = rule(
    "DX135",
    "error",
    message=("tệp có hơn {limit} dòng; phần sau không đọc", "more than {limit} rows; the rest was not read"),
    remedy=("tách thành nhiều tệp", "split it into several files"),
    why=("Giới hạn giữ cho chương trình không cạn bộ nhớ.", "The limit keeps memory in bounds."),
)
TOO_MANY_COLUMNS = rule(
    "DX136",
    "error",
    message=(
        "tiêu đề có {got} cột, tối đa {limit}",
        "the header has {got} columns, at most {limit} are read",
    ),
    remedy=("xóa các cột thừa", "delete the columns that are not needed"),
    why=(
        "Bảng số liệu chỉ cần chín cột; nhiều như vậy là nhầm tệp.",
        "A table of figures needs nine; so many are the wrong file.",
    ),
)
REPEATED_HEADER = rule(
    "DX137",
    "note",
    message=("dòng tiêu đề lặp lại, đã bỏ qua", "a repeated header row, skipped"),
    remedy=("không cần làm gì", "nothing to do"),
    why=(
        "Bảng in nhiều trang hoặc ghép nhiều tệp thường lặp tiêu đề.",
        "Tables printed over pages, or joined from files, repeat their header.",
    ),
)
NOT_DATA = rule(
    "DX138",
    "note",
    message=(
        "không phải dòng số liệu (tên nhóm, chân biểu), đã bỏ qua: “{got}”",
        "not a row of data (group title, foot of the form), skipped: “{got}”",
    ),
    remedy=("không cần làm gì nếu đúng như vậy", "nothing to do where that is right"),
    why=(
        "Dòng không có đơn vị, kỳ và số nào thì không phải là thiếu số liệu.",
        "A row without unit, period and figure is not a figure that is missing.",
    ),
)
NO_USABLE_ROW = rule(
    "DX139",
    "error",
    message=(
        "không có dòng nào dùng được trong {rows} dòng",
        "not one of {rows} rows could be used",
    ),
    remedy=(
        "sửa các lỗi đã nêu, ghi số liệu vào ô còn trống; kiểm tra có đúng tệp và đúng danh mục không",
        "mend the faults listed and fill in what is blank; check that file and catalogue are the right ones",
    ),
    why=(
        "Không có số liệu nào thì không được báo là đạt hay không lỗi.",
        "With no figure at all nothing may be called met or faultless.",
    ),
)
MORE_WITH_ERRORS = rule(
    "DX140",
    "error",
    message=(
        "và {more} phát hiện nữa, trong đó {errors} lỗi (tổng số {total})",
        "and {more} more findings, {errors} of them errors ({total} in all)",
    ),
    remedy=("sửa các lỗi đã nêu rồi chạy lại", "mend those listed and run again"),
    why=(
        "Tệp hỏng hàng loạt thường có một nguyên nhân; danh sách dài hơn không giúp thêm.",
        "Faults by the thousand have one cause; a longer list would not help.",
    ),
)
MORE = rule(
    "DX141",
    "note",
    message=(
        "và {more} phát hiện nữa, không có lỗi (tổng số {total})",
        "and {more} more findings, no errors ({total} in all)",
    ),
    remedy=("không cần làm gì thêm", "nothing more to do"),
    why=(
        "Danh sách dài hơn không giúp thêm; không phát hiện nào còn lại loại bỏ số liệu.",
        "A longer list would not help; none of the rest leaves a figure out.",
    ),
)
TOTAL = rule(
    "DX142",
    "note",
    message=(
        "“{got}” là dòng hoặc cột tổng, không phải số liệu của một đơn vị: không tính",
        "“{got}” is a total and no unit's figure: not counted",
    ),
    remedy=(
        "không cần làm gì; số tổng chỉ được đối chiếu với số của các đơn vị",
        "nothing to do; a total is only compared with the units' figures",
    ),
    why=(
        "Số của các đơn vị được cộng lại khi chấm; tính thêm dòng tổng là tính hai lần.",
        "The units' figures are added up when they are judged; a total would count them twice.",
    ),
)
NOBODYS_FIGURES = rule(
    "DX144",
    "warning",
    message=(
        "cột “{got}” không ghi dưới chỉ tiêu hay đơn vị nào nên không được tính",
        "column “{got}” stands under no indicator and no unit, and is not counted",
    ),
    remedy=(
        "ghi tên chỉ tiêu (hoặc đơn vị) trước tên cột, ví dụ “KT-DNNVV Tử số”; số tham khảo thì xóa",
        "put the indicator (or unit) before its name, as in “KT-DNNVV numerator”; delete spare figures",
    ),
    why=(
        "Trong bảng ngang mỗi cột là số của một chỉ tiêu hoặc đơn vị; cột không ghi của ai thì không đoán.",
        "In a wide table a column is one indicator's or one unit's; whose an unnamed one is, is not guessed.",
    ),
)
UNKNOWN_FIGURES = rule(
    "DX145",
    "warning",
    message=(
        "cột “{got}” có số, nhưng danh mục không có {of} nào tên này: không tính",
        "column “{got}” holds figures, but the catalogue has no {of} of this name: not counted",
    ),
    remedy=(
        "sửa cho đúng mã hoặc tên (xem: dxscore catalogue show); cột để tham khảo thì không cần làm gì",
        "mend the name or write the code (see: dxscore catalogue show); nothing to do for mere reference",
    ),
    why=(
        "Trong bảng ngang, tên cột gõ sai mà bỏ qua thì mất cả cột số liệu; tên gần giống thì không đoán.",
        "In a wide table a misspelt name passed over would lose a whole column; a similar name is no guess.",
    ),
)
OTHER_TABLE = rule(
    "DX146",
    "error",
    message=(
        "từ dòng {got} là một bảng khác (tiêu đề, đơn vị hoặc kỳ khác): không đọc dòng này",
        "from row {got} on it is another table (another header, unit or period): this row is not read",
    ),
    remedy=(
        "tách mỗi bảng ra một trang tính hoặc một tệp riêng",
        "put each table on a sheet or into a file of its own",
    ),
    why=(
        "Cột, đơn vị, kỳ được nhận từ đầu bảng: dưới một tiêu đề khác, số sẽ sang cột, đơn vị hay kỳ khác.",
        "What a table's head says holds for its own rows: another table's would get wrong columns or units.",
    ),
)
TOO_MANY_FIGURES = rule(
    "DX143",
    "error",
    message=(
        "bảng ngang có thể chứa đến {got} số liệu, quá {limit}; không đọc số liệu nào",
        "a wide table with room for {got} figures, more than {limit}; none was read",
    ),
    remedy=(
        "xóa các dòng và cột thừa; nếu đều là số liệu thì tách thành nhiều tệp",
        "delete spare rows and columns; where all are figures, split them into several files",
    ),
    why=(
        "Giới hạn giữ cho chương trình không cạn bộ nhớ; đọc một phần thì không ai thấy phần còn thiếu.",
        "The limit keeps memory in bounds; were a part read, no one would see what is missing.",
    ),
)
BROKE_DOWN = rule(
    "DX147",
    "error",
    message=(
        "chương trình gặp lỗi bên trong ({kind}) khi đọc tệp này: không tính số liệu nào của tệp",
        "the program failed on this file: internal error ({kind}); none of its figures is counted",
    ),
    remedy=(
        "các tệp khác vẫn được đọc; chạy lại với --debug rồi gửi tệp này và nội dung hiện ra cho nhóm phát"
        " triển (README, mục Báo lỗi)",
        "other files were read; run again with --debug and send this file and what is shown to the"
        " developers (README, 'Báo lỗi')",
    ),
    why=(
        "Lỗi của chương trình ở một tệp không được làm mất các tệp khác, cũng không được giấu đi.",
        "A bug met on one file must not cost the others, and must not be hidden either.",
    ),
)
WIDE_ROW = rule(
    "DX148",
    "error",
    message=(
        "dòng có hơn {limit} ô (dấu phân cách), nhiều hơn số cột của một trang tính: không đọc dòng này",
        "the row has more than {limit} cells (separators), more than a sheet has columns: it is not read",
    ),
    remedy=(
        "mở tệp bằng trình soạn thảo văn bản để xem dòng này, xóa các dấu phân cách thừa rồi nộp lại",
        "look at this line in a text editor, delete the separators that are not needed, and hand it in again",
    ),
    why=(
        "Dòng như vậy là tệp hỏng hoặc xuất nhầm; cắt ra thành ô chỉ làm cạn bộ nhớ.",
        "Such a row is a damaged file or a wrong export; cutting it into cells would only use up memory.",
    ),
)
TOO_MANY_CELLS = rule(
    "DX149",
    "error",
    message=(
        "tệp có hơn {limit} ô có nội dung; từ dòng này không đọc",
        "more than {limit} cells with content; from this row on nothing was read",
    ),
    remedy=(
        "xóa các cột thừa, hoặc tách thành nhiều tệp",
        "delete spare columns, or split it into several files",
    ),
    why=("Giới hạn giữ cho chương trình không cạn bộ nhớ.", "The limit keeps memory in bounds."),
)

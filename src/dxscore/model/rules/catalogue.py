"""DX4xx: catalogues. DX40x-41x are about YAML, 42x about shape, 43x about references, 44x about targets."""

from dxscore.model.base import Text
from dxscore.model.finding import rule

UNREADABLE = rule(
    "DX400",
    "error",
    message=("không đọc được tệp: {reason}", "the file cannot be read: {reason}"),
    remedy=(
        "thư mục danh mục phải có hai tệp targets.yaml và assignments.yaml, là tệp thường và đọc được",
        "a catalogue folder holds targets.yaml and assignments.yaml, both plain readable files",
    ),
    why=(
        "Thiếu một trong hai tệp thì không chấm được. Chỉ đọc tệp thường để chương trình không treo.",
        "Without both files there is nothing to score. Only plain files are read, so that nothing hangs.",
    ),
)
FILE_TOO_LARGE = rule(
    "DX401",
    "error",
    message=("tệp lớn hơn {limit}", "the file is larger than {limit}"),
    remedy=("tách danh mục thành nhiều thư mục", "split the catalogue into several folders"),
    why=(
        "Danh mục thật chỉ vài chục kB; tệp lớn hơn hẳn là nhầm tệp hoặc tệp phá hoại.",
        "Real catalogues are tens of kB; anything far larger is the wrong file or a hostile one.",
    ),
)
NOT_UTF8 = rule(
    "DX402",
    "error",
    message=("byte {byte} không phải UTF-8", "byte {byte} is not UTF-8"),
    remedy=("lưu lại tệp với bảng mã UTF-8", "save the file again as UTF-8"),
    why=(
        "Danh mục chỉ dùng UTF-8: đoán bảng mã có thể đổi chữ trong tên đơn vị mà không ai biết.",
        "Catalogues are UTF-8 only: a guessed encoding could change the letters of a name unnoticed.",
    ),
)
UNWANTED_CHARACTER = rule(
    "DX403",
    "error",
    message=(
        "ký tự {point} không nhìn thấy được, hoặc chỉ trông giống chữ khác",
        "character {point} cannot be seen, or only looks like another letter",
    ),
    remedy=("xóa ký tự đó rồi gõ lại (Đ là U+0110)", "delete it and type the word again (Đ is U+0110)"),
    why=(
        "Ký tự ẩn, ký tự đổi chiều viết và Ð (U+00D0) làm hai tên trông như một mà không bằng nhau.",
        "Hidden characters, direction marks and Ð (U+00D0) make two names look alike that are not equal.",
    ),
)
YAML_SYNTAX = rule(
    "DX404",
    "error",
    message=("sai cú pháp YAML: {hint}", "not valid YAML: {hint}"),
    remedy=(
        "sửa chỗ này rồi kiểm tra lại: phần sau của tệp chưa được đọc",
        "correct this place and check again: the rest of the file has not been read",
    ),
    why=(
        "Từ chỗ sai cú pháp trở đi, không còn biết được giá trị nào thuộc khóa nào.",
        "From a syntax error on, nobody can tell which value belongs to which key.",
    ),
)
EMPTY_FILE = rule(
    "DX405",
    "error",
    message=("tệp không có nội dung", "the file has no contents"),
    remedy=(
        "chép danh mục mẫu đi kèm chương trình rồi sửa",
        "start from a copy of the catalogue that comes with the program",
    ),
    why=(
        "Danh mục rỗng không thể coi là «đạt hết mọi mục tiêu».",
        "An empty catalogue must never read as “every target met”.",
    ),
)
SEVERAL_DOCUMENTS = rule(
    "DX406",
    "error",
    message=("tệp có nhiều hơn một tài liệu YAML", "the file holds more than one YAML document"),
    remedy=("bỏ dòng --- hoặc ... ở giữa tệp", "remove the --- or ... line inside the file"),
    why=(
        "Chỉ tài liệu đầu tiên được đọc; phần sau sẽ mất mà không ai biết.",
        "Only the first would be read, and the rest lost unnoticed.",
    ),
)
TOO_DEEP = rule(
    "DX407",
    "error",
    message=("lồng nhau quá {limit} tầng", "nested deeper than {limit} levels"),
    remedy=("xem lại thụt đầu dòng và dấu ngoặc ở chỗ này", "check the indentation and brackets here"),
    why=("Danh mục thật chỉ sâu 6 tầng.", "A real catalogue is six levels deep."),
)
TOO_MANY_VALUES = rule(
    "DX408",
    "error",
    message=("nhiều hơn {limit} giá trị", "more than {limit} values"),
    remedy=("tách danh mục thành nhiều thư mục", "split the catalogue into several folders"),
    why=(
        "Giới hạn này giữ cho tệp phá hoại không làm máy treo.",
        "The bound keeps a hostile file from holding the machine up.",
    ),
)
TAG = rule(
    "DX409",
    "error",
    message=("không dùng thẻ kiểu YAML: {tag}", "YAML tags are not used: {tag}"),
    remedy=("bỏ thẻ; đặt chữ trong dấu nháy kép nếu cần", "remove the tag; put text in double quotes"),
    why=(
        "Thẻ có thể bắt chương trình đọc YAML tạo ra đối tượng bất kỳ.",
        "A tag can make a YAML reader build any object.",
    ),
)
ANCHOR = rule(
    "DX410",
    "error",
    message=("không dùng neo và tham chiếu YAML: {name}", "YAML anchors and aliases are not used: {name}"),
    remedy=("viết lại giá trị ở cả hai chỗ", "write the value in both places"),
    why=(
        "Vài trăm byte tham chiếu lồng nhau đủ làm treo máy nhiều phút.",
        "A few hundred bytes of nested aliases can hold a machine for minutes.",
    ),
)
MERGE_KEY = rule(
    "DX411",
    "error",
    message=("không dùng khóa gộp <<", "the merge key << is not used"),
    remedy=("viết đủ các khóa", "write the keys out"),
    why=(
        "Khóa gộp che mất giá trị từ đâu ra, và có thể làm treo máy.",
        "A merge key hides where a value comes from, and can hold a machine up.",
    ),
)
DUPLICATE_KEY = rule(
    "DX412",
    "error",
    message=("khóa {key} đã có ở dòng {line}", "key {key} already stands on line {line}"),
    remedy=("bỏ một trong hai", "remove one of the two"),
    why=(
        "Nhiều chương trình lặng lẽ giữ giá trị sau: hai người đọc thấy hai mục tiêu khác nhau.",
        "Many programs silently keep the last one: two readers would see two different targets.",
    ),
)
KEY_NOT_TEXT = rule(
    "DX413",
    "error",
    message=("khóa phải là chữ", "a key must be text"),
    remedy=("đặt khóa trong dấu nháy kép, hoặc sửa lại khóa", "put the key in double quotes, or correct it"),
    why=("Mọi khóa của danh mục đều là chữ.", "Every key of a catalogue is text."),
)
UNCLEAR_SCALAR = rule(
    "DX414",
    "error",
    message=(
        "«{value}» không có dấu nháy thì mỗi chương trình hiểu một khác",
        "“{value}” without quotes means different things to different programs",
    ),
    remedy=(
        'là chữ thì viết "{value}"; còn lại: true, false, null, số như 12 hoặc 0.5, ngày như 2025-12-14',
        'for text write "{value}"; else true, false, null, a number as 12 or 0.5, a date as 2025-12-14',
    ),
    why=(
        "yes, on, 012, 12:30, 1_000, 1e5, .nan là chữ, số, giờ hay đúng/sai tùy phiên bản YAML.",
        "yes, on, 012, 12:30, 1_000, 1e5, .nan are text, numbers, times or truths by the version of YAML.",
    ),
)
IMPOSSIBLE_DATE = rule(
    "DX415",
    "error",
    message=("không có ngày {value}", "there is no day {value}"),
    remedy=("viết ngày theo dạng năm-tháng-ngày", "write the date as year-month-day"),
    why=("Ngày không có trong lịch thì không so sánh được.", "A day that never was cannot be compared."),
)
NUMBER_TOO_LONG = rule(
    "DX416",
    "error",
    message=("số có hơn 30 chữ số", "a number of more than 30 digits"),
    remedy=("xem lại số; nếu là mã thì đặt trong dấu nháy kép", "check it; a code goes in double quotes"),
    why=("Không chỉ tiêu nào cần số dài như vậy.", "No indicator needs such a number."),
)
MORE_FAULTS = rule(
    "DX419",
    "error",
    message=("còn {count} lỗi nữa trong tệp này", "{count} more errors in this file"),
    remedy=("sửa các lỗi trên rồi kiểm tra lại", "correct those above and check again"),
    why=("Mỗi tệp chỉ in 100 lỗi đầu.", "Only the first 100 errors of a file are printed."),
)

MISSING_KEY = rule(
    "DX420",
    "error",
    message=("thiếu khóa {key}", "key {key} is missing"),
    remedy=("thêm {key}: …", "add {key}: …"),
    why=("Khóa này bắt buộc phải có.", "This key is required."),
)
UNKNOWN_KEY = rule(
    "DX421",
    "error",
    message=("không có khóa {key} ở chỗ này{meant}", "there is no key {key} here{meant}"),
    remedy=("sửa hoặc xóa khóa; ở đây dùng được: {keys}", "correct or remove it; known here: {keys}"),
    why=(
        "Khóa viết sai mà được bỏ qua thì một mục tiêu mất đi không ai biết.",
        "A misspelt key that is passed over would lose a target unnoticed.",
    ),
)
WRONG_TYPE = rule(
    "DX422",
    "error",
    message=("phải là {wanted}, không phải {got}", "{wanted} is wanted, not {got}"),
    remedy=("{how}", "{how}"),
    why=(
        "Giá trị được đọc đúng như đã viết, không tự đổi kiểu.",
        "Values are taken as they are written, and never converted in silence.",
    ),
)
NOT_ALLOWED = rule(
    "DX423",
    "error",
    message=("không dùng được {got}{meant}", "{got} is not allowed here{meant}"),
    remedy=("dùng một trong: {allowed}", "use one of: {allowed}"),
    why=("Chỗ này chỉ nhận các giá trị đã định.", "Only fixed values are taken here."),
)
WRONG_FORM = rule(
    "DX424",
    "error",
    message=("{got} sai dạng: phải là {form}", "{got} is not of the right form: {form}"),
    remedy=("viết lại cho đúng dạng", "write it in that form"),
    why=(
        "Mã được dùng trong tệp số liệu, trong JSON và trên dòng lệnh nên phải viết được ở mọi nơi.",
        "Keys are used in metrics files, in JSON and on command lines, so they must be easy to write.",
    ),
)
OUT_OF_BOUNDS = rule(
    "DX425",
    "error",
    message=("{got} nằm ngoài giới hạn: phải {bound}", "{got} is out of bounds: it must be {bound}"),
    remedy=("sửa lại số", "correct the number"),
    why=("Ngoài giới hạn này thường là gõ nhầm.", "Beyond this bound it is most likely a slip."),
)
WRONG_LENGTH = rule(
    "DX426",
    "error",
    message=("sai số mục: phải có {count}", "wrong number of items: {count} wanted"),
    remedy=("thêm hoặc bớt cho đủ", "add or remove some"),
    why=("Danh sách này có số mục định trước.", "This list has a fixed number of items."),
)
UNUSABLE = rule(
    "DX429",
    "error",
    message=("không dùng được ở đây: {reason}", "not usable here: {reason}"),
    remedy=(
        "so với danh mục mẫu đi kèm chương trình",
        "compare with the catalogue that comes with the program",
    ),
    why=("Danh mục không đúng cấu trúc.", "The catalogue does not have the right shape."),
)

UNKNOWN_REFERENCE = rule(
    "DX430",
    "error",
    message=("không có {kind} nào mang mã {id}{meant}", "there is no {kind} {id}{meant}"),
    remedy=("sửa mã, hoặc thêm {kind} đó", "correct the id, or add that {kind}"),
    why=(
        "Mã trỏ vào chỗ trống thì không biết ai báo cáo, ai chịu trách nhiệm.",
        "An id that leads nowhere leaves open who reports and who has to act.",
    ),
)
DUPLICATE_ID = rule(
    "DX431",
    "error",
    message=(
        "mã {id} đã dùng ở dòng {line} của {other}",
        "id {id} is already used on line {line} of {other}",
    ),
    remedy=("đặt mã khác cho một trong hai", "give one of the two another id"),
    why=(
        "Hai thứ cùng mã thì số liệu không biết thuộc về thứ nào.",
        "With one id for two things, a figure could belong to either.",
    ),
)
GROUP_CYCLE = rule(
    "DX432",
    "error",
    message=("nhóm {id} chứa chính nó, qua: {by}", "group {id} contains itself, by way of: {by}"),
    remedy=("bỏ một nhóm khỏi vòng", "take one group out of the circle"),
    why=("Nhóm chứa chính nó thì không đếm được đơn vị.", "The units of such a group cannot be counted."),
)
NAME_OF_TWO = rule(
    "DX433",
    "error",
    message=(
        "«{name}» là tên của hai cơ quan: {first} và {second}",
        "“{name}” names two bodies: {first} and {second}",
    ),
    remedy=("bỏ bớt, hoặc viết tên cho phân biệt", "remove one, or write the names apart"),
    why=(
        "Dòng số liệu ghi tên này sẽ không biết thuộc về cơ quan nào.",
        "A row with this name could belong to either body.",
    ),
)
CODE_OF_TWO = rule(
    "DX434",
    "error",
    message=("mã số {code} đã dùng cho {first}", "code {code} is already that of {first}"),
    remedy=("tra lại mã đơn vị hành chính", "look the official code up again"),
    why=(
        "Mỗi đơn vị hành chính có một mã riêng tại một thời điểm.",
        "At any time each administrative unit has a code of its own.",
    ),
)
NO_CODE = rule(
    "DX435",
    "error",
    message=("{id} là xã hoặc phường mà không có mã số", "{id} is a ward or commune without a code"),
    remedy=('thêm code: "…" theo danh mục hành chính', 'add code: "…" from the official list'),
    why=(
        "Tên xã, phường trùng nhau trên cả nước rất nhiều; chỉ mã số là chắc chắn.",
        "Names of communes repeat across the country; only the code is certain.",
    ),
)
EMPTY_PILLAR = rule(
    "DX436",
    "warning",
    message=("trụ cột {id} không có chỉ tiêu nào", "pillar {id} has no indicator"),
    remedy=("thêm chỉ tiêu hoặc bỏ trụ cột", "add an indicator or remove the pillar"),
    why=("Trụ cột trống không bao giờ được in ra.", "An empty pillar is never printed."),
)
NO_TASK = rule(
    "DX437",
    "note",
    message=("chưa có nhiệm vụ nào phục vụ chỉ tiêu {id}", "no task serves indicator {id}"),
    remedy=(
        "thêm serves vào nhiệm vụ, nếu văn bản có giao",
        "add it to a task's serves, if a document assigns it",
    ),
    why=(
        "Không có nhiệm vụ thì danh sách việc còn thiếu không nêu được ai phải làm.",
        "Without a task, the gap list cannot say who has to act.",
    ),
)
UNUSED_BODY = rule(
    "DX438",
    "note",
    message=("không chỗ nào dùng đến {id}", "{id} is not used anywhere"),
    remedy=("bỏ đi nếu không cần", "remove it if it is not needed"),
    why=(
        "Cơ quan không báo cáo, không được giao việc thường là sót hoặc thừa.",
        "A body that neither reports nor has a task was often forgotten, or is left over.",
    ),
)
SUCCESSOR_TOO_EARLY = rule(
    "DX439",
    "warning",
    message=(
        "đơn vị mới {successor} có từ {start}, khi {id} còn đến {end}",
        "successor {successor} starts on {start}, while {id} lasts until {end}",
    ),
    remedy=("xem lại valid_to hoặc valid_from", "check valid_to or valid_from"),
    why=(
        "Trong những ngày trùng nhau, một địa bàn sẽ có hai đơn vị.",
        "On the days that overlap, one area would have two units.",
    ),
)

ONE_COMPARATOR = rule(
    "DX440",
    "error",
    message=("mục tiêu phải có đúng một ngưỡng, ở đây có: {found}", "one comparator is wanted, not: {found}"),
    remedy=(
        "giữ một trong: at_least, more_than, at_most, less_than, exactly, between, done",
        "keep one of: at_least, more_than, at_most, less_than, exactly, between, done",
    ),
    why=("Không có ngưỡng thì không chấm được.", "Without a threshold there is nothing to judge."),
)
ONE_DEADLINE = rule(
    "DX441",
    "error",
    message=("thời hạn chưa rõ: {found}", "the deadline is not clear: {found}"),
    remedy=(
        "viết by: 2025, hoặc every: year cùng from: 2024",
        "write by: 2025, or every: year together with from: 2024",
    ),
    why=("Đánh giá tùy thuộc vào thời hạn.", "The verdict depends on the deadline."),
)
BETWEEN_ORDER = rule(
    "DX442",
    "error",
    message=("khoảng ngược: {low} lớn hơn {high}", "the wrong way round: {low} is greater than {high}"),
    remedy=("viết số nhỏ trước", "write the smaller number first"),
    why=("Không kết quả nào nằm trong khoảng ngược.", "No result lies within such a range."),
)
DONE_AND_YES_NO = rule(
    "DX443",
    "error",
    message=(
        "done: true chỉ đi với measure: yes_no, và ngược lại",
        "done: true goes with measure: yes_no, and the other way round",
    ),
    remedy=("sửa ngưỡng hoặc sửa measure", "change the comparator or the measure"),
    why=(
        "Việc có hay không thì không có ngưỡng số; chỉ tiêu số thì không thể chỉ «xong».",
        "A yes/no duty has no number, and a number is not simply done.",
    ),
)
SHARE_WITHOUT_PARTS = rule(
    "DX444",
    "error",
    message=("chỉ tiêu tỷ lệ còn thiếu: {missing}", "a share that lacks: {missing}"),
    remedy=(
        "thêm numerator, denominator và counted_in, đều có vi và en",
        "add numerator, denominator and counted_in, each with vi and en",
    ),
    why=(
        "Tỷ lệ không nói rõ tử số, mẫu số thì mỗi nơi tính một khác.",
        "Where the parts of a share are not said, everyone counts differently.",
    ),
)
SAME_DEADLINE = rule(
    "DX445",
    "error",
    message=(
        "mục tiêu cho năm {year} đã có ở dòng {line}",
        "a target for {year} already stands on line {line}",
    ),
    remedy=("bỏ một trong hai, hoặc sửa thời hạn", "remove one, or change a deadline"),
    why=(
        "Hai mục tiêu cùng hạn trên một chỉ tiêu có thể cho hai kết luận trái nhau.",
        "Two targets with one deadline on one indicator could give two verdicts.",
    ),
)
OUT_OF_RANGE = rule(
    "DX446",
    "error",
    message=(
        "ngưỡng {threshold} không bao giờ đạt được hoặc nằm ngoài {low}..{high}",
        "threshold {threshold} can never be met, or lies outside {low}..{high}",
    ),
    remedy=(
        "tỷ lệ viết theo phần trăm, từ 0 đến 100; số khác theo minimum, maximum của chỉ tiêu",
        "a share is in percent, 0 to 100; other measures by the indicator's minimum and maximum",
    ),
    why=(
        "Ngưỡng không kết quả nào đạt được thường là gõ nhầm.",
        "A threshold that no result can reach is most likely a slip.",
    ),
)
WEAKER_LATER = rule(
    "DX447",
    "warning",
    message=(
        "mốc {year} thấp hơn mốc trước ở dòng {line}",
        "the milestone of {year} is weaker than the earlier one on line {line}",
    ),
    remedy=("so lại với văn bản", "compare with the document"),
    why=("Mốc sau thường không dễ hơn mốc trước.", "A later milestone is seldom easier than an earlier one."),
)
AGAINST_DIRECTION = rule(
    "DX448",
    "warning",
    message=(
        "{comparator} ngược với better: {better}",
        "{comparator} goes against better: {better}",
    ),
    remedy=("xem lại ngưỡng hoặc better", "check the comparator or better"),
    why=(
        "Chỉ tiêu càng cao càng tốt mà đặt mức trần (hoặc ngược lại) thường là nhầm.",
        "An upper limit on something of which more is better (or the reverse) is most likely a slip.",
    ),
)
POOLED_JUDGEMENT = rule(
    "DX449",
    "error",
    message=(
        "không cộng được {measure} của nhiều đơn vị ({group})",
        "a {measure} of several units ({group}) cannot be added up",
    ),
    remedy=("viết judged_on: each", "write judged_on: each"),
    why=(
        "Thứ hạng và câu trả lời có/không phải xét từng đơn vị.",
        "Ranks and yes/no answers are judged unit by unit.",
    ),
)
MINIMUM_ABOVE_MAXIMUM = rule(
    "DX450",
    "error",
    message=(
        "minimum {low} lớn hơn maximum {high}",
        "minimum {low} is greater than maximum {high}",
    ),
    remedy=("sửa một trong hai", "correct one of the two"),
    why=("Không giá trị nào nằm trong khoảng đó.", "No value lies within that range."),
)


def _hint(vi: str, en: str) -> Text:
    return Text(vi=vi, en=en)


SYNTAX_HINTS: dict[str, Text] = {
    "mapping values are not allowed": _hint(
        "dấu hai chấm ở giữa giá trị; đặt giá trị trong dấu nháy kép, hoặc xem lại thụt đầu dòng",
        "a colon inside a value; put the value in double quotes, or check the indentation",
    ),
    "cannot start any token": _hint(
        "ký tự không thể đứng đầu; thụt đầu dòng bằng dấu cách chứ không bằng tab, "
        "đặt giá trị bắt đầu bằng @ ` % trong dấu nháy kép",
        "a character that cannot begin anything; indent with spaces, not tabs, "
        "and put a value that starts with @ ` % in double quotes",
    ),
    "quoted scalar": _hint(
        "dấu nháy mở ở đây không đóng, hoặc có dấu \\ lạ bên trong",
        "the quote opened here is not closed, or holds an unknown \\ escape",
    ),
    "while parsing a flow": _hint(
        "dấu ngoặc hoặc dấu nháy chưa đóng, hoặc thiếu dấu phẩy; tên có dấu phẩy phải đặt trong dấu nháy kép",
        "a bracket or quote is not closed, or a comma is missing; a name with a comma needs double quotes",
    ),
    "could not find expected ':'": _hint(
        "thiếu dấu hai chấm sau khóa, hoặc giá trị nhiều dòng thụt sai",
        "a colon is missing after a key, or a value over several lines is badly indented",
    ),
    "while parsing a block": _hint(
        "dòng này thụt không thẳng với các dòng cùng cấp",
        "this line is not indented like its neighbours",
    ),
    "anchor": _hint("dấu & không đặt được ở đây", "& cannot stand here"),
    "alias": _hint("dấu * không đặt được ở đây", "* cannot stand here"),
    "": _hint("chỗ này không đọc được", "this place cannot be understood"),
}
"""What a part of PyYAML's own complaint means; the last one fits all."""

"""DX9xx: the configuration file of a project, and environment variables that stand for its keys."""

from dxscore.model.finding import rule

UNREADABLE = rule(
    "DX901",
    "error",
    message=("không đọc được tệp cấu hình: {reason}", "the configuration cannot be read: {reason}"),
    remedy=(
        "sửa hoặc bỏ tệp; --no-config để chạy không cần tệp này",
        "mend or remove the file; --no-config runs without it",
    ),
    why=(
        "Bỏ qua cấu hình một cách lặng lẽ sẽ chấm theo điều kiện khác với dự án đã định.",
        "Quietly going on without a project's configuration would judge by other rules than it set.",
    ),
)
NOT_TOML = rule(
    "DX902",
    "error",
    message=("tệp cấu hình không phải TOML đúng: {reason}", "the configuration is not sound TOML: {reason}"),
    remedy=("sửa cú pháp ở chỗ này", "mend the syntax here"),
    why=(
        "Một dòng sai cú pháp làm cả tệp không dùng được.",
        "One line of wrong syntax makes the whole file useless.",
    ),
)
UNKNOWN_KEY = rule(
    "DX903",
    "error",
    message=("không có khóa cấu hình này", "there is no such key"),
    remedy=("{advice}", "{advice}"),
    why=(
        "Khóa viết sai mà bỏ qua thì điều kiện đặt ra không có hiệu lực, không ai biết.",
        "A misspelt key that is passed over leaves a condition without effect, unseen.",
    ),
)
WRONG_VALUE = rule(
    "DX904",
    "error",
    message=("«{value}» không dùng được", "'{value}' is no value for it"),
    remedy=("ghi {wanted}", "write {wanted}"),
    why=(
        "Giá trị sai được báo ở nơi nó được ghi, không phải ở nơi nó gây hậu quả.",
        "A wrong value is told where it is written, not where it does harm.",
    ),
)
OUTSIDE = rule(
    "DX905",
    "error",
    message=("tệp kết quả «{value}» nằm ngoài thư mục của cấu hình", "'{value}' lies outside its folder"),
    remedy=(
        "ghi vào thư mục chứa tệp cấu hình, hoặc nêu tên tệp cấu hình bằng --config",
        "write below the configuration's folder, or name the configuration with --config",
    ),
    why=(
        "Cấu hình tìm thấy trong thư mục của người khác không được chọn chỗ ghi trên máy này.",
        "A configuration that was merely found, perhaps a stranger's, may not choose where to write here.",
    ),
)

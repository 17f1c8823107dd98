"""DX32x: rows of returned forms that were understood, and yet do not count in a collection."""

from dxscore.model.finding import rule

BESIDE_DIFFERS = rule(
    "DX320",
    "error",
    message=(
        "cùng số {figure} như ở {other}, nhưng khác ở cột {columns}",
        "the same figure {figure} as at {other}, but another {columns}",
    ),
    remedy=(
        "hỏi lại đơn vị, bỏ bản sai; hiện cả hai dòng đều không được tính",
        "ask the unit and remove the wrong one; neither is counted now",
    ),
    why=(
        "Minh chứng, ghi chú, ngày chốt là một phần của câu trả lời: chương trình không chọn thay đơn vị.",
        "Evidence, note and closing day are part of the answer: the program does not choose in the unit's"
        " place.",
    ),
)
FORM_COLUMN_MISSING = rule(
    "DX325",
    "error",
    message=(
        "biểu mẫu không còn cột {columns}; các cột không đọc được: {unread}",
        "the form no longer has the column {columns}; columns that could not be read: {unread}",
    ),
    remedy=(
        "khôi phục tiêu đề cột như biểu đã gửi, rồi thu lại; số đã thu lần trước được giữ nguyên",
        "restore the headers as in the form sent out, then collect again; figures collected before stay",
    ),
    why=(
        "Ô trống dưới một tiêu đề đã đổi tên không có nghĩa là đơn vị rút số liệu.",
        "Under a header that was renamed, a blank does not mean that the unit took its figure back.",
    ),
)
OTHER_PERIOD = rule(
    "DX321",
    "error",
    message=(
        "số liệu {period}, không phải kỳ đang thu ({asked}): không tính",
        "a figure of {period}, not of the period being collected ({asked}): not counted",
    ),
    remedy=(
        "đề nghị đơn vị gửi số liệu {asked}; nếu chỉ ghi nhầm kỳ thì sửa cột kỳ rồi thu lại",
        "ask the unit for its figures of {asked}; where only the period was mistyped, mend it and collect"
        " again",
    ),
    why=(
        "Số của kỳ này không thay được số của kỳ khác, và kỳ ghi trong tệp không được đoán lại.",
        "A figure of one period does not stand for another, and what a file names is not second-guessed.",
    ),
)
OTHER_UNITS_FORM = rule(
    "DX322",
    "error",
    message=(
        "số liệu của {unit} ghi trong biểu của {form}: không tính",
        "a figure of {unit} in the form of {form}: not counted",
    ),
    remedy=(
        "hỏi lại hai đơn vị số liệu là của ai, rồi ghi vào biểu của đúng đơn vị đó",
        "ask both whose figure it is, and have it entered in that unit's own form",
    ),
    why=(
        "Biểu gửi cho mỗi đơn vị mang mã của đơn vị đó. Khi dòng bên trong ghi tên khác, không rõ số là của"
        " ai.",
        "Each unit's form bears its id. Where a row inside names another, whose figure it is is uncertain.",
    ),
)

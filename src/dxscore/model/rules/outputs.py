"""DX906 on: files that the program has written, and finds otherwise when it comes back to them."""

from dxscore.model.finding import rule

CHANGED_SINCE = rule(
    "DX906",
    "warning",
    message=(
        "tệp không còn như biên nhận của lần thu trước ghi ({how})",
        "the file is not what the receipt of the last collection tells of ({how})",
    ),
    remedy=(
        "có người sửa thì không sao: lần thu này theo tệp như đang có; không ai sửa thì lấy lại bản cũ",
        "where somebody has edited it, all is well: the file counts as it stands; otherwise put the earlier"
        " file back",
    ),
    why=(
        "Biên nhận mang mã băm của tệp số liệu. Khi hai tệp không khớp, một kỳ đã thu có thể đã mất mà"
        " không ai hay.",
        "The receipt bears the digest of the metrics file. Where the two differ, a period that was collected"
        " may be gone unseen.",
    ),
)

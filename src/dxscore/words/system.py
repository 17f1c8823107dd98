"""What the system, or a library, says of a file that it does not open, read or write, in both languages."""

from __future__ import annotations

import errno
from typing import Final

from dxscore.words.text import Text
from dxscore.words.visible import visible

_VIETNAMESE: Final[dict[int, str]] = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "hệ thống không cho phép",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.EEXIST: "đã có tệp hoặc thư mục tên này",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "các liên kết trỏ vòng quanh nhau",
    errno.ENOSPC: "ổ đĩa đầy",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "ổ đĩa hoặc thiết bị lỗi",
    errno.EFBIG: "tệp quá lớn",
    errno.EBUSY: "tệp đang được dùng",
    errno.EBADF: "luồng dữ liệu đã đóng",
    errno.EMFILE: "quá nhiều tệp đang mở",
    errno.ENFILE: "quá nhiều tệp đang mở",
    errno.ENOMEM: "hết bộ nhớ",
    errno.EINVAL: "tên hoặc thao tác không hợp lệ",
    errno.EPIPE: "đầu nhận đã đóng",
}


def system_words(error: OSError | ValueError) -> Text:
    """Why a file could not be used. Of a fault without words of ours the system's are kept, and marked.

    A ValueError is what Python makes of a name with a NUL in it.
    """
    if isinstance(error, ValueError):
        return Text.of("tên có ký tự không hợp lệ", visible(str(error), 120) or "not a valid name")
    english = visible(error.strerror or str(error), 120) or type(error).__name__
    return Text.of(_VIETNAMESE.get(error.errno or 0, f"hệ thống báo: “{english}”"), english)


def library_words(said: str) -> Text:
    """Words of a library for which there are none of ours: kept, and marked in Vietnamese as not ours."""
    english = visible(said, 200)
    return Text.of(f"chương trình báo: “{english}”", english)

"""What the system says, in the reader's language."""

import errno
import os

import pytest

from dxscore.words.system import library_words, system_words


@pytest.mark.parametrize(
    ("number", "vietnamese"),
    [(errno.EACCES, "không có quyền"), (errno.ENOSPC, "ổ đĩa đầy"), (errno.EBADF, "luồng dữ liệu đã đóng")],
)
def test_usual_faults_have_words_of_ours(number: int, vietnamese: str) -> None:
    told = system_words(OSError(number, os.strerror(number)))
    assert (told.vi, told.en) == (vietnamese, os.strerror(number))


def test_other_words_are_marked_as_the_systems() -> None:
    told = system_words(OSError(errno.EXDEV, "Invalid cross-device link\x1b"))
    assert told.vi.startswith("hệ thống báo: “Invalid cross-device link") and "\x1b" not in told.vi


def test_a_name_with_a_nul() -> None:
    with pytest.raises(ValueError, match="null") as caught:
        os.stat("a\0b")  # noqa: PTH116 -- the plain call, whose words are told
    told = system_words(caught.value)
    assert (told.vi, told.en) == (
        "tên có ký tự không hợp lệ",
        "the name holds a character that may not stand in one",
    )


def test_an_error_without_words() -> None:
    assert "OSError" in system_words(OSError()).en


def test_words_of_a_library_are_marked_as_not_ours() -> None:
    told = library_words("bad \x1b[31m thing")
    assert (told.vi, told.en) == ("chương trình báo: “bad \\x1b[31m thing”", "bad \\x1b[31m thing")

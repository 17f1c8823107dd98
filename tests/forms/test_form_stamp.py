"""The stamp is found again in whatever a form was saved as."""

import gzip
import io
import zipfile

import pytest

from dxscore.forms.stamp import TOLD_AT_MOST, Stamp, find, stamp

OURS = stamp("pho-hoa", "2024-Q4", "0123456789abcdef" * 4)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_stamp_is_one_word_of_ids_and_digits() -> None:
    assert str(OURS) == "dxscore-form/1/pho-hoa/2024-Q4/0123456789abcdef"


@pytest.mark.parametrize("period", ["2024", "2024-Q4", "2024-H1", "2024-9M", "2024-11M", "2024-12"])
def test_every_kind_of_period_is_found_again(period: str) -> None:
    one = stamp("a.b_c-d", period, "f" * 64)
    assert find(f"Phiên bản: {one};;;".encode()) == (one,)


@pytest.mark.parametrize(
    "content",
    [
        f"Phiên bản biểu mẫu: {OURS}\r\n".encode("utf-8-sig"),
        f"Phiên bản biểu mẫu: {OURS}\n".encode("utf-16"),
        zipped(**{"xl/sharedStrings.xml": f"<t>{OURS}</t>".encode()}),
        zipped(**{"xl/sharedStrings.bin": b"\x01\x00" + str(OURS).encode("utf-16-le")}),
        zipped(other=b"x", **{"content.xml": f"<text:p>{OURS}</text:p>".encode()}),
    ],
    ids=["utf-8", "utf-16", "xlsx", "xlsb", "ods"],
)
def test_it_is_found_in_texts_and_in_zipped_spreadsheets(content: bytes) -> None:
    assert find(content) == (OURS,)


def test_two_different_stamps_are_both_told_and_the_same_one_once() -> None:
    other = stamp("pho-an", "2024-Q4", "0" * 64)
    assert find(f"{OURS} {other} {OURS}".encode()) == (other, OURS)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"indicator,reporting_unit,period\n",
        b"PK\x03\x04 cut off",
        zipped(a=str(OURS).encode())[:-30],
        gzip.compress(str(OURS).encode()),
        b"dxscore-form/1/pho-hoa/2024-Q9/0123456789abcdef",
        b"dxscore-form/1/../etc/2024/0123456789abcdef",
        b"dxscore-form/1/pho-hoa/2024/0123",
    ],
    ids=["empty", "none", "no zip", "cut off", "gzip", "no period", "no id", "no digest"],
)
def test_broken_files_and_near_misses_have_no_stamp(content: bytes) -> None:
    assert find(content) == ()


def test_a_bomb_is_searched_only_so_far() -> None:
    bomb = zipped(a=b" " * (40 * 1024 * 1024), b=str(OURS).encode())
    assert find(bomb) == ()


def test_a_longer_digest_is_the_same_catalogue() -> None:
    assert find(b"dxscore-form/1/x/2024/" + b"a" * 64) == (Stamp("x", "2024", "a" * 16),)


def test_a_file_full_of_stamps_is_not_searched_to_its_end() -> None:
    many = b" ".join(str(stamp(f"u{n}", "2024", "a" * 64)).encode() for n in range(1000))
    assert len(find(many)) == TOLD_AT_MOST

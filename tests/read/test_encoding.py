"""Bytes to text: what is taken, what is refused, and under which name."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from dxscore.model.finding import Finding
from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read.encoding import NotUnicode, decode, posing_as_text
from dxscore.read.sources import Source

ARRIVALS = Path(__file__).parent.parent / "arrivals"
Read = Callable[[str | bytes], Metrics]
TEXT = "chỉ tiêu;đơn vị;kỳ;tử số;mẫu số;ghi chú\r\nHS;Phường Phổ Hòa;2025;8;10;đủ hồ sơ\r\n"
ROW_IN_ASCII = "indicator,reporting_unit,period,numerator,denominator\nHS,{},2025,8,10\n"


def cp1258(text: str) -> bytes:
    """As Windows writes it: base letters with marks of their own, tones behind them."""
    return b"".join(_cp1258_letter(c) for c in unicodedata.normalize("NFC", text))


def _cp1258_letter(character: str) -> bytes:
    try:
        return character.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", character)
        tone = next(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", parts.replace(tone, ""))
        return base.encode("cp1258") + tone.encode("cp1258")


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        cp1258(TEXT),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\r").encode(),
        TEXT.replace("\r\n", "\n", 1).encode(),
        TEXT.replace(";", "\t").encode("utf-16"),
        TEXT.replace(";", ",").encode(),
        ("sep=;\r\n" + TEXT).encode(),
    ],
)
def test_one_table_in_every_accepted_form(read: Read, content: bytes) -> None:
    metrics = read(content)
    (observation,) = metrics.observations
    assert (observation.reporting_unit, observation.note) == ("pho-hoa", "đủ hồ sơ")
    assert {f.code for f in metrics.findings} <= {"DX112"}


def test_windows_1258_is_proven_by_a_wide_table_too(read: Read) -> None:
    found = read(cp1258("Đơn vị;Kỳ;HS;SO\nPhổ Hòa;2024;81/100;3\n"))
    assert [(o.indicator, o.reporting_unit) for o in found.observations] == [
        ("HS", "pho-hoa"),
        ("SO", "pho-hoa"),
    ]
    assert "DX112" in {finding.code for finding in found.findings}


def test_windows_1258_is_taken_with_a_note(read: Read) -> None:
    assert [f.code for f in read(cp1258(TEXT)).findings] == ["DX112"]


@pytest.mark.parametrize(
    "content",
    [
        cp1258(TEXT.replace("Phổ Hòa", "Phổ Lạ")),
        cp1258(ROW_IN_ASCII.format("21469") + "HS,21463,2025,8,10,đủ\n"),
        cp1258("indicator,reporting_unit,period,numerator,denominator,ghi\nHS,21469,2025,8,10,đủ\n"),
    ],
)
def test_windows_1258_is_refused_where_the_catalogues_words_do_not_prove_it(
    read: Read, content: bytes
) -> None:
    metrics = read(content)
    assert not metrics.observations
    assert [f.code for f in metrics.findings] in (["DX110"], ["DX111"])


# What the words "Phổ Hòa" become. Written out by hand from the code tables.
DAMAGED = {
    "TCVN3 (.VnTime)": "Phæ Hßa",
    "VNI": "Phoå Hoøa",
    "VIQR": "Pho^? Ho`a",
    "VISCII": "Ph± Hòa",
    "double-encoded UTF-8": "Phá»• HÃ²a",
    "windows-1258": "PhôÒ HoÌa",
}


@pytest.mark.parametrize(("encoding", "word"), DAMAGED.items())
def test_wrong_letters_in_valid_unicode_are_named_and_refused(read: Read, encoding: str, word: str) -> None:
    metrics = read(ROW_IN_ASCII.format("21463") + f"HS,{word},2025,8,10\n")
    (finding,) = metrics.findings
    assert (finding.code, finding.row) == ("DX111", 3)
    assert encoding in finding.message.en
    assert "Phổ Hòa" in finding.message.vi
    assert not metrics.observations


@pytest.mark.parametrize(("encoding", "word"), [*DAMAGED.items()][:4])
def test_the_same_letters_as_bytes_are_named_and_refused(read: Read, encoding: str, word: str) -> None:
    metrics = read(ROW_IN_ASCII.format(word).encode("cp1252"))
    (finding,) = metrics.findings
    assert (finding.code, finding.row) == ("DX111", 2)
    assert encoding in finding.message.en


def test_damaged_headers_are_named(read: Read) -> None:
    for head in ("ChØ tiªu;§¬n vÞ;Kú;Tö sè;MÉu sè", "Chi? tie^u;DDo+n vi.;Ky`;Tu+? so^';Ma^~u so^'"):
        (finding,) = read(f"{head}\nHS;21469;2025;8;10\n").findings
        assert (finding.code, finding.row) == ("DX111", 1)


def test_one_damaged_extra_header_is_enough(read: Read) -> None:
    (finding,) = read("chỉ tiêu;đơn vị;kỳ;tử số;mẫu số;Ghi chó\nHS;21469;2025;8;10;\n").findings
    assert (finding.code, finding.row) == ("DX111", 1)


def test_bytes_that_nothing_explains_are_placed(read: Read) -> None:
    (finding,) = read(b"indicator,reporting_unit\r\nHS,\xff\xfe\xfd\n").findings
    assert (finding.code, finding.row, finding.position) == ("DX110", 2, 4)
    assert "0xFF" in finding.message.en


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"indicator,x\nHS,\x00\n", "DX113", 2),
        ("a\0b".encode("utf-16"), "DX113", 1),
        (TEXT.encode("utf-16-le"), "DX114", None),
        (TEXT.encode("utf-16-be"), "DX114", None),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "DX114", None),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "DX114", None),
        (TEXT.encode("utf-16")[:-1], "DX115", 3),
        (codecs.BOM_UTF16_LE + b"a\x00\n\x00\x00\xd8a\x00", "DX115", 2),
        (b"", "DX120", None),
        (b"\xef\xbb\xbf", "DX120", None),
        (b" \r\n\n", "DX120", None),
    ],
)
def test_refused_whatever_the_words(read: Read, content: bytes, code: str, row: int | None) -> None:
    metrics = read(content)
    assert [(f.code, f.row, f.severity) for f in metrics.findings] == [(code, row, "error")]
    assert not metrics.observations


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff", NotUnicode(1, 1, 0xFF)),
        (b"a\nb\xff", NotUnicode(2, 2, 0xFF)),
        (b"a\r\nb\rc\xe1x", NotUnicode(3, 2, 0xE1)),
        (codecs.BOM_UTF8 + b"a\xff", NotUnicode(1, 5, 0xFF)),
        (b"abc\xe1\xbb", NotUnicode(1, 4, 0xE1)),
    ],
)
def test_places_of_bad_bytes(content: bytes, place: NotUnicode) -> None:
    assert decode("f", content) == place


def test_good_bytes() -> None:
    assert decode("f", "đ".encode()) == "đ"
    assert decode("f", codecs.BOM_UTF8 + b"a") == "a"
    assert isinstance(decode("f", b"\0"), Finding)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04rest", "XLSX/ODS/DOCX/ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS/DOC"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08", "GZIP"),
        (codecs.BOM_UTF8 + b"\r\n <!DOCTYPE html><html>", "HTML"),
        (b"<HTML><table>", "HTML"),
        (b"<?xml version='1.0'?>", "XML"),
        (b"indicator,x", None),
        (b"", None),
    ],
)
def test_other_formats_are_known_by_their_content(read: Read, content: bytes, kind: str | None) -> None:
    assert posing_as_text(content) == kind
    if kind is not None:
        assert [f.code for f in read(content).findings] == ["DX108"]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("bieu-mau.xlsx", ".xlsx"),
        ("macro.xlsm", ".xlsm"),
        ("bieu-mau.ods", ".ods"),
        ("bieu-mau.xls", ".xls"),
    ],
)
def test_a_workbook_under_the_name_of_a_text_is_to_be_renamed(read: Read, name: str, suffix: str) -> None:
    (finding,) = read((ARRIVALS / name).read_bytes()).findings
    assert finding.code == "DX108"
    assert f"là {suffix[1:].upper()}; " in finding.message.vi
    assert finding.remedy.vi.startswith(f"đổi đuôi tên tệp thành {suffix} rồi nộp lại; hoặc mở bằng Excel")
    assert finding.remedy.en.startswith(f"rename it to end in {suffix} and hand it in again; or open it")


@pytest.mark.parametrize(
    "content",
    [
        (ARRIVALS / "cong-van.xlsx").read_bytes(),
        b"PK\x03\x04word/document.xml, and in it xl/workbook.xml",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0Workbook\0".encode("utf-16-le"),
        b"%PDF-1.7 xl/workbook.xml",
    ],
)
def test_anything_else_is_not(read: Read, content: bytes) -> None:
    (finding,) = read(content).findings
    assert (finding.code, finding.remedy.vi[:13]) == ("DX108", "mở tệp, chép ")


@pytest.mark.parametrize(
    ("name", "content", "said", "advice"),
    [
        ("a.xlsx", b"%PDF-1.7", "PDF", "chép số liệu vào biểu mẫu"),
        ("a.xlsx", b"\x89PNG\r\n", "ảnh (PNG)", "chép số liệu vào biểu mẫu"),
        ("a.xlsx", b"Rar!\x1a\x07", "tệp nén (RAR)", "giải nén"),
        ("a.csv", b"<html><table>", "trang web (HTML)", "lưu thành .xlsx"),
    ],
)
def test_what_is_no_table_is_named_with_the_advice_for_it(
    catalogue: Catalogue, name: str, content: bytes, said: str, advice: str
) -> None:
    (finding,) = metrics.read([Source(name, content)], catalogue).findings
    assert finding.code == "DX108"
    assert said in finding.message.vi and advice in finding.remedy.vi

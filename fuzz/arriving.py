"""Cells, texts and bytes as they arrive, and as nobody would write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from random import Random
from typing import Final

NUMBERS: Final = (
    "0", "1", "-1", "5", "70", "100", "1234", "12345678901234567890", "00012", "0.1", "82,5", "82.5%",
    "82,5 %", "1.234", "1,234", "1.234,5", "1,234.5", "1,234,567", "1.234.567", "1 234", "1\u00a0234",
    "1'234", "1_000", "12008/15010", "80% (12/15)", "12/15 xã", "25/63", "12 hồ sơ", "+5", "\u22125",
    "−5,5", "５０", "٣", "1e3", "1e400", "nan", "inf", "-0", "0/0", "5/0", "1/2/3",
    "99999999999999999999999999", "0,000000000001", "1½", "50-60", "khoảng 300", ">50", "≥ 50", "(5)", "5.",
    ".5", ",5", "--", "5%5", "100,1%", "1.2.3", "2025.0", "0x1f", "True",
)  # fmt: skip
PERIODS: Final = (
    "2025", "2024", "2023", "2026", "2030", "2020", "2025-Q1", "2025-Q4", "2024-Q4", "Quý IV/2025", "Quí 4",
    "Quý 1", "2025-H1", "6 tháng đầu năm 2025", "6T/2025", "2025-9M", "2025-11M", "2025-12", "2025-01",
    "12/2025", "T12/2025", "Tháng 3/2025", "11 tháng đầu năm 2025", "lũy kế đến tháng 9/2025", "lũy kế",
    "2025.0", "Kỳ 1/2025", "2025-13", "2025-Q5", "2025-0M", "2025-13M", "25", "20255", "0000", "9999", "1",
    "2025-12-14", "14/12/2025", "năm 2025", "Năm 2025", "NĂM 2025", "2025 (ước)", "2024-2025", "Q4",
    "cả năm", "45991", "Quý IIII/2025", "Quý VI/2025",
)  # fmt: skip
DAYS: Final = (
    "2025-12-14", "14/12/2025", "14-12-2025", "14.12.2025", "2025-06-30", "2025-07-01", "30/06/2025",
    "2025-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "45991", "ngày 14 tháng 12 năm 2025",
    "12/14/2025", "1/1/25", "2025", "2024-02-29", "2025-12-14 00:00:00", "2025-12-14T07:00:00Z",
)  # fmt: skip
WORDS: Final = (
    "", " ", "\t", "\u00a0", "\u200b", "-", "–", "...", "NA", "N/A", "null", "nan", "đang cập nhật",
    "chưa có", "chưa tổng hợp", "không áp dụng", "Không phát sinh", "x", "có", "Có", "không", "chưa", "Đạt",
    "yes", "no", "done", "1", "0", "minh họa", "Quyết định số 12/QĐ-UBND ngày 01/02/2025", "Tổng",
    "Tổng cộng", "Cộng", "STT", "Ghi chú:",
)  # fmt: skip
HOSTILE: Final = (
    "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "[red]x[/red]", "[/]", "[link=http://a]b[/link]",
    ":smile:", "\x1b[31mđỏ\x1b[0m", "\x1b]8;;http://a\x07", "a\x00b", "\x9b31m", "\u202eabc",
    "\u2066x\u2069", "\ufeff", "\u00ad", "::error::x", " ::set-output name=a::b", "##[error]x",
    "##vso[task.complete]", "%0A::error::x", "a\nb", "a\r\nb", "a\rb", "a\u2028b", "a\u0085b", "a\x0bb",
    "a\x0cb", "a\x1cb", "<script>alert(1)</script>", "&amp;<b>", "]]>", "{{ x }}", "{% x %}", "{0}", "{x}",
    "%s%n", "$(id)", "`id`", "../../etc/passwd", "/dev/zero", "http://a.b/c", "-", "--help", "'", '"', '""',
    "a\"b", "'a", "\\", "a\\nb", "|", "|a|", "`", "*", "_a_", "#", "# a", "~", "!", "!!python/x", "&a",
    "*a", "<<", "? x", "- a", "a: b", "a:", "[", "]", "{", "}", ",", ";", "\ud7ff", "\uffff", "\U0001f600",
    "e\u0301" * 40, "A" * 300, "a " * 200, "Ð", "Đ", "ẹ\u0302", "ﬁ", "İ", "ß", "ǆ", "\u1eaf\u0323", "con",
    "NUL", ".", "..", "a/b", "a\\b",
)  # fmt: skip


def typed(rng: Random, likely: Sequence[str] = ()) -> str:
    """Text of a cell: mostly one of those that are likely, else any of the above."""
    chance = rng.random()
    if likely and chance < 0.8:
        text = rng.choice(likely)
    else:
        text = rng.choice(rng.choice((NUMBERS, PERIODS, DAYS, WORDS, HOSTILE)))
    return spelt(rng, text) if rng.random() < 0.08 else text


def spelt(rng: Random, text: str) -> str:
    """The same text as other hands write it, or nearly."""
    match rng.randrange(9):
        case 0:
            return unicodedata.normalize("NFD", text)
        case 1:
            return text.upper()
        case 2:
            return f" {text}  "
        case 3:
            return text.replace(" ", "\u00a0")
        case 4:
            return text + rng.choice(HOSTILE)
        case 5:
            return rng.choice(HOSTILE) + text
        case 6 if text:
            at = rng.randrange(len(text))
            return text[:at] + text[at + 1 :]
        case 7:
            return text * 2
        case _:
            return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def damaged(rng: Random, data: bytes) -> bytes:
    """Bytes with a few of them lost, doubled, moved or changed."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        if not data:
            return rng.randbytes(rng.randrange(20))
        at, to = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
        length = min(to - at, rng.choice((1, 1, 2, 4, 16, 200, 5000)))
        piece = data[at : at + length]
        match rng.randrange(7):
            case 0:
                data = data[:at] + data[at + length :]
            case 1:
                data = data[:at] + piece * rng.choice((2, 2, 3, 20)) + data[at + length :]
            case 2:
                data = data[:at] + rng.randbytes(length) + data[at + length :]
            case 3:
                data = data[: max(1, to)]
            case 4:
                data = data[:at] + rng.choice(HOSTILE).encode("utf-8", "surrogatepass") + data[at:]
            case 5:
                data = (
                    data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
                    if at < len(data)
                    else data
                )
            case _:
                other = rng.randrange(len(data) + 1)
                rest = data[:at] + data[at + length :]
                data = rest[:other] + piece + rest[other:]
    return data


def lines_moved(rng: Random, data: bytes) -> bytes:
    """A text with a few lines lost, doubled, moved, indented or cut."""
    lines = data.split(b"\n")
    for _ in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(lines))
        match rng.randrange(6):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(at, lines[rng.randrange(len(lines))])
            case 2:
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = b" " * rng.randrange(5) + lines[at]
            case 4:
                lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
            case _:
                lines[at] = lines[at].lstrip()
    return b"\n".join(lines)


def encoded(rng: Random, text: str) -> bytes:
    """As somebody's program saves it; mostly UTF-8."""
    chance = rng.random()
    if chance < 0.8:
        return text.encode("utf-8", "surrogatepass")
    if chance < 0.88:
        return text.encode("utf-8-sig", "surrogatepass")
    name = rng.choice(
        ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1258", "cp1252", "latin-1", "cp437", "gb18030")
    )
    return text.encode(name, "replace")

"""Whose plan it is: its level, and the bodies that such a place has by law.

Offices of communes: Nghị định 150/2025/NĐ-CP of 12 June 2025 (Phòng Kinh tế in communes and special zones,
Phòng Kinh tế, Hạ tầng và Đô thị in wards). Departments of provinces: its article 8, the twelve that every
province has. Nothing else is put in: what a place has beside, its own people know.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from dxscore.model.assignments import BodyKind
from dxscore.words.folding import word_key

Level = Literal["commune", "ward", "special_zone", "province"]
LEVELS: Final[tuple[Level, ...]] = ("commune", "ward", "special_zone", "province")

BEGINNINGS: Final[dict[str, Level]] = {
    "xã": "commune",
    "phường": "ward",
    "đặc khu": "special_zone",
    "tỉnh": "province",
    "thành phố": "province",
    "tp": "province",
}
"""The words with which names of places begin, and the level that each tells."""
_UNITS: Final[dict[str, BodyKind]] = {
    "xã": "commune",
    "phường": "ward",
    "thị trấn": "township",
    "đặc khu": "special_zone",
    "thôn": "hamlet",
    "xóm": "hamlet",
    "ấp": "hamlet",
    "bản": "hamlet",
    "buôn": "hamlet",
    "làng": "hamlet",
    "bon": "hamlet",
    "khóm": "hamlet",
    "khu phố": "hamlet",
    "khu dân cư": "hamlet",
    "tổ dân phố": "hamlet",
    "tdp": "hamlet",
    "tiểu khu": "hamlet",
    "khối phố": "hamlet",
}
_ORGANISATIONS: Final[tuple[tuple[str, BodyKind], ...]] = (
    (
        r"(?:công ty|tập đoàn|doanh nghiệp|ngân hàng|điện lực|vnpt|viettel|mobifone|hợp tác xã|bưu điện)",
        "enterprise",
    ),
    (r"(?:tỉnh ủy|thành ủy|huyện ủy|thị ủy|đảng ủy|ban tuyên giáo|ban tổ chức|ban dân vận|chi bộ)", "party"),
    (
        r"(?:mặt trận|ủy ban mttq|mttq|ubmttq|hội|liên đoàn|đoàn thanh niên|đoàn tncs|tỉnh đoàn|liên minh)",
        "organisation",
    ),
    (r"(?:tổ công nghệ số|cộng đồng|hộ gia đình|người dân)", "community"),
)


class Named(NamedTuple):
    """A body by its name, with other names for it."""

    name: str
    kind: BodyKind
    aliases: tuple[str, ...] = ()


def level_of(name: str) -> Level | None:
    """What a place is by the word that its name begins with; None where it begins with no such word."""
    key = word_key(name)
    for word, level in BEGINNINGS.items():
        if re.match(rf"{word}(?![^\W\d_])", key):
            return level
    return None


def unit_kind(name: str) -> BodyKind | None:
    """What a unit is by its name: 'Thôn An Thổ' a hamlet; None where the name does not say."""
    key = word_key(name)
    for word in sorted(_UNITS, key=len, reverse=True):
        if re.match(rf"{word}(?![^\W\d_])", key):
            return _UNITS[word]
    return None


def body_kind(name: str) -> BodyKind:
    """What an organisation is by its name; an office, where nothing else is said."""
    key = word_key(name)
    unit = unit_kind(re.sub(r"^(?:ubnd|ủy ban nhân dân)\s+", "", key))
    if unit is not None:
        return unit
    return next((kind for words, kind in _ORGANISATIONS if re.match(words, key)), "office")


def standing(level: Level) -> tuple[Named, ...]:
    """The offices that every place of this level has."""
    if level == "province":
        return tuple(Named(name, "office", aliases) for name, aliases in _DEPARTMENTS)
    economy = ("Phòng Kinh tế, Hạ tầng và Đô thị", ()) if level == "ward" else ("Phòng Kinh tế", ())
    offices = (
        ("Văn phòng HĐND và UBND", ("VP HĐND và UBND", "VP HĐND-UBND", "Văn phòng HĐND-UBND")),
        economy,
        ("Phòng Văn hóa - Xã hội", ("Phòng VH-XH", "VH-XH")),
        ("Trung tâm Phục vụ hành chính công", ("TT PVHCC", "Trung tâm PVHCC")),
    )
    return tuple(Named(name, "office", aliases) for name, aliases in offices)


_DEPARTMENTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Sở Nội vụ", ()),
    ("Sở Tư pháp", ()),
    ("Sở Tài chính", ()),
    ("Sở Công Thương", ()),
    ("Sở Nông nghiệp và Môi trường", ("Sở NN&MT", "Sở NNMT")),
    ("Sở Xây dựng", ()),
    ("Sở Khoa học và Công nghệ", ("Sở KH&CN", "Sở KHCN")),
    ("Sở Văn hóa, Thể thao và Du lịch", ("Sở VHTTDL", "Sở VH,TT&DL", "Sở VHTT&DL")),
    ("Sở Giáo dục và Đào tạo", ("Sở GD&ĐT", "Sở GDĐT")),
    ("Sở Y tế", ()),
    ("Thanh tra tỉnh", ()),
    ("Văn phòng UBND tỉnh", ("Văn phòng UBND", "VP UBND tỉnh")),
)

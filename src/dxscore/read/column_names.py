"""What the names of columns mean, in English or Vietnamese, as people write them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from dxscore.words.folding import unaccented, word_key
from dxscore.words.patterns import regex

Column = Literal[
    "indicator",
    "reporting_unit",
    "period",
    "numerator",
    "denominator",
    "value",
    "evidence",
    "note",
    "closed_on",
]

# Names by column. An earlier line wins over a later one where a file has both ("Mã chỉ tiêu" beside "Tên
# chỉ tiêu"); two names of one line are a duplicate.
_NAMES: dict[Column, tuple[tuple[str, ...], ...]] = {
    "indicator": (
        ("indicator id", "indicator code", "mã chỉ tiêu", "mã chỉ số"),
        ("indicator", "chỉ tiêu", "chỉ số", "mục tiêu, chỉ tiêu"),
        ("indicator name", "tên chỉ tiêu", "tên chỉ số"),
    ),
    "reporting_unit": (
        (
            "reporting unit id",
            "reporting unit code",
            "unit id",
            "unit code",
            "mã đơn vị",
            "mã đơn vị báo cáo",
        ),
        ("reporting unit", "đơn vị", "đơn vị báo cáo", "cơ quan, đơn vị"),
        ("unit", "unit name", "reporting unit name", "tên đơn vị", "xã, phường"),
    ),
    "period": (("period", "reporting period", "kỳ", "kỳ báo cáo"), ("year", "năm", "thời gian")),
    "numerator": (("numerator", "tử số"), ("tử",)),
    "denominator": (("denominator", "mẫu số"), ("mẫu",)),
    "value": (
        ("value", "giá trị"),
        ("result", "kết quả", "kết quả thực hiện"),
        ("percent", "percentage", "tỷ lệ", "tỉ lệ"),
    ),
    "evidence": (
        ("evidence", "minh chứng", "bằng chứng", "tài liệu kiểm chứng", "tài liệu minh chứng"),
        ("source", "nguồn", "nguồn số liệu"),
    ),
    "note": (("note", "notes", "ghi chú"), ("remark", "remarks", "comment", "chú thích")),
    "closed_on": (("closed on", "cutoff date", "ngày chốt", "ngày chốt số liệu"),),
}
# Columns that real forms have and that are no misspelling of ours, however close ("Đơn vị tính").
_OTHERS = frozenset(
    {"stt", "tt", "donvitinh", "dvt", "giaithichchitieu", "muctieu", "danhgia", "coquanchutri", "donvichutri"}
    | {"coquanphoihop", "donviphoihop", "target", "unitofmeasure", "status", "lead", "nguoilap", "ngaylap"}
    | {"nguoibaocao", "ngaybaocao", "tylehoanthanh", "kytruoc", "giatrikytruoc"}
    | {"no", "whatiscounted", "lasttime", "maso", "ketquadat", "thoihan", "sothutu"}
    | {"tendonvitinh", "nhomchitieu", "loaichitieu", "bangchu"}
    | {"rejectedfrom", "rejectedline", "rejectedbecause"}
)
# No misspelling of ours either, but what people write in them is their own.
_WORDS = frozenset({"giaitrinh", "ghinhan"})
Ranked = tuple[Column, int] | None
"""The column that a cell names, and its rank among the names of that column; None where it names none."""

REQUIRED: tuple[Column, ...] = ("indicator", "reporting_unit", "period")
_SPACING = regex(r"[\s_\-.,/:()%*]+")
# "(1)", "[2]", "(3) = (1)/(2)", "(A)": the number of a column. Any other remark tells what a figure or a word
# counts, unless it makes another column of it: "Giá trị (kỳ trước)".
_REMARK = regex(r"[^(\[]*[^\s(\[](?P<remark>\s*[(\[].*)", re.DOTALL)
_COLUMN_NUMBER = regex(r"[\s()\[\]0-9A-ZĐ=+/*:.,x×%-]*")
_OTHER_FIGURE = regex(r"truoc|nam|ky|quy|thang|muctieu|kehoach|tinh|luyke|last|previous|target|[0-9]{4}")
_FIGURES_WORD: Final = ("số", "số liệu")
_TO_NOW = r"(?:nay|(?:het |cuoi )?(?:ky|thang|quy)(?: nay| bao cao)?|thoi diem bao cao)"
_CUMULATIVE = regex(
    r"(?:(?:luy ke|cong don|cumulative|cumulated|year[ -]to[ -]date|\bytd\b)(?: (?:tu )?dau nam)?|tu dau nam)"
    rf"(?: (?:tinh )?den {_TO_NOW})?"
)
# Of the columns that say whose figure it is only a remark that fits: 'Đơn vị (hồ sơ)' is a unit of measure.
_KEY_REMARKS: Final[dict[Column, re.Pattern[str]]] = {
    "indicator": regex(r"(?:ma|ten|so|chiso|chitieu|code|name|id)+"),
    "reporting_unit": regex(r"(?:ma|ten|so|xa|phuong|thitran|coquan|phong|baocao|code|name|id)+"),
    "period": regex(r"(?!.*(?:truoc|last|previous)).*"),
}
_BEHIND_PLAIN: Final = 10
_IN_GROUP: Final = 20
_GROUP_ENDS = regex(r"[/.:]")
_GROUPED = regex(r"(?P<group>[A-Za-z_][\w-]*(?:[/.:][A-Za-z_][\w-]*)*)[/.:](?P<name>[A-Za-z_]\w*)", re.ASCII)
_FIGURES: Final = frozenset({"numerator", "denominator", "value"})
_CLOSE = 0.8


@lru_cache(maxsize=1024)
def header_key(cell: str) -> str:
    """A header without case, accents, spaces and underscores: 'Đơn vị báo cáo' -> 'donvibaocao'.

    Signs that VIQR uses for accents (^ ` ' ~ ? +) stay, so that VIQR text is not mistaken for words.
    """
    return _SPACING.sub("", unaccented(word_key(cell)))


_RANKED: dict[str, tuple[Column, int]] = {
    header_key(name): (column, rank)
    for column, ranks in _NAMES.items()
    for rank, names in enumerate(ranks)
    for name in names
}
_VIETNAMESE = frozenset(
    word_key(name) for ranks in _NAMES.values() for names in ranks for name in names if not name.isascii()
)


def is_vietnamese_name(cell: str) -> bool:
    """Whether `cell` is one of our Vietnamese column names, accents and all."""
    return word_key(cell) in _VIETNAMESE


def means(cell: str) -> Column | None:
    """The column that `cell` names, or None."""
    found = column_of(cell)
    return found[0] if found else None


@lru_cache(maxsize=1024)
def column_of(cell: str) -> tuple[Column, int] | None:
    """The column that `cell` names, and how well: least, with a remark behind it as in 'Tử số (hồ sơ)'."""
    plain = _RANKED.get(header_key(cell))
    if plain is not None:
        return plain
    grouped = _GROUPED.fullmatch(cell.strip())
    if grouped is not None:
        return _in_group(grouped["group"], grouped["name"])
    found = _REMARK.fullmatch(cell)
    if found is None:
        return None
    remark = found["remark"]
    ranked = _RANKED.get(header_key(cell.removesuffix(remark)))
    if ranked is None:
        return None
    column, rank = ranked
    said = header_key(remark.strip("()[] "))
    if column in _KEY_REMARKS:
        words = _KEY_REMARKS[column].fullmatch(said) is not None
    else:
        words = column == "closed_on" or _OTHER_FIGURE.search(said) is None
    return (column, rank + _BEHIND_PLAIN) if words or _COLUMN_NUMBER.fullmatch(remark) else None


@lru_cache(maxsize=1024)
def without_cumulative(cell: str) -> str | None:
    """A header without the words for 'from the start of the year': 'Tử số (lũy kế)' -> 'tử số'.

    Returns:
        None where it has no such words, or speaks of another year or of a plan.
    """
    said = word_key(cell)
    found = _CUMULATIVE.search(unaccented(said))
    if found is None:
        return None
    # Each letter of a key is one without its accents, too.
    rest = " ".join(_SPACING.sub(" ", f"{said[: found.start()]} {said[found.end() :]}").split())
    if _OTHER_FIGURE.search(header_key(rest)) is not None:
        return None
    return "" if rest in _FIGURES_WORD else rest


def _in_group(group: str, name: str) -> tuple[Column, int] | None:
    """'group_hscv/numerator', as survey programs export it, unless the group makes another column of it."""
    ranked = _RANKED.get(header_key(name))
    groups = [header_key(part) for part in _GROUP_ENDS.split(group)]
    if ranked is None or any(part in _RANKED for part in groups):
        return None  # 'numerator/denominator' is one column of pairs
    column, rank = ranked
    if column in _FIGURES and any(_OTHER_FIGURE.search(part) for part in groups):
        return None
    return column, rank + _IN_GROUP


def is_usual(cell: str) -> bool:
    """Whether a column of this name, where it is not read, holds nothing of its own: a number, a name."""
    return header_key(cell) in _OTHERS or means(cell) in ("indicator", "reporting_unit")


def closest(key: str) -> Column | None:
    """The column whose name `key` nearly is, for a person to read; None for another that forms have."""
    import difflib  # costs start-up time, and good files never need it

    if key in _OTHERS | _WORDS or not 4 <= len(key) <= 40:
        return None
    names = [name for name in _RANKED if len(name) >= 4]
    found = difflib.get_close_matches(key, names, n=1, cutoff=_CLOSE)
    return _RANKED[found[0]][0] if found else None

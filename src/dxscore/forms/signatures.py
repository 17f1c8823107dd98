"""Who answers for the figures of a table: names and day in its foot, and the cells that are thereby told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from dxscore.forms.printed import folded

Role = Literal["prepared_by", "head"]
_NAME_AT_MOST: Final = 60
_LABELS_AT_MOST: Final = 20
CELL_ENDS: Final = " \t\r\n;,"
_LABELS: Final[dict[Role, re.Pattern[str]]] = {
    "prepared_by": re.compile(r"(?:người (?:lập|báo cáo|tổng hợp)|prepared by)\b.*"),
    "head": re.compile(
        r"(?:(?:tm|kt|tl|tuq|q)\. ?)*(?:thủ trưởng|(?:phó )?(?:chủ tịch|trưởng|giám đốc|chánh|tổ trưởng"
        r"|chi cục trưởng|chỉ huy trưởng)"
        r"|ủy ban nhân dân|ubnd|lãnh đạo|xác nhận|head of|for the people's committee"
        r"|chair(?:man|person)?|director|commander"
        r")\b.*"
    ),
}
# Labels that say nothing more; of any other one the whole text is told, for it may hold a name.
_PLAIN_LABEL = re.compile(
    r"người (?:lập|báo cáo|tổng hợp)(?: biểu| bảng| số liệu)?|(?:(?:tm|kt|tl|tuq|q)\. ?)*"
    r"(?:thủ trưởng(?: đơn vị| cơ quan)?|(?:phó )?(?:chủ tịch"
    r"|trưởng (?:phòng|ban|công an|thôn|làng|xóm|ấp|bản|buôn|khóm|sóc|khu phố)"
    r"|giám đốc|chánh văn phòng|tổ trưởng(?: tổ dân phố)?|chi cục trưởng|chỉ huy trưởng)|ubnd"
    r"|ủy ban nhân dân)"
    r"|prepared by|head of the (?:unit|village|quarter|neighbourhood|office|division|police|branch|board)"
    r"|for the people's committee"
    r"|chairperson|director|commander"
)
_WHERE_TO_SIGN = re.compile(r"\((?:ký|signature)[^)]*\)")
_IS_SIGNED = re.compile(r"\(?(?:đã ký(?:,? ?(?:và )?đóng dấu)?|signed)\)?")
_IN_BRACKETS = re.compile(r"\(.*\)")
_DAY = re.compile(
    r"(?:[^,;.:]{0,40},)? ?ngày (?:\S+ tháng \S+ năm \S*\d\S*|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4})"
    r"|date: .{0,20}\d.{0,20}"
)

Cell = tuple[int, int]
"""Row and column, both from 1."""


class Signed(NamedTuple):
    """Who answers for one table, as far as written.

    Args:
        sheet: of a workbook; None of any other file.
        prepared_by, head: names under 'Người lập biểu' and under 'Thủ trưởng đơn vị' or 'Chủ tịch'; empty
            where none is.
        signed_on: the day as written.
    """

    sheet: str | None = None
    prepared_by: str = ""
    head: str = ""
    signed_on: str = ""

    @property
    def who_and_when(self) -> tuple[str, str, str]:
        """All but the sheet; empty texts where nothing is written."""
        return self.prepared_by, self.head, self.signed_on


def signatures(sheet: str | None, cells: Mapping[Cell, str], last: int) -> tuple[Signed, set[Cell]]:
    """Names and day of the foot, and the cells that are thereby told; `last` is the last row of data.

    Above the table only 'Người lập biểu: …' counts: 'ỦY BAN NHÂN DÂN …' is a heading there.
    """
    found: dict[str, str] = {}
    used: set[Cell] = set()
    labels = 0
    for place, text in cells.items():
        below, role = place[0] > last, _role(text)
        if below and "signed_on" not in found and _DAY.fullmatch(folded(text)):
            found["signed_on"] = text
            used.add(place)
        elif role is not None and labels < _LABELS_AT_MOST and (below or _says_who(role, text)):
            labels += 1
            if _is_plain(text):
                used.add(place)
            at, name = _name_of(place, text, cells, below)
            if name and role not in found:
                found[role] = name
                used.add(at)
    return Signed(sheet, **found), used


def is_where_to_sign(text: str) -> bool:
    """'(ký, ghi rõ họ tên)': says nothing."""
    return _WHERE_TO_SIGN.fullmatch(folded(text)) is not None


def is_signed(text: str) -> bool:
    """'(đã ký)' in the place of a signature: nobody's name, and nothing for anyone to act on."""
    return _IS_SIGNED.fullmatch(folded(text)) is not None


def _role(text: str) -> Role | None:
    said = folded(text).partition(":")[0]
    return next((role for role, label in _LABELS.items() if label.fullmatch(said)), None)


def _says_who(role: Role, text: str) -> bool:
    return role == "prepared_by" and ":" in text


def _is_plain(text: str) -> bool:
    """Whether every line of a cell is a label that says nothing more, or where to sign."""
    lines = [line.strip(CELL_ENDS) for line in text.splitlines() if line.strip(CELL_ENDS)]
    return all(
        _PLAIN_LABEL.fullmatch(folded(line).removesuffix(":")) or is_where_to_sign(line) for line in lines
    )


def _name_of(place: Cell, label: str, cells: Mapping[Cell, str], below: bool) -> tuple[Cell, str]:
    """Cell and name that belong to a label: on its last line, behind its colon, right of it, or below."""
    row, column = place
    *labels, last = _lines(label) or [""]
    if labels and _is_plain("\n".join(labels)) and _name(last):
        return place, last
    behind = label.partition(":")[2].strip(CELL_ENDS)
    if ":" in label:
        beside = (row, column + 1)
        return (place, _name(behind)) if behind else (beside, _name(cells.get(beside, "")))
    for under in sorted(each for each in cells if below and each[1] == column and each[0] > row):
        text = " ".join(_lines(cells[under]))
        if text and _role(text) is None and not _IN_BRACKETS.fullmatch(text):
            return under, _name(text)
    return place, ""


def _lines(text: str) -> list[str]:
    """The lines of a cell, without those that only say that or where to sign."""
    lines = (line.strip(CELL_ENDS) for line in text.splitlines())
    return [line for line in lines if line and not is_signed(line) and not is_where_to_sign(line)]


def _name(text: str) -> str:
    """`text` where it may be somebody's name, or nothing."""
    if _role(text) is not None or _IN_BRACKETS.fullmatch(text) or is_signed(text):
        return ""
    return text if 1 < len(text) <= _NAME_AT_MOST and not any(map(str.isdigit, text)) else ""

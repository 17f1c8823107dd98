"""The columns of a printed table of targets, by their titles."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from dxscore.start.table import Table
from dxscore.words.folding import name_key

Role = Literal[
    "number", "name", "unit", "target", "lead", "coordinating", "note", "result", "definition", "other"
]
SEARCHED_ROWS = 40
HEADER_ROWS = 4

_NAME = re.compile(
    r"(?:(?:các|tên|nhóm|nội dung|hệ thống|danh mục|một số|chủ yếu|cụ thể|chính|và|mục tiêu|chỉ tiêu|tiêu chí"
    r"|chỉ số|nhiệm vụ|phát triển|thành phần|đánh giá|chuyển đổi số|kinh tế xã hội|indicators?|targets?)\s*)+"
)
_NUMBER = re.compile(r"s?tt|số tt|số thứ tự|tt|no|nr|số")
_UNIT = re.compile(r"đơn vị(?: tính| đo| đo lường)?|đvt|đơn vị tính toán|unit(?: of measure)?")
_LEAD = re.compile(r"chủ trì|thực hiện|chịu trách nhiệm|phụ trách|đầu mối|phân công|lead")
_LEADING = re.compile(r"cơ quan|đơn vị|sở|ban|ngành|chủ trì|đầu mối|trách nhiệm|phân công|lead")
_COORDINATING = re.compile(r"phối hợp|coordinating")
_NOTE = re.compile(r"ghi chú|notes?|remarks?")
_DEFINITION = re.compile(r"giải thích|cách tính|công thức|phương pháp tính|định nghĩa|diễn giải|definition")
_RESULT = re.compile(
    r"(?:kết quả|hiện trạng|ước|đã đạt|thực trạng|th|thực hiện|số liệu|hiện tại|baseline|result)(?!\w)"
)
_GOAL = re.compile(
    r"mục tiêu|chỉ tiêu|kế hoạch|lộ trình|mức|giá trị|phấn đấu|cần đạt|giao|đề ra|target|goal|đến|năm"
)
_YEARS = re.compile(r"(?<![0-9])(20[0-9]{2}|19[0-9]{2})(?![0-9])")
_FINER = re.compile(r"quý|quí|tháng|(?<![0-9])[0-3]?[0-9]\s+[01]?[0-9]\s+20[0-9]{2}|6t|9t")
_ONLY_A_YEAR = re.compile(
    r"(?:mục tiêu|chỉ tiêu|kế hoạch|lộ trình|mức|giá trị|phấn đấu|cần đạt|giao|đề ra|đến|hết|cuối|năm|trong"
    r"|của|thực hiện|target|by|year|\s|20[0-9]{2}|19[0-9]{2})*"
)


class Column(NamedTuple):
    """One column.

    Args:
        place: from 1.
        title: its whole title, that of the group above it first.
        role: what stands in it.
        by: of a target, the year by which it is due; None where the title names none, or not one alone.
    """

    place: int
    title: str
    role: Role
    by: int | None = None


class Header(NamedTuple):
    """Where the titles stand, and the columns below them.

    Args:
        first, last: rows of titles.
        columns: all with a title, in their order.
    """

    first: int
    last: int
    columns: tuple[Column, ...]

    def all(self, role: Role) -> tuple[Column, ...]:
        """The columns of a role."""
        return tuple(column for column in self.columns if column.role == role)

    def one(self, role: Role) -> Column | None:
        """The first column of a role."""
        return next(iter(self.all(role)), None)


def find_header(table: Table) -> Header | None:
    """The titles of a table of targets: a column of names, and one of targets; None where there are none."""
    for first in table.numbers[:SEARCHED_ROWS]:
        if not any(_is_name(text) for text in table.row(first).values()):
            continue
        rows = [number for number in table.numbers if first <= number][:HEADER_ROWS]
        last = _last_row(table, rows)
        columns = _columns(table, [row for row in rows if row <= last])
        header = Header(first, last, columns)
        if header.one("name") and header.one("target"):
            return header
    return None


def _is_name(text: str) -> bool:
    key = name_key(text)
    wanted = ("chỉ tiêu", "tiêu chí", "mục tiêu", "nội dung", "chỉ số", "indicator")
    return bool(_NAME.fullmatch(key)) and any(word in key for word in wanted)


def _last_row(table: Table, rows: list[int]) -> int:
    """The last row of titles: as far as a title reaches down, or a row follows with years and no names."""
    first = last = rows[0]
    name = next(place for place in range(1, table.width + 1) if _is_name(table.spread(first, place)))
    for row in rows[1:]:
        merged = any(table.anchor(row, place)[0] == first for place in range(1, table.width + 1))
        years = any(_YEARS.search(text) for text in table.row(row).values())
        if merged or (years and min(table.row(row)) > name):
            last = row
        else:
            break
    return last


def _columns(table: Table, rows: list[int]) -> tuple[Column, ...]:
    found: list[Column] = []
    groups = [""] * len(rows)
    for place in range(1, table.width + 1):
        parts: list[str] = []
        for depth, row in enumerate(rows):
            text = table.spread(row, place)
            is_last = depth == len(rows) - 1
            below = any(table.text(later, place) for later in rows[depth + 1 :])
            if text:
                groups[depth] = text
            elif not is_last and below:  # a group's title over its first column alone
                text = groups[depth]
            if text and text not in parts:
                parts.append(text)
        if parts:
            found.append(_column(place, " ".join(parts), found))
    return tuple(found)


def _column(place: int, title: str, before: list[Column]) -> Column:
    key = name_key(title)
    years = [int(year) for year in _YEARS.findall(key)]
    roles = {column.role for column in before}
    if _NUMBER.fullmatch(key):
        return Column(place, title, "number")
    if _is_name(title) and "name" not in roles:
        return Column(place, title, "name")
    if not years and _DEFINITION.search(key):
        return Column(place, title, "definition")
    if _UNIT.fullmatch(key):
        return Column(place, title, "unit")
    if _NOTE.search(key):
        return Column(place, title, "note")
    if not years and _LEAD.search(key) and _LEADING.search(key):
        both = bool(_COORDINATING.search(key))
        return Column(place, title, "other" if both else "lead")
    if not years and _COORDINATING.search(key):
        return Column(place, title, "coordinating")
    if _RESULT.search(key) and not re.search(r"mục tiêu|chỉ tiêu|kế hoạch|phấn đấu", key):
        return Column(place, title, "result")
    if years or _GOAL.search(key):
        alone = len(years) == 1 and _ONLY_A_YEAR.fullmatch(key) and not _FINER.search(key)
        return Column(place, title, "target", years[0] if alone else None)
    return Column(place, title, "other")

"""The columns of a printed table of targets, by their titles."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from dxscore.start.table import Table
from dxscore.words.deadlines import deadline_in
from dxscore.words.folding import name_key

Role = Literal[
    "number",
    "name",
    "group",
    "unit",
    "target",
    "deadline",
    "lead",
    "coordinating",
    "note",
    "result",
    "definition",
    "other",
]
SEARCHED_ROWS = 40
HEADER_ROWS = 4

_NAME = re.compile(
    r"(?:(?:các|tên|nhóm|nội dung|hệ thống|danh mục|một số|chủ yếu|cụ thể|chính|và|mục tiêu|chỉ tiêu|tiêu chí"
    r"|chỉ số|nhiệm vụ|phát triển|thành phần|đánh giá|chuyển đổi số|kinh tế xã hội|indicators?|targets?)\s*)+"
)
_PART = re.compile(r"nội dung(?: tiêu chí| chỉ tiêu| đánh giá)?|(?:tiêu chí|chỉ tiêu|chỉ số) thành phần")
_NUMBER = re.compile(r"s?tt|số tt|số thứ tự|tt|no|nr|số")
_UNIT = re.compile(r"đơn vị(?: tính| đo| đo lường)?|đvt|đơn vị tính toán|unit(?: of measure)?")
_LEAD = re.compile(r"chủ trì|thực hiện|chịu trách nhiệm|phụ trách|đầu mối|phân công|lead")
_LEADING = re.compile(r"cơ quan|đơn vị|sở|ban|ngành|chủ trì|đầu mối|trách nhiệm|phân công|lead")
_COORDINATING = re.compile(r"phối hợp|coordinating")
_BODIES_BESIDE = frozenset({"phối hợp", "cơ quan phối hợp", "đơn vị phối hợp", "coordinating"})
_NOTE = re.compile(r"ghi chú|notes?|remarks?")
_DEFINITION = re.compile(r"giải thích|cách tính|công thức|phương pháp tính|định nghĩa|diễn giải|definition")
_RESULT = re.compile(
    r"(?:kết quả|hiện trạng|ước|đã đạt|thực trạng|th|thực hiện|số liệu|hiện tại|baseline|result)(?!\w)"
)
_GOAL = re.compile(
    r"mục tiêu|chỉ tiêu|kế hoạch|lộ trình|mức|giá trị|phấn đấu|cần đạt|giao|đề ra|target|goal|đến|năm"
)
_YEARS = re.compile(r"(?<![0-9])(20[0-9]{2}|19[0-9]{2})(?![0-9])")
_DEADLINE = re.compile(
    r"(?:thời gian|thời hạn|hạn|tiến độ|thời điểm|mốc thời gian|mốc)(?: (?:hoàn thành|thực hiện|đạt|đến))*"
)
# A share of something done, a step from one year to the next: neither a target nor what was reached.
_COMPARISON = re.compile(r"so sánh|so với|tăng giảm|^% |tỷ lệ (?:thực hiện|hoàn thành|đạt)|mức độ đạt")
# A table whose only numbers stand under 'Kết quả', with deadlines above them, prints what is to come of it.
_TO_COME = re.compile(r"kết quả(?: (?:cần đạt|phải đạt|đạt được|đầu ra|dự kiến|cụ thể))?")


class Column(NamedTuple):
    """One column.

    Args:
        place: from 1.
        title: its whole title, that of the group above it first.
        role: what stands in it.
        by: of a target, when it is due, as `by` has it; None where the title names none, or not one alone.
        assumed: whether it holds targets only because no other column can.
    """

    place: int
    title: str
    role: Role
    by: str | None = None
    assumed: bool = False


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
        columns = _with_targets(_columns(table, [row for row in rows if row <= last]))
        header = Header(first, last, columns)
        if header.one("name") and header.one("target"):
            return header
    return None


def _with_targets(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns; where none holds targets and one alone what is to come of it, that one does."""
    to_come = [c for c in columns if c.role == "result" and _TO_COME.fullmatch(name_key(c.title))]
    wanted = {"number", "name", "unit"} <= {column.role for column in columns}
    if any(column.role == "target" for column in columns) or len(to_come) != 1 or not wanted:
        return columns
    return tuple(c._replace(role="target", assumed=True) if c is to_come[0] else c for c in columns)


def _is_name(text: str) -> bool:
    key = name_key(text)
    wanted = ("chỉ tiêu", "tiêu chí", "mục tiêu", "nội dung", "chỉ số", "indicator")
    return bool(_NAME.fullmatch(key)) and any(word in key for word in wanted)


def _last_row(table: Table, rows: list[int]) -> int:
    """The last row of titles: as far as a title reaches down, or a row has nothing up to the names."""
    first = last = rows[0]
    name = next(place for place in range(1, table.width + 1) if _is_name(table.spread(first, place)))
    for row in rows[1:]:
        merged = any(table.anchor(row, place)[0] == first for place in range(1, table.width + 1))
        if merged or min(table.row(row), default=0) > name:
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
            found.append(_column(place, parts, found))
    return _with_parts(found)


def _with_parts(columns: list[Column]) -> tuple[Column, ...]:
    """The columns; of 'Tên tiêu chí' beside 'Nội dung tiêu chí' the second has the names, under the first."""
    names = next((n for n, column in enumerate(columns) if column.role == "name"), None)
    if names is not None and names + 1 < len(columns):
        above, below = columns[names : names + 2]
        if _PART.fullmatch(name_key(below.title)) and not _PART.fullmatch(name_key(above.title)):
            columns[names : names + 2] = [above._replace(role="group"), below._replace(role="name", by=None)]
    return tuple(columns)


def _column(place: int, parts: list[str], before: list[Column]) -> Column:
    title = " ".join(parts)
    beside = name_key(parts[-1]) in _BODIES_BESIDE  # under 'Phân công', which is said of both
    role: Role = "coordinating" if beside else _named_role(title, before) or _role(title)
    return Column(place, title, role, deadline_in(title) if role == "target" else None)


def _named_role(title: str, before: list[Column]) -> Role | None:
    """The role of a column that its title names outright."""
    key = name_key(title)
    if _NUMBER.fullmatch(key):
        return "number"
    if _is_name(title) and all(column.role != "name" for column in before):
        return "name"
    if _UNIT.fullmatch(key):
        return "unit"
    return "note" if _NOTE.search(key) else None


def _role(title: str) -> Role:
    """The role of a column by the words in its title; a year makes most of them a column of targets."""
    key = name_key(title)
    dated = _YEARS.search(key) is not None
    undated: tuple[tuple[Role, bool], ...] = (
        ("definition", bool(_DEFINITION.search(key))),
        ("other", bool(_LEAD.search(key) and _LEADING.search(key) and _COORDINATING.search(key))),
        ("lead", bool(_LEAD.search(key) and _LEADING.search(key))),
        ("coordinating", bool(_COORDINATING.search(key))),
        ("deadline", bool(_DEADLINE.fullmatch(key))),
    )
    found = next((role for role, is_it in undated if is_it and not dated), None)
    if found is not None:
        return found
    if _RESULT.search(key) and not re.search(r"mục tiêu|chỉ tiêu|kế hoạch|phấn đấu", key):
        return "result"
    if _COMPARISON.search(key):
        return "other"
    return "target" if dated or _GOAL.search(key) else "other"

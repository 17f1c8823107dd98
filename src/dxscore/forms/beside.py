"""What people write on a form beside its figures: who signed it, and words around the rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal, NamedTuple

from dxscore.forms.form import FIGURES, HEADERS, headers
from dxscore.forms.printed import key
from dxscore.forms.stamp import FORM_MARK
from dxscore.model.base import Language
from dxscore.model.observation import SourceTable

Role = Literal["prepared_by", "head"]
_NAME_AT_MOST: Final = 60
_LABELS_AT_MOST: Final = 20
_CELL_ENDS: Final = " \t\r\n;,"
_LABELS: Final[dict[Role, re.Pattern[str]]] = {
    "prepared_by": re.compile(r"(?:người (?:lập|báo cáo|tổng hợp)|prepared by)\b.*"),
    "head": re.compile(
        r"(?:(?:tm|kt|tl|tuq|q)\. ?)*(?:thủ trưởng|(?:phó )?(?:chủ tịch|trưởng|giám đốc|chánh)"
        r"|ủy ban nhân dân|ubnd|lãnh đạo|xác nhận|head of|for the people's committee|chair(?:man|person)?"
        r")\b.*"
    ),
}
# Labels that say nothing more; of any other one the whole text is told, for it may hold a name.
_PLAIN_LABEL = re.compile(
    r"người (?:lập|báo cáo|tổng hợp)(?: biểu| bảng| số liệu)?|(?:(?:tm|kt|tl|tuq|q)\. ?)*"
    r"(?:thủ trưởng(?: đơn vị| cơ quan)?|(?:phó )?(?:chủ tịch|trưởng phòng|giám đốc)|ubnd|ủy ban nhân dân)"
    r"|prepared by|head of the unit|for the people's committee|chairperson"
)
_WHERE_TO_SIGN = re.compile(r"\((?:ký|signature)[^)]*\)")
_DAY = re.compile(r"(?:[^,;.:]{0,40},)? ?ngày \S+ tháng \S+ năm \S*\d\S*|date: .{0,20}\d.{0,20}")
_TITLE_NUMBER = re.compile(
    r"\(?\[?\d{1,2}\)?\]?(?:\s*=.*)?|(?:[IVXL]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)[.)]?(?:\s.*)?"
)

# What a form says in these columns depends on more than its catalogue.
_NOT_KNOWN_AGAIN = frozenset(key(text) for column in ("number", "previous") for text in HEADERS[column])

Cell = tuple[int, int]
"""Row and column, both from 1."""


class Signed(NamedTuple):
    """Who answers for one table, as far as written.

    Args:
        sheet: of a workbook.
        prepared_by, head: names under 'Người lập biểu' and under 'Thủ trưởng đơn vị' or 'Chủ tịch'; empty
            where none is.
        signed_on: the day as written.
    """

    sheet: str = ""
    prepared_by: str = ""
    head: str = ""
    signed_on: str = ""


class Words(NamedTuple):
    """A cell of words that is no part of the table.

    Args:
        sheet: of a workbook.
        row, position: from 1.
        text: as typed.
        title: whether it stands where a table has its title or its groups' titles.
    """

    sheet: str
    row: int
    position: int
    text: str
    title: bool


class Beside(NamedTuple):
    """All that stands beside the figures of one table."""

    signed: Signed
    words: tuple[Words, ...]


def beside(table: SourceTable, printed: Collection[str]) -> Beside:
    """What was written around `table`; `printed` are keys of what a form says by itself, which is not told.

    Of a table that bears a form's stamp, titles and columns are known: every other word is somebody's.
    """
    is_form = _is_form(table)
    cells = _cells(table)
    last = max((line for line, _ in table.rows), default=0)
    signed, used = _signatures(table.sheet, cells, last)
    titles = frozenset() if is_form else _title_rows(table, last)
    words = [
        Words(table.sheet, row, column, text, row in titles)
        for (row, column), text in cells.items()
        if (row, column) not in used and key(text) not in printed and not _WHERE_TO_SIGN.fullmatch(key(text))
    ]
    if is_form:
        words += _added_columns(table, printed)
    return Beside(signed, tuple(words))


def figure_columns_missing(table: SourceTable) -> tuple[str, ...]:
    """Headers of the columns of figures that a form of ours no longer has; none for anybody else's table."""
    if not table.columns or not _is_form(table):  # a header that cannot be used is told of already
        return ()
    found = dict(table.columns)
    lang: Language = "vi" if HEADERS["indicator"][0] in table.header else "en"
    named = headers(lang)
    return tuple(named[column] for column in FIGURES if column not in found)


def _is_form(table: SourceTable) -> bool:
    return any(FORM_MARK in cell for _, cells in table.above for cell in cells)


def _cells(table: SourceTable) -> dict[Cell, str]:
    cells = {}
    for row, texts in (*table.above, *table.aside):
        for column, text in enumerate(texts, start=1):
            said = text.strip(_CELL_ENDS)  # a line of a text file above its header is not cut into cells
            if said:
                cells[row, column] = said
    remarks = [place for name, place in table.columns if name in ("evidence", "note")]
    for row, texts in table.totals:
        for place in remarks:
            if place < len(texts) and texts[place].strip():
                cells[row, place + 1] = texts[place].strip()
    return cells


def _title_rows(table: SourceTable, last: int) -> frozenset[int]:
    """Rows that anybody's table has above itself, and between its rows with a number in front."""
    between = {
        row
        for row, cells in table.aside
        if row < last and _TITLE_NUMBER.fullmatch(next((c.strip() for c in cells if c.strip()), ""))
    }
    return frozenset(between | {row for row, _ in table.above})


def _role(text: str) -> Role | None:
    said = key(text).partition(":")[0]
    return next((role for role, label in _LABELS.items() if label.fullmatch(said)), None)


def _signatures(sheet: str, cells: Mapping[Cell, str], last: int) -> tuple[Signed, set[Cell]]:
    """Names and day of the foot, and the cells that are thereby told; `last` is the last row of data.

    Above the table only 'Người lập biểu: …' counts: 'ỦY BAN NHÂN DÂN …' is a heading there.
    """
    found: dict[str, str] = {}
    used: set[Cell] = set()
    labels = 0
    for place, text in cells.items():
        below, role = place[0] > last, _role(text)
        if below and "signed_on" not in found and _DAY.fullmatch(key(text)):
            found["signed_on"] = text
            used.add(place)
        elif role is not None and labels < _LABELS_AT_MOST and (below or _says_who(role, text)):
            labels += 1
            if _PLAIN_LABEL.fullmatch(key(text).removesuffix(":")):
                used.add(place)
            at, name = _name_of(place, text, cells, below)
            if name and role not in found:
                found[role] = name
                used.add(at)
    return Signed(sheet, **found), used


def _says_who(role: Role, text: str) -> bool:
    return role == "prepared_by" and ":" in text


def _name_of(place: Cell, label: str, cells: Mapping[Cell, str], below: bool) -> tuple[Cell, str]:
    """The cell and the name that belong to a label: behind its colon, right of it, or under it."""
    row, column = place
    behind = label.partition(":")[2].strip(_CELL_ENDS)
    if ":" in label:
        beside = (row, column + 1)
        return (place, _name(behind)) if behind else (beside, _name(cells.get(beside, "")))
    for under in sorted(each for each in cells if below and each[1] == column and each[0] > row):
        if _role(cells[under]) is None and not _WHERE_TO_SIGN.fullmatch(cells[under]):
            return under, _name(cells[under])
    return place, ""


def _name(text: str) -> str:
    """`text` where it may be somebody's name, or nothing."""
    is_name = 1 < len(text) <= _NAME_AT_MOST and _role(text) is None and not any(map(str.isdigit, text))
    return text if is_name else ""


def _added_columns(table: SourceTable, printed: Collection[str]) -> Iterable[Words]:
    """What stands in columns that are not read: somebody's own, or typed over what the form says there."""
    for column in table.unused:
        if key(table.header[column]) in _NOT_KNOWN_AGAIN:
            continue
        for row, cells in table.rows:
            text = cells[column].strip() if column < len(cells) else ""
            if text and key(text) not in printed:
                yield Words(table.sheet, row, column + 1, text, title=False)

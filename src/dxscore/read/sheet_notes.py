"""What is said of a sheet beside its figures: what is hidden, too far off, or in no cell."""

from __future__ import annotations

from collections.abc import Sequence

from dxscore.model import rules
from dxscore.model.finding import Rule
from dxscore.model.place import cell_name
from dxscore.read.collected import Collected
from dxscore.words.text import Text
from dxscore.workbooks.events import COLUMNS_AT_MOST
from dxscore.workbooks.remarks import Kind
from dxscore.workbooks.sheet import Sheet

_RUNS_SHOWN = 8
_REMARKS: dict[Kind, Rule] = {"comment": rules.COMMENT, "text_box": rules.TEXT_BOX}
ONE: dict[Kind, Text] = {
    "comment": Text(vi="nhận xét", en="a comment"),
    "text_box": Text(vi="hộp văn bản", en="a text box"),
}
_SEVERAL: dict[Kind, Text] = {
    "comment": Text(vi="nhận xét", en="comments"),
    "text_box": Text(vi="hộp văn bản", en="text boxes"),
}


def report_hidden(sheet: Sheet, findings: Collected) -> None:
    """Hidden rows, columns and sheets are read, and said."""
    vi, en = [], []
    if sheet.hidden:
        vi.append("cả trang tính")
        en.append("the whole sheet")
    rows = _runs([row.number for row in sheet.rows if row.hidden])
    if rows:
        vi.append(f"dòng {rows}")
        en.append(f"rows {rows}")
    width = max((len(row.cells) for row in sheet.rows), default=0)
    columns = [
        f"{cell_name(a, None)}–{cell_name(b, None)}" if b > a else cell_name(a, None)
        for a, b in sheet.hidden_columns
        if a <= width
    ]
    if columns:
        listed = ", ".join(columns[:_RUNS_SHOWN])
        vi.append(f"cột {listed}")
        en.append(f"columns {listed}")
    if vi:
        findings.add(rules.HIDDEN, what=Text(vi="; ".join(vi), en="; ".join(en)))


def report_far(sheet: Sheet, findings: Collected) -> None:
    """A filled cell far to the right of any table."""
    if sheet.far is not None:
        row, column = sheet.far
        findings.add(rules.FAR_CELL, row, position=column, limit=COLUMNS_AT_MOST)


def report_remarks(sheet: Sheet, findings: Collected) -> None:
    """Comments and text boxes, be there a table on the sheet or not."""
    for remark in sheet.remarks:
        if remark.text is None:
            findings.add(rules.REMARK_UNREAD, remark.row, position=remark.column, what=ONE[remark.kind])
        else:
            findings.add(_REMARKS[remark.kind], remark.row, position=remark.column, got=remark.text)
    for kind, count in sheet.more_remarks.items():
        findings.add(rules.MORE_REMARKS, what=_SEVERAL[kind], count=count)


def _runs(numbers: Sequence[int]) -> str:
    """5, 7, 8, 9 -> '5, 7–9'."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [f"{a}–{b}" if b > a else str(a) for a, b in runs[:_RUNS_SHOWN]]
    return ", ".join([*shown, "…"] if len(runs) > _RUNS_SHOWN else shown)

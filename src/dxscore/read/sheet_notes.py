"""What is said of a sheet beside its figures: what is hidden, too far off, or in no cell."""

from __future__ import annotations

from collections.abc import Sequence

from dxscore.model import rules
from dxscore.model.finding import Rule
from dxscore.model.place import cell_name
from dxscore.read.collected import FindingsSoFar
from dxscore.words.say import say_of
from dxscore.words.text import Text, both, in_both
from dxscore.workbooks.events import COLUMNS_AT_MOST
from dxscore.workbooks.remarks import Kind
from dxscore.workbooks.sheet import Sheet

_RUNS_SHOWN = 8
_REMARKS: dict[Kind, Rule] = {"comment": rules.COMMENT, "text_box": rules.TEXT_BOX}


def name_of(kind: Kind, *, several: bool = False) -> Text:
    """A remark of this kind, or several, as it is called inside a sentence."""
    name = {"comment": "comments", "text_box": "text_boxes"}[kind] if several else kind
    return in_both(lambda lang: say_of("sheet", name, lang))


def report_hidden(sheet: Sheet, findings: FindingsSoFar) -> None:
    """Hidden rows, columns and sheets are read, and said."""
    hidden = [both("sheet.whole_sheet")] if sheet.hidden else []
    rows = _runs([row.number for row in sheet.rows if row.hidden])
    if rows:
        hidden.append(both("sheet.rows", numbers=rows))
    width = max((len(row.cells) for row in sheet.rows), default=0)
    columns = [
        f"{cell_name(a, None)}–{cell_name(b, None)}" if b > a else cell_name(a, None)
        for a, b in sheet.hidden_columns
        if a <= width
    ]
    if columns:
        hidden.append(both("sheet.columns", names=", ".join(columns[:_RUNS_SHOWN])))
    if hidden:
        findings.add(rules.HIDDEN, what=in_both(lambda lang: "; ".join(each.get(lang) for each in hidden)))


def report_far(sheet: Sheet, findings: FindingsSoFar) -> None:
    """A filled cell far to the right of any table."""
    if sheet.far is not None:
        row, column = sheet.far
        findings.add(rules.FAR_CELL, row, position=column, limit=COLUMNS_AT_MOST)


def report_remarks(sheet: Sheet, findings: FindingsSoFar) -> None:
    """Comments and text boxes, be there a table on the sheet or not."""
    for remark in sheet.remarks:
        if remark.text is None:
            findings.add(rules.REMARK_UNREAD, remark.row, position=remark.column, what=name_of(remark.kind))
        else:
            findings.add(_REMARKS[remark.kind], remark.row, position=remark.column, got=remark.text)
    for kind, count in sheet.more_remarks.items():
        findings.add(rules.MORE_REMARKS, what=name_of(kind, several=True), count=count)


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

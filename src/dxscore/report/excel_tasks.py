"""The sheet of the workbook on tasks, duties and documents: a row for each body that owes one."""

from __future__ import annotations

from typing import Final

from dxscore.model.scorecard import UnitVerdict
from dxscore.model.tasks import State, TaskList, TaskState
from dxscore.report.excel_cells import Cell, NumberCell, SheetContent, Tinted, date_cell, fitting
from dxscore.report.tasks import TaskView, answer, remarks
from dxscore.report.view import View
from dxscore.words.say import say_of
from dxscore.words.visible import visible

_TINTS: Final[dict[State, UnitVerdict]] = {
    "done_in_time": "met",
    "done_late": "met",
    "overdue": "missed",
    "due_soon": "pending",
    "in_progress": "not_applicable",
    "not_started": "not_applicable",
}
_PRESSING: Final[tuple[State, ...]] = ("overdue", "due_soon")


def tasks_sheet(view: View, tasks: TaskList) -> SheetContent:
    """The counts, then what is overdue, what is due soon, and the rest as the documents have it."""
    own = TaskView(tasks, view.catalogue, view.lang, whole=True)
    order = {state: place for place, state in enumerate(_PRESSING)}
    rows = sorted(own.rows, key=lambda row: (order.get(row.state, len(order)), -row.days_overdue))
    inferred = {item.task for item in own.items if item.basis == "inferred"}
    name = view.say("workbook.sheet_tasks")
    said: list[str] = [*answer(own), *remarks(own)]
    if inferred:
        said.append(view.say("task_list.inferred"))
    lines: tuple[tuple[Cell, ...], ...] = ((name,), *(("", line) for line in said), ())
    held, left_out = fitting([_row(own, row, row.task in inferred) for row in rows], len(lines) + 1)
    titles = (
        view.say("column.id"),
        view.say("task_list.what"),
        view.say("task_list.body"),
        view.say("column.deadline"),
        view.say("task_list.state"),
        view.say("task_list.days_late"),
        view.say("task_list.done_on"),
        view.say("column.evidence"),
    )
    return SheetContent(name, lines, titles, held, fixed=2, rows_left_out=left_out)


def _row(own: TaskView, row: TaskState, inferred: bool) -> tuple[Cell, ...]:
    return (
        f"{row.task}*" if inferred else row.task,
        own.title(row.task),
        own.names.body(row.body),
        own.due(row) if row.due is None else date_cell(row.due),
        Tinted(say_of("task_state", row.state, own.lang), _TINTS[row.state]),
        NumberCell(row.days_overdue) if row.days_overdue else None,
        None if row.done_on is None else date_cell(row.done_on),
        visible(row.evidence or ""),
    )

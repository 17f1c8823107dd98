"""What a report says of tasks, duties and documents: sentences and a table, without codes or symbols."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dxscore.model.tasks import DONE, ItemState, State, TaskCounts
from dxscore.report.tasks import TaskView, matrix, share
from dxscore.report.view import View
from dxscore.words.names import inside
from dxscore.words.numbers import day
from dxscore.words.say import say, say_of

LISTED_AT_MOST: Final = 60
"""Nothing else in the report lists them."""
BODIES_NAMED: Final = 3


class TaskSection(NamedTuple):
    """Section II.2 of a report.

    Args:
        lines: sentences, the counts first.
        late: what is overdue, worst first, and how many more there are.
        soon: what is due within 30 days, and how many more there are.
        header: titles of the table of bodies and states.
        rows: a row for each body.
    """

    lines: tuple[str, ...]
    late: tuple[str, ...]
    soon: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def task_section(view: View) -> TaskSection | None:
    """What the report says of tasks; None where it was given none."""
    if view.tasks is None:
        return None
    own = TaskView(view.tasks, view.catalogue, view.lang)
    header, rows = matrix(own)
    return TaskSection(
        lines=tuple(_sentences(own)),
        late=tuple(_listed(own, "overdue")),
        soon=tuple(_listed(own, "due_soon")),
        header=tuple(header),
        rows=tuple(tuple(cell or "0" for cell in row) for row in rows),
    )


def _sentences(own: TaskView) -> Iterator[str]:
    listed, lang = own.listed, own.lang
    parts = (
        ("task", listed.summary),
        ("duty", listed.duty_summary),
        ("deliverable", listed.deliverable_summary),
    )
    for kind, counts in parts:
        if counts.assigned:
            yield _sentence(own, say_of("task_noun", kind, lang), counts)
    earlier = [row for row in listed.earlier if row.state not in DONE]
    if earlier:
        years = ", ".join(str(year) for year in sorted({row.year for row in earlier if row.year}))
        yield own.names.say("task_list.earlier", count=len({row.task for row in earlier}), years=years)


def _sentence(own: TaskView, noun: str, counts: TaskCounts) -> str:
    """'Tính đến ngày 14/12/2025, đã hoàn thành 11/24 nhiệm vụ được giao (45,8%); …'"""
    lang = own.lang
    said = [
        own.names.say(
            "task_report.done",
            day=day(own.listed.as_of, lang),
            share=share(counts.done, counts.assigned, lang),
            noun=noun,
        )
    ]
    if counts.due:
        said.append(own.names.say("task_report.of_due", share=share(counts.done_of_due, counts.due, lang)))
    if counts.due_today:
        said.append(own.names.say("task_report.due_today", count=counts.due_today))
    for state in ("overdue", "due_soon", "in_progress", "not_started"):
        if counts.states[state]:
            said.append(f"{counts.states[state]} {say_of('task_state', state, lang).lower()}")
    if counts.not_reported:
        said.append(own.names.say("task_report.not_reported", count=counts.not_reported))
    return "; ".join(said) + "."


def _listed(own: TaskView, state: State) -> Iterator[str]:
    items = sorted(
        (item for item in own.items if item.state == state),
        key=lambda item: (-item.days_overdue, item.due or own.listed.as_of),
    )
    for item in items[:LISTED_AT_MOST]:
        yield _line(own, item)
    if len(items) > LISTED_AT_MOST:
        yield say("task_report.more", own.lang, more=len(items) - LISTED_AT_MOST)


def _line(own: TaskView, item: ItemState) -> str:
    """'Kế hoạch năm tiếp theo (1/17 nơi xong; còn phòng …): quá hạn 27 ngày'."""
    missing = own.missing(item)
    who = _bodies(own, missing)
    if item.bodies > 1:
        done = own.names.say("task_list.bodies_done", done=item.bodies_done, bodies=item.bodies)
        who = own.names.say("task_report.left", done=done, who=who)
    due = own.due(item)
    key = "late" if item.state == "overdue" else "soon"
    said = say_of("task_report", key, own.lang, count=item.days_overdue, due=due)
    return f"{own.title(item.task)} ({who}): {said}"


def _bodies(own: TaskView, bodies: Sequence[str]) -> str:
    named = ", ".join(inside(own.names.body(body), own.lang) for body in bodies[:BODIES_NAMED])
    more = len(bodies) - BODIES_NAMED
    return named + (own.names.say("task_list.more_bodies", more=more) if more > 0 else "")

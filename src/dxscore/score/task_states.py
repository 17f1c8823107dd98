"""The six states of what is owed, and their counts.

Decided in this order: done in time or late; overdue where the due day is past; due soon within 30 days; in
progress, also where it was submitted and is not yet approved; not started.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from dxscore.model.tasks import DONE, SOON_DAYS, STATES, State, TaskCounts

_PRESSING: Final[tuple[State, ...]] = ("overdue", "due_soon")


class Counted(NamedTuple):
    """What is counted: a state, the day on which it is due, if any, and whether anything was told."""

    state: State
    due: date | None
    told: bool


def count(counted: Iterable[Counted], as_of: date) -> TaskCounts:
    """The counts of some items on a day. Done of due is what was done of all whose due day has come; what is
    past it and not done is overdue; both together are due. What is open on its due day is counted by itself:
    it is not overdue yet, and a share of what is due says nothing of it."""
    every = list(counted)
    states = Counter(each.state for each in every)
    done_of_due = sum(each.state in DONE and each.due is not None and each.due <= as_of for each in every)
    return TaskCounts(
        assigned=len(every),
        done=sum(states[state] for state in DONE),
        **{state: states[state] for state in STATES},
        due=done_of_due + states["overdue"],
        done_of_due=done_of_due,
        due_today=sum(each.state not in DONE and each.due == as_of for each in every),
        not_reported=sum(not each.told for each in every),
    )


def state_of(
    due: date | None, as_of: date, done_on: date | None, *, begun: bool, is_done: bool
) -> tuple[State, int]:
    """The state of one part, and by how many days it is past its due day.

    Args:
        due: the day on which it is due; None where there is none.
        as_of: the day of judgement.
        done_on: the day on which it was done; only asked for where it `is_done`.
        begun: whether anything was begun.
        is_done: whether it is done.
    """
    if is_done:
        late = 0 if due is None or done_on is None else max(0, (done_on - due).days)
        return ("done_late" if late else "done_in_time"), late
    if due is not None and as_of > due:
        return "overdue", (as_of - due).days
    if due is not None and (due - as_of).days <= SOON_DAYS:
        return "due_soon", 0
    return ("in_progress" if begun else "not_started"), 0


def whole(parts: Sequence[tuple[State, int]], begun: bool) -> tuple[State, int]:
    """The state of an item of several parts: done when all are, and as late as the latest of them."""
    states = {state for state, _ in parts}
    if states <= DONE:
        state: State = "done_late" if "done_late" in states else "done_in_time"
        return state, max(days for _, days in parts)
    open_states = [(state, days) for state, days in parts if state not in DONE]
    for wanted in _PRESSING:
        days = [days for state, days in open_states if state == wanted]
        if days:
            return wanted, max(days)
    return ("in_progress" if begun or states & DONE or "in_progress" in states else "not_started"), 0

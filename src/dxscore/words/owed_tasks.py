"""A task that presses, in words, as lists and letters have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxscore.words.numbers import day
from dxscore.words.say import Language, say_of
from dxscore.words.visible import visible

if TYPE_CHECKING:
    from dxscore.model.tasks import OwedTask


def owed_words(task: OwedTask, lang: Language) -> str:
    """'Báo cáo sơ kết: hạn 14/12/2025, quá hạn 17 ngày'."""
    key = "late" if task.state == "overdue" else "soon"
    due = "" if task.due is None else day(task.due, lang)
    return f"{visible(task.title)}: {say_of('task_report', key, lang, due=due, count=task.days_overdue)}"

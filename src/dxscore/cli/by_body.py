"""`dxscore check --by`: which formats there are; and what --by body makes of a judgement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Final, Literal, get_args

import typer

from dxscore.cli.language import phrase
from dxscore.cli.task_files import TasksRead
from dxscore.flows import asked
from dxscore.flows.judge import Judgement
from dxscore.report.outputs import OUTPUTS, choices, format_of_file
from dxscore.report.view import View
from dxscore.words.text import both

Apart = Literal["body", "group"]
"""What scorecards can be taken apart by."""
_BY: Final[tuple[Apart, ...]] = get_args(Apart)
_LISTS: Final[dict[Apart, Literal["bodies", "groups"]]] = {"body": "bodies", "group": "groups"}
By = Annotated[str | None, typer.Option("--by", metavar="|".join(_BY), help=phrase("help_bodies.by"))]
Tasks = Annotated[list[str] | None, typer.Option("--tasks", metavar="FILE", help=phrase("help_bodies.tasks"))]


def apart_by(by: str | None, tasks: Sequence[str] | None, outputs: Sequence[str]) -> Apart | None:
    """What scorecards are wanted of, in place of that of the whole; None where it is wanted itself.

    Raises:
        RequestError: it is none of them; task lists for what has no tasks; a file that cannot hold them.
    """
    wanted = None if by is None else asked.one_of("--by", by, _BY)
    if tasks and wanted != "body":
        raise asked.refused(both("refusal.tasks_by_body"))
    if wanted is None:
        return None
    known = formats(wanted)
    for name in outputs:
        format_ = format_of_file(name)
        if format_ is not None and format_ not in known and name.partition("=")[0] not in known:
            said = {"by": wanted, "format": format_, "choices": ", ".join(known)}
            raise asked.refused(both("refusal.by_body_format", **said))
    return wanted


def formats(apart: Apart) -> tuple[str, ...]:
    """Those in which they can be had."""
    return choices(_LISTS[apart])


def drawn(judged: Judgement, tasks: TasksRead, unit: str | None) -> Callable[[View, str], bytes]:
    """What makes the scorecards of bodies in a format; of one body where one was asked for."""
    from dxscore.flows.bodies import bodies
    from dxscore.report.bodies import BodiesView

    body = asked.reporting_unit("--for", judged.catalogue, unit)

    def render(view: View, format_: str) -> bytes:
        cards = bodies(judged.catalogue, judged.scorecard, tasks.listed)
        return OUTPUTS[format_].render_bodies(BodiesView(cards, view, tasks.listed, body))

    return render


def whole(judged: Judgement) -> Callable[[View, str], bytes]:
    """What makes the scorecard of the whole place in a format."""
    from dxscore.flows.report import rendered

    return partial(rendered, judged)

"""`dxscore check --by body`: which formats there are, and what is made of a judgement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

import typer

from dxscore.cli.language import phrase
from dxscore.cli.task_files import TasksRead
from dxscore.flows import asked
from dxscore.flows.judge import Judgement
from dxscore.report.outputs import OUTPUTS, choices, format_of_file
from dxscore.report.view import View
from dxscore.words.text import both

By = Annotated[str | None, typer.Option("--by", metavar="body", help=phrase("help_bodies.by"))]
Tasks = Annotated[list[str] | None, typer.Option("--tasks", metavar="FILE", help=phrase("help_bodies.tasks"))]


def is_by_body(by: str | None, tasks: Sequence[str] | None, outputs: Sequence[str]) -> bool:
    """Whether scorecards of bodies are wanted.

    Raises:
        RequestError: of anything else than bodies; task lists without them; a file that cannot hold them.
    """
    if by is None:
        if tasks:
            raise asked.refused(both("refusal.tasks_by_body"))
        return False
    asked.one_of("--by", by, ("body",))
    known = choices("bodies")
    for name in outputs:
        format_ = format_of_file(name)
        if format_ is not None and format_ not in known and name.partition("=")[0] not in known:
            raise asked.refused(both("refusal.by_body_format", format=format_, choices=", ".join(known)))
    return True


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

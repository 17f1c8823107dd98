"""Options of the commands on forms, and how their values are understood."""

from __future__ import annotations

from typing import Annotated

import typer

from dxscore.cli.language import phrase

PeriodOption = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help=phrase("help_options.period"),
    ),
]
BeforeOption = Annotated[
    str | None, typer.Option("--before", metavar="DAY", help=phrase("help_remind.before"))
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="NAME", help=phrase("help_remind.to"))]
DefinitionsOption = Annotated[bool, typer.Option("--definitions", help=phrase("help_remind.definitions"))]
DueOption = Annotated[str | None, typer.Option("--due", metavar="DAY", help=phrase("help_remind.due"))]
TasksOption = Annotated[
    list[str] | None, typer.Option("--tasks", metavar="FILE", help=phrase("help_remind.tasks"))
]
TodayOption = Annotated[str | None, typer.Option("--today", metavar="DAY", help=phrase("help_remind.today"))]
SentOption = Annotated[bool, typer.Option("--sent", help=phrase("help_remind.sent"))]

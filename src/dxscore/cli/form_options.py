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

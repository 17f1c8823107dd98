"""Options that several commands share, and how their values are understood."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dxscore.cli.language import LANGUAGES, phrase
from dxscore.report.outputs import choices

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES...",
        help=phrase("help_options.files"),
    ),
]
CatalogueFolder = Annotated[
    Path | None,
    typer.Option(
        "--catalogue",
        metavar="DIR",
        envvar="DXSCORE_CATALOGUE",
        show_envvar=False,
        help=phrase("help_options.catalogue"),
    ),
]
Catalogues = Annotated[
    list[Path] | None,
    typer.Option(
        "--catalogue",
        metavar="DIR",
        envvar="DXSCORE_CATALOGUE",
        show_envvar=False,
        help=phrase("help_options.catalogues"),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help=phrase("help_options.as_of"),
    ),
]
TargetYearOption = Annotated[
    str | None,
    typer.Option(
        "--target-year",
        metavar="YEAR|all",
        help=phrase("help_options.target_year"),
    ),
]
Unit = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="UNIT",
        help=phrase("help_options.for"),
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="|".join(choices("scorecard")),
        autocompletion=lambda: list(choices("scorecard")),
        help=phrase("help_options.format"),
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        metavar="FILE",
        help=phrase("help_options.output"),
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        metavar="[FORMAT=]FILE",
        help=phrase("help_options.output_options"),
    ),
]
WaiversOption = Annotated[
    Path | None,
    typer.Option(
        "--waivers",
        metavar="FILE",
        help=phrase("help_options.waivers"),
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        autocompletion=lambda: list(LANGUAGES),
        help=phrase("help_options.lang"),
    ),
]

NO_CONTEXT: Any = None
"""What a command's function has where it is called as a function."""


def width() -> int:
    """Columns to draw in: COLUMNS, else the terminal's, else 100."""
    return max(20, shutil.get_terminal_size((100, 24)).columns)


def colour(to_terminal: bool) -> bool:
    """Whether to write colours: NO_COLOR and TERM=dumb say no, FORCE_COLOR yes, else only on a terminal."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return to_terminal and sys.stdout is not None and sys.stdout.isatty()

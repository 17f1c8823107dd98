"""Options of the commands on forms, and how their values are understood."""

from __future__ import annotations

from typing import Annotated

import typer

from dxscore.cli.language import both
from dxscore.errors import RequestError
from dxscore.flows.asked import reporting_unit as understood_unit
from dxscore.flows.asked import shown
from dxscore.forms.form import reporting_units
from dxscore.model.loaded import Catalogue
from dxscore.model.period import Period
from dxscore.read.periods import parse_period

PeriodOption = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help=both(
            "Kỳ báo cáo: 2025, 2025-Q4, 2025-H1, 2025-9M, 2025-12.",
            "The period: 2025, 2025-Q4, 2025-H1, 2025-9M, 2025-12.",
        ),
    ),
]


def period(value: str) -> Period:
    """The period asked for, written in any way that a metrics file may."""
    found = parse_period(value)
    if isinstance(found, Period):
        return found
    raise RequestError(
        f"--period: «{shown(value)}» không phải kỳ báo cáo như 2025-Q4",
        f"--period: '{shown(value)}' is no period like 2025-Q4",
    )


def reporting_unit(catalogue: Catalogue, asked: str) -> str:
    """Id of the body that `asked` names.

    Raises:
        RequestError: there is none, or it reports nothing.
    """
    unit = understood_unit("--for", catalogue, asked)
    if unit is not None and unit in reporting_units(catalogue):
        return unit
    raise RequestError(
        f"--for: «{shown(asked)}» không báo cáo chỉ tiêu nào",
        f"--for: '{shown(asked)}' reports no indicator",
    )

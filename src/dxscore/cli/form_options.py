"""Options of the commands on forms, and how their values are understood."""

from __future__ import annotations

from typing import Annotated

import typer

from dxscore.cli.language import both

PeriodOption = Annotated[
    str,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help=both(
            "Kỳ báo cáo: 2025, 2025-Q4, 2025-H1, 2025-11M, 2025-12.",
            "The period: 2025, 2025-Q4, 2025-H1, 2025-11M, 2025-12.",
        ),
    ),
]

"""Options of `dxscore check`, --strict of `dxscore collect` too, and how their values are understood."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from dxscore.cli.language import phrase
from dxscore.flows.asked import one_of, refused, share
from dxscore.model.scorecard import UnitsShown
from dxscore.score.gate import FailOn, Gate
from dxscore.words.text import both

UNITS: tuple[UnitsShown, ...] = get_args(UnitsShown)
_KINDS: tuple[FailOn, ...] = get_args(FailOn)

Units = Annotated[
    str | None,
    typer.Option(
        "--units",
        metavar="|".join(UNITS),
        help=phrase("help_check.units"),
    ),
]
Brief = Annotated[
    bool,
    typer.Option("--brief", help=phrase("help_check.brief")),
]
Rejects = Annotated[
    str | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help=phrase("help_check.rejects"),
    ),
]
FailOnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="|".join(_KINDS),
        help=phrase("help_check.fail_on"),
    ),
]
MinCoverage = Annotated[
    str | None,
    typer.Option(
        "--min-coverage",
        metavar="N",
        help=phrase("help_check.min_coverage"),
    ),
]
MinScore = Annotated[
    str | None,
    typer.Option("--min-score", metavar="N", help=phrase("help_check.min_score")),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=phrase("help_check.strict"),
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="OLD.json",
        help=phrase("help_check.baseline"),
    ),
]

WriteBaseline = Annotated[
    str | None,
    typer.Option("--write-baseline", metavar="FILE", help=phrase("help_check.write_baseline")),
]


def gate(fail_on: list[str] | None, min_coverage: str | None, min_score: str | None) -> Gate:
    """What makes this run fail."""
    return Gate(
        _kinds(fail_on),
        share("--min-coverage", min_coverage),
        share("--min-score", min_score),
    )


def _kinds(asked: list[str] | None) -> frozenset[FailOn]:
    names = [name.strip() for item in asked or ["unmet"] for name in item.split(",")]
    kinds = frozenset(one_of("--fail-on", name, _KINDS) for name in names)
    if "never" in kinds and len(kinds) > 1:
        raise refused(both("refusal.never_alone"))
    return kinds - {"never"}
